"""decide: what is to be told today, to whom and why, and what stays unsaid and why. Pure, and in no order's debt."""

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Frequency
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.alike import once_for_alike
from scheduler.rules.chair_mail import notes_of, to_the_chair
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decisions import Decided, Decisions, Held, Notice, Part, Silence, Verdict
from scheduler.rules.escalation import steps_due
from scheduler.rules.groups import last_progress
from scheduler.rules.ladder import NoticeKind, Slot, latest_slot, skipped_for
from scheduler.rules.lasting import about_lasting
from scheduler.rules.left_alone import Led, about_suspended
from scheduler.rules.oversight import about_boards, while_unreleased, without_lead
from scheduler.rules.passing_on import passed_on
from scheduler.rules.policy import Policy
from scheduler.rules.presenting import aim_of
from scheduler.rules.recipients import Recipient, lead_recipients
from scheduler.rules.renewals import about_series
from scheduler.rules.told import NoticeKey, Told, target_key
from scheduler.rules.undated import asking_slot
from scheduler.rules.unsettled import about_answers
from scheduler.rules.view import View

_PERSON_BY_PERSON = attrgetter("key.person", "key.kind", "key.commitment", "key.slot")


def decide(snapshot: Snapshot, told: Told, policy: Policy, today: date) -> Decisions:
    """What is true and not yet told on `today`, a day in the boards' zone; nothing on a non-working day."""
    return decide_on(View(snapshot, told, policy, today))


def decide_on(view: View) -> Decisions:
    """The same, of one view of it all."""
    return together(decide_each(view), view)


def decide_each(view: View) -> Part:
    """What is to be told of each commitment that a view holds, by itself: all but what boards and plans as such ask."""
    decided = [decided_of(commitment, view) for commitment in view.snapshot.commitments]
    verdicts = [verdict for each in decided for verdict in each.verdicts]
    others = [verdict for verdict in verdicts if not isinstance(verdict, Notice)]
    return Part(
        notices=tuple([v for v in verdicts if isinstance(v, Notice)]),
        own=tuple([notice for each in decided for notice in each.own]),
        silences=tuple([v for v in others if isinstance(v, Silence)]),
        held=tuple([v for v in others if isinstance(v, Held)]),
    )


def decided_of(commitment: Commitment, view: View) -> Decided:
    """What is decided of one commitment today; of those that are alike, one is looked at and speaks for the others."""
    first, decided = once_for_alike(_looked_at, commitment, view)
    if first is commitment:
        return decided
    return passed_on(decided, first, commitment) or _looked_at(commitment, view)[1]


def _looked_at(commitment: Commitment, view: View) -> tuple[Commitment, Decided]:
    own = (*without_lead(commitment, view), *about_answers(commitment, view), *about_lasting(commitment, view))
    return commitment, Decided(verdicts_on(commitment, view), own)


def together(part: Part, view: View, *, led: Led | None = None) -> Decisions:
    """What was decided of each commitment, with what is to be said of boards, plans, series and people besides.

    `part` is of all commitments, or of as many as are left to be told of; `led` is what suspended people lead of all.
    """
    notices, plans = part.notices, view.snapshot.plans
    held = sorted(part.held, key=lambda h: (h.board, h.commitment))
    boards = [*about_boards(notices, held, view), *notes_of(notices, view), *about_series(view)]
    own = [*while_unreleased(view), *boards, *about_suspended(view, led), *part.own]
    return Decisions(
        notices=in_order([*(n for n in notices if plans[n.plan].released_on is not None), *own]),
        silences=tuple(sorted(part.silences, key=lambda s: (s.commitment, s.person))),
        held=tuple(held),
        waiting_for_release=in_order(n for n in notices if plans[n.plan].released_on is None),
    )


def in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Notices without doubles, person by person."""
    unique = {notice.key: notice for notice in notices}
    return tuple(sorted(unique.values(), key=_PERSON_BY_PERSON))


def verdicts_on(commitment: Commitment, view: View) -> tuple[Verdict, ...]:
    """Everything decided about one commitment today: each notice, and each reason for saying nothing."""
    quiet = _why_unspoken(commitment, view)
    if quiet:
        return (Silence(commitment=commitment.key, reason=quiet),)
    leads, target = lead_recipients(commitment, view.snapshot, view.today), commitment.target
    if target is None:
        return (*_undated(commitment, leads, view), *to_the_chair(commitment, view))
    calendar, aim = view.calendar(commitment), aim_of(commitment, view)
    slot = latest_slot(target, view.today, policy=view.policy, calendar=calendar, aim=aim)
    if slot is None:
        silence = Silence(commitment=commitment.key, reason="no rung of its ladder has come yet")
        return (silence, *to_the_chair(commitment, view))
    to_leads = (_tell(commitment, target, slot, lead, view) for lead in leads)
    managers = (_tell(commitment, target, step.slot, step.to, view) for step in steps_due(commitment, view))
    return (*to_leads, *managers, *to_the_chair(commitment, view))


def _why_unspoken(commitment: Commitment, view: View) -> str:
    calendar = view.calendar(commitment)
    if not calendar.is_working(view.today):
        return f"no mail goes today: {calendar.why_not(view.today)}"
    if commitment.status is Status.COMPLETE:
        return "it was reported complete and is to be verified" if commitment.unverified else "it is complete"
    if commitment.answered.closed_on:
        return f"it was closed unfinished on {day_in_words(commitment.answered.closed_on)}"
    if commitment.target and commitment.target.is_start and commitment.target.question:
        return "its date is a start to be confirmed: nobody is chased before that"
    return ""


def _undated(commitment: Commitment, leads: tuple[Recipient, ...], view: View) -> tuple[Verdict, ...]:
    slot = asking_slot(commitment, view)
    if slot is None:
        return (Silence(commitment=commitment.key, reason="it has no target date"),)
    return tuple(_tell(commitment, None, slot, lead, view) for lead in leads)


def _tell(commitment: Commitment, target: TargetDate | None, slot: Slot, to: Recipient, view: View) -> Verdict:
    key = NoticeKey(
        commitment=commitment.key, target=target_key(target), kind=slot.kind, slot=slot.on, person=to.person
    )
    is_told = view.told.has_told(key, after=slot.after, by=view.today)
    silence = f"told already ({slot.why})" if is_told else _why_wait(target, slot, to, commitment, view)
    if silence:
        return Silence(commitment=commitment.key, person=to.person, reason=silence)
    return Notice(
        key=key,
        plan=commitment.plan,
        board=view.board(commitment).slug,
        ref=commitment.ref,
        capacity=to.capacity,
        covers=to.covers,
        reason=_reason(slot, to, commitment, view),
        why_them=to.why,
    )


def _reason(slot: Slot, to: Recipient, commitment: Commitment, view: View) -> str:
    """The rung, the day that it was planned for where that is over, why it is open again, and why it is this person."""
    missed = slot.kind is NoticeKind.REMINDER and slot.on < view.today
    rung = f"{slot.why}, the rung of {day_in_words(slot.on)}" if missed else slot.why
    return "; ".join(filter(None, [rung, commitment.came_back, to.why]))


def _why_wait(target: TargetDate | None, slot: Slot, to: Recipient, commitment: Commitment, view: View) -> str:
    """Why a rung that has come does not go to this person today; empty when it goes."""
    rests = _why_rests(target, slot, to, commitment, view)
    if rests:
        return rests
    if target is None or slot.kind is not NoticeKind.REMINDER or slot.days_before == 0:
        return ""  # weekly digests never delay the day itself or what is late
    calendar, person = view.calendar(commitment), view.snapshot.people.get(to.person)
    if person is None or person.digest is not Frequency.WEEKLY:
        aim = aim_of(commitment, view)
        return skipped_for(slot, target, view.today, policy=view.policy, calendar=calendar, aim=aim)
    first = calendar.first_of_week(view.today)
    on_time = first is not None and slot.on <= first <= view.today
    return "" if on_time else "has chosen weekly digests: waits for the week's first working day"


def _why_rests(target: TargetDate | None, slot: Slot, to: Recipient, commitment: Commitment, view: View) -> str:
    """Why reminders to somebody who reported progress rest; empty when they do not.

    The first word that something is late is a step of escalation, and no reminder: it starts the clock, and goes.
    """
    said = last_progress(to.person, commitment)
    if said is None or slot.kind not in {NoticeKind.REMINDER, NoticeKind.LATE, NoticeKind.UNDATED}:
        return ""
    who, said_on = said
    again = said_on + timedelta(days=view.policy.progress_rest_days)
    late = view.told.about(commitment.key, target_key(target), [NoticeKind.LATE])
    is_first_late = slot.kind is NoticeKind.LATE and all(notice.key.person != to.person for notice in late)
    if is_first_late or not said_on <= view.today < again:
        return ""
    by = "" if who == to.person else f"{view.name(who)} of the same group "
    return f"{by}reported progress on {day_in_words(said_on)}: reminders rest until {day_in_words(again)}"
