"""What holds of standing commitments on any 400 days, whatever comes in between: outages, lines, a day off."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.answers import Answered, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.decide import decide
from scheduler.rules.periods import periods_about
from scheduler.rules.policy import Policy
from scheduler.rules.running_out import as_it_stands
from scheduler.rules.told import Told, ToldNotice
from scheduler.rules.working_days import WorkingDays
from tests.builders import NINA, SAM, commitment, in_month, snapshot
from tests.examples import tried
from tests.scheduler.rules.test_running_out import said

START, DAYS = date(2024, 3, 1), 400
WEEKS_OFF = st.sets(st.integers(0, DAYS // 7), max_size=20)
LINES = st.sets(st.integers(0, DAYS - 1), max_size=12)
POLICY = Policy(calendar=WorkingDays(closed=frozenset({date(2024, 9, 16), date(2025, 3, 17)})))
STANDING = commitment(None, status=Status.COMPLETE, complete_since=date(2024, 2, 1))


def lived(promise: Commitment, down: set[int], lines: set[int]) -> list[tuple[date, str, str, date]]:
    """400 mornings as (day, kind, person, slot); on the days of `lines` a line comes for whatever was asked last."""
    told: tuple[ToldNotice, ...] = ()
    rows: list[tuple[date, str, str, date]] = []
    for number in range(DAYS):
        day = START + timedelta(days=number)
        asked = [slot for _, kind, _, slot in rows if kind == "assurance"]
        if number in lines and asked:
            line = said(AnswerKind.ASSURANCE, day, about_on=asked[-1])
            promise = replace(promise, answered=Answered(assured={**promise.answered.assured, asked[-1]: line}))
        if number // 7 in down:
            continue
        notices = decide(snapshot(promise), Told(told), POLICY, day).notices
        told += tuple(ToldNotice(key=notice.key, accepted_on=day) for notice in notices)
        rows += [(day, n.key.kind.value, n.key.person, n.key.slot) for n in notices]
    return rows


@tried(0.3)
@given(every=st.sampled_from(Recurrence), down=WEEKS_OFF, lines=LINES)
def test_each_period_is_asked_once_on_a_working_day_and_nobody_further_ever_hears(
    every: Recurrence, down: set[int], lines: set[int]
) -> None:
    rows = lived(replace(STANDING, recurrence=every), down, lines)

    assert [row for row, times in Counter((kind, who, slot) for _, kind, who, slot in rows).items() if times > 1] == []
    assert [day for day, *_ in rows if not POLICY.calendar.is_working(day)] == []
    assert {(kind, who) for _, kind, who, _ in rows} <= {("assurance", NINA), ("unassured", SAM)}
    unheard = {slot for _, kind, _, slot in rows if kind == "unassured"}
    assert unheard <= {slot for _, kind, _, slot in rows if kind == "assurance"}


@tried(0.2)
@given(every=st.sampled_from(Recurrence), down=WEEKS_OFF, lines=LINES)
def test_a_period_is_asked_about_by_the_first_morning_that_is_lived_from_its_day_on(
    every: Recurrence, down: set[int], lines: set[int]
) -> None:
    rows = lived(replace(STANDING, recurrence=every), down, lines)
    asked = {slot: day for day, kind, _, slot in rows if kind == "assurance"}
    mornings = [START + timedelta(days=n) for n in range(DAYS) if n // 7 not in down]
    working = [day for day in mornings if POLICY.calendar.is_working(day)]

    for period in periods_about(START + timedelta(days=DAYS // 2), every, POLICY.calendar):
        within = [day for day in working if period.asked_on <= day <= period.ends_on]
        if within and period.asked_on >= START and period.begins_on > date(2024, 2, 1):  # when it was complete
            assert asked.get(period.ends_on) == within[0], (period, rows)


@pytest.mark.parametrize("every", [Recurrence.FORTNIGHTLY, Recurrence.MONTHLY, Recurrence.QUARTERLY])
def test_without_an_outage_the_co_ordinator_hears_of_every_period_that_nobody_answered(every: Recurrence) -> None:
    rows = lived(replace(STANDING, recurrence=every), set(), set())

    asked = {slot for _, kind, _, slot in rows if kind == "assurance"}
    ended = {slot for slot in asked if slot < START + timedelta(days=DAYS - 21)}
    assert (ended - {slot for _, kind, _, slot in rows if kind == "unassured"}, asked == set()) == (set(), False)


@given(until=st.dates(date(2024, 3, 1), date(2026, 12, 31)), ahead=st.integers(0, 200))
def test_a_completion_is_open_again_in_the_last_28_days_and_only_then(until: date, ahead: int) -> None:
    promise = replace(
        commitment(in_month(date(2024, 1, 31))),
        status=Status.COMPLETE,
        answered=Answered(runs_out=said(AnswerKind.RUNS_OUT, until=until)),
    )
    day = until - timedelta(days=ahead)
    first = POLICY.calendar.on_or_before(until - timedelta(days=28))

    now = as_it_stands(promise, POLICY, POLICY.calendar, day)

    assert (now.status is not Status.COMPLETE, bool(now.came_back)) == (day >= first, day >= first)
    assert as_it_stands(now, POLICY, POLICY.calendar, day) == now
