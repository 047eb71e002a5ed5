"""The reading report: what was guessed, what contradicts, what was left over, in sentences with their places."""

from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.plans.plan import Place


class RemarkKind(StrEnum):
    """What a remark is about."""

    GUESSED = "guessed"
    CONTRADICTS = "contradicts"
    SAME = "same"
    REPEATS = "repeats"
    LEFT_OVER = "left_over"
    NOTED = "noted"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One sentence for whoever checks the reading; `ref` is empty where it is about no single action."""

    kind: RemarkKind
    ref: str = ""
    text: str
    place: Place = field(default_factory=Place)


_ORDER = (
    RemarkKind.CONTRADICTS,
    RemarkKind.SAME,
    RemarkKind.REPEATS,
    RemarkKind.GUESSED,
    RemarkKind.LEFT_OVER,
    RemarkKind.NOTED,
)


def in_order(remarks: list[Remark]) -> tuple[Remark, ...]:
    """What needs a person first; within a kind the document's order; nothing twice."""
    return tuple(sorted(dict.fromkeys(remarks), key=lambda remark: _ORDER.index(remark.kind)))
