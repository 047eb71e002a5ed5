"""Printed leads in the register: what they resolve to, what waits for a person's word, and that word."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scheduler.plans.plan import LeadSource, Place, PrintedLead, Status
from scheduler.register import history
from scheduler.register.directory_marks import keep_mark, last_mark, mark_of
from scheduler.register.editions import place, place_columns
from scheduler.register.lookups import NotInRegister, find_person, find_plan, nearest
from scheduler.register.people import list_people
from scheduler.register.plain_rows import all_or_some, rows_among
from scheduler.register.tables import ActionRow, BindingRow, PlanRow, PrintedLeadRow
from scheduler.rules.leads import Directory, LeadResolution, counts, fold

ROWS_AT_ONCE = 500
PRINTED = all_or_some(
    select(PrintedLeadRow.action, PrintedLeadRow.number, PrintedLeadRow.words, PrintedLeadRow.source, ActionRow.plan)
    .join(ActionRow, ActionRow.key == PrintedLeadRow.action)
    .order_by(PrintedLeadRow.action, PrintedLeadRow.number),
    PrintedLeadRow.action,
)


@dataclass(frozen=True, kw_only=True)
class Meanings:
    """What printed leads mean on a day: the people of that day, and by plan and folded words whom somebody named."""

    directory: Directory
    said: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Unconfirmed:
    """A printed lead that counts for nobody yet. `proposal` is the address of the one person who may be meant."""

    plan: str
    ref: str
    words: str
    source: LeadSource
    place: Place
    proposal: str | None
    why: str


def unconfirmed(session: Session) -> tuple[Unconfirmed, ...]:
    """What waits for the co-ordinator's word, in the plans' order.

    Actions with an assigned lead wait for nothing, nor do those that are complete for good.
    """
    query = (
        select(PrintedLeadRow, ActionRow.plan, ActionRow.ref)
        .join(ActionRow, ActionRow.key == PrintedLeadRow.action)
        .join(PlanRow, PlanRow.slug == ActionRow.plan)
        .where(PlanRow.closed_on.is_(None), ActionRow.withdrawn_on.is_(None), ActionRow.assigned_lead.is_(None))
        .where((ActionRow.status != Status.COMPLETE) | ActionRow.recurrence.is_not(None))
        .where(PrintedLeadRow.confirmed_at.is_(None))
        .order_by(ActionRow.plan, ActionRow.ordinal, PrintedLeadRow.number)
    )
    return tuple(
        Unconfirmed(
            plan=plan,
            ref=ref,
            words=row.words,
            source=row.source,
            place=place(row.place),
            proposal=row.person,
            why=row.why,
        )
        for row, plan, ref in session.execute(query)
    )


def confirm(
    session: Session, words: str, address: str, *, plan: str | None, who: str, road: str = "desk", now: datetime
) -> int:
    """Bind a printed lead to a person, in one plan or (None) in all, and resolve anew; how many actions it leads.

    `who` gave the word at `now`. Raises NotInRegister for an unknown plan or person, or words that no plan prints.
    """
    person = find_person(session, address)
    if plan is not None:
        find_plan(session, plan)
    printed = _printed(session, words, plan)
    said = BindingRow.plan == plan if plan is not None else BindingRow.plan.is_(None)
    binding = session.scalar(select(BindingRow).where(said, BindingRow.words == fold(words)))
    before = {"address": binding.address} if binding else None
    if binding is None:
        binding = BindingRow(plan=plan, words=fold(words), address=person.email, at=now, who=who)
        session.add(binding)
    binding.address, binding.at, binding.who = person.email, now, who
    after = {"words": words, "address": person.email}
    history.write(
        session, at=now, who=who, road=road, plan=plan or "", what="lead confirmed", before=before, after=after
    )
    re_resolve(session, now.date(), now=now)
    return len({row.action for row in printed if row.person == person.email})


def resolve_for(session: Session, day: date, *, now: datetime) -> int:
    """re_resolve all printed leads for a day, unless nothing changed by which they could mean somebody else."""
    session.flush()
    return 0 if mark_of(session, day) == last_mark(session) else re_resolve(session, day, now=now)


def re_resolve(session: Session, day: date, *, now: datetime, plan: str | None = None) -> int:
    """Hold every printed lead of open plans (or of one) against the directory of `day`; how many leads changed.

    To be called when people, roles, meanings or plans change. A lead that fits one person no longer counts no longer.
    """
    session.flush()
    meanings = _meanings(session)
    directory = Directory(list_people(session), day)
    query = (
        select(PrintedLeadRow, ActionRow.plan)
        .join(ActionRow, ActionRow.key == PrintedLeadRow.action)
        .join(PlanRow, PlanRow.slug == ActionRow.plan)
        .where(PlanRow.closed_on.is_(None), ActionRow.withdrawn_on.is_(None))
    )
    asked = query.where(ActionRow.plan == plan) if plan is not None else query
    rows = session.execute(asked.execution_options(yield_per=ROWS_AT_ONCE))
    changed = [row.action for row, slug in rows if _resolve(row, directory, meanings[slug], now)]
    for batch in range(0, len(changed), 500):
        keys = changed[batch : batch + 500]
        session.execute(update(ActionRow).where(ActionRow.key.in_(keys)).values(changed_at=now))
    if plan is None:
        keep_mark(session, day, now=now)
    return len(changed)


def meanings_on(session: Session, day: date) -> Meanings:
    """What printed leads mean by the roles of a day and what was said by then."""
    said = {
        plan: {words: row.address for words, row in bound.items() if row.at.date() <= day}
        for plan, bound in _meanings(session).items()
    }
    return Meanings(directory=Directory(list_people(session), day), said=said)


def resolved_by(
    session: Session, meanings: Meanings, some: Collection[str] | None = None
) -> Iterator[tuple[str, int, str, str | None, bool]]:
    """What each printed lead means: action, number among its leads, words, person, and whether it counts.

    Of some actions, by their keys, or of all; in the order of actions and their leads. Nothing is changed.
    """
    for action, number, words, source, plan in rows_among(session, PRINTED, some):
        found = meanings.directory.resolve(words, meanings.said[plan])
        yield action, number, words, found.address, counts(found, source)


def print_leads(session: Session, action: str, rows: Iterable[PrintedLeadRow], leads: Sequence[PrintedLead]) -> None:
    """Make an action's printed leads those of a new edition; what is printed as before keeps its confirmation."""
    known: dict[str, list[PrintedLeadRow]] = defaultdict(list)
    for row in rows:
        known[fold(row.words)].append(row)
    for number, lead in enumerate(leads, 1):
        same = known[fold(lead.words)]
        row = same.pop(0) if same else PrintedLeadRow(action=action)
        row.number, row.words, row.source, row.place = number, lead.words, lead.source, place_columns(lead.place)
        session.add(row)
    for gone in (row for rows in known.values() for row in rows):
        session.delete(gone)


def _resolve(row: PrintedLeadRow, directory: Directory, bindings: dict[str, BindingRow], now: datetime) -> bool:
    """Set what one printed lead means; whether it is another person's, or counts otherwise, than before."""
    binding = bindings.get(fold(row.words)) if bindings else None
    found = _meaning(row.words, directory, binding)
    before = (row.person, row.confirmed_at is not None)
    alone = found.candidates[0] if len(found.candidates) == 1 else None
    _say(row, person=found.address or alone, why=found.reason)
    if not counts(found, row.source):
        _say(row, confirmed_at=None, confirmed_by="")
    elif binding:
        _say(row, confirmed_at=binding.at, confirmed_by=binding.who)
    elif before != (row.person, True):
        _say(row, confirmed_at=now, confirmed_by="the directory")
    return before != (row.person, row.confirmed_at is not None)


def _say(row: PrintedLeadRow, **words: str | datetime | None) -> None:
    """Set what is not so yet: a row that is set is kept in hand until the end, whether it changed or not."""
    for name, value in words.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _meaning(words: str, directory: Directory, binding: BindingRow | None) -> LeadResolution:
    return directory.resolve(words, {binding.words: binding.address} if binding else {})


def _meanings(session: Session) -> dict[str, dict[str, BindingRow]]:
    """Confirmed meanings by plan and folded words; a plan's own win over those for all plans."""
    bindings = session.scalars(select(BindingRow)).all()
    everywhere = {row.words: row for row in bindings if row.plan is None}
    meanings = {slug: dict(everywhere) for slug in session.scalars(select(PlanRow.slug))}
    for row in bindings:
        if row.plan is not None:
            meanings[row.plan][row.words] = row
    return meanings


def _printed(session: Session, words: str, plan: str | None) -> list[PrintedLeadRow]:
    query = select(PrintedLeadRow).join(ActionRow, ActionRow.key == PrintedLeadRow.action)
    rows = list(session.scalars(query.where(ActionRow.plan == plan) if plan is not None else query))
    found = [row for row in rows if fold(row.words) == fold(words)]
    if not found:
        cure = nearest(words, sorted({row.words for row in rows}), otherwise="no leads are printed there")
        raise NotInRegister(thing=f"printed lead {words!r}", place=f"plan {plan!r}" if plan else "any plan", cure=cure)
    return found
