"""What is told of commitments beyond their ladder: assurances, presentations, completions that run out or want a look.

Each is a question or note of its own slot, told once to a person; what each says is its own file's.
"""

from collections.abc import Iterator

from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rules.assurances import about_assurances, asked_period, coming_period, how_often, is_assured, is_standing
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.presenting import about_presenting, aim_of
from scheduler.rules.questions import told_the_desk
from scheduler.rules.running_out import about_running_out, comes_back_on, last_day, proposal_of
from scheduler.rules.view import View


def about_lasting(commitment: Commitment, view: View) -> Iterator[Notice]:
    """Every question and note that is due today and was not told, if the plan is released; none on a closed day."""
    is_released = view.snapshot.plans[commitment.plan].released_on is not None
    if not is_released or not view.calendar(commitment).is_working(view.today):
        return
    found = (
        *about_assurances(commitment, view),
        *about_presenting(commitment, view),
        *about_running_out(commitment, view),
        *_reported_by_plan(commitment, view),
    )
    yield from (notice for notice in found if notice.key not in view.told)


def is_to_be_verified(commitment: Commitment) -> bool:
    """Whether the plan itself reports it complete in words that leave a doubt, and nobody has verified it."""
    is_complete = commitment.status is Status.COMPLETE and commitment.answered.closed_on is None
    return is_complete and commitment.unverified and commitment.answered.claim is None and "#" not in commitment.ref


def _reported_by_plan(commitment: Commitment, view: View) -> Iterator[Notice]:
    """Once, where a later edition says so; those of a plan's first edition stand in its first look."""
    since = commitment.complete_since
    plan = view.snapshot.plans[commitment.plan]
    if since and since > plan.recorded_on and is_to_be_verified(commitment):
        reason = "the plan says so, in words that leave a doubt"
        yield told_the_desk(NoticeKind.TO_VERIFY, since, reason, commitment, view)


def lasting_in_words(commitment: Commitment, view: View) -> tuple[str, ...]:
    """What outlasts a completion, in sentences: why it came back, until when it holds, what is asked of it."""
    return (*_came_back(commitment), *_papers(commitment, view), *_holds(commitment, view), *_asked(commitment, view))


def _came_back(commitment: Commitment) -> Iterator[str]:
    if commitment.came_back:
        yield f"It is open again: {commitment.came_back}."


def _papers(commitment: Commitment, view: View) -> Iterator[str]:
    aim = aim_of(commitment, view)
    if aim:
        yield f"Its reminders count back from {day_in_words(aim.on)}, when {aim.words}."


def _holds(commitment: Commitment, view: View) -> Iterator[str]:
    until, back_on = last_day(commitment), comes_back_on(commitment, view.policy, view.calendar(commitment))
    if until and back_on:
        yield f"It is complete until {day_in_words(until)}, and comes back on {day_in_words(back_on)}."
    proposal = proposal_of(commitment)
    if proposal and commitment.answered.runs_out is None:
        day = f", perhaps on {day_in_words(proposal.last_on)}" if proposal.last_on else ""
        yield f"Its words say “{proposal.words}”: it may run out{day}; nobody has said so yet."


def _asked(commitment: Commitment, view: View) -> Iterator[str]:
    if not is_standing(commitment):
        return
    yield f"It is complete and comes round {how_often(commitment, view)}."
    now, then = asked_period(commitment, view), coming_period(commitment, view)
    if now:
        got = "a line came" if is_assured(commitment, now) else "no line came yet"
        yield f"One line was asked for {now.words} from {day_in_words(now.asked_on)} on: {got}."
    if then:
        yield f"The next line is asked for on {day_in_words(then.asked_on)}, for {then.words}."
