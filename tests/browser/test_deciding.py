"""The chair decides on a telephone, by the mail's own link and signed in by a mailed link; and again without JavaScript
and by keyboard alone."""

import pytest

from tests.browser.house import BrowserHouse
from tests.browser.window import Window

pytestmark = pytest.mark.browser
CHAIR = "chair@example.org"


def test_the_chair_decides_by_the_link_in_the_mail_and_on_her_page(house: BrowserHouse, visitor: Window) -> None:
    visitor.go(house.decision_links(CHAIR)["1.12"])
    asked = visitor.text
    visitor.click("Set a new date")
    visitor.write("target", "end of February 2027")
    visitor.write("words", "The trainer comes in January.")
    visitor.click("Set it")
    refused = visitor.text
    visitor.write("minute", "COG 30 November 2026, minute 4")
    visitor.click("Set it")
    said = visitor.text
    visitor.go(f"{house.url}/boards/cog")
    visitor.write("address", CHAIR)
    visitor.click("Mail me a link")
    sent, mail = visitor.heading, house.mail_that_begins("Sign in to Chaser", CHAIR)
    visitor.go(next(line for line in mail.splitlines() if line.startswith("http")))
    visitor.click("Sign in")
    page, slipped = visitor.heading, visitor.text
    visitor.click("Raise it at the meeting 2.11")
    visitor.click("Put it on the list")
    raised = visitor.text
    visitor.click("Undo this")

    assert "What do you decide?" in asked
    assert "There is a problem Name the minute of the decision" in refused
    assert "set a new date, by the end of February 2027" in said
    assert (sent, page) == ("Look in your mail", "Decisions for Chief Officer Group")
    assert "1 time by the end of September 2026" in slipped
    assert "raised it for the meeting on Thursday 17 December 2026" in raised
    assert visitor.text.startswith("Taken back. All is as it was before.")
