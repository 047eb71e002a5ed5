"""Other programs that read a home of the pages' tests: each with a key of its own."""

from dataclasses import dataclass
from typing import Any

import httpx

from scheduler.register.api_keys import make_key, revoke_key
from tests.builders import SAM
from tests.scheduler.web.home import NOW, Home

API = "/api/v1"


@dataclass(frozen=True)
class Program:
    """A program with a key; `number` is the key's."""

    home: Home
    number: int
    key: str

    def get(self, path: str, **headers: str) -> httpx.Response:
        """GET below /api/v1."""
        return self.home.stranger.get(f"{API}{path}", headers={"Authorization": f"Bearer {self.key}", **headers})

    def read(self, path: str) -> Any:
        """What is answered, which must be 200."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def status(self, path: str) -> int:
        """How it is answered."""
        return self.get(path).status_code


def program(home: Home, **words: Any) -> Program:
    """A program with a new key, for all of the board unless a test says otherwise."""
    with home.sessions.begin() as session:
        key, bearer = make_key(session, now=NOW, **{"name": "Power BI", "board": "cog", "who": SAM, **words})
    return Program(home, key.number, bearer)


def revoke(which: Program) -> None:
    """End a program's key."""
    with which.home.sessions.begin() as session:
        revoke_key(session, which.number, who=SAM, now=NOW)
