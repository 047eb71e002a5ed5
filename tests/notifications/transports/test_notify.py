"""GOV.UK Notify as a road, against a stand-in that answers as its published API says."""

import sys
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import pytest

from notifications.message import Mailbox, compose, redirected
from notifications.rendering import render
from notifications.transports.contract import Accepted, Later, Outcome, Phase, Refused, Unknown, Unreachable
from notifications.transports.notify import NOT_INSTALLED, Account, Notify, Pace, is_installed
from tests.notifications.mails import EIGHT, line
from tests.notifications.transports.notify_standin import (
    DROP,
    KEY,
    REPLY_TO,
    SERVICE,
    TEMPLATE,
    StandIn,
    road_to,
    standing_in,
)
from tests.notifications.transports.relays import envelope, free_port
from tests.notifications.words import digest


@pytest.fixture
def service() -> StandIn:
    """What the stand-in keeps."""
    return StandIn()


@pytest.fixture
def url(service: StandIn) -> Iterator[str]:
    """Where the stand-in listens."""
    with standing_in(service) as address:
        yield address


def sent(road: Notify, **words: Any) -> Outcome:
    """What became of one message."""
    with road.session() as carrier:
        return carrier.send(envelope(**words))


def error(status: int, kind: str, message: str) -> tuple[int, list[dict[str, str]]]:
    """An error as the API gives it."""
    return status, [{"error": kind, "message": message}]


def test_a_mail_fills_the_one_template_and_carries_our_id_as_reference(service: StandIn, url: str) -> None:
    outcome = sent(road_to(url, reply_to=REPLY_TO), key="0f3a")

    assert outcome == Accepted(answer=f"201 {service.mails[0]['id']}")
    assert service.mails == [
        {
            "id": service.mails[0]["id"],
            "type": "email",
            "email_address": "nina@example.org",
            "template_id": TEMPLATE,
            "personalisation": {"subject": "Hello", "body": "First line\n.\n..two dots\nlast line"},
            "reference": "0f3a",
            "email_reply_to_id": REPLY_TO,
        }
    ]


def test_a_digest_goes_as_headings_paragraphs_and_links_without_a_table(service: StandIn, url: str) -> None:
    words = digest(
        line("1.12", title="Agree [one] threshold", is_new=True),
        person="Nina Marsh",
        unsubscribe_url="https://chaser.example.org/unsubscribe/abc",
    )
    sent(road_to(url), content=_frozen(words, unsubscribe_url="https://chaser.example.org/unsubscribe/abc"))

    mail = service.mails[0]
    assert mail["one_click_unsubscribe_url"] == "https://chaser.example.org/unsubscribe/abc"
    assert mail["personalisation"]["subject"] == "1 action needs you: 1 overdue"
    body = mail["personalisation"]["body"].splitlines()
    assert body[:5] == ["Chief Officer Group", "Monday 3 March 2025", "", "# 1 action needs you", ""]
    assert "## 1.12 Agree \\[one\\] threshold" in body
    assert "# Overdue" in body
    reply = "[Reply about 1.12](mailto:sam@example.org?subject=Re%3A%201.12%20Agree%20%5Bone%5D%20threshold)"
    assert reply in body
    assert [each for each in body if each.startswith("Too often?")] == [
        "Too often? [Once a week instead](https://chaser.example.org/unsubscribe/abc). "
        "What is due today or overdue still comes at once."
    ]
    assert "|" not in mail["personalisation"]["body"]


def test_words_of_a_plan_are_no_markdown(service: StandIn, url: str) -> None:
    text = "# Heading\n* star\n^ inset\n1. first\n---\n[press](https://evil.example.com)\n`code`\n"
    content = b"Subject: Hello\r\n\r\n" + text.encode()
    sent(road_to(url), content=content)

    assert service.mails[0]["personalisation"]["body"] == (
        "\\# Heading\n\\* star\n\u00a0^ inset\n1\\. first\n\\---\n\\[press\\](https://evil.example.com)\n\\`code\\`"
    )


def test_under_a_redirect_the_body_says_for_whom_it_was(service: StandIn, url: str) -> None:
    content = redirected(_frozen(digest(line())), to="me@example.org", instead_of="nina@example.org")
    sent(road_to(url), recipient="me@example.org", content=content)

    body = service.mails[0]["personalisation"]["body"]
    assert body.partition("\n")[0] == "This would have gone to nina@example.org."


REFUSALS = {
    "an address that is none": (
        error(400, "ValidationError", "email_address Not a valid email address"),
        Refused(
            phase=Phase.RECIPIENT,
            answer="400 ValidationError: email_address Not a valid email address",
            blames_address=True,
        ),
    ),
    "a key for the team alone": (
        error(400, "BadRequestError", "Can't send to this recipient using a team-only API key"),
        Refused(
            phase=Phase.RECIPIENT,
            answer="400 BadRequestError: Can't send to this recipient using a team-only API key",
            blames_address=False,
        ),
    ),
    "a body that is too long": (
        error(400, "BadRequestError", "Content for template has a character count greater than the limit of 2000000"),
        Refused(
            phase=Phase.CONTENT,
            answer="400 BadRequestError: Content for template has a character count greater than the limit of 2000000",
            blames_address=False,
        ),
    ),
    "too much at once": (
        error(413, "BadRequestError", "Request entity too large"),
        Refused(phase=Phase.CONTENT, answer="413 BadRequestError: Request entity too large", blames_address=False),
    ),
    "a reply-to address that is not there": (
        error(400, "BadRequestError", "email_reply_to_id fff does not exist in database"),
        Unreachable(
            phase=Phase.CONTENT, answer="400 BadRequestError: email_reply_to_id fff does not exist in database"
        ),
    ),
    "a clock that is wrong": (
        error(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"),
        Unreachable(
            phase=Phase.LOGIN, answer="403 AuthError: Error: Your system clock must be accurate to within 30 seconds"
        ),
    ),
    "more than 3,000 a minute": (
        error(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
        Unreachable(
            phase=Phase.CONNECT,
            answer="429 RateLimitError: Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds",
        ),
    ),
    "more than a day's": (
        error(429, "TooManyRequestsError", "Exceeded send limits (250000) for today"),
        Unreachable(phase=Phase.CONNECT, answer="429 TooManyRequestsError: Exceeded send limits (250000) for today"),
    ),
    "a fault of Notify's": (
        error(500, "Exception", "Internal server error"),
        Later(phase=Phase.BODY, answer="500 Exception: Internal server error"),
    ),
    "a gateway that gave up waiting": (
        error(504, "Exception", "Gateway timeout"),
        Unknown(phase=Phase.DOT, answer="504 Exception: Gateway timeout"),
    ),
}


@pytest.mark.parametrize("name", list(REFUSALS))
def test_what_notify_refuses_is_said_truthfully(name: str, service: StandIn, url: str) -> None:
    answer, outcome = REFUSALS[name]
    service.answers.append(answer)

    assert sent(road_to(url)) == outcome
    assert service.mails == []


def test_an_answer_that_never_came_is_a_doubt_that_a_query_by_reference_settles(service: StandIn, url: str) -> None:
    service.answers.append((DROP, []))
    road = road_to(url)
    outcome = sent(road, key="0f3a")

    assert isinstance(outcome, Unknown)
    assert outcome.phase is Phase.DOT
    assert road.has(envelope("0f3a")) is True
    assert road.has(envelope("0f3b")) is False


def test_where_notify_is_silent_a_doubt_stays_a_doubt() -> None:
    assert road_to(f"http://127.0.0.1:{free_port()}").has(envelope("0f3a")) is None


def test_without_its_client_the_road_is_closed_and_says_what_to_install(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "notifications_python_client", None)
    monkeypatch.delitem(sys.modules, "notifications_python_client.notifications", raising=False)
    road = road_to(url)

    assert sent(road) == Unreachable(phase=Phase.CONNECT, answer=NOT_INSTALLED)
    assert NOT_INSTALLED == "the client of GOV.UK Notify is not installed: pip install 'chaser[notify]'"
    assert (is_installed(), road.has(envelope())) == (False, None)


def test_a_wrong_key_closes_the_road(url: str) -> None:
    key = f"chaser-{SERVICE}-00000000-0000-0000-0000-000000000000"

    outcome = sent(road_to(url, key=key))

    assert outcome == Unreachable(
        phase=Phase.LOGIN, answer="403 AuthError: Invalid token: signature, api token not found"
    )


def test_a_template_without_a_place_for_the_words_closes_the_road_with_the_cure(service: StandIn, url: str) -> None:
    service.template_body = "Hello"

    assert sent(road_to(url)) == Unreachable(
        phase=Phase.CONTENT,
        answer="the template has no ((body)): give it ((subject)) as subject and ((body)) as message",
    )
    assert service.requests == [f"GET /v2/template/{TEMPLATE}"]


def test_a_template_that_is_not_there_closes_the_road(url: str) -> None:
    outcome = sent(road_to(url, template="00000000-0000-0000-0000-000000000000"))

    assert outcome == Unreachable(phase=Phase.CONNECT, answer="404 NoResultFound: No result found")


def test_the_template_is_looked_at_once_a_session(service: StandIn, url: str) -> None:
    with road_to(url).session() as carrier:
        carrier.send(envelope("a1"))
        carrier.send(envelope("a2"))

    assert service.requests == [f"GET /v2/template/{TEMPLATE}", *repeat("POST /v2/notifications/email", 2)]


def test_requests_are_spread_so_that_3000_a_minute_are_never_passed() -> None:
    waited: list[float] = []
    now = [100.0]
    pace = Pace(elapsed=lambda: now[0], pause=waited.append)
    for _ in range(3):
        pace.wait()
    now[0] = 101.0
    pace.wait()

    assert [round(each, 6) for each in waited] == [0.02, 0.04]


def test_nobody_listens_at_the_address(url: str) -> None:
    outcome = sent(road_to(f"http://127.0.0.1:{free_port()}"))

    assert isinstance(outcome, Unreachable)
    assert outcome.phase is Phase.CONNECT


def test_the_key_shows_in_no_words_about_the_account() -> None:
    assert KEY not in repr(Notify(account=Account(key=KEY, template=TEMPLATE)))


def _frozen(words: Any, **more: Any) -> bytes:
    return compose(
        render(words),
        sender=Mailbox("chaser@example.org"),
        recipient=Mailbox("nina@example.org"),
        reply_to=None,
        message_id="<a@example.org>",
        date_at=EIGHT,
        **more,
    )
