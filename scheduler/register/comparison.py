"""A new edition beside the last one and beside what people answered since; nothing is written here."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.amendments import Amendment, Difference
from scheduler.plans.plan import Plan
from scheduler.register.editions import Edition
from scheduler.register.tables import ActionRow
from scheduler.rules import amendments as words
from scheduler.rules.pairing import pair


def compare_editions(
    session: Session, slug: str, last: Edition | None, plan: Plan, same: Mapping[str, str] | None
) -> Difference:
    """All amendments of an edition to the last one; `same` is as in plans.compare."""
    before = last.plan if last else None
    found = words.amendments(before, plan, same=same)
    rows = session.scalars(select(ActionRow).where(ActionRow.plan == slug, ActionRow.withdrawn_on.is_(None)))
    stored = {row.ref: row for row in rows}
    origins = {new.ref: old.ref for old, new in pair(before, plan, same).pairs} if before else {}
    return Difference(
        plan=slug,
        as_of_before=before.as_of if before else None,
        as_of=plan.as_of,
        actions_before=len(before.actions) if before else 0,
        actions=len(plan.actions),
        amendments=tuple(_with_answer(each, stored.get(origins.get(each.ref, ""))) for each in found),
    )


def _with_answer(amendment: Amendment, row: ActionRow | None) -> Amendment:
    """The amendment beside what people answered since the last edition, where that is neither edition's word."""
    stored = _stored_words(row, amendment.part) if row else ""
    is_answer = stored and stored not in {amendment.before, amendment.after}
    return replace(amendment, answered=stored) if is_answer else amendment


def _stored_words(row: ActionRow, part: str) -> str:
    """What the register holds of an action, in the words of the comparison; empty for what nobody can answer."""
    if part == words.TARGET_DATE:
        return words.target_in_words(row.target)
    if part == words.STATUS:
        return words.status_in_words(row.status, row.completed_on, unverified=row.unverified)
    answers = {
        words.WAITING_FOR: row.waiting_for or words.NOTHING,
        words.RATING: row.rating or words.NOTHING,
        words.LEAD: row.assigned_lead or "",
    }
    return answers.get(part, "")
