"""All that an escalation to a chair (or manager) may say: what is late, who was told when, what can be decided."""

from dataclasses import dataclass
from datetime import date

from notifications.digest import Line


@dataclass(frozen=True, kw_only=True)
class Told:
    """Somebody who heard of this before, and when: "Nina Marsh, lead" on a day."""

    whom: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One thing escalated: the action's line, why it comes here, who was told before, what can be decided."""

    line: Line
    reason: str
    told_before: tuple[Told, ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """The mail of one week to a board's chair, or to the person in their place (`instead_of` says in whose)."""

    person: str
    day: date
    board: str
    role: str
    reply_to_name: str
    reply_to: str
    matters: tuple[Matter, ...]
    next_meeting: str = ""
    instead_of: str = ""
    dashboard_url: str = ""
