"""Undated and ongoing actions are asked about before each board meeting, once, and that meeting is offered."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from tests.builders import NINA, SAM, commitment, live, snapshot


def meeting(
    on: date,
    *,
    series: str = "cog",
    status: MeetingStatus = MeetingStatus.CONFIRMED,
    papers_on: date | None = None,
) -> Meeting:
    return Meeting(
        uid=f"{series}-{on}",
        series=series,
        slot=on.isoformat(),
        title="Chief Officer Group",
        on=on,
        starts=time(10),
        ends=time(12),
        status=status,
        paper_deadline_on=papers_on,
        changed_at=datetime(2025, 1, 1, tzinfo=UTC),
    )


THURSDAY = meeting(date(2025, 3, 20))
UNDATED = commitment(None)
BEFORE, AFTER = date(2025, 2, 24), date(2025, 4, 4)


def asked(
    *meetings: Meeting, promise: Commitment = UNDATED, down: frozenset[date] = frozenset()
) -> list[tuple[str, str, str]]:
    register = snapshot(promise, meetings=meetings, board_series={"cog": "cog"})
    return [
        (f"{day:%a %Y-%m-%d}", n.key.kind.value, n.key.person)
        for day, decisions in live(register, BEFORE, AFTER, down=down).items()
        for n in decisions.notices
    ]


def test_the_lead_is_asked_once_fourteen_days_before_the_board_meets() -> None:
    assert asked(THURSDAY) == [("Thu 2025-03-06", "undated", NINA)]


def test_the_question_names_the_meeting_that_is_offered() -> None:
    register = snapshot(UNDATED, meetings=(THURSDAY,), board_series={"cog": "cog"})
    [notice] = live(register, date(2025, 3, 6), date(2025, 3, 6))[date(2025, 3, 6)].notices

    assert notice.reason == "it has no target date; Chief Officer Group on Thursday 20 March 2025 is offered"


def test_what_nobody_leads_is_asked_of_the_co_ordinator() -> None:
    assert asked(THURSDAY, promise=replace(UNDATED, leads=())) == [("Thu 2025-03-06", "undated", SAM)]


def test_a_question_that_was_missed_is_caught_up_until_the_meeting() -> None:
    week_of_silence = frozenset(date(2025, 3, day) for day in range(3, 14))

    assert asked(THURSDAY, down=week_of_silence) == [("Fri 2025-03-14", "undated", NINA)]


def test_each_board_meeting_asks_anew() -> None:
    soon_after = meeting(date(2025, 4, 10))

    assert asked(THURSDAY, soon_after) == [("Thu 2025-03-06", "undated", NINA), ("Thu 2025-03-27", "undated", NINA)]


def test_neither_cancelled_meetings_nor_other_series_ask() -> None:
    cancelled = meeting(date(2025, 3, 20), status=MeetingStatus.CANCELLED)

    assert asked(cancelled, meeting(date(2025, 3, 20), series="moderation")) == []


def test_what_is_ongoing_without_a_date_is_asked_about_too() -> None:
    assert asked(THURSDAY, promise=replace(UNDATED, status=Status.ONGOING)) == [("Thu 2025-03-06", "undated", NINA)]


def test_what_is_complete_is_asked_about_no_more() -> None:
    assert asked(THURSDAY, promise=replace(UNDATED, status=Status.COMPLETE)) == []
