"""Adding a plan at the desk: a file is read in a process of its own, shown beside the document's words, and recorded
only by the co-ordinator's button."""

import hmac
import re
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.plans.amendments import AmendmentKind
from scheduler.reading.guard import open_guarded
from scheduler.reading.read import NoActions, Reading, read_document
from scheduler.reading.rows import UnreadableDocument
from scheduler.register.leads import re_resolve
from scheduler.register.plans import PlanRefused, compare, record
from scheduler.register.uploads import Upload, discard_upload, find_upload, keep_upload
from scheduler.rules.access import Role
from scheduler.web.desk import TheDesk
from scheduler.web.readers import NOT_OURS, OwnForm, Reader, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.templating import page
from scheduler.web.upload_words import upload_words

router = APIRouter(prefix="/desk/uploads")
KEEPERS = frozenset({Role.CO_ORDINATOR})
NOT_YOURS = "This page is the co-ordinator's."
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
        name = PurePath(file.filename or "").name if isinstance(file, UploadFile) else ""
    return Sent(fields=fields, file_name=name, content=content)


def at_the_desk(reader: Reader, seen: Seen) -> tuple[str, ...]:
    """The boards whose desk is the reader's; raises 404 for whoever has none."""
    boards = seen.access.boards_as(KEEPERS)
    if not boards:
        raise HTTPException(404, NOT_YOURS)
    return boards


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
    try:
        reading = _read(sent, seen.scene.orders.last_school_days)
    except UnreadableDocument as wrong:
        return _form(seen, sent.fields, (FieldProblem(field="file", words=str(wrong)),))
    except NoActions as none:
        return _form(seen, sent.fields, (FieldProblem(field="file", words=" ".join([str(none), *none.holds])),))
    slug = sent.fields["plan"].strip()
    with desk.sessions.begin() as session:
        number = keep_upload(
            session,
            plan=slug,
            board=_board_of(slug, sent, seen),
            file_name=sent.file_name,
            sha256=sha256(sent.content).hexdigest(),
            who=reader.person,
            reading=reading.plan,
            remarks=[(each.kind.value, each.ref, each.text, str(each.place)) for each in reading.remarks],
            now=desk.now(),
        )
    return RedirectResponse(f"/desk/uploads/{number}", status_code=303)


@router.get("/{number}")
def show(number: int, desk: TheDesk, reader: TheReader) -> Response:
    """The reading beside the document's own words, and what it would change."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        upload = _upload(find_upload(session, number), reader, seen)
        difference = compare(session, upload.plan, upload.reading)
    return page("upload.html", seen=seen, upload=upload, words=upload_words(upload, difference), refusal="")


@router.post("/{number}/record")
def keep(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Record it, by the co-ordinator's word."""
    with desk.sessions() as session, session.begin():
        seen = seen_by(reader, session, desk)
        upload = _upload(find_upload(session, number), reader, seen)
        difference = compare(session, upload.plan, upload.reading)
        renumbered = {each.ref: each.was_ref for each in difference.of(AmendmentKind.RENUMBERED)}
        said = {"yes": renumbered, "no": {}}.get(form.get("renumbered", ""))
        try:
            record(
                session,
                upload.plan,
                upload.reading,
                board=upload.board,
                file_name=upload.file_name,
                sha256=upload.sha256,
                now=desk.now(),
                day=desk.today,
                who=reader.person,
                confirm_shrinking=form.get("accept_loss") == "yes",
                same=said,
            )
        except PlanRefused as refused:
            session.rollback()
            words = upload_words(upload, difference)
            return page("upload.html", status=409, seen=seen, upload=upload, words=words, refusal=f"{refused}.")
        re_resolve(session, desk.today, now=desk.now())
        discard_upload(session, number)
    return RedirectResponse("/desk/leads", status_code=303)


@router.post("/{number}/discard")
def forget(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Forget an upload."""
    with desk.sessions.begin() as session:
        _upload(find_upload(session, number), reader, seen_by(reader, session, desk))
        discard_upload(session, number)
    return RedirectResponse("/desk", status_code=303)


def _upload(upload: Upload | None, reader: Reader, seen: Seen) -> Upload:
    if upload is None or upload.board not in at_the_desk(reader, seen):
        raise HTTPException(404, "There is no such upload any more: it was recorded or discarded.")
    return upload


def _board_of(slug: str, sent: Sent, seen: Seen) -> str:
    """A known plan's board; a new one's as chosen."""
    known = seen.scene.snapshot.plans.get(slug)
    return known.board if known else sent.fields.get("board", "")


def _problems(sent: Sent, seen: Seen, boards: tuple[str, ...]) -> tuple[FieldProblem, ...]:
    problems = []
    if not sent.content:
        problems.append(FieldProblem(field="file", words="Choose a file: .docx, .pdf, .xlsx, .csv or .txt"))
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


def _read(sent: Sent, last_school_days: Collection[date]) -> Reading:
    """The plan in the bytes, opened in a child process with limits of time and memory, and gone from disk after."""
    as_of = _day(sent.fields["as_of"])
    assert as_of is not None  # asked before
    with tempfile.TemporaryDirectory(prefix="chaser-upload-") as folder:
        path = Path(folder, f"plan{PurePath(sent.file_name).suffix.lower()[:6]}")
        path.write_bytes(sent.content)
        return read_document(open_guarded(path), as_of=as_of, terms_end_on=last_school_days)


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
