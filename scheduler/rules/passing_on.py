"""What was decided of one commitment, said of another that is alike: the same notices, about it and to its leads."""

from collections.abc import Mapping

from scheduler.plans.commitments import Commitment
from scheduler.rules.decisions import Decided, Held, Notice, Silence, Verdict
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.told import NoticeKey


def passed_on(decided: Decided, of: Commitment, to: Commitment) -> Decided | None:
    """What was decided `of` one commitment as decided of another, alike by alike.py; None where it holds for one alone.

    What is held says by its words what it is about, and what a manager is told says who leads it.
    """
    leads = {} if of.leads == to.leads else dict(zip(of.leads, to.leads, strict=True))
    verdicts: list[Verdict] = []
    for each in decided.verdicts:
        if isinstance(each, Held) or (leads and isinstance(each, Notice) and each.key.kind is NoticeKind.MANAGER):
            return None
        verdicts.append(_notice(each, to, leads) if isinstance(each, Notice) else _silence(each, to, leads))
    return Decided(tuple(verdicts), tuple([_notice(each, to, leads) for each in decided.own]) if decided.own else ())


def _notice(notice: Notice, to: Commitment, leads: Mapping[str, str]) -> Notice:
    key = notice.key
    return Notice(
        key=NoticeKey(
            commitment=to.key,
            target=key.target,
            kind=key.kind,
            slot=key.slot,
            person=leads.get(key.person, key.person),
        ),
        plan=notice.plan,
        board=notice.board,
        ref=to.ref,
        capacity=notice.capacity,
        reason=notice.reason,
        why_them=notice.why_them,
        covers=notice.covers,
    )


def _silence(silence: Silence, to: Commitment, leads: Mapping[str, str]) -> Silence:
    return Silence(commitment=to.key, reason=silence.reason, person=leads.get(silence.person, silence.person))
