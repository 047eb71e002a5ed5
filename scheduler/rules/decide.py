"""decide: what is to be told today, to whom and why, and what stays unsaid and why. Pure, and in no order's debt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, PlanRecord, Snapshot
from scheduler.plans.people import Frequency
from scheduler.rules.escalation import Escalating, steps_due
from scheduler.rules.ladder import NoticeKind, Slot, latest_slot, skipped_for
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Capacity, Recipient, lead_recipients
from scheduler.rules.standing import StandingKind, standing
from scheduler.rules.told import NoticeKey, Told, target_key
from scheduler.rules.working_days import WorkingDays


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing to tell one person today; `ref` is empty for what concerns a whole plan or board."""

    key: NoticeKey
    plan: str
    board: str
    ref: str
    capacity: Capacity
    reason: str
    covers: str = ""


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Why a commitment is not spoken of today, or a person not told of it."""

    commitment: str
    reason: str
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class Held:
    """Something that should be told and cannot be: what, and the cure; the co-ordinator hears of it."""

    commitment: str
    board: str
    what: str
    cure: str


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """All of one day: what to tell, what stays unsaid, what is held, and what waits for a plan's release."""

    notices: tuple[Notice, ...] = ()
    silences: tuple[Silence, ...] = ()
    held: tuple[Held, ...] = ()
    waiting_for_release: tuple[Notice, ...] = ()


Verdict = Notice | Silence | Held
CO_ORDINATORS_OWN = frozenset({NoticeKind.FIRST_LOOK, NoticeKind.HELD, NoticeKind.STAND_IN})


def decide(snapshot: Snapshot, told: Told, policy: Policy, today: date) -> Decisions:
    """What is true and not yet told on `today`, a day in the boards' zone; nothing on a non-working day."""
    verdicts = [v for c in snapshot.commitments for v in verdicts_on(c, snapshot, told, policy, today)]
    notices = [v for v in verdicts if isinstance(v, Notice)]
    held = sorted((v for v in verdicts if isinstance(v, Held)), key=lambda h: (h.board, h.commitment))
    notices += _plan_notices(snapshot, told, policy, today)
    notices += _board_notices(notices, held, snapshot, told, policy, today)
    released = [n for n in notices if _is_released(n, snapshot)]
    waiting = [n for n in notices if not _is_released(n, snapshot)]
    return Decisions(
        notices=_in_order(released),
        silences=tuple(sorted((v for v in verdicts if isinstance(v, Silence)), key=lambda s: (s.commitment, s.person))),
        held=tuple(held),
        waiting_for_release=_in_order(waiting),
    )


def _in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    unique = {notice.key: notice for notice in notices}
    return tuple(sorted(unique.values(), key=lambda n: (n.key.person, n.key.kind, n.key.commitment, n.key.slot)))


def _is_released(notice: Notice, snapshot: Snapshot) -> bool:
    if notice.key.kind in CO_ORDINATORS_OWN:
        return True
    return snapshot.plans[notice.plan].released_on is not None


def verdicts_on(
    commitment: Commitment, snapshot: Snapshot, told: Told, policy: Policy, today: date
) -> tuple[Verdict, ...]:
    """Everything decided about one commitment today: each notice, and each reason for saying nothing."""
    board = snapshot.boards[snapshot.plans[commitment.plan].board]
    calendar = policy.working_days(board.slug)
    quiet = _why_unspoken(commitment, today, policy, calendar)
    if quiet:
        return (Silence(commitment=commitment.key, reason=quiet),)
    assert commitment.target is not None  # undated ones are unspoken
    slot = latest_slot(commitment.target, today, policy=policy, calendar=calendar)
    if slot is None:
        return (Silence(commitment=commitment.key, reason="no rung of its ladder has come yet"),)
    leads = lead_recipients(commitment, snapshot, today)
    spoken = [_tell(commitment, board, slot, lead, snapshot, told, policy, today) for lead in leads]
    return (*spoken, *_escalations(commitment, board, snapshot, told, policy, today))


def _why_unspoken(commitment: Commitment, today: date, policy: Policy, calendar: WorkingDays) -> str:
    if not calendar.is_working(today):
        return f"no mail goes today: {calendar.why_not(today)}"
    now = standing(commitment, today=today, policy=policy, calendar=calendar)
    if now.kind is StandingKind.COMPLETE:
        return "it is complete"
    if commitment.target is None:
        return "it has no target date"
    if commitment.target.is_start and commitment.target.question:
        return "its date is a start to be confirmed: nobody is chased before that"
    return ""


def _tell(
    commitment: Commitment,
    board: Board,
    slot: Slot,
    to: Recipient,
    snapshot: Snapshot,
    told: Told,
    policy: Policy,
    today: date,
) -> Verdict:
    key = NoticeKey(
        commitment=commitment.key,
        target=target_key(commitment.target),
        kind=slot.kind,
        slot=slot.on,
        person=to.person,
    )
    if key in told:
        return Silence(commitment=commitment.key, person=to.person, reason=f"told already ({slot.why})")
    waits = _why_wait(commitment, slot, to, snapshot, policy, policy.working_days(board.slug), today)
    if waits:
        return Silence(commitment=commitment.key, person=to.person, reason=waits)
    reason = f"{slot.why}; {to.why}" if to.why else slot.why
    return Notice(
        key=key,
        plan=commitment.plan,
        board=board.slug,
        ref=commitment.ref,
        capacity=to.capacity,
        covers=to.covers,
        reason=reason,
    )


def _why_wait(
    commitment: Commitment,
    slot: Slot,
    to: Recipient,
    snapshot: Snapshot,
    policy: Policy,
    calendar: WorkingDays,
    today: date,
) -> str:
    """Why a rung that has come does not go to this person today; empty when it goes."""
    if slot.kind is not NoticeKind.REMINDER or slot.days_before == 0 or commitment.target is None:
        return ""  # weekly digests never delay the day itself or what is late
    person = snapshot.people.get(to.person)
    if person is None or person.digest is not Frequency.WEEKLY:
        return skipped_for(slot, commitment.target, today, policy=policy, calendar=calendar)
    first = calendar.first_of_week(today)
    on_time = first is not None and slot.on <= first <= today
    return "" if on_time else "has chosen weekly digests: waits for the week's first working day"


def _escalations(
    commitment: Commitment, board: Board, snapshot: Snapshot, told: Told, policy: Policy, today: date
) -> Iterator[Verdict]:
    for step in steps_due(commitment, board, snapshot, told, policy, today):
        if step.held:
            yield _held(commitment, board, step)
        for to in step.recipients:
            yield _tell(commitment, board, step.slot, to, snapshot, told, policy, today)


def _held(commitment: Commitment, board: Board, step: Escalating) -> Held:
    return Held(
        commitment=commitment.key,
        board=board.slug,
        what=f"{commitment.ref} is due to go to the chair of {board.name} and cannot: {step.held}",
        cure=f"set a chair or vice-chair for [boards.{board.slug}] in chaser.toml who is in the directory",
    )


def _plan_notices(snapshot: Snapshot, told: Told, policy: Policy, today: date) -> Iterator[Notice]:
    for plan in snapshot.plans.values():
        board = snapshot.boards[plan.board]
        calendar = policy.working_days(board.slug)
        if plan.released_on is None and calendar.is_working(today):
            yield from _while_held(plan, board, told, calendar, today)


def _while_held(plan: PlanRecord, board: Board, told: Told, calendar: WorkingDays, today: date) -> Iterator[Notice]:
    """A plan's first week: one first look to the co-ordinator, then a word each week until it is released."""
    looked = told.about(f"plan:{plan.slug}", "undated", [NoticeKind.FIRST_LOOK])
    if not looked:
        yield _about_plan(plan, board, NoticeKind.FIRST_LOOK, today, "the first round after this plan was recorded")
        return
    week = calendar.first_of_week(today)
    if week and looked[0].key.slot < week <= today:
        notice = _about_plan(
            plan, board, NoticeKind.HELD, week, "still waiting for release: nobody else is told anything"
        )
        if notice.key not in told:
            yield notice


def _about_plan(plan: PlanRecord, board: Board, kind: NoticeKind, slot: date, reason: str) -> Notice:
    key = NoticeKey(commitment=f"plan:{plan.slug}", target="undated", kind=kind, slot=slot, person=board.co_ordinator)
    return Notice(key=key, plan=plan.slug, board=board.slug, ref="", capacity=Capacity.CO_ORDINATOR, reason=reason)


def _board_notices(
    decided: list[Notice], held: list[Held], snapshot: Snapshot, told: Told, policy: Policy, today: date
) -> Iterator[Notice]:
    """Once a week to the co-ordinator: what cannot reach a chair, and that a vice-chair stands in."""
    for slug, board in sorted(snapshot.boards.items()):
        week = policy.working_days(slug).first_of_week(today)
        faults = [h.what for h in held if h.board == slug]
        stand_ins = sorted({n.reason for n in decided if n.board == slug and n.capacity is Capacity.VICE_CHAIR})
        for kind, reasons in ((NoticeKind.HELD, faults), (NoticeKind.STAND_IN, stand_ins)):
            if not reasons or week is None:
                continue
            notice = _about_board(board, kind, week, "; ".join(reasons))
            if notice.key not in told:
                yield notice


def _about_board(board: Board, kind: NoticeKind, slot: date, reason: str) -> Notice:
    key = NoticeKey(commitment=f"board:{board.slug}", target="undated", kind=kind, slot=slot, person=board.co_ordinator)
    return Notice(key=key, plan="", board=board.slug, ref="", capacity=Capacity.CO_ORDINATOR, reason=reason)
