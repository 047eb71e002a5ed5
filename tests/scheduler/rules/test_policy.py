"""The numbers that rules.md gives, and the words under which the register and the ledger keep what was told."""

from datetime import date
from enum import StrEnum

import pytest

from scheduler.rules.brake import Brake
from scheduler.rules.chair_reasons import About
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.leads import How
from scheduler.rules.meeting_rules import SlotKind
from scheduler.rules.meeting_words import Unit
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.powers import Part
from scheduler.rules.recipients import Capacity
from scheduler.rules.standing import StandingKind
from scheduler.rules.working_days import WorkingDays


def test_without_settings_the_numbers_are_those_of_the_rules() -> None:
    assert Policy() == Policy(
        calendar=WorkingDays(division="england-and-wales", closed=frozenset(), quiet_from=(12, 24), quiet_to=(1, 2)),
        calendars={},
        day_rungs=(28, 14, 7, 2, 0),
        period_rungs=(28, 14, 7),
        horizon_days=28,
        skip_within=3,
        progress_rest_days=14,
        request_days=5,
        owner_move_days=28,
        no_lead_days=10,
        look_days=2,
        note_before_papers=3,
        note_before_meeting=10,
        brake=Brake(times_usual=2, at_least=50),
        steps=(
            Step(to=StepTo.LEAD, after=0),
            Step(to=StepTo.MANAGER, after=5),
            Step(to=StepTo.CHAIR, after=10),
        ),
    )


def test_a_board_has_its_own_working_days_or_else_everybodys() -> None:
    own = WorkingDays(closed=frozenset({date(2025, 1, 6)}))
    policy = Policy(calendars={"cog": own})

    assert (policy.working_days("cog"), policy.working_days("other")) == (own, policy.calendar)


def test_a_step_that_the_table_does_not_have_is_none() -> None:
    assert [Policy().after(to) for to in StepTo] == [0, 5, 10]
    assert Policy(steps=()).after(StepTo.CHAIR) is None


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (
            NoticeKind,
            "reminder, late, undated, manager, chair, first look, held, stand-in, to verify, to grant, not mine, copy, "
            "assurance, unassured, presented, runs out, chair's look, nobody leads, exception note, summary, "
            "left alone, renewal",
        ),
        (StepTo, "lead, manager, chair"),
        (Capacity, "lead, deputy, co-ordinator, manager, board member, chair, vice-chair"),
        (
            Part,
            "lead, deputy of a lead, line manager or own board member of a lead, co-ordinator, chair, board",
        ),
        (
            StandingKind,
            "complete, closed unfinished, waiting, undated, upcoming, due soon, due today, overdue",
        ),
        (How, "confirmed meaning, address, full name, initials, alias, role, name among other words"),
        (SlotKind, "day, month, quarter, year"),
        (Unit, "weeks, months"),
        (About, "raised, asked, late, waiting, moved, no lead"),
    ],
)
def test_what_is_kept_under_a_word_keeps_it_for_good(words: type[StrEnum], kept: str) -> None:
    assert ", ".join(each.value for each in words) == kept
