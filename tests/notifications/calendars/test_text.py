"""Words in calendar lines: cleaned, shortened, escaped, folded, and read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from notifications.calendars.text import cleaned, one_line, paragraphs, shortened, uri
from tests.notifications.calendars.ics_reader import read

anything = st.text(st.characters(), max_size=400)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\x0btwo\x0cthree\x85four\u2028five\u2029six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("\x00a\x07b\x1b[31mc\x7fd\x9be", "ab[31mcde"),
        ("half \ud83d of a character", "half of a character"),
        ("  tab\there \n\n  and  there  \n", "tab here\n\nand there"),
        ("naïve – 会議 🙂", "naïve – 会議 🙂"),
        ("", ""),
        ("turned \u202eabout\u202c and \u200bhidden", "turned about and hidden"),
    ],
)
def test_control_characters_go_and_lines_stay(words: str, expected: str) -> None:
    assert cleaned(words) == expected


@pytest.mark.parametrize(
    ("words", "length", "expected"),
    [
        ("Agree one audit tool", 20, "Agree one audit tool"),
        ("Agree one audit tool", 19, "Agree one audit…"),
        ("Agree one audit tool", 16, "Agree one audit…"),
        ("Agree one audit tool", 15, "Agree one…"),
        ("Agree, one audit tool", 8, "Agree…"),
        ("Unbreakable", 6, "Unbre…"),
        ("two\nlines", 20, "two lines"),
    ],
)
def test_long_words_are_cut_between_words(words: str, length: int, expected: str) -> None:
    assert shortened(words, length) == expected


@given(words=anything, length=st.integers(min_value=2, max_value=90))
def test_what_is_shortened_is_never_longer(words: str, length: int) -> None:
    assert len(shortened(words, length)) <= length


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=1,2;3#c", "https://example.org/a?b=1,2;3#c"),
        ("https://example.org/already%20there", "https://example.org/already%20there"),
        (" https://example.org/Réunion du 3 ", "https://example.org/R%C3%A9union%20du%203"),
        ('https://example.org/"<>\\', "https://example.org/%22%3C%3E%5C"),
    ],
)
def test_an_address_holds_only_what_addresses_may(address: str, expected: str) -> None:
    assert str(uri(address)) == expected


@given(words=anything)
def test_any_words_are_read_back_as_they_were_cleaned(words: str) -> None:
    event = Event()
    event.add("DESCRIPTION", paragraphs(words))
    assert read(event.to_ical())["DESCRIPTION"].text == cleaned(words)


@given(words=anything)
def test_one_line_is_one_line(words: str) -> None:
    assert one_line(words).splitlines() in ([], [one_line(words)])


@given(prefix=st.integers(min_value=0, max_value=80), character=st.sampled_from("aé会🙂\\;,\n"))
def test_folds_fall_between_characters_wherever_a_line_ends(prefix: int, character: str) -> None:
    words = "a" + "x" * prefix + character * 60 + "a"
    event = Event()
    event.add("DESCRIPTION", paragraphs(words))
    assert read(event.to_ical())["DESCRIPTION"].text == words
