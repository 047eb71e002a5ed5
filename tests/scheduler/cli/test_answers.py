"""chaser answer, as a co-ordinator says it: recorded, refused with the cure, and told by explain and preview."""

import pytest

from tests.scheduler.cli.conftest import Desk

TOM = "tom.keir@example.org"  # leads 1.12, due by the end of September 2026, and 1.13 with Dev Rao
MARCUS = "marcus.tye@example.com"  # of the police; leads 4.11 and 4.12
WEDNESDAY = ("--on", "2026-09-02T10:00")


def answers(desk: Desk, ref: str, *, on: str = "2026-09-03") -> list[str]:
    chapters = desk.say("explain", "sample", ref, "--on", on, "--format", "json").json["chapters"]
    return next((each["sentences"] for each in chapters if each["heading"] == "Answers"), [])


def test_progress_is_recorded_with_who_said_it_and_what_follows(sample: Desk) -> None:
    said = sample.say(
        "answer", "sample", "1.12", "progress", "--by", TOM, "--note", "Two held", "--road", "telephone", *WEDNESDAY
    )

    assert (said.code, said.out.splitlines()) == (
        0,
        [
            "Recorded: sample 1.12, progress.",
            "Reminders to Tom Keir rest until Wednesday 16 September 2026; nothing else changes.",
        ],
    )
    assert answers(sample, "1.12") == [
        "Tom Keir, on Wednesday 2 September 2026 by telephone, reported progress: Two held (recorded by Sam Ode)."
    ]


def test_a_new_date_in_words_is_asked_granted_and_told(sample: Desk) -> None:
    asked = sample.say(
        "answer", "sample", "1.12", "new-date", "--by", TOM, "--date", "mid-October 2026", "--reason", "Police away",
        *WEDNESDAY, "--format", "json",
    )  # fmt: skip
    own = sample.say("answer", "sample", "1.12", "grant", "--by", TOM, *WEDNESDAY)
    granted = sample.say("answer", "sample", "1.12", "grant", *WEDNESDAY)

    assert (asked.code, asked.json["answer"]["target"]["due_on"], asked.json["answer"]["is_request"]) == (
        0,
        "2026-10-15",
        True,
    )
    assert (own.code, own.err.splitlines()[0]) == (5, "sample 1.12: nobody grants or declines their own request.")
    assert (granted.code, granted.out.splitlines()[1]) == (
        0,
        "It is due on Thursday 15 October 2026 now; what it was before is kept.",
    )
    story = sample.say("explain", "sample", "1.12", "--on", "2026-09-03", "--format", "json").json["chapters"][0]
    assert story["sentences"][1] == "Before that it was “Sept 2026”: due by the end of September 2026."


def test_the_board_decides_with_the_minute(sample: Desk) -> None:
    sample.say(
        "answer", "sample", "1.12", "new-date", "--by", TOM, "--date", "end of March 2027", "--reason", "Police away",
        *WEDNESDAY,
    )  # fmt: skip

    without = sample.say("answer", "sample", "1.12", "grant", "--by", "board", *WEDNESDAY)
    minuted = sample.say("answer", "sample", "1.12", "grant", "--by", "board", "--minute", "COG, 4", *WEDNESDAY)

    assert (without.code, minuted.code) == (5, 0)
    assert without.err.splitlines()[:2] == [
        "sample 1.12: this is decided with the minute alone: it is a move of 182 days, more than 28.",
        "  Name the minute of the decision.",
    ]


def test_a_completion_is_claimed_returned_and_verified(sample: Desk) -> None:
    complete = ("answer", "sample", "4.11", "complete", "--by", MARCUS, "--evidence", "Form v3")
    codes = [
        sample.say(*complete, *WEDNESDAY).code,
        sample.say("answer", "sample", "4.11", "return", "--reason", "It is v2", *WEDNESDAY).code,
        sample.say(*complete, *WEDNESDAY).code,
        sample.say("answer", "sample", "4.11", "verify", *WEDNESDAY).code,
    ]

    standing = sample.say("explain", "sample", "4.11", "--on", "2026-11-03", "--format", "json").json["chapters"][1]
    assert (codes, standing["sentences"][0]) == ([0, 0, 0, 0], "On Tuesday 3 November 2026: complete.")


def test_waiting_not_mine_reassign_close_and_correct_are_said_too(sample: Desk) -> None:
    def say(*words: str) -> int:
        return sample.say("answer", "sample", *words, *WEDNESDAY).code

    codes = [
        say("1.13", "waiting", "--by", TOM, "--for", "the region", "--until", "2026-12-31"),
        say("1.13", "approve-waiting", "--by", "board", "--minute", "COG, 5"),
        say("6.11", "not-mine", "--by", "helen.brandt@example.org", "--perhaps", "Priya Lomas"),
        say("6.11", "decline", "--reason", "It is in her remit"),
        say("6.12", "reassign", "--to", "jess.onwu@example.org"),
        say("4.12", "reassign", "--to", "dev.rao@example.org"),
        say("4.12", "grant", "--by", "dev.rao@example.org"),
        say("2.14", "close", "--by", "chair@example.org", "--reason", "Done by the region", "--minute", "COG, 6"),
        say("2.11", "correct", "--date", "31 July 2027", "--reason", "Read a year wrong"),
    ]

    assert codes == [0] * 9


def test_the_co_ordinators_next_digest_shows_what_waits_for_a_word(sample: Desk) -> None:
    sample.say("round", "--on", "2026-09-01T08:00", "--release")
    sample.say("answer", "sample", "4.11", "complete", "--by", MARCUS, "--evidence", "Form v3", *WEDNESDAY)

    mails = sample.say("preview", "--on", "2026-09-03", "--format", "json").json["mails"]

    told = {(mail["person"], n["key"]["kind"], n["ref"]) for mail in mails for n in mail["notices"]}
    assert {(who, kind, ref) for who, kind, ref in told if ref == "4.11"} == {
        ("sam@example.org", "to verify", "4.11"),
        (MARCUS, "copy", "4.11"),
    }


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("9.99", "progress", "--by", TOM, "--note", "x"), 2, "no action '9.99' in plan 'sample'"),
        (("1.12", "new-date", "--by", TOM, "--date", "soon", "--reason", "x"), 2, "--date 'soon' names no date:"),
        (("1.12", "waiting", "--by", TOM, "--for", "x", "--until", "May"), 2, "--until 'May' is no day"),
        (("1.12", "complete", "--by", TOM), 5, "sample 1.12: “complete” needs evidence."),
        (
            ("1.12", "progress", "--by", "x@example.org", "--note", "x"),
            5,
            "sample 1.12: 'x@example.org' is not in the directory.",
        ),
        (("1.12", "reassign", "--to", "x@example.org"), 5, "sample 1.12: x@example.org: not in the directory."),
    ],
)
def test_what_cannot_be_recorded_ends_with_a_sentence_and_changes_nothing(
    sample: Desk, words: tuple[str, ...], code: int, sentence: str
) -> None:
    said = sample.say("answer", "sample", *words, *WEDNESDAY)

    assert (said.code, said.err.startswith(sentence), answers(sample, "1.12")) == (code, True, [])


def test_every_answer_has_its_help(desk: Desk) -> None:
    shown = desk.say("answer", "--help", home=False)

    for name in ("progress", "complete", "verify", "return", "new-date", "grant", "decline", "waiting", "not-mine"):
        assert f" {name} " in shown.out
    for name in ("approve-waiting", "reassign", "close", "correct"):
        assert f" {name} " in shown.out
