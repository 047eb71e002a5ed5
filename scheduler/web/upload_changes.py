"""What recording an upload would change, row by row, in words, and the choices that are offered of each row."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scheduler.plans.amendments import Amendment, AmendmentKind
from scheduler.rules.amendments import EARLIER_DATE
from scheduler.rules.pairing import NEW
from scheduler.rules.sameness import Question
from scheduler.web.upload_choices import CORRECTION, DOCUMENT, WAS, Standing

LONGEST_TITLE = 60


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One choice of a question; `field` is its id."""

    field: str
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One amendment in words. `offers` are the choices where it is asked which action it is; `misread` and `overrules`
    whether somebody said so, None where there is nothing to say."""

    what: str
    ref: str
    title: str
    before: str
    after: str
    follows: str
    offers: tuple[Offer, ...]
    misread: bool | None
    overrules: bool | None


def changes(standing: Standing, form: Mapping[str, str]) -> Iterator[Changed]:
    """Every amendment in words; each question beside the first one of its action, as `form` says, or what is kept
    where nothing was sent."""
    asked = {each.ref: (number, each) for number, each in enumerate(standing.questions, 1)}
    answered = {each.ref for each in _amendments(standing) if each.answered}
    titles = _titles(standing)
    for each in _amendments(standing):
        number, question = (0, None) if _is_gone(each) else asked.pop(each.ref, (0, None))
        overrules = None
        if each.answered and each.ref in answered:
            answered.remove(each.ref)
            overrules = _is_said(f"{DOCUMENT}{each.ref}", form, each.ref in standing.said.over_answers)
        yield Changed(
            what=f"{each.kind.value} ({each.part})" if each.part else each.kind.value,
            ref=each.ref,
            title=each.title,
            before=_before(each),
            after=each.ref if each.kind is AmendmentKind.RENUMBERED else each.after,
            follows=_follows(each, question),
            offers=tuple(_offers(number, question, titles, form)) if question else (),
            misread=_misread(each, standing, form),
            overrules=overrules,
        )


def summary(found: Iterable[Amendment]) -> str:
    """How many differences there are of each kind: "2 date moved, 1 added, 1 step added"."""
    whole = {AmendmentKind.ADDED, AmendmentKind.WITHDRAWN}
    times = Counter((each.kind, each.kind in whole and bool(each.part)) for each in found)
    order = sorted(times, key=lambda each: (list(AmendmentKind).index(each[0]), each[1]))
    return ", ".join(f"{times[each]} {'step ' if each[1] else ''}{each[0].value}" for each in order)


def _amendments(standing: Standing) -> tuple[Amendment, ...]:
    found = standing.difference
    return found.amendments if found and found.as_of_before else ()


def _follows(each: Amendment, question: Question | None) -> str:
    if question and question.answer is None:
        return f"If it is the same one: {each.follows[:1].lower()}{each.follows[1:]}"
    return each.follows


def _before(each: Amendment) -> str:
    if each.kind is AmendmentKind.RENUMBERED:
        return each.was_ref
    return f"{each.before} (answered since: {each.answered})" if each.answered else each.before


def _is_gone(each: Amendment) -> bool:
    return each.kind is AmendmentKind.WITHDRAWN and not each.part


def _titles(standing: Standing) -> dict[str, str]:
    """What the actions of the last edition that are asked about were called, as far as the differences say."""
    gone = {each.ref: each.title for each in _amendments(standing) if _is_gone(each)}
    renumbered = {each.was_ref: each.before for each in _amendments(standing) if each.was_ref}
    return {**gone, **renumbered}


def _misread(each: Amendment, standing: Standing, form: Mapping[str, str]) -> bool | None:
    """Whether a date that moved is said to have been misread before; None where that would change nothing."""
    stays = standing.recorded_at or (each.answered and each.ref not in standing.said.over_answers)
    if each.kind is not AmendmentKind.DATE_MOVED or each.part == EARLIER_DATE or stays:
        return None
    return _is_said(f"{CORRECTION}{each.ref}", form, each.ref in standing.said.corrections)


def _is_said(name: str, form: Mapping[str, str], kept: bool) -> bool:
    return name in form if form else kept


def _offers(number: int, question: Question, titles: Mapping[str, str], form: Mapping[str, str]) -> Iterator[Offer]:
    chosen = form.get(f"{WAS}{question.ref}", question.answer)
    for at, value in enumerate((*question.offers, NEW), 1):
        yield Offer(field=f"was-{number}-{at}", value=value, words=_offered(value, titles), is_chosen=value == chosen)


def _offered(value: str, titles: Mapping[str, str]) -> str:
    if value == NEW:
        return "It is a new action"
    title = titles.get(value, "")
    shown = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"
    return f"It is the action that was {value}: “{shown}”" if shown else f"It is still the action {value}"
