"""Finds the tables that hold a plan's actions among a document's others, and says what their columns hold."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from scheduler.plans.target_dates import Certainty
from scheduler.reading import column_contents
from scheduler.reading.columns import Column, ColumnRole, given_roles, never_met, numbered_role
from scheduler.reading.headers import headers_at, settled
from scheduler.reading.rows import Document, Row, Table, UnreadableDocument

_ROWS_TO_A_HEADER = 6
_EARLIER = re.compile(r"\bprevious\b.*\brecommendation|\brecommendation.*\bprevious\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class ActionTable:
    """A table of actions: its columns, and the rows (from 0) with which its header and its actions begin.

    `goes_on` marks a table that stands right below another of the same plan: a page was cut there, or a blank line.
    `fixed` tells that cells beyond the header stand in no column of it.
    """

    table: Table
    columns: tuple[Column, ...]
    begins: int
    header_at: int = 0
    goes_on: bool = False
    fixed: bool = False

    @property
    def width(self) -> int:
        """How many columns the header covers."""
        return max(column.index + column.spans for column in self.columns)


def find_action_tables(document: Document, given: Mapping[str, str] | None = None) -> tuple[ActionTable, ...]:
    """The tables that hold the plan's actions, in the document's order; none when nothing speaks for one.

    `given` maps headers (or column numbers, from 1) to the roles of columns.ColumnRole. Without any table that its
    header words give away, tables are tried by their contents. Raises UnreadableDocument for a mapping that names
    roles or headers that do not exist.
    """
    roles = given_roles(given)
    _check_given(document, given or {})
    found = _surest(tuple(_by_header(document, roles))) or tuple(_by_contents(document))
    return tuple(replace(one, fixed=document.fixes_columns) for one in found)


def _surest(found: tuple[ActionTable, ...]) -> tuple[ActionTable, ...]:
    """The tables that head a column as actions; only without any those whose recommendations must stand for them."""
    printed = tuple(
        one
        for one in found
        if any(column.holds(ColumnRole.ACTION) and column.certainty is Certainty.PRINTED for column in one.columns)
    )
    return printed or found


def is_of_earlier_recommendations(table: Table) -> bool:
    """Whether a table reports on an earlier inspection's recommendations: those are no actions of this plan."""
    header = " ".join(cell.text for row in table.rows[:1] for cell in row.cells)
    return bool(_EARLIER.search(header) or _EARLIER.search(table.heading))


def repeats_header(row: Row, found: ActionTable) -> bool:
    """Whether a row says the table's header again, as at the top of a page."""
    return [cell.text for cell in row.cells if cell.text] == [
        column.header for column in found.columns if column.header
    ]


def _by_header(document: Document, given: Mapping[str, ColumnRole]) -> Iterator[ActionTable]:
    last: ActionTable | None = None
    for table in document.tables:
        found = _with_header(table, given)
        if found is not None:
            again = last is not None and _says_again(found, last)
            last = replace(found, goes_on=again and not table.heading)
        elif last is not None and _may_go_on(table, last):
            last = ActionTable(table=table, columns=last.columns, begins=0, goes_on=True)
        else:
            last = None
        if last is not None:
            yield last


def _may_go_on(table: Table, last: ActionTable) -> bool:
    """Whether a table without a header goes on with the one right above: as wide, or nothing but a cut row's rest."""
    widest = max((len(row.cells) for row in table.rows), default=0)
    return not table.heading and (widest >= last.width or (widest > 0 and all(map(_is_rest, table.rows))))


def _is_rest(row: Row) -> bool:
    filled = [cell.text for cell in row.cells if cell.text]
    return len(filled) == 1 and filled[0][:1].islower()


def _says_again(found: ActionTable, last: ActionTable) -> bool:
    """Whether a table has the header of the one above, and no title of its own above it."""
    same = [column.header for column in found.columns] == [column.header for column in last.columns]
    titles = [[cell.text for row in one.table.rows[: one.header_at] for cell in row.cells] for one in (found, last)]
    return same and (not any(titles[0]) or titles[0] == titles[1])


def _with_header(table: Table, given: Mapping[str, ColumnRole]) -> ActionTable | None:
    if is_of_earlier_recommendations(table):
        return None
    candidates = [
        ActionTable(table=table, columns=read, begins=begins, header_at=at)
        for at, row in enumerate(table.rows[:_ROWS_TO_A_HEADER])
        for begins, columns in headers_at(row, table.rows[at + 1 :][:1], at + 1, given)
        if (read := settled(columns, table.rows[begins:]))
    ]
    numbered = _by_number(table, given)
    return max(candidates, key=lambda one: sum(len(column.roles) for column in one.columns), default=numbered)


def _by_number(table: Table, given: Mapping[str, ColumnRole]) -> ActionTable | None:
    """A table whose header says nothing, and whose columns the caller counted."""
    if ColumnRole.ACTION not in {role for header, role in given.items() if header.isdigit()} or not table.rows:
        return None
    columns = tuple(
        Column(index=at, header="", roles=(role,) if (role := numbered_role(at, given)) else (), place=cell.place)
        for at, cell in enumerate(max(table.rows, key=lambda row: len(row.cells)).cells)
    )
    return ActionTable(table=table, columns=columns, begins=0)


def _by_contents(document: Document) -> Iterator[ActionTable]:
    for table in document.tables:
        width = max((len(row.cells) for row in table.rows), default=0)
        if is_of_earlier_recommendations(table):
            continue
        texts = [[row.cells[at].text for row in table.rows if at < len(row.cells)] for at in range(width)]
        roles = column_contents.guess_table(texts)
        if ColumnRole.ACTION in roles:
            columns = tuple(
                Column(
                    index=at,
                    header="",
                    roles=(role,) if role else (),
                    place=replace(table.place, column=at + 1),
                    certainty=Certainty.GUESSED,
                )
                for at, role in enumerate(roles)
            )
            yield ActionTable(table=table, columns=columns, begins=0)


def _check_given(document: Document, given: Collection[str]) -> None:
    headers = [cell.text for table in document.tables for row in table.rows[:_ROWS_TO_A_HEADER] for cell in row.cells]
    width = max((len(row.cells) for table in document.tables for row in table.rows), default=0)
    if missing := never_met(given, headers, width):
        quoted = ", ".join(f'"{header}"' for header in sorted(missing))
        raise UnreadableDocument(
            f"{document.name} has no column {quoted}; "
            "give each header as it stands in the table, or a column's number counted from 1."
        )
