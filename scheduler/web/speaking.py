"""Whose word a form is: the reader's own, or another's that a co-ordinator writes down, and how it came."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.plans.answers import THE_BOARD, Road
from scheduler.plans.commitments import Commitment
from scheduler.rounds.scene import Scene
from scheduler.web.fitting import voices
from scheduler.web.naming import role_of
from scheduler.web.sayings import YOUR_NAME, Field, Holds, Saying
from scheduler.web.ways import Ways

ME, BOARD = "me", "board"
ROADS = (
    (Road.TELEPHONE.value, "by telephone, or face to face"),
    (Road.MAIL.value, "by reply to a mail"),
    (Road.MEETING.value, "in a meeting"),
)
HOW_IT_CAME = Field(
    name="road", label="How did it reach you? (where it is another’s word)", holds=Holds.CHOICE, choices=ROADS
)
WHO_SPOKE = Field(name="name", label="Who spoke, where it is a shared mailbox’s word (optional)")


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """Who said it, and by which road it came."""

    who: str
    road: Road


def asked_of(saying: Saying, commitment: Commitment, ways: Ways, scene: Scene) -> Saying:
    """The saying with what must be asked first: a shared mailbox who speaks, a co-ordinator whose word it is."""
    reader, person = ways.person, scene.snapshot.people.get(ways.person)
    if person and person.shared:
        return saying.asking_first(YOUR_NAME)
    everybody = voices(saying, commitment, ways, scene.view)
    others = [who for who in everybody if who != reader]
    if not others:
        return saying
    choices = tuple((_value(who, reader), _called(who, reader, commitment, scene)) for who in everybody)
    whose = Field(name="by", label="Whose word is it?", holds=Holds.CHOICE, choices=choices)
    people = [scene.snapshot.people[who] for who in others if who in scene.snapshot.people]
    asks_road = [HOW_IT_CAME] if people else []
    asks_name = [WHO_SPOKE] if any(each.shared for each in people) else []
    return saying.asking_first(whose, *asks_road, *asks_name)


def _value(who: str, reader: str) -> str:
    return {reader: ME, THE_BOARD: BOARD}.get(who, who)


def _called(who: str, reader: str, commitment: Commitment, scene: Scene) -> str:
    board = scene.view.board(commitment)
    if who == THE_BOARD:
        return f"{board.name}’s, at its meeting"
    if who == reader:
        return "Mine, as co-ordinator"
    person = scene.snapshot.people.get(who)
    part = "as chair" if who == board.chair else role_of(person, scene.today) if person else ""
    return f"{scene.name(who)}’s{f', {part}' if part else ''}"


def spoken(form: Mapping[str, str], saying: Saying, commitment: Commitment, ways: Ways, scene: Scene) -> Spoken:
    """Who said it, by what a form chose; the reader's own word in every other case."""
    reader = ways.person
    chosen = {_value(who, reader): who for who in voices(saying, commitment, ways, scene.view)}
    who = chosen.get(form.get("by", ""), reader)
    if who in {reader, THE_BOARD}:
        return Spoken(who=who, road=Road.WEB if who == reader else Road.MEETING)
    known = {value for value, _ in ROADS}
    return Spoken(who=who, road=Road(form["road"]) if form.get("road") in known else Road.DESK)
