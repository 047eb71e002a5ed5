"""Rows of some keys, however many: they go as one parameter, so that no statement grows with them."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, String, bindparam, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def among(column: InstrumentedAttribute[str], keys: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column holds one of these keys."""
    return _is_in(column, literal(listed(keys), String))


def among_given(column: Column[str] | InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    """Whether a column holds one of the keys that a statement is given under that name, `listed`."""
    return _is_in(column, bindparam(name, type_=String))


def listed(keys: Iterable[str]) -> str:
    """Keys as the parameter of a statement."""
    return json.dumps(list(keys))


def _is_in(column: ColumnElement[str] | InstrumentedAttribute[str], keys: ColumnElement[str]) -> ColumnElement[bool]:
    return column.in_(select(_EachOf(keys).table_valued("value").c.value))


class _EachOf(FunctionElement[str]):
    """The texts of a JSON list, a row each, in a column `value`."""

    name = "each_of"
    inherit_cache = True


@compiles(_EachOf, "sqlite")
def _on_sqlite(element: _EachOf, compiler: SQLCompiler, **kept: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kept)})"


@compiles(_EachOf, "postgresql")
def _on_postgresql(element: _EachOf, compiler: SQLCompiler, **kept: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kept)} AS JSON))"
