"""One answer as a sentence, as pages, mails and `chaser explain` show it; said on Monday 6 January 2025."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind, Road
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.answer_words import answer_in_words, said_by
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import NINA, OMAR, SAM, commitment, in_month, snapshot
from tests.scheduler.rules.answering import DUE, MONDAY, TO_7_FEBRUARY, an_answer, new_date

VIEW = View(snapshot(commitment(DUE)), Told(), Policy(), MONDAY)
ASKED = replace(new_date(TO_7_FEBRUARY), words="", is_request=True)


def of(kind: AnswerKind, **words: object) -> Answer:
    return replace(an_answer(kind, NINA), **words)  # type: ignore[arg-type]  # fields by name, each as its test says


@pytest.mark.parametrize(
    ("answer", "did"),
    [
        (of(AnswerKind.PROGRESS), "reported progress"),
        (of(AnswerKind.COMPLETE), "reported it complete"),
        (of(AnswerKind.VERIFY), "verified that it is complete"),
        (of(AnswerKind.RETURN), "returned it: not complete yet"),
        (of(AnswerKind.GRANT), "granted what was asked"),
        (of(AnswerKind.DECLINE), "declined what was asked"),
        (of(AnswerKind.APPROVE_WAITING), "approved the wait"),
        (of(AnswerKind.APPROVE_WAITING, ends_on=date(2025, 3, 31)), "approved the wait"),
        (of(AnswerKind.TAKE_BACK), "took the last answer back"),
        (of(AnswerKind.ASSURANCE), "gave its line of assurance"),
        (of(AnswerKind.ASSURANCE, about_on=date(2025, 3, 31)), "gave its line of assurance"),
        (of(AnswerKind.END_STANDING), "said that it comes round no longer"),
        (of(AnswerKind.RUNS_OUT), "said that its completion does not run out"),
        (of(AnswerKind.RUNS_OUT, every=Recurrence.ANNUAL), "said that its completion does not run out"),
        (ASKED, "asked for a new date, on Friday 7 February 2025"),
        (replace(ASKED, is_request=False), "set a new date, on Friday 7 February 2025"),
        (
            of(AnswerKind.CORRECT, target=in_month(date(2025, 2, 28))),
            "corrected a misread date: it is due by the end of February 2025",
        ),
        (
            of(AnswerKind.NOTED, ends_on=date(2025, 2, 11)),
            "noted it until the meeting on Tuesday 11 February 2025",
        ),
        (
            of(AnswerKind.RAISE, ends_on=date(2025, 2, 11)),
            "raised it for the meeting on Tuesday 11 February 2025",
        ),
        (
            of(AnswerKind.WAITING, whom="the region", until=date(2025, 3, 31), ends_on=date(2025, 2, 11)),
            "said that it waits for the region until Monday 31 March 2025",
        ),
        (of(AnswerKind.NOT_MINE, whom=OMAR), "said that it is not theirs, perhaps Omar Reid's"),
        (of(AnswerKind.REASSIGN, whom=OMAR, is_request=True), "asked that Omar Reid takes it over"),
        (of(AnswerKind.REASSIGN, whom=OMAR), "gave it to Omar Reid"),
        (of(AnswerKind.CLOSE, is_request=True), "asked to close it unfinished"),
        (of(AnswerKind.CLOSE), "closed it unfinished"),
        (of(AnswerKind.COMPLETE, target=TO_7_FEBRUARY), "reported it complete"),
        (of(AnswerKind.PROGRESS, until=date(2025, 3, 31)), "reported progress"),
    ],
)
def test_each_answer_says_what_was_done(answer: Answer, did: str) -> None:
    assert answer_in_words(answer, VIEW) == f"Nina Marsh, on Monday 6 January 2025 on the web, {did}"


@pytest.mark.parametrize(
    ("road", "words"),
    [
        (Road.MAIL, "by mail"),
        (Road.TELEPHONE, "by telephone"),
        (Road.MEETING, "in a meeting"),
        (Road.WEB, "on the web"),
        (Road.DESK, "at the desk"),
    ],
)
def test_each_road_has_its_words(road: Road, words: str) -> None:
    note = of(AnswerKind.PROGRESS, road=road)

    assert answer_in_words(note, VIEW) == f"Nina Marsh, on Monday 6 January 2025 {words}, reported progress"


@pytest.mark.parametrize(
    ("answer", "ending"),
    [
        (of(AnswerKind.PROGRESS, words="Begun"), "reported progress: Begun"),
        (of(AnswerKind.COMPLETE, evidence="Minute 7"), "reported it complete; evidence: Minute 7"),
        (
            of(AnswerKind.COMPLETE, evidence="Minute 7", words="All trained"),
            "reported it complete; evidence: Minute 7; All trained",
        ),
        (of(AnswerKind.CLOSE, minute="COG, 4"), "closed it unfinished (minute COG, 4)"),
        (of(AnswerKind.PROGRESS, recorded_by=SAM), "reported progress (recorded by Sam Ode)"),
        (
            of(AnswerKind.CLOSE, minute="COG, 4", recorded_by=SAM),
            "closed it unfinished (minute COG, 4, recorded by Sam Ode)",
        ),
    ],
)
def test_note_evidence_minute_and_who_wrote_it_down_follow(answer: Answer, ending: str) -> None:
    assert answer_in_words(answer, VIEW) == f"Nina Marsh, on Monday 6 January 2025 on the web, {ending}"


@pytest.mark.parametrize(
    ("who", "name", "words"),
    [
        (NINA, "", "Nina Marsh"),
        (NINA, "Ned Hill", "Ned Hill (Nina Marsh)"),  # a shared mailbox: who in it spoke
        (THE_BOARD, "", "The board"),
        ("left@example.org", "", "left@example.org"),
    ],
)
def test_who_said_it_is_a_person_or_the_board(who: str, name: str, words: str) -> None:
    assert said_by(of(AnswerKind.PROGRESS, who=who, name=name), VIEW) == words
