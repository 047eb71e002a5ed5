"""What was told already, as the ledger gives it to the rules: keys of notices, and the day each was accepted."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from notifications.values import value
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.ladder import NoticeKind


@value(frozen=True, kw_only=True)
class NoticeKey:
    """What makes a notice one: nothing with the same key is told twice (rules.md, "Reminders to leads").

    `commitment` is a key, or "plan:SLUG" or "board:SLUG" for all of it; `target` the due day or "undated"; `slot`
    the rung's own planned day or the week's first working day; `person` an address.
    """

    commitment: str
    target: str = field(hash=False)  # two notices of a person and day differ in these two seldom
    kind: NoticeKind = field(hash=False)
    slot: date
    person: str


@value(frozen=True, kw_only=True)
class ToldNotice:
    """A notice that was decided; `accepted_on` is the local day its mail was accepted, None while on its way."""

    key: NoticeKey
    accepted_on: date | None


def target_key(target: TargetDate | None) -> str:
    """The part of a notice's key that names the target date: a moved date makes a new one and re-arms the ladder."""
    return target.due_on.isoformat() if target else "undated"


def sunday_before(day: date) -> date:
    """The day before a day's week: what was told after it was told this week, whichever day of it was planned."""
    return day - timedelta(days=day.weekday() + 1)


@dataclass(frozen=True)
class Told:
    """Everything told so far, to be found by key, by commitment and target date, and by kind and slot."""

    notices: tuple[ToldNotice, ...] = ()

    @cached_property
    def _keys(self) -> frozenset[NoticeKey]:
        return frozenset(notice.key for notice in self.notices)

    @cached_property
    def _by_matter(self) -> dict[tuple[str, str], dict[NoticeKind, list[ToldNotice]]]:
        found: dict[tuple[str, str], dict[NoticeKind, list[ToldNotice]]] = {}
        for notice in self.notices:
            kinds = found.setdefault((notice.key.commitment, notice.key.target), {})
            kinds.setdefault(notice.key.kind, []).append(notice)
        return found

    @cached_property
    def _by_slot(self) -> dict[tuple[NoticeKind, date], list[ToldNotice]]:
        found: dict[tuple[NoticeKind, date], list[ToldNotice]] = {}
        for notice in self.notices:
            found.setdefault((notice.key.kind, notice.key.slot), []).append(notice)
        return found

    @cached_property
    def by_commitment(self) -> dict[str, list[ToldNotice]]:
        """Notices of each commitment of which anything was told, whatever target date they are about."""
        found: dict[str, list[ToldNotice]] = {}
        for notice in self.notices:
            found.setdefault(notice.key.commitment, []).append(notice)
        return found

    def instead(self, of: Set[str], notices: Iterable[ToldNotice]) -> "Told":
        """The same with these notices of some commitments instead of its own; what was sorted is not sorted again."""
        own, others = Told(tuple(notices)), tuple(n for n in self.notices if n.key.commitment not in of)
        after = Told((*others, *own.notices))
        by_matter = {matter: kinds for matter, kinds in self._by_matter.items() if matter[0] not in of}
        by_commitment = {each: found for each, found in self.by_commitment.items() if each not in of}
        gone = {n.key for each in of for n in self.of(each)}
        known = {
            "_by_matter": by_matter | own._by_matter,
            "by_commitment": by_commitment | own.by_commitment,
            "_keys": (self._keys - gone) | own._keys,
        }
        after.__dict__.update(known)  # where what is worked out once is kept
        return after

    def __contains__(self, key: NoticeKey) -> bool:
        return key in self._keys

    def of(self, commitment: str) -> tuple[ToldNotice, ...]:
        """Notices of one commitment, whatever target date they are about."""
        return tuple(self.by_commitment.get(commitment, ()))

    def about(self, commitment: str, target: str, kinds: Iterable[NoticeKind] = NoticeKind) -> tuple[ToldNotice, ...]:
        """Notices of one commitment and target date, of these kinds, earliest slot first."""
        by_kind = self._by_matter.get((commitment, target))
        if by_kind is None:
            return ()
        found = [notice for kind in dict.fromkeys(kinds) for notice in by_kind.get(kind, ())]
        return tuple(sorted(found, key=lambda n: (n.key.slot, n.key.kind, n.key.person)))

    def has_told(self, key: NoticeKey, *, after: date, by: date) -> bool:
        """Whether the person was told of that matter, in that kind of notice, for a day later than `after`.

        `by` is today: what a clock ahead of the time told for days to come does not count before they come.
        """
        told = self._by_matter.get((key.commitment, key.target), {}).get(key.kind, ())
        return any(n.key.person == key.person and after < n.key.slot <= by for n in told)

    def on_slot(self, kind: NoticeKind, slot: date) -> tuple[ToldNotice, ...]:
        """Notices of a kind for one slot, whatever they are about."""
        return tuple(self._by_slot.get((kind, slot), ()))

    def first_accepted(self, commitment: str, target: str, kind: NoticeKind) -> date | None:
        """The local day on which the first notice of a kind was accepted; None while none was."""
        days = [n.accepted_on for n in self.about(commitment, target, [kind]) if n.accepted_on]
        return min(days, default=None)
