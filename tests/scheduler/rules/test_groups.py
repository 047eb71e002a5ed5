"""A group that leads mails each of its members; the answer of one is the group's; who is gone drops out."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import Answered, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.rules.explain import explain
from scheduler.rules.groups import last_progress, leads_by_name, manager_of, with_members
from scheduler.rules.policy import Policy
from scheduler.rules.powers import Part, parts_of, speaks_for_agency
from scheduler.rules.recipients import lead_recipients, manager_recipients
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM, VICE, commitment, in_month, live, people, snapshot
from tests.scheduler.rules.test_running_out import said

QA = "group:qa-managers"
GROUP = Person(email=QA, name="QA Managers", members=(NINA, OMAR))
LATE_FROM = date(2025, 2, 3)  # the Monday after Friday 31 January
DAY = date(2025, 1, 24)  # a Friday, 7 days before


def directory(*changed: Person, group: Person = GROUP) -> dict[str, Person]:
    return people(group, *changed)


def led(everybody: dict[str, Person], *leads: str, **words: Any) -> Commitment:
    promise = commitment(in_month(date(2025, 1, 31)), leads=leads or (QA,), **words)
    return with_members(promise, everybody)


def hearing(everybody: dict[str, Person], promise: Commitment, day: date = DAY) -> list[tuple[str, str, str]]:
    found = lead_recipients(promise, snapshot(promise, people=everybody), day)
    return [(to.person, to.capacity.value, to.why) for to in found]


def test_each_member_hears_as_one_of_the_group() -> None:
    everybody = directory()

    assert hearing(everybody, led(everybody)) == [
        (NINA, "lead", "one of QA Managers"),
        (OMAR, "lead", "one of QA Managers"),
    ]


def test_a_member_who_leads_in_person_too_hears_once_and_in_person() -> None:
    everybody = directory()

    assert hearing(everybody, led(everybody, QA, NINA)) == [(NINA, "lead", ""), (OMAR, "lead", "one of QA Managers")]


@pytest.mark.parametrize(
    "gone",
    [
        {"left_on": date(2025, 1, 2)},
        {"suspended": "bounced on 2025-01-02"},
        {"away_from": date(2025, 1, 20)},
    ],
    ids=["left", "bounced", "away without a deputy"],
)
def test_a_member_who_cannot_be_reached_drops_out(gone: dict[str, object]) -> None:
    everybody = directory(replace(people()[NINA], **gone))  # type: ignore[arg-type]  # fields of a person, by name

    assert hearing(everybody, led(everybody)) == [(OMAR, "lead", "one of QA Managers")]


def test_a_member_who_is_away_is_covered_by_their_deputy() -> None:
    everybody = directory(replace(people()[NINA], away_from=date(2025, 1, 20), deputy=SAM))

    assert hearing(everybody, led(everybody)) == [
        (SAM, "deputy", "one of QA Managers"),
        (OMAR, "lead", "one of QA Managers"),
    ]


def test_a_group_of_whom_nobody_can_be_reached_is_the_co_ordinators() -> None:
    left = [replace(people()[who], left_on=date(2025, 1, 2)) for who in (NINA, OMAR)]
    everybody = directory(*left)

    assert hearing(everybody, led(everybody)) == [
        (
            SAM,
            "co-ordinator",
            "Nina Marsh: left on Thursday 2 January 2025; Omar Reid: left on Thursday 2 January 2025",
        )
    ]


def test_a_group_without_members_or_a_mailbox_is_never_mailed() -> None:
    everybody = directory(group=replace(GROUP, members=()))

    assert hearing(everybody, led(everybody)) == [
        (SAM, "co-ordinator", "QA Managers: a group without members and without a mailbox")
    ]


def test_a_group_in_a_group_is_its_people_and_a_ring_of_groups_ends() -> None:
    inner = Person(email="group:north", name="North", members=(OMAR, QA))
    everybody = directory(inner, group=replace(GROUP, members=(NINA, "group:north")))

    promise = led(everybody)
    assert (promise.leads, promise.of_group) == ((NINA, OMAR), {NINA: QA, OMAR: QA})


def test_people_alone_stay_as_they_are() -> None:
    promise = commitment(in_month(date(2025, 1, 31)))

    assert with_members(promise, directory()) == promise


def test_progress_of_one_member_rests_the_reminders_of_all_and_says_who() -> None:
    everybody = directory()
    reported = Answered(reported={OMAR: date(2025, 1, 20)})
    register = snapshot(led(everybody, answered=reported), people=everybody)
    silences = {s.person: s.reason for s in live(register, DAY, DAY)[DAY].silences}

    assert silences == {
        NINA: "Omar Reid of the same group reported progress on Monday 20 January 2025: reminders rest until "
        "Monday 3 February 2025",
        OMAR: "reported progress on Monday 20 January 2025: reminders rest until Monday 3 February 2025",
    }


def test_progress_of_a_lead_in_person_rests_nobody_elses_reminders() -> None:
    everybody = directory(group=replace(GROUP, members=(OMAR,)))
    reported = Answered(reported={NINA: date(2025, 1, 20)})
    register = snapshot(led(everybody, QA, NINA, answered=reported), people=everybody)

    assert [n.key.person for n in live(register, DAY, DAY)[DAY].notices] == [OMAR]


def test_not_mine_of_a_member_stops_that_member_alone() -> None:
    everybody = directory()
    refused = Answered(not_mine={NINA: said(AnswerKind.NOT_MINE, whom="Somebody")})

    assert hearing(everybody, led(everybody, answered=refused)) == [(OMAR, "lead", "one of QA Managers")]


def test_a_member_answers_as_a_lead_and_their_manager_hears_next() -> None:
    everybody = directory()
    promise = led(everybody)
    view = View(snapshot(promise, people=everybody), Told(), Policy(), DAY)

    assert parts_of(OMAR, promise, view) == {Part.LEAD}
    assert [to.person for to in manager_recipients(promise, view.snapshot, DAY)] == [MANAGER]


def test_a_chair_who_is_a_member_leads_it_themselves() -> None:
    everybody = directory(group=replace(GROUP, members=(NINA, CHAIR)))
    promise = led(everybody)
    view = View(snapshot(promise, people=everybody), Told(), Policy(), DAY)

    assert parts_of(CHAIR, promise, view) == {Part.LEAD}


def test_any_member_agrees_for_a_group_that_takes_an_action_over() -> None:
    everybody = directory()
    view = View(snapshot(led(everybody), people=everybody), Told(), Policy(), DAY)

    assert speaks_for_agency(OMAR, QA, view)
    assert not speaks_for_agency(SAM, QA, view)


def test_explain_names_the_group() -> None:
    everybody = directory()
    promise = led(everybody)
    story = explain(promise, snapshot(promise, people=everybody), Told(), Policy(), DAY)

    assert story.chapters[2].sentences == (
        "Nina Marsh, lead, one of QA Managers.",
        "Omar Reid, lead, one of QA Managers.",
    )


def test_mails_name_the_group_with_its_members() -> None:
    everybody = directory()
    beside = led(everybody, SAM, QA, "gone@example.org")

    assert leads_by_name(beside, everybody) == ["Sam Ode", "QA Managers (Nina Marsh and Omar Reid)", "gone@example.org"]


def test_without_a_group_leads_are_named_one_by_one() -> None:
    everybody = directory()

    assert leads_by_name(led(everybody, SAM, "gone@example.org"), everybody) == ["Sam Ode", "gone@example.org"]


def test_the_groups_manager_hears_for_members_who_have_none_of_their_own() -> None:
    everybody = directory(group=replace(GROUP, manager=VICE))
    promise = led(everybody)
    view = View(snapshot(promise, people=everybody), Told(), Policy(), DAY)

    above = [(to.person, to.why) for to in manager_recipients(promise, view.snapshot, DAY)]
    assert above == [(MANAGER, "line manager of Nina Marsh"), (VICE, "line manager of Omar Reid")]
    assert Part.MANAGER in parts_of(VICE, promise, view)


def test_the_last_word_of_a_group_is_the_latest_and_of_one_day_one_and_the_same() -> None:
    everybody = directory(group=replace(GROUP, members=(SAM, NINA, OMAR)))
    monday, tuesday = date(2025, 1, 20), date(2025, 1, 21)

    def last(reported: dict[str, date]) -> tuple[str, date] | None:
        return last_progress(SAM, led(everybody, answered=Answered(reported=reported)))

    assert last({}) is None
    assert last({OMAR: monday, NINA: tuesday}) == (NINA, tuesday)
    assert last({NINA: monday, OMAR: monday}) == last({OMAR: monday, NINA: monday}) == (OMAR, monday)


def test_a_lead_without_a_manager_and_without_a_group_has_nobody_above() -> None:
    everybody = directory(group=replace(GROUP, members=(NINA,), manager=VICE))
    promise = led(everybody, QA, OMAR)

    assert [manager_of(everybody[who], promise, everybody) for who in (NINA, OMAR)] == [MANAGER, ""]
