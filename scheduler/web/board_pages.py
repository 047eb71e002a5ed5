"""The boards at the desk: who sits where, when they meet, and the same changed in the file of settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.rounds.handovers import coming_handovers
from scheduler.rounds.meetings import renew_meetings
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import day_in_words, listed
from scheduler.web.board_forms import ABOUT, BoardAct, board_acts, edits_of, values_of
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.desk_forms import FormWords, desk_form
from scheduler.web.next_post import next_post_day
from scheduler.web.readers import OwnForm, Reader, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.series_words import rule_in_words
from scheduler.web.setting_pages import STALE, save_edits
from scheduler.web.settings_port import LockedSettings, Path, SettingsBook, StaleSettings
from scheduler.web.templating import page
from scheduler.web.upload_desk import at_the_desk

router = APIRouter(prefix="/desk/boards")
NO_BOARD = "There is no such board at your desk."
DIVISIONS = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}
IN_FILE = "Boards are set in chaser.toml on the server, and there is no such file here to change."


@dataclass(frozen=True, kw_only=True)
class BoardWords:
    """One board: its facts by their names, and what can be changed where."""

    name: str
    slug: str
    facts: tuple[tuple[str, str], ...]
    offers: tuple[tuple[str, str], ...]


@router.get("")
def show(desk: TheDesk, reader: TheReader) -> Response:
    """The boards of the reader's desk."""
    seen = _seen(desk, reader)
    why_not = desk.book.why_locked if desk.book else IN_FILE
    words = [_words(slug, seen, with_offers=not why_not) for slug in at_the_desk(reader, seen)]
    return page("boards.html", seen=seen, day=day_in_words(desk.today), boards=words, why_not=why_not)


@router.get("/{slug}/{act}")
def ask(slug: str, act: str, desk: TheDesk, reader: TheReader) -> Response:
    """The form of one matter about a board or one of its series."""
    seen, book = _seen(desk, reader), _book(desk)
    doing = _act(slug, act, seen)
    return desk_form(seen, _form(slug, doing, book), values_of(doing, book, seen.scene))


@router.post("/{slug}/{act}")
def change(slug: str, act: str, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Save it in the file of settings; meetings follow at once."""
    seen, book = _seen(desk, reader), _book(desk)
    doing = _act(slug, act, seen)
    edits, problems = edits_of(doing, form, book, seen.scene)
    problems = problems or _tried(edits, book, doing)
    if problems or form.get("again"):
        return desk_form(seen, _form(slug, doing, book), form, problems)
    if doing.moves_mail and not form.get("sure"):
        return _preview(slug, doing, form, edits, seen, desk)
    try:
        save_edits(desk, edits, version=form.get("version", ""), who=reader.person)
    except (StaleSettings, LockedSettings) as refused:
        words = str(refused) or STALE
        return desk_form(seen, _form(slug, doing, book), form, (FieldProblem(field="", words=words),))
    with desk.sessions.begin() as session:
        renew_meetings(session, desk.orders, now=desk.now())
    desk.wake()
    return RedirectResponse("/desk/boards", status_code=303)


def _preview(
    slug: str, doing: BoardAct, form: Mapping[str, str], edits: Mapping[Path, Any], seen: Seen, desk: Desk
) -> Response:
    """Whose next mails would go to whom; nothing is saved yet."""
    orders = _book(desk).tried(edits).orders
    assert orders is not None  # else there were problems
    found = coming_handovers(seen.scene, orders.boards, frozenset({slug}), since=next_post_day(desk))
    return page(
        "board_preview.html",
        seen=seen,
        heading=doing.heading,
        action=f"/desk/boards/{slug}/{doing.slug}",
        found=found,
        values={each.field.name: form.get(each.field.name, "") for each in doing.settings},
        version=form.get("version", ""),
    )


def _tried(edits: Mapping[Path, Any], book: SettingsBook, doing: BoardAct) -> tuple[FieldProblem, ...]:
    if not edits:
        return (FieldProblem(field="", words="Nothing differs from how it is: change something first"),)
    names = {each.path: each.field.name for each in doing.settings}
    return tuple(FieldProblem(field=names.get(path, ""), words=words) for path, words in book.tried(edits).problems)


def _words(slug: str, seen: Seen, *, with_offers: bool) -> BoardWords:
    offered = board_acts(slug, seen.scene) if with_offers else ()
    return BoardWords(
        name=seen.scene.snapshot.boards[slug].name,
        slug=slug,
        facts=tuple((name, words) for name, words in _facts(slug, seen.scene).items() if words),
        offers=tuple((each.link, f"/desk/boards/{slug}/{each.slug}") for each in offered),
    )


def _facts(slug: str, scene: Scene) -> dict[str, str]:
    board, orders = scene.snapshot.boards[slug], scene.orders
    people = {"Chair": board.chair, "Vice-chair": board.vice_chair, "Co-ordinator": board.co_ordinator}
    facts = {name: scene.name(address) if address else "nobody" for name, address in people.items()}
    facts |= {f"Member for {agency}": scene.name(address) for agency, address in board.members.items()}
    facts |= {"Bank holidays of": DIVISIONS.get(board.division, board.division), "Time zone": board.zone}
    for series in (each for each in orders.series.values() if each.board == slug):
        when = rule_in_words(series) or f"on {len(series.days)} listed days"
        papers = (
            f"papers due {series.paper_deadline_days} days before" if series.paper_deadline_days is not None else ""
        )
        attend = f"attended by {listed([scene.name(each) for each in series.attendees])}" if series.attendees else ""
        facts[series.name] = "; ".join(filter(None, [when, series.location, papers, attend]))
    return facts


def _form(slug: str, act: BoardAct, book: SettingsBook) -> FormWords:
    fixed = [f"{each.field.label}: {book.fixed_by(each.path)}" for each in act.settings if book.fixed_by(each.path)]
    said = (f"Set on the server, and not to be changed here: {listed(fixed)}.",) if fixed else ()
    return FormWords(
        heading=act.heading,
        back="/desk/boards",
        action=f"/desk/boards/{slug}/{act.slug}",
        button="See what would change" if act.moves_mail else "Save",
        fields=tuple(each.field for each in act.settings),
        sentences=(ABOUT, *said),
        hidden=(("version", book.version),),
    )


def _book(desk: Desk) -> SettingsBook:
    if desk.book is None:
        raise HTTPException(404, IN_FILE)
    return desk.book


def _seen(desk: Desk, reader: Reader) -> Seen:
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    at_the_desk(reader, seen)
    return seen


def _act(slug: str, act: str, seen: Seen) -> BoardAct:
    """One matter about a board of the reader's own desk; raises 404 for any other, there or not."""
    acts = board_acts(slug, seen.scene) if slug in at_the_desk(seen.reader, seen) else ()
    found = next((each for each in acts if each.slug == act), None)
    if found is None:
        raise HTTPException(404, NO_BOARD)
    return found
