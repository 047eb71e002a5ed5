"""What waits for somebody's word after an answer, told when it is new and then once a week; and copies of answers.

The co-ordinator hears of completions to verify, of requests, and of actions that are said to be nobody's; another
agency of what it should take over. What only the chair or the board can decide is chair_reasons'.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rules.answer_words import answer_in_words
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Capacity, unreachable
from scheduler.rules.requests import asked_reason, turn
from scheduler.rules.told import NoticeKey, sunday_before, target_key
from scheduler.rules.view import View


def about_answers(commitment: Commitment, view: View) -> Iterator[Notice]:
    """Every notice about an answer that is due today and was not told."""
    if commitment.answered.answers and view.calendar(commitment).is_working(view.today):
        due = [*_for_the_desk(commitment, view), *_for_others(commitment, view)]
        yield from (each for each in due if each.key not in view.told)


def _for_the_desk(commitment: Commitment, view: View) -> Iterator[Notice]:
    owner, answered = view.board(commitment).co_ordinator, commitment.answered
    now = view.once(turn, commitment)
    if answered.claim and commitment.unverified and commitment.status is Status.COMPLETE:
        reason = answer_in_words(answered.claim, view)
        yield from _weekly(NoticeKind.TO_VERIFY, answered.claim.on, owner, reason, commitment, view)
    if now and answered.request and answered.asked_on:
        reason = asked_reason(answered.request, now, view)
        yield from _weekly(NoticeKind.TO_GRANT, answered.asked_on, owner, reason, commitment, view)
    whose = set(answered.not_mine) & set(commitment.leads) if "#" not in commitment.ref else set()
    for who in sorted(whose):  # a step's leads are its action's, and so is what they said
        said = answered.not_mine[who]
        by = view.calendar(commitment).after(said.on, view.policy.request_days)
        reason = f"{answer_in_words(said, view)}; to be settled by {day_in_words(by)}"
        yield from _weekly(NoticeKind.NOT_MINE, said.on, owner, reason, commitment, view)


def _for_others(commitment: Commitment, view: View) -> Iterator[Notice]:
    """What goes beyond the desk waits, as all mail does, until the plan is released."""
    if view.snapshot.plans[commitment.plan].released_on is None:
        return
    yield from _copies(commitment, view)
    request, now = commitment.answered.request, view.once(turn, commitment)
    if request is None or now is None:
        return
    if now.person and not now.head and now.person != view.board(commitment).co_ordinator:
        reason = asked_reason(request, now, view)
        yield from _weekly(NoticeKind.TO_GRANT, now.since, now.person, reason, commitment, view)


def _weekly(
    kind: NoticeKind, since: date, person: str, reason: str, commitment: Commitment, view: View
) -> Iterator[Notice]:
    """On the day it is new, and then on each week's first working day."""
    if since > view.today:
        return
    slot = max(since, view.calendar(commitment).first_of_week(view.today) or since)
    notice = _notice(kind, slot, person, reason, commitment, view)
    after = max(since - timedelta(days=1), sunday_before(view.today))
    if not view.told.has_told(notice.key, after=after, by=view.today):
        yield notice


def _copies(commitment: Commitment, view: View) -> Iterator[Notice]:
    for answer in commitment.answered.answers:
        for person in answer.copies:
            if answer.on <= view.today and not unreachable(view.snapshot.people.get(person), view.today):
                copied = _notice(NoticeKind.COPY, answer.on, person, answer_in_words(answer, view), commitment, view)
                key = replace(copied.key, commitment=f"answer:{answer.number}", target="undated")
                yield replace(copied, key=key)


def _notice(kind: NoticeKind, slot: date, person: str, reason: str, commitment: Commitment, view: View) -> Notice:
    board, target = view.board(commitment), target_key(commitment.target)
    capacity = _capacity(kind, person, commitment, view)
    return Notice(
        key=NoticeKey(commitment=commitment.key, target=target, kind=kind, slot=slot, person=person),
        plan=commitment.plan,
        board=board.slug,
        ref=commitment.ref,
        capacity=capacity,
        reason=reason,
    )


def _capacity(kind: NoticeKind, person: str, commitment: Commitment, view: View) -> Capacity:
    board = view.board(commitment)
    if kind is NoticeKind.COPY:
        return Capacity.LEAD
    return Capacity.CO_ORDINATOR if person == board.co_ordinator else Capacity.MANAGER
