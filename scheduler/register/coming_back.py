"""A completion that ran out, written down as open again. That it did, and since when, is rules/running_out.py's."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.plans.commitments import Commitment
from scheduler.register import history
from scheduler.register.tables import ActionRow, EarlierTargetRow
from scheduler.register.target_columns import Why
from scheduler.rules.amendments import target_in_words


def reopen(session: Session, commitment: Commitment, *, on: date, now: datetime) -> None:
    """Make an action's row say what the rules say of a commitment that came back, in the caller's transaction.

    The rules alone have shown it as open until now: it is written down with the first answer about it, on the local
    day `on` at `now` (aware). The date that it met stays among its earlier ones, and is no slip.
    """
    row = session.get_one(ActionRow, commitment.key)
    before = {"status": row.status.value, "target date": target_in_words(row.target)}
    if row.target is not None:
        last = select(func.max(EarlierTargetRow.number)).where(EarlierTargetRow.commitment == row.key)
        number = (session.scalar(last) or 0) + 1
        session.add(
            EarlierTargetRow(
                commitment=row.key, number=number, plan=row.plan, replaced_at=now, why=Why.MET, target=row.target
            )
        )
    row.target, row.status, row.unverified = commitment.target, commitment.status, commitment.unverified
    row.completed_on, row.complete_since, row.waiting_for = None, None, ""
    row.changed_at = now
    session.flush()
    history.write(
        session,
        at=now,
        who="the rules",
        road="rules",
        plan=row.plan,
        commitment=row.key,
        what="came back",
        before=before,
        after={"status": row.status.value, "target date": target_in_words(row.target), "why": commitment.came_back},
    )
