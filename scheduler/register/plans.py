"""The plans that the register knows: comparing and recording an edition, listing, releasing, closing them."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.amendments import AmendmentKind, Difference
from scheduler.plans.commitments import PlanRecord
from scheduler.plans.plan import Plan
from scheduler.register import history
from scheduler.register.comparison import Word, compare_editions
from scheduler.register.edition_events import standing_in, tell_of_edition
from scheduler.register.editions import Edition, add_edition, last_edition, recorded_before
from scheduler.register.leads import re_resolve
from scheduler.register.lookups import find_plan
from scheduler.register.recording import Keys, Occasion, Recording
from scheduler.register.redaction import without_redacted
from scheduler.register.tables import PlanRow
from scheduler.rules.amendments import shrank
from scheduler.rules.pairing import pair, with_dates_that_stand
from scheduler.rules.sameness import Question, questions


class PlanRefused(Exception):
    """An edition that is not recorded as it is; `str()` is a sentence that names the cure."""


class DoubledRefs(PlanRefused):
    """An edition in which a ref stands before more than one action."""

    def __init__(self, slug: str, refs: tuple[str, ...]) -> None:
        self.slug, self.refs = slug, refs
        super().__init__(f"plan {slug!r} has more than one action {', '.join(refs)}: number them apart in the document")


class PlanClosed(PlanRefused):
    """An edition of a plan that was closed."""

    def __init__(self, slug: str, closed_on: date) -> None:
        self.slug, self.closed_on = slug, closed_on
        super().__init__(f"plan {slug!r} was closed on {closed_on}: record its successor under another name")


class PlanShrank(PlanRefused):
    """An edition that lacks more than a fifth of the last one's actions; nobody confirmed that they are withdrawn."""

    def __init__(self, difference: Difference) -> None:
        self.difference = difference
        gone = ", ".join(each.ref for each in difference.of(AmendmentKind.WITHDRAWN) if not each.part)
        super().__init__(
            f"the new edition of {difference.plan!r} lacks {difference.withdrawn} of {difference.actions_before} "
            f"actions ({gone}): check the document, and confirm if they are withdrawn"
        )


class PlanRenumbered(PlanRefused):
    """An edition in which actions seem to stand under other refs; nobody said yet whether they do."""

    def __init__(self, difference: Difference) -> None:
        self.difference = difference
        self.proposed = {each.ref: each.was_ref for each in difference.asked}
        pairs = ", ".join(f"{was} is now {ref}" for ref, was in self.proposed.items())
        super().__init__(f"the new edition of {difference.plan!r} seems renumbered ({pairs}): say whether it is")


def compare(
    session: Session,
    slug: str,
    plan: Plan,
    *,
    sha256: str = "",
    same: Mapping[str, str] | None = None,
    corrections: Collection[str] = (),
    over_answers: Collection[str] = (),
) -> Difference:
    """What an edition changes in the register, before anything is recorded; for the words see `record`.

    Raises DoubledRefs, and ValueError for a ref in `same` that its edition does not hold.
    """
    last, plan = _beside_the_last(session, slug, plan, sha256, same)
    word = _word(session, slug, sha256, same, corrections, over_answers)
    return compare_editions(session, slug, last, plan, word)


def questions_of(session: Session, slug: str, plan: Plan, said: Mapping[str, str]) -> tuple[Question, ...]:
    """What a person is asked of an edition: which action is which (rules.sameness); `said` are the answers so far.

    Raises DoubledRefs.
    """
    _refuse_doubled(slug, plan)
    last = last_edition(session, slug)
    return questions(last.plan, without_redacted(session, plan), said) if last else ()


def record(
    session: Session,
    slug: str,
    plan: Plan,
    *,
    board: str,
    file_name: str,
    sha256: str,
    now: datetime,
    day: date,
    who: str = "",
    confirm_shrinking: bool = False,
    same: Mapping[str, str] | None = None,
    corrections: Collection[str] = (),
    over_answers: Collection[str] = (),
) -> Difference:
    """Record an edition in the caller's transaction, and say what it changed; the same one again changes nothing.

    `day` is the local day, `now` the instant (aware), `who` the person who gave the word. `same` says which actions
    were renumbered, as in rules.pairing.pair. Dates of refs in `corrections` were misread before and are no slips; nor
    is any when a file that was recorded before is read again, and what had slipped since is taken back. What people
    answered since the last edition stays, except for refs in `over_answers`; what was redacted stays out.

    Raises PlanRefused: DoubledRefs, PlanClosed, PlanShrank unless `confirm_shrinking`, PlanRenumbered unless `same`
    answers it.
    """
    last, plan = _beside_the_last(session, slug, plan, sha256, same)
    word = _word(session, slug, sha256, same, corrections, over_answers)
    difference = compare_editions(session, slug, last, plan, word)
    _refuse_unconfirmed(session, difference, confirm_shrinking=confirm_shrinking)
    if last and last.plan == plan and last.sha256 == sha256:
        return difference
    _write_plan(session, slug, plan, board, day)
    number = last.number + 1 if last else 1
    add_edition(session, slug, plan, number=number, file_name=file_name, sha256=sha256, now=now)
    occasion = Occasion(plan=slug, now=now, day=day, word=word)
    stood = standing_in(session, slug) if last and last.sha256 != sha256 else {}
    before = last.plan if last else Plan(title=plan.title, as_of=plan.as_of, areas=(), actions=())
    keys = Recording(session, occasion).write(plan, pair(before, plan, same))
    _write_history(session, difference, keys, now=now, who=who, file_name=file_name, number=number)
    tell_of_edition(session, slug, stood, number=number, word=word, on=day, now=now)
    re_resolve(session, day, now=now, plan=slug)
    return difference


def _beside_the_last(
    session: Session, slug: str, plan: Plan, sha256: str, same: Mapping[str, str] | None
) -> tuple[Edition | None, Plan]:
    """The last edition, and the new one as it is held against it; another reading of the same file stays as it is."""
    _refuse_doubled(slug, plan)
    plan, last = without_redacted(session, plan), last_edition(session, slug)
    if last is None or last.sha256 == sha256:
        return last, plan
    return last, with_dates_that_stand(last.plan, plan, same)


def _word(
    session: Session,
    slug: str,
    sha256: str,
    same: Mapping[str, str] | None,
    corrections: Collection[str],
    over_answers: Collection[str],
) -> Word:
    was_recorded = recorded_before(session, slug, sha256) is not None
    return Word(same=same, corrections=corrections, over_answers=over_answers, was_recorded=was_recorded)


def list_plans(session: Session) -> tuple[PlanRecord, ...]:
    """All plans, closed ones too, by slug."""
    return tuple(_record(row) for row in session.scalars(select(PlanRow).order_by(PlanRow.slug)))


def release_plan(session: Session, slug: str, day: date, *, who: str, road: str = "desk", now: datetime) -> PlanRecord:
    """Let a plan's mails go from `day` on; a plan that is released already keeps its day.

    `who` gave the word and `now` is the instant of it (aware). Raises NotInRegister for an unknown plan.
    """
    plan = find_plan(session, slug)
    if plan.released_on is None:
        plan.released_on = day
        history.write(session, at=now, who=who, road=road, plan=slug, what="released", after={"on": day.isoformat()})
    return _record(plan)


def close_plan(session: Session, slug: str, day: date, *, who: str, road: str = "desk", now: datetime) -> PlanRecord:
    """End a plan on `day`: nothing of it is chased or shown after; its history stays.

    Raises NotInRegister for an unknown plan; one that is closed already keeps its day.
    """
    plan = find_plan(session, slug)
    if plan.closed_on is None:
        plan.closed_on = day
        history.write(session, at=now, who=who, road=road, plan=slug, what="closed", after={"on": day.isoformat()})
    return _record(plan)


def _refuse_doubled(slug: str, plan: Plan) -> None:
    doubled = [ref for ref, times in Counter(action.ref for action in plan.actions).items() if times > 1]
    if doubled:
        raise DoubledRefs(slug, tuple(doubled))


def _refuse_unconfirmed(session: Session, difference: Difference, *, confirm_shrinking: bool) -> None:
    row = session.get(PlanRow, difference.plan)
    if row and row.closed_on:
        raise PlanClosed(difference.plan, row.closed_on)
    lost = shrank(before=difference.actions_before, withdrawn=difference.withdrawn)
    if lost and not confirm_shrinking:
        raise PlanShrank(difference)
    if difference.asked:
        raise PlanRenumbered(difference)


def _write_plan(session: Session, slug: str, plan: Plan, board: str, day: date) -> None:
    row = session.get(PlanRow, slug)
    if row is None:
        row = PlanRow(slug=slug, recorded_on=day)
        session.add(row)
    row.title, row.board, row.as_of = plan.title, board, plan.as_of
    session.flush()


def _write_history(
    session: Session,
    difference: Difference,
    keys: Keys,
    *,
    now: datetime,
    who: str,
    file_name: str,
    number: int,
) -> None:
    """One entry for the edition, and one for each amendment; a first edition's actions are told by the edition's."""
    slug = difference.plan
    what = {"number": number, "file": file_name, "as_of": difference.as_of.isoformat(), "actions": difference.actions}
    history.write(session, at=now, who=who, road="edition", plan=slug, what="recorded", after=what)
    for each in difference.amendments if difference.as_of_before else ():
        history.write(
            session,
            at=now,
            who=who,
            road="edition",
            plan=slug,
            commitment=keys.of(each),
            what=each.kind,
            before={"part": each.part, "words": each.before, "ref": each.was_ref or each.ref},
            after={"part": each.part, "words": each.after, "ref": each.ref, "kept": each.answered},
        )


def _record(row: PlanRow) -> PlanRecord:
    return PlanRecord(
        slug=row.slug,
        title=row.title,
        board=row.board,
        as_of=row.as_of,
        recorded_on=row.recorded_on,
        released_on=row.released_on,
        closed_on=row.closed_on,
    )
