"""Opening a connection to a relay: connect, greet, secure it, log in. What goes over it then is smtp.py's."""

import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from enum import StrEnum

from notifications.transports.contract import Heard, Phase, Unreachable
from notifications.transports.smtp_login import NoLogin, Token, log_in
from notifications.transports.smtp_replies import in_words

ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


IN_WORDS: dict[type[Exception], str] = {
    ssl.SSLError: "encryption could not be agreed on: the port may want another security",
    ConnectionRefusedError: "nobody listens there",
    socket.gaierror: "no computer of that name is known",
    TimeoutError: "no answer came in time",
    ConnectionError: "the connection was cut",
    smtplib.SMTPServerDisconnected: "the connection was cut",
}


class Security(StrEnum):
    """How the connection is kept from others: STARTTLS after the greeting, TLS from the start, or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Waits:
    """How long each reply is waited for, in seconds (RFC 5321 4.5.3.2, which gives these as the least)."""

    greeting: float = 300
    command: float = 300
    content: float = 120
    block: float = 180
    dot: float = 600
    goodbye: float = 10


@dataclass(frozen=True, kw_only=True)
class Relay:
    """The organisation's own relay. `greets_as` is our name in EHLO, empty for the machine's; `token` gives one for
    XOAUTH2, in the password's place.

    `ca_file` names the certificates to trust beside none of the system's; empty for the system's. Raises
    ValueError where a password would leave this machine unencrypted.
    """

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    token: Token | None = None
    ca_file: str = ""
    greets_as: str = ""
    waits: Waits = field(default_factory=Waits)

    def __post_init__(self) -> None:
        if self.user and self.security is Security.NONE and self.host not in ON_THIS_MACHINE:
            raise ValueError(f"a password for {self.host} would go unencrypted: set its security to starttls or tls")


class _Stopped(Exception):
    """The relay cannot be used: how far it came, and what it said."""

    def __init__(self, phase: Phase, answer: str) -> None:
        self.phase, self.answer = phase, answer
        super().__init__(answer)


def opened(relay: Relay, heard: Heard) -> smtplib.SMTP | Unreachable:
    """A connection over which messages can go, or how far it came and why no further."""
    try:
        smtp = _connected(relay, heard)
    except _Stopped as stopped:
        return Unreachable(phase=stopped.phase, answer=stopped.answer)
    try:
        _greet(smtp, heard)
        if relay.security is Security.STARTTLS:
            _secure(smtp, relay, heard)
            _greet(smtp, heard)
        if relay.user:
            _log_in(smtp, relay, heard)
    except _Stopped as stopped:
        smtp.close()
        return Unreachable(phase=stopped.phase, answer=stopped.answer)
    return smtp


def _connected(relay: Relay, heard: Heard) -> smtplib.SMTP:
    where = f"{relay.host}, port {relay.port}"
    try:
        smtp = _new(relay)
    except (smtplib.SMTPException, OSError) as fault:
        raise _told(heard, Phase.CONNECT, f"{where}: {why_not(fault)}") from fault
    if smtp.sock is not None:
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.sock.settimeout(relay.waits.command)
    heard(Phase.CONNECT, f"connected to {where}")
    return smtp


def _new(relay: Relay) -> smtplib.SMTP:
    name = relay.greets_as or None
    if relay.security is Security.TLS:
        context = _context(relay)
        return smtplib.SMTP_SSL(
            relay.host, relay.port, local_hostname=name, timeout=relay.waits.greeting, context=context
        )
    return smtplib.SMTP(relay.host, relay.port, local_hostname=name, timeout=relay.waits.greeting)


def _context(relay: Relay) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=relay.ca_file or None)


def _greet(smtp: smtplib.SMTP, heard: Heard) -> None:
    try:
        smtp.ehlo_or_helo_if_needed()
    except (smtplib.SMTPException, OSError) as fault:
        raise _told(heard, Phase.HELLO, why_not(fault)) from fault
    heard(Phase.HELLO, _words(smtp.ehlo_resp or smtp.helo_resp))


def _secure(smtp: smtplib.SMTP, relay: Relay, heard: Heard) -> None:
    if not smtp.has_extn("starttls"):
        raise _told(heard, Phase.SECURE, "the relay offers no STARTTLS: set its security to tls or none")
    try:
        code, answer = smtp.starttls(context=_context(relay))
    except (smtplib.SMTPException, OSError) as fault:
        raise _told(heard, Phase.SECURE, why_not(fault)) from fault
    heard(Phase.SECURE, in_words(code, answer))


def _log_in(smtp: smtplib.SMTP, relay: Relay, heard: Heard) -> None:
    try:
        code, answer = log_in(smtp, relay.user, relay.password, relay.token)
    except NoLogin as why:
        raise _told(heard, Phase.LOGIN, str(why)) from why
    except (smtplib.SMTPException, OSError) as fault:
        raise _told(heard, Phase.LOGIN, why_not(fault)) from fault
    if code != 235:
        raise _told(heard, Phase.LOGIN, in_words(code, answer))
    heard(Phase.LOGIN, in_words(code, answer))


def _told(heard: Heard, phase: Phase, answer: str) -> _Stopped:
    heard(phase, answer)
    return _Stopped(phase, answer)


def why_not(fault: Exception) -> str:
    """A fault of the connection in words: what the operator sees, without numbers of the system."""
    if isinstance(fault, smtplib.SMTPResponseException):
        error = fault.smtp_error
        return in_words(fault.smtp_code, error if isinstance(error, bytes) else str(error).encode())
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"its certificate cannot be trusted: {fault.verify_message}"
    words = next((words for kind, words in IN_WORDS.items() if isinstance(fault, kind)), "")
    return words or getattr(fault, "strerror", None) or str(fault)


def _words(answer: bytes | None) -> str:
    return (answer or b"").decode("utf-8", "replace").replace("\n", ", ")
