"""The bytes of a feed depend on the register alone: not on the database, the process, or how often they are made."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from scheduler.plans.boards import MeetingStatus
from scheduler.register.database import sessions
from scheduler.register.meetings import MeetingChange, add_meeting, amend_meeting, sync_meetings
from scheduler.rounds.feeds import feed_bytes
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.builders import NINA, SAM, on_day
from tests.scheduler.register.databases import empty, sqlite_copy
from tests.scheduler.web.home import COG_SERIES, MODERATION, NOW, ORDERS, READ_AT, TODAY, action, furnish, plan

FEEDS = ("board:cog", "series:moderation", f"person:{NINA}")
DUE = date(2026, 11, 30)
ANOTHER_PROCESS = """
import hashlib, sys
from pathlib import Path
from scheduler.register.database import open_database, sessions
from tests.scheduler.register.test_feed_bytes import FEEDS, rendered
engine = open_database(f"sqlite:///{sys.argv[1]}")
with sessions(engine)() as session:
    print(*(hashlib.sha256(rendered(session, name)).hexdigest() for name in FEEDS))
"""


def live(engine: Engine) -> None:
    """A register in which meetings were planned, moved, cancelled and added, and a plan recorded."""
    with sessions(engine).begin() as session:
        furnish(session, plan(action("1.1", on_day(DUE)), action("1.2 “naïve”; 🙂", on_day(DUE))))
        for series in (MODERATION, COG_SERIES):
            planned = [
                PlannedMeeting(slot=f"2026-{month}", on=date(2026, month, 24), starts=series.starts, ends=series.ends)
                for month in (10, 11, 12)
            ]
            start, end = date(2026, 9, 1), date(2027, 9, 1)
            sync_meetings(session, series, planned, start=start, end=end, domain="example.org", now=READ_AT)
            session.flush()
        moved = MeetingChange(on_day=date(2026, 10, 26), moved_because="moved", deputies={NINA: SAM})
        amend_meeting(session, "moderation", "2026-10", moved, who=SAM, now=NOW)
        amend_meeting(session, "cog", "2026-11", MeetingChange(status=MeetingStatus.CANCELLED), who=SAM, now=NOW)
        extra = MeetingChange(on_day=date(2027, 3, 29), paper_deadline_on=date(2027, 3, 22))
        add_meeting(session, MODERATION, extra, who=SAM, domain="example.org", now=NOW)


def rendered(session: Session, name: str) -> bytes:
    """A feed's bytes, as of one day."""
    return feed_bytes(session, name, ORDERS, today=TODAY, source_url="https://chaser.example.org/feeds/x.ics").content


def of(engine: Engine) -> list[bytes]:
    """Every feed of a database."""
    with sessions(engine)() as session:
        return [rendered(session, name) for name in FEEDS]


def test_both_databases_give_the_same_bytes(
    tmp_path: Path, postgres_engine: Engine, request: pytest.FixtureRequest
) -> None:
    with sqlite_copy(tmp_path) as sqlite:
        live(sqlite)
        live(postgres_engine)
        request.addfinalizer(lambda: empty(postgres_engine))

        assert [each.count(b"BEGIN:VEVENT") for each in of(sqlite)] == [8, 5, 7]
        assert of(sqlite) == of(postgres_engine)


def test_two_renders_and_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    with sqlite_copy(tmp_path) as engine:
        live(engine)
        first, again = of(engine), of(engine)
    command = [sys.executable, "-c", ANOTHER_PROCESS, str(tmp_path / "chaser.db")]
    elsewhere = os.environ | {"TZ": "America/New_York", "PYTHONHASHSEED": "4711", "LC_ALL": "C"}
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=elsewhere).stdout

    assert first == again
    assert printed.split() == [hashlib.sha256(each).hexdigest() for each in first]
