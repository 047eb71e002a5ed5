"""Rows of columns read without the ORM, thousands at once; all of them, or those of some keys, however many."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from notifications.outbox.among import among_given, listed

KEYS = "keys"
Query = Select[*tuple[Any, ...]]
Found = Row[*tuple[Any, ...]]


class AllOrSome(NamedTuple):
    """A query of all rows, in an order, and the same of those that some keys have, in no order but its own."""

    whole: Query
    some: Query


def all_or_some(query: Query, column: InstrumentedAttribute[str], *order: InstrumentedAttribute[Any]) -> AllOrSome:
    """The query in both ways: for all in an order, and for keys in a column."""
    return AllOrSome(query.order_by(*order), query.where(among_given(column, KEYS)))


def rows_of(session: Session, query: Query, **given: object) -> Sequence[Found]:
    """The rows of a query of columns. What the session has still to write is written before, as for its own queries."""
    session.flush()
    return session.connection().execute(query, given).all()


def rows_at_once(session: Session, query: Query, number: int, **given: object) -> Iterator[Sequence[Found]]:
    """The same, so many rows at once: a large table does not lie twice in memory."""
    session.flush()
    return session.connection().execute(query, given, execution_options={"yield_per": number}).partitions()


def rows_among(session: Session, asked: AllOrSome, keys: Collection[str] | None) -> Sequence[Found]:
    """The rows of some keys, none of them named twice; all of them where it is None."""
    if keys is None:
        return rows_of(session, asked.whole)
    return rows_of(session, asked.some, **{KEYS: listed(keys)})
