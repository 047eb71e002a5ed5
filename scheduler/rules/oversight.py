"""What only the co-ordinator hears: a plan's first look, what nobody leads, what is held, who stands in (rules.md).

What the co-ordinator sees of the chair's mail is chair_mail's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, PlanRecord
from scheduler.rules.chair_reasons import told_without_lead, without_lead_since
from scheduler.rules.decisions import Held, Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Capacity, lead_recipients
from scheduler.rules.told import NoticeKey, sunday_before, target_key
from scheduler.rules.view import View


def while_unreleased(view: View) -> Iterator[Notice]:
    """A plan's first week: one first look, then a word each week until the plan is released."""
    for plan in view.snapshot.plans.values():
        board = view.snapshot.boards[plan.board]
        if plan.released_on is None and view.policy.working_days(board.slug).is_working(view.today):
            yield from _first_week(plan, board, view)


def _first_week(plan: PlanRecord, board: Board, view: View) -> Iterator[Notice]:
    matter = f"plan:{plan.slug}"
    looked = view.told.about(matter, "undated", [NoticeKind.FIRST_LOOK])
    if not looked:
        key = _key(matter, NoticeKind.FIRST_LOOK, board, view)
        yield _notice(key, board, "the first round after this plan was recorded", plan=plan.slug)
        return
    week = view.policy.working_days(board.slug).first_of_week(view.today)
    if week and looked[0].key.slot < week <= view.today:
        key = replace(_key(matter, NoticeKind.HELD, board, view), slot=week)
        if not view.told.has_told(key, after=sunday_before(view.today), by=view.today):
            yield _notice(key, board, "still waiting for release: nobody else is told anything", plan=plan.slug)


def without_lead(commitment: Commitment, view: View) -> Iterator[Notice]:
    """Once, when an action has no lead who can be told: it is the co-ordinator's, and the chair hears in time."""
    since = view.once(without_lead_since, commitment)
    if since is None or not view.calendar(commitment).is_working(view.today):
        return
    if told_without_lead(commitment, view) or commitment.answered.not_mine:  # which is told by itself
        return
    board, slot = view.board(commitment), view.calendar(commitment).on_or_after(since)
    key = NoticeKey(
        commitment=commitment.key,
        target=target_key(commitment.target),
        kind=NoticeKind.NOBODY_LEADS,
        slot=slot,
        person=board.co_ordinator,
    )
    if slot <= view.today and key not in view.told:
        why = lead_recipients(commitment, view.snapshot, view.today)[0].why
        yield replace(_notice(key, board, why, plan=commitment.plan), ref=commitment.ref)


def about_boards(decided: Iterable[Notice], held: Iterable[Held], view: View) -> Iterator[Notice]:
    """Once a week: what cannot reach a chair, and that a vice-chair stands in for one."""
    decided, held = sorted(decided, key=lambda n: (n.plan, n.key.commitment, n.key.kind)), list(held)
    for slug, board in sorted(view.snapshot.boards.items()):
        week = view.policy.working_days(slug).first_of_week(view.today)
        faults = [h.what for h in held if h.board == slug]
        stand_ins = [_stood_in(n, view) for n in decided if n.board == slug and n.capacity is Capacity.VICE_CHAIR]
        for kind, reasons in ((NoticeKind.HELD, faults), (NoticeKind.STAND_IN, stand_ins)):
            if reasons and week:
                key = replace(_key(f"board:{slug}", kind, board, view), slot=week)
                is_told = view.told.has_told(key, after=sunday_before(view.today), by=view.today)
                yield from [] if is_told else [_notice(key, board, "; ".join(reasons))]


def _stood_in(notice: Notice, view: View) -> str:
    return f"{notice.ref} goes to {view.name(notice.key.person)} in place of {notice.covers} ({notice.why_them})"


def _key(matter: str, kind: NoticeKind, board: Board, view: View) -> NoticeKey:
    return NoticeKey(commitment=matter, target="undated", kind=kind, slot=view.today, person=board.co_ordinator)


def _notice(key: NoticeKey, board: Board, reason: str, *, plan: str = "") -> Notice:
    return Notice(key=key, plan=plan, board=board.slug, ref="", capacity=Capacity.CO_ORDINATOR, reason=reason)
