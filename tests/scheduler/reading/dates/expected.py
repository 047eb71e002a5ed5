"""How the tables of phrases are written: one line a phrase, as a board secretary would check it.

    phrase | due day | precision | what else is read

The due day may carry its weekday, which is held to be true; "-" stands for no target. What else is read is a list
parted by ";": `starts DAY`, `was DAY`, `then DAY DAY` (milestones), `recurs RATE`, `row starts DAY`, `earliest`,
`says SENTENCE` (the remark). The phrase is taken as it stands, with the spaces around it gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.plans.target_dates import Precision, Recurrence

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One phrase, as of a day, and what is read; `asks` says that a person is to confirm the target."""

    group: str
    phrase: str
    as_of: date
    due_on: date | None
    precision: Precision
    asks: bool = False
    starts_on: date | None = None
    row_starts_on: date | None = None
    moved_from: date | None = None
    milestones: tuple[date, ...] = ()
    recurrence: Recurrence | None = None
    is_start: bool = False
    remarks: tuple[str, ...] = ()


def day(written: str) -> date:
    """ "2027-01-15" or "Fri 2027-01-15", whose weekday is checked."""
    weekday, _, iso = written.strip().rpartition(" ")
    named = date.fromisoformat(iso)
    if weekday and _WEEKDAYS[named.weekday()] != weekday:
        raise ValueError(f"{iso} is a {_WEEKDAYS[named.weekday()]}, not a {weekday}")
    return named


def table(group: str, as_of: str, rows: str, *, asks: bool = False) -> tuple[Expected, ...]:
    """The rows of one table, all as of one day; `asks` says that every one of them is to be confirmed."""
    return tuple(_rows(group, day(as_of), rows, asks))


def _rows(group: str, as_of: date, rows: str, asks: bool) -> Iterator[Expected]:
    for line in filter(None, map(str.strip, rows.splitlines())):
        phrase, due, precision, *more = (part.strip() for part in line.split("|"))
        said = dict(_said(more[0])) if more else {}
        yield Expected(
            group=group,
            phrase=phrase,
            as_of=as_of,
            due_on=None if due == "-" else day(due),
            precision=Precision(precision),
            asks=asks,
            starts_on=day(said["starts"]) if "starts" in said else None,
            row_starts_on=day(said["row starts"]) if "row starts" in said else None,
            moved_from=day(said["was"]) if "was" in said else None,
            milestones=tuple(map(day, said.get("then", "").split())),
            recurrence=Recurrence(said["recurs"]) if "recurs" in said else None,
            is_start="earliest" in said,
            remarks=(said["says"],) if "says" in said else (),
        )


def _said(more: str) -> Iterator[tuple[str, str]]:
    for part in more.split(";"):
        named = next(
            key
            for key in ("row starts", "starts", "was", "then", "recurs", "earliest", "says")
            if part.strip().startswith(key)
        )
        yield named, part.strip().removeprefix(named).strip()
