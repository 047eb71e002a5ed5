"""Four hundred days of any world: nobody is told twice, nothing late is forgotten, and the chair hears last."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from hypothesis import given

from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.decide import decide
from scheduler.rules.decisions import Decisions, Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Recipient, lead_recipients, manager_recipients
from scheduler.rules.told import NoticeKey, target_key
from tests.builders import SAM
from tests.examples import tried
from tests.scheduler.rules.bounds import ChairsPatience
from tests.scheduler.rules.happening import happens
from tests.scheduler.rules.model_house import ModelHouse, ModelMail
from tests.scheduler.rules.worlds import (
    DAYS,
    World,
    worlds,
)

T = TypeVar("T")
AS_LATE = ("working days since", "still late; a decision is waiting")
RAISED = "it is to be raised at"
WAITS = "it is waiting, past its target date"


@tried(0.2)  # each is 400 days of two boards
@given(worlds())
def test_four_hundred_days_of_any_world(world: World) -> None:
    house, patience = ModelHouse(world.register, world.policy, world.fates), ChairsPatience()
    for number in range(DAYS):
        today = world.start + timedelta(days=number)
        if today in world.down:
            patience.outage()
        else:
            decided = house.round(today)
            _hold(house, decided, today)
            patience.morning(house, today)
            assert not decided.notices or _of_another_round(house, today) == []
            stands = house.deliver(today)
            assert not decided.notices or not stands or _of_another_round(house, today) == []
        for event in world.events:
            if event.day == number:
                happens(event, house, today)
    _no_rung_went_twice(house)


def _hold(house: ModelHouse, decided: Decisions, today: date) -> None:
    """Everything that must be true of one round, after its mails were written and before they go."""
    for notice in decided.notices:
        assert house.policy.working_days(notice.board).is_working(today)
        _goes_to_somebody_who_can_be_mailed(house, notice, today)
        if notice.key.kind is NoticeKind.CHAIR:
            _is_ripe_for_the_chair(house, notice, today)
    _nothing_is_told_twice(house, decided)
    for commitment in house.seen(today).commitments:
        if _is_late(commitment, house, today):
            _is_heard_of_this_week(house, commitment, today)
    if today.day == 10:
        assert decide(_shuffled(house.seen(today)), house.told_before, house.policy, today) == decided


def _goes_to_somebody_who_can_be_mailed(house: ModelHouse, notice: Notice, today: date) -> None:
    person = house.register.people[notice.key.person]
    assert not person.suspended
    assert person.left_on is None or today < person.left_on
    if house.register.plans.get(notice.plan) and house.register.plans[notice.plan].released_on is None:
        assert person.email == SAM


def _is_ripe_for_the_chair(house: ModelHouse, notice: Notice, today: date) -> None:
    """What is late was told to whoever leads it and to a manager; the co-ordinator saw it; nobody noted it."""
    commitment = _named(house, notice.key.commitment, today)
    is_late, waits = any(each in notice.reason for each in AS_LATE), WAITS in notice.reason
    leads, managers = _before_the_chair(commitment, house, today)
    if is_late or waits:
        assert all(_accepted_before(house, commitment, NoticeKind.LATE, lead, today) for lead in leads)
    if is_late and managers:
        assert any(_accepted_before(house, commitment, NoticeKind.MANAGER, None, today) for _ in managers)
    looks = house.about.get((notice.key.commitment, notice.key.target, NoticeKind.LOOK), [])
    assert looks, "the co-ordinator sees it first, or on the same morning after an outage"
    noted, is_in_its_note = commitment.answered.noted, RAISED in notice.reason
    assert is_in_its_note or not (noted and noted.ends_on and today < noted.ends_on)


def _before_the_chair(commitment: Commitment, house: ModelHouse, today: date) -> tuple[list[str], list[str]]:
    register = house.seen(today)
    leads = [to.person for to in lead_recipients(commitment, register, today)]
    return leads, [to.person for to in manager_recipients(commitment, register, today)]


def _accepted_before(
    house: ModelHouse, commitment: Commitment, kind: NoticeKind, person: str | None, today: date
) -> bool:
    return any(
        mail.accepted_on is not None and mail.accepted_on < today and person in {None, notice.key.person}
        for mail, notice in _told_of(house, commitment, kind)
    )


def _told_of(house: ModelHouse, commitment: Commitment, kind: NoticeKind) -> list[tuple[ModelMail, Notice]]:
    """The mails about the present target date of a commitment that count, with what they tell of it."""
    written = house.about.get((commitment.key, target_key(commitment.target), kind), [])
    return [(mail, notice) for mail, notice in written if not mail.given_back]


def _named(house: ModelHouse, key: str, today: date) -> Commitment:
    return next(each for each in house.seen(today).commitments if each.key == key)


def _nothing_is_told_twice(house: ModelHouse, decided: Decisions) -> None:
    keys = [notice.key for notice in decided.notices]
    assert len(set(keys)) == len(keys)
    assert not [key for key in keys if key in house.told_before]


def _no_rung_went_twice(house: ModelHouse) -> None:
    """However the calendar and the rungs changed: each reminder once, what is late once a week, a manager once."""
    went = [_rung(notice, mail.day) for mail in house.mails if not mail.given_back for notice in mail.notices]
    assert [each for each, times in Counter(went).items() if times > 1] == []
    to_heads = {(n.board, mail.person, mail.day) for mail in house.mails for n in mail.notices if _is_to_chair(n, mail)}
    weeks = Counter((board, person, _monday(day)) for board, person, day in to_heads)
    assert [each for each, times in weeks.items() if times > 1] == []


def _is_to_chair(notice: Notice, mail: ModelMail) -> bool:
    return notice.key.kind is NoticeKind.CHAIR and not mail.given_back


def _rung(notice: Notice, day: date) -> tuple[NoticeKey, str]:
    """What must not be told a second time: the rung as people would name it, whatever day was planned for it."""
    key = replace(notice.key, slot=date.min)
    match notice.key.kind:
        case NoticeKind.REMINDER:
            return key, notice.reason.partition(";")[0].partition(",")[0]
        case NoticeKind.LATE | NoticeKind.CHAIR | NoticeKind.STAND_IN | NoticeKind.HELD:
            return key, f"the week of {_monday(day)}"
        case NoticeKind.MANAGER:
            return key, "once"
    return notice.key, ""


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_late(commitment: Commitment, house: ModelHouse, today: date) -> bool:
    """Past its due day by a working day at least, today being one, and to be chased."""
    calendar = house.policy.working_days(house.register.plans[commitment.plan].board)
    target, plan = commitment.target, house.register.plans[commitment.plan]
    if target is None or commitment.is_over or (target.is_start and target.question) or plan.released_on is None:
        return False
    return target.due_on < today and calendar.is_working(today)


def _is_heard_of_this_week(house: ModelHouse, commitment: Commitment, today: date) -> None:
    """Whoever is to hear of something late has a mail about it that was written this week, or has just reported."""
    monday = _monday(today)
    for to in lead_recipients(commitment, house.seen(today), today):
        told = [(mail, n) for mail, n in _told_of(house, commitment, NoticeKind.LATE) if n.key.person == to.person]
        if not _rests(commitment, to, today, heard=bool(told)):
            assert [mail.day for mail, _ in told if mail.day >= monday], (commitment, to, today)


def _rests(commitment: Commitment, to: Recipient, today: date, *, heard: bool) -> bool:
    """Somebody who has heard that it is late rests for 14 days after they, or one of their group, reported."""
    theirs = [who for who in commitment.leads if who == to.person or _of_one_group(who, to.person, commitment)]
    said = [commitment.answered.reported[who] for who in {to.person, *theirs} if who in commitment.answered.reported]
    return heard and any(today < day + timedelta(days=14) for day in said)


def _of_one_group(one: str, other: str, commitment: Commitment) -> bool:
    return one in commitment.of_group and commitment.of_group.get(one) == commitment.of_group.get(other)


def _of_another_round(house: ModelHouse, today: date) -> list[Notice]:
    return list(decide(house.seen(today), house.told(today), house.policy, today).notices)


def _shuffled(register: Snapshot) -> Snapshot:
    random = Random(7)
    commitments, meetings = list(register.commitments), list(register.meetings)
    random.shuffle(commitments)
    random.shuffle(meetings)
    return replace(
        register,
        commitments=tuple(commitments),
        meetings=tuple(meetings),
        plans=_turned(register.plans),
        people=_turned(register.people),
        boards=_turned(register.boards),
    )


def _turned(mapping: Mapping[str, T]) -> dict[str, T]:
    return dict(reversed(list(mapping.items())))
