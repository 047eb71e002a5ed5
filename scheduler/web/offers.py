"""Links to what can be said of an action. Which sayings fit is fitting.py's to say, where they lead ways.py's."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.plans.commitments import Commitment
from scheduler.rules.view import View
from scheduler.web.fitting import fitting
from scheduler.web.sayings import Saying
from scheduler.web.ways import Ways


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One thing that can be said, and where."""

    words: str
    url: str


def offers(commitment: Commitment, view: View, ways: Ways, among: Iterable[Saying]) -> tuple[Offer, ...]:
    """What somebody can say of a commitment as it stands, each with its address."""
    found = fitting(commitment, ways, view, among)
    return tuple(Offer(words=each.link, url=ways.say(commitment, each.slug)) for each in found)
