"""The parts of a story that others leave out: each sentence of `chaser explain`, word for word."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.answered import fold_answers
from scheduler.rules.explain import Story, explain
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from tests.builders import CHAIR, COG, MANAGER, NINA, OMAR, PLAN, commitment, in_month, on_day, people, snapshot
from tests.scheduler.rules.answering import an_answer, new_date

JANUARY, JUNE = in_month(date(2025, 1, 31)), in_month(date(2025, 6, 30))
FRIDAY = date(2025, 1, 17)


def story(promise: Commitment, day: date, *told: ToldNotice, **register: Any) -> Story:
    return explain(promise, snapshot(promise, **register), Told(told), Policy(), day)


def part(heading: str, promise: Commitment, day: date, *told: ToldNotice, **register: Any) -> tuple[str, ...]:
    found = story(promise, day, *told, **register)
    return next((each.sentences for each in found.chapters if each.heading == heading), ())


def told(kind: NoticeKind, slot: date, person: str, target: str = "2025-01-31") -> ToldNotice:
    key = NoticeKey(commitment="plan/1.1", target=target, kind=kind, slot=slot, person=person)
    return ToldNotice(key=key, accepted_on=slot)


def test_a_story_is_of_one_commitment_on_one_day() -> None:
    found = story(commitment(JANUARY), FRIDAY)

    assert (found.key, found.ref, found.title, found.day) == ("plan/1.1", "1.1", "Action 1.1", FRIDAY)


def test_without_a_target_date_the_story_says_so() -> None:
    assert part("Target date", commitment(None), FRIDAY) == ("The plan gives no target date.",)


def test_a_date_in_doubt_says_what_is_to_be_confirmed() -> None:
    doubtful = replace(JANUARY, question="is it 2025")

    assert part("Target date", commitment(doubtful), FRIDAY)[1:] == ("To be confirmed: is it 2025.",)


@pytest.mark.parametrize(
    ("nina", "sentence"),
    [
        ({"away_from": FRIDAY, "deputy": OMAR}, "Omar Reid, who covers for Nina Marsh."),
        ({"left_on": date(2025, 1, 18)}, "Nina Marsh, lead."),
        ({"left_on": FRIDAY}, "Sam Ode, co-ordinator, because Nina Marsh: left on Friday 17 January 2025."),
    ],
)
def test_who_is_told_is_named_with_why_them(nina: dict[str, Any], sentence: str) -> None:
    directory = people(Person(email=NINA, name="Nina Marsh", **nina))

    assert part("Who is told", commitment(JANUARY), FRIDAY, people=directory) == (sentence,)


def test_what_was_answered_that_day_is_in_it() -> None:
    note = an_answer(AnswerKind.PROGRESS, NINA, on=FRIDAY, words="Begun")

    assert part("Answers", commitment(JANUARY, answered=fold_answers([note])), FRIDAY) == (
        "Nina Marsh, on Friday 17 January 2025 on the web, reported progress: Begun.",
    )


STANDING = commitment(None, status=Status.COMPLETE, recurrence=Recurrence.QUARTERLY, complete_since=date(2024, 11, 13))


def test_what_lasts_is_planned_and_asked_about_once_the_plan_is_released() -> None:
    monday, held = date(2025, 3, 17), replace(PLAN, released_on=None)
    asked = (
        "Nina Marsh is told: it is complete and comes round every quarter; one line is asked for the quarter to "
        "31 March 2025."
    )

    assert part("Next", STANDING, monday) == ("Beyond what lasts, nothing more is planned.",)
    assert part("Monday 17 March 2025", STANDING, monday) == ("Nobody is told: it is complete.", asked)
    assert part("Monday 17 March 2025", STANDING, monday, plan=held) == ("Nobody is told: it is complete.",)
    assert part("Next", replace(STANDING, recurrence=None), monday) == ("Nothing more is planned.",)


def test_the_reasons_for_the_chair_hold_what_the_chair_has_heard_once_too() -> None:
    moved = commitment(
        JUNE, was=(in_month(date(2024, 11, 30)), in_month(date(2024, 12, 31))), moved_on=date(2025, 2, 3)
    )
    heard = told(NoticeKind.CHAIR, date(2025, 2, 10), CHAIR, "2025-06-30")

    assert part("Reasons for the chair", moved, date(2025, 2, 18), heard) == (
        "10 working days since the lead was told: from Tuesday 15 July 2025 on.",
        "Its target date has moved 2 times; at first it was due by the end of November 2024: from Tuesday "
        "4 February 2025 on.",
    )


def test_a_request_for_what_has_no_date_names_when_the_chair_hears() -> None:
    asked = replace(new_date(on_day(date(2025, 6, 30)), on=FRIDAY), is_request=True, beyond="far")
    promise = commitment(None, answered=fold_answers([asked]))

    assert part("Next", promise, date(2025, 1, 20)) == (
        "It has no target date, and no board meeting is known before which it could be asked about.",
        "Untouched, Chief Officer Group's chair would hear on Tuesday 21 January 2025 at the earliest.",
    )


LATE = told(NoticeKind.LATE, date(2025, 2, 3), NINA)
SEEN = "Sam Ode sees that mail on Thursday 13 February 2025, and may add a line or hold it for a week."


@pytest.mark.parametrize(
    ("day", "notices", "sentences"),
    [
        (date(2025, 2, 4), (LATE,), ("Next to hear: Mary Lane, line manager, on Monday 10 February 2025.",)),
        (
            date(2025, 2, 13),
            (LATE, told(NoticeKind.MANAGER, date(2025, 2, 10), MANAGER)),
            ("Next to hear: Robin Hale, for the board, on Monday 17 February 2025.", SEEN),
        ),
        (
            date(2025, 2, 14),
            (LATE, told(NoticeKind.MANAGER, date(2025, 2, 10), MANAGER)),
            ("Next to hear: Robin Hale, for the board, on Monday 17 February 2025.",),
        ),
    ],
)
def test_who_is_next_and_who_sees_it_before_is_said(
    day: date, notices: tuple[ToldNotice, ...], sentences: tuple[str, ...]
) -> None:
    assert part("Next", commitment(JANUARY), day, *notices)[1:] == sentences


def test_another_agencys_next_is_its_own_board_member() -> None:
    board = replace(COG, members={"Police": OMAR})
    nina = people(Person(email=NINA, name="Nina Marsh", organisation="Police"))

    assert part("Next", commitment(JANUARY), date(2025, 2, 4), LATE, board=board, people=nina)[1] == (
        "Next to hear: Omar Reid, their agency's board member, on Monday 10 February 2025."
    )
