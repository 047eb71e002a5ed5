"""What a person should check of a plan's reading: guesses, contradictions between values, actions that say the same."""

import re
from collections.abc import Iterator, Sequence

from scheduler.plans.plan import Action, LeadSource, PrintedLead
from scheduler.reading.actions import ReadAction
from scheduler.reading.areas import AreaSeen
from scheduler.reading.columns import ColumnRole
from scheduler.reading.left_over import short
from scheduler.reading.phrases.spelling import one_spaced
from scheduler.reading.report import Remark, RemarkKind
from scheduler.reading.sameness import same_pairs

_SAYS_NOTHING = re.compile(
    r"\b(?:by|before|until|till|the|end|of|in|on|for|at|from|to|and|then|or|no later than|target|due|date|deadline"
    r"|was|now|previously|originally|revised|moved|extended|onwards?|review(?:ed)?|starting|each|every|reached)\b",
    re.IGNORECASE,
)
_NOT_OF_ACTIONS = frozenset({ColumnRole.AREA, ColumnRole.REF, ColumnRole.UNREAD})


def of_action(read: ReadAction) -> Iterator[Remark]:
    """What was guessed of one action, and what in it contradicts."""
    action, place = read.action, read.cells.title.place
    for sentence in dict.fromkeys((*read.progress.remarks, *read.start_remarks)):
        yield Remark(kind=RemarkKind.CONTRADICTS, ref=action.ref, text=sentence, place=read.cells.when.place)
    if read.named.doubled:
        text = f"Its reference stands on another action too: this one is called {action.ref}."
        yield Remark(kind=RemarkKind.CONTRADICTS, ref=action.ref, text=text, place=place)
    for sentence, lead in _leads(action):
        yield Remark(kind=RemarkKind.GUESSED, ref=action.ref, text=sentence, place=lead.place)
    for sentence in (*_sharing(read), *_dates(action)):
        yield Remark(kind=RemarkKind.GUESSED, ref=action.ref, text=sentence, place=place)
    yield from _unused(read)
    if action.unverified:
        words = f"“{read.cells.how_far.text}” is read as reported complete; the co-ordinator verifies it."
        yield Remark(kind=RemarkKind.NOTED, ref=action.ref, text=words, place=read.cells.how_far.place)


def _unused(read: ReadAction) -> Iterator[Remark]:
    """Cells of an action that say nothing which it could keep: "TBC" in a column of leads."""
    kept = {quote.place for quote in read.action.quotes.values()}
    if _says_no_day(read):
        kept.add(read.cells.when.place)
        text = f"“{short(read.cells.when.text)}” names no day by which it is due."
        yield Remark(kind=RemarkKind.NOTED, ref=read.action.ref, text=text, place=read.cells.when.place)
    elif rest := _beside_the_date(read):
        text = f"“{short(rest)}” in the cell of the target date became nothing."
        yield Remark(kind=RemarkKind.LEFT_OVER, ref=read.action.ref, text=text, place=read.cells.when.place)
    for role, cell in read.named.paired.cells.items():
        if cell.paragraphs and not cell.continues and cell.place not in kept and role not in _NOT_OF_ACTIONS:
            text = f"“{short(cell.text)}” in the column of {_listed([role])} became nothing."
            yield Remark(kind=RemarkKind.LEFT_OVER, ref=read.action.ref, text=text, place=cell.place)


def _beside_the_date(read: ReadAction) -> str:
    """Words of a target date's own cell that neither a date nor a status took; nothing where they are kept whole."""
    if read.cells.when.place == read.cells.how_far.place or read.progress.remarks:
        return ""
    rest = one_spaced(read.cells.when.text)
    for words in sorted(_dated_words(read), key=len, reverse=True):
        rest = rest.replace(words, " ")
    left = _SAYS_NOTHING.sub(" ", rest).strip(" ,.;:()/&-–—")
    return left if any(sign.isalpha() for sign in left) else ""


def _dated_words(read: ReadAction) -> Iterator[str]:
    dates = read.progress.dates
    yield from (one.words for one in (dates.target, dates.moved_from) if one is not None)
    for milestone in dates.milestones:
        yield from (milestone.title, milestone.target.words)
    if read.progress.status.words:
        yield read.progress.status.words


def _says_no_day(read: ReadAction) -> bool:
    """Whether the words where a date should stand give neither a due day, a status nor a contradiction."""
    said = read.action.target or read.progress.status.words or read.progress.remarks
    return bool(read.cells.when.paragraphs) and not said


def _leads(action: Action) -> Iterator[tuple[str, PrintedLead]]:
    """Which leads are proposals, with the first of them: all stand in one cell."""
    names = ", ".join(lead.words for lead in action.leads)
    proposed = "is proposed as lead" if len(action.leads) == 1 else "are proposed as leads"
    for lead in action.leads[:1]:
        if lead.source is LeadSource.CARRIED:
            yield f"Its lead cell is empty: {names} {proposed}, from the row above.", lead
        elif lead.source is LeadSource.SENTENCE:
            yield f"{names} {proposed}: named inside a sentence only.", lead


def _sharing(read: ReadAction) -> Iterator[str]:
    paired = read.named.paired
    if paired.by_order:
        yield f"The row holds several actions; {_listed(paired.by_order)} was given to this one by order."
    if paired.shared:
        yield f"The row holds several actions and one cell of {_listed(paired.shared)}: they share it."


def _listed(roles: Sequence[str]) -> str:
    return ", ".join(str(role).replace("_", " ") for role in dict.fromkeys(roles))


def _dates(action: Action) -> Iterator[str]:
    if action.target is not None and action.target.question:
        yield action.target.question
    for milestone in action.milestones:
        if milestone.target.question or milestone.computed:
            yield (
                milestone.target.question
                or f"“{milestone.title}” was worked out as {milestone.target.due_on:%-d %B %Y}."
            )


def of_plan(actions: Sequence[ReadAction], areas: Sequence[AreaSeen]) -> Iterator[Remark]:
    """What the plan's actions say together: two that may be one, areas called by their place."""
    by_ref = {read.action.ref: read for read in actions}
    titles = {ref: read.action.title for ref, read in by_ref.items()}
    words = {ref: f"{read.action.title} - {read.action.progress}" for ref, read in by_ref.items()}
    for one, other, reason in same_pairs(titles, words):
        text = f"{one} and {other} may say the same: {reason}."
        yield Remark(kind=RemarkKind.SAME, ref=one, text=text, place=by_ref[one].cells.title.place)
    yield from _called_by_place(actions)
    for area in areas:
        if area.numbered_by_place and area.title:
            text = f"The area “{area.title}” is called {area.ref} by its place among the others."
            yield Remark(kind=RemarkKind.GUESSED, text=text, place=area.place)


def _called_by_place(actions: Sequence[ReadAction]) -> Iterator[Remark]:
    """Actions without a printed reference, in one sentence: a plan may have none at all."""
    called = [read for read in actions if not read.named.printed and not read.named.doubled]
    if not called:
        return
    refs = ", ".join(read.action.ref for read in called)
    text = f"No printed reference of their own for {len(called)} of {len(actions)} actions: by their place, {refs}."
    yield Remark(kind=RemarkKind.GUESSED, text=text, place=called[0].cells.title.place)
