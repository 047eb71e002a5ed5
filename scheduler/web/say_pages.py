"""Saying something of an action while signed in: leads answer, the chair decides, the co-ordinator writes down whose
word it was. What may be said is the rules' to judge, the steps are taking.py's."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException

from scheduler.links import action_path
from scheduler.plans.commitments import Commitment
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.powers import parts_of
from scheduler.web.board_words import board_words, list_words
from scheduler.web.desk import TheDesk
from scheduler.web.readers import OwnForm, TheReader
from scheduler.web.seen import NO_BOARD, Seen, seen_by
from scheduler.web.taking import Speaker, form, show_back, take, take_back
from scheduler.web.templating import page
from scheduler.web.ways import SignedIn

router = APIRouter()
NO_LIST = "There is no such list today: what it held was decided, or belongs to another meeting now."
Ref = Annotated[str, Query(max_length=200)]


@router.get("/boards/{slug}")
def board(
    slug: str,
    desk: TheDesk,
    reader: TheReader,
    key: Annotated[str, Query(alias="list", max_length=500)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=1000)] = 1,
) -> Response:
    """What waits for a decision at a board, for its chair, its vice-chair and its co-ordinator; or one list of it."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    if slug not in seen.decides_for:
        raise HTTPException(404, NO_BOARD)
    of, ways, day = seen.scene.snapshot.boards[slug], SignedIn(person=reader.person), day_in_words(desk.today)
    if not key:
        return page("board.html", seen=seen, day=day, words=board_words(of, seen.scene, ways))
    words = list_words(of, seen.scene, ways, key, number)
    if words is None:
        raise HTTPException(404, NO_LIST)
    return page("board_list.html", seen=seen, day=day, words=words)


@router.get("/say/{plan}/answered")
def answered(plan: str, desk: TheDesk, reader: TheReader, ref: Ref, number: int) -> Response:
    """What was said, what follows, and for ten minutes the way back."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    commitment, onward = seen.commitment(plan, ref), action_path(plan, ref)
    return show_back(commitment, number, _speaker(seen, plan), desk, onward=onward, onward_words="The action")


@router.post("/say/{plan}/undo")
def undo(plan: str, sent: OwnForm, desk: TheDesk, reader: TheReader, ref: Ref) -> Response:
    """Take an answer back; the history keeps both."""
    with desk.sessions.begin() as session:
        seen = seen_by(reader, session, desk)
        return take_back(seen.commitment(plan, ref), _speaker(seen, plan), sent, session, desk)


@router.get("/say/{plan}/{say}")
def ask(plan: str, say: str, desk: TheDesk, reader: TheReader, ref: Ref) -> Response:
    """The form for one thing to say."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    return form(say, _theirs(plan, ref, seen), _speaker(seen, plan))


@router.post("/say/{plan}/{say}")
def act(plan: str, say: str, sent: OwnForm, desk: TheDesk, reader: TheReader, ref: Ref) -> Response:
    """Take it in, or say what is wrong with it beside what was written."""
    with desk.sessions.begin() as session:
        seen = seen_by(reader, session, desk)
        return take(say, _theirs(plan, ref, seen), _speaker(seen, plan), sent, session, desk)


def _theirs(plan: str, ref: str, seen: Seen) -> Commitment:
    """An action of which the reader may say something; raises 404 for one that is not theirs to see, and 403."""
    commitment = seen.commitment(plan, ref)
    if not parts_of(seen.reader.person, commitment, seen.scene.view):
        raise HTTPException(403, f"{ref} is not yours to answer about.")
    return commitment


def _speaker(seen: Seen, plan: str) -> Speaker:
    return Speaker(
        ways=SignedIn(person=seen.reader.person),
        scene=seen.scene,
        name=seen.reader.name,
        form_token=seen.reader.form_token,
        seen=seen,
        names=seen.with_names(plan),
    )
