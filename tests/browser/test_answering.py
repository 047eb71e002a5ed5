"""A lead answers from the mail's own link on a telephone, and again without JavaScript and by keyboard alone."""

import re
import urllib.request
from datetime import timedelta

import pytest

from tests.browser.house import BrowserHouse
from tests.browser.window import ByKeyboard, Window

pytestmark = pytest.mark.browser
TOM = "tom.keir@example.org"


def test_a_lead_answers_from_the_mails_own_link(house: BrowserHouse, visitor: Window) -> None:
    visitor.go(house.answer_links(TOM)["1.12"])
    heading = visitor.heading
    visitor.click("It is complete")
    visitor.click("Report it complete")
    refused = visitor.text
    visitor.write("evidence", "Minute 4 of the November meeting")
    visitor.click("Report it complete")
    recorded, said = visitor.heading, visitor.text
    visitor.click("Undo this")

    assert heading == "1.12 Hold a workshop for each team on drawing in police and health records."
    assert "There is a problem Say where the evidence is" in refused
    assert (recorded, "evidence: Minute 4 of the November meeting" in said) == ("Thank you, it is recorded", True)
    assert visitor.text.startswith("Taken back. All is as it was before.")


def test_an_old_link_mails_a_new_one_that_works(house: BrowserHouse, unaided: ByKeyboard) -> None:
    old = house.answer_links(TOM)["1.12"]
    house.now += timedelta(days=31)
    unaided.go(old)
    ended = unaided.heading
    unaided.click("Mail me a new link")
    fresh = house.mail_that_begins("Your new link", TOM)
    unaided.go(re.findall(r"http\S+", fresh)[0])

    assert (ended, unaided.heading) == ("This link has ended", "Your actions")


def test_a_scanner_gets_and_heads_every_link_of_every_mail_and_nothing_changes(house: BrowserHouse) -> None:
    house.now += timedelta(minutes=1)
    links = {*house.every_link(), house.sign_in_link(TOM)}
    before = house.rows()
    statuses = {}
    for link in links:
        for method in ("HEAD", "GET"):
            with urllib.request.urlopen(urllib.request.Request(link, method=method), timeout=60) as answer:
                statuses[method, link] = answer.status

    assert (set(statuses.values()), house.rows()) == ({200}, before)
    kinds = {link.removeprefix(house.url).split("/")[1].partition("?")[0] for link in links if link != house.url}
    assert kinds == {"answer", "boards", "desk", "plans", "sign-in", "unsubscribe"}
