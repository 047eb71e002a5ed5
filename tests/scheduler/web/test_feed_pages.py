"""Calendar feeds at the desk: an address is given and shown once, renewed, revoked; who fetches is seen."""

import re

import httpx
import pytest

from scheduler.register.subscribers import list_subscribers
from tests.builders import NINA, OMAR
from tests.scheduler.web.home import Home
from tests.scheduler.web.reading import headings, page, table, words


def send(home: Home, path: str, **fields: str) -> httpx.Response:
    browser = home.visitor
    token = page(browser.get("/").text).xpath("//input[@name='token']/@value")[0]
    return browser.ask("POST", path, data={"token": token, **fields})


def give(home: Home, feed: str = "board:cog", person: str = "Nina Marsh") -> httpx.Response:
    return send(home, "/desk/feeds/new", feed=feed, person=person)


def address(answer: httpx.Response) -> str:
    return str(re.findall(r"http://127.0.0.1:8024(/feeds/[^<\s]+\.ics)", answer.text)[0])


def rows(home: Home, title: str = "Chief Officer Group: meetings") -> list[list[str]]:
    text = home.visitor.get("/desk/feeds").text
    captions = [words(each) for each in page(text).iter("caption")]
    return [row for each in captions if each.endswith(title) for row in table(text, each)]


def test_every_feed_of_the_board_is_listed_with_who_subscribes(home: Home) -> None:
    shown = headings(home.visitor.get("/desk/feeds").text, 2)

    assert shown == ["Chief Officer Group: meetings", "Chief Officer Group", "Moderation meeting"]


def test_an_address_is_shown_once_and_works(home: Home) -> None:
    answer = give(home)
    fetched = home.stranger.get(address(answer))
    [row] = rows(home)

    assert (answer.status_code, answer.headers["cache-control"], fetched.status_code) == (200, "no-store", 200)
    assert row[:4] == ["Nina Marsh", "12 October 2026, 10:30", "never", "–"]
    assert address(answer) not in home.visitor.get("/desk/feeds").text


def test_fetches_are_seen_once_they_are_written(home: Home) -> None:
    home.stranger.get(address(give(home)))
    with home.sessions.begin() as session:
        home.desk.fetches.flush(session, home.now)

    assert rows(home)[0][2] == "1 time, last on 12 October 2026, 10:30"


def test_a_revoked_address_is_empty_and_says_so(home: Home) -> None:
    path = address(give(home))
    send(home, "/desk/feeds/1/revoke")

    assert "BEGIN:VEVENT" not in home.stranger.get(path).text
    assert rows(home)[0][3:] == ["revoked on 12 October 2026, 10:30", "–"]


def test_a_renewed_address_ends_the_old_one(home: Home) -> None:
    old = address(give(home))
    new = address(send(home, "/desk/feeds/1/renew"))
    with home.sessions() as session:
        held = [(each.person, each.feed, each.revoked_at is None) for each in list_subscribers(session)]

    assert held == [(NINA, "board:cog", False), (NINA, "board:cog", True)]
    assert (old == new, home.stranger.get(new).status_code) == (False, 200)


def test_a_persons_own_feed_goes_to_that_person_alone(home: Home) -> None:
    theirs = give(home, feed=f"person:{NINA}", person="Omar Reid")
    own = give(home, feed=f"person:{NINA}", person="Nina Marsh")

    assert (theirs.status_code, own.status_code) == (400, 200)
    assert words(page(theirs.text).xpath("//div[@role='alert']//a")[0]) == (
        "A person’s own feed goes to that person alone: it holds what they lead"
    )


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("", "Say who subscribes"),
        ("Zoe", "“Zoe” is not in the directory: write the name as it stands there"),
    ],
)
def test_nobody_outside_the_directory_subscribes(home: Home, person: str, said: str) -> None:
    answer = give(home, person=person)

    assert (answer.status_code, words(page(answer.text).xpath("//div[@role='alert']//a")[0])) == (400, said)


def test_who_gave_an_address_stands_in_the_history(home: Home) -> None:
    give(home, person="OR")
    rows_of = page(home.visitor.get(f"/desk/people/one?of={OMAR}").text).xpath("//dl[contains(@class, 'story')]//dd")

    assert [words(each) for each in rows_of] == ["Sam Ode", "Feed: nothing → board:cog"]


@pytest.mark.parametrize("path", ["/desk/feeds/9/revoke", "/desk/feeds/9/renew"])
def test_an_address_that_is_not_there_is_not_there(home: Home, path: str) -> None:
    assert send(home, path).status_code == 404


def test_a_feed_that_is_not_there_is_given_to_nobody(home: Home) -> None:
    assert give(home, feed="board:other").status_code == 404
