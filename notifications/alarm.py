"""What somebody must hear at once in a mail of its own: a first look at a plan, a link asked for, a road that works."""

from dataclasses import dataclass
from datetime import date

from notifications.digest import Line


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """One person who would be mailed, and the lines they would get."""

    name: str
    address: str
    role: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class FirstLook:
    """A plan's first week: what would go to whom, what looks late already, what wants confirming first.

    `unverified` are completions that the plan itself reports in words that leave a doubt. `release_url` is the page
    that lets the mails go, `release_command` does it where no page is reachable.
    """

    person: str
    day: date
    board: str
    plan: str
    recipients: tuple[Recipient, ...]
    late: tuple[Line, ...]
    unconfirmed: tuple[str, ...]
    undated: tuple[str, ...]
    release_command: str
    unverified: tuple[str, ...] = ()
    reply_to_name: str = ""
    reply_to: str = ""
    release_url: str = ""


@dataclass(frozen=True, kw_only=True)
class RoadTest:
    """A plain mail that a person asked for, to see whether the configured road works."""

    address: str
    day: date
    road: str


@dataclass(frozen=True, kw_only=True)
class SignInLink:
    """A link that somebody asked for, to sign in once within `minutes`."""

    person: str
    day: date
    url: str
    minutes: int
    reply_to_name: str
    reply_to: str


@dataclass(frozen=True, kw_only=True)
class AnswerLink:
    """A link that somebody asked for because their old one had ended: to their actions in a plan, for `days`."""

    person: str
    day: date
    plan: str
    url: str
    days: int
    reply_to_name: str
    reply_to: str
