"""chaser meeting as a co-ordinator uses it: what a change says, what it keeps, and what it refuses."""

from datetime import datetime

import pytest

from scheduler import clock
from tests.scheduler.cli.conftest import Desk

SERIES = """
[series.cog]
board = "cog"
name = "Chief Officer Group"
days = [{near}, {far}]
location = "Alder House"
paper_deadline_days = 5
"""
REFRESHED = "Subscribed calendars show it when they refresh, after 3 to 24 hours"
NOBODY = "Nobody was mailed: only what comes within 48 hours of a meeting is."
NOW = datetime.fromisoformat("2026-11-18T09:00+00:00")  # a Wednesday
NEAR, FAR = "2026-11-19", "2027-03-09"  # a Thursday, a Tuesday


@pytest.fixture
def house(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A home with one series of two listed days, one of them tomorrow."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with (begun.home / "chaser.toml").open("a") as settings:
        settings.write(SERIES.format(near=NEAR, far=FAR))
    return begun


def told(house: Desk, *words: str) -> list[str]:
    """The sentences of a change, by its JSON."""
    answer = house.say("meeting", *words, "--format", "json")
    assert answer.code == 0, answer.err
    sentences: list[str] = answer.json["says"]
    return sentences


def by_name(house: Desk) -> dict[str, dict[str, object]]:
    return {each["slot"]: each for each in house.say("meeting", "list", "--format", "json").json}


def test_a_move_says_how_it_stands_what_subscribers_see_and_who_was_mailed(house: Desk) -> None:
    assert told(house, "move", "cog", FAR, "--day", "2027-03-16", "--starts", "10:00", "--reason", "hall taken") == [
        "Chief Officer Group: Tuesday 16 March 2027, 10:00 to 12:00, Alder House.",
        f"{REFRESHED}: the same entry, at its new time.",
        NOBODY,
    ]
    moved = by_name(house)[FAR]
    assert (moved["on"], moved["starts"], moved["ends"], moved["sequence"]) == ("2027-03-16", "10:00:00", "12:00:00", 1)
    assert moved["moved_because"] == "moved from Tuesday 9 March 2027, 14:00 to 16:00 (hall taken)"
    assert moved["paper_deadline_on"] == "2027-03-11"  # five days before the new day


def test_a_move_for_people_to_read_is_plain_sentences(house: Desk) -> None:
    answer = house.say("meeting", "move", "cog", FAR, "--room", "Room 4")
    assert answer.out == (
        f"Chief Officer Group: Tuesday 9 March 2027, 14:00 to 16:00, Room 4.\n{REFRESHED}: the same entry, at its new"
        f" place.\n{NOBODY}\n"
    )


def test_a_move_within_48_hours_mails_those_who_attend_and_says_so(house: Desk) -> None:
    sentences = told(house, "move", "cog", NEAR, "--starts", "15:00")
    assert sentences[2] == "Mailed as well: chair@example.org and sam@example.org."
    posted = house.say("outbox", "list", "--format", "json").json
    assert sorted((each["recipient"], each["subject"]) for each in posted) == [
        ("chair@example.org", "Moved: Chief Officer Group, Thursday 19 November 2026, 15:00 to 17:00"),
        ("sam@example.org", "Moved: Chief Officer Group, Thursday 19 November 2026, 15:00 to 17:00"),
    ]


def test_a_cancelled_meeting_stays_as_cancelled_and_can_take_place_again(house: Desk) -> None:
    assert told(house, "cancel", "cog", FAR, "--reason", "No quorum") == [
        "Chief Officer Group of Tuesday 9 March 2027, 14:00 to 16:00 is cancelled.",
        f"{REFRESHED}: it stays there as “CANCELLED: Chief Officer Group” until its day is past.",
        NOBODY,
    ]
    cancelled = by_name(house)[FAR]
    assert (cancelled["status"], cancelled["note"], cancelled["sequence"]) == ("cancelled", "No quorum", 1)
    assert told(house, "restore", "cog", FAR)[1] == f"{REFRESHED}: it takes place again."
    assert by_name(house)[FAR]["sequence"] == 2


def test_an_extra_meeting_has_an_entry_of_its_own_and_outlives_the_next_renewal(house: Desk) -> None:
    assert told(house, "add", "cog", "2027-01-02", "--link", "https://meet.example.org/cog", "--reason", "Budget") == [
        "Chief Officer Group: Saturday 2 January 2027, 14:00 to 16:00, Alder House; https://meet.example.org/cog.",
        "Saturday 2 January 2027 is no working day (Saturday); it stays there, as you said.",
        f"{REFRESHED}, as an entry of its own.",
        NOBODY,
    ]
    extra = by_name(house)["extra-2027-01-02"]
    assert (extra["uid"], extra["status"], extra["sequence"]) == (
        "cog-extra-2027-01-02@example.org",
        "confirmed",
        0,
    )


def test_an_extra_meeting_tomorrow_is_mailed(house: Desk) -> None:
    assert told(house, "add", "cog", "2026-11-20", "--starts", "09:00")[-1] == (
        "Mailed as well: chair@example.org and sam@example.org."
    )


def test_a_note_stands_in_the_entry_and_moves_nothing(house: Desk) -> None:
    assert told(house, "note", "cog", FAR, "Bring the audit.")[1] == f"{REFRESHED}; its time and place stay."
    noted = by_name(house)[FAR]
    assert (noted["note"], noted["sequence"]) == ("Bring the audit.", 0)


def test_a_deputy_stands_in_for_the_chair_unless_said_otherwise(house: Desk) -> None:
    told(house, "move", "cog", FAR, "--deputy", "sam@example.org")
    assert by_name(house)[FAR]["deputies"] == {"chair@example.org": "sam@example.org"}


def test_what_is_set_already_is_said_to_be(house: Desk) -> None:
    assert told(house, "move", "cog", FAR, "--room", "Alder House")[1] == (
        "Nothing was changed: it is like that already."
    )


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ("move", "cog", FAR),
            2,
            "Say what changes: --day, --starts, --ends, --room, --link, --papers or --deputy.",
        ),
        (("move", "cog", FAR, "--day", "soon"), 2, "the day 'soon' is no day: write it like 2024-11-13."),
        (
            ("move", "cog", FAR, "--day", "9999-12-31"),
            2,
            "the day '9999-12-31' is far from our time: write it like 2024-11-13.",
        ),
        (("move", "cog", FAR, "--starts", "25"), 2, "--starts '25' is no time of day: write it like 14:00."),
        (
            ("move", "cog", FAR, "--link", "javascript:alert(1)"),
            2,
            "--link 'javascript:alert(1)' is no web address: write it like https://meet.example.org/cog.",
        ),
        (
            ("move", "cog", "2027Q1", "--room", "4"),
            2,
            "no meeting '2027Q1' in series 'cog': the nearest are 2027-03-09, 2026-11-19",
        ),
        (("move", "audit", FAR, "--room", "4"), 2, "no series 'audit' in chaser.toml: the nearest is cog"),
        (
            ("move", "cog", FAR, "--ends", "13:00"),
            5,
            "Nothing was changed: meeting 2027-03-09 of cog would end at 13:00, not after it starts at 14:00.",
        ),
        (
            ("move", "cog", FAR, "--papers", "2027-03-10"),
            5,
            "Nothing was changed: the papers would be due on Wednesday 10 March 2027, after the meeting on "
            "Tuesday 9 March 2027.",
        ),
        (
            ("move", "cog", FAR, "--deputy", "nobody@example.org"),
            2,
            "no such person as 'nobody@example.org' in the directory: import them with chaser people import",
        ),
        (
            ("add", "cog", FAR),
            5,
            "Nothing was changed: cog meets on Tuesday 9 March 2027 already: move that meeting, or name another day.",
        ),
        (
            ("add", "cog", "2026-11-17"),
            5,
            "Nothing was changed: an extra meeting needs a day to come, and 2026-11-17 is past.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(house: Desk, words: tuple[str, ...], code: int, sentence: str) -> None:
    before = by_name(house)
    answer = house.say("meeting", *words)

    assert (answer.code, answer.out, " ".join(answer.err.split())) == (code, "", sentence)
    assert by_name(house) == before


def test_a_cancelled_meeting_is_not_moved_before_it_is_restored(house: Desk) -> None:
    told(house, "cancel", "cog", FAR, "--reason", "No quorum")
    refused = house.say("meeting", "move", "cog", FAR, "--room", "4")

    assert (refused.code, " ".join(refused.err.split())) == (
        5,
        "Nothing was changed: Chief Officer Group of Tuesday 9 March 2027 is cancelled: say chaser meeting restore "
        "first.",
    )


def test_a_meeting_moved_by_hand_stays_when_its_series_changes_and_the_others_follow_it(house: Desk) -> None:
    told(house, "move", "cog", FAR, "--day", "2027-03-12")
    file = house.home / "chaser.toml"
    file.write_text(file.read_text().replace(f"[{NEAR}, {FAR}]", "[2026-11-26, 2027-03-16]"))
    listed = by_name(house)

    assert {slot: (each["on"], each["sequence"], each["status"]) for slot, each in listed.items()} == {
        NEAR: ("2026-11-26", 1, "confirmed"),
        FAR: ("2027-03-12", 1, "confirmed"),
    }


def test_a_series_changed_in_the_settings_so_late_mails_those_who_attend(house: Desk) -> None:
    by_name(house)
    file = house.home / "chaser.toml"
    file.write_text(file.read_text().replace(f"[{NEAR}, {FAR}]", f"[{FAR}]"))
    by_name(house)
    posted = house.say("outbox", "list", "--format", "json").json

    assert {each["subject"] for each in posted} == {
        "Cancelled: Chief Officer Group, Thursday 19 November 2026, 14:00 to 16:00"
    }


def test_whoever_was_mailed_of_a_meeting_hears_of_its_next_move_too(house: Desk) -> None:
    told(house, "move", "cog", NEAR, "--day", "2027-02-02")
    again = told(house, "move", "cog", NEAR, "--day", "2027-02-09")

    assert again[2] == "Mailed as well: chair@example.org and sam@example.org."


def test_a_list_without_meetings_says_where_they_are_set(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    without = begun.say("meeting", "list").out
    with (begun.home / "chaser.toml").open("a") as settings:
        settings.write(SERIES.format(near="2026-11-10", far="2026-11-17"))

    assert [without, begun.say("meeting", "list").out] == [
        "No board meets yet: say in chaser.toml, under [series.…], when each does.\n",
        "No meeting comes within a year: see the days and rules under [series.…] in chaser.toml.\n",
    ]
