"""Feeds kept in memory, each good for as long as nothing is written to the register and the day does not change.

The register's mark is read anew for each request, so that nobody is given what does not hold any more. A write that
changes nothing in a feed, such as a mail that went, costs one look at the register, shared by all feeds, and no
rendering.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from starlette.exceptions import HTTPException

from notifications.calendars.entries import Feed, FeedBytes
from notifications.calendars.feed import last_modified, render_feed, revoked_feed
from scheduler.links import feed_path
from scheduler.register.marks import Mark
from scheduler.register.subscribers import Subscriber, find
from scheduler.rounds.feeds import FeedMaterial, UnknownFeed, feed_material, feed_of
from scheduler.web.desk import Desk
from scheduler.web.representations import Representations, represent

EMPTY_FOR = timedelta(days=7)  # long enough for a client that asks once a day, or is off over a weekend
MOST_BYTES = 64 * 1024 * 1024
WITHDRAWN = "Withdrawn calendar"
UNKNOWN = "There is no calendar under this address."
GONE = "This calendar was withdrawn. Remove the address, and ask the co-ordinator if you need a new one."


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A subscriber's feed as of a mark, good from one instant to before another while the mark stays."""

    subscriber: int
    mark: Hashable
    good_from: datetime
    good_until: datetime
    feed: Feed
    calendar: FeedBytes
    answers: Representations
    is_dead: bool


@dataclass(frozen=True, kw_only=True)
class _Looked:
    """What all feeds are made from, as of a mark."""

    mark: Hashable
    material: FeedMaterial


class KeptFeeds:
    """The feeds of a home by the hash of their secret, for many threads at once; the longest unused go first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with desk.sessions() as session:
            self._mark = Mark(session.get_bind().engine)
        self._kept: OrderedDict[bytes, Kept] = OrderedDict()
        self._bytes = 0
        self._looked: _Looked | None = None
        self._guard = threading.Lock()
        self._looking = threading.Lock()

    def at_hand(self, token: str, now: datetime) -> Kept | None:
        """What is kept of a subscriber's feed, where it still holds: one look in memory and one at the mark."""
        kept = self._kept.get(_hash(token))
        if kept is None or not kept.good_from <= now < kept.good_until or kept.mark != self._mark.now():
            return None
        return kept

    def fetch(self, token: str, now: datetime) -> Kept:
        """A subscriber's feed from the register: empty for a week once the address is dead.

        Raises HTTPException 404 for an address that was never granted, found out by one look-up of its hash as for
        one that was, or whose feed is not in the settings; 410 for one that is dead for longer.
        """
        mark, desk = self._mark.now(), self._desk  # the mark first: what is read after it is no older
        with desk.reading() as session:
            subscriber = find(session, token)
            if subscriber is None:
                raise HTTPException(404, UNKNOWN)
            dead_at = dead_from(subscriber, desk)
            if dead_at and now >= dead_at + EMPTY_FOR:
                raise HTTPException(410, GONE)
            if dead_at and now >= dead_at:
                return self._keep(token, subscriber, revoked_feed(name=WITHDRAWN, revoked_at=dead_at), mark, now)
            material = self._material(mark)
        return self._keep(token, subscriber, self._feed(subscriber, token, material, now), mark, now)

    def close(self) -> None:
        """Give back the connection that looks at the mark."""
        self._mark.close()

    def _material(self, mark: Hashable) -> FeedMaterial:
        """What feeds are made from, read once for all of them while the mark stays."""
        with self._looking:
            if self._looked is None or self._looked.mark != mark:
                with self._desk.reading() as session:
                    self._looked = _Looked(mark=mark, material=feed_material(session, self._desk.orders))
            return self._looked.material

    def _feed(self, subscriber: Subscriber, token: str, material: FeedMaterial, now: datetime) -> Feed:
        orders = self._desk.orders
        source_url = f"{orders.web_url}{feed_path(token)}" if orders.web_url else ""
        try:
            return feed_of(material, subscriber.feed, orders, today=orders.local_day(now), source_url=source_url)
        except UnknownFeed as fault:  # its board or series is not in the settings any more; it may come back
            raise HTTPException(404, UNKNOWN) from fault

    def _keep(self, token: str, subscriber: Subscriber, feed: Feed, mark: Hashable, now: datetime) -> Kept:
        key = _hash(token)
        calendar = _rendered(feed, self._kept.get(key))
        begins, ends = self._day_of(now)
        kept = Kept(
            subscriber=subscriber.number,
            mark=mark,
            good_from=begins,
            good_until=min([ends, *self._ends(subscriber, now)]),
            is_dead=(dead_from(subscriber, self._desk) or ends) <= now,
            feed=feed,
            calendar=calendar,
            answers=represent(calendar, tls=self._desk.is_behind_tls),
        )
        with self._guard:
            self._put(key, kept)
        return kept

    def _put(self, key: bytes, kept: Kept) -> None:
        before = self._kept.pop(key, None)
        self._kept[key] = kept
        self._bytes += kept.answers.size - (before.answers.size if before else 0)
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.answers.size

    def _ends(self, subscriber: Subscriber, now: datetime) -> list[datetime]:
        """The instants ahead at which the address dies, and at which it is gone."""
        dead_at = dead_from(subscriber, self._desk)
        return [at for at in (dead_at, dead_at + EMPTY_FOR) if at > now] if dead_at else []

    def _day_of(self, now: datetime) -> tuple[datetime, datetime]:
        """The first instant of the local day, and of the next."""
        day, zone = self._desk.orders.local_day(now), self._desk.orders.zone
        begins, ends = datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)
        return begins.astimezone(UTC), ends.astimezone(UTC)


def dead_from(subscriber: Subscriber, desk: Desk) -> datetime | None:
    """From when an address gives nothing: it was revoked, or its person left. None for one that lives."""
    left_on = subscriber.left_on
    left_at = datetime.combine(left_on, time(), desk.orders.zone).astimezone(UTC) if left_on else None
    return min((at for at in (subscriber.revoked_at, left_at) if at), default=None)


def _rendered(feed: Feed, before: Kept | None) -> FeedBytes:
    """The bytes of a feed: those of before where it says the same, even if the register changed elsewhere."""
    if before and replace(before.feed, changed_at=feed.changed_at) == feed:
        return replace(before.calendar, last_modified=last_modified(feed))
    return render_feed(feed)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()
