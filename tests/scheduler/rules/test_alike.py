"""What is worked out for one commitment holds for another only where no rule of escalation could tell them apart."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import AnswerKind
from scheduler.plans.chair_words import ChairWordKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.alike import likeness
from scheduler.rules.answered import fold_answers
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import NINA, OMAR, commitment, in_month, snapshot
from tests.scheduler.rules.answering import an_answer
from tests.scheduler.rules.chairs import said_of

NOVEMBER, JANUARY = in_month(date(2024, 11, 30)), in_month(date(2025, 1, 31))
PROMISE = commitment(JANUARY, was=(NOVEMBER,))
DAY = date(2025, 2, 10)


def told(about: str, target: str = "2025-01-31", **changed: Any) -> ToldNotice:
    key = NoticeKey(commitment=about, target=target, kind=NoticeKind.LATE, slot=date(2025, 2, 3), person=NINA)
    return ToldNotice(key=replace(key, **changed), accepted_on=DAY)


def of(promise: Commitment, *notices: ToldNotice, **register: Any) -> object:
    return likeness(promise, View(snapshot(promise, **register), Told(notices), Policy(), DAY))


def test_two_actions_of_one_lead_due_and_told_of_together_are_alike_whatever_they_are_called() -> None:
    other = replace(PROMISE, key="plan/1.2", ref="1.2", title="Another", progress="Begun")

    assert of(PROMISE) is not None
    assert of(PROMISE, told("plan/1.1"), told("plan/1.1", "2024-11-30")) == of(
        other, told("plan/1.2"), told("plan/1.2", "2024-11-30")
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"plan": "second"},
        {"ref": "1.1#1"},
        {"status": Status.COMPLETE},
        {"target": in_month(date(2025, 2, 28))},
        {"target": None},
        {"was": ()},
        {"leads": (OMAR,)},
        {"recurrence": Recurrence.ANNUAL},
        {"waiting_for": "guidance"},
        {"recorded_on": DAY},
        {"unverified": True},
        {"completed_on": DAY},
        {"complete_since": DAY},
        {"moved_on": DAY},
        {"came_back": "it ran out"},
    ],
)
def test_what_a_rule_may_look_at_tells_two_apart(changed: dict[str, Any]) -> None:
    assert of(replace(PROMISE, **changed)) != of(PROMISE)


@pytest.mark.parametrize(
    "notice",
    [
        told("plan/1.1"),
        told("plan/1.1", "2024-11-30"),  # of a date that it had before
        told("plan/1.1", person=OMAR),
        told("plan/1.1", kind=NoticeKind.MANAGER),
        told("plan/1.1", slot=DAY),
    ],
)
def test_what_was_told_of_it_tells_two_apart(notice: ToldNotice) -> None:
    known = told("plan/1.1", slot=date(2025, 1, 27))

    assert of(PROMISE, known, notice) != of(PROMISE, known)
    assert of(PROMISE, known, notice) != of(PROMISE, known, replace(notice, accepted_on=None))


def test_what_was_told_of_another_changes_nothing() -> None:
    assert of(PROMISE, told("plan/9.9"), told("plan/1.1", "2023-01-31")) == of(PROMISE)


def test_what_something_was_said_of_is_like_no_other() -> None:
    answered = fold_answers([an_answer(AnswerKind.PROGRESS, NINA, words="Begun")])

    assert of(replace(PROMISE, answered=answered)) is None
    assert of(replace(PROMISE, of_group={NINA: "group:qa"})) is None
    assert of(PROMISE, chair_words=(said_of("2025-02-17", ChairWordKind.HOLD, "9.9", on="2025-02-13"),)) is None
