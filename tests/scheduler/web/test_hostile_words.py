"""Whatever plans, people, meetings, answers and relays say: no page and no feed takes it for mark-up or for lines."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from notifications import outbox
from notifications.tables import State
from scheduler.links import UNSUBSCRIBE, AnswerPass, answer_path, plan_path, sign, sign_answer
from scheduler.plans.plan import LeadSource, PrintedLead
from scheduler.register.meetings import MeetingChange, amend_meeting, sync_meetings
from scheduler.register.tables import AnswerRow, PersonRow
from scheduler.rounds.feeds import feed_bytes
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.builders import NINA, SAM, on_day
from tests.notifications.test_hostile_text import HOSTILE, INVISIBLE
from tests.scheduler.web.home import COG_SERIES, NOW, READ_AT, SECRET, SLUG, TODAY, Home, action, furnish, mail, plan
from tests.scheduler.web.reading import page
from tests.scheduler.web.visitor import Visitor

KEPT = " ".join(HOSTILE.values()).encode("utf-8", "replace").decode()  # no database keeps half a pair
EVIL = KEPT.replace("\x00", "\x01")  # nor PostgreSQL a zero byte
SHORT = EVIL.replace("A" * 10_000, "").replace("ä" * 10_000, "")
TYPED = {
    "progress": {"words": SHORT[:1900]},
    "complete": {"evidence": SHORT[:1900]},
    "not-mine": {"whom": SHORT[:1900]},
}
OF_A_FEED = {
    *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE"),
    *("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "DTSTART"),
    *("DTEND", "DTSTAMP", "UID", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "TRANSP", "CLASS"),
    *("LAST-MODIFIED", "CREATED", "X-MICROSOFT-CDO-BUSYSTATUS", "CATEGORIES", "COLOR", "SOURCE", "X-LIC-LOCATION"),
}


@pytest.fixture
def hostile(bare_home: Home) -> Home:
    """A home in which every text that somebody can choose is hostile."""
    home, stranger = bare_home, (PrintedLead(words=SHORT, source=LeadSource.COLUMN),)
    told = {"title": EVIL, "success_measure": SHORT, "progress": SHORT, "rating": SHORT}
    late, soon = (replace(on_day(day), words=SHORT) for day in (date(2026, 10, 1), date(2026, 10, 30)))
    edition = plan(
        action("1.1", late, **told),
        action("1.2", late, **told | {"leads": stranger, "waiting_for": SHORT}),
        action("1.3", soon, **told | {"title": SHORT}),
        title=SHORT,
    )
    with home.sessions.begin() as session:
        furnish(session, edition)
        session.execute(update(PersonRow).values(name=SHORT, organisation=SHORT))
        meeting = PlannedMeeting(slot="2026Q4", on=date(2026, 11, 10), starts=COG_SERIES.starts, ends=COG_SERIES.ends)
        start, end = date(2026, 9, 1), date(2027, 9, 1)
        sync_meetings(session, COG_SERIES, [meeting], start=start, end=end, domain="example.org", now=READ_AT)
        amend_meeting(session, "cog", "2026Q4", MeetingChange(location=EVIL, moved_because=EVIL), who=SAM, now=NOW)
        refused_mail(home, session)
    return home


def refused_mail(home: Home, session: Session) -> None:
    """A mail whose subject, and whose refusal by a relay, are hostile."""
    mail(session, "a", EVIL)
    [leased] = outbox.lease_due(session, now=NOW, by="node", limit=1, lease_for=timedelta(minutes=5))
    assert outbox.begin_handoff(session, leased, now=NOW)
    said = outbox.Said(outcome="refused", answer=EVIL, sentence=f"Refused for good: {EVIL}")
    assert outbox.settle(session, leased, State.FAILED, at=NOW, said=said)
    outbox.suspend(session, NINA, why=EVIL, now=NOW)


def answered(home: Home) -> None:
    """Hostile answers, by the link of a mail."""
    token = sign_answer(SECRET, AnswerPass(person=NINA, plan=SLUG, issued_at=NOW))
    for ref, (what, form) in zip(("1.1", "1.3", "1.1"), TYPED.items(), strict=True):
        assert home.stranger.ask("POST", answer_path(token, ref, what), data=form).status_code in {200, 303}


def crawled(browser: Visitor, *starts: str) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, each once, whatever is asked of it."""
    waiting, seen = list(starts), {_path(each) for each in starts}
    while waiting:
        path = waiting.pop(0)
        answer = browser.get(path)
        if answer.status_code == 303 or (answer.status_code == 404 and path.startswith("/desk/")):
            continue  # for whoever is signed in; or a page of the settings, of which this home has no file
        assert answer.status_code == 200, path
        if not answer.headers["content-type"].startswith("text/html"):
            continue  # no page
        yield path, answer.text
        for link in map(str, page(answer.text).xpath("//a/@href")):
            if link.startswith("/") and not link.endswith((".ics", ".json")) and _path(link) not in seen:
                waiting.append(link)
                seen.add(_path(link))


def _path(link: str) -> str:
    return link.partition("#")[0].partition("?")[0]


def live(text: str) -> list[str]:
    """Whatever on a page the hostile words could have put there."""
    tree = page(text)
    tags = [str(each.tag) for each in tree.xpath("//script | //img | //iframe | //object | //embed | //base | //style")]
    codes = [str(each) for each in tree.xpath("//@*[starts-with(name(), 'on') or name() = 'style']")]
    links = [str(each) for each in tree.xpath("//@href | //@src | //@action | //@formaction")]
    away = [each for each in links if "evil" in each or each.partition(":")[0] in {"javascript", "data"}]
    unseen = INVISIBLE.findall(text)
    return [*tags, *codes, *away, *unseen, *(["a heading"] if len(tree.xpath("//h1")) != 1 else [])]


def test_no_page_takes_words_for_mark_up(hostile: Home) -> None:
    answered(hostile)
    token = sign_answer(SECRET, AnswerPass(person=NINA, plan=SLUG, issued_at=NOW))
    alone = [
        answer_path(token),
        answer_path(token, "1.3", "progress"),
        f"/unsubscribe/{sign(SECRET, UNSUBSCRIBE, NINA)}",
        "/sign-in",
    ]
    pages = dict(crawled(hostile.visitor, "/"))
    pages |= dict(crawled(hostile.stranger, *alone))

    assert {"/", plan_path(SLUG), "/desk", "/desk/post", "/desk/leads", "/desk/people", "/boards/cog"} <= set(pages)
    assert [path for path in pages if path.startswith("/say/")] != []
    assert set(alone) <= set(pages)
    assert {path: found for path, text in pages.items() if (found := live(text))} == {}
    assert sum("&lt;script&gt;alert(1)&lt;/script&gt;" in text for text in pages.values()) > 10


def test_words_that_do_not_show_are_left_out_of_what_is_kept_of_a_form(hostile: Home) -> None:
    answered(hostile)
    with hostile.sessions() as session:
        kept = [row.words + row.evidence + row.whom for row in session.scalars(select(AnswerRow))]

    assert [len(each) > 300 for each in kept] == [True] * 3
    assert [INVISIBLE.search(each) for each in kept] == [None] * 3


@pytest.mark.parametrize(("name", "entries"), [(f"person:{NINA}", 2), ("board:cog", 1), ("series:cog", 1)])
def test_a_feed_has_no_line_that_words_put_there(hostile: Home, name: str, entries: int) -> None:
    with hostile.sessions() as session:
        content = feed_bytes(session, name, hostile.orders, today=TODAY).content
    unfolded = re.sub(r"\r\n[ \t]", "", content.decode())
    lines = [line for line in unfolded.split("\r\n") if line]

    assert {re.split("[:;]", line, maxsplit=1)[0] for line in lines} - OF_A_FEED == set()
    assert [line for line in lines if "\r" in line or "\n" in line or INVISIBLE.search(line)] == []
    assert len(Calendar.from_ical(content).walk("VEVENT")) == entries
