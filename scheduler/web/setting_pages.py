"""The settings of the ladder at the desk: changed in a form, tried on the next weeks, and saved only after that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.register.officers import welcome_officers
from scheduler.register.setting_changes import list_setting_changes, record_setting_changes
from scheduler.rules.access import Role
from scheduler.rules.days_in_words import day_in_words
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.next_post import next_post_day
from scheduler.web.readers import OwnForm, Reader, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.setting_fields import FIELDS, GROUPS, PATHS, edits_of, field_at, form_values
from scheduler.web.setting_words import WEEKS, change_words, coming_shifts, shift_groups
from scheduler.web.settings_port import LockedSettings, Path, SettingsBook, StaleSettings
from scheduler.web.templating import page

router = APIRouter(prefix="/desk/settings")
MAY_CHANGE = frozenset({Role.CO_ORDINATOR, Role.ADMINISTRATOR})
NOT_YOURS = "This page is the co-ordinator's and the administrator's."
ALL_BOARDS = (
    "These numbers count for every board. Whoever keeps all of them, or an administrator, changes them: you can only "
    "look at them. {ask}"
)
NO_ADMINISTRATOR = (
    "There is no administrator yet: whoever looks after the server names one in chaser.toml, under [web] "
    "administrators."
)
NOTHING = "Nothing differs from the settings as they are: change a number first"
STALE = "Somebody changed the settings meanwhile. They are shown below as they are now: change them again"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a form asks for: its edits, and what is wrong with them beside their fields."""

    edits: dict[Path, Any]
    problems: tuple[FieldProblem, ...]


@router.get("")
def show(desk: TheDesk, reader: TheReader) -> Response:
    """The settings as they count now, and who changed them before."""
    book = _book(desk)
    return _form(desk, _seen(desk, reader), book, form_values(book), ())


@router.post("/preview")
def preview(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """What the next weeks would be like; nothing is saved. With "again", the form once more as it was filled in."""
    seen, book = _seen(desk, reader), _book(desk)
    wanted = _wanted(form, seen, book, desk)
    if wanted.problems or form.get("again"):
        return _form(desk, seen, book, form, wanted.problems)
    orders = book.tried(wanted.edits).orders
    assert orders is not None  # else there were problems
    since = next_post_day(desk)
    found = coming_shifts(seen.scene, orders.policy, _boards(seen), since=since)
    now = form_values(book)
    return page(
        "settings_preview.html",
        seen=seen,
        groups=shift_groups(found, seen.scene),
        changes=[(each.label, now[each.name], form.get(each.name, "")) for each in FIELDS if _differs(each, now, form)],
        values={each.name: form.get(each.name, "") for each in FIELDS},
        version=form.get("version", ""),
        since=day_in_words(since),
        weeks=WEEKS,
    )


@router.post("")
def save(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Save them; the next round goes by them."""
    seen, book = _seen(desk, reader), _book(desk)
    wanted = _wanted(form, seen, book, desk)
    if wanted.problems:
        return _form(desk, seen, book, form, wanted.problems)
    try:
        save_edits(desk, wanted.edits, version=form.get("version", ""), who=reader.person)
    except StaleSettings:
        return _form(desk, seen, book, form_values(book), (FieldProblem(field="", words=STALE),), status=409)
    except LockedSettings as locked:
        return _form(desk, seen, book, form, (FieldProblem(field="", words=str(locked)),), status=409)
    return RedirectResponse("/desk/settings", status_code=303)


def save_edits(desk: Desk, edits: Mapping[Path, Any], *, version: str, who: str) -> None:
    """Save edits of any settings that were tried before, and write into the history who changed what.

    Raises StaleSettings and LockedSettings; then nothing is written.
    """
    book = _book(desk)
    with desk.sessions.begin() as session:
        before = book.values(*edits)
        changes = [(path, before[path], value) for path, value in edits.items()]
        record_setting_changes(session, changes, who=who, now=desk.now())
        session.flush()
        orders = book.save(edits, version=version)  # last: the file is no part of the transaction
        welcome_officers(session, orders.officers.values(), now=desk.now())


def _book(desk: Desk) -> SettingsBook:
    if desk.book is None:
        raise HTTPException(404, "There is no file of settings here.")
    return desk.book


def _seen(desk: Desk, reader: Reader) -> Seen:
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    if not _boards(seen):
        raise HTTPException(404, NOT_YOURS)
    return seen


def _boards(seen: Seen) -> frozenset[str]:
    return frozenset(seen.access.boards_as(MAY_CHANGE))


def _why_not(seen: Seen, book: SettingsBook, desk: Desk) -> str:
    if book.why_locked or _boards(seen) >= seen.scene.orders.boards.keys():
        return book.why_locked
    people = seen.scene.snapshot.people
    names = sorted(people[each].name for each in desk.administrators if each in people)
    return ALL_BOARDS.format(ask=f"Ask {' or '.join(names)}." if names else NO_ADMINISTRATOR)


def _wanted(form: Mapping[str, str], seen: Seen, book: SettingsBook, desk: Desk) -> Wanted:
    why_not = _why_not(seen, book, desk)
    if why_not:
        return Wanted(edits={}, problems=(FieldProblem(field="", words=why_not),))
    now = book.values(*PATHS)
    edits, unread = edits_of(form, now, {path: book.fixed_by(path) for path in PATHS})
    if unread:
        return Wanted(edits=edits, problems=unread)
    if not edits:
        return Wanted(edits=edits, problems=(FieldProblem(field="", words=NOTHING),))
    wrong = book.tried(edits).problems
    problems = tuple(FieldProblem(field=field_at(path, form, now), words=words) for path, words in wrong)
    return Wanted(edits=edits, problems=problems)


def _differs(field: Any, now: Mapping[str, str], form: Mapping[str, str]) -> bool:
    return now[field.name] != form.get(field.name, "").strip()


def _form(
    desk: Desk,
    seen: Seen,
    book: SettingsBook,
    values: Mapping[str, str],
    problems: tuple[FieldProblem, ...],
    *,
    status: int = 400,
) -> Response:
    with desk.reading() as session:
        changes = change_words(list_setting_changes(session), seen.scene)
    return page(
        "settings.html",
        status=status if problems else 200,
        seen=seen,
        groups=GROUPS,
        values=values,
        fixed={path: book.fixed_by(path) for path in PATHS},
        why_not=_why_not(seen, book, desk),
        version=book.version,
        changes=changes,
        problems=problems,
    )
