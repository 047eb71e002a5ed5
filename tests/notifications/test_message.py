"""A message's bytes: which headers it carries, and that nothing a plan holds can make one."""

import re
from binascii import a2b_qp
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.message import (
    Mailbox,
    Rendered,
    UnusableAddress,
    checked_address,
    compose,
    message_id_for,
    one_line,
    readdressed,
    redirected,
    transfer_encoded,
)
from tests.notifications.mails import EIGHT, NINA

WORDS = Rendered(subject="1 action needs you: 1 overdue", text="Hello\n.\nFrom us\n", html="<p>Hello</p>\n")
ALL_HEADERS = [
    "MIME-Version",
    "From",
    "Reply-To",
    "Date",
    "Content-Language",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Content-Type",
    "To",
    "Subject",
    "Message-ID",
    "In-Reply-To",
    "References",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
]


def composed(rendered: Rendered = WORDS, **words: Any) -> bytes:
    """A message from the group to Nina, with what a test changes."""
    given: dict[str, Any] = {
        "sender": Mailbox("chaser@example.org", "Chief Officer Group"),
        "recipient": Mailbox("nina@example.org", "Nina Marsh"),
        "reply_to": Mailbox("sam@example.org", "Sam Ode"),
        "message_id": "<a1@example.org>",
        "date_at": EIGHT,
        "answers": "<first@example.org>",
        "unsubscribe_url": "https://chaser.example.org/weekly/abc",
    }
    return compose(rendered, **given | words)


def read(content: bytes) -> EmailMessage:
    """A message as a mail program reads it, with the line ends of this machine."""
    return message_from_bytes(content.replace(b"\r\n", b"\n"), policy=default)


def test_a_digest_says_who_what_when_and_that_a_program_wrote_it() -> None:
    message = read(composed())

    assert list(message.keys()) == ALL_HEADERS
    assert message["From"] == "Chief Officer Group <chaser@example.org>"
    assert message["To"] == "Nina Marsh <nina@example.org>"
    assert message["Reply-To"] == "Sam Ode <sam@example.org>"
    assert message["Subject"] == "1 action needs you: 1 overdue"
    assert message["Date"] == "Mon, 03 Mar 2025 08:00:00 +0000"
    assert message["Message-ID"] == "<a1@example.org>"
    assert message["In-Reply-To"] == message["References"] == "<first@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply, DR, RN, NRN"
    assert message["List-Unsubscribe"] == "<https://chaser.example.org/weekly/abc>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_text_comes_first_and_html_second() -> None:
    message = read(composed())

    parts = [(part.get_content_type(), part.get_content()) for part in message.iter_parts()]
    assert message.get_content_type() == "multipart/alternative"
    assert parts == [("text/plain", "Hello\n.\nFrom us\n"), ("text/html", "<p>Hello</p>\n")]


def test_the_same_words_give_the_same_bytes() -> None:
    assert composed() == composed()


def test_lines_end_in_crlf_and_none_is_too_long_for_smtp() -> None:
    lines = composed(Rendered(subject="x" * 5000, text="y" * 5000, html="z" * 5000)).split(b"\r\n")

    assert [line for line in lines if b"\n" in line or b"\r" in line] == []
    assert max(len(line) for line in lines) <= 998


def encodings(html: str, text: str = "Hello\n") -> list[str]:
    """How the text and the HTML of a message are encoded for the way."""
    message = read(composed(Rendered(subject="s", text=text, html=html)))
    return [part["Content-Transfer-Encoding"] for part in message.iter_parts()]


def test_html_goes_out_as_it_is_with_references_for_what_is_beyond_ascii() -> None:
    content = composed(Rendered(subject="s", text="naïve = “so”\n", html='<p class="a">naïve = “so” 😀</p>\n'))

    assert b'\r\n<p class="a">na&#239;ve = &#8220;so&#8221; &#128512;</p>\r\n' in content
    assert b"\r\nna=C3=AFve =3D =E2=80=9Cso=E2=80=9D\r\n" in content
    assert encodings(html="<p>naïve</p>\n", text="naïve\n") == ["quoted-printable", "7bit"]
    assert encodings(html="<p>Hello</p>\n", text="Hello\n") == ["7bit", "7bit"]


@pytest.mark.parametrize(
    ("line", "encoding"), [("a" * 998, "7bit"), ("a" * 999, "quoted-printable"), ("a\0", "quoted-printable")]
)
@pytest.mark.parametrize("around", ["{}", "{}\n", "<p>\n{}\n</p>\n", f"{'b' * 600}\n{{}}\n{'c' * 600}\n"])
def test_what_no_relay_takes_as_it_is_goes_out_as_quoted_printable(around: str, line: str, encoding: str) -> None:
    html = around.format(line)

    assert encodings(html) == ["7bit", encoding]
    assert list(read(composed(Rendered(subject="s", text="", html=html))).iter_parts())[1].get_content() == html


LONG_LINES = st.lists(st.text("a=é", max_size=200) | st.text("=", max_size=200), max_size=4).map("\n".join)


@given(LONG_LINES)
def test_quoted_printable_has_no_long_line_and_is_read_back_as_it_was(words: str) -> None:
    encoded = transfer_encoded(words)

    assert a2b_qp(encoded).decode("utf-8") == words.replace("\n", "\r\n")
    assert [line for line in encoded.split(b"\r\n") if len(line) > 76] == []


@pytest.mark.parametrize(
    ("words", "encoded"),
    [
        ("a" * 76, b"a" * 76),
        ("a" * 77, b"a" * 75 + b"=\r\naa"),
        ("a" * 74 + "=b", b"a" * 74 + b"=\r\n=3Db"),
        ("a" * 73 + "=bc", b"a" * 73 + b"=\r\n=3Dbc"),
        ("a" * 72 + "=bc", b"a" * 72 + b"=3D=\r\nbc"),
        ("so \nlong ", b"so=20\r\nlong=20"),
        ("a\tb\0c\rd", b"a\tb=00c\r\nd"),
    ],
)
def test_a_line_is_broken_before_76_and_never_within_an_encoded_letter(words: str, encoded: bytes) -> None:
    assert transfer_encoded(words) == encoded


def test_without_link_thread_or_co_ordinator_their_headers_are_left_out() -> None:
    message = read(composed(unsubscribe_url="", answers="", reply_to=None))

    left_out = {"Reply-To", "In-Reply-To", "References", "List-Unsubscribe", "List-Unsubscribe-Post"}
    assert list(message.keys()) == [name for name in ALL_HEADERS if name not in left_out]


def test_a_long_unsubscribe_address_is_neither_encoded_nor_broken() -> None:
    url = "https://chaser.example.org/weekly/" + "a" * 600

    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in composed(unsubscribe_url=url)


def test_one_click_is_promised_for_https_alone() -> None:
    message = read(composed(unsubscribe_url="http://localhost:8000/weekly/abc"))

    assert message["List-Unsubscribe"] == "<http://localhost:8000/weekly/abc>"
    assert message["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize("url", ["https://example.org/a b", "https://example.org/\r\nBcc: x", "https://example.org/é"])
def test_an_unsubscribe_address_that_breaks_its_header_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in List-Unsubscribe: percent-encode it"):
        composed(unsubscribe_url=url)


def test_words_beyond_ascii_come_back_as_they_were() -> None:
    subject = "3 actions – “agreed” with Zoë " + "é" * 100
    message = read(
        composed(
            Rendered(subject=subject, text="naïve\n", html="<p>naïve</p>\n"),
            reply_to=Mailbox("z@example.org", "Zoë Ñandú"),
        )
    )

    assert message["Subject"] == subject
    assert message["Reply-To"].addresses[0].display_name == "Zoë Ñandú"
    assert composed(Rendered(subject=subject, text="naïve", html="naïve")).isascii()


HOSTILE = "Priya\r\nBcc: everyone@example.org\r\n\r\nBody\x00\u2028\u202e"


def test_hostile_words_make_no_header_and_no_body() -> None:
    hostile = Rendered(subject=HOSTILE, text="Hello\n", html="<p>Hello</p>\n")
    message = read(
        composed(hostile, recipient=Mailbox("nina@example.org", HOSTILE), reply_to=Mailbox("sam@example.org", HOSTILE))
    )

    assert list(message.keys()) == ALL_HEADERS
    assert message["Subject"] == "Priya Bcc: everyone@example.org Body"
    assert [each.addr_spec for each in message["To"].addresses] == ["nina@example.org"]
    assert message["To"].addresses[0].display_name == "Priya Bcc: everyone@example.org Body"
    assert [part.get_content() for part in message.iter_parts()] == ["Hello\n", "<p>Hello</p>\n"]


@given(st.text(), st.text(), st.text())
def test_no_text_whatever_changes_the_shape_of_a_message(subject: str, name: str, body: str) -> None:
    content = composed(Rendered(subject=subject, text=body, html=body), recipient=Mailbox("nina@example.org", name))
    message = read(content)

    assert list(message.keys()) == ALL_HEADERS
    assert [each.addr_spec for each in message["To"].addresses] == ["nina@example.org"]
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.defects == []
    assert re.findall(rb"\r(?!\n)|(?<!\r)\n", content) == []


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("as it is", "as it is"),
        (" a \r\n b\t\tc ", "a b c"),
        ("no\u00a0break", "no break"),
        ("mark\u202egnorw", "mark gnorw"),
        ("“quoted” – é 😀", "“quoted” – é 😀"),
        ("\ud800", ""),
    ],
)
def test_one_line_keeps_words_and_drops_what_is_not_seen(words: str, line: str) -> None:
    assert one_line(words) == line


@pytest.mark.parametrize(
    "address",
    ["", "nina", "@example.org", "nina@", "ni na@example.org", "a@b\r\nBcc: c@d", "a,b@example.org", "<a@example.org>"],
)
def test_what_is_no_address_is_refused_by_name(address: str) -> None:
    with pytest.raises(UnusableAddress) as refused:
        checked_address(address)
    assert str(refused.value) == f"{address!r} is no address that mail can be sent to: correct it in the directory"


def test_a_domain_beyond_ascii_goes_out_in_its_idna_form() -> None:
    assert checked_address("nina@exämple.org") == "nina@xn--exmple-cua.org"
    assert message_id_for("a1", "exämple.org") == "<a1@xn--exmple-cua.org>"


def test_a_domain_that_has_no_idna_form_is_refused() -> None:
    with pytest.raises(UnusableAddress, match="is no domain that mail can be sent to"):
        checked_address("nina@" + "ä" * 70 + ".org")


def test_an_address_beyond_ascii_stands_in_utf8_and_the_rest_stays_ascii() -> None:
    content = composed(recipient=Mailbox("zoë@example.org", "Zoë"))

    lines = [line for line in content.split(b"\r\n") if not line.isascii()]
    assert lines == ["To: =?utf-8?q?Zo=C3=AB?= <zoë@example.org>".encode()]


def test_a_long_name_beyond_ascii_is_folded_with_crlf_in_every_message_made_of_it() -> None:
    zoe = Mailbox("zoë@example.org", "Zoë" * 30)
    content = composed(recipient=zoe)
    made = (
        content,
        readdressed(content, to=zoe, message_id="<b@example.org>"),
        redirected(content, to=NINA, instead_of="é" * 99),
    )

    assert [re.findall(rb"\r(?!\n)|(?<!\r)\n", each) for each in made] == [[], [], []]
    assert [b"<zo\xc3\xab@example.org>\r\n" in each for each in made] == [True, True, False]


def test_a_redirected_message_differs_in_to_alone_and_says_for_whom_it_was() -> None:
    original = composed()
    changed = redirected(original, to="sam@example.org", instead_of="nina@example.org")

    message = read(changed)
    assert str(message["To"]) == '"would have gone to nina@example.org" <sam@example.org>'
    assert message["X-Chaser-Would-Have-Gone-To"] == "nina@example.org"
    to = b'To: "would have gone to nina@example.org" <sam@example.org>\r\n'
    was_for = b"X-Chaser-Would-Have-Gone-To: nina@example.org\r\n"
    assert changed == to + was_for + original.replace(b'To: "Nina Marsh" <nina@example.org>\r\n', b"", 1)


def test_a_redirect_leaves_reply_to_and_a_quoted_to_line_of_the_body_alone() -> None:
    original = composed(Rendered(subject="s", text="To: whom it may concern\n", html="<p></p>\n"))
    message = read(redirected(original, to="sam@example.org", instead_of="nina@example.org"))

    assert message["Reply-To"] == "Sam Ode <sam@example.org>"
    assert next(message.iter_parts()).get_content() == "To: whom it may concern\n"


def test_a_date_keeps_the_zone_it_was_given_in() -> None:
    message = read(composed(date_at=datetime(2025, 7, 1, 7, 0, tzinfo=UTC)))

    assert message["Date"] == "Tue, 01 Jul 2025 07:00:00 +0000"
