"""Whole readings in a child process: the same as in ours, without actions where there are none, and within bounds."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.plans.plan import Plan
from scheduler.reading.open_document import open_document
from scheduler.reading.read import read_document
from scheduler.reading.read_columns import ReadColumn
from scheduler.reading.reading_guard import read_again_guarded, read_file_guarded
from scheduler.reading.rows import UnreadableDocument

AS_OF = date(2026, 10, 1)
WRITTEN = """\
Ref,Wat moet,Who leads,Due
1.1,Write the new form,NM,Spring term 2027
1.2,Train every team,Team X,Feb 2027
"""
TERMS = [date(2027, 3, 25)]


def test_a_file_is_read_as_in_our_own_process_and_again_with_other_columns(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(WRITTEN)
    found = read_file_guarded(file, as_of=AS_OF, columns={"Wat moet": "action"}, terms_end_on=TERMS)
    again = read_again_guarded(
        found.document,
        name="plan.csv",
        as_of=AS_OF,
        columns={"Wat moet": "action", "Due": "unread"},
        terms_end_on=TERMS,
    )

    own = read_document(open_document(file), as_of=AS_OF, columns={"Wat moet": "action"}, terms_end_on=TERMS)
    assert found.reading == own
    assert [each.target and each.target.due_on for each in own.plan.actions] == [date(2027, 3, 25), date(2027, 2, 28)]
    assert [each.target for each in again.plan.actions] == [None, None]


def test_columns_are_named_with_what_they_hold_and_their_first_words(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(WRITTEN)
    found = read_file_guarded(file, as_of=AS_OF, columns={"Wat moet": "action"}).reading

    assert found.columns == (
        ReadColumn(name="Ref", roles=("ref",), samples=("1.1", "1.2")),
        ReadColumn(name="Wat moet", roles=("action",), samples=("Write the new form", "Train every team")),
        ReadColumn(name="Who leads", roles=("lead",), samples=("NM", "Team X")),
        ReadColumn(name="Due", roles=("target",), samples=("Spring term 2027", "Feb 2027")),
    )


def test_a_file_without_actions_says_what_it_holds_and_which_columns_it_has(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Naam,Kleur\nAppel,Rood\nPeer,Groen\n")
    found = read_file_guarded(file, as_of=AS_OF, columns={}).reading

    assert found.plan == Plan(title="list.csv", as_of=AS_OF, areas=(), actions=())
    assert [(each.name, each.roles) for each in found.columns] == [("Naam", ()), ("Kleur", ())]


def test_a_mapping_that_does_not_fit_is_refused_with_its_sentence(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(WRITTEN)
    with pytest.raises(UnreadableDocument, match=r'plan\.csv has no column "Nothing"'):
        read_file_guarded(file, as_of=AS_OF, columns={"Nothing": "lead"})


def test_a_reading_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(WRITTEN + "".join(f"2.{number},Train team {number},NM,March 2027\n" for number in range(2000)))
    with pytest.raises(UnreadableDocument) as refused:
        read_file_guarded(file, as_of=AS_OF, columns={}, seconds=1)

    within = {
        f"plan.csv could not be read within {seconds} seconds" for seconds in (1, 3)
    }  # of a processor, or a clock
    assert {str(refused.value).partition(". It")[0]} <= within
