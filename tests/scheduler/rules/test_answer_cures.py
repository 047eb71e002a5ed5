"""What is wrong with an answer comes with its cure, word for word as a person reads it on a page or the terminal."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.answered import fold_answers
from scheduler.rules.answers import Refused
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM, VICE, commitment, on_day, people
from tests.scheduler.rules.answering import (
    DUE,
    TO_7_FEBRUARY,
    TO_17_FEBRUARY,
    admitted,
    after,
    an_answer,
    decided,
    new_date,
)

OPEN = commitment(DUE)
CLAIM = an_answer(AnswerKind.COMPLETE, NINA, evidence="Minute 7")
CLAIMED = after(OPEN, CLAIM)
VERIFIED = after(CLAIMED, an_answer(AnswerKind.VERIFY, SAM))
CLOSED = after(OPEN, an_answer(AnswerKind.CLOSE, CHAIR, words="The service ended", minute="4"))
SMALL, LARGE = after(OPEN, new_date(TO_7_FEBRUARY)), after(OPEN, new_date(TO_17_FEBRUARY))
NOT_NINAS = after(OPEN, an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar Reid"))
WAITS = after(OPEN, an_answer(AnswerKind.WAITING, SAM, whom="the region", until=date(2025, 1, 31)))
COMES_ROUND = commitment(
    None, status=Status.COMPLETE, recurrence=Recurrence.QUARTERLY, complete_since=date(2024, 11, 1)
)
GRANT = an_answer(AnswerKind.GRANT, SAM)
STAYS = an_answer(AnswerKind.DECLINE, SAM, words="It is hers")
CHAIR_OR_BOARD = "the chair or the board decides, with the minute"
ANYBODY = (
    "it takes one of: lead, deputy of a lead, line manager or own board member of a lead, co-ordinator, chair and board"
)


def wrong(answer: Answer, promise: Commitment, directory: dict[str, Person] | None = None) -> list[tuple[str, str]]:
    found = decided(answer, promise, directory=directory)
    return [(problem.what, problem.cure) for problem in found.problems] if isinstance(found, Refused) else []


@pytest.mark.parametrize(
    ("kind", "who", "lacking"),
    [
        (AnswerKind.PROGRESS, NINA, [("a reason or note", "say how it is going")]),
        (AnswerKind.COMPLETE, NINA, [("evidence", "say where the evidence is")]),
        (AnswerKind.NEW_DATE, NINA, [("a date", "name the new date"), ("a reason or note", "give the reason")]),
        (AnswerKind.WAITING, NINA, [("a name", "say for whom"), ("a last day", "say until when")]),
        (AnswerKind.NOT_MINE, NINA, [("a name", "say whose it may be")]),
        (AnswerKind.REASSIGN, SAM, [("a name", "name who takes it over")]),
        (AnswerKind.CLOSE, NINA, [("a reason or note", "give the reason")]),
        (
            AnswerKind.CORRECT,
            SAM,
            [("a date", "name the date that the plan means"), ("a reason or note", "say what was misread")],
        ),
        (AnswerKind.STANDING, SAM, [("how often", "say how often it comes round")]),
    ],
)
def test_each_answer_says_what_it_lacks_and_how_to_give_it(
    kind: AnswerKind, who: str, lacking: list[tuple[str, str]]
) -> None:
    assert wrong(an_answer(kind, who), OPEN) == [(f"“{kind}” needs {what}", cure) for what, cure in lacking]


def test_what_is_returned_needs_what_is_missing_and_what_is_assured_a_line() -> None:
    returned, line = an_answer(AnswerKind.RETURN, SAM), an_answer(AnswerKind.ASSURANCE, NINA)
    ended = an_answer(AnswerKind.END_STANDING, SAM)

    assert wrong(returned, CLAIMED) == [("“return” needs a reason or note", "say what is still missing")]
    assert wrong(line, COMES_ROUND) == [("“assurance” needs a reason or note", "say in one line how it is kept up")]
    assert wrong(ended, COMES_ROUND) == [("“end standing” needs a reason or note", "give the reason")]
    assert wrong(replace(STAYS, words=""), SMALL) == [("“decline” needs a reason or note", "give the reason")]
    assert wrong(an_answer(AnswerKind.APPROVE_WAITING, CHAIR, minute="4"), WAITS) == []
    assert wrong(an_answer(AnswerKind.APPROVE_WAITING, CHAIR), WAITS) == [
        ("“approve waiting” needs a minute", "name the minute of the decision")
    ]


@pytest.mark.parametrize(
    ("answer", "promise", "what", "cure"),
    [
        (
            an_answer(AnswerKind.PROGRESS, "who@example.org", words="Well"),
            OPEN,
            "'who@example.org' is not in the directory",
            "name the address of a person who is",
        ),
        (
            an_answer(AnswerKind.PROGRESS, OMAR, words="Well"),
            OPEN,
            "Omar Reid may not say “progress” of 1.1",
            "it takes one of: lead, deputy of a lead, line manager or own board member of a lead and co-ordinator",
        ),
        (
            an_answer(AnswerKind.PROGRESS, THE_BOARD, words="Well"),
            OPEN,
            "the board may not say “progress” of 1.1",
            "it takes one of: lead, deputy of a lead, line manager or own board member of a lead and co-ordinator",
        ),
        (new_date(TO_7_FEBRUARY, OMAR), OPEN, "Omar Reid may not say “new date” of 1.1", ANYBODY),
        (
            new_date(TO_17_FEBRUARY, CHAIR),
            OPEN,
            "this is decided with the minute alone",
            "name the minute of the decision",
        ),
        (
            an_answer(AnswerKind.GRANT, CHAIR),
            LARGE,
            "this is decided with the minute alone: it is a move of 31 days, more than 28",
            "name the minute of the decision",
        ),
        (CLAIM, CLOSED, "1.1 was closed unfinished on Monday 6 January 2025", "nothing more is recorded of it"),
        (new_date(TO_7_FEBRUARY), CLAIMED, "1.1 was reported complete", "return it first if more is to be done"),
        (new_date(TO_7_FEBRUARY), VERIFIED, "1.1 is complete", "return it first if more is to be done"),
        (an_answer(AnswerKind.VERIFY, SAM), OPEN, "nobody reported 1.1 complete", "record the completion first"),
        (an_answer(AnswerKind.VERIFY, SAM), VERIFIED, "1.1 is verified already", "nothing is left to do"),
        (
            an_answer(AnswerKind.VERIFY, SAM),
            after(commitment(DUE, leads=()), replace(CLAIM, who=SAM)),
            "nobody verifies what they reported themselves",
            "let the chair or co-ordinator do it",
        ),
        (
            an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar"),
            commitment(DUE, ref="1.1#1"),
            "1.1#1 is a step of 1.1",
            "say “not mine” of 1.1",
        ),
        (
            an_answer(AnswerKind.CLOSE, NINA, words="Over"),
            SMALL,
            "“new date” was asked already",
            "have it granted or declined first",
        ),
        (
            new_date(replace(TO_7_FEBRUARY, question="Is it a start?")),
            OPEN,
            "“07/02/2025” leaves a doubt: Is it a start?",
            "name a day, month or quarter",
        ),
        (new_date(on_day(date(2025, 1, 3))), OPEN, "Friday 3 January 2025 is past", "name a date to come"),
        (new_date(DUE), OPEN, "Friday 17 January 2025 is its target date already", "name another"),
        (
            an_answer(AnswerKind.WAITING, NINA, whom="the region", until=date(2025, 1, 3)),
            OPEN,
            "Friday 3 January 2025 is past",
            "name a day to come",
        ),
        (
            an_answer(AnswerKind.REASSIGN, SAM, whom="who@example.org"),
            OPEN,
            "who@example.org: not in the directory",
            "name somebody who can be mailed",
        ),
        (an_answer(AnswerKind.REASSIGN, SAM, whom=NINA), OPEN, "Nina Marsh leads 1.1 already", "name somebody else"),
        (
            an_answer(AnswerKind.APPROVE_WAITING, CHAIR, minute="4"),
            OPEN,
            "nobody said what 1.1 waits for",
            "record that first",
        ),
        (GRANT, OPEN, "nothing is asked for 1.1", "record the request first"),
        (
            an_answer(AnswerKind.GRANT, NINA),
            SMALL,
            "nobody grants or declines their own request",
            "the co-ordinator, the chair or the board decides",
        ),
        (
            GRANT,
            after(commitment(DUE, leads=(NINA, SAM)), new_date(TO_7_FEBRUARY)),
            "nobody decides on a request for what they lead themselves",
            "the co-ordinator, the chair or the board decides",
        ),
        (GRANT, LARGE, "this is not Sam Ode's to decide: it is a move of 31 days, more than 28", CHAIR_OR_BOARD),
        (
            an_answer(AnswerKind.DECLINE, OMAR, words="No"),
            SMALL,
            "this is not Omar Reid's to decide",
            "the co-ordinator, the chair or the board decides",
        ),
        (STAYS, OPEN, "nothing is asked for 1.1", "record the request first"),
        (
            replace(STAYS, whom=OMAR),
            NOT_NINAS,
            "nothing is asked for 1.1 by Omar Reid",
            "name whose “not mine” it is: nina@example.org",
        ),
        (
            replace(STAYS, who=NINA),
            NOT_NINAS,
            "Nina Marsh may not say with whom it stays",
            "the co-ordinator settles it",
        ),
        (
            replace(STAYS, who=OMAR),
            NOT_NINAS,
            "Omar Reid may not say with whom it stays",
            "the co-ordinator settles it",
        ),
    ],
)
def test_each_problem_names_the_cure(answer: Answer, promise: Commitment, what: str, cure: str) -> None:
    assert wrong(answer, promise) == [(what, cure)]


def test_a_shared_mailbox_is_asked_who_in_it_spoke() -> None:
    shared = people(Person(email=NINA, name="QA Managers", shared=True))
    note = an_answer(AnswerKind.PROGRESS, NINA, words="Begun")

    assert wrong(note, OPEN, shared) == [("QA Managers is a shared mailbox", "say who in it spoke, by name")]
    assert wrong(replace(note, name="Ned Hill"), OPEN, shared) == []


def test_whoever_may_not_be_mailed_takes_nothing_over() -> None:
    left = people(Person(email=OMAR, name="Omar Reid", left_on=date(2025, 1, 3)))

    assert wrong(an_answer(AnswerKind.REASSIGN, SAM, whom=OMAR), OPEN, left) == [
        ("Omar Reid: left on Friday 3 January 2025", "name somebody who can be mailed")
    ]


def test_what_somebody_asked_to_wait_for_they_do_not_approve() -> None:
    chairs_wait = after(
        commitment(DUE, leads=(CHAIR,)),
        an_answer(AnswerKind.WAITING, CHAIR, whom="the region", until=date(2025, 1, 31)),
    )
    shared_lead = people(Person(email=CHAIR, name="Robin Hale", organisation="Council"))
    approves = an_answer(AnswerKind.APPROVE_WAITING, VICE, minute="4")
    board_member = replace(chairs_wait, leads=(NINA,))

    assert wrong(approves, chairs_wait) == []  # the vice-chair's, where the chair leads it
    assert wrong(replace(approves, who=CHAIR), board_member, shared_lead) == [
        ("nobody approves what they asked for themselves", "let the chair or the board do it")
    ]


def test_another_agencys_request_says_who_agrees_to_it() -> None:
    police = people(
        Person(email=NINA, name="Nina Marsh", organisation="Council"),
        Person(email=OMAR, name="Omar Reid", organisation="Police"),
    )
    asked = after_among(OPEN, police)

    assert wrong(an_answer(AnswerKind.GRANT, CHAIR, minute="4"), asked, police) == [
        (
            "this is not Robin Hale's to decide",
            "the other agency agrees to it: who takes it over, or somebody else there",
        )
    ]


def after_among(promise: Commitment, directory: dict[str, Person]) -> Commitment:
    """Sam asked that Omar takes it over, who is of another agency."""
    asked = admitted(an_answer(AnswerKind.REASSIGN, SAM, whom=OMAR), promise, directory=directory)
    return replace(promise, answered=fold_answers([asked.answer]))


def test_a_manager_says_how_it_goes_and_leaves_decisions_to_others() -> None:
    assert wrong(an_answer(AnswerKind.PROGRESS, MANAGER, words="Well"), OPEN) == []
    assert wrong(an_answer(AnswerKind.GRANT, MANAGER), SMALL) == [
        ("this is not Mary Lane's to decide", "the co-ordinator, the chair or the board decides")
    ]


def test_what_the_co_ordinator_asks_for_waits_for_another_word_and_what_the_head_says_does_not() -> None:
    asked = [admitted(new_date(TO_7_FEBRUARY, who, minute="4"), OPEN).answer.is_request for who in (SAM, CHAIR)]

    assert asked == [True, False]


def test_a_head_who_sets_another_date_than_was_asked_for_needs_the_minute_alone() -> None:
    assert wrong(new_date(on_day(date(2025, 2, 20)), CHAIR), LARGE) == [
        ("this is decided with the minute alone", "name the minute of the decision")
    ]


def test_a_step_may_be_reported_complete_for_good() -> None:
    step = commitment(DUE, ref="1.1#1")

    assert wrong(CLAIM, step) == []
    assert wrong(replace(CLAIM, until=date(2025, 9, 30)), step) == [("1.1#1 is a step of 1.1", "say “complete” of 1.1")]


def test_the_day_itself_is_not_past() -> None:
    today = date(2025, 1, 6)

    assert wrong(new_date(on_day(today)), OPEN) == []
    assert wrong(an_answer(AnswerKind.WAITING, NINA, whom="the region", until=today), OPEN) == []


def test_a_chair_who_leads_it_neither_notes_nor_raises_it() -> None:
    for kind, does in ((AnswerKind.NOTED, "notes"), (AnswerKind.RAISE, "raises")):
        assert wrong(an_answer(kind, CHAIR), commitment(DUE, leads=(CHAIR,)))[-1] == (
            f"nobody {does} what they lead themselves",
            "let the vice-chair or the board do it",
        )


def test_with_whom_it_stays_is_said_of_somebody_though_a_request_is_open() -> None:
    assert wrong(replace(STAYS, whom=OMAR), SMALL) == [
        ("nothing is asked for 1.1 by Omar Reid", "record the request first")
    ]
