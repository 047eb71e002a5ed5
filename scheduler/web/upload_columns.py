"""What the columns of an uploaded document hold, said by the co-ordinator where it was not understood: it is then read
again, in a process of its own."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from scheduler.reading.columns import ColumnRole
from scheduler.reading.reading_guard import read_again_guarded
from scheduler.reading.rows import UnreadableDocument
from scheduler.register.uploads import Upload, change_upload, document_of
from scheduler.rules.days_in_words import listed
from scheduler.web.desk import TheDesk
from scheduler.web.readers import OwnForm, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.templating import page
from scheduler.web.upload_desk import OVERTAKEN, waiting_upload
from scheduler.web.upload_reading import with_reading

router = APIRouter(prefix="/desk/uploads/{number}/columns")
ROLES = {
    ColumnRole.REF: "Reference",
    ColumnRole.AREA: "Area or heading",
    ColumnRole.ACTION: "Action",
    ColumnRole.LEAD: "Lead",
    ColumnRole.TARGET: "Target date",
    ColumnRole.FIRST_TARGET: "First target date, before it moved",
    ColumnRole.START: "Start",
    ColumnRole.STATUS: "Status",
    ColumnRole.PROGRESS: "Progress",
    ColumnRole.COMPLETED: "Completed",
    ColumnRole.RATING: "The body’s own rating",
    ColumnRole.MEASURE: "Success measure",
    ColumnRole.UNREAD: "Nothing that is needed",
}
NO_DOCUMENT = "The document of this upload was not kept: upload it once more."
NO_ACTIONS = "No actions were found: say at least which column holds the actions."


@router.get("")
def ask(number: int, desk: TheDesk, reader: TheReader) -> Response:
    """Each column with its first words, and what it was taken to hold."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        upload = waiting_upload(session, number, seen)
    said = () if upload.reading.actions else (FieldProblem(field="column-1", words=NO_ACTIONS),)
    return _form(seen, upload, _values(upload), said)


@router.post("")
def say(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Read the document again with what was said; mends that still fit are kept."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        upload = waiting_upload(session, number, seen)
        document = document_of(session, number)
    columns = _said(form, upload)
    problem = _problem(form, upload, document)
    if problem or document is None:
        return _form(seen, upload, form, (FieldProblem(field="", words=problem),), status=409)
    as_of, terms = upload.reading.as_of, desk.orders.last_school_days
    try:
        reading = read_again_guarded(document, name=upload.file_name, as_of=as_of, columns=columns, terms_end_on=terms)
    except UnreadableDocument as wrong:
        return _form(seen, upload, form, (FieldProblem(field="", words=str(wrong)),), status=400)
    if not reading.plan.actions:
        return _form(seen, upload, form, (FieldProblem(field="column-1", words=NO_ACTIONS),), status=400)
    with desk.sessions.begin() as session:
        present = waiting_upload(session, number, seen)
        if present.stamp != upload.stamp:
            return _form(seen, present, form, (FieldProblem(field="", words=OVERTAKEN),), status=409)
        change_upload(session, with_reading(present, reading, columns))
    return RedirectResponse(f"/desk/uploads/{number}", status_code=303)


def _problem(form: Mapping[str, str], upload: Upload, document: bytes | None) -> str:
    if document is None:
        return NO_DOCUMENT
    return OVERTAKEN if form.get("stamp") != upload.stamp else ""


def _said(form: Mapping[str, str], upload: Upload) -> dict[str, str]:
    """What a form says of each column, by its name; nothing of one that is as it was read."""
    said = {each.name: form.get(f"column-{at}", "") for at, each in enumerate(upload.columns_read, 1)}
    return {name: role for name, role in said.items() if role in set(ColumnRole)}


def _values(upload: Upload) -> dict[str, str]:
    return {f"column-{at}": upload.columns.get(each.name, "") for at, each in enumerate(upload.columns_read, 1)}


def _form(
    seen: Seen, upload: Upload, values: Mapping[str, str], problems: tuple[FieldProblem, ...], *, status: int = 200
) -> Response:
    columns = [
        (f"column-{at}", each, _as_read(each.roles) if each.name not in upload.columns else "")
        for at, each in enumerate(upload.columns_read, 1)
    ]
    return page(
        "upload_columns.html",
        status=status,
        seen=seen,
        upload=upload,
        columns=columns,
        roles=[(role.value, words) for role, words in ROLES.items()],
        values=values,
        problems=problems,
    )


def _as_read(roles: tuple[str, ...]) -> str:
    return listed([ROLES[ColumnRole(role)].lower() for role in roles]) or "nothing"
