"""Every page in a real browser: axe finds nothing, light and dark, and nobody scrolls sideways on a telephone."""

from importlib import resources

import pytest

from scheduler.links import subscribe_path
from scheduler.register.subscribers import grant
from tests.browser.house import SAMPLE, BrowserHouse
from tests.browser.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe")]
TOM, SAM = "tom.keir@example.org", "sam@example.org"
LOOKS = ((False, 360), (True, 1280))  # dark, and how many pixels wide
PAGES = (
    "/",
    "/plans/sample",
    "/plans/sample/1.12",
    "/pictures/sample",
    "/boards/cog",
    "/say/sample/set-date?ref=1.12",
    "/say/sample/grant?ref=1.12",
    "/desk",
    "/desk/post",
    "/desk/leads",
    "/desk/people",
    "/desk/people/one?of=tom.keir@example.org",
    "/desk/people/one/roles?of=tom.keir@example.org",
    "/desk/meetings",
    "/desk/feeds",
    "/desk/boards",
    "/desk/feeds/new",
    "/desk/people/new",
    "/desk/people/file",
    "/desk/meetings/cog",
    "/desk/boards/cog/head",
    "/desk/uploads/new",
    "/desk/settings",
    "/desk/connections",
    "/desk/connections/keys/new",
    "/desk/connections/webhooks/new",
    "/api",
)


def looked_at(window: Window) -> dict[str, list[str]]:
    """What is wrong with the page that is open, by how it is looked at."""
    found = {}
    for dark, width in LOOKS:
        window.look(dark=dark, width=width)
        wider = [f"{window.sideways} pixels too wide"] if window.sideways > 0 else []
        found[f"{'dark' if dark else 'light'} {width}"] = [*window.faults(), *wider]
    return {how: faults for how, faults in found.items() if faults}


def test_pages_for_whoever_is_signed_in(house: BrowserHouse, desktop: Window) -> None:
    desktop.go(house.sign_in_link(SAM))
    found = {"sign in": looked_at(desktop)}
    desktop.click("Sign in")
    for path in PAGES:
        desktop.go(f"{house.url}{path}")
        found[path] = looked_at(desktop)
    desktop.go(f"{house.url}/say/sample/note?ref=1.13")
    desktop.click("Note it")
    found["said"] = looked_at(desktop)

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_pages_on_the_way_to_a_moved_meeting(house: BrowserHouse, desktop: Window) -> None:
    desktop.go(house.sign_in_link(SAM))
    desktop.click("Sign in")
    desktop.go(f"{house.url}/desk/meetings")
    desktop.click("Chief Officer Group, Thursday 17 December 2026")
    found = {"meeting": looked_at(desktop)}
    desktop.click("Move it")
    desktop.write("day", "soon")
    desktop.click("See what would change")
    found["form with errors"] = looked_at(desktop)
    desktop.write("day", "14 December 2026")
    desktop.click("See what would change")
    found["preview"] = looked_at(desktop)
    desktop.click("Make this change")

    assert {where: faults for where, faults in found.items() if faults} == {}
    assert desktop.heading == "Chief Officer Group, Monday 14 December 2026"


def test_pages_of_an_upload_and_of_settings_that_would_change(house: BrowserHouse, desktop: Window) -> None:
    desktop.go(house.sign_in_link(SAM))
    desktop.click("Sign in")
    desktop.go(f"{house.url}/desk/uploads/new")
    with resources.as_file(SAMPLE / "plan.docx") as file:
        desktop.write_file("file", str(file))
        desktop.write("plan", "sample")
        desktop.click("Read it")
    found = {"upload": looked_at(desktop)}
    desktop.click("Mend 1.12")
    found["row"] = looked_at(desktop)
    desktop.write("target", "some day")
    desktop.click("Keep this")
    found["row with errors"] = looked_at(desktop)
    desktop.click("Back")
    desktop.click("Say what its columns hold")
    found["columns"] = looked_at(desktop)
    desktop.go(f"{house.url}/desk/settings")
    desktop.write("manager_after", "7")
    desktop.click("See what would change")
    found["settings that would change"] = looked_at(desktop)

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_pages_for_whoever_answers(house: BrowserHouse, desktop: Window) -> None:
    found = {}
    desktop.go(house.answer_links(TOM)["1.12"])
    found["answer"] = looked_at(desktop)
    desktop.click("Ask for a new date")
    found["form"] = looked_at(desktop)
    desktop.click("Ask for it")
    found["form with errors"] = looked_at(desktop)
    desktop.write("target", "end of February 2027")
    desktop.write("words", "The trainer is away.")
    desktop.click("Ask for it")
    found["answered"] = looked_at(desktop)
    desktop.go(min(each for each in house.every_link() if "/unsubscribe/" in each))
    found["unsubscribe"] = looked_at(desktop)
    with house.house.sessions.begin() as session:
        token = grant(session, "cog", SAM, now=house.now)
    desktop.go(f"{house.url}{subscribe_path(token)}")
    found["subscribe"] = looked_at(desktop)
    for path in ("/sign-in", "/sign-in/nothing", "/nothing"):
        desktop.go(f"{house.url}{path}")
        found[path] = looked_at(desktop)

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_pages_of_a_key_and_a_webhook_that_are_made(house: BrowserHouse, desktop: Window) -> None:
    desktop.go(house.sign_in_link(SAM))
    desktop.click("Sign in")
    found = {}
    for form, button in (("keys", "Make the key"), ("webhooks", "Add the webhook")):
        desktop.go(f"{house.url}/desk/connections/{form}/new")
        desktop.click(button)
        found[f"{form} with errors"] = looked_at(desktop)
        desktop.write("name", "Power BI")
        if form == "webhooks":
            desktop.write("url", "https://hooks.example.org/run?sig=secret")
        desktop.click(button)
        found[f"{form} made"] = looked_at(desktop)
    desktop.go(f"{house.url}/desk/connections")
    found["lists"] = looked_at(desktop)

    assert {where: faults for where, faults in found.items() if faults} == {}
