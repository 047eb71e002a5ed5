"""Each rung with its day, why that day, and from when on a rung that was told was this one; 2025 as it was."""

from datetime import date

import pytest

from scheduler.plans.target_dates import TargetDate
from scheduler.rules.ladder import Aim, NoticeKind, Slot, latest_slot, next_slot, reminder_slots, skipped_for
from scheduler.rules.policy import Policy
from scheduler.rules.working_days import WorkingDays
from tests.builders import in_month, on_day

POLICY, CALENDAR = Policy(), WorkingDays()
FRIDAY_14 = on_day(date(2025, 3, 14))
MARCH = in_month(date(2025, 3, 31))
PAPERS = Aim(on=date(2025, 3, 13), words="the papers are due for COG")
LATE, FIRST = "late; told each week on its first working day", "the first working day late"


def latest(target: TargetDate, day: str, aim: Aim | None = None) -> Slot | None:
    return latest_slot(target, date.fromisoformat(day), policy=POLICY, calendar=CALENDAR, aim=aim)


def following(target: TargetDate, day: str, aim: Aim | None = None) -> tuple[str, str]:
    slot = next_slot(target, date.fromisoformat(day), policy=POLICY, calendar=CALENDAR, aim=aim)
    return f"{slot.on:%a %Y-%m-%d}", slot.why


@pytest.mark.parametrize(
    ("target", "aim", "rungs"),
    [
        (FRIDAY_14, None, [("Fri 2025-02-14", 28, "28 days before its due day"),
                           ("Fri 2025-02-28", 14, "14 days before its due day"),
                           ("Fri 2025-03-07", 7, "7 days before its due day"),
                           ("Wed 2025-03-12", 2, "2 days before its due day"),
                           ("Fri 2025-03-14", 0, "due today")]),
        (on_day(date(2025, 4, 21)), None, [("Mon 2025-03-24", 28, "28 days before its due day"),
                                           ("Mon 2025-04-07", 14, "14 days before its due day"),
                                           ("Mon 2025-04-14", 7, "7 days before its due day"),
                                           ("Thu 2025-04-17", 0, "the last working day before its due day")]),
        (MARCH, None, [("Mon 2025-03-03", 28, "28 days before its due day"),
                       ("Mon 2025-03-17", 14, "14 days before its due day"),
                       ("Mon 2025-03-24", 7, "7 days before its due day")]),
        (MARCH, PAPERS, [("Thu 2025-02-13", 28, "28 days before the papers are due for COG"),
                         ("Thu 2025-02-27", 14, "14 days before the papers are due for COG"),
                         ("Thu 2025-03-06", 7, "7 days before the papers are due for COG"),
                         ("Tue 2025-03-11", 2, "2 days before the papers are due for COG"),
                         ("Thu 2025-03-13", 0, "today the papers are due for COG")]),
        (MARCH, Aim(on=date(2025, 3, 16), words=PAPERS.words), [
            ("Fri 2025-02-14", 28, "28 days before the papers are due for COG"),
            ("Fri 2025-02-28", 14, "14 days before the papers are due for COG"),
            ("Fri 2025-03-07", 7, "7 days before the papers are due for COG"),
            ("Fri 2025-03-14", 0, "the last working day before the papers are due for COG")]),
    ],
    ids=["a day", "Easter Monday", "a month", "papers", "papers on a Sunday"],
)  # fmt: skip
def test_each_rung_says_why_its_day(target: TargetDate, aim: Aim | None, rungs: list[tuple[str, int, str]]) -> None:
    slots = reminder_slots(target, policy=POLICY, calendar=CALENDAR, aim=aim)

    assert [(f"{slot.on:%a %Y-%m-%d}", slot.days_before, slot.why) for slot in slots] == rungs
    assert {slot.kind for slot in slots} == {NoticeKind.REMINDER}


@pytest.mark.parametrize(
    ("target", "aim", "today", "on", "after"),
    [
        # two working days before the rung, and a day: so far holidays may move it
        (FRIDAY_14, None, "2025-02-14", date(2025, 2, 14), date(2025, 2, 11)),
        (FRIDAY_14, None, "2025-03-10", date(2025, 3, 7), date(2025, 3, 4)),
        (FRIDAY_14, None, "2025-03-13", date(2025, 3, 12), date(2025, 3, 9)),
        # no further back than the rung before was planned for
        (FRIDAY_14, None, "2025-03-14", date(2025, 3, 14), date(2025, 3, 12)),
        (MARCH, PAPERS, "2025-03-13", date(2025, 3, 13), date(2025, 3, 11)),
        (MARCH, PAPERS, "2025-03-12", date(2025, 3, 11), date(2025, 3, 6)),
    ],
)
def test_a_rung_was_told_where_something_was_told_since_a_day(
    target: TargetDate, aim: Aim | None, today: str, on: date, after: date
) -> None:
    slot = latest(target, today, aim)

    assert slot is not None
    assert (slot.on, slot.after) == (on, after)


@pytest.mark.parametrize(
    ("today", "on", "why", "after"),
    [
        ("2025-03-17", date(2025, 3, 17), FIRST, date(2025, 3, 16)),  # the Monday after Friday 14
        ("2025-03-21", date(2025, 3, 17), FIRST, date(2025, 3, 16)),
        ("2025-03-24", date(2025, 3, 24), LATE, date(2025, 3, 23)),
        ("2025-03-28", date(2025, 3, 24), LATE, date(2025, 3, 23)),
        ("2025-04-21", date(2025, 4, 14), LATE, date(2025, 4, 13)),  # Easter Monday: last week's still
        ("2025-04-22", date(2025, 4, 22), LATE, date(2025, 4, 20)),
    ],
)
def test_what_is_late_says_for_which_week_it_is_told(today: str, on: date, why: str, after: date) -> None:
    slot = latest(FRIDAY_14, today)

    assert slot is not None
    assert (slot.kind, slot.on, slot.why, slot.after, slot.days_before) == (NoticeKind.LATE, on, why, after, None)


def test_late_from_the_middle_of_a_week_it_was_told_since_that_weeks_sunday() -> None:
    slot = latest(on_day(date(2025, 3, 12)), "2025-03-14")  # late from Thursday 13

    assert slot is not None
    assert (slot.on, slot.why, slot.after) == (date(2025, 3, 13), FIRST, date(2025, 3, 9))


@pytest.mark.parametrize(
    ("target", "aim", "today", "on", "why"),
    [
        (FRIDAY_14, None, "2025-03-01", "Fri 2025-03-07", "7 days before its due day"),
        (FRIDAY_14, None, "2025-03-07", "Wed 2025-03-12", "2 days before its due day"),
        (FRIDAY_14, None, "2025-03-14", "Mon 2025-03-17", FIRST),
        (on_day(date(2025, 3, 12)), None, "2025-03-12", "Thu 2025-03-13", FIRST),
        (FRIDAY_14, None, "2025-03-15", "Mon 2025-03-17", FIRST),
        (FRIDAY_14, None, "2025-03-17", "Mon 2025-03-24", LATE),
        (FRIDAY_14, None, "2025-03-21", "Mon 2025-03-24", LATE),
        (FRIDAY_14, None, "2025-03-23", "Mon 2025-03-24", LATE),  # a Sunday
        (FRIDAY_14, None, "2025-04-16", "Tue 2025-04-22", LATE),  # after Easter Monday
        (FRIDAY_14, None, "2026-12-23", "Mon 2027-01-04", LATE),  # no working day in the week of 28 December
        (MARCH, PAPERS, "2025-03-06", "Tue 2025-03-11", "2 days before the papers are due for COG"),
        (MARCH, PAPERS, "2025-03-13", "Tue 2025-04-01", FIRST),
    ],
)
def test_the_next_rung_is_the_first_after_a_day(
    target: TargetDate, aim: Aim | None, today: str, on: str, why: str
) -> None:
    assert following(target, today, aim) == (on, why)


@pytest.mark.parametrize(
    ("target", "aim", "slot_on", "today", "words"),
    [
        (FRIDAY_14, None, "2025-03-12", "2025-03-12", ""),  # on its own day it goes, near as the next one is
        (FRIDAY_14, None, "2025-03-07", "2025-03-10",
         "the rung of Friday 7 March 2025 was missed and the next one comes on Wednesday 12 March 2025"),
        (FRIDAY_14, None, "2025-03-12", "2025-03-13",
         "the rung of Wednesday 12 March 2025 was missed and the next one comes on Friday 14 March 2025"),
        (MARCH, PAPERS, "2025-03-06", "2025-03-07",
         "the rung of Thursday 6 March 2025 was missed and the next one comes on Tuesday 11 March 2025"),
        (MARCH, None, "2025-03-24", "2025-03-27", ""),  # what follows is no rung before the due day
    ],
)  # fmt: skip
def test_a_missed_rung_is_left_out_for_a_near_one_and_says_so(
    target: TargetDate, aim: Aim | None, slot_on: str, today: str, words: str
) -> None:
    day, slot = date.fromisoformat(today), latest(target, slot_on, aim)

    assert slot is not None
    assert skipped_for(slot, target, day, policy=POLICY, calendar=CALENDAR, aim=aim) == words
