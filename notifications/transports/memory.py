"""A road that keeps messages in memory and answers as it is told to: for tests and for trying rules out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from notifications.transports.contract import Accepted, Carrier, Envelope, Heard, Outcome, Phase, unheard


def takes_everything(_envelope: Envelope) -> Outcome:
    """Accept whatever comes."""
    return Accepted(answer="kept in memory")


@dataclass
class Memory:
    """Keeps every message it accepts, in order; `answers` decides what becomes of each."""

    answers: Callable[[Envelope], Outcome] = takes_everything
    accepted: list[Envelope] = field(default_factory=list)
    name: str = "memory"

    @contextmanager
    def session(self, heard: Heard = unheard) -> Iterator[Carrier]:
        """The road, open."""
        yield _Open(self, heard)

    def has(self, envelope: Envelope) -> bool:
        """Whether a message with this id was accepted."""
        return any(kept.id == envelope.id for kept in self.accepted)


@dataclass(frozen=True)
class _Open:
    memory: Memory
    heard: Heard

    def ready(self) -> None:
        """Nothing needs opening."""

    def send(self, envelope: Envelope) -> Outcome:
        """Answer as told, and keep what is accepted."""
        outcome = self.memory.answers(envelope)
        self.heard(Phase.DOT, outcome.answer)
        if isinstance(outcome, Accepted):
            self.memory.accepted.append(envelope)
        return outcome
