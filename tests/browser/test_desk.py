"""The chair signs in, and the co-ordinator brings a plan from its file to the first mails, all in the browser."""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

import pytest

from tests.browser.house import READ_ON, SAMPLE, BrowserHouse, at_eight, free_port, furnish, moved_in
from tests.browser.window import Window

pytestmark = pytest.mark.browser
CHAIR, SAM = "chair@example.org", "sam@example.org"
PUBLISHED = Path(__file__).parents[3] / "shared" / "plans" / "east-sussex-2024.docx"
EVERYTHING = "\ue009a"  # Ctrl and A


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


def follow(window: Window, *words: str) -> None:
    """Move to links and buttons by the Tab key, one after the other, and press Enter on each."""
    for each in words:
        window.tab_to(each)
        window.enter()


def test_signing_in_by_the_link_in_the_mail(house: BrowserHouse, telephone: Window) -> None:
    telephone.go(f"{house.url}/boards/cog")
    telephone.write("address", CHAIR)
    telephone.click("Mail me a link")
    sent = telephone.heading
    mail = house.mail_that_begins("Sign in to Chaser", CHAIR)
    telephone.go(next(line for line in mail.splitlines() if line.startswith("http")))
    telephone.click("Sign in")

    assert (sent, telephone.heading) == ("Look in your mail", "Decisions for Chief Officer Group")


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"A PUBLISHED PLAN WAS NOT BROUGHT IN: there is no {PUBLISHED}")
def test_the_co_ordinator_brings_a_published_plan_from_its_file_to_the_first_mails(
    empty_house: BrowserHouse, telephone: Window
) -> None:
    house = empty_house
    house.now = at_eight(date(2024, 11, 13))  # a Wednesday
    sign_in(telephone, house, SAM)
    telephone.go(f"{house.url}/desk")
    telephone.click("Add a plan, or its next edition")
    telephone.write_file("file", str(PUBLISHED))
    telephone.write("plan", "east-sussex")
    telephone.click("Read it")
    shown = telephone.text
    telephone.click("Mend 1.12")
    telephone.write("target", "end of January 2025")
    telephone.click("Keep this")
    mended = telephone.text
    telephone.click("Record it")
    for words, whom in (("NM", "Priya Lomas"), ("JE", "Marcus Tye")):
        telephone.fill_in_section(f"“{words}”", whom)
        telephone.click(f"Confirm “{words}”")
    telephone.go(f"{house.url}/desk/post")
    unreleased = house.mails()
    telephone.click("Release east-sussex")
    house.morning(date(2024, 11, 15))  # two weeks before the end of November

    assert "27 actions, as of Wednesday 13 November 2024" in shown
    assert "Mended: target was “Oct 2024”" in mended
    assert (unreleased, telephone.heading) == ([], "The post of Thursday 14 November 2024")
    leads = ("priya.lomas@example.org", "marcus.tye@example.org")
    assert [len(house.mails(person)) for person in leads] == [1, 0]  # 2.12 is due by then, 6.23 in January
    [mail] = house.mails(leads[0])
    assert [ref for ref in ("1.13", "2.12", "6.23") if f"\n{ref} " in mail] == ["2.12"]


def test_the_co_ordinator_brings_a_plan_from_its_file_to_the_first_mails_by_keyboard_alone(
    empty_house: BrowserHouse, desktop: Window
) -> None:
    house = empty_house
    desktop.go(house.sign_in_link(SAM))
    follow(desktop, "Sign in", "Desk", "Add a plan, or its next edition")
    with resources.as_file(SAMPLE / "plan.docx") as file:
        desktop.tab_to("file")
        desktop.press(str(file))
        desktop.tab_to("plan")
        desktop.press("cog-2026")
        follow(desktop, "Read it")
    shown = desktop.text
    follow(desktop, "Record it")
    for whom in ("Priya Lomas", "Marcus Tye"):
        desktop.tab_to("whom")
        desktop.press(EVERYTHING, whom)
        desktop.enter()
    follow(desktop, "Desk", "Release cog-2026")
    house.morning(house.now.date() + timedelta(days=1))
    mailed = house.mails("priya.lomas@example.org")

    assert "25 actions, as of" in shown
    assert desktop.heading.startswith("The post of")
    assert [each.splitlines()[0].endswith("you") for each in mailed] == [True]


def test_the_co_ordinator_changes_the_ladder_after_a_look_at_what_would_change(
    house: BrowserHouse, telephone: Window
) -> None:
    sign_in(telephone, house, SAM)
    telephone.go(f"{house.url}/desk/settings")
    telephone.write("chair_after", "3")
    telephone.click("See what would change")
    refused = telephone.text
    telephone.write("chair_after", "7")
    telephone.click("See what would change")
    looked = telephone.text
    telephone.click("Save these settings")

    assert "The steps are out of order: lead after 0, manager after 5, chair after 3." in refused
    assert "Working days until the chair hears: 7 instead of 10" in looked
    assert "Working days until the chair hears 10 7 Sam Ode" in telephone.text.replace("Before ", "").replace(
        "After ", ""
    ).replace("By whom ", "")
