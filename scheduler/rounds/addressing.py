"""Decisions to mails: one digest a person, one escalation a manager or chair, as words that a template may say."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from notifications.alarm import FirstLook
from notifications.digest import Digest, Note
from notifications.escalation import Escalation, Matter
from notifications.escalation import Told as ToldBefore
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment
from scheduler.rounds.answer_notes import OF_ANSWERS, answer_notes
from scheduler.rounds.coming import coming_meeting
from scheduler.rounds.first_look import first_look, first_look_note
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decisions import Decisions, Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.listing import Listed, listed_for, listings, worst_first
from scheduler.rules.policy import StepTo
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import target_key

K = TypeVar("K", bound=Hashable)
ASKED_OF_THE_CHAIR = ("a new date", "another lead", "close it unfinished", "raise it at the meeting")
ASKED_BY_REQUEST = ("grant what is asked", "decline it")
ASKED_OF_A_MANAGER = ("help it on", "another lead", "ask for a new date")
TO_HEADS = frozenset({NoticeKind.MANAGER, NoticeKind.CHAIR})
OF_A_BOARD = frozenset({NoticeKind.HELD, NoticeKind.STAND_IN})


@dataclass(frozen=True, kw_only=True)
class Addressed:
    """One mail to one person: its words, and the notices that it tells."""

    words: Digest | Escalation | FirstLook
    person: str
    board: str
    plans: tuple[str, ...]
    notices: tuple[Notice, ...]

    @property
    def is_digest(self) -> bool:
        """Whether it counts as the person's one digest of the day; a first look is the co-ordinator's."""
        return not isinstance(self.words, Escalation)


def address(decisions: Decisions, scene: Scene) -> tuple[Addressed, ...]:
    """Every mail of the day, in the order of the addresses; nobody gets two digests."""
    mails: list[Addressed] = []
    own = listings(scene.snapshot, scene.orders.policy, scene.today)
    for person, notices in _grouped(decisions.notices, lambda n: n.key.person).items():
        for_digest = [n for n in notices if n.key.kind not in TO_HEADS]
        if for_digest:
            mails.append(_digest(person, for_digest, own.get(person, ()), decisions, scene))
        heads = [n for n in notices if n.key.kind in TO_HEADS]
        for (board, kind), of_board in _grouped(heads, lambda n: (n.board, n.key.kind)).items():
            mails.append(_escalation(person, board, kind, of_board, scene))
    return tuple(mails)


def _grouped(notices: Iterable[Notice], key: Callable[[Notice], K]) -> dict[K, list[Notice]]:
    groups: dict[K, list[Notice]] = {}
    for notice in notices:
        groups.setdefault(key(notice), []).append(notice)
    return groups


def _digest(
    person: str, notices: list[Notice], own: tuple[Listed, ...], decisions: Decisions, scene: Scene
) -> Addressed:
    board = scene.orders.boards[notices[0].board]
    looks = [n for n in notices if n.key.kind is NoticeKind.FIRST_LOOK]
    plans = tuple(sorted({n.plan for n in notices if n.plan} | {each.commitment.plan for each in own}))
    alone = len(looks) == len(notices) == 1 and not own
    words = first_look(looks[0], decisions, scene) if alone else _digest_words(person, notices, own, decisions, scene)
    return Addressed(words=words, person=person, board=board.slug, plans=plans, notices=tuple(notices))


def _digest_words(
    person: str, notices: list[Notice], own: tuple[Listed, ...], decisions: Decisions, scene: Scene
) -> Digest:
    board = scene.orders.boards[notices[0].board]
    new = {n.key.commitment: n for n in notices if n.key.kind not in OF_ANSWERS}
    shown = _with_new(own, new, person, scene)
    lines = [
        (each.to.capacity, scene.line(each, reason=_reason(each, new), is_new=_is_new(each, new, scene)))
        for each in shown
    ]
    return Digest(
        person=scene.name(person),
        day=scene.today,
        board=board.name,
        reply_to_name=scene.name(board.co_ordinator),
        reply_to=scene.orders.reply_to(board.slug),
        lines=tuple(line for capacity, line in lines if capacity is not Capacity.CO_ORDINATOR),
        in_charge=tuple(line for capacity, line in lines if capacity is Capacity.CO_ORDINATOR),
        notes=_notes(notices, decisions, scene),
        covering=tuple(sorted({each.to.covers for each in shown if each.to.covers})),
        dashboard_url=scene.orders.web_url,
        unsubscribe_url=scene.orders.unsubscribe_link(person),
    )


def _with_new(own: tuple[Listed, ...], new: dict[str, Notice], person: str, scene: Scene) -> tuple[Listed, ...]:
    """What is theirs and late or due soon, and whatever a new rung speaks of even if it is due later."""
    have = {each.commitment.key for each in own}
    further = [
        listed
        for commitment in scene.snapshot.commitments
        if commitment.key in new and commitment.key not in have
        for listed in listed_for(commitment, scene.snapshot, scene.orders.policy, scene.today)
        if listed.to.person == person
    ]
    return worst_first([*own, *further])


def _reason(listed: Listed, new: dict[str, Notice]) -> str:
    notice = new.get(listed.commitment.key)
    return notice.reason if notice else listed.to.why


def _is_new(listed: Listed, new: dict[str, Notice], scene: Scene) -> bool:
    """A new rung, or late for the first time; what is told again each week is not new."""
    notice = new.get(listed.commitment.key)
    if notice is None or notice.key.kind is not NoticeKind.LATE:
        return notice is not None
    return not scene.told.about(notice.key.commitment, notice.key.target, [NoticeKind.LATE])


def _notes(notices: list[Notice], decisions: Decisions, scene: Scene) -> tuple[Note, ...]:
    notes = [first_look_note(n, decisions, scene) for n in notices if n.key.kind is NoticeKind.FIRST_LOOK]
    for notice in notices:
        if notice.key.kind is NoticeKind.HELD and notice.plan:
            notes.append(first_look_note(notice, decisions, scene))
        elif notice.key.kind in OF_A_BOARD:
            notes.append(_board_note(notice, decisions))
    return (*notes, *answer_notes(notices, scene))


def _board_note(notice: Notice, decisions: Decisions) -> Note:
    if notice.key.kind is NoticeKind.STAND_IN:
        return Note(heading="The vice-chair stands in for the chair", text=f"{notice.reason}.")
    held = [h for h in decisions.held if h.board == notice.board]
    cures = sorted({h.cure for h in held})
    return Note(heading="Held: these can be told to nobody", text="; ".join(cures), lines=tuple(h.what for h in held))


def _escalation(person: str, board_slug: str, kind: NoticeKind, notices: list[Notice], scene: Scene) -> Addressed:
    board = scene.orders.boards[board_slug]
    by_key = {n.key.commitment: n for n in notices}
    matters = [_matter(each, by_key[each.commitment.key], kind, scene) for each in _of(by_key, scene)]
    covers = next((n.covers for n in notices if n.capacity is Capacity.VICE_CHAIR), "")
    words = Escalation(
        person=scene.name(person),
        day=scene.today,
        board=board.name,
        role=notices[0].capacity.value,
        reply_to_name=scene.name(board.co_ordinator),
        reply_to=scene.orders.reply_to(board.slug),
        matters=tuple(matters),
        next_meeting=next_meeting(board, scene),
        instead_of=covers,
        dashboard_url=scene.orders.web_url,
    )
    plans = tuple(sorted({n.plan for n in notices}))
    return Addressed(words=words, person=person, board=board.slug, plans=plans, notices=tuple(notices))


def _of(by_key: dict[str, Notice], scene: Scene) -> tuple[Listed, ...]:
    policy = scene.orders.policy
    found = [
        listed_for(commitment, scene.snapshot, policy, scene.today)[0]
        for commitment in scene.snapshot.commitments
        if commitment.key in by_key
    ]
    return worst_first(found)


def _matter(listed: Listed, notice: Notice, kind: NoticeKind, scene: Scene) -> Matter:
    commitment = listed.commitment
    reason = "; ".join(filter(None, [notice.reason, listed.to.why]))
    to_chair = kind is NoticeKind.CHAIR
    asked = ASKED_BY_REQUEST if to_chair and commitment.answered.request else ()
    return Matter(
        line=scene.line(listed, reason=reason, is_new=True, reader=StepTo.CHAIR if to_chair else StepTo.MANAGER),
        reason=reason,
        told_before=told_before(commitment, scene),
        decisions=(*asked, *(ASKED_OF_THE_CHAIR if to_chair else ASKED_OF_A_MANAGER)),
    )


def told_before(commitment: Commitment, scene: Scene) -> tuple[ToldBefore, ...]:
    """Who heard that it is late, in what capacity, and on which day each first did, earliest first."""
    first: dict[tuple[str, NoticeKind], date] = {}
    kinds = (NoticeKind.LATE, NoticeKind.MANAGER)
    for notice in scene.told.about(commitment.key, target_key(commitment.target), kinds):
        who = (notice.key.person, notice.key.kind)
        if notice.accepted_on:
            first[who] = min(first.get(who, notice.accepted_on), notice.accepted_on)
    told = sorted((day, kind, person) for (person, kind), day in first.items())
    return tuple(ToldBefore(whom=_whom(person, kind, commitment, scene), on=day) for day, kind, person in told)


def _whom(person: str, kind: NoticeKind, commitment: Commitment, scene: Scene) -> str:
    if kind is NoticeKind.MANAGER:
        return f"{scene.name(person)}, line manager"
    role = "lead" if person in commitment.leads else "in the lead's place"
    return f"{scene.name(person)}, {role}"


def next_meeting(board: Board, scene: Scene) -> str:
    """The board's next meeting in words, empty when none is known."""
    first = coming_meeting(board.slug, scene)
    return f"{first.title}, {day_in_words(first.on)}" if first else ""
