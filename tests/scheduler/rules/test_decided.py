"""What decide says of one commitment in full, why it stays silent, and in which order a day's decisions stand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import AnswerKind
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Frequency, Person
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.decide import decide, verdicts_on
from scheduler.rules.decisions import Notice, Silence
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import (
    COG,
    MANAGER,
    NINA,
    OMAR,
    PLAN,
    SAM,
    commitment,
    in_month,
    on_day,
    people,
    snapshot,
)
from tests.scheduler.rules.answering import an_answer
from tests.scheduler.rules.test_undated import meeting

JANUARY = in_month(date(2025, 1, 31))
FRIDAY = date(2025, 1, 24)
THURSDAY = meeting(date(2025, 2, 6))  # of which what is undated is asked on Thursday 23 January


def told(kind: NoticeKind, slot: date, person: str = NINA, on: date | None = None) -> ToldNotice:
    key = NoticeKey(commitment="plan/1.1", target="2025-01-31", kind=kind, slot=slot, person=person)
    return ToldNotice(key=key, accepted_on=on or slot)


def verdicts(promise: Commitment, day: date, *notices: ToldNotice, **register: Any) -> list[Notice | Silence]:
    view = View(snapshot(promise, **register), Told(notices), Policy(), day)
    return [each for each in verdicts_on(promise, view) if isinstance(each, Notice | Silence)]


def notice(kind: NoticeKind, slot: date, reason: str, person: str = NINA, **words: Any) -> Notice:
    plain = Notice(
        key=NoticeKey(commitment="plan/1.1", target="2025-01-31", kind=kind, slot=slot, person=person),
        plan="plan",
        board="cog",
        ref="1.1",
        capacity=Capacity.LEAD,
        reason=reason,
    )
    return replace(plain, **words)


def silence(reason: str, person: str = "") -> Silence:
    return Silence(commitment="plan/1.1", reason=reason, person=person)


def test_a_reminder_a_deputys_and_the_co_ordinators_are_each_a_whole_notice() -> None:
    promise, seven = commitment(JANUARY), "7 days before its due day"
    away = Person(email=NINA, name="Nina Marsh", deputy=OMAR, away_from=FRIDAY)
    left = Person(email=NINA, name="Nina Marsh", left_on=FRIDAY)
    why = "Nina Marsh: left on Friday 24 January 2025"

    assert verdicts(promise, FRIDAY) == [notice(NoticeKind.REMINDER, FRIDAY, seven)]
    assert verdicts(promise, FRIDAY, people=people(away)) == [
        notice(NoticeKind.REMINDER, FRIDAY, seven, OMAR, capacity=Capacity.DEPUTY, covers="Nina Marsh")
    ]
    assert verdicts(promise, FRIDAY, people=people(left)) == [
        notice(NoticeKind.REMINDER, FRIDAY, f"{seven}; {why}", SAM, capacity=Capacity.CO_ORDINATOR, why_them=why)
    ]


def test_a_rung_that_is_caught_up_says_whose_day_it_was() -> None:
    assert verdicts(commitment(JANUARY), date(2025, 1, 20)) == [
        notice(
            NoticeKind.REMINDER,
            date(2025, 1, 17),
            "14 days before its due day, the rung of Friday 17 January 2025",
        )
    ]


def test_what_is_late_is_told_to_lead_and_manager() -> None:
    heard = told(NoticeKind.LATE, date(2025, 2, 3))
    above = notice(
        NoticeKind.MANAGER,
        date(2025, 2, 10),
        "5 working days since the lead was told; line manager of Nina Marsh",
        MANAGER,
        capacity=Capacity.MANAGER,
        why_them="line manager of Nina Marsh",
    )

    assert verdicts(commitment(JANUARY), date(2025, 2, 10), heard) == [
        notice(NoticeKind.LATE, date(2025, 2, 10), "late; told each week on its first working day"),
        above,
    ]
    assert verdicts(commitment(JANUARY), date(2025, 2, 11), heard, told(NoticeKind.LATE, date(2025, 2, 10))) == [
        silence("told already (late; told each week on its first working day)", NINA),
        above,
    ]


def test_what_is_presented_is_reminded_of_by_its_papers() -> None:
    held = meeting(date(2025, 1, 30), papers_on=date(2025, 1, 24))
    promise = commitment(JANUARY, title="Report to COG")
    world = {"meetings": (held,), "board_series": {"cog": "cog"}}

    assert verdicts(promise, FRIDAY, **world) == [
        notice(
            NoticeKind.REMINDER,
            FRIDAY,
            "today the papers are due for Chief Officer Group on Thursday 30 January 2025",
        )
    ]
    assert verdicts(promise, date(2025, 1, 21), **world) == [
        silence(
            "the rung of Friday 17 January 2025 was missed and the next one comes on Wednesday 22 January 2025", NINA
        )
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"status": Status.COMPLETE}, "it is complete"),
        (
            {"status": Status.COMPLETE, "unverified": True},
            "it was reported complete and is to be verified",
        ),
        ({"target": None}, "it has no target date"),
        ({"target": in_month(date(2025, 12, 31))}, "no rung of its ladder has come yet"),
        (
            {"target": replace(JANUARY, is_start=True, question="a start?")},
            "its date is a start to be confirmed: nobody is chased before that",
        ),
    ],
)
def test_each_silence_has_its_reason(words: dict[str, Any], reason: str) -> None:
    assert verdicts(replace(commitment(JANUARY), **words), FRIDAY) == [silence(reason)]


def test_a_start_that_somebody_agreed_to_is_chased() -> None:
    assert len(verdicts(commitment(replace(JANUARY, is_start=True)), FRIDAY)) == 1
    assert isinstance(verdicts(commitment(replace(JANUARY, is_start=True)), FRIDAY)[0], Notice)


def test_what_is_undated_is_asked_of_each_lead_once() -> None:
    promise = commitment(None, leads=(NINA, OMAR))
    why = "it has no target date; Chief Officer Group on Thursday 6 February 2025 is offered"
    world = {"meetings": (THURSDAY,), "board_series": {"cog": "cog"}}

    def asked(person: str) -> Notice:
        key = NoticeKey(
            commitment="plan/1.1", target="undated", kind=NoticeKind.UNDATED, slot=date(2025, 1, 23), person=person
        )
        return notice(NoticeKind.UNDATED, FRIDAY, why, key=key)

    told_nina = ToldNotice(key=asked(NINA).key, accepted_on=date(2025, 1, 23))
    assert verdicts(promise, FRIDAY, **world) == [asked(NINA), asked(OMAR)]
    assert verdicts(promise, FRIDAY, told_nina, **world) == [silence(f"told already ({why})", NINA), asked(OMAR)]


WEEKLY = people(Person(email=NINA, name="Nina Marsh", digest=Frequency.WEEKLY))


@pytest.mark.parametrize(
    ("target", "day", "told_on"),
    [
        (JANUARY, date(2025, 1, 24), None),  # a Friday: waits for Monday 27
        (JANUARY, date(2025, 1, 27), date(2025, 1, 24)),
        (JANUARY, date(2025, 1, 28), date(2025, 1, 24)),  # a Tuesday: Monday was missed
        (on_day(date(2025, 1, 27)), date(2025, 1, 27), date(2025, 1, 27)),
        (on_day(date(2025, 1, 24)), date(2025, 1, 24), date(2025, 1, 24)),  # the day itself never waits
    ],
)
def test_a_weekly_reader_waits_for_the_weeks_first_working_day(target: Any, day: date, told_on: date | None) -> None:
    [verdict] = verdicts(commitment(target), day, people=WEEKLY)

    waits = silence("has chosen weekly digests: waits for the week's first working day", NINA)
    assert (verdict.key.slot if isinstance(verdict, Notice) else verdict) == (told_on or waits)


PROGRESS = fold_answers([an_answer(AnswerKind.PROGRESS, NINA, on=date(2025, 1, 13), words="Begun")])


@pytest.mark.parametrize(
    ("day", "rests"),
    [(date(2025, 1, 10), False), (date(2025, 1, 17), True), (date(2025, 1, 24), True), (date(2025, 1, 27), False)],
)
def test_reminders_rest_for_fourteen_days_from_a_note(day: date, rests: bool) -> None:
    promise = commitment(JANUARY, answered=PROGRESS)
    [verdict] = verdicts(promise, day)

    said = silence("reported progress on Monday 13 January 2025: reminders rest until Monday 27 January 2025", NINA)
    assert (verdict == said) is rests


def test_what_is_held_stands_by_board_and_then_by_action() -> None:
    other = Board(slug="a-board", name="Another", co_ordinator=SAM)
    late = in_month(date(2024, 11, 30))
    promises = [commitment(late, ref=ref, leads=(OMAR,)) for ref in ("1.2", "1.1")]
    elsewhere = commitment(late, ref="9.9", key="second/9.9", plan="second", leads=(OMAR,))
    heard = [
        ToldNotice(
            key=NoticeKey(
                commitment=each.key, target="2024-11-30", kind=NoticeKind.LATE, slot=date(2024, 12, 2), person=OMAR
            ),
            accepted_on=date(2024, 12, 2),
        )
        for each in (*promises, elsewhere)
    ]
    register = snapshot(*promises, elsewhere, board=replace(COG, chair="", vice_chair=""))
    both = replace(
        register,
        boards={**register.boards, "a-board": other},
        plans={**register.plans, "second": replace(PLAN, slug="second", board="a-board")},
    )

    found = decide(both, Told(tuple(heard)), Policy(), date(2024, 12, 16))

    assert [each.commitment for each in found.held] == ["second/9.9", "plan/1.1", "plan/1.2"]
