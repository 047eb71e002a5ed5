"""A meeting series' rule on a page."""

import pytest

from scheduler.plans.boards import MeetingSeries
from scheduler.web.series_words import rule_in_words


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("quarterly, second Tuesday, from 2026-11", "quarterly, second Tuesday, from November 2026"),
        (
            "monthly, last Friday, from 2026-01-12 until 2027-03",
            "monthly, last Friday, from 12 January 2026 until March 2027",
        ),
        ("weekly, Monday, 14:00 to 16:00", "weekly, Monday, 14:00 to 16:00"),
        ("", ""),
    ],
)
def test_months_and_days_of_a_rule_are_said_in_words(rule: str, said: str) -> None:
    assert rule_in_words(MeetingSeries(slug="cog", board="cog", name="Group meeting", rule=rule)) == said
