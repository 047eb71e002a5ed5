"""The register and what was told, brought together as the rules see them on a day; nothing is written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from notifications.outbox import LiveNotice, told
from notifications.outbox.closed_roads import Suspension, suspensions
from scheduler.plans.commitments import Commitment, PlanRecord, Snapshot
from scheduler.plans.people import Person
from scheduler.register.leads import Meanings
from scheduler.register.portions import plans_elsewhere
from scheduler.register.snapshot import load_frame, load_promised, load_snapshot
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.scene import Scene
from scheduler.rules.chair_days import monday_of
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.running_out import as_it_stands
from scheduler.rules.told import NoticeKey, Told, ToldNotice

OF_NO_PROMISE = frozenset(
    {
        NoticeKind.FIRST_LOOK,
        NoticeKind.HELD,
        NoticeKind.STAND_IN,
        NoticeKind.LEFT_ALONE,
        NoticeKind.EXCEPTION_NOTE,
        NoticeKind.SUMMARY,
        NoticeKind.RENEWAL,
    }
)
OF_THE_CHAIR = frozenset({NoticeKind.CHAIR, NoticeKind.LOOK})


def look(session: Session, orders: StandingOrders, today: date, *, leads_on: date | None = None) -> Scene:
    """Everything that a round on `today`, a local day, decides from.

    With `leads_on` roles are led by who holds them on that day; without it by whom the last round found.
    Digests of earlier days that have not gone do not count as told: today's digest replaces them (delivery.md 7).
    """
    snapshot = load_snapshot(session, orders.boards, leads_on=leads_on)
    return _scene(session, snapshot, told(session, on=today), orders, today)


def look_around(session: Session, orders: StandingOrders, today: date) -> Scene:
    """The same without what is promised: plans, people, meetings, and what was told of these and to chairs this week.

    Actions from another plan are known by their plan.
    """
    snapshot = replace(load_frame(session, orders.boards), elsewhere=plans_elsewhere(session))
    of_week = told(session, on=today, kinds=OF_THE_CHAIR, since=monday_of(today))
    return _scene(session, snapshot, (*told(session, on=today, kinds=OF_NO_PROMISE), *of_week), orders, today)


def look_at(session: Session, around: Scene, actions: Sequence[str], *, up_to: int) -> Scene:
    """What is around, and what some actions promise, by their keys; told counts to the notice of a number."""
    return with_told(session, around, promised_by(session, around, actions), up_to=up_to)


def promised_by(
    session: Session, around: Scene, actions: Sequence[str], *, leads: Meanings | None = None
) -> tuple[Commitment, ...]:
    """What some actions promise, by their keys, as it stands on the day; `leads` as for load_promised."""
    return _as_they_stand(load_promised(session, around.snapshot, actions, leads=leads), around)


def with_told(
    session: Session, around: Scene, commitments: Iterable[Commitment], *, up_to: int, chair: bool = False
) -> Scene:
    """What is around, some promises, and what was told of them; with `chair` also every mail that went to a chair."""
    promised = tuple(commitments)
    answers = {f"answer:{answer.number}" for each in promised for answer in each.answered.answers}
    of_them = told_of(session, around, {each.key for each in promised} | answers, up_to=up_to)
    of_chair = told(session, on=around.today, kinds={NoticeKind.CHAIR}, up_to=up_to) if chair else ()
    notices = (*around.told.notices, *of_them, *(_told(notice, around.orders) for notice in of_chair))
    once = {notice.key: notice for notice in notices}
    return replace(around, snapshot=replace(around.snapshot, commitments=promised), told=Told(tuple(once.values())))


def told_of(
    session: Session, around: Scene, keys: Collection[str], *, up_to: int | None = None
) -> tuple[ToldNotice, ...]:
    """What was told of some keys, to the notice of a number."""
    notices = told(session, on=around.today, commitments=keys, up_to=up_to)
    return tuple(_told(each, around.orders) for each in notices)


def _scene(
    session: Session, snapshot: Snapshot, notices: Iterable[LiveNotice], orders: StandingOrders, today: date
) -> Scene:
    people = _with_suspensions({**orders.officers, **snapshot.people}, suspensions(session), orders)
    whole = replace(snapshot, people=people, board_series=orders.board_series, series=orders.series)
    scene = Scene(snapshot=whole, told=Told(tuple(_told(each, orders) for each in notices)), orders=orders, today=today)
    return replace(scene, snapshot=replace(whole, commitments=_as_they_stand(snapshot.commitments, scene)))


def _as_they_stand(commitments: Iterable[Commitment], scene: Scene) -> tuple[Commitment, ...]:
    plans, orders, today = scene.snapshot.plans, scene.orders, scene.today
    return tuple(
        [_as_it_stands(each, plans, orders, today) if each.answered.runs_out else each for each in commitments]
    )


def _as_it_stands(
    commitment: Commitment, plans: Mapping[str, PlanRecord], orders: StandingOrders, today: date
) -> Commitment:
    calendar = orders.policy.working_days(plans[commitment.plan].board)
    return as_it_stands(commitment, orders.policy, calendar, today)


def _with_suspensions(
    people: Mapping[str, Person], refused: Iterable[Suspension], orders: StandingOrders
) -> dict[str, Person]:
    """People with why nothing is mailed to them: it is where their mail goes now that counts."""
    reached = {person.address: key for key, person in people.items()}
    suspended = {
        key: replace(people[key], suspended=each.why, suspended_on=orders.local_day(each.since))
        for each in refused
        if (key := reached.get(each.address))
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
