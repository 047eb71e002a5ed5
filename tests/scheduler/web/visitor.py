"""A browser for tests: one request at a time, straight into the application, seeing exactly what it sends."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import anyio
import httpx
from fastapi import FastAPI


@dataclass(frozen=True)
class Visitor:
    """Asks an application from this computer, or under another Host; a fault of the application is an answer of 500.

    `cookie` is "name=value" of a session, empty for a stranger.
    """

    app: FastAPI
    cookie: str = ""

    def get(self, path: str, **words: Any) -> httpx.Response:
        """GET a path."""
        return self.ask("GET", path, **words)

    def ask(self, method: str, path: str, **words: Any) -> httpx.Response:
        """Any request; redirects are not followed."""
        return anyio.run(partial(self._ask, method, path, **words))

    async def _ask(self, method: str, path: str, **words: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        cookies = dict([self.cookie.split("=", 1)]) if self.cookie else {}
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8024", cookies=cookies) as client:
            return await client.request(method, path, **words)
