"""Every phrase of the tables is read as rules.md says: what it names, how exactly, and what is left to be confirmed."""

from datetime import date

import pytest

from scheduler.plans.target_dates import Certainty, Precision, TargetDate
from scheduler.reading.target_dates import DateReading, read_target_date
from tests.scheduler.reading.dates.expected import Expected
from tests.scheduler.reading.dates.phrases import PHRASES


def _read(expected: Expected) -> DateReading:
    return read_target_date(expected.phrase, as_of=expected.as_of, starts_on=expected.row_starts_on)


def _named(target: TargetDate | None) -> tuple[date | None, Precision]:
    return (target.due_on, target.precision) if target else (None, Precision.NONE)


@pytest.mark.parametrize("expected", PHRASES, ids=lambda one: f"{one.group}: {one.phrase}")
def test_a_phrase_names_the_day_that_the_rules_give_it(expected: Expected) -> None:
    reading = _read(expected)

    assert (
        _named(reading.target),
        reading.moved_from.due_on if reading.moved_from else None,
        tuple(one.target.due_on for one in reading.milestones),
        reading.starts_on,
        reading.recurrence,
        reading.remarks,
    ) == (
        (expected.due_on, expected.precision),
        expected.moved_from,
        expected.milestones,
        expected.starts_on,
        expected.recurrence,
        expected.remarks,
    )


@pytest.mark.parametrize(
    "expected", [one for one in PHRASES if one.due_on], ids=lambda one: f"{one.group}: {one.phrase}"
)
def test_what_is_guessed_asks_and_what_is_printed_does_not(expected: Expected) -> None:
    target = _read(expected).target

    assert target is not None
    assert (bool(target.question), target.certainty, target.is_start) == (
        expected.asks,
        Certainty.GUESSED if expected.asks else Certainty.PRINTED,
        expected.is_start,
    )


@pytest.mark.parametrize("expected", PHRASES, ids=lambda one: f"{one.group}: {one.phrase}")
def test_every_date_is_told_in_words_that_stand_in_the_plan(expected: Expected) -> None:
    reading, printed = _read(expected), " ".join(expected.phrase.split())
    targets = [reading.target, reading.moved_from, *(one.target for one in reading.milestones)]

    strangers = [one.words for one in targets if one and (not one.words or one.words not in printed)]
    assert strangers == []


def test_there_are_at_least_three_hundred_phrases_and_none_twice() -> None:
    told_apart = {(one.phrase, one.as_of, one.row_starts_on) for one in PHRASES}

    assert (len(told_apart) == len(PHRASES), len(PHRASES) >= 300) == (True, True)
