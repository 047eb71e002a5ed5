"""Who reaches which board and plan: two boards with a plan each, and nobody sees anything of the other's."""

from dataclasses import replace

import pytest

from scheduler.plans.boards import Board, MeetingSeries
from scheduler.plans.commitments import Snapshot
from scheduler.plans.people import Person
from scheduler.rules.access import (
    READERS,
    SEES_DECISIONS,
    SEES_MAIL,
    SEES_NAMES,
    Access,
    Role,
    access_of,
    boards_of,
    led_plans,
)
from tests.builders import CHAIR, COG, MANAGER, NINA, OMAR, PLAN, SAM, VICE, commitment, people, snapshot

HEALTH, DEPUTY, CLERK = "health@example.org", "deputy@example.org", "clerk@example.org"
SAFER = Board(slug="safer", name="Safer Streets", co_ordinator=OMAR, chair=OMAR)
WORLD: Snapshot = replace(
    snapshot(
        commitment(None, ref="1.1"),
        commitment(None, ref="1.2", leads=("group@example.org", "unknown@example.org")),
        boards={"cog": replace(COG, members={"Health": HEALTH}), "safer": SAFER},
        people=people(
            Person(email=NINA, name="Nina Marsh", manager=MANAGER, deputy=DEPUTY),
            Person(email="group@example.org", name="QA Managers", members=(VICE, "mo@example.org")),
        ),
        board_series={"cog-meetings": "cog", "gone-meetings": "gone"},
    ),
    plans={"plan": PLAN, "streets": replace(PLAN, slug="streets", board="safer")},
)
SERIES = (
    MeetingSeries(slug="cog-meetings", board="cog", name="COG", attendees=(CLERK, SAM)),
    MeetingSeries(slug="moderation", board="cog", name="Moderation", attendees=("visitor@example.org",)),
    MeetingSeries(slug="gone-meetings", board="gone", name="Gone", attendees=("visitor@example.org",)),
)


def reach(person: str, administrators: tuple[str, ...] = ()) -> Access:
    return access_of(person, WORLD, SERIES, administrators)


@pytest.mark.parametrize(
    ("person", "at_the_board", "in_the_plan"),
    [
        (NINA, set(), {Role.LEAD}),
        (MANAGER, set(), {Role.LEAD}),
        (DEPUTY, set(), {Role.LEAD}),
        ("mo@example.org", set(), {Role.LEAD}),
        (CHAIR, {Role.CHAIR}, {Role.CHAIR}),
        (VICE, {Role.CHAIR}, {Role.CHAIR, Role.LEAD}),  # a member of the group that leads 1.2
        (SAM, {Role.CO_ORDINATOR, Role.MEMBER}, {Role.CO_ORDINATOR, Role.MEMBER}),
        (HEALTH, {Role.MEMBER}, {Role.MEMBER}),
        (CLERK, {Role.MEMBER}, {Role.MEMBER}),
        ("visitor@example.org", set(), set()),  # of a series in which no board of ours meets
        ("stranger@example.org", set(), set()),
        (OMAR, set(), set()),
    ],
)
def test_each_has_the_roles_that_they_hold_and_no_other(
    person: str, at_the_board: set[Role], in_the_plan: set[Role]
) -> None:
    found = reach(person)

    assert (found.person, set(found.boards["cog"]), set(found.plans["plan"])) == (person, at_the_board, in_the_plan)


def test_whoever_heads_another_board_sees_its_plan_alone() -> None:
    found = reach(OMAR)

    assert found.boards == {"cog": frozenset(), "safer": {Role.CHAIR, Role.CO_ORDINATOR}}
    assert found.plans == {"plan": frozenset(), "streets": {Role.CHAIR, Role.CO_ORDINATOR}}
    assert (found.reads("plan"), found.reads("streets"), found.reads("no such plan")) == (False, True, False)


def test_an_administrator_looks_after_every_board_beside_what_else_they_are() -> None:
    found = reach(SAM, administrators=(SAM,))

    assert found.boards == {
        "cog": {Role.CO_ORDINATOR, Role.MEMBER, Role.ADMINISTRATOR},
        "safer": {Role.ADMINISTRATOR},
    }
    assert reach(NINA, administrators=(SAM,)).boards == {"cog": frozenset(), "safer": frozenset()}


def test_a_role_is_asked_for_by_plan_and_by_board() -> None:
    found = reach(SAM)

    assert [found.on_plan("plan", [role]) for role in Role] == [False, True, False, True, False]
    assert [found.on_board("cog", [role]) for role in Role] == [False, True, False, True, False]
    assert (found.on_plan("no such plan", READERS), found.on_board("no such board", READERS)) == (False, False)


def test_the_boards_of_a_role_come_in_the_order_of_their_short_names() -> None:
    everywhere = Access(
        person=SAM,
        boards={"safer": frozenset({Role.CHAIR}), "cog": frozenset({Role.CHAIR}), "other": frozenset({Role.MEMBER})},
        plans={},
    )

    assert everywhere.boards_as({Role.CHAIR}) == ("cog", "safer")


def test_names_mail_and_decisions_are_each_for_those_whom_they_concern() -> None:
    assert {Role.LEAD, Role.MEMBER, Role.CHAIR, Role.CO_ORDINATOR, Role.ADMINISTRATOR} == READERS
    assert {Role.LEAD, Role.CHAIR, Role.CO_ORDINATOR, Role.ADMINISTRATOR} == SEES_NAMES
    assert {Role.CO_ORDINATOR, Role.ADMINISTRATOR} == SEES_MAIL
    assert {Role.CHAIR, Role.CO_ORDINATOR} == SEES_DECISIONS
    assert [role.value for role in Role] == ["lead", "board member", "chair", "co-ordinator", "administrator"]


@pytest.mark.parametrize(
    ("person", "boards"), [(NINA, {"cog"}), (CHAIR, {"cog"}), (OMAR, {"safer"}), ("stranger@example.org", set())]
)
def test_somebody_has_to_do_with_the_boards_of_their_offices_and_of_what_they_lead(
    person: str, boards: set[str]
) -> None:
    assert boards_of(person, WORLD, SERIES) == boards


def test_a_plan_is_open_to_its_leads_and_to_those_beside_them() -> None:
    leads = {NINA, "group@example.org", "unknown@example.org"}
    beside = {MANAGER, DEPUTY, "mo@example.org", VICE}

    assert led_plans(WORLD) == {(who, "plan") for who in leads | beside}
