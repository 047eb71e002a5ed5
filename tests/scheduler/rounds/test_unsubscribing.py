"""One click on a mail's own unsubscribe link (RFC 8058), lived through: what comes weekly, and what it may not silence.

Due days in 2025, and when Nina hears of them: 1.1 Fri 28 February (rungs Fri 31 January, Fri 14 and Fri 21 February);
1.2 Wed 26 February itself. The week's first working days are Mondays.
"""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import Message
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from notifications.transports.contract import Envelope
from notifications.transports.memory import Memory
from scheduler.links import unsubscribe_url
from scheduler.web.app import create_app
from scheduler.web.desk import Desk
from scheduler.web.health import gather
from tests.builders import CHAIR, MANAGER, NINA, SAM, on_day
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at, lived_in
from tests.scheduler.web.visitor import Visitor

SECRET = b"a secret of this house"
URL = "http://localhost:8024"
PEOPLE = """name,initials,email,manager
Nina Marsh,NM,nina@example.org,mary@example.org
Mary Lane,ML,mary@example.org,
Robin Hale,,chair@example.org,
Sam Ode,,sam@example.org,
"""
FIRST = "2025-01-31T08:00"


def told_first(house: TestHouse) -> None:
    link = partial(unsubscribe_url, "https://chaser.example.org", SECRET)
    house.orders = replace(house.orders, web_url="https://chaser.example.org", unsubscribe_link=link)
    itself = replace(an_action("1.2", date(2025, 2, 28), "NM"), target=on_day(date(2025, 2, 26)))
    house.record(a_plan(an_action("1.1", date(2025, 2, 28), "NM"), itself), people=PEOPLE)
    house.morning(FIRST, release=True)


@pytest.fixture
def house(tmp_path: Path) -> TestHouse:
    """A house whose mails have links, with two actions of Nina's; she has had her first digest."""
    return lived_in(tmp_path, told_first)


def pages(house: TestHouse, when: str) -> Visitor:
    """The pages of that house, as a mail program reaches them."""
    desk = Desk(
        sessions=house.sessions,
        orders=replace(house.orders, web_url=""),
        now=lambda: at(when),
        health=lambda: gather(house.sessions(), house.orders, now=at(when), transport="smtp", free_disk_bytes=10**9),
        secret=SECRET,
        own_url=URL,
    )
    return Visitor(create_app(desk))


def sent_to(house: TestHouse, person: str) -> list[Envelope]:
    """What went to somebody, earliest first."""
    assert isinstance(house.road, Memory)
    return [sent for sent in house.road.accepted if sent.recipient == person]


def last_mail(house: TestHouse, person: str) -> "Message[str, str]":
    """What went to somebody last."""
    return message_from_bytes(sent_to(house, person)[-1].content)


def click(house: TestHouse, link: str, when: str = FIRST) -> None:
    """What a mail program does on one click: a POST of one field, no cookie, no page before it."""
    answer = pages(house, when).ask("POST", urlsplit(link).path, data={"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (200, False)


def clicked(house: TestHouse) -> TestHouse:
    """Nina's mail program used the link of her digest."""
    mail = last_mail(house, NINA)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip("<>")
    assert link.startswith("https://chaser.example.org/unsubscribe/")
    click(house, link)
    return house


def mailed_on(house: TestHouse, *days: str) -> list[tuple[str, list[str]]]:
    """Who was mailed on each of these days."""
    mornings = [house.morning(f"{day}T08:00") for day in days]
    return [(day, [each.person for each in report.posted]) for day, report in zip(days, mornings, strict=True)]


def test_without_a_click_each_rung_is_told_on_its_own_day(house: TestHouse) -> None:
    assert mailed_on(house, "2025-02-14", "2025-02-17") == [("2025-02-14", [NINA]), ("2025-02-17", [])]


def test_after_a_click_a_rung_waits_for_the_weeks_first_working_day(house: TestHouse) -> None:
    assert mailed_on(clicked(house), "2025-02-10", "2025-02-14", "2025-02-17") == [
        ("2025-02-10", [SAM]),  # Monday, on which the co-ordinator hears of the click
        ("2025-02-14", []),
        ("2025-02-17", [NINA, SAM]),
    ]


def test_the_co_ordinator_hears_of_a_click(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00")
    before = len(sent_to(house, SAM))
    clicked(house)
    house.morning("2025-02-10T08:00")

    assert len(sent_to(house, SAM)) == before + 1
    text = next(part for part in last_mail(house, SAM).walk() if part.get_content_type() == "text/plain")
    assert b"1 lead has chosen weekly digests" in bytes(text.get_payload(decode=True))


def test_a_click_silences_neither_the_day_itself_nor_what_is_late(house: TestHouse) -> None:
    clicked(house)
    house.morning("2025-02-17T08:00")

    assert mailed_on(house, "2025-02-24", "2025-02-25", "2025-02-26", "2025-02-27")[1:] == [
        ("2025-02-25", []),
        ("2025-02-26", [NINA]),
        ("2025-02-27", [NINA]),
    ]


def test_a_click_silences_no_escalation_to_a_manager_or_the_chair(house: TestHouse) -> None:
    clicked(house)
    for person in (MANAGER, CHAIR):
        click(house, unsubscribe_url("https://chaser.example.org", SECRET, person))
    house.morning("2025-02-27T08:00")  # late since today: the manager after 5 working days, the chair after 10
    days = ("2025-03-06", "2025-03-13", "2025-03-17")
    told = dict(mailed_on(house, *days))

    assert MANAGER in told["2025-03-06"]  # a Thursday
    assert CHAIR in told["2025-03-17"]
    assert last_mail(house, CHAIR)["List-Unsubscribe"] is None


def test_a_click_silences_no_link_that_its_person_asks_for(house: TestHouse) -> None:
    clicked(house)
    answer = pages(house, "2025-02-05T10:00").ask("POST", "/sign-in", data={"address": NINA})
    house.deliver("2025-02-05T10:01")

    assert answer.status_code == 200
    mail = last_mail(house, NINA)
    assert (mail["Subject"], mail["List-Unsubscribe"]) == ("Sign in to Chaser: your link", None)
