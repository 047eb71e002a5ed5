"""Exception notes before a meeting of the board itself, and what is noted until the next one, as tables of mails."""

from dataclasses import replace
from datetime import date

from scheduler.plans.answers import Answer, AnswerKind
from scheduler.plans.boards import Meeting
from scheduler.plans.chair_words import ChairWordKind
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.answered import fold_answers
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.told import NoticeKey
from tests.builders import CHAIR, SAM, commitment, snapshot
from tests.scheduler.rules.chairs import meeting, rows, said_of
from tests.scheduler.rules.test_chair_mail import JUNE, LATE, MOVED, TO_CHAIR, to_chair_on, told
from tests.scheduler.rules.test_chair_reasons import an_answer

# Exception notes

MARCH = meeting("2025-03-20", papers="2025-03-14")  # the note goes on Tuesday 11 March, seen on Friday 7


def before(held: Meeting, *promises: Commitment) -> Snapshot:
    return snapshot(*promises, meetings=(held,), board_series={"cog": "cog"})


def test_the_note_stands_in_for_that_weeks_mail_and_has_its_look() -> None:
    found = rows(before(MARCH, LATE), "2025-02-03", "2025-03-17")

    assert [row for row in found if row[0] >= "" and date.fromisoformat(row[0][4:]) >= date(2025, 3, 1)] == [
        ("Mon 2025-03-03", "chair", "1.1", CHAIR),
        ("Fri 2025-03-07", "chair's look", "1.1", SAM),
        ("Tue 2025-03-11", "chair", "1.1", CHAIR),
        ("Tue 2025-03-11", "exception note", "", CHAIR),
        ("Thu 2025-03-13", "chair's look", "1.1", SAM),
        ("Mon 2025-03-17", "chair", "1.1", CHAIR),
    ]


def test_the_note_carries_all_that_is_open_and_not_only_what_is_new() -> None:
    found = rows(before(MARCH, MOVED), "2025-02-13", "2025-03-31", kinds=TO_CHAIR)

    assert found == [
        ("Mon 2025-02-17", "chair", "2.1", CHAIR),
        ("Tue 2025-03-11", "chair", "2.1", CHAIR),  # told before, and still open
    ]


def test_a_meeting_has_one_note_even_when_it_is_moved_after_it() -> None:
    moved = replace(MARCH, on=date(2025, 4, 24), paper_deadline_on=date(2025, 4, 17))
    went = replace(
        told(CHAIR, NoticeKind.EXCEPTION_NOTE, "2025-03-11", "2025-03-11"),
        key=NoticeKey(
            commitment=f"meeting:{MARCH.uid}",
            target="undated",
            kind=NoticeKind.EXCEPTION_NOTE,
            slot=date(2025, 3, 11),
            person=CHAIR,
        ),
    )
    look = told(SAM, NoticeKind.LOOK, "2025-04-14", "2025-04-10")

    assert [row[0] for row in to_chair_on("2025-04-14", went, look, register=before(moved, LATE))] == ["chair"]


def test_an_exception_note_is_not_held() -> None:
    hold = said_of("2025-03-11", ChairWordKind.HOLD, "1.1", on="2025-03-07")
    register = replace(before(MARCH, LATE), chair_words=(hold,))

    assert ("Tue 2025-03-11", "chair", "1.1", CHAIR) in rows(register, "2025-02-03", "2025-03-12", kinds=TO_CHAIR)


def test_nothing_open_is_no_note() -> None:
    assert rows(before(MARCH, commitment(JUNE)), "2025-02-03", "2025-03-31") == []


# Noted until the next meeting


def noted(promise: Commitment, *, on: str, until: str) -> Commitment:
    answer: Answer = an_answer(AnswerKind.NOTED, CHAIR, on=on, ends_on=date.fromisoformat(until))
    return replace(promise, answered=fold_answers([answer]))


def test_what_is_noted_is_silent_for_the_chair_until_the_meeting_and_no_longer() -> None:
    register = before(MARCH, noted(LATE, on="2025-02-18", until="2025-03-20"))
    found = rows(register, "2025-02-20", "2025-03-31", kinds=(NoticeKind.LATE, *TO_CHAIR, NoticeKind.LOOK))

    assert [row for row in found if row[1] != "late"] == [
        ("Thu 2025-03-20", "chair's look", "1.1", SAM),
        ("Mon 2025-03-24", "chair", "1.1", CHAIR),
        ("Thu 2025-03-27", "chair's look", "1.1", SAM),
        ("Mon 2025-03-31", "chair", "1.1", CHAIR),
    ]
    assert [row[0] for row in found if row[1] == "late"][:2] == [
        "Thu 2025-02-20",
        "Mon 2025-02-24",
    ]  # the lead hears on


def test_why_it_is_silent_is_said() -> None:
    register = before(MARCH, noted(LATE, on="2025-02-18", until="2025-03-20"))

    assert to_chair_on("2025-03-11", register=register) == [
        ("silent", "plan/1.1", "noted on Tuesday 18 February 2025 until the meeting on Thursday 20 March 2025")
    ]
