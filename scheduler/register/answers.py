"""What people answered, in the register: rows that are only ever added, and what each changes of its commitment.

Whether an answer may be recorded, and what it changes, is rules/answers.py's to say.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.plans.answers import Answer
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.register import history
from scheduler.register.lookups import NotInRegister
from scheduler.register.memories import remembered, restore
from scheduler.register.plain_rows import all_or_some, rows_among
from scheduler.register.tables import ActionRow, AnswerRow, EarlierTargetRow, MilestoneRow, PlanRow
from scheduler.register.target_columns import TargetColumns, Why, target_column, target_in
from scheduler.rules.amendments import target_in_words
from scheduler.rules.answers import Admitted, Effects

SAID = [each for each in AnswerRow.__table__.c if each.name not in {"before", *TargetColumns.__annotations__}]
ANSWERS = all_or_some(
    select(*SAID, target_column(AnswerRow.__table__))
    .join(PlanRow, PlanRow.slug == AnswerRow.plan)
    .where(PlanRow.closed_on.is_(None))
    .order_by(AnswerRow.id),
    AnswerRow.commitment,
)


def list_answers(session: Session, some: Collection[str] | None = None) -> dict[str, tuple[Answer, ...]]:
    """All answers of open plans by commitment key, or those about `some` keys, in the order of their recording."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for row in rows_among(session, ANSWERS, some):
        found[row.commitment].append(_answer(row, target_in(row[-1])))
    return {commitment: tuple(answers) for commitment, answers in found.items()}


def record_answer(session: Session, plan: str, admitted: Admitted, *, now: datetime) -> Answer:
    """Keep an answer, apply what it changes and write it into the history, in the caller's transaction.

    `now` is the instant of recording (aware). Gives the answer with its number. Raises NotInRegister for a commitment
    that is gone.
    """
    answer = admitted.answer
    row = _row(session, answer.commitment)
    action = row if isinstance(row, ActionRow) else session.get_one(ActionRow, row.action)
    before, memory = _standing(row, action), remembered(session, row, action)
    if admitted.effects.restores:
        taken_back = session.get_one(AnswerRow, admitted.effects.restores)
        restore(session, row, action, taken_back.before or {}, now=now)
    _apply(session, row, action, admitted.effects, plan=plan, now=now)
    action.changed_at = now
    kept = AnswerRow(plan=plan, recorded_at=now, before=memory, **_columns(answer))
    kept.target = answer.target
    session.add(kept)
    session.flush()
    after = _standing(row, action)
    changed = {name for name in after if before[name] != after[name]}
    said = {name: value for name, value in _columns(answer).items() if isinstance(value, str) and value}
    history.write(
        session,
        at=now,
        who=answer.who,
        road=answer.road,
        plan=plan,
        commitment=answer.commitment,
        what=f"answered: {answer.kind}",
        before={name: before[name] for name in sorted(changed)},
        after={
            "answer": kept.id,
            "target": target_in_words(answer.target) if answer.target else "",
            **said,
            **{name: after[name] for name in sorted(changed)},
        },
    )
    return _answer(kept, kept.target)


def _row(session: Session, key: str) -> ActionRow | MilestoneRow:
    row = session.get(MilestoneRow, key) if "#" in key else session.get(ActionRow, key)
    if row is None:
        raise NotInRegister(thing=f"commitment {key!r}", place="the register", cure="record its plan first")
    return row


def _apply(
    session: Session, row: ActionRow | MilestoneRow, action: ActionRow, effects: Effects, *, plan: str, now: datetime
) -> None:
    if effects.status is not None:
        row.status = effects.status
    if effects.status is not None and isinstance(row, ActionRow):
        row.unverified = effects.unverified
        is_complete = effects.status is Status.COMPLETE
        row.complete_since = (row.complete_since or effects.completed_on) if is_complete else None
        row.completed_on = (effects.completed_on or row.completed_on) if is_complete else None
    if effects.target is not None:
        _keep_earlier(session, row, Why.SLIP if effects.is_slip else Why.CORRECTION, plan=plan, now=now)
        row.target = effects.target
    if effects.waiting_for is not None:
        action.waiting_for = effects.waiting_for
    if effects.lead is not None:
        action.assigned_lead = effects.lead


def _keep_earlier(session: Session, row: ActionRow | MilestoneRow, why: Why, *, plan: str, now: datetime) -> None:
    """The target date that is about to be replaced; the first one stays for good. A first date replaces nothing."""
    target: TargetDate | None = row.target
    if target is None:
        return
    last = select(func.max(EarlierTargetRow.number)).where(EarlierTargetRow.commitment == row.key)
    number = (session.scalar(last) or 0) + 1
    session.add(EarlierTargetRow(commitment=row.key, number=number, plan=plan, replaced_at=now, why=why, target=target))


def _standing(row: ActionRow | MilestoneRow, action: ActionRow) -> dict[str, object]:
    """What answers can change of a commitment, in words, for the history."""
    return {
        "status": row.status.value,
        "target date": target_in_words(row.target),
        "waiting for": action.waiting_for,
        "lead": action.assigned_lead or "",
        "to be verified": isinstance(row, ActionRow) and row.unverified,
    }


def _columns(answer: Answer) -> dict[str, object]:
    """An answer's fields as columns, its target date aside."""
    return {
        "at": answer.at,
        "on_day": answer.on,
        "commitment": answer.commitment,
        "kind": answer.kind,
        "who": answer.who,
        "name": answer.name,
        "recorded_by": answer.recorded_by,
        "road": answer.road,
        "words": answer.words,
        "evidence": answer.evidence,
        "whom": answer.whom,
        "until": answer.until,
        "ends_on": answer.ends_on,
        "minute": answer.minute,
        "is_request": answer.is_request,
        "beyond": answer.beyond,
        "copies": list(answer.copies),
        "every": answer.every,
        "about_on": answer.about_on,
        "meeting": answer.meeting,
        "takes_back": answer.takes_back,
    }


def _answer(row: Any, target: TargetDate | None) -> Answer:
    return Answer(
        number=row.id,
        at=row.at,
        on=row.on_day,
        commitment=row.commitment,
        kind=row.kind,
        who=row.who,
        name=row.name,
        recorded_by=row.recorded_by,
        road=row.road,
        words=row.words,
        evidence=row.evidence,
        target=target,
        whom=row.whom,
        until=row.until,
        ends_on=row.ends_on,
        minute=row.minute,
        is_request=row.is_request,
        beyond=row.beyond,
        copies=tuple(row.copies),
        every=row.every,
        about_on=row.about_on,
        meeting=row.meeting,
        takes_back=row.takes_back,
    )
