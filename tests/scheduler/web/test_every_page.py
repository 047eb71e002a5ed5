"""What holds of every page and form, whichever it is: its guards, nothing inline, no address for whoever needs none."""

import re

import pytest

from scheduler.web.headers import ALWAYS
from tests.builders import CHAIR, NINA, SAM
from tests.scheduler.web.home import Home
from tests.scheduler.web.reading import page
from tests.scheduler.web.test_access import ACTS, AT_THE_DESK, MEMBER, OF_OUR_BOARD, TABLE, doors, house

__all__ = ["doors", "house"]  # the fixtures of two boards
PATHS = tuple(path for pages in TABLE.values() for path, _ in pages)
NAMES = {"number": "1", "at": "1", "part": "roles", "series": "cog", "slot": "extra-2026-11-10", "act": "cancel"}
NAMES |= {"plan": "cog-2026", "say": "progress", "slug": "cog"}


@pytest.mark.parametrize("person", [NINA, MEMBER, CHAIR, SAM])
def test_no_page_runs_keeps_or_tells_anything(house: Home, person: str) -> None:
    browser = house.signed_in_as(person)
    for path in PATHS:
        answer = browser.get(path)
        tree = page(answer.text or "<p>")  # an old address leads on without a word
        inline = tree.xpath("//script | //style | //*[@style] | //*[@*[starts-with(name(), 'on')]] | //iframe")
        others = [each for each in tree.xpath("//@src | //link/@href") if "//" in each]

        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS, path
        assert (answer.headers["cache-control"], inline, others) == ("no-store", [], []), path


@pytest.mark.parametrize("person", [NINA, MEMBER, CHAIR])
def test_no_page_shows_an_address_but_the_co_ordinators_and_the_readers_own(house: Home, person: str) -> None:
    browser = house.signed_in_as(person)
    for path in PATHS:
        shown = set(re.findall(r"[\w.+-]+@[\w-]+\.[\w.-]+\w", browser.get(path).text))
        assert shown <= {SAM, person}, path


def test_no_form_acts_without_the_token_of_its_session(house: Home) -> None:
    browser, statuses = house.signed_in_as(SAM), {}
    for act in sorted(ACTS):
        path = act.removeprefix("POST ").format(**NAMES)
        statuses[act] = [browser.ask("POST", path, data=form).status_code for form in ({}, {"token": "another"})]

    assert {act: found for act, found in statuses.items() if found != [403, 403]} == {}
    assert len(statuses) >= len(AT_THE_DESK) + len(OF_OUR_BOARD)
