"""What the dashboard says of all open plans."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from notifications import outbox
from notifications.outbox import suspend
from scheduler.plans.boards import MeetingSeries, MeetingStatus
from scheduler.plans.people import Frequency
from scheduler.register.frequency import set_frequency
from scheduler.register.meetings import MeetingChange, amend_meeting, sync_meetings
from scheduler.register.officers import welcome_officers
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.assigned import give
from tests.builders import COG, NINA, OMAR, SAM, on_day
from tests.scheduler.web.home import (
    COG_SERIES,
    MODERATION,
    NOW,
    READ_AT,
    SLUG,
    TITLE,
    TODAY,
    Home,
    action,
    furnish,
    mail,
    plan,
    record_edition,
)
from tests.scheduler.web.reading import headings, page, paragraphs, table, words

LATE = "Late, the worst first"
DUE_NEXT = "Due within 28 days, the next first"


def plan_meetings(session: Session, series: MeetingSeries, *days: date) -> None:
    """Put meetings of a series in the register."""
    planned = [
        PlannedMeeting(slot=day.isoformat(), on=day, starts=series.starts, ends=series.ends, paper_deadline_on=day)
        for day in days
    ]
    start, end = date(2026, 9, 1), date(2027, 9, 1)
    sync_meetings(session, series, planned, start=start, end=end, domain="example.org", now=READ_AT)


def meetings(text: str) -> list[list[str]]:
    return [[words(line) for line in each] for each in page(text).xpath("//ul[@class='meetings']/li")]


def test_the_table_by_area_adds_up_in_both_directions(home: Home) -> None:
    assert table(home.visitor.get("/").text, "Each action and milestone is counted once.") == [
        ["1 Assessment", "1", "1", "1", "0", "0", "1", "0", "4"],
        ["2 Oversight", "0", "1", "0", "1", "1", "0", "0", "3"],
        ["All areas", "1", "2", "1", "1", "1", "1", "0", "7"],
    ]


def test_what_is_late_stands_worst_first_with_its_lead_and_who_hears_next(home: Home) -> None:
    hears_next = "Mary Lane, line manager, will be told on Monday 19 October 2026"

    assert table(home.visitor.get("/").text, LATE) == [
        [
            "2.11",
            "Action 2.11",
            "Nina Marsh",
            "waiting, late Waiting for guidance, past its target date by 19 working days",
            "Tuesday 15 September 2026 in the plan: “15/09/2026”",
            hears_next,
        ],
        [
            "1.12",
            "Action 1.12",
            "Nina Marsh",
            "overdue 8 working days late",
            "Wednesday 30 September 2026 in the plan: “Sep 2026”",
            hears_next,
        ],
    ]


def test_the_number_of_late_ones_is_explained_where_some_of_them_wait(home: Home) -> None:
    text = home.visitor.get("/").text

    assert "Late 2" in headings(text, 3)
    assert "1 overdue, 1 waiting past the target date." in paragraphs(text)


def test_what_is_due_within_28_days_is_listed_by_its_day(home: Home) -> None:
    assert table(home.visitor.get("/").text, DUE_NEXT) == [
        ["2.13", "Action 2.13", "Nina Marsh", "due today", "Monday 12 October 2026 in the plan: “12/10/2026”"],
        [
            "1.13",
            "Action 1.13",
            "Nina Marsh",
            "due soon Due by the end of October 2026",
            "Saturday 31 October 2026 in the plan: “Oct 2026”",
        ],
    ]


def test_what_waits_for_somebody_in_time_has_a_list_of_its_own(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        furnish(session, plan(action("1.1", on_day(date(2026, 12, 1)), waiting_for="the grant")))

    assert table(bare_home.visitor.get("/").text, "Waiting for somebody, not late") == [
        [
            "1.1",
            "Action 1.1",
            "Nina Marsh",
            "waiting Waiting for the grant, due on Tuesday 1 December 2026",
            "Tuesday 1 December 2026 in the plan: “01/12/2026”",
        ]
    ]


def test_a_date_that_moved_is_shown_with_what_it_was(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        furnish(session, plan(action("1.1", on_day(date(2026, 10, 1)))))
        record_edition(session, plan(action("1.1", on_day(date(2026, 10, 20)))), sha256="second", now=NOW)

    assert [row[4] for row in table(bare_home.visitor.get("/").text, DUE_NEXT)] == [
        "Tuesday 20 October 2026 in the plan: “20/10/2026” before it moved: on Thursday 1 October 2026"
    ]


def test_plans_with_most_that_is_late_come_first(home: Home) -> None:
    with home.sessions.begin() as session:
        late = [action(f"3.{n}", on_day(date(2026, 9, 1))) for n in range(1, 4)]
        furnish(session, plan(*late, title="Another plan"), slug="another")

    assert headings(home.visitor.get("/").text, 2)[:2] == ["Another plan", TITLE]


def test_a_plan_says_how_much_it_promises(home: Home) -> None:
    assert paragraphs(home.visitor.get("/").text)[0] == (
        "Chief Officer Group. 6 actions and 1 milestone, as of Tuesday 1 September 2026."
    )


def test_a_plan_that_is_not_released_says_so(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        furnish(session, released=False)

    assert (
        "Waiting for release. Nobody but the co-ordinator is told anything of this plan until the co-ordinator "
        "releases it."
    ) in paragraphs(bare_home.visitor.get("/").text)


def test_what_is_late_in_a_plan_that_is_not_released_goes_to_nobody_yet(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        furnish(session, released=False)

    assert [row[5] for row in table(bare_home.visitor.get("/").text, LATE)] == ["Waits for the plan’s release"] * 2


def test_what_has_gone_up_as_far_as_it_can_says_so(home: Home) -> None:
    headless = replace(COG, chair="", vice_chair="")
    without_a_chair = Home(home.sessions, orders=replace(home.orders, boards={"cog": headless}))
    with home.sessions.begin() as session:
        give(session, SLUG, "1.12", OMAR)  # he has no line manager

    rows = {row[0]: row[5] for row in table(without_a_chair.visitor.get("/").text, LATE)}

    assert rows["1.12"] == "Nobody further can be told"


def test_a_released_plan_says_nothing_of_a_release(home: Home) -> None:
    assert [each for each in paragraphs(home.visitor.get("/").text) if "release" in each] == []


def test_a_home_without_a_plan_says_so_plainly(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        welcome_officers(session, bare_home.orders.officers.values(), now=READ_AT)

    assert paragraphs(bare_home.visitor.get("/").text) == [
        "There is no open plan that is yours to see. If there should be, write to whoever is named below.",
        "No meeting is planned.",
        "Nothing has been mailed yet.",
        f"Questions go to Sam Ode ({SAM}).",
    ]


def test_meetings_to_come_are_listed_earliest_first_and_past_ones_are_not(home: Home) -> None:
    with home.sessions.begin() as session:
        plan_meetings(session, MODERATION, date(2026, 10, 9), date(2026, 11, 10), TODAY)
        plan_meetings(session, COG_SERIES, date(2026, 10, 22))

    assert meetings(home.visitor.get("/").text) == [
        [
            "Monday 12 October 2026",
            "14:00 to 16:00",
            "Moderation meeting – Chief Officer Group",
            "Papers by Monday 12 October 2026",
        ],
        ["Thursday 22 October 2026", "10:00 to 12:00", "Chief Officer Group", "Papers by Thursday 22 October 2026"],
        [
            "Tuesday 10 November 2026",
            "14:00 to 16:00",
            "Moderation meeting – Chief Officer Group",
            "Papers by Tuesday 10 November 2026",
        ],
    ]


def test_a_cancelled_meeting_stays_in_sight_and_asks_for_no_papers(home: Home) -> None:
    with home.sessions.begin() as session:
        plan_meetings(session, COG_SERIES, date(2026, 10, 22))
        change = MeetingChange(status=MeetingStatus.CANCELLED, note="The chair is ill.")
        amend_meeting(session, "cog", "2026-10-22", change, who=SAM, now=NOW)

    assert meetings(home.visitor.get("/").text) == [
        ["Thursday 22 October 2026", "10:00 to 12:00", "cancelled Chief Officer Group", "The chair is ill."]
    ]


def test_the_latest_mail_comes_first_with_what_became_of_it_in_words(home: Home) -> None:
    with home.sessions.begin() as session:
        mail(session, "a", "1 action needs you", at=datetime(2026, 10, 9, 7, 0, tzinfo=UTC))
        mail(session, "b", "2 actions need you", to="stranger@example.org", at=NOW)
        outbox.cancel(session, "a", why="It was complete before it went", now=NOW)

    assert table(home.visitor.get("/").text, "The latest mails, the newest first") == [
        ["12 October 2026, 10:30", "stranger@example.org", "2 actions need you", "waiting to go"],
        ["9 October 2026, 08:00", "Nina Marsh", "1 action needs you", "cancelled It was complete before it went"],
    ]


def test_only_the_latest_twenty_mails_are_listed(home: Home) -> None:
    with home.sessions.begin() as session:
        for number in range(25):
            mail(session, f"{number:02}", f"Mail {number}", at=NOW + timedelta(minutes=number))

    rows = table(home.visitor.get("/").text, "The latest mails, the newest first")

    assert [row[2] for row in rows] == [f"Mail {number}" for number in range(24, 4, -1)]


def test_whom_no_mail_goes_to_is_named_with_the_reason(home: Home) -> None:
    with home.sessions.begin() as session:
        suspend(session, NINA, why="mail came back on 3 March 2025: no such user", now=home.now)

    said = "No mail goes to Nina Marsh (mail came back on 3 March 2025: no such user)."
    assert said in paragraphs(home.visitor.get("/").text)


def test_whoever_chose_weekly_digests_is_named_for_the_co_ordinator(home: Home) -> None:
    with home.sessions.begin() as session:
        set_frequency(session, NINA, Frequency.WEEKLY, who=NINA, now=NOW)

    assert "Digests go out weekly, not daily, to Nina Marsh." in paragraphs(home.visitor.get("/").text)


def test_today_is_the_boards_local_day(home: Home) -> None:
    home.now = datetime(2026, 10, 12, 23, 30, tzinfo=UTC)  # half past midnight in London, summer time

    assert [row[3] for row in table(home.visitor.get("/").text, LATE)][1] == "overdue 9 working days late"
