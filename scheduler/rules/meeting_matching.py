"""Which published meeting is which planned one after somebody changed a series: an identity is kept wherever it can be.

A rule that changed from monthly to quarterly names its occurrences anew ("2027-03" becomes "2027Q1"), and so does a
day in a list that was put a week later. Under a new identity the meeting would stand in every calendar twice.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from scheduler.rules.meeting_dates import PlannedMeeting

NEAR_DAYS = 14  # a day that was put off by more than that is another meeting


@dataclass(frozen=True, kw_only=True)
class Published:
    """A stored meeting: `may_move` where the series still decides over its day."""

    slot: str
    on: date
    may_move: bool


def matched(planned: Iterable[PlannedMeeting], published: Collection[Published]) -> dict[str, PlannedMeeting]:
    """The planned meetings by the slot under which each is published, or will be; a slot that both know stays."""
    stored, wanted = {each.slot for each in published}, list(planned)
    given = {each.slot: each for each in wanted if each.slot in stored}
    renamed = [each for each in wanted if each.slot not in stored]
    free = [each for each in published if each.slot not in given]
    kept = _nearest(renamed, free)
    return given | {kept.get(each.slot, each.slot): each for each in renamed}


def _nearest(renamed: Iterable[PlannedMeeting], free: Collection[Published]) -> dict[str, str]:
    """By the new slot, the published one that is nearest in days; each is taken once, the nearest pair first."""
    pairs = sorted(
        (abs((each.on - old.on).days), each.on, old.on, each.slot, old.slot)
        for each in renamed
        for old in free
        if each.on == old.on or (old.may_move and abs((each.on - old.on).days) <= NEAR_DAYS)
    )
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for *_, new, old_slot in pairs:
        if new not in kept and old_slot not in taken:
            kept[new] = old_slot
            taken.add(old_slot)
    return kept
