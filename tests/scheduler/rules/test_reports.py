"""What must be reported at a board's meetings stands in the plan's own words."""

from datetime import UTC, date, datetime, time

import pytest

from scheduler.plans.boards import Meeting
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.reports import reported_to, reports_by_meeting
from tests.builders import COG, commitment, in_month, snapshot

DECEMBER = in_month(date(2024, 12, 31))


@pytest.mark.parametrize(
    ("title", "progress", "heard"),
    [
        ("Audit schedule to be developed and reported quarterly to COG", "", True),
        ("Audit schedule", "Dec 2024 - NM to present findings to the COG", True),
        ("Audit schedule", "to be shared with Chief Officer Group in spring", True),
        ("COG to receive information on every case", "", True),
        ("Chief Officer Group will consider the policy", "", True),
        ("Annual panel, COG members among it", "", False),
        ("Every team talks of the work of the COG", "", False),
        ("Report to the regional office. COG dates are sent out", "", False),
        ("Reported to the cognitive group", "", False),
    ],
)
def test_an_action_is_for_the_board_when_its_words_say_so(title: str, progress: str, heard: bool) -> None:
    assert reported_to(COG, commitment(DECEMBER, title=title, progress=progress)) is heard


def meeting(on: date, series: str = "cog") -> Meeting:
    return Meeting(
        uid=f"{series}-{on:%Y-%m}",
        series=series,
        slot=f"{on:%Y-%m}",
        title="COG",
        on=on,
        starts=time(10),
        ends=time(12),
        changed_at=datetime(2024, 9, 2, tzinfo=UTC),
    )


MEETINGS = (
    meeting(date(2024, 6, 20)),  # before the plan's own day, 2 September
    meeting(date(2024, 9, 19)),
    meeting(date(2024, 12, 19)),
    meeting(date(2025, 3, 20)),
    meeting(date(2024, 12, 10), "moderation"),
)


def heard(promise: Commitment) -> list[str]:
    return sorted(reports_by_meeting(snapshot(promise, meetings=MEETINGS), COG, {"cog"}))


def test_a_report_comes_once_to_the_first_meeting_of_its_target_date() -> None:
    assert heard(commitment(DECEMBER, title="Present the audit to COG")) == ["cog-2024-12"]
    assert heard(commitment(in_month(date(2025, 1, 31)), title="Present the audit to COG")) == ["cog-2025-03"]


def test_what_is_said_quarterly_comes_to_every_meeting() -> None:
    quarterly = commitment(DECEMBER, title="COG to receive all cases", recurrence=Recurrence.QUARTERLY)

    assert heard(quarterly) == ["cog-2024-09", "cog-2024-12", "cog-2025-03"]
    assert heard(commitment(DECEMBER, title="Report to COG each meeting")) == heard(quarterly)


def test_what_is_over_is_kept_so_that_its_going_is_a_change() -> None:
    done = commitment(DECEMBER, title="Present the audit to COG", status=Status.COMPLETE)

    assert heard(done) == ["cog-2024-12"]


def test_what_is_without_a_date_comes_to_no_meeting_unless_it_comes_to_each() -> None:
    assert heard(commitment(None, title="Present the audit to COG")) == []
    assert heard(commitment(None, title="Report to COG each meeting")) == ["cog-2024-09", "cog-2024-12", "cog-2025-03"]


def test_a_step_is_heard_with_its_action_and_not_by_itself() -> None:
    title = "Present the audit to COG"

    assert reported_to(COG, commitment(DECEMBER, title=title, ref="1.1#1")) is False
    assert reported_to(COG, commitment(DECEMBER, title=title)) is True


def test_a_meeting_on_the_plans_own_day_or_on_the_first_day_of_the_target_date_counts() -> None:
    same_day = (meeting(date(2024, 9, 2)), meeting(date(2024, 12, 1)))
    promise = commitment(DECEMBER, title="Present the audit to COG")
    quarterly = commitment(DECEMBER, title="Report to COG each meeting")

    assert sorted(reports_by_meeting(snapshot(promise, meetings=same_day), COG, {"cog"})) == ["cog-2024-12"]
    assert sorted(reports_by_meeting(snapshot(quarterly, meetings=same_day), COG, {"cog"})) == [
        "cog-2024-09",
        "cog-2024-12",
    ]
