"""What other programs are told, and when: once for each thing that happened, in the transaction that made it happen."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from notifications.outbox import body, entries
from notifications.tables import Kind, MessageRow, State
from notifications.tables_bodies import BodyRow
from notifications.transports.contract import Accepted, Envelope, Outcome, Phase, Refused
from notifications.transports.memory import Memory
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.events import EventKind
from scheduler.plans.plan import Action, Plan, Status
from scheduler.register.hooks import add_hook, end_hook
from scheduler.register.plans import record
from scheduler.rounds.answering import Said, take_answer
from scheduler.rules.answers import Admitted
from tests.builders import NINA, SAM, on_day
from tests.examples import tried
from tests.scheduler.rounds.houses import PEOPLE, TestHouse, a_plan, an_action, at

JANUARY = date(2025, 1, 31)
NINAS, OMARS = an_action("1.1", JANUARY, "NM"), an_action("1.2", date(2025, 6, 30), "OR")
WITH_MANAGER = (
    PEOPLE.replace("nina@example.org,", "nina@example.org,mary@example.org") + "Mary Lane,,mary@example.org,\n"
)
URL = "https://hooks.example.org/run?sig=secret"


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A released plan, and one webhook that is told of everything; to be copied for each test."""
    made = TestHouse(tmp_path_factory.mktemp("furnished"))
    made.record(a_plan(NINAS, OMARS), people=WITH_MANAGER)
    made.morning("2025-01-03T08:00", release=True)
    hook(made)
    made.sessions.kw["bind"].dispose()
    return made.folder


@pytest.fixture
def house(furnished: Path, tmp_path: Path) -> Iterator[TestHouse]:
    """A copy of its own."""
    made = copied(furnished, tmp_path)
    yield made
    made.sessions.kw["bind"].dispose()


def copied(furnished: Path, folder: Path) -> TestHouse:
    """The furnished house in another folder."""
    shutil.copy(furnished / "chaser.db", folder / "chaser.db")
    return TestHouse(folder)


def hook(house: TestHouse, **words: Any) -> int:
    """One webhook more, by Sam's word."""
    given = {"name": "Flow", "board": "cog", "url": URL, "events": tuple(EventKind), "who": SAM}
    with house.sessions.begin() as session:
        return add_hook(session, now=at("2025-01-03T09:00"), **{**given, **words}).number


def told(house: TestHouse, key: str = "webhook 1 at hooks.example.org") -> list[tuple[str, str]]:
    """What a webhook is told, as type and ref, in the order in which it happened."""
    return [(each["type"], each["data"]["ref"]) for each in payloads(house, key)]


def payloads(house: TestHouse, key: str = "webhook 1 at hooks.example.org") -> list[dict[str, Any]]:
    """What a webhook is told, whole."""
    with house.sessions() as session:
        rows = session.scalars(
            select(BodyRow.content)
            .join(MessageRow, MessageRow.id == BodyRow.message)
            .where(MessageRow.kind == Kind.WEBHOOK, MessageRow.recipient == key)
            .order_by(MessageRow.created_at, MessageRow.subject)
        )
        return [json.loads(each) for each in rows]


def answer(house: TestHouse, kind: AnswerKind, who: str, when: str, *, ref: str = "1.1", **words: Any) -> None:
    """Something said, and admitted."""
    said = Said(kind=kind, who=who, road=words.pop("road", Road.WEB), **words)
    with house.sessions.begin() as session:
        assert isinstance(take_answer(session, house.orders, "plan", ref, said, at=at(when), now=at(when)), Admitted)


def test_a_completion_is_told_once_it_is_verified_and_not_when_it_is_claimed(house: TestHouse) -> None:
    answer(house, AnswerKind.COMPLETE, NINA, "2025-01-06T10:00", evidence="Minutes of 6 January")
    assert told(house) == []

    answer(house, AnswerKind.VERIFY, SAM, "2025-01-07T10:00")

    [said] = payloads(house)
    event = said["data"].pop("event")
    assert (len(event), said) == (
        32,
        {
            "type": "action.completed",
            "timestamp": "2025-01-07T10:00:00Z",
            "data": {
                "board": "cog",
                "plan": "plan",
                "ref": "1.1",
                "title": "Action 1.1",
                "area": "1 All",
                "completed_on": "2025-01-06",
                "action": "/api/v1/plans/plan/actions/1.1",
            },
        },
    )


def test_a_returned_completion_is_told_when_it_is_verified_at_last(house: TestHouse) -> None:
    for day, kind, who in (("06", AnswerKind.COMPLETE, NINA), ("07", AnswerKind.RETURN, SAM)):
        answer(house, kind, who, f"2025-01-{day}T10:00", evidence="Minutes", words="Which minutes?")
    assert told(house) == []


def test_a_date_is_told_to_have_moved_when_it_is_granted_and_not_when_it_is_asked_for(house: TestHouse) -> None:
    asked = on_day(date(2025, 2, 14))
    answer(house, AnswerKind.NEW_DATE, NINA, "2025-01-16T10:00", target=asked, words="Police away")
    assert told(house) == []

    answer(house, AnswerKind.GRANT, SAM, "2025-01-17T10:00")

    [said] = payloads(house)
    moved = {name: said["data"][name] for name in ("before", "after", "times_moved")}
    assert (said["type"], moved) == (
        "action.date_moved",
        {
            "before": {
                "begins_on": "2025-01-01",
                "due_on": "2025-01-31",
                "precision": "month",
                "words": NINAS.target.words if NINAS.target else "",
            },
            "after": {"begins_on": "2025-02-14", "due_on": "2025-02-14", "precision": "day", "words": asked.words},
            "times_moved": 1,
        },
    )


def test_a_date_that_was_misread_has_not_moved(house: TestHouse) -> None:
    answer(house, AnswerKind.CORRECT, SAM, "2025-01-16T10:00", target=on_day(date(2025, 2, 14)), words="Misread")

    assert told(house) == []


def test_what_comes_before_the_manager_and_the_chair_is_told_once_at_each_step(house: TestHouse) -> None:
    # Late from 3 February: the manager from 10, the co-ordinator sees the mail of 17 to the chair on 13.
    for day in ("02-03", "02-10", "02-13", "02-17", "02-24", "03-03"):
        house.morning(f"2025-{day}T08:00")

    said = payloads(house)
    assert [(each["type"], each["data"]["ref"], each["data"]["to"]) for each in said] == [
        ("action.escalated", "1.1", "manager"),
        ("action.escalated", "1.1", "chair"),
    ]
    assert [each["timestamp"] for each in said] == ["2025-02-10T08:00:00Z", "2025-02-17T08:00:00Z"]
    assert [(each["data"]["standing"], each["data"]["working_days_late"]) for each in said] == [
        ("overdue", 6),
        ("overdue", 11),
    ]


def test_an_escalation_whose_mail_was_refused_and_told_again_is_no_second_one(house: TestHouse) -> None:
    def refuses_mary(sent: Envelope) -> Outcome:
        if sent.recipient == "mary@example.org":
            return Refused(phase=Phase.RECIPIENT, answer="550 full", blames_address=False)
        return Accepted(answer="250 ok")

    house.road = Memory(answers=refuses_mary)
    for day in (3, 10, 11, 12):
        house.morning(f"2025-02-{day:02}T08:00")

    with house.sessions() as session:
        to_mary = [each for each in entries(session, states=[State.FAILED]) if each.recipient == "mary@example.org"]
    assert len(to_mary) == 3  # on Monday, Tuesday and Wednesday
    assert told(house) == [("action.escalated", "1.1")]


def test_a_round_that_is_held_again_tells_nothing_again(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00")
    for _ in range(3):
        house.morning("2025-02-10T08:00")

    assert told(house) == [("action.escalated", "1.1")]


def test_nothing_is_told_where_the_transaction_comes_to_nothing(house: TestHouse) -> None:
    answer(house, AnswerKind.COMPLETE, NINA, "2025-01-06T10:00", evidence="Minutes")
    said = Said(kind=AnswerKind.VERIFY, who=SAM, road=Road.WEB)
    with house.sessions() as session:
        when = at("2025-01-07T10:00")
        take_answer(session, house.orders, "plan", "1.1", said, at=when, now=when)
        session.rollback()

    assert told(house) == []


def edition(house: TestHouse, *actions: Action, when: str = "2025-01-20T10:00", **words: Any) -> None:
    """A new edition of the plan, by Sam's word."""
    plan: Plan = a_plan(*actions)
    given = {"sha256": when, "who": SAM, "same": {}}
    with house.sessions.begin() as session:
        record(
            session,
            "plan",
            plan,
            board="cog",
            file_name="plan.docx",
            now=at(when),
            day=at(when).date(),
            **{**given, **words},
        )


DONE = replace(NINAS, status=Status.COMPLETE, completed_on=date(2025, 1, 15))
LATER = replace(OMARS, target=on_day(date(2025, 9, 1)))


def test_a_new_edition_tells_what_it_completed_and_moved_and_the_same_one_again_nothing(house: TestHouse) -> None:
    for when in ("2025-01-20T10:00", "2025-01-20T11:00"):
        edition(house, DONE, LATER, when=when, sha256="second")

    assert told(house) == [("action.completed", "1.1"), ("action.date_moved", "1.2")]


def test_a_completion_that_an_edition_leaves_to_be_verified_is_told_once_somebody_did(house: TestHouse) -> None:
    edition(house, replace(DONE, unverified=True), OMARS)
    assert told(house) == []

    answer(house, AnswerKind.VERIFY, SAM, "2025-01-21T10:00")
    assert told(house) == [("action.completed", "1.1")]


def test_an_edition_that_corrects_dates_or_is_read_again_tells_of_no_move(house: TestHouse) -> None:
    edition(house, NINAS, LATER, corrections=["1.2"])
    edition(house, NINAS, OMARS, when="2025-01-20T12:00", sha256="2025-01-20T10:00")  # read again, differently

    assert told(house) == []


def test_an_edition_that_says_what_people_answered_already_tells_nothing_again(house: TestHouse) -> None:
    answer(house, AnswerKind.COMPLETE, NINA, "2025-01-06T10:00", evidence="Minutes")
    answer(house, AnswerKind.VERIFY, SAM, "2025-01-07T10:00")
    edition(house, DONE, OMARS)

    assert told(house) == [("action.completed", "1.1")]


def test_each_webhook_is_told_what_it_asked_for_of_its_board_and_plan_while_it_lives(house: TestHouse) -> None:
    hook(house, events=[EventKind.DATE_MOVED])
    hook(house, plan="plan")
    hook(house, plan="another")
    hook(house, board="other")
    ended = hook(house)
    with house.sessions.begin() as session:
        end_hook(session, ended, who=SAM, now=at("2025-01-04T09:00"))
    edition(house, DONE, LATER)

    counts = {number: len(told(house, f"webhook {number} at hooks.example.org")) for number in range(1, 7)}
    assert counts == {1: 2, 2: 1, 3: 2, 4: 0, 5: 0, 6: 0}


def test_what_happened_before_a_webhook_was_added_is_not_told_to_it(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00")
    house.morning("2025-02-10T08:00")
    hook(house)
    house.morning("2025-02-11T08:00")

    assert told(house, "webhook 2 at hooks.example.org") == []


def test_what_waits_for_a_webhook_is_called_off_when_it_ends(house: TestHouse) -> None:
    edition(house, DONE, OMARS)
    with house.sessions.begin() as session:
        end_hook(session, 1, who=SAM, now=at("2025-01-21T09:00"))

    with house.sessions() as session:
        [waits] = [each for each in entries(session) if each.kind is Kind.WEBHOOK]
    assert (waits.state, waits.sentence) == (State.CANCELLED, "Called off: the webhook was ended")


def test_an_event_says_nobodys_name_and_no_address(house: TestHouse) -> None:
    for day in (3, 10, 17):
        house.morning(f"2025-02-{day:02}T08:00")
    with house.sessions() as session:
        said = b" ".join(body(session, each.id) for each in entries(session) if each.kind is Kind.WEBHOOK).decode()

    assert ("Action 1.1" in said, "Nina" in said, "Mary" in said, "@" in said) == (True, False, False, False)


DAYS = st.lists(st.integers(0, 40), min_size=2, max_size=5)


@tried(0.075)
@given(days=DAYS)
def test_whenever_rounds_are_held_nothing_is_told_twice(
    days: list[int], furnished: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = copied(furnished, tmp_path_factory.mktemp("rounds"))
    for day in days:  # in any order, the same ones again
        made.morning(f"{date(2025, 2, 3) + timedelta(days=day)}T08:00", deliver=False)
    said = [(each["type"], each["data"]["ref"], each["data"]["to"]) for each in payloads(made)]
    made.sessions.kw["bind"].dispose()

    assert len(said) == len(set(said))
    assert set(said) <= {("action.escalated", "1.1", "manager"), ("action.escalated", "1.1", "chair")}
