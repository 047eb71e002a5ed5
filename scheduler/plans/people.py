"""The directory's people: who may be mailed, what they are called, who stands in for them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from notifications.values import value


class Frequency(StrEnum):
    """How often a person wants digests; weekly never delays the day itself or what is late."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, kw_only=True)
class RoleHeld:
    """A role that a person holds from one day to another; either end may be open."""

    name: str
    from_on: date | None = None
    to_on: date | None = None

    def held_on(self, day: date) -> bool:
        """Whether the role is held on that day, both ends included."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


@value(frozen=True, kw_only=True)
class Person:
    """A person, shared mailbox or group of the directory. Identity is the first address that was theirs, lower case.

    `mailbox` is where their mail goes since that address changed, empty while it is `email` itself; `formerly` are
    the addresses that were theirs in between.
    `manager` and `deputy` are other people's addresses; `away_from` and `away_to` are days, both included.
    `suspended` says why nothing may be mailed ("bounced on 2026-10-02"), empty when mail may go; `suspended_on` is
    the day since when, None where nobody kept it. `shared` marks a
    mailbox that several people read; `members` are the addresses of a group, each of whom is mailed in its place.
    """

    email: str
    name: str
    initials: str = ""
    organisation: str = ""
    roles: tuple[RoleHeld, ...] = ()
    aliases: tuple[str, ...] = ()
    manager: str = ""
    deputy: str = ""
    away_from: date | None = None
    away_to: date | None = None
    digest: Frequency = Frequency.DAILY
    suspended: str = ""
    suspended_on: date | None = None
    left_on: date | None = None
    shared: bool = False
    members: tuple[str, ...] = ()
    mailbox: str = ""
    formerly: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where their mail goes now."""
        return self.mailbox or self.email

    @property
    def addresses(self) -> frozenset[str]:
        """Every address that is theirs, or was: a reply from any of them is their word."""
        return frozenset({self.email, self.address, *self.formerly})

    def away_on(self, day: date) -> bool:
        """Whether the person is away on that day, both ends included; an open end has no end."""
        if self.away_from is None and self.away_to is None:
            return False
        return (self.away_from is None or self.away_from <= day) and (self.away_to is None or day <= self.away_to)
