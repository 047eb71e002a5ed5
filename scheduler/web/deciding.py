"""What can be said of an action by somebody who is signed in: the things that fit how it stands and who they are."""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from scheduler.plans.answers import THE_BOARD, AnswerKind
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rules.powers import Part, parts_of
from scheduler.web.sayings import DATE_HINT, FOR_LEADS, MINUTE, NEW_DATE, NOTE, PRIVACY, REASON, Field, Holds, Saying
from scheduler.web.seen import Seen

ME, CHAIR, BOARD = "me", "chair", "board"
IF_MINUTED = replace(MINUTE, label="The minute of the decision (where the chair or the board decides)", missing="")

GRANT = Saying(
    slug="grant",
    kind=AnswerKind.GRANT,
    link="Grant it",
    heading="Grant what is asked?",
    button="Grant it",
    fields=(IF_MINUTED, NOTE),
)
DECLINE = Saying(
    slug="decline",
    kind=AnswerKind.DECLINE,
    link="Decline it",
    heading="Decline what is asked?",
    button="Decline it",
    lead_in="Everything stays as it was.",
    fields=(REASON, IF_MINUTED),
)
VERIFY = Saying(
    slug="verify",
    kind=AnswerKind.VERIFY,
    link="Accept",
    heading="Does the evidence hold?",
    button="Accept: it is complete",
    fields=(NOTE,),
)
RETURN = Saying(
    slug="return",
    kind=AnswerKind.RETURN,
    link="Return",
    heading="What is still missing?",
    button="Return it",
    lead_in="It is open again, and is chased as before.",
    fields=(
        Field(name="words", label="What is missing", holds=Holds.TEXT, hint=PRIVACY, missing="Say what is missing"),
    ),
)
SET_DATE = Saying(
    slug="set-date",
    kind=AnswerKind.NEW_DATE,
    link="Set a new date",
    heading="Which new date?",
    button="Set it",
    lead_in="The date before it is kept, and the move is counted and shown.",
    fields=(NEW_DATE, REASON, MINUTE),
)
REASSIGN = Saying(
    slug="reassign",
    kind=AnswerKind.REASSIGN,
    link="Another lead",
    heading="Who leads it from now on?",
    button="Name them",
    lead_in="Somebody of another agency agrees before they take it over.",
    fields=(
        Field(
            name="whom",
            label="Their name, as the directory has it",
            holds=Holds.PERSON,
            missing="Name who leads it from now on",
        ),
        NOTE,
    ),
)
CLOSE = Saying(
    slug="close",
    kind=AnswerKind.CLOSE,
    link="Close it unfinished",
    heading="Close it unfinished?",
    button="Close it",
    lead_in="Nobody is chased for it any more, and it is counted as closed unfinished, not as complete.",
    fields=(REASON, MINUTE),
)
NOTED = Saying(
    slug="note",
    kind=AnswerKind.NOTED,
    link="Note it until the next meeting",
    heading="Note it until the next meeting?",
    button="Note it",
    lead_in="The chair hears nothing more of it until that meeting, and no longer. All else goes on.",
    fields=(NOTE,),
)
LET_WAIT = Saying(
    slug="let-wait",
    kind=AnswerKind.APPROVE_WAITING,
    link="Let it wait longer",
    heading="Until when may it wait?",
    button="Approve the wait",
    fields=(
        Field(name="until", label="Until when", holds=Holds.DATE, hint=DATE_HINT, missing="Say until when"),
        MINUTE,
    ),
)
DECISIONS = (GRANT, DECLINE, VERIFY, RETURN, SET_DATE, REASSIGN, CLOSE, NOTED, LET_WAIT)
ALL = {each.slug: each for each in (*FOR_LEADS, *DECISIONS)}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One thing that can be said, and where."""

    words: str
    url: str


def say_path(plan: str, say: str, ref: str) -> str:
    """Where somebody who is signed in says something of an action."""
    return f"/say/{quote(plan, safe='')}/{quote(say, safe='')}?{urlencode({'ref': ref})}"


def offers(commitment: Commitment, seen: Seen) -> tuple[Offer, ...]:
    """What a reader can say of a commitment as it stands; the rules have the last word on each."""
    return tuple(
        Offer(words=each.link, url=say_path(commitment.plan, each.slug, commitment.ref))
        for each in _fitting(commitment, seen)
    )


def _fitting(commitment: Commitment, seen: Seen) -> list[Saying]:
    parts = parts_of(seen.reader.person, commitment, seen.scene.view)
    decides = bool(parts & {Part.HEAD, Part.CO_ORDINATOR})
    found: list[Saying] = []
    if parts & {Part.LEAD, Part.DEPUTY} and not commitment.is_over:
        found += FOR_LEADS
    if decides and commitment.unverified and commitment.status is Status.COMPLETE:
        found += [VERIFY, RETURN]
    if decides and not commitment.is_over:
        found += [GRANT, DECLINE] if commitment.answered.request else []
        found += [SET_DATE]
        found += [REASSIGN, LET_WAIT] if commitment.answered.waiting else [REASSIGN]
        found += [CLOSE, NOTED]
    of_actions = {REASSIGN.slug, LET_WAIT.slug, "waiting", "not-mine"}
    return [each for each in found if "#" not in commitment.ref or each.slug not in of_actions]


def with_speaker(saying: Saying, seen: Seen, board: Board) -> Saying:
    """The same, asking the co-ordinator first whose word they write down, where it may be another's."""
    if seen.reader.person != board.co_ordinator or saying not in DECISIONS:
        return saying
    chair = seen.scene.name(board.chair) if board.chair else ""
    choices = [(ME, "Mine, as co-ordinator"), *([(CHAIR, f"{chair}’s, as chair")] if chair else [])]
    by = Field(
        name="by",
        label="Whose word is it?",
        holds=Holds.CHOICE,
        choices=(*choices, (BOARD, f"{board.name}’s, at its meeting")),
    )
    return replace(saying, fields=(by, *saying.fields))


def speaker(by: str, seen: Seen, board: Board) -> str:
    """Who said it, from what the co-ordinator chose; the reader themselves in every other case."""
    if seen.reader.person != board.co_ordinator:
        return seen.reader.person
    return {CHAIR: board.chair, BOARD: THE_BOARD}.get(by) or seen.reader.person
