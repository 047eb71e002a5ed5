"""Settings changed in the text of chaser.toml: the value alone differs, every remark stays where it stood."""

import tomllib
from difflib import ndiff
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.edits import with_edits
from config.example import example_text
from tests.examples import tried

LEAD, MANAGER, CHAIR = ({"who": who, "after": after} for who, after in (("lead", 0), ("manager", 4), ("chair", 9)))


def differs(before: str, after: str) -> list[str]:
    """The lines that are gone and new, blank ones left out."""
    lines = ndiff(before.splitlines(), after.splitlines())
    return [each for each in lines if each[:2] in {"- ", "+ "} and each[2:].strip()]


def test_a_value_is_changed_in_its_own_line_and_no_remark_is_lost() -> None:
    text = example_text()
    changed = with_edits(text, {("reminders", "day_rungs"): [30, 7], ("boards", "cog", "chair"): "a@example.org"})

    assert differs(text, changed) == [
        '- chair = "Robin Hale <chair@example.org>"',
        '+ chair = "a@example.org"',
        "- day_rungs = [28, 14, 7, 2, 0]",
        "+ day_rungs = [30, 7]",
    ]


@pytest.mark.parametrize("steps", [[LEAD], [LEAD, CHAIR], [LEAD, MANAGER, CHAIR]])
def test_steps_come_and_go_and_the_remarks_around_them_stay(steps: list[dict[str, Any]]) -> None:
    text = example_text()
    changed = with_edits(text, {("escalation", "steps"): steps})
    again = with_edits(changed, {("escalation", "steps"): [LEAD, MANAGER, CHAIR]})

    assert tomllib.loads(changed)["escalation"]["steps"] == steps
    assert tomllib.loads(again)["escalation"]["steps"] == [LEAD, MANAGER, CHAIR]
    assert "\n# Who may grant what is asked, and when.\n[requests]\n" in again


def test_a_table_that_is_not_there_is_made() -> None:
    made = with_edits("", {("boards", "cog", "name"): "Chief Officer Group", ("escalation", "steps"): [LEAD, CHAIR]})

    assert tomllib.loads(made) == {
        "boards": {"cog": {"name": "Chief Officer Group"}},
        "escalation": {"steps": [LEAD, CHAIR]},
    }


def test_steps_in_one_line_are_changed_in_that_line() -> None:
    text = '[escalation]\nsteps = [{ who = "lead", after = 0 }] # the lead alone\n'
    changed = tomllib.loads(with_edits(text, {("escalation", "steps"): [LEAD, CHAIR]}))

    assert changed == {"escalation": {"steps": [LEAD, CHAIR]}}


def test_a_line_is_taken_out() -> None:
    text = '[boards.cog]\nname = "COG" # for short\nzone = "Europe/London"\n'

    assert with_edits(text, {("boards", "cog", "name"): None}) == '[boards.cog]\nzone = "Europe/London"\n'


@tried(0.5)
@given(words=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40))
def test_words_of_any_sort_come_back_as_they_were(words: str) -> None:
    changed = tomllib.loads(with_edits(example_text(), {("boards", "cog", "name"): words}))

    assert changed["boards"]["cog"]["name"] == words
