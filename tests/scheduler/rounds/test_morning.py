"""The morning round on a real register: one transaction, harmless when doubled, late or earlier than the last."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from notifications import outbox
from notifications.tables import State
from notifications.transports.contract import Envelope, Later, Outcome, Phase
from notifications.transports.memory import Memory
from scheduler.plans.plan import Status
from scheduler.register.plans import record, release_plan
from scheduler.rounds.morning import hold_morning
from scheduler.rules.brake import Brake
from scheduler.rules.policy import Policy
from tests.builders import CHAIR, NINA, OMAR, SAM, VICE
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at

JANUARY = date(2025, 1, 31)
MARCH = date(2025, 3, 31)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = TestHouse(tmp_path)
    made.record(a_plan(an_action("1.1", JANUARY, "NM"), an_action("1.2", JANUARY)))
    yield made
    made.sessions.kw["bind"].dispose()


def mailed(house: TestHouse) -> list[tuple[str, str]]:
    """Everything that went, as (address, subject), in order."""
    assert isinstance(house.road, Memory)
    parsed = [message_from_bytes(each.content, policy=policy.default) for each in house.road.accepted]
    return [(str(each["To"].addresses[0].addr_spec), str(each["Subject"])) for each in parsed]


def states(house: TestHouse) -> list[tuple[str, str]]:
    with house.sessions() as session:
        return sorted((each.to_address, each.state.value) for each in outbox.entries(session))


def test_the_first_round_mails_the_co_ordinator_alone(house: TestHouse) -> None:
    report = house.morning("2025-01-24T08:00")

    assert [address for address, _ in mailed(house)] == [SAM]
    assert [(n.ref, n.key.person) for n in report.decisions.waiting_for_release] == [("1.1", NINA), ("1.2", SAM)]


def test_release_lets_the_others_hear(house: TestHouse) -> None:
    house.morning("2025-01-24T08:00")

    released = house.morning("2025-01-24T09:00", release=True)

    assert released.released == ("plan",)
    assert [address for address, _ in mailed(house)] == [SAM, NINA]  # Sam has had today's one mail
    assert [each.person for each in released.waits] == [SAM]


def test_what_waited_for_tomorrow_goes_tomorrow(house: TestHouse) -> None:
    house.morning("2025-01-24T08:00")
    house.morning("2025-01-24T09:00", release=True)

    house.morning("2025-01-27T08:00")

    assert [address for address, _ in mailed(house)] == [SAM, NINA, SAM]


def test_a_round_again_on_the_same_day_changes_nothing_and_mails_nobody(house: TestHouse) -> None:
    house.morning("2025-01-24T08:00", release=True)
    before = states(house)

    again = house.morning("2025-01-24T11:00")

    assert (again.posted, states(house)) == ((), before)


def test_a_round_earlier_than_the_last_one_sends_nothing(house: TestHouse) -> None:
    house.morning("2025-01-24T08:00")

    earlier = house.morning("2025-01-17T08:00", release=True)

    assert earlier.posted == ()
    assert earlier.why_not == (
        "a round was held later than this, on Friday 24 January 2025: nothing is sent back in time"
    )


def test_after_a_gap_of_days_only_the_latest_rung_goes(house: TestHouse) -> None:
    house.morning("2024-12-02T08:00", release=True)

    house.morning("2025-02-12T08:00")

    assert sorted(mailed(house)) == [
        (CHAIR, "1 action needs you as chair: 1 overdue"),  # nobody leads 1.2, and Monday's mail was missed
        (NINA, "1 action needs you: 1 overdue"),
        (SAM, "1 action that nobody leads: 1 overdue"),
        (SAM, "For you: Nobody leads 1 action"),  # on the day of the release
    ]


def refuses(address: str) -> Memory:
    def answer(envelope: Envelope) -> Outcome:
        later: Outcome = Later(phase=Phase.RECIPIENT, answer="451 later")
        return later if envelope.recipient == address else Memory().answers(envelope)

    return Memory(answers=answer)


def test_a_digest_that_has_not_gone_is_replaced_by_the_next_and_told_again(house: TestHouse) -> None:
    house.record(a_plan(an_action("2.1", MARCH, "OR"), an_action("2.2", date(2025, 2, 28), "OR")), slug="other")
    house.road = refuses(OMAR)
    house.morning("2025-03-03T08:00", release=True)  # 2.1 is 28 days ahead, 2.2 late; neither goes
    house.road = Memory()

    house.morning("2025-03-04T08:00")

    assert mailed(house) == [(OMAR, "2 actions need you: 1 overdue, 1 due by the end of March 2025")]
    assert [state for address, state in states(house) if address == OMAR] == ["accepted", "expired"]


def test_a_digest_that_has_not_gone_is_cancelled_once_nothing_in_it_holds(house: TestHouse) -> None:
    house.road = refuses(NINA)
    house.morning("2025-01-24T08:00", release=True)
    done = an_action("1.1", JANUARY, "NM")
    complete = type(done)(**{**vars(done), "status": Status.COMPLETE})
    with house.sessions.begin() as session:
        plan = a_plan(complete, an_action("1.2", JANUARY))
        record(session, "plan", plan, board="cog", file_name="b", sha256="b", now=at("2025-01-24T12:00"), day=JANUARY)
    house.road = Memory()

    house.morning("2025-01-27T08:00")

    assert [state for address, state in states(house) if address == NINA] == ["cancelled"]
    assert mailed(house) == []


def test_a_round_that_breaks_off_leaves_nothing_behind(house: TestHouse) -> None:
    with house.sessions() as session:
        hold_morning(session, house.orders, now=at("2025-01-24T08:00"), release=True)
        session.flush()
        session.rollback()  # the power went before the commit

    assert states(house) == []
    assert [each.person for each in house.morning("2025-01-24T08:05", release=True).posted] == [NINA, SAM]


def test_the_chair_is_told_after_the_lead_with_everybody_who_heard(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00", release=True)
    for day in ("2025-02-10", "2025-02-14"):
        house.morning(f"{day}T08:00")

    house.morning("2025-02-17T08:00")

    assert isinstance(house.road, Memory)
    [to_chair] = [each for each in house.road.accepted if each.recipient == CHAIR]
    text = message_from_bytes(to_chair.content, policy=policy.default).get_body(("plain",))
    assert text is not None
    assert "Told on Monday 3 February 2025: Nina Marsh, lead" in text.get_content()


def test_a_chair_whose_address_is_suspended_gives_way_to_the_vice_chair(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00", release=True)
    with house.sessions.begin() as session:
        outbox.suspend(session, CHAIR, why="bounced", now=at("2025-02-05T08:00"))
    house.morning("2025-02-13T08:00")  # the co-ordinator sees what is to go on Monday

    report = house.morning("2025-02-17T08:00")

    heads = {each.person for each in report.posted if each.kind.value == "escalation"}
    assert heads == {VICE}


def test_nothing_is_left_waiting_after_a_good_morning(house: TestHouse) -> None:
    house.morning("2025-01-24T08:00", release=True)

    with house.sessions() as session:
        assert outbox.waiting(session).messages == 0
        assert {each.state for each in outbox.entries(session)} == {State.ACCEPTED}


@pytest.mark.parametrize(
    ("when", "why"), [("2025-02-01T08:00", "Saturday"), ("2025-04-21T08:00", "bank holiday: Easter Monday")]
)
def test_a_round_on_a_closed_day_says_why_and_mails_nobody(house: TestHouse, when: str, why: str) -> None:
    report = house.morning(when, release=True)

    assert (report.closed, report.posted, states(house)) == (why, (), [])


def test_a_round_beyond_the_brake_mails_the_co_ordinator_alone_until_it_is_released(house: TestHouse) -> None:
    house.record(a_plan(an_action("2.1", JANUARY, "OR")), slug="other")
    with house.sessions.begin() as session:
        for slug in ("plan", "other"):
            release_plan(session, slug, JANUARY, who="Sam", now=at("2025-01-23T12:00"))
    tight = replace(house.orders, policy=Policy(brake=Brake(at_least=2)))
    house.orders = tight

    braked = house.morning("2025-01-24T08:00")
    again = house.morning("2025-01-24T09:00")
    released = house.morning("2025-01-24T10:00", release=True)

    assert (braked.braked, again.braked, released.braked) == (3, 3, 0)
    assert sorted(mailed(house)) == [
        (NINA, "1 action needs you: 1 due by the end of January 2025"),
        (OMAR, "1 action needs you: 1 due by the end of January 2025"),
        (SAM, "For you: This morning's 3 mails wait for your word"),
    ]


def test_released_at_once_a_round_never_waits_for_the_brake(house: TestHouse) -> None:
    house.orders = replace(house.orders, policy=Policy(brake=Brake(at_least=0)))

    assert house.morning("2025-01-24T08:00", release=True).braked == 0
    assert [address for address, _ in sorted(mailed(house))] == [NINA, SAM]
