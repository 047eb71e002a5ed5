"""The words of an escalation: to a manager, or to a board's chair in a week's mail or a meeting's exception note."""

from collections.abc import Mapping
from datetime import date

from notifications.escalation import Escalation, Matter, Occasion
from notifications.escalation import Told as ToldBefore
from scheduler.links import board_path
from scheduler.plans.boards import Board
from scheduler.plans.chair_words import ChairWordKind
from scheduler.plans.commitments import Commitment
from scheduler.rounds.coming import coming_meeting
from scheduler.rounds.scene import Scene
from scheduler.rules.chair_days import WEEK, ChairDay, chair_day_of, monday_of
from scheduler.rules.chair_mail import ForHead, for_heads, mail_before, why_silent
from scheduler.rules.chair_reasons import About
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.listing import Listed, listed_for, worst_first
from scheduler.rules.next_step import MANAGER_AS
from scheduler.rules.policy import StepTo
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import target_key

TO_HEADS = frozenset({NoticeKind.MANAGER, NoticeKind.CHAIR, NoticeKind.EXCEPTION_NOTE})
ASKED_OF_THE_CHAIR = ("a new date", "another lead", "close it unfinished", "raise it at the meeting")
ASKED_BY_REQUEST = ("grant what is asked", "decline it")
ASKED_OF_A_MANAGER = ("help it on", "another lead", "ask for a new date")
ASKS = {
    About.ASKED: "Grant or decline what is asked",
    About.LATE: "Set a new date, or close it unfinished",
    About.MOVED: "Set a new date, or close it unfinished",
    About.WAITING: "Let it wait with a minute, or raise it at the meeting",
    About.NO_LEAD: "Name another lead",
    About.RAISED: "On the list for this meeting",
}


def escalation(person: str, board_slug: str, notices: list[Notice], scene: Scene) -> Escalation:
    """The words of one mail to one person above the leads, of one board; `notices` are all of one kind of head."""
    board = scene.orders.boards[board_slug]
    by_key = {n.key.commitment: n for n in notices if n.key.kind is not NoticeKind.EXCEPTION_NOTE}
    to_chair = any(n.key.kind is NoticeKind.CHAIR for n in notices)
    planned = chair_day_of(scene.today, board, scene.view) if to_chair else None
    matters = [_matter(each, by_key[each.commitment.key], planned, scene) for each in _of(by_key, scene)]
    is_note = planned is not None and planned.meeting is not None
    return Escalation(
        person=scene.name(person),
        day=scene.today,
        board=board.name,
        role=notices[0].capacity.value,
        reply_to_name=scene.name(board.co_ordinator),
        reply_to=scene.reply_to(board.slug),
        matters=tuple(sorted(matters, key=_place) if is_note else matters),
        next_meeting=next_meeting(board, scene),
        instead_of=next((n.covers for n in notices if n.capacity is Capacity.VICE_CHAIR), ""),
        dashboard_url=_page(board, scene, to_chair=to_chair),
        meeting=occasion(planned),
        remarks=remarks(planned, board, scene) if planned else (),
        kept_back=why_kept_back(planned, board, scene) if planned else "",
        noted=noted(planned, board, scene) if is_note and planned else (),
    )


def _page(board: Board, scene: Scene, *, to_chair: bool) -> str:
    """Where the chair decides, and where a manager reads; empty where no page is reachable."""
    url = scene.orders.web_url
    return f"{url}{board_path(board.slug)}" if url and to_chair else url


def _place(matter: Matter) -> int:
    return list(dict.fromkeys(ASKS.values())).index(matter.ask)


def _of(by_key: Mapping[str, Notice], scene: Scene) -> tuple[Listed, ...]:
    policy = scene.orders.policy
    found = [
        listed_for(scene.by_key[key], scene.snapshot, policy, scene.today)[0] for key in by_key if key in scene.by_key
    ]
    return worst_first(found)


def _matter(listed: Listed, notice: Notice, planned: ChairDay | None, scene: Scene) -> Matter:
    commitment = listed.commitment
    reason = "; ".join(filter(None, [notice.reason, listed.to.why]))
    is_note = planned is not None and planned.meeting is not None  # which says for all what can be decided
    asked = ASKED_BY_REQUEST if planned and commitment.answered.request else ()
    decisions = () if is_note else (*asked, *(ASKED_OF_THE_CHAIR if planned else ASKED_OF_A_MANAGER))
    return Matter(
        line=scene.line(
            listed,
            reason=reason,
            is_new=True,
            reader=StepTo.CHAIR if planned else StepTo.MANAGER,
            answers=notice.key.person,
        ),
        reason=reason,
        told_before=told_before(commitment, scene),
        decisions=decisions,
        ask=_ask(commitment, notice.key.person, planned, scene) if planned and planned.meeting else "",
    )


def _ask(commitment: Commitment, person: str, planned: ChairDay, scene: Scene) -> str:
    heads = for_heads(planned, commitment, scene.view)
    mine = next(head for head in heads if isinstance(head, ForHead) and head.to.person == person)
    return ASKS[mine.reasons[0].about]


def occasion(planned: ChairDay | None) -> Occasion | None:
    """The meeting whose exception note a planned mail is; None for a week's digest."""
    if planned is None or planned.meeting is None:
        return None
    meeting = planned.meeting
    return Occasion(title=meeting.title, on=meeting.on, papers_due_on=meeting.paper_deadline_on)


def remarks(planned: ChairDay, board: Board, scene: Scene) -> tuple[str, ...]:
    """The co-ordinator's own lines in a mail, oldest first; a line waits with a mail that was held, or not needed."""
    last = mail_before(monday_of(planned.on), board, scene.view)
    lines = [
        each for each in scene.snapshot.chair_words if each.board == board.slug and each.kind is ChairWordKind.LINE
    ]
    return tuple(each.words for each in lines if last < each.mail_on < monday_of(planned.on) + WEEK)


def why_kept_back(planned: ChairDay, board: Board, scene: Scene) -> str:
    """That the mail of the week before was held, by whom and why; empty when it was not."""
    week = monday_of(planned.on) - WEEK
    holds = [
        f"Last week's mail was held by {scene.name(each.who)}: {each.words}"
        for each in scene.snapshot.chair_words
        if each.board == board.slug and each.kind is ChairWordKind.HOLD and monday_of(each.mail_on) == week
    ]
    return "; ".join(holds)


def noted(planned: ChairDay, board: Board, scene: Scene) -> tuple[str, ...]:
    """What is not before the reader because it was noted until a meeting: references and titles."""
    return tuple(
        f"{commitment.ref} {commitment.title.rstrip('.')}: {why_silent(planned, commitment, scene.view)}"
        for commitment in scene.snapshot.commitments
        if commitment.answered.noted
        and scene.view.board(commitment).slug == board.slug
        and why_silent(planned, commitment, scene.view)
        and any(isinstance(head, ForHead) for head in for_heads(planned, commitment, scene.view))
    )


def told_before(commitment: Commitment, scene: Scene) -> tuple[ToldBefore, ...]:
    """Who heard of it, in what capacity, and on which day each first did, earliest first."""
    first: dict[tuple[str, NoticeKind], date] = {}
    kinds = (NoticeKind.LATE, NoticeKind.NOBODY_LEADS, NoticeKind.MANAGER)
    for notice in scene.told.about(commitment.key, target_key(commitment.target), kinds):
        who = (notice.key.person, notice.key.kind)
        if notice.accepted_on:
            first[who] = min(first.get(who, notice.accepted_on), notice.accepted_on)
    told = sorted((day, kind, person) for (person, kind), day in first.items())
    return tuple(ToldBefore(whom=_whom(person, kind, commitment, scene), on=day) for day, kind, person in told)


def _whom(person: str, kind: NoticeKind, commitment: Commitment, scene: Scene) -> str:
    board = scene.view.board(commitment)
    if kind is NoticeKind.MANAGER:
        capacity = Capacity.BOARD_MEMBER if person in board.members.values() else Capacity.MANAGER
        return f"{scene.name(person)}, {MANAGER_AS[capacity]}"
    if kind is NoticeKind.NOBODY_LEADS:
        return f"{scene.name(person)}, that nobody leads it"
    role = "lead" if person in commitment.leads else "in the lead's place"
    return f"{scene.name(person)}, {role}"


def next_meeting(board: Board, scene: Scene) -> str:
    """The board's next meeting in words, empty when none is known."""
    first = coming_meeting(board.slug, scene)
    return f"{first.title}, {day_in_words(first.on)}" if first else ""
