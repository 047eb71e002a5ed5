"""Rows of some keys, however many: they go as one parameter, so that no statement grows with them."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def among(column: InstrumentedAttribute[str], keys: Iterable[str] | BindParameter[str]) -> ColumnElement[bool]:
    """Whether a column holds one of these keys, or of those that are given later, `as_keys`."""
    listed = _EachOf(keys if isinstance(keys, BindParameter) else as_keys(keys)).table_valued("value")
    return column.in_(select(listed.c.value))


def as_keys(keys: Iterable[str]) -> str:
    """Keys as the one parameter."""
    return json.dumps(list(keys))


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
