"""What must be presented at a meeting: its ladder counts back from the papers, and one question comes afterwards.

December 2024: the board meets on Thursday 12 December, with papers by Thursday 5 December.
"""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.explain import explain
from scheduler.rules.ladder import Aim
from scheduler.rules.policy import Policy
from scheduler.rules.presenting import about_presenting, aim_of, meeting_to_ask_about, presented_at
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import NINA, commitment, in_month, live, on_day, snapshot
from tests.scheduler.rules.test_undated import meeting

DECEMBER = meeting(date(2024, 12, 12), papers_on=date(2024, 12, 5))
MARCH = meeting(date(2025, 3, 20), papers_on=date(2025, 3, 13))
REPORT = commitment(in_month(date(2024, 12, 31)), title="Audit schedule, reported to COG")
START, END = date(2024, 10, 28), date(2025, 1, 3)


def told(
    promise: Commitment = REPORT,
    *meetings: Meeting,
    start: date = START,
    end: date = END,
    down: frozenset[date] = frozenset(),
) -> list[tuple[str, str, str]]:
    register = snapshot(promise, meetings=meetings or (DECEMBER,), board_series={"cog": "cog"})
    return [
        (f"{day:%a %Y-%m-%d}", n.key.kind.value, n.reason)
        for day, decisions in live(register, start, end, down=down).items()
        for n in decisions.notices
        if n.key.person == NINA
    ]


def test_its_reminders_count_back_from_the_papers_and_its_target_date_stays() -> None:
    papers = "before the papers are due for Chief Officer Group on Thursday 12 December 2024"

    assert told() == [
        ("Thu 2024-11-07", "reminder", f"28 days {papers}"),
        ("Thu 2024-11-21", "reminder", f"14 days {papers}"),
        ("Thu 2024-11-28", "reminder", f"7 days {papers}"),
        ("Tue 2024-12-03", "reminder", f"2 days {papers}"),
        ("Thu 2024-12-05", "reminder", f"today {papers.removeprefix('before ')}"),
        ("Fri 2024-12-13", "presented", "was it presented at Chief Officer Group on Thursday 12 December 2024?"),
        ("Fri 2025-01-03", "late", "the first working day late"),  # Tuesday 31 December is its due day
    ]


def test_without_a_paper_day_they_count_back_from_the_meeting() -> None:
    at_the_meeting = "it is to be presented at Chief Officer Group on Thursday 12 December 2024"

    days = [(day, reason) for day, kind, reason in told(REPORT, meeting(date(2024, 12, 12))) if kind == "reminder"]
    assert days == [
        ("Thu 2024-11-14", f"28 days before {at_the_meeting}"),
        ("Thu 2024-11-28", f"14 days before {at_the_meeting}"),
        ("Thu 2024-12-05", f"7 days before {at_the_meeting}"),
        ("Tue 2024-12-10", f"2 days before {at_the_meeting}"),
        ("Thu 2024-12-12", f"today {at_the_meeting}"),
    ]


def test_a_paper_day_on_a_closed_day_is_told_on_the_last_working_day_before() -> None:
    on_saturday = meeting(date(2024, 12, 12), papers_on=date(2024, 12, 7))

    last = [(day, reason) for day, kind, reason in told(REPORT, on_saturday) if kind == "reminder"][-1]
    assert last == (
        "Fri 2024-12-06",
        "the last working day before the papers are due for Chief Officer Group on Thursday 12 December 2024",
    )


@pytest.mark.parametrize(
    ("promise", "meetings"),
    [
        (REPORT, (MARCH,)),  # no meeting in December
        (REPORT, (replace(DECEMBER, status=MeetingStatus.CANCELLED),)),
        (REPORT, (replace(DECEMBER, series="moderation"),)),  # not the board's own
        (replace(REPORT, title="Audit schedule for every team"), (DECEMBER,)),  # its words name no board
        (replace(REPORT, status=Status.COMPLETE), (DECEMBER,)),
        (replace(REPORT, target=None), (DECEMBER,)),
    ],
    ids=["none", "cancelled", "other series", "other words", "complete", "undated"],
)
def test_all_else_counts_back_from_its_due_day(promise: Commitment, meetings: tuple[Meeting, ...]) -> None:
    register = snapshot(promise, meetings=meetings, board_series={"cog": "cog"})

    assert aim_of(promise, View(register, Told(), Policy(), START)) is None


def test_of_two_meetings_in_the_interval_the_first_counts() -> None:
    later = meeting(date(2024, 12, 19), papers_on=date(2024, 12, 16))

    days = [day for day, kind, _ in told(REPORT, later, DECEMBER) if kind in {"reminder", "presented"}]
    assert days == [
        "Thu 2024-11-07", "Thu 2024-11-21", "Thu 2024-11-28", "Tue 2024-12-03", "Thu 2024-12-05", "Fri 2024-12-13",
    ]  # fmt: skip


def test_what_comes_quarterly_is_asked_about_after_each_meeting() -> None:
    quarterly = replace(REPORT, recurrence=Recurrence.QUARTERLY)

    questions = [row[0] for row in told(quarterly, DECEMBER, MARCH, end=date(2025, 3, 31)) if row[1] == "presented"]
    assert questions == ["Fri 2024-12-13", "Fri 2025-03-21"]


def test_what_comes_to_each_meeting_has_its_reminders_before_the_papers_of_each_in_its_interval() -> None:
    winter = replace(in_month(date(2025, 3, 31)), begins_on=date(2024, 10, 1))
    quarterly = replace(REPORT, target=winter, recurrence=Recurrence.QUARTERLY)

    rows = [row for row in told(quarterly, DECEMBER, MARCH, end=date(2025, 4, 1)) if row[1] != "presented"]
    assert [row[:2] for row in rows] == [
        ("Thu 2024-11-07", "reminder"),  # papers by Thursday 5 December
        ("Thu 2024-11-21", "reminder"),
        ("Thu 2024-11-28", "reminder"),
        ("Tue 2024-12-03", "reminder"),
        ("Thu 2024-12-05", "reminder"),
        ("Thu 2025-02-13", "reminder"),  # papers by Thursday 13 March
        ("Thu 2025-02-27", "reminder"),
        ("Thu 2025-03-06", "reminder"),
        ("Tue 2025-03-11", "reminder"),
        ("Thu 2025-03-13", "reminder"),
        ("Tue 2025-04-01", "late"),
    ]
    assert rows[5][2] == "28 days before the papers are due for Chief Officer Group on Thursday 20 March 2025"


def test_on_the_day_of_a_meeting_its_own_papers_are_still_counted_from() -> None:
    winter = replace(in_month(date(2025, 3, 31)), begins_on=date(2024, 10, 1))
    quarterly = replace(REPORT, target=winter, recurrence=Recurrence.QUARTERLY)
    register = snapshot(quarterly, meetings=(DECEMBER, MARCH), board_series={"cog": "cog"})
    aims = {day: aim_of(quarterly, View(register, Told(), Policy(), day)) for day in (
        date(2024, 12, 12), date(2024, 12, 13), date(2025, 3, 21)
    )}  # fmt: skip

    assert [aim.on if aim else None for aim in aims.values()] == [
        date(2024, 12, 5), date(2025, 3, 13), date(2025, 3, 13)
    ]  # fmt: skip


def test_a_question_that_was_missed_is_caught_up_and_asked_once() -> None:
    silent = frozenset(date(2024, 12, day) for day in range(9, 18))

    rows = told(end=date(2024, 12, 23), start=date(2024, 12, 6), down=silent)
    assert [row[:2] for row in rows] == [("Fri 2024-12-06", "reminder"), ("Wed 2024-12-18", "presented")]


def test_a_meeting_held_before_the_plans_own_day_is_not_asked_about() -> None:
    new = replace(REPORT, recorded_on=date(2025, 1, 2))
    register = snapshot(new, meetings=(DECEMBER,), board_series={"cog": "cog"})
    later = replace(register, plans={"plan": replace(register.plans["plan"], as_of=date(2024, 12, 16))})

    def questions(of: Snapshot) -> list[str]:
        lived = live(of, date(2024, 12, 16), date(2024, 12, 20))
        return [f"{d:%a %d}" for d, day in lived.items() for n in day.notices if n.key.kind.value == "presented"]

    assert (questions(register), questions(later)) == (["Mon 16"], [])


def test_a_day_that_the_plan_names_is_chased_to_the_papers_of_a_meeting_on_it() -> None:
    on_the_day = replace(REPORT, target=on_day(date(2024, 12, 12)))

    assert [row[0] for row in told(on_the_day) if row[1] == "reminder"][-1] == "Thu 2024-12-05"


def test_explain_says_from_where_its_reminders_count() -> None:
    register = snapshot(REPORT, meetings=(DECEMBER,), board_series={"cog": "cog"})
    story = explain(REPORT, register, Told(), Policy(), date(2024, 11, 11))

    chapters = {chapter.heading: chapter.sentences for chapter in story.chapters}
    assert chapters["What lasts"] == (
        "Its reminders count back from Thursday 5 December 2024, when the papers are due for "
        "Chief Officer Group on Thursday 12 December 2024.",
    )
    assert chapters["Next"][0].startswith("The next rung is on Thursday 21 November 2024: 14 days before the papers")


def test_what_has_no_date_is_asked_for_one_and_not_whether_it_was_presented() -> None:
    assert {kind for _, kind, _ in told(replace(REPORT, target=None))} == {"undated"}


def test_a_step_of_an_action_is_chased_to_its_own_due_day() -> None:
    assert [row[0] for row in told(replace(REPORT, ref="1.1#1")) if row[1] == "presented"] == []


def world(promise: Commitment, day: date, *meetings: Meeting) -> View:
    return View(snapshot(promise, meetings=meetings, board_series={"cog": "cog"}), Told(), Policy(), day)


def test_papers_due_on_the_meetings_own_day_are_the_meeting_itself() -> None:
    same_day = meeting(date(2024, 12, 12), papers_on=date(2024, 12, 12))
    aim = aim_of(REPORT, world(REPORT, START, same_day))

    assert aim == Aim(
        on=date(2024, 12, 12), words="it is to be presented at Chief Officer Group on Thursday 12 December 2024"
    )


@pytest.mark.parametrize(("day", "of"), [(date(2024, 12, 11), None), (date(2024, 12, 12), DECEMBER.on)])
def test_what_is_said_on_the_day_of_a_meeting_speaks_of_it(day: date, of: date | None) -> None:
    found = presented_at(REPORT, world(REPORT, day, DECEMBER, MARCH))

    assert (found.on if found else None) == of


@pytest.mark.parametrize("recurrence", [None, Recurrence.QUARTERLY])
@pytest.mark.parametrize(("as_of", "asked"), [(date(2024, 12, 12), True), (date(2024, 12, 13), False)])
def test_a_meeting_on_the_plans_own_day_is_asked_about(as_of: date, asked: bool, recurrence: Recurrence | None) -> None:
    promise = replace(REPORT, recurrence=recurrence, recorded_on=date(2025, 1, 2))
    seen = world(promise, date(2024, 12, 20), DECEMBER)
    plan = replace(seen.snapshot.plans["plan"], as_of=as_of)
    view = replace(seen, snapshot=replace(seen.snapshot, plans={"plan": plan}))

    assert (meeting_to_ask_about(promise, view) == DECEMBER) is asked


STANDING = replace(REPORT, status=Status.COMPLETE, recurrence=Recurrence.QUARTERLY, complete_since=date(2024, 11, 1))


@pytest.mark.parametrize(
    ("promise", "asked"),
    [
        (STANDING, 1),  # complete, and comes to each meeting
        (replace(STANDING, recurrence=Recurrence.MONTHLY), 0),  # comes round, and to no meeting
        (replace(STANDING, recurrence=None), 0),
        (replace(STANDING, title="Audit schedule for every team"), 0),
        (replace(REPORT, recurrence=Recurrence.QUARTERLY), 1),  # open
        (REPORT, 1),
    ],
)
def test_what_is_over_is_asked_about_only_where_it_comes_to_each_meeting(promise: Commitment, asked: int) -> None:
    assert len(list(about_presenting(promise, world(promise, date(2024, 12, 13), DECEMBER)))) == asked
