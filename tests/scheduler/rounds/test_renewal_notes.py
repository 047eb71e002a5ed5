"""What the co-ordinator's digest says of series that end."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from scheduler.plans.boards import MeetingSeries
from tests.builders import SAM
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action

COG_SERIES = MeetingSeries(slug="cog", board="cog", name="COG meeting", days=(date(2025, 3, 11),))


def test_a_series_that_ends_stands_in_the_co_ordinators_digest_and_once_alone(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    house.orders = replace(house.orders, series={"cog": COG_SERIES})
    house.record(a_plan(an_action("1.1", date(2026, 1, 31), "NM")))
    house.morning("2025-01-09T08:00", release=True)
    on_the_day = house.morning("2025-01-10T08:00")
    after = house.morning("2025-01-13T08:00")

    said = [mail.rendered.text for mail in on_the_day.posted if mail.person == SAM]
    assert [text.count("The last meeting of COG meeting is on Tuesday 11 March 2025.") for text in said] == [1]
    assert [text.count("A series of meetings ends".upper()) for text in said] == [1]
    assert [mail.person for mail in after.posted] == []
