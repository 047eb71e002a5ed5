"""Calendar feeds at the desk: which there are, who subscribes and fetches, addresses given, renewed and revoked.

Who keeps every board gives addresses of people's own feeds too; these hold target dates of all boards, and go to
the person whose they are alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.links import feed_path, subscribe_path
from scheduler.register.subscribers import UNFETCHED, Subscriber, grant, list_subscribers, revoke
from scheduler.rounds.feeds import BOARD, PERSON, SERIES, FeedName, feed_names
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.desk_forms import FormWords, desk_form
from scheduler.web.mailed import instant_in_words
from scheduler.web.naming import person_named
from scheduler.web.readers import OwnForm, Reader, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.sayings import Field, Holds
from scheduler.web.seen import Seen, seen_by
from scheduler.web.templating import page
from scheduler.web.upload_desk import at_the_desk

router = APIRouter(prefix="/desk/feeds")
NO_FEED = "There is no such feed at your desk."
ONLY_THEIRS = "A person’s own feed goes to that person alone: it holds what they lead"
WHOSE = Field(name="person", label="Who subscribes", hint="Their name, as the directory has it")


@dataclass(frozen=True, kw_only=True)
class SubscriberWords:
    """One address: whose it is, how it is used, and what to know of it."""

    number: int
    name: str
    since: str
    fetched: str
    note: str
    is_alive: bool


@dataclass(frozen=True, kw_only=True)
class FeedWords:
    """One feed and its addresses."""

    title: str
    subscribers: tuple[SubscriberWords, ...]


@router.get("")
def show(desk: TheDesk, reader: TheReader) -> Response:
    """Every feed of the desk with those who subscribe."""
    with desk.reading() as session:
        seen = _seen(session, desk, reader)
        subscribers = list_subscribers(session)
    feeds = _feeds(seen)
    words = [_words(each, subscribers, seen, desk.now()) for each in feeds]
    used = [each for each, feed in zip(words, feeds, strict=True) if each.subscribers or feed.kind != PERSON]
    return page("feeds.html", seen=seen, day=day_in_words(desk.today), feeds=used)


@router.get("/new")
def ask(desk: TheDesk, reader: TheReader) -> Response:
    """The form of a new address."""
    with desk.reading() as session:
        seen = _seen(session, desk, reader)
    return desk_form(seen, _form(seen), {})


@router.post("/new")
def give(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Make an address, and show it this once."""
    with desk.sessions.begin() as session:
        seen = _seen(session, desk, reader)
        feed, whom = _feed(form.get("feed", ""), seen), form.get("person", "").strip()
        found = person_named(whom, seen.scene)
        why_not = found.why_not if whom else "Say who subscribes"
        if found.email and feed.kind == PERSON and feed.whose != found.email:
            why_not = ONLY_THEIRS
        if why_not:
            return desk_form(seen, _form(seen), form, (FieldProblem(field="person", words=why_not),))
        token = grant(session, feed.name, found.email, who=reader.person, now=desk.now())
    return _shown_once(desk, seen, feed, found.email, token)


@router.post("/{number}/revoke")
def end(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """End an address."""
    with desk.sessions.begin() as session:
        seen = _seen(session, desk, reader)
        subscriber, _ = _subscriber(session, number, seen)
        revoke(session, subscriber.number, who=reader.person, now=desk.now())
    return RedirectResponse("/desk/feeds", status_code=303)


@router.post("/{number}/renew")
def renew(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """End an address and give the same person another of the same feed, shown this once."""
    with desk.sessions.begin() as session:
        seen = _seen(session, desk, reader)
        subscriber, feed = _subscriber(session, number, seen)
        revoke(session, subscriber.number, who=reader.person, now=desk.now())
        token = grant(session, feed.name, subscriber.person, who=reader.person, now=desk.now())
    return _shown_once(desk, seen, feed, subscriber.person, token)


def _shown_once(desk: Desk, seen: Seen, feed: FeedName, person: str, token: str) -> Response:
    return page(
        "feed_given.html",
        seen=seen,
        feed=feed.title,
        name=seen.scene.name(person),
        address=f"{desk.base_url}{feed_path(token)}",
        how=f"{desk.base_url}{subscribe_path(token)}",
    )


def _feeds(seen: Seen) -> tuple[FeedName, ...]:
    """The feeds of the reader's desk."""
    orders, boards = seen.scene.orders, at_the_desk(seen.reader, seen)
    keeps_all = set(boards) >= orders.boards.keys()
    own: Mapping[str, set[str]] = {
        BOARD: set(boards),
        SERIES: {slug for slug, each in orders.series.items() if each.board in boards},
        PERSON: set(seen.scene.snapshot.people) if keeps_all else set(),
    }
    return tuple(each for each in feed_names(seen.scene.snapshot, orders) if each.whose in own[each.kind])


def _feed(name: str, seen: Seen) -> FeedName:
    """A feed of the reader's desk; raises 404 for any other, there or not."""
    found = next((each for each in _feeds(seen) if each.name == name), None)
    if found is None:
        raise HTTPException(404, NO_FEED)
    return found


def _subscriber(session: Session, number: int, seen: Seen) -> tuple[Subscriber, FeedName]:
    for each in list_subscribers(session):
        if each.number == number:
            return each, _feed(each.feed, seen)
    raise HTTPException(404, NO_FEED)


def _form(seen: Seen) -> FormWords:
    choices = tuple((each.name, each.title) for each in _feeds(seen))
    return FormWords(
        heading="Give somebody a calendar",
        back="/desk/feeds",
        action="/desk/feeds/new",
        button="Make their address",
        fields=(Field(name="feed", label="Which calendar", holds=Holds.CHOICE, choices=choices), WHOSE),
        sentences=("The address is a secret and is shown once: send it to that person alone.",),
    )


def _words(feed: FeedName, subscribers: tuple[Subscriber, ...], seen: Seen, now: datetime) -> FeedWords:
    own = [each for each in subscribers if each.feed == feed.name]
    return FeedWords(title=feed.title, subscribers=tuple(_of(each, seen, now) for each in own))


def _of(each: Subscriber, seen: Seen, now: datetime) -> SubscriberWords:
    zone = seen.scene.orders.zone
    last = instant_in_words(each.last_fetched_at, zone) if each.last_fetched_at else ""
    has_left = bool(each.left_on and each.left_on <= seen.scene.today)
    note = f"not fetched for {UNFETCHED.days} days" if each.is_unfetched(now) else ""
    if each.revoked_at:
        note = f"revoked on {instant_in_words(each.revoked_at, zone)}"
    return SubscriberWords(
        number=each.number,
        name=seen.scene.name(each.person),
        since=instant_in_words(each.granted_at, zone),
        fetched=f"{counted(each.fetches, 'time')}, last on {last}" if last else "never",
        note="dead: its holder left" if has_left and not each.revoked_at else note,
        is_alive=each.revoked_at is None and not has_left,
    )


def _seen(session: Session, desk: Desk, reader: Reader) -> Seen:
    seen = seen_by(reader, session, desk)
    at_the_desk(reader, seen)
    return seen
