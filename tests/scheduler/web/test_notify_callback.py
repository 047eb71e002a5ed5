"""What GOV.UK Notify calls back: with its token it is written down, without it nothing is."""

from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pytest

from notifications import outbox
from notifications.tables import Kind, State
from scheduler.web.app import create_app
from tests.builders import NINA
from tests.scheduler.web.home import Home
from tests.scheduler.web.visitor import Visitor

TOKEN = "a long bearer token"
KEY = "0f3a6c1e2b5d4f789a0b1c2d3e4f5061"
RECEIPT: dict[str, Any] = {
    "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
    "reference": KEY,
    "to": NINA,
    "status": "delivered",
    "created_at": "2025-03-03T08:00:00.000000Z",
    "completed_at": "2025-03-03T08:00:05.000000Z",
    "sent_at": "2025-03-03T08:00:01.000000Z",
    "notification_type": "email",
    "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a",
    "template_version": 1,
}


@pytest.fixture
def home_with_mail(home: Home) -> Home:
    """A home in which a mail to Nina was accepted by Notify."""
    message = outbox.NewMessage(
        id=KEY,
        kind=Kind.DIGEST,
        recipient=NINA,
        to_address=NINA,
        local_day=date(2025, 3, 3),
        board="cog",
        plans=(),
        message_id=f"<{KEY}@example.org>",
        subject="1 action needs you",
        body=b"",
        envelope_from="chaser@example.org",
    )
    with home.sessions.begin() as session:
        outbox.put(session, message, (), now=home.now)
        (leased,) = outbox.lease_due(session, now=home.now, by="test", limit=1, lease_for=outbox.leases.HANDOFF_FOR)
        outbox.begin_handoff(session, leased, now=home.now)
        said = outbox.Said(outcome="accepted", sentence="Accepted by notify")
        outbox.record_accepted(session, leased, at=home.now, said=said)
    return home


def called_back(home: Home, *, bearer: str = TOKEN, expected: str = TOKEN, **said: Any) -> httpx.Response:
    """What our house answers to a callback."""
    app = create_app(replace(home.desk, notify_token=expected))
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    return Visitor(app).ask("POST", "/notify", json=RECEIPT | said, headers=headers)


def state(home: Home) -> tuple[State, list[str]]:
    """Where the mail stands, and the addresses that nothing is sent to."""
    with home.sessions() as session:
        entry = outbox.entry(session, KEY)
        left_alone = [each.address for each in outbox.suspensions(session)]
    assert entry is not None
    return entry.state, left_alone


@pytest.mark.parametrize(
    ("status", "became"),
    [
        ("delivered", (State.DELIVERED, [])),
        ("permanent-failure", (State.BOUNCED, [NINA])),
        ("temporary-failure", (State.BOUNCED, [])),
        ("technical-failure", (State.BOUNCED, [])),
        ("sending", (State.ACCEPTED, [])),
        ("a status of another year", (State.ACCEPTED, [])),
    ],
)
def test_each_status_is_written_down_as_what_it_means(
    home_with_mail: Home, status: str, became: tuple[State, list[str]]
) -> None:
    assert called_back(home_with_mail, status=status).status_code == 204
    assert state(home_with_mail) == became


def test_a_callback_twice_changes_nothing_more(home_with_mail: Home) -> None:
    called_back(home_with_mail, status="permanent-failure")
    with home_with_mail.sessions.begin() as session:
        outbox.lift(session, NINA, now=home_with_mail.now)

    assert called_back(home_with_mail, status="permanent-failure").status_code == 204
    assert state(home_with_mail) == (State.BOUNCED, [])


@pytest.mark.parametrize("bearer", ["", "wrong", TOKEN[:-1], TOKEN + "x"])
def test_without_the_token_nothing_is_written(home_with_mail: Home, bearer: str) -> None:
    assert called_back(home_with_mail, bearer=bearer, status="permanent-failure").status_code == 401
    assert state(home_with_mail) == (State.ACCEPTED, [])


def test_where_no_token_is_set_there_is_nothing_to_call(home_with_mail: Home) -> None:
    assert called_back(home_with_mail, bearer="", expected="").status_code == 404
    assert state(home_with_mail) == (State.ACCEPTED, [])


@pytest.mark.parametrize("reference", [None, "", "deadbeef"])
def test_a_mail_that_is_none_of_ours_is_acknowledged_and_no_more(home_with_mail: Home, reference: str | None) -> None:
    assert called_back(home_with_mail, reference=reference, status="permanent-failure").status_code == 204
    assert state(home_with_mail) == (State.ACCEPTED, [])
