"""The numbers of the rules, as the board set them: rungs, horizons, steps of escalation, working days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.rules.brake import Brake
from scheduler.rules.working_days import WorkingDays


class StepTo(StrEnum):
    """Who hears at a step of escalation."""

    LEAD = "lead"
    MANAGER = "manager"
    CHAIR = "chair"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of escalation: `after` counts working days since the lead first heard that it is late."""

    to: StepTo
    after: int


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Every number that rules.md calls a default of a setting. Rungs are calendar days before the due day.

    Reminders rest for `progress_rest_days` after a note; a request goes up after `request_days` working days; the
    plan's owner grants a first move of up to `owner_move_days`.

    In working days: the chair hears that nobody leads something after `no_lead_days`; the co-ordinator sees a chair's
    mail `look_days` before it goes; a meeting's exception note goes `note_before_papers` before its papers are due,
    or `note_before_meeting` before the meeting where no deadline is set.

    `calendars` holds the working days of boards whose bank holidays differ from `calendar`'s.
    """

    calendar: WorkingDays = field(default_factory=WorkingDays)
    calendars: Mapping[str, WorkingDays] = field(default_factory=dict)
    day_rungs: tuple[int, ...] = (28, 14, 7, 2, 0)
    period_rungs: tuple[int, ...] = (28, 14, 7)
    horizon_days: int = 28
    skip_within: int = 3
    progress_rest_days: int = 14
    request_days: int = 5
    owner_move_days: int = 28
    no_lead_days: int = 10
    look_days: int = 2
    note_before_papers: int = 3
    note_before_meeting: int = 10
    brake: Brake = field(default_factory=Brake)
    steps: tuple[Step, ...] = (
        Step(to=StepTo.LEAD, after=0),
        Step(to=StepTo.MANAGER, after=5),
        Step(to=StepTo.CHAIR, after=10),
    )

    def working_days(self, board: str) -> WorkingDays:
        """The working days that count for a board."""
        return self.calendars.get(board, self.calendar)

    def after(self, to: StepTo) -> int | None:
        """Working days from the lead's first late notice to a step; None when the table has no such step."""
        return next((step.after for step in self.steps if step.to is to), None)
