"""Escalation by steps: the lead, then the manager, then the chair on the right Monday."""

from dataclasses import replace
from datetime import date

from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Person
from scheduler.rules.decide import decide
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from tests.builders import (
    CHAIR,
    COG,
    MANAGER,
    NINA,
    OMAR,
    SAM,
    VICE,
    commitment,
    in_month,
    live,
    on_day,
    people,
    snapshot,
)

NOVEMBER = in_month(date(2024, 11, 30))


def heard(
    register: Snapshot, until: date, *kinds: NoticeKind, policy: Policy | None = None
) -> list[tuple[str, str, str]]:
    """Who heard on which day of these kinds, from the first day late on, as (day, kind, person)."""
    lived = live(register, date(2024, 11, 25), until, policy=policy)
    return [
        (f"{day:%a %Y-%m-%d}", n.key.kind.value, n.key.person)
        for day, decisions in lived.items()
        for n in decisions.notices
        if n.key.kind in kinds
    ]


def test_the_lead_hears_first_then_the_manager_then_the_chair() -> None:
    told = heard(
        snapshot(commitment(NOVEMBER)), date(2024, 12, 17), NoticeKind.LATE, NoticeKind.MANAGER, NoticeKind.CHAIR
    )

    assert told == [
        ("Mon 2024-12-02", "late", NINA),  # the first working day late
        ("Mon 2024-12-09", "manager", MANAGER),  # 5 working days after
        ("Mon 2024-12-09", "late", NINA),
        ("Mon 2024-12-16", "chair", CHAIR),  # 10 working days after, a Monday
        ("Mon 2024-12-16", "late", NINA),
    ]


def test_the_chair_hears_on_the_weeks_first_working_day_and_weekly_while_a_decision_waits() -> None:
    # due Thu 28 November: late Fri 29 November, 10 working days on is Fri 13 December, so Monday 16
    register = snapshot(commitment(on_day(date(2024, 11, 28))))

    assert heard(register, date(2025, 1, 8), NoticeKind.CHAIR) == [
        ("Mon 2024-12-16", "chair", CHAIR),
        ("Mon 2024-12-23", "chair", CHAIR),
        ("Fri 2025-01-03", "chair", CHAIR),  # the quiet days' week begins on a Friday
        ("Mon 2025-01-06", "chair", CHAIR),
    ]


def test_without_a_manager_the_chair_still_hears_at_ten_days() -> None:
    register = snapshot(commitment(NOVEMBER, leads=(OMAR,)))

    assert heard(register, date(2024, 12, 17), NoticeKind.MANAGER, NoticeKind.CHAIR) == [
        ("Mon 2024-12-16", "chair", CHAIR)
    ]


def test_the_co_ordinator_is_warned_in_place_of_a_lead_that_nobody_confirmed() -> None:
    register = snapshot(commitment(NOVEMBER, leads=(), printed_leads=("NM",)))

    assert heard(register, date(2024, 12, 10), NoticeKind.LATE, NoticeKind.NOBODY_LEADS, NoticeKind.CHAIR) == [
        ("Mon 2024-11-25", "nobody leads", SAM),  # recorded on 2 September: its 10 days without a lead are over
        ("Mon 2024-12-02", "chair", CHAIR),  # of that alone: late it is from today on
        ("Mon 2024-12-02", "late", SAM),
        ("Mon 2024-12-09", "chair", CHAIR),
        ("Mon 2024-12-09", "late", SAM),
    ]


def accepted(person: str, kind: NoticeKind, slot: date, on: date | None) -> ToldNotice:
    key = NoticeKey(commitment="plan/1.1", target="2024-11-30", kind=kind, slot=slot, person=person)
    return ToldNotice(key=key, accepted_on=on)


def chairs(register: Snapshot, told: Told, today: date) -> list[str]:
    return [n.key.person for n in decide(register, told, Policy(), today).notices if n.key.kind is NoticeKind.CHAIR]


def test_the_chair_waits_while_the_leads_mail_was_never_accepted() -> None:
    on_its_way = Told((accepted(NINA, NoticeKind.LATE, date(2024, 12, 2), None),))

    assert chairs(snapshot(commitment(NOVEMBER)), on_its_way, date(2025, 1, 27)) == []


def test_the_chair_waits_until_the_manager_was_told_on_an_earlier_day() -> None:
    lead = accepted(NINA, NoticeKind.LATE, date(2024, 12, 2), date(2024, 12, 2))
    today = date(2024, 12, 16)
    manager_today = accepted(MANAGER, NoticeKind.MANAGER, date(2024, 12, 9), today)
    manager_before = accepted(MANAGER, NoticeKind.MANAGER, date(2024, 12, 9), date(2024, 12, 13))
    register = snapshot(commitment(NOVEMBER))

    look = accepted(SAM, NoticeKind.LOOK, today, date(2024, 12, 12))

    assert chairs(register, Told((lead, look)), today) == []
    assert chairs(register, Told((lead, look, manager_today)), today) == []
    assert chairs(register, Told((lead, look, manager_before)), today) == [CHAIR]


def late_with(register: Snapshot, lead: str = OMAR) -> list[tuple[str, str]]:
    """Who is told on Monday 16 December of something late whose lead heard on the 2nd, beside the lead."""
    heard_on, looked_on, today = date(2024, 12, 2), date(2024, 12, 12), date(2024, 12, 16)
    late = accepted(lead, NoticeKind.LATE, heard_on, heard_on)
    told = Told((late, accepted(SAM, NoticeKind.LOOK, today, looked_on)))
    decided = decide(register, told, Policy(), date(2024, 12, 16))
    return [(n.key.kind.value, n.key.person) for n in decided.notices if n.key.kind is not NoticeKind.LATE]


def test_a_chair_who_leads_the_action_gives_way_to_the_vice_chair_and_the_co_ordinator_hears() -> None:
    register = snapshot(commitment(NOVEMBER, leads=(CHAIR,)))

    assert late_with(register, lead=CHAIR) == [("stand-in", SAM), ("chair", VICE)]


def test_a_chair_who_is_away_has_left_or_bounces_gives_way_to_the_vice_chair() -> None:
    bounced = Person(email=CHAIR, name="Robin Hale", suspended="bounced on 3 December 2024")
    away = Person(email=CHAIR, name="Robin Hale", away_from=date(2024, 12, 9), away_to=date(2024, 12, 20))
    left = Person(email=CHAIR, name="Robin Hale", left_on=date(2024, 12, 1))
    matter = commitment(NOVEMBER, leads=(OMAR,))

    for chair in (away, left, bounced):
        assert late_with(snapshot(matter, people=people(chair))) == [("stand-in", SAM), ("chair", VICE)]


def test_without_a_chair_the_matter_is_held_and_the_co_ordinator_told_with_the_cure() -> None:
    board = replace(COG, chair="", vice_chair="")
    register = snapshot(commitment(NOVEMBER, leads=(OMAR,)), board=board)
    told = Told((accepted(OMAR, NoticeKind.LATE, date(2024, 12, 2), date(2024, 12, 2)),))

    decided = decide(register, told, Policy(), date(2024, 12, 16))

    assert [h.what for h in decided.held] == [
        "1.1 is due to go to the chair of Chief Officer Group and cannot: chair: none is set; vice-chair: none is set"
    ]
    assert [n.key.person for n in decided.notices if n.key.kind is NoticeKind.HELD] == [SAM]


def test_steps_are_the_boards_own() -> None:
    quick = Policy(steps=(Step(to=StepTo.LEAD, after=0), Step(to=StepTo.CHAIR, after=3)))
    matter: Commitment = commitment(NOVEMBER)

    assert heard(snapshot(matter), date(2024, 12, 10), NoticeKind.MANAGER, NoticeKind.CHAIR, policy=quick) == [
        ("Mon 2024-12-09", "chair", CHAIR)
    ]
