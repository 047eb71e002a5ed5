"""A lead answers from the mail's own link, on a telephone, with and without scripts, and by keyboard alone."""

import re
import urllib.request
from datetime import timedelta

import pytest

from tests.browser.house import LAST, BrowserHouse
from tests.browser.window import Window

pytestmark = pytest.mark.browser
TOM = "tom.keir@example.org"


def test_a_lead_answers_from_the_mails_own_link(house: BrowserHouse, telephone: Window) -> None:
    telephone.go(house.answer_links(TOM)["1.12"])
    heading = telephone.heading
    telephone.click("It is complete")
    telephone.click("Report it complete")
    refused = telephone.text
    telephone.write("evidence", "Minute 4 of the November meeting")
    telephone.click("Report it complete")
    recorded, said = telephone.heading, telephone.text
    telephone.click("Undo this")

    assert heading == "1.12 Hold a workshop for each team on drawing in police and health records."
    assert "There is a problem Say where the evidence is" in refused
    assert (recorded, "evidence: Minute 4 of the November meeting" in said) == ("Thank you, it is recorded", True)
    assert telephone.text.startswith("Taken back. All is as it was before.")


def test_a_lead_answers_by_keyboard_alone(house: BrowserHouse, desktop: Window) -> None:
    desktop.go(house.answer_links(TOM)["1.12"])
    desktop.tab_to("Say how it is going")
    desktop.enter()
    desktop.tab_to("words")
    desktop.press("The first session was held.")
    desktop.tab_to("Send")
    desktop.enter()

    assert (desktop.heading, "The first session was held." in desktop.text) == ("Thank you, it is recorded", True)


def test_an_old_link_mails_a_new_one_that_works(house: BrowserHouse, telephone: Window) -> None:
    old = house.answer_links(TOM)["1.12"]
    house.now += timedelta(days=31)
    telephone.go(old)
    ended = telephone.heading
    telephone.click("Mail me a new link")
    fresh = house.mail_that_begins("Your new link", TOM)
    telephone.go(re.findall(r"http\S+", fresh)[0])

    assert (ended, telephone.heading) == ("This link has ended", "Your actions")


def test_a_scanner_gets_and_heads_every_link_of_every_mail_and_nothing_changes(house: BrowserHouse) -> None:
    house.now += timedelta(minutes=1)
    sign_in = house.sign_in_link(TOM)
    links = {link.rstrip(".,;)>") for text in house.mails(day=LAST) for link in re.findall(r"http\S+", text)}
    before = house.rows()
    statuses = {}
    for link in {*links, sign_in}:
        for method in ("HEAD", "GET", "GET"):
            with urllib.request.urlopen(urllib.request.Request(link, method=method), timeout=60) as answer:
                statuses[method, link] = answer.status

    assert (set(statuses.values()), house.rows()) == ({200}, before)
    assert len(links) > 12
