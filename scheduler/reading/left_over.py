"""What became nothing: tables, rows, columns and words that no action took. Nothing vanishes unmentioned."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from scheduler.plans.plan import Place
from scheduler.plans.target_dates import Certainty
from scheduler.reading import refs
from scheduler.reading.action_tables import ActionTable
from scheduler.reading.areas import Placed, Sorted
from scheduler.reading.columns import Column, ColumnRole, header_roles
from scheduler.reading.lines import heads_the_rows
from scheduler.reading.page_breaks import Rejoined
from scheduler.reading.pairing import Unpaired
from scheduler.reading.report import Remark, RemarkKind
from scheduler.reading.rows import Document, Row, Table

_LONGEST_QUOTE = 80


def of_tables(
    document: Document, found: Sequence[ActionTable], read_otherwise: Collection[Place] = ()
) -> Iterator[Remark]:
    """Tables without actions, rows above a header, columns that were not read, guessed columns."""
    by_place = {one.table.place: one for one in found}
    several = sum(not one.goes_on for one in found) > 1
    for table in document.tables:
        if table.place in by_place:
            yield from _of_action_table(by_place[table.place], several=several)
        elif table.place not in read_otherwise and any(cell.paragraphs for row in table.rows for cell in row.cells):
            yield left_over(f"{_described(table)} holds no actions.", table.place)


def _described(table: Table) -> str:
    first = next((row for row in table.rows if any(cell.paragraphs for cell in row.cells)), None)
    words = short(" | ".join(cell.text for cell in first.cells if cell.text)) if first else ""
    rows = "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"
    return f"A table of {rows} that begins “{words}”"


def _of_action_table(found: ActionTable, *, several: bool) -> Iterator[Remark]:
    for at, row in enumerate(found.table.rows[: found.header_at]):
        if (words := _row_words(row)) and not heads_the_rows(row, several=several):
            yield left_over(f"Row {at + 1}, above the header, is no action: “{words}”.", row.place)
    if not found.goes_on:
        read = "; ".join(f"“{one.header}” as {_listed(one.roles)}" for one in found.columns if one.header and one.roles)
        if read:
            text = f"A table of actions was read: {read}."
            yield Remark(kind=RemarkKind.NOTED, text=text, place=found.table.rows[found.begins - 1].place)
    for column in found.columns:
        yield from _of_column(column, found)


def _of_column(column: Column, found: ActionTable) -> Iterator[Remark]:
    name = f"“{column.header}”" if column.header else f"{column.index + 1}, without a header,"
    if column.certainty is Certainty.GUESSED and column.roles:
        text = f"The column {name} was read as {_listed(column.roles)} by its contents."
        yield Remark(kind=RemarkKind.GUESSED, text=text, place=column.place)
    rows = [row for row in found.table.rows[found.begins :] if _filled(row, column.index)]
    if not rows and ColumnRole.RATING in header_roles(column.header):
        text = f"The column {name} holds no words. A rating by colour alone is not read: set it by hand."
        yield left_over(text, replace(found.table.place, column=column.index + 1))
    if rows and set(column.roles) <= {ColumnRole.UNREAD}:
        text = f"The column {name} was not read: {len(rows)} filled cells, such as “{_cell_words(rows[0], column)}”."
        yield left_over(text, replace(found.table.place, column=column.index + 1))


def _filled(row: Row, index: int) -> bool:
    return index < len(row.cells) and bool(row.cells[index].paragraphs)


def _cell_words(row: Row, column: Column) -> str:
    return short(row.cells[column.index].text)


def _listed(roles: Sequence[ColumnRole]) -> str:
    return " and ".join(str(role).replace("_", " ") for role in roles)


def of_rows(whole: Sequence[Rejoined], ordered: Sorted) -> Iterator[Remark]:
    """Rows put together across a page break, rows that head others, rows of an area alone, rows without an action."""
    for one in whole:
        if one.repeats:
            yield left_over(f"“{short(one.words)}” repeats the end of the row above.", one.place)
        else:
            text = f"“{short(one.words)}” was read as the rest of the row above."
            yield Remark(kind=RemarkKind.GUESSED, text=text, place=one.place)
    for place in ordered.continued:
        text = "The words of the area go on from the row above."
        yield Remark(kind=RemarkKind.GUESSED, text=text, place=place)
    for section in ordered.sections:
        words = " ".join(filter(None, [section.ref, section.title]))
        text = f"“{short(words)}” was read as a heading of the rows below."
        yield Remark(kind=RemarkKind.NOTED, text=text, place=section.place)
    for placed in ordered.placed:
        yield from _of_placed(placed)


def _of_placed(placed: Placed) -> Iterator[Remark]:
    line = placed.line
    ref = line.own.get(ColumnRole.REF)
    if ref is not None and not refs.alone(ref.text):
        yield left_over(f"“{short(ref.text)}” in the column of references is none.", ref.place)
    if placed.by_area:
        text = "The row has no action; the words of its area were read as one."
        yield Remark(kind=RemarkKind.GUESSED, text=text, place=line.place)
    elif not line.text(ColumnRole.ACTION):
        words = short(" | ".join(dict.fromkeys(cell.text for cell in line.own.values())))
        yield left_over(f"A row without an action became nothing: “{words}”.", line.place)


def of_cells(unpaired: Sequence[Unpaired]) -> Iterator[Remark]:
    """Words of a row that none of its actions took."""
    for one in unpaired:
        under = f"under {one.ref}, which no action of the row has" if one.ref else "under no reference"
        yield left_over(f"“{short(one.cell.text)}” stands {under}.", one.cell.place)


def of_paragraphs(document: Document) -> Iterator[Remark]:
    """How much text outside tables was not read."""
    if count := len(document.paragraphs):
        words = "1 paragraph outside the tables was" if count == 1 else f"{count} paragraphs outside the tables were"
        text = f"{words} not read for actions."
        yield Remark(kind=RemarkKind.NOTED, text=text, place=document.paragraphs[0].place)


def left_over(text: str, place: Place) -> Remark:
    """A remark about words that became nothing."""
    return Remark(kind=RemarkKind.LEFT_OVER, text=text, place=place)


def _row_words(row: Row) -> str:
    return short(" | ".join(cell.text for cell in row.cells if cell.text))


def short(words: str) -> str:
    """Words cut to a line, at a word's end."""
    if len(words) <= _LONGEST_QUOTE:
        return words
    return f"{words[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
