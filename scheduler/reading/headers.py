"""A table's header row as columns: doubles settled, and nothing where the header is no action table's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scheduler.plans.target_dates import Certainty
from scheduler.reading import column_contents
from scheduler.reading.columns import Column, ColumnRole, given_role, header_roles, numbered_role
from scheduler.reading.rows import Row

_LONGEST_HEADER = 12
_LONGEST_PART = 4
_FEWEST_HEADERS = 2
_SPEAK_FOR_A_PLAN = frozenset(
    {ColumnRole.LEAD, ColumnRole.TARGET, ColumnRole.COMPLETED, ColumnRole.PROGRESS, ColumnRole.STATUS, ColumnRole.START}
)
_GUESSABLE = (ColumnRole.REF, ColumnRole.LEAD, ColumnRole.TARGET, ColumnRole.STATUS, ColumnRole.RATING)
_REVISED = re.compile(r"\b(?:revised|current|new|updated|amended|extended)\b", re.IGNORECASE)
_PROMISED = re.compile(r"\b(?:due|target|deadline|when)\b", re.IGNORECASE)
_HALF = 0.5


def headers_at(
    row: Row, below: Sequence[Row], begins: int, given: Mapping[str, ColumnRole]
) -> Iterator[tuple[int, tuple[Column, ...]]]:
    """The columns that a row heads, alone or together with the row below it, and where the actions begin."""
    columns = _read_header(row, given)
    for parts in below:
        if halves := _halved(columns, parts):
            yield begins + 1, halves
            return
    yield begins, columns


def _read_header(row: Row, given: Mapping[str, ColumnRole]) -> tuple[Column, ...]:
    columns: list[Column] = []
    covered = 0
    for at, cell in enumerate(row.cells):
        if at < covered:
            continue
        covered = at + cell.spans
        role = given_role(cell.text, given)
        short = len(cell.text.split()) <= _LONGEST_HEADER
        roles = (role,) if role else header_roles(cell.text) if short else ()
        columns.append(Column(index=at, header=cell.text, roles=roles, place=cell.place, spans=cell.spans))
    if not any(column.roles for column in columns):
        return ()
    return tuple(
        replace(column, roles=(role,)) if (role := numbered_role(column.index, given)) else column for column in columns
    )


def _halved(columns: Sequence[Column], below: Row) -> tuple[Column, ...]:
    """A header over several columns ("Timescale") that the row below parts ("Start", "End"); nothing if it does not."""
    own = {at: cell for at, cell in enumerate(below.cells) if cell.paragraphs and not cell.continues}
    wide = {at for column in columns if column.spans > 1 for at in range(column.index, column.index + column.spans)}
    if len([one for one in columns if one.header]) < _FEWEST_HEADERS or not own or not set(own) <= wide:
        return ()
    if any(len(cell.text.split()) > _LONGEST_PART for cell in own.values()):
        return ()
    halves: list[Column] = []
    for column in columns:
        parts = [at for at in range(column.index, column.index + column.spans) if at in own]
        for at in parts:
            header = f"{column.header} {own[at].text}"
            roles = header_roles(own[at].text) or header_roles(header)
            halves.append(Column(index=at, header=header, roles=roles, place=own[at].place, spans=own[at].spans))
        halves += [] if parts else [column]
    return tuple(halves)


def settled(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Columns with one role each where that is due, doubles settled; nothing if they are no action table's."""
    read = _targets_settled([_rating_settled(column, rows) for column in columns], rows)
    read = _action_named(_doubles_settled([_rank_settled(column, rows) for column in read], rows))
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


def _rank_settled(column: Column, rows: Sequence[Row]) -> Column:
    """A "Priority" of nothing but "High" and "Low" ranks the actions and groups none."""
    ranks = column.holds(ColumnRole.AREA) and column_contents.are_ranks(_texts(column, rows))
    return replace(column, roles=(ColumnRole.UNREAD,)) if ranks else column


def _targets_settled(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Of two columns of target dates the revised one holds the target, else one that holds dates and promises."""
    targets = [column for column in columns if column.holds(ColumnRole.TARGET)]
    best = max(
        targets,
        key=lambda one: (
            bool(_REVISED.search(one.header)),
            column_contents.share_of_dates(_texts(one, rows)) >= _HALF,
            bool(_PROMISED.search(one.header)),
        ),
        default=None,
    )
    others = {one: _other_target(one, best) for one in targets if best is not None and one is not best}
    return [replace(column, roles=others[column]) if column in others else column for column in columns]


def _other_target(column: Column, target: Column) -> tuple[ColumnRole, ...]:
    """What a column of dates holds beside the target: what else its header names ("Actions and milestones"), or what
    its dates are for."""
    named = tuple(role for role in column.roles if role is not ColumnRole.TARGET)
    return named or (_other_date(column, target),)


def _other_date(column: Column, target: Column) -> ColumnRole:
    if re.search(r"\bcomplet", column.header, re.IGNORECASE):
        return ColumnRole.COMPLETED
    return ColumnRole.FIRST_TARGET if _REVISED.search(target.header) else ColumnRole.UNREAD


def _doubles_settled(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Of two areas the one next to the action groups it; of two actions the one that says so; one reference."""
    columns = _aims_settled(columns)
    areas = [column for column in columns if column.holds(ColumnRole.AREA)]
    actions = [column for column in columns if column.holds(ColumnRole.ACTION)]
    actions.sort(key=lambda column: not re.search(r"\bactions?\b", column.header, re.IGNORECASE))
    replies = [one for one in actions if areas and re.search(r"\brespon", one.header, re.IGNORECASE)]
    answers = [one for one in replies if column_contents.is_of_few_words(_texts(one, rows))]
    references = [column for column in columns if column.holds(ColumnRole.REF)]
    unread = {*areas[:-1], *actions[1:], *references[1:], *answers}
    return [replace(column, roles=(ColumnRole.UNREAD,)) if column in unread else column for column in columns]


def _aims_settled(columns: Sequence[Column]) -> list[Column]:
    """Of two columns of outcomes, the one left of the action says what it aims at: it is an area, where none is."""
    measures = [column for column in columns if column.holds(ColumnRole.MEASURE)]
    action = next((column for column in columns if column.holds(ColumnRole.ACTION)), None)
    if len(measures) <= 1 or action is None or any(column.holds(ColumnRole.AREA) for column in columns):
        return list(columns)
    first = measures[0]
    left = first.index < action.index
    return [replace(one, roles=(ColumnRole.AREA,)) if left and one is first else one for one in columns]


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
    """Columns whose headers say nothing, by their contents where a role is still free; left of the action an area."""
    wanted = {role for role in _GUESSABLE if not any(column.holds(role) for column in columns)}
    ahead = not any(column.holds(ColumnRole.AREA) for column in columns)
    for column in columns:
        role = None if column.roles else column_contents.guess(_texts(column, rows), wanted)
        ahead = ahead and not column.holds(ColumnRole.ACTION)
        if ahead and not column.roles and role is None and column_contents.groups_rows(_texts(column, rows)):
            role, ahead = ColumnRole.AREA, False
        wanted -= {role}
        yield replace(column, roles=(role,), certainty=Certainty.GUESSED) if role else column
