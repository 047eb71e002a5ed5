"""A large register is gone through by portions, and nobody's mail is another for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from notifications.outbox import suspend
from scheduler.plans.answers import AnswerKind, Road
from scheduler.register.plans import release_plan
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.morning import MorningReport, hold_morning
from scheduler.rules.answers import Admitted
from scheduler.rules.brake import Brake
from scheduler.rules.policy import Policy
from tests.builders import NINA, OMAR, SAM, in_month
from tests.scheduler.register.databases import postgres_database, sqlite_copy
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at

OCTOBER, DECEMBER, JANUARY = date(2024, 10, 31), date(2024, 12, 31), date(2025, 1, 31)
MARCH = in_month(date(2025, 3, 31))
PEOPLE = """name,initials,email,manager,deputy,away_from,away_to,members,digest
Nina Marsh,NM,nina@example.org,mia@example.org,,,,,
Omar Reid,OR,omar@example.org,mia@example.org,nina@example.org,2025-01-06,2025-01-17,,
Mia Stone,MS,mia@example.org,,,,,,
Ida Wren,IW,ida@example.org,omar@example.org,,,,,weekly
Lou Vane,LV,lou@example.org,,ida@example.org,,,,
Kit Dale,KD,kit@example.org,,,,,,
Quality Group,QG,group:quality,,,,,lou@example.org;kit@example.org,
Robin Hale,,chair@example.org,,,,,,
Val Ames,,vice@example.org,,,,,,
Sam Ode,,sam@example.org,,,,,,
"""
DAYS = ("2025-01-03", "2025-01-06", "2025-01-07", "2025-01-13", "2025-01-20")


def said(kind: AnswerKind, who: str, **words: Any) -> Said:
    return Said(kind=kind, who=who, recorded_by=SAM, road=Road.TELEPHONE, **words)


def answer(house: TestHouse, ref: str, when: str, word: Said) -> None:
    with house.sessions.begin() as session:
        answered = take_answer(session, house.orders, "plan", ref, word, at=at(when), now=at(when))
    assert isinstance(answered, Admitted), answered


@pytest.fixture
def houses(tmp_path: Path) -> Iterator[list[TestHouse]]:
    """Two registers that are the same in everything."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "portions").mkdir()
    made = [TestHouse(tmp_path / "whole"), TestHouse(tmp_path / "portions")]
    yield made
    for house in made:
        house.sessions.kw["bind"].dispose()


def furnish(house: TestHouse) -> None:
    """Leads alone and together, in two plans; a group; a deputy; managers; what nobody leads; a plan not released."""
    first = a_plan(
        an_action("1.1", OCTOBER, "NM", "OR"),
        an_action("1.2", DECEMBER, "OR"),
        an_action("1.3", DECEMBER, "QG"),
        an_action("1.4", JANUARY, "LV", "IW"),
        an_action("1.5", DECEMBER),
        an_action("1.6", JANUARY, "somebody unknown"),
        an_action("1.7", DECEMBER, "KD"),
    )
    second = a_plan(an_action("2.1", JANUARY, "NM"), an_action("2.2", DECEMBER, "IW"), an_action("2.3", OCTOBER, "OR"))
    house.record(first, people=PEOPLE)
    house.record(second, slug="second", people=PEOPLE)
    house.record(a_plan(an_action("3.1", OCTOBER, "KD")), slug="third", people=PEOPLE, on="2025-01-10T08:00")
    with house.sessions.begin() as session:
        for slug in ("plan", "second"):
            release_plan(session, slug, date(2025, 1, 3), who=SAM, now=at("2025-01-03T07:00"))


def lived(house: TestHouse, at_once: int) -> list[tuple[object, ...]]:
    """Every mail of some weeks in which people answer and an address comes to nothing, in an order of its own."""
    furnish(house)
    mails: list[tuple[object, ...]] = []
    for day in DAYS:
        report = held(house, f"{day}T08:00", at_once=at_once)
        mails += sorted(
            (day, each.person, each.kind.value, each.subject, each.rendered.text, *sorted(map(repr, each.notices)))
            for each in (*report.posted, *report.waits)
        )
        house.deliver(f"{day}T08:00")
        happen(house, day)
    return mails


def happen(house: TestHouse, day: str) -> None:
    """What people say, and what comes back, in the afternoon of a day."""
    noon = f"{day}T12:00"
    if day == "2025-01-03":
        answer(house, "1.2", noon, said(AnswerKind.PROGRESS, OMAR, words="The draft is with the printers."))
        answer(
            house,
            "1.7",
            noon,
            said(AnswerKind.NEW_DATE, "kit@example.org", target=in_month(date(2025, 3, 31)), words="It takes longer."),
        )
    if day == "2025-01-06":
        answer(house, "1.3", noon, said(AnswerKind.NOT_MINE, "kit@example.org", whom=NINA, words="It is Nina's."))
        with house.sessions.begin() as session:
            suspend(session, "lou@example.org", why="bounced", now=at(noon))
    if day == "2025-01-13":
        answer(house, "1.4", noon, said(AnswerKind.COMPLETE, "ida@example.org", evidence="The minutes"))


def held(house: TestHouse, when: str, **how: Any) -> MorningReport:
    with house.sessions.begin() as session:
        return hold_morning(session, house.orders, now=at(when), **how)


def test_by_portions_everybody_is_told_the_same_in_the_same_words(houses: list[TestHouse]) -> None:
    whole, portions = lived(houses[0], 1000), lived(houses[1], 1)

    assert {str(person) for _, person, *_ in whole} >= {NINA, OMAR, SAM, "mia@example.org", "chair@example.org"}
    assert portions == whole


def test_by_portions_postgresql_tells_everybody_the_same(tmp_path: Path, postgres_address: str) -> None:
    with postgres_database(postgres_address, migrated=True) as engine, sqlite_copy(tmp_path) as file:
        assert lived(TestHouse(tmp_path, engine=engine), 3) == lived(TestHouse(tmp_path, engine=file), 1000)


def test_by_portions_the_report_says_the_same_of_what_was_decided(houses: list[TestHouse]) -> None:
    for house in houses:
        furnish(house)

    whole, portions = (
        held(house, "2025-01-03T08:00", at_once=size) for house, size in zip(houses, (1000, 3), strict=True)
    )

    assert portions.decisions == whole.decisions
    assert (portions.mailed, portions.put_off) == (whole.mailed, whole.put_off) == (len(whole.posted), 0)


def test_a_report_that_only_counts_holds_no_mail(houses: list[TestHouse]) -> None:
    for house in houses:
        furnish(house)

    told = held(houses[0], "2025-01-03T08:00", at_once=2)
    report = held(houses[1], "2025-01-03T08:00", at_once=2, whole=False)

    assert (report.mailed, report.posted, report.decisions.silences) == (len(told.posted), (), ())


def test_the_brake_counts_the_mails_of_all_portions_before_any_goes(houses: list[TestHouse]) -> None:
    house = houses[0]
    furnish(house)
    house.orders = replace(house.orders, policy=Policy(brake=Brake(at_least=2)))

    braked = held(house, "2025-01-03T08:00", at_once=1)
    released = held(house, "2025-01-03T09:00", at_once=1, release=True)

    assert ([each.person for each in braked.posted], braked.mailed) == ([SAM], 1)
    assert braked.braked == len(released.posted) + len(released.waits)
    assert {NINA, OMAR} <= {each.person for each in released.posted}
