"""What follows from what a road answered: when to try again, whom to leave alone, and the sentence that people read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from notifications import outbox
from notifications.outbox import Outgoing, Said
from notifications.retry import SendingDays, next_try
from notifications.tables import State
from notifications.transports.contract import Accepted, Later, Outcome, Refused, Unknown, Unreachable


class Count(StrEnum):
    """What a drain counts."""

    ACCEPTED = "accepted"
    PUT_OFF = "put off"
    FAILED = "failed"
    UNKNOWN = "unknown"
    RESENT = "resent"
    EXPIRED = "expired"
    SUPPRESSED = "suppressed"


class Done(NamedTuple):
    """A message that was handed over, what was answered, and when."""

    message: Outgoing
    outcome: Outcome
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On what terms messages go: by what road, to whom instead where a redirect is set, on which days."""

    road: str
    redirect: str
    days: SendingDays

    def moment(self, at: datetime) -> str:
        """An instant as people read it, in the local zone: "3 March 2025 at 08:01"."""
        local = at.astimezone(self.days.zone)
        return f"{local.day} {local:%B %Y} at {local:%H:%M}"


def write_down(session: Session, done: Sequence[Done], terms: Terms) -> Counter[Count]:
    """Settle messages that were handed over, by what was answered; says how they are to be counted."""
    taken = [(each.message, each.at, _accepted(each, terms)) for each in done if isinstance(each.outcome, Accepted)]
    counts = Counter({Count.ACCEPTED: len(taken)})
    if taken:
        outbox.record_all_accepted(session, taken)
    for message, outcome, at in done:
        if not isinstance(outcome, Accepted):
            counts[_not_accepted(session, message, outcome, terms, at)] += 1
    return counts


def _not_accepted(
    session: Session,
    message: Outgoing,
    outcome: Later | Refused | Unknown | Unreachable,
    terms: Terms,
    at: datetime,
) -> Count:
    match outcome:
        case Later():
            return _later(session, message, outcome, terms, at)
        case Refused():
            return _refused(session, message, outcome, terms, at)
        case Unknown():
            return _unknown(session, message, outcome, terms, at)
        case Unreachable():
            return _unreachable(session, message, outcome, terms, at)


def close_road(session: Session, why: Unreachable, terms: Terms, *, at: datetime) -> datetime:
    """Leave the road alone for a while; until when."""
    return outbox.open_breaker(session, terms.road, why=why.answer, now=at).open_until


def _accepted(done: Done, terms: Terms) -> Said:
    instead = f" for {terms.redirect} instead of {done.message.to_address}" if terms.redirect else ""
    return Said(
        road=terms.road,
        outcome="accepted",
        phase="dot",
        answer=done.outcome.answer,
        sentence=f"Accepted by {terms.road}{instead}",
    )


def _later(session: Session, message: Outgoing, outcome: Later, terms: Terms, at: datetime) -> Count:
    again_at = next_try(message.tries + 1, at, expires_at=message.expires_at, days=terms.days)
    rest = f"tried again on {terms.moment(again_at)}" if again_at else "no time is left for another try"
    said = _said(outcome, terms, "later", f"Not taken yet, {rest}: {outcome.answer}")
    if again_at is None:
        outbox.settle(session, message, State.EXPIRED, at=at, said=said)
        return Count.EXPIRED
    outbox.settle(session, message, State.RETRY_WAIT, at=at, said=said, next_try_at=again_at)
    return Count.PUT_OFF


def _refused(session: Session, message: Outgoing, outcome: Refused, terms: Terms, at: datetime) -> Count:
    leave_alone = outcome.blames_address and not terms.redirect
    rest = f"; nothing more is sent to {message.to_address}" if leave_alone else ""
    said = _said(outcome, terms, "refused", f"Refused for good: {outcome.answer}{rest}")
    outbox.settle(session, message, State.FAILED, at=at, said=said)
    if leave_alone:
        why = f"refused on {terms.moment(at)}: {outcome.answer}"
        outbox.suspend(session, message.to_address, why=why, now=at)
    return Count.FAILED


def _unknown(session: Session, message: Outgoing, outcome: Unknown, terms: Terms, at: datetime) -> Count:
    rest = "it was sent again before, so a person must decide" if message.resent else "evidence is awaited"
    sentence = f"Handed over without an answer: whether it arrived is not known, and {rest}"
    outbox.settle(session, message, State.UNKNOWN, at=at, said=_said(outcome, terms, "unknown", sentence))
    return Count.UNKNOWN


def _unreachable(session: Session, message: Outgoing, outcome: Unreachable, terms: Terms, at: datetime) -> Count:
    open_at = terms.days.first_open(close_road(session, outcome, terms, at=at))
    sentence = f"The road is closed, tried again on {terms.moment(open_at)}: {outcome.answer}"
    said = _said(outcome, terms, "unreachable", sentence)
    outbox.settle(session, message, State.RETRY_WAIT, at=at, said=said, next_try_at=open_at, counts=False)
    return Count.PUT_OFF


def _said(outcome: Later | Refused | Unknown | Unreachable, terms: Terms, word: str, sentence: str) -> Said:
    return Said(road=terms.road, outcome=word, phase=outcome.phase, answer=outcome.answer, sentence=sentence)
