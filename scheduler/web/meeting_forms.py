"""What a co-ordinator can do with a meeting, each as a form: its fields, and the change that a filled form means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scheduler.plans.boards import Meeting, MeetingSeries, MeetingStatus
from scheduler.register.meetings import MeetingChange
from scheduler.rounds.scene import Scene
from scheduler.web.desk_forms import (
    DAY_LIKE,
    HOUR_LIKE,
    LONGEST_TEXT,
    Typed,
    Unfit,
    day_shown,
    day_typed,
    hour_typed,
    line_typed,
)
from scheduler.web.naming import person_named
from scheduler.web.saying import FieldProblem
from scheduler.web.sayings import Field, Holds

READ_OUT = "It may be read out: no names or case details of children"
ON = Field(name="day", label="Day", hint=DAY_LIKE)
STARTS = Field(name="starts", label="Begins at", hint=HOUR_LIKE)
ENDS = Field(name="ends", label="Ends at", hint="Left as it is, it lasts as long as before")
ROOM = Field(name="room", label="Where it meets", hint="The room or building. Empty: nothing is said")
LINK = Field(name="link", label="Where it meets online", hint="An address that begins with https://")
PAPERS = Field(name="papers", label="Its papers are due on", hint=DAY_LIKE)
REASON = Field(name="reason", label="Why", hint=f"Those who attend read it in their calendars. {READ_OUT}")


@dataclass(frozen=True, kw_only=True)
class MeetingAct:
    """One thing to do with a meeting: under `slug`, offered as `link`."""

    slug: str
    link: str
    heading: str
    fields: tuple[Field, ...]
    button: str = "See what would change"
    of_cancelled: bool = False


WHEN = MeetingAct(slug="when", link="Move it", heading="When does it meet?", fields=(ON, STARTS, ENDS, REASON))
WHERE = MeetingAct(slug="where", link="Change its place", heading="Where does it meet?", fields=(ROOM, LINK))
BY = MeetingAct(
    slug="papers",
    link="Change when its papers are due",
    heading="When are its papers due?",
    fields=(replace(PAPERS, missing="Say on which day its papers are due"),),
)
NOTE = MeetingAct(
    slug="note",
    link="Say something in its entry",
    heading="What should its entry say?",
    fields=(Field(name="note", label="In the calendars of those who subscribe", holds=Holds.TEXT, hint=READ_OUT),),
)
STAND_IN = MeetingAct(
    slug="stand-in",
    link="Name who stands in",
    heading="Who stands in at this meeting?",
    fields=(
        Field(name="whom", label="For whom", hint="Their name, as the directory has it"),
        Field(name="deputy", label="Who stands in", hint="Their name, as the directory has it"),
    ),
)
CANCEL = MeetingAct(
    slug="cancel",
    link="Cancel it",
    heading="Why is it cancelled?",
    fields=(Field(name="reason", label="Why", hint=REASON.hint, missing="Say why it is cancelled"),),
)
RESTORE = MeetingAct(
    slug="restore", link="Let it take place again", heading="Let it take place again?", fields=(), of_cancelled=True
)
ACTS = {each.slug: each for each in (WHEN, WHERE, BY, NOTE, STAND_IN, CANCEL, RESTORE)}
ADDED = (ON, STARTS, Field(name="ends", label="Ends at", hint=HOUR_LIKE), ROOM, LINK, PAPERS, REASON)


@dataclass(frozen=True, kw_only=True)
class WantedChange:
    """The change that a form means, with its reason, and what is wrong with the form."""

    change: MeetingChange
    reason: str
    problems: tuple[FieldProblem, ...]


def values_of(meeting: Meeting) -> dict[str, str]:
    """A meeting as its forms show it."""
    return {
        "day": day_shown(meeting.on),
        "starts": f"{meeting.starts:%H:%M}",
        "ends": f"{meeting.ends:%H:%M}",
        "room": meeting.location,
        "link": meeting.url,
        "papers": day_shown(meeting.paper_deadline_on),
        "note": meeting.note,
    }


def new_values(series: MeetingSeries) -> dict[str, str]:
    """What an extra meeting begins with: the series' hours and place."""
    return {"starts": f"{series.starts:%H:%M}", "ends": f"{series.ends:%H:%M}", "room": series.location}


def wanted(act: MeetingAct, form: Mapping[str, str], meeting: Meeting, scene: Scene) -> WantedChange:
    """What a filled form would change of a meeting; what is as before is left to follow from the rest."""
    typed = Typed(form=form)
    read = _read(act.fields, typed, scene.today)
    said = {name: value for name, value in read.items() if value is not None and value != _before(meeting, name)}
    set_by_act: dict[MeetingAct, dict[str, Any]] = {
        CANCEL: {"status": MeetingStatus.CANCELLED},
        RESTORE: {"status": MeetingStatus.CONFIRMED},
    }
    change = _stand_in(typed, scene) if act is STAND_IN else set_by_act.get(act, said)
    for each in act.fields:
        if each.missing and not form.get(each.name, "").strip():
            typed.say(each.name, each.missing)
    return WantedChange(change=MeetingChange(**change), reason=_reason(typed), problems=tuple(typed.problems))


def wanted_extra(form: Mapping[str, str], today: date) -> WantedChange:
    """The extra meeting that a filled form means; what it does not say is as in the series."""
    typed = Typed(form=form)
    found = _read(ADDED, typed, today)
    if found.get("on_day") is None and not typed.problems:
        typed.say("day", "Say on which day it meets")
    reason = _reason(typed)
    said = {name: value for name, value in found.items() if value not in (None, "")}
    change = MeetingChange(**said | {"note": reason or None})
    return WantedChange(change=change, reason=reason, problems=tuple(typed.problems))


def _before(meeting: Meeting, name: str) -> object:
    return meeting.on if name == "on_day" else getattr(meeting, name)


def _read(fields: tuple[Field, ...], typed: Typed, today: date) -> dict[str, Any]:
    readers: dict[str, tuple[str, Callable[[str], Any]]] = {
        "day": ("on_day", lambda words: day_typed(words, today)),
        "starts": ("starts", hour_typed),
        "ends": ("ends", hour_typed),
        "room": ("location", line_typed),
        "link": ("url", _web_address),
        "papers": ("paper_deadline_on", lambda words: day_typed(words, today)),
        "note": ("note", lambda words: line_typed(words, LONGEST_TEXT)),
    }
    asked = [each.name for each in fields if each.name in readers]
    return {readers[name][0]: typed.read(name, readers[name][1]) for name in asked}


def _reason(typed: Typed) -> str:
    return str(typed.read("reason", line_typed) or "")


def _web_address(words: str) -> str:
    said = line_typed(words)
    if said and not said.startswith(("https://", "http://")):
        raise Unfit("Write an address that begins with https://")
    return said


def _stand_in(typed: Typed, scene: Scene) -> dict[str, Any]:
    found = {}
    for name, missing in (("whom", "Say for whom somebody stands in"), ("deputy", "Say who stands in")):
        words = typed.form.get(name, "").strip()
        named = person_named(words, scene)
        found[name] = named.email
        if not named.email:
            typed.say(name, named.why_not if words else missing)
    return {"deputies": {found["whom"]: found["deputy"]}}
