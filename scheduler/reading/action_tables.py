"""Finds the tables that hold a plan's actions among a document's others, and says what their columns hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.plans.target_dates import Certainty
from scheduler.reading import column_contents
from scheduler.reading.columns import Column, ColumnRole, given_role, given_roles, header_roles, never_met
from scheduler.reading.rows import Document, Row, Table, UnreadableDocument

_ROWS_TO_A_HEADER = 6
_LONGEST_HEADER = 12
_SPEAK_FOR_A_PLAN = frozenset(
    {ColumnRole.LEAD, ColumnRole.TARGET, ColumnRole.COMPLETED, ColumnRole.PROGRESS, ColumnRole.STATUS, ColumnRole.START}
)
_GUESSABLE = (ColumnRole.REF, ColumnRole.LEAD, ColumnRole.TARGET, ColumnRole.STATUS, ColumnRole.RATING)
_EARLIER = re.compile(r"\bprevious\b.*\brecommendation|\brecommendation.*\bprevious\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class ActionTable:
    """A table of actions: its columns, and the row (from 0) with which its actions begin.

    `goes_on` marks a table that stands right below another of the same plan: a page was cut there, or a blank line.
    """

    table: Table
    columns: tuple[Column, ...]
    begins: int
    goes_on: bool = False

    @property
    def width(self) -> int:
        """How many columns the header covers."""
        return max(column.index + column.spans for column in self.columns)

    def column(self, role: ColumnRole) -> Column | None:
        """The first column that holds that."""
        return next((column for column in self.columns if column.holds(role)), None)


def find_action_tables(document: Document, given: Mapping[str, str] | None = None) -> tuple[ActionTable, ...]:
    """The tables that hold the plan's actions, in the document's order; none when nothing speaks for one.

    `given` maps headers (or column numbers, from 1) to the roles of columns.ColumnRole. Without any table that its
    header words give away, tables are tried by their contents. Raises UnreadableDocument for a mapping that names
    roles or headers that do not exist.
    """
    roles = given_roles(given)
    _check_given(document, roles)
    return tuple(_by_header(document, roles)) or tuple(_by_contents(document))


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
            again = last is not None and _headers(found) == _headers(last)
            last = replace(found, goes_on=again and not table.heading)
        elif last is not None and not table.heading and table.rows:
            last = ActionTable(table=table, columns=last.columns, begins=0, goes_on=True)
        else:
            last = None
        if last is not None:
            yield last


def _headers(found: ActionTable) -> list[str]:
    return [column.header for column in found.columns]


def _with_header(table: Table, given: Mapping[str, ColumnRole]) -> ActionTable | None:
    if is_of_earlier_recommendations(table):
        return None
    candidates = [
        ActionTable(table=table, columns=columns, begins=at + 1)
        for at, row in enumerate(table.rows[:_ROWS_TO_A_HEADER])
        if (columns := _settled(_read_header(row, given), table.rows[at + 1 :]))
    ]
    numbered = _by_number(table, given)
    return max(candidates, key=lambda one: sum(len(column.roles) for column in one.columns), default=numbered)


def _by_number(table: Table, given: Mapping[str, ColumnRole]) -> ActionTable | None:
    """A table whose header says nothing, and whose columns the caller counted."""
    if ColumnRole.ACTION not in {role for header, role in given.items() if header.isdigit()} or not table.rows:
        return None
    columns = tuple(
        Column(index=at, header="", roles=(role,) if (role := given_role("", at, given)) else (), place=cell.place)
        for at, cell in enumerate(max(table.rows, key=lambda row: len(row.cells)).cells)
    )
    return ActionTable(table=table, columns=columns, begins=0)


def _read_header(row: Row, given: Mapping[str, ColumnRole]) -> tuple[Column, ...]:
    columns: list[Column] = []
    covered = 0
    for at, cell in enumerate(row.cells):
        if at < covered:
            continue
        covered = at + cell.spans
        role = given_role(cell.text, at, given)
        short = len(cell.text.split()) <= _LONGEST_HEADER
        roles = (role,) if role else header_roles(cell.text) if short else ()
        columns.append(Column(index=at, header=cell.text, roles=roles, place=cell.place, spans=cell.spans))
    return tuple(columns)


def _settled(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Columns with one role each where that is due, doubles settled; nothing if they are no action table's."""
    read = _doubles_settled([_rating_settled(column, rows) for column in columns])
    read = _action_named(read)
    roles = {role for column in read for role in column.roles}
    if ColumnRole.ACTION not in roles or not _speaks_for_a_plan(roles):
        return ()
    return tuple(_guessed(read, rows))


def _speaks_for_a_plan(roles: set[ColumnRole]) -> bool:
    return bool(roles & _SPEAK_FOR_A_PLAN) or {ColumnRole.AREA, ColumnRole.ACTION, ColumnRole.MEASURE} <= roles


def _texts(column: Column, rows: Sequence[Row]) -> list[str]:
    return [row.cells[column.index].text for row in rows if column.index < len(row.cells)]


def _rating_settled(column: Column, rows: Sequence[Row]) -> Column:
    """A "RAG status" holds colours or words of progress: its cells tell."""
    if not column.holds(ColumnRole.RATING):
        return column
    if column_contents.is_rating(_texts(column, rows)):
        return replace(column, roles=(ColumnRole.RATING,))
    others = tuple(role for role in column.roles if role is not ColumnRole.RATING)
    return replace(column, roles=others or column.roles)


def _doubles_settled(columns: Sequence[Column]) -> list[Column]:
    """Of two target dates the first may be the original; of two areas the one next to the action groups it."""
    targets = [column for column in columns if column.holds(ColumnRole.TARGET)]
    read = list(columns)
    for other in targets[1:]:
        later = ColumnRole.COMPLETED if re.search(r"\bcomplet", other.header, re.IGNORECASE) else ColumnRole.UNREAD
        read[read.index(other)] = replace(other, roles=(later,))
    for role, keep in ((ColumnRole.AREA, -1), (ColumnRole.ACTION, 0), (ColumnRole.REF, 0)):
        same = [column for column in read if column.holds(role)]
        if role is ColumnRole.ACTION:
            same.sort(key=lambda column: not re.search(r"\bactions?\b", column.header, re.IGNORECASE))
        for column in same:
            if column is not same[keep]:
                read[read.index(column)] = replace(column, roles=(ColumnRole.UNREAD,))
    return read


def _action_named(columns: Sequence[Column]) -> list[Column]:
    """Where no column is headed as actions, the last one headed as areas or recommendations holds them."""
    if any(column.holds(ColumnRole.ACTION) for column in columns):
        return list(columns)
    last = next((column for column in reversed(columns) if column.holds(ColumnRole.AREA)), None)
    led = any(column.holds(role) for column in columns for role in (ColumnRole.LEAD, ColumnRole.TARGET))
    if last is None or not led:
        return list(columns)
    promoted = replace(last, roles=(ColumnRole.ACTION,), certainty=Certainty.GUESSED)
    return [promoted if column is last else column for column in columns]


def _guessed(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Column]:
    """Columns whose headers say nothing, by their contents where a role is still free."""
    wanted = {role for role in _GUESSABLE if not any(column.holds(role) for column in columns)}
    for column in columns:
        role = None if column.roles else column_contents.guess(_texts(column, rows), wanted)
        wanted -= {role}
        yield replace(column, roles=(role,), certainty=Certainty.GUESSED) if role else column


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


def _check_given(document: Document, given: Mapping[str, ColumnRole]) -> None:
    headers = [cell.text for table in document.tables for row in table.rows[:_ROWS_TO_A_HEADER] for cell in row.cells]
    width = max((len(row.cells) for table in document.tables for row in table.rows), default=0)
    if missing := never_met(given, headers, width):
        raise UnreadableDocument(
            f"{document.name} has no column {', '.join(sorted(missing))}; "
            "give each header as it stands in the table, or a column's number counted from 1."
        )
