"""chaser key and chaser webhook, through to a program that is told: nothing between them is made up."""

import base64
import json
import re

import pytest

from scheduler import clock
from scheduler.assembly import open_house
from scheduler.programs import tell_programs
from tests.notifications.transports.receivers import Program, listening
from tests.scheduler.cli.conftest import PEOPLE, Desk

TOM = "tom.keir@example.org"
URL = "https://hooks.example.org/run?sig=secret-of-its-own"


def test_a_key_is_shown_once_listed_and_revoked(sample: Desk) -> None:
    made = sample.say("key", "make", "Power BI", "--plan", "sample", "--names")
    [listed] = sample.say("key", "list", "--format", "json").json

    assert re.fullmatch(r"chaser_1_[\w-]{43}", made.out.splitlines()[0])
    assert {name: listed[name] for name in ("number", "name", "board", "plan", "with_names", "made_by")} == {
        "number": 1,
        "name": "Power BI",
        "board": "cog",
        "plan": "sample",
        "with_names": True,
        "made_by": "sam@example.org",
    }
    assert sample.say("key", "revoke", "1").out == "Power BI reads nothing any more.\n"
    assert sample.say("key", "list", "--format", "json").json[0]["revoked_at"] is not None
    assert sample.say("key", "revoke", "2").code == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["key", "make", "BI", "--board", "other"], "Say for which board with --board: cog."),
        (["key", "make", "BI", "--plan", "nothing"], "the nearest is sample"),
        (["key", "make", "BI", "--by", "nobody@example.org"], "such person as 'nobody@example.org'"),
        (["webhook", "add", "Flow", URL, "--by", "nobody@example.org"], "such person as 'nobody@example.org'"),
        (["webhook", "add", "Flow", "http://example.org/"], "https://"),
        (["webhook", "add", "Flow", "https://10.0.0.1/"], "public internet"),
        (["webhook", "add", "Flow", URL, "--event", "late"], "say escalated, completed, date-moved"),
    ],
)
def test_what_cannot_be_made_says_why_and_nothing_is_made(sample: Desk, words: list[str], why: str) -> None:
    said = sample.say(*words)

    assert (said.code, why in said.err) == (2, True)
    assert [sample.say(group, "list", "--format", "json").json for group in ("key", "webhook")] == [[], []]


def test_a_list_of_webhooks_gives_no_secret_away(sample: Desk) -> None:
    added = sample.say("webhook", "add", "Flow", URL, "--event", "completed")
    listed = sample.say("webhook", "list", "--format", "json")

    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", added.out.splitlines()[0])
    assert ("secret-of-its-own" in listed.out, listed.json[0]["host"]) == (False, "hooks.example.org")
    assert sample.say("webhook", "end", "1").out == "Flow is told nothing any more.\n"
    assert sample.say("webhook", "list", "--format", "json").json == []


def test_a_verified_completion_reaches_a_program_inside_which_can_check_it(sample: Desk) -> None:
    """From the settings and the command line to the program's own check of the signature."""
    settings = sample.home / "chaser.toml"
    settings.write_text(settings.read_text().replace("inside = []", 'inside = ["127.0.0.1"]'))
    program = Program()
    with listening(program) as port:
        added = sample.say("webhook", "add", "Flow", f"http://127.0.0.1:{port}/run")
        program.secret = base64.b64decode(added.out.splitlines()[0].removeprefix("whsec_"))
        for words in (["complete", "--by", TOM, "--evidence", "Minutes of 30 October"], ["verify"]):
            assert sample.say("answer", "sample", "1.12", *words).code == 0
        house = open_house(sample.home, {}, now=clock.now())
        told = tell_programs(house, clock.now)
        house.engine.dispose()

    assert (told.accepted, told.waiting) == (1, 0)
    [taken] = program.taken
    said = json.loads(taken.content)
    assert (taken.is_signed, said["type"], said["data"]["ref"]) == (True, "action.completed", "1.12")


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
@pytest.mark.parametrize("words", [("key", "make"), ("webhook", "add")])
def test_a_program_has_a_name_of_some_length(desk: Desk, words: tuple[str, str], name: str) -> None:
    desk.say("init", str(desk.home), *PEOPLE, home=False)
    url = ["https://example.org/told"] if words[0] == "webhook" else []
    said = desk.say(*words, name, *url)

    assert (said.code, said.err) == (2, "Say what the program is called, in up to 200 characters.\n")


@pytest.mark.parametrize(
    ("words", "thing", "listed"),
    [
        (("key", "revoke"), "key", "chaser key list"),
        (("webhook", "end"), "webhook", "chaser webhook list"),
        (("webhook", "resume"), "webhook", "chaser webhook list"),
        (("feed", "revoke"), "subscriber", "chaser feed list"),
        (("replies", "show"), "reply", "chaser replies list"),
    ],
)
@pytest.mark.parametrize("number", ["9" * 20, "²", "1.0", "x"])
def test_what_can_be_no_number_is_refused_with_where_numbers_are_shown(
    desk: Desk, words: tuple[str, str], thing: str, listed: str, number: str
) -> None:
    said = desk.say(*words, number)

    assert (said.code, said.err) == (2, f"no {thing} {number!r}: {listed} shows the number of each.\n")


def test_lists_without_programs_say_how_to_begin(sample: Desk) -> None:
    assert [sample.say(group, "list").out for group in ("key", "webhook")] == [
        "No program has a key yet: chaser key make NAME\n",
        "No program is told anything yet: chaser webhook add NAME URL\n",
    ]
