"""Standing: words first, computed from what is stored and today."""

from datetime import date

import pytest

from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rules.policy import Policy
from scheduler.rules.standing import standing
from scheduler.rules.working_days import WorkingDays
from tests.builders import commitment, in_month, on_day

NOVEMBER = commitment(in_month(date(2024, 11, 30)))  # a Saturday
FRIDAY = commitment(on_day(date(2025, 3, 14)))
CASES = [
    (NOVEMBER, "2024-10-31", "upcoming", "due by the end of November 2024", 0),
    (NOVEMBER, "2024-11-02", "due soon", "due by the end of November 2024", 0),
    (NOVEMBER, "2024-11-30", "due soon", "due by the end of November 2024", 0),
    (NOVEMBER, "2024-12-01", "due soon", "was due on Saturday 30 November 2024", 0),
    (NOVEMBER, "2024-12-02", "overdue", "1 working day late", 1),
    (NOVEMBER, "2024-12-09", "overdue", "6 working days late", 6),
    # quiet days from 24 December to 2 January do not count: 23 December is the 16th, 3 January the 17th
    (NOVEMBER, "2025-01-03", "overdue", "17 working days late", 17),
    (FRIDAY, "2025-03-14", "due today", "due today", 0),
    (FRIDAY, "2025-03-13", "due soon", "due on Friday 14 March 2025", 0),
    (commitment(None), "2025-03-13", "undated", "no target date", 0),
    (commitment(None, waiting_for="guidance"), "2025-03-13", "waiting", "waiting for guidance", 0),
    (commitment(on_day(date(2025, 3, 14)), status=Status.COMPLETE), "2025-05-01", "complete", "complete", 0),
    (
        commitment(on_day(date(2025, 3, 14)), waiting_for="guidance"),
        "2025-03-18",
        "waiting",
        "waiting for guidance, past its target date by 2 working days",
        2,
    ),
]


@pytest.mark.parametrize(("promise", "today", "kind", "words", "days_late"), CASES)
def test_standing_is_said_in_words(promise: Commitment, today: str, kind: str, words: str, days_late: int) -> None:
    now = standing(promise, today=date.fromisoformat(today), policy=Policy(), calendar=WorkingDays())

    assert (now.kind.value, now.words, now.days_late) == (kind, words, days_late)


def test_waiting_past_its_target_date_counts_as_late() -> None:
    waiting = commitment(on_day(date(2025, 3, 14)), waiting_for="guidance")

    now = standing(waiting, today=date(2025, 3, 17), policy=Policy(), calendar=WorkingDays())

    assert now.is_late
