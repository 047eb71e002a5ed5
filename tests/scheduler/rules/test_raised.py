"""What the chair or the board raises for a meeting: on its list, in its exception note, and silent until then.

COG meets on Thursday 20 March 2025 (papers by Friday 14, the note on Tuesday 11, seen on Friday 7) and again on
Thursday 19 June. Nina's action is late from Monday 3 February.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind
from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.answer_words import answer_in_words
from scheduler.rules.answered import fold_answers
from scheduler.rules.answers import Admitted, Refused, admit
from scheduler.rules.chair_days import ChairDay
from scheduler.rules.chair_reasons import chair_reasons
from scheduler.rules.policy import Policy
from scheduler.rules.raised import meeting_named, noted_in_words, raised_at
from scheduler.rules.reports import reports_by_meeting
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import CHAIR, COG, NINA, SAM, commitment, snapshot
from tests.scheduler.rules.chairs import meeting, rows
from tests.scheduler.rules.test_chair_mail import JUNE, LATE, to_chair_on
from tests.scheduler.rules.test_chair_reasons import an_answer

MARCH = meeting("2025-03-20", papers="2025-03-14")
SUMMER = meeting("2025-06-19")
CALLED_OFF = replace(MARCH, status=MeetingStatus.CANCELLED)
NOT_LATE = commitment(JUNE)
FEBRUARY = "2025-02-18"


def register(promise: Commitment, *held: Meeting) -> Snapshot:
    return snapshot(promise, meetings=held or (MARCH, SUMMER), board_series={"cog": "cog"})


def raised(promise: Commitment, *held: Meeting, on: str = FEBRUARY, at: Meeting = MARCH) -> Snapshot:
    answer = an_answer(AnswerKind.RAISE, CHAIR, on=on, meeting=at.uid, ends_on=at.on)
    return register(replace(promise, answered=fold_answers([answer])), *held)


def decided(promise: Commitment, who: str = CHAIR, *held: Meeting, **words: Any) -> Admitted | Refused:
    answer: Answer = replace(an_answer(AnswerKind.RAISE, who, on=FEBRUARY), **words)
    world = snapshot(promise, meetings=held, board_series={"cog": "cog"})
    return admit(answer, promise, View(world, Told(), Policy(), answer.on), meeting_on=None)


# What may be said


@pytest.mark.parametrize(
    ("named", "uid", "on"),
    [
        ("", "cog-2025-03-20", date(2025, 3, 20)),  # the next
        ("2025-06-19", "cog-2025-06-19", date(2025, 6, 19)),  # by its day, which is its name here as well
        ("cog-2025-06-19", "cog-2025-06-19", date(2025, 6, 19)),
        ("2025Q2", "cog-2025-06-19", date(2025, 6, 19)),
    ],
)
def test_a_meeting_is_named_by_its_name_or_day_and_is_else_the_next(named: str, uid: str, on: date) -> None:
    held = (MARCH, replace(SUMMER, slot="2025Q2"))
    found = decided(LATE, THE_BOARD, *held, meeting=named)

    assert isinstance(found, Admitted)
    assert (found.answer.meeting, found.answer.ends_on) == (uid, on)


def test_it_is_said_what_follows_and_told_in_the_history() -> None:
    found = decided(LATE, CHAIR, MARCH)

    assert isinstance(found, Admitted)
    assert found.follows == (
        "It is on Chief Officer Group's list for Thursday 20 March 2025. Its chair hears nothing more of it until "
        "then. All else goes on.",
    )
    view = View(register(LATE), Told(), Policy(), date(2025, 2, 18))
    assert answer_in_words(found.answer, view) == (
        "Robin Hale, on Tuesday 18 February 2025 at the desk, raised it for the meeting on Thursday 20 March 2025"
    )


@pytest.mark.parametrize(
    ("who", "held", "named", "wrong", "cure"),
    [
        (NINA, (MARCH,), "", "Nina Marsh may not say “raise” of 1.1", "it takes one of: chair and board"),
        (
            CHAIR,
            (),
            "",
            "no next meeting of Chief Officer Group is known",
            "give Chief Officer Group its series of meetings in chaser.toml",
        ),
        (
            CHAIR,
            (),
            "2025-03-20",
            "no next meeting of Chief Officer Group is known",
            "give Chief Officer Group its series of meetings in chaser.toml",
        ),
        (
            CHAIR,
            (MARCH, SUMMER),
            "2025Q3",
            "Chief Officer Group has no coming meeting '2025Q3'",
            "name one of: 2025-03-20 (Thursday 20 March 2025) and 2025-06-19 (Thursday 19 June 2025)",
        ),
    ],
)
def test_what_does_not_fit_is_refused(who: str, held: tuple[Meeting, ...], named: str, wrong: str, cure: str) -> None:
    found = decided(LATE, who, *held, meeting=named)

    assert isinstance(found, Refused)
    assert (found.problems[0].what, found.problems[0].cure) == (wrong, cure)


def test_a_meeting_that_is_over_cannot_be_named() -> None:
    past = meeting("2025-02-17")

    assert isinstance(decided(LATE, CHAIR, past, MARCH, meeting="2025-02-17"), Refused)
    assert isinstance(decided(LATE, CHAIR, meeting(FEBRUARY), MARCH, meeting=FEBRUARY), Admitted)  # today's can


def test_nobody_raises_what_they_lead_themselves() -> None:
    found = decided(replace(LATE, leads=(CHAIR,)), CHAIR, MARCH)

    assert isinstance(found, Refused)
    assert "nobody raises what they lead themselves" in [each.what for each in found.problems]


# What follows


def test_it_is_silent_until_its_meeting_but_for_that_meetings_note() -> None:
    assert rows(raised(LATE), "2025-02-20", "2025-03-31") == [
        ("Fri 2025-03-07", "chair's look", "1.1", SAM),
        ("Tue 2025-03-11", "chair", "1.1", CHAIR),
        ("Tue 2025-03-11", "exception note", "", CHAIR),
        ("Thu 2025-03-20", "chair's look", "1.1", SAM),
        ("Mon 2025-03-24", "chair", "1.1", CHAIR),
        ("Thu 2025-03-27", "chair's look", "1.1", SAM),
        ("Mon 2025-03-31", "chair", "1.1", CHAIR),
    ]


def test_what_is_not_late_goes_with_the_note_and_with_no_other_mail() -> None:
    assert rows(raised(NOT_LATE), "2025-02-20", "2025-04-30") == [
        ("Fri 2025-03-07", "chair's look", "1.1", SAM),
        ("Tue 2025-03-11", "chair", "1.1", CHAIR),
        ("Tue 2025-03-11", "exception note", "", CHAIR),
    ]


def test_why_it_is_silent_is_said() -> None:
    assert to_chair_on("2025-03-03", register=raised(LATE)) == [
        ("silent", "plan/1.1", "raised on Tuesday 18 February 2025 for the meeting on Thursday 20 March 2025")
    ]


def test_the_note_says_that_it_is_to_be_raised_before_all_else() -> None:
    world = raised(LATE)
    view = View(world, Told(), Policy(), date(2025, 3, 11))
    found = chair_reasons(world.commitments[0], view, by=view.today, whole=True)

    assert (found[0].about.value, found[0].words) == (
        "raised",
        "it is to be raised at Chief Officer Group on Thursday 20 March 2025",
    )
    assert "raised" not in [each.about.value for each in chair_reasons(world.commitments[0], view, by=view.today)]


def test_it_is_on_the_list_of_its_meeting_alone() -> None:
    world = raised(NOT_LATE)

    assert reports_by_meeting(world, COG, {"cog"}) == {MARCH.uid: world.commitments}
    assert reports_by_meeting(world, replace(COG, slug="other"), {"cog"}) == {}


def test_what_is_reported_to_the_board_anyway_stands_on_a_list_once() -> None:
    world = raised(commitment(JUNE, title="Report to COG quarterly"))

    assert reports_by_meeting(world, COG, {"cog"}) == {MARCH.uid: world.commitments, SUMMER.uid: world.commitments}


def test_a_moved_meeting_takes_its_list_and_the_silence_along() -> None:
    moved = replace(MARCH, on=date(2025, 4, 24), paper_deadline_on=None)  # whose note goes on Tuesday 8 April
    world = raised(LATE, moved)

    assert reports_by_meeting(world, COG, {"cog"}) == {MARCH.uid: world.commitments}
    assert [row[0] for row in rows(world, "2025-02-20", "2025-04-30") if row[1] == "chair"] == [
        "Tue 2025-04-08",
        "Mon 2025-04-28",
    ]


def test_from_a_cancelled_meeting_it_goes_to_the_next_list_and_is_silent_no_longer() -> None:
    world = raised(LATE, CALLED_OFF, SUMMER)

    assert reports_by_meeting(world, COG, {"cog"}) == {SUMMER.uid: world.commitments}
    assert [row[0] for row in rows(world, "2025-02-20", "2025-03-31") if row[1] == "chair"] == [
        "Mon 2025-03-24",
        "Mon 2025-03-31",
    ]


def test_from_a_meeting_that_is_gone_it_goes_to_the_next_list() -> None:
    world = raised(LATE, SUMMER)
    view = View(world, Told(), Policy(), date(2025, 3, 3))

    assert raised_at(world.commitments[0], view) == (SUMMER,)
    assert raised_at(LATE, view) == ()
    assert raised_at(raised(LATE, MARCH, at=SUMMER).commitments[0], view) == (SUMMER,)
    assert reports_by_meeting(raised(LATE, MARCH, at=SUMMER), COG, {"cog"}) == {}


def test_raised_twice_it_is_on_both_lists_and_silent_until_the_later() -> None:
    both = fold_answers(
        [
            an_answer(AnswerKind.RAISE, CHAIR, on=FEBRUARY, meeting=MARCH.uid, ends_on=MARCH.on),
            an_answer(AnswerKind.RAISE, THE_BOARD, on="2025-03-20", number=2, meeting=SUMMER.uid, ends_on=SUMMER.on),
        ]
    )
    world = register(replace(LATE, answered=both))

    assert reports_by_meeting(world, COG, {"cog"}) == {
        MARCH.uid: world.commitments,
        SUMMER.uid: world.commitments,
    }
    assert [row[0] for row in rows(world, "2025-03-21", "2025-06-30") if row[1] == "chair"] == [
        "Thu 2025-06-05",  # the note, 10 working days before the meeting of 19 June
        "Mon 2025-06-23",
        "Mon 2025-06-30",
    ]


@pytest.mark.parametrize(
    ("day", "named"), [("2025-03-19", "2025-03-20"), ("2025-03-20", "2025-06-19"), ("2025-06-19", None)]
)
def test_the_next_meeting_is_one_after_the_day(day: str, named: str | None) -> None:
    world = register(LATE)
    view = View(world, Told(), Policy(), date.fromisoformat(day))
    found = meeting_named(an_answer(AnswerKind.NOTED, CHAIR, on=day), COG, view)

    assert (found.slot if found else None) == named


def test_what_is_raised_at_a_meeting_that_is_no_more_goes_to_the_first_one_of_its_day_or_later() -> None:
    gone = an_answer(AnswerKind.RAISE, CHAIR, on=FEBRUARY, meeting="gone", ends_on=date(2025, 3, 20))
    both = replace(an_answer(AnswerKind.RAISE, CHAIR, on=FEBRUARY, meeting=SUMMER.uid, ends_on=SUMMER.on), number=2)
    autumn = meeting("2025-09-18")

    def lists(*answers: Answer, held: tuple[Meeting, ...]) -> list[str]:
        promise = replace(LATE, answered=fold_answers(answers))
        world = register(promise, *held)
        return [each.slot for each in raised_at(promise, View(world, Told(), Policy(), date(2025, 2, 20)))]

    assert lists(gone, held=(MARCH, SUMMER)) == ["2025-03-20"]
    assert lists(gone, held=(meeting("2025-03-19"), SUMMER, autumn)) == ["2025-06-19"]
    assert lists(gone, both, held=(MARCH, SUMMER, autumn)) == ["2025-03-20", "2025-06-19"]
    assert lists(gone, held=(meeting("2025-03-19"),)) == []


def test_a_called_off_meeting_that_was_moved_first_counts_by_its_last_day() -> None:
    moved_then_off = replace(CALLED_OFF, on=date(2025, 6, 20))
    world = raised(NOT_LATE, moved_then_off, SUMMER, meeting("2025-09-18"))
    view = View(world, Told(), Policy(), date(2025, 2, 20))

    assert [each.slot for each in raised_at(world.commitments[0], view)] == ["2025-09-18"]


@pytest.mark.parametrize(("mail_on", "silent"), [("2025-03-19", True), ("2025-03-20", False)])
def test_it_is_silent_until_the_day_of_its_meeting_and_not_on_it(mail_on: str, silent: bool) -> None:
    noted = an_answer(AnswerKind.NOTED, CHAIR, on=FEBRUARY, meeting=MARCH.uid, ends_on=MARCH.on)
    promise = replace(LATE, answered=fold_answers([noted]))
    planned = ChairDay(on=date.fromisoformat(mail_on), look_on=date(2025, 3, 10))
    words = noted_in_words(promise, planned, View(register(promise), Told(), Policy(), date(2025, 3, 10)))

    assert words == ("noted on Tuesday 18 February 2025 until the meeting on Thursday 20 March 2025" if silent else "")
