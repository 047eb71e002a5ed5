"""Each notice about an answer in full: its key, in what capacity it is told, and its whole reason."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.unsettled import about_answers
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import MANAGER, NINA, OMAR, SAM, commitment, in_month, on_day, people, snapshot
from tests.scheduler.rules.answering import an_answer

JANUARY = in_month(date(2025, 1, 31))
TUESDAY, WEDNESDAY = date(2025, 1, 7), date(2025, 1, 8)
CLAIM = an_answer(AnswerKind.COMPLETE, NINA, on=WEDNESDAY, evidence="Minute 7", number=1)
ASKED = an_answer(AnswerKind.NEW_DATE, NINA, on=TUESDAY, target=on_day(date(2025, 2, 7)), words="Police away")
ASKED = replace(ASKED, number=1, is_request=True)
DONE = replace(commitment(JANUARY), status=Status.COMPLETE, unverified=True)
SAID_OF_CLAIM = "Nina Marsh, on Wednesday 8 January 2025 on the web, reported it complete; evidence: Minute 7"


def register(promise: Commitment, *answers: Answer) -> Snapshot:
    return snapshot(replace(promise, answered=fold_answers(answers)))


def notices(register: Snapshot, day: date, *told: NoticeKey, closed: tuple[date, ...] = ()) -> list[Notice]:
    known = Told(tuple(ToldNotice(key=key, accepted_on=key.slot) for key in told))
    policy = Policy(calendars={"cog": WorkingDays(closed=frozenset(closed))})
    view = View(register, known, policy, day)
    return [notice for each in register.commitments for notice in about_answers(each, view)]


def key(kind: NoticeKind, slot: date, person: str = SAM, about: str = "plan/1.1") -> NoticeKey:
    return NoticeKey(commitment=about, target="2025-01-31", kind=kind, slot=slot, person=person)


def notice(of: NoticeKey, capacity: Capacity, reason: str) -> Notice:
    return Notice(key=of, plan="plan", board="cog", ref="1.1", capacity=capacity, reason=reason)


TO_VERIFY = key(NoticeKind.TO_VERIFY, WEDNESDAY)


def test_a_claim_is_told_to_the_co_ordinator_with_who_said_what() -> None:
    assert notices(register(DONE, CLAIM), WEDNESDAY) == [notice(TO_VERIFY, Capacity.CO_ORDINATOR, SAID_OF_CLAIM)]


def test_a_request_says_who_decides_and_who_is_next() -> None:
    reason = (
        "Nina Marsh asks for a new date, on Friday 7 February 2025: Police away; Sam Ode, co-ordinator, decides; "
        "unanswered, it goes on Tuesday 14 January 2025 to Robin Hale, for Chief Officer Group"
    )

    assert notices(register(commitment(JANUARY), ASKED), TUESDAY) == [
        notice(key(NoticeKind.TO_GRANT, TUESDAY), Capacity.CO_ORDINATOR, reason)
    ]


def test_another_agency_is_told_what_it_should_take_over() -> None:
    police = people(Person(email=OMAR, name="Omar Reid", organisation="Police", manager=MANAGER))
    asked = an_answer(AnswerKind.REASSIGN, SAM, on=TUESDAY, whom=OMAR, is_request=True)
    reason = (
        "Sam Ode asks that Omar Reid takes it over; Omar Reid, Police, decides; unanswered, it goes on "
        "Tuesday 14 January 2025 to Mary Lane"
    )

    found = notices(replace(register(commitment(JANUARY), asked), people=police), TUESDAY)

    assert found == [
        notice(key(NoticeKind.TO_GRANT, TUESDAY), Capacity.CO_ORDINATOR, reason),
        notice(key(NoticeKind.TO_GRANT, TUESDAY, OMAR), Capacity.MANAGER, reason),
    ]


def test_a_copy_carries_the_whole_answer_under_its_number() -> None:
    begun = an_answer(AnswerKind.PROGRESS, NINA, on=TUESDAY, words="Begun", recorded_by=SAM, road=Road.TELEPHONE)
    recorded = replace(begun, number=3, copies=(NINA,))
    said = "Nina Marsh, on Tuesday 7 January 2025 by telephone, reported progress: Begun (recorded by Sam Ode)"
    of_answer = replace(key(NoticeKind.COPY, TUESDAY, NINA), commitment="answer:3", target="undated")

    assert notices(register(commitment(JANUARY), recorded), TUESDAY) == [notice(of_answer, Capacity.LEAD, said)]
    assert notices(register(commitment(JANUARY), recorded), TUESDAY, of_answer) == []


@pytest.mark.parametrize(
    "directory",
    [people(Person(email=NINA, name="Nina Marsh", left_on=TUESDAY)), {SAM: people()[SAM]}],
    ids=["left on the day", "no longer in the directory"],
)
def test_no_copy_goes_to_whoever_cannot_be_reached(directory: dict[str, Person]) -> None:
    recorded = an_answer(AnswerKind.PROGRESS, SAM, on=TUESDAY, words="Begun", copies=(NINA,), number=3)

    assert notices(replace(register(commitment(JANUARY), recorded), people=directory), TUESDAY) == []


def test_what_a_clock_ahead_of_the_time_recorded_waits_for_its_day() -> None:
    ahead = an_answer(AnswerKind.PROGRESS, SAM, on=WEDNESDAY, words="Begun", copies=(NINA,), number=3)

    assert notices(register(commitment(JANUARY), ahead), TUESDAY) == []
    assert notices(register(DONE, CLAIM), TUESDAY) == []


def test_nothing_is_told_on_a_day_that_is_no_working_day() -> None:
    assert notices(register(DONE, CLAIM), date(2025, 1, 11)) == []  # a Saturday
    assert notices(register(DONE, CLAIM), WEDNESDAY, closed=(WEDNESDAY,)) == []


def test_nothing_waits_where_nobody_answered() -> None:
    assert notices(snapshot(DONE), WEDNESDAY) == []


@pytest.mark.parametrize(
    "promise",
    [
        replace(DONE, status=Status.IN_PROGRESS, unverified=False),  # a later edition reopened it
        replace(DONE, status=Status.IN_PROGRESS),
        replace(DONE, unverified=False),
    ],
)
def test_a_claim_that_a_later_edition_overtook_waits_for_no_word(promise: Commitment) -> None:
    assert notices(register(promise, CLAIM), WEDNESDAY) == []


def test_a_request_for_what_a_later_edition_reports_complete_waits_for_no_word() -> None:
    done = replace(commitment(JANUARY), status=Status.COMPLETE)

    assert notices(register(done, ASKED), TUESDAY) == []


def test_what_was_said_of_a_step_is_settled_with_its_action() -> None:
    said = an_answer(AnswerKind.NOT_MINE, NINA, on=TUESDAY, whom="Omar Reid")

    assert notices(register(commitment(JANUARY, ref="1.1#1"), said), TUESDAY) == []
    assert [each.key for each in notices(register(commitment(JANUARY), said), TUESDAY)] == [
        key(NoticeKind.NOT_MINE, TUESDAY)
    ]


def test_what_is_claimed_again_the_next_day_is_told_again() -> None:
    again = replace(CLAIM, on=date(2025, 1, 9), number=3)
    returned = an_answer(AnswerKind.RETURN, SAM, on=WEDNESDAY, words="Not there", number=2)
    both = register(DONE, CLAIM, returned, again)

    assert [each.key.slot for each in notices(both, date(2025, 1, 9), TO_VERIFY)] == [date(2025, 1, 9)]


def test_a_day_that_is_closed_late_tells_nothing_again_in_its_week() -> None:
    monday, tuesday = date(2025, 1, 13), date(2025, 1, 14)
    claimed = register(DONE, replace(CLAIM, on=tuesday))
    earlier = register(DONE, CLAIM)

    assert notices(claimed, date(2025, 1, 15), key(NoticeKind.TO_VERIFY, tuesday), closed=(monday, tuesday)) == []
    assert notices(earlier, tuesday, TO_VERIFY, key(NoticeKind.TO_VERIFY, monday), closed=(monday,)) == []
    assert [each.key.slot for each in notices(earlier, tuesday, TO_VERIFY, closed=(monday,))] == [tuesday]
