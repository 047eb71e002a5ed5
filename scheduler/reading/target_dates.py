"""Reads a target date's words into days: the target, what it was moved from, later milestones, the start.

Holds the bullets of rules.md, "Reading a target date"; its table of phrases is in `phrases/`. What a status says is
left to `statuses`, how the two agree to `progress`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from scheduler.plans.plan import Milestone
from scheduler.plans.target_dates import Certainty, Recurrence, TargetDate
from scheduler.reading.phrases.clauses import step_title
from scheduler.reading.phrases.computed import Bases, computed_milestones, computed_target
from scheduler.reading.phrases.mentions import Mention, mentions
from scheduler.reading.phrases.phrase import Interval
from scheduler.reading.phrases.recurring import next_round, recurring_target, recurs_beside, unkept_target
from scheduler.reading.phrases.roles import Role
from scheduler.reading.phrases.spelling import day_in_words, one_spaced, plain

YEARS_BACK, YEARS_AHEAD = 2, 6  # a target further from the plan's own year is taken for a slip of the pen

_STATED = (Role.TARGET, Role.MOVED_TO, Role.NOT_BEFORE)


@dataclass(frozen=True, kw_only=True)
class DateReading:
    """What a cell says about when. `remarks` are sentences about dates that cannot be, each with the plan's words.

    `milestones` are the cell's later dates, in its order; `starts_on` is a commencement or launch, never a target;
    `recurrence` is set only when the target itself recurs ("Quarterly from now").
    """

    target: TargetDate | None = None
    moved_from: TargetDate | None = None
    milestones: tuple[Milestone, ...] = ()
    starts_on: date | None = None
    recurrence: Recurrence | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """A cell, the days it names by what they are for, and the row's start; `base` is what "at month 6" counts from."""

    words: str
    text: str
    as_of: date
    named: tuple[Mention, ...]
    target: Mention | None
    moved_from: Mention | None
    steps: tuple[Mention, ...]
    own_start: date | None
    start: date | None
    base: Interval | None


def read_target_date(
    words: str, *, as_of: date, starts_on: date | None = None, terms_end_on: Collection[date] = ()
) -> DateReading:
    """Reads a cell's words, as of the plan's own day; `starts_on` is the row's start where a column names one.

    `terms_end_on` are the authority's last school days, on which its terms are due. Never raises. A cell without a
    date gives an empty reading; dates that cannot be give no due day and a remark.
    """
    return read_cell(words, as_of=as_of, starts_on=starts_on, terms_end_on=terms_end_on)


def read_cell(
    words: str,
    *,
    as_of: date,
    starts_on: date | None = None,
    counts_from: Interval | None = None,
    terms_end_on: Collection[date] = (),
) -> DateReading:
    """As `read_target_date`; `counts_from` is a start named elsewhere (in the title) from which months are counted."""
    words = one_spaced(words)
    named = mentions(words, as_of=as_of, starts_on=starts_on, terms_end_on=terms_end_on)
    cell = _cell(words, named, as_of, starts_on, counts_from)
    target, recurrence, target_remarks = _target(cell)
    milestones, step_remarks = _milestones(cell, target, recurrence)
    return DateReading(
        target=target,
        moved_from=_moved_from(cell, target),
        milestones=milestones,
        starts_on=cell.own_start,
        recurrence=recurrence,
        remarks=(*filter(None, (_fault(one, cell) for one in cell.named)), *target_remarks, *step_remarks),
    )


def _cell(
    words: str, named: tuple[Mention, ...], as_of: date, starts_on: date | None, counts_from: Interval | None
) -> _Cell:
    stated = [one for one in named if one.role in _STATED] or [one for one in named if one.role is Role.DONE][:1]
    moved_to = next((one for one in stated if one.role is Role.MOVED_TO), None)
    target = moved_to or next(iter(stated), None)
    moved_from = next((one for one in named if one.role is Role.MOVED_FROM), None)
    if moved_to is not None and moved_from is None:
        moved_from = next((one for one in stated if one.end <= moved_to.start), None)
    starts = [one for one in named if one.role is Role.START]
    later = [one for one in starts if target is not None and _is_a_step(one, target)]
    own = next((one.interval for one in starts if one not in later and one.interval), None)
    base = own or (Interval(starts_on, starts_on) if starts_on else counts_from)
    return _Cell(
        words=words,
        text=plain(words),
        as_of=as_of,
        named=named,
        target=target,
        moved_from=moved_from,
        steps=tuple(one for one in named if (one in stated or one in later) and one not in (target, moved_from)),
        own_start=own.begins_on if own else None,
        start=max(filter(None, (own and own.begins_on, starts_on)), default=None),
        base=base,
    )


def _is_a_step(start: Mention, target: Mention) -> bool:
    """Whether a commencement named behind the target lies after it in time too: then it is a further step."""
    if start.interval is None or target.interval is None:
        return False
    return start.start > target.start and start.interval.due_on > target.interval.due_on


def _target(cell: _Cell) -> tuple[TargetDate | None, Recurrence | None, tuple[str, ...]]:
    """The first target that the cell states, the rate at which it recurs, and remarks about what is no date."""
    if cell.target is not None:
        places = [(one.start, one.end) for one in cell.named]
        return _as_target(cell.target, cell), recurs_beside(cell.text, places), ()
    if frequency := recurring_target(cell.text):
        return _next_round(cell, frequency.start, frequency.end, frequency.rate), frequency.rate, ()
    if unkept := unkept_target(cell.text):
        return None, None, (f"“{unkept}” is no rate that is kept here: name the next date.",)
    target, remarks = computed_target(cell.words, cell.text, Bases(start=cell.base))
    return target, None, remarks


def _as_target(one: Mention, cell: _Cell) -> TargetDate | None:
    """The target date of a mention, None when it cannot be; what only bounds or only reports asks to be confirmed."""
    if one.interval is None or _fault(one, cell):
        return None
    asks = {
        Role.NOT_BEFORE: f"This is the earliest it can be: is {day_in_words(one.interval.due_on)} the target date?",
        Role.DONE: "Is this the target date, or only when something was done?",
    }
    question = asks.get(one.role, one.question)
    return TargetDate(
        begins_on=one.interval.begins_on,
        due_on=one.interval.due_on,
        precision=one.precision,
        words=one.words,
        rule=one.rule,
        certainty=Certainty.GUESSED if one.role in asks else one.certainty,
        question=question,
        is_start=one.role is Role.NOT_BEFORE,
    )


def _next_round(cell: _Cell, start: int, end: int, rate: Recurrence) -> TargetDate | None:
    try:
        days, precision = next_round(rate, after=cell.as_of, starts_on=cell.start)
    except (ValueError, OverflowError):
        return None
    if days is None:
        return None
    words = cell.words[start:end]
    return TargetDate(
        begins_on=days.begins_on, due_on=days.due_on, precision=precision, words=words, rule=f"{rate}, from now on"
    )


def _moved_from(cell: _Cell, target: TargetDate | None) -> TargetDate | None:
    before = _as_target(cell.moved_from, cell) if cell.moved_from else None
    return before if before and target and before.due_on != target.due_on else None


def _milestones(
    cell: _Cell, target: TargetDate | None, recurrence: Recurrence | None
) -> tuple[tuple[Milestone, ...], tuple[str, ...]]:
    """The cell's later dates, printed ones first, then those it counts from others; each day once."""
    stated = [(one, _as_target(one, cell)) for one in cell.steps]
    printed = [Milestone(title=_title(one, cell), target=step) for one, step in stated if step is not None]
    computed = computed_milestones(cell.words, cell.text, _bases(cell, target if recurrence is None else None))
    by_day: dict[date, Milestone] = {}
    for milestone in (*printed, *computed.milestones):
        if target is None or milestone.target.due_on != target.due_on:
            by_day.setdefault(milestone.target.due_on, milestone)
    return tuple(by_day.values()), computed.remarks


def _bases(cell: _Cell, target: TargetDate | None) -> Bases:
    """What later steps count from: the target, else the day of the completion, or the start."""
    if target is not None:
        return Bases(target=Interval(target.begins_on, target.due_on), precision=target.precision, start=cell.base)
    done = next((one for one in cell.named if one.role is Role.COMPLETED), None)
    if done is not None:
        return Bases(target=done.interval, precision=done.precision, start=cell.base)
    return Bases(start=cell.base)


def _title(one: Mention, cell: _Cell) -> str:
    after = max((other.end for other in cell.named if other.end <= one.start), default=0)
    before = min((other.start for other in cell.named if other.start >= one.end), default=len(cell.text))
    return step_title(cell.words, cell.text, one.start, one.end, after=after, before=before)


def _fault(one: Mention, cell: _Cell) -> str:
    """A sentence that says why a mention cannot be what it stands for, empty when it can."""
    if one.role in (Role.MENTIONED, Role.REPORTED):
        return ""
    if one.interval is None:
        return f"“{one.words}” {one.fault}."
    if one.role is Role.COMPLETED and one.interval.begins_on > cell.as_of:
        return f"“{one.words}” is given as completed, after the plan's own date ({day_in_words(cell.as_of)})."
    return _unfit(one.words, one.interval, cell) if one.role in (*_STATED, Role.DONE) else ""


def _unfit(words: str, days: Interval, cell: _Cell) -> str:
    """Why days cannot be a target of this row, empty when they can."""
    if not -YEARS_BACK <= days.due_on.year - cell.as_of.year <= YEARS_AHEAD:
        return f"“{words}” is far from the plan's own date ({day_in_words(cell.as_of)})."
    if cell.start is not None and days.due_on < cell.start:
        return f"“{words}” lies before the start ({day_in_words(cell.start)})."
    return ""
