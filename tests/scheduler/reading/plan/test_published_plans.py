"""Published plans in every format, held against answer keys; skipped where the folder of plans is absent."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from scheduler.plans.plan import Place
from scheduler.reading.open_document import open_document
from scheduler.reading.read import NoActions, Reading, RemarkKind, read_document
from scheduler.reading.reading_json import as_json
from scheduler.reading.rows import Cell, Document

_SHARED = Path("/work/shared")
_PLANS = _SHARED / "plans"
_SCORE = _SHARED / "checks" / "score_reading.py"
_OWN_KEYS = Path(__file__).parent / "keys"
_AS_OF = {
    "east-sussex-2024": date(2024, 11, 13),
    "ealing-2023": date(2024, 3, 28),
    "jtai-2020": date(2020, 6, 15),
    "west-sussex-2024": date(2024, 2, 1),
}

pytestmark = pytest.mark.skipif(not _SCORE.exists(), reason=f"the published plans are not here ({_SHARED})")

_READABLE = [
    "east-sussex-2024.txt",
    "east-sussex-2024.docx",
    "east-sussex-2024.pdf",
    "ealing-2023.txt",
    "ealing-2023.docx",
    "ealing-2023.xlsx",
    "ealing-2023.csv",
]
_ALL = [*_READABLE, "jtai-2020.txt", "west-sussex-2024.txt"]


def _read(name: str) -> tuple[Document, Reading]:
    document = open_document(_PLANS / name)
    return document, read_document(document, as_of=_AS_OF[Path(name).stem])


def _score(key: Path, reading: Reading, folder: Path) -> str:
    """The last line that the scoring script prints."""
    given = folder / "reading.json"
    given.write_text(json.dumps(as_json(reading)), encoding="utf-8")
    scored = subprocess.run(
        [sys.executable, str(_SCORE), str(key), str(given)], capture_output=True, text=True, check=False
    )
    return scored.stdout.splitlines()[-1]


@pytest.mark.parametrize("name", _READABLE)
def test_every_format_of_a_published_plan_scores_full_marks(name: str, tmp_path: Path) -> None:
    key = _PLANS / "keys" / f"{Path(name).stem}.json"
    count = len(json.loads(key.read_text(encoding="utf-8")))
    assert _score(key, _read(name)[1], tmp_path) == f"wholly right: {count}/{count}; extra: 0; doubled: 0"


@pytest.mark.parametrize(("name", "count"), [("jtai-2020.txt", 78), ("west-sussex-2024.txt", 9)])
def test_plans_read_by_eye_score_full_marks(name: str, count: int, tmp_path: Path) -> None:
    key = _OWN_KEYS / f"{Path(name).stem}.json"
    assert _score(key, _read(name)[1], tmp_path) == f"wholly right: {count}/{count}; extra: 0; doubled: 0"


def test_each_agency_in_a_lead_cell_gives_its_own_person() -> None:
    key = json.loads((_OWN_KEYS / "jtai-2020.json").read_text(encoding="utf-8"))
    read = {action["ref"]: action["leads"] for action in as_json(_read("jtai-2020.txt")[1])}
    counted = {ref: len(leads) for ref, leads in read.items() if isinstance(leads, list)}
    assert counted == {action["ref"]: action["people"] for action in key}


@pytest.mark.parametrize("name", _ALL)
def test_every_cell_of_a_published_plan_is_used_or_listed(name: str) -> None:
    document, read = _read(name)
    told = _told_of(read)
    headers = {cell.text for table in document.tables for cell in table.rows[0].cells}
    listed = " ".join(remark.text for remark in read.remarks)
    areas = {f"{area.ref}{area.title}".replace(" ", "") for area in read.plan.areas}
    lost = [
        str(cell.place)
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if cell.paragraphs and not cell.continues and not told & _around(cell.place)
        if not (cell.text in headers and cell.text in listed) and not _is_of_area(cell, areas)
    ]
    assert lost == []


def _told_of(read: Reading) -> set[tuple[int, int, int]]:
    quoted = [quote.place for action in read.plan.actions for quote in action.quotes.values()]
    leading = [lead.place for action in read.plan.actions for lead in action.leads]
    remarked = [remark.place for remark in read.remarks]
    return {(place.table, place.row, place.column) for place in (*quoted, *leading, *remarked)}


def _around(place: Place) -> set[tuple[int, int, int]]:
    table, row, column = place.table, place.row, place.column
    return {(table, row, column), (table, row, 0), (table, 0, column), (table, 0, 0)}


def _is_of_area(cell: Cell, areas: set[str]) -> bool:
    """Whether a cell's words stand in an area's number and title."""
    plain = cell.text.replace(" ", "").replace(".", "")
    return any(plain in area.replace(".", "") for area in areas)


def test_actions_that_say_the_same_are_pointed_out() -> None:
    read = _read("east-sussex-2024.txt")[1]
    same = [remark.text.partition(" may say")[0] for remark in read.remarks if remark.kind is RemarkKind.SAME]
    assert same == ["1.13 and 2.21", "2.14 and 2.23"]


def test_earlier_recommendations_that_are_repeated_are_pointed_out() -> None:
    read = _read("west-sussex-2024.txt")[1]
    repeats = [(remark.ref, remark.text) for remark in read.remarks if remark.kind is RemarkKind.REPEATS]
    assert repeats == [("P1", "R6 repeats it in other words."), ("P2", "R1 repeats it in other words.")]


def test_a_report_of_an_inspection_keeps_its_own_categories() -> None:
    read = _read("west-sussex-2024.txt")[1]
    kept = {action.ref: action.rating for action in read.plan.actions if action.area == "P"}
    assert kept == {"P1": "Some progress", "P2": "Some progress", "P3": "Sufficient progress"}


def test_a_covering_report_holds_no_actions_and_says_what_it_holds() -> None:
    document = open_document(_PLANS / "east-sussex-cabinet-2024.txt")
    with pytest.raises(NoActions) as raised:
        read_document(document, as_of=date(2024, 11, 13))
    assert str(raised.value) == "east-sussex-cabinet-2024.txt: no actions here."
    begins = [sentence.split(" ")[:3] for sentence in raised.value.holds]
    assert begins == [
        ["It", "is", "addressed"],
        ["It", "is", "dated"],
        ["It", "is", "by"],
        ["It", "is", "titled"],
        ["It", "names", "as"],
        ["Cabinet", "is", "recommended"],
        ["It", "quotes", "4"],
        ["It", "has", "75"],
    ]
    assert raised.value.holds[1] == "It is dated 13 November 2024."
