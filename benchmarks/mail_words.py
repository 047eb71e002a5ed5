"""The words of one digest for the mail benchmark, and three ways to make a mail of them by the standard library."""

from datetime import UTC, date, datetime
from email import policy
from email.charset import QP, Charset
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime

from notifications.digest import Digest, Line, Tone
from notifications.message import Mailbox, Rendered, compose
from notifications.rendering import render

WRITTEN_AT = datetime(2025, 3, 3, 8, tzinfo=UTC)
UNSUBSCRIBE = "https://chaser.example.org/unsubscribe/" + "x" * 120
MESSAGE_ID = "<0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a@example.org>"


def words_of_a_digest() -> Rendered:
    """Five late actions, rendered."""
    lines = tuple(
        Line(
            ref=f"1.{number}",
            title=f"Agree and publish one threshold document for all partners, with examples, part {number}",
            plan="Improvement plan",
            standing="1 working day late",
            tone=Tone.LATE,
            due="by the end of February 2025",
            plan_words="Feb 2025",
            reason="the first working day after its target date",
            is_new=True,
        )
        for number in range(5)
    )
    words = Digest(
        person="Ada Bramber",
        day=date(2025, 3, 3),
        board="Chief Officer Group",
        reply_to_name="Sam Ode",
        reply_to="sam@example.org",
        lines=lines,
    )
    return render(words)


def by_ours(words: Rendered) -> bytes:
    """As the product does it."""
    return compose(
        words,
        sender=Mailbox("chaser@example.org", "Chaser"),
        recipient=Mailbox("ada@example.org", "Ada Bramber"),
        reply_to=Mailbox("sam@example.org", "Sam Ode"),
        message_id=MESSAGE_ID,
        date_at=WRITTEN_AT,
        unsubscribe_url=UNSUBSCRIBE,
    )


def by_mime_text(words: Rendered) -> bytes:
    """The older classes as their documentation shows them."""
    charset = Charset("utf-8")
    charset.body_encoding = QP
    mail = MIMEMultipart("alternative")
    for name, value in _headers(words).items():
        mail[name] = value
    mail.attach(MIMEText(words.text, "plain", charset))  # type: ignore[arg-type]  # typeshed knows names of charsets alone
    mail.attach(MIMEText(words.html, "html", charset))  # type: ignore[arg-type]  # typeshed knows names of charsets alone
    return mail.as_bytes()


def by_email_message(words: Rendered) -> bytes:
    """The newer class, with a policy that leaves long unsubscribe addresses alone."""
    mail = EmailMessage(policy=policy.SMTP.clone(max_line_length=998))
    for name, value in _headers(words).items():
        mail[name] = value
    mail.set_content(words.text)
    mail.add_alternative(words.html, subtype="html")
    return mail.as_bytes()


def _headers(words: Rendered) -> dict[str, str]:
    return {
        "From": "Chaser <chaser@example.org>",
        "To": "Ada Bramber <ada@example.org>",
        "Reply-To": "Sam Ode <sam@example.org>",
        "Subject": words.subject,
        "Date": format_datetime(WRITTEN_AT),
        "Message-ID": MESSAGE_ID,
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{UNSUBSCRIBE}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
