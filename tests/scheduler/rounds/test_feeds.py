"""Which calendar feeds there are, what each holds, and that the same register gives the same bytes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from notifications.message import Mailbox
from scheduler.plans.boards import Board, MeetingSeries
from scheduler.plans.plan import Status
from scheduler.register.database import sessions
from scheduler.register.meetings import sync_meetings
from scheduler.register.plans import record, release_plan
from scheduler.register.snapshot import load_snapshot
from scheduler.rounds.feeds import FeedName, UnknownFeed, feed_bytes, feed_names, find_feed
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.builders import NINA, OMAR, SAM, on_day
from tests.scheduler.register.databases import sqlite_copy
from tests.scheduler.web.home import (
    COG_SERIES,
    MODERATION,
    NOW,
    ORDERS,
    READ_AT,
    READ_ON,
    TODAY,
    action,
    furnish,
    plan,
    record_edition,
)

NINAS = f"person:{NINA}"
DUE = date(2026, 11, 30)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A register with people, one plan with one action that Nina leads, and a meeting of each series."""
    with sqlite_copy(tmp_path) as engine, sessions(engine)() as session:
        furnish(session, plan(action("1.1", on_day(DUE)), action("1.2", on_day(DUE), leads=())))
        hold(session, MODERATION, date(2026, 11, 10))
        hold(session, COG_SERIES, date(2026, 10, 22))
        yield session


def hold(session: Session, series: MeetingSeries, *days: date) -> None:
    """Put meetings of a series in the register."""
    planned = [PlannedMeeting(slot=str(day), on=day, starts=series.starts, ends=series.ends) for day in days]
    start, end = date(2026, 9, 1), date(2027, 9, 1)
    sync_meetings(session, series, planned, start=start, end=end, domain="example.org", now=READ_AT)
    session.flush()


def lines(session: Session, name: str, *, orders: StandingOrders, today: date) -> list[str]:
    """The content lines of a feed, unfolded."""
    content = feed_bytes(session, name, orders, today=today).content.decode()
    return content.replace("\r\n ", "").split("\r\n")


def say(session: Session, name: str, what: str, *, orders: StandingOrders = ORDERS, today: date = TODAY) -> list[str]:
    """What the entries of a feed say under a property's name; the calendar's own lines, before them, are left out."""
    all_lines = lines(session, name, orders=orders, today=today)
    entries = all_lines[all_lines.index("END:VTIMEZONE") :]
    return [line.removeprefix(f"{what}:") for line in entries if line.startswith(f"{what}:")]


def test_there_is_a_feed_for_each_board_series_and_person_with_a_title(session: Session) -> None:
    assert feed_names(load_snapshot(session, ORDERS.boards), ORDERS) == (
        FeedName(name="board:cog", title="Chief Officer Group: meetings"),
        FeedName(name="person:chair@example.org", title="Robin Hale: meetings and target dates"),
        FeedName(name="person:mary@example.org", title="Mary Lane: meetings and target dates"),
        FeedName(name="person:nina@example.org", title="Nina Marsh: meetings and target dates"),
        FeedName(name="person:omar@example.org", title="Omar Reid: meetings and target dates"),
        FeedName(name="person:sam@example.org", title="Sam Ode: meetings and target dates"),
        FeedName(name="person:vice@example.org", title="Val Ames: meetings and target dates"),
        FeedName(name="series:cog", title="Chief Officer Group"),
        FeedName(name="series:moderation", title="Moderation meeting"),
    )


def test_every_feed_that_is_named_has_bytes(session: Session) -> None:
    names = feed_names(load_snapshot(session, ORDERS.boards), ORDERS)
    first = [feed_bytes(session, each.name, ORDERS, today=TODAY).content[:15] for each in names]

    assert first == [b"BEGIN:VCALENDAR"] * 9


@pytest.mark.parametrize(
    ("name", "summaries"),
    [
        ("board:cog", ["Chief Officer Group (Improvement plan 2026)", "Moderation meeting (Improvement plan 2026)"]),
        ("series:cog", ["Chief Officer Group (Improvement plan 2026)"]),
        ("series:moderation", ["Moderation meeting (Improvement plan 2026)"]),
        (NINAS, ["Moderation meeting (Improvement plan 2026)", "Due: 1.1 Action 1.1"]),
        (f"person:{OMAR}", []),
        (f"person:{SAM}", []),
    ],
)
def test_a_feed_holds_what_belongs_in_it_and_nothing_else(session: Session, name: str, summaries: list[str]) -> None:
    assert say(session, name, "SUMMARY") == summaries


def test_a_feed_is_found_in_any_case_of_letters(session: Session) -> None:
    assert say(session, "Person:Nina@Example.org", "SUMMARY") == say(session, NINAS, "SUMMARY") != []


@pytest.mark.parametrize("name", ["series:moderatoin", "person:stranger@example.org", "", "board:"])
def test_an_unknown_feed_is_refused_with_those_that_there_are(session: Session, name: str) -> None:
    with pytest.raises(UnknownFeed) as wrong:
        feed_bytes(session, name, ORDERS, today=TODAY)

    assert str(wrong.value) == (
        f"there is no feed {name!r}: there are board:cog, series:cog, series:moderation and person:ADDRESS for "
        "everybody in the directory"
    )
    assert wrong.value.known == tuple(each.name for each in feed_names(load_snapshot(session, ORDERS.boards), ORDERS))


def test_the_same_register_gives_the_same_bytes_on_another_day(session: Session) -> None:
    first, second = (feed_bytes(session, NINAS, ORDERS, today=TODAY + timedelta(days=n)) for n in (0, 5))

    assert (first.content, first.etag) == (second.content, second.etag)


def test_target_dates_of_a_plan_that_is_not_released_stay_out(session: Session) -> None:
    record_edition(session, plan(action("2.1", on_day(DUE)), title="Second"), slug="second")
    session.flush()

    assert say(session, NINAS, "SUMMARY") == ["Moderation meeting", "Due: 1.1 Action 1.1"]


def test_a_moved_date_keeps_its_identity_and_counts_up(session: Session) -> None:
    before = [say(session, NINAS, what)[-1] for what in ("UID", "SEQUENCE", "DTSTAMP")]
    moved = plan(action("1.1", on_day(date(2026, 12, 15))), action("1.2", on_day(DUE), leads=()))
    record_edition(session, moved, sha256="second", now=NOW)
    session.flush()
    after = [say(session, NINAS, what)[-1] for what in ("UID", "SEQUENCE", "DTSTAMP")]

    assert before == ["target-cog-2026/1.1@example.org", "0", "20260901T070000Z"]
    assert after == ["target-cog-2026/1.1@example.org", "1", "20261012T093000Z"]


def test_a_mended_misreading_counts_up_too_although_it_is_no_slip(session: Session) -> None:
    mended = plan(action("1.1", on_day(date(2026, 12, 15))), action("1.2", on_day(DUE), leads=()))
    record(
        session,
        "cog-2026",
        mended,
        board="cog",
        file_name="plan.docx",
        sha256="second",
        now=NOW,
        day=TODAY,
        who=SAM,
        same={},
        corrections={"1.1"},
    )
    session.flush()

    assert say(session, NINAS, "SEQUENCE")[-1] == "1"


def test_what_is_completed_says_so_for_a_while(session: Session) -> None:
    done = action("1.1", on_day(DUE), status=Status.COMPLETE, completed_on=TODAY)
    record_edition(session, plan(done, action("1.2", on_day(DUE), leads=())), sha256="second", now=NOW)
    session.flush()

    assert say(session, NINAS, "SUMMARY")[-1] == "Completed: 1.1 Action 1.1"
    assert say(session, NINAS, "SUMMARY", today=TODAY + timedelta(days=31)) == [
        "Moderation meeting (Improvement plan 2026)"
    ]


def test_a_target_date_has_its_identity_under_its_own_boards_domain(session: Session) -> None:
    health = Board(slug="health", name="Health board", co_ordinator=SAM)
    orders = replace(
        ORDERS,
        boards={**ORDERS.boards, "health": health},
        senders={**ORDERS.senders, "health": Mailbox("chaser@example.net")},
    )
    furnish_second(session, board="health")

    assert say(session, NINAS, "UID", orders=orders)[1:] == [
        "target-cog-2026/1.1@example.org",
        "target-second/2.1@example.net",
    ]


def furnish_second(session: Session, *, board: str) -> None:
    """Another board's plan, released."""
    record(
        session,
        "second",
        plan(action("2.1", on_day(DUE)), title="Second"),
        board=board,
        file_name="second.docx",
        sha256="second",
        now=READ_AT,
        day=READ_ON,
        who=SAM,
    )
    release_plan(session, "second", READ_ON, who=SAM, now=READ_AT)
    session.flush()


def test_entries_lead_to_our_pages_where_they_are_published(session: Session) -> None:
    published = replace(ORDERS, web_url="https://chaser.example.org")

    assert say(session, NINAS, "URL", orders=published) == [
        "https://chaser.example.org/#meetings",
        "https://chaser.example.org/plans/cog-2026/1.1",
    ]
    assert say(session, NINAS, "URL") == []


def test_the_last_change_is_the_registers_or_the_beginning_of_the_day(session: Session) -> None:
    quiet = feed_bytes(session, NINAS, ORDERS, today=TODAY).last_modified
    changed = plan(action("1.1", on_day(date(2026, 12, 15))), action("1.2", on_day(DUE), leads=()))
    record_edition(session, changed, sha256="second", now=NOW)
    session.flush()
    busy = feed_bytes(session, NINAS, ORDERS, today=TODAY).last_modified

    assert quiet == datetime(2026, 10, 11, 23, 0, tzinfo=UTC)  # midnight in London, summer time
    assert busy == NOW


@pytest.mark.parametrize(
    ("short", "whole"),
    [("moderation", "series:moderation"), ("cog", "series:cog"), ("Nina@example.org", "person:nina@example.org")],
)
def test_a_short_name_is_a_series_then_a_board_then_a_person(session: Session, short: str, whole: str) -> None:
    assert find_feed(short, load_snapshot(session, ORDERS.boards), ORDERS).name == whole
