"""One commitment as one row of a page: its line as mails have it, its address, its colour and the word beside it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from notifications.digest import Line
from scheduler.links import action_path
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.listing import Listed
from scheduler.rules.standing import Standing, StandingKind
from scheduler.web.naming import leads_by_role
from scheduler.web.standings import is_milestone


class Colour(StrEnum):
    """What a style sheet knows a standing by; red is for what is past its date alone (rules.md, "Standing")."""

    RED = "red"
    AMBER = "amber"
    BLUE = "blue"
    PURPLE = "purple"
    GREY = "grey"
    GREEN = "green"


COLOURS = {
    StandingKind.OVERDUE: Colour.RED,
    StandingKind.DUE_TODAY: Colour.AMBER,
    StandingKind.DUE_SOON: Colour.AMBER,
    StandingKind.UPCOMING: Colour.BLUE,
    StandingKind.WAITING: Colour.PURPLE,
    StandingKind.UNDATED: Colour.GREY,
    StandingKind.COMPLETE: Colour.GREEN,
    StandingKind.CLOSED: Colour.GREY,
}


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A standing in a word or two, with its colour."""

    words: str
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class Row:
    """A commitment on a page. `day` is its due day with the weekday, empty without one; `url` its own page.

    `says_more` is the standing's sentence, empty where the tag says it all; `next_step` says who hears next of
    something late, empty for what is not.
    """

    line: Line
    url: str
    tag: Tag
    day: str
    says_more: str
    next_step: str
    is_milestone: bool


def row(listed: Listed, scene: Scene, *, names: bool = True) -> Row:
    """The row of a commitment; without `names` it says roles and agencies, and not who hears next."""
    commitment, tag = listed.commitment, tag_of(listed.standing)
    line = scene.line(listed, reason=listed.to.why if names else "", is_new=False)
    line = line if names else replace(line, lead=leads_by_role(commitment, scene), next_step="")
    return Row(
        line=line,
        url=action_path(commitment.plan, commitment.ref),
        tag=tag,
        day=day_in_words(commitment.target.due_on) if commitment.target else "",
        says_more="" if line.standing.lower() == tag.words else line.standing,
        next_step=_next_step(listed, line, scene) if names else "",
        is_milestone=is_milestone(commitment),
    )


def _next_step(listed: Listed, line: Line, scene: Scene) -> str:
    if not listed.standing.is_late:
        return ""
    if scene.snapshot.plans[listed.commitment.plan].released_on is None:
        return "Waits for the plan’s release"
    return line.next_step or "Nobody further can be told"


def tag_of(now: Standing) -> Tag:
    """The word of a standing; waiting past its target date is late as well, and red."""
    if now.kind is StandingKind.WAITING and now.is_late:
        return Tag(words="waiting, late", colour=Colour.RED)
    return Tag(words=now.kind.value, colour=COLOURS[now.kind])
