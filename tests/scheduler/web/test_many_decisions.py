"""A chair with many decisions: three of each list first, the most urgent on top, the rest behind a count and a link."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from notifications.tables import MessageRow, State
from scheduler.plans.answers import AnswerKind, Road
from scheduler.register.database import sessions
from scheduler.register.meetings import sync_meetings
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.morning import hold_morning
from scheduler.rules.answers import Admitted
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.builders import CHAIR, NINA, in_month, on_day
from tests.scheduler.register.databases import furnished_copy
from tests.scheduler.web.home import COG_SERIES, ORDERS, READ_AT, SLUG, Home, action, furnish, plan
from tests.scheduler.web.reading import headings, page, paragraphs, words

HEARD_AT = datetime(2026, 9, 21, 7, 0, tzinfo=UTC)  # a Monday: 15 working days before the day of the home
MANY = [f"1.{number}" for number in range(10, 40)]
ASKED = ["1.38", "1.39"]  # whose lead asks for a date that only the chair can grant


def thirty_late(session: Session) -> None:
    """Thirty actions have been late since the end of August and are the chair's; for two a new date is asked."""
    furnish(session, plan(*(action(ref, in_month(date(2026, 8, 31))) for ref in MANY)))
    for told_at in (HEARD_AT, HEARD_AT + timedelta(days=7)):  # the lead, and a week later the manager
        hold_morning(session, ORDERS, now=told_at)
        unsent = update(MessageRow).where(MessageRow.accepted_at.is_(None))
        session.execute(unsent.values(state=State.ACCEPTED, accepted_at=told_at))
    meeting = PlannedMeeting(slot="2026Q4", on=date(2026, 12, 17), starts=COG_SERIES.starts, ends=COG_SERIES.ends)
    year = {"start": date(2026, 9, 1), "end": date(2027, 9, 1)}
    sync_meetings(session, COG_SERIES, [meeting], **year, domain="example.org", now=READ_AT)
    for ref in ASKED:
        far = Said(kind=AnswerKind.NEW_DATE, who=NINA, road=Road.WEB, target=on_day(date(2027, 6, 1)), words="Away.")
        assert isinstance(take_answer(session, ORDERS, SLUG, ref, far, at=HEARD_AT, now=HEARD_AT), Admitted)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Home]:
    """Their home."""
    with furnished_copy(tmp_path, thirty_late) as engine:
        yield Home(sessions(engine))


def refs(text: str) -> list[str]:
    """The actions that can be decided on a page, in its order."""
    return [words(each) for each in page(text).xpath("//ul[@class='matters']/li/h3//span[@class='ref']")]


def rest(text: str) -> list[tuple[str, str]]:
    """Each link to what is not shown: what it says and where it leads."""
    return [(words(each), each.get("href")) for each in page(text).xpath("//p[@class='rest']/a")]


def board(house: Home, query: str = "") -> str:
    answer = house.signed_in_as(CHAIR).get(f"/boards/cog{query}")
    assert answer.status_code == 200
    return answer.text


def test_three_stand_first_what_is_asked_on_top_and_the_rest_behind_a_count(house: Home) -> None:
    text = board(house)

    assert paragraphs(text)[0] == "30 decisions wait: 2 asked for and 28 late."
    assert headings(text, 2)[0] == "Chief Officer Group, Thursday 17 December 2026 30"
    assert refs(text) == ["1.38", "1.39", "1.10"]
    assert [said for said, _ in rest(text)] == [
        "and 27 more: to decide at Chief Officer Group, Thursday 17 December 2026"
    ]


def test_the_link_leads_to_all_of_them_a_page_at_a_time(house: Home) -> None:
    first = board(house, rest(board(house))[0][1].removeprefix("/boards/cog"))
    links = page(first).xpath("//ul[@class='pages']//a/@href")
    second = board(house, links[1].removeprefix("/boards/cog"))

    assert headings(first, 1) == ["To decide: Chief Officer Group, Thursday 17 December 2026 30"]
    assert refs(first) + refs(second) == [*ASKED, *MANY[:-2]]
    assert len(refs(first)) == 25


def test_what_is_decided_meanwhile_leaves_a_list_that_is_no_more(house: Home) -> None:
    chair = house.signed_in_as(CHAIR)

    assert chair.get("/boards/cog?list=waiting:gone").status_code == 404
    assert chair.get("/boards/cog?list=claims").status_code == 200
    assert refs(board(house, "?list=claims")) == []


def test_what_slipped_has_a_list_of_its_own(house: Home) -> None:
    with house.sessions.begin() as session:
        for number, ref in enumerate(MANY[:12]):
            moved = Said(
                kind=AnswerKind.NEW_DATE,
                who=CHAIR,
                road=Road.WEB,
                target=on_day(date(2027, 1, number + 4)),
                words="Away",
                minute="4",
            )
            at = house.now
            admitted = take_answer(session, house.orders, SLUG, ref, moved, at=at, now=at)
            assert isinstance(admitted, Admitted)
    text = board(house)
    said, url = rest(text)[-1]
    whole = board(house, url.removeprefix("/boards/cog"))

    assert said == "and 2 more: target dates that moved"
    assert [len(page(each).xpath("//table[@class='stack']/tbody/tr")) for each in (text, whole)] == [10, 12]
