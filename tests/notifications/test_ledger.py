"""What was told to whom, in sentences that can be read out."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from notifications import outbox
from notifications.ledger import LedgerLine, ledger
from notifications.outbox import Said
from notifications.tables import Kind, State
from tests.notifications.mails import EIGHT, MONDAY, NINA, OMAR, TUESDAY, new_message, notice
from tests.notifications.outbox.states import bring_to

LONDON = ZoneInfo("Europe/London")
ACCEPTED = Said(road="smtp", outcome="accepted", answer="250 2.0.0 queued", sentence="Accepted by smtp")


def accept(session: Session) -> None:
    """Have the one waiting message accepted five minutes after eight."""
    [leased] = outbox.lease_due(session, now=EIGHT, by="node", limit=1, lease_for=timedelta(hours=1))
    outbox.begin_handoff(session, leased, now=EIGHT)
    outbox.record_accepted(session, leased, at=EIGHT + timedelta(minutes=5), said=ACCEPTED)


def sentences(session: Session, plan: str = "plan", person: str = "") -> list[str]:
    """The ledger of a plan in words."""
    return [line.sentence for line in ledger(session, plan=plan, zone=LONDON, person=person)]


def test_a_notice_says_who_was_told_what_when_why_and_by_what_road(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice("1.12")], now=EIGHT)
    accept(session)

    assert ledger(session, plan="plan", zone=LONDON) == (
        LedgerLine(
            decided_at=EIGHT,
            accepted_at=EIGHT + timedelta(minutes=5),
            person=NINA,
            address=NINA,
            ref="1.12",
            kind="late",
            target="2025-02-28",
            slot=MONDAY,
            reason="the first working day after its target date",
            message="a",
            subject="1 action needs you: 1 overdue",
            state=State.ACCEPTED,
            road="smtp",
            answer="250 2.0.0 queued",
            sentence=(
                "On Monday 3 March 2025 nina@example.org was sent a digest, “1 action needs you: 1 overdue”, telling "
                "of 1.12: the first working day after its target date. Accepted by smtp."
            ),
        ),
    )


@pytest.mark.parametrize(
    ("state", "became"),
    [
        (State.READY, "It waits to be sent."),
        (State.RETRY_WAIT, "It waits for another try; Brought here by a test."),
        (State.UNKNOWN, "Whether it arrived is not known; Brought here by a test."),
        (State.FAILED, "It was refused; Brought here by a test."),
        (State.CANCELLED, "It was cancelled before it went; Cancelled by a test."),
    ],
)
def test_what_was_not_told_says_so_and_why(session: Session, state: State, became: str) -> None:
    outbox.put(session, new_message("a"), [notice("1.12")], now=EIGHT)
    bring_to(session, state)

    meant = (
        "On Monday 3 March 2025 nina@example.org was to be sent a digest, “1 action needs you: 1 overdue”, telling of "
        "1.12: the first working day after its target date. "
    )
    assert sentences(session) == [meant + became]


def test_a_day_is_the_local_one(session: Session) -> None:
    late_in_june = EIGHT.replace(month=6, day=30, hour=23, minute=30)
    outbox.put(session, new_message("a"), [notice()], now=late_in_june)

    [only] = sentences(session)
    assert only.startswith("On Tuesday 1 July 2025 nina@example.org")


def test_a_plan_is_told_apart_from_others_and_a_person_from_others(session: Session) -> None:
    both = [notice("1.1"), notice("2.2", plan="other", commitment="other/2.2")]
    outbox.put(session, new_message("a"), both, now=EIGHT)
    outbox.put(session, new_message("b", recipient=OMAR), [notice("1.3", person=OMAR)], now=EIGHT)

    def refs(plan: str, person: str = "") -> list[tuple[str, str]]:
        return [(line.person, line.ref) for line in ledger(session, plan=plan, zone=LONDON, person=person)]

    assert refs("plan") == [(NINA, "1.1"), (OMAR, "1.3")]
    assert refs("plan", person="OMAR@example.org") == [(OMAR, "1.3")]
    assert refs("other") == [(NINA, "2.2")]
    assert refs("neither") == []


def test_a_message_that_tells_of_no_action_stands_in_the_ledger_too(session: Session) -> None:
    outbox.put(session, new_message("a", kind=Kind.FIRST_LOOK, subject="A first look"), [], now=EIGHT)
    accept(session)

    assert sentences(session) == [
        "On Monday 3 March 2025 nina@example.org was sent a first look, “A first look”. Accepted by smtp."
    ]


def test_what_was_given_back_and_told_again_stands_there_twice(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice("1.1")], now=EIGHT)
    outbox.put(session, new_message("b", local_day=TUESDAY), [notice("1.1")], now=EIGHT + timedelta(days=1))

    told = [(line.message, line.state) for line in ledger(session, plan="plan", zone=LONDON)]
    assert told == [("a", State.EXPIRED), ("b", State.READY)]
