"""The words of the settings' pages: what the next weeks would lose, gain or see moved, and what was changed before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.register.setting_changes import SettingChange
from scheduler.rounds.scene import Scene
from scheduler.rounds.weeks_ahead import of_boards, weeks_ahead
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.rules.notice_words import SAID_AS
from scheduler.rules.policy import Policy
from scheduler.rules.rehearsal import Shift, rehearse, shifts
from scheduler.web.mailed import instant_in_words
from scheduler.web.setting_fields import FIELDS, SettingField, in_form

WEEKS = 4
MOST = 100
NOT_AT_ALL = "not in these weeks"


@dataclass(frozen=True, kw_only=True)
class ShiftWords:
    """One notice that comes, goes or moves."""

    ref: str
    what: str
    whom: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ShiftGroup:
    """The notices of one plan, or of a board itself, that differ; `more` counts those that are not shown."""

    title: str
    size: str
    shifts: tuple[ShiftWords, ...]
    more: int


@dataclass(frozen=True, kw_only=True)
class ChangeWords:
    """One setting that was changed before: which, from what to what, by whom, when."""

    setting: str
    before: str
    after: str
    who: str
    when: str


def coming_shifts(scene: Scene, policy: Policy, boards: frozenset[str], *, since: date) -> tuple[Shift, ...]:
    """What another policy would change of the mornings of the next weeks, for these boards alone."""
    days = 7 * WEEKS
    now = weeks_ahead(scene, boards, since=since, days=days)
    then = rehearse(of_boards(scene.snapshot, boards), scene.told, policy, since=since, days=days)
    return tuple(each for each in shifts(now, then) if each.board in boards)


def shift_groups(found: Iterable[Shift], scene: Scene) -> tuple[ShiftGroup, ...]:
    """Shifts by plan, or by board for what concerns no plan alone."""
    groups: dict[tuple[str, str], list[Shift]] = {}
    for each in found:
        groups.setdefault((each.board, each.plan), []).append(each)
    return tuple(
        ShiftGroup(
            title=scene.snapshot.plans[plan].title if plan else scene.snapshot.boards[board].name,
            size=_size(shifted),
            shifts=tuple(_words(each, scene) for each in shifted[:MOST]),
            more=max(len(shifted) - MOST, 0),
        )
        for (board, plan), shifted in groups.items()
    )


def _size(found: list[Shift]) -> str:
    comes = sum(each.before is None for each in found)
    goes = sum(each.after is None for each in found)
    counts = ((comes, "would come"), (goes, "would go"), (len(found) - comes - goes, "would move"))
    return ", ".join(f"{counted(number, 'notice')} {what}" for number, what in counts if number)


def _words(shift: Shift, scene: Scene) -> ShiftWords:
    return ShiftWords(
        ref=shift.ref,
        what=SAID_AS[shift.kind],
        whom=scene.name(shift.person),
        before=day_in_words(shift.before) if shift.before else NOT_AT_ALL,
        after=day_in_words(shift.after) if shift.after else NOT_AT_ALL,
    )


def change_words(changes: Iterable[SettingChange], scene: Scene) -> tuple[ChangeWords, ...]:
    """Earlier changes of the ladder, each field of a setting for itself."""
    return tuple(
        ChangeWords(
            setting=field.label,
            before=_shown(field, change.before),
            after=_shown(field, change.after),
            who=scene.name(change.who),
            when=instant_in_words(change.at, scene.orders.zone),
        )
        for change in changes
        for field in FIELDS
        if ".".join(field.path) == change.path and _shown(field, change.before) != _shown(field, change.after)
    )


def _shown(field: SettingField, value: Any) -> str:
    return in_form(field, value) or "nothing"
