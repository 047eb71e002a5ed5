"""What belongs in a feed on a day: a board's, a series', a person's. How it is written is left to notifications."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from scheduler.plans.boards import Meeting, MeetingSeries, MeetingStatus
from scheduler.plans.commitments import Commitment, PlanRecord, Snapshot
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.feed_words import stand_ins_in_words, standing_in_words

PAST_MEETINGS_MONTHS = 18
DONE_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Revision:
    """How often what a feed says of a record changed, and when last (aware, UTC): stored, never counted down."""

    sequence: int
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class FeedSource:
    """All that feeds are made from: the register as it stands, the series, and what the register keeps beside it.

    `domain` ends every deadline's uid. `completed_on` and `revisions` are by commitment key; a commitment without a
    revision counts its moves, and changed when it was recorded. `reports` are by a meeting's uid: what it must hear.
    """

    snapshot: Snapshot
    series: Mapping[str, MeetingSeries]
    domain: str
    completed_on: Mapping[str, date] = field(default_factory=dict)
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    reports: Mapping[str, tuple[Commitment, ...]] = field(default_factory=dict)

    def revision(self, commitment: Commitment) -> Revision:
        """The stored revision of a commitment, or the one that its own words give."""
        recorded_at = datetime.combine(commitment.recorded_on, time(), UTC)
        unknown = Revision(sequence=len(commitment.was), changed_at=recorded_at)
        return self.revisions.get(commitment.key, unknown)


@dataclass(frozen=True, kw_only=True)
class FeedReport:
    """What a meeting must hear of: a reference and its title."""

    ref: str
    title: str


@dataclass(frozen=True, kw_only=True)
class FeedMeeting:
    """A meeting as a feed shows it; times are local in the board's zone. `plan` is what it is about, in words.

    `stand_ins` are sentences that say who stands in for whom.
    """

    uid: str
    title: str
    plan: str
    on: date
    starts: time
    ends: time
    location: str
    url: str
    cancelled: bool
    moved_because: str
    note: str
    stand_ins: tuple[str, ...]
    reports: tuple[FeedReport, ...]
    paper_deadline_on: date | None
    categories: tuple[str, ...]
    sequence: int
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class FeedPapers:
    """The day by which a meeting's papers are due, an entry beside the meeting's own."""

    uid: str
    title: str
    plan: str
    due_on: date
    meeting_on: date
    cancelled: bool
    categories: tuple[str, ...]
    sequence: int
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class FeedDeadline:
    """A target date as a feed shows it: nothing of who leads it, nor of how late it is. `key` is the commitment's.

    `standing` is in words that change with the register alone: a feed's bytes do not age.
    """

    key: str
    uid: str
    ref: str
    title: str
    plan: str
    due_on: date
    plan_words: str
    standing: str
    completed_on: date | None
    categories: tuple[str, ...]
    sequence: int
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class FeedEntries:
    """What one feed holds on a day, earliest first."""

    meetings: tuple[FeedMeeting, ...] = ()
    papers: tuple[FeedPapers, ...] = ()
    deadlines: tuple[FeedDeadline, ...] = ()


def board_feed(source: FeedSource, board: str, *, today: date, target_dates: bool = False) -> FeedEntries:
    """All meetings of a board's series; with `target_dates` also those of its plans."""
    slugs = {series.slug for series in source.series.values() if series.board == board}
    plans = source.snapshot.plans
    promised = [each for each in source.snapshot.commitments if target_dates and plans[each.plan].board == board]
    return _entries(source, _meetings(source, slugs, today), _deadlines(source, promised, today))


def series_feed(source: FeedSource, series: str, *, today: date) -> FeedEntries:
    """The meetings of one series."""
    return _entries(source, _meetings(source, {series}, today))


def personal_feed(source: FeedSource, person: str, *, today: date) -> FeedEntries:
    """The meetings that a person (an address) attends or stands in at, and the target dates they lead.

    Nothing once they have left.
    """
    address = person.lower()
    known = source.snapshot.people.get(address)
    if known and known.left_on and known.left_on <= today:
        return FeedEntries()
    attended = {series.slug for series in source.series.values() if address in map(str.lower, series.attendees)}
    led = [each for each in source.snapshot.commitments if address in map(str.lower, each.leads)]
    return _entries(source, _meetings(source, attended, today, deputy=address), _deadlines(source, led, today))


def deadline_uid(key: str, domain: str) -> str:
    """A target date's identity in every calendar, for good: "target-cog-2026/1.12@chaser.example.org"."""
    return f"target-{key}@{domain}"


def papers_uid(meeting_uid: str) -> str:
    """The identity of the day on which a meeting's papers are due: "papers-cog-2026Q1@chaser.example.org"."""
    return f"papers-{meeting_uid}"


def _entries(source: FeedSource, meetings: Iterable[Meeting], deadlines: tuple[FeedDeadline, ...] = ()) -> FeedEntries:
    """Meetings in their order, each with the day of its papers, and target dates."""
    shown = sorted(meetings, key=lambda meeting: (meeting.on, meeting.starts, meeting.uid))
    papers = [_papers(source, meeting, meeting.paper_deadline_on) for meeting in shown if meeting.paper_deadline_on]
    return FeedEntries(
        meetings=tuple(_meeting(source, meeting) for meeting in shown),
        papers=tuple(sorted(papers, key=lambda each: (each.due_on, each.uid))),
        deadlines=deadlines,
    )


def _meetings(source: FeedSource, series: set[str], today: date, deputy: str = "") -> Iterator[Meeting]:
    """Past ones for 18 months, so that nobody loses their minutes; cancelled ones until they are past."""
    oldest = _months_before(today, PAST_MEETINGS_MONTHS)
    for meeting in source.snapshot.meetings:
        since = today if meeting.status is MeetingStatus.CANCELLED else oldest
        stands_in = meeting.series in source.series and deputy in meeting.deputies.values()
        if meeting.on >= since and (meeting.series in series or stands_in):
            yield meeting


def _meeting(source: FeedSource, meeting: Meeting) -> FeedMeeting:
    series = source.series.get(meeting.series)
    board = source.snapshot.boards.get(series.board) if series else None
    reported = source.reports.get(meeting.uid, ())
    return FeedMeeting(
        uid=meeting.uid,
        title=meeting.title,
        plan=_plan_title(source.snapshot.plans.values(), board.slug) if board else "",
        on=meeting.on,
        starts=meeting.starts,
        ends=meeting.ends,
        location=meeting.location,
        url=meeting.url,
        cancelled=meeting.status is MeetingStatus.CANCELLED,
        moved_because=meeting.moved_because,
        note=meeting.note,
        stand_ins=stand_ins_in_words(meeting, source.snapshot.people),
        reports=tuple(FeedReport(ref=each.ref, title=each.title) for each in reported if not each.is_over),
        paper_deadline_on=meeting.paper_deadline_on,
        categories=(board.name,) if board else (),
        sequence=meeting.sequence,
        changed_at=max([meeting.changed_at, *(source.revision(each).changed_at for each in reported)]),
    )


def _papers(source: FeedSource, meeting: Meeting, due_on: date) -> FeedPapers:
    shown = _meeting(source, meeting)
    return FeedPapers(
        uid=papers_uid(meeting.uid),
        title=meeting.title,
        plan=shown.plan,
        due_on=due_on,
        meeting_on=meeting.on,
        cancelled=shown.cancelled,
        categories=shown.categories,
        sequence=meeting.paper_sequence,
        changed_at=meeting.changed_at,
    )


def _plan_title(plans: Iterable[PlanRecord], board: str) -> str:
    """The title of the one open plan of a board; nothing where it oversees several, or none."""
    titles = [plan.title for plan in plans if plan.board == board and plan.closed_on is None]
    return titles[0] if len(titles) == 1 else ""


def _deadlines(source: FeedSource, promised: Iterable[Commitment], today: date) -> tuple[FeedDeadline, ...]:
    shown = ((each, _shown_target(source, each, today)) for each in promised)
    found = [_deadline(source, each, target) for each, target in shown if target]
    return tuple(sorted(found, key=lambda deadline: (deadline.due_on, deadline.uid)))


def _shown_target(source: FeedSource, commitment: Commitment, today: date) -> TargetDate | None:
    """The target date, where its plan was released and is open, it is no start in doubt, and not long done."""
    plan, target = source.snapshot.plans[commitment.plan], commitment.target
    if plan.released_on is None or plan.released_on > today or (plan.closed_on and plan.closed_on <= today):
        return None
    if target is None or (target.is_start and target.question):
        return None
    if not commitment.is_over:
        return target
    done_on = source.completed_on.get(commitment.key) or commitment.answered.closed_on
    return target if done_on and done_on >= today - timedelta(days=DONE_DAYS) else None


def _deadline(source: FeedSource, commitment: Commitment, target: TargetDate) -> FeedDeadline:
    revision, done = source.revision(commitment), commitment.status is Status.COMPLETE
    return FeedDeadline(
        key=commitment.key,
        uid=deadline_uid(commitment.key, source.domain),
        ref=commitment.ref,
        title=commitment.title,
        plan=source.snapshot.plans[commitment.plan].title,
        due_on=target.due_on,
        plan_words=target.words,
        standing=standing_in_words(commitment),
        completed_on=source.completed_on.get(commitment.key) if done else None,
        categories=("Target date",),
        sequence=revision.sequence,
        changed_at=revision.changed_at,
    )


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
