"""Makers of plan editions for tests."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from scheduler.plans.plan import Action, Area, LeadSource, Milestone, Plan, PrintedLead
from scheduler.plans.target_dates import TargetDate

AREAS = (Area(ref="1", title="Assessment"), Area(ref="2", title="Victims"))
TITLES = {
    "1.1": "Train all staff in the new assessment tool",
    "1.2": "Publish a dashboard of first time entrants",
    "1.3": "Agree a protocol with the police on disposals",
    "1.4": "Hold moderation meetings each quarter",
    "2.1": "Recruit a victims' worker for the north",
    "2.2": "Ask every victim how they were kept informed",
}


def action(ref: str, title: str = "", *, leads: Iterable[str] = (), **words: Any) -> Action:
    """An action of area 1 or 2, under a title of its own; `leads` stand in a lead column."""
    printed = tuple(PrintedLead(words=lead, source=LeadSource.COLUMN) for lead in leads)
    return Action(ref=ref, area=ref[:1], title=title or TITLES[ref], leads=printed, **words)


def plan(*actions: Action, as_of: date = date(2026, 9, 1), title: str = "Improvement plan") -> Plan:
    """An edition with these actions."""
    return Plan(title=title, as_of=as_of, areas=AREAS, actions=actions)


def step(title: str, target: TargetDate, *, computed: bool = False) -> Milestone:
    """A milestone."""
    return Milestone(title=title, target=target, computed=computed)
