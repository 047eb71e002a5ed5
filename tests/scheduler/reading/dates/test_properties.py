"""What holds of every reading, whatever the words: it never raises, it round-trips, it traces to the plan's words."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Certainty, Precision, TargetDate
from scheduler.reading.phrases.spelling import MONTH_NAMES as MONTHS
from scheduler.reading.phrases.spelling import one_spaced
from scheduler.reading.progress import ProgressReading, read_progress
from scheduler.reading.statuses import Heading, read_status
from scheduler.reading.target_dates import read_target_date
from tests.examples import tried
from tests.scheduler.reading.dates.phrases import PHRASES

AS_OF = date(2025, 1, 15)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

any_day = st.dates()
near_days = st.dates(min_value=date(2023, 1, 1), max_value=date(2031, 12, 31))
pieces = st.sampled_from(
    [one.phrase for one in PHRASES]
    + [
        "completed",
        "to be",
        "was",
        "(",
        ")",
        " - ",
        "Q",
        "/",
        "20",
        "31",
        "w/c",
        "by",
        "from",
        "every",
        "3 months post",
    ]
    + ["ongoing", "Y", "\n", "\t", "’", "–", "ſ", "İ", "½", "٣", "\ud800", "Easter", "term", "May", "2024/25", ";"]
)
any_words = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=6).map(" ".join), st.lists(pieces).map("".join))


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


DAY_FORMS: dict[str, Callable[[date], str]] = {
    "20 April 2020": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "20th April 2020": lambda day: f"{_ordinal(day.day)} {MONTHS[day.month - 1]} {day.year}",
    "20 th April 2020": lambda day: f"{day.day} {_ordinal(day.day)[-2:]} {MONTHS[day.month - 1]} {day.year}",
    "20th of April 2020": lambda day: f"{_ordinal(day.day)} of {MONTHS[day.month - 1]} {day.year}",
    "20 Apr 20": lambda day: f"{day.day} {MONTHS[day.month - 1][:3]} {day:%y}",
    "20-Apr-2020": lambda day: f"{day.day}-{MONTHS[day.month - 1][:3]}-{day.year}",
    "Monday 20 April 2020": lambda day: f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}",
    "Mon 20/04/2020": lambda day: f"{WEEKDAYS[day.weekday()][:3]} {day:%d/%m/%Y}",
    "April 20, 2020": lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    "20/04/2020": lambda day: f"{day:%d/%m/%Y}",
    "20/4/20": lambda day: f"{day.day}/{day.month}/{day:%y}",
    "20.04.2020": lambda day: f"{day:%d.%m.%Y}",
    "20-04-20": lambda day: f"{day:%d-%m-%y}",
    "2020-04-20": lambda day: f"{day:%Y-%m-%d}",
    "2020-04-20 00:00:00": lambda day: f"{day:%Y-%m-%d} 00:00:00",
}
MONTH_FORMS: dict[str, Callable[[date], str]] = {
    "April 2020": lambda day: f"{MONTHS[day.month - 1]} {day.year}",
    "Apr 2020": lambda day: f"{MONTHS[day.month - 1][:3]} {day.year}",
    "Apr 20": lambda day: f"{MONTHS[day.month - 1][:3]} {day:%y}",
    "Apr '20": lambda day: f"{MONTHS[day.month - 1][:3]} '{day:%y}",
    "Apr-20": lambda day: f"{MONTHS[day.month - 1][:3]}-{day:%y}",
    "by the end of April 2020": lambda day: f"by the end of {MONTHS[day.month - 1]} {day.year}",
    "04/2020": lambda day: f"{day:%m/%Y}",
}


PROSE = (
    "Leads to meet the two health trusts",
    "Training for all staff in 3 teams (60% so far)",
    "Policy to go to the board",
    "The 10 point checklist, shared with partners",
    "Draft agreed with the police",
)


def _month_end(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)


def _read_all(words: str, as_of: date, starts_on: date | None, heading: Heading) -> ProgressReading:
    return read_progress(
        title=words, target_words=words, status_words=words, heading=heading, as_of=as_of, starts_on=starts_on
    )


def _targets(reading: ProgressReading) -> list[TargetDate]:
    dates = reading.dates
    return [one for one in (dates.target, dates.moved_from, *(step.target for step in dates.milestones)) if one]


@tried(2)
@given(words=any_words, as_of=any_day, starts_on=st.none() | any_day, heading=st.sampled_from(Heading))
def test_whatever_the_words_a_reading_never_raises_and_traces_to_them(
    words: str, as_of: date, starts_on: date | None, heading: Heading
) -> None:
    reading = _read_all(words, as_of, starts_on, heading)

    printed = one_spaced(words)
    assert [one.words for one in _targets(reading) if not one.words or one.words not in printed] == []
    assert [one for one in _targets(reading) if bool(one.question) is not (one.certainty is Certainty.GUESSED)] == []
    assert [one for one in reading.remarks if not re.fullmatch(r"[^\n]*“.+”.*\.", one, re.DOTALL)] == []


@given(words=any_words, as_of=any_day, heading=st.sampled_from(Heading))
def test_a_completion_lies_never_after_the_plans_own_day(words: str, as_of: date, heading: Heading) -> None:
    reading = read_status(words, as_of=as_of, heading=heading)

    assert reading.completed_on is None or reading.completed_on <= as_of
    assert reading.status is Status.COMPLETE or (reading.completed_on, reading.unverified) == (None, False)


@given(words=any_words, as_of=near_days, starts_on=st.none() | near_days)
def test_a_target_lies_never_before_its_start_nor_far_from_the_plan(
    words: str, as_of: date, starts_on: date | None
) -> None:
    target = read_target_date(words, as_of=as_of, starts_on=starts_on).target

    if target is not None:
        assert starts_on is None or target.due_on >= starts_on
        assert abs(target.due_on.year - as_of.year) <= 10


@given(words=any_words, as_of=near_days)
def test_no_two_steps_of_a_cell_fall_on_one_due_day(words: str, as_of: date) -> None:
    reading = read_target_date(words, as_of=as_of)

    days = [one.target.due_on for one in reading.milestones] + ([reading.target.due_on] if reading.target else [])
    assert len(days) == len(set(days))


@tried(0.5)
@pytest.mark.parametrize("form", DAY_FORMS)
@given(day=near_days)
def test_every_printed_form_of_a_day_is_read_back(form: str, day: date) -> None:
    target = read_target_date(DAY_FORMS[form](day), as_of=AS_OF).target

    assert target is not None
    assert (target.begins_on, target.due_on, target.precision) == (day, day, Precision.DAY)


@tried(0.5)
@pytest.mark.parametrize("form", MONTH_FORMS)
@given(day=near_days)
def test_every_printed_form_of_a_month_is_read_back_as_its_days(form: str, day: date) -> None:
    target = read_target_date(MONTH_FORMS[form](day), as_of=AS_OF).target

    assert target is not None
    assert (target.begins_on, target.due_on, target.precision) == (day.replace(day=1), _month_end(day), Precision.MONTH)


@given(quarter=st.integers(1, 4), year=st.integers(2023, 2029), form=st.sampled_from(["{}/{}", "20{}/{}", "20{}-{}"]))
def test_a_quarter_is_three_months_of_its_financial_year(quarter: int, year: int, form: str) -> None:
    words = f"Q{quarter} " + form.format(f"{year % 100:02}", f"{(year + 1) % 100:02}")
    target = read_target_date(words, as_of=AS_OF).target

    first = date(year + (quarter == 4), (quarter * 3) % 12 + 1, 1)
    assert target is not None
    assert (target.begins_on, target.due_on) == (first, _month_end(first + timedelta(days=70)))


@given(day=near_days)
def test_a_week_commencing_is_due_on_its_friday(day: date) -> None:
    target = read_target_date(f"w/c {day.day} {MONTHS[day.month - 1]} {day.year}", as_of=AS_OF).target

    assert target is not None
    assert (target.due_on.weekday(), 0 <= (target.due_on - day).days <= 6) == (4, True)


@given(month=st.integers(1, 12), as_of=near_days)
def test_a_month_without_a_year_is_never_more_than_six_months_away(month: int, as_of: date) -> None:
    target = read_target_date(MONTHS[month - 1], as_of=as_of).target

    assert target is not None
    away = (target.due_on.year - as_of.year) * 12 + target.due_on.month - as_of.month
    assert (target.due_on.month, -5 <= away <= 6) == (month, True)


@given(day=near_days, before=st.sampled_from(PROSE), after=st.sampled_from(PROSE), form=st.sampled_from([*DAY_FORMS]))
def test_prose_without_a_date_around_a_date_changes_nothing(day: date, before: str, after: str, form: str) -> None:
    alone = DAY_FORMS[form](day)
    inside = read_target_date(f"{before} by {alone} – {after}", as_of=AS_OF).target

    assert inside is not None
    assert (inside.due_on, inside.words) == (day, alone)


READ_EVERYTHING = """
import json, sys
from datetime import date
from scheduler.reading.progress import read_progress
from scheduler.reading.statuses import Heading
for words in json.load(sys.stdin):
    print(read_progress(title=words, target_words=words, status_words=words, heading=Heading.PROGRESS,
                        as_of=date(2025, 1, 15)))
"""


def _read_elsewhere(**surroundings: str) -> str:
    words = json.dumps([one.phrase for one in PHRASES])
    return subprocess.run(
        [sys.executable, "-c", READ_EVERYTHING],
        input=words,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    ).stdout


def test_a_reading_depends_on_nothing_but_its_arguments() -> None:
    here = _read_elsewhere(TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    there = _read_elsewhere(TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", PYTHONHASHSEED="2", PYTHONUTF8="1")

    assert (len(here.splitlines()) >= 300, here == there) == (True, True)
