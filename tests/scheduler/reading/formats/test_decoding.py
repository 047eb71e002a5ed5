"""Bytes to text, whatever wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reading.decoding import decoded
from scheduler.reading.rows import UnreadableDocument

_CURE = "Give the plan as .docx, .pdf, .xlsx, .csv or .txt."


def _refusal(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refusal:
        decoded(content, "plan.txt")
    return str(refusal.value)


@given(text=st.text())
def test_utf_8_reads_back(text: str) -> None:
    assume_no_mark = text.lstrip("\ufeff").replace("\0", "")
    assert decoded(assume_no_mark.encode(), "plan.txt") == assume_no_mark


def test_dos_pounds_are_told_from_windows_ones() -> None:
    assert [decoded("£500 à la carte".encode(page), "plan.txt") for page in ("cp850", "cp1252")] == [
        "£500 à la carte"
    ] * 2


def test_a_windows_text_that_ends_in_an_accent_is_no_text_cut_short() -> None:
    assert decoded("a café".encode("cp1252"), "plan.txt") == "a café"


def test_a_text_cut_in_the_middle_of_a_letter_says_so() -> None:
    assert _refusal("Zoë’s".encode()[:5]) == (
        "plan.txt is cut short or damaged: byte 5 of 5 belongs to no letter (utf-8). "
        "Copy or export the file again, whole."
    )


def test_utf_16_cut_in_the_middle_of_a_letter_says_so() -> None:
    assert _refusal("plan".encode("utf-16")[:-1]) == (
        "plan.txt is cut short or damaged: byte 9 of 9 belongs to no letter (utf-16-le). "
        "Copy or export the file again, whole."
    )


def test_bytes_that_are_no_text_say_so() -> None:
    assert _refusal(b"plan\0\0\1\2 of nothing") == f"plan.txt is no text: it holds bytes that no letter has. {_CURE}"
