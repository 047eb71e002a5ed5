"""A document as JSON and back: what passes between the process that opens a file and the one that asked."""

import json
from typing import Any

from scheduler.plans.plan import Place
from scheduler.reading.rows import Cell, Document, Row, Table


def to_json(document: Document) -> bytes:
    """UTF-8, compact. JSON and not pickle: whoever took over the reading process could put code into a pickle."""
    return json.dumps(
        {
            "name": document.name,
            "tables": [
                [table.heading, _place(table.place), [[_place(row.place), _cells(row.cells)] for row in table.rows]]
                for table in document.tables
            ],
            "paragraphs": _cells(document.paragraphs),
            "says_merges": document.says_merges,
            "fixes_columns": document.fixes_columns,
        },
        separators=(",", ":"),
    ).encode()


def from_json(content: bytes) -> Document:
    """The document that `to_json` wrote. ValueError, KeyError or TypeError for anything else."""
    told = json.loads(content)
    return Document(
        name=str(told["name"]),
        tables=tuple(
            Table(
                heading=str(heading),
                place=_to_place(place),
                rows=tuple(Row(place=_to_place(at), cells=_to_cells(cells)) for at, cells in rows),
            )
            for heading, place, rows in told["tables"]
        ),
        paragraphs=_to_cells(told["paragraphs"]),
        says_merges=bool(told["says_merges"]),
        fixes_columns=bool(told["fixes_columns"]),
    )


def _place(place: Place) -> list[str | int]:
    return [place.part, place.page, place.table, place.row, place.column, place.paragraph]


def _cells(cells: tuple[Cell, ...]) -> list[Any]:
    return [[_place(cell.place), cell.paragraphs, cell.continues, cell.spans] for cell in cells]


def _to_place(told: Any) -> Place:
    part, page, table, row, column, paragraph = told
    return Place(
        part=str(part), page=int(page), table=int(table), row=int(row), column=int(column), paragraph=int(paragraph)
    )


def _to_cells(told: Any) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            place=_to_place(place),
            paragraphs=tuple(map(str, paragraphs)),
            continues=bool(continues),
            spans=int(spans),
        )
        for place, paragraphs, continues, spans in told
    )
