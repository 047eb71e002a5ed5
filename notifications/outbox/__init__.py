"""Messages that wait, and what became of them. What a message says is frozen; how it travels is delivery's.

Every function takes a session and the present instant, writes within the caller's transaction and commits nothing.
"""

from notifications.outbox.closed_roads import (
    Breaker,
    Suspension,
    close_breaker,
    lift,
    open_breaker,
    suspend,
    suspensions,
    the_breaker,
)
from notifications.outbox.desk import (
    Entry,
    Happening,
    Waiting,
    body,
    cancel,
    entries,
    entry,
    happenings,
    settle_by_word,
    try_again,
    waiting,
)
from notifications.outbox.evidence import Notice, Said
from notifications.outbox.leases import (
    Swept,
    begin_handoff,
    begin_handoffs,
    doubt,
    hold_back,
    lease_due,
    record_accepted,
    record_all_accepted,
    release,
    settle,
    sweep,
    take_back,
)
from notifications.outbox.moves import FINAL, FROM
from notifications.outbox.outgoing import Outgoing
from notifications.outbox.putting import NewMessage, Telling, put, put_all
from notifications.outbox.readdressing import readdress
from notifications.outbox.settling import doubts, expire, resend, settle_by_evidence, settle_by_journal, suppress
from notifications.outbox.telling import LiveNotice, overtaken, thread_start, told

__all__ = [
    "FINAL",
    "FROM",
    "Breaker",
    "Entry",
    "Happening",
    "LiveNotice",
    "NewMessage",
    "Notice",
    "Outgoing",
    "Said",
    "Suspension",
    "Swept",
    "Telling",
    "Waiting",
    "begin_handoff",
    "begin_handoffs",
    "body",
    "cancel",
    "close_breaker",
    "doubt",
    "doubts",
    "entries",
    "entry",
    "expire",
    "happenings",
    "hold_back",
    "lease_due",
    "lift",
    "open_breaker",
    "overtaken",
    "put",
    "put_all",
    "readdress",
    "record_accepted",
    "record_all_accepted",
    "release",
    "resend",
    "settle",
    "settle_by_evidence",
    "settle_by_journal",
    "settle_by_word",
    "suppress",
    "suspend",
    "suspensions",
    "sweep",
    "take_back",
    "the_breaker",
    "thread_start",
    "told",
    "try_again",
    "waiting",
]
