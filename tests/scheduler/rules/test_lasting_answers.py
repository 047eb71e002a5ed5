"""Answers about what lasts: who may give which, what they speak of, what each changes, and what comes next."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind
from scheduler.plans.boards import Meeting
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.answer_words import answer_in_words
from scheduler.rules.answered import fold_answers
from scheduler.rules.answers import Admitted, Effects, Refused, admit
from scheduler.rules.lasting import about_lasting
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM, commitment, in_month, live, people, snapshot
from tests.scheduler.rules.answering import after, an_answer
from tests.scheduler.rules.test_undated import meeting

DAY = date(2025, 3, 24)  # a Monday; the quarter's question came on Monday 17
OPEN = commitment(in_month(date(2025, 3, 31)))
DONE = replace(OPEN, status=Status.COMPLETE, complete_since=date(2024, 11, 13), completed_on=date(2024, 11, 13))
STANDING = replace(DONE, recurrence=Recurrence.QUARTERLY)
MARCH = meeting(date(2025, 3, 20))
LINE = an_answer(AnswerKind.ASSURANCE, NINA, on=DAY, words="Met on 11 March")
PRESENTED = an_answer(AnswerKind.PRESENTED, NINA, on=DAY, minute="COG, 4")
NOT_PRESENTED = an_answer(AnswerKind.NOT_PRESENTED, NINA, on=DAY)
EACH_YEAR = an_answer(AnswerKind.STANDING, SAM, on=DAY, every=Recurrence.ANNUAL)
ENDED = an_answer(AnswerKind.END_STANDING, SAM, on=DAY, words="The forum was closed")
HOLDS = an_answer(AnswerKind.RUNS_OUT, SAM, on=DAY, until=date(2025, 9, 30))


def view_of(promise: Commitment, *meetings: Meeting) -> View:
    register = snapshot(promise, meetings=meetings, board_series={"cog": "cog"})
    return View(register, Told(), Policy(), DAY)


def decided(answer: Answer, promise: Commitment, *meetings: Meeting) -> Admitted | Refused:
    return admit(answer, promise, view_of(promise, *meetings), meeting_on=None)


def admitted(answer: Answer, promise: Commitment, *meetings: Meeting) -> Admitted:
    found = decided(answer, promise, *meetings)
    assert isinstance(found, Admitted), found
    return found


@pytest.mark.parametrize(
    ("answer", "promise", "effects", "follows"),
    [
        (LINE, STANDING, Effects(), ("Noted for Monday 31 March 2025.",)),
        (
            PRESENTED,
            OPEN,
            Effects(status=Status.COMPLETE, unverified=True, completed_on=DAY),
            ("Noted for Thursday 20 March 2025.", "Nobody is chased for it; the co-ordinator verifies or returns it."),
        ),
        (PRESENTED, STANDING, Effects(), ("Noted for Thursday 20 March 2025.",)),
        (NOT_PRESENTED, OPEN, Effects(), ("It stays open, and its target date stands.",)),
        (EACH_YEAR, DONE, Effects(), ("Once it is complete, its lead is asked for a line every year.",)),
        (EACH_YEAR, OPEN, Effects(), ("Once it is complete, its lead is asked for a line every year.",)),
        (ENDED, STANDING, Effects(), ("It is asked about no more.",)),
        (
            HOLDS,
            DONE,
            Effects(),
            ("That holds until Tuesday 30 September 2025; it comes back in time before that day.",),
        ),
        (replace(HOLDS, until=None), DONE, Effects(), ("It stays complete, and does not run out.",)),
        (
            an_answer(AnswerKind.COMPLETE, NINA, on=DAY, evidence="Letter", until=date(2025, 9, 30)),
            OPEN,
            Effects(status=Status.COMPLETE, unverified=True, completed_on=DAY),
            (
                "Nobody is chased for it; the co-ordinator verifies or returns it.",
                "That holds until Tuesday 30 September 2025; it comes back in time before that day.",
            ),
        ),
    ],
)
def test_what_each_changes_and_what_follows(
    answer: Answer, promise: Commitment, effects: Effects, follows: tuple[str, ...]
) -> None:
    found = admitted(answer, promise, MARCH)

    assert (found.effects, found.follows) == (effects, follows)


def test_a_line_speaks_of_the_period_last_asked_about() -> None:
    assert admitted(LINE, STANDING).answer.about_on == date(2025, 3, 31)
    assert admitted(PRESENTED, STANDING, MARCH).answer.about_on == date(2025, 3, 20)


def test_a_line_before_the_first_question_speaks_of_the_period_to_come() -> None:
    fresh = replace(STANDING, complete_since=DAY)

    assert admitted(LINE, fresh).answer.about_on == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("answer", "promise", "wrong"),
    [
        (LINE, DONE, ["1.1 is no standing commitment"]),
        (LINE, OPEN, ["1.1 is no standing commitment"]),
        (replace(LINE, words=""), STANDING, ["“assurance” needs a reason or note"]),
        (replace(LINE, who=OMAR), STANDING, ["Omar Reid may not say “assurance” of 1.1"]),
        (replace(EACH_YEAR, every=None), DONE, ["“standing” needs how often"]),
        (replace(EACH_YEAR, who=NINA), DONE, ["Nina Marsh may not say “standing” of 1.1"]),
        (ENDED, DONE, ["1.1 does not come round"]),
        (HOLDS, OPEN, ["1.1 is not complete"]),
        (replace(HOLDS, until=date(2025, 3, 3)), DONE, ["Monday 3 March 2025 is past"]),
        (PRESENTED, DONE, ["1.1 is complete"]),
        (PRESENTED, replace(DONE, unverified=True), ["1.1 was reported complete"]),
        (
            LINE,
            replace(STANDING, title="COG to receive it", complete_since=date(2025, 3, 21)),
            ["no meeting is known at which 1.1 is heard next"],
        ),
        (
            an_answer(AnswerKind.COMPLETE, NINA, on=DAY, evidence="Letter", until=date(2025, 9, 30)),
            replace(OPEN, ref="1.1#1"),
            ["1.1#1 is a step of 1.1"],
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_wrong(answer: Answer, promise: Commitment, wrong: list[str]) -> None:
    found = decided(answer, promise, MARCH)

    assert isinstance(found, Refused)
    assert [problem.what for problem in found.problems] == wrong


def test_a_meeting_must_have_been_held() -> None:
    found = decided(PRESENTED, OPEN, meeting(date(2025, 4, 10)))

    assert isinstance(found, Refused)
    assert [problem.what for problem in found.problems] == ["no meeting of Chief Officer Group has been held yet"]


@pytest.mark.parametrize("who", [NINA, MANAGER, SAM, CHAIR, THE_BOARD])
def test_anybody_of_the_matter_may_say_what_a_meeting_heard(who: str) -> None:
    assert admitted(replace(PRESENTED, who=who), OPEN, MARCH).answer.is_request


def test_presented_is_a_claim_that_is_verified_or_returned() -> None:
    told = admitted(PRESENTED, OPEN, MARCH).answer
    claimed = after_all(OPEN, told)

    assert claimed.answered.claim == told
    assert isinstance(decided(an_answer(AnswerKind.VERIFY, SAM, on=DAY), claimed), Admitted)
    returned = after(claimed, an_answer(AnswerKind.RETURN, SAM, on=DAY, words="Not minuted"))
    assert (returned.status, returned.answered.claim) == (Status.IN_PROGRESS, None)


def after_all(promise: Commitment, answer: Answer) -> Commitment:
    done = admitted(answer, promise, MARCH)
    said = replace(promise.answered, claim=done.answer, answers=(done.answer,))
    return replace(promise, status=Status.COMPLETE, unverified=True, answered=said)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (LINE, "gave its line of assurance: Met on 11 March"),
        (replace(PRESENTED, about_on=MARCH.on),
         "said that it was presented at the meeting on Thursday 20 March 2025 (minute COG, 4)"),
        (replace(NOT_PRESENTED, about_on=MARCH.on),
         "said that it was not presented at the meeting on Thursday 20 March 2025"),
        (EACH_YEAR, "said that it comes round every year"),
        (ENDED, "said that it comes round no longer: The forum was closed"),
        (HOLDS, "said that its completion holds until Tuesday 30 September 2025"),
        (replace(HOLDS, until=None), "said that its completion does not run out"),
        (an_answer(AnswerKind.COMPLETE, NINA, on=DAY, until=date(2025, 9, 30)),
         "reported it complete until Tuesday 30 September 2025"),
        (an_answer(AnswerKind.VERIFY, SAM, on=DAY, until=date(2025, 9, 30)),
         "verified that it is complete until Tuesday 30 September 2025"),
    ],
)  # fmt: skip
def test_each_is_a_sentence(answer: Answer, words: str) -> None:
    who = "Sam Ode" if answer.who == SAM else "Nina Marsh"

    assert answer_in_words(answer, view_of(OPEN)) == f"{who}, on Monday 24 March 2025 on the web, {words}"


# A completion that a later edition reports in words that leave a doubt: the plan was recorded on 2 September 2024.
IN_DOUBT = replace(DONE, unverified=True)


def to_verify(promise: Commitment) -> list[tuple[str, str]]:
    lived = live(snapshot(promise), date(2024, 11, 13), date(2025, 1, 31))
    return [
        (f"{day:%a %Y-%m-%d}", n.key.person)
        for day, decisions in lived.items()
        for n in decisions.notices
        if n.key.kind.value == "to verify"
    ]


def test_a_later_edition_that_reports_a_completion_in_doubt_is_told_once() -> None:
    assert to_verify(IN_DOUBT) == [("Wed 2024-11-13", SAM)]


@pytest.mark.parametrize(
    "promise",
    [
        replace(IN_DOUBT, complete_since=date(2024, 9, 2)),  # of the first edition: it stands in the first look
        replace(IN_DOUBT, complete_since=None),
        replace(IN_DOUBT, unverified=False),
        replace(IN_DOUBT, ref="1.1#1"),
    ],
)
def test_nothing_else_that_is_complete_is_to_be_verified(promise: Commitment) -> None:
    assert to_verify(promise) == []


def test_nothing_of_the_kind_is_told_on_a_closed_day() -> None:
    saturday = replace(view_of(STANDING), today=date(2025, 3, 22))

    assert list(about_lasting(STANDING, saturday)) == []
    assert len(list(about_lasting(STANDING, view_of(STANDING)))) == 1


@pytest.mark.parametrize(
    ("answer", "follows"),
    [
        (an_answer(AnswerKind.REASSIGN, SAM, on=DAY, whom=OMAR), "Omar Reid leads it from now on."),
        (
            an_answer(AnswerKind.NOT_MINE, NINA, on=DAY, whom="Omar"),
            "Nina Marsh is not chased for it any more. Sam Ode settles it by Monday 31 March 2025.",
        ),
    ],
)
def test_who_leads_a_standing_commitment_may_still_change(answer: Answer, follows: str) -> None:
    assert admitted(answer, STANDING).follows == (follows,)
    assert isinstance(decided(answer, DONE), Refused)


def test_another_agency_is_asked_for_a_standing_commitment_too() -> None:
    others = [replace(people()[NINA], organisation="Council"), replace(people()[OMAR], organisation="Police")]
    register = snapshot(STANDING, people=people(*others))
    asked = an_answer(AnswerKind.REASSIGN, SAM, on=DAY, whom=OMAR)
    view = View(register, Told(), Policy(), DAY)

    first = admit(asked, STANDING, view, meeting_on=None)

    assert isinstance(first, Admitted)
    assert (first.answer.is_request, first.follows[0].partition(";")[0]) == (True, "Omar Reid, Police, decides")
    waiting = replace(STANDING, answered=fold_answers([first.answer]))
    granted = admit(an_answer(AnswerKind.GRANT, OMAR, on=DAY), waiting, view, meeting_on=None)
    assert isinstance(granted, Admitted)
    assert granted.effects == Effects(lead=OMAR)


@pytest.mark.parametrize(
    ("answer", "promise", "wrong"),
    [
        (
            LINE,
            DONE,
            ("1.1 is no standing commitment", "say how often it comes round with “standing”, once it is complete"),
        ),
        (
            LINE,
            replace(STANDING, title="COG to receive it", complete_since=date(2025, 3, 21)),
            ("no meeting is known at which 1.1 is heard next", "look at chaser meeting list"),
        ),
        (ENDED, DONE, ("1.1 does not come round", "nothing is left to do")),
        (HOLDS, OPEN, ("1.1 is not complete", "say until when with the completion: complete --until")),
        (PRESENTED, DONE, ("1.1 is complete", "return it first if more is to be done")),
        (NOT_PRESENTED, replace(DONE, unverified=True), ("1.1 was reported complete",
                                                         "return it first if more is to be done")),
    ],
)  # fmt: skip
def test_each_problem_of_what_lasts_names_the_cure(answer: Answer, promise: Commitment, wrong: tuple[str, str]) -> None:
    found = decided(answer, promise, MARCH)

    assert isinstance(found, Refused)
    assert [(problem.what, problem.cure) for problem in found.problems] == [wrong]


def test_before_its_first_meeting_there_is_nothing_to_record() -> None:
    found = decided(NOT_PRESENTED, OPEN, meeting(date(2025, 4, 10)))

    assert isinstance(found, Refused)
    assert [(problem.what, problem.cure) for problem in found.problems] == [
        ("no meeting of Chief Officer Group has been held yet", "record it once it is")
    ]
