"""Reads a document as a plan, from its action tables or else its recommendations. This is the room's entry."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePath

from scheduler.plans.plan import Plan
from scheduler.reading.accounts import unaccounted
from scheduler.reading.action_tables import ActionTable, find_action_tables
from scheduler.reading.bracketed_lines import bracketed_lines_as_tables
from scheduler.reading.forms import forms_as_tables
from scheduler.reading.holdings import holdings
from scheduler.reading.labelled_lines import labelled_lines_as_tables
from scheduler.reading.parts import Parts
from scheduler.reading.read_columns import ReadColumn, read_columns
from scheduler.reading.recommendation_plan import read_recommendations
from scheduler.reading.recommendations import numbered_recommendations
from scheduler.reading.report import Remark, RemarkKind, in_order
from scheduler.reading.rows import Document
from scheduler.reading.stacked_lines import stacked_lines_as_tables
from scheduler.reading.table_plan import read_tables

__all__ = ["NoActions", "Reading", "Remark", "RemarkKind", "read_document"]

_LISTS = (labelled_lines_as_tables, stacked_lines_as_tables, bracketed_lines_as_tables)
_LONGEST_TITLE = 14
_CALLED = re.compile(r"\b(?:plan|inspection of|report on)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A plan as read, and remarks for whoever checks it; `holds` says what the document holds beside its actions.

    `columns` are those of its action tables that a mapping can name, each header once.
    """

    plan: Plan
    remarks: tuple[Remark, ...]
    holds: tuple[str, ...] = ()
    columns: tuple[ReadColumn, ...] = ()


class NoActions(Exception):
    """A document that can be read and holds no actions; `holds` are sentences about what it does hold."""

    def __init__(self, name: str, holds: tuple[str, ...]) -> None:
        """Takes the file's name, for the sentence that `str()` gives."""
        super().__init__(f"{name}: no actions here.")
        self.holds = holds


def read_document(
    document: Document,
    *,
    as_of: date,
    columns: Mapping[str, str] | None = None,
    terms_end_on: Collection[date] = (),
) -> Reading:
    """The plan in a document, as of the plan's own day.

    `columns` maps headers, or column numbers from 1, to the roles of columns.ColumnRole, for what neither header
    words nor contents tell; `terms_end_on` are the authority's last school days, on which its terms are due. Raises
    NoActions for a document without actions or recommendations, and UnreadableDocument for a mapping that names roles
    or headers that do not exist.
    """
    document = forms_as_tables(document)
    tables = find_action_tables(document, columns)
    known = read_columns(tables)
    for lines_as_tables in _LISTS:
        if not tables:
            document = lines_as_tables(document)
            tables = find_action_tables(document, columns)
    parts = read_tables(document, tables, as_of=as_of, terms_end_on=terms_end_on) if tables else Parts()
    recommendations = numbered_recommendations(document)
    if not parts.actions:
        own = [one for one in recommendations if one.under_heading and not one.to_decide]
        parts = read_recommendations(document, own, as_of=as_of)
    if not parts.actions:
        raise NoActions(document.name, holdings(document, recommendations))
    plan = Plan(title=_title(document, tables), as_of=as_of, areas=parts.areas, actions=parts.actions)
    return Reading(plan=plan, remarks=in_order([*parts.remarks, *unaccounted(document, parts)]), columns=known)


def _title(document: Document, tables: Sequence[ActionTable]) -> str:
    """The line above the table or the first short line that calls itself a plan or report, else the file's name."""
    loose = [cell.text for cell in document.paragraphs]
    introduced = [f"{line[:-1]} {below}" if line.endswith(":") else line for line, below in pairwise([*loose, ""])]
    above = [cell.text for found in tables[:1] for row in found.table.rows[: found.header_at] for cell in row.cells]
    lines = [*above, *(found.table.heading for found in tables[:1]), *introduced]
    short = (line for line in lines if len(line.split()) <= _LONGEST_TITLE and not line.endswith("."))
    return next((line for line in short if _CALLED.search(line)), PurePath(document.name).stem)
