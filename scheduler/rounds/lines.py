"""One commitment as one line of a mail: the words of its standing, its dates, its reason and who hears next."""

from datetime import date

from notifications.digest import Line, Tone
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.days_in_words import day_in_words, due_in_words, listed
from scheduler.rules.escalation import next_step
from scheduler.rules.listing import Listed
from scheduler.rules.policy import Policy, StepTo
from scheduler.rules.standing import Standing, StandingKind
from scheduler.rules.told import Told

TONES = {
    StandingKind.OVERDUE: Tone.LATE,
    StandingKind.DUE_TODAY: Tone.TODAY,
    StandingKind.DUE_SOON: Tone.SOON,
    StandingKind.WAITING: Tone.WAITING,
    StandingKind.UPCOMING: Tone.LATER,
    StandingKind.UNDATED: Tone.UNDATED,
    StandingKind.COMPLETE: Tone.LATER,
}


def line_of(
    listed_one: Listed, snapshot: Snapshot, told: Told, policy: Policy, today: date, *, reason: str, is_new: bool
) -> Line:
    """The line that a mail shows of a commitment; `reason` says why it stands in this mail."""
    commitment = listed_one.commitment
    return Line(
        ref=commitment.ref,
        title=commitment.title,
        plan=snapshot.plans[commitment.plan].title,
        standing=sentence_case(listed_one.standing.words),
        tone=TONES[listed_one.standing.kind],
        due=due_in_words(commitment.target) if commitment.target else "",
        plan_words=commitment.target.words if commitment.target else "",
        was=was_in_words(commitment.was),
        lead=leads_in_words(commitment, snapshot),
        reason=reason,
        is_new=is_new,
        next_step=next_in_words(commitment, listed_one.standing, snapshot, told, policy, today),
    )


def sentence_case(words: str) -> str:
    """The words with a capital in front."""
    return words[:1].upper() + words[1:]


def was_in_words(was: tuple[TargetDate, ...]) -> str:
    """The target dates before the present one, first one first; empty when it never moved."""
    return listed([due_in_words(target) for target in was])


def leads_in_words(commitment: Commitment, snapshot: Snapshot) -> str:
    """The confirmed leads by name; where there are none, the plan's own words, said to be unconfirmed."""
    names = [snapshot.people[a].name if a in snapshot.people else a for a in commitment.leads]
    if names:
        return listed(names)
    printed = ", ".join(commitment.printed_leads)
    return f"“{printed}” (not confirmed)" if printed else "nobody yet"


def next_in_words(
    commitment: Commitment, now: Standing, snapshot: Snapshot, told: Told, policy: Policy, today: date
) -> str:
    """Who hears next of something late and on which day; empty while nothing is late or nobody is left to hear."""
    board = snapshot.boards[snapshot.plans[commitment.plan].board]
    step = next_step(commitment, board, snapshot, told, policy, today) if now.is_late else None
    if step is None:
        return ""
    names = listed([snapshot.people[person].name for person in step.people])
    whom = f"{names}, line manager," if step.to is StepTo.MANAGER else f"{names}, for {board.name},"
    return f"{whom} will be told on {day_in_words(step.on)}"
