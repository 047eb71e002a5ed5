"""The words of the meetings' pages at the desk: what is coming, one meeting and its history, what a change does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.register.history import HistoryEntry
from scheduler.rounds.meeting_changes import Changed
from scheduler.rounds.scene import Scene
from scheduler.rules.chair_days import note_day, own_meetings
from scheduler.rules.days_in_words import day_in_words, listed, short_day
from scheduler.rules.feed_words import stand_ins_in_words
from scheduler.rules.meeting_changes import (
    REFRESHED,
    attendees,
    hours_in_words,
    what_subscribers_see,
    when_in_words,
)
from scheduler.rules.reports import reports_by_meeting
from scheduler.web.mailed import instant_in_words
from scheduler.web.meeting_forms import ACTS
from scheduler.web.seen import Seen
from scheduler.web.series_words import rule_in_words
from scheduler.web.upload_desk import KEEPERS

NOBODY_MAILED = "Nobody is mailed: only what comes within 48 hours of a meeting is."
NOTHING = "nothing"
_NONE = frozenset({"", "None", "{}"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOUR = re.compile(r"\d\d:\d\d:\d\d")


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """One meeting among others, and where its page is."""

    url: str
    title: str
    day: str
    hours: str
    place: str
    papers: str
    says: str
    is_cancelled: bool


@dataclass(frozen=True, kw_only=True)
class SeriesWords:
    """A series of the desk's boards, and its meetings to come."""

    slug: str
    name: str
    board: str
    rule: str
    meetings: tuple[MeetingLine, ...]


@dataclass(frozen=True, kw_only=True)
class HappenedWords:
    """One thing that happened to a meeting or a person, and by whose word."""

    when: str
    who: str
    what: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingPageWords:
    """One meeting: facts by their names, what can be done with it, and what happened to it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    offers: tuple[tuple[str, str], ...]
    happened: tuple[HappenedWords, ...]


@dataclass(frozen=True, kw_only=True)
class EffectWords:
    """What a change does: facts with what they are and would be, and sentences on who learns of it and how."""

    facts: tuple[tuple[str, str, str], ...]
    sentences: tuple[str, ...]


def meeting_url(meeting: Meeting, act: str = "") -> str:
    """Where a meeting's page, or one thing to do with it, is at the desk."""
    return f"/desk/meetings/{meeting.series}/{meeting.slot}{f'/{act}' if act else ''}"


def series_words(meetings: Iterable[Meeting], seen: Seen) -> tuple[SeriesWords, ...]:
    """Every series of the reader's desk with its meetings from today on."""
    boards, coming = seen.access.boards_as(KEEPERS), [each for each in meetings if each.on >= seen.scene.today]
    return tuple(
        SeriesWords(
            slug=slug,
            name=each.name,
            board=seen.scene.orders.boards[each.board].name,
            rule=rule_in_words(each) or f"{len(each.days)} days, listed in the settings",
            meetings=tuple(_line(meeting) for meeting in coming if meeting.series == slug),
        )
        for slug, each in seen.scene.orders.series.items()
        if each.board in boards
    )


def meeting_words(meeting: Meeting, happened: Iterable[HistoryEntry], scene: Scene) -> MeetingPageWords:
    """One meeting's page."""
    is_cancelled = meeting.status is MeetingStatus.CANCELLED
    is_past = meeting.on < scene.today
    offered = [each for each in ACTS.values() if each.of_cancelled == is_cancelled and not is_past]
    return MeetingPageWords(
        title=f"{meeting.title}, {day_in_words(meeting.on)}",
        facts=tuple((name, words) for name, words in _facts(meeting, scene).items() if words),
        offers=tuple((each.link, meeting_url(meeting, each.slug)) for each in offered),
        happened=tuple(happened_words(each, scene) for each in happened),
    )


def happened_words(entry: HistoryEntry, scene: Scene) -> HappenedWords:
    """One entry of the history, name by name."""
    before, after = entry.before or {}, entry.after or {}
    changed = [name for name in after if before.get(name) != after[name]]
    said = tuple(f"{_named(name)}: {_said(before.get(name))} → {_said(after[name])}" for name in changed)
    who = scene.name(entry.who)
    return HappenedWords(when=instant_in_words(entry.at, scene.orders.zone), who=who, what=said or (entry.what,))


def effect_words(changed: Changed, before: Scene, after: Scene) -> EffectWords:
    """What a change of a meeting does, from the register as it is and as it would be."""
    was, will = changed.before, changed.after
    now = {} if was is None else _facts(was, before) | _consequences(was, before)
    then = _facts(will, after) | _consequences(will, after)
    facts = tuple((name, now.get(name) or NOTHING, words or NOTHING) for name, words in then.items())
    return EffectWords(
        facts=tuple(each for each in facts if each[1] != each[2]),
        sentences=tuple(_sentences(changed, after)),
    )


def _line(meeting: Meeting) -> MeetingLine:
    return MeetingLine(
        url=meeting_url(meeting),
        title=meeting.title,
        day=day_in_words(meeting.on),
        hours=hours_in_words(meeting.starts, meeting.ends),
        place="; ".join(filter(None, [meeting.location, meeting.url])),
        papers=_day(meeting.paper_deadline_on),
        says="; ".join(filter(None, [meeting.moved_because, meeting.note])),
        is_cancelled=meeting.status is MeetingStatus.CANCELLED,
    )


def _facts(meeting: Meeting, scene: Scene) -> dict[str, str]:
    """A meeting's own facts by their names; an empty one is not set."""
    people = scene.snapshot.people
    named = attendees(meeting, scene.orders.series[meeting.series], people, on=scene.today)
    return {
        "It": "is cancelled" if meeting.status is MeetingStatus.CANCELLED else "takes place",
        "Day and hours": when_in_words(meeting),
        "Place": meeting.location,
        "Online": meeting.url,
        "Papers due": _day(meeting.paper_deadline_on),
        "Who attends": listed([scene.name(each) for each in named]),
        "Who stands in": "; ".join(stand_ins_in_words(meeting, people)),
        "Its entry says": "; ".join(filter(None, [meeting.moved_because, meeting.note])),
    }


def _consequences(meeting: Meeting, scene: Scene) -> dict[str, str]:
    """What the rules make of a meeting of the board itself: the chair's note, and what is to be presented at it."""
    board = scene.snapshot.boards[scene.orders.series[meeting.series].board]
    ours = {each.uid for each in own_meetings(board, scene.view)}
    series = {slug for slug, of in scene.snapshot.board_series.items() if of == board.slug}
    heard = reports_by_meeting(scene.snapshot, board, series).get(meeting.uid, ())
    return {
        "The chair’s note before it goes": _day(note_day(meeting, board, scene.view)) if meeting.uid in ours else "",
        "To be presented at it": ", ".join(each.ref for each in heard if not each.is_over),
    }


def _sentences(changed: Changed, scene: Scene) -> Iterable[str]:
    after = changed.after
    if changed.why_not:
        yield f"{day_in_words(after.on)} is no working day ({changed.why_not}); it would stay there, as you say."
    yield what_subscribers_see(changed.before, after) if changed.before else f"{REFRESHED}, as an entry of its own."
    mailed = listed([scene.name(each) for each in changed.mailed])
    yield f"Mailed at once, because it comes so late: {mailed}." if mailed else NOBODY_MAILED


def _day(day: date | None) -> str:
    return day_in_words(day) if day else ""


def _named(name: str) -> str:
    return name.removesuffix("_on").replace("_", " ").replace("on day", "day").capitalize()


def _said(value: object) -> str:
    """A value of the history as people write it: days and hours in words, nothing for none."""
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    if _DAY.fullmatch(words):
        return short_day(date.fromisoformat(words))
    if _HOUR.fullmatch(words):
        return words[:5]
    return words if words not in _NONE else NOTHING
