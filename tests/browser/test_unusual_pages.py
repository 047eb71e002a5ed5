"""Pages that come seldom, in a real browser: refusals and faults, a house that holds nothing yet, and one whose words
are long and foreign. axe finds nothing on them either, and nothing makes them scroll sideways."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.links import AnswerPass, answer_path, sign_answer
from tests.browser.crowded import BUSY, SLUG, crowd, crowded_plan
from tests.browser.eyes import LOOKS, Eyes, opened_eyes
from tests.browser.house import READ_ON, BrowserHouse, at_eight, free_port, furnish, moved_in
from tests.browser.test_looks import TOM, sign_in
from tests.browser.window import Window

pytestmark = pytest.mark.browser
ONE_BOARD = 'transport = "maildrop"\n[boards.cog]\nname = "Board"\nco_ordinator = "Sam Ode <sam@example.org>"\n'
LIGHT_AND_DARK = (LOOKS[0], LOOKS[2])  # by every rule at 360 pixels, and by those of colours at 1280 in the dark
MISSES = 30
DOUBTFUL = """\
Ref,Action,Lead,Target date
9.12,Hold a workshop for each team soon on drawing in police and health records,TK,31 January 2027
9.99,Write a page for parents,TK,Feb 2027
"""


@pytest.fixture
def eyes(desktop: Window, axe: str) -> Iterator[Eyes]:
    """Eyes in front of no house yet."""
    with opened_eyes(desktop, axe, LIGHT_AND_DARK) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[BrowserHouse]:
    """A house of one board with its co-ordinator: no plan, no people, no meetings, no chair."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "chaser.toml").write_text(ONE_BOARD, "utf-8")
    with moved_in(tmp_path / "home", free_port(), now=at_eight(READ_ON)) as made:
        yield made


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[BrowserHouse]:
    """A house of 80 actions whose words are long and foreign."""
    home, port = tmp_path / "home", free_port()
    furnish(home, port, with_plan=False)
    with moved_in(home, port, now=at_eight(READ_ON)) as made:
        crowd(made)
        yield made


def test_pages_of_refusals_and_faults(house: BrowserHouse, eyes: Eyes) -> None:
    window, statuses = eyes.window, []

    def look() -> None:
        statuses.append(window.status)
        eyes.look()

    window.go(house.answer_links(TOM)["1.12"])
    window.click("It is complete")
    window.driver.execute_script("document.getElementById('evidence').value = 'long '.repeat(4000)")
    window.click("Report it complete")
    look()
    sign_in(eyes, house)
    window.go(f"{house.url}/say/sample/note?ref=1.13")
    window.driver.execute_script("document.querySelector('main [name=token]').value = 'another'")
    window.click("Note it")
    look()
    for number in range(MISSES):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{house.url}/sign-in/{number}")
    window.go(f"{house.url}/sign-in/once-more")
    look()
    house.now = house.now.replace(tzinfo=None)  # a clock that cannot be used: no page can be made
    window.go(f"{house.url}/desk")
    look()

    assert (eyes.wrong, statuses) == ({}, [413, 403, 429, 500])


def test_pages_of_a_house_that_holds_nothing_yet(empty: BrowserHouse, eyes: Eyes) -> None:
    sign_in(eyes, empty)
    desk = ("", "/leads", "/people", "/post", "/boards", "/feeds", "/meetings", "/connections")
    for path in ("/", "/boards/cog", *(f"/desk{each}" for each in desk)):
        eyes.go_and_look(f"{empty.url}{path}")
        assert eyes.window.status == 200
    eyes.window.go(f"{empty.url}/desk/uploads/new")
    eyes.window.click("Read it")
    eyes.look("an upload without a file")

    assert eyes.wrong == {}


def test_pages_whose_words_are_long_and_foreign(crowded: BrowserHouse, eyes: Eyes) -> None:
    ref = crowded_plan().actions[1].ref
    link = answer_path(
        sign_answer(crowded.house.secret, AnswerPass(person=BUSY, plan=SLUG, issued_at=crowded.now)), ref
    )
    sign_in(eyes, crowded)
    eyes.looks = LOOKS[:1]  # long pages: their colours are those of the pages below
    for path in (f"/plans/{SLUG}", link):
        eyes.go_and_look(f"{crowded.url}{path}")
    eyes.looks = LIGHT_AND_DARK
    for path in (f"/plans/{SLUG}?standing=Upcoming", f"/plans/{SLUG}/{ref}", "/boards/cog", "/desk/people"):
        eyes.go_and_look(f"{crowded.url}{path}")
        assert eyes.window.status == 200
    eyes.window.go(f"{crowded.url}{link}")
    eyes.window.click("Ask for a new date")
    eyes.window.click("Ask for it")
    eyes.look("a form with errors")

    assert eyes.wrong == {}


def test_pages_of_a_next_edition_that_leaves_doubts(house: BrowserHouse, eyes: Eyes, tmp_path: Path) -> None:
    (tmp_path / "next.csv").write_text(DOUBTFUL, "utf-8")
    sign_in(eyes, house)
    eyes.window.go(f"{house.url}/desk/uploads/new")
    eyes.window.write_file("file", str(tmp_path / "next.csv"))
    eyes.window.write("plan", "sample")
    eyes.window.click("Read it")
    eyes.look("what would change")
    eyes.window.click("Record it")
    eyes.look("what must be said first")

    assert (eyes.wrong, "Say whether 9.12 is the action that was 1.12" in eyes.window.text) == ({}, True)
