"""The tables for how people are chased: hours, working days, rungs, steps of escalation, the brake (rules.md)."""

from datetime import time
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.kinds import Days, Division, Number, OptionalMonthDay, TimeOfDay, Whole, falling, unfit
from config.section import Section

LONGEST_RUNG_DAYS = 366
Who = Literal["lead", "manager", "chair"]
ORDER: tuple[Who, ...] = ("lead", "manager", "chair")


class RoundsSection(Section):
    """When the rounds run, in the board's zone."""

    morning: TimeOfDay = Field(
        default=time(8), description="When mails are decided and sent on a working day, in the board's own time."
    )


class CalendarSection(Section):
    """Which days are no working days beside Saturdays and Sundays, and when the authority's terms end.

    Quiet days are (month, day), both ends included.
    """

    division: Division = Field(
        default="england-and-wales",
        description='Whose bank holidays count: "england-and-wales", "scotland" or "northern-ireland".',
    )
    closed_days: Days = Field(
        default=(),
        description="Further days on which your organisation is closed, such as [2027-03-26, 2027-12-24].",
    )
    quiet_from: OptionalMonthDay = Field(
        default=(12, 24),
        description="The first of the quiet days of each year, month before day: nothing is mailed and no lateness "
        'counts. "" here and below: no quiet days.',
    )
    quiet_to: OptionalMonthDay = Field(default=(1, 2), description="The last of the quiet days, itself quiet.")
    last_school_days: Days = Field(
        default=(),
        description="The last school day of each term where you are, such as [2026-12-18, 2027-03-25]: a target date "
        'like "Autumn term 2026" is due on it. Without one, the autumn term ends with December, the spring term with '
        "April, the summer term with July.",
    )


class RemindersSection(Section):
    """The rungs before the due day, in calendar days, highest first."""

    day_rungs: Annotated[tuple[Annotated[Whole, Field(ge=0, le=LONGEST_RUNG_DAYS)], ...], AfterValidator(falling)] = (
        Field(
            default=(28, 14, 7, 2, 0),
            description="How many days before its due day a lead hears of an action whose target date names a day; "
            "0 is the day itself.",
        )
    )
    period_rungs: Annotated[
        tuple[Annotated[Whole, Field(ge=1, le=LONGEST_RUNG_DAYS)], ...], AfterValidator(falling)
    ] = Field(
        default=(28, 14, 7),
        description="The same for a target date that names a month, quarter, term or season. It is due by the end "
        "of that time and never on one day, so that 0 has no place here.",
    )
    horizon_days: Whole = Field(
        default=28,
        ge=0,
        le=LONGEST_RUNG_DAYS,
        description='How many days ahead an action counts as "due soon" and is listed in a mail that goes anyway.',
    )
    skip_within_working_days: Whole = Field(
        default=3,
        ge=0,
        le=30,
        description="A reminder that comes late, because Chaser was not running, is left out when the next one "
        "falls within so many working days.",
    )
    rest_days_after_progress: Whole = Field(
        default=14,
        ge=0,
        le=LONGEST_RUNG_DAYS,
        description="For how many days a lead who has said how it is going is not reminded of that action. The first "
        "word that it is late goes all the same.",
    )


class Step(Section):
    """One step of escalation: `after` counts working days since the lead first heard that it is late."""

    who: Who = Field(description='Who hears: "lead", then "manager" (the line manager), then "chair".')
    after: Whole = Field(ge=0, le=250, description="After how many working days late; the lead hears first, after 0.")


def climbing(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps themselves when each comes after the one before and the lead first; else an error with its cure."""
    said = ", ".join(f"{step.who} after {step.after}" for step in steps)
    cure = "Put the lead first, after 0, then the manager, then the chair, each with a higher number."
    if not steps or steps[0] != Step(who="lead", after=0):
        raise unfit("The lead does not hear first, on the first working day late.", cure)
    ranks = [(ORDER.index(step.who), step.after) for step in steps]
    rises = all(who < next_who and after < later for (who, after), (next_who, later) in pairwise(ranks))
    if not rises:
        raise unfit(f"The steps are out of order: {said}.", cure)
    return steps


class EscalationSection(Section):
    """Who hears that something is late, one after the other, and how the chair's mail comes about."""

    no_lead_working_days: Whole = Field(
        default=10,
        ge=1,
        le=250,
        description="After how many working days without a lead who can be reached the chair hears of an action. "
        "Until then it is the co-ordinator's matter alone.",
    )
    look_working_days: Whole = Field(
        default=2,
        ge=1,
        le=5,
        description="How many working days before it goes the co-ordinator sees what the chair will read.",
    )
    note_working_days_before_papers: Whole = Field(
        default=3,
        ge=0,
        le=30,
        description="Before each meeting of the board itself the chair gets one note of all that waits for a decision, "
        "in place of that week's mail: so many working days before the meeting's papers are due.",
    )
    note_working_days_before_meeting: Whole = Field(
        default=10,
        ge=1,
        le=60,
        description="The same where no paper deadline is set: so many working days before the meeting.",
    )
    steps: Annotated[tuple[Step, ...], AfterValidator(climbing)] = Field(
        default=(Step(who="lead", after=0), Step(who="manager", after=5), Step(who="chair", after=10)),
        description="Who hears, one [[escalation.steps]] each. Working days count from the day on which the lead "
        "first heard that it is late.",
    )


class RequestsSection(Section):
    """Who may grant a new date, and how long a request waits for each who may."""

    answer_within_working_days: Whole = Field(
        default=5,
        ge=1,
        le=60,
        description="How many working days the co-ordinator, and then each next one, has to answer a request, such as "
        "for a new date, before it goes up; and to settle what a lead says is not theirs.",
    )
    owner_move_days: Whole = Field(
        default=28,
        ge=0,
        le=LONGEST_RUNG_DAYS,
        description="By how many days the co-ordinator may move a target date, the first time and not past the next "
        "board meeting. All else is the chair's or the board's to decide.",
    )


class BrakeSection(Section):
    """How many mails a round may send without a person's word."""

    times_usual: Number = Field(
        default=2,
        ge=1,
        le=1000,
        description="A round that would send more than so many times the usual number of mails stops, "
        "until a person says that it may go on.",
    )
    at_least: Whole = Field(default=50, ge=1, le=1_000_000, description="Up to so many mails, a round never stops.")
