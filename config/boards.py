"""The tables for boards, their series of meetings and their plans, each under a short name of its own."""

from collections.abc import Mapping
from datetime import time
from typing import Literal

from pydantic import Field

from config.kinds import Addresses, Days, Members, OneLine, OptionalAddress, OptionalDivision, TimeOfDay, Whole, Zone
from config.section import Section

Holds = Literal[
    "ref",
    "area",
    "action",
    "lead",
    "target",
    "first_target",
    "start",
    "status",
    "progress",
    "completed",
    "rating",
    "measure",
    "unread",
]


class BoardSection(Section):
    """A board and the people at its head; an empty `division` is the calendar's."""

    name: OneLine = Field(default="", description="What the board is called in mails.")
    chair: OptionalAddress = Field(
        default=None, description="Who chairs the board and hears of what stays late: name and address."
    )
    vice_chair: OptionalAddress = Field(
        default=None,
        description="Who hears in the chair's place while the chair is away, or when the chair leads the action. "
        'May stay "".',
    )
    co_ordinator: OptionalAddress = Field(
        default=None,
        description="Who keeps the plan: gets replies, questions and a mail before anybody else does.",
    )
    members: Members = Field(
        default={},
        description="Who sits on the board for another agency and hears in place of a line manager when one of its "
        "leads is late: organisation, as the people file has it, then name and address, such as "
        '{ "Sussex Police" = "Alex Moor <alex.moor@example.com>" }.',
    )
    zone: Zone = Field(default="Europe/London", description="The board's time zone.")
    division: OptionalDivision = Field(
        default="", description='Whose bank holidays count for this board. "": those of [calendar].'
    )


class SeriesSection(Section):
    """A series of a board's meetings, by a rule or by listed days; times are local to the board."""

    board: OneLine = Field(default="", description="The board's short name: cog for [boards.cog].")
    name: OneLine = Field(default="", description="What the meeting is called in calendars.")
    rule: OneLine = Field(default="", description='When it meets, in words. May be "" where days are listed.')
    days: Days = Field(
        default=(),
        description="Days listed one by one, such as [2027-03-09, 2027-06-08], beside the rule or instead of it.",
    )
    starts: TimeOfDay = Field(
        default=time(14), description="When a meeting begins whose day is listed, or whose rule names no times."
    )
    ends: TimeOfDay = Field(default=time(16), description="When such a meeting ends.")
    location: OneLine = Field(default="", description="Where it meets.")
    paper_deadline_days: Whole | None = Field(
        default=None,
        ge=0,
        le=60,
        description="How many days before the meeting its papers must be in. Without a deadline, take the line out.",
    )
    attendees: Addresses = Field(
        default=(),
        description='Who attends and finds it in their calendar: ["Robin Hale <chair@example.org>", …]. '
        "Empty: the people named at the board.",
    )


class PlanSection(Section):
    """What a plan's document does not say itself; an empty `board` is the only board there is."""

    board: OneLine = Field(
        default="", description="The board that oversees the plan. May be left out where there is only one board."
    )
    columns: Mapping[OneLine, Holds] = Field(
        default={},
        description="What the columns of the plan's tables hold, where Chaser could not tell by itself: the words at "
        "the head of a column, or its number, then one of ref, area, action, lead, target, first_target, start, "
        "status, progress, completed, rating, measure and unread.",
    )
