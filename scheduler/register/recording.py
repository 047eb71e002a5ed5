"""Writing a new edition of a plan over the rows of the last one; what people answered in between is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.amendments import Amendment, AmendmentKind
from scheduler.plans.plan import Action, Milestone, Plan, Status
from scheduler.plans.target_dates import TargetDate
from scheduler.register.comparison import Word
from scheduler.register.editions import quote_columns
from scheduler.register.leads import print_leads
from scheduler.register.tables import ActionRow, EarlierTargetRow, MilestoneRow, PrintedLeadRow
from scheduler.register.target_columns import Why
from scheduler.rules.amendments import area_of, printed_otherwise, slips
from scheduler.rules.pairing import UNLIKE, Pairing, likeness, pair_milestones

Value = TypeVar("Value")
Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One recording: into which plan, when, and what a person said about it.

    `day` is local, `now` the instant, `word` what a person said of its differences.
    """

    plan: str
    now: datetime
    day: date
    word: Word

    def why_moved(self, ref: str) -> Why:
        """Why an action's target date is replaced."""
        return Why.CORRECTION if self.word.is_correction(ref) else Why.SLIP


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The keys of actions by ref: of those in the new edition, and of those that it withdraws."""

    standing: Mapping[str, str]
    withdrawn: Mapping[str, str]

    def of(self, amendment: Amendment) -> str:
        """The key of the action that an amendment is about."""
        is_gone = amendment.kind is AmendmentKind.WITHDRAWN and not amendment.part
        return self.withdrawn[amendment.ref] if is_gone else self.standing[amendment.ref]


class Recording:
    """The rows of one plan, while an edition is written over them."""

    def __init__(self, session: Session, occasion: Occasion) -> None:
        self._session = session
        self._on = occasion
        of_plan = ActionRow.plan == occasion.plan
        actions = session.scalars(select(ActionRow).where(of_plan)).all()
        self._standing = {row.ref: row for row in actions if row.withdrawn_on is None}
        self._withdrawn = _grouped((row.ref, row) for row in actions if row.withdrawn_on)
        self._keys = {row.key for row in actions}
        keys = select(ActionRow.key).where(of_plan)
        milestones = select(MilestoneRow).where(MilestoneRow.action.in_(keys)).order_by(MilestoneRow.ordinal)
        leads = select(PrintedLeadRow).where(PrintedLeadRow.action.in_(keys)).order_by(PrintedLeadRow.number)
        earlier = select(EarlierTargetRow).where(EarlierTargetRow.plan == occasion.plan)
        self._milestones = _grouped((row.action, row) for row in session.scalars(milestones))
        self._leads = _grouped((row.action, row) for row in session.scalars(leads))
        self._earlier = _grouped(
            (row.commitment, row) for row in session.scalars(earlier.order_by(EarlierTargetRow.number))
        )

    def write(self, plan: Plan, pairing: Pairing) -> Keys:
        """Make the rows say what the edition says; the keys of all actions that it touches."""
        standing = self._standing
        was = {new.ref: old for old, new in pairing.pairs}
        for action in pairing.withdrawn:
            row = standing[action.ref]
            row.withdrawn_on, row.changed_at = self._on.day, self._on.now
        self._make_room(pairing)
        rows = {action.ref: standing[was[action.ref].ref] for action in plan.actions if action.ref in was}
        rows |= {action.ref: self._added(action) for action in pairing.added}
        for ordinal, action in enumerate(plan.actions, 1):
            self._write_action(rows[action.ref], plan, was.get(action.ref), action, ordinal)
        self._session.flush()
        for action in plan.actions:
            self._write_steps(rows[action.ref], was.get(action.ref), action)
            print_leads(self._session, rows[action.ref].key, self._leads[rows[action.ref].key], action.leads)
        return Keys(
            standing={ref: row.key for ref, row in rows.items()},
            withdrawn={action.ref: standing[action.ref].key for action in pairing.withdrawn},
        )

    def _make_room(self, pairing: Pairing) -> None:
        """Free the refs that other actions of the plan are about to take: one stands before one action at a time."""
        for ref in pairing.renumbered.values():
            self._standing[ref].ref = f"{ref} renumbered"
        self._session.flush()

    def _added(self, action: Action) -> ActionRow:
        """The row of an action that the last edition did not have: its old one, when it was withdrawn before."""
        for row in self._withdrawn[action.ref]:
            if likeness(row.title, action.title) >= UNLIKE:
                row.withdrawn_on = None
                return row
        key = self._new_key(action.ref)
        self._keys.add(key)
        return ActionRow(key=key, plan=self._on.plan, recorded_on=self._on.day)

    def _new_key(self, ref: str) -> str:
        """A key that no action of the plan ever had: a ref may have stood before another one."""
        key = f"{self._on.plan}/{ref}"
        number = 1
        while key in self._keys:
            number += 1
            key = f"{self._on.plan}/{ref}~{number}"
        return key

    def _write_action(self, row: ActionRow, plan: Plan, was: Action | None, action: Action, ordinal: int) -> None:
        area = area_of(plan, action)
        row.ordinal, row.area_ref, row.area_title = ordinal, area.ref, area.title
        for name in ("ref", "title", "success_measure", "progress", "starts_on", "recurrence"):
            setattr(row, name, getattr(action, name))
        row.quotes = quote_columns(action.quotes)
        self._write_answerable(row, was, action)
        if row not in self._session or self._session.is_modified(row):
            self._touch(row)
            self._session.add(row)

    def _touch(self, row: ActionRow) -> None:
        """Calendars learn when an action changed."""
        row.changed_at = self._on.now

    def _write_answerable(self, row: ActionRow, was: Action | None, action: Action) -> None:
        """What people may have answered since the last edition: where they did, their word stays."""
        target = self._settled(action.ref, was.target if was else row.target, row.target, action.target)
        if target == action.target:
            self._slip(row.key, row.target, action)
        row.target = target
        for names in (("status", "unverified", "completed_on"), ("waiting_for",), ("rating",)):
            stored, said = ([getattr(each, name) for name in names] for each in (row, action))
            before = [getattr(was, name) for name in names] if was else stored
            for name, value in zip(names, self._settled(action.ref, before, stored, said), strict=True):
                setattr(row, name, value)
        if action.ref in self._on.word.over_answers and was and printed_otherwise(was, action):
            row.assigned_lead = None
        is_complete = row.status is Status.COMPLETE
        row.complete_since = (row.complete_since or self._on.day) if is_complete else None

    def _settled(self, ref: str, before: Value, stored: Value, said: Value) -> Value:
        """The new edition's word, unless somebody answered since the last one and it is not to be overruled."""
        return said if stored == before or ref in self._on.word.over_answers else stored

    def _slip(self, key: str, stored: TargetDate | None, action: Action) -> None:
        """Keep the target dates that the edition replaced, or says were replaced before."""
        known = tuple(row.target for row in self._earlier[key] if row.target)
        if self._on.word.was_recorded:
            self._take_slips_back(key, action.target)
        for target in slips(known, stored, action):
            why = self._on.why_moved(action.ref) if target == stored else Why.SLIP
            self._keep_earlier(key, target, why)

    def _take_slips_back(self, key: str, target: TargetDate | None) -> None:
        """A date that the same file brings back has not slipped since."""
        for row in self._earlier[key]:
            if row.why is Why.SLIP and row.target and target and row.target.due_on == target.due_on:
                row.why = Why.CORRECTION

    def _keep_earlier(self, key: str, target: TargetDate, why: Why) -> None:
        number = len(self._earlier[key]) + 1
        row = EarlierTargetRow(
            commitment=key, number=number, plan=self._on.plan, replaced_at=self._on.now, why=why, target=target
        )
        self._earlier[key].append(row)
        self._session.add(row)

    def _write_steps(self, action_row: ActionRow, was: Action | None, action: Action) -> None:
        standing = [row for row in self._milestones[action_row.key] if row.withdrawn_on is None]
        before = was.milestones if was and len(was.milestones) == len(standing) else _as_milestones(standing)
        found = pair_milestones(before, action.milestones)
        for position, milestone in enumerate(action.milestones):
            if position in found:
                row = standing[found[position]]
                self._write_step(row, action.ref, before[found[position]], milestone)
            else:
                row = self._new_step(action_row, milestone)
            row.ordinal, row.title, row.computed = position + 1, milestone.title, milestone.computed
        for position, row in enumerate(standing):
            if position not in found.values():
                row.withdrawn_on = self._on.day
        if any(self._session.is_modified(row) for row in self._milestones[action_row.key]):
            self._touch(action_row)

    def _write_step(self, row: MilestoneRow, ref: str, was: Milestone, milestone: Milestone) -> None:
        target = self._settled(ref, was.target, row.target, milestone.target)
        if row.target and target == milestone.target and row.target.due_on != target.due_on:
            self._keep_earlier(row.key, row.target, self._on.why_moved(ref))
        row.target = target

    def _new_step(self, action: ActionRow, milestone: Milestone) -> MilestoneRow:
        number = max((row.number for row in self._milestones[action.key]), default=0) + 1
        row = MilestoneRow(
            key=f"{action.key}#{number}",
            action=action.key,
            number=number,
            target=milestone.target,
            recorded_on=self._on.day,
        )
        self._milestones[action.key].append(row)
        self._session.add(row)
        return row


def _as_milestones(rows: Sequence[MilestoneRow]) -> tuple[Milestone, ...]:
    """Stored steps as an edition would print them."""
    return tuple(Milestone(title=row.title, target=row.target, computed=row.computed) for row in rows if row.target)


def _grouped(rows: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for key, row in rows:
        groups[key].append(row)
    return groups
