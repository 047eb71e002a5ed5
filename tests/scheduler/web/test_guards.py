"""What every answer carries, which hosts are served, and how much a request may send."""

from dataclasses import replace

import anyio
import httpx
import pytest
from starlette.types import Message

from scheduler.links import UNSUBSCRIBE, AnswerPass, sign, sign_answer
from scheduler.plans.answers import AnswerKind, Road
from scheduler.register.sign_ins import make_link
from scheduler.register.subscribers import grant
from scheduler.rounds.answering import Said, take_answer
from scheduler.rules.answers import Admitted
from scheduler.web.bodies import LONGEST
from scheduler.web.hosts import host_name
from tests.builders import NINA, SAM
from tests.scheduler.web.home import NOW, ORDERS, SECRET, SLUG, Home
from tests.scheduler.web.reading import headings, paragraphs
from tests.scheduler.web.visitor import Visitor

ALWAYS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
    "referrer-policy": "no-referrer",
}
KEPT = {"/style.css": "max-age=3600", "/feeds/{token}.ics": "private, max-age=3600"}


def guards(answer: httpx.Response) -> dict[str, str]:
    """The headers of ALWAYS as an answer has them."""
    return {name: answer.headers.get(name, "") for name in ALWAYS}


def addresses(home: Home) -> dict[str, str]:
    """An address under each route that shows something without a session; the others are test_every_page.py's."""
    with home.sessions.begin() as session:
        feed = grant(session, "board:cog", NINA, now=NOW)
        link = make_link(session, NINA, road="server", now=NOW)
    answer = f"/answer/{sign_answer(SECRET, AnswerPass(person=NINA, plan=SLUG, issued_at=NOW))}"
    return {
        "/": "/",
        "/answer/{token}": answer,
        "/answer/{token}/{say}": f"{answer}/progress?ref=1.12",
        "/answer/{token}/answered": f"{answer}/answered?ref=1.12&number={answered(home, NINA)}",
        "/feeds/{token}.ics": f"/feeds/{feed}.ics",
        "/feeds/{token}/subscribe": f"/feeds/{feed}/subscribe",
        "/healthz": "/healthz",
        "/say/{plan}/answered": f"/say/{SLUG}/answered?ref=1.12&number={answered(home, SAM)}",
        "/sign-in": "/sign-in",
        "/sign-in/{token}": f"/sign-in/{link}",
        "/style.css": "/style.css",
        "/unsubscribe/{token}": f"/unsubscribe/{sign(SECRET, UNSUBSCRIBE, NINA)}",
    }


def answered(home: Home, who: str) -> int:
    """The number of an answer that somebody gave."""
    said = Said(kind=AnswerKind.PROGRESS, who=who, road=Road.WEB, words="going on")
    with home.sessions.begin() as session:
        decided = take_answer(session, home.orders, SLUG, "1.12", said, at=NOW, now=NOW)
    assert isinstance(decided, Admitted)
    return decided.answer.number


def reader_of(path: str, home: Home) -> Visitor:
    """Who asks for a page: the co-ordinator, and a stranger where somebody is about to sign in."""
    return home.stranger if path.startswith("/sign-in") else home.visitor


def test_every_route_answers_with_the_headers_that_guard_it(home: Home) -> None:
    answers = {path: reader_of(path, home).get(address) for path, address in addresses(home).items()}

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert {path: guards(answer) for path, answer in answers.items()} == dict.fromkeys(answers, ALWAYS)
    assert {path: answer.headers["cache-control"] for path, answer in answers.items()} == {
        path: KEPT.get(path, "no-store") for path in answers
    }


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_the_frameworks_own_pages_are_not_served(home: Home, path: str) -> None:
    assert home.visitor.get(path).status_code == 404


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing", 404), ("POST", "/", 405)])
def test_refusals_carry_them_too(home: Home, method: str, path: str, status: int) -> None:
    answer = home.visitor.ask(method, path)

    assert (answer.status_code, guards(answer)) == (status, ALWAYS)


def test_no_answer_sets_a_cookie_or_sends_a_reader_elsewhere(home: Home) -> None:
    answers = [reader_of(path, home).get(address) for path, address in addresses(home).items()]

    assert [name for answer in answers for name in ("set-cookie", "location") if name in answer.headers] == []


def test_a_fault_is_owned_up_to_without_a_trace_and_with_the_headers(home: Home) -> None:
    home.now = NOW.replace(tzinfo=None)  # whoever put the house together made a mistake
    answer = home.stranger.get(f"/unsubscribe/{sign(SECRET, UNSUBSCRIBE, NINA)}")
    fault = home.stranger.ask(
        "POST", f"/unsubscribe/{sign(SECRET, UNSUBSCRIBE, NINA)}", data={"List-Unsubscribe": "One-Click"}
    )

    assert answer.status_code == 200
    assert (fault.status_code, guards(fault)) == (500, ALWAYS)
    assert headings(fault.text, 1) == ["Sorry, this page could not be made"]
    assert paragraphs(fault.text) == [
        "Something went wrong on our side. Try again in a few minutes; if it stays like this, tell the co-ordinator."
    ]


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8024",
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]",
        "[::1]:8024",
        "chaser.example.org",
        "Chaser.Example.org:443",
    ],
)
def test_our_own_names_are_served_with_any_port(home: Home, host: str) -> None:
    published = Home(home.sessions, orders=replace(ORDERS, web_url="https://chaser.example.org"))

    assert published.visitor.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example.net",
        "localhost.evil.example.net",
        "evil.example.net:8024",
        "chaser.example.org.evil.example.net",
        "127.0.0.1.evil.example.net",
        "127.0.0.2",
        "0.0.0.0",
        "localhost@evil.example.net",
        "localhost/",
        "localhost:80:80",
        "[::1",
        "[::2]",
        "::1",
    ],
)
def test_other_names_are_refused_before_anything_is_shown(home: Home, host: str) -> None:
    published = Home(home.sessions, orders=replace(ORDERS, web_url="https://chaser.example.org"))
    answer = published.visitor.get("/", headers={"Host": host})

    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert guards(answer) == ALWAYS
    assert answer.text.splitlines()[0] == "These pages are not served under this address."


def test_without_a_published_address_its_name_is_refused(home: Home) -> None:
    assert home.visitor.get("/", headers={"Host": "chaser.example.org"}).status_code == 400


def test_an_address_with_a_port_is_known_by_its_name() -> None:
    assert [host_name(each) for each in ("Chaser.example.org:8443", "[::1]:80", "a b", "")] == [
        "chaser.example.org",
        "[::1]",
        "",
        "",
    ]


def test_behind_tls_browsers_are_told_to_come_back_over_nothing_else(home: Home) -> None:
    published = Home(home.sessions, orders=replace(ORDERS, web_url="https://chaser.example.org"))

    assert published.stranger.get("/sign-in").headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in home.stranger.get("/sign-in").headers


def test_a_form_that_another_site_sends_changes_nothing(home: Home) -> None:
    path = f"/unsubscribe/{sign(SECRET, UNSUBSCRIBE, NINA)}"
    sites = ("cross-site", "same-site", "same-origin", "none")
    form = {"List-Unsubscribe": "One-Click"}
    answers = [home.stranger.ask("POST", path, data=form, headers={"Sec-Fetch-Site": site}) for site in sites]

    assert [answer.status_code for answer in answers] == [403, 403, 200, 200]


def test_a_head_answers_as_the_page_would_without_its_words(home: Home) -> None:
    got, headed = home.visitor.get("/"), home.visitor.ask("HEAD", "/")

    assert (headed.status_code, headed.content, headed.headers) == (200, b"", got.headers)


def test_whoever_goes_away_in_the_middle_of_a_form_is_no_fault_of_ours(home: Home) -> None:
    sent: list[Message] = []
    headers = [(b"host", b"localhost"), (b"content-type", b"application/x-www-form-urlencoded")]
    scope = {"type": "http", "method": "POST", "path": "/sign-in", "query_string": b"", "headers": headers}

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    anyio.run(home.app, scope, gone, send)  # a fault would be raised here, and written to the log

    assert [each.get("status") for each in sent] == [400, None]


def test_a_body_that_no_form_of_ours_sends_is_refused(home: Home) -> None:
    path = f"/unsubscribe/{sign(SECRET, UNSUBSCRIBE, NINA)}"
    form = "List-Unsubscribe=One-Click&more="
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    too_long = home.visitor.ask("POST", path, content=form + "x" * LONGEST, headers=headers)
    long = home.visitor.ask("POST", path, content=form + "x" * (LONGEST - len(form)), headers=headers)

    assert [too_long.status_code, long.status_code] == [413, 200]
