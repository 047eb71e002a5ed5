"""The organisation's own relay, driven phase by phase (RFC 5321 3.3), so that each fault is known for what it is.

smtplib raises the same exception for a drop before and after the final dot; only the phase tells "surely not taken"
from "nobody knows". One connection serves many messages.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from typing import Self

from notifications.message import UnusableAddress, checked_address
from notifications.transports.contract import (
    Accepted,
    Carrier,
    Envelope,
    Heard,
    Later,
    Outcome,
    Phase,
    Refused,
    Unknown,
    Unreachable,
    unheard,
)
from notifications.transports.smtp_opening import Relay, opened, why_not
from notifications.transports.smtp_replies import CLOSING, in_words, meaning

TAKEN = (250, 251, 252)  # the last two: for another mailbox, or without a check (RFC 5321 4.2.3)
FAULTS = (smtplib.SMTPException, OSError)
_PLAIN = re.compile(r"[A-Za-z0-9=+_-]+(?:\.[A-Za-z0-9=+_-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True)
class Smtp:
    """A relay as a road."""

    relay: Relay
    name: str = "smtp"

    @contextmanager
    def session(self, heard: Heard = unheard) -> Iterator[Carrier]:
        """A connection, made when the first message comes, closed politely at the end."""
        connection = _Connection(self.relay, heard)
        try:
            yield connection
        finally:
            connection.close()

    def has(self, _envelope: Envelope) -> bool:
        """A relay cannot be asked what it took."""
        return False


@dataclass(frozen=True)
class _Offers:
    """What a relay offers beyond RFC 5321, by its answer to EHLO."""

    pipelining: bool = False
    smtputf8: bool = False
    size: bool = False
    dsn: bool = False

    @classmethod
    def of(cls, smtp: smtplib.SMTP) -> Self:
        """What it said when it was greeted: it stays the same as long as the connection lasts."""
        return cls(*(smtp.has_extn(each.name) for each in fields(cls)))

    def options(self, envelope: Envelope, *, needs_utf8: bool) -> list[str]:
        """What MAIL says after the address."""
        options = [f"SIZE={len(envelope.content)}"] if self.size else []  # RFC 1870
        if needs_utf8:
            options += ["SMTPUTF8", "BODY=8BITMIME"]  # RFC 6531
        if self.dsn:
            options += ["RET=HDRS", f"ENVID={envelope.id}"]  # RFC 3461
        return options


class _Connection:
    """One connection at a time; a new one where the relay closed the last between two messages."""

    def __init__(self, relay: Relay, heard: Heard) -> None:
        self._relay, self._heard = relay, heard
        self._smtp: smtplib.SMTP | None = None
        self._served = 0
        self._offers = _Offers()

    def ready(self) -> Unreachable | None:
        """Connect, secure and log in, unless that is done."""
        if self._smtp is not None:
            return None
        found = opened(self._relay, self._heard)
        if isinstance(found, Unreachable):
            return found
        self._smtp, self._served, self._offers = found, 0, _Offers.of(found)
        return None

    def send(self, envelope: Envelope) -> Outcome:
        """Hand one message over; a connection that went stale since the last message is replaced once."""
        try:
            recipient = _checked(envelope.recipient)
        except UnusableAddress as wrong:
            return Refused(phase=Phase.RECIPIENT, answer=str(wrong), blames_address=True)
        fit = envelope if recipient == envelope.recipient else replace(envelope, recipient=recipient)
        outcome = self._try(fit)
        return self._try(fit) if self._went_stale(outcome) else outcome

    def close(self) -> None:
        """Say goodbye, and close whatever the answer."""
        if self._smtp is None:
            return
        with suppress(*FAULTS):
            self._wait(self._relay.waits.goodbye)
            self._smtp.quit()
        self._drop()

    def _try(self, envelope: Envelope) -> Outcome:
        if self._smtp is not None and not _is_quiet(self._smtp):
            self._drop()
        closed = self.ready()
        if closed is not None or self._smtp is None:
            return closed or Unreachable(phase=Phase.CONNECT, answer="the connection is gone")
        outcome = self._transaction(self._smtp, envelope)
        if isinstance(outcome, Accepted):
            self._served += 1
        return outcome

    def _went_stale(self, outcome: Outcome) -> bool:
        """Whether a connection that has served was closed at the start of the next message, as relays do."""
        faulty = isinstance(outcome, Later | Unreachable) and outcome.phase is Phase.SENDER
        return faulty and self._smtp is None and self._served > 0

    def _transaction(self, smtp: smtplib.SMTP, envelope: Envelope) -> Outcome:
        needs_utf8 = not (envelope.recipient + envelope.sender).isascii()
        if needs_utf8 and not self._offers.smtputf8:
            answer = "the relay takes no addresses beyond ASCII (it offers no SMTPUTF8)"
            return Refused(phase=Phase.RECIPIENT, answer=answer, blames_address=False)
        options = self._offers.options(envelope, needs_utf8=needs_utf8)
        introduce = self._at_once if self._offers.pipelining else self._one_by_one
        return introduce(smtp, envelope, options) or self._hand_over(smtp, envelope.content)

    def _one_by_one(self, smtp: smtplib.SMTP, envelope: Envelope, options: list[str]) -> Outcome | None:
        """Each command after the answer to the last; None when the body may go."""
        waits = self._relay.waits
        return (
            self._step(Phase.SENDER, 250, waits.command, lambda: smtp.mail(envelope.sender, options))
            or self._step(Phase.RECIPIENT, 250, waits.command, lambda: smtp.rcpt(envelope.recipient))
            or self._step(Phase.CONTENT, 354, waits.content, lambda: smtp.docmd("DATA"))
        )

    def _at_once(self, smtp: smtplib.SMTP, envelope: Envelope, options: list[str]) -> Outcome | None:
        """The three commands in one write (RFC 2920), which saves two journeys; None when the body may go.

        A relay that refused the sender or the recipient and wants a body all the same is given an empty one.
        """
        refused: tuple[Phase, int, bytes] | None = None
        phase = Phase.SENDER
        try:
            self._wait(self._relay.waits.command)
            smtp.send(_introduction(envelope, options))
            for phase, hoped in ((Phase.SENDER, (250,)), (Phase.RECIPIENT, TAKEN), (Phase.CONTENT, (354,))):
                code, answer = smtp.getreply()
                self._hears(phase, code, answer)
                if refused is None and code not in hoped:
                    refused = (phase, code, answer)
                elif refused is not None and code == 354:
                    smtp.send(b".\r\n")
                    smtp.getreply()
        except FAULTS as fault:
            if refused is None:
                return self._broken(Later(phase=phase, answer=why_not(fault)))
            self._drop()
        return self._stopped(*refused) if refused else None

    def _step(self, phase: Phase, hoped: int, wait: float, command: Callable[[], tuple[int, bytes]]) -> Outcome | None:
        """One command and its reply; None when the message may go on. Whatever breaks here, nothing was taken."""
        self._wait(wait)
        try:
            code, answer = command()
        except FAULTS as fault:
            return self._broken(Later(phase=phase, answer=why_not(fault)))
        self._hears(phase, code, answer)
        if code == hoped or (phase is Phase.RECIPIENT and code in TAKEN):
            return None
        return self._stopped(phase, code, answer)

    def _hand_over(self, smtp: smtplib.SMTP, content: bytes) -> Outcome:
        """The body and its final dot in one write. A write that fails has not brought the dot over."""
        self._wait(self._relay.waits.block)
        try:
            smtp.send(_stuffed(content) + b".\r\n")
        except FAULTS as fault:
            return self._broken(Later(phase=Phase.BODY, answer=why_not(fault)))
        self._wait(self._relay.waits.dot)
        try:
            code, answer = smtp.getreply()
        except FAULTS as fault:
            return self._broken(Unknown(phase=Phase.DOT, answer=f"no reply to the whole message: {why_not(fault)}"))
        self._hears(Phase.DOT, code, answer)
        if 200 <= code < 300:
            return Accepted(answer=in_words(code, answer))
        return self._stopped(Phase.DOT, code, answer)

    def _hears(self, phase: Phase, code: int, answer: bytes) -> None:
        if self._heard is not unheard:  # putting five replies a message into words is not free
            self._heard(phase, in_words(code, answer))

    def _broken(self, outcome: Later | Unknown) -> Outcome:
        self._drop()
        self._heard(outcome.phase, outcome.answer)
        return outcome

    def _stopped(self, phase: Phase, code: int, answer: bytes) -> Outcome:
        """What the reply means; the connection is made fit for the next message, or dropped where it cannot be."""
        if self._smtp is None or code == CLOSING or not 200 <= code < 600:
            self._drop()
            return meaning(phase, code, answer)
        try:
            self._wait(self._relay.waits.command)
            self._smtp.rset()
        except FAULTS:
            self._drop()
        return meaning(phase, code, answer)

    def _wait(self, seconds: float) -> None:
        if self._smtp is not None and self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None


def _is_quiet(smtp: smtplib.SMTP) -> bool:
    """Whether the relay said nothing unasked since its last reply: else each reply would be taken for another's."""
    if smtp.sock is None or smtp.file is None:
        return False
    smtp.sock.settimeout(0)
    try:
        return not smtp.file.peek(1)
    except ssl.SSLWantReadError:
        return True
    except OSError:
        return False


def _stuffed(content: bytes) -> bytes:
    """With a second dot wherever a line begins with one (RFC 5321 4.5.2)."""
    first = b"." if content.startswith(b".") else b""
    return first + content.replace(b"\n.", b"\n..")


def _checked(address: str) -> str:
    """An address as an envelope may carry it; nearly all are plain, and need no closer look. Raises UnusableAddress."""
    return address if _PLAIN.fullmatch(address) else checked_address(address)


def _angled(address: str) -> str:
    """An address as MAIL and RCPT name it; plain ones need not be parsed."""
    return f"<{address}>" if _PLAIN.fullmatch(address) else smtplib.quoteaddr(address)


def _introduction(envelope: Envelope, options: list[str]) -> bytes:
    """MAIL, RCPT and DATA as they go over the wire; raises ValueError for an address that would break its line."""
    sender, recipient = _angled(envelope.sender), _angled(envelope.recipient)
    both = sender + recipient
    if "\r" in both or "\n" in both:
        raise ValueError(f"{envelope.sender!r} or {envelope.recipient!r} holds a line break")
    return f"MAIL FROM:{' '.join([sender, *options])}\r\nRCPT TO:{recipient}\r\nDATA\r\n".encode()
