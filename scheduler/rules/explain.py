"""Why an action was or was not chased: its whole story on a day, from the same rules that decide."""

from dataclasses import dataclass
from datetime import date

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.days_in_words import day_in_words, due_in_words, listed
from scheduler.rules.decide import Held, Notice, Silence, verdicts_on
from scheduler.rules.escalation import chair_day, clock_start, next_step
from scheduler.rules.ladder import NoticeKind, next_slot
from scheduler.rules.policy import Policy, StepTo
from scheduler.rules.recipients import Capacity, lead_recipients
from scheduler.rules.standing import standing
from scheduler.rules.told import Told, target_key


TOLD_AS = {
    NoticeKind.REMINDER: "reminded",
    NoticeKind.LATE: "told that it is late",
    NoticeKind.MANAGER: "told as line manager",
    NoticeKind.CHAIR: "told for the board",
}


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One part of a story: what it is about, and its sentences in order."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Story:
    """All that is to be said of one commitment on one day."""

    key: str
    ref: str
    title: str
    day: date
    chapters: tuple[Chapter, ...]


def explain(commitment: Commitment, snapshot: Snapshot, told: Told, policy: Policy, today: date) -> Story:
    """The story of a commitment as of `today`: target date, standing, leads, what was told, today, what comes next."""
    board = snapshot.boards[snapshot.plans[commitment.plan].board]
    chapters = (
        Chapter(heading="Target date", sentences=_target(commitment)),
        Chapter(heading="Standing", sentences=_standing(commitment, board, policy, today)),
        Chapter(heading="Who is told", sentences=_leads(commitment, snapshot, today)),
        Chapter(heading="Told so far", sentences=_told(commitment, snapshot, told)),
        Chapter(heading=day_in_words(today), sentences=_today(commitment, snapshot, told, policy, today)),
        Chapter(heading="Next", sentences=_next(commitment, board, snapshot, told, policy, today)),
    )
    return Story(key=commitment.key, ref=commitment.ref, title=commitment.title, day=today, chapters=chapters)


def _target(commitment: Commitment) -> tuple[str, ...]:
    target = commitment.target
    if target is None:
        return ("The plan gives no target date.",)
    origin = f"The plan says “{target.words}”: due {due_in_words(target)}"
    read = f" (read by the rule “{target.rule}”, {target.certainty.value})." if target.rule else "."
    moves = tuple(f"Before that it was “{was.words}”: due {due_in_words(was)}." for was in commitment.was)
    question = (f"To be confirmed: {target.question}.",) if target.question else ()
    return (origin + read, *moves, *question)


def _standing(commitment: Commitment, board: Board, policy: Policy, today: date) -> tuple[str, ...]:
    now = standing(commitment, today=today, policy=policy, calendar=policy.working_days(board.slug))
    return (f"On {day_in_words(today)}: {now.words}.",)


def _leads(commitment: Commitment, snapshot: Snapshot, today: date) -> tuple[str, ...]:
    sentences = []
    for to in lead_recipients(commitment, snapshot, today):
        name = _name(to.person, snapshot)
        if to.capacity is Capacity.DEPUTY:
            sentences.append(f"{name}, who covers for {to.covers}.")
        elif to.capacity is Capacity.CO_ORDINATOR:
            sentences.append(f"{name}, co-ordinator, because {to.why}.")
        else:
            sentences.append(f"{name}, lead.")
    return tuple(sentences)


def _told(commitment: Commitment, snapshot: Snapshot, told: Told) -> tuple[str, ...]:
    targets = [*commitment.was, commitment.target] if commitment.target else [*commitment.was]
    keys = dict.fromkeys([*(target_key(t) for t in targets), "undated"])
    notices = [n for key in keys for n in told.about(commitment.key, key)]
    sentences = tuple(
        f"{_name(n.key.person, snapshot)}: {TOLD_AS[n.key.kind]}, for {day_in_words(n.key.slot)}, "
        + (f"accepted on {day_in_words(n.accepted_on)}." if n.accepted_on else "on its way, not accepted yet.")
        for n in notices
    )
    return sentences or ("Nobody has been told of it.",)


def _today(commitment: Commitment, snapshot: Snapshot, told: Told, policy: Policy, today: date) -> tuple[str, ...]:
    plan = snapshot.plans[commitment.plan]
    waits = plan.released_on is None
    sentences = []
    for verdict in verdicts_on(commitment, snapshot, told, policy, today):
        if isinstance(verdict, Notice):
            will = "would be told if the plan were released" if waits else "is told"
            sentences.append(f"{_name(verdict.key.person, snapshot)} {will}: {verdict.reason}.")
        elif isinstance(verdict, Silence):
            whom = f"{_name(verdict.person, snapshot)} is not told" if verdict.person else "Nobody is told"
            sentences.append(f"{whom}: {verdict.reason}.")
        elif isinstance(verdict, Held):
            sentences.append(f"Held: {verdict.what}. Cure: {verdict.cure}.")
    return tuple(sentences)


def _next(
    commitment: Commitment, board: Board, snapshot: Snapshot, told: Told, policy: Policy, today: date
) -> tuple[str, ...]:
    if commitment.status is Status.COMPLETE or commitment.target is None:
        return ("Nothing more is planned.",)
    slot = next_slot(commitment.target, today, policy=policy, calendar=policy.working_days(board.slug))
    first = f"The next rung is on {day_in_words(slot.on)}: {slot.why}."
    return (first, *_escalation(commitment, commitment.target, board, snapshot, told, policy, today))


def _escalation(
    commitment: Commitment,
    target: TargetDate,
    board: Board,
    snapshot: Snapshot,
    told: Told,
    policy: Policy,
    today: date,
) -> tuple[str, ...]:
    clock = clock_start(commitment, told)
    if clock is None:
        calendar = policy.working_days(board.slug)
        late_on = max(calendar.after(target.due_on, 1), today)
        chair_on = chair_day(late_on, board, policy)
        if chair_on is None:
            return ()
        return (f"Untouched, {board.name}'s chair would hear on {day_in_words(chair_on)} at the earliest.",)
    step = next_step(commitment, board, snapshot, told, policy, today)
    if step is None:
        return ("Nobody further can be told: no chair or vice-chair can be reached.",)
    whom = listed([_name(person, snapshot) for person in step.people])
    role = "line manager" if step.to is StepTo.MANAGER else "for the board"
    heard = told.first_accepted(commitment.key, target_key(target), NoticeKind.CHAIR)
    again = f" The chair first heard on {day_in_words(heard)}." if heard else ""
    return (f"Next to hear: {whom}, {role}, on {day_in_words(step.on)}.{again}",)


def _name(address: str, snapshot: Snapshot) -> str:
    person = snapshot.people.get(address)
    return person.name if person else address
