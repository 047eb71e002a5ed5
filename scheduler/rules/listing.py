"""What a person's digest lists beside what is new: everything of theirs that is late or due soon, worst first."""

from datetime import date

from notifications.values import value
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.alike import once_for_alike, who_hears
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Recipient, lead_recipients
from scheduler.rules.standing import Standing, StandingKind, standing
from scheduler.rules.view import View


@value(frozen=True, kw_only=True)
class Listed:
    """One commitment in a person's digest: how it stands, and in what capacity they hear of it."""

    commitment: Commitment
    standing: Standing
    to: Recipient


SHOWN = frozenset({StandingKind.OVERDUE, StandingKind.DUE_TODAY, StandingKind.DUE_SOON})


def listings(view: View) -> dict[str, tuple[Listed, ...]]:
    """By address: all that is late or due within the horizon, of released plans, worst first."""
    found: dict[str, list[Listed]] = {}
    for commitment in view.snapshot.commitments:
        now = once_for_alike(_listed_as, commitment, view)
        if now is None:
            continue
        for to in who_hears(commitment, view):
            found.setdefault(to.person, []).append(Listed(commitment=commitment, standing=now, to=to))
    return {person: worst_first(each) for person, each in found.items()}


def _listed_as(commitment: Commitment, view: View) -> Standing | None:
    """How it stands where digests list it; None where they do not."""
    if commitment.is_over or view.snapshot.plans[commitment.plan].released_on is None:
        return None
    now = view.standing(commitment)
    return now if now.kind in SHOWN or now.is_late else None


def listed_for(commitment: Commitment, snapshot: Snapshot, policy: Policy, today: date) -> tuple[Listed, ...]:
    """A commitment as it would stand in the digest of each person who hears of it; none once it is over."""
    if commitment.is_over:
        return ()
    calendar = policy.working_days(snapshot.plans[commitment.plan].board)
    now = standing(commitment, today=today, policy=policy, calendar=calendar)
    leads = lead_recipients(commitment, snapshot, today)
    return tuple(Listed(commitment=commitment, standing=now, to=to) for to in leads)


def worst_first(listed: list[Listed]) -> tuple[Listed, ...]:
    """The latest first, then by due day, then by plan and reference."""
    return tuple(sorted(listed, key=_badness))


def _badness(listed: Listed) -> tuple[int, date, str, str]:
    target = listed.commitment.target
    due = target.due_on if target else date.max
    return (-listed.standing.days_late, due, listed.commitment.plan, listed.commitment.key)
