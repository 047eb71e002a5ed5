"""Every day that a cell names, with its days and its role: what the readers of dates and statuses see.

Lone words that name no time here ("April Jones", "summer school") are left out. Which year is meant where none is
printed, `years_meant` works out; what the day is for, `roles`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.plans.target_dates import Certainty, Precision
from scheduler.reading.phrases.joining import phrases_in
from scheduler.reading.phrases.phrase import Interval, NoSuchDay, Phrase, window
from scheduler.reading.phrases.roles import Around, Role, follows_a_move, role_of
from scheduler.reading.phrases.seasons import TERM, term_ended
from scheduler.reading.phrases.spelling import day_in_words, plain, written
from scheduler.reading.phrases.years_meant import days_meant

_EDGE_BEFORE = written(r"(?:^|[-.,;:()\n>/])\s*$")
_EDGE_AFTER = written(r"\s*(?:$|[-.,;:()\n>/]|(?:each|every)\s+year\b|annually\b)")
_LED = written(
    r"(?:^|[\s(/-])(?:by|in|for|during|until|till|til|from|of|before|since|to|between|around|circa|approx\.?"
    r"|approximately|planned|due|completed?|completion|done|scheduled|expected|target|date|review|now|was|previously"
    r"|originally|revised|progress|commenc\w+|start\w*|launch\w*|this|next|last|after|delivered|held|undertaken|agreed"
    r"|no\s+later\s+than|each|every)[\s:-]+(?:the\s+)?$"
)
_NOUN_AFTER = written(
    r"\s+(?:to\s+[a-z]+|programme|school|holidays?|break|forum|event|newsletter|festival|activit\w+)\b"
)
_NAME_AFTER = written(r"\s+(?-i:[A-Z][a-z])")


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Days that a cell names; `interval` is None where there are none, and `fault` ends a sentence on `words`."""

    start: int
    end: int
    words: str
    role: Role
    rule: str
    precision: Precision
    certainty: Certainty
    interval: Interval | None
    question: str = ""
    fault: str = ""


def mentions(
    words: str, *, as_of: date, starts_on: date | None = None, terms_end_on: Collection[date] = ()
) -> tuple[Mention, ...]:
    """What the words name, in their order.

    `as_of` is the plan's own day, `starts_on` the row's start; `terms_end_on` are the authority's last school days,
    and a term without one ends as seasons.py says.
    """
    text = plain(words)
    read: list[Mention] = []
    earlier: Interval | None = None
    for phrase in _meant(text):
        days, fault = None, ""
        try:
            days = days_meant(text, phrase, as_of=as_of, starts_on=starts_on, earlier=earlier)
            days = term_ended(days, terms_end_on) if phrase.rule == TERM else days
        except NoSuchDay as error:
            fault = str(error)
        except (ValueError, OverflowError):
            fault = "lies outside the calendar"
        around = _around(text, phrase, days, as_of=as_of, previous=read[-1] if read else None)
        read.append(_mention(words, phrase, days, role_of(around), fault))
        earlier = days or earlier
    return tuple(read)


def _meant(text: str) -> Iterator[Phrase]:
    """The phrases without lone words that name no time here: "may", "April Jones", "summer school"."""
    for phrase in phrases_in(text):
        if not phrase.loose or phrase.year is not None or _names_a_time(text, phrase):
            yield phrase


def _names_a_time(text: str, phrase: Phrase) -> bool:
    before = window(text, phrase.start)
    if _EDGE_BEFORE.search(before) and _EDGE_AFTER.match(text, phrase.end):
        return True
    if _NOUN_AFTER.match(text, phrase.end) or _NAME_AFTER.match(text, phrase.end):
        return False
    return _LED.search(before) is not None or text[phrase.start : phrase.end].lower().startswith(
        ("end", "mid", "early")
    )


def _around(text: str, phrase: Phrase, days: Interval | None, *, as_of: date, previous: Mention | None) -> Around:
    """What stands around a phrase, as far as it tells what the phrase is for."""
    follows = previous is not None and follows_a_move(text[previous.end : phrase.start])
    return Around(
        text=text,
        start=phrase.start,
        end=phrase.end,
        spans=phrase.spans,
        begun=days is not None and days.begins_on <= as_of,
        past=days is not None and days.due_on <= as_of,
        previous_end=previous.end if previous else 0,
        after_a_move=previous is not None and previous.role is Role.MOVED_FROM and follows,
        moved=previous is not None and previous.role is Role.MOVED_TO,
    )


def _mention(words: str, phrase: Phrase, days: Interval | None, role: Role, fault: str) -> Mention:
    asks = phrase.year is None or phrase.vague or phrase.question != ""
    return Mention(
        start=phrase.start,
        end=phrase.end,
        words=words[phrase.start : max(phrase.end, phrase.words_end)],
        role=role,
        rule=phrase.rule,
        precision=phrase.precision,
        certainty=Certainty.GUESSED if asks else Certainty.PRINTED,
        interval=days,
        question=_question(phrase, days) if days is not None and asks else "",
        fault=fault,
    )


def _question(phrase: Phrase, days: Interval) -> str:
    """What a person is asked to confirm."""
    open_to_doubt = "The words leave the day open" if phrase.vague else "No year is printed"
    return phrase.question or f"{open_to_doubt}: is it due by {day_in_words(days.due_on)}?"
