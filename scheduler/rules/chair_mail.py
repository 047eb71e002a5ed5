"""What goes to the chair today, what the co-ordinator sees of it beforehand, and why something waits. Pure.

The co-ordinator sees every matter two working days before the chair does, in their one digest of that day; what comes
up after that look is shown on the next morning and goes with the same mail if that is still an earlier day, else with
the next one. A look counts when its mail was accepted. When no look of a mail could go before its day, because Chaser
was not running or the relay was away, the chair is not kept waiting for it: rules.md gives the co-ordinator a view and
a week's hold, and no veto. The look then goes on the mail's own day and the mail on the working day after it, looked
at or not. A co-ordinator who cannot be mailed at all is not waited for.

A hold keeps a week's mail back for one week. What was kept back goes with the next mail whatever is said: nothing is
held for two weeks in a row. An exception note is not held, because papers have their day. What the chair or the board
*noted until the next meeting* is silent until the day of that meeting and no longer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.plans.boards import Board
from scheduler.plans.chair_words import ChairWord, ChairWordKind
from scheduler.plans.commitments import Commitment
from scheduler.rules.chair_days import WEEK, ChairDay, chair_day_of, chair_days, monday_of, note_matter
from scheduler.rules.chair_reasons import ChairReason, chair_reasons, holds_already, is_late_by
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decisions import Held, Notice, Silence, Verdict
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.raised import noted_in_words
from scheduler.rules.recipients import Capacity, Recipient, chair_recipient, unreachable
from scheduler.rules.told import NoticeKey, ToldNotice, target_key
from scheduler.rules.view import View

SOON = timedelta(days=28)  # further ahead than any look


@dataclass(frozen=True, kw_only=True)
class ForHead:
    """What one person at a board's head is to hear of one commitment: the reasons, worst first."""

    to: Recipient
    reasons: tuple[ChairReason, ...]

    @property
    def words(self) -> str:
        """The reasons in one sentence."""
        return "; ".join(each.words for each in self.reasons)


def to_the_chair(commitment: Commitment, view: View) -> Iterator[Verdict]:
    """Everything decided today about one commitment and its board's chair: notices, silences, and what is held."""
    is_released = view.snapshot.plans[commitment.plan].released_on is not None
    if not is_released or not (holds_already(commitment, view) or is_late_by(view.today + SOON, commitment, view)):
        return
    board = view.board(commitment)
    for planned in chair_days(board, view):
        is_ahead = planned.on > view.today
        if is_ahead and planned.look_on > view.today:
            return
        why_not = why_silent(planned, commitment, view)
        for head in for_heads(planned, commitment, view):
            if isinstance(head, str):
                yield from [] if is_ahead else [_held(commitment, board, head)]
            elif why_not:
                yield from (
                    [] if is_ahead else [Silence(commitment=commitment.key, reason=why_not, person=head.to.person)]
                )
            else:
                yield from _shown_or_told(planned, head, commitment, view)


def for_heads(planned: ChairDay, commitment: Commitment, view: View) -> tuple[ForHead | str, ...]:
    """Who is to hear what of a commitment in a planned mail; a string says why nobody at the head can hear it."""
    reasons = chair_reasons(commitment, view, by=planned.on, whole=planned.meeting is not None)
    found: dict[str, ForHead] = {}
    faults: dict[str, str] = {}
    for reason in reasons:
        to = _head_for(reason, commitment, view)
        if isinstance(to, str):
            faults[to] = to
        else:
            so_far = found.get(to.person, ForHead(to=to, reasons=()))
            found[to.person] = replace(so_far, reasons=(*so_far.reasons, reason))
    return (*found.values(), *faults)


def _head_for(reason: ChairReason, commitment: Commitment, view: View) -> Recipient | str:
    usual = chair_recipient(view.board(commitment), commitment, view.snapshot, view.today)
    if not reason.head or (isinstance(usual, Recipient) and usual.person == reason.head):
        return usual
    fault = unreachable(view.snapshot.people.get(reason.head), view.today)  # a stand-in's own request is the chair's
    return f"chair: {fault}" if fault else Recipient(person=reason.head, capacity=Capacity.CHAIR)


def why_silent(planned: ChairDay, commitment: Commitment, view: View) -> str:
    """Why a commitment does not go with a planned mail although there is reason; empty when it goes."""
    silent = noted_in_words(commitment, planned, view)
    if silent:
        return silent
    hold = hold_of(planned, view.board(commitment), view)
    if hold and commitment.key not in kept_back(planned, view):
        return f"{view.name(hold.who)} holds this week's mail: {hold.words}"
    return ""


def hold_of(planned: ChairDay, board: Board, view: View) -> ChairWord | None:
    """The hold that keeps a week's mail back; None when it goes, as an exception note always does."""
    held = (word for word in _holds(planned, view, weeks_before=0) if word.board == board.slug)
    return None if planned.meeting else next(held, None)


def kept_back(planned: ChairDay, view: View) -> frozenset[str]:
    """The keys of what a hold kept back in the week before: it goes with this mail, held or not.

    What was held with another board's mail and came to this one with its plan is among them.
    """
    return frozenset(key for hold in _holds(planned, view, weeks_before=1) for key in hold.matters)


def _holds(planned: ChairDay, view: View, *, weeks_before: int) -> Iterator[ChairWord]:
    week = monday_of(planned.on) - weeks_before * WEEK
    for word in view.snapshot.chair_words:
        if word.kind is ChairWordKind.HOLD and monday_of(word.mail_on) == week:
            yield word


def _shown_or_told(planned: ChairDay, head: ForHead, commitment: Commitment, view: View) -> Iterator[Verdict]:
    """The look, the mail itself, or what it waits for."""
    goes = mail_day(planned, head, commitment, view)
    key = _key(NoticeKind.CHAIR, planned, head.to.person, commitment)
    look = _key(NoticeKind.LOOK, planned, view.board(commitment).co_ordinator, commitment)
    if is_told(planned, head, commitment, view):
        yield Silence(commitment=commitment.key, person=head.to.person, reason=f"told already ({head.words})")
        return
    if isinstance(goes, str):
        yield Silence(commitment=commitment.key, person=head.to.person, reason=goes)
        return
    if look not in view.told and planned.look_on <= view.today:
        when = "this morning" if goes == view.today else f"on {day_in_words(goes)}"
        reads = f"{view.name(head.to.person)} is to read {when}: {head.words}"
        yield _notice(look, replace(head.to, capacity=Capacity.CO_ORDINATOR, covers=""), reads, commitment, view)
    if goes == view.today:
        yield _notice(key, head.to, head.words, commitment, view)
    elif planned.on <= view.today:
        reason = f"the co-ordinator sees it first; it goes on {day_in_words(goes)}"
        yield Silence(commitment=commitment.key, person=head.to.person, reason=reason)


def is_told(planned: ChairDay, head: ForHead, commitment: Commitment, view: View) -> bool:
    """Whether a planned mail with a commitment in it was written already."""
    return _key(NoticeKind.CHAIR, planned, head.to.person, commitment) in view.told


def mail_day(planned: ChairDay, head: ForHead, commitment: Commitment, view: View) -> date | str:
    """The day on which a planned mail goes with a commitment in it; a string says why it goes without."""
    if planned.on > view.today:
        return planned.on
    board = view.board(commitment)
    if head.to.person in _told_in_week(NoticeKind.CHAIR, planned, board, view):
        return "this week's mail has gone without it: it goes with the next one"
    cannot = unreachable(view.snapshot.people.get(board.co_ordinator), view.today)
    if cannot or _was_shown(planned, commitment, view):
        return view.today
    if _told_in_week(NoticeKind.LOOK, planned, board, view, before_today=True):
        return "it came up after the co-ordinator's look: it goes with the next mail"
    return view.calendar(commitment).after(view.today, 1) if view.today == planned.on else view.today


def _was_shown(planned: ChairDay, commitment: Commitment, view: View) -> bool:
    """Whether the co-ordinator saw on an earlier day that a commitment is in this week's mail."""
    looks = view.told.about(commitment.key, target_key(commitment.target), [NoticeKind.LOOK])
    return any(monday_of(n.key.slot) == monday_of(planned.on) and _is_before(n, view.today) for n in looks)


def _is_before(notice: ToldNotice, today: date) -> bool:
    return notice.accepted_on is not None and notice.accepted_on < today


def _told_in_week(
    kind: NoticeKind, planned: ChairDay, board: Board, view: View, *, before_today: bool = False
) -> frozenset[str]:
    """Who was told something of a kind in a planned mail's week about the plans of a board."""
    question = ("told in a week", kind, board.slug, planned.on, before_today)
    if question not in view.worked_out:
        days = (monday_of(planned.on) + timedelta(days=number) for number in range(7))
        told = (n for day in days for n in view.told.on_slot(kind, day) if _is_of(n, board, view))
        view.worked_out[question] = frozenset(
            n.key.person for n in told if _is_before(n, view.today) or not before_today
        )
    people: frozenset[str] = view.worked_out[question]
    return people


def _is_of(notice: ToldNotice, board: Board, view: View) -> bool:
    """Whether a notice is about a plan of a board: the one that holds its action now, else the one that it began in."""
    key = notice.key.commitment
    slug = _plans_by_key(view).get(key) or view.snapshot.elsewhere.get(key.partition("#")[0]) or key.partition("/")[0]
    plan = view.snapshot.plans.get(slug)
    return plan is not None and plan.board == board.slug


def _plans_by_key(view: View) -> Mapping[str, str]:
    """The plan of each action: a merged plan's actions keep the key of the one that they came from."""
    question = ("plans by key",)
    if question not in view.worked_out:
        view.worked_out[question] = {each.key: each.plan for each in view.snapshot.commitments}
    plans: Mapping[str, str] = view.worked_out[question]
    return plans


def mail_before(day: date, board: Board, view: View) -> date:
    """The slot of the last mail to the board's chair before a day; the first day there is where none went."""
    of_board = (n for n in view.told.notices if n.key.kind is NoticeKind.CHAIR and _is_of(n, board, view))
    return max((n.key.slot for n in of_board if n.key.slot < day), default=date.min)


def notes_of(decided: Iterable[Notice], view: View) -> Iterator[Notice]:
    """For each person who gets an exception note today, that they do: once a meeting."""
    heads = {(n.board, n.key.person): n for n in decided if n.key.kind is NoticeKind.CHAIR}
    for (slug, person), notice in sorted(heads.items()):
        planned = chair_day_of(view.today, view.snapshot.boards[slug], view)
        if planned and planned.meeting:
            matter = note_matter(planned.meeting)
            key = NoticeKey(
                commitment=matter, target="undated", kind=NoticeKind.EXCEPTION_NOTE, slot=planned.on, person=person
            )
            reason = f"the exception note for {planned.meeting.title} on {day_in_words(planned.meeting.on)}"
            yield replace(notice, key=key, plan="", ref="", reason=reason, why_them="")


def _key(kind: NoticeKind, planned: ChairDay, person: str, commitment: Commitment) -> NoticeKey:
    target = target_key(commitment.target)
    return NoticeKey(commitment=commitment.key, target=target, kind=kind, slot=planned.on, person=person)


def _notice(key: NoticeKey, to: Recipient, reason: str, commitment: Commitment, view: View) -> Notice:
    return Notice(
        key=key,
        plan=commitment.plan,
        board=view.board(commitment).slug,
        ref=commitment.ref,
        capacity=to.capacity,
        covers=to.covers,
        reason=reason,
        why_them=to.why,
    )


def _held(commitment: Commitment, board: Board, why: str) -> Held:
    return Held(
        commitment=commitment.key,
        board=board.slug,
        what=f"{commitment.ref} is due to go to the chair of {board.name} and cannot: {why}",
        cure=f"set a chair or vice-chair for [boards.{board.slug}] in chaser.toml who can be mailed",
    )
