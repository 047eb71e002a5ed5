"""Why an action was or was not chased: its whole story on a day, from the same rules that decide."""

from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.answer_words import answer_in_words
from scheduler.rules.chair_reasons import chair_reasons
from scheduler.rules.days_in_words import day_in_words, due_in_words, listed
from scheduler.rules.decide import decide, verdicts_on
from scheduler.rules.decisions import Notice, Silence, Verdict
from scheduler.rules.escalation import first_heard
from scheduler.rules.known import Known, foretold, known_on
from scheduler.rules.ladder import NoticeKind, next_slot
from scheduler.rules.lasting import about_lasting, lasting_in_words
from scheduler.rules.next_step import MANAGER_AS, NextStep, next_chair, next_step
from scheduler.rules.policy import Policy, StepTo
from scheduler.rules.presenting import aim_of
from scheduler.rules.read_as import read_as
from scheduler.rules.recipients import Capacity, lead_recipients
from scheduler.rules.requests import turn, turn_in_words
from scheduler.rules.told import Told, target_key
from scheduler.rules.undated import next_question
from scheduler.rules.view import View

TOLD_AS = {
    NoticeKind.REMINDER: "reminded",
    NoticeKind.LATE: "told that it is late",
    NoticeKind.UNDATED: "asked for a date",
    NoticeKind.MANAGER: "told as line manager",
    NoticeKind.CHAIR: "told for the board",
    NoticeKind.TO_VERIFY: "asked to verify it",
    NoticeKind.TO_GRANT: "told what is asked",
    NoticeKind.NOT_MINE: "told that it is said to be somebody else's",
    NoticeKind.ASSURANCE: "asked for a line of assurance",
    NoticeKind.UNASSURED: "told that no line of assurance came",
    NoticeKind.PRESENTED: "asked whether it was presented",
    NoticeKind.RUNS_OUT: "asked whether it runs out",
    NoticeKind.LOOK: "shown what the chair is to read",
    NoticeKind.NOBODY_LEADS: "told that nobody leads it",
}

A_YEAR = timedelta(days=365)
NO_MEETING = "It has no target date, and no board meeting is known before which it could be asked about."
NOBODY_FURTHER = "Nobody further can be told: no chair or vice-chair can be reached."


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


def explain(
    commitment: Commitment, snapshot: Snapshot, told: Told, policy: Policy, today: date, *, present: date | None = None
) -> Story:
    """The story of a commitment on a day: target date, standing, leads, what was told, that day, what comes next.

    `present` is the real today where the story is of another day: of a past one it tells what was known then, of one
    to come what would be.
    """
    known = _known(commitment, snapshot, told, policy, today, present or today)
    commitment, view = known.commitment, View(known.snapshot, known.told, policy, today)
    standing = f"On {day_in_words(today)}: {view.standing(commitment).words}."
    chapters = (
        Chapter(heading="Target date", sentences=_target(commitment)),
        Chapter(heading="Standing", sentences=(standing, known.apart) if known.apart else (standing,)),
        Chapter(heading="Who is told", sentences=_leads(commitment, view)),
        *_answers(commitment, view),
        *_lasting(commitment, view),
        Chapter(heading="Told so far", sentences=_told(commitment, view)),
        Chapter(heading=day_in_words(today), sentences=_today(commitment, view)),
        Chapter(heading="Next", sentences=_next(commitment, view)),
        *_for_the_chair(commitment, view),
    )
    return Story(key=commitment.key, ref=commitment.ref, title=commitment.title, day=today, chapters=chapters)


def _known(commitment: Commitment, snapshot: Snapshot, told: Told, policy: Policy, today: date, present: date) -> Known:
    if today < present:
        return known_on(today, commitment, snapshot, told)
    if today > present:
        return foretold(today, commitment, snapshot, told, policy, since=present, decide=decide)
    return Known(commitment=commitment, snapshot=snapshot, told=told)


def _target(commitment: Commitment) -> tuple[str, ...]:
    target = commitment.target
    if target is None:
        return ("The plan gives no target date.",)
    origin = f"{_source(commitment)} “{target.words}”: due {due_in_words(target)}"
    read = f", {how}." if (how := read_as(target)) else "."
    moves = tuple(f"Before that it was “{was.words}”: due {due_in_words(was)}." for was in commitment.was)
    question = (f"To be confirmed: {target.question}.",) if target.question else ()
    return (origin + read, *moves, *question)


def _source(commitment: Commitment) -> str:
    """Whose words a target date is in: the plan's, or an answer's that set it."""
    if commitment.came_back:
        return "By the word of an answer it is"
    set_by_answer = any(each.target == commitment.target for each in commitment.answered.answers)
    return "Its new date in the words of an answer is" if set_by_answer else "The plan says"


def _leads(commitment: Commitment, view: View) -> tuple[str, ...]:
    sentences = []
    for to in lead_recipients(commitment, view.snapshot, view.today):
        name = view.name(to.person)
        if to.capacity is Capacity.DEPUTY:
            sentences.append(f"{name}, who covers for {to.covers}.")
        elif to.capacity is Capacity.CO_ORDINATOR:
            sentences.append(f"{name}, co-ordinator, because {to.why}.")
        else:
            sentences.append(f"{name}, lead, {to.why}." if to.why else f"{name}, lead.")
    return tuple(sentences)


def _answers(commitment: Commitment, view: View) -> tuple[Chapter, ...]:
    """What was answered, oldest first, and what waits for whose word; no chapter where nobody answered."""
    said = [f"{answer_in_words(each, view)}." for each in commitment.answered.answers if each.on <= view.today]
    now = turn(commitment, view)
    waits = [f"{turn_in_words(now)}."] if now else []
    return (Chapter(heading="Answers", sentences=(*said, *waits)),) if said else ()


def _lasting(commitment: Commitment, view: View) -> tuple[Chapter, ...]:
    """What outlasts its completion, or is asked of it at meetings; no chapter where there is nothing of the kind."""
    said = lasting_in_words(commitment, view)
    return (Chapter(heading="What lasts", sentences=said),) if said else ()


def _told(commitment: Commitment, view: View) -> tuple[str, ...]:
    targets = dict.fromkeys(target_key(each) for each in (None, *commitment.was, commitment.target))
    notices = [n for target in targets for n in view.told.about(commitment.key, target)]
    sentences = tuple(
        f"{view.name(n.key.person)}: {TOLD_AS[n.key.kind]}, for {day_in_words(n.key.slot)}, "
        + (f"accepted on {day_in_words(n.accepted_on)}." if n.accepted_on else "on its way, not accepted yet.")
        for n in notices
    )
    return sentences or ("Nobody has been told of it.",)


def _today(commitment: Commitment, view: View) -> tuple[str, ...]:
    waits = view.snapshot.plans[commitment.plan].released_on is None
    decided = (*verdicts_on(commitment, view), *about_lasting(commitment, view))
    return tuple(_verdict(verdict, view, waits=waits) for verdict in decided)


def _verdict(verdict: Verdict, view: View, *, waits: bool) -> str:
    if isinstance(verdict, Notice):
        will = "would be told if the plan were released" if waits else "is told"
        return f"{view.name(verdict.key.person)} {will}: {verdict.reason}."
    if isinstance(verdict, Silence):
        whom = f"{view.name(verdict.person)} is not told" if verdict.person else "Nobody is told"
        return f"{whom}: {verdict.reason}."
    return f"Held: {verdict.what}. Cure: {verdict.cure}."


def _for_the_chair(commitment: Commitment, view: View) -> tuple[Chapter, ...]:
    """Each reason for the chair within the year, with the first day on which a mail may carry it."""
    if view.snapshot.plans[commitment.plan].released_on is None:
        return ()
    reasons = chair_reasons(commitment, view, by=view.today + A_YEAR, whole=True)
    said = tuple(f"{each.words[:1].upper()}{each.words[1:]}: from {day_in_words(each.from_on)} on." for each in reasons)
    return (Chapter(heading="Reasons for the chair", sentences=said),) if said else ()


def _next_question(commitment: Commitment, view: View) -> tuple[str, ...]:
    """What comes next of something undated: the question before the board's next meeting, and the chair."""
    slot = next_question(commitment, view)
    asked = f"It is asked about on {day_in_words(slot.on)}: {slot.why}." if slot else NO_MEETING
    return (asked, *(_untouched(commitment, view) if commitment.answered.request else ()))


def _next(commitment: Commitment, view: View) -> tuple[str, ...]:
    if commitment.is_over:
        lasts = bool(lasting_in_words(commitment, view))
        return ("Beyond what lasts, nothing more is planned." if lasts else "Nothing more is planned.",)
    if commitment.target is None:
        return _next_question(commitment, view)
    calendar, aim = view.calendar(commitment), aim_of(commitment, view)
    slot = next_slot(commitment.target, view.today, policy=view.policy, calendar=calendar, aim=aim)
    first = f"The next rung is on {day_in_words(slot.on)}: {slot.why}."
    heard = first_heard(commitment, NoticeKind.LATE, view)
    return (first, *(_escalation(commitment, view) if heard else _untouched(commitment, view)))


def _untouched(commitment: Commitment, view: View) -> tuple[str, ...]:
    board = view.board(commitment)
    if view.snapshot.plans[commitment.plan].released_on is None:
        return (f"{board.name}'s chair hears nothing of it before the plan is released.",)
    if view.policy.after(StepTo.CHAIR) is None and commitment.answered.request is None:
        return ("The chair is not told: the steps of escalation name none.",)
    step = next_chair(commitment, view)
    if step is None:
        return (NOBODY_FURTHER,)
    when = f"Untouched, {board.name}'s chair would hear on {day_in_words(step.on)} at the earliest."
    return (when, *_seen_before(step, commitment, view))


def _seen_before(step: NextStep, commitment: Commitment, view: View) -> tuple[str, ...]:
    """Who sees a mail to the chair before it goes, while that is still to come."""
    if step.look_on is None or step.look_on < view.today:
        return ()
    owner = view.name(view.board(commitment).co_ordinator)
    return (f"{owner} sees that mail on {day_in_words(step.look_on)}, and may add a line or hold it for a week.",)


def _escalation(commitment: Commitment, view: View) -> tuple[str, ...]:
    step = next_step(commitment, view)
    if step is None:
        return (NOBODY_FURTHER,)
    whom = listed([view.name(person) for person in step.people])
    role = MANAGER_AS[step.capacity] if step.to is StepTo.MANAGER else "for the board"
    heard = first_heard(commitment, NoticeKind.CHAIR, view)
    again = f" The chair first heard on {day_in_words(heard)}." if heard else ""
    when = f"Next to hear: {whom}, {role}, on {day_in_words(step.on)}.{again}"
    return (when, *_seen_before(step, commitment, view))
