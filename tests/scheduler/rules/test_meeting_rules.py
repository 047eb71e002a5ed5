"""The rules that people write for a series of meetings, and what they are told about those that cannot be used."""

from datetime import date, time

import pytest

from scheduler.rules.meeting_rules import MeetingDay, MeetingRule, SlotKind, parse_rule
from scheduler.rules.meeting_words import LAST, Often, Unit

TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3


def rule(
    step: int,
    unit: Unit,
    day: MeetingDay,
    *,
    months: tuple[int, ...] = (),
    hours: tuple[time | None, time | None] = (None, None),
    from_on: date | None = None,
    until_on: date | None = None,
) -> MeetingRule:
    """A rule with what a row of the table names, and nothing else."""
    return MeetingRule(
        often=Often(step=step, unit=unit),
        months=months,
        day=day,
        starts=hours[0],
        ends=hours[1],
        from_on=from_on,
        until_on=until_on,
    )


SECOND_TUESDAY = MeetingDay(weekday=TUESDAY, nth=2)
LAST_THURSDAY = MeetingDay(weekday=THURSDAY, nth=LAST)
A_TUESDAY = MeetingDay(weekday=TUESDAY)
AFTERNOON = (time(14, 0), time(16, 0))
JANUARY = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "quarterly, second Tuesday, 14:00 to 16:00, from 2025-01",
            rule(3, Unit.MONTHS, SECOND_TUESDAY, hours=AFTERNOON, from_on=JANUARY),
        ),
        (
            "From January 2025 every quarter on the 2nd Tue, 2pm-4pm.",
            rule(3, Unit.MONTHS, SECOND_TUESDAY, hours=AFTERNOON, from_on=JANUARY),
        ),
        (
            "second Tuesday of each month, 9.30am to 12pm",
            rule(1, Unit.MONTHS, SECOND_TUESDAY, hours=(time(9, 30), time(12, 0))),
        ),
        ("Monthly; last Thursday of the month", rule(1, Unit.MONTHS, LAST_THURSDAY)),
        (
            "monthly, last Thursday, until 2027-12",
            rule(1, Unit.MONTHS, LAST_THURSDAY, until_on=date(2027, 12, 31)),
        ),
        (
            "every two months, 15th, from 2025-01-20 to 14 March 2026",
            rule(2, Unit.MONTHS, MeetingDay(number=15), from_on=date(2025, 1, 20), until_on=date(2026, 3, 14)),
        ),
        ("every 4 months on the 1st, from 2025-01", rule(4, Unit.MONTHS, MeetingDay(number=1), from_on=JANUARY)),
        ("half-yearly, 3rd, from 2025-01", rule(6, Unit.MONTHS, MeetingDay(number=3), from_on=JANUARY)),
        ("annually, second Tuesday in March", rule(12, Unit.MONTHS, SECOND_TUESDAY, months=(3,))),
        ("every year, second Tuesday, from 2025-01", rule(12, Unit.MONTHS, SECOND_TUESDAY, from_on=JANUARY)),
        (
            "third Wednesday in March, June, September and December",
            rule(1, Unit.MONTHS, MeetingDay(weekday=WEDNESDAY, nth=3), months=(3, 6, 9, 12)),
        ),
        (
            "quarterly, last Thursday, in Dec, Mar, June and Sept",
            rule(3, Unit.MONTHS, LAST_THURSDAY, months=(3, 6, 9, 12)),
        ),
        ("weekly, Tuesday", rule(1, Unit.WEEKS, A_TUESDAY)),
        ("every Tuesday from 10:00 to 11:00", rule(1, Unit.WEEKS, A_TUESDAY, hours=(time(10, 0), time(11, 0)))),
        ("fortnightly, Tuesdays, from 2025-01", rule(2, Unit.WEEKS, A_TUESDAY, from_on=JANUARY)),
        ("every other Tuesday from 2025-01", rule(2, Unit.WEEKS, A_TUESDAY, from_on=JANUARY)),
        ("every three weeks, Tuesday, from 2025-01", rule(3, Unit.WEEKS, A_TUESDAY, from_on=JANUARY)),
    ],
)
def test_a_rule_means_what_a_person_would_mean_by_it(text: str, expected: MeetingRule) -> None:
    assert parse_rule(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it needs one day, such as 'second Tuesday' or '15th'"),
        ("quarterly, from 2025-01", "it needs one day, such as 'second Tuesday' or '15th'"),
        ("second Tuesday", "it does not say how often: add 'quarterly' or name the months"),
        ("quarterly, second Tuesday", "it does not say when it begins: add 'from 2025-01'"),
        ("every other Tuesday", "it does not say when it begins: add 'from 2025-01'"),
        ("monthly, Tuesday", "it does not say which one of the month's weekdays: write 'second Tuesday'"),
        ("monthly, fifth Tuesday", "not every month has a fifth one: write 'last Tuesday'"),
        ("monthly, 32nd", "no month has a day 32"),
        ("monthly, 15th, second Tuesday", "it needs one day, such as 'second Tuesday' or '15th'"),
        ("weekly, 15th", "it counts in weeks, so it needs a weekday alone, such as 'fortnightly, Tuesday'"),
        ("weekly, Tuesday, in March", "it counts in weeks, so it cannot name months"),
        ("quarterly, 15th, in March and June", "it is quarterly, so it needs one month in each quarter of the year"),
        ("annually, 15th, in March and June", "it is annual, so it needs one month"),
        ("every two months, 15th, in March", "it says both how often and which months: keep one of them"),
        ("every 0 months, 15th, from 2025-01", "every 0 months is no frequency: use 1 to 24"),
        ("every 60 weeks, Tuesday, from 2025-01", "every 60 weeks is no frequency: use 1 to 52"),
        ("monthly, 15th, from 2025-13", "'2025-13' is no day or month: write 2025-01 or 2025-01-14"),
        ("monthly, 15th, from 31 June 2025", "'31 june 2025' is no day or month: write 2025-01 or 2025-01-14"),
        ("monthly, 15th, from 9999-12", "'9999-12' is far from our time: write 2025-01 or 2025-01-14"),
        ("monthly, 15th, 25:00 to 26:00", "'25:00' is no time of day: write 14:00"),
        ("monthly, 15th, 13pm to 14pm", "'13pm' is no time of day: write 14:00"),
        ("monthly, 15th, 16:00 to 14:00", "the meeting ends at 14:00, not after it starts at 16:00"),
        ("monthly, 15th, 14:00 to 14:00", "the meeting ends at 14:00, not after it starts at 14:00"),
        (
            "monthly, 15th, from 2025-06 until 2025-01",
            "it ends on Friday 31 January 2025, before it begins on Sunday 1 June 2025",
        ),
        ("monthly, quarterly, 15th, from 2025-01", "it says how often it meets twice (monthly, quarterly)"),
        ("monthly, 15th, in the town hall", "it says 'in town hall', which is not understood"),
        ("monthly, 15th at 14:00", "it says 'at 14:00', which is not understood"),
    ],
)
def test_a_rule_that_cannot_be_used_says_why_and_shows_one_that_can(text: str, problem: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_rule(text)
    example = 'For example: "quarterly, second Tuesday, 14:00 to 16:00, from 2025-01"'
    assert str(refused.value) == f'the meeting rule "{text}" cannot be used: {problem}. {example}'


def test_all_that_is_wrong_with_a_rule_is_said_at_once() -> None:
    with pytest.raises(ValueError) as refused:
        parse_rule("Monthly, fifth Tuesday, 16:00 to 14:00, at the pub")
    wrong = str(refused.value).partition("cannot be used: ")[2].partition(". For example")[0]
    assert wrong.split("; ") == [
        "it says 'at pub', which is not understood",
        "not every month has a fifth one: write 'last Tuesday'",
        "the meeting ends at 14:00, not after it starts at 16:00",
    ]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("weekly, Tuesday", SlotKind.DAY),
        ("fortnightly, Tuesday, from 2025-01", SlotKind.DAY),
        ("monthly, 15th", SlotKind.MONTH),
        ("every two months, 15th, from 2025-01", SlotKind.MONTH),
        ("15th, in March and June", SlotKind.MONTH),
        ("quarterly, 15th, from 2025-01", SlotKind.QUARTER),
        ("annually, 15th, in March", SlotKind.YEAR),
        ("every two years, 15th, from 2025-01", SlotKind.YEAR),
    ],
)
def test_how_often_it_meets_decides_what_identifies_a_meeting(text: str, slots: SlotKind) -> None:
    assert parse_rule(text).slots is slots
