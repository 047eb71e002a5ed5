"""All that an escalation to a chair (or manager) may say: what is late, who was told when, what can be decided."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from notifications.digest import Line


@dataclass(frozen=True, kw_only=True)
class Told:
    """Somebody who heard of this before, and when: "Nina Marsh, lead" on a day."""

    whom: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One thing escalated: the action's line, why it comes here, who was told before, what can be decided.

    `ask` is the heading under which it stands in an exception note: the decision that it wants most.
    """

    line: Line
    reason: str
    told_before: tuple[Told, ...] = ()
    decisions: tuple[str, ...] = ()
    ask: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The matters of a mail that want the same decision; `ask` is empty where the mail is not parted by decisions."""

    ask: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """The meeting for which an exception note is written, and when its papers are due, None where nothing is set."""

    title: str
    on: date
    papers_due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """The mail of one week to a board's chair, or to the person in their place (`instead_of` says in whose).

    With a `meeting` it is that meeting's exception note, and its matters stand in the order of their `ask`.
    `remarks` are the co-ordinator's own lines; `kept_back` says why a week's mail was held; `noted` are the actions
    that were noted until the meeting, by reference and title.
    """

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
    meeting: Occasion | None = None
    remarks: tuple[str, ...] = ()
    kept_back: str = ""
    noted: tuple[str, ...] = ()

    def asked(self, limit: int) -> tuple[Asked, ...]:
        """The first matters, up to a limit, parted by the decision that they want."""
        parted = groupby(self.matters[:limit], key=lambda matter: matter.ask)
        return tuple(Asked(ask=ask, matters=tuple(matters)) for ask, matters in parted)
