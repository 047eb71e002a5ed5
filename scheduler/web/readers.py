"""Who reads a page: the session behind a signed cookie, and the token that their forms must bring back."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from scheduler.links import FORM, SESSION, read, sign
from scheduler.reading.plain_text import printable
from scheduler.register.sign_ins import SESSION_LASTS, SignedIn, who_is
from scheduler.web.desk import Desk, TheDesk

NOT_OURS = (
    "Nothing was changed: this form does not belong to your present session. Go back, load the page again, and "
    "send it once more."
)


After = Annotated[str, Query(max_length=500)]


class NotSignedIn(Exception):
    """A page that wants a session, asked for without one; `after` is where to go once signed in."""

    def __init__(self, after: str) -> None:
        self.after = after
        super().__init__(f"{after} needs a session")


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody who is signed in; every form of theirs carries `form_token` in a field named "token"."""

    signed_in: SignedIn
    form_token: str

    @property
    def person(self) -> str:
        """Their address."""
        return self.signed_in.person

    @property
    def name(self) -> str:
        """What they are called."""
        return self.signed_in.name


def cookie_name(desk: Desk) -> str:
    """Under TLS the name makes browsers hold the cookie to this host and to TLS (RFC 6265bis, 4.1.3.2)."""
    return "__Host-chaser" if desk.is_behind_tls else "chaser"


def set_cookie(answer: Response, secret: str, desk: Desk) -> None:
    """Give a browser its session, signed; no script can read it, and no other site's form brings it along."""
    answer.set_cookie(
        cookie_name(desk),
        sign(desk.secret, SESSION, secret),
        max_age=int(SESSION_LASTS.total_seconds()),
        path="/",
        secure=desk.is_behind_tls,
        httponly=True,
        samesite="lax",
    )


def forget_cookie(answer: Response, desk: Desk) -> None:
    """Take the session from a browser."""
    answer.delete_cookie(cookie_name(desk), path="/", secure=desk.is_behind_tls, httponly=True, samesite="lax")


def reader_or_nobody(request: Request, desk: TheDesk) -> Reader | None:
    """Who is signed in, asked of the register at each request; None for nobody."""
    secret = read(desk.secret, SESSION, request.cookies.get(cookie_name(desk), ""))
    if secret is None:
        return None
    with desk.reading() as session:
        found = who_is(session, secret, today=desk.today, now=desk.now())
    return Reader(signed_in=found, form_token=sign(desk.secret, FORM, str(found.session))) if found else None


PerhapsReader = Annotated[Reader | None, Depends(reader_or_nobody)]


def reader_of(request: Request, reader: PerhapsReader) -> Reader:
    """Who is signed in; raises NotSignedIn for nobody."""
    if reader is None:
        path, query = request.url.path, request.url.query
        raise NotSignedIn((f"{path}?{query}" if query else path) if request.method == "GET" else "/")
    return reader


TheReader = Annotated[Reader, Depends(reader_of)]


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, each once and in one piece, of characters that show; files are the uploads' to read."""
    async with request.form(max_files=0, max_fields=5000) as form:
        return {name: printable(value) for name, value in form.items() if not isinstance(value, UploadFile)}


TheForm = Annotated[dict[str, str], Depends(form_of)]


def own_form_of(reader: TheReader, form: TheForm) -> Mapping[str, str]:
    """A form of somebody who is signed in; raises 403 when it was not made for their session."""
    if not hmac.compare_digest(form.get("token", "").encode(), reader.form_token.encode()):
        raise HTTPException(403, NOT_OURS)
    return form


OwnForm = Annotated[Mapping[str, str], Depends(own_form_of)]


def inside(after: str) -> str:
    """Where to go on to: a path of ours, the first page for anything else."""
    return after if is_own_path(after) else "/"


def is_own_path(path: str) -> bool:
    """Whether an address lies on our pages: a path, never another host's."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
