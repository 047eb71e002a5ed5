"""Webhooks: programs that are told of a board's events. How they are told is notifications/transports/webhook.py's."""

import hashlib
import hmac
import secrets
from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications import outbox
from notifications.outbox.moves import NOT_GONE
from notifications.tables import Kind, MessageRow
from scheduler.plans.events import EventKind
from scheduler.register import history
from scheduler.register.connection_tables import HookRow
from scheduler.register.lookups import NotInRegister

SALT_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Hook:
    """A webhook: of which events of which plans it is told, and since when. `plan` is empty for all of the board.

    `unwanted` says why its program is told nothing more for now, empty while it is.
    """

    number: int
    name: str
    board: str
    plan: str
    url: str
    events: tuple[EventKind, ...]
    salt: str
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    unwanted: str = ""

    @property
    def host(self) -> str:
        """The program's computer; the rest of its address may be a secret of its own."""
        return urlsplit(self.url).hostname or ""

    @property
    def address(self) -> str:
        """Under what the outbox, the ledger and suspensions know it."""
        return f"webhook {self.number} at {self.host}"


def add_hook(
    session: Session,
    *,
    name: str,
    board: str,
    plan: str = "",
    url: str,
    events: Collection[EventKind],
    who: str,
    now: datetime,
) -> Hook:
    """Tell a program of a board's events from now on. Whether its address may be called is the caller's to ask."""
    row = HookRow(
        name=name,
        board=board,
        plan=plan,
        url=url,
        events=sorted(events),
        salt=secrets.token_hex(SALT_BYTES),
        made_at=now,
        made_by=who,
        ended_at=None,
        ended_by="",
    )
    session.add(row)
    session.flush()
    _remember(session, row, "webhook added", who, now)
    return _hook(row)


def list_hooks(session: Session, boards: Collection[str] | None = None) -> tuple[Hook, ...]:
    """All living webhooks, the latest first; of some boards where they are named."""
    query = select(HookRow).where(HookRow.ended_at.is_(None)).order_by(HookRow.id.desc())
    rows = session.scalars(query if boards is None else query.where(HookRow.board.in_(sorted(boards))))
    unwanted = {each.address: each.why for each in outbox.suspensions(session)}
    return tuple(replace(each, unwanted=unwanted.get(each.address, "")) for each in map(_hook, rows))


def end_hook(session: Session, number: int, *, who: str, now: datetime) -> Hook:
    """Tell a program nothing more, and call off what waits for it. Raises NotInRegister for an unknown number."""
    row = _row(session, number)
    hook = _hook(row)
    if row.ended_at is None:
        row.ended_at, row.ended_by = now, who
        _remember(session, row, "webhook ended", who, now)
        for message in _waiting(session, hook):
            outbox.cancel(session, message, why="Called off: the webhook was ended", now=now)
    return hook


def resume_hook(session: Session, number: int, *, who: str, now: datetime) -> Hook:
    """Tell a program again that said that it was gone. Raises NotInRegister for an unknown number."""
    row = _row(session, number)
    hook = _hook(row)
    if outbox.lift(session, hook.address, now=now):
        _remember(session, row, "webhook resumed", who, now)
    return hook


def hook_secret(home_secret: bytes, hook: Hook) -> bytes:
    """What we share with the program, the same each time: from the home's key, so that no table gives it to anybody."""
    return hmac.new(home_secret, f"chaser webhook {hook.salt}".encode(), hashlib.sha256).digest()


def secret_in_words(secret: bytes) -> str:
    """A secret as Standard Webhooks writes it down."""
    return f"whsec_{b64encode(secret).decode()}"


def _waiting(session: Session, hook: Hook) -> list[str]:
    theirs = (MessageRow.kind == Kind.WEBHOOK, MessageRow.recipient == hook.address)
    return list(session.scalars(select(MessageRow.id).where(*theirs, MessageRow.state.in_(sorted(NOT_GONE)))))


def _row(session: Session, number: int) -> HookRow:
    row = session.get(HookRow, number, with_for_update=True)
    if row is None:
        raise NotInRegister(thing=f"webhook {number}", place="the register", cure="list them with chaser webhook list")
    return row


def _remember(session: Session, row: HookRow, what: str, who: str, now: datetime) -> None:
    """The address stays out of the history: it may hold a secret."""
    hook = _hook(row)
    after = {"webhook": row.id, "name": row.name, "board": row.board, "host": hook.host, "events": list(hook.events)}
    history.write(session, at=now, who=who, road="desk", plan=row.plan, what=what, after=after)


def _hook(row: HookRow) -> Hook:
    return Hook(
        number=row.id,
        name=row.name,
        board=row.board,
        plan=row.plan,
        url=row.url,
        events=tuple(EventKind(each) for each in row.events),
        salt=row.salt,
        made_at=row.made_at,
        made_by=row.made_by,
        ended_at=row.ended_at,
    )
