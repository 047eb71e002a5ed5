"""Which action is which: one question an action, asked only where reference and words leave one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.plan import Action
from scheduler.rules.pairing import NEW, pair
from scheduler.rules.sameness import Question, questions
from tests.scheduler.rules.editions import TITLES, action, plan

A, B, C = (action(ref) for ref in ("1.1", "1.2", "1.3"))
BEGUN = f"{A.title} by the spring"  # 8 of its 11 words are those of 1.1
MOVED = action("2.1", f"{A.title} now")  # 7 of 8 words: nearly the same
OTHER = action("1.1", "Appoint a head of quality")


def asked(*new: Action, **said: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    """What is asked of an edition after A and B: the ref, what it may have been, what is taken as said."""
    answers = {ref.removeprefix("r").replace("_", "."): was for ref, was in said.items()}
    return [(each.ref, each.offers, each.answer) for each in questions(plan(A, B), plan(*new), answers)]


def test_nothing_is_asked_of_an_edition_with_the_same_references_and_like_words() -> None:
    assert asked(action("1.1", BEGUN), B) == []


def test_nothing_is_asked_of_a_new_action_while_none_is_gone() -> None:
    assert asked(A, B, C) == []


def test_the_same_words_under_another_reference_are_taken_as_the_same_action() -> None:
    assert asked(action("2.1", A.title), B) == [("2.1", ("1.1",), "1.1")]


def test_nearly_the_same_words_under_another_reference_must_be_asked_about() -> None:
    assert asked(MOVED, B) == [("2.1", ("1.1",), None)]


def test_a_reference_before_quite_other_words_is_taken_as_the_same_and_can_be_denied() -> None:
    assert asked(OTHER, B) == [("1.1", ("1.1",), "1.1")]
    assert asked(OTHER, B, r1_1=NEW) == [("1.1", ("1.1",), NEW)]


def test_an_action_that_is_gone_is_offered_for_a_new_one_that_reads_a_little_like_it() -> None:
    new = action("2.1", "Train all managers in the assessment process")  # 5 of 10 words
    assert asked(new, B) == [("2.1", ("1.1",), NEW)]


def test_an_action_that_is_gone_is_not_offered_for_words_that_have_nothing_of_it() -> None:
    assert asked(action("2.2"), B) == []


def test_what_was_said_counts_and_frees_what_was_likely() -> None:
    assert asked(MOVED, B, r2_1=NEW) == [("2.1", ("1.1",), NEW)]
    assert asked(MOVED, OTHER, B, r2_1=NEW) == [("2.1", ("1.1",), NEW), ("1.1", ("1.1",), "1.1")]


def test_an_action_that_is_only_likely_to_be_another_is_offered_for_others_too() -> None:
    second = action("2.2", f"{A.title} now and again")
    assert asked(MOVED, second, B) == [("2.1", ("1.1",), None), ("2.2", ("1.1",), NEW)]
    assert asked(MOVED, second, B, r2_2="1.1") == [("2.2", ("1.1",), "1.1")]


def test_what_was_said_of_actions_that_are_there_no_longer_is_passed_over() -> None:
    assert asked(A, B, r9_9="1.1", r1_1="9.9") == []


@pytest.mark.parametrize(("answer", "guess"), [(None, "1.1"), (NEW, NEW), ("1.2", "1.2")])
def test_what_is_likely_stands_in_for_an_answer(answer: str | None, guess: str) -> None:
    assert Question(ref="2.1", offers=("1.1", "1.2"), answer=answer, is_said=False).guess == guess


@st.composite
def editions(draw: st.DrawFn) -> tuple[Action, ...]:
    refs = draw(st.lists(st.sampled_from(sorted(TITLES)), unique=True))
    titles = [*TITLES.values(), *(f"{title} now" for title in TITLES.values())]
    return tuple(action(ref, draw(st.sampled_from(titles))) for ref in refs)


@given(old=editions(), new=editions())
def test_what_is_likely_pairs_two_editions_as_their_texts_do(old: tuple[Action, ...], new: tuple[Action, ...]) -> None:
    found = {each.ref: each.guess for each in questions(plan(*old), plan(*new), {})}
    assert pair(plan(*old), plan(*new), found) == pair(plan(*old), plan(*new), None)


@given(old=editions(), new=editions(), data=st.data())
def test_any_one_answer_can_be_taken_and_stays_as_it_was_said(
    old: tuple[Action, ...], new: tuple[Action, ...], data: st.DataObject
) -> None:
    first = questions(plan(*old), plan(*new), {})
    if not first:
        return
    question = data.draw(st.sampled_from(first))
    said = {question.ref: data.draw(st.sampled_from([*question.offers, NEW]))}
    after = {each.ref: each.guess for each in questions(plan(*old), plan(*new), said)}
    found = pair(plan(*old), plan(*new), {**after, **said})
    assert {new.ref: old.ref for old, new in found.pairs}.get(question.ref, NEW) == said[question.ref]
