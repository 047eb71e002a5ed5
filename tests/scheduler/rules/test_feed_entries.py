"""Which meetings and target dates a board's, a series' and a person's feed hold on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from scheduler.plans.answers import Answer, Answered, AnswerKind, Road
from scheduler.plans.boards import Board, Meeting, MeetingSeries, MeetingStatus
from scheduler.plans.commitments import Commitment, PlanRecord, Snapshot
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Precision, TargetDate
from scheduler.rules.feed_entries import (
    FeedDeadline,
    FeedEntries,
    FeedPapers,
    FeedReport,
    FeedSource,
    Revision,
    board_feed,
    deadline_uid,
    personal_feed,
    series_feed,
)

TODAY = date(2026, 3, 31)
WAITS = "waiting for others until 30 April 2026"
CHANGED_AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
LATER_AT = datetime(2026, 2, 9, 8, 0, tzinfo=UTC)

WAIT = Answer(
    at=LATER_AT,
    on=date(2026, 2, 9),
    commitment="cog-2026/1.1",
    kind=AnswerKind.WAITING,
    who="nina@example.org",
    recorded_by="sam@example.org",
    road=Road.DESK,
    ends_on=date(2026, 4, 30),
)

BOARD = Board(slug="cog", name="Chief Officer Group", co_ordinator="sam@example.org")
PLAN = PlanRecord(
    slug="cog-2026",
    title="Improvement plan 2026",
    board="cog",
    as_of=date(2026, 1, 5),
    recorded_on=date(2026, 1, 5),
    released_on=date(2026, 1, 6),
)
MODERATION = MeetingSeries(slug="moderation", board="cog", name="Moderation", attendees=("Nina@example.org",))
COG = MeetingSeries(slug="cog", board="cog", name="COG", attendees=("chair@example.org",))
OTHER = MeetingSeries(slug="other", board="panel", name="Another board's", attendees=("chair@example.org",))


def meeting(
    slot: str, on: date, *, series: str = "moderation", status: MeetingStatus = MeetingStatus.CONFIRMED
) -> Meeting:
    """A stored meeting of two hours."""
    return Meeting(
        uid=f"{series}-{slot}@example.org",
        series=series,
        slot=slot,
        title="Moderation",
        on=on,
        starts=time(14),
        ends=time(16),
        status=status,
        changed_at=CHANGED_AT,
    )


def promise(ref: str, due_on: date | None, **changes: object) -> Commitment:
    """An action that Nina leads."""
    target = None
    if due_on:
        words = f"by {due_on:%d/%m/%y}"
        target = TargetDate(begins_on=due_on, due_on=due_on, precision=Precision.DAY, words=words, rule="day")
    commitment = Commitment(
        key=f"cog-2026/{ref}",
        plan="cog-2026",
        ref=ref,
        title=f"Title of {ref}",
        target=target,
        leads=("nina@example.org",),
        recorded_on=date(2026, 1, 5),
    )
    return replace(commitment, **changes)  # type: ignore[arg-type]  # names of fields, checked by replace itself


def source(
    *commitments: Commitment,
    meetings: tuple[Meeting, ...] = (),
    plan: PlanRecord = PLAN,
    people: tuple[Person, ...] = (),
    completed_on: dict[str, date] | None = None,
    revisions: dict[str, Revision] | None = None,
    reports: dict[str, tuple[Commitment, ...]] | None = None,
) -> FeedSource:
    """Two series of the board and one of another, with what a test names."""
    return FeedSource(
        snapshot=Snapshot(
            plans={plan.slug: plan},
            commitments=commitments,
            people={person.email: person for person in people},
            boards={"cog": BOARD},
            meetings=meetings,
        ),
        series={series.slug: series for series in (MODERATION, COG, OTHER)},
        domain="example.org",
        completed_on=completed_on or {},
        revisions=revisions or {},
        reports=reports or {},
    )


def slots(entries: FeedEntries) -> list[str]:
    """The uids of a feed's meetings, without their domain."""
    return [each.uid.removesuffix("@example.org") for each in entries.meetings]


def refs(entries: FeedEntries) -> list[str]:
    """The references of a feed's target dates."""
    return [each.ref for each in entries.deadlines]


IN_ALL_SERIES = (
    meeting("2026Q2", date(2026, 4, 14)),
    meeting("2026Q1", date(2026, 3, 19), series="cog"),
    meeting("2026Q2", date(2026, 4, 14), series="other"),
)


def test_a_boards_feed_holds_the_meetings_of_all_its_series_earliest_first() -> None:
    assert slots(board_feed(source(meetings=IN_ALL_SERIES), "cog", today=TODAY)) == ["cog-2026Q1", "moderation-2026Q2"]


def test_a_series_feed_holds_its_own_meetings_and_no_target_dates() -> None:
    entries = series_feed(source(promise("1.1", TODAY), meetings=IN_ALL_SERIES), "cog", today=TODAY)
    assert (slots(entries), refs(entries)) == (["cog-2026Q1"], [])


def test_a_person_sees_the_meetings_they_attend_and_the_target_dates_they_lead() -> None:
    of_somebody_else = promise("1.2", TODAY, leads=("tom@example.org",))
    register = source(promise("1.1", TODAY), of_somebody_else, meetings=IN_ALL_SERIES)
    entries = personal_feed(register, "nina@example.org", today=TODAY)
    assert (slots(entries), refs(entries)) == (["moderation-2026Q2"], ["1.1"])


def test_capitals_in_an_address_make_no_other_person() -> None:
    shouting = source(promise("1.1", TODAY, leads=("NINA@example.org",)), meetings=IN_ALL_SERIES)
    entries = personal_feed(shouting, "Nina@Example.org", today=TODAY)
    assert (slots(entries), refs(entries)) == (["moderation-2026Q2"], ["1.1"])


def test_the_feed_of_somebody_who_left_is_empty_from_that_day_on() -> None:
    leaver = Person(email="nina@example.org", name="Nina Marsh", left_on=TODAY)
    register = source(promise("1.1", TODAY), meetings=IN_ALL_SERIES, people=(leaver,))
    assert personal_feed(register, "nina@example.org", today=TODAY) == FeedEntries()
    assert refs(personal_feed(register, "nina@example.org", today=date(2026, 3, 30))) == ["1.1"]


@pytest.mark.parametrize(
    ("on", "today", "shown"),
    [
        (date(2024, 9, 30), date(2026, 3, 31), True),  # September has no 31st
        (date(2024, 9, 29), date(2026, 3, 31), False),
        (date(2024, 9, 15), date(2026, 3, 15), True),
        (date(2024, 9, 14), date(2026, 3, 15), False),
        (date(2023, 7, 1), date(2025, 1, 1), True),
        (date(2027, 3, 1), date(2026, 3, 31), True),
    ],
)
def test_a_past_meeting_stays_for_eighteen_months(on: date, today: date, shown: bool) -> None:
    entries = series_feed(source(meetings=(meeting("slot", on),)), "moderation", today=today)
    assert slots(entries) == (["moderation-slot"] if shown else [])


def test_a_cancelled_meeting_stays_until_it_is_past() -> None:
    cancelled = source(meetings=(meeting("2026Q1", TODAY, status=MeetingStatus.CANCELLED),))
    on_the_day = series_feed(cancelled, "moderation", today=TODAY)
    assert [(each.uid, each.cancelled) for each in on_the_day.meetings] == [("moderation-2026Q1@example.org", True)]
    assert slots(series_feed(cancelled, "moderation", today=date(2026, 4, 1))) == []


def test_a_meeting_is_about_its_boards_one_open_plan() -> None:
    one_plan = source(meetings=(meeting("2026Q2", TODAY),))
    assert [each.plan for each in series_feed(one_plan, "moderation", today=TODAY).meetings] == [
        "Improvement plan 2026"
    ]
    second = replace(PLAN, slug="second", title="Second plan")
    two_plans = replace(one_plan, snapshot=replace(one_plan.snapshot, plans={"cog-2026": PLAN, "second": second}))
    assert [each.plan for each in series_feed(two_plans, "moderation", today=TODAY).meetings] == [""]
    closed = replace(second, closed_on=date(2026, 2, 1))
    one_closed = replace(one_plan, snapshot=replace(one_plan.snapshot, plans={"cog-2026": PLAN, "second": closed}))
    assert [each.plan for each in series_feed(one_closed, "moderation", today=TODAY).meetings] == [
        "Improvement plan 2026"
    ]


def test_what_a_meeting_must_hear_of_is_listed_and_dates_its_entry() -> None:
    reported, done = promise("1.13", None), promise("1.14", None, status=Status.COMPLETE)
    held = meeting("2026Q2", TODAY)
    register = source(
        reported,
        done,
        meetings=(held,),
        reports={held.uid: (reported, done)},
        revisions={"cog-2026/1.14": Revision(sequence=3, changed_at=LATER_AT)},
    )
    [shown] = series_feed(register, "moderation", today=TODAY).meetings
    assert shown.reports == (FeedReport(ref="1.13", title="Title of 1.13"),)
    assert (shown.sequence, shown.changed_at) == (0, LATER_AT)  # when 1.14 was done, and left the list


def test_papers_are_an_entry_of_their_own_that_counts_its_own_changes() -> None:
    held = replace(
        meeting("2026Q2", date(2026, 4, 14)), paper_deadline_on=date(2026, 4, 2), sequence=5, paper_sequence=2
    )
    without = meeting("2026Q3", date(2026, 7, 14))
    entries = series_feed(source(meetings=(held, without)), "moderation", today=TODAY)
    assert slots(entries) == ["moderation-2026Q2", "moderation-2026Q3"]
    assert entries.papers == (
        FeedPapers(
            uid="papers-moderation-2026Q2@example.org",
            title="Moderation",
            plan="Improvement plan 2026",
            due_on=date(2026, 4, 2),
            meeting_on=date(2026, 4, 14),
            cancelled=False,
            categories=("Chief Officer Group",),
            sequence=2,
            changed_at=CHANGED_AT,
        ),
    )


def test_the_papers_of_a_cancelled_meeting_are_cancelled_with_it() -> None:
    called_off = meeting("2026Q2", date(2026, 4, 14), status=MeetingStatus.CANCELLED)
    register = source(meetings=(replace(called_off, paper_deadline_on=date(2026, 4, 2)),))
    assert [each.cancelled for each in series_feed(register, "moderation", today=TODAY).papers] == [True]
    assert series_feed(register, "moderation", today=date(2026, 4, 15)).papers == ()


def test_a_deputy_sees_the_one_meeting_at_which_they_stand_in() -> None:
    covered = replace(meeting("2026Q2", date(2026, 4, 14)), deputies={"nina@example.org": "omar@example.org"})
    elsewhere = meeting("2026Q2", date(2026, 4, 15), series="other")
    register = source(
        meetings=(covered, meeting("2026Q3", date(2026, 7, 14)), elsewhere),
        people=(
            Person(email="nina@example.org", name="Nina Marsh"),
            Person(email="omar@example.org", name="Omar Reid"),
        ),
    )
    [shown] = personal_feed(register, "omar@example.org", today=TODAY).meetings
    assert (shown.uid, shown.stand_ins) == ("moderation-2026Q2@example.org", ("Omar Reid stands in for Nina Marsh.",))
    assert slots(personal_feed(register, "nina@example.org", today=TODAY)) == ["moderation-2026Q2", "moderation-2026Q3"]


def test_a_deputy_who_left_the_directory_is_named_by_address() -> None:
    covered = replace(meeting("2026Q2", date(2026, 4, 14)), deputies={"nina@example.org": "omar@example.org"})
    [shown] = series_feed(source(meetings=(covered,)), "moderation", today=TODAY).meetings
    assert shown.stand_ins == ("omar@example.org stands in for nina@example.org.",)


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ({}, "not started"),
        ({"status": Status.IN_PROGRESS}, "in progress"),
        ({"status": Status.ONGOING}, "ongoing"),
        ({"waiting_for": "the court"}, "waiting for others"),
        ({"waiting_for": "the court", "answered": Answered(waiting=WAIT)}, WAITS),
        ({"status": Status.COMPLETE}, "complete"),
        ({"status": Status.COMPLETE, "waiting_for": "the court"}, "complete"),
        ({"status": Status.COMPLETE, "unverified": True}, "reported complete, to be verified"),
        ({"answered": Answered(closed_on=TODAY)}, "closed unfinished"),
    ],
)
def test_a_target_date_says_how_it_stands_in_words_that_do_not_age(words: dict[str, object], standing: str) -> None:
    register = source(promise("1.1", date(2026, 3, 2), **words), completed_on={"cog-2026/1.1": TODAY})
    days = (TODAY, date(2026, 4, 20))
    said = [
        [each.standing for each in personal_feed(register, "nina@example.org", today=day).deadlines] for day in days
    ]
    assert said == [[standing], [standing]]


def test_what_was_closed_unfinished_leaves_after_thirty_days() -> None:
    register = source(promise("1.1", date(2026, 3, 15), answered=Answered(closed_on=TODAY)))
    assert refs(personal_feed(register, "nina@example.org", today=date(2026, 4, 30))) == ["1.1"]
    assert refs(personal_feed(register, "nina@example.org", today=date(2026, 5, 1))) == []


def test_target_dates_are_in_a_boards_feed_only_where_it_asks_for_them() -> None:
    register = source(promise("1.1", TODAY))
    assert refs(board_feed(register, "cog", today=TODAY)) == []
    assert refs(board_feed(register, "cog", today=TODAY, target_dates=True)) == ["1.1"]
    assert refs(board_feed(register, "panel", today=TODAY, target_dates=True)) == []


def test_a_deadline_names_nobody_and_does_not_say_that_it_is_late() -> None:
    late = promise("1.1", date(2026, 1, 31), printed_leads=("NM",), progress="no answer yet", waiting_for="the court")
    [deadline] = board_feed(source(late), "cog", today=TODAY, target_dates=True).deadlines
    assert deadline == FeedDeadline(
        key="cog-2026/1.1",
        uid="target-cog-2026/1.1@example.org",
        ref="1.1",
        title="Title of 1.1",
        plan="Improvement plan 2026",
        due_on=date(2026, 1, 31),
        plan_words="by 31/01/26",
        standing="waiting for others",
        completed_on=None,
        categories=("Target date",),
        sequence=0,
        changed_at=datetime(2026, 1, 5, 0, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("released_on", "closed_on", "shown"),
    [
        (date(2026, 3, 31), None, True),
        (None, None, False),
        (date(2026, 4, 1), None, False),
        (date(2026, 1, 6), date(2026, 3, 31), False),
        (date(2026, 1, 6), date(2026, 4, 1), True),
    ],
)
def test_target_dates_wait_for_their_plans_release_and_end_with_it(
    released_on: date | None, closed_on: date | None, shown: bool
) -> None:
    plan = replace(PLAN, released_on=released_on, closed_on=closed_on)
    entries = personal_feed(source(promise("1.1", TODAY), plan=plan), "nina@example.org", today=TODAY)
    assert refs(entries) == (["1.1"] if shown else [])


@pytest.mark.parametrize(
    ("done_on", "shown"),
    [(date(2026, 3, 31), True), (date(2026, 3, 1), True), (date(2026, 2, 28), False), (None, False)],
)
def test_a_completed_target_date_leaves_after_thirty_days(done_on: date | None, shown: bool) -> None:
    done = promise("1.1", date(2026, 3, 15), status=Status.COMPLETE)
    register = source(done, completed_on={"cog-2026/1.1": done_on} if done_on else {})
    entries = personal_feed(register, "nina@example.org", today=TODAY)
    assert [each.completed_on for each in entries.deadlines] == ([done_on] if shown else [])


def test_a_reopened_action_is_no_longer_shown_as_completed() -> None:
    reopened = promise("1.1", TODAY, status=Status.IN_PROGRESS)
    register = source(reopened, completed_on={"cog-2026/1.1": date(2026, 2, 1)})
    assert [each.completed_on for each in personal_feed(register, "nina@example.org", today=TODAY).deadlines] == [None]


def test_what_has_no_date_or_a_start_in_doubt_is_no_deadline() -> None:
    start = TargetDate(
        begins_on=date(2026, 4, 1),
        due_on=date(2026, 4, 30),
        precision=Precision.MONTH,
        words="not before April 2026",
        rule="not before",
        is_start=True,
        question="is April 2026 the date by which it is done?",
    )
    in_doubt, agreed = promise("1.2", None, target=start), promise("1.3", None, target=replace(start, question=""))
    entries = personal_feed(source(promise("1.1", None), in_doubt, agreed), "nina@example.org", today=TODAY)
    assert refs(entries) == ["1.3"]


def test_a_moved_target_date_counts_up_and_a_stored_revision_comes_first() -> None:
    first = TargetDate(begins_on=TODAY, due_on=TODAY, precision=Precision.DAY, words="31 March 2026", rule="day")
    moved = promise("1.1", date(2026, 5, 29), was=(first,))
    [unstored] = personal_feed(source(moved), "nina@example.org", today=TODAY).deadlines
    assert (unstored.sequence, unstored.changed_at) == (1, datetime(2026, 1, 5, 0, 0, tzinfo=UTC))
    revisions = {"cog-2026/1.1": Revision(sequence=4, changed_at=LATER_AT)}
    [stored] = personal_feed(source(moved, revisions=revisions), "nina@example.org", today=TODAY).deadlines
    assert (stored.sequence, stored.changed_at) == (4, LATER_AT)


def test_a_milestone_has_an_identity_of_its_own() -> None:
    assert deadline_uid("cog-2026/1.12#1", "example.org") == "target-cog-2026/1.12#1@example.org"
    assert deadline_uid("cog-2026/1.12", "example.org") == "target-cog-2026/1.12@example.org"
