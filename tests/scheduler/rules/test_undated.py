"""Undated and ongoing actions are asked about before each board meeting, once, and that meeting is offered."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from scheduler.rules.undated import asking_slot, next_question
from scheduler.rules.view import View
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


@pytest.mark.parametrize(
    ("meetings", "today", "on", "after"),
    [
        ((THURSDAY,), date(2025, 3, 3), date(2025, 3, 6), date(2025, 2, 6)),  # no further back than 28 days
        ((THURSDAY,), date(2025, 3, 20), date(2025, 3, 6), date(2025, 2, 6)),  # the meeting's own day
        ((meeting(date(2025, 2, 27)), THURSDAY), date(2025, 3, 3), date(2025, 3, 6), date(2025, 2, 27)),
        ((meeting(date(2025, 3, 13)), THURSDAY), date(2025, 3, 14), date(2025, 3, 6), date(2025, 3, 5)),
        ((meeting(date(2025, 1, 9)), THURSDAY), date(2025, 3, 3), date(2025, 3, 6), date(2025, 2, 6)),
    ],
)
def test_a_question_was_asked_where_it_was_asked_since_the_meeting_before(
    meetings: tuple[Meeting, ...], today: date, on: date, after: date
) -> None:
    register = snapshot(UNDATED, meetings=meetings, board_series={"cog": "cog"})
    slot = next_question(UNDATED, View(register, Told(), Policy(), today))

    assert slot is not None
    assert (slot.kind, slot.on, slot.after, slot.days_before) == (NoticeKind.UNDATED, on, after, None)


def test_on_the_day_of_the_question_it_has_come_and_the_day_before_it_has_not() -> None:
    register = snapshot(UNDATED, meetings=(THURSDAY,), board_series={"cog": "cog"})
    on = [asking_slot(UNDATED, View(register, Told(), Policy(), day)) for day in (date(2025, 3, 5), date(2025, 3, 6))]

    assert [slot.on if slot else None for slot in on] == [None, date(2025, 3, 6)]
