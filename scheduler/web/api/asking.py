"""Who asks: the key that a program brings, and all that it may read. What is not its own is not there at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, NoReturn

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from scheduler.plans.commitments import Commitment, PlanRecord
from scheduler.register.api_keys import ApiKey, key_of, note_use
from scheduler.rounds.scene import Scene
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.limits import client_of
from scheduler.web.naming import SOMEBODY, role_of

NO_KEY = "Send a key of this Chaser: Authorization: Bearer chaser_… – the co-ordinator makes them at the desk."
TOO_OFTEN = "Too many wrong keys came from where you are. Wait ten minutes, then try again with the right one."
NO_PLAN = "This key reads no open plan of that name."
NO_ACTION = "The plan has no such action or milestone today."
NO_NAMES = "This key does not read names, which the ledger is full of. Ask the co-ordinator for one that does."
WAIT_SECONDS = "600"
ADDRESS = re.compile(r"[^\s@“”\"'()<>,;:]+@[^\s@“”\"'()<>,;:]+")
bearer = HTTPBearer(auto_error=False, description="A key that a co-ordinator made at the desk, for one board.")


def key_of_request(
    request: Request, desk: TheDesk, brought: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> ApiKey:
    """The key that came. Raises 401 for none and for a wrong one, 429 for too many of them; a right one always does."""
    with desk.reading() as session:
        key = key_of(session, brought.credentials) if brought else None
    if key is None:
        _refuse(request, desk, is_wrong=brought is not None)
    if key.used_on != desk.today:
        with desk.sessions.begin() as session:
            note_use(session, key.number, desk.today)
    return key


TheKey = Annotated[ApiKey, Depends(key_of_request)]


def _refuse(request: Request, desk: Desk, *, is_wrong: bool) -> NoReturn:
    if is_wrong and not desk.limits.misses.take(client_of(request), desk.now()):
        raise HTTPException(429, TOO_OFTEN, headers={"Retry-After": WAIT_SECONDS})
    challenge = 'Bearer realm="chaser", error="invalid_token"' if is_wrong else 'Bearer realm="chaser"'
    raise HTTPException(401, NO_KEY, headers={"WWW-Authenticate": challenge})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A key, and the register as it stands today: only `plans` are the key's to read."""

    key: ApiKey
    scene: Scene
    plans: Mapping[str, PlanRecord]

    def plan(self, slug: str) -> PlanRecord:
        """An open plan that the key reads. Raises 404 for any other, there or not."""
        if slug not in self.plans:
            raise HTTPException(404, NO_PLAN)
        return self.plans[slug]

    def commitment(self, slug: str, ref: str) -> Commitment:
        """An action or milestone of such a plan. Raises 404."""
        self.plan(slug)
        for each in self.scene.snapshot.commitments:
            if each.plan == slug and each.ref == ref:
                return each
        raise HTTPException(404, NO_ACTION)

    def called(self, address: str) -> str:
        """What somebody is called: by name with a key that reads names, else by role and agency; never by address."""
        person = self.scene.snapshot.people.get(address)
        if person is None:
            return SOMEBODY if "@" in address else address
        by_name = self.key.with_names and "@" not in person.name
        return person.name if by_name else role_of(person, self.scene.today)

    def without_addresses(self, words: str) -> str:
        """Words in which each address is who it belongs to."""
        return ADDRESS.sub(lambda found: self.called(found[0].rstrip(".").lower()), words) if "@" in words else words


def asked_by(key: ApiKey, session: Session, desk: Desk) -> Asked:
    """What a key reads today: the open plans of its board, or the one that it was made for."""
    scene = desk.looks.scene(session, desk.orders, desk.today)
    ours = {
        slug: plan for slug, plan in scene.snapshot.plans.items() if plan.board == key.board and key.plan in {"", slug}
    }
    return Asked(key=key, scene=scene, plans=ours)
