"""The co-ordinator's own weekly summary: what only they can settle, counted, each with the command that settles it.

It stands in their one digest of the week's first working day, and is nothing where there is nothing. Where no morning
was lived on that day, it goes on the next working day on which one is (rules.md, "Reminders to leads": a weekly mail).
Figures by person go nowhere else (rules.md, "Everything may be disclosed").
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Frequency
from scheduler.rules.days_in_words import counted
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Capacity
from scheduler.rules.standing import waits_for
from scheduler.rules.told import NoticeKey, sunday_before
from scheduler.rules.view import View

MUCH = Fraction(1, 3)  # of a plan's open actions with one lead
FROM_ACTIONS = 6  # open actions from which a share means anything


@dataclass(frozen=True, kw_only=True)
class FromThePost:
    """What the post and the feeds add, of the week before: mails that failed or went a second time, feeds unread."""

    failed: int = 0
    resent: int = 0
    unread_feeds: int = 0


def weekly_summary(board: Board, post: FromThePost, view: View, *, lived_on: date | None = None) -> Notice | None:
    """A board's summary on its week's first working day; None on other days, when told, or when there is nothing.

    `lived_on` is the last day before today with a morning round. When the week's day was missed since, the summary
    goes today, if today is a working day. Its lines stand in the reason, parted by semicolons; nothing in them has one.
    """
    calendar = view.policy.working_days(board.slug)
    week = calendar.first_of_week(view.today)
    if week is None or not calendar.is_working(view.today) or not _is_the_day(week, lived_on, view.today):
        return None
    key = NoticeKey(
        commitment=f"board:{board.slug}",
        target="undated",
        kind=NoticeKind.SUMMARY,
        slot=week,
        person=board.co_ordinator,
    )
    reason = "; ".join(summary_lines(board, post, view))
    if not reason or view.told.has_told(key, after=sunday_before(view.today), by=view.today):
        return None
    return Notice(key=key, plan="", board=board.slug, ref="", capacity=Capacity.CO_ORDINATOR, reason=reason)


def _is_the_day(week: date, lived_on: date | None, today: date) -> bool:
    return week <= today and (today == week or (lived_on is not None and lived_on < week))


def summary_lines(board: Board, post: FromThePost, view: View) -> Iterator[str]:
    """Each thing that waits for the co-ordinator of a board, with how often and what settles it."""
    theirs = [each for each in view.snapshot.commitments if _is_theirs(each, board, view)]
    actions = [each for each in theirs if not each.is_over and "#" not in each.ref]
    unconfirmed = sum(bool(each.unconfirmed_leads) for each in actions)
    undated = sum(each.target is None and not waits_for(each, view.today) for each in actions)
    to_verify = sum(each.unverified and each.answered.closed_on is None for each in theirs if "#" not in each.ref)
    yield from _line(unconfirmed, "action prints", "actions print", "a lead nobody confirmed", "people unconfirmed")
    yield from _line(undated, "action has", "actions have", "no target date", "answer PLAN REF new-date")
    yield from _line(to_verify, "completion is", "completions are", "to be verified", "answer PLAN REF verify")
    yield from _requests(theirs, view)
    yield from _people(actions, view)
    yield from _line(post.failed, "mail", "mails", "could not be delivered this week", "outbox list")
    yield from _line(post.resent, "mail went", "mails went", "a second time this week", "outbox list --all")
    yield from _line(post.unread_feeds, "calendar feed was", "calendar feeds were", "not read for 30 days", "feed list")
    yield from _carrying(actions, view)


def _is_theirs(commitment: Commitment, board: Board, view: View) -> bool:
    plan = view.snapshot.plans[commitment.plan]
    return plan.board == board.slug and plan.released_on is not None


def _line(number: int, one: str, many: str, what: str, command: str) -> Iterator[str]:
    if number:
        yield f"{counted(number, one, many)} {what}: chaser {command}"


def _requests(theirs: list[Commitment], view: View) -> Iterator[str]:
    """Requests that wait for somebody's word, and for how long the oldest has."""
    asked = [(each.answered.asked_on, each) for each in theirs if each.answered.request and not each.is_over]
    waits = [view.calendar(each).between(day, view.today) for day, each in asked if day]
    if waits:
        oldest = f"the oldest for {counted(max(waits), 'working day')}"
        number = counted(len(waits), "request waits", "requests wait")
        yield f"{number} for an answer, {oldest}: chaser answer PLAN REF grant, or decline"


def _people(actions: list[Commitment], view: View) -> Iterator[str]:
    """Leads to whom no mail goes, and leads who have turned their digests to weekly."""
    leads = {lead for each in actions for lead in each.leads}
    people = [view.snapshot.people[lead] for lead in sorted(leads) if lead in view.snapshot.people]
    suspended = sum(bool(each.suspended) for each in people)
    weekly = sum(each.digest is Frequency.WEEKLY for each in people)
    yield from _line(suspended, "lead gets", "leads get", "no mail, because it came back", "bounces list")
    yield from _line(weekly, "lead has", "leads have", "chosen weekly digests", "people import")


def _carrying(actions: list[Commitment], view: View) -> Iterator[str]:
    """Whoever alone leads a third of a plan's open actions or more."""
    for slug in sorted({each.plan for each in actions}):
        of_plan = [each for each in actions if each.plan == slug]
        if len(of_plan) < FROM_ACTIONS:
            continue
        led = Counter(lead for each in of_plan for lead in each.leads)
        for lead, number in sorted(led.items()):
            if Fraction(number, len(of_plan)) >= MUCH:
                share = f"{number} of the {len(of_plan)} open actions of {slug}"
                yield f"{view.name(lead)} leads {share}: chaser answer PLAN REF reassign"
