"""Dates worked out from another date: milestones "3 months post", a target "within six weeks" of the row's start.

Every one is a proposal with a question; one that counts from nothing that the plan names is remarked upon instead.
"""

from dataclasses import dataclass

from scheduler.plans.plan import Milestone
from scheduler.plans.target_dates import Certainty, Precision, TargetDate
from scheduler.reading.phrases.clauses import clause_of
from scheduler.reading.phrases.offsets import Offset, counted, offsets
from scheduler.reading.phrases.phrase import Interval
from scheduler.reading.phrases.spelling import day_in_words


@dataclass(frozen=True, kw_only=True)
class Bases:
    """What a cell's offsets may count from: its target (None when it has none that is one day or time), its start."""

    target: Interval | None = None
    precision: Precision = Precision.NONE
    start: Interval | None = None


@dataclass(frozen=True, kw_only=True)
class Computed:
    """Proposals of one cell, and a remark for each offset that counts from nothing."""

    milestones: tuple[Milestone, ...] = ()
    remarks: tuple[str, ...] = ()


def computed_milestones(words: str, text: str, bases: Bases) -> Computed:
    """A milestone for every later step that the cell counts from its target or its start."""
    milestones, remarks = [], []
    for offset in offsets(text):
        if offset.alone:
            continue
        target = _counted(words, offset, bases)
        if target is None:
            remarks.append(_counts_from_nothing(words, offset))
            continue
        begins, ends = clause_of(text, offset.start, offset.end)
        milestones.append(Milestone(title=words[begins:ends].strip(), target=target, computed=True))
    return Computed(milestones=tuple(milestones), remarks=tuple(dict.fromkeys(remarks)))


def computed_target(words: str, text: str, bases: Bases) -> tuple[TargetDate | None, tuple[str, ...]]:
    """The target of a cell that says no more than "within six months", and the remark when it counts from nothing."""
    alone = next((offset for offset in offsets(text) if offset.alone), None)
    if alone is None:
        return None, ()
    target = _counted(words, alone, bases)
    return target, () if target else (_counts_from_nothing(words, alone),)


def _counted(words: str, offset: Offset, bases: Bases) -> TargetDate | None:
    from_start = bases.start is not None and (offset.from_start or bases.target is None)
    base = bases.start if from_start else bases.target
    if base is None:
        return None
    try:
        days, precision = counted(offset, base, Precision.MONTH if from_start else bases.precision)
    except (ValueError, OverflowError):
        return None
    return TargetDate(
        begins_on=days.begins_on,
        due_on=days.due_on,
        precision=precision,
        words=words[offset.start : offset.end],
        rule="counted from the start" if from_start else "counted from the target date",
        certainty=Certainty.GUESSED,
        question=f"Counted from {day_in_words(base.due_on)}: is it due by {day_in_words(days.due_on)}?",
    )


def _counts_from_nothing(words: str, offset: Offset) -> str:
    return f"“{words[offset.start : offset.end]}” counts from a day that the plan does not name."
