"""A story of a past day tells what was known then, one of a day to come what would be."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.explain import explain
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from tests.builders import NINA, PLAN, SAM, commitment, in_month, snapshot

JANUARY, FEBRUARY, MARCH = in_month(date(2025, 1, 31)), in_month(date(2025, 2, 28)), in_month(date(2025, 3, 31))
PRESENT = date(2025, 3, 3)
APART = (
    "What was answered and told later is left out, and roles are with who held them then; edition, people and "
    "calendar are as they stand now."
)


def said(kind: AnswerKind, on: date, who: str = NINA, **words: Any) -> Answer:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    made = Answer(at=at, on=on, commitment="plan/1.1", kind=kind, who=who, recorded_by=who, road=Road.WEB)
    return replace(made, **words)


def story(
    promise: Commitment, day: date, *told: ToldNotice, register: Snapshot | None = None
) -> dict[str, tuple[str, ...]]:
    register = register or snapshot(promise)
    told_so_far = explain(promise, register, Told(told), Policy(), day, present=PRESENT)
    return {chapter.heading: chapter.sentences for chapter in told_so_far.chapters}


def reminded(slot: date, accepted_on: date) -> ToldNotice:
    key = NoticeKey(commitment="plan/1.1", target="2025-01-31", kind=NoticeKind.REMINDER, slot=slot, person=NINA)
    return ToldNotice(key=key, accepted_on=accepted_on)


def test_a_date_that_was_moved_later_is_put_back() -> None:
    asked = said(AnswerKind.NEW_DATE, date(2025, 1, 20), target=FEBRUARY, words="Police away", is_request=True)
    granted = said(AnswerKind.GRANT, date(2025, 1, 22), who=SAM)
    again = said(AnswerKind.NEW_DATE, date(2025, 2, 20), who="the board", target=MARCH, words="Again", minute="4")
    promise = commitment(MARCH, was=(JANUARY, FEBRUARY), answered=fold_answers([asked, granted, again]))

    assert story(promise, date(2025, 1, 17))["Target date"][0].startswith("The plan says “Jan 2025”")
    before_the_grant = story(promise, date(2025, 1, 21))
    assert before_the_grant["Target date"][0].startswith("The plan says “Jan 2025”")
    assert len(before_the_grant["Answers"]) == 2  # what was asked, and whose turn it was
    in_between = story(promise, date(2025, 2, 3))["Target date"]
    assert in_between[0].startswith("Its new date in the words of an answer is “Feb 2025”")
    assert in_between[1:] == ("Before that it was “Jan 2025”: due by the end of January 2025.",)
    assert len(story(promise, PRESENT)["Target date"]) == 3


def test_a_completion_that_was_claimed_later_is_open_on_a_day_before() -> None:
    claim = said(AnswerKind.COMPLETE, date(2025, 1, 20), evidence="Minute 7")
    verified = said(AnswerKind.VERIFY, date(2025, 1, 27), who=SAM)
    promise = commitment(JANUARY, status=Status.COMPLETE, answered=fold_answers([claim, verified]))

    assert story(promise, date(2025, 1, 17))["Standing"] == (
        "On Friday 17 January 2025: due by the end of January 2025.",
        APART,
    )
    assert story(promise, date(2025, 1, 21))["Standing"][0] == (
        "On Tuesday 21 January 2025: reported complete, to be verified."
    )
    assert story(promise, PRESENT)["Standing"] == ("On Monday 3 March 2025: complete.",)


def test_a_wait_that_was_reported_later_is_none_on_a_day_before() -> None:
    waits = said(AnswerKind.WAITING, date(2025, 1, 20), whom="guidance", until=date(2025, 3, 31), ends_on=None)
    promise = commitment(JANUARY, waiting_for="guidance", answered=fold_answers([waits]))
    plans_own = commitment(JANUARY, waiting_for="guidance")

    assert "waiting" not in story(promise, date(2025, 1, 17))["Standing"][0]
    assert "waiting for guidance" in story(promise, date(2025, 1, 21))["Standing"][0]
    assert "waiting for guidance" in story(plans_own, date(2025, 1, 17))["Standing"][0]


def test_mails_that_went_later_are_left_out_and_those_accepted_later_were_on_their_way() -> None:
    first = reminded(date(2025, 1, 3), date(2025, 1, 6))
    second = reminded(date(2025, 1, 17), date(2025, 1, 17))

    on_friday = story(commitment(JANUARY), date(2025, 1, 3), first, second)["Told so far"]
    on_monday = story(commitment(JANUARY), date(2025, 1, 6), first, second)["Told so far"]

    assert on_friday == ("Nina Marsh: reminded, for Friday 3 January 2025, on its way, not accepted yet.",)
    assert on_monday == ("Nina Marsh: reminded, for Friday 3 January 2025, accepted on Monday 6 January 2025.",)


def test_a_plan_released_later_waited_on_a_day_before() -> None:
    promise = commitment(JANUARY)
    register = snapshot(promise, plan=replace(PLAN, released_on=date(2025, 1, 20)))

    assert story(promise, date(2025, 1, 17), register=register)["Friday 17 January 2025"] == (
        "Nina Marsh would be told if the plan were released: 14 days before its due day.",
    )


def test_a_day_to_come_tells_what_will_have_been_told_by_then() -> None:
    ahead = story(commitment(MARCH), date(2025, 4, 9))

    assert ahead["Standing"] == (
        "On Wednesday 9 April 2025: 7 working days late.",
        "As if nobody answered until then, and every mail arrived.",
    )
    assert ahead["Told so far"] == (
        "Nina Marsh: reminded, for Monday 3 March 2025, accepted on Monday 3 March 2025.",
        "Nina Marsh: reminded, for Monday 17 March 2025, accepted on Monday 17 March 2025.",
        "Nina Marsh: reminded, for Monday 24 March 2025, accepted on Monday 24 March 2025.",
        "Nina Marsh: told that it is late, for Tuesday 1 April 2025, accepted on Tuesday 1 April 2025.",
        "Nina Marsh: told that it is late, for Monday 7 April 2025, accepted on Monday 7 April 2025.",
        "Mary Lane: told as line manager, for Tuesday 8 April 2025, accepted on Tuesday 8 April 2025.",
    )
