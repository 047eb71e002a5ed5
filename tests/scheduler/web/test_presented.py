"""After a meeting at which an action was to be presented, its lead says by their own link whether it was."""

from datetime import UTC, date, datetime, time

import pytest

from scheduler.links import AnswerPass, answer_path, sign_answer
from scheduler.plans.answers import Answered
from scheduler.plans.plan import Status
from scheduler.register.meetings import sync_meetings
from scheduler.register.snapshot import load_snapshot
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.builders import NINA, in_month
from tests.scheduler.web.home import COG_SERIES, READ_AT, SECRET, SLUG, Home, action, furnish, plan
from tests.scheduler.web.reading import headings, page, paragraphs, words

MET_ON = date(2026, 10, 15)  # a Thursday
BEFORE, AFTER = datetime(2026, 10, 15, 8, 0, tzinfo=UTC), datetime(2026, 10, 16, 8, 0, tzinfo=UTC)
OFFERS = ["It was presented", "It was not presented"]


@pytest.fixture
def home(bare_home: Home) -> Home:
    """Nina leads a report to the board, which meets on 15 October; it is the morning after."""
    report = action("1.12", in_month(date(2026, 10, 31)), title="Audit schedule, reported to COG")
    with bare_home.sessions.begin() as session:
        furnish(session, plan(report))
        meeting = PlannedMeeting(slot="2026-10", on=MET_ON, starts=time(10), ends=time(12))
        start, end = date(2026, 9, 1), date(2027, 9, 1)
        sync_meetings(session, COG_SERIES, [meeting], start=start, end=end, domain="example.org", now=READ_AT)
    bare_home.now = AFTER
    return bare_home


def at(home: Home, what: str = "") -> str:
    return answer_path(sign_answer(SECRET, AnswerPass(person=NINA, plan=SLUG, issued_at=home.now)), "1.12", what)


def offers(home: Home) -> list[str]:
    """What can be said of the presentation."""
    said = [words(each) for each in page(home.stranger.get(at(home)).text).xpath("//ul[@class='choices']//a")]
    return [each for each in said if "presented" in each]


def held(home: Home) -> tuple[Status, Answered]:
    with home.sessions() as session:
        [commitment] = load_snapshot(session, {}).commitments
    return commitment.status, commitment.answered


@pytest.mark.parametrize(("now", "offered"), [(BEFORE, []), (AFTER, OFFERS)])
def test_it_is_asked_only_once_the_meeting_was_held(home: Home, now: datetime, offered: list[str]) -> None:
    home.now = now

    assert offers(home) == offered


@pytest.mark.parametrize(
    ("what", "heading", "said", "status"),
    [
        ("presented", "It was presented at the meeting", "said that it was presented at the meeting", Status.COMPLETE),
        (
            "not-presented",
            "It was not presented at the meeting",
            "said that it was not presented at the meeting",
            Status.NOT_STARTED,
        ),
    ],
)
def test_it_is_said_once_of_the_meeting_that_was_and_shown_back(
    home: Home, what: str, heading: str, said: str, status: Status
) -> None:
    form = home.stranger.get(at(home, what)).text
    sent = home.stranger.ask("POST", at(home, what), data={"words": "Before the audit."})
    shown = home.stranger.get(sent.headers["location"]).text
    became, answered = held(home)

    assert (headings(form, 1), headings(shown, 1)) == ([heading], ["Thank you, it is recorded"])
    whole = f"Nina Marsh, on Friday 16 October 2026 on the web, {said} on Thursday 15 October 2026: Before the audit."
    assert paragraphs(shown)[1] == whole
    assert (list(answered.presented), became, offers(home)) == ([MET_ON], status, [])


def test_it_can_be_taken_back_and_is_asked_again(home: Home) -> None:
    sent = home.stranger.ask("POST", at(home, "presented"), data={"minute": "COG 15 October 2026, minute 4"})
    shown = home.stranger.get(sent.headers["location"]).text
    [undo] = page(shown).xpath("//form[.//button[normalize-space()='Undo this']]")
    fields = {each.get("name"): each.get("value") for each in undo.xpath(".//input")}
    home.stranger.ask("POST", undo.get("action"), data=fields)

    assert (held(home)[1].presented, offers(home)) == ({}, OFFERS)
