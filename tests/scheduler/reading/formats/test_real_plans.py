"""Published plans, where they lie beside the project: the same cells from every format."""

from pathlib import Path

import pytest

from scheduler.reading.guard import open_guarded
from scheduler.reading.rows import Document

_PLANS = Path(__file__).parents[5] / "shared" / "plans"
pytestmark = pytest.mark.skipif(not _PLANS.is_dir(), reason=f"no published plans in {_PLANS}")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _columns(document: Document) -> list[str]:
    """Each column's letters from the first row to the last; repeated headers and carried-down merges left out."""
    header = [cell.text for cell in document.tables[0].rows[0].cells]
    rows = [row for table in document.tables for row in table.rows if [cell.text for cell in row.cells] != header]
    return [
        "".join(_letters(row.cells[at].text) for row in rows if at < len(row.cells) and not row.cells[at].continues)
        for at in range(len(header))
    ]


@pytest.mark.parametrize(("name", "other"), [("east-sussex-2024", "pdf"), ("ealing-2023", "xlsx")])
def test_every_format_of_a_plan_gives_the_words_of_its_word_document(name: str, other: str) -> None:
    assert _columns(open_guarded(_PLANS / f"{name}.{other}")) == _columns(open_guarded(_PLANS / f"{name}.docx"))


def test_rows_that_page_breaks_cut_are_whole_again() -> None:
    document = open_guarded(_PLANS / "east-sussex-2024.pdf")
    assert [len(table.rows) for table in document.tables] == [5, 2, 7, 5, 4]


def test_the_csv_edition_has_a_row_an_action() -> None:
    document = open_guarded(_PLANS / "ealing-2023.csv")
    assert [(len(table.rows), {len(row.cells) for row in table.rows}) for table in document.tables] == [(51, {5})]
