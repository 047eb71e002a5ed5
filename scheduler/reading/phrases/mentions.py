"""Every day that a cell names, with the year worked out and its role: what the readers of dates and statuses see.

Where no year is printed it is the nearest that fits the row's start, what stands before it and the plan's own
date (rules.md); that is a guess, and asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.plans.target_dates import Certainty, Precision
from scheduler.reading.phrases.joining import phrases_in
from scheduler.reading.phrases.phrase import Interval, NoSuchDay, Phrase, WithoutYear, window
from scheduler.reading.phrases.roles import Around, Role, follows_a_move, role_of
from scheduler.reading.phrases.spelling import day_in_words, plain, written

_EDGE_BEFORE = written(r"(?:^|[-.,;:()\n>/])\s*$")
_EDGE_AFTER = written(r"\s*(?:$|[-.,;:()\n>/])")
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
_FORWARD = written(
    r"\b(?:to\s+be|will|planned|plan|planning|scheduled|due|expected|aims?|next|booked|each|every)\b[^.;\n]{0,40}$"
)
_BACKWARD = written(
    r"\b(?:completed?|done|delivered|held|undertaken|agreed|since|last|issued|approved|took\s+place)[\s:-]*"
    r"(?:(?:in|on|since|during)\s+)?$"
)
_STILL_TO_DO = written(r"\b(?:to|be|being|will)\s+\w+[\s:-]*(?:(?:in|on|during)\s+)?$")


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


def mentions(words: str, *, as_of: date, starts_on: date | None = None) -> tuple[Mention, ...]:
    """What the words name, in their order. `as_of` is the plan's own day, `starts_on` the row's start."""
    text = plain(words)
    read: list[Mention] = []
    anchor: Interval | None = None
    for phrase in _meant(text):
        mention = _mention(words, text, phrase, as_of=as_of, starts_on=starts_on, before=read, anchor=anchor)
        read.append(mention)
        anchor = mention.interval or anchor
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


def _mention(
    words: str,
    text: str,
    phrase: Phrase,
    *,
    as_of: date,
    starts_on: date | None,
    before: list[Mention],
    anchor: Interval | None,
) -> Mention:
    interval, fault = None, ""
    try:
        interval = _interval(text, phrase, as_of=as_of, starts_on=starts_on, anchor=anchor)
    except NoSuchDay as error:
        fault = str(error)
    except (ValueError, OverflowError):
        fault = "lies outside the calendar"
    role = role_of(
        Around(
            text=text,
            start=phrase.start,
            end=phrase.end,
            spans=phrase.spans,
            past=interval is not None and interval.due_on <= as_of,
            previous_end=before[-1].end if before else 0,
            after_a_move=bool(before)
            and before[-1].role is Role.MOVED_FROM
            and follows_a_move(text[before[-1].end : phrase.start]),
            moved=bool(before) and before[-1].role is Role.MOVED_TO,
        )
    )
    return Mention(
        start=phrase.start,
        end=phrase.end,
        words=words[phrase.start : max(phrase.end, phrase.words_end)],
        role=role,
        rule=phrase.rule,
        precision=phrase.precision,
        certainty=Certainty.GUESSED if phrase.year is None or phrase.vague or phrase.question else Certainty.PRINTED,
        interval=interval,
        question=_question(phrase, interval),
        fault=fault,
    )


def _question(phrase: Phrase, interval: Interval | None) -> str:
    """What a person is asked to confirm, empty when the words leave nothing open."""
    if interval is None or phrase.question or not (phrase.vague or phrase.year is None):
        return phrase.question
    open_to_doubt = "The words leave the day open" if phrase.vague else "No year is printed"
    return f"{open_to_doubt}: is it due by {day_in_words(interval.due_on)}?"


def _interval(text: str, phrase: Phrase, *, as_of: date, starts_on: date | None, anchor: Interval | None) -> Interval:
    """The days of a phrase, its year worked out where none is printed. Raises ValueError when there are none."""
    if phrase.year is not None:
        return phrase.days_in(phrase.year)
    if phrase.without_year in (WithoutYear.FINANCIAL, WithoutYear.ACADEMIC) and anchor is None:
        first_month = 4 if phrase.without_year is WithoutYear.FINANCIAL else 9
        return phrase.days_in(as_of.year if as_of.month >= first_month else as_of.year - 1)
    possible = _possible(phrase, as_of, starts_on or (anchor and anchor.begins_on))
    before = window(text, phrase.start)
    if _BACKWARD.search(before) and not _STILL_TO_DO.search(before):
        return _nearest([days for days in possible if days.begins_on <= as_of] or possible, as_of)
    if anchor is not None:
        return min((days for days in possible if days.due_on >= anchor.begins_on), default=possible[-1])
    if _FORWARD.search(before) or phrase.without_year is WithoutYear.NEXT:
        possible = [days for days in possible if _month(days.due_on) >= _month(as_of)] or possible
    return _nearest(possible, as_of)


def _possible(phrase: Phrase, as_of: date, starts_on: date | None) -> list[Interval]:
    """What the phrase names in the years around the plan's date, not before the row's start, earliest first."""
    years = {*range(as_of.year - 2, as_of.year + 4), *(range(starts_on.year, starts_on.year + 2) if starts_on else ())}
    found, fault = [], NoSuchDay("is no day of the calendar")
    for year in sorted(years):
        try:
            found.append(phrase.days_in(year))
        except NoSuchDay as error:
            fault = error
        except (ValueError, OverflowError):
            continue
    if not found:
        raise fault
    return [days for days in found if starts_on is None or days.due_on >= starts_on] or found


def _nearest(possible: list[Interval], as_of: date) -> Interval:
    """The nearest by months to the plan's date; of two as near, the later."""
    return min(possible, key=lambda days: (abs(_month(days.due_on) - _month(as_of)), -days.due_on.toordinal()))


def _month(day: date) -> int:
    return day.year * 12 + day.month
