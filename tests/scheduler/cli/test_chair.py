"""chaser chair, as a co-ordinator says it: shown, a line added, held for a week, and refused with the cure.

The sample plan is released on Monday 10 January 2028: all its dates are over, so that its leads hear that day, their
managers on Monday 17, and the chair on Monday 24. The co-ordinator sees that mail on Thursday 20.
"""

import shutil
from pathlib import Path

import pytest

from tests.scheduler.cli.conftest import Desk

THURSDAY = ("--on", "2028-01-20T10:00")


@pytest.fixture(scope="module")
def shown_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's home on Thursday 20 January 2028, after that morning's round: lived once, to be copied."""
    lived = Desk(tmp_path_factory.mktemp("shown") / "home")
    shutil.copytree(sample_home, lived.home)
    assert lived.say("round", "--on", "2028-01-10T08:00", "--release").code == 0
    for day in ("2028-01-17", "2028-01-20"):
        assert lived.say("round", "--on", f"{day}T08:00").code == 0
    return lived.home


@pytest.fixture
def shown(desk: Desk, shown_home: Path) -> Desk:
    """That home, with nothing said since."""
    shutil.copytree(shown_home, desk.home)
    return desk


def held(desk: Desk, *, why: str = "2.11 is being answered") -> tuple[int, str, str]:
    said = desk.say("chair", "hold", "--reason", why, *THURSDAY)
    return said.code, said.out.strip(), said.err.strip()


def test_show_says_what_the_chair_reads_next_when_and_why(shown: Desk) -> None:
    table = shown.say("chair", "show", "--on", "2028-01-20")
    mail = shown.say("chair", "show", "--on", "2028-01-20", "--format", "json").json

    assert table.out.splitlines()[0] == "The chair's mail of COG goes on Monday 24 January 2028."
    assert (mail["planned_for"], mail["goes_on"], mail["look_on"]) == ("2028-01-24", "2028-01-24", "2028-01-20")
    about = {each["ref"]: (each["name"], each["reasons"], each["why_not"]) for each in mail["matters"]}
    assert about["2.11"] == ("Robin Hale", ["10 working days since the lead was told"], "")
    assert about["2.12"] == (
        "Robin Hale",
        ["10 working days since the co-ordinator was told", "no lead who can be reached since Monday 10 January 2028"],
        "",
    )


def test_before_anything_is_the_chairs_nothing_waits(sample: Desk) -> None:
    said = sample.say("chair", "show", "--on", "2028-01-12")

    assert said.out.strip() == "Nothing waits for the chair of COG: no mail goes on Monday 17 January 2028."


def test_a_line_is_recorded_and_shown_as_the_co_ordinators(shown: Desk) -> None:
    said = shown.say("chair", "line", "Two of these wait for guidance.", *THURSDAY)

    assert (said.code, said.out.strip()) == (
        0,
        "Recorded. The chair reads it in the mail planned for Monday 24 January 2028.",
    )
    after = shown.say("chair", "show", "--on", "2028-01-20")
    assert after.out.splitlines()[1] == "Your line: Two of these wait for guidance."


def test_a_hold_is_recorded_with_its_reason_and_shown_and_not_repeated(shown: Desk) -> None:
    first, again = held(shown), held(shown)
    mail = shown.say("chair", "show", "--on", "2028-01-20", "--format", "json").json
    next_week = shown.say("chair", "show", "--on", "2028-01-25", "--format", "json").json

    assert first == (0, "Recorded. Held: the mail planned for Monday 24 January 2028 goes with the next week's.", "")
    assert again == (5, "", "Nothing was recorded. It is held already, until next week.")
    assert (mail["goes_on"], mail["held"]) == (
        None,
        {"on": "2028-01-20", "who": "sam@example.org", "why": "2.11 is being answered"},
    )
    assert (next_week["planned_for"], next_week["was_held"]) == (
        "2028-01-31",
        "Last week's mail was held by Sam Ode: 2.11 is being answered",
    )
    text = shown.say("chair", "show", "--on", "2028-01-20").out.splitlines()[0]
    assert text == "Held for a week since Thursday 20 January 2028: 2.11 is being answered"


def test_what_is_said_can_be_read_by_another_program(shown: Desk) -> None:
    said = shown.say("chair", "line", "Guidance is out.", *THURSDAY, "--format", "json")

    assert said.json == {
        "kind": "line",
        "mail_on": "2028-01-24",
        "who": "sam@example.org",
        "words": "Guidance is out.",
    }


def test_an_unknown_board_is_refused_with_those_that_there_are(shown: Desk) -> None:
    said = shown.say("chair", "show", "--board", "east")

    assert (said.code, said.err.strip()) == (2, "Which board? Say --board with one of: cog.")


def test_noted_without_a_meeting_ahead_is_refused_with_the_cure(shown: Desk) -> None:
    said = shown.say("answer", "sample", "2.11", "noted", "--by", "board", *THURSDAY)

    assert (said.code, said.err.splitlines()) == (
        5,
        [
            "sample 2.11: no next meeting of COG is known.",
            "  Give COG its series of meetings in chaser.toml.",
            "Nothing was recorded.",
        ],
    )


def test_noted_until_the_next_meeting_is_recorded_and_explained(shown: Desk) -> None:
    settings = shown.home / "chaser.toml"
    meets = '\n[series.cog]\nboard = "cog"\nname = "Chief Officer Group"\ndays = [2028-03-16]\n'
    settings.write_text(settings.read_text("utf-8") + meets, "utf-8")
    shown.say("round", "--on", "2028-01-21T08:00")  # which keeps the meetings in the register

    said = shown.say("answer", "sample", "2.11", "noted", "--by", "board", "--on", "2028-01-21T10:00")
    story = shown.say("explain", "sample", "2.11", "--on", "2028-01-24", "--format", "json").json["chapters"]

    assert (said.code, said.out.splitlines()) == (
        0,
        [
            "Recorded: sample 2.11, noted.",
            "COG's chair hears nothing more of it until Thursday 16 March 2028. All else goes on.",
        ],
    )
    assert [sentence for each in story for sentence in each["sentences"] if "noted" in sentence] == [
        "The board, on Friday 21 January 2028 in a meeting, noted it until the meeting on Thursday 16 March 2028 "
        "(recorded by Sam Ode).",
        "Robin Hale is not told: noted on Friday 21 January 2028 until the meeting on Thursday 16 March 2028.",
    ]


def test_raised_for_a_meeting_is_recorded_and_on_that_meetings_list(shown: Desk) -> None:
    settings = shown.home / "chaser.toml"
    meets = '\n[series.cog]\nboard = "cog"\nname = "Chief Officer Group"\ndays = [2028-03-16, 2028-06-15]\n'
    settings.write_text(settings.read_text("utf-8") + meets, "utf-8")
    shown.say("round", "--on", "2028-01-21T08:00")  # which keeps the meetings in the register

    words = ("answer", "sample", "2.11", "raise", "--by", "board", "--on", "2028-01-21T10:00")
    wrong = shown.say(*words, "--at", "2028-03-17")
    said = shown.say(*words, "--at", "2028-06-15")
    calendar = shown.say("feed", "write", "board:cog", "--output", str(shown.home / "cog.ics"))

    assert (wrong.code, wrong.err.splitlines()[0]) == (
        5,
        "sample 2.11: COG has no coming meeting '2028-03-17'.",
    )
    assert (said.code, said.out.splitlines()) == (
        0,
        [
            "Recorded: sample 2.11, raise.",
            "It is on COG's list for Thursday 15 June 2028. Its chair hears nothing more of it until then. "
            "All else goes on.",
        ],
    )
    entry = (shown.home / "cog.ics").read_text("utf-8").partition("DTSTART;TZID=Europe/London:20280615")[2]
    assert calendar.code == 0
    assert "2.11" in entry.partition("END:VEVENT")[0]


def test_explain_and_preview_tell_of_the_look(sample: Desk) -> None:
    assert sample.say("round", "--on", "2028-01-10T08:00", "--release").code == 0
    assert sample.say("round", "--on", "2028-01-17T08:00").code == 0

    story = sample.say("explain", "sample", "2.11", "--on", "2028-01-20", "--format", "json").json["chapters"]
    post = sample.say("preview", "--on", "2028-01-20", "--words").out

    today = next(each["sentences"] for each in story if each["heading"] == "Thursday 20 January 2028")
    assert today[-1] == (
        "Sam Ode is told: Robin Hale is to read on Monday 24 January 2028: 10 working days since the lead was told."
    )
    assert "GOES TO THE CHAIR ON MONDAY 24 JANUARY 2028" in post


@pytest.mark.parametrize("command", ["show", "line", "hold"])
def test_each_command_says_what_it_is_for(desk: Desk, command: str) -> None:
    said = desk.say("chair", command, "--help", home=False)

    assert said.code == 0
    assert "chair" in said.out
