"""The board's page: what waits for a decision, what slipped, who carries what; and deciding on the web."""

from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from scheduler.plans.answers import THE_BOARD, AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.register.meetings import sync_meetings
from scheduler.register.snapshot import load_snapshot
from scheduler.rounds.answering import Said, take_answer
from scheduler.rules.answers import Admitted
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.builders import CHAIR, NINA, OMAR, SAM, on_day
from tests.scheduler.web.home import COG_SERIES, NOW, READ_AT, SLUG, Home
from tests.scheduler.web.reading import headings, page, paragraphs, table, words

MEETS_ON = date(2026, 12, 17)  # a Thursday
ASKED_AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)  # the Monday before


@pytest.fixture
def house(home: Home) -> Home:
    """Nina asked on the Monday before for a date that only the chair can grant; the board meets in December."""
    with home.sessions.begin() as session:
        meeting = PlannedMeeting(slot="2026Q4", on=MEETS_ON, starts=COG_SERIES.starts, ends=COG_SERIES.ends)
        start, end = date(2026, 9, 1), date(2027, 9, 1)
        sync_meetings(session, COG_SERIES, [meeting], start=start, end=end, domain="example.org", now=READ_AT)
    said(home, "1.12", AnswerKind.NEW_DATE, target=on_day(date(2027, 1, 29)), words="The trainer is away")
    return home


def said(home: Home, ref: str, kind: AnswerKind, who: str = NINA, **more: object) -> None:
    what = Said(kind=kind, who=who, road=Road.WEB, **more)  # type: ignore[arg-type] # each test gives what its kind has
    with home.sessions.begin() as session:
        assert isinstance(take_answer(session, home.orders, SLUG, ref, what, at=ASKED_AT, now=ASKED_AT), Admitted)


def decide(home: Home, say: str, form: dict[str, str], *, ref: str = "1.12", by: str = CHAIR) -> httpx.Response:
    browser = home.signed_in_as(by)
    token = page(browser.get("/").text).xpath("//input[@name='token']/@value")[0]
    return browser.ask("POST", f"/say/{SLUG}/{say}?ref={ref}", data={**form, "token": token})


def held(home: Home, ref: str = "1.12") -> Commitment:
    with home.sessions() as session:
        return next(each for each in load_snapshot(session, {}).commitments if each.ref == ref)


def board(home: Home, by: str = CHAIR) -> str:
    return home.signed_in_as(by).get("/boards/cog").text


def matters(text: str) -> list[tuple[str, list[str]]]:
    """Each matter: its heading, and what can be said of it."""
    found = page(text).xpath("//ul[@class='matters']/li")
    return [
        (words(each.find("h3")), [words(link) for link in each.xpath(".//ul[@class='offers']//a")]) for each in found
    ]


def test_a_request_stands_under_the_meeting_it_belongs_to_with_what_can_be_decided(house: Home) -> None:
    text = board(house)

    assert headings(text, 2)[0] == "Chief Officer Group, Thursday 17 December 2026 1"
    assert matters(text) == [
        (
            "1.12 Action 1.12",
            [
                "Grant it 1.12",
                "Decline it 1.12",
                "Set a new date 1.12",
                "Another lead 1.12",
                "Close it unfinished 1.12",
                "Raise it at the meeting 1.12",
                "Note it until the next meeting 1.12",
            ],
        )
    ]


def test_the_chair_grants_with_the_minute_and_the_first_date_is_kept(house: Home) -> None:
    without = decide(house, "grant", {})
    granted = decide(house, "grant", {"minute": "COG 12 October 2026, minute 4"})
    now = held(house)

    assert (without.status_code, granted.status_code) == (400, 303)
    assert (now.target and now.target.due_on, [each.due_on for each in now.was]) == (
        date(2027, 1, 29),
        [date(2026, 9, 30)],
    )


def test_what_slipped_is_listed_with_how_often(house: Home) -> None:
    decide(house, "grant", {"minute": "4"})

    assert table(board(house), "Actions whose target date moved, those that moved most first") == [
        ["1.12", "Action 1.12", "1 time", "by the end of September 2026", "on Friday 29 January 2027"]
    ]


def test_a_claim_is_accepted_or_returned(house: Home) -> None:
    said(house, "1.13", AnswerKind.COMPLETE, evidence="Minute 4")
    before = [each for each in matters(board(house)) if each[0].startswith("1.13")]
    decide(house, "verify", {}, ref="1.13")

    assert before == [("1.13 Action 1.13", ["Accept 1.13", "Return 1.13"])]
    assert (held(house, "1.13").status, held(house, "1.13").unverified) == (Status.COMPLETE, False)


def test_what_is_noted_is_silent_until_the_meeting(house: Home) -> None:
    decide(house, "note", {"words": "Seen"})
    text = board(house)

    assert matters(text) == []
    assert headings(text, 2)[0] == "Chief Officer Group, Thursday 17 December 2026"
    assert [words(each) for each in page(text).xpath("//main/section[1]//li")] == ["1.12 Action 1.12"]


def test_what_is_raised_stands_on_the_list_of_its_meeting(house: Home) -> None:
    form = page(house.signed_in_as(CHAIR).get(f"/say/{SLUG}/raise?ref=1.13").text)
    [uid] = form.xpath("//select[@id='meeting']/option/@value")
    answer = decide(house, "raise", {"meeting": uid, "words": "To be heard"}, ref="1.13")
    text = board(house)

    assert [words(each) for each in form.xpath("//option")] == ["Chief Officer Group, Thursday 17 December 2026"]
    assert answer.status_code == 303
    assert headings(text, 3)[1:3] == ["On the list for this meeting 1", "1.13 Action 1.13"]


def test_the_chair_takes_what_she_raised_back(house: Home) -> None:
    location = decide(house, "raise", {}, ref="1.13").headers["location"]
    chair = house.signed_in_as(CHAIR)
    [form] = page(chair.get(location).text).xpath("//main//form")
    undone = chair.ask("POST", form.get("action"), data=dict(form.form_values()))

    assert paragraphs(chair.get(undone.headers["location"]).text)[0] == "Taken back. All is as it was before."
    assert dict(held(house, "1.13").answered.raised) == {}


def test_another_lead_is_named_as_the_directory_has_them(house: Home) -> None:
    wrong = decide(house, "reassign", {"whom": "Nobody Known"}, ref="1.13")
    right = decide(house, "reassign", {"whom": "omar reid"}, ref="1.13")

    assert [words(each) for each in page(wrong.text).xpath("//div[@role='alert']//li")] == [
        "“Nobody Known” is not in the directory: write the name as it stands there"
    ]
    assert (right.status_code, held(house, "1.13").leads) == (303, (OMAR,))


def test_the_co_ordinator_writes_down_the_boards_word_with_its_minute(house: Home) -> None:
    answer = decide(house, "grant", {"by": "board", "minute": "COG 1 October, 4"}, by=SAM)
    last = held(house).answered.answers[-1]

    assert answer.status_code == 303
    assert (last.who, last.recorded_by, last.road) == (THE_BOARD, SAM, Road.MEETING)


def test_the_co_ordinator_grants_in_their_own_name_only_what_is_theirs(house: Home) -> None:
    assert decide(house, "grant", {"by": "me"}, by=SAM).status_code == 400
    assert held(house).answered.request is not None


def test_the_chair_takes_a_refusal_back_within_ten_minutes(house: Home) -> None:
    chair = house.signed_in_as(CHAIR)
    location = decide(house, "decline", {"words": "Not yet", "minute": "4"}).headers["location"]
    [form] = page(chair.get(location).text).xpath("//main//form")
    house.now = NOW + timedelta(minutes=5)
    undone = chair.ask("POST", form.get("action"), data=dict(form.form_values()))

    assert (undone.status_code, held(house).answered.request is not None) == (303, True)


def test_who_carries_what_is_said_by_agency_alone(house: Home) -> None:
    assert table(board(house), "Open actions and milestones by agency") == [
        ["Nobody leads it, or no agency is known", "6", "2", "0"]
    ]
