"""The co-ordinator's own weekly summary: what only they can settle, counted, each with the command that settles it.

It stands in their one digest of the week's first working day, and is nothing where there is nothing. Where no morning
was lived on that day, it goes on the next working day on which one is (rules.md, "Reminders to leads": a weekly mail).
Figures by person go nowhere else (rules.md, "Everything may be disclosed").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scheduler.plans.boards import Board
from scheduler.plans.people import Frequency
from scheduler.rules.board_counts import BoardCount, count_of
from scheduler.rules.days_in_words import counted
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Capacity
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


def weekly_summary(
    board: Board, post: FromThePost, view: View, *, lived_on: date | None = None, count: BoardCount | None = None
) -> Notice | None:
    """A board's summary on its week's first working day; None on other days, when told, or when there is nothing.

    `lived_on` is the last day before today with a morning round. When the week's day was missed since, the summary
    goes today, if today is a working day. Its lines stand in the reason, parted by semicolons; nothing in them has one.
    `count` is of all that the board oversees, where the view does not hold all of it.
    """
    week = summary_day(board, view, lived_on=lived_on)
    if week is None:
        return None
    key = NoticeKey(
        commitment=f"board:{board.slug}",
        target="undated",
        kind=NoticeKind.SUMMARY,
        slot=week,
        person=board.co_ordinator,
    )
    reason = "; ".join(summary_lines(board, post, view, count=count))
    if not reason or view.told.has_told(key, after=sunday_before(view.today), by=view.today):
        return None
    return Notice(key=key, plan="", board=board.slug, ref="", capacity=Capacity.CO_ORDINATOR, reason=reason)


def summary_day(board: Board, view: View, *, lived_on: date | None = None) -> date | None:
    """The week's day whose summary would go today; None on a day without one."""
    calendar = view.policy.working_days(board.slug)
    week = calendar.first_of_week(view.today)
    if week is None or not calendar.is_working(view.today) or not _is_the_day(week, lived_on, view.today):
        return None
    return week


def _is_the_day(week: date, lived_on: date | None, today: date) -> bool:
    return week <= today and (today == week or (lived_on is not None and lived_on < week))


def summary_lines(board: Board, post: FromThePost, view: View, *, count: BoardCount | None = None) -> Iterator[str]:
    """Each thing that waits for the co-ordinator of a board, with how often and what settles it."""
    found = count or count_of(board, view)
    yield from _line(
        found.unconfirmed, "action prints", "actions print", "a lead nobody confirmed", "people unconfirmed"
    )
    yield from _line(found.undated, "action has", "actions have", "no target date", "answer PLAN REF new-date")
    yield from _line(found.to_verify, "completion is", "completions are", "to be verified", "answer PLAN REF verify")
    yield from _requests(found)
    yield from _people(found, view)
    yield from _line(post.failed, "mail", "mails", "could not be delivered this week", "outbox list")
    yield from _line(post.resent, "mail went", "mails went", "a second time this week", "outbox list --all")
    yield from _line(post.unread_feeds, "calendar feed was", "calendar feeds were", "not read for 30 days", "feed list")
    yield from _carrying(found, view)


def _line(number: int, one: str, many: str, what: str, command: str) -> Iterator[str]:
    if number:
        yield f"{counted(number, one, many)} {what}: chaser {command}"


def _requests(found: BoardCount) -> Iterator[str]:
    """Requests that wait for somebody's word, and for how long the oldest has."""
    if found.waiting:
        oldest = f"the oldest for {counted(found.longest, 'working day')}"
        number = counted(found.waiting, "request waits", "requests wait")
        yield f"{number} for an answer, {oldest}: chaser answer PLAN REF grant, or decline"


def _people(found: BoardCount, view: View) -> Iterator[str]:
    """Leads to whom no mail goes, and leads who have turned their digests to weekly."""
    leads = {lead for of_plan in found.led.values() for lead in of_plan}
    people = [view.snapshot.people[lead] for lead in leads if lead in view.snapshot.people]
    suspended = sum(1 for each in people if each.suspended)
    weekly = sum(1 for each in people if each.digest is Frequency.WEEKLY)
    yield from _line(suspended, "lead gets", "leads get", "no mail, because it came back", "bounces list")
    yield from _line(weekly, "lead has", "leads have", "chosen weekly digests", "people import")


def _carrying(found: BoardCount, view: View) -> Iterator[str]:
    """Whoever alone leads a third of a plan's open actions or more."""
    for slug, of_plan in sorted(found.open_actions.items()):
        if of_plan < FROM_ACTIONS:
            continue
        for lead, number in sorted(found.led[slug].items()):
            if Fraction(number, of_plan) >= MUCH:
                share = f"{number} of the {of_plan} open actions of {slug}"
                yield f"{view.name(lead)} leads {share}: chaser answer PLAN REF reassign"
