"""A model of a house, without a database: a register that changes by the day, rounds, and mails with their fates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import cycle

from scheduler.plans.answers import Answer
from scheduler.plans.boards import Board, MeetingStatus
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.answers import Admitted, Effects, admit
from scheduler.rules.decide import decide
from scheduler.rules.decisions import Decisions, Notice
from scheduler.rules.groups import with_members
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.running_out import as_it_stands
from scheduler.rules.told import Told, ToldNotice
from scheduler.rules.view import View

ESCALATION_LIVES = timedelta(days=5)  # delivery.md, "The outbox", 4
TO_HEADS = frozenset({NoticeKind.MANAGER, NoticeKind.CHAIR, NoticeKind.EXCEPTION_NOTE})
AT_ONCE, FAILS = 0, -1


@dataclass
class ModelMail:
    """One mail to one person; `fate` is the number of days until it is accepted, or FAILS."""

    day: date
    person: str
    is_digest: bool
    notices: tuple[Notice, ...]
    fate: int
    accepted_on: date | None = None
    given_back: bool = False


@dataclass
class ModelHouse:
    """Rounds and their post. `fates` are those of its mails, in turn; a mail fails or is accepted as outbox says."""

    register: Snapshot
    policy: Policy
    fates: Sequence[int] = (AT_ONCE,)
    mails: list[ModelMail] = field(default_factory=list)
    waiting: list[ModelMail] = field(default_factory=list)

    accepted: list[ToldNotice] = field(default_factory=list)
    about: dict[tuple[str, str, NoticeKind], list[tuple[ModelMail, Notice]]] = field(default_factory=dict)
    told_before: Told = field(default_factory=Told)

    def __post_init__(self) -> None:
        self._fates = cycle(self.fates)

    def seen(self, today: date) -> Snapshot:
        """The register as the rules look at it: completions that run out open again, groups as their members."""
        return replace(
            self.register, commitments=tuple(self._as_seen(each, today) for each in self.register.commitments)
        )

    def told(self, today: date) -> Told:
        """What counts as told: digests of earlier days that have not gone are replaced, and do not."""
        self.waiting = [mail for mail in self.waiting if mail.accepted_on is None and not mail.given_back]
        going = [mail for mail in self.waiting if not mail.is_digest or mail.day == today]
        on_their_way = (ToldNotice(key=notice.key, accepted_on=None) for mail in going for notice in mail.notices)
        return Told((*self.accepted, *on_their_way))

    def round(self, today: date) -> Decisions:
        """One round: what it decides is posted, but for a second digest on one day; digests of before are replaced."""
        self.told_before = self.told(today)
        decided = decide(self.seen(today), self.told_before, self.policy, today)
        for mail in _mails_of(decided, today):
            if not (mail.is_digest and self.has_digest(mail.person, today)):
                mail.fate = next(self._fates)
                self._write(mail)
        for mail in self.waiting:
            mail.given_back = mail.given_back or (mail.is_digest and mail.day < today)
        return decided

    def deliver(self, today: date) -> bool:
        """What is accepted today, and what comes to its end untold: False where any did, and is due again."""
        before = sum(mail.given_back for mail in self.waiting)
        for mail in self.waiting:
            is_over = mail.fate == FAILS or (not mail.is_digest and today - mail.day > ESCALATION_LIVES)
            if is_over:
                mail.given_back = True
            elif not mail.given_back and today - mail.day >= timedelta(days=mail.fate) and self._goes_on(mail, today):
                mail.accepted_on = today
                self.accepted += [ToldNotice(key=notice.key, accepted_on=today) for notice in mail.notices]
        return sum(mail.given_back for mail in self.waiting) == before

    def hear(self, answer: Answer) -> bool:
        """Record an answer where the rules admit it, with what it changes."""
        seen = self.seen(answer.on)
        found = next(each for each in seen.commitments if each.key == answer.commitment)
        view = View(seen, Told(), self.policy, answer.on)
        answer = replace(answer, number=len(found.answered.answers) + 1)
        admitted = admit(answer, found, view, meeting_on=self._next_meeting(view.board(found), answer.on))
        if not isinstance(admitted, Admitted):
            return False
        said = fold_answers([*found.answered.answers, admitted.answer])
        kept = next(each for each in self.register.commitments if each.key == answer.commitment)
        before = found if found.came_back else kept
        self.change(_changed(replace(before, answered=said, leads=kept.leads), admitted.effects, answer.on))
        return True

    def change(self, changed: Commitment) -> None:
        """Put a commitment as it stands now in the place of what it was; its steps go with it."""
        now = [changed if each.key == changed.key else each for each in self.register.commitments]
        together = (_with_action(each, changed) if _is_step(each, changed) else each for each in now)
        self.register = replace(self.register, commitments=tuple(together))

    def _write(self, mail: ModelMail) -> None:
        self.mails.append(mail)
        self.waiting.append(mail)
        for notice in mail.notices:
            about = (notice.key.commitment, notice.key.target, notice.key.kind)
            self.about.setdefault(about, []).append((mail, notice))

    def has_digest(self, person: str, today: date) -> bool:
        """Whether a person has had their one digest of the day."""
        return any(m.is_digest and m.person == person and m.day == today and not m.given_back for m in self.mails[-60:])

    def _as_seen(self, commitment: Commitment, today: date) -> Commitment:
        calendar = self.policy.working_days(self.register.plans[commitment.plan].board)
        return with_members(as_it_stands(commitment, self.policy, calendar, today), self.register.people)

    def _goes_on(self, mail: ModelMail, today: date) -> bool:
        return any(self.policy.working_days(notice.board).is_working(today) for notice in mail.notices)

    def _next_meeting(self, board: Board, today: date) -> date | None:
        ahead = (
            each.on
            for each in self.register.meetings
            if each.on >= today and each.status is MeetingStatus.CONFIRMED
            if self.register.board_series.get(each.series) == board.slug
        )
        return min(ahead, default=None)


def _mails_of(decided: Decisions, today: date) -> Iterator[ModelMail]:
    """One digest a person, and one mail to a manager or chair for each board."""
    grouped: dict[tuple[str, str, str], list[Notice]] = {}
    for notice in decided.notices:
        to_head = notice.key.kind in TO_HEADS
        to_manager = "manager" if notice.key.kind is NoticeKind.MANAGER else ""
        group = (notice.key.person, notice.board if to_head else "", to_manager)
        grouped.setdefault(group, []).append(notice)
    for (person, board, _), notices in sorted(grouped.items()):
        yield ModelMail(day=today, person=person, is_digest=not board, notices=tuple(notices), fate=AT_ONCE)


def _changed(commitment: Commitment, effects: Effects, on: date) -> Commitment:
    """A commitment after an answer, as the register keeps it."""
    if effects.status is not None:
        commitment = replace(
            commitment,
            status=effects.status,
            unverified=effects.unverified,
            completed_on=effects.completed_on,
            complete_since=(commitment.complete_since or on) if effects.status is Status.COMPLETE else None,
        )
    if effects.target:
        slips = (commitment.target,) if commitment.target and effects.is_slip else ()
        moved_on = on if slips else commitment.moved_on
        commitment = replace(
            commitment, was=(*commitment.was, *slips), target=effects.target, moved_on=moved_on, came_back=""
        )
    if effects.waiting_for is not None:
        commitment = replace(commitment, waiting_for=effects.waiting_for)
    return replace(commitment, leads=(effects.lead,)) if effects.lead else commitment


def _is_step(commitment: Commitment, action: Commitment) -> bool:
    return commitment.key.startswith(f"{action.key}#")


def _with_action(step: Commitment, action: Commitment) -> Commitment:
    """A step under its action's leads: complete, waiting or closed with it."""
    done = action.status is Status.COMPLETE
    answered = replace(step.answered, waiting=action.answered.waiting, not_mine=action.answered.not_mine)
    closed_on = step.answered.closed_on or action.answered.closed_on
    return replace(
        step,
        leads=action.leads,
        waiting_for=action.waiting_for,
        status=Status.COMPLETE if done else step.status,
        unverified=action.unverified if done else step.answered.claim is not None,
        answered=replace(answered, closed_on=closed_on),
    )
