"""The register and what was told, brought together as the rules see them on a day; nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from notifications.outbox import LiveNotice, told
from notifications.outbox.closed_roads import Suspension, suspensions
from scheduler.plans.commitments import Commitment, PlanRecord
from scheduler.plans.people import Person
from scheduler.register.snapshot import load_snapshot
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.scene import Scene
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.running_out import as_it_stands
from scheduler.rules.told import NoticeKey, Told, ToldNotice


def look(session: Session, orders: StandingOrders, today: date, *, leads_on: date | None = None) -> Scene:
    """Everything that a round on `today`, a local day, decides from.

    With `leads_on` roles are led by who holds them on that day; without it by whom the last round found.
    Digests of earlier days that have not gone do not count as told: today's digest replaces them (delivery.md 7).
    """
    snapshot = load_snapshot(session, orders.boards, leads_on=leads_on)
    people = _with_suspensions({**orders.officers, **snapshot.people}, suspensions(session), orders)
    notices = tuple(_told(notice, orders) for notice in told(session, on=today))
    commitments = tuple(_as_it_stands(each, snapshot.plans, orders, today) for each in snapshot.commitments)
    return Scene(
        snapshot=replace(
            snapshot,
            commitments=commitments,
            people=people,
            board_series=orders.board_series,
            series=orders.series,
        ),
        told=Told(notices),
        orders=orders,
        today=today,
    )


def _as_it_stands(
    commitment: Commitment, plans: Mapping[str, PlanRecord], orders: StandingOrders, today: date
) -> Commitment:
    calendar = orders.policy.working_days(plans[commitment.plan].board)
    return as_it_stands(commitment, orders.policy, calendar, today)


def _with_suspensions(
    people: Mapping[str, Person], refused: Iterable[Suspension], orders: StandingOrders
) -> dict[str, Person]:
    known = [each for each in refused if each.address in people]
    suspended = {
        each.address: replace(people[each.address], suspended=each.why, suspended_on=orders.local_day(each.since))
        for each in known
    }
    return {**people, **suspended}


def _told(notice: LiveNotice, orders: StandingOrders) -> ToldNotice:
    key = NoticeKey(
        commitment=notice.commitment,
        target=notice.target,
        kind=NoticeKind(notice.kind),
        slot=notice.slot,
        person=notice.person,
    )
    return ToldNotice(key=key, accepted_on=orders.local_day(notice.accepted_at) if notice.accepted_at else None)
