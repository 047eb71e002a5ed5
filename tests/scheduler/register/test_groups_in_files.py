"""Groups in a people file: members in the place of one mailbox, with or without an address of their own."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from scheduler.plans.people import Person
from scheduler.register.leads import re_resolve
from scheduler.register.people import import_people, list_people
from scheduler.register.snapshot import load_snapshot
from tests.scheduler.register.samples import record_first
from tests.scheduler.rules.editions import action, plan

NOW = datetime(2026, 10, 1, 7, 0, tzinfo=UTC)
NINA, OMAR = "nina@example.org", "omar@example.org"
TWO = f"name,email,members\nNina Marsh,{NINA},\nOmar Reid,{OMAR},\n"


def group_of(session: Session) -> Person:
    return next(each for each in list_people(session) if each.name.startswith("QA"))


def problems(session: Session, csv_text: str) -> list[tuple[int, str, str, str]]:
    found = import_people(session, csv_text, now=NOW).problems
    return [(each.row, each.column, each.text, each.cure) for each in found]


def test_a_group_without_an_address_goes_by_its_name(session: Session) -> None:
    assert problems(session, f"{TWO}QA Managers (North),,{NINA}; {OMAR.upper()}; {NINA}\n") == []

    group = group_of(session)
    assert (group.email, group.members) == ("group:qa-managers-north", (NINA, OMAR))


def test_a_group_may_keep_its_address_and_be_named_again_by_what_stands_for_one(session: Session) -> None:
    assert problems(session, f"{TWO}QA Managers,qa@example.org,{NINA}\nQA Leads,group:qa-leads,{OMAR}\n") == []

    assert [each.email for each in list_people(session) if each.members] == ["group:qa-leads", "qa@example.org"]


def test_members_are_changed_by_the_next_file_and_stay_where_it_has_no_such_column(session: Session) -> None:
    import_people(session, f"{TWO}QA Managers,,{NINA}; {OMAR}\n", now=NOW)

    again = import_people(session, "name,email\nQA Managers,group:qa-managers\n", now=NOW)
    assert (again.unchanged, group_of(session).members) == (("group:qa-managers",), (NINA, OMAR))
    import_people(session, f"{TWO}QA Managers,,{OMAR}\n", now=NOW)
    assert group_of(session).members == (OMAR,)


@pytest.mark.parametrize(
    ("row", "column", "text", "cure"),
    [
        (
            f"QA Managers,,{NINA}; kim@example.org",
            "members",
            "kim@example.org is not in the directory",
            "add a row for them, or mend theirs",
        ),
        (
            f"QA Managers,,{NINA}; Omar Reid",
            "members",
            "Omar Reid is not an address",
            "write one address, like nina.marsh@example.org",
        ),
        (
            f"QA Managers,qa@example.org,{NINA}; qa@example.org",
            "members",
            "qa@example.org is a member of itself",
            "name the people of the group",
        ),
        (
            "QA Managers,group:qa-managers,",
            "members",
            "a group without an address has no members",
            "name its members, or an address",
        ),
        ("QA Managers,,", "email", "is empty", "write one address, like nina.marsh@example.org"),
    ],
)
def test_a_group_that_does_not_fit_is_named_and_left_out(
    session: Session, row: str, column: str, text: str, cure: str
) -> None:
    assert problems(session, f"{TWO}{row}\n") == [(4, column, text, cure)]
    assert [each.email for each in list_people(session)] == [NINA, OMAR]


def test_a_printed_group_is_led_by_its_members_and_its_steps_too(session: Session) -> None:
    import_people(session, f"{TWO}QA Managers,,{NINA}; {OMAR}\n", now=NOW)
    record_first(session, plan(action("1.1", leads=("QA Managers",))))
    re_resolve(session, date(2026, 10, 1), now=NOW)

    [commitment] = load_snapshot(session, {}).commitments
    assert (commitment.leads, dict(commitment.of_group)) == (
        (NINA, OMAR),
        {NINA: "group:qa-managers", OMAR: "group:qa-managers"},
    )
