"""Adding a plan at the desk: a file is read in a process of its own, shown beside the document's words, and recorded
only by the co-ordinator's button."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy.orm import Session
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.reading.rows import UnreadableDocument
from scheduler.register.plans import PlanRefused
from scheduler.register.uploads import Upload, change_upload, discard_upload, keep_upload
from scheduler.web.desk import TheDesk
from scheduler.web.readers import NOT_OURS, OwnForm, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.templating import page
from scheduler.web.upload_choices import LOSS, standing_of, still_to_say, twice_said, with_choices
from scheduler.web.upload_desk import OVERTAKEN, at_the_desk, waiting_upload
from scheduler.web.upload_reading import columns_here, read_upload, safe_name, said_before, with_reading
from scheduler.web.upload_recording import record_upload
from scheduler.web.upload_words import upload_words

router = APIRouter(prefix="/desk/uploads")
NOTHING_SENT: Mapping[str, str] = {}
LOOK_AGAIN = (
    "Nothing was recorded yet: you said which action is which, and it would now change something else. Look at what "
    "follows, then record it."
)
CHOOSE = "Choose a file: .docx, .pdf, .xlsx, .csv or .txt"
IF_IT_IS_THE_PLAN = (
    "A plan is read from a table with a row for each action, or from a numbered list. If this is one, copy its table "
    "into a new Word or Excel document, and upload that."
)
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A form with a file: its fields, and the file's name and bytes, both empty where none was chosen."""

    fields: Mapping[str, str]
    file_name: str
    content: bytes


async def sent_by(request: Request, reader: TheReader) -> Sent:
    """What came; raises 403 when the form was not made for the reader's session."""
    async with request.form(max_files=1, max_fields=20) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        if not hmac.compare_digest(fields.get("token", "").encode(), reader.form_token.encode()):
            raise HTTPException(403, NOT_OURS)
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) else b""
        name = safe_name(file.filename) if isinstance(file, UploadFile) and file.filename else ""
    return Sent(fields=fields, file_name=name, content=content)


@router.get("/new")
def ask(desk: TheDesk, reader: TheReader) -> Response:
    """The form to choose a file."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    return _form(seen, {"as_of": desk.today.isoformat()}, ())


@router.post("")
def take(sent: Annotated[Sent, Depends(sent_by)], desk: TheDesk, reader: TheReader) -> Response:
    """Read the file and keep what was read until somebody decides; nothing is recorded yet."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    boards = at_the_desk(reader, seen)
    problems = _problems(sent, seen, boards)
    if problems:
        return _form(seen, sent.fields, problems)
    slug, as_of = sent.fields["plan"].strip(), _day(sent.fields["as_of"])
    assert as_of is not None  # else it was among the problems
    with desk.reading() as session:
        before = said_before(session, slug, desk.orders)
    try:
        found = read_upload(sent.content, name=sent.file_name, as_of=as_of, before=before, orders=desk.orders)
    except UnreadableDocument as wrong:
        return _form(seen, sent.fields, (FieldProblem(field="file", words=str(wrong)),))
    if not found.reading.plan.actions and not found.reading.columns:
        words = " ".join([f"{sent.file_name}: no actions here.", *found.reading.holds, IF_IT_IS_THE_PLAN])
        return _form(seen, sent.fields, (FieldProblem(field="file", words=words),))
    upload = Upload(
        plan=slug,
        board=_board_of(slug, sent, seen),
        file_name=sent.file_name,
        sha256=sha256(sent.content).hexdigest(),
        who=reader.person,
        at=desk.now(),
        reading=found.reading.plan,
        remarks=(),
        mends=before.mends,
    )
    upload = with_reading(upload, found.reading, columns_here(before.columns, found.reading))
    with desk.sessions.begin() as session:
        number = keep_upload(session, upload, document=found.document)
    onward = "" if upload.reading.actions else "/columns"
    return RedirectResponse(f"/desk/uploads/{number}{onward}", status_code=303)


@router.get("/{number}")
def show(number: int, desk: TheDesk, reader: TheReader) -> Response:
    """The reading beside the document's own words, and what it would change."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        return show_upload(session, waiting_upload(session, number, seen), seen)


@router.post("/{number}/record")
def keep(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Record it, by the co-ordinator's word, as it stood when they looked; or only keep what they chose of it."""
    try:
        with desk.sessions.begin() as session:
            seen = seen_by(reader, session, desk)
            upload = waiting_upload(session, number, seen)
            if form.get("stamp") != upload.stamp:
                return show_upload(session, upload, seen, refusal=OVERTAKEN)
            instead = _recorded(session, upload, form, seen, desk.now())
    except PlanRefused as refused:
        with desk.reading() as session:
            seen = seen_by(reader, session, desk)
            return show_upload(session, waiting_upload(session, number, seen), seen, refusal=f"{refused}.")
    return instead or RedirectResponse("/desk/leads", status_code=303)


def _recorded(session: Session, upload: Upload, form: Mapping[str, str], seen: Seen, now: datetime) -> Response | None:
    """Record an upload with what a form says of it: what to show instead where that is not to be done yet."""
    orders = seen.scene.orders
    shown = standing_of(session, upload, orders)
    if problems := tuple(twice_said(form, shown)):
        return show_upload(session, upload, seen, problems=problems, form=form)
    upload = with_choices(upload, form, shown, orders)
    change_upload(session, upload)
    if form.get("then") == "look":
        return RedirectResponse(f"/desk/uploads/{upload.number}#changes", status_code=303)
    standing = standing_of(session, upload, orders)
    if problems := tuple(still_to_say(form, standing)):
        return show_upload(session, upload, seen, problems=problems, form=form)
    if standing.same != shown.same:
        return show_upload(session, upload, seen, refusal=LOOK_AGAIN)
    record_upload(
        session,
        upload,
        standing.same,
        orders,
        is_loss_accepted=form.get(LOSS) == "yes",
        who=seen.reader.person,
        now=now,
    )
    return None


@router.post("/{number}/discard")
def forget(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Forget an upload."""
    with desk.sessions.begin() as session:
        waiting_upload(session, number, seen_by(reader, session, desk))
        discard_upload(session, number)
    return RedirectResponse("/desk", status_code=303)


def show_upload(
    session: Session,
    upload: Upload,
    seen: Seen,
    *,
    refusal: str = "",
    problems: tuple[FieldProblem, ...] = (),
    form: Mapping[str, str] = NOTHING_SENT,
) -> Response:
    """The page of an upload; with a refusal or problems it says that nothing was recorded, and why."""
    standing = standing_of(session, upload, seen.scene.orders)
    words = upload_words(upload, standing, seen.scene.orders, form)
    why = refusal or standing.why_not
    said = (*problems, *([FieldProblem(field="", words=why)] if why else []))
    status = 400 if problems else 409 if refusal else 200
    return page("upload.html", status=status, seen=seen, upload=upload, words=words, problems=said, values=form)


def _board_of(slug: str, sent: Sent, seen: Seen) -> str:
    """A known plan's board; a new one's as chosen."""
    known = seen.scene.snapshot.plans.get(slug)
    return known.board if known else sent.fields.get("board", "")


def _problems(sent: Sent, seen: Seen, boards: tuple[str, ...]) -> tuple[FieldProblem, ...]:
    problems = []
    if not sent.content:
        words = f"{sent.file_name} is empty: open it to see whether it is all there" if sent.file_name else CHOOSE
        problems.append(FieldProblem(field="file", words=words))
    if not NAME.fullmatch(sent.fields.get("plan", "").strip()):
        words = "Enter a short name of small letters, digits and hyphens, like cog-2026"
        problems.append(FieldProblem(field="plan", words=words))
    if _board_of(sent.fields.get("plan", "").strip(), sent, seen) not in boards:
        problems.append(FieldProblem(field="board", words="Choose the board that oversees the plan"))
    if _day(sent.fields.get("as_of", "")) is None:
        problems.append(FieldProblem(field="as_of", words="Enter the day on which the plan was true, like 2026-11-13"))
    return tuple(problems)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None


def _form(seen: Seen, values: Mapping[str, str], problems: tuple[FieldProblem, ...]) -> Response:
    boards = at_the_desk(seen.reader, seen)
    return page(
        "upload_form.html",
        status=400 if problems else 200,
        seen=seen,
        boards=[(slug, seen.scene.snapshot.boards[slug].name) for slug in boards],
        plans=[each for each in seen.plans if each.board in boards],
        values=values,
        problems=problems,
    )
