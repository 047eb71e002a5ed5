"""chaser redact: shown first; once done, the words stand nowhere in the home, and no document brings them back."""

import os
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli import redacting
from scheduler.rounds import redacting as round_redacting
from tests.scheduler.cli.conftest import Desk

SLIP, TOM = "Pat Quill's file", "tom.keir@example.org"
WHY = ("--why", "names a child")


def _holds(home: Path, words: str) -> list[str]:
    """The files of a home in which words stand, as bytes, however a mail encodes line ends."""
    found = []
    for file in sorted(each for each in home.rglob("*") if each.is_file()):
        if words.encode() in file.read_bytes().replace(b"=\r\n", b"").replace(b"\r\n", b" "):
            found.append(file.relative_to(home).as_posix())
    return found


def _with_a_slip(sample: Desk) -> None:
    """A note that names a child, told to the lead and the co-ordinator by mail."""
    said = sample.say("answer", "sample", "1.12", "complete", "--by", TOM, "--evidence", SLIP)
    assert said.code == 0, said.err
    assert sample.say("round", "--on", "2026-11-30T08:00", "--release").code == 0


def test_what_would_be_taken_out_is_shown_and_nothing_is_changed(sample: Desk) -> None:
    _with_a_slip(sample)
    before = _holds(sample.home, "Pat Quill")

    shown = sample.say("redact", "sample", "1.12", "pat quill", *WHY, "--format", "json")

    assert (shown.code, shown.json["done"]) == (0, False)
    assert shown.json["mark"].endswith("by Sam Ode: names a child]")
    assert {each["column"] for each in shown.json["texts"]} == {"evidence", "after"}
    assert _holds(sample.home, "Pat Quill") == before
    assert len(before) > 1


def test_done_the_words_stand_nowhere_and_who_when_and_why_are_kept(sample: Desk) -> None:
    _with_a_slip(sample)

    done = sample.say("redact", "sample", "1.12", "Pat Quill", *WHY, "--yes")

    assert done.code == 0, done.err
    assert _holds(sample.home, "Pat Quill") == []
    again = sample.say("redact", "sample", "1.12", "Pat Quill", *WHY)
    assert (again.code, again.err) == (5, "These words stand nowhere. Nothing was changed.\n")


def _killed_at(module: Any, step: str, sample: Desk) -> int:
    """The redaction in a process of its own that is killed as it comes to a step; the status that it ended with."""
    child = os.fork()
    if child == 0:
        setattr(module, step, lambda *_, **__: os._exit(9))
        sample.say("redact", "sample", "1.12", "Pat Quill", *WHY, "--yes")
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize(
    ("module", "step", "left"),
    [
        (round_redacting, "keep_redaction", True),  # every text was changed, and nothing was committed
        (redacting, "redact_files", False),  # the register is done, the files of the maildrop are not
        (redacting, "forget", False),
    ],
)
def test_killed_half_way_it_is_done_by_saying_it_again(sample: Desk, module: Any, step: str, left: bool) -> None:
    _with_a_slip(sample)

    assert _killed_at(module, step, sample) == 9
    evidence = sample.say("explain", "sample", "1.12", "--on", "2026-11-30").out
    again = sample.say("redact", "sample", "1.12", "Pat Quill", *WHY, "--yes", "--format", "json")

    assert ("Pat Quill" in evidence) is left
    assert again.code == (5 if step == "forget" else 0)
    assert _holds(sample.home, "Pat Quill") == []
    assert list(sample.home.rglob("*.redacting")) == []


def test_the_same_document_read_again_does_not_bring_the_words_back(sample: Desk) -> None:
    title = sample.say("explain", "sample", "1.12", "--on", "2026-09-03", "--format", "json").json["title"]
    slip = " ".join(title.split()[:3])
    done = sample.say("redact", "sample", "1.12", slip, *WHY, "--yes")

    again = sample.say("import", str(sample.home / "plan.docx"), "--plan", "sample", "--as-of", "2026-09-01", "--yes")

    assert "The document plan.docx holds them too" in done.out
    assert "Nothing differs from what the register holds." in again.out
    story = sample.say("explain", "sample", "1.12", "--on", "2026-09-03", "--format", "json").json
    assert story["title"].startswith("[redacted on ")
    assert story["title"].endswith(title.removeprefix(slip))


def test_words_seen_in_a_mail_are_taken_out_of_what_it_was_made_of(sample: Desk) -> None:
    _with_a_slip(sample)
    mails = sample.say("outbox", "list", "--all", "--format", "json").json
    key = next(each["id"] for each in mails if each["to_address"] == "sam@example.org")

    done = sample.say("redact", "sample", key[:8], "Pat Quill", *WHY, "--yes", "--format", "json")

    assert key in done.json["messages"]
    assert {each["table"] for each in done.json["texts"]} == {"answers", "history"}
    assert sample.say("outbox", "show", key, "--format", "json").json["happenings"][-1]["sentence"] == (
        "Words were taken out by Sam Ode: names a child"
    )


def test_what_would_take_out_too_much_or_say_the_words_again_is_refused(sample: Desk) -> None:
    short = sample.say("redact", "sample", "1.12", "a", *WHY)
    telling = sample.say("redact", "sample", "1.12", "Pat Quill", "--why", "names Pat Quill")
    nowhere = sample.say("redact", "sample", "nowhere", "Pat Quill", *WHY)

    assert [each.code for each in (short, telling, nowhere)] == [5, 5, 2]
