"""A new edition beside the last one and beside what people answered since; nothing is written here."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.plans.amendments import Amendment, AmendmentKind, Difference
from scheduler.plans.plan import Action, Plan
from scheduler.register.editions import Edition
from scheduler.register.tables import ActionRow, EarlierTargetRow, PersonRow
from scheduler.register.target_columns import Why
from scheduler.rules import amendments as words
from scheduler.rules.edition_words import Change, follows
from scheduler.rules.pairing import pair


@dataclass(frozen=True, kw_only=True)
class Word:
    """What a person says of a new edition's differences, by the refs that it prints.

    `same` is which actions were renumbered, as in rules.pairing.pair; None asks about each. Dates of refs in
    `corrections` were misread before and are no slips, nor is any where the same file `was_recorded` before. A ref in
    `over_answers` takes the document's word over what people answered.
    """

    same: Mapping[str, str] | None = None
    corrections: Collection[str] = ()
    over_answers: Collection[str] = ()
    was_recorded: bool = False

    def is_correction(self, ref: str) -> bool:
        """Whether another date than before is no slip."""
        return self.was_recorded or ref in self.corrections


def compare_editions(session: Session, slug: str, last: Edition | None, plan: Plan, word: Word) -> Difference:
    """All amendments of an edition to the last one, and what becomes of history and reminders by a person's word."""
    before = last.plan if last else None
    found = words.amendments(before, plan, same=word.same)
    of_plan = (ActionRow.plan == slug, ActionRow.withdrawn_on.is_(None))
    stored = {row.ref: row for row in session.scalars(select(ActionRow).where(*of_plan))}
    origins = {new.ref: old.ref for old, new in pair(before, plan, word.same).pairs} if before else {}
    sides = _Sides(
        rows={ref: stored[was] for ref, was in origins.items() if was in stored},
        actions={action.ref: action for action in plan.actions},
        slips=_slips(session, slug) if before else Counter(),
        names=_names(session, stored.values()),
        word=word,
    )
    return Difference(
        plan=slug,
        as_of_before=before.as_of if before else None,
        as_of=plan.as_of,
        actions_before=len(before.actions) if before else 0,
        actions=len(plan.actions),
        amendments=tuple(sides.told(each) for each in found) if before else found,
    )


@dataclass(frozen=True, kw_only=True)
class _Sides:
    """What stands on both sides of an amendment: rows and actions by the new edition's refs, slips by keys, and the
    names of those who were given an action."""

    rows: Mapping[str, ActionRow]
    actions: Mapping[str, Action]
    slips: Mapping[str, int]
    names: Mapping[str, str]
    word: Word

    def told(self, amendment: Amendment) -> Amendment:
        """The amendment beside what people answered since, and what follows from it."""
        is_gone = amendment.kind is AmendmentKind.WITHDRAWN and not amendment.part
        row = None if is_gone else self.rows.get(amendment.ref)
        told = self._with_answer(amendment, row) if row else amendment
        change = Change(
            amendment=told,
            action=None if is_gone else self.actions[amendment.ref],
            slips=self.slips[row.key] if row else 0,
            is_correction=self.word.is_correction(amendment.ref),
            overrules=amendment.ref in self.word.over_answers,
        )
        return replace(told, follows=follows(change))

    def _with_answer(self, amendment: Amendment, row: ActionRow) -> Amendment:
        """The amendment beside what people answered since the last edition, where that is neither edition's word."""
        stored = self._stored_words(row, amendment.part)
        is_answer = stored and stored not in {amendment.before, amendment.after}
        return replace(amendment, answered=stored) if is_answer else amendment

    def _stored_words(self, row: ActionRow, part: str) -> str:
        """What the register holds of an action, in the words of the comparison; empty for what nobody can answer."""
        if part == words.TARGET_DATE:
            return words.target_in_words(row.target)
        if part == words.STATUS:
            return words.status_in_words(row.status, row.completed_on, unverified=row.unverified)
        answers = {
            words.WAITING_FOR: row.waiting_for or words.NOTHING,
            words.RATING: row.rating or words.NOTHING,
            words.LEAD: self.names[row.assigned_lead] if row.assigned_lead else "",
        }
        return answers.get(part, "")


def _names(session: Session, rows: Iterable[ActionRow]) -> dict[str, str]:
    """What those are called who were given an action by somebody's word, by their addresses."""
    given = {row.assigned_lead for row in rows} - {None}
    found = session.scalars(select(PersonRow).where(PersonRow.email.in_(given))) if given else ()
    return {row.email: row.name for row in found}


def _slips(session: Session, slug: str) -> Counter[str]:
    """How often each target date of a plan was moved, by the key of what it is the date of."""
    query = select(EarlierTargetRow.commitment, func.count()).group_by(EarlierTargetRow.commitment)
    rows = session.execute(query.where(EarlierTargetRow.plan == slug, EarlierTargetRow.why == Why.SLIP))
    return Counter({row[0]: row[1] for row in rows})
