"""Meetings at the desk: listed, moved, cancelled, restored, noted and added, each shown before it is done."""

from dataclasses import replace
from datetime import date

import httpx
import pytest
from sqlalchemy import func, select

from notifications.tables import MessageRow
from scheduler.plans.boards import Meeting, MeetingSeries, MeetingStatus
from scheduler.register.meetings import find_meeting, list_meetings
from scheduler.register.officers import welcome_officers
from scheduler.rounds.meetings import renew_meetings
from tests.builders import CHAIR, NINA
from tests.scheduler.web.home import NOW, ORDERS, Home
from tests.scheduler.web.reading import facts, headings, page, paragraphs, table, words
from tests.scheduler.web.visitor import Visitor

COG = MeetingSeries(
    slug="cog",
    board="cog",
    name="Chief Officer Group",
    rule="quarterly, second Tuesday, 14:00 to 16:00, from 2026-11",
    location="Room 4",
    paper_deadline_days=7,
    attendees=(CHAIR, NINA),
)
SLOT = "2026Q4"  # Tuesday 10 November 2026; its papers are due on Tuesday 3 November
AT = f"/desk/meetings/cog/{SLOT}"


@pytest.fixture
def house(home: Home) -> Home:
    """The small plan's board, which meets on Tuesday 10 November 2026."""
    made = Home(home.sessions, orders=replace(ORDERS, series={"cog": COG}))
    with made.sessions.begin() as session:
        welcome_officers(session, made.orders.officers.values(), now=NOW)
        renew_meetings(session, made.orders, now=NOW)
    return made


def meeting(house: Home, which: str = SLOT) -> Meeting:
    with house.sessions() as session:
        return find_meeting(session, "cog", which)


def send(house: Home, path: str, **fields: str) -> httpx.Response:
    browser = house.visitor
    return browser.ask("POST", path, data={"token": form_token(browser), **fields})


def form_token(browser: Visitor) -> str:
    return str(page(browser.get("/").text).xpath("//input[@name='token']/@value")[0])


def what_differs(answer: httpx.Response) -> dict[str, list[str]]:
    rows = page(answer.text).xpath("//table[caption='The meeting as it is and as it would be']/tbody/tr")
    return {words(row[0]): [words(each) for each in row[1:]] for row in rows}


def test_every_meeting_to_come_stands_with_its_day_and_papers(house: Home) -> None:
    rows = table(house.visitor.get("/desk/meetings").text, "Meetings of Chief Officer Group to come")

    assert rows[0] == [
        "Chief Officer Group, Tuesday 10 November 2026",
        "14:00 to 16:00",
        "Room 4",
        "Tuesday 3 November 2026",
        "–",
    ]


def test_a_home_without_meetings_enters_them_at_a_press(home: Home) -> None:
    home = Home(home.sessions, orders=replace(ORDERS, series={"cog": COG}))
    before = table(home.visitor.get("/desk/meetings").text, "Meetings of Chief Officer Group to come")
    pressed = send(home, "/desk/meetings/renew")
    after = table(home.visitor.get("/desk/meetings").text, "Meetings of Chief Officer Group to come")

    assert (before, pressed.status_code, len(after)) == ([], 303, 4)


def test_a_move_is_shown_before_it_is_made(house: Home) -> None:
    shown = send(house, f"{AT}/when", day="17 November 2026", starts="14:00", ends="16:00", reason="The hall is taken")

    assert what_differs(shown) == {
        "Day and hours": ["Tuesday 10 November 2026, 14:00 to 16:00", "Tuesday 17 November 2026, 14:00 to 16:00"],
        "Papers due": ["Tuesday 3 November 2026", "Tuesday 10 November 2026"],
        "Its entry says": [
            "nothing",
            "moved from Tuesday 10 November 2026, 14:00 to 16:00 (The hall is taken)",
        ],
        "The chair’s note before it goes": ["Thursday 29 October 2026", "Thursday 5 November 2026"],
    }
    assert paragraphs(shown.text)[2:4] == [
        "Subscribed calendars show it when they refresh, after 3 to 24 hours: the same entry, at its new time.",
        "Nobody is mailed: only what comes within 48 hours of a meeting is.",
    ]
    assert (meeting(house).on, meeting(house).sequence) == (date(2026, 11, 10), 0)


def test_a_move_says_which_mails_of_the_coming_weeks_move_with_it(house: Home) -> None:
    shown = send(house, f"{AT}/when", day="17 November 2026", starts="14:00", ends="16:00")
    assert table(shown.text, "Notices of Chief Officer Group that come, go or move") == [
        ["All", "Exception note", "Robin Hale", "Thursday 29 October 2026", "Thursday 5 November 2026"]
    ]


def test_a_move_that_was_seen_is_made_and_stands_in_the_history_with_who_made_it(house: Home) -> None:
    fields = {"day": "2026-11-17", "starts": "15:00", "ends": "16:00", "reason": "The hall is taken"}
    done = send(house, f"{AT}/when", **fields, seen="yes")
    moved = meeting(house)
    shown = facts(house.visitor.get(AT).text)

    assert (done.status_code, done.headers["location"]) == (303, AT)
    assert (moved.on, f"{moved.starts:%H:%M}", f"{moved.ends:%H:%M}") == (date(2026, 11, 17), "15:00", "17:00")
    assert shown["12 October 2026, 10:30"][:4] == [
        "Sam Ode",
        "Day: 10 November 2026 → 17 November 2026",
        "Starts: 14:00 → 15:00",
        "Ends: 16:00 → 17:00",
    ]


def test_the_preview_leaves_no_mail_and_the_change_within_48_hours_mails_those_who_attend(house: Home) -> None:
    house.now = NOW.replace(month=11, day=9)
    shown = send(house, f"{AT}/cancel", reason="No papers")
    with house.sessions() as session:
        before = session.scalar(select(func.count()).select_from(MessageRow))
    send(house, f"{AT}/cancel", reason="No papers", seen="yes")
    with house.sessions() as session:
        mailed = set(session.scalars(select(MessageRow.to_address)))

    assert "Mailed at once, because it comes so late: Robin Hale and Nina Marsh." in paragraphs(shown.text)
    assert (before, mailed) == (0, {CHAIR, NINA})


def test_a_cancelled_meeting_offers_to_take_place_again_and_nothing_else(house: Home) -> None:
    send(house, f"{AT}/cancel", reason="No papers", seen="yes")
    offered = page(house.visitor.get(AT).text).xpath("//ul[@class='offers']//a/@href")
    restored = send(house, f"{AT}/restore", seen="yes")

    assert (offered, restored.status_code) == ([f"{AT}/restore"], 303)
    assert meeting(house).status is MeetingStatus.CONFIRMED


@pytest.mark.parametrize(
    ("act", "fields", "field", "said"),
    [
        ("when", {"day": "soon"}, "day", "“soon” names no day: write it like 9 March 2027"),
        ("when", {"day": "November 2026"}, "day", "“November 2026” names no day: write it like 9 March 2027"),
        ("when", {"starts": "half past"}, "starts", "“half past” is no time of day: write it like 14:00"),
        ("where", {"link": "meet.example.org"}, "link", "Write an address that begins with https://"),
        ("where", {"room": "x" * 201}, "room", "Shorten it to 200 characters"),
        ("cancel", {"reason": " "}, "reason", "Say why it is cancelled"),
        ("papers", {"papers": ""}, "papers", "Say on which day its papers are due"),
        ("stand-in", {"whom": "Robin Hale"}, "deputy", "Say who stands in"),
        (
            "stand-in",
            {"whom": "Robin Hale", "deputy": "Nobody"},
            "deputy",
            "“Nobody” is not in the directory: write the name as it stands there",
        ),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(
    house: Home, act: str, fields: dict[str, str], field: str, said: str
) -> None:
    answer = send(house, f"{AT}/{act}", **fields, seen="yes")

    assert answer.status_code == 400
    assert [(each.get("href"), words(each)) for each in page(answer.text).xpath("//div[@role='alert']//a")] == [
        (f"#{field}", said)
    ]
    assert meeting(house).sequence == 0


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("when", {"day": "10 November 2026"}, "Nothing differs from how it is: change something first"),
        (
            "papers",
            {"papers": "11 November 2026"},
            "The papers would be due on Wednesday 11 November 2026, after the meeting on Tuesday 10 November 2026",
        ),
        (
            "when",
            {"starts": "16:00", "ends": "15:00"},
            "Meeting 2026Q4 of cog would end at 15:00, not after it starts at 16:00",
        ),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_with_the_form_as_it_was_filled_in(
    house: Home, act: str, fields: dict[str, str], said: str
) -> None:
    answer = send(house, f"{AT}/{act}", **fields, seen="yes")
    name, value = next(iter(fields.items()))

    assert (answer.status_code, words(page(answer.text).xpath("//div[@role='alert']//li")[0])) == (400, said)
    assert page(answer.text).xpath(f"//input[@id='{name}']/@value") == [value]


def test_a_note_a_place_and_somebody_who_stands_in_are_kept(house: Home) -> None:
    send(house, f"{AT}/note", note="Bring the audit.", seen="yes")
    send(house, f"{AT}/where", room="Room 5", link="https://meet.example.org/cog", seen="yes")
    send(house, f"{AT}/stand-in", whom="Robin Hale", deputy="OR", seen="yes")
    kept = meeting(house)

    assert (kept.note, kept.location, kept.url) == ("Bring the audit.", "Room 5", "https://meet.example.org/cog")
    assert facts(house.visitor.get(AT).text)["Who stands in"] == ["Omar Reid stands in for Robin Hale."]


def test_an_extra_meeting_is_shown_and_then_added(house: Home) -> None:
    form = house.visitor.get("/desk/meetings/cog").text
    fields = {"day": "1 December 2026", "starts": "09:00", "ends": "10:00", "room": "Room 4", "reason": "The audit"}
    shown = send(house, "/desk/meetings/cog", **fields)
    before = len(meetings(house))
    done = send(house, "/desk/meetings/cog", **fields, seen="yes")

    assert page(form).xpath("//input[@id='starts']/@value") == ["14:00"]
    assert what_differs(shown)["Day and hours"] == ["nothing", "Tuesday 1 December 2026, 09:00 to 10:00"]
    assert (len(meetings(house)) - before, done.headers["location"]) == (1, "/desk/meetings/cog/extra-2026-12-01")


def meetings(house: Home) -> tuple[Meeting, ...]:
    with house.sessions() as session:
        return list_meetings(session)


def test_an_extra_meeting_needs_a_day_to_come(house: Home) -> None:
    none = send(house, "/desk/meetings/cog", starts="09:00", ends="10:00")
    past = send(house, "/desk/meetings/cog", day="1 October 2026", starts="09:00", ends="10:00")

    assert words(page(none.text).xpath("//div[@role='alert']//li")[0]) == "Say on which day it meets"
    assert past.status_code == 400


def test_the_form_comes_back_as_it_was_filled_in(house: Home) -> None:
    again = send(house, f"{AT}/when", day="17 November 2026", starts="14:00", ends="16:00", again="yes")

    assert (headings(again.text, 1), page(again.text).xpath("//input[@id='day']/@value")) == (
        ["When does it meet?"],
        ["17 November 2026"],
    )


@pytest.mark.parametrize(
    "path", ["/desk/meetings/moderation", "/desk/meetings/cog/2031Q1", f"{AT}/burn", "/desk/meetings/x/y/when"]
)
def test_what_is_not_there_is_not_there(house: Home, path: str) -> None:
    assert house.visitor.get(path).status_code == 404


def test_a_form_without_the_sessions_token_changes_nothing(house: Home) -> None:
    answer = house.visitor.ask("POST", f"{AT}/cancel", data={"reason": "x", "seen": "yes"})

    assert (answer.status_code, meeting(house).status) == (403, MeetingStatus.CONFIRMED)
