"""Saying something of an action while signed in: leads answer, the chair decides, the co-ordinator writes down whose
word it was. What may be said is the rules' to judge."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.links import action_path
from scheduler.plans.answers import THE_BOARD, AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.rounds.answering import Said, take_answer
from scheduler.rules.answers import Refused
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.powers import parts_of
from scheduler.web.answered import answered_words
from scheduler.web.deciding import ALL, say_path, speaker, with_speaker
from scheduler.web.decisions import board_words
from scheduler.web.desk import TheDesk
from scheduler.web.naming import person_named
from scheduler.web.readers import OwnForm, TheReader
from scheduler.web.rows import row
from scheduler.web.saying import FieldProblem, Filled, filled, refused
from scheduler.web.sayings import Holds, Saying
from scheduler.web.seen import NO_BOARD, Seen, seen_by
from scheduler.web.standings import listed
from scheduler.web.templating import page

router = APIRouter()
Ref = Annotated[str, Query(max_length=200)]
NO_SAYING = "There is nothing of that name to say."


@router.get("/boards/{slug}")
def board(slug: str, desk: TheDesk, reader: TheReader) -> Response:
    """What waits for a decision at a board: for its chair, its vice-chair and its co-ordinator."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    if slug not in seen.decides_for:
        raise HTTPException(404, NO_BOARD)
    words = board_words(seen.scene.snapshot.boards[slug], seen)
    return page("board.html", seen=seen, day=day_in_words(desk.today), words=words)


@router.get("/say/{plan}/answered")
def answered(plan: str, desk: TheDesk, reader: TheReader, ref: Ref, number: int) -> Response:
    """What was said, what follows, and for ten minutes the way back."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    words = answered_words(seen.commitment(plan, ref), number, reader.person, seen.scene, desk.now())
    if words is None:
        raise HTTPException(404, "There is no such answer of yours.")
    return page(
        "answered.html",
        seen=seen,
        ref=ref,
        number=number,
        words=words,
        undo=f"/say/{plan}/undo",
        form_token=reader.form_token,
        onward=action_path(plan, ref),
        onward_words="The action",
    )


@router.post("/say/{plan}/undo")
def undo(plan: str, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Take an answer back; the history keeps both."""
    ref, number = form.get("ref", ""), int(form["number"]) if form.get("number", "").isdecimal() else 0
    said = Said(kind=AnswerKind.TAKE_BACK, who=reader.person, road=Road.WEB, takes_back=number)
    with desk.sessions.begin() as session:
        seen_by(reader, session, desk).commitment(plan, ref)
        decided = take_answer(session, desk.orders, plan, ref, said, at=desk.now(), now=desk.now())
    if isinstance(decided, Refused):
        sentences = [f"{each.what[:1].upper()}{each.what[1:]}: {each.cure}." for each in decided.problems]
        return page("notice.html", status=409, heading="It was not taken back", sentences=sentences)
    return RedirectResponse(action_path(plan, ref), status_code=303)


@router.get("/say/{plan}/{say}")
def ask(plan: str, say: str, desk: TheDesk, reader: TheReader, ref: Ref) -> Response:
    """The form for one thing to say."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    commitment = _theirs(plan, ref, seen)
    return _form(_saying(say, commitment, seen), commitment, seen, {}, ())


@router.post("/say/{plan}/{say}")
def act(plan: str, say: str, form: OwnForm, desk: TheDesk, reader: TheReader, ref: Ref) -> Response:
    """Take it in, or say what is wrong with it beside what was written."""
    with desk.sessions.begin() as session:
        seen = seen_by(reader, session, desk)
        commitment = _theirs(plan, ref, seen)
        saying = _saying(say, commitment, seen)
        sent = _filled(saying, form, commitment, seen)
        if sent.problems:
            return _form(saying, commitment, seen, form, sent.problems)
        now = desk.now()
        decided = take_answer(session, desk.orders, plan, ref, sent.said, at=now, now=now)
    if isinstance(decided, Refused):
        return _form(saying, commitment, seen, form, refused(saying, decided))
    return RedirectResponse(f"{say_path(plan, 'answered', ref)}&number={decided.answer.number}", status_code=303)


def _theirs(plan: str, ref: str, seen: Seen) -> Commitment:
    """An action of which the reader may say something; raises 404 for one that is not theirs to see, and 403."""
    commitment = seen.commitment(plan, ref)
    if not parts_of(seen.reader.person, commitment, seen.scene.view):
        raise HTTPException(403, f"{ref} is not yours to answer about.")
    return commitment


def _saying(slug: str, commitment: Commitment, seen: Seen) -> Saying:
    if slug not in ALL:
        raise HTTPException(404, NO_SAYING)
    person = seen.scene.snapshot.people.get(seen.reader.person)
    saying = ALL[slug].with_name() if person and person.shared else ALL[slug]
    return with_speaker(saying, seen, seen.scene.view.board(commitment))


def _filled(saying: Saying, form: Mapping[str, str], commitment: Commitment, seen: Seen) -> Filled:
    """What a form says, by whom, and whom it names."""
    who = speaker(form.get("by", ""), seen, seen.scene.view.board(commitment))
    road = {seen.reader.person: Road.WEB, THE_BOARD: Road.MEETING}.get(who, Road.DESK)
    sent = filled(saying, form, who=who, road=road, today=seen.scene.today)
    said, problems = replace(sent.said, recorded_by=seen.reader.person), list(sent.problems)
    if said.whom and any(field.holds is Holds.PERSON for field in saying.fields):
        found = person_named(said.whom, seen.scene)
        problems += [FieldProblem(field="whom", words=found.why_not)] if not found.email else []
        said = replace(said, whom=found.email)
    return Filled(said=said, problems=tuple(problems))


def _form(
    saying: Saying,
    commitment: Commitment,
    seen: Seen,
    values: Mapping[str, str],
    problems: tuple[FieldProblem, ...],
) -> Response:
    return page(
        "answer_form.html",
        status=400 if problems else 200,
        seen=seen,
        as_whom=seen.reader.name,
        saying=saying,
        row=row(listed(commitment, seen.scene), seen.scene, names=seen.with_names(commitment.plan)),
        back=action_path(commitment.plan, commitment.ref),
        action=say_path(commitment.plan, saying.slug, commitment.ref),
        form_token=seen.reader.form_token,
        values=values,
        problems=problems,
    )
