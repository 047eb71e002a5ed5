"""Days and target dates as people say them, no more exactly than the plan said."""

from datetime import date

import pytest

from scheduler.plans.target_dates import Precision, TargetDate
from scheduler.rules.days_in_words import counted, day_in_words, due_in_words, is_near, listed, short_day

THE_31ST = date(2025, 1, 31)


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.DAY, "on Friday 31 January 2025"),
        (Precision.MONTH, "by the end of January 2025"),
        (Precision.QUARTER, "by 31 January 2025"),
        (Precision.SEASON, "by 31 January 2025"),
    ],
)
def test_a_due_day_is_said_no_more_exactly_than_the_plan_did(precision: Precision, words: str) -> None:
    target = TargetDate(begins_on=THE_31ST, due_on=THE_31ST, precision=precision, words="w", rule="r")

    assert due_in_words(target) == words


def test_days_have_their_weekday_unless_they_are_short() -> None:
    assert (day_in_words(date(2025, 2, 3)), short_day(date(2025, 2, 3))) == (
        "Monday 3 February 2025",
        "3 February 2025",
    )


def test_numbers_carry_their_nouns() -> None:
    assert [counted(0, "action"), counted(1, "action"), counted(2, "reply", "replies")] == [
        "0 actions",
        "1 action",
        "2 replies",
    ]


def test_names_stand_as_a_sentence_holds_them() -> None:
    assert [listed(()), listed(["A"]), listed(["A", "B"]), listed(("A", "B", "C"))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


@pytest.mark.parametrize(
    ("day", "near"),
    [
        (date(1999, 12, 31), False),
        (date(2000, 1, 1), True),
        (date(2100, 12, 31), True),
        (date(2101, 1, 1), False),
    ],
)
def test_a_day_is_near_from_the_year_2000_to_the_end_of_2100(day: date, near: bool) -> None:
    assert is_near(day) == near
