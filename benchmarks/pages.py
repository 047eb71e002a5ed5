"""How long the pages take on the server, and how large they are, for a plan of 500 actions; against the limits set."""

import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import anyio
import httpx
from fastapi import FastAPI
from sqlalchemy import update
from sqlalchemy.orm import Session

from benchmarks.mail_house import house_with
from notifications.tables import MessageRow, State
from scheduler.assembly import House
from scheduler.links import SESSION, AnswerPass, answer_path, sign, sign_answer
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.target_dates import Precision, TargetDate
from scheduler.register.sign_ins import make_link, sign_in
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.morning import hold_morning
from scheduler.rules.answers import Refused
from scheduler.web.app import create_app
from scheduler.web.desk import Desk
from scheduler.web.readers import cookie_name

PEOPLE = 100  # who lead five actions each
NOW = datetime(2025, 3, 17, 9, 30, tzinfo=UTC)  # a Monday: everything is late
ROUNDS = 7
NUMBERS = cycle(range(PEOPLE))  # who answers next
WAITING = 50  # requests for a new date
MOST_MS, MOST_KB = 100.0, 150.0
SAM, LEAD, CHAIR = "sam@example.org", "person0@example.org", "chair@example.org"
REPORT = Path(__file__).with_name("pages.md")
HEAD = """# How fast the pages are

`python -m benchmarks.pages --write`: each page for one plan of 500 actions, all of them late, led by 100 people, with
{waiting} requests for a new date. In the first rows the leads were told this morning and nothing waits for the chair
yet; in the last rows they were told two weeks ago, so that all 500 wait for the chair. Asked {rounds}
times straight from the application on {cores} cores. The time is processor time of the whole process, the
median. "After a change" is asked each time after a lead said how their action stands. The limits are 100 ms of server
time and 150 KB. How fast the machine was just then: an empty loop of three million rounds took {loop:.0f} ms.

| page | ms | of the limit | ms after a change | KB | of the limit |
| --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A page: milliseconds as it is, and after something was written; KB."""

    ms: float
    changed_ms: float
    kb: float


def paths(house: House) -> dict[str, str]:
    """The pages measured, by what they are called."""
    token = sign_answer(house.secret, AnswerPass(person=LEAD, plan="plan-1", issued_at=NOW))
    return {
        "all plans": "/",
        "a plan": "/plans/plan-1",
        "a plan, filtered": "/plans/plan-1?standing=Overdue&page=2",
        "an action": "/plans/plan-1/0.1",
        "the chair's page": "/boards/cog",
        "the desk": "/desk",
        "tomorrow's post": "/desk/post",
        "printed leads": "/desk/leads",
        "people": "/desk/people",
        "a form": "/say/plan-1/progress?ref=0.1",
        "an answer link": answer_path(token, "0.1"),
    }


def of_the_chair(house: House) -> dict[str, str]:
    """The pages that hold what waits for the chair."""
    token = sign_answer(house.secret, AnswerPass(person=CHAIR, plan="plan-1", issued_at=NOW))
    return {
        "the chair's page, 500 decisions": "/boards/cog",
        "all of them, a page": "/boards/cog?list=waiting%3A&page=2",
        "the chair's answer link": answer_path(token, "0.1"),
        "a plan, all with the chair": "/plans/plan-1",
        "the post, all with the chair": "/desk/post",
    }


def measured(house: House, pages: Callable[[House], dict[str, str]]) -> dict[str, Measured]:
    """By page; `house` has heard and told what it is to have heard and told."""
    desk = Desk(
        sessions=house.sessions,
        orders=house.orders,
        now=lambda: NOW,
        health=lambda: house.health(NOW),
        secret=house.secret,
    )
    with house.sessions.begin() as session:
        token = make_link(session, SAM, road="server", now=NOW)
        secret = sign_in(session, token, today=desk.today, now=NOW)
    app, cookie = create_app(desk), {cookie_name(desk): sign(house.secret, SESSION, secret)}
    return {name: anyio.run(_asked(app, house, cookie, path)) for name, path in pages(house).items()}


def told_today(house: House) -> None:
    """This morning's round told the leads; fifty of them asked for more time since."""
    with house.sessions.begin() as session:
        hold_morning(session, house.orders, now=NOW - timedelta(hours=1))
        for number in range(WAITING):
            _ask_for_more_time(session, house, number, at=NOW - timedelta(minutes=9))


def told_two_weeks_ago(house: House) -> None:
    """The leads heard two weeks ago, and fifty of them asked on the day: the chair's matters by now, all 500."""
    heard_at = NOW - timedelta(days=14)
    with house.sessions.begin() as session:
        hold_morning(session, house.orders, now=heard_at)
        session.execute(update(MessageRow).values(state=State.ACCEPTED, accepted_at=heard_at))
        for number in range(WAITING):
            _ask_for_more_time(session, house, number, at=heard_at + timedelta(hours=1))
        hold_morning(session, house.orders, now=NOW - timedelta(hours=1))


def _ask_for_more_time(session: Session, house: House, number: int, *, at: datetime) -> None:
    """The lead of every tenth action asks for a date after the next meeting but one."""
    asked = (NOW + timedelta(days=120)).date()
    said = Said(
        who=f"person{number * 2}@example.org",
        kind=AnswerKind.NEW_DATE,
        road=Road.WEB,
        words="The audit is late.",
        target=TargetDate(
            begins_on=asked, due_on=asked, precision=Precision.DAY, words=f"{asked:%d %B %Y}", rule="day"
        ),
    )
    taken = take_answer(session, house.orders, "plan-1", f"{number}.0", said, at=at, now=at)
    if isinstance(taken, Refused):
        raise SystemExit(f"{number}.0: {taken}")


def _answer(house: House, number: int) -> None:
    """Somebody says how their action stands: a real change, of one action at a time."""
    said = Said(who=f"person{number}@example.org", kind=AnswerKind.PROGRESS, road=Road.WEB, words="The draft is out.")
    with house.sessions.begin() as session:
        ref = f"{number * 5 // 10}.{number * 5 % 10}"
        taken = take_answer(session, house.orders, "plan-1", ref, said, at=NOW, now=NOW)
    if isinstance(taken, Refused):
        raise SystemExit(f"{number}: {taken}")


def _asked(app: FastAPI, house: House, cookie: dict[str, str], path: str) -> Callable[[], Awaitable[Measured]]:
    async def ask() -> Measured:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="https://chaser.example.org", cookies=cookie
        ) as client:
            times: dict[bool, list[float]] = {True: [], False: []}
            size = 0
            for number in range(2 * ROUNDS + 1):
                changed = number % 2 == 0
                if changed:
                    _answer(house, next(NUMBERS))
                begun = process_time()
                answer = await client.get(path)
                times[changed].append((process_time() - begun) * 1000)
                answer.raise_for_status()
                size = len(answer.content)
            return Measured(ms=median(times[False]), changed_ms=median(times[True][1:]), kb=size / 1024)

    return ask


def empty_loop() -> float:
    """Processor milliseconds of three million rounds of nothing: a measure of the machine."""
    begun = process_time()
    for _ in range(3_000_000):
        pass
    return (process_time() - begun) * 1000


def main() -> None:
    """Print the table; with --write keep it beside this file."""
    found: dict[str, Measured] = {}
    loops = [empty_loop()]
    for happens, pages in ((told_today, paths), (told_two_weeks_ago, of_the_chair)):
        with TemporaryDirectory() as folder:
            house = house_with(PEOPLE, Path(folder), port=25, cells=["Feb 2025"])
            happens(house)
            found |= measured(house, pages)
            house.engine.dispose()
    loops.append(empty_loop())
    rows = [
        f"| {name} | {each.ms:.0f} | {each.ms / MOST_MS:.2f} | {each.changed_ms:.0f} | {each.kb:.0f} | "
        f"{each.kb / MOST_KB:.2f} |"
        for name, each in found.items()
    ]
    table = (
        HEAD.format(rounds=ROUNDS, waiting=WAITING, cores=os.cpu_count(), loop=sum(loops) / 2) + "\n".join(rows) + "\n"
    )
    print(table)
    if "--write" in sys.argv:
        REPORT.write_text(table, "utf-8")


if __name__ == "__main__":
    main()
