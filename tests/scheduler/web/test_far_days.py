"""Days that no calendar of ours reaches, typed into the desk's forms: refused beside their field, nothing kept."""

from pathlib import Path

import pytest

from scheduler.register.meetings import list_meetings
from scheduler.rounds.meetings import renew_meetings
from tests.builders import NINA
from tests.scheduler.web.book import WRITTEN, with_settings
from tests.scheduler.web.home import NOW, Home
from tests.scheduler.web.reading import page, words

SERIES = """
[series.cog]
board = "cog"
name = "Group meeting"
rule = "quarterly, second Tuesday, 14:00 to 16:00, from 2026-11"
"""


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31 December 9999"])
@pytest.mark.parametrize(
    ("form", "field"),
    [
        ("/desk/meetings/cog", "day"),
        ("/desk/meetings/cog/2026Q4/when", "day"),
        (f"/desk/people/one/away?of={NINA}", "away_from"),
        (f"/desk/people/one/left?of={NINA}", "left_on"),
    ],
)
def test_a_day_far_from_our_time_is_refused(home: Home, tmp_path: Path, form: str, field: str, day: str) -> None:
    house = with_settings(home, tmp_path, WRITTEN + SERIES)
    with house.sessions.begin() as session:
        renew_meetings(session, house.orders, now=NOW)
        before = list_meetings(session)
    browser = house.visitor
    token = page(browser.get("/").text).xpath("//input[@name='token']/@value")[0]
    answer = browser.ask("POST", form, data={"token": token, field: day, "starts": "10:00", "reason": "x"})
    with house.sessions() as session:
        after = list_meetings(session)
    said = [words(each) for each in page(answer.text).xpath(f"//div[@role='alert']//a[@href='#{field}']")]

    assert (answer.status_code, len(said), after) == (400, 1, before)
    assert said[0].startswith(f"“{day}” ")
