"""What the co-ordinator says of an upload's differences before it is recorded: which action is which, which date was
misread, where the document's word counts. It is kept with the upload until then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.plans.amendments import Difference
from scheduler.plans.mends import Mend
from scheduler.reading.mending import identity_of, mended_actions
from scheduler.register.editions import recorded_before
from scheduler.register.plans import PlanRefused, compare, questions_of
from scheduler.register.uploads import Upload
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.amendments import shrank
from scheduler.rules.days_in_words import counted, listed
from scheduler.rules.pairing import NEW, twice_taken
from scheduler.rules.sameness import Question
from scheduler.web.saying import FieldProblem
from scheduler.web.upload_reading import as_mended

WAS, CORRECTION, DOCUMENT, LOSS = "was-", "correction-", "document-", "accept_loss"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said of an upload's differences so far, by the refs that would be recorded."""

    same: Mapping[str, str]
    corrections: frozenset[str]
    over_answers: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An upload beside the register: the questions that it raises and what it would change as they are answered.

    `difference` is None where that cannot be told yet, and `why_not` says why. `recorded_at` is when the same file was
    recorded last, None where it never was.
    """

    said: Said
    recorded_at: datetime | None = None
    questions: tuple[Question, ...] = ()
    difference: Difference | None = None
    why_not: str = ""

    @property
    def same(self) -> dict[str, str]:
        """Which action is which, as it was said or is likely."""
        return {each.ref: each.guess for each in self.questions}

    @property
    def loses(self) -> int:
        """How many actions would be gone, where that is so many that somebody must say that it is right."""
        found = self.difference
        return found.withdrawn if found and shrank(before=found.actions_before, withdrawn=found.withdrawn) else 0


def standing_of(session: Session, upload: Upload, orders: StandingOrders) -> Standing:
    """An upload beside the register, by what was said of it so far."""
    said, plan = said_of(upload, orders), as_mended(upload, orders)
    try:
        asked = questions_of(session, upload.plan, plan, said.same)
        same = {each.ref: each.guess for each in asked}
        words = {"corrections": said.corrections, "over_answers": said.over_answers}
        found = compare(session, upload.plan, plan, sha256=upload.sha256, same=same, **words)
    except PlanRefused as refused:
        return Standing(said=said, why_not=f"{refused}.")
    recorded_at = recorded_before(session, upload.plan, upload.sha256)
    return Standing(said=said, recorded_at=recorded_at, questions=asked, difference=found)


def said_of(upload: Upload, orders: StandingOrders) -> Said:
    """What was said of an upload's differences, out of what is kept with its rows."""
    kept = mended_actions(upload.reading, upload.mends, terms_end_on=orders.last_school_days)
    mends = [(kept[identity_of(each)].ref, each) for each in upload.mends if identity_of(each) in kept]
    return Said(
        same={ref: each.same_as for ref, each in mends if each.same_as is not None},
        corrections=frozenset(ref for ref, each in mends if each.was_misread),
        over_answers=frozenset(ref for ref, each in mends if each.overrules),
    )


def with_choices(upload: Upload, form: Mapping[str, str], standing: Standing, orders: StandingOrders) -> Upload:
    """An upload with what a form says of its differences; what is only as it was chosen beforehand is not kept."""
    kept = mended_actions(upload.reading, upload.mends, terms_end_on=orders.last_school_days)
    known = {identity_of(each): each for each in upload.mends}
    asked = {each.ref: each for each in standing.questions}
    for each, action in kept.items():
        ref, title, nth = each
        mend = known.get(each, Mend(ref=ref, title=title, nth=nth))
        known[each] = replace(
            mend,
            same_as=_same_as(mend, asked.get(action.ref), form),
            was_misread=f"{CORRECTION}{action.ref}" in form,
            overrules=f"{DOCUMENT}{action.ref}" in form,
        )
    return replace(upload, mends=tuple(each for each in known.values() if each.says_something))


def _same_as(mend: Mend, question: Question | None, form: Mapping[str, str]) -> str | None:
    said = form.get(f"{WAS}{question.ref}") if question else None
    if question is None or said is None or said not in {*question.offers, NEW}:
        return mend.same_as
    return said if said != question.answer or question.is_said else None


def twice_said(form: Mapping[str, str], standing: Standing) -> Iterator[FieldProblem]:
    """Two actions that a form says were one and the same before."""
    chosen = {each.ref: form.get(f"{WAS}{each.ref}", each.answer) for each in standing.questions}
    said = {ref: was for ref, was in chosen.items() if was is not None}
    for was in twice_taken(said):
        refs = [ref for ref, origin in said.items() if origin == was]
        words = f"{listed(refs)} cannot both be the action that was {was}: choose one of them"
        yield FieldProblem(field=field_of(standing, refs[0]), words=words)


def still_to_say(form: Mapping[str, str], standing: Standing) -> Iterator[FieldProblem]:
    """What must be said before an upload is recorded and was not."""
    for each in standing.questions:
        if each.answer is None:
            words = f"Say whether {each.ref} is the action that was {each.guess}"
            yield FieldProblem(field=field_of(standing, each.ref), words=words)
    if standing.loses and form.get(LOSS) != "yes":
        words = f"{counted(standing.loses, 'action')} would be gone: say that this is right, or look at the document"
        yield FieldProblem(field=LOSS, words=words)


def field_of(standing: Standing, ref: str) -> str:
    """The id of the first choice of a question, to which an error leads."""
    return f"was-{[each.ref for each in standing.questions].index(ref) + 1}-1"
