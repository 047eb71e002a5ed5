"""What a mail that came to us is: bounces of every shape, machines' replies, forged ones, and what people write."""

from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.bounces.incoming import Automatic, Bounce, Fate, Forged, Found, Incoming, Reply
from notifications.bounces.reading import read_mail
from notifications.bounces.return_addresses import ReturnAddresses
from tests.notifications.bounces.mails_in import MESSAGE, MESSAGE_ID, RETURNS, SIGNED, bounce, lines, reply

BOTH = Found(signed=(MESSAGE,), message_ids=(MESSAGE_ID,))


def read(raw: bytes) -> Incoming:
    """What a mail is to our house."""
    return read_mail(raw, RETURNS)


def a_bounce(raw: bytes) -> Bounce:
    """A mail that must be a bounce."""
    found = read(raw)
    assert isinstance(found, Bounce)
    return found


def a_reply(raw: bytes) -> Reply:
    """A mail that must be a reply."""
    found = read(raw)
    assert isinstance(found, Reply)
    return found


def test_a_delivery_report_says_which_message_came_back_from_where_and_why() -> None:
    found = a_bounce(bounce())

    assert (found.found, found.fate, found.address) == (BOTH, Fate.GONE, "nina@example.org")
    assert found.why == "550 5.1.1 <nina@example.org>: Recipient address rejected: User unknown"


@pytest.mark.parametrize(
    ("action", "status", "diagnostic", "fate"),
    [
        ("failed", "5.1.1", "smtp; 550 5.1.1 no such user", Fate.GONE),
        ("failed", "5.1.2", "dns; host not found", Fate.GONE),
        ("failed", "5.2.1", "smtp; 550 mailbox disabled", Fate.GONE),
        ("failed", "5.4.4", "dns; no mail server", Fate.GONE),
        ("failed", "5.0.0", "smtp; 550 unknown user", Fate.GONE),
        ("failed", "5.0.0", "smtp; 550 5.7.1 blocked by policy", Fate.UNDELIVERED),
        ("failed", "5.0.0", "smtp; 554 transaction failed", Fate.UNDELIVERED),
        ("failed", "5.2.2", "smtp; 552 5.2.2 mailbox full", Fate.UNDELIVERED),
        ("failed", "5.7.1", "smtp; 550 5.7.1 message refused as spam", Fate.UNDELIVERED),
        ("failed", "5.3.4", "smtp; 552 5.3.4 too big", Fate.UNDELIVERED),
        ("failed", "4.4.7", "smtp; delivery time expired", Fate.UNDELIVERED),
        ("delayed", "4.2.0", "smtp; 451 greylisted", Fate.DELAYED),
        ("delivered", "2.0.0", "smtp; 250 ok", Fate.DELIVERED),
    ],
)
def test_only_what_blames_the_address_is_for_good(action: str, status: str, diagnostic: str, fate: Fate) -> None:
    assert a_bounce(bounce(action=action, status=status, diagnostic=diagnostic)).fate is fate


def test_a_bounce_to_the_plain_address_is_known_by_the_message_id_that_it_quotes() -> None:
    assert a_bounce(bounce(to="bounces@example.org")).found == Found(message_ids=(MESSAGE_ID,))


def test_a_bounce_under_an_address_that_we_never_signed_is_forged() -> None:
    other = ReturnAddresses(address="bounces@example.org", secret=b"another").for_message(MESSAGE)

    found = read(bounce(to=other))
    assert isinstance(found, Forged)
    assert found.why == "its return address was never signed by us"


QMAIL = f"""
    Return-Path: <>
    From: MAILER-DAEMON@mx.example.net
    To: {SIGNED}
    Subject: failure notice

    Hi. This is the qmail-send program at mx.example.net.
    I'm afraid I wasn't able to deliver your message to the following addresses.
    This is a permanent error; I've given up. Sorry it didn't work out.

    <nina@example.org>:
    Sorry, no mailbox here by that name. (#5.1.1)

    --- Below this line is a copy of the message.

    Message-ID: {MESSAGE_ID}
    """
EXIM = f"""
    Return-Path: <>
    From: Mail Delivery System <Mailer-Daemon@mx.example.net>
    To: {SIGNED}
    Subject: Mail delivery failed: returning message to sender
    X-Failed-Recipients: nina@example.org

    This message was created automatically by mail delivery software.

      nina@example.org
        unrouteable address
    """


@pytest.mark.parametrize("text", [QMAIL, EXIM])
def test_other_shapes_of_bounces_are_understood(text: str) -> None:
    found = a_bounce(lines(text))

    assert (found.fate, found.address, found.found.signed) == (Fate.GONE, "nina@example.org", (MESSAGE,))


AUTOMATIC = {
    "RFC 3834": ({"Auto_Submitted": "auto-replied"}, "Auto-Submitted: auto-replied"),
    "a vacation with its owner": ({"Auto_Submitted": "auto-replied; owner-email=x"}, "Auto-Submitted: auto-replied"),
    "cPanel": ({"X_Autoreply": "yes"}, "X-Autoreply"),
    "Exchange's rules": ({"X_MS_Exchange_Inbox_Rules_Loop": "nina@example.org"}, "X-MS-Exchange-Inbox-Rules-Loop"),
    "an old one": ({"Precedence": "auto_reply"}, "Precedence: auto_reply"),
    "Outlook": (
        {"Subject": "Automatic reply: 3 actions need you"},
        "its subject, “Automatic reply: 3 actions need you”",
    ),
    "out of office": ({"Subject": "Out of Office: back on Monday"}, "its subject, “Out of Office: back on Monday”"),
}


@pytest.mark.parametrize("name", list(AUTOMATIC))
def test_machines_replies_are_recognised(name: str) -> None:
    headers, why = AUTOMATIC[name]
    found = read(reply(**headers))

    assert isinstance(found, Automatic)
    assert found.why == why


def test_a_receipt_of_reading_is_a_machines_reply() -> None:
    raw = lines(
        """
        From: nina@example.org
        To: bounces@example.org
        Subject: Displayed
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=disposition-notification; boundary="B"

        --B
        Content-Type: message/disposition-notification

        Disposition: manual-action/MDN-sent-manually; displayed

        --B--
        """
    )

    assert isinstance(read(raw), Automatic)


def test_a_person_who_says_no_automation_is_read() -> None:
    assert a_reply(reply(Auto_Submitted="no")).words == "Done, the paper is on the portal."


def test_a_reply_says_who_wrote_what_in_answer_to_which_mail() -> None:
    found = a_reply(reply(References=f"<other@example.com> {MESSAGE_ID}"))

    assert (found.writer, found.name, found.subject) == ("nina@example.org", "Nina Marsh", "Re: 3 actions need you")
    assert found.found == Found(message_ids=(MESSAGE_ID,))
    assert (found.words, found.is_readable) == ("Done, the paper is on the portal.", True)


QUOTING = {
    "Gmail": "Done.\n\nOn Mon, 3 Mar 2025 at 08:00, Sam Ode <sam@example.org> wrote:\n> 1.1 Agree one thing\n> Late\n",
    "Outlook": "Done.\n\nFrom: Sam Ode <sam@example.org>\nSent: 3 March 2025\nTo: Nina\nSubject: x\n\n1.1 Agree\n",
    "an old Outlook": "Done.\n\n-----Original Message-----\nFrom: Sam\n1.1 Agree one thing\n",
    "Outlook on the web": "Done.\n\n________________________________\nFrom: Sam\n1.1 Agree one thing\n",
}


@pytest.mark.parametrize("program", list(QUOTING))
def test_what_a_mail_program_quotes_is_left_out(program: str) -> None:
    assert a_reply(reply(QUOTING[program])).words == "Done."


def test_answers_between_quoted_lines_are_all_kept() -> None:
    words = "> 1.1 Agree one thing\nDone.\n> 1.2 Publish it\nNot mine.\n"

    assert a_reply(reply(words)).words == "Done.\nNot mine."


def test_a_reply_that_only_quotes_is_given_whole() -> None:
    assert a_reply(reply("> 1.1 Agree one thing\n")).words == "> 1.1 Agree one thing"


def test_an_html_reply_gives_the_words_that_a_reader_sees() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "nina@example.org", "bounces@example.org"
    mail.set_content(
        "<html><head><style>p {color: red}</style></head><body><p>Done &amp; dusted.</p><script>alert(1)</script>"
        "<div>The paper is <b>there</b>.</div><blockquote>1.1 Agree</blockquote></body></html>",
        subtype="html",
    )

    assert a_reply(mail.as_bytes()).words == "Done & dusted.\nThe paper is there."


def test_words_in_a_character_set_that_nobody_knows_are_read_as_well_as_can_be() -> None:
    raw = reply().replace(b'charset="utf-8"', b'charset="x-klingon"')

    assert a_reply(raw).words == "Done, the paper is on the portal."


def test_hidden_and_steering_characters_are_taken_out_of_the_words() -> None:
    found = a_reply(reply("Done\u202e evil\x00\u200b words\n"))

    assert found.words == "Done evil words"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: nina@example.org\r\n\r\n",
        b"Subject: =?utf-8?q?=00=ff?=\r\n\r\n",
        lines(f"Return-Path: <>\nFrom: MAILER-DAEMON@example.net\nTo: {SIGNED}\n\nSomething went wrong, somewhere.\n"),
    ],
)
def test_what_nobody_understands_is_kept_for_a_person(raw: bytes) -> None:
    assert a_reply(raw).is_readable is False


def test_mails_that_nobody_named_are_told_apart_by_who_wrote_when_and_about_what() -> None:
    nina, omar = (f"From: {name}@example.org\n\nDone.\n".encode() for name in ("nina", "omar"))
    noise, silence = b"\x01\x02\x03 nothing that anybody could read", b"\n\n"

    assert len({read(each).key for each in (nina, omar, noise, silence)}) == 4
    assert read(b"X-Relayed: yes\n" + nina).key == read(nina).key


def test_the_same_mail_has_the_same_key_whichever_way_it_came() -> None:
    by_alias = b"Received: from mx\r\nDelivered-To: bounces@example.org\r\n" + reply()

    assert read(by_alias).key == read(reply()).key == read(reply().replace(b"\r\n", b"\n")).key
    assert read(reply("Something else\n")).key != read(reply()).key
    assert read(reply(Message_ID="<reply-2@mail.example.org>")).key != read(reply()).key


@given(st.binary(max_size=400), st.sampled_from([b"", b"Content-Type: multipart/report; boundary=B\r\n", bounce()]))
def test_no_bytes_break_the_reading(noise: bytes, start: bytes) -> None:
    assert read(start + noise) == read(start + noise)


def test_a_mail_nested_without_end_is_kept_for_a_person() -> None:
    nested: Any = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3000)
    )

    assert a_reply(b"From: nina@example.org\r\n" + nested).is_readable is False
