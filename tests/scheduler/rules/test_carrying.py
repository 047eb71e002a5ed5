"""What was worked out of a promise is carried to a later view of the day, as long as it holds there."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.commitments import Commitment
from scheduler.rules.carrying import carry
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import CHAIR, NINA, commitment, on_day, snapshot

TODAY = date(2025, 1, 6)  # a Monday
ONE, TWO = (commitment(on_day(date(2025, 1, 17)), ref=ref) for ref in ("1.1", "1.2"))
ANSWERED = replace(TWO, title="Another")


def view(*promises: Commitment, told: tuple[ToldNotice, ...] = ()) -> View:
    return View(snapshot(*promises), Told(told), Policy(), TODAY)


def notice(kind: NoticeKind, person: str) -> ToldNotice:
    key = NoticeKey(commitment=ONE.key, target="2025-01-17", kind=kind, slot=TODAY, person=person)
    return ToldNotice(key=key, accepted_on=TODAY)


def asked_anew(before: View, after: View) -> list[str]:
    """The promises of `after` of which a rule is asked again, after it was asked of all in `before`."""
    asked: list[str] = []

    def title(of: Commitment, _: View) -> str:
        asked.append(of.title)
        return of.title

    for each in before.snapshot.commitments:
        before.once(title, each)
    before.worked_out["question",] = "answer"
    carry(before, after)
    asked.clear()
    for each in after.snapshot.commitments:
        after.once(title, each)
    return asked


def test_only_the_promise_that_changed_is_asked_about_again() -> None:
    after = view(ONE, ANSWERED)

    assert asked_anew(view(ONE, TWO), after) == ["Another"]
    assert after.worked_out == {("question",): "answer"}


def test_what_its_lead_was_told_leaves_the_rest_as_it_is() -> None:
    assert asked_anew(view(ONE, TWO), view(ONE, TWO, told=(notice(NoticeKind.LATE, NINA),))) == []


@pytest.mark.parametrize("kind", [NoticeKind.CHAIR, NoticeKind.LOOK, NoticeKind.EXCEPTION_NOTE])
def test_what_a_chair_was_told_is_looked_at_for_all(kind: NoticeKind) -> None:
    after = view(ONE, TWO, told=(notice(kind, CHAIR),))

    assert asked_anew(view(ONE, TWO), after) == ["Action 1.1", "Action 1.2"]
    assert after.worked_out == {}


def test_a_promise_more_or_fewer_is_looked_at_for_all() -> None:
    assert asked_anew(view(ONE, TWO), view(ONE)) == ["Action 1.1"]
    assert asked_anew(view(ONE), view(ONE, TWO)) == ["Action 1.1", "Action 1.2"]
