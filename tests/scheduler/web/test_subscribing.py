"""The page that adds a feed to a client: one click each, under the secret address alone."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from scheduler.register.subscribers import list_subscribers, revoke
from scheduler.web.subscribing import ways
from tests.builders import SAM
from tests.scheduler.web.home import NOW, ORDERS, Home
from tests.scheduler.web.reading import headings, paragraphs
from tests.scheduler.web.test_feed_address import subscribe

ADDRESS = "https://chaser.example.org/feeds/k3v9.ics"
ALONE = "This address works on this computer alone."


def page_of(path: str) -> str:
    return path.removesuffix(".ics") + "/subscribe"


def test_each_client_has_a_link_that_carries_the_address() -> None:
    links = {way.button: urlsplit(way.url) for way in ways(ADDRESS, "COG: meetings") if way.url}
    assert {button: (link.scheme, link.netloc, link.path) for button, link in links.items()} == {
        "Add to Outlook at work": ("https", "outlook.office.com", "/calendar/0/addfromweb/"),
        "Add to Outlook.com": ("https", "outlook.live.com", "/calendar/0/addfromweb/"),
        "Add to Google Calendar": ("https", "calendar.google.com", "/calendar/r"),
        "Open in your calendar program": ("webcal", "chaser.example.org", "/feeds/k3v9.ics"),
    }
    by_address = {"url": [ADDRESS], "name": ["COG: meetings"]}
    assert parse_qs(links["Add to Outlook at work"].query) == by_address
    assert parse_qs(links["Add to Outlook.com"].query) == by_address
    assert parse_qs(links["Add to Google Calendar"].query) == {"cid": ["webcal://chaser.example.org/feeds/k3v9.ics"]}


def test_each_client_says_when_it_shows_changes() -> None:
    assert [way.refreshes for way in ways(ADDRESS, "COG")] == [
        "about every 3 hours; it can take a day.",
        "about every 3 hours; it can take a day.",
        "after 8 to 24 hours, as Google decides; it cannot be hurried.",
        "as often as you set it; every 6 hours where you set nothing, and each hour at the most.",
        "every 30 minutes in Thunderbird, unless you set it otherwise.",
    ]


def test_the_page_shows_the_address_to_copy_and_the_links(home: Home) -> None:
    published = Home(home.sessions, orders=replace(ORDERS, web_url="https://chaser.example.org"))
    path = subscribe(home)
    answer = published.visitor.get(page_of(path))
    tree: html.HtmlElement = html.document_fromstring(answer.text)

    assert (answer.status_code, headings(answer.text, 1)) == (200, ["Add this calendar to yours"])
    assert [each.text_content() for each in tree.find_class("address")] == [f"https://chaser.example.org{path}"]
    assert [each.get("href") for each in tree.find_class("button")] == [
        way.url for way in ways(f"https://chaser.example.org{path}", "Moderation meeting") if way.url
    ]
    assert [words for words in paragraphs(answer.text) if ALONE in words] == []


def test_without_a_published_address_the_page_says_who_can_reach_it(home: Home) -> None:
    said = paragraphs(home.visitor.get(page_of(subscribe(home))).text)

    assert [words.startswith(ALONE) for words in said if "computer alone" in words] == [True]


def test_the_page_is_for_nobody_elses_cache_and_runs_nothing(home: Home) -> None:
    answer = home.visitor.get(page_of(subscribe(home)))

    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")
    assert html.document_fromstring(answer.text).xpath("//script | //*[@onclick]") == []


@pytest.mark.parametrize("token", ["unknown", "x" * 2000])
def test_an_address_that_was_never_granted_has_no_page(home: Home, token: str) -> None:
    assert home.visitor.get(f"/feeds/{token}/subscribe").status_code == 404


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=30)])
def test_a_revoked_address_has_none_from_that_instant_on(home: Home, age: timedelta) -> None:
    path = subscribe(home)
    with home.sessions.begin() as session:
        [subscriber] = list_subscribers(session)
        revoke(session, subscriber.number, who=SAM, now=NOW)
    home.now = NOW + age

    assert home.visitor.get(page_of(path)).status_code == 410


def test_opening_the_page_counts_as_no_fetch(home: Home) -> None:
    home.visitor.get(page_of(subscribe(home)))
    with home.sessions.begin() as session:
        assert home.desk.fetches.flush(session, NOW) == 0
