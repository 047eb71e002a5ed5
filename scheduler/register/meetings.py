"""The boards' meetings as stored: synchronised with what their series give, and changed by a person's word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.boards import Meeting, MeetingSeries, MeetingStatus
from scheduler.register import history
from scheduler.register.lookups import NotInRegister, nearest
from scheduler.register.tables import MeetingRow
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.meeting_dates import PlannedMeeting, meeting_uid
from scheduler.rules.meeting_matching import Published, matched

COUNTED = {"on_day", "starts", "ends", "location", "url", "status"}  # calendars.md 3; a link is a place too
COUNTED_FOR_PAPERS = {"paper_deadline_on", "status"}
EXTRA = "extra-"  # how the slot of a meeting begins that a person added
NO_LONGER_GIVEN = "The series no longer gives this meeting."


@dataclass(frozen=True, kw_only=True)
class MeetingsSync:
    """What became of a series' meetings, by slot: new, changed, cancelled because the series gives them no longer."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    cancelled: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingChange:
    """What a person wants otherwise of one meeting; None leaves it as it is. Times are local in the board's zone."""

    on_day: date | None = None
    starts: time | None = None
    ends: time | None = None
    location: str | None = None
    url: str | None = None
    paper_deadline_on: date | None = None
    status: MeetingStatus | None = None
    moved_because: str | None = None
    note: str | None = None
    deputies: Mapping[str, str] | None = None


def list_meetings(session: Session, series: str = "") -> tuple[Meeting, ...]:
    """All meetings, past and cancelled ones too, earliest first; of one series when it is named."""
    query = select(MeetingRow).order_by(MeetingRow.on_day, MeetingRow.starts, MeetingRow.uid)
    if series:
        query = query.where(MeetingRow.series == series)
    return tuple(_meeting(row) for row in session.scalars(query))


def sync_meetings(
    session: Session,
    series: MeetingSeries,
    planned: Iterable[PlannedMeeting],
    *,
    start: date,
    end: date,
    domain: str,
    now: datetime,
) -> MeetingsSync:
    """Bring the stored meetings of a series to what it gives from `start` to `end`, both included.

    A new one starts at sequence 0; a change of time, place or status adds one. A row that is as the series gives it
    is not touched, so that feeds keep their bytes. What is past stays as it was, and what a person set stays set. A
    meeting that the series gives no longer stays, cancelled (calendars.md 9), and comes back when it is given again.
    One that a changed series gives under another name keeps the one under which it was published (calendars.md 1).
    """
    stored = {row.slot: row for row in session.scalars(select(MeetingRow).where(MeetingRow.series == series.slug))}
    today = now.date()
    given = matched(planned, [_published(row, today) for row in stored.values()])
    added = [slot for slot in given if slot not in stored]
    session.add_all(_row(series, given[slot], domain, now) for slot in added)
    ahead = {slot: row for slot, row in stored.items() if row.on_day >= today}
    gone = [slot for slot, row in ahead.items() if slot not in given and start <= row.on_day <= end]
    return MeetingsSync(
        added=tuple(added),
        changed=tuple(
            slot for slot, row in ahead.items() if slot in given and _change(row, _given(series, given[slot], row), now)
        ),
        cancelled=tuple(slot for slot in gone if _change(ahead[slot], _cancelled(ahead[slot]), now)),
    )


def amend_meeting(
    session: Session, series: str, which: str, change: MeetingChange, *, who: str, now: datetime
) -> Meeting:
    """Move or cancel one meeting, or give it a room, a link, a deputy or a paper deadline, by a person's word.

    `which` is its slot, or the day in ISO on which it stands. What is set here stays, whatever the series gives
    later. Raises NotInRegister for an unknown meeting, and ValueError for hours that end before they start.
    """
    row = _find(session, series, which)
    wanted = {name: value for name, value in vars(change).items() if value is not None}
    starts, ends = change.starts or row.starts, change.ends or row.ends
    if ends <= starts:
        raise ValueError(
            f"meeting {which} of {series} would end at {ends:%H:%M}, not after it starts at {starts:%H:%M}"
        )
    before = {name: str(getattr(row, name)) for name in wanted}
    if _change(row, wanted, now):
        after = {name: str(value) for name, value in wanted.items()}
        history.write(session, at=now, who=who, road="desk", what=f"meeting {row.uid}", before=before, after=after)
        row.set_by_hand = sorted({*row.set_by_hand, *wanted})
    return _meeting(row)


def add_meeting(
    session: Session, series: MeetingSeries, change: MeetingChange, *, who: str, domain: str, now: datetime
) -> Meeting:
    """An extra meeting of a series, by a person's word; `change` must name its day, and the series gives the rest.

    Its identity is of its own, so that no change of the series moves or cancels it.
    Raises ValueError for no day, a day on which the series meets already, or hours that end before they start.
    """
    said = {name: value for name, value in vars(change).items() if value is not None}
    on, starts, ends = change.on_day, change.starts or series.starts, change.ends or series.ends
    if on is None:
        raise ValueError(f"an extra meeting of {series.slug} needs a day")
    if ends <= starts:
        raise ValueError(f"it would end at {ends:%H:%M}, not after it starts at {starts:%H:%M}")
    stored = list(session.scalars(select(MeetingRow).where(MeetingRow.series == series.slug)))
    if any(row.on_day == on and row.status is MeetingStatus.CONFIRMED for row in stored):
        raise ValueError(f"{series.slug} meets on {day_in_words(on)} already: move that meeting, or name another day")
    number = sum(row.slot.startswith(f"{EXTRA}{on}") for row in stored)
    slot = f"{EXTRA}{on}" + (f"-{number + 1}" if number else "")
    row = _row(series, PlannedMeeting(slot=slot, on=on, starts=starts, ends=ends), domain, now)
    for name, value in said.items():
        setattr(row, name, value)
    row.set_by_hand = sorted({"on_day", "starts", "ends", "status", "paper_deadline_on", *said})
    session.add(row)
    after = {name: str(value) for name, value in said.items()}
    history.write(session, at=now, who=who, road="desk", what=f"meeting {row.uid} added", after=after)
    session.flush()
    return _meeting(row)


def find_meeting(session: Session, series: str, which: str) -> Meeting:
    """The meeting of a series by its slot, or by the day in ISO on which it stands. Raises NotInRegister."""
    return _meeting(_find(session, series, which))


def _find(session: Session, series: str, which: str) -> MeetingRow:
    query = select(MeetingRow).where(MeetingRow.series == series).order_by(MeetingRow.on_day, MeetingRow.slot)
    rows = list(session.scalars(query))
    found = [row for row in rows if row.slot == which] or [row for row in rows if row.on_day.isoformat() == which]
    if len(found) != 1:
        cure = nearest(
            which,
            [row.slot for row in found or rows],
            otherwise="check the name of the series, and that its meetings are planned",
        )
        raise NotInRegister(thing=f"meeting {which!r}", place=f"series {series!r}", cure=cure)
    return found[0]


def _published(row: MeetingRow, today: date) -> Published:
    """A row as matching sees it: its day is the series' to move while it is ahead and no person set or cancelled it."""
    is_extra = row.slot.startswith(EXTRA)
    dropped = row.status is MeetingStatus.CANCELLED and "status" in row.set_by_hand
    return Published(slot=row.slot, on=row.on_day, may_move=row.on_day >= today and not (is_extra or dropped))


def _change(row: MeetingRow, wanted: Mapping[str, object], now: datetime) -> bool:
    """Set what differs, and say whether anything did; clients heed a change only when the sequence says so."""
    different = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    if different:
        row.changed_at = now
        row.sequence += 1 if COUNTED & different.keys() else 0
        row.paper_sequence += 1 if COUNTED_FOR_PAPERS & different.keys() else 0
    return bool(different)


def _given(series: MeetingSeries, planned: PlannedMeeting, row: MeetingRow) -> dict[str, object]:
    """What the series says of a stored meeting, less what a person set; one cancelled for want of it comes back."""
    wanted: dict[str, object] = {**_planned_columns(planned), "location": series.location, "title": series.name}
    if row.note == NO_LONGER_GIVEN:
        wanted |= {"status": MeetingStatus.CONFIRMED, "note": ""}
    return {name: value for name, value in wanted.items() if name not in row.set_by_hand}


def _cancelled(row: MeetingRow) -> dict[str, object]:
    if row.status is MeetingStatus.CANCELLED or {"on_day", "status"} & set(row.set_by_hand):
        return {}
    return {"status": MeetingStatus.CANCELLED, "note": NO_LONGER_GIVEN}


def _planned_columns(planned: PlannedMeeting) -> dict[str, object]:
    return {
        "on_day": planned.on,
        "starts": planned.starts,
        "ends": planned.ends,
        "moved_because": planned.moved_because,
        "paper_deadline_on": planned.paper_deadline_on,
    }


def _row(series: MeetingSeries, planned: PlannedMeeting, domain: str, now: datetime) -> MeetingRow:
    return MeetingRow(
        uid=meeting_uid(series.slug, planned.slot, domain),
        series=series.slug,
        slot=planned.slot,
        title=series.name,
        location=series.location,
        url="",
        note="",
        deputies={},
        status=MeetingStatus.CONFIRMED,
        sequence=0,
        paper_sequence=0,
        changed_at=now,
        **_planned_columns(planned),
    )


def _meeting(row: MeetingRow) -> Meeting:
    return Meeting(
        uid=row.uid,
        series=row.series,
        slot=row.slot,
        title=row.title,
        on=row.on_day,
        starts=row.starts,
        ends=row.ends,
        location=row.location,
        url=row.url,
        paper_deadline_on=row.paper_deadline_on,
        status=row.status,
        moved_because=row.moved_because,
        note=row.note,
        deputies=dict(row.deputies),
        sequence=row.sequence,
        paper_sequence=row.paper_sequence,
        changed_at=row.changed_at,
    )
