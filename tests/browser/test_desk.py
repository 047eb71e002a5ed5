"""The chair decides, and the co-ordinator brings a plan from its file to the first mails, all in the browser."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pytest

from tests.browser.house import READ_ON, SAMPLE, BrowserHouse, at_eight, free_port, furnish, moved_in
from tests.browser.window import Window

pytestmark = pytest.mark.browser
CHAIR, SAM = "chair@example.org", "sam@example.org"


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[BrowserHouse]:
    """The sample home with its people and no plan."""
    home, port = tmp_path / "home", free_port()
    furnish(home, port, with_plan=False)
    with moved_in(home, port, now=at_eight(READ_ON)) as made:
        yield made


def sign_in(window: Window, house: BrowserHouse, person: str) -> None:
    window.go(house.sign_in_link(person))
    window.click("Sign in")


def test_signing_in_by_the_link_in_the_mail(house: BrowserHouse, telephone: Window) -> None:
    telephone.go(f"{house.url}/boards/cog")
    telephone.write("address", CHAIR)
    telephone.click("Mail me a link")
    sent = telephone.heading
    mail = house.mail_that_begins("Sign in to Chaser", CHAIR)
    telephone.go(next(line for line in mail.splitlines() if line.startswith("http")))
    telephone.click("Sign in")

    assert (sent, telephone.heading) == ("Look in your mail", "Decisions for Chief Officer Group")


def test_the_chair_decides(house: BrowserHouse, telephone: Window) -> None:
    sign_in(telephone, house, CHAIR)
    telephone.go(f"{house.url}/plans/sample/1.12")
    telephone.click("Set a new date")
    telephone.write("target", "end of February 2027")
    telephone.write("words", "The trainer comes in January.")
    telephone.click("Set it")
    refused = telephone.text
    telephone.write("minute", "COG 30 November 2026, minute 4")
    telephone.click("Set it")
    said = telephone.text
    telephone.go(f"{house.url}/boards/cog")

    assert "Name the minute of the decision" in refused
    assert "set a new date, by the end of February 2027" in said
    assert "1 time by the end of September 2026" in telephone.text.replace("Moved ", "").replace("First due ", "")


def test_the_co_ordinator_brings_a_plan_from_its_file_to_the_first_mails(
    empty_house: BrowserHouse, telephone: Window
) -> None:
    house = empty_house
    sign_in(telephone, house, SAM)
    telephone.go(f"{house.url}/desk")
    telephone.click("Add a plan, or its next edition")
    with resources.as_file(SAMPLE / "plan.docx") as file:
        telephone.write_file("file", str(file))
        telephone.write("plan", "cog-2026")
        telephone.click("Read it")
    shown = telephone.text
    telephone.click("Record it")
    for words, whom in (("PL", "Priya Lomas"), ("MT", "Marcus Tye")):
        telephone.fill_in_section(f"“{words}”", whom)
        telephone.click(f"Confirm “{words}”")
    telephone.go(f"{house.url}/desk")
    telephone.click("Release cog-2026")
    house.morning(house.now.date() + timedelta(days=1))
    mailed = house.mails("priya.lomas@example.org")

    assert "25 actions, as of" in shown
    assert telephone.heading.startswith("The post of")
    assert [each.splitlines()[0].endswith("you") for each in mailed] == [True]
