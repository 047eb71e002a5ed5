"""A feed's life, read at each stage by readers that share no code with ours: they agree on every start, end and word.

ical.js and node-ical (`npm ci --prefix tests/npm`), libical (`apt-get install libical3`),
recurring-ical-events, and the strict reader beside this file. What is not installed is skipped, and says so.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # the package ships no types

from notifications.calendars.feed import render_feed
from tests.notifications.calendars import ics_reader
from tests.notifications.calendars.read_with_libical import libical, read_with_libical
from tests.notifications.calendars.revision_feeds import ALL_DAYS, NOTE, RENAMED, STAGES, TITLE_OF_300, Found
from tests.notifications.calendars.test_other_readers import FOLDER, SCRIPT, in_utc

Reading = Mapping[str, Found]
Entry = Mapping[str, object]
NODE = shutil.which("node")


def by_javascript(content: bytes, tmp_path: Path) -> dict[str, list[Entry]]:
    """As ical.js and node-ical understand a feed."""
    if NODE is None or not (FOLDER / "node_modules" / "ical.js").is_dir():
        pytest.skip("needs node, and npm ci --prefix tests/npm")
    file = tmp_path / "feed.ics"
    file.write_bytes(content)
    printed = subprocess.run([NODE, SCRIPT, FOLDER, file], check=True, capture_output=True).stdout
    readings: dict[str, list[Entry]] = json.loads(printed)
    return readings


def by_libical(content: bytes, _: Path) -> list[Entry]:
    if libical() is None:
        pytest.skip("needs libical: apt-get install libical3")
    return list(read_with_libical(content))


def by_recurring(content: bytes, _: Path) -> list[Entry]:
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(*ALL_DAYS)
    return [
        {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "starts": in_utc(event["DTSTART"].dt),
            "ends": in_utc(event["DTEND"].dt),
            "sequence": int(event["SEQUENCE"]),
            "cancelled": event["STATUS"] == "CANCELLED",
        }
        for event in events
    ]


def by_the_strict_reader(content: bytes, _: Path) -> list[Entry]:
    calendar = ics_reader.read(content)
    entries: list[Entry] = []
    for event in calendar.all("VEVENT"):
        is_day = event["DTSTART"].params == {"VALUE": "DATE"}
        starts, ends = ics_reader.days(event) if is_day else ics_reader.instants(calendar, event)
        entries.append(
            {
                "uid": event["UID"].text,
                "summary": event["SUMMARY"].text,
                "description": event["DESCRIPTION"].text,
                "starts": in_utc(starts),
                "ends": in_utc(ends),
                "sequence": int(event["SEQUENCE"].raw),
                "cancelled": event["STATUS"].text == "CANCELLED",
            }
        )
    return entries


READERS: dict[str, Callable[[bytes, Path], list[Entry]]] = {
    "ical.js": lambda content, folder: by_javascript(content, folder)["ical.js"],
    "node-ical": lambda content, folder: by_javascript(content, folder)["node-ical"],
    "libical": by_libical,
    "recurring-ical-events": by_recurring,
    "strict": by_the_strict_reader,
}


def found(entry: Entry) -> Found:
    return Found(
        starts=str(entry["starts"]),
        ends=str(entry["ends"]),
        summary=str(entry["summary"]),
        cancelled=entry["cancelled"] is True,
        sequence=int(str(entry["sequence"])),
    )


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("stage", STAGES)
def test_every_reader_finds_every_entry_at_its_time_with_its_words(stage: str, reader: str, tmp_path: Path) -> None:
    feed, expected = STAGES[stage]
    read = READERS[reader](render_feed(feed).content, tmp_path)

    assert {str(entry["uid"]): found(entry) for entry in read} == expected


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_a_long_title_and_a_note_of_several_lines(reader: str, tmp_path: Path) -> None:
    read = {entry["uid"]: entry for entry in READERS[reader](render_feed(RENAMED).content, tmp_path)}
    entry = read["cog-2027Q2@example.org"]

    assert (len(TITLE_OF_300), entry["summary"], entry["description"]) == (300, TITLE_OF_300, NOTE)
