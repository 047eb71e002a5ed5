"""The boards' meetings at the desk: list, add, move, cancel, restore, note. Each change is shown before it is made.

What would change is found by making the change in a transaction that is rolled back.
"""

from collections.abc import Callable
from datetime import timedelta

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.plans.boards import Meeting, MeetingSeries
from scheduler.register import history
from scheduler.register.lookups import NotInRegister
from scheduler.register.meetings import find_meeting, list_meetings
from scheduler.rounds.look import look
from scheduler.rounds.meeting_changes import Changed, RefusedChange, add_extra, change_meeting
from scheduler.rounds.meetings import renew_meetings
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.rehearsal import rehearse, shifts
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.desk_forms import FormWords, desk_form
from scheduler.web.meeting_forms import (
    ACTS,
    ADDED,
    MeetingAct,
    WantedChange,
    new_values,
    values_of,
    wanted,
    wanted_extra,
)
from scheduler.web.meeting_words import EffectWords, effect_words, meeting_url, meeting_words, series_words
from scheduler.web.next_post import next_post_day
from scheduler.web.readers import OwnForm, Reader, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.setting_words import ShiftGroup, shift_groups
from scheduler.web.templating import page
from scheduler.web.upload_desk import at_the_desk

router = APIRouter(prefix="/desk/meetings")
FURTHEST = timedelta(weeks=8)  # of the mornings that are gone through for a preview
NO_MEETING = "There is no such meeting at your desk."
NOTHING = "Nothing differs from how it is: change something first"
Act = Callable[[Session], Changed]


@router.get("")
def show_all(desk: TheDesk, reader: TheReader) -> Response:
    """The meetings to come of every series."""
    with desk.reading() as session:
        seen = _seen(session, desk, reader)
        words = series_words(list_meetings(session), seen)
    return page("meetings.html", seen=seen, day=day_in_words(desk.today), series=words)


@router.post("/renew")
def renew(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Enter what the series give for a year ahead, as each morning's round does."""
    with desk.sessions.begin() as session:
        _seen(session, desk, reader)
        renew_meetings(session, desk.orders, now=desk.now())
    return RedirectResponse("/desk/meetings", status_code=303)


@router.get("/{series}")
def ask_extra(series: str, desk: TheDesk, reader: TheReader) -> Response:
    """The form of an extra meeting."""
    with desk.reading() as session:
        seen = _seen(session, desk, reader)
    of = _series(series, seen)
    return desk_form(seen, _adding(of), new_values(of))


@router.post("/{series}")
def add(series: str, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Show what an extra meeting would bring, and add it once that was seen."""
    with desk.sessions() as session:
        seen = _seen(session, desk, reader)
        of, asked = _series(series, seen), wanted_extra(form, desk.today)

        def act(held: Session) -> Changed:
            return add_extra(held, desk.orders, series, asked.change, who=reader.person, now=desk.now())

        return _either(session, desk, seen, _adding(of), dict(form), asked, act)


@router.get("/{series}/{slot}")
def show(series: str, slot: str, desk: TheDesk, reader: TheReader) -> Response:
    """One meeting, what can be done with it, and what happened to it."""
    with desk.reading() as session:
        seen = _seen(session, desk, reader)
        meeting = _meeting(session, series, slot, seen)
        happened = history.about(session, f"meeting {meeting.uid}", f"meeting {meeting.uid} added")
    words = meeting_words(meeting, happened, seen.scene)
    return page("meeting.html", seen=seen, day=day_in_words(desk.today), words=words)


@router.get("/{series}/{slot}/{act}")
def ask(series: str, slot: str, act: str, desk: TheDesk, reader: TheReader) -> Response:
    """The form of one thing to do with a meeting."""
    with desk.reading() as session:
        seen = _seen(session, desk, reader)
        meeting = _meeting(session, series, slot, seen)
    return desk_form(seen, _form(_act(act), meeting), values_of(meeting))


@router.post("/{series}/{slot}/{act}")
def change(series: str, slot: str, act: str, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Show what a change would bring, and make it once that was seen."""
    with desk.sessions() as session:
        seen = _seen(session, desk, reader)
        meeting, doing = _meeting(session, series, slot, seen), _act(act)
        asked = wanted(doing, form, meeting, seen.scene)

        def make(held: Session) -> Changed:
            why, who = asked.reason, reader.person
            return change_meeting(held, desk.orders, series, slot, asked.change, reason=why, who=who, now=desk.now())

        return _either(session, desk, seen, _form(doing, meeting), dict(form), asked, make)


def _either(
    session: Session, desk: Desk, seen: Seen, words: FormWords, form: dict[str, str], asked: WantedChange, act: Act
) -> Response:
    """The form again where it does not hold; the preview; or, where that was seen, the change itself."""
    if asked.problems or form.get("again"):
        return desk_form(seen, words, form, asked.problems)
    try:
        changed = act(session)
        session.flush()
    except (RefusedChange, NotInRegister) as refused:
        said = str(refused)
        return desk_form(seen, words, form, (FieldProblem(field="", words=f"{said[:1].upper()}{said[1:]}"),))
    if changed.before == changed.after:
        return desk_form(seen, words, form, (FieldProblem(field="", words=NOTHING),))
    if form.get("seen"):
        session.commit()
        desk.wake()
        return RedirectResponse(meeting_url(changed.after), status_code=303)
    then = look(session, desk.orders, desk.today)
    session.rollback()
    return _preview(
        desk, seen, words, form, effect_words(changed, seen.scene, then), _shifted(desk, seen, then, changed)
    )


def _preview(
    desk: Desk, seen: Seen, words: FormWords, form: dict[str, str], effect: EffectWords, groups: tuple[ShiftGroup, ...]
) -> Response:
    values = {each.name: form.get(each.name, "") for each in words.fields}
    return page("meeting_preview.html", seen=seen, words=words, values=values, effect=effect, groups=groups)


def _shifted(desk: Desk, seen: Seen, then: Scene, changed: Changed) -> tuple[ShiftGroup, ...]:
    """The notices of the coming mornings that would come, go or move, up to the week after the meeting."""
    boards, since = at_the_desk(seen.reader, seen), next_post_day(desk)
    days = [each.on for each in (changed.before, changed.after) if each]
    last = min(max(days) + timedelta(days=7), since + FURTHEST)
    length, now = (last - since).days, seen.scene
    was, will = (
        rehearse(each.snapshot, each.told, desk.orders.policy, since=since, days=length) for each in (now, then)
    )
    return shift_groups([each for each in shifts(was, will) if each.board in boards], then)


def _adding(of: MeetingSeries) -> FormWords:
    return FormWords(
        heading=f"Add a meeting: {of.name}",
        back="/desk/meetings",
        action=f"/desk/meetings/{of.slug}",
        button="See what would change",
        fields=ADDED,
    )


def _form(act: MeetingAct, meeting: Meeting) -> FormWords:
    return FormWords(
        heading=act.heading,
        back=meeting_url(meeting),
        action=meeting_url(meeting, act.slug),
        button=act.button,
        fields=act.fields,
        sentences=(f"{meeting.title}, {day_in_words(meeting.on)}.",),
    )


def _seen(session: Session, desk: Desk, reader: Reader) -> Seen:
    seen = seen_by(reader, session, desk)
    at_the_desk(reader, seen)
    return seen


def _series(slug: str, seen: Seen) -> MeetingSeries:
    """A series of the reader's own boards; raises 404 for any other, there or not."""
    series = seen.scene.orders.series.get(slug)
    if series is None or series.board not in at_the_desk(seen.reader, seen):
        raise HTTPException(404, NO_MEETING)
    return series


def _meeting(session: Session, series: str, slot: str, seen: Seen) -> Meeting:
    _series(series, seen)
    try:
        return find_meeting(session, series, slot)
    except NotInRegister as none:
        raise HTTPException(404, NO_MEETING) from none


def _act(slug: str) -> MeetingAct:
    if slug not in ACTS:
        raise HTTPException(404)
    return ACTS[slug]
