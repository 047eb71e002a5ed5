"""Hostile words in every cell, name, reply and reason: each kind of mail of several weeks keeps its shape."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from notifications.bounces.return_addresses import ReturnAddresses
from notifications.tables import Kind, MessageRow
from notifications.transports.contract import Envelope
from notifications.transports.memory import Memory
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.boards import MeetingSeries
from scheduler.plans.plan import LeadSource, PrintedLead
from scheduler.register.meetings import MeetingChange, sync_meetings
from scheduler.register.tables import PersonRow
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.bounces import take_mail
from scheduler.rounds.links_by_mail import mail_sign_in_link
from scheduler.rounds.meeting_changes import change_meeting
from scheduler.rules.answers import Admitted
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.builders import CHAIR, NINA, SAM
from tests.notifications.bounces.mails_in import reply
from tests.notifications.test_hostile_text import HEADERS, HOSTILE, INVISIBLE, TAGS
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at

EVIL = " ".join(HOSTILE.values()).encode("utf-8", "replace").decode().replace("\x00", "\x01")
SHORT = EVIL.replace("A" * 10_000, "").replace("ä" * 10_000, "")
RETURNS = ReturnAddresses(address="bounces@example.org", secret=b"a secret of this house")
MEETS_ON = date(2025, 3, 18)
SERIES = MeetingSeries(slug="cog", board="cog", name=SHORT, location=SHORT, days=(MEETS_ON,), attendees=(CHAIR, NINA))
FIRST, LATE, TO_THE_CHAIR = "2025-02-03T08:00", "2025-03-03T08:00", "2025-03-17T08:00"
THREADED = {"In-Reply-To", "References"}
IN_A_MAIL = ["multipart/alternative", "text/plain", "text/html"]
OURS = {NINA, SAM, CHAIR}


@pytest.fixture
def house(tmp_path: Path) -> TestHouse:
    """A house in which every text that somebody can choose is hostile; nobody was told anything."""
    house = TestHouse(tmp_path)
    house.orders = replace(house.orders, series={"cog": SERIES}, returns=RETURNS, replies_to=RETURNS.address)
    told: dict[str, Any] = {"title": EVIL, "success_measure": SHORT, "progress": SHORT, "rating": SHORT}
    stranger = (PrintedLead(words=SHORT, source=LeadSource.COLUMN),)
    hers, nobodys = (replace(an_action(ref, date(2025, 2, 28), "NM"), **told) for ref in ("1.1", "1.2"))
    plan = replace(a_plan(hers, replace(nobodys, leads=stranger, waiting_for=SHORT)), title=SHORT)
    house.record(plan, on="2025-02-01T08:00")
    meeting = PlannedMeeting(slot=MEETS_ON.isoformat(), on=MEETS_ON, starts=time(14), ends=time(16))
    start, end = date(2025, 1, 1), date(2026, 1, 1)
    with house.sessions.begin() as session:
        session.execute(update(PersonRow).values(name=SHORT, organisation=SHORT))
        sync_meetings(session, SERIES, [meeting], start=start, end=end, domain="example.org", now=at(FIRST))
    return house


def lived(house: TestHouse) -> None:
    """Digests, an answer, a reply, an escalation, a move at short notice, a link to sign in."""
    house.morning(FIRST)
    house.morning(LATE, release=True)
    with house.sessions.begin() as session:
        said = Said(kind=AnswerKind.PROGRESS, who=NINA, road=Road.MAIL, words=EVIL[:2000])
        assert isinstance(take_answer(session, house.orders, "plan", "1.1", said, at=at(LATE), now=at(LATE)), Admitted)
        answered(house, session)
    house.morning("2025-03-05T08:00")
    house.morning("2025-03-10T08:00")
    house.morning("2025-03-13T08:00")
    house.morning(TO_THE_CHAIR)
    with house.sessions.begin() as session:
        change_meeting(
            session,
            house.orders,
            "cog",
            MEETS_ON.isoformat(),
            MeetingChange(starts=time(15), location=SHORT),
            reason=SHORT,
            who=SAM,
            now=at(TO_THE_CHAIR),
        )
        assert mail_sign_in_link(session, house.orders, NINA, base="http://localhost", after="/", now=at(TO_THE_CHAIR))
    house.deliver("2025-03-17T08:05")


def answered(house: TestHouse, session: Session) -> None:
    """A reply to Nina's digest, in hostile words under a hostile subject and name."""
    raw = reply(SHORT.replace("\r", "").replace("\ud800", ""), In_Reply_To=sent_to(house, NINA)[-1].message_id)
    raw = raw.replace(b"Re: 3 actions need you", b"=?utf-8?q?Re=0D=0ABcc:_eve@example.net=E2=80=A8x=00?=")
    take_mail(session, house.orders, raw, now=at("2025-03-03T09:00"), redirected=False)


def sent_to(house: TestHouse, person: str) -> list[Envelope]:
    """What went to somebody."""
    return [each for each in sent(house) if each.recipient == person]


def sent(house: TestHouse) -> list[Envelope]:
    """What went at all."""
    assert isinstance(house.road, Memory)
    return house.road.accepted


def strange(mail: EmailMessage) -> Iterator[str]:
    """Whatever about a mail the hostile words could have done."""
    yield from (f"header {name}" for name in set(mail.keys()) - HEADERS - THREADED)
    yield from (f"{name} twice" for name in set(mail.keys()) if len(mail.get_all(name, [])) > 1)
    for name in ("From", "To", "Reply-To"):
        yield from (f"{name}: {each}" for each in [a.addr_spec for a in mail[name].addresses][1:])
    yield from (f"defect {each}" for each in mail.defects)
    yield from INVISIBLE.findall(str(mail["Subject"]))
    kinds = [part.get_content_type() for part in mail.walk()]
    yield from (f"part {kind}" for kind in kinds if kind not in {*IN_A_MAIL, "text/calendar"})
    text, html = (next(p for p in mail.walk() if p.get_content_type() == kind).get_content() for kind in IN_A_MAIL[1:])
    yield from INVISIBLE.findall(text.replace("\r", ""))
    document = lxml_html.document_fromstring(html)
    yield from ({str(each.tag) for each in document.iter("*")} - TAGS)
    yield from (str(name) for each in document.iter("*") for name in each.attrib if str(name).startswith("on"))
    links = [each.get(name) for each in document.iter("*") for name in ("href", "src")]
    yield from (link for link in links if link and "evil" in link)


def test_no_kind_of_mail_takes_words_for_headers_recipients_or_mark_up(house: TestHouse) -> None:
    lived(house)
    with house.sessions() as session:
        kinds = set(session.scalars(select(MessageRow.kind)))
    mails = [message_from_bytes(each.content, policy=policy.default) for each in sent(house)]

    assert kinds >= {Kind.DIGEST, Kind.ESCALATION, Kind.NOTE, Kind.INVITATION, Kind.LINK}
    assert {each.recipient for each in sent(house)} == OURS
    assert {str(mail["Subject"])[:40]: found for mail in mails if (found := list(strange(mail)))} == {}
    assert [max(map(len, each.content.split(b"\r\n"))) for each in sent(house) if len(each.content) > 10**6] == []
    assert max(len(line) for each in sent(house) for line in each.content.split(b"\r\n")) <= 998


def test_a_first_look_keeps_its_shape(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    hers = replace(an_action("1.1", date(2025, 2, 28), "NM"), title=EVIL, progress=SHORT)
    house.record(replace(a_plan(hers), title=SHORT), on="2025-03-01T08:00")
    with house.sessions.begin() as session:
        session.execute(update(PersonRow).values(name=SHORT))
    [posted] = house.morning("2025-03-04T08:00").posted

    assert (posted.person, posted.rendered.subject.startswith("A first look at")) == (SAM, True)
    [mail] = [message_from_bytes(each.content, policy=policy.default) for each in sent(house)]
    assert list(strange(mail)) == []
