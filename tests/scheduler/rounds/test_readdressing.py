"""Somebody's address changes: everything stays theirs, what waits goes to the new one, and nothing is told twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications import outbox
from notifications.bounces.recording import Became
from notifications.ledger import ledger
from notifications.message import Mailbox, Rendered, compose
from notifications.outbox import NewMessage, put
from notifications.sealing import seal
from notifications.tables import Kind, MessageRow, State
from notifications.transports.memory import Memory
from notifications.verifying import verify
from scheduler.plans.people import Person
from scheduler.register.addresses import CannotMove
from scheduler.register.directory import add_person
from scheduler.register.leads import confirm
from scheduler.register.people import import_people, list_people
from scheduler.register.snapshot import load_snapshot
from scheduler.rounds.bounces import take_mail
from scheduler.rounds.readdressing import Moved, move_address
from tests.builders import NINA, OMAR, SAM
from tests.notifications.bounces.mails_in import reply
from tests.scheduler.rounds.houses import LONDON, TestHouse, a_plan, an_action, at, lived_in

NEW = "nina.marsh@example.com"
THIRD = "n.marsh@example.net"
FRIDAY = "2025-01-24T08:00"  # a week before the end of January: the rung of seven days
MONDAY = "2025-01-27T08:00"
LATE = "2025-02-03T08:00"  # a Monday: the first working day after Friday 31 January


def released(house: TestHouse) -> None:
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "NM")))
    house.morning("2025-01-06T08:00", release=True)


@pytest.fixture
def house(tmp_path: Path) -> TestHouse:
    """Nina leads one action, due at the end of January 2025; the plan is released."""
    return lived_in(tmp_path, released)


def move(house: TestHouse, person: str = NINA, to: str = NEW, *, when: str = "2025-01-24T12:00") -> Moved:
    with house.sessions.begin() as session:
        return move_address(session, house.orders, person, to, who=SAM, road="desk", now=at(when))


def refused(house: TestHouse, person: str, to: str) -> str:
    with pytest.raises(CannotMove) as why:
        move(house, person, to)
    return str(why.value)


def to_nina(house: TestHouse) -> list[str]:
    assert isinstance(house.road, Memory)
    return [each.recipient for each in house.road.accepted if each.recipient in {NINA, NEW, THIRD}]


def states(house: TestHouse, day: str = FRIDAY) -> set[tuple[str, State]]:
    rows = select(MessageRow.to_address, MessageRow.state)
    with house.sessions() as session:
        theirs = rows.where(MessageRow.recipient == NINA, MessageRow.local_day == at(day).date())
        return {(row.to_address, row.state) for row in session.execute(theirs)}


def of(house: TestHouse, look: Callable[[Session], tuple[Person, ...]] = list_people) -> Person:
    with house.sessions() as session:
        return next(each for each in look(session) if each.email == NINA)


def test_what_waits_goes_to_the_new_address_once_in_the_same_words(house: TestHouse) -> None:
    house.morning(FRIDAY, deliver=False)
    moved = move(house)
    house.deliver("2025-01-24T12:05")
    with house.sessions() as session:
        keys = session.scalars(select(MessageRow.id).where(MessageRow.local_day == date(2025, 1, 24)))
        old, new = sorted((message_from_bytes(outbox.body(session, key)) for key in keys), key=lambda mail: mail["To"])[
            ::-1
        ]

    assert moved.sentences == (
        f"Mail for Nina Marsh goes to {NEW} from now on, and no longer to {NINA}.",
        "1 mail that waited goes there instead.",
    )
    assert states(house) == {(NINA, State.CANCELLED), (NEW, State.ACCEPTED)}
    assert (old["To"], new["To"]) == (f'"Nina Marsh" <{NINA}>', f'"Nina Marsh" <{NEW}>')
    assert old["Message-ID"] != new["Message-ID"]
    assert [each.get_payload() for each in old.walk()][1:] == [each.get_payload() for each in new.walk()][1:]


def test_nothing_is_told_twice_and_the_next_rung_goes_to_the_new_address(house: TestHouse) -> None:
    house.morning(FRIDAY)
    before = to_nina(house)
    moved = move(house)
    again = [house.morning(when).posted for when in ("2025-01-24T13:00", MONDAY)]
    house.morning(LATE)

    assert (moved.mails, again) == (0, [(), ()])
    assert to_nina(house) == [*before, NEW]


def test_the_ledger_says_the_address_of_then_and_stays_whole(house: TestHouse) -> None:
    house.morning(FRIDAY)
    with house.sessions.begin() as session:
        seal(session, now=at("2025-01-24T09:00"))
    move(house)
    house.morning(LATE)
    with house.sessions() as session:
        lines = ledger(session, plan="plan", zone=LONDON, person=NINA)
        verdict = verify(session, zone=LONDON)

    assert [each.address for each in lines][-2:] == [NINA, NEW]
    assert {each.person for each in lines} == {NINA}
    assert lines[-2].sentence.startswith(f"On Friday 24 January 2025 {NINA} was sent a digest")
    assert verdict.problems == ()


def test_what_bounced_at_the_old_address_holds_nothing_back_at_the_new_one(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        outbox.suspend(session, NINA, why="mail came back on 20 January 2025", now=at("2025-01-20T09:00"))
    was = of(house).suspended
    move(house)
    house.morning(LATE)

    assert (was, of(house).suspended) == ("mail came back on 20 January 2025", "")
    assert to_nina(house)[-1] == NEW


def test_an_address_that_is_left_alone_is_left_alone_for_whoever_moves_there(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        outbox.suspend(session, NEW, why="mail came back on 20 January 2025", now=at("2025-01-20T09:00"))
    move(house)

    assert of(house).suspended == "mail came back on 20 January 2025"


@pytest.mark.parametrize("writes_from", [NINA, NEW])
def test_a_reply_from_either_address_is_theirs(house: TestHouse, writes_from: str) -> None:
    house.orders = replace(house.orders, replies_to="bounces@example.org")
    house.morning(FRIDAY)
    move(house)
    raw = reply(frm=f"N. M. <{writes_from}>", refers="")
    with house.sessions.begin() as session:
        became = take_mail(session, house.orders, raw, now=at("2025-01-24T15:00"), redirected=False)
        note = session.scalars(select(MessageRow).where(MessageRow.kind == Kind.NOTE)).one()
        words = message_from_bytes(outbox.body(session, note.id)).get_payload(0)

    assert became is Became.REPLY
    assert "Nina Marsh" in note.subject
    assert words is not None


def test_what_they_lead_and_who_names_them_stays(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        import_people(session, f"name,email,manager\nOmar Reid,{OMAR},{NINA}\n", now=at("2025-01-20T08:00"))
    move(house)
    with house.sessions() as session:
        snapshot = load_snapshot(session, house.orders.boards)

    assert [each.leads for each in snapshot.commitments] == [(NINA,)]
    assert snapshot.people[OMAR].manager == NINA
    assert (snapshot.people[NINA].address, snapshot.people[NINA].addresses) == (NEW, frozenset({NINA, NEW}))


def test_an_address_may_change_again_and_back(house: TestHouse) -> None:
    move(house)
    move(house, NEW, THIRD)
    third = of(house)
    move(house, NEW, NINA.upper())
    back = of(house)

    assert (third.address, third.formerly) == (THIRD, (NEW,))
    assert (back.address, back.mailbox, back.formerly) == (NINA, "", (NEW, THIRD))


def test_a_file_with_the_address_of_before_means_the_same_person(house: TestHouse) -> None:
    move(house)
    with house.sessions.begin() as session:
        done = import_people(
            session,
            f"name,email,organisation,deputy\nNina Marsh,{NINA},Tarnshire,\nOmar Reid,{OMAR},,{NEW}\n",
            now=at("2025-01-27T08:00"),
        )
        twice = import_people(session, f"name,email\nNina Marsh,{NEW}\nN Marsh,{NINA}\n", now=at("2025-01-27T08:00"))
        people = {each.email: each for each in list_people(session)}

    assert (done.added, done.changed, done.problems) == ((), (NINA, OMAR), ())
    assert (people[NINA].organisation, people[NINA].address, people[OMAR].deputy) == ("Tarnshire", NEW, NINA)
    assert [(each.row, each.text) for each in twice.problems] == [
        (3, f"{NINA} is the person of row 2, whose address changed")
    ]


def test_settings_that_name_the_new_address_mean_the_same_person(house: TestHouse) -> None:
    board = replace(house.orders.boards["cog"], chair=NEW, members={"Police": NEW})
    named = replace(house.orders, boards={"cog": board}, officers={NEW: Person(email=NEW, name="N Marsh")})
    known = named.known_by({NEW: NINA})

    assert (known.boards["cog"].chair, known.boards["cog"].members) == (NINA, {"Police": NINA})
    assert known.officers == {NINA: Person(email=NINA, name="N Marsh")}
    assert named.known_by({}) is named


def test_an_entry_that_left_no_trace_is_taken_into_theirs(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        add_person(session, NEW, {"name": "Nina Marsh (new)"}, who=SAM, now=at("2025-01-20T08:00"))
        import_people(session, f"name,email,deputy\nOmar Reid,{OMAR},{NEW}\n", now=at("2025-01-20T08:00"))
        confirm(session, "NM", NEW, plan="plan", who=SAM, now=at("2025-01-20T08:00"))
    moved = move(house)
    with house.sessions() as session:
        snapshot = load_snapshot(session, house.orders.boards)

    assert moved.sentences[1] == "The entry of Nina Marsh (new) with that address is one with theirs now."
    assert (NEW in snapshot.people, snapshot.people[OMAR].deputy) == (False, NINA)
    assert [each.leads for each in snapshot.commitments] == [(NINA,)]


def test_two_people_are_never_made_one(house: TestHouse) -> None:
    house.morning(FRIDAY)
    before = of(house)

    assert refused(house, OMAR, NINA).startswith("that address is, or was, Nina Marsh’s in the directory")
    assert refused(house, NINA, SAM).startswith("that address is, or was, Sam Ode’s in the directory")
    assert of(house) == before


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (NINA, f"Nina Marsh has that address already, {NINA}: write another one"),
        ("nina", "“nina” is no address: write one, like nina.marsh@example.org"),
        (
            "x@example.org\r\nBcc: y@example.org",
            "“x@example.org\r\nbcc: y@example.org” is no address: write one, like nina.marsh@example.org",
        ),
    ],
)
def test_what_is_no_new_address_changes_nothing(house: TestHouse, to: str, why: str) -> None:
    assert refused(house, NINA, to) == why


def test_a_note_that_waits_is_not_lost(house: TestHouse) -> None:
    words = Rendered(subject="A copy", text="Recorded.", html="<p>Recorded.</p>")
    sender = Mailbox(SAM, "Sam Ode")
    body = compose(
        words,
        sender=sender,
        recipient=Mailbox(NINA),
        reply_to=None,
        message_id="<one@example.org>",
        date_at=at(FRIDAY),
    )
    note = NewMessage(
        id="one",
        kind=Kind.NOTE,
        recipient=NINA,
        to_address=NINA,
        local_day=date(2025, 1, 24),
        board="cog",
        plans=("plan",),
        message_id="<one@example.org>",
        subject="A copy",
        body=body,
        envelope_from=SAM,
    )
    with house.sessions.begin() as session:
        put(session, note, [], now=at(FRIDAY))
    move(house)
    house.deliver("2025-01-24T12:05")

    assert states(house) == {(NINA, State.CANCELLED), (NEW, State.ACCEPTED)}
