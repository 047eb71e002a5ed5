"""Keys with which other programs read: made, listed, revoked and known again. What a key may read is the pages' to ask.

A key is "chaser_7_" and a secret of 256 random bits; only the secret's hash is kept.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scheduler.register import history
from scheduler.register.connection_tables import ApiKeyRow
from scheduler.register.lookups import NotInRegister

SECRET_BYTES = 32
NOBODYS = hashlib.sha256(b"").hexdigest()  # compared with where there is no such key: both take as long
_KEY = re.compile(r"chaser_(?P<number>[1-9][0-9]{0,8})_(?P<secret>[A-Za-z0-9_-]{43})")


@dataclass(frozen=True, kw_only=True)
class ApiKey:
    """A key: what it reads, who made it, and when it was used last. `plan` is empty for all plans of the board."""

    number: int
    name: str
    board: str
    plan: str
    with_names: bool
    made_at: datetime
    made_by: str
    used_on: date | None
    revoked_at: datetime | None
    revoked_by: str


def make_key(
    session: Session, *, name: str, board: str, plan: str = "", with_names: bool = False, who: str, now: datetime
) -> tuple[ApiKey, str]:
    """Make a key for a board's plans, or one of them; gives the key itself too, which nobody can tell again."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = ApiKeyRow(
        name=name,
        board=board,
        plan=plan,
        with_names=with_names,
        secret_sha256=_hash(secret),
        made_at=now,
        made_by=who,
        used_on=None,
        revoked_at=None,
        revoked_by="",
    )
    session.add(row)
    session.flush()
    after = {"key": row.id, "name": name, "board": board, "with names": with_names}
    history.write(session, at=now, who=who, road="desk", plan=plan, what="key made", after=after)
    return _key(row), f"chaser_{row.id}_{secret}"


def list_keys(session: Session, boards: Collection[str] | None = None) -> tuple[ApiKey, ...]:
    """All keys, revoked ones too, the latest first; of some boards where they are named."""
    query = select(ApiKeyRow).order_by(ApiKeyRow.id.desc())
    rows = session.scalars(query if boards is None else query.where(ApiKeyRow.board.in_(sorted(boards))))
    return tuple(_key(row) for row in rows)


def revoke_key(session: Session, number: int, *, who: str, now: datetime) -> ApiKey:
    """End a key at `now`; one that is revoked already stays as it was. Raises NotInRegister for an unknown number."""
    row = session.get(ApiKeyRow, number, with_for_update=True)
    if row is None:
        raise NotInRegister(thing=f"key {number}", place="the register", cure="list them with chaser key list")
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = now, who
        after = {"key": number, "name": row.name, "board": row.board}
        history.write(session, at=now, who=who, road="desk", plan=row.plan, what="key revoked", after=after)
    return _key(row)


def key_of(session: Session, bearer: str) -> ApiKey | None:
    """The living key that somebody brought; None for one that is none of ours, or was revoked."""
    found = _KEY.fullmatch(bearer)
    row = session.get(ApiKeyRow, int(found["number"])) if found else None
    is_right = hmac.compare_digest(_hash(found["secret"] if found else ""), row.secret_sha256 if row else NOBODYS)
    return _key(row) if row and is_right and row.revoked_at is None else None


def note_use(session: Session, number: int, on: date) -> None:
    """Keep the local day on which a key was used last."""
    session.execute(update(ApiKeyRow).where(ApiKeyRow.id == number).values(used_on=on))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        number=row.id,
        name=row.name,
        board=row.board,
        plan=row.plan,
        with_names=row.with_names,
        made_at=row.made_at,
        made_by=row.made_by,
        used_on=row.used_on,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by,
    )
