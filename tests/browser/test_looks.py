"""Every page in a real browser: axe finds nothing, light and dark, and nobody scrolls sideways on a telephone."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import resources

import pytest

from scheduler.links import subscribe_path
from scheduler.register.subscribers import grant
from tests.browser.eyes import SEEN, Eyes, opened_eyes
from tests.browser.house import SAMPLE, BrowserHouse
from tests.browser.window import Window

pytestmark = pytest.mark.browser
TOM, SAM, CHAIR = "tom.keir@example.org", "sam@example.org", "chair@example.org"
MANAGER = "priya.lomas@example.org"


@pytest.fixture
def eyes(house: BrowserHouse, desktop: Window, axe: str) -> Iterator[Eyes]:
    """Eyes in front of the house, with nobody signed in."""
    with opened_eyes(desktop, axe) as made:
        yield made


def sign_in(eyes: Eyes, house: BrowserHouse) -> None:
    eyes.window.go(house.sign_in_link(SAM))
    eyes.window.click("Sign in")


def test_pages_of_plans_and_of_what_is_decided(house: BrowserHouse, eyes: Eyes) -> None:
    eyes.go_and_look(house.sign_in_link(SAM))
    eyes.window.click("Sign in")
    for path in ("/", "/plans/sample", "/plans/sample/1.12", "/boards/cog"):
        eyes.go_and_look(f"{house.url}{path}")
    for path in ("set-date?ref=1.12", "grant?ref=1.12", "note?ref=1.13"):
        eyes.go_and_look(f"{house.url}/say/sample/{path}")
    eyes.window.click("Note it")
    eyes.look()

    assert (eyes.wrong, eyes.seen) == ({}, SEEN["plans"])


def test_pages_of_the_desk_about_people_and_their_mail(house: BrowserHouse, eyes: Eyes) -> None:
    sign_in(eyes, house)
    for path in ("", "/leads", "/people", "/people/new", "/people/file", "/post"):
        eyes.go_and_look(f"{house.url}/desk{path}")
    eyes.go_and_look(eyes.window.driver.find_elements("css selector", "main section a")[0].get_attribute("href"))
    for path in ("one", "one/roles"):
        eyes.go_and_look(f"{house.url}/desk/people/{path}?of={TOM}")

    assert (eyes.wrong, eyes.seen) == ({}, SEEN["people"])


def test_pages_of_the_desk_about_boards_settings_feeds_and_connections(house: BrowserHouse, eyes: Eyes) -> None:
    sign_in(eyes, house)
    for path in ("boards", "boards/cog/head", "feeds", "feeds/new", "settings"):
        eyes.go_and_look(f"{house.url}/desk/{path}")
    eyes.window.write("manager_after", "7")
    eyes.window.click("See what would change")
    eyes.look("settings that would change")
    for form, button in (("keys", "Make the key"), ("webhooks", "Add the webhook")):
        eyes.go_and_look(f"{house.url}/desk/connections/{form}/new")
        eyes.window.click(button)
        eyes.look(f"{form} with errors")
        eyes.window.write("name", "Power BI")
        if form == "webhooks":
            eyes.window.write("url", "https://hooks.example.org/run?sig=secret")
        eyes.window.click(button)
        eyes.look(f"{form} made")
    eyes.go_and_look(f"{house.url}/desk/connections")
    eyes.go_and_look(f"{house.url}/api")

    assert (eyes.wrong, eyes.seen) == ({}, SEEN["desk"])


def test_pages_on_the_way_to_a_moved_meeting(house: BrowserHouse, eyes: Eyes) -> None:
    sign_in(eyes, house)
    eyes.go_and_look(f"{house.url}/desk/meetings/cog")
    eyes.go_and_look(f"{house.url}/desk/meetings")
    eyes.window.click("Chief Officer Group, Thursday 17 December 2026")
    eyes.look()
    eyes.window.click("Move it")
    eyes.look()
    eyes.window.write("day", "soon")
    eyes.window.click("See what would change")
    eyes.look("form with errors")
    eyes.window.write("day", "14 December 2026")
    eyes.window.click("See what would change")
    eyes.look("preview")
    eyes.window.click("Make this change")

    assert (eyes.wrong, eyes.seen) == ({}, SEEN["meeting"])
    assert eyes.window.heading == "Chief Officer Group, Monday 14 December 2026"


def test_pages_of_an_upload(house: BrowserHouse, eyes: Eyes) -> None:
    sign_in(eyes, house)
    eyes.go_and_look(f"{house.url}/desk/uploads/new")
    with resources.as_file(SAMPLE / "plan.docx") as file:
        eyes.window.write_file("file", str(file))
        eyes.window.write("plan", "sample")
        eyes.window.click("Read it")
    eyes.look()
    eyes.window.click("Mend 1.12")
    eyes.look()
    eyes.window.write("target", "some day")
    eyes.window.click("Keep this")
    eyes.look("row with errors")
    eyes.window.click("Back")
    eyes.window.click("Say what its columns hold")
    eyes.look()

    assert (eyes.wrong, eyes.seen) == ({}, SEEN["upload"])


def test_pages_behind_the_links_in_mails_of_leads_managers_and_chairs(house: BrowserHouse, eyes: Eyes) -> None:
    eyes.go_and_look(house.answer_links(TOM)["1.12"])
    eyes.window.click("Ask for a new date")
    eyes.look()
    eyes.window.click("Ask for it")
    eyes.look("form with errors")
    eyes.window.write("target", "end of February 2027")
    eyes.window.write("words", "The trainer is away.")
    eyes.window.click("Ask for it")
    eyes.look()
    eyes.go_and_look(house.decision_links(CHAIR)["1.12"])
    eyes.window.click("Grant it")
    eyes.look("the chair's form")
    eyes.go_and_look(house.first_answer_link(MANAGER))

    assert (eyes.wrong, eyes.seen) == ({}, SEEN["answers"])


def test_pages_for_strangers(house: BrowserHouse, eyes: Eyes) -> None:
    with house.house.sessions.begin() as session:
        token = grant(session, "cog", SAM, now=house.now)
    eyes.go_and_look(f"{house.url}{subscribe_path(token)}")
    eyes.go_and_look(min(each for each in house.every_link() if "/unsubscribe/" in each))
    for path in ("/sign-in", "/sign-in/nothing", "/nothing"):
        eyes.go_and_look(f"{house.url}{path}")
    house.now += timedelta(days=60)
    eyes.go_and_look(house.first_answer_link(TOM))
    assert eyes.window.heading == "This link has ended"

    assert (eyes.wrong, eyes.seen) == ({}, SEEN["strangers"])
