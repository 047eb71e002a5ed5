"""Mails that come to us, as mail systems and people write them, for Nina's digest of Monday."""

from email import policy
from email.message import EmailMessage
from textwrap import dedent

from notifications.bounces.return_addresses import ReturnAddresses

MESSAGE = "0f3a6c1e2b5d4f789a0b1c2d3e4f5061"
MESSAGE_ID = f"<{MESSAGE}@example.org>"
RETURNS = ReturnAddresses(address="bounces@example.org", secret=b"a secret of this house")
SIGNED = RETURNS.for_message(MESSAGE)


def bounce(
    *,
    to: str = SIGNED,
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = "smtp; 550 5.1.1 <nina@example.org>: Recipient address rejected: User unknown",
    recipient: str = "nina@example.org",
    original: str = MESSAGE_ID,
) -> bytes:
    """A delivery report as Postfix writes it (RFC 3464)."""
    return lines(
        f"""
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: {to}
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="B"
        Message-Id: <20250303080101.ABC@mx.example.net>

        --B
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; {recipient}
        Original-Recipient: rfc822;{recipient}
        Action: {action}
        Status: {status}
        Diagnostic-Code: {diagnostic}

        --B
        Content-Type: text/rfc822-headers

        Message-ID: {original}
        Subject: 3 actions need you

        --B--
        """
    )


def reply(words: str = "Done, the paper is on the portal.\n", **headers: str) -> bytes:
    """A person's plain reply."""
    mail = EmailMessage(policy=policy.SMTP)
    given = {
        "From": "Nina Marsh <nina@example.org>",
        "To": "Sam Ode <bounces@example.org>",
        "Subject": "Re: 3 actions need you",
        "Message-ID": "<reply-1@mail.example.org>",
        "In-Reply-To": MESSAGE_ID,
    }
    for name, value in (given | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        if value:
            mail[name] = value
    mail.set_content(words)
    return mail.as_bytes()


def lines(text: str) -> bytes:
    """An indented text as a mail's bytes."""
    return dedent(text).lstrip("\n").replace("\n", "\r\n").encode()
