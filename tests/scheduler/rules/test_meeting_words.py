"""The words of a meeting rule one by one: hours of a clock, which weekday of the month, days and months."""

from datetime import date, time

import pytest

from scheduler.rules.meeting_rules import MeetingDay, parse_rule
from scheduler.rules.meeting_words import LAST, read_clock, read_months, read_ordinal, read_when


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("14:00", time(14)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("9.30am", time(9, 30)),
        ("1am", time(1)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("2 pm", time(14)),
    ],
)
def test_hours_are_read_from_every_clock(words: str, expected: time) -> None:
    assert read_clock(words) == expected


@pytest.mark.parametrize("words", ["24:00", "25:10", "14:60", "14:61", "0am", "13pm"])
def test_an_hour_that_no_clock_shows_is_refused(words: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_clock(words)
    assert str(refused.value) == f"{words!r} is no time of day: write 14:00"


@pytest.mark.parametrize(
    ("words", "number"), [("first", 1), ("2nd", 2), ("third", 3), ("fourth", 4), ("4th", 4), ("last", LAST)]
)
def test_which_weekday_of_the_month_is_a_number(words: str, number: int) -> None:
    assert read_ordinal({"nth": words, "weekday": "tuesday"}) == number


@pytest.mark.parametrize("words", ["fifth", "5th"])
def test_a_fifth_weekday_is_refused(words: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_ordinal({"nth": words, "weekday": "tuesday"})
    assert str(refused.value) == "not every month has a fifth one: write 'last Tuesday'"


def test_months_are_read_once_each_in_the_years_order() -> None:
    assert read_months("december, mar and sept, march") == (3, 9, 12)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2025-01-14", date(2025, 1, 14), date(2025, 1, 14)),
        ("february 2025", date(2025, 2, 1), date(2025, 2, 28)),
        ("2nd mar 2025", date(2025, 3, 2), date(2025, 3, 2)),
        ("23rd dec 2025", date(2025, 12, 23), date(2025, 12, 23)),
    ],
)
def test_a_month_is_its_first_day_to_its_last_and_a_day_itself(words: str, first: date, last: date) -> None:
    assert read_when(words) == (first, last)


def wrong(text: str) -> list[str]:
    with pytest.raises(ValueError) as refused:
        parse_rule(text)
    return str(refused.value).partition("cannot be used: ")[2].partition(". For example")[0].split("; ")


def test_what_is_said_twice_is_said_with_both_and_only_the_first_is_read_on() -> None:
    assert wrong("monthly, second Tuesday, fifth Tuesday") == [
        "it says its weekday twice (second tuesday, fifth tuesday)"
    ]


def test_two_contradictions_are_both_said() -> None:
    assert wrong("quarterly, Tuesday, in March") == [
        "it does not say which one of the month's weekdays: write 'second Tuesday'",
        "it is quarterly, so it needs one month in each quarter of the year",
    ]


def test_a_rule_may_begin_and_end_on_one_day() -> None:
    rule = parse_rule("weekly, Tuesday, from 2025-01-07 until 2025-01-07")

    assert (rule.from_on, rule.until_on, rule.day) == (date(2025, 1, 7), date(2025, 1, 7), MeetingDay(weekday=1))


@pytest.mark.parametrize(
    ("named", "months"),
    [("January, April, July and October", (1, 4, 7, 10)), ("February, May, August and November", (2, 5, 8, 11))],
)
def test_a_quarterly_rule_names_any_one_month_of_each_quarter(named: str, months: tuple[int, ...]) -> None:
    assert parse_rule(f"quarterly, first Monday, in {named}").months == months
