"""Decisions to mails: one digest a person, one escalation a manager or chair, as words that a template may say."""

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from operator import attrgetter
from typing import TypeVar

from notifications.alarm import FirstLook
from notifications.digest import Digest, Line, Note
from notifications.escalation import Escalation
from notifications.values import value
from scheduler.rounds.answer_notes import OF_ANSWERS, answer_notes
from scheduler.rounds.chair_notes import OF_THE_CHAIR, chair_notes
from scheduler.rounds.escalating import TO_HEADS, escalation
from scheduler.rounds.first_look import first_look, first_look_note
from scheduler.rounds.left_alone_notes import left_alone_notes
from scheduler.rounds.renewal_notes import renewal_notes
from scheduler.rounds.scene import Scene
from scheduler.rounds.summaries import summary_notes
from scheduler.rules.decisions import Decisions, Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.listing import Listed, listed_for, worst_first
from scheduler.rules.recipients import Capacity

K = TypeVar("K", bound=Hashable)
Words = Digest | Escalation | FirstLook
OF_A_BOARD = frozenset({NoticeKind.HELD, NoticeKind.STAND_IN})
ON_LINES = frozenset({NoticeKind.LATE, NoticeKind.REMINDER, NoticeKind.UNDATED})  # which need no note
IN_NOTES = frozenset({*OF_ANSWERS, *OF_THE_CHAIR})
_person = attrgetter("key.person")


@value(frozen=True, kw_only=True)
class Addressed:
    """One mail to one person, and the notices that it tells.

    `worded` finds its words when they are wanted, the same each time: those of thousands need not be in hand at once.
    `is_digest` says whether it counts as the person's one digest of the day; a first look is the co-ordinator's.
    """

    worded: Callable[[], Words]
    is_digest: bool
    person: str
    board: str
    plans: tuple[str, ...]
    notices: tuple[Notice, ...]


def address(decisions: Decisions, scene: Scene) -> tuple[Addressed, ...]:
    """Every mail of the day, in the order of the addresses; nobody gets two digests."""
    mails: list[Addressed] = []
    own = scene.listings
    for person, notices in _grouped(decisions.notices, _person).items():
        for_digest = [n for n in notices if n.key.kind not in TO_HEADS]
        if for_digest:
            mails.append(_digest(person, for_digest, own.get(person, ()), decisions, scene))
        heads = [n for n in notices if n.key.kind in TO_HEADS]
        for (board, _), of_board in _grouped(heads, lambda n: (n.board, n.key.kind is NoticeKind.MANAGER)).items():
            mails.append(_escalation(person, board, of_board, scene))
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

    def worded() -> Words:
        if alone:
            return first_look(looks[0], decisions, scene)
        return _digest_words(person, notices, own, decisions, scene)

    return Addressed(
        worded=worded, is_digest=True, person=person, board=board.slug, plans=plans, notices=tuple(notices)
    )


def _digest_words(
    person: str, notices: list[Notice], own: tuple[Listed, ...], decisions: Decisions, scene: Scene
) -> Digest:
    board = scene.orders.boards[notices[0].board]
    new = {n.key.commitment: n for n in notices if n.key.kind not in IN_NOTES}
    shown = _with_new(own, new, person, scene)
    lines, in_charge = _lines(shown, new, person, scene)
    return Digest(
        person=scene.name(person),
        day=scene.today,
        board=board.name,
        reply_to_name=scene.name(board.co_ordinator),
        reply_to=scene.reply_to(board.slug),
        lines=tuple(lines),
        in_charge=tuple(in_charge),
        notes=_notes(notices, decisions, scene),
        covering=tuple(sorted({covers for each in shown if (covers := each.to.covers)})),
        dashboard_url=scene.orders.web_url,
        unsubscribe_url=scene.orders.unsubscribe_link(person),
    )


def _lines(
    shown: tuple[Listed, ...], new: dict[str, Notice], person: str, scene: Scene
) -> tuple[list[Line], list[Line]]:
    """The lines of what is theirs, and of what they are in charge of until somebody leads it."""
    own: list[Line] = []
    in_charge: list[Line] = []
    for listed in shown:
        to, notice = listed.to, new.get(listed.commitment.key)
        reason, is_new = (notice.reason, _is_new(notice, scene)) if notice else (to.why, False)
        line = scene.line(listed, reason=reason, is_new=is_new, answers=person)
        (in_charge if to.capacity is Capacity.CO_ORDINATOR else own).append(line)
    return own, in_charge


def _with_new(own: tuple[Listed, ...], new: dict[str, Notice], person: str, scene: Scene) -> tuple[Listed, ...]:
    """What is theirs and late or due soon, and whatever a new rung speaks of even if it is due later."""
    have = {each.commitment.key for each in own}
    further = [
        listed
        for key in new
        if key not in have and key in scene.by_key
        for listed in listed_for(scene.by_key[key], scene.snapshot, scene.orders.policy, scene.today)
        if listed.to.person == person
    ]
    return worst_first([*own, *further]) if further else own


def _is_new(notice: Notice, scene: Scene) -> bool:
    """A new rung, or late for the first time; what is told again each week is not new."""
    if notice.key.kind is not NoticeKind.LATE:
        return True
    return not scene.told.about(notice.key.commitment, notice.key.target, [NoticeKind.LATE])


def _notes(notices: list[Notice], decisions: Decisions, scene: Scene) -> tuple[Note, ...]:
    if ON_LINES.issuperset([n.key.kind for n in notices]):
        return ()
    notes = [first_look_note(n, decisions, scene) for n in notices if n.key.kind is NoticeKind.FIRST_LOOK]
    for notice in notices:
        if notice.key.kind is NoticeKind.HELD and notice.plan:
            notes.append(first_look_note(notice, decisions, scene))
        elif notice.key.kind in OF_A_BOARD:
            notes.append(_board_note(notice, decisions))
    of_boards = (*renewal_notes(notices), *left_alone_notes(notices, scene), *chair_notes(notices, scene))
    return (*notes, *of_boards, *answer_notes(notices, scene), *summary_notes(notices, scene))


def _board_note(notice: Notice, decisions: Decisions) -> Note:
    if notice.key.kind is NoticeKind.STAND_IN:
        return Note(heading="The vice-chair stands in for the chair", text=f"{notice.reason}.")
    held = [h for h in decisions.held if h.board == notice.board]
    cures = sorted({h.cure for h in held})
    return Note(heading="Held: these can be told to nobody", text="; ".join(cures), lines=tuple(h.what for h in held))


def _escalation(person: str, board: str, notices: list[Notice], scene: Scene) -> Addressed:
    plans = tuple(sorted({n.plan for n in notices if n.plan}))
    return Addressed(
        worded=partial(escalation, person, board, notices, scene),
        is_digest=False,
        person=person,
        board=board,
        plans=plans,
        notices=tuple(notices),
    )
