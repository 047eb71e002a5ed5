"""Tomorrow's post at the desk: looked at mail by mail; the chair's held for a week or given a line; what the brake
holds let go. Releasing a whole plan is desk_pages.py's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Protocol

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.plans.chair_words import ChairWord
from scheduler.register import history
from scheduler.rounds.chairing import NotRecorded, add_line, hold_mail
from scheduler.rounds.morning import hold_morning
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.next_post import next_post_day
from scheduler.web.post_words import braked, chair_mails, mail_words, post_words
from scheduler.web.readers import OwnForm, TheReader
from scheduler.web.saying import LONGEST, FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.templating import page
from scheduler.web.upload_desk import at_the_desk

router = APIRouter(prefix="/desk/post")
NO_REASON = "Say why it is held: the reason is kept, and the chair reads it"
NO_LINE = "Write the line that the chair is to read"
NOT_ALL = "The brake holds the mails of every board: whoever keeps all of them lets them go."
NO_MAIL = "There is no such mail in the next post any more: what it was to say has changed."
NOTHING_BRAKED = "The brake holds nothing any more."


class ToTheChair(Protocol):
    """Something that is written about the next mail to a board's chair, or why it is not."""

    def __call__(
        self, session: Session, orders: StandingOrders, board: str, words: str, /, *, now: datetime
    ) -> ChairWord | NotRecorded: ...


@router.get("")
def post(desk: TheDesk, reader: TheReader, number: Annotated[int, Query(alias="page", ge=1, le=1000)] = 1) -> Response:
    """The post of the next round, person by person, as the register stands now."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        return _page(session, desk, seen, number=number)


@router.get("/mails/{key}")
def mail(key: str, desk: TheDesk, reader: TheReader) -> Response:
    """One mail of the next round, as it would go."""
    with desk.reading() as session:
        seen, day = seen_by(reader, session, desk), next_post_day(desk)
        words = mail_words(session, desk, day, at_the_desk(reader, seen), seen, key)
    if words is None:
        raise HTTPException(404, NO_MAIL)
    return page("post_mail.html", seen=seen, day=day_in_words(desk.today), post_day=day_in_words(day), words=words)


@router.post("/hold")
def hold(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Keep the chair's next mail back for a week, with a reason."""
    return _write(form, desk, reader, field="reason", wanted=NO_REASON, act=hold_mail)


@router.post("/line")
def line(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Add a line to the chair's next mail."""
    return _write(form, desk, reader, field="line", wanted=NO_LINE, act=add_line)


@router.post("/go-on")
def go_on(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Let go what the brake holds of this morning; plans that wait for their release go on waiting."""
    now = desk.now()
    with desk.sessions.begin() as session:
        seen = seen_by(reader, session, desk)
        if set(at_the_desk(reader, seen)) < desk.orders.boards.keys():
            raise HTTPException(403, NOT_ALL)
        held = braked(session, desk, seen)
        if not held:
            return _refused(session, desk, seen, "", NOTHING_BRAKED)
        hold_morning(session, desk.orders, now=now, unbraked=True)
        what = f"let {counted(held, 'mail')} go that the brake held"
        history.write(session, at=now, who=reader.person, road="desk", what=what)
    desk.wake()
    return RedirectResponse("/desk/post", status_code=303)


def _write(
    form: Mapping[str, str], desk: Desk, reader: TheReader, *, field: str, wanted: str, act: ToTheChair
) -> Response:
    """Write one thing about a chair's next mail; without words, or where there is no such mail, say what is wrong."""
    with desk.sessions.begin() as session:
        seen, board, words = _said(form, desk, reader, session, field)
        if not words:
            return _refused(session, desk, seen, f"{field}-{board}", wanted)
        said = act(session, desk.orders, board, words, now=desk.now())
        if isinstance(said, NotRecorded):
            return _refused(session, desk, seen, f"chair-{board}", said.why)  # whose form is gone: its section says why
    return RedirectResponse("/desk/post", status_code=303)


def _said(
    form: Mapping[str, str], desk: Desk, reader: TheReader, session: Session, field: str
) -> tuple[Seen, str, str]:
    """Who says what to which of their boards' chairs; raises 404 for another's board."""
    seen = seen_by(reader, session, desk)
    board = form.get("board", "")
    if board not in at_the_desk(reader, seen):
        raise HTTPException(404, "There is no such board at your desk.")
    return seen, board, " ".join(form.get(field, "").split())[:LONGEST]


def _refused(session: Session, desk: Desk, seen: Seen, field: str, words: str) -> Response:
    return _page(session, desk, seen, (FieldProblem(field=field, words=words),))


def _page(
    session: Session, desk: Desk, seen: Seen, problems: tuple[FieldProblem, ...] = (), *, number: int = 1
) -> Response:
    boards = at_the_desk(seen.reader, seen)
    held = braked(session, desk, seen)
    return page(
        "post.html",
        status=400 if problems else 200,
        seen=seen,
        day=day_in_words(desk.today),
        words=post_words(session, desk, next_post_day(desk), boards, seen, number),
        number=number,
        chairs=chair_mails(session, desk, boards, seen),
        braked=counted(held, "mail") if held else "",
        waiting=[each for each in seen.plans if each.board in boards and each.released_on is None],
        problems=problems,
    )
