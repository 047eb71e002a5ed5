"""Reads extracted text: lines with tabs are rows, the rest is paragraphs. What the rows mean is for columns.py on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.plans.plan import Place
from scheduler.reading.markup import paragraphs, plain
from scheduler.reading.rows import Cell, Document, Row, Table

_PIPED = re.compile(r"^\s*\|.*\|\s*$")
_RULER = re.compile(r"^[\s|:\t-]*-{3,}[\s|:\t-]*$|^\s*\|(?:\s*:?-+:?\s*\|)+\s*$")


def read_text(text: str, *, name: str) -> Document:
    """Tables and paragraphs of an extracted text, in its order; `name` is the file's.

    A blank line ends a table: what stands below it is a table of its own, so that whoever rejoins pages knows
    where they were cut. A table's heading is the last paragraph since the table above, or empty.
    """
    tables: list[Table] = []
    loose: list[Cell] = []
    heading = ""
    for block in _blocks(text):
        before, inside, after = _parts(block)
        for line in before:
            loose.append(_paragraph(line, len(loose) + 1))
            heading = loose[-1].text
        if inside:
            tables.append(_table(inside, number=len(tables) + 1, heading=heading))
            heading = ""
        for line in after:
            loose.append(_paragraph(line, len(loose) + 1))
            heading = loose[-1].text
    return Document(name=name, tables=tuple(tables), paragraphs=tuple(loose))


@dataclass(frozen=True, kw_only=True)
class _Line:
    words: str
    in_table: bool


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Runs of lines between blank ones; Markdown's table rulers and page feeds are gone."""
    block: list[_Line] = []
    for line in text.replace("\f", "\n\n").splitlines():
        if _RULER.match(line):
            continue
        words = _unpiped(line)
        if words.strip() or "\t" in words:
            block.append(_Line(words=words, in_table="\t" in words))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _unpiped(line: str) -> str:
    """A Markdown row ("| a | b |") as a row with tabs; other lines as they are."""
    return line.strip().strip("|").replace("|", "\t") if _PIPED.match(line) else line


def _parts(block: list[_Line]) -> tuple[list[str], list[str], list[str]]:
    """A block's lines before, inside and after its table; lines without tabs between rows belong to the table."""
    at = [number for number, line in enumerate(block) if line.in_table]
    if not at:
        return [line.words for line in block if plain(line.words)], [], []
    words = [line.words for line in block]
    first, last = at[0], at[-1] + 1
    while last < len(words) and _goes_on(words[last]):
        last += 1
    return words[:first], _rejoined(block[first:last]), words[last:]


def _rejoined(lines: list[_Line]) -> list[str]:
    """Rows of a table; a line without tabs that begins in lower case goes on with the row above."""
    rows: list[str] = []
    for line in lines:
        if rows and not line.in_table and _goes_on(line.words):
            rows[-1] = f"{rows[-1]} {line.words.strip()}"
        else:
            rows.append(line.words)
    return rows


def _goes_on(line: str) -> bool:
    return line.lstrip()[:1].islower()


def _paragraph(line: str, number: int) -> Cell:
    return Cell(paragraphs=(plain(line),), place=Place(paragraph=number))


def _table(lines: list[str], *, number: int, heading: str) -> Table:
    rows = tuple(_row(line, table=number, row=row) for row, line in enumerate(lines, start=1))
    return Table(rows=rows, place=Place(table=number), heading=heading)


def _row(line: str, *, table: int, row: int) -> Row:
    cells = tuple(
        Cell(paragraphs=paragraphs(words), place=Place(table=table, row=row, column=column))
        for column, words in enumerate(line.split("\t"), start=1)
    )
    return Row(cells=cells, place=Place(table=table, row=row))
