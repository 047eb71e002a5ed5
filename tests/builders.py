"""Small makers of words for tests: a plan that is released, a board with a chair, people at example.org."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, PlanRecord, Snapshot
from scheduler.plans.people import Person
from scheduler.plans.target_dates import Precision, TargetDate
from scheduler.rules.decide import decide
from scheduler.rules.decisions import Decisions
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told, ToldNotice

NINA = "nina@example.org"
OMAR = "omar@example.org"
MANAGER = "mary@example.org"
CHAIR = "chair@example.org"
VICE = "vice@example.org"
SAM = "sam@example.org"
COG = Board(slug="cog", name="Chief Officer Group", co_ordinator=SAM, chair=CHAIR, vice_chair=VICE)
PLAN = PlanRecord(
    slug="plan",
    title="Improvement plan",
    board="cog",
    as_of=date(2024, 9, 2),
    recorded_on=date(2024, 9, 2),
    released_on=date(2024, 9, 2),
)


def people(*changed: Person) -> dict[str, Person]:
    """Nina and Omar lead, Mary manages Nina, Robin chairs, Val is vice-chair, Sam co-ordinates."""
    everybody = [
        Person(email=NINA, name="Nina Marsh", initials="NM", manager=MANAGER),
        Person(email=OMAR, name="Omar Reid", initials="OR"),
        Person(email=MANAGER, name="Mary Lane"),
        Person(email=CHAIR, name="Robin Hale"),
        Person(email=VICE, name="Val Ames"),
        Person(email=SAM, name="Sam Ode"),
    ]
    return {p.email: p for p in [*everybody, *changed]}


def on_day(due: date) -> TargetDate:
    """A target date that names its day."""
    return TargetDate(begins_on=due, due_on=due, precision=Precision.DAY, words=f"{due:%d/%m/%Y}", rule="day")


def in_month(due: date) -> TargetDate:
    """A target date that names a month, by its last day."""
    begins = due.replace(day=1)
    return TargetDate(begins_on=begins, due_on=due, precision=Precision.MONTH, words=f"{due:%b %Y}", rule="month")


def commitment(target: TargetDate | None, *, ref: str = "1.1", **words: Any) -> Commitment:
    """An action of PLAN that Nina leads."""
    return replace(
        Commitment(
            key=f"plan/{ref}",
            plan="plan",
            ref=ref,
            title=f"Action {ref}",
            target=target,
            leads=(NINA,),
            recorded_on=date(2024, 9, 2),
        ),
        **words,
    )


def snapshot(*commitments: Commitment, board: Board = COG, plan: PlanRecord = PLAN, **words: Any) -> Snapshot:
    """A register with one plan and its board."""
    return replace(
        Snapshot(plans={"plan": plan}, commitments=commitments, people=people(), boards={board.slug: board}), **words
    )


def days(start: date, end: date) -> Iterable[date]:
    """Every day from start to end, both included."""
    return (start + timedelta(days=n) for n in range((end - start).days + 1))


def live(
    register: Snapshot, start: date, end: date, *, policy: Policy | None = None, down: frozenset[date] = frozenset()
) -> dict[date, Decisions]:
    """Morning after morning: each day decides against all that was told before, every mail accepted at once."""
    told: tuple[ToldNotice, ...] = ()
    lived: dict[date, Decisions] = {}
    for day in days(start, end):
        if day in down:
            continue
        lived[day] = decide(register, Told(told), policy or Policy(), day)
        told += tuple(ToldNotice(key=notice.key, accepted_on=day) for notice in lived[day].notices)
    return lived
