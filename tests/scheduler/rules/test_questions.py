"""Questions that wait for an answer: to whom they go, when a weekly reader gets them, and what each notice holds."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.people import Frequency, Person
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.questions import asked_of_leads, told_the_desk
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey, Told
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import NINA, OMAR, SAM, commitment, people, snapshot

MONDAY, TUESDAY, WEDNESDAY = date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5)
SLOT = date(2025, 3, 31)
PROMISE = commitment(None)


def view(*changed: Person, day: date = TUESDAY, closed: tuple[date, ...] = ()) -> View:
    policy = Policy(calendars={"cog": WorkingDays(closed=frozenset(closed))})
    return View(snapshot(PROMISE, people=people(*changed)), Told(), policy, day)


def asked(world: View) -> list[Notice]:
    return list(asked_of_leads(NoticeKind.ASSURANCE, SLOT, "one line is asked for", PROMISE, world))


def key(person: str, kind: NoticeKind = NoticeKind.ASSURANCE) -> NoticeKey:
    return NoticeKey(commitment="plan/1.1", target="undated", kind=kind, slot=SLOT, person=person)


NINAS = people()[NINA]


@pytest.mark.parametrize(
    ("nina", "notice"),
    [
        (
            NINAS,
            Notice(
                key=key(NINA),
                plan="plan",
                board="cog",
                ref="1.1",
                capacity=Capacity.LEAD,
                reason="one line is asked for",
            ),
        ),
        (
            replace(NINAS, away_from=MONDAY, deputy=OMAR),
            Notice(
                key=key(OMAR),
                plan="plan",
                board="cog",
                ref="1.1",
                capacity=Capacity.DEPUTY,
                reason="one line is asked for",
                covers="Nina Marsh",
            ),
        ),
        (
            replace(NINAS, left_on=TUESDAY),
            Notice(
                key=key(SAM),
                plan="plan",
                board="cog",
                ref="1.1",
                capacity=Capacity.CO_ORDINATOR,
                reason="one line is asked for; Nina Marsh: left on Tuesday 4 March 2025",
                why_them="Nina Marsh: left on Tuesday 4 March 2025",
            ),
        ),
    ],
    ids=["the lead", "their deputy", "the co-ordinator"],
)
def test_a_question_goes_to_whoever_hears_of_it_and_says_why_them(nina: Person, notice: Notice) -> None:
    assert asked(view(nina)) == [notice]


@pytest.mark.parametrize(
    ("day", "closed", "told"),
    [
        (MONDAY, (), True),
        (TUESDAY, (), False),
        (WEDNESDAY, (), False),
        (TUESDAY, (MONDAY,), True),  # the week's first working day
        (WEDNESDAY, (MONDAY,), False),
    ],
)
def test_a_weekly_reader_is_asked_on_the_weeks_first_working_day(
    day: date, closed: tuple[date, ...], told: bool
) -> None:
    weekly = replace(NINAS, digest=Frequency.WEEKLY)

    assert [notice.key.person for notice in asked(view(weekly, day=day, closed=closed))] == ([NINA] if told else [])


def test_a_co_ordinator_who_is_in_no_directory_is_told_all_the_same() -> None:
    world = view()
    nobody = replace(world, snapshot=replace(world.snapshot, people={}))

    assert [notice.key.person for notice in asked(nobody)] == [SAM]


def test_the_desk_is_told_as_the_co_ordinator() -> None:
    assert told_the_desk(NoticeKind.UNASSURED, SLOT, "no line came", PROMISE, view()) == Notice(
        key=key(SAM, NoticeKind.UNASSURED),
        plan="plan",
        board="cog",
        ref="1.1",
        capacity=Capacity.CO_ORDINATOR,
        reason="no line came",
    )
