"""What must be reported at a board's meetings, by the plan's words: "reported quarterly to COG" (calendars.md 10)."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from scheduler.plans.boards import Board, Meeting, MeetingStatus
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.raised import where_raised

_TELLS = r"\b(?:report|present|shar|submit)\w*\b[^.;]{0,80}?\b(?:to|with) (?:the )?"
_HEARS = r" (?:is|are|will|to)(?: be)? (?:receiv|hear|consider|approv|agree|review)\w*"
_AT_EACH = re.compile(r"\bquarterly\b|\b(?:each|every) (?:quarter|meeting)\b", re.IGNORECASE)


def reported_to(board: Board, commitment: Commitment) -> bool:
    """Whether an action's own words say that the board is to hear of it; a milestone goes with its action."""
    if "#" in commitment.ref:
        return False
    said = f"{commitment.title}. {commitment.progress}"
    folded = said.casefold()
    name, slug = _folded(board.name, board.slug)
    is_spoken_of = name in folded or slug in folded  # as in few actions, and quick to see
    return is_spoken_of and _is_named(board.name, board.slug, said)


@lru_cache(maxsize=4096)  # asked several times a commitment and day, and the answer hangs on the words alone
def _is_named(name: str, slug: str, said: str) -> bool:
    return _naming(name, slug).search(said) is not None


@lru_cache(maxsize=1024)
def _folded(name: str, slug: str) -> tuple[str, ...]:
    return name.casefold(), slug.casefold()


@lru_cache(maxsize=1024)
def _naming(name: str, slug: str) -> re.Pattern[str]:
    names = "|".join(re.escape(each) for each in (name, slug) if each)
    return re.compile(rf"{_TELLS}(?:{names})\b|\b(?:{names}){_HEARS}", re.IGNORECASE)


def comes_to_each(commitment: Commitment) -> bool:
    """Whether it comes to each meeting of the board that hears of it: quarterly with a board means each of them."""
    said = f"{commitment.title} {commitment.progress}"
    return commitment.recurs is Recurrence.QUARTERLY or _AT_EACH.search(said) is not None


def reports_by_meeting(snapshot: Snapshot, board: Board, series: Collection[str]) -> dict[str, tuple[Commitment, ...]]:
    """By uid of the board's own meetings (of these series): what each must hear, in the plan's order.

    What was raised for a meeting stands on its list. What is said to come quarterly comes to every meeting from the
    plan's own day on; all else once, to the first meeting of its target date or, where none lies in it, to the first
    one after it began. What is over stands here too: it is shown no more, and that is a change of the meeting's entry.
    """
    meetings = [each for each in snapshot.meetings if each.series in series and each.status is MeetingStatus.CONFIRMED]
    meetings.sort(key=lambda each: (each.on, each.starts))
    heard: dict[str, list[Commitment]] = {}
    for commitment in snapshot.commitments:
        named = _meetings_for(commitment, meetings, snapshot) if reported_to(board, commitment) else []
        raised = where_raised(commitment, meetings, snapshot) if _is_of(commitment, board, snapshot) else ()
        for meeting in dict.fromkeys([*named, *raised]):
            heard.setdefault(meeting.uid, []).append(commitment)
    return {uid: tuple(commitments) for uid, commitments in heard.items()}


def _is_of(commitment: Commitment, board: Board, snapshot: Snapshot) -> bool:
    return snapshot.plans[commitment.plan].board == board.slug


def _meetings_for(commitment: Commitment, meetings: Iterable[Meeting], snapshot: Snapshot) -> list[Meeting]:
    since = snapshot.plans[commitment.plan].as_of
    ahead = [each for each in meetings if each.on >= since]
    if comes_to_each(commitment):
        return ahead
    if commitment.target is None:
        return []
    return [each for each in ahead if each.on >= commitment.target.begins_on][:1]
