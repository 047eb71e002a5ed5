"""How a target date was read, in people's words."""

from datetime import date

import pytest

from scheduler.plans.target_dates import Certainty, Precision, TargetDate
from scheduler.rules.read_as import read_as


def read(rule: str, due: date, precision: Precision, certainty: Certainty = Certainty.PRINTED) -> str:
    return read_as(
        TargetDate(begins_on=due, due_on=due, precision=precision, words="words", rule=rule, certainty=certainty)
    )


@pytest.mark.parametrize(
    ("rule", "due", "precision", "said"),
    [
        ("month", date(2025, 3, 31), Precision.MONTH, ""),
        ("month", date(2025, 3, 1), Precision.DAY, "the first day of that month"),
        ("half term", date(2025, 10, 31), Precision.MONTH, "the last day of that month, which holds the half term"),
        (
            "quarter",
            date(2025, 6, 30),
            Precision.QUARTER,
            "the last day of that quarter, of a year that begins in April",
        ),
        ("range: season", date(2025, 11, 30), Precision.SEASON, "the last day of the later season"),
        ("term", date(2025, 12, 31), Precision.SEASON, "the last day of that term"),
        ("financial year", date(2027, 3, 31), Precision.QUARTER, "the last day of that financial year"),
        ("financial year", date(2026, 9, 30), Precision.QUARTER, "the day taken for that part of the financial year"),
        ("calendar year", date(2026, 12, 31), Precision.QUARTER, "the last day of that year"),
        ("part of a month", date(2027, 3, 15), Precision.DAY, "the day taken for that part of the month"),
        ("week commencing", date(2027, 1, 15), Precision.DAY, "the Friday of that week"),
        ("Christmas", date(2027, 12, 24), Precision.DAY, "the last working day before Christmas"),
        ("quarterly, from now on", date(2027, 3, 31), Precision.DAY, "the first such day after the plan was written"),
        ("day", date(2027, 3, 31), Precision.DAY, ""),
        ("", date(2027, 3, 31), Precision.DAY, ""),
    ],
)
def test_a_day_is_said_to_be_what_it_is_to_the_words(rule: str, due: date, precision: Precision, said: str) -> None:
    assert read(rule, due, precision) == said


def test_what_was_worked_out_is_called_a_guess() -> None:
    guessed = [read(rule, date(2025, 3, 31), Precision.MONTH, Certainty.GUESSED) for rule in ("month", "term")]

    assert guessed == ["a guess", "the last day of that term, a guess"]
