"""Printed leads are resolved anew on a morning only where something changed by which they could mean somebody else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from scheduler.register.directory_marks import last_mark, mark_of
from scheduler.register.leads import re_resolve, resolve_for
from scheduler.register.people import import_people
from scheduler.register.plans import record
from scheduler.register.tables import PrintedLeadRow
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at

FIRST, NEXT, MARCH = date(2024, 9, 2), date(2024, 9, 3), date(2025, 3, 3)
PEOPLE = """name,email,roles
Nina Marsh,nina@example.org,Head of Quality (until 2025-02-28)
Omar Reid,omar@example.org,Head of Quality (from 2025-03-01)
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = TestHouse(tmp_path)
    made.record(a_plan(an_action("1.1", MARCH, "Head of Quality"), an_action("1.2", MARCH, "NM")), people=PEOPLE)
    yield made
    made.sessions.kw["bind"].dispose()


def resolved(house: TestHouse, day: date) -> int:
    with house.sessions.begin() as session:
        return resolve_for(session, day, now=at(f"{day}T08:00"))


def test_a_role_that_passes_on_is_resolved_on_its_day_and_not_again(house: TestHouse) -> None:
    assert [resolved(house, day) for day in (NEXT, MARCH, MARCH)] == [0, 1, 0]


def test_while_nothing_changed_no_lead_is_looked_at(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        session.execute(update(PrintedLeadRow).values(person=None))

    assert resolved(house, NEXT) == 0  # looked at, both would be found again
    with house.sessions.begin() as session:
        assert re_resolve(session, NEXT, now=at("2024-09-03T08:00")) == 2


def test_an_import_and_a_plan_that_is_closed_change_the_mark(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        first = mark_of(session, NEXT)
        assert first == last_mark(session)
        import_people(session, "name,initials,email\nNora Moss,NM,nora@example.org\n", now=at("2024-09-03T08:00"))
        imported = mark_of(session, NEXT)
        record(
            session,
            "second",
            a_plan(an_action("2.1", MARCH, "NM")),
            board="cog",
            file_name="plan.docx",
            sha256="second",
            now=at("2024-09-03T08:00"),
            day=NEXT,
        )

        assert len({first, imported, mark_of(session, NEXT)}) == 3
    assert resolved(house, NEXT) == 1


def test_the_mark_changes_by_what_names_people_and_by_nothing_else(house: TestHouse) -> None:
    def after(csv_text: str) -> bool:
        with house.sessions.begin() as session:
            before = mark_of(session, NEXT)
            import_people(session, csv_text, now=at("2024-09-03T08:00"))
            return mark_of(session, NEXT) != before

    assert [
        after("name,email,manager\nNina Marsh,nina@example.org,omar@example.org\n"),
        after("name,email,aliases\nNina Marsh,nina@example.org,Mrs M\n"),
        after("name,email,left_on\nNina Marsh,nina@example.org,2024-09-04\n"),
        after("name,email,left_on\nNina Marsh,nina@example.org,2024-09-03\n"),
    ] == [False, True, False, True]
