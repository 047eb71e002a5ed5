"""The co-ordinator brings a plan from its file to the first mails and changes the ladder, all in the browser."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.browser.house import READ_ON, BrowserHouse, at_eight, free_port, furnish, moved_in
from tests.browser.window import ByKeyboard, Window

pytestmark = pytest.mark.browser
SAM = "sam@example.org"
PUBLISHED = Path(__file__).parents[3] / "shared" / "plans" / "east-sussex-2024.docx"


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


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"A PUBLISHED PLAN WAS NOT BROUGHT IN: there is no {PUBLISHED}")
def test_the_co_ordinator_brings_a_published_plan_from_its_file_to_the_first_mails(
    empty_house: BrowserHouse, visitor: Window
) -> None:
    house = empty_house
    house.now = at_eight(date(2024, 11, 13))  # a Wednesday
    sign_in(visitor, house, SAM)
    visitor.go(f"{house.url}/desk")
    visitor.click("Add a plan, or its next edition")
    visitor.write_file("file", str(PUBLISHED))
    visitor.write("plan", "east-sussex")
    visitor.click("Read it")
    shown = visitor.text
    visitor.click("Mend 1.12")
    visitor.write("target", "end of January 2025")
    visitor.click("Keep this")
    mended = visitor.text
    visitor.click("Record it")
    for words, whom in (("NM", "Priya Lomas"), ("JE", "Marcus Tye")):
        visitor.fill_in_section(f"“{words}”", whom)
        visitor.click(f"Confirm “{words}”")
    visitor.go(f"{house.url}/desk/post")
    unreleased = house.mails()
    visitor.click("Release east-sussex")
    house.morning(date(2024, 11, 15))  # two weeks before the end of November

    assert "27 actions, as of Wednesday 13 November 2024" in shown
    assert "Mended: target was “Oct 2024”" in mended
    assert (unreleased, visitor.heading) == ([], "The post of Thursday 14 November 2024")
    leads = ("priya.lomas@example.org", "marcus.tye@example.org")
    assert [len(house.mails(person)) for person in leads] == [1, 0]  # 2.12 is due by then, 6.23 in January
    [mail] = house.mails(leads[0])
    assert [ref for ref in ("1.13", "2.12", "6.23") if f"\n{ref} " in mail] == ["2.12"]


def test_the_co_ordinator_changes_the_ladder_after_a_look_at_what_would_change(
    house: BrowserHouse, unaided: ByKeyboard
) -> None:
    sign_in(unaided, house, SAM)
    unaided.go(f"{house.url}/desk/settings")
    unaided.write("chair_after", "3")
    unaided.click("See what would change")
    refused = unaided.text
    unaided.write("chair_after", "7")
    unaided.click("See what would change")
    looked = unaided.text
    unaided.click("Save these settings")

    assert "The steps are out of order: lead after 0, manager after 5, chair after 3." in refused
    assert "Working days until the chair hears: 7 instead of 10" in looked
    assert "Working days until the chair hears 10 7 Sam Ode" in unaided.text.replace("Before ", "").replace(
        "After ", ""
    ).replace("By whom ", "")
