"""Who may answer what, and what follows: the sentences of rules.md, "What people can answer", as tables.

The days are those of January 2025: Monday 6 to Friday 31; the board meets on Tuesday 11 February 2025.
"""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.answered import fold_answers
from scheduler.rules.answers import Effects, Refused
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM, VICE, commitment, in_month, on_day, people
from tests.scheduler.rules.answering import (
    DUE,
    MEETING,
    MONDAY,
    TO_7_FEBRUARY,
    TO_14_FEBRUARY,
    TO_17_FEBRUARY,
    admitted,
    after,
    an_answer,
    decided,
    new_date,
    what_is_wrong,
)


# Whose a new date is to grant: the plan's owner's for one first move of up to 28 days, not past the next meeting.
@pytest.mark.parametrize(
    ("promise", "asked", "beyond"),
    [
        (commitment(DUE), TO_7_FEBRUARY, ""),
        (commitment(DUE), on_day(date(2025, 2, 11)), ""),
        (commitment(DUE), TO_14_FEBRUARY, "it passes the next board meeting, on Tuesday 11 February 2025"),
        (commitment(DUE), TO_17_FEBRUARY, "it is a move of 31 days, more than 28"),
        (commitment(DUE, was=(on_day(date(2025, 1, 10)),)), TO_7_FEBRUARY, "it has moved 1 time already"),
        (
            commitment(DUE, area="R Recommendations"),
            TO_7_FEBRUARY,
            "it is an inspectorate's own recommendation",
        ),
        (
            commitment(DUE, area="P Progress on previous recommendations"),
            TO_7_FEBRUARY,
            "it is an inspectorate's own recommendation",
        ),
        (commitment(None), TO_7_FEBRUARY, ""),
        (commitment(None), TO_14_FEBRUARY, "it passes the next board meeting, on Tuesday 11 February 2025"),
    ],
    ids=["21 days", "on the meeting", "past it", "31 days", "second move", "recommendation", "earlier", "first", "far"],
)
def test_a_new_date_is_the_owners_or_beyond_them(promise: Commitment, asked: TargetDate, beyond: str) -> None:
    found = admitted(new_date(asked), promise)

    assert (found.answer.is_request, found.answer.beyond, found.effects) == (True, beyond, Effects())


def test_without_a_known_meeting_28_days_are_the_only_limit() -> None:
    assert admitted(new_date(TO_14_FEBRUARY), commitment(DUE), meeting_on=None).answer.beyond == ""


def test_a_request_says_who_decides_and_who_is_next() -> None:
    assert admitted(new_date(TO_7_FEBRUARY), commitment(DUE)).follows == (
        "Sam Ode, co-ordinator, decides; unanswered, it goes on Monday 13 January 2025 to Robin Hale, for "
        "Chief Officer Group. Until then its target date stands.",
    )


SMALL, LARGE = after(commitment(DUE), new_date(TO_7_FEBRUARY)), after(commitment(DUE), new_date(TO_17_FEBRUARY))
OWN = after(commitment(DUE, leads=()), new_date(TO_7_FEBRUARY, SAM))
CHAIRS_OWN = after(commitment(DUE, leads=(CHAIR,)), new_date(TO_7_FEBRUARY, CHAIR))


@pytest.mark.parametrize(
    ("promise", "who", "minute", "wrong"),
    [
        (SMALL, SAM, "", []),
        (SMALL, CHAIR, "", []),
        (SMALL, NINA, "", ["nobody grants or declines their own request"]),
        (SMALL, OMAR, "", ["this is not Omar Reid's to decide"]),
        (SMALL, MANAGER, "", ["this is not Mary Lane's to decide"]),
        (LARGE, SAM, "", ["this is not Sam Ode's to decide: it is a move of 31 days, more than 28"]),
        (LARGE, CHAIR, "", ["this is decided with the minute alone: it is a move of 31 days, more than 28"]),
        (LARGE, CHAIR, "COG 7 January, 4", []),
        (LARGE, THE_BOARD, "COG 7 January, 4", []),
        (LARGE, VICE, "COG 7 January, 4", ["this is not Val Ames's to decide: it is a move of 31 days, more than 28"]),
        (OWN, SAM, "", ["nobody grants or declines their own request"]),
        (OWN, CHAIR, "", []),
        (CHAIRS_OWN, VICE, "", []),
        (CHAIRS_OWN, CHAIR, "", ["nobody grants or declines their own request"]),
    ],
)
def test_nobody_grants_their_own_request_and_each_only_what_is_theirs(
    promise: Commitment, who: str, minute: str, wrong: list[str]
) -> None:
    grant = an_answer(AnswerKind.GRANT, who, minute=minute)
    found = decided(grant, promise)

    assert ([p.what for p in found.problems] if isinstance(found, Refused) else []) == wrong


def test_a_co_ordinator_does_not_decide_on_what_they_lead_themselves() -> None:
    shared = after(commitment(DUE, leads=(NINA, SAM)), new_date(TO_7_FEBRUARY))

    assert what_is_wrong(an_answer(AnswerKind.GRANT, SAM), shared) == [
        "nobody decides on a request for what they lead themselves"
    ]


def test_a_granted_date_moves_the_target_and_counts_a_slip() -> None:
    assert admitted(an_answer(AnswerKind.GRANT, SAM), SMALL).effects == Effects(target=TO_7_FEBRUARY, is_slip=True)


def test_a_declined_request_changes_nothing_and_is_no_longer_asked() -> None:
    declined = an_answer(AnswerKind.DECLINE, SAM, words="The region met")

    assert admitted(declined, SMALL).effects == Effects()
    assert after(SMALL, declined).answered.request is None


def test_the_chair_sets_a_date_with_the_minute_and_asks_nobody() -> None:
    at_once = admitted(new_date(TO_17_FEBRUARY, CHAIR, minute="COG 7 January, 4"), commitment(DUE))

    assert (at_once.answer.is_request, at_once.effects.target) == (False, TO_17_FEBRUARY)
    assert what_is_wrong(new_date(TO_17_FEBRUARY, CHAIR), commitment(DUE)) == ["this is decided with the minute alone"]


def test_the_co_ordinator_alone_corrects_a_misreading_and_no_slip_is_counted() -> None:
    mended = an_answer(AnswerKind.CORRECT, SAM, target=TO_17_FEBRUARY, words="Read a year wrong")

    assert admitted(mended, commitment(DUE)).effects == Effects(target=TO_17_FEBRUARY, is_slip=False)
    assert what_is_wrong(replace(mended, who=NINA), commitment(DUE)) == ["Nina Marsh may not say “correct” of 1.1"]


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        (an_answer(AnswerKind.PROGRESS, NINA), ["“progress” needs a reason or note"]),
        (an_answer(AnswerKind.COMPLETE, NINA), ["“complete” needs evidence"]),
        (an_answer(AnswerKind.NEW_DATE, NINA), ["“new date” needs a date", "“new date” needs a reason or note"]),
        (an_answer(AnswerKind.WAITING, NINA), ["“waiting” needs a name", "“waiting” needs a last day"]),
        (an_answer(AnswerKind.NOT_MINE, NINA), ["“not mine” needs a name"]),
        (an_answer(AnswerKind.CLOSE, NINA), ["“close unfinished” needs a reason or note"]),
        (an_answer(AnswerKind.GRANT, SAM), ["nothing is asked for 1.1"]),
        (an_answer(AnswerKind.VERIFY, SAM), ["nobody reported 1.1 complete"]),
        (an_answer(AnswerKind.PROGRESS, OMAR, words="Well"), ["Omar Reid may not say “progress” of 1.1"]),
        (
            an_answer(AnswerKind.PROGRESS, "who@example.org", words="Well"),
            ["'who@example.org' is not in the directory"],
        ),
        (new_date(DUE), ["Friday 17 January 2025 is its target date already"]),
        (new_date(on_day(date(2025, 1, 3))), ["Friday 3 January 2025 is past"]),
        (
            new_date(replace(in_month(date(2025, 2, 28)), is_start=True, question="Is it a start?")),
            ["“Feb 2025” leaves a doubt: Is it a start?"],
        ),
        (
            an_answer(AnswerKind.WAITING, NINA, whom="the region", until=date(2025, 1, 3)),
            ["Friday 3 January 2025 is past"],
        ),
        (
            an_answer(AnswerKind.APPROVE_WAITING, CHAIR, minute="4"),
            ["nobody said what 1.1 waits for"],
        ),
    ],
)
def test_what_an_answer_lacks_or_does_not_fit_is_said_all_at_once(answer: Answer, wrong: list[str]) -> None:
    assert what_is_wrong(answer, commitment(DUE)) == wrong


def test_a_shared_mailboxs_answer_asks_for_the_persons_name() -> None:
    shared = people(Person(email=NINA, name="QA Managers", shared=True))
    note = an_answer(AnswerKind.PROGRESS, NINA, words="Begun")

    assert what_is_wrong(note, commitment(DUE), directory=shared) == ["QA Managers is a shared mailbox"]
    assert admitted(replace(note, name="Nina Marsh"), commitment(DUE), directory=shared).answer.name == "Nina Marsh"


CLAIM = an_answer(AnswerKind.COMPLETE, NINA, evidence="Minute 7")
CLAIMED = after(commitment(DUE, waiting_for="the region"), CLAIM)


def test_a_claimed_completion_is_verified_or_returned_by_the_co_ordinator() -> None:
    verified = admitted(an_answer(AnswerKind.VERIFY, SAM), CLAIMED)
    returned = admitted(an_answer(AnswerKind.RETURN, SAM, words="No minute there"), CLAIMED)

    assert (CLAIMED.status, CLAIMED.unverified) == (Status.COMPLETE, True)
    assert verified.effects == Effects(status=Status.COMPLETE, completed_on=MONDAY)
    assert returned.effects == Effects(status=Status.IN_PROGRESS)


def test_what_is_reported_complete_takes_no_other_answer_until_it_is_returned() -> None:
    assert what_is_wrong(new_date(TO_7_FEBRUARY), CLAIMED) == ["1.1 was reported complete"]
    verified = after(CLAIMED, an_answer(AnswerKind.VERIFY, SAM))
    assert what_is_wrong(new_date(TO_7_FEBRUARY), verified) == ["1.1 is complete"]
    assert what_is_wrong(an_answer(AnswerKind.VERIFY, SAM), verified) == ["1.1 is verified already"]


def test_nobody_verifies_what_they_reported_themselves() -> None:
    own = after(commitment(DUE, leads=()), replace(CLAIM, who=SAM))

    assert what_is_wrong(an_answer(AnswerKind.VERIFY, SAM), own) == ["nobody verifies what they reported themselves"]
    assert admitted(an_answer(AnswerKind.VERIFY, CHAIR), own).effects.status is Status.COMPLETE


@pytest.mark.parametrize(
    ("until", "meeting_on", "ends_on"),
    [
        (date(2025, 1, 31), MEETING, date(2025, 1, 31)),
        (date(2025, 3, 31), MEETING, MEETING),
        (date(2025, 3, 31), None, date(2025, 3, 31)),
    ],
)
def test_a_wait_ends_by_the_next_board_meeting(until: date, meeting_on: date | None, ends_on: date) -> None:
    waits = an_answer(AnswerKind.WAITING, NINA, whom="the region", until=until)

    found = admitted(waits, commitment(DUE), meeting_on=meeting_on)

    assert (found.answer.ends_on, found.effects) == (ends_on, Effects(waiting_for="the region"))


def test_an_approved_wait_goes_on_past_the_meeting() -> None:
    waits = after(commitment(DUE), an_answer(AnswerKind.WAITING, NINA, whom="the region", until=date(2025, 3, 31)))
    approves = an_answer(AnswerKind.APPROVE_WAITING, CHAIR, minute="COG 11 February, 6")

    assert after(waits, approves).answered.waits_until == date(2025, 3, 31)
    assert after(waits, replace(approves, until=date(2025, 2, 28))).answered.waits_until == date(2025, 2, 28)
    assert what_is_wrong(replace(approves, who=SAM), waits) == ["Sam Ode may not say “approve waiting” of 1.1"]
    assert what_is_wrong(replace(approves, minute=""), waits) == ["“approve waiting” needs a minute"]


def test_closing_unfinished_is_the_chairs_or_boards_with_the_minute_and_asked_of_them_by_others() -> None:
    close = an_answer(AnswerKind.CLOSE, NINA, words="The service ended")
    asked = after(commitment(DUE), close)

    assert asked.answered.closed_on is None
    assert asked.answered.request is not None
    assert asked.answered.request.beyond == "closing it unfinished is the chair's or the board's"
    closed = after(asked, an_answer(AnswerKind.GRANT, THE_BOARD, minute="4"))
    at_once = after(commitment(DUE), replace(close, who=CHAIR, minute="4"))
    assert (closed.answered.closed_on, at_once.answered.closed_on) == (MONDAY, MONDAY)
    assert what_is_wrong(replace(close, who=CHAIR), commitment(DUE)) == ["this is decided with the minute alone"]
    assert what_is_wrong(CLAIM, closed) == ["1.1 was closed unfinished on Monday 6 January 2025"]


POLICE = people(
    Person(email=NINA, name="Nina Marsh", organisation="Council", manager=MANAGER),
    Person(email=OMAR, name="Omar Reid", organisation="Police", manager=VICE),
    Person(email=VICE, name="Val Ames", organisation="Police"),
    Person(email=SAM, name="Sam Ode", organisation="Council"),
)


def test_another_agency_agrees_before_it_takes_an_action_over() -> None:
    give = an_answer(AnswerKind.REASSIGN, SAM, whom=OMAR)
    asked = admitted(give, commitment(DUE), directory=POLICE)

    assert (asked.answer.is_request, asked.effects.lead) == (True, None)
    pending = replace(commitment(DUE), answered=fold_answers([asked.answer]))
    for who, wrong in (
        (SAM, "nobody grants or declines their own request"),
        (CHAIR, "this is not Robin Hale's to decide"),
    ):
        assert what_is_wrong(an_answer(AnswerKind.GRANT, who), pending, directory=POLICE) == [wrong]
    for who in (OMAR, VICE):
        assert admitted(an_answer(AnswerKind.GRANT, who), pending, directory=POLICE).effects.lead == OMAR


def test_within_an_agency_the_co_ordinator_gives_an_action_to_another_lead() -> None:
    given = admitted(an_answer(AnswerKind.REASSIGN, SAM, whom=OMAR), commitment(DUE))

    assert (given.answer.is_request, given.effects, given.follows) == (
        False,
        Effects(lead=OMAR),
        ("Omar Reid leads it from now on.",),
    )
    assert what_is_wrong(an_answer(AnswerKind.REASSIGN, NINA, whom=OMAR), commitment(DUE)) == [
        "Nina Marsh may not say “reassign” of 1.1"
    ]


def test_not_mine_says_by_when_the_co_ordinator_settles_it() -> None:
    said = admitted(an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar Reid"), commitment(DUE))

    assert said.follows == ("Nina Marsh is not chased for it any more. Sam Ode settles it by Monday 13 January 2025.",)


def test_what_is_not_theirs_stays_with_them_by_the_co_ordinators_word_alone() -> None:
    said = after(commitment(DUE), an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar Reid"))
    stays = an_answer(AnswerKind.DECLINE, SAM, words="It is in her remit")

    assert list(said.answered.not_mine) == [NINA]
    assert after(said, stays).answered.not_mine == {}
    assert what_is_wrong(replace(stays, who=NINA), said) == ["Nina Marsh may not say with whom it stays"]


def test_the_lead_gets_a_copy_of_what_somebody_else_wrote_down() -> None:
    by_telephone = replace(CLAIM, recorded_by=SAM, road=Road.TELEPHONE)

    assert admitted(by_telephone, commitment(DUE)).answer.copies == (NINA,)
    assert admitted(CLAIM, commitment(DUE)).answer.copies == ()


def test_a_step_takes_no_answer_about_who_leads_or_waits() -> None:
    step = commitment(DUE, ref="1.1#1")

    assert what_is_wrong(an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar"), step) == ["1.1#1 is a step of 1.1"]


def test_asked_again_a_request_has_waited_since_it_was_first_asked() -> None:
    again = after(SMALL, new_date(TO_14_FEBRUARY, on=date(2025, 1, 8)))

    assert again.answered.request is not None
    assert (again.answered.asked_on, again.answered.request.target) == (MONDAY, TO_14_FEBRUARY)
    assert what_is_wrong(an_answer(AnswerKind.CLOSE, NINA, words="Over"), again) == ["“new date” was asked already"]
