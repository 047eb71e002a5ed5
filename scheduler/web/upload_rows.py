"""One row of an uploaded plan, mended by the co-ordinator before it is recorded: its values, or what becomes of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.plans.mends import Becomes, Mend
from scheduler.plans.plan import Action, Status
from scheduler.reading.mending import Identity, as_read, identities, identity_of, mended_actions, mended_target
from scheduler.register.uploads import Upload, change_upload
from scheduler.web.desk import TheDesk
from scheduler.web.readers import OwnForm, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.templating import page
from scheduler.web.upload_desk import GONE, OVERTAKEN, waiting_upload

router = APIRouter(prefix="/desk/uploads/{number}/rows/{at}")
LONGEST = 4000
FIELDS = {
    "ref": "Reference",
    "title": "Action",
    "leads": "Lead",
    "target": "Target date",
    "status": "Status",
}
QUOTED = {**FIELDS, "progress": "Progress", "success_measure": "Success measure", "starts_on": "Start"}
STATUSES = [(each.value, each.value.replace("_", " ").capitalize()) for each in Status]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of an upload: what it was read as, and the mend of it, if any."""

    each: Identity
    action: Action
    mend: Mend

    @property
    def values(self) -> dict[str, str]:
        """What the form shows of it."""
        how = {"becomes": self.mend.becomes.value, "into": self.mend.into}
        return {**as_read(self.action), **self.mend.said, **how, "confirmed": "yes" if self.mend.is_confirmed else ""}


@router.get("")
def ask(number: int, at: int, desk: TheDesk, reader: TheReader) -> Response:
    """The row beside the document's own words."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        upload = waiting_upload(session, number, seen)
    row = _row(upload, at)
    return _form(seen, upload, at, row, row.values, ())


@router.post("")
def mend(number: int, at: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Keep what was said of the row; the plan itself is recorded later, and only by a word of its own."""
    with desk.sessions.begin() as session:
        seen = seen_by(reader, session, desk)
        upload = waiting_upload(session, number, seen)
        row = _row(upload, at)
        if form.get("stamp") != upload.stamp:
            return _form(seen, upload, at, row, row.values, (FieldProblem(field="", words=OVERTAKEN),), status=409)
        problems = tuple(_problems(form, row, upload, seen))
        if problems:
            return _form(seen, upload, at, row, form, problems, status=400)
        change_upload(session, _with(upload, _mend(form, row)))
    return RedirectResponse(f"/desk/uploads/{number}#row-{at}", status_code=303)


def _row(upload: Upload, at: int) -> Row:
    rows = list(zip(identities(upload.reading.actions), upload.reading.actions, strict=True))
    if not 1 <= at <= len(rows):
        raise HTTPException(404, GONE)
    each, action = rows[at - 1]
    ref, title, nth = each
    known = {identity_of(mend): mend for mend in upload.mends}
    return Row(each=each, action=action, mend=known.get(each, Mend(ref=ref, title=title, nth=nth)))


def _mend(form: Mapping[str, str], row: Row) -> Mend:
    """What a form says, where it differs from what was read."""
    read = as_read(row.action)
    said = {name: _tidy(form[name]) for name in FIELDS if name in form and _tidy(form[name]) != _tidy(read[name])}
    becomes = Becomes(form["becomes"])
    return replace(
        row.mend,
        becomes=becomes,
        into=form.get("into", "") if becomes is Becomes.JOINED else "",
        said=said,
        was={name: read[name] for name in said},
        is_confirmed=form.get("confirmed") == "yes",
    )


def _with(upload: Upload, mend: Mend) -> Upload:
    others = tuple(each for each in upload.mends if identity_of(each) != identity_of(mend))
    return replace(upload, mends=(*others, mend) if mend.says_something else others)


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _problems(form: Mapping[str, str], row: Row, upload: Upload, seen: Seen) -> Iterator[FieldProblem]:
    becomes = form.get("becomes", "")
    if becomes not in set(Becomes):
        yield FieldProblem(field="becomes-kept", words="Say what becomes of the row")
    if becomes == Becomes.JOINED and form.get("into", "") not in _others(upload, row, seen):
        yield FieldProblem(field="into", words="Choose the action that the row belongs to")
    if becomes == Becomes.KEPT:
        yield from _value_problems(form, row, upload, seen)


def _value_problems(form: Mapping[str, str], row: Row, upload: Upload, seen: Seen) -> Iterator[FieldProblem]:
    for name in ("ref", "title"):
        if name in form and not _tidy(form[name]):
            yield FieldProblem(field=name, words=f"{FIELDS[name]}: enter it, as an action cannot be without")
    if _tidy(form.get("ref", "")) in _others(upload, row, seen):
        yield FieldProblem(field="ref", words=f"Another action of the plan is {_tidy(form['ref'])}: choose another")
    if any(len(form.get(name, "")) > LONGEST for name in FIELDS):
        yield FieldProblem(field="title", words=f"Shorten it to {LONGEST} characters")
    if form.get("status", Status.NOT_STARTED) not in set(Status):
        yield FieldProblem(field="status", words="Choose a status")
    yield from _date_problems(_tidy(form.get("target", "")), row, upload, seen)


def _date_problems(words: str, row: Row, upload: Upload, seen: Seen) -> Iterator[FieldProblem]:
    as_of, terms = upload.reading.as_of, seen.scene.orders.last_school_days
    if words and words != _tidy(as_read(row.action)["target"]) and mended_target(words, None, as_of, terms) is None:
        shown = words if len(words) < 60 else f"{words[:60]}…"
        yield FieldProblem(field="target", words=f"“{shown}” names no date: write it like 31 January 2027")


def _others(upload: Upload, row: Row, seen: Seen) -> dict[str, str]:
    """The other actions of the plan as they are mended now, by ref."""
    kept = mended_actions(upload.reading, upload.mends, terms_end_on=seen.scene.orders.last_school_days)
    return {action.ref: action.title for each, action in kept.items() if each != row.each}


def _form(
    seen: Seen,
    upload: Upload,
    at: int,
    row: Row,
    values: Mapping[str, str],
    problems: tuple[FieldProblem, ...],
    *,
    status: int = 200,
) -> Response:
    quotes = row.action.quotes
    return page(
        "upload_row.html",
        status=status,
        seen=seen,
        upload=upload,
        at=at,
        row=row,
        quotes=[
            (words, quotes[name].words, str(quotes[name].place)) for name, words in QUOTED.items() if name in quotes
        ],
        remarks=[text for _, ref, text, _ in upload.remarks if ref == row.action.ref],
        others=[(ref, f"{ref} {title[:60]}") for ref, title in _others(upload, row, seen).items()],
        statuses=STATUSES,
        is_long=len(row.action.title) > LONGEST,
        values=values,
        problems=problems,
    )
