"""The mailbox into which bounces and replies come, read over IMAP (RFC 9051): what is new in it, and what is done with.

A mail that was taken in gets a keyword of ours, so that somebody who reads the mailbox hides nothing from us; where
the server keeps no keywords, it is marked as seen.
"""

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from imaplib import IMAP4, IMAP4_SSL

from notifications.bounces.folder_names import quoted_folder
from notifications.bounces.reading import LONGEST_MAIL
from notifications.transports.smtp_login import NoLogin, Token

TAKEN = "ChaserTaken"
AT_ONCE = 500  # mails of one reading; the rest are new the next time
FAULTS = (IMAP4.error, OSError, UnicodeError)  # the last: a name or password that LOGIN cannot say


class Security(StrEnum):
    """How the connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Account:
    """A mailbox and how it is reached; `ca_file` is empty for the authorities that this computer trusts.

    `token` gives one for XOAUTH2, in the password's place.
    """

    host: str
    port: int
    security: Security
    user: str
    password: str = field(default="", repr=False)
    token: Token | None = None
    folder: str = "INBOX"
    ca_file: str = ""
    wait_seconds: float = 60


class MailboxUnreachable(Exception):
    """A mailbox that cannot be read at present; `str()` names it, what was answered, and where to look."""


@contextmanager
def opened(account: Account) -> Iterator["Mailbox"]:
    """The mailbox, signed in to and with its folder open. Raises MailboxUnreachable, also for faults meanwhile."""
    try:
        imap = _connected(account)
    except FAULTS as fault:
        raise MailboxUnreachable(_said(account, "connecting to", fault)) from fault
    try:
        _signed_in(imap, account)
        yield Mailbox(imap, keeps_keywords=_opened_folder(imap, account))
    except FAULTS as fault:
        raise MailboxUnreachable(_said(account, "reading", fault)) from fault
    finally:
        with suppress(*FAULTS):
            imap.logout()


class Mailbox:
    """An open folder; a mail's name in it is its UID."""

    def __init__(self, imap: IMAP4, *, keeps_keywords: bool) -> None:
        self._imap = imap
        self._new, self._taken = ("UNKEYWORD " + TAKEN, f"({TAKEN} \\Seen)") if keeps_keywords else ("UNSEEN", r"\Seen")

    def new(self) -> Iterator[tuple[str, bytes]]:
        """Each mail that was not taken in yet, oldest first, at most AT_ONCE; of a very long one its beginning."""
        answer, found = self._imap.uid("SEARCH", self._new)
        if answer != "OK":
            raise IMAP4.error(f"the server does not say what is new: {_words(found)}")
        for name in (found[0] or b"").decode("ascii").split()[:AT_ONCE]:
            raw = self._fetched(name)
            if raw is not None:
                yield name, raw

    def done(self, name: str) -> None:
        """Mark a mail as taken in. A folder in which no mail can be marked would give the same ones for ever."""
        answer, said = self._imap.uid("STORE", name, "+FLAGS.SILENT", self._taken)
        if answer != "OK":
            raise IMAP4.error(f"mail {name} cannot be marked as taken in: {_words(said)}")

    def _fetched(self, name: str) -> bytes | None:
        """A mail without marking it as seen; None for one that somebody deleted meanwhile."""
        _, answer = self._imap.uid("FETCH", name, f"(BODY.PEEK[]<0.{LONGEST_MAIL}>)")
        return next((bytes(each[1]) for each in answer if isinstance(each, tuple)), None)


def _connected(account: Account) -> IMAP4:
    wait = account.wait_seconds
    if account.security is Security.NONE:
        return IMAP4(account.host, account.port, timeout=wait)
    trusted = ssl.create_default_context(cafile=account.ca_file or None)
    if account.security is Security.TLS:
        return IMAP4_SSL(account.host, account.port, ssl_context=trusted, timeout=wait)
    imap = IMAP4(account.host, account.port, timeout=wait)
    imap.starttls(trusted)
    return imap


def _signed_in(imap: IMAP4, account: Account) -> None:
    if account.token is not None:
        _signed_in_by_token(imap, account.user, account.token)
    elif "AUTH=PLAIN" in imap.capabilities:
        words = f"\0{account.user}\0{account.password}".encode()
        imap.authenticate("PLAIN", lambda _: words)
    else:
        imap.login(account.user, account.password)


def _signed_in_by_token(imap: IMAP4, user: str, token: Token) -> None:
    """Microsoft's way; what is wrong comes as a further challenge that wants an empty answer before the refusal."""
    if "AUTH=XOAUTH2" not in imap.capabilities:
        raise IMAP4.error("the server offers no XOAUTH2: leave tenant out, or name Microsoft's server as host")
    try:
        answers = [f"user={user}\x01auth=Bearer {token()}\x01\x01".encode()]
    except NoLogin as why:
        raise IMAP4.error(str(why)) from why
    imap.authenticate("XOAUTH2", lambda _: answers.pop() if answers else b"")


def _opened_folder(imap: IMAP4, account: Account) -> bool:
    """Open the folder; whether it keeps keywords that we make up (RFC 9051, 7.1: PERMANENTFLAGS)."""
    answer, said = imap.select(quoted_folder(account.folder))
    if answer != "OK":
        raise IMAP4.error(f"there is no folder {account.folder!r}: {_words(said)}")
    _, flags = imap.response("PERMANENTFLAGS")
    return b"\\*" in b" ".join(each for each in flags or [] if isinstance(each, bytes))


def _words(said: Sequence[object]) -> str:
    """What a server answered, in one line."""
    words = " ".join(each.decode("utf-8", "replace") for each in said if isinstance(each, bytes))
    return "".join(each for each in words if each.isprintable())


def _said(account: Account, doing: str, fault: Exception) -> str:
    why = str(fault).rstrip(".")
    return (
        f"{doing} the mailbox of {account.user} on {account.host}, port {account.port}, failed: {why}. "
        "Look at [bounces] in chaser.toml."
    )
