"""After an answer: who is chased still, who is told what waits for a word, and to whom it goes up.

January 2025 as it was: Monday 6, 13, 20, 27; the chair's mail goes on Mondays.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.decide import decide
from scheduler.rules.explain import explain
from scheduler.rules.policy import Policy
from scheduler.rules.requests import turn
from scheduler.rules.standing import StandingKind, standing
from scheduler.rules.told import Told, ToldNotice
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import CHAIR, MANAGER, NINA, OMAR, PLAN, SAM, commitment, in_month, live, on_day, people, snapshot

JANUARY = in_month(date(2025, 1, 31))
NOVEMBER = in_month(date(2024, 11, 30))
MONDAY = date(2025, 1, 6)


def an_answer(kind: AnswerKind, who: str = NINA, *, on: date = MONDAY, **words: Any) -> Answer:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    made = Answer(number=1, at=at, on=on, commitment="plan/1.1", kind=kind, who=who, recorded_by=who, road=Road.WEB)
    return replace(made, **words)


def with_answers(promise: Commitment, *answers: Answer) -> Snapshot:
    return snapshot(replace(promise, answered=fold_answers(answers)))


def told_on(register: Snapshot, start: date, end: date) -> list[tuple[str, str, str]]:
    """Every notice of the days, as (day, kind, person)."""
    return [
        (f"{day:%a %Y-%m-%d}", n.key.kind.value, n.key.person)
        for day, decisions in live(register, start, end).items()
        for n in decisions.notices
    ]


def test_progress_rests_that_persons_reminders_for_14_days_and_nobody_elses() -> None:
    promise = commitment(JANUARY, leads=(NINA, OMAR))
    register = with_answers(promise, an_answer(AnswerKind.PROGRESS, on=date(2025, 1, 7), words="Begun"))

    assert told_on(register, date(2025, 1, 7), date(2025, 1, 24)) == [
        ("Tue 2025-01-07", "reminder", OMAR),  # the rung of Friday 3 January, told on the first morning
        ("Fri 2025-01-17", "reminder", OMAR),
        ("Fri 2025-01-24", "reminder", NINA),  # from Tuesday 21 again; Friday 17's is skipped, so near to this one
        ("Fri 2025-01-24", "reminder", OMAR),
    ]


def test_progress_does_not_hold_up_the_first_word_that_it_is_late_nor_escalation() -> None:
    late = commitment(in_month(date(2024, 12, 31)))
    # due Tuesday 31 December; the first working day late is Friday 3 January, 5 working days on is Friday 10
    register = with_answers(late, an_answer(AnswerKind.PROGRESS, on=date(2025, 1, 2), words="Nearly"))

    assert told_on(register, date(2025, 1, 2), date(2025, 1, 20)) == [
        ("Fri 2025-01-03", "late", NINA),
        ("Fri 2025-01-10", "manager", MANAGER),
        ("Thu 2025-01-16", "late", NINA),  # Monday 6 and 13 rested; 14 days after the 2nd
        ("Thu 2025-01-16", "chair's look", SAM),
        ("Mon 2025-01-20", "chair", CHAIR),
        ("Mon 2025-01-20", "late", NINA),
    ]


def test_a_claim_stops_the_ladder_and_the_co_ordinator_hears_when_it_is_new_and_then_weekly() -> None:
    claim = an_answer(AnswerKind.COMPLETE, on=date(2025, 1, 8), evidence="Minute 7")  # a Wednesday
    done = replace(commitment(NOVEMBER), status=Status.COMPLETE, unverified=True)

    assert told_on(with_answers(done, claim), date(2025, 1, 9), date(2025, 1, 21)) == [
        ("Thu 2025-01-09", "to verify", SAM),
        ("Mon 2025-01-13", "to verify", SAM),
        ("Mon 2025-01-20", "to verify", SAM),
    ]


def test_a_returned_completion_is_chased_again() -> None:
    back = an_answer(AnswerKind.RETURN, SAM, on=date(2025, 1, 9), words="No minute there")
    open_again = replace(commitment(NOVEMBER), status=Status.IN_PROGRESS)
    register = with_answers(open_again, an_answer(AnswerKind.COMPLETE, evidence="Minute 7"), back)

    assert told_on(register, date(2025, 1, 10), date(2025, 1, 10)) == [("Fri 2025-01-10", "late", NINA)]


ASKED = an_answer(AnswerKind.NEW_DATE, target=on_day(date(2025, 2, 7)), words="Police away", is_request=True)
BEYOND = replace(ASKED, beyond="it has moved 1 time already")


@pytest.mark.parametrize(
    ("today", "whom", "goes_up_on"),
    [
        ("Mon 2025-01-06", "Sam Ode, co-ordinator", date(2025, 1, 13)),
        ("Fri 2025-01-10", "Sam Ode, co-ordinator", date(2025, 1, 13)),
        ("Mon 2025-01-13", "Robin Hale, for Chief Officer Group", date(2025, 1, 20)),
        ("Fri 2025-01-17", "Robin Hale, for Chief Officer Group", date(2025, 1, 20)),
        ("Mon 2025-01-20", "Chief Officer Group, at its next meeting", None),
    ],
)
def test_unanswered_for_5_working_days_a_request_goes_up(today: str, whom: str, goes_up_on: date | None) -> None:
    register = with_answers(commitment(JANUARY), ASKED)

    now = turn(register.commitments[0], View(register, Told(), Policy(), date.fromisoformat(today[4:])))

    assert now is not None
    assert (now.whom, now.goes_up_on) == (whom, goes_up_on)


def test_the_5_working_days_pass_over_quiet_days() -> None:
    asked = replace(ASKED, on=date(2024, 12, 20))  # Monday 23 December counts, then Friday 3 January, 6, 7 and 8
    register = with_answers(commitment(JANUARY), asked)

    now = turn(register.commitments[0], View(register, Told(), Policy(), date(2024, 12, 23)))

    assert now is not None
    assert now.goes_up_on == date(2025, 1, 8)


def test_a_pending_request_is_still_late() -> None:
    register = with_answers(commitment(NOVEMBER), ASKED)

    now = standing(register.commitments[0], today=MONDAY, policy=Policy(), calendar=WorkingDays())

    assert (now.kind, told_on(register, MONDAY, MONDAY)) == (
        StandingKind.OVERDUE,
        [("Mon 2025-01-06", "late", NINA), ("Mon 2025-01-06", "to grant", SAM)],
    )


def test_the_chair_hears_of_a_request_once_it_has_gone_up_in_the_weekly_mail() -> None:
    far = commitment(in_month(date(2025, 6, 30)))  # no rung of its own comes in these weeks

    assert told_on(with_answers(far, ASKED), date(2025, 1, 7), date(2025, 1, 21)) == [
        ("Tue 2025-01-07", "to grant", SAM),
        ("Thu 2025-01-09", "chair's look", SAM),
        ("Mon 2025-01-13", "chair", CHAIR),  # 5 working days after Monday 6, and the week's first working day
        ("Mon 2025-01-13", "to grant", SAM),
        ("Thu 2025-01-16", "chair's look", SAM),
        ("Mon 2025-01-20", "chair", CHAIR),  # the board's by now, at the meeting that Robin chairs
        ("Mon 2025-01-20", "to grant", SAM),
    ]


def test_what_is_beyond_the_owner_goes_to_the_chair_with_the_next_weeks_mail() -> None:
    far = commitment(in_month(date(2025, 6, 30)))
    register = with_answers(far, replace(BEYOND, on=date(2025, 1, 8)))  # a Wednesday

    assert told_on(register, date(2025, 1, 9), date(2025, 1, 14)) == [
        ("Thu 2025-01-09", "chair's look", SAM),
        ("Thu 2025-01-09", "to grant", SAM),
        ("Mon 2025-01-13", "chair", CHAIR),
        ("Mon 2025-01-13", "to grant", SAM),
    ]


def test_what_is_late_and_asked_goes_to_the_chair_once_a_week() -> None:
    register = with_answers(commitment(NOVEMBER), BEYOND)
    chairs = [told for told in told_on(register, date(2025, 1, 6), date(2025, 1, 31)) if told[1] == "chair"]

    assert chairs == [(f"Mon 2025-01-{day}", "chair", CHAIR) for day in (13, 20, 27)]


def test_nobody_but_the_co_ordinator_hears_of_a_request_before_the_plan_is_released() -> None:
    held = replace(with_answers(commitment(JANUARY), replace(BEYOND, copies=(NINA,))), plans={"plan": HELD})

    assert {person for _, _, person in told_on(held, date(2025, 1, 7), date(2025, 1, 31))} == {SAM}


HELD = replace(PLAN, released_on=None)


def test_another_agency_is_asked_then_its_own_board_member_then_the_chair() -> None:
    police = people(Person(email=OMAR, name="Omar Reid", organisation="Police", manager=MANAGER))
    asked = an_answer(AnswerKind.REASSIGN, SAM, whom=OMAR, is_request=True)
    register = replace(with_answers(commitment(in_month(date(2025, 6, 30))), asked), people=police)

    assert [told for told in told_on(register, date(2025, 1, 7), date(2025, 1, 20)) if told[2] != SAM] == [
        ("Tue 2025-01-07", "to grant", OMAR),
        ("Mon 2025-01-13", "to grant", MANAGER),
        ("Mon 2025-01-20", "chair", CHAIR),
    ]


def test_whose_it_is_not_is_chased_no_more_and_the_co_ordinator_is_in_their_place() -> None:
    said = an_answer(AnswerKind.NOT_MINE, whom="Omar Reid", on=date(2025, 1, 16))  # a Thursday
    register = with_answers(commitment(JANUARY), said)

    assert told_on(register, date(2025, 1, 17), date(2025, 1, 20)) == [
        ("Fri 2025-01-17", "not mine", SAM),
        ("Fri 2025-01-17", "reminder", SAM),
        ("Mon 2025-01-20", "not mine", SAM),
    ]
    decided = decide(register, Told(), Policy(), date(2025, 1, 17))
    assert [n.reason for n in decided.notices] == [
        "Nina Marsh, on Thursday 16 January 2025 on the web, said that it is not theirs, perhaps Omar Reid's; "
        "to be settled by Thursday 23 January 2025",
        "14 days before its due day; Nina Marsh: said that it is not theirs",
    ]


def test_the_other_lead_is_still_chased() -> None:
    said = an_answer(AnswerKind.NOT_MINE, whom="Omar Reid", on=date(2025, 1, 16))
    register = with_answers(commitment(JANUARY, leads=(NINA, OMAR)), said)

    assert ("Fri 2025-01-17", "reminder", OMAR) in told_on(register, date(2025, 1, 17), date(2025, 1, 17))


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("Fri 2025-01-31", "waiting for the region, due by the end of January 2025"),
        ("Mon 2025-02-10", "waiting for the region, past its target date by 6 working days"),
        ("Tue 2025-02-11", "waiting for the region, past its target date by 7 working days"),
        ("Wed 2025-02-12", "8 working days late"),
    ],
)
def test_a_wait_ends_on_its_day_and_counts_as_late_before(today: str, words: str) -> None:
    waits = an_answer(AnswerKind.WAITING, whom="the region", until=date(2025, 3, 31), ends_on=date(2025, 2, 11))
    register = with_answers(commitment(JANUARY, waiting_for="the region"), waits)

    now = standing(
        register.commitments[0], today=date.fromisoformat(today[4:]), policy=Policy(), calendar=WorkingDays()
    )

    assert now.words == words


def test_what_was_closed_unfinished_is_chased_no_more_and_says_so() -> None:
    closed = an_answer(AnswerKind.CLOSE, CHAIR, words="The service ended", minute="4")
    register = with_answers(commitment(NOVEMBER), closed)

    decided = decide(register, Told(), Policy(), date(2025, 1, 7))

    assert (decided.notices, [s.reason for s in decided.silences]) == (
        (),
        ["it was closed unfinished on Monday 6 January 2025"],
    )


def test_a_copy_goes_once_to_whoever_led_it_then() -> None:
    recorded = an_answer(AnswerKind.PROGRESS, words="Begun", recorded_by=SAM, road=Road.TELEPHONE, copies=(NINA,))
    register = with_answers(commitment(in_month(date(2025, 6, 30)), leads=(OMAR,)), recorded)

    assert told_on(register, date(2025, 1, 7), date(2025, 1, 21)) == [("Tue 2025-01-07", "copy", NINA)]


def test_the_story_tells_who_answered_what_and_whose_turn_it_is() -> None:
    register = with_answers(commitment(JANUARY), replace(ASKED, recorded_by=SAM, road=Road.TELEPHONE))

    story = explain(register.commitments[0], register, Told(), Policy(), date(2025, 1, 7))

    assert {each.heading: each.sentences for each in story.chapters}["Answers"] == (
        "Nina Marsh, on Monday 6 January 2025 by telephone, asked for a new date, on Friday 7 February 2025: "
        "Police away (recorded by Sam Ode).",
        "Sam Ode, co-ordinator, decides; unanswered, it goes on Monday 13 January 2025 to Robin Hale, for "
        "Chief Officer Group.",
    )


def test_the_story_says_that_reminders_rest() -> None:
    register = with_answers(commitment(JANUARY), an_answer(AnswerKind.PROGRESS, words="Begun"))

    story = explain(register.commitments[0], register, Told(), Policy(), date(2025, 1, 17))

    assert {each.heading: each.sentences for each in story.chapters}["Friday 17 January 2025"] == (
        "Nina Marsh is not told: reported progress on Monday 6 January 2025: reminders rest until "
        "Monday 20 January 2025.",
    )


def test_a_replayed_morning_tells_nothing_again() -> None:
    register = with_answers(commitment(JANUARY), replace(ASKED, copies=(NINA,)))
    first = decide(register, Told(), Policy(), date(2025, 1, 13))
    told = Told(tuple(ToldNotice(key=n.key, accepted_on=date(2025, 1, 13)) for n in first.notices))

    assert decide(register, told, Policy(), date(2025, 1, 13)).notices == ()
