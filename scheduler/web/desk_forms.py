"""Forms at the desk: one matter a page, its fields and their words; and days and hours read from what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from fastapi import Response

from scheduler.reading.target_dates import read_target_date
from scheduler.rules.days_in_words import is_near, short_day
from scheduler.web.saying import FieldProblem
from scheduler.web.sayings import Field
from scheduler.web.seen import Seen
from scheduler.web.templating import page

LONGEST_LINE = 200
LONGEST_TEXT = 2000
DAY_LIKE = "Like 9 March 2027"
HOUR_LIKE = "Like 14:00"


@dataclass(frozen=True, kw_only=True)
class FormWords:
    """A page with one form: where it leads back to, where it is sent, and what its fields ask."""

    heading: str
    back: str
    action: str
    button: str
    fields: tuple[Field, ...]
    sentences: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()


class Unfit(ValueError):
    """What somebody typed that cannot be used; `str()` says so with the cure."""


@dataclass(kw_only=True)
class Typed:
    """What was typed, field by field; what cannot be used is kept as problems."""

    form: Mapping[str, str]
    problems: list[FieldProblem] = field(default_factory=list)

    def read(self, name: str, reader: Callable[[str], Any]) -> Any:
        """What a field means; None where that cannot be said."""
        try:
            return reader(self.form.get(name, ""))
        except Unfit as wrong:
            self.say(name, str(wrong))
            return None

    def say(self, name: str, words: str) -> None:
        """Something wrong with a field."""
        self.problems.append(FieldProblem(field=name, words=words))


def desk_form(
    seen: Seen, words: FormWords, values: Mapping[str, str], problems: tuple[FieldProblem, ...] = ()
) -> Response:
    """The page of a form, as it was filled in."""
    status = 400 if problems else 200
    return page("desk_form.html", status=status, seen=seen, words=words, values=values, problems=problems)


def day_typed(words: str, today: date) -> date | None:
    """A day in ISO or as people write it; None for nothing. Raises Unfit for what names no single day of our time."""
    said = words.strip()
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        target = read_target_date(said[:LONGEST_LINE], as_of=today).target
        if target is None or not target.names_a_day:
            raise Unfit(f"“{shortened(said)}” names no day: write it like 9 March 2027") from None
        day = target.due_on
    if not is_near(day):
        raise Unfit(f"“{shortened(said)}” is far from our time: write it like 9 March 2027")
    return day


def hour_typed(words: str) -> time | None:
    """An hour of the day; None for nothing. Raises Unfit."""
    said = words.strip().replace(".", ":")
    try:
        return time.fromisoformat(said.zfill(5)).replace(tzinfo=None) if said else None
    except ValueError:
        raise Unfit(f"“{shortened(said)}” is no time of day: write it like 14:00") from None


def line_typed(words: str, most: int = LONGEST_LINE) -> str:
    """A line or text with its edges cut. Raises Unfit for one that is too long."""
    said = words.strip()
    if len(said) > most:
        raise Unfit(f"Shorten it to {most} characters")
    return said


def day_shown(day: date | None) -> str:
    """A day as a form holds it: "9 March 2027", empty for none."""
    return short_day(day) if day else ""


def shortened(words: str) -> str:
    """Words of any length as an error repeats them."""
    return words if len(words) < 60 else f"{words[:60]}…"
