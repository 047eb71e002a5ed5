"""One commitment as one line of a mail: the words of its standing, its dates, its reason and who hears next."""

from functools import partial

from notifications.digest import Line, Tone
from notifications.values import value
from scheduler.plans.commitments import Commitment
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.alike import once_for_alike
from scheduler.rules.days_in_words import day_in_words, due_in_words, listed
from scheduler.rules.groups import leads_by_name
from scheduler.rules.listing import Listed
from scheduler.rules.next_step import MANAGER_AS, next_step
from scheduler.rules.policy import StepTo
from scheduler.rules.requests import asked_in_words
from scheduler.rules.standing import StandingKind
from scheduler.rules.view import View

TONES = {
    StandingKind.OVERDUE: Tone.LATE,
    StandingKind.DUE_TODAY: Tone.TODAY,
    StandingKind.DUE_SOON: Tone.SOON,
    StandingKind.WAITING: Tone.WAITING,
    StandingKind.UPCOMING: Tone.LATER,
    StandingKind.UNDATED: Tone.UNDATED,
    StandingKind.COMPLETE: Tone.LATER,
    StandingKind.CLOSED: Tone.LATER,
}


@value(frozen=True, kw_only=True)
class _Said:
    """What lines of commitments that are alike say in the same words."""

    standing: str
    due: str
    was: str
    next_step: str


def line_of(
    listed_one: Listed,
    view: View,
    *,
    reason: str,
    is_new: bool,
    reader: StepTo = StepTo.LEAD,
    answer_url: str = "",
    page_url: str = "",
) -> Line:
    """The line that a mail shows of a commitment: `reason` says why it stands there, `reader` who reads it."""
    commitment = listed_one.commitment
    said = once_for_alike(_SAID[reader], commitment, view)
    return Line(
        ref=commitment.ref,
        title=commitment.title,
        plan=view.snapshot.plans[commitment.plan].title,
        standing=said.standing,
        tone=TONES[listed_one.standing.kind],
        due=said.due,
        plan_words=commitment.target.words if commitment.target else "",
        was=said.was,
        lead=leads_in_words(commitment, view),
        reason=reason,
        is_new=is_new,
        next_step=said.next_step,
        answer_url=answer_url,
        page_url=page_url,
    )


def standing_in_words(commitment: Commitment, view: View) -> str:
    """How it stands, and what is asked and not answered yet: what is asked changes nothing before it is granted."""
    request = commitment.answered.request
    asked = f"; asked {asked_in_words(request, view)}, not answered yet" if request else ""
    return sentence_case(view.standing(commitment).words) + asked


def sentence_case(words: str) -> str:
    """The words with a capital in front."""
    return words[:1].upper() + words[1:]


def was_in_words(was: tuple[TargetDate, ...]) -> str:
    """The target dates before the present one, first one first; empty when it never moved."""
    return listed([due_in_words(target) for target in was])


def leads_in_words(commitment: Commitment, view: View) -> str:
    """The confirmed leads by name; where there are none, the plan's own words, said to be unconfirmed."""
    if len(commitment.leads) == 1 and not commitment.of_group:
        return view.name(commitment.leads[0])
    if commitment.leads:
        return listed(leads_by_name(commitment, view.snapshot.people))
    printed = ", ".join(commitment.printed_leads)
    return f"“{printed}” (not confirmed)" if printed else "nobody yet"


def next_in_words(commitment: Commitment, view: View, *, reader: StepTo = StepTo.LEAD) -> str:
    """Who hears after `reader`, and when; empty while there is nothing to hear of, or nobody left to hear it."""
    step = next_step(commitment, view, beyond=reader)
    if step is None:
        return ""
    names = listed([view.name(person) for person in step.people])
    role = MANAGER_AS[step.capacity] if step.to is StepTo.MANAGER else f"for {view.board(commitment).name}"
    whom = f"{names}, {role},"
    return f"{whom} is told today" if step.on <= view.today else f"{whom} will be told on {day_in_words(step.on)}"


def _said(commitment: Commitment, view: View, *, reader: StepTo) -> _Said:
    due = due_in_words(commitment.target) if commitment.target else ""
    return _Said(
        standing=standing_in_words(commitment, view),
        due=due,
        was=was_in_words(commitment.was),
        next_step=next_in_words(commitment, view, reader=reader),
    )


_SAID = {reader: partial(_said, reader=reader) for reader in StepTo}
