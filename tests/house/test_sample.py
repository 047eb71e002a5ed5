"""The sample home agrees with itself: plan, people, settings and the calendar worked out for it by hand."""

import csv
import re
import tomllib
from pathlib import Path

import docx
import pytest
from docx.table import _Row

from tests.journeys import sample_calendar

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
PUBLISHED_PLANS = Path("/work/shared/plans")
REF = re.compile(r"^\d\.\d\d\b")
NAMES = {"example.org", "example.com", "example.net"}
CO_ORDINATOR = "sam@example.org"
# Complete, or not before March 2027: the calendar says nothing of them.
SILENT = {"1.11", "5.12", "6.23", "7.12"}
# The plan prints nobody whom the people file knows: their mail goes to the co-ordinator.
THE_BOARD = "cog"  # what the co-ordinator sees of the chair's next mail is about the board
NOBODY_LEADS = {"2.12", "3.12", "4.13", "5.13"}


def area_rows() -> list[_Row]:
    """Rows of the plan that hold actions: neither the header nor a section's full-width row."""
    rows = docx.Document(str(SAMPLE / "plan.docx")).tables[0].rows
    return [row for row in list(rows)[1:] if row.cells[0].text != row.cells[1].text]


def refs_in(column: int) -> list[str]:
    paragraphs = [line.text for row in area_rows() for line in row.cells[column].paragraphs]
    return [found.group() for text in paragraphs if (found := REF.match(text))]


def people() -> dict[str, dict[str, str]]:
    with (SAMPLE / "people.csv").open(encoding="utf-8", newline="") as file:
        return {row["email"]: row for row in csv.DictReader(file)}


def printed_leads() -> dict[str, str]:
    """What the lead column prints of each action; a cell without refs speaks for its row's only action."""
    leads: dict[str, str] = {}
    for row in area_rows():
        for line in row.cells[2].paragraphs:
            ref = REF.match(line.text) or REF.match(row.cells[1].text)
            assert ref is not None
            leads[ref.group()] = line.text.removeprefix(ref.group()).strip()
    return leads


def test_the_people_file_has_the_columns_that_the_directory_reads() -> None:
    header = (SAMPLE / "people.csv").read_text(encoding="utf-8").splitlines()[0]

    assert header == "name,initials,email,organisation,roles,aliases,manager,deputy,away_from,away_to,digest"


def test_every_address_is_at_a_name_kept_for_examples() -> None:
    words = (SAMPLE / "people.csv").read_text(encoding="utf-8") + (SAMPLE / "chaser.toml").read_text(encoding="utf-8")
    found = re.findall(r"@([\w.-]+)", words)

    assert len(found) > 20
    assert set(found) <= NAMES


def test_managers_deputies_boards_and_attendees_are_in_the_people_file() -> None:
    settings = tomllib.loads((SAMPLE / "chaser.toml").read_text(encoding="utf-8"))
    board = settings["boards"]["cog"]
    named = {person[field] for person in people().values() for field in ("manager", "deputy")} - {""}
    named |= {board["chair"], board["vice_chair"], board["co_ordinator"]}
    named |= {address for series in settings["series"].values() for address in series["attendees"]}

    assert named - set(people()) == set()


def test_initials_mean_one_person_each() -> None:
    initials = [person["initials"] for person in people().values() if person["initials"]]

    assert sorted(initials) == sorted(set(initials))


def test_each_action_stands_once_and_has_its_progress_in_the_same_order() -> None:
    assert len(refs_in(1)) == 25
    assert refs_in(1) == sorted(set(refs_in(1)))
    assert refs_in(3) == refs_in(1)


def test_the_calendar_mails_only_people_of_the_directory_about_actions_of_the_plan() -> None:
    mailed = {mail.to for mail in sample_calendar.MAILINGS}
    told = {notice.ref.split("#")[0] for mail in sample_calendar.MAILINGS for notice in mail.notices}

    assert mailed - set(people()) == set()
    assert set(refs_in(1)) - told == SILENT
    assert told - set(refs_in(1)) == {THE_BOARD}


def test_the_calendar_chases_whom_the_lead_column_names_and_the_co_ordinator_for_the_rest() -> None:
    known = people().values()
    by_words = {person[field]: person["email"] for person in known for field in ("initials", "name") if person[field]}
    expected = {
        (ref, by_words.get(words, CO_ORDINATOR))
        for ref in set(refs_in(1)) - SILENT
        for words in printed_leads().get(ref, "").split(" & ")
    }
    chased = {
        (notice.ref.split("#")[0], mail.to)
        for mail in sample_calendar.MAILINGS
        if mail.kind == "digest"
        for notice in mail.notices
        if notice.ref != THE_BOARD
    }

    assert chased == expected
    assert {ref for ref, to in chased if to == CO_ORDINATOR} == NOBODY_LEADS


def test_the_sample_borrows_no_sentence_from_a_published_plan() -> None:
    if not PUBLISHED_PLANS.is_dir():
        pytest.skip(f"the published plans to compare with are not at {PUBLISHED_PLANS}")
    ours = " ".join(cell.text for row in area_rows() for cell in row.cells)
    theirs = " ".join(path.read_text(encoding="utf-8") for path in sorted(PUBLISHED_PLANS.glob("*.txt")))

    assert runs_of_words(ours) & runs_of_words(theirs) == set()


def runs_of_words(text: str, length: int = 5) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z]+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
