"""Taking an answer in: the rules asked, the register written, in one transaction. Links, pages and commands call it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind, Road
from scheduler.plans.target_dates import Recurrence, TargetDate
from scheduler.register.answers import record_answer
from scheduler.register.coming_back import reopen
from scheduler.register.lookups import NotInRegister, find_commitment
from scheduler.rounds.coming import coming_meeting
from scheduler.rounds.happenings import tell_of_answer
from scheduler.rounds.look import look
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.scene import Scene
from scheduler.rules.answers import Admitted, Refused, admit


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody said, before anybody looked whether they may: fields as in plans/answers.py.

    `meeting` may also be the name of a meeting of the board ("2027Q1") or its day, written like 2027-03-09.
    `who` is an address, or THE_BOARD; `recorded_by` is empty where they wrote it down themselves.
    """

    kind: AnswerKind
    who: str
    road: Road
    recorded_by: str = ""
    name: str = ""
    words: str = ""
    evidence: str = ""
    target: TargetDate | None = None
    whom: str = ""
    until: date | None = None
    minute: str = ""
    every: Recurrence | None = None
    meeting: str = ""
    takes_back: int = 0


def take_answer(
    session: Session, orders: StandingOrders, plan: str, ref: str, said: Said, *, at: datetime, now: datetime
) -> Admitted | Refused:
    """Record an answer about an action or milestone in the caller's transaction, or say what is wrong with it.

    `at` is when it was said and `now` when it is recorded (both aware). A refused one changes nothing. Raises
    NotInRegister for an unknown plan or ref, and for what nobody is chased for: a closed plan's, or a milestone
    that was worked out and not confirmed.
    """
    key = find_commitment(session, plan, ref)
    scene = look(session, orders, orders.local_day(at))
    commitment = next((each for each in scene.snapshot.commitments if each.key == key), None)
    if commitment is None:
        cure = "its plan is closed, or its date was worked out and nobody confirmed it"
        raise NotInRegister(thing=f"commitment {ref!r} that can be answered", place=f"plan {plan!r}", cure=cure)
    meeting = coming_meeting(scene.view.board(commitment).slug, scene)
    answer = _answer(said, commitment.key, at=at, scene=scene)
    decided = admit(answer, commitment, scene.view, meeting_on=meeting.on if meeting else None)
    if isinstance(decided, Refused):
        return decided
    if commitment.came_back:
        reopen(session, commitment, on=scene.today, now=now)
    recorded = record_answer(session, plan, decided, now=now)
    tell_of_answer(session, commitment, decided.effects, recorded, now=now)
    return replace(decided, answer=recorded)


def _key(address: str, scene: Scene) -> str:
    """What whoever is named by any of their addresses is known by; the address itself, in lower case, for nobody's."""
    wanted = address.strip().lower()
    return next((each.email for each in scene.snapshot.people.values() if wanted in each.addresses), wanted)


def _answer(said: Said, commitment: str, *, at: datetime, scene: Scene) -> Answer:
    who = said.who if said.who == THE_BOARD else _key(said.who, scene)
    takes_over = said.kind in {AnswerKind.REASSIGN, AnswerKind.DECLINE}
    return Answer(
        at=at,
        on=scene.today,
        commitment=commitment,
        kind=said.kind,
        who=who,
        name=said.name.strip(),
        recorded_by=said.recorded_by or who,
        road=said.road,
        words=said.words.strip(),
        evidence=said.evidence.strip(),
        target=said.target,
        whom=_key(said.whom, scene) if takes_over else said.whom.strip(),
        until=said.until,
        minute=said.minute.strip(),
        every=said.every,
        meeting=said.meeting.strip(),
        takes_back=said.takes_back,
    )
