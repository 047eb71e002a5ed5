"""What the options of chaser import say of a new edition, and the edition beside the register as they say it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from scheduler.assembly import House
from scheduler.cli.opening import working
from scheduler.cli.terminal import Exit, stop
from scheduler.plans.amendments import Amendment, AmendmentKind, Difference
from scheduler.reading.read import Reading
from scheduler.register.plans import PlanRefused, compare, questions_of
from scheduler.rules.days_in_words import listed
from scheduler.rules.pairing import NEW
from scheduler.rules.sameness import Question


@dataclass(frozen=True, kw_only=True)
class Word:
    """What the command's options say of a new edition; see register.plans.record.

    `said` is which action is which, new ref to old; `rest` whether the others that seem renumbered are the same ones,
    None where nobody said.
    """

    said: Mapping[str, str]
    rest: bool | None
    misread: frozenset[str]
    overruled: frozenset[str]
    accept_loss: bool


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition beside the register: which action is which, what must be said first, what it would change."""

    same: Mapping[str, str]
    asked: tuple[Question, ...]
    difference: Difference


def pairs_said(said: list[str] | None) -> dict[str, str]:
    """The pairs of --same, new ref to old; ends the command for one that is no pair."""
    pairs = [each.partition("=") for each in said or []]
    for was, equals, ref in pairs:
        if not equals or not was.strip() or not ref.strip():
            stop(Exit.WRONG_SETTINGS, f"--same {was!r} says no pair: write it like 3.2=4.1, the old reference first.")
    return {ref.strip(): was.strip() for was, _, ref in pairs}


def check_refs(reading: Reading, word: Word) -> None:
    """Ends the command for a ref in --misread or --overrule that the document does not hold."""
    unknown = sorted((word.misread | word.overruled) - {action.ref for action in reading.plan.actions})
    if unknown:
        stop(Exit.WRONG_SETTINGS, f"The document has no action {listed(unknown)}: --misread and --overrule name one.")


def beside_register(house: House, file: Path, plan: str, reading: Reading, word: Word) -> Edition:
    """What recording a reading would change, with a question where nobody said whether an action was renumbered."""
    try:
        with working(house) as session:
            found = questions_of(session, plan, reading.plan, word.said)
            likely = {each.ref: each.guess for each in found if each.is_said or not _is_denied(each, word)}
            same = {**likely, **word.said}
            difference = compare(
                session,
                plan,
                reading.plan,
                sha256=digest_of(file),
                same=same,
                corrections=word.misread,
                over_answers=word.overruled,
            )
    except PlanRefused as refused:
        stop(Exit.REFUSED, f"Refused: {refused}. Nothing was recorded.")
    except ValueError as wrong:  # a ref in --same or --new that an edition does not hold
        stop(Exit.WRONG_SETTINGS, f"--same and --new: {wrong}. Nothing was recorded.")
    asked = tuple(each for each in found if _is_open(each, word))
    return Edition(same=same, asked=asked, difference=_with_questions(difference, {each.ref for each in asked}))


def _seems_renumbered(question: Question) -> bool:
    return not question.is_said and question.guess not in (NEW, question.ref)


def _is_denied(question: Question, word: Word) -> bool:
    return word.rest is False and _seems_renumbered(question)


def _is_open(question: Question, word: Word) -> bool:
    return word.rest is None and _seems_renumbered(question)


def _with_questions(difference: Difference, refs: set[str]) -> Difference:
    return replace(difference, amendments=tuple(_asking(each, refs) for each in difference.amendments))


def _asking(each: Amendment, refs: set[str]) -> Amendment:
    if each.kind is not AmendmentKind.RENUMBERED or each.ref not in refs:
        return each
    return replace(each, question=f"Is action {each.ref} the one that was {each.was_ref}?")


def digest_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal: which document a record came from."""
    return sha256(file.read_bytes()).hexdigest()
