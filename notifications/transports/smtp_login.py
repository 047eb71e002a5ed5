"""Logging in at a relay: by password (PLAIN, LOGIN) or by token (XOAUTH2). Tokens are got by whoever gives them."""

import smtplib
from base64 import b64encode
from collections.abc import Callable

Token = Callable[[], str]


class NoLogin(Exception):
    """Nothing that we know is offered, or no token was to be had; `str()` says which, with the cure."""


def log_in(smtp: smtplib.SMTP, user: str, password: str, token: Token | None) -> tuple[int, bytes]:
    """The relay's last reply to a login; 235 lets us in. Raises NoLogin, and smtplib's and the socket's faults."""
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if token is not None:
        if "XOAUTH2" not in offered:
            raise NoLogin("the relay offers no XOAUTH2: leave tenant out, or name Microsoft's relay as host")
        return _by_token(smtp, user, token())
    if "PLAIN" in offered:  # RFC 4616
        return smtp.docmd("AUTH", "PLAIN " + _base64(f"\0{user}\0{password}"))
    if "LOGIN" in offered:
        return _by_login(smtp, user, password)
    raise NoLogin("the relay offers neither PLAIN nor LOGIN: leave user and password out")


def _by_token(smtp: smtplib.SMTP, user: str, token: str) -> tuple[int, bytes]:
    """Microsoft's and Google's way; what is wrong comes as a 334 that wants an empty line before the refusal."""
    code, answer = smtp.docmd("AUTH", "XOAUTH2 " + _base64(f"user={user}\x01auth=Bearer {token}\x01\x01"))
    return smtp.docmd("") if code == 334 else (code, answer)


def _by_login(smtp: smtplib.SMTP, user: str, password: str) -> tuple[int, bytes]:
    code, answer = smtp.docmd("AUTH", "LOGIN")
    for asked in (user, password):
        if code != 334:
            return code, answer
        code, answer = smtp.docmd(_base64(asked))
    return code, answer


def _base64(words: str) -> str:
    return b64encode(words.encode()).decode("ascii")
