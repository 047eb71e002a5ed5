"""References: found at the head of words and inside a cell, told from figures, lettered where none is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reading import refs


@pytest.mark.parametrize(
    ("words", "ref", "rest"),
    [
        ("1.11 Meet the board", "1.11", "Meet the board"),
        ("2.2. Meet", "2.2", "Meet"),
        ("13.10 Meet", "13.10", "Meet"),
        ("1.1 meet in private", "1.1", "meet in private"),
        ("A1. Meet", "A1", "Meet"),
        ("A1 - Meet", "A1", "Meet"),
        ("3a Meet", "3a", "Meet"),
        ("Action 2: Meet", "2", "Meet"),
        ("1. Meet", "", "1. Meet"),
        ("1.5 posts to fill", "", "1.5 posts to fill"),
        ("10.30 am start", "", "10.30 am start"),
        ("KS4 Results", "", "KS4 Results"),
        ("10 point checklist", "", "10 point checklist"),
        ("Meet 1.1 people", "", "Meet 1.1 people"),
    ],
)
def test_the_reference_at_the_head_of_an_action(words: str, ref: str, rest: str) -> None:
    assert refs.action_head(words) == refs.Numbered(ref=ref, words=rest)


@pytest.mark.parametrize(
    ("words", "ref", "rest"),
    [
        ("7.Develop it", "7", "Develop it"),
        ("7. Develop it", "7", "Develop it"),
        ("1.1 Plans", "1.1", "Plans"),
        ("Priority 2: Victims", "2", "Victims"),
        ("Recommendation 3 – Homes", "3", "Homes"),
        ("Theme two: Homes", "2", "Homes"),
        ("D1 Governance", "D1", "Governance"),
        ("4.", "4", ""),
        ("Police", "", "Police"),
        ("24 hour cover", "", "24 hour cover"),
        ("A review", "", "A review"),
    ],
)
def test_the_reference_at_the_head_of_an_area(words: str, ref: str, rest: str) -> None:
    assert refs.area_head(words) == refs.Numbered(ref=ref, words=rest)


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        ("1", "1"),
        ("1.10", "1.10"),
        ("4.", "4"),
        ("(3)", "3"),
        ("#4", "4"),
        ("YJ-03", "YJ-03"),
        ("1a", "1a"),
        ("Rec 3", "3"),
        ("Police", ""),
        ("", ""),
        ("a" * 40 + "1", ""),
    ],
)
def test_a_reference_that_is_all_of_a_cell(words: str, ref: str) -> None:
    assert refs.alone(words) == ref


def test_a_cell_is_parted_by_the_references_that_follow_each_other() -> None:
    parted = refs.portions(["1.9 Meet at 10.30, see 1.10 below. 1.10 Write 1.5 pages. 1.11 Share"])
    assert [(one.ref, one.paragraphs) for one in parted] == [
        ("1.9", ("Meet at 10.30, see 1.10 below.",)),
        ("1.10", ("Write 1.5 pages.",)),
        ("1.11", ("Share",)),
    ]


def test_a_reference_that_skips_one_counts_between_sentences_only() -> None:
    parted = refs.portions(["2.1 Meet. 2.3 Write. Look at 2.5 Again"])
    assert [one.ref for one in parted] == ["2.1", "2.3"]


def test_known_references_count_wherever_a_sentence_allows() -> None:
    parted = refs.portions(["6.22 Nov 2026 6.23 by March"], known={"6.22", "6.23"})
    assert [(one.ref, one.paragraphs) for one in parted] == [("6.22", ("Nov 2026",)), ("6.23", ("by March",))]


def test_words_before_the_first_reference_have_none() -> None:
    parted = refs.portions(["In short:", "2.1 Meet", "often", "2.2 Write"])
    assert [(one.ref, one.paragraphs, one.paragraph) for one in parted] == [
        ("", ("In short:",), 1),
        ("2.1", ("Meet", "often"), 2),
        ("2.2", ("Write",), 4),
    ]


@pytest.mark.parametrize(
    ("last", "ref", "expected"),
    [("1.9", "1.10", True), ("2.14", "2.15", True), ("1.1", "1.3", False), ("1.1", "2.2", False), ("", "1.1", False)],
)
def test_the_reference_that_comes_next(last: str, ref: str, expected: bool) -> None:
    assert refs.follows(last, ref) is expected


@pytest.mark.parametrize(("count", "letter"), [(1, "a"), (2, "b"), (26, "z"), (27, "aa"), (53, "ba")])
def test_letters_count_on_after_z(count: int, letter: str) -> None:
    assert refs.letter(count) == letter


@given(st.integers(min_value=1, max_value=2000), st.integers(min_value=1, max_value=2000))
def test_no_two_counts_have_one_letter(one: int, other: int) -> None:
    assert (refs.letter(one) == refs.letter(other)) is (one == other)


@given(st.lists(st.text(alphabet="abcAB 1.2-)(", max_size=30), max_size=4))
def test_parting_a_cell_loses_no_word(paragraphs: list[str]) -> None:
    kept = "".join(one.ref + "".join(one.paragraphs) for one in refs.portions(paragraphs))
    assert _letters(kept) == _letters("".join(paragraphs))


def _letters(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())
