"""Calendar feeds from the register: which there are, and the bytes of each. Who may fetch one is the web's to ask."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from notifications.calendars.entries import DeadlineEntry, Feed, FeedBytes, MeetingEntry, PapersEntry, Report
from scheduler.links import action_path
from scheduler.plans.boards import Meeting
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Person
from scheduler.register.revisions import completed_days, last_change, revisions
from scheduler.register.snapshot import load_snapshot
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.feed_entries import (
    FeedDeadline,
    FeedEntries,
    FeedMeeting,
    FeedPapers,
    FeedSource,
    Revision,
    board_feed,
    personal_feed,
    series_feed,
)
from scheduler.rules.reports import reports_by_meeting

BOARD, SERIES, PERSON = "board", "series", "person"
COLOURS = {BOARD: "teal", SERIES: "steelblue", PERSON: "darkorchid"}


@dataclass(frozen=True, kw_only=True)
class FeedName:
    """A feed that can be asked for ("board:cog", "series:moderation", "person:nina@example.org"), and its title."""

    name: str
    title: str

    @property
    def kind(self) -> str:
        """The part before the colon: board, series or person."""
        return self.name.partition(":")[0]

    @property
    def whose(self) -> str:
        """The part after the colon: a slug or an address."""
        return self.name.partition(":")[2]


class UnknownFeed(LookupError):
    """There is no feed of that name; `known` are the names that there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        impersonal = ", ".join(each for each in known if not each.startswith(PERSON))
        everybody = f"{PERSON}:ADDRESS for everybody in the directory"
        super().__init__(f"there is no feed {name!r}: there are {impersonal} and {everybody}")


def full_names(name: str) -> tuple[str, ...]:
    """What a name may stand for: itself, or with nothing before it a series, a board or a person, in this order."""
    plain = name.strip().lower()
    return (name, plain) if ":" in name else tuple(f"{kind}:{plain}" for kind in (SERIES, BOARD, PERSON))


def feed_names(snapshot: Snapshot, orders: StandingOrders) -> tuple[FeedName, ...]:
    """Every feed: one a board, one a series, one a person of the directory or the settings."""
    boards = [
        FeedName(name=f"{BOARD}:{slug}", title=f"{board.name}: meetings") for slug, board in orders.boards.items()
    ]
    series = [FeedName(name=f"{SERIES}:{slug}", title=each.name) for slug, each in orders.series.items()]
    people = [
        FeedName(name=f"{PERSON}:{address}", title=f"{person.name}: meetings and target dates")
        for address, person in _people(snapshot, orders).items()
    ]
    return tuple(sorted([*boards, *series, *people], key=lambda each: each.name))


def find_feed(name: str, snapshot: Snapshot, orders: StandingOrders) -> FeedName:
    """The feed of that name, short or whole; raises UnknownFeed with the names that there are."""
    feeds = {each.name: each for each in feed_names(snapshot, orders)}
    for key, person in _people(snapshot, orders).items():  # by every address that is theirs, or was
        feeds |= {f"{PERSON}:{address}": feeds[f"{PERSON}:{key}"] for address in person.addresses}
    found = next((feeds[whole] for whole in full_names(name) if whole in feeds), None)
    if found is None:
        raise UnknownFeed(name, tuple(feeds))
    return found


@dataclass(frozen=True, kw_only=True)
class FeedMaterial:
    """The register as all feeds are made from it: read once, good for every feed of that moment.

    `changed_at` is the register's last change, None in an empty one.
    """

    snapshot: Snapshot
    completed_on: Mapping[str, date]
    revisions: Mapping[str, Revision]
    changed_at: datetime | None


def feed_material(session: Session, orders: StandingOrders) -> FeedMaterial:
    """Read what feeds are made from."""
    return FeedMaterial(
        snapshot=load_snapshot(session, orders.boards),
        completed_on=completed_days(session),
        revisions=revisions(session),
        changed_at=last_change(session),
    )


def feed_of(material: FeedMaterial, name: str, orders: StandingOrders, *, today: date, source_url: str = "") -> Feed:
    """A feed on a local day, ready to be rendered; `source_url` is where it is fetched.

    `changed_at` is the register's last change, or the beginning of `today`: what is past leaves a feed by the day.
    Raises UnknownFeed with the names that there are.
    """
    feed = find_feed(name, material.snapshot, orders)
    entries = _entries(material, feed, orders, today)
    plans = {each.key: each.plan for each in material.snapshot.commitments}
    return Feed(
        name=feed.title,
        description=_description(feed),
        colour=COLOURS[feed.kind],
        source_url=source_url,
        meetings=tuple(_meeting(each, orders) for each in entries.meetings),
        papers=tuple(_papers(each, orders) for each in entries.papers),
        deadlines=tuple(_deadline(each, plans[each.key], orders) for each in entries.deadlines),
        changed_at=_changed_at(material, orders, today),
    )


def feed_bytes(session: Session, name: str, orders: StandingOrders, *, today: date, source_url: str = "") -> FeedBytes:
    """The bytes of a feed on a local day: the same register gives the same ones, whenever they are asked for.

    Raises UnknownFeed with the names that there are.
    """
    from notifications.calendars.feed import render_feed  # icalendar, which a round has no need of

    return render_feed(feed_of(feed_material(session, orders), name, orders, today=today, source_url=source_url))


def meeting_entry(session: Session, meeting: Meeting, orders: StandingOrders, *, today: date) -> MeetingEntry:
    """One meeting as its feed has it, with what must be reported there."""
    feed = FeedName(name=f"{SERIES}:{meeting.series}", title=meeting.title)
    entries = _entries(feed_material(session, orders), feed, orders, today)
    shown = {each.uid: each for each in entries.meetings}
    return _meeting(shown[meeting.uid], orders)


def _people(snapshot: Snapshot, orders: StandingOrders) -> dict[str, Person]:
    return {**orders.officers, **snapshot.people}


def _entries(material: FeedMaterial, feed: FeedName, orders: StandingOrders, today: date) -> FeedEntries:
    if feed.kind == BOARD:
        return board_feed(_source(feed.whose, material, orders), feed.whose, today=today)
    if feed.kind == SERIES:
        return series_feed(_source(orders.series[feed.whose].board, material, orders), feed.whose, today=today)
    sources = [_source(slug, material, orders) for slug in orders.boards]
    return _together([personal_feed(source, feed.whose, today=today) for source in sources])


def _source(board: str, material: FeedMaterial, orders: StandingOrders) -> FeedSource:
    own = _of_board(board, material.snapshot)
    return FeedSource(
        snapshot=own,
        series={each.slug: each for each in orders.series.values() if each.board == board},
        domain=orders.domain(board),
        completed_on=material.completed_on,
        revisions=material.revisions,
        reports=_reports(board, own, orders),
    )


def _reports(board: str, snapshot: Snapshot, orders: StandingOrders) -> dict[str, tuple[Commitment, ...]]:
    own = {slug for slug, whose in orders.board_series.items() if whose == board}
    return reports_by_meeting(snapshot, orders.boards[board], own)


def _of_board(board: str, snapshot: Snapshot) -> Snapshot:
    """The register with one board's promises alone: a target date has its identity under that board's domain."""
    promised = tuple(each for each in snapshot.commitments if snapshot.plans[each.plan].board == board)
    return replace(snapshot, commitments=promised)


def _together(feeds: list[FeedEntries]) -> FeedEntries:
    return FeedEntries(
        meetings=tuple(each for feed in feeds for each in feed.meetings),
        papers=tuple(each for feed in feeds for each in feed.papers),
        deadlines=tuple(each for feed in feeds for each in feed.deadlines),
    )


def _meeting(meeting: FeedMeeting, orders: StandingOrders) -> MeetingEntry:
    words = vars(meeting) | {
        "reports": tuple(Report(ref=each.ref, title=each.title) for each in meeting.reports),
        "page_url": _meetings_page(orders),
    }
    return MeetingEntry(**words)


def _papers(papers: FeedPapers, orders: StandingOrders) -> PapersEntry:
    return PapersEntry(**vars(papers), page_url=_meetings_page(orders))


def _meetings_page(orders: StandingOrders) -> str:
    """Where the meetings stand on our pages, behind their sign-in."""
    return f"{orders.web_url}/#meetings" if orders.web_url else ""


def _deadline(deadline: FeedDeadline, plan: str, orders: StandingOrders) -> DeadlineEntry:
    words = {name: value for name, value in vars(deadline).items() if name != "key"}
    page_url = f"{orders.web_url}{action_path(plan, deadline.ref)}" if orders.web_url else ""
    return DeadlineEntry(**words, page_url=page_url)


def _description(feed: FeedName) -> str:
    held = {
        BOARD: "All meetings of the board.",
        SERIES: "All meetings of this series.",
        PERSON: "The meetings that you attend and the target dates of the actions that you lead.",
    }
    return f"{held[feed.kind]} Kept up to date by Chaser; changes made in your calendar are not sent back."


def _changed_at(material: FeedMaterial, orders: StandingOrders, today: date) -> datetime:
    day_began_at = datetime.combine(today, time(), orders.zone)
    return max(material.changed_at or day_began_at, day_began_at)
