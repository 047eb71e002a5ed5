"""How much of its time limit each format takes: 500 rows in two seconds, a PDF of 60 pages in fifteen.

The files are made here, of invented rows, and are opened as people's files are: by a process of their own, its start
included. Ratios to the limits are told and not seconds, for these say more of the machine than of the program.

    python -m benchmarks.reading_speed            prints the table
    python -m benchmarks.reading_speed --write    writes it to benchmarks/reading_speed.md as well
"""

import argparse
import csv
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import docx
from openpyxl import Workbook

from scheduler.reading.guard import open_guarded
from scheduler.reading.open_document import open_document
from tests.scheduler.reading.formats.pdfs import GRID, HEADER, plan_rows, table_pdf

ROWS = 500
ROWS_IN_60_PAGES = 800
ROUNDS = 5
REPORT = Path(__file__).with_suffix(".md")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A file, its limit in seconds, how many of its rows were read, and the median seconds of each way to read it."""

    what: str
    limit: float
    rows: int
    guarded: float
    bare: float
    peer: str
    peer_seconds: float | None


def made(folder: Path) -> list[tuple[str, Path, float, int]]:
    """What is measured, where it lies, its limit in seconds and its rows."""
    rows = [list(HEADER), *map(list, plan_rows(ROWS))]
    (folder / "plan.txt").write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    with (folder / "plan.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    workbook.save(folder / "plan.xlsx")
    _word_document(rows).save(str(folder / "plan.docx"))
    table_pdf(folder / "ruled.pdf", rows, style=GRID)
    table_pdf(folder / "unruled.pdf", rows)
    table_pdf(folder / "long.pdf", [HEADER, *plan_rows(ROWS_IN_60_PAGES)], style=GRID)
    return [
        (f"{ROWS} rows as .docx", folder / "plan.docx", 2, ROWS),
        (f"{ROWS} rows as .xlsx", folder / "plan.xlsx", 2, ROWS),
        (f"{ROWS} rows as .csv", folder / "plan.csv", 2, ROWS),
        (f"{ROWS} rows as .txt", folder / "plan.txt", 2, ROWS),
        (f"{ROWS} rows as .pdf, ruled", folder / "ruled.pdf", 2, ROWS),
        (f"{ROWS} rows as .pdf, no lines", folder / "unruled.pdf", 2, ROWS),
        ("60 pages of .pdf, ruled", folder / "long.pdf", 15, ROWS_IN_60_PAGES),
    ]


def _word_document(rows: list[list[str]]) -> Any:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, made_row in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, made_row.cells, strict=True):
            cell.text = text
    return document


def measure(what: str, path: Path, limit: float, rows: int) -> Measure:
    """Reads a file some times over; ends the program with a plain sentence where rows are missing."""
    document = open_guarded(path)
    found = sum(row.cells[0].text != HEADER[0] for table in document.tables for row in table.rows)
    if found != rows:
        sys.exit(f"{path.name} gave {found} rows instead of {rows}: a speed that leaves rows out is none.")
    peer, read = _peer(path)
    return Measure(
        what=what,
        limit=limit,
        rows=found,
        guarded=_seconds(lambda: open_guarded(path)),
        bare=_seconds(lambda: open_document(path)),
        peer=peer,
        peer_seconds=_seconds(read) if read else None,
    )


def _seconds(read: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        read()
        times.append(perf_counter() - begun)
    return median(times)


def _peer(path: Path) -> tuple[str, Callable[[], object] | None]:
    """Another library's way to the same cells, where it is installed."""
    if path.suffix == ".pdf":
        return "pdfplumber", _installed("pdfplumber", lambda library: _by_pdfplumber(library, path))
    if path.suffix == ".xlsx":
        return "openpyxl", _installed("openpyxl", lambda library: _by_openpyxl(library, path))
    return "", None


def _installed(name: str, read: Callable[[Any], object]) -> Callable[[], object] | None:
    try:
        library = import_module(name)
    except ModuleNotFoundError:
        return None
    return lambda: read(library)


def _by_pdfplumber(library: Any, path: Path) -> object:
    with library.open(path) as pdf:
        return [page.extract_tables() for page in pdf.pages]


def _by_openpyxl(library: Any, path: Path) -> object:
    return [list(sheet.iter_rows(values_only=True)) for sheet in library.load_workbook(path, data_only=True)]


def table(measures: list[Measure]) -> str:
    """The measures as a Markdown table."""
    lines = [
        "| file | rows read | limit | share of the limit | without its own process | the same by another library |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in measures:
        other = f"{one.peer} × {one.peer_seconds / one.bare:.1f}" if one.peer_seconds else "–"
        lines.append(
            f"| {one.what} | {one.rows} | {one.limit:g} s | {one.guarded / one.limit:.2f} "
            f"| {one.bare / one.limit:.2f} | {other} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measures, prints, and writes where asked to."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help=f"write {REPORT.name} beside this file")
    chosen = arguments.parse_args()
    with TemporaryDirectory() as folder:
        report = table([measure(*one) for one in made(Path(folder))])
    print(report)
    if chosen.write:
        REPORT.write_text(HEADING + report + "\n", encoding="utf-8")


HEADING = """# How fast each format is read

Written by `python -m benchmarks.reading_speed --write`: medians, as shares of the limit that each format has (1.00
would be the whole of it). The first share is what a person waits for `chaser read`: the file opened by a process of its
own, that process's start included. The last column is the time that another library takes to the same file's bare
cells, as a multiple of ours without its own process; ours also joins wrapped lines, cut rows and merges.

"""


if __name__ == "__main__":
    main()
