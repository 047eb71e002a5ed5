"""What a table's columns hold, by their header words and by the caller's mapping. Contents are column_contents.py's."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.plans.plan import Place
from scheduler.plans.target_dates import Certainty
from scheduler.reading.rows import UnreadableDocument


class ColumnRole(StrEnum):
    """What a column is for; these are the names that a caller's mapping may use."""

    REF = "ref"
    AREA = "area"
    ACTION = "action"
    LEAD = "lead"
    TARGET = "target"
    FIRST_TARGET = "first_target"
    START = "start"
    STATUS = "status"
    PROGRESS = "progress"
    COMPLETED = "completed"
    RATING = "rating"
    MEASURE = "measure"
    UNREAD = "unread"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column from `index` (counted from 0) over `spans` columns, with its header's words and what it holds."""

    index: int
    header: str
    roles: tuple[ColumnRole, ...]
    place: Place
    spans: int = 1
    certainty: Certainty = Certainty.PRINTED

    def holds(self, role: ColumnRole) -> bool:
        """Whether the column holds that; one column may hold a target date and progress."""
        return role in self.roles


_DATED = r"date|deadline|target|timescale|time ?frame"
_RULES: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (
            ColumnRole.REF,
            r"^(?:(?:action|plan|item|task|rec|recommendation|line|serial|unique) )*"
            r"(?:ref|refs|reference|no|nos|nr|num|number|id|sn|#)(?: (?:no|number|id|ref|#))?$|^#$|^recs?$",
        ),
        (
            ColumnRole.ACTION,
            r"\bwhat (?:will|needs to|must|should|has to|is to) be done\b"
            r"|\bactions? (?:already )?(?:taken|completed) (?:and |or )?(?:to be taken|planned|proposed|required)\b",
        ),
        (ColumnRole.UNREAD, r"\bdate (?:raised|opened|added|received|sent|identified|reported|of (?:last )?update)\b"),
        (ColumnRole.UNREAD, r"\b(?:last|date) (?:updated|reviewed)\b|\breview date\b"),
        (
            ColumnRole.UNREAD,
            r"^(?:date )?(?:created|modified|logged|raised|opened|added|entered)(?: (?:by|on|date))*$|^late$",
        ),
        (ColumnRole.START, r"\b(?:commenc\w+|start\w*|launch\w*|begin\w*)\b"),
        (ColumnRole.FIRST_TARGET, rf"\b(?:original|initial|first|previous|old)\b.*\b(?:{_DATED})"),
        (ColumnRole.PROGRESS, r"\bactions? (?:taken|completed|to date)\b|\bwhat (?:have we|has been|we have) done\b"),
        (
            ColumnRole.TARGET,
            r"\b(?:to be )?(?:completed?|achieved|done|delivered|implemented|action(?:ed)?) by (?:when|date)\b",
        ),
        (ColumnRole.TARGET, r"\b(?:to be )?(?:completed|achieved|done|delivered|implemented) by\b(?! who)"),
        (
            ColumnRole.LEAD,
            r"\b(?:leads?|owners?|owned by|who|whom|responsib\w+|accountab\w+|assign\w+|officers?|sro|sponsors?"
            r"|delegated|agency|agencies|action by|persons?|allocated)\b",
        ),
        (
            ColumnRole.COMPLETED,
            r"^(?!.*\b(?:target|to be|by|when)\b).*\b(?:completed?|closed|done|achieved|actual completion)\b"
            r"|\b(?:met|achieved|implemented|delivered) (?:y n|yes no)\b",
        ),
        (
            ColumnRole.MEASURE,
            r"\b(?:success\w*|measur\w+|impacts?|evidence\w*|outcomes?|kpis?|indicators?|benefits?|difference"
            r"|how (?:will we|we will|do we|we ll|would we) know|what good|assurance|results?)\b",
        ),
        (
            ColumnRole.TARGET,
            r"\b(?:target|deadline|due|timescales?|time scales?|time ?frames?|time ?lines?|timing|when|completion"
            r"|end date|finish|dates?|milestones?)\b|^end$",
        ),
        (ColumnRole.RATING, r"\b(?:b?ragb?|brag|rated|rating|colour)\b"),
        (ColumnRole.STATUS, r"\bstatus\b"),
        (ColumnRole.PROGRESS, r"\b(?:progress|updates?|position|comments?|commentary|narrative|notes?)\b"),
        (
            ColumnRole.AREA,
            r"\b(?:areas?|recommendations?|priorit\w+|objectives?|themes?|findings?|issues?|standards?|domains?|focus"
            r"|goals?|aims?|requirements?|concerns?|topics?|workstreams?|strands?)\b"
            r"|\bwhat (?:we|inspectors) (?:found|said)\b",
        ),
        (
            ColumnRole.ACTION,
            r"\b(?:actions?|tasks?|steps?|activit\w+|interventions?|response|deliverables?|improvements?|commitments?)\b"
            r"|\b(?:what|how) (?:will|we|needs?|do|is|must|should|are|ll|the)\b|\bwe will\b",
        ),
    )
)
_WITH_TARGET = frozenset(
    {
        ColumnRole.TARGET,
        ColumnRole.LEAD,
        ColumnRole.STATUS,
        ColumnRole.PROGRESS,
        ColumnRole.ACTION,
        ColumnRole.COMPLETED,
    }
)
_COLUMN_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+(?=[a-z])")
_BESIDE_RATING = frozenset({ColumnRole.STATUS, ColumnRole.PROGRESS})


def header_roles(header: str) -> tuple[ColumnRole, ...]:
    """What a header says that its column holds; nothing for words that say nothing.

    "Target date/Progress" holds both; other headers hold the one thing that rules best: "Action owner" is a lead.
    """
    whole = _first(header)
    parts = [role for part in re.split(r"/|&|\band\b|\+", header, flags=re.IGNORECASE) if (role := _first(part))]
    if len(parts) > 1 and ColumnRole.TARGET in parts and set(parts) <= _WITH_TARGET:
        return tuple(dict.fromkeys(parts))
    beside = _first(re.sub(r"(?i)\bb?ragb?\b", "", header))
    if whole is ColumnRole.RATING and beside in _BESIDE_RATING:
        return (whole, beside)
    return (whole,) if whole else ()


def _first(header: str) -> ColumnRole | None:
    words = _normal(header)
    return next((role for role, pattern in _RULES if pattern.search(words)), None)


def _normal(header: str) -> str:
    """Lower case, punctuation as spaces, a column's own number gone; "Owner(s)" and "Lead/s" are one word."""
    plural = re.sub(r"\(s\)|/s\b|['’]s\b", "s", header.lower())
    return " ".join(re.sub(r"[^a-z0-9#]+", " ", _COLUMN_NUMBER.sub("", plural)).split())


def given_roles(columns: Mapping[str, str] | None) -> dict[str, ColumnRole]:
    """A caller's mapping of headers (or column numbers, from 1) to roles, checked; headers are kept normalised.

    Raises UnreadableDocument, naming every role that does not exist and those that do.
    """
    known = {role.value for role in ColumnRole}
    wrong = [f'"{header}" = "{role}"' for header, role in (columns or {}).items() if role not in known]
    if wrong:
        raise UnreadableDocument(
            f"A column cannot be read as {', '.join(wrong)}; the kinds are {', '.join(sorted(known))}."
        )
    return {_normal(header): ColumnRole(role) for header, role in (columns or {}).items()}


def given_role(header: str, given: Mapping[str, ColumnRole]) -> ColumnRole | None:
    """The role that the caller gave to a header."""
    return given.get(_normal(header)) if header else None


def numbered_role(index: int, given: Mapping[str, ColumnRole]) -> ColumnRole | None:
    """The role that the caller gave to a column by its number from 1; `index` counts from 0."""
    return given.get(str(index + 1))


def never_met(given: Collection[str], headers: Sequence[str], width: int) -> tuple[str, ...]:
    """The caller's headers and numbers, as the caller wrote them, that no table of the document has."""
    present = {_normal(header) for header in headers} | {str(number + 1) for number in range(width)}
    return tuple(header for header in given if _normal(header) not in present)
