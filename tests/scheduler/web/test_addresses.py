"""Somebody's address changed at the desk: by whom it may be, what is asked, and what stays theirs on the pages."""

from dataclasses import replace

import httpx
import pytest
from sqlalchemy import select

from notifications.tables import MessageRow
from scheduler.links import AnswerPass, answer_path, sign_answer
from scheduler.plans.boards import Board
from scheduler.register.people import list_people
from tests.builders import CHAIR, COG, NINA, OMAR, SAM
from tests.scheduler.web.home import ADMIN, NOW, ORDERS, SECRET, SLUG, Home
from tests.scheduler.web.reading import facts, page, words
from tests.scheduler.web.visitor import Visitor

NEW = "nina.marsh@example.com"
OTHER = Board(slug="north", name="North board", co_ordinator=OMAR, chair="mary@example.org")


def move(
    home: Home, to: str = NEW, *, of: str = NINA, confirmed: str = "yes", by: Visitor | None = None
) -> httpx.Response:
    browser = by or home.visitor
    token = page(browser.get("/").text).xpath("//input[@name='token']/@value")[0]
    form = {"token": token, "address": to, "confirmed": confirmed}
    return browser.ask("POST", f"/desk/people/one/address?of={of}", data=form)


def errors(answer: httpx.Response) -> list[tuple[str | None, str]]:
    return [(each.get("href"), words(each)) for each in page(answer.text).xpath("//div[@role='alert']//a")]


def addresses(home: Home) -> dict[str, str]:
    with home.sessions() as session:
        return {each.email: each.address for each in list_people(session)}


def two_boards(home: Home) -> Home:
    """The same register, in which Omar keeps a board of his own."""
    return Home(home.sessions, orders=replace(ORDERS, boards={"cog": COG, "north": OTHER}))


def test_the_page_says_the_new_address_and_what_was_before(home: Home) -> None:
    answer = move(home, f"  {NEW.upper()} ")
    shown = facts(home.visitor.get(answer.headers["location"]).text)
    story = page(home.visitor.get(answer.headers["location"]).text).xpath("//dl[contains(@class, 'story')]/div")

    assert answer.status_code == 303
    assert (shown["Address"], shown["Before"]) == ([NEW], [NINA])
    assert [words(each) for each in story[0].iter("dd")] == ["Sam Ode", f"Address: {NINA} → {NEW}"]


def test_an_address_that_nobody_confirmed_is_not_taken(home: Home) -> None:
    answer = move(home, confirmed="")

    assert errors(answer) == [
        ("#confirmed", "Ask them first, or somebody who knows: say that the address is confirmed")
    ]
    assert addresses(home)[NINA] == NINA


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (SAM, "That address is, or was, Sam Ode’s in the directory"),
        ("", "“” is no address"),
        ("x@example.org\r\nBcc: y@example.org", "“x@example.org bcc: y@example.org” is no address"),
        ("\N{PARTY POPPER}@example.org", "“\N{PARTY POPPER}@example.org” is no address"),
        ("x" * 10_000, "Shorten it to 200 characters"),
    ],
)
def test_what_cannot_be_theirs_is_said_beside_the_field(home: Home, to: str, said: str) -> None:
    answer = move(home, to)

    assert (answer.status_code, [(field, words[: len(said)]) for field, words in errors(answer)]) == (
        400,
        [("#address", said)],
    )
    assert addresses(home)[NINA] == NINA


def test_sessions_and_answer_links_go_on_and_sign_in_links_go_to_the_new_address(home: Home) -> None:
    theirs = home.signed_in_as(NINA)
    link = answer_path(sign_answer(SECRET, AnswerPass(person=NINA, plan=SLUG, issued_at=NOW)), "1.12")
    move(home)
    home.stranger.ask("POST", "/sign-in", data={"address": NINA})
    home.stranger.ask("POST", "/sign-in", data={"address": NEW})
    with home.sessions() as session:
        went = list(session.scalars(select(MessageRow.to_address).where(MessageRow.recipient == NINA)))

    assert (theirs.get("/").status_code, home.stranger.get(link).status_code) == (200, 200)
    assert went == [NEW, NEW]


def test_nobody_is_added_under_an_address_that_was_somebodys(home: Home) -> None:
    move(home)
    browser = home.visitor
    token = page(browser.get("/").text).xpath("//input[@name='token']/@value")[0]
    form = {"token": token, "name": "Pat Doe", "confirmed": "yes", "organisation": ""}
    said = [errors(browser.ask("POST", "/desk/people/new", data=form | {"email": each})) for each in (NINA, NEW)]

    assert said == [[("#email", "Nina Marsh is in the directory already")]] * 2


def test_whoever_keeps_one_board_cannot_come_in_as_the_head_of_another(home: Home) -> None:
    both = two_boards(home)
    by_omar = both.signed_in_as(OMAR)
    refused = move(both, "omar.too@example.org", of=CHAIR, by=by_omar)
    own = move(both, "mary.lane@example.org", of="mary@example.org", by=by_omar)

    assert errors(refused) == [
        ("#address", "They belong to a board that is not yours: ask its co-ordinator, or an administrator")
    ]
    assert (addresses(both)[CHAIR], own.status_code) == (CHAIR, 400)  # Mary manages Nina, of the other board


def test_an_administrators_address_is_an_administrators_to_change(home: Home) -> None:
    home.desk.administrators = frozenset({ADMIN, CHAIR})
    by_sam = move(home, "somebody@example.org", of=CHAIR)

    assert (by_sam.status_code, addresses(home)[CHAIR]) == (400, CHAIR)


def test_a_group_without_a_mailbox_is_offered_no_address(home: Home) -> None:
    browser = home.visitor
    token = page(browser.get("/").text).xpath("//input[@name='token']/@value")[0]
    form = {"token": token, "name": "QA Managers", "members": "Nina Marsh"}
    browser.ask("POST", "/desk/people/new?kind=group", data=form)
    offered = page(browser.get("/desk/people/one?of=group:qa-managers").text).xpath("//ul[@class='offers']//a/text()")

    assert "Address" not in offered
    assert errors(move(home, of="group:qa-managers"))[0][1].startswith("QA Managers is a group without a mailbox")
