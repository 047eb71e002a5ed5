"""Whether an action's own text says that it comes round again: rules.md's bullet on frequencies."""

import pytest

from scheduler.plans.target_dates import Recurrence
from scheduler.reading.recurrences import read_recurrence

THE_ACTION_ITSELF = """
annual | Annual multi-agency panel (with board members) to look at remand cases.
annual | Conduct an annual evaluation of the scheme
annual | Dates of meetings sent out annually so that partners can come
annual | Refresh the needs analysis every year
annual | Hold a yearly conference with schools
quarterly | Quarterly audit of plans
quarterly | Moderation meetings to take place quarterly – widened to the new tool
quarterly | Managers to conduct a quarterly audit of one theme
quarterly | Leads to look at each case every 3 months
quarterly | Ensure that managers come together quarterly to compare plans
quarterly | The board to meet each quarter
quarterly | Audits to be held every three months
monthly | Health to continue to report waiting times to commissioners on a monthly basis
monthly | Sample ten referrals every month
monthly | Undertake a monthly dip sample
fortnightly | Fortnightly call with the host service
fortnightly | Managers to check the list every two weeks
"""

SOMETHING_ELSE = """
Monthly risk panel to be established with partners
A schedule of audits to be developed and reported quarterly. To include monthly checks.
Look at the trends at the monthly performance review
Performance report to contain data on monthly reoffending
Draft a joint protocol, and monitor the figures monthly
Design training on the tool and then audit 3 cases per quarter each
Create a forum which meets quarterly
Send the invitation to nurses to attend monthly referral meetings
Develop an audit of children with five contacts in a quarter. Those with 3 per quarter are looked at too.
Introduce joint planning, and review cases 3 months after the first meeting
A sound process to be introduced to include: fortnightly contact with the host
Team meetings to include an item on the board's work
Implement the annual training plan
Share audit findings reported each quarter
Six-monthly review of contracts
Weekly meeting of managers
Train all staff
"""


@pytest.mark.parametrize(
    ("rate", "title"), [tuple(line.split(" | ")) for line in THE_ACTION_ITSELF.strip().splitlines()]
)
def test_an_action_that_comes_round_again_says_so_itself(rate: str, title: str) -> None:
    assert read_recurrence(title, "") == Recurrence(rate)


@pytest.mark.parametrize("title", SOMETHING_ELSE.strip().splitlines())
def test_a_frequency_of_something_else_makes_no_recurrence(title: str) -> None:
    assert read_recurrence(title, "") is None


@pytest.mark.parametrize(
    ("progress", "rate"),
    [
        ("Quarterly from now.", Recurrence.QUARTERLY),
        ("Ongoing - quarterly", Recurrence.QUARTERLY),
        ("Completed, then annually", Recurrence.ANNUAL),
        ("March 2025 and annually thereafter", Recurrence.ANNUAL),
        ("Dec 2024 – impact to be reported to the board quarterly", None),
        ("Completed - quarterly meetings booked for a year", None),
        ("Completed", None),
    ],
)
def test_the_progress_says_it_where_the_title_does_not(progress: str, rate: Recurrence | None) -> None:
    assert read_recurrence("Meet with managers to compare plans", progress) == rate


def test_the_title_counts_before_the_progress() -> None:
    assert read_recurrence("Annual panel to review cases", "Quarterly from now") == Recurrence.ANNUAL
