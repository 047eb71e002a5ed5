"""Saying one thing of one action, whichever way somebody came: the form, taking it in, showing it back, undoing it.

By an answer link or signed in, the steps are the same; who comes in is answer_pages.py's and say_pages.py's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.scene import Scene
from scheduler.rules.answers import Refused
from scheduler.rules.board_meetings import meetings_for
from scheduler.rules.days_in_words import day_in_words
from scheduler.web.answered import answered_words
from scheduler.web.decision_sayings import AT_MEETING, STAYS
from scheduler.web.desk import Desk
from scheduler.web.fitting import ALL
from scheduler.web.naming import person_named
from scheduler.web.rows import row
from scheduler.web.saying import FieldProblem, Filled, filled, refused
from scheduler.web.sayings import Holds, Saying
from scheduler.web.seen import Seen
from scheduler.web.speaking import asked_of, spoken
from scheduler.web.standings import listed
from scheduler.web.templating import page
from scheduler.web.ways import Ways

NO_SAYING = "There is nothing of that name to say."
NO_ANSWER = "There is no such answer of yours."
SAID, UNDO = "answered", "undo"
LONGEST_NUMBER = 18
MEETINGS_OFFERED = 6


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Somebody who says something: the way they came, what they see, and what their forms must bring back.

    `seen` is there for whoever is signed in; `names` says whether they see people's names.
    """

    ways: Ways
    scene: Scene
    name: str
    form_token: str = ""
    seen: Seen | None = None
    names: bool = True


def form(slug: str, commitment: Commitment, speaker: Speaker) -> Response:
    """The form for one thing to say; raises 404 where there is none of that name."""
    return _form(_saying(slug, commitment, speaker), commitment, speaker, {}, ())


def take(
    slug: str, commitment: Commitment, speaker: Speaker, values: Mapping[str, str], session: Session, desk: Desk
) -> Response:
    """Take a form in and lead to where it is shown back; or show it again, with what is wrong beside each field."""
    saying, scene = _saying(slug, commitment, speaker), speaker.scene
    sent = _filled(saying, values, commitment, speaker)
    if sent.problems:
        return _form(saying, commitment, speaker, values, sent.problems)
    now = desk.now()
    decided = take_answer(session, scene.orders, commitment.plan, commitment.ref, sent.said, at=now, now=now)
    if isinstance(decided, Refused):
        return _form(saying, commitment, speaker, values, refused(saying, decided))
    url = f"{speaker.ways.say(commitment, SAID)}&number={decided.answer.number}"
    return RedirectResponse(url, status_code=303)


def show_back(
    commitment: Commitment, number: int, speaker: Speaker, desk: Desk, *, onward: str, onward_words: str
) -> Response:
    """What was said, what follows, and for ten minutes the way back; `onward` is where it goes on from there."""
    words = answered_words(commitment, number, speaker.ways.person, speaker.scene, desk.now())
    if words is None:
        raise HTTPException(404, NO_ANSWER)
    return page(
        "answered.html",
        seen=speaker.seen,
        number=number,
        words=words,
        undo=speaker.ways.say(commitment, UNDO),
        form_token=speaker.form_token,
        onward=onward,
        onward_words=onward_words,
    )


def take_back(
    commitment: Commitment, speaker: Speaker, values: Mapping[str, str], session: Session, desk: Desk
) -> Response:
    """Take an answer back, and lead to where its action is shown as it was; the history keeps both."""
    number = _number(values.get("number", ""))
    said = Said(kind=AnswerKind.TAKE_BACK, who=speaker.ways.person, road=Road.WEB, takes_back=number)
    now, orders = desk.now(), speaker.scene.orders
    decided = take_answer(session, orders, commitment.plan, commitment.ref, said, at=now, now=now)
    if isinstance(decided, Refused):
        sentences = [f"{each.what[:1].upper()}{each.what[1:]}: {each.cure}." for each in decided.problems]
        words = {"heading": "It was not taken back", "sentences": sentences}
        return page("notice.html", status=409, seen=speaker.seen, **words)
    url = speaker.ways.page(commitment)
    return RedirectResponse(f"{url}{'&' if '?' in url else '?'}undone=yes", status_code=303)


def _number(words: str) -> int:
    """The number of an answer, as a form's hidden field holds it; 0 for anything else."""
    return int(words) if words.isdecimal() and len(words) <= LONGEST_NUMBER else 0


def _saying(slug: str, commitment: Commitment, speaker: Speaker) -> Saying:
    if slug not in ALL:
        raise HTTPException(404, NO_SAYING)
    return asked_of(_with_meetings(ALL[slug], commitment, speaker.scene), commitment, speaker.ways, speaker.scene)


def _with_meetings(saying: Saying, commitment: Commitment, scene: Scene) -> Saying:
    """The same; what asks for a meeting offers those of the board that are to come."""
    if AT_MEETING not in saying.fields:
        return saying
    ahead = [each for each in meetings_for(commitment, scene.view) if each.on >= scene.today][:MEETINGS_OFFERED]
    choices = tuple((each.uid, f"{each.title}, {day_in_words(each.on)}") for each in ahead)
    fields = (replace(each, choices=choices) if each is AT_MEETING else each for each in saying.fields)
    return replace(saying, fields=tuple(fields))


def _filled(saying: Saying, values: Mapping[str, str], commitment: Commitment, speaker: Speaker) -> Filled:
    """What a form says, by whom, and whom it names."""
    scene = speaker.scene
    whose = spoken(values, ALL[saying.slug], commitment, speaker.ways, scene)
    sent = filled(saying, values, who=whose.who, road=whose.road, today=scene.today)
    said, problems = replace(sent.said, recorded_by=speaker.ways.person), list(sent.problems)
    if saying.slug == STAYS.slug:
        said = replace(said, whom=next(iter(commitment.answered.not_mine), ""))
    elif said.whom and any(field.holds is Holds.PERSON for field in saying.fields):
        found = person_named(said.whom, scene)
        problems += [FieldProblem(field="whom", words=found.why_not)] if not found.email else []
        said = replace(said, whom=found.email)
    return Filled(said=said, problems=tuple(problems))


def _form(
    saying: Saying,
    commitment: Commitment,
    speaker: Speaker,
    values: Mapping[str, str],
    problems: tuple[FieldProblem, ...],
) -> Response:
    return page(
        "answer_form.html",
        status=400 if problems else 200,
        seen=speaker.seen,
        as_whom=speaker.name,
        saying=saying,
        row=row(listed(commitment, speaker.scene), speaker.scene, names=speaker.names),
        back=speaker.ways.page(commitment),
        action=speaker.ways.say(commitment, saying.slug),
        form_token=speaker.form_token,
        values=values,
        problems=problems,
    )
