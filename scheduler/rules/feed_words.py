"""Words that feeds say of a register's record: how an action stands, who stands in at a meeting. Never lateness."""

from collections.abc import Mapping

from scheduler.plans.boards import Meeting
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.rules.days_in_words import short_day

IN_WORDS = {
    Status.NOT_STARTED: "not started",
    Status.IN_PROGRESS: "in progress",
    Status.ONGOING: "ongoing",
    Status.COMPLETE: "complete",
}


def standing_in_words(commitment: Commitment) -> str:
    """How an action stands by what is recorded of it, whatever the day: a calendar shows by itself what is past.

    So a feed's bytes change with the register alone (calendars.md 2), and none says that somebody is late.
    """
    if commitment.status is Status.COMPLETE and commitment.unverified:
        return "reported complete, to be verified"
    if commitment.status is not Status.COMPLETE and commitment.answered.closed_on:
        return "closed unfinished"
    if not commitment.waiting_for or commitment.status is Status.COMPLETE:
        return IN_WORDS[commitment.status]
    until = commitment.answered.waits_until
    return f"waiting for others until {short_day(until)}" if until else "waiting for others"


def stand_ins_in_words(meeting: Meeting, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Who stands in for whom at a meeting: "Val Ames stands in for Robin Hale."."""
    return tuple(
        f"{_name(deputy, people)} stands in for {_name(whom, people)}."
        for whom, deputy in sorted(meeting.deputies.items())
    )


def _name(address: str, people: Mapping[str, Person]) -> str:
    return people[address].name if address in people else address
