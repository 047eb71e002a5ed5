"""Signing in: the link that comes by mail, works once and for ten minutes, and the session that it opens."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy

import httpx
import pytest
from sqlalchemy import func, select, update

from notifications.outbox import body, entries
from notifications.tables import Kind
from scheduler.register.sign_in_tables import WebSessionRow
from scheduler.register.sign_ins import make_link, sign_out_everywhere
from scheduler.register.tables import PersonRow
from tests.builders import NINA, SAM
from tests.scheduler.web.home import NOW, ORDERS, SLUG, Home
from tests.scheduler.web.reading import headings, page, paragraphs
from tests.scheduler.web.visitor import Visitor


def ask_for_a_link(home: Home, address: str, after: str = "/") -> httpx.Response:
    return home.stranger.ask("POST", "/sign-in", data={"address": address, "after": after})


def mailed(home: Home) -> list[tuple[str, str]]:
    """To whom links went, and under which path each lies; the latest first."""
    with home.sessions() as session:
        links = [each for each in entries(session) if each.kind is Kind.LINK]
        texts = [message_from_bytes(body(session, each.id), policy=policy.default) for each in links]
    found = []
    for each, message in zip(links, texts, strict=True):
        plain = message.get_body(("plain",))
        assert plain is not None
        found.append((each.to_address, re.findall(r"http://127.0.0.1:8024(\S+)", plain.get_content())[0]))
    return found


def made(home: Home, person: str = NINA) -> str:
    """The path of a link that was made on the server."""
    with home.sessions.begin() as session:
        return f"/sign-in/{make_link(session, person, road='server', now=home.now)}"


def press(home: Home, path: str, after: str = "/") -> httpx.Response:
    return home.stranger.ask("POST", path, data={"after": after})


def browser(home: Home, answer: httpx.Response) -> Visitor:
    """The browser that got that answer."""
    return Visitor(home.app, answer.headers["set-cookie"].partition(";")[0])


def sessions_open(home: Home) -> int:
    with home.sessions() as session:
        return session.scalar(select(func.count()).where(WebSessionRow.ended_at.is_(None))) or 0


def test_a_link_comes_by_mail_and_its_button_signs_in(home: Home) -> None:
    ask_for_a_link(home, "Nina@Example.org")
    [(to, path)] = mailed(home)
    shown, pressed = home.stranger.get(path), press(home, path)
    seen = browser(home, pressed).get("/")

    assert (to, headings(shown.text, 1)) == (NINA, ["Sign in"])
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/")
    assert (seen.status_code, headings(seen.text, 1)) == (200, ["How the plan stands"])


def test_an_unknown_address_gets_the_same_words_and_no_mail(home: Home) -> None:
    known, unknown = ask_for_a_link(home, NINA), ask_for_a_link(home, "evil@example.net")

    assert known.text.replace(NINA, "evil@example.net") == unknown.text
    assert known.status_code == unknown.status_code == 200
    assert [to for to, _ in mailed(home)] == [NINA]


@pytest.mark.parametrize("address", ["", "nina", "n" * 300 + "@example.org"])
def test_what_is_no_address_is_said_beside_the_field(home: Home, address: str) -> None:
    answer = ask_for_a_link(home, address)

    assert answer.status_code == 400
    assert [each.get("href") for each in page(answer.text).xpath("//div[@role='alert']//a")] == ["#address"]
    assert mailed(home) == []


def test_a_scanner_that_follows_the_link_signs_nobody_in(home: Home) -> None:
    path = made(home)
    for method in ("GET", "HEAD", "GET"):
        assert home.stranger.ask(method, path).status_code == 200

    assert sessions_open(home) == 0
    assert press(home, path).status_code == 303


def test_a_link_works_once(home: Home) -> None:
    path = made(home)
    first, second = press(home, path), press(home, path)

    assert (first.status_code, second.status_code) == (303, 410)
    assert headings(second.text, 1) == ["This link cannot be used any more"]
    assert "set-cookie" not in second.headers


def test_of_two_who_use_one_link_at_the_same_instant_one_comes_in(home: Home) -> None:
    with home.sessions.begin() as session:
        link = make_link(session, NINA, road="server", now=NOW)
    with ThreadPoolExecutor(max_workers=4) as hands:
        tries = [hands.submit(home.stranger.ask, "POST", f"/sign-in/{link}", data={}) for _ in range(4)]
        statuses = sorted(each.result().status_code for each in tries)

    assert statuses == [303, 410, 410, 410]


def test_a_link_works_for_ten_minutes(home: Home) -> None:
    paths = [made(home), made(home)]
    home.now = NOW + timedelta(minutes=10, seconds=-1)
    in_time = press(home, paths[0])
    home.now = NOW + timedelta(minutes=10)

    assert (in_time.status_code, press(home, paths[1]).status_code) == (303, 410)


def test_the_link_leads_to_the_page_that_was_wanted(home: Home) -> None:
    wanted = f"/plans/{SLUG}?area=2"
    sent_away = home.stranger.get(wanted)
    ask_for_a_link(home, NINA, after=wanted)
    [(_, path)] = mailed(home)
    hidden = page(home.stranger.get(path).text).xpath("//input[@name='after']/@value")

    assert (sent_away.status_code, sent_away.headers["location"]) == (
        303,
        "/sign-in?after=%2Fplans%2Fcog-2026%3Farea%3D2",
    )
    assert hidden == [wanted]
    assert press(home, path, after=wanted).headers["location"] == wanted


@pytest.mark.parametrize("after", ["https://evil.example.net/", "//evil.example.net", "/\\evil.example.net", ""])
def test_signing_in_leads_to_no_other_site(home: Home, after: str) -> None:
    assert press(home, made(home), after=after).headers["location"] == "/"


def test_the_cookie_is_kept_from_scripts_and_other_sites(home: Home) -> None:
    [cookie] = press(home, made(home)).headers.get_list("set-cookie")
    attributes = {each.strip().lower() for each in cookie.split(";")[1:]}

    assert attributes == {"httponly", "max-age=604800", "path=/", "samesite=lax"}


def test_behind_tls_the_cookie_is_held_to_this_host_and_to_tls(home: Home) -> None:
    published = Home(home.sessions, orders=replace(ORDERS, web_url="https://chaser.example.org"))
    [cookie] = press(published, made(published)).headers.get_list("set-cookie")

    assert (cookie.startswith("__Host-chaser="), "; Secure" in cookie) == (True, True)


def test_a_cookie_with_one_changed_letter_is_nobodys(home: Home) -> None:
    name, _, value = home.signed_in_as(NINA).cookie.partition("=")
    forged = f"{name}={value[:10]}{'A' if value[10] != 'A' else 'B'}{value[11:]}"

    assert Visitor(home.app, forged).get("/").status_code == 303


def test_signing_out_ends_the_session_in_the_register_too(home: Home) -> None:
    nina = home.signed_in_as(NINA)
    token = page(nina.get("/").text).xpath("//form[@action='/sign-out']//input[@name='token']/@value")[0]
    answer = nina.ask("POST", "/sign-out", data={"token": token})

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert nina.get("/").status_code == 303  # the old cookie is worth nothing


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_form_without_the_sessions_own_token_changes_nothing(home: Home, token: str) -> None:
    nina = home.signed_in_as(NINA)
    answer = nina.ask("POST", "/sign-out", data={"token": token})

    assert (answer.status_code, nina.get("/").status_code) == (403, 200)


def test_the_token_of_another_session_is_worth_nothing(home: Home) -> None:
    nina, sam = home.signed_in_as(NINA), home.signed_in_as(SAM)
    theirs = page(sam.get("/").text).xpath("//input[@name='token']/@value")[0]

    assert nina.ask("POST", "/sign-out", data={"token": theirs}).status_code == 403


def test_a_session_is_over_after_seven_days(home: Home) -> None:
    nina = home.signed_in_as(NINA)
    home.now = NOW + timedelta(days=7, seconds=-1)
    before = nina.get("/").status_code
    home.now = NOW + timedelta(days=7)

    assert (before, nina.get("/").status_code) == (200, 303)


def test_a_session_ends_with_the_day_on_which_its_person_leaves_and_a_link_with_it(home: Home) -> None:
    nina, path = home.signed_in_as(NINA), made(home)
    with home.sessions.begin() as session:
        session.execute(update(PersonRow).where(PersonRow.email == NINA).values(left_on=date(2026, 10, 12)))

    assert (nina.get("/").status_code, press(home, path).status_code) == (303, 410)


def test_somebodys_sessions_can_be_ended_for_them(home: Home) -> None:
    nina, sam = home.signed_in_as(NINA), home.signed_in_as(SAM)
    with home.sessions.begin() as session:
        assert sign_out_everywhere(session, NINA, who=SAM, now=NOW) == 1

    assert (nina.get("/").status_code, sam.get("/").status_code) == (303, 200)


def test_nobody_is_mailed_more_than_five_links_within_an_hour(home: Home) -> None:
    for _ in range(7):
        ask_for_a_link(home, NINA)
    within_the_hour = len(mailed(home))
    home.now = NOW + timedelta(hours=1, seconds=1)
    ask_for_a_link(home, NINA)

    assert (within_the_hour, len(mailed(home))) == (5, 6)


def test_whoever_asks_too_often_is_told_to_wait_whatever_the_address(home: Home) -> None:
    answers = [ask_for_a_link(home, f"guess{n}@example.org") for n in range(11)]
    home.now = NOW + timedelta(minutes=10)

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert paragraphs(answers[-1].text) == [
        "This was tried too often from where you are. Wait ten minutes, then try again."
    ]
    assert ask_for_a_link(home, NINA).status_code == 200


def test_wrong_links_are_limited_and_a_good_one_never_is(home: Home) -> None:
    tries = [home.stranger.get(f"/sign-in/guess-{n}").status_code for n in range(31)]

    assert tries == [410] * 30 + [429]
    assert press(home, made(home)).status_code == 303


def test_whoever_is_signed_in_needs_no_link(home: Home) -> None:
    answer = home.visitor.get("/sign-in?after=/plans/cog-2026")

    assert (answer.status_code, answer.headers["location"]) == (303, "/plans/cog-2026")
