"""What is wrong with an answer: what it lacks, who may not give it, and what it does not fit. All of it at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.assurances import is_standing
from scheduler.rules.days_in_words import day_in_words, listed
from scheduler.rules.lasting_checks import lasting_fault
from scheduler.rules.powers import Part, may_decide, parts_of
from scheduler.rules.raised import WAITS_FOR_A_MEETING, coming_in_words, meeting_named
from scheduler.rules.recipients import unreachable
from scheduler.rules.view import View


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong with an answer, and the cure."""

    what: str
    cure: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """An answer beside what it is about. `meeting_on` is the day of the next board meeting, None if none is known."""

    answer: Answer
    commitment: Commitment
    view: View
    meeting_on: date | None

    @property
    def parts(self) -> frozenset[Part]:
        """What the person who answers is to the commitment."""
        return parts_of(self.answer.who, self.commitment, self.view)

    @property
    def is_decision(self) -> bool:
        """Whether the chair or the board decides by themselves what others can only ask for."""
        return bool(self.parts & AT_THE_HEAD)  # where nobody stands who leads it themselves


PARTIES = frozenset({Part.LEAD, Part.DEPUTY, Part.MANAGER, Part.CO_ORDINATOR})
AT_THE_HEAD = frozenset({Part.HEAD, Part.BOARD})
MAY_SAY: dict[AnswerKind, frozenset[Part]] = {
    AnswerKind.PROGRESS: PARTIES,
    AnswerKind.COMPLETE: PARTIES,
    AnswerKind.VERIFY: frozenset({Part.CO_ORDINATOR, Part.HEAD}),
    AnswerKind.RETURN: frozenset({Part.CO_ORDINATOR, Part.HEAD}),
    AnswerKind.NEW_DATE: PARTIES | AT_THE_HEAD,
    AnswerKind.WAITING: PARTIES,
    AnswerKind.APPROVE_WAITING: AT_THE_HEAD,
    AnswerKind.NOT_MINE: frozenset({Part.LEAD, Part.DEPUTY}),
    AnswerKind.REASSIGN: frozenset({Part.MANAGER, Part.CO_ORDINATOR}) | AT_THE_HEAD,
    AnswerKind.CLOSE: PARTIES | AT_THE_HEAD,
    AnswerKind.CORRECT: frozenset({Part.CO_ORDINATOR}),
    AnswerKind.NOTED: AT_THE_HEAD,
    AnswerKind.RAISE: AT_THE_HEAD,
    AnswerKind.ASSURANCE: PARTIES,
    AnswerKind.STANDING: frozenset({Part.CO_ORDINATOR}) | AT_THE_HEAD,
    AnswerKind.END_STANDING: frozenset({Part.CO_ORDINATOR}) | AT_THE_HEAD,
    AnswerKind.RUNS_OUT: frozenset({Part.CO_ORDINATOR}) | AT_THE_HEAD,
    AnswerKind.PRESENTED: PARTIES | AT_THE_HEAD,
    AnswerKind.NOT_PRESENTED: PARTIES | AT_THE_HEAD,
}
NEEDS: dict[AnswerKind, tuple[tuple[str, str], ...]] = {
    AnswerKind.PROGRESS: (("words", "say how it is going"),),
    AnswerKind.COMPLETE: (("evidence", "say where the evidence is"),),
    AnswerKind.RETURN: (("words", "say what is still missing"),),
    AnswerKind.NEW_DATE: (("target", "name the new date"), ("words", "give the reason")),
    AnswerKind.DECLINE: (("words", "give the reason"),),
    AnswerKind.WAITING: (("whom", "say for whom"), ("until", "say until when")),
    AnswerKind.APPROVE_WAITING: (("minute", "name the minute of the decision"),),
    AnswerKind.NOT_MINE: (("whom", "say whose it may be"),),
    AnswerKind.REASSIGN: (("whom", "name who takes it over"),),
    AnswerKind.CLOSE: (("words", "give the reason"),),
    AnswerKind.CORRECT: (("target", "name the date that the plan means"), ("words", "say what was misread")),
    AnswerKind.ASSURANCE: (("words", "say in one line how it is kept up"),),
    AnswerKind.STANDING: (("every", "say how often it comes round"),),
    AnswerKind.END_STANDING: (("words", "give the reason"),),
}
CALLED = {
    "words": "a reason or note",
    "evidence": "evidence",
    "target": "a date",
    "until": "a last day",
    "whom": "a name",
    "minute": "a minute",
    "every": "how often",
}
OF_A_MEETING = frozenset({AnswerKind.PRESENTED, AnswerKind.NOT_PRESENTED})
OF_WHAT_LASTS = frozenset(
    {AnswerKind.ASSURANCE, AnswerKind.STANDING, AnswerKind.END_STANDING, AnswerKind.RUNS_OUT, *OF_A_MEETING}
)
OF_THE_ACTION = OF_WHAT_LASTS | {
    AnswerKind.WAITING,
    AnswerKind.APPROVE_WAITING,
    AnswerKind.NOT_MINE,
    AnswerKind.REASSIGN,
}
OF_ITS_LEAD = frozenset({AnswerKind.NOT_MINE, AnswerKind.REASSIGN, AnswerKind.GRANT, AnswerKind.DECLINE})
SETTLES = frozenset({AnswerKind.VERIFY, AnswerKind.RETURN})
ASKS = frozenset({AnswerKind.NEW_DATE, AnswerKind.CLOSE, AnswerKind.REASSIGN})
DECIDES = frozenset({AnswerKind.GRANT, AnswerKind.DECLINE})


def problems_of(case: Case) -> tuple[Problem, ...]:
    """Everything that keeps an answer from being recorded; empty when it can be."""
    of_itself = (_lacks, _sayer, _minute, _stage, _claim, _step, _lasting, _last_day)
    checks = (*of_itself, _asked_twice, _date, _taken_over, _approval, _noted, _decision)
    return tuple(problem for check in checks for problem in check(case))


def _lacks(case: Case) -> Iterator[Problem]:
    for name, cure in NEEDS.get(case.answer.kind, ()):
        if not getattr(case.answer, name):
            yield Problem(what=f"“{case.answer.kind}” needs {CALLED[name]}", cure=cure)


def _sayer(case: Case) -> Iterator[Problem]:
    """Who says it is known, may say it, and is a person."""
    answer, person = case.answer, case.view.snapshot.people.get(case.answer.who)
    if answer.who != THE_BOARD and person is None:
        yield Problem(what=f"{answer.who!r} is not in the directory", cure="name the address of a person who is")
        return
    if person and person.shared and not answer.name:
        yield Problem(what=f"{person.name} is a shared mailbox", cure="say who in it spoke, by name")
    able = MAY_SAY.get(answer.kind)
    if able is not None and not case.parts & able:
        who = person.name if person else answer.who
        roles = listed([part.value for part in Part if part in able])
        yield Problem(
            what=f"{who} may not say “{answer.kind}” of {case.commitment.ref}", cure=f"it takes one of: {roles}"
        )


def _minute(case: Case) -> Iterator[Problem]:
    """What is the chair's or the board's is theirs with the minute."""
    decides = case.answer.kind in {AnswerKind.NEW_DATE, AnswerKind.CLOSE} and case.is_decision
    request = case.commitment.answered.request
    grants = case.answer.kind is AnswerKind.GRANT and request is not None and bool(request.beyond)
    if case.answer.minute or not (decides or grants) or not case.parts & AT_THE_HEAD:
        return
    why = f": {request.beyond}" if grants and request else ""
    yield Problem(
        what=f"this is decided with the minute alone{why}",
        cure="name the minute of the decision",
    )


def _stage(case: Case) -> Iterator[Problem]:
    """The answer comes at a time when it means something."""
    commitment, kind = case.commitment, case.answer.kind
    closed_on, is_complete = commitment.answered.closed_on, commitment.status is Status.COMPLETE
    settles = kind in SETTLES
    if closed_on:
        what = f"{commitment.ref} was closed unfinished on {day_in_words(closed_on)}"
        yield Problem(what=what, cure="nothing more is recorded of it")
    elif is_complete and kind not in SETTLES | OF_WHAT_LASTS and not _is_of_its_lead(case):
        said = "was reported complete" if commitment.unverified else "is complete"
        yield Problem(what=f"{commitment.ref} {said}", cure="return it first if more is to be done")
    elif not is_complete and settles:
        yield Problem(what=f"nobody reported {commitment.ref} complete", cure="record the completion first")
    elif kind is AnswerKind.VERIFY and not commitment.unverified:
        yield Problem(what=f"{commitment.ref} is verified already", cure="nothing is left to do")


def _is_of_its_lead(case: Case) -> bool:
    """What is complete and comes round is asked of somebody: who leads it may still change."""
    return case.answer.kind in OF_ITS_LEAD and is_standing(case.commitment)


def _claim(case: Case) -> Iterator[Problem]:
    claim = case.commitment.answered.claim
    if case.answer.kind is AnswerKind.VERIFY and claim and claim.who == case.answer.who:
        yield Problem(what="nobody verifies what they reported themselves", cure="let the chair or co-ordinator do it")


def _step(case: Case) -> Iterator[Problem]:
    """A step of an action has no lead, wait or period of its own, and its completion does not run out."""
    ref, kind = case.commitment.ref, case.answer.kind
    lasts_for_a_time = kind in {AnswerKind.COMPLETE, AnswerKind.VERIFY} and case.answer.until is not None
    if "#" in ref and (kind in OF_THE_ACTION or lasts_for_a_time):
        action = ref.partition("#")[0]
        yield Problem(what=f"{ref} is a step of {action}", cure=f"say “{kind}” of {action}")


def _lasting(case: Case) -> Iterator[Problem]:
    fault = lasting_fault(case.answer, case.commitment, case.view)
    if fault:
        yield Problem(what=fault[0], cure=fault[1])


def _asked_twice(case: Case) -> Iterator[Problem]:
    request = case.commitment.answered.request
    if case.answer.kind in ASKS and request and request.kind is not case.answer.kind:
        yield Problem(what=f"“{request.kind}” was asked already", cure="have it granted or declined first")


def _date(case: Case) -> Iterator[Problem]:
    """A new date is a day or an interval to come, and another one than before."""
    target: TargetDate | None = case.answer.target
    if target is None:
        return
    if target.question:
        yield Problem(what=f"“{target.words}” leaves a doubt: {target.question}", cure="name a day, month or quarter")
    if target.due_on < case.answer.on and case.answer.kind is AnswerKind.NEW_DATE:
        yield Problem(what=f"{day_in_words(target.due_on)} is past", cure="name a date to come")
    if case.commitment.target and case.commitment.target.due_on == target.due_on:
        yield Problem(what=f"{day_in_words(target.due_on)} is its target date already", cure="name another")


def _last_day(case: Case) -> Iterator[Problem]:
    until = case.answer.until
    if until and until < case.answer.on:
        yield Problem(what=f"{day_in_words(until)} is past", cure="name a day to come")


def _taken_over(case: Case) -> Iterator[Problem]:
    if case.answer.kind is not AnswerKind.REASSIGN or not case.answer.whom:
        return
    whom = case.answer.whom
    person = case.view.snapshot.people.get(whom)
    fault = unreachable(person, case.view.today)
    if fault:
        yield Problem(what=f"{person.name if person else whom}: {fault}", cure="name somebody who can be mailed")
    elif case.commitment.leads == (whom,) and whom not in case.commitment.answered.not_mine:
        yield Problem(what=f"{case.view.name(whom)} leads {case.commitment.ref} already", cure="name somebody else")


def _approval(case: Case) -> Iterator[Problem]:
    if case.answer.kind is not AnswerKind.APPROVE_WAITING:
        return
    waiting = case.commitment.answered.waiting
    if waiting is None:
        yield Problem(what=f"nobody said what {case.commitment.ref} waits for", cure="record that first")
    elif waiting.who == case.answer.who:
        yield Problem(what="nobody approves what they asked for themselves", cure="let the chair or the board do it")


def _noted(case: Case) -> Iterator[Problem]:
    """What is noted or raised waits for a meeting that is known; the chair's own is the vice-chair's or board's."""
    if case.answer.kind not in WAITS_FOR_A_MEETING:
        return
    board = case.view.board(case.commitment)
    if meeting_named(case.answer, board, case.view) is None:
        known = coming_in_words(case.answer, board, case.view)
        what = f"{board.name} has no coming meeting {case.answer.meeting!r}" if known else ""
        cure = f"name one of: {known}" if known else f"give {board.name} its series of meetings in chaser.toml"
        yield Problem(what=what or f"no next meeting of {board.name} is known", cure=cure)
    if Part.LEAD in case.parts:
        does = "notes" if case.answer.kind is AnswerKind.NOTED else "raises"
        yield Problem(what=f"nobody {does} what they lead themselves", cure="let the vice-chair or the board do it")


def _decision(case: Case) -> Iterator[Problem]:
    if case.answer.kind not in DECIDES:
        return
    request, declines = case.commitment.answered.request, case.answer.kind is AnswerKind.DECLINE
    if declines and (case.answer.whom or request is None):
        yield from _stays(case)
    elif request is None:
        yield Problem(what=f"nothing is asked for {case.commitment.ref}", cure="record the request first")
    elif request.who == case.answer.who:
        yield Problem(what="nobody grants or declines their own request", cure=_who_can(request))
    elif Part.LEAD in case.parts and request.kind is not AnswerKind.REASSIGN:
        yield Problem(what="nobody decides on a request for what they lead themselves", cure=_who_can(request))
    elif not may_decide(case.answer.who, request, case.commitment, case.view):
        why = f": {request.beyond}" if request.beyond else ""
        yield Problem(what=f"this is not {case.view.name(case.answer.who)}'s to decide{why}", cure=_who_can(request))


def _stays(case: Case) -> Iterator[Problem]:
    """The co-ordinator's word that an action stays with somebody who said that it is not theirs."""
    not_mine = case.commitment.answered.not_mine
    if case.answer.whom not in not_mine:
        whom = f" by {case.view.name(case.answer.whom)}" if case.answer.whom else ""
        known = listed(sorted(not_mine))
        cure = f"name whose “not mine” it is: {known}" if known else "record the request first"
        yield Problem(what=f"nothing is asked for {case.commitment.ref}{whom}", cure=cure)
    elif not case.parts & {Part.CO_ORDINATOR, Part.HEAD, Part.BOARD} or case.answer.who == case.answer.whom:
        yield Problem(
            what=f"{case.view.name(case.answer.who)} may not say with whom it stays",
            cure="the co-ordinator settles it",
        )


def _who_can(request: Answer) -> str:
    if request.kind is AnswerKind.REASSIGN:
        return "the other agency agrees to it: who takes it over, or somebody else there"
    if request.beyond:
        return "the chair or the board decides, with the minute"
    return "the co-ordinator, the chair or the board decides"
