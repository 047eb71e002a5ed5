"""Whatever a plan's cells hold, its mails keep their shape: no header, recipient or live mark-up of the cell's own.

Each text goes the whole way: a plan recorded with it, a morning round, the files that the maildrop writes.
"""

import re
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from scheduler.assembly import House, open_house
from scheduler.plans.plan import Action, Area, LeadSource, Plan, PrintedLead
from scheduler.plans.target_dates import Precision, TargetDate
from scheduler.register.leads import re_resolve
from scheduler.register.people import import_people
from scheduler.register.plans import record, release_plan
from scheduler.rounds.morning import hold_morning

READ_AT = datetime(2025, 2, 3, 8, tzinfo=UTC)
ROUND_AT = datetime(2025, 3, 3, 8, tzinfo=UTC)
SETTINGS = """
[boards.cog]
name = "Chief Officer Group"
chair = "Robin Hale <chair@example.org>"
co_ordinator = "Sam Ode <sam@example.org>"
"""
PEOPLE = "name,email\nNina Marsh,nina@example.org\n"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)><a href='https://evil.example.net'>here</a>"
HOSTILE = {
    "line breaks": "Agree\r\nBcc: eve@example.net\r\n\r\nBuy now",
    "bare line feeds": "Agree\nBcc: eve@example.net\n\nBuy now",
    "encoded words": "=?utf-8?q?Agree=0D=0ABcc:_eve=40example.net?= =?utf-8?b?DQpCY2M6IGV2ZUBleGFtcGxlLm5ldA==?=",
    "line separators": "Agree\u2028Bcc: eve@example.net\u2029X-Evil: 1\x85Y-Evil: 2\x0bZ-Evil: 3\x0cW-Evil: 4",
    "zero bytes": "Agree\x00Bcc: eve@example.net\x00",
    "ten thousand letters": "A" * 10_000,
    "ten thousand umlauts": "ä" * 10_000,
    "mark-up": SCRIPT,
    "templates": "{{ 7 * 7 }} {% for x in y %} {# #} ${7*7} %s %(to)s",
    "right to left": "\u202eeert a no\u202c \u2066hidden\u2069 \u200f\u061c",
    "a boundary": "--=_a\r\nContent-Type: text/html\r\n\r\n<b>live</b>\r\n--=_a--",
    "dots": ".\r\n.\r\nQUIT",
    "half a pair": "Agree \ud800 now",
}
HEADERS = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted"),
    *("X-Auto-Response-Suppress", "MIME-Version", "Content-Type", "List-Unsubscribe", "List-Unsubscribe-Post"),
}
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "table", "tbody", "tr", "td", "div", "span", "p", "a", "h1"),
    *("h2", "h3", "strong", "ul", "ol", "li", "br", "b", "em", "small", "center", "th", "hr"),
}
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def plan(words: str) -> Plan:
    """A plan in which every cell of text holds these words, its late action led by Nina, another by nobody."""
    words = words.encode("utf-8", "replace").decode()  # no database keeps half a pair
    late = TargetDate(
        begins_on=date(2025, 2, 1), due_on=date(2025, 2, 28), precision=Precision.MONTH, words=words, rule="month"
    )
    nina = (PrintedLead(words="Nina Marsh", source=LeadSource.COLUMN),)
    stranger = (PrintedLead(words=words, source=LeadSource.COLUMN),)
    told: dict[str, Any] = {"title": words, "success_measure": words, "progress": words, "rating": words}
    return Plan(
        title=words,
        as_of=READ_AT.date(),
        areas=(Area(ref="1", title=words),),
        actions=(
            Action(ref="1.1", area="1", leads=nina, target=late, **told),
            Action(ref="1.2", area="1", leads=stranger, target=late, waiting_for=words, **told),
        ),
    )


def house(home: Path, words: str) -> House:
    """A home with that plan, released, its mail going to files."""
    (home / "chaser.toml").write_text(SETTINGS)
    house = open_house(home, {}, now=READ_AT)
    day = READ_AT.date()
    with house.sessions.begin() as session:
        import_people(session, PEOPLE, now=READ_AT)
        record(session, "plan", plan(words), board="cog", file_name="plan.docx", sha256="x", now=READ_AT, day=day)
        release_plan(session, "plan", day, who="sam@example.org", now=READ_AT)
        re_resolve(session, day, now=READ_AT)
    return house


def mails(home: Path, words: str) -> list[bytes]:
    """What a morning's round sends."""
    opened = house(home, words)
    with opened.sessions.begin() as session:
        posted = hold_morning(session, opened.orders, now=ROUND_AT).posted
    delivered = opened.deliver(lambda: ROUND_AT)
    opened.engine.dispose()
    assert delivered.accepted == len(posted)
    return [file.read_bytes() for file in sorted((home / "mail").glob("*.eml"))]


@pytest.fixture(params=HOSTILE.values(), ids=list(HOSTILE))
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> list[EmailMessage]:
    """The mails about a plan with such words, as a mail program reads them."""
    return [message_from_bytes(each, policy=policy.default) for each in mails(tmp_path, request.param)]


def test_no_mail_has_a_header_recipient_line_or_mark_up_that_its_plan_put_there(sent: list[EmailMessage]) -> None:
    assert sorted(str(mail["To"].addresses[0].addr_spec) for mail in sent) == ["nina@example.org", "sam@example.org"]
    for mail in sent:
        assert set(mail.keys()) <= HEADERS
        assert len(mail.keys()) == len(set(mail.keys()))
        assert [len(mail[name].addresses) for name in ("From", "To", "Reply-To")] == [1, 1, 1]
        assert mail.defects == []
        assert INVISIBLE.search(str(mail["Subject"])) is None
        assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
        text, html = (part.get_content() for part in mail.iter_parts())
        assert INVISIBLE.search(text.replace("\r", "")) is None
        document = lxml_html.document_fromstring(html)
        assert {str(each.tag) for each in document.iter("*")} <= TAGS
        assert [str(name) for each in document.iter("*") for name in each.attrib if str(name).startswith("on")] == []
        links = [str(each.get("href")) for each in document.iter("a")]
        assert [link for link in links if not link.startswith("mailto:sam@example.org?")] == []


@pytest.mark.parametrize("words", [HOSTILE["line breaks"], HOSTILE["dots"], HOSTILE["ten thousand umlauts"]])
def test_no_line_is_too_long_or_ends_in_anything_but_crlf(tmp_path: Path, words: str) -> None:
    for content in mails(tmp_path, words):
        lines = content.split(b"\r\n")
        assert max(len(line) for line in lines) <= 998
        assert [line for line in lines if b"\r" in line or b"\n" in line] == []
        assert content.isascii()


def test_mark_up_is_shown_as_the_words_that_it_is(tmp_path: Path) -> None:
    htmls = [
        part.get_content()
        for each in mails(tmp_path, SCRIPT)
        for part in message_from_bytes(each, policy=policy.default).iter_parts()
        if part.get_content_type() == "text/html"
    ]

    assert ["&lt;script&gt;alert(1)&lt;/script&gt;" in html for html in htmls] == [True, True]
    assert ["<script" in html for html in htmls] == [False, False]
