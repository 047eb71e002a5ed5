"""How the hand-written calendars of mail are set down and read; what they say is in the calendars themselves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, kw_only=True, order=True)
class Expected:
    """A new notice inside a mail: which commitment, why now, and the planned day that is its slot."""

    ref: str
    reason: str
    slot_on: date


@dataclass(frozen=True, kw_only=True)
class Mailing:
    """One mail to one address on one day; `kind` is "digest" or "escalation"; `notices` are the new ones, sorted."""

    on: date
    to: str
    kind: str
    notices: tuple[Expected, ...]


def read_mailings(table: str, people: Mapping[str, str]) -> tuple[Mailing, ...]:
    """Rows of a calendar, in its order; `people` maps the names used in it to addresses.

    A day stands alone on its line, with its weekday. Below it, a line a mail: kind, name and notices. Notices are
    "reason: refs", parted by " | ", which may begin a new line; "of Mon 2024-11-11" after a reason names a slot
    other than the day. Raises ValueError on a wrong weekday, days out of order and a mail set down twice.
    """
    days = [_day(block) for block in table.strip().split("\n\n")]
    if [on for on, _ in days] != sorted({on for on, _ in days}):
        raise ValueError("the days of a calendar stand in order, each once")
    mailings = tuple(_mailing(on, line, people) for on, lines in days for line in lines)
    if len({(mail.on, mail.to, mail.kind) for mail in mailings}) != len(mailings):
        raise ValueError("a person has one mail of a kind a day")
    return mailings


def _day(block: str) -> tuple[date, list[str]]:
    heading, *lines = re.sub(r"\n\s+\|", " |", block).splitlines()
    return _dated(heading), lines


def _dated(words: str) -> date:
    """Day behind words such as "Mon 2026-11-30"; the weekday is checked."""
    weekday, iso = words.split()
    on = date.fromisoformat(iso)
    if WEEKDAYS[on.weekday()] != weekday:
        raise ValueError(f"{iso} is a {WEEKDAYS[on.weekday()]}, not a {weekday}")
    return on


def _mailing(on: date, line: str, people: Mapping[str, str]) -> Mailing:
    kind, name, words = line.split(maxsplit=2)
    notices = [notice for group in words.split(" | ") for notice in _notices(on, group)]
    return Mailing(on=on, to=people[name], kind=kind, notices=tuple(sorted(notices)))


def _notices(on: date, group: str) -> list[Expected]:
    reason, refs = group.split(": ")
    reason, _, slot = reason.partition(" of ")
    slot_on = _dated(slot) if slot else on
    return [Expected(ref=ref, reason=reason, slot_on=slot_on) for ref in refs.split()]
