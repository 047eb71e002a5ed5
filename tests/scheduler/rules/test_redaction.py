"""Words are found however they are spaced or written large, and a document that repeats them is known."""

from datetime import date
from hashlib import sha256

import pytest

from scheduler.rules.redaction import Trace, blank_again, blank_of, mark_of, rewritten, trace_of, words_of

MARK = "[redacted on 20 January 2025 by Sam Ode: names a child]"


def test_the_mark_keeps_who_when_and_why() -> None:
    assert mark_of(date(2025, 1, 20), "Sam Ode", "names a child") == MARK


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Meeting about Pat Quill on Monday", f"Meeting about {MARK} on Monday"),
        ("PAT QUILL's school", f"{MARK}'s school"),
        ("about Pat\n> Quill, again Pat  Quill.", f"about {MARK}, again {MARK}."),
        ("Pat-Quill", MARK),
        ("Patrick Quill; Pat and Quill; Quill, Pat", "Patrick Quill; Pat and Quill; Quill, Pat"),
        ("Pat Pat Quill", f"Pat {MARK}"),
        ("", ""),
    ],
)
def test_words_go_wherever_they_follow_one_another(text: str, left: str) -> None:
    assert blank_of(words_of("pat quill"), MARK)(text) == left


def test_what_was_taken_out_is_known_again_without_being_kept() -> None:
    trace = trace_of(words_of("Pat Quill"), MARK, "salt")

    assert blank_again([trace])("Visit pat quill at home") == f"Visit {MARK} at home"
    assert blank_again([trace])("Visit Pat at home") == "Visit Pat at home"
    assert "pat" not in repr(trace).casefold()


def test_texts_in_json_are_rewritten_and_names_of_things_are_not() -> None:
    quotes = {"title": {"words": "Pat", "rule": "Pat"}}
    reading = {"actions": [{"ref": "Pat", "title": "Visit Pat", "quotes": quotes}], "n": 1}

    assert rewritten(reading, blank_of(("pat",), "[gone]")) == {
        "actions": [{"ref": "Pat", "title": "Visit [gone]", "quotes": {"title": {"words": "[gone]", "rule": "Pat"}}}],
        "n": 1,
    }


def test_what_was_taken_out_is_kept_as_a_digest_that_stays_the_same_for_good() -> None:
    trace = trace_of(words_of("Pat Quill"), MARK, "salt")

    assert trace.is_of(("pat", "quill"))
    assert trace == Trace(words=2, digest=sha256(b"salt pat quill").hexdigest(), salt="salt", mark=MARK)
