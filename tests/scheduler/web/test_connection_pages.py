"""Keys and webhooks at the desk: made, shown once, listed, ended; and whose they are to see and end."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from notifications import outbox
from scheduler.plans.events import EventKind
from scheduler.register.hooks import add_hook, hook_secret, list_hooks, secret_in_words
from scheduler.register.tables import HistoryRow
from tests.builders import NINA, SAM
from tests.scheduler.web.api.programs import program
from tests.scheduler.web.home import NOW, SECRET, SLUG, TITLE, Home
from tests.scheduler.web.reading import page, paragraphs, table

URL = "https://prod-12.example.org/workflows/1?sig=secret-of-its-own"
KEYS, HOOKS = "Keys, the latest first", "Webhooks, the latest first"
YES = {"escalated": "yes", "completed": "no", "date_moved": "yes"}


def send(home: Home, path: str, person: str = SAM, **form: Any) -> httpx.Response:
    """A form of the desk, sent."""
    browser = home.signed_in_as(person)
    token = page(browser.get("/").text).xpath("//input[@name='token']/@value")[0]
    return browser.ask("POST", f"/desk/connections/{path}", data={"token": token, **form})


def secret_shown(answer: httpx.Response) -> str:
    """What is shown once."""
    return str(page(answer.text).xpath("//main/p/code")[0].text)


def listed(home: Home, caption: str) -> list[list[str]]:
    """The rows of a table at the desk."""
    return table(home.visitor.get("/desk/connections").text, caption)


def test_a_key_that_is_made_is_shown_once_reads_and_can_be_revoked(home: Home) -> None:
    made = send(home, "keys/new", name="Power BI", scope="cog", names="no")
    key = secret_shown(made)
    headers = {"Authorization": f"Bearer {key}"}

    assert made.headers["cache-control"] == "no-store"
    assert home.stranger.get("/api/v1/plans", headers=headers).status_code == 200
    assert key not in home.visitor.get("/desk/connections").text
    assert listed(home, KEYS) == [
        [
            "Power BI",
            "all plans of Chief Officer Group, without names",
            "12 October 2026, by Sam Ode",
            "12 October 2026",
            "Revoke the key of Power BI, number 1",
        ]
    ]
    assert send(home, "keys/1/revoke").status_code == 303
    assert home.stranger.get("/api/v1/plans", headers=headers).status_code == 401
    assert [row[-1] for row in listed(home, KEYS)] == ["revoked on 12 October 2026"]


def test_a_key_of_one_plan_that_reads_names(home: Home) -> None:
    key = secret_shown(send(home, "keys/new", name="Report", scope=f"cog/{SLUG}", names="yes"))
    headers = {"Authorization": f"Bearer {key}"}

    assert home.stranger.get("/api/v1/ledger", headers=headers).status_code == 200
    assert [row[1] for row in listed(home, KEYS)] == [f"{TITLE}, names, history and ledger too"]


def test_a_webhook_shows_its_secret_once_and_never_its_address(home: Home) -> None:
    made = send(home, "webhooks/new", name="Flow", url=URL, scope="cog", **YES)
    with home.sessions() as session:
        [hook] = list_hooks(session)
        history = [row.after for row in session.query(HistoryRow).filter(HistoryRow.what == "webhook added")]

    assert secret_shown(made) == secret_in_words(hook_secret(SECRET, hook))
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", secret_shown(made))
    assert (hook.url, hook.events) == (URL, (EventKind.DATE_MOVED, EventKind.ESCALATED))
    text = home.visitor.get("/desk/connections").text
    assert ("secret-of-its-own" in text, "secret-of-its-own" in str(history), len(history)) == (False, False, 1)
    assert listed(home, HOOKS) == [
        [
            "Flow",
            "prod-12.example.org",
            "date moved and escalated: all plans of Chief Officer Group",
            "12 October 2026, by Sam Ode",
            "End the webhook of Flow, number 1",
        ]
    ]
    assert send(home, "webhooks/1/end").status_code == 303
    assert listed(home, HOOKS) == []


@pytest.mark.parametrize(
    ("words", "field", "problem"),
    [
        ({"name": " "}, "name", "Say what the program is called, so that you know it again"),
        ({"url": ""}, "url", "Enter the address that the program shows you"),
        ({"url": "http://example.org"}, "url", "The address does not begin with https://"),
        ({"url": "https://127.0.0.1/x"}, "url", "127.0.0.1 is no address of the public internet"),
        ({"escalated": "no", "date_moved": "no"}, "escalated", "Say yes to at least one of these"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_added(
    home: Home, words: dict[str, str], field: str, problem: str
) -> None:
    answer = send(home, "webhooks/new", **{"name": "Flow", "url": URL, "scope": "cog", **YES, **words})
    [said] = page(answer.text).xpath(f"//div[@role='alert']//a[@href='#{field}']")

    assert (answer.status_code, str(said.text).startswith(problem)) == (400, True)
    assert listed(home, HOOKS) == []


def test_a_program_that_said_that_it_is_gone_is_shown_and_told_again_by_a_button(home: Home) -> None:
    with home.sessions.begin() as session:
        hook = add_hook(session, name="Flow", board="cog", url=URL, events=[EventKind.COMPLETED], who=SAM, now=NOW)
        outbox.suspend(session, hook.address, why="refused on 12 October 2026: 410 Gone", now=NOW)

    assert listed(home, HOOKS)[0][2].endswith("It is told nothing for now: refused on 12 October 2026: 410 Gone")
    assert send(home, "webhooks/1/resume").status_code == 303
    assert listed(home, HOOKS)[0][2] == "completed: all plans of Chief Officer Group"


@pytest.mark.parametrize("scope", ["", "other", "cog/theirs", f"other/{SLUG}"])
def test_nobody_gives_away_what_is_not_at_their_desk(home: Home, scope: str) -> None:
    assert send(home, "keys/new", name="Power BI", scope=scope).status_code == 404
    assert send(home, "webhooks/new", name="Flow", url=URL, scope=scope, **YES).status_code == 404


def test_a_key_of_another_board_cannot_be_seen_or_ended(home: Home) -> None:
    theirs = program(home, board="other")

    assert listed(home, KEYS) == []
    assert send(home, f"keys/{theirs.number}/revoke").status_code == 404
    assert send(home, "webhooks/7/end").status_code == 404


def test_the_desk_of_others_is_no_place_for_a_lead(home: Home) -> None:
    assert home.signed_in_as(NINA).get("/desk/connections").status_code == 404
    assert send(home, "keys/new", person=NINA, name="Mine", scope="cog").status_code == 404


def test_the_page_for_programs_lists_every_address_and_needs_no_session(home: Home) -> None:
    text = home.stranger.get("/api").text
    rows = table(text, "Addresses, and what each gives")
    described = home.stranger.get("/api/v1/openapi.json").json()

    assert [row[0] for row in rows] == [f"/api/v1{path}" for path in described["paths"]]
    assert rows[2][2] == "standing, area, late, milestones, due_from, due_to, limit, after"
    assert any("Power BI" in heading.text for heading in page(text).iter("h2"))
    assert paragraphs(text)[0].startswith("Programs read plans")


def test_a_key_unused_for_days_keeps_the_day_of_its_last_use(home: Home) -> None:
    reader = program(home)
    reader.read("/plans")
    home.now = NOW + timedelta(days=3)

    assert [row[3] for row in listed(home, KEYS)] == ["12 October 2026"]
