"""What somebody just answered, shown back: the answer in words, what follows from it, and whether it can be undone."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.plans.commitments import Commitment
from scheduler.rounds.scene import Scene
from scheduler.rules.answer_words import answer_in_words
from scheduler.rules.answers import what_follows
from scheduler.rules.taking_back import why_it_stays


@dataclass(frozen=True, kw_only=True)
class AnsweredWords:
    """An answer shown back to whoever gave it; `title` is its action's."""

    title: str
    said: str
    follows: tuple[str, ...]
    can_be_undone: bool


def answered_words(
    commitment: Commitment, number: int, person: str, scene: Scene, now: datetime
) -> AnsweredWords | None:
    """The answer of that number, for whoever gave or recorded it; None where there is none of theirs that holds."""
    said = {each.number: each for each in commitment.answered.answers}
    taken_back = {each.takes_back for each in said.values()}
    answer = said.get(number)
    if answer is None or number in taken_back or person not in {answer.who, answer.recorded_by}:
        return None
    return AnsweredWords(
        title=f"{commitment.ref} {commitment.title}",
        said=f"{answer_in_words(answer, scene.view).rstrip('.')}.",
        follows=what_follows(answer, commitment, scene.view),
        can_be_undone=not why_it_stays(answer, commitment, now),
    )
