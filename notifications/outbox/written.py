"""Messages as the send ledger sees them: whole, with the plans that they speak of and what they tell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from notifications.outbox.evidence import Whole, in_order
from notifications.outbox.moves import BODIES, MESSAGES, NOTICES
from notifications.tables import MessagePlanRow

_PLANS = cast(Table, MessagePlanRow.__table__)


def whole_messages(session: Session, keys: Sequence[str]) -> dict[str, Whole]:
    """The messages with these ids, by id; a few hundred at once, for their frozen bytes come along."""
    content = BODIES.c.content.label("body")
    rows = session.execute(
        select(MESSAGES, content).join(BODIES, BODIES.c.message == MESSAGES.c.id).where(MESSAGES.c.id.in_(keys))
    )
    found = {row.id: Whole(message=row._asdict()) for row in rows}
    for plan in session.execute(select(_PLANS).where(_PLANS.c.message.in_(keys))):
        found[plan.message].plans.append(plan.plan)
    told: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for notice in session.execute(select(NOTICES).where(NOTICES.c.message.in_(keys))):
        told[notice.message].append(notice._asdict())
    for key, notices in told.items():
        found[key].notices = in_order(notices)
    return found
