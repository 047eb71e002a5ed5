"""Messages as the outbox keeps them: whole, with the plans that they speak of and what they tell."""

from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, cast

from sqlalchemy import Row, Table, select
from sqlalchemy.orm import Session

from notifications.outbox.evidence import FACTS, Notice, Whole
from notifications.outbox.moves import BODIES, MESSAGES, NOTICES
from notifications.tables import MessagePlanRow

_PLANS = cast(Table, MessagePlanRow.__table__)
# The fields of a notice first, in their order.
_NOTICE = [NOTICES.c[name] for name in (*Notice._fields, "message", "given_back_at")]
_facts = attrgetter(*FACTS)
_key = itemgetter(slice(5))


class Kept(NamedTuple):
    """A message's row with its frozen bytes as `body`, the plans that it speaks of, and its notices by their keys."""

    message: Row[Any]
    plans: list[str]
    notices: list[Row[Any]]

    @property
    def whole(self) -> Whole:
        """What is sealed of it."""
        message = self.message
        return Whole(_facts(message), message.subject, message.body, self.plans, self.notices)


def kept_messages(session: Session, keys: Sequence[str]) -> dict[str, Kept]:
    """The messages with these ids, by id; a few hundred at once, for their frozen bytes come along."""
    plans, told = defaultdict[str, list[str]](list), defaultdict[str, list[Row[Any]]](list)
    for plan in session.execute(select(_PLANS).where(_PLANS.c.message.in_(keys))):
        plans[plan.message].append(plan.plan)
    for notice in session.execute(select(*_NOTICE).where(NOTICES.c.message.in_(keys))):
        told[notice.message].append(notice)
    content = BODIES.c.content.label("body")
    rows = session.execute(
        select(MESSAGES, content).join(BODIES, BODIES.c.message == MESSAGES.c.id).where(MESSAGES.c.id.in_(keys))
    )
    return {row.id: Kept(row, plans[row.id], sorted(told[row.id], key=_key)) for row in rows}
