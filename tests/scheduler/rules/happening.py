"""What happens in a model of a house between its rounds: people answer and leave, days close, rungs change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from scheduler.plans.chair_words import ChairWord, ChairWordKind
from tests.builders import SAM
from tests.scheduler.rules.model_house import ModelHouse
from tests.scheduler.rules.worlds import (
    EVERYBODY,
    Closed,
    Confirmed,
    Event,
    Holds,
    Released,
    Renumbered,
    Says,
    Suspended,
)


def happens(event: Event, house: ModelHouse, today: date) -> None:
    """Let an event of a world happen in a house, after the round of a day."""
    everything = house.register.commitments
    about = everything[event.number % len(everything)]
    match event:
        case Says():
            house.hear(event.answer(about, today))
        case Confirmed(lead=lead) if "#" not in about.ref:
            house.change(replace(about, leads=(lead,)))
        case Suspended() if EVERYBODY[event.number] != SAM:
            person = house.register.people[EVERYBODY[event.number]]
            changed = replace(person, suspended="" if person.suspended else f"bounced on {today}")
            house.register = replace(house.register, people={**house.register.people, person.email: changed})
        case Closed(ahead=ahead):
            day = today + timedelta(days=ahead)
            calendars = {
                slug: replace(each, closed=each.closed | {day}) for slug, each in house.policy.calendars.items()
            }
            house.policy = replace(house.policy, calendars=calendars)
        case Renumbered(rungs=rungs):
            house.policy = replace(house.policy, day_rungs=rungs, period_rungs=rungs[:3])
        case Holds():
            house.register = replace(house.register, chair_words=(*house.register.chair_words, *_holds(house, today)))
        case Released():
            plans = {
                slug: replace(plan, released_on=plan.released_on or today)
                for slug, plan in house.register.plans.items()
            }
            house.register = replace(house.register, plans=plans)


def _holds(house: ModelHouse, today: date) -> list[ChairWord]:
    """A hold of each board's mail of the week after, which keeps everything back."""
    monday = today + timedelta(days=7 - today.weekday())
    matters = tuple(each.key for each in house.register.commitments)
    return [
        ChairWord(
            board=slug,
            mail_on=monday,
            kind=ChairWordKind.HOLD,
            at=datetime.combine(today, time(12), UTC),
            on=today,
            who=SAM,
            words="Wait",
            matters=matters,
        )
        for slug in house.register.boards
    ]
