"""Meetings as stored: what a series gives, what people changed, and when a feed's bytes may change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.plans.boards import Meeting, MeetingSeries, MeetingStatus
from scheduler.register import history
from scheduler.register.lookups import NotInRegister
from scheduler.register.meetings import (
    MeetingChange,
    MeetingsSync,
    add_meeting,
    amend_meeting,
    list_meetings,
    sync_meetings,
)
from scheduler.rules.meeting_dates import PlannedMeeting

NOW = datetime(2026, 10, 1, 7, 0, tzinfo=UTC)
NEXT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
LAST = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
START, END = date(2026, 1, 1), date(2027, 12, 31)
SAM = "sam@example.org"
SERIES = MeetingSeries(slug="moderation", board="cog", name="Moderation meeting", location="Room 4")
CANCELLED = "The series no longer gives this meeting."


def planned(slot: str, on: date, **words: Any) -> PlannedMeeting:
    return PlannedMeeting(**{"slot": slot, "on": on, "starts": time(14, 0), "ends": time(16, 0), **words})


Q3 = planned("2026Q3", date(2026, 7, 14))
Q4 = planned("2026Q4", date(2026, 11, 10), paper_deadline_on=date(2026, 11, 5))
Q1 = planned("2027Q1", date(2027, 1, 12))
Q2 = planned("2027Q2", date(2027, 4, 13))


def sync(
    session: Session, *meetings: PlannedMeeting, now: datetime = NOW, series: MeetingSeries = SERIES, end: date = END
) -> MeetingsSync:
    found = sync_meetings(session, series, meetings, start=START, end=end, domain="chaser.example.org", now=now)
    session.flush()
    session.expire_all()
    return found


def amend(session: Session, slot: str, now: datetime = NEXT, **words: Any) -> Meeting:
    changed = amend_meeting(session, "moderation", slot, MeetingChange(**words), who=SAM, now=now)
    session.flush()
    session.expire_all()
    return changed


def by_slot(session: Session) -> dict[str, Meeting]:
    return {meeting.slot: meeting for meeting in list_meetings(session)}


def states(meetings: Iterable[Meeting]) -> list[tuple[str, MeetingStatus, int, datetime]]:
    return [(each.slot, each.status, each.sequence, each.changed_at) for each in meetings]


def test_a_new_meeting_starts_at_sequence_0(session: Session) -> None:
    assert sync(session, Q1, Q4) == MeetingsSync(added=("2027Q1", "2026Q4"), changed=(), cancelled=())
    assert list_meetings(session)[0] == Meeting(
        uid="moderation-2026Q4@chaser.example.org",
        series="moderation",
        slot="2026Q4",
        title="Moderation meeting",
        on=date(2026, 11, 10),
        starts=time(14, 0),
        ends=time(16, 0),
        location="Room 4",
        paper_deadline_on=date(2026, 11, 5),
        sequence=0,
        changed_at=NOW,
    )
    assert [each.slot for each in list_meetings(session)] == ["2026Q4", "2027Q1"]


def test_what_is_as_the_series_gives_it_is_not_touched(session: Session) -> None:
    sync(session, Q4, Q1)
    before = list_meetings(session)
    assert sync(session, Q4, Q1, now=NEXT) == MeetingsSync(added=(), changed=(), cancelled=())
    assert list_meetings(session) == before


@pytest.mark.parametrize(
    "words",
    [
        {"on": date(2026, 11, 12), "moved_because": "Tuesday 10 November 2026 is a closed day"},
        {"starts": time(13, 0)},
        {"ends": time(17, 0)},
    ],
)
def test_another_time_is_another_state_of_the_same_entry(session: Session, words: dict[str, Any]) -> None:
    sync(session, Q4, Q1)
    assert sync(session, replace(Q4, **words), Q1, now=NEXT).changed == ("2026Q4",)
    assert states(list_meetings(session)) == [
        ("2026Q4", MeetingStatus.CONFIRMED, 1, NEXT),
        ("2027Q1", MeetingStatus.CONFIRMED, 0, NOW),
    ]
    found = by_slot(session)["2026Q4"]
    assert {name: getattr(found, name) for name in words} == words
    assert found.uid == "moderation-2026Q4@chaser.example.org"


def test_another_place_is_another_state_of_every_meeting_ahead(session: Session) -> None:
    sync(session, Q3, Q4, now=datetime(2026, 6, 1, tzinfo=UTC))
    assert sync(session, Q3, Q4, series=replace(SERIES, location="Room 5")).changed == ("2026Q4",)
    assert [(each.location, each.sequence) for each in list_meetings(session)] == [("Room 4", 0), ("Room 5", 1)]


def test_a_paper_deadline_or_title_changes_the_bytes_and_not_the_sequence(session: Session) -> None:
    sync(session, Q4)
    moved = replace(Q4, paper_deadline_on=date(2026, 11, 3))
    assert sync(session, moved, series=replace(SERIES, name="Moderation"), now=NEXT).changed == ("2026Q4",)
    found = by_slot(session)["2026Q4"]
    assert (found.title, found.paper_deadline_on, found.sequence, found.changed_at) == (
        "Moderation",
        date(2026, 11, 3),
        0,
        NEXT,
    )


def test_a_meeting_that_the_series_gives_no_longer_stays_as_cancelled(session: Session) -> None:
    sync(session, Q4, Q1, Q2)
    assert sync(session, Q4, Q2, now=NEXT) == MeetingsSync(added=(), changed=(), cancelled=("2027Q1",))
    assert sync(session, Q4, Q2, now=LAST) == MeetingsSync(added=(), changed=(), cancelled=())
    found = by_slot(session)["2027Q1"]
    assert (found.status, found.note, found.sequence, found.changed_at) == (
        MeetingStatus.CANCELLED,
        CANCELLED,
        1,
        NEXT,
    )


def test_a_meeting_that_is_given_again_takes_place_again(session: Session) -> None:
    sync(session, Q4, Q1)
    sync(session, Q4, now=NEXT)
    assert sync(session, Q4, Q1, now=LAST).changed == ("2027Q1",)
    found = by_slot(session)["2027Q1"]
    assert (found.status, found.note, found.sequence) == (MeetingStatus.CONFIRMED, "", 2)


def test_what_lies_outside_the_days_that_were_planned_stays(session: Session) -> None:
    sync(session, Q4, Q1, Q2)
    assert sync(session, Q4, now=NEXT, end=date(2027, 1, 31)).cancelled == ("2027Q1",)
    assert by_slot(session)["2027Q2"].status is MeetingStatus.CONFIRMED


def test_the_past_stays_as_it_was(session: Session) -> None:
    sync(session, Q3, Q4)
    assert sync(session, replace(Q4, starts=time(9, 0)), now=LAST) == MeetingsSync(added=(), changed=(), cancelled=())
    assert states(list_meetings(session)) == [
        ("2026Q3", MeetingStatus.CONFIRMED, 0, NOW),
        ("2026Q4", MeetingStatus.CONFIRMED, 0, NOW),
    ]


def test_series_with_the_same_slots_stay_apart(session: Session) -> None:
    other = replace(SERIES, slug="cog", name="Chief Officer Group")
    sync(session, Q4)
    sync(session, Q4, series=other)
    assert sync(session, now=NEXT).cancelled == ("2026Q4",)
    assert [(each.title, each.status) for each in list_meetings(session, "cog")] == [
        ("Chief Officer Group", MeetingStatus.CONFIRMED)
    ]


def test_what_a_person_set_stays_set(session: Session) -> None:
    sync(session, Q4)
    amend(session, "2026Q4", on_day=date(2026, 11, 17), location="Town hall")
    moved = replace(Q4, on=date(2026, 11, 12), starts=time(13, 0))
    assert sync(session, moved, now=LAST.replace(month=11)).changed == ("2026Q4",)
    found = by_slot(session)["2026Q4"]
    assert (found.on, found.location, found.starts, found.sequence) == (
        date(2026, 11, 17),
        "Town hall",
        time(13, 0),
        2,
    )


def test_a_meeting_that_a_person_cancelled_stays_cancelled(session: Session) -> None:
    sync(session, Q4)
    found = amend(session, "2026Q4", status=MeetingStatus.CANCELLED, note="No quorum")
    assert (found.status, found.note, found.sequence, found.changed_at) == (
        MeetingStatus.CANCELLED,
        "No quorum",
        1,
        NEXT,
    )
    assert sync(session, Q4, now=NEXT) == MeetingsSync(added=(), changed=(), cancelled=())
    assert by_slot(session)["2026Q4"] == found


def test_a_meeting_that_a_person_moved_is_not_cancelled_with_its_series(session: Session) -> None:
    sync(session, Q4, Q1)
    amend(session, "2026Q4", on_day=date(2026, 11, 17))
    amend(session, "2027Q1", location="Town hall")
    assert sync(session, now=NEXT).cancelled == ("2027Q1",)


def test_a_person_who_changes_nothing_changes_nothing(session: Session) -> None:
    sync(session, Q4)
    before = list_meetings(session)
    amend(session, "2026Q4", location="Room 4")
    assert list_meetings(session) == before
    assert history.read(session, "") == ()


def test_who_changed_a_meeting_is_kept(session: Session) -> None:
    sync(session, Q4)
    amend(session, "2026Q4", location="Town hall", url="https://meet.example.org/q4")
    entries = [(each.at, each.who, each.what, each.before, each.after) for each in history.read(session, "")]
    assert entries == [
        (
            NEXT,
            SAM,
            "meeting moderation-2026Q4@chaser.example.org",
            {"location": "Room 4", "url": ""},
            {"location": "Town hall", "url": "https://meet.example.org/q4"},
        )
    ]


def test_hours_that_end_before_they_start_are_refused(session: Session) -> None:
    sync(session, Q4)
    before = list_meetings(session)
    with pytest.raises(ValueError) as refused:
        amend(session, "2026Q4", starts=time(16, 30))
    assert str(refused.value) == "meeting 2026Q4 of moderation would end at 16:00, not after it starts at 16:30"
    assert list_meetings(session) == before


def test_an_unknown_meeting_is_named_with_the_nearest_ones(session: Session) -> None:
    sync(session, Q4, Q1)
    with pytest.raises(NotInRegister) as no_slot:
        amend(session, "2026Q5", location="Town hall")
    with pytest.raises(NotInRegister) as no_series:
        amend_meeting(session, "audit", "2026Q4", MeetingChange(), who=SAM, now=NOW)
    assert [str(each.value) for each in (no_slot, no_series)] == [
        "no meeting '2026Q5' in series 'moderation': the nearest are 2026Q4, 2027Q1",
        "no meeting '2026Q4' in series 'audit': check the name of the series, and that its meetings are planned",
    ]


def test_an_online_link_is_a_place_too(session: Session) -> None:
    sync(session, Q4)
    assert amend(session, "2026Q4", url="https://meet.example.org/q4").sequence == 1


def test_papers_count_their_own_changes_and_those_of_the_meetings_status(session: Session) -> None:
    sync(session, Q4)
    counts = [
        amend(session, "2026Q4", **words).paper_sequence
        for words in (
            {"paper_deadline_on": date(2026, 11, 3)},
            {"location": "Town hall"},
            {"status": MeetingStatus.CANCELLED},
        )
    ]
    assert counts == [1, 1, 2]


def test_deputies_are_kept_and_move_nothing(session: Session) -> None:
    sync(session, Q4)
    found = amend(session, "2026Q4", deputies={"chair@example.org": SAM})
    assert (found.deputies, found.sequence, found.changed_at) == ({"chair@example.org": SAM}, 0, NEXT)


def test_a_meeting_is_found_by_the_day_on_which_it_stands(session: Session) -> None:
    sync(session, Q4, Q1)
    amend(session, "2026Q4", on_day=date(2026, 11, 17))
    assert amend(session, "2026-11-17", location="Town hall").slot == "2026Q4"
    with pytest.raises(NotInRegister):
        amend(session, "2026-11-10", location="Town hall")


def add(session: Session, **words: Any) -> Meeting:
    found = add_meeting(session, SERIES, MeetingChange(**words), who=SAM, domain="chaser.example.org", now=NEXT)
    session.expire_all()
    return found


def test_an_extra_meeting_has_its_own_identity_and_is_not_cancelled_with_its_series(session: Session) -> None:
    sync(session, Q4)
    extra = add(session, on_day=date(2026, 12, 8), note="Budget")
    assert sync(session, Q4, now=LAST) == MeetingsSync(added=(), changed=(), cancelled=())
    assert extra == Meeting(
        uid="moderation-extra-2026-12-08@chaser.example.org",
        series="moderation",
        slot="extra-2026-12-08",
        title="Moderation meeting",
        on=date(2026, 12, 8),
        starts=time(14, 0),
        ends=time(16, 0),
        location="Room 4",
        note="Budget",
        changed_at=NEXT,
    )
    assert by_slot(session)["extra-2026-12-08"] == extra


def test_an_extra_meeting_in_place_of_a_cancelled_one_is_another_one(session: Session) -> None:
    add(session, on_day=date(2026, 12, 8))
    amend(session, "extra-2026-12-08", status=MeetingStatus.CANCELLED)
    assert add(session, on_day=date(2026, 12, 8)).slot == "extra-2026-12-08-2"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({}, "an extra meeting of moderation needs a day"),
        (
            {"on_day": date(2026, 11, 10)},
            "moderation meets on Tuesday 10 November 2026 already: move that meeting, or name another day",
        ),
        (
            {"on_day": date(2026, 12, 8), "starts": time(17, 0)},
            "it would end at 16:00, not after it starts at 17:00",
        ),
    ],
)
def test_an_extra_meeting_that_cannot_be_is_refused(session: Session, words: dict[str, Any], sentence: str) -> None:
    sync(session, Q4)
    with pytest.raises(ValueError) as refused:
        add(session, **words)
    assert str(refused.value) == sentence
    assert [each.slot for each in list_meetings(session)] == ["2026Q4"]


def test_a_rule_that_names_its_meetings_otherwise_keeps_them_and_moves_them(session: Session) -> None:
    monthly = (planned("2026-11", date(2026, 11, 10)), planned("2027-01", date(2027, 1, 12)))
    sync(session, *monthly)
    quarterly = (planned("2026Q4", date(2026, 11, 12)), planned("2027Q1", date(2027, 1, 12)))
    assert sync(session, *quarterly, now=NEXT) == MeetingsSync(added=(), changed=("2026-11",), cancelled=())
    assert sync(session, *quarterly, now=NEXT) == MeetingsSync(added=(), changed=(), cancelled=())
    assert [(each.uid.partition("@")[0], each.on, each.sequence) for each in list_meetings(session)] == [
        ("moderation-2026-11", date(2026, 11, 12), 1),
        ("moderation-2027-01", date(2027, 1, 12), 0),
    ]


def test_a_meeting_that_a_person_cancelled_gives_its_entry_to_no_other_day(session: Session) -> None:
    listed = (planned("2027-03-09", date(2027, 3, 9)),)
    sync(session, *listed)
    amend(session, "2027-03-09", status=MeetingStatus.CANCELLED)
    instead = (planned("2027-03-16", date(2027, 3, 16)),)
    assert sync(session, *instead, now=NEXT).added == ("2027-03-16",)
    assert [(each.on, each.status) for each in list_meetings(session)] == [
        (date(2027, 3, 9), MeetingStatus.CANCELLED),
        (date(2027, 3, 16), MeetingStatus.CONFIRMED),
    ]
