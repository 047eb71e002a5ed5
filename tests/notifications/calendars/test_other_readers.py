"""What other programs understand of our feeds: icalendar in Python; ical.js and node-ical where they are installed.

The last two share no code with ours. To run them: `npm ci --prefix tests/npm`, or `CHASER_TEST_ICALJS=FOLDER` for
another folder that holds them.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # the package ships no types

from notifications.calendars.entries import Feed, MeetingEntry
from notifications.calendars.feed import render_feed
from tests.notifications.calendars.sample_feeds import CANCELLED_MEETING, CHANGED_AT, DONE_DEADLINE, OPEN_DEADLINE

SCRIPT = Path(__file__).parent / "read_with_javascript.mjs"
FOLDER = Path(os.environ.get("CHASER_TEST_ICALJS") or Path(__file__).parents[2] / "npm")
EVERYTHING = ('Überprüfung, naïve; 「会議」 🙂👩‍👩‍👧: "eins", 100 % (zwei), ' * 9)[:300].strip()
SHARE = r"H:\Neu\new; papers"
DAYS = {  # a day beside each clock change of 2025, with what 14:00 in London is in UTC
    date(2025, 3, 29): "14:00",
    date(2025, 3, 30): "13:00",
    date(2025, 3, 31): "13:00",
    date(2025, 10, 25): "13:00",
    date(2025, 10, 26): "14:00",
    date(2025, 10, 27): "14:00",
}
FEED = Feed(
    name="Chief Officer Group",
    description="Meetings; and target dates.",
    colour="teal",
    source_url="https://chaser.example.org/feeds/k3v9.ics",
    meetings=(
        CANCELLED_MEETING,
        *(
            MeetingEntry(
                uid=f"moderation-{day}@chaser.example.org",
                title=EVERYTHING,
                on=day,
                starts=time(14, 0),
                ends=time(16, 30),
                note="One line;\nand another, with a comma.",
                location=SHARE,
                sequence=3,
                changed_at=CHANGED_AT,
            )
            for day in DAYS
        ),
    ),
    deadlines=(OPEN_DEADLINE, DONE_DEADLINE),
    changed_at=CHANGED_AT,
)


def starts_and_ends() -> dict[str, tuple[str, str]]:
    """What every reader must find, in UTC, by uid; written by hand from the days above."""
    plus_two_and_a_half_hours = {"13:00": "15:30", "14:00": "16:30"}
    meetings = {
        f"moderation-{day}@chaser.example.org": (
            f"{day}T{hour}:00.000Z",
            f"{day}T{plus_two_and_a_half_hours[hour]}:00.000Z",
        )
        for day, hour in DAYS.items()
    }
    return meetings | {
        "cog-2025-11-19@chaser.example.org": ("2025-11-19T09:30:00.000Z", "2025-11-19T11:00:00.000Z"),
        "target-cog-2025/1.12@chaser.example.org": ("2025-12-31", "2026-01-01"),
        "target-cog-2025/2.3@chaser.example.org": ("2025-01-31", "2025-02-01"),
    }


@pytest.fixture(scope="module", params=["UTC", "America/New_York"])
def understood(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[dict[str, object]]]:
    """Our feed as ical.js and node-ical read it, on machines of two zones."""
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules" / "ical.js").is_dir():
        pytest.skip("needs node, and npm ci --prefix tests/npm")
    file = tmp_path_factory.mktemp("feed") / "feed.ics"
    file.write_bytes(render_feed(FEED).content)
    printed = subprocess.run(
        [node, SCRIPT, FOLDER, file], check=True, capture_output=True, env=os.environ | {"TZ": request.param}
    ).stdout
    readings: Mapping[str, list[dict[str, object]]] = json.loads(printed)
    return readings


@pytest.mark.parametrize("reader", ["ical.js", "node-ical"])
def test_javascript_readers_find_every_entry_at_its_time(
    understood: Mapping[str, list[dict[str, object]]], reader: str
) -> None:
    assert {each["uid"]: (each["starts"], each["ends"]) for each in understood[reader]} == starts_and_ends()


@pytest.mark.parametrize("reader", ["ical.js", "node-ical"])
def test_javascript_readers_find_every_word(understood: Mapping[str, list[dict[str, object]]], reader: str) -> None:
    by_uid = {each["uid"]: each for each in understood[reader]}
    meeting = by_uid["moderation-2025-03-30@chaser.example.org"]
    words = (meeting["summary"], meeting["description"], meeting["sequence"], meeting["cancelled"])
    assert words == (EVERYTHING, "One line;\nand another, with a comma.", 3, False)
    cancelled = by_uid["cog-2025-11-19@chaser.example.org"]
    assert (cancelled["summary"], cancelled["cancelled"]) == ("CANCELLED: Chief Officer Group – Réunion", True)


def test_a_folders_name_keeps_its_backslashes(understood: Mapping[str, list[dict[str, object]]]) -> None:
    # by ical.js alone: node-ical 0.26 takes an escaped backslash before an n for a line's end
    places = {each["location"] for each in understood["ical.js"] if str(each["uid"]).startswith("moderation")}
    assert places == {SHARE}


def test_icalendar_finds_every_entry_at_its_time() -> None:
    calendar = icalendar.Calendar.from_ical(render_feed(FEED).content)
    events = recurring_ical_events.of(calendar).between(date(2025, 1, 1), date(2026, 2, 1))
    found = {str(event["UID"]): (in_utc(event["DTSTART"].dt), in_utc(event["DTEND"].dt)) for event in events}
    assert found == starts_and_ends()


def in_utc(moment: date | datetime) -> str:
    """A day as it is, an instant in UTC as JavaScript prints it."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
