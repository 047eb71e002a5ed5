"""A person's word about one meeting, kept and told: moved, cancelled, added or noted, and mailed where it is late."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from scheduler.plans.boards import Meeting, MeetingSeries, MeetingStatus
from scheduler.register.lookups import NotInRegister, find_person, nearest
from scheduler.register.meetings import MeetingChange, add_meeting, amend_meeting, find_meeting
from scheduler.rounds.invitations import invite
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.meeting_changes import moved_from


class RefusedChange(ValueError):
    """A change that makes no sense for the meeting as it stands; `str()` says why, and what would help."""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """What became of a meeting: `before` is None for an extra one. `mailed` are addresses, `why_not` what to know.

    `why_not` says that the new day is no working day, and is empty where it is one.
    """

    before: Meeting | None
    after: Meeting
    mailed: tuple[str, ...]
    why_not: str


def change_meeting(
    session: Session,
    orders: StandingOrders,
    series: str,
    which: str,
    change: MeetingChange,
    *,
    reason: str = "",
    who: str,
    now: datetime,
) -> Changed:
    """Change one meeting, in the caller's transaction; mails go out with it where it comes within 48 hours.

    Hours keep their length and papers their distance where nothing is said of them. Raises NotInRegister, and
    RefusedChange for what makes no sense: a cancelled meeting moved, papers due after it.
    """
    of = series_of(orders, series)
    before = find_meeting(session, series, which)
    if before.status is MeetingStatus.CANCELLED and change.status is None:
        raise RefusedChange(f"{_named(before)} is cancelled: say chaser meeting restore first")
    change = _by_keys(session, change)
    amended = _amend(session, series, before, _filled(of, orders, before, change, reason), who=who, now=now)
    return _told(session, orders, of, before, amended, now=now)


def add_extra(
    session: Session, orders: StandingOrders, series: str, change: MeetingChange, *, who: str, now: datetime
) -> Changed:
    """An extra meeting of a series, in the caller's transaction, mailed where it begins within 48 hours.

    Raises NotInRegister for an unknown series, and RefusedChange for a day on which it cannot be.
    """
    of = series_of(orders, series)
    on = change.on_day
    if on is None or on < orders.local_day(now):
        raise RefusedChange(f"an extra meeting needs a day to come, and {on} is past")
    _check_papers(change.paper_deadline_on or _papers_for(of, orders, on), on)
    papers = change.paper_deadline_on or _papers_for(of, orders, on)
    wanted = replace(change, paper_deadline_on=papers, location=change.location or of.location)
    try:
        added = add_meeting(session, of, wanted, who=who, domain=orders.domain(of.board), now=now)
    except ValueError as wrong:
        raise RefusedChange(str(wrong)) from wrong
    return _told(session, orders, of, None, added, now=now)


def series_of(orders: StandingOrders, series: str) -> MeetingSeries:
    """The series of that short name. Raises NotInRegister with the nearest."""
    if series not in orders.series:
        cure = nearest(series, orders.series, otherwise="set one up in chaser.toml")
        raise NotInRegister(thing=f"series {series!r}", place="chaser.toml", cure=cure)
    return orders.series[series]


def _amend(
    session: Session, series: str, before: Meeting, change: MeetingChange, *, who: str, now: datetime
) -> Meeting:
    try:
        return amend_meeting(session, series, before.slot, change, who=who, now=now)
    except ValueError as wrong:
        raise RefusedChange(str(wrong)) from wrong


def _told(
    session: Session,
    orders: StandingOrders,
    of: MeetingSeries,
    before: Meeting | None,
    after: Meeting,
    *,
    now: datetime,
) -> Changed:
    session.flush()
    is_new_day = before is None or before.on != after.on
    return Changed(
        before=before,
        after=after,
        mailed=invite(session, orders, before, after, now=now),
        why_not=orders.policy.working_days(of.board).why_not(after.on) if is_new_day else "",
    )


def _filled(
    of: MeetingSeries, orders: StandingOrders, before: Meeting, change: MeetingChange, reason: str
) -> MeetingChange:
    """The change with what follows from it: the end from the start, the papers from the day, and why it moved."""
    on, starts = change.on_day or before.on, change.starts or before.starts
    ends = change.ends or _shifted(before, starts)
    papers = change.paper_deadline_on
    if papers is None and on != before.on:
        papers = _papers_for(of, orders, on)
    _check_papers(papers or before.paper_deadline_on, on)
    because = moved_from(before, on, starts, ends, reason)
    deputies = {**before.deputies, **change.deputies} if change.deputies else None
    return replace(
        change,
        ends=ends if ends != before.ends else change.ends,
        paper_deadline_on=papers,
        moved_because=because or None,
        note=_note(before, change, "" if because else reason),
        deputies=deputies,
    )


def _shifted(before: Meeting, starts: time) -> time:
    """When it ends if it lasts as long as before, and by midnight."""
    noon = date(2000, 1, 1)  # any day: only the length counts
    length = datetime.combine(noon, before.ends) - datetime.combine(noon, before.starts)
    ends = datetime.combine(noon, starts) + length
    return ends.time() if ends.date() == noon else time(23, 59)


def _papers_for(of: MeetingSeries, orders: StandingOrders, on: date) -> date | None:
    """When the papers of a meeting on a day are due by the series' own count; None where it has none."""
    if of.paper_deadline_days is None:
        return None
    return orders.policy.working_days(of.board).on_or_before(on - timedelta(days=of.paper_deadline_days))


def _check_papers(papers: date | None, on: date) -> None:
    if papers and papers > on:
        raise RefusedChange(
            f"the papers would be due on {day_in_words(papers)}, after the meeting on {day_in_words(on)}"
        )


def _note(before: Meeting, change: MeetingChange, reason: str) -> str | None:
    """A reason that explains no move is a note of the meeting, before what was noted already."""
    if not reason.strip():
        return change.note
    return "\n".join(filter(None, [reason.strip(), change.note if change.note is not None else before.note]))


def _by_keys(session: Session, change: MeetingChange) -> MeetingChange:
    """The change with whoever stands in, and for whom, as the register knows them. Raises NotInRegister."""
    if not change.deputies:
        return change
    both = [(find_person(session, whom), find_person(session, deputy)) for whom, deputy in change.deputies.items()]
    return replace(change, deputies={whom.email: deputy.email for whom, deputy in both})


def _named(meeting: Meeting) -> str:
    return f"{meeting.title} of {day_in_words(meeting.on)}"
