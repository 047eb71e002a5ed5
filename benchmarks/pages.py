"""How long the pages take on the server, and how large they are, for a plan of 500 actions; against the limits set."""

import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import anyio
import httpx
from fastapi import FastAPI

from benchmarks.mail_house import house_with
from scheduler.assembly import House
from scheduler.links import SESSION, AnswerPass, answer_path, sign, sign_answer
from scheduler.register.sign_ins import make_link, sign_in
from scheduler.rounds.morning import hold_morning
from scheduler.web.app import create_app
from scheduler.web.desk import Desk
from scheduler.web.readers import cookie_name

PEOPLE = 100  # who lead five actions each
NOW = datetime(2025, 3, 17, 9, 30, tzinfo=UTC)  # a Monday: everything is late
ROUNDS = 7
MOST_MS, MOST_KB = 100.0, 150.0
SAM, LEAD = "sam@example.org", "person0@example.org"
REPORT = Path(__file__).with_name("pages.md")
HEAD = """# How fast the pages are

`python -m benchmarks.pages --write`: each page for one plan of 500 actions, all of them late, asked {rounds} times
straight from the application on {cores} shared cores; the median. The limits are 100 ms of server time and 150 KB.

| page | ms | of the limit | KB | of the limit |
| --- | --- | --- | --- | --- |
"""


def paths(house: House) -> dict[str, str]:
    """The pages measured, by what they are called."""
    token = sign_answer(house.secret, AnswerPass(person=LEAD, plan="plan-1", issued_at=NOW))
    return {
        "all plans": "/",
        "a plan": "/plans/plan-1",
        "a plan drawn": "/pictures/plan-1",
        "an action": "/plans/plan-1/0.1",
        "the chair's page": "/boards/cog",
        "the desk": "/desk",
        "tomorrow's post": "/desk/post",
        "printed leads": "/desk/leads",
        "people": "/desk/people",
        "a form": "/say/plan-1/progress?ref=0.1",
        "an answer link": answer_path(token, "0.1"),
    }


def measured(house: House) -> dict[str, tuple[float, float]]:
    """By page: milliseconds and KB."""
    desk = Desk(
        sessions=house.sessions,
        orders=house.orders,
        now=lambda: NOW,
        health=lambda: house.health(NOW),
        secret=house.secret,
    )
    with house.sessions.begin() as session:
        hold_morning(session, house.orders, now=NOW - timedelta(hours=1))
        token = make_link(session, SAM, road="server", now=NOW)
        secret = sign_in(session, token, today=desk.today, now=NOW)
    app, cookie = create_app(desk), {cookie_name(desk): sign(house.secret, SESSION, secret)}
    return {name: anyio.run(_asked(app, cookie, path)) for name, path in paths(house).items()}


def _asked(app: FastAPI, cookie: dict[str, str], path: str) -> Callable[[], Awaitable[tuple[float, float]]]:
    async def ask() -> tuple[float, float]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="https://chaser.example.org", cookies=cookie
        ) as client:
            times, size = [], 0
            for _ in range(ROUNDS):
                begun = perf_counter()
                answer = await client.get(path)
                times.append((perf_counter() - begun) * 1000)
                answer.raise_for_status()
                size = len(answer.content)
            return median(times), size / 1024

    return ask


def main() -> None:
    """Print the table; with --write keep it beside this file."""
    with TemporaryDirectory() as folder:
        house = house_with(PEOPLE, Path(folder), port=25)
        found = measured(house)
        house.engine.dispose()
    rows = [
        f"| {name} | {ms:.0f} | {ms / MOST_MS:.2f} | {kb:.0f} | {kb / MOST_KB:.2f} |"
        for name, (ms, kb) in found.items()
    ]
    table = HEAD.format(rounds=ROUNDS, cores=2) + "\n".join(rows) + "\n"
    print(table)
    if "--write" in sys.argv:
        REPORT.write_text(table, "utf-8")


if __name__ == "__main__":
    main()
