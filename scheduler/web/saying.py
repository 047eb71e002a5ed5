"""A form's fields to an answer, or to what is wrong with them, each beside its own field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.plans.answers import Road
from scheduler.plans.target_dates import Recurrence, TargetDate
from scheduler.reading.target_dates import read_target_date
from scheduler.rounds.answering import Said
from scheduler.rules.answers import Refused
from scheduler.web.sayings import Field, Holds, Saying

LONGEST = 2000


@dataclass(frozen=True, kw_only=True)
class FieldProblem:
    """One thing wrong with a form; `field` is the name of the field, empty where it is none's alone."""

    field: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A form as somebody sent it: what it says, and what is wrong with that by itself."""

    said: Said
    problems: tuple[FieldProblem, ...]


def filled(saying: Saying, form: Mapping[str, str], *, who: str, road: Road = Road.WEB, today: date) -> Filled:
    """What a form says. Dates are read as a plan's would be, on the present day."""
    values = {field.name: form.get(field.name, "").strip() for field in saying.fields}
    problems = tuple(each for field in saying.fields for each in _problems(field, values[field.name], today))
    until = _target(values.get("until", ""), today)
    said = Said(
        kind=saying.kind,
        who=who,
        road=road,
        target=_target(values.get("target", ""), today),
        until=until.due_on if until else None,
        name=values.get("name", ""),
        words=values.get("words", ""),
        evidence=values.get("evidence", ""),
        whom=values.get("whom", ""),
        minute=values.get("minute", ""),
        meeting=values.get("meeting", ""),
        every=Recurrence(values["every"]) if values.get("every") in set(Recurrence) else None,
    )
    return Filled(said=said, problems=problems)


def refused(saying: Saying, refusal: Refused) -> tuple[FieldProblem, ...]:
    """What the rules found wrong, at the field that it is about where there is one."""
    return tuple(
        FieldProblem(field=_about(saying, each.cure), words=f"{each.what[:1].upper()}{each.what[1:]}: {each.cure}")
        for each in refusal.problems
    )


def _about(saying: Saying, cure: str) -> str:
    """A date, a day or a month that should be another one is the date's field; all else is nobody's alone."""
    dates = [field.name for field in saying.fields if field.holds is Holds.DATE]
    about_dates = cure.startswith(("name a date", "name a day", "name another"))
    return dates[0] if dates and about_dates else ""


def _problems(field: Field, words: str, today: date) -> Iterator[FieldProblem]:
    if not words and field.missing:
        yield FieldProblem(field=field.name, words=field.missing)
    elif len(words) > LONGEST:
        yield FieldProblem(field=field.name, words=f"{field.label}: shorten it to {LONGEST} characters")
    elif words and field.holds is Holds.DATE and _target(words, today) is None:
        shown = words if len(words) < 60 else f"{words[:60]}…"
        yield FieldProblem(field=field.name, words=f"“{shown}” names no date: write it like 31 January 2027")


def _target(words: str, today: date) -> TargetDate | None:
    return read_target_date(words[:LONGEST], as_of=today).target if words else None
