"""What the rules decide, as data: notices, silences and what is held, each with its reason."""

from dataclasses import dataclass
from typing import NamedTuple

from notifications.values import value
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey


@value(frozen=True, kw_only=True)
class Notice:
    """One thing to tell one person today; `ref` is empty for what concerns a whole plan or board.

    `why_them` says why it is this person and not the lead or chair, empty when it is; `covers` names whom they cover.
    """

    key: NoticeKey
    plan: str
    board: str
    ref: str
    capacity: Capacity
    reason: str
    why_them: str = ""
    covers: str = ""


@value(frozen=True, kw_only=True)
class Silence:
    """Why a commitment is not spoken of today, or a person not told of it."""

    commitment: str
    reason: str
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class Held:
    """Something that should be told and cannot be: what, and the cure; the co-ordinator hears of it."""

    commitment: str
    board: str
    what: str
    cure: str


class Decided(NamedTuple):
    """What is decided of one commitment: of its ladder and for the chair, and what else is to be said of it."""

    verdicts: "tuple[Verdict, ...]"
    own: tuple[Notice, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is decided of some commitments, each looked at by itself.

    `notices` are of their ladders and for the chair, in plans not released too; `own` is what else is to be said.
    """

    notices: tuple[Notice, ...] = ()
    own: tuple[Notice, ...] = ()
    silences: tuple[Silence, ...] = ()
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """All of one day: what to tell, what stays unsaid, what is held, and what waits for a plan's release."""

    notices: tuple[Notice, ...] = ()
    silences: tuple[Silence, ...] = ()
    held: tuple[Held, ...] = ()
    waiting_for_release: tuple[Notice, ...] = ()


Verdict = Notice | Silence | Held
