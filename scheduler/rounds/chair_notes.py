"""What a co-ordinator's digest says of the chair: what the chair is to read, and what nobody leads."""

from collections.abc import Iterable

from notifications.digest import Note
from scheduler.rounds.desk_links import desk_url, page_url
from scheduler.rounds.scene import Scene
from scheduler.rules.chair_days import ChairDay, chair_day_of
from scheduler.rules.chair_mail import ForHead, for_heads
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.next_step import next_chair

OF_THE_CHAIR = (NoticeKind.LOOK, NoticeKind.NOBODY_LEADS)
COMMANDS = (
    "See it whole: chaser chair show{board}. Add a line of your own: chaser chair line “…”{board}. "
    "Hold it for a week, and say why: chaser chair hold --reason “…”{board}."
)
UNLED = "Say who does: chaser assign, or for a lead that the plan prints chaser people confirm"
UNLED_ON_PAGES = "Say on each page who does; whom a printed lead means is asked at the desk."
OF_A_NOTE = "See it whole: chaser chair show{board}. Add a line of your own: chaser chair line “…”{board}."

ON_THE_DESK = "See it whole on the desk, and add a line of your own."
OR_HOLD_IT = "You can hold it there for a week, and say why."


def chair_notes(notices: Iterable[Notice], scene: Scene) -> tuple[Note, ...]:
    """A note for each mail to a chair that the reader is to see beforehand, and one for what nobody leads."""
    of_chair = [notice for notice in notices if notice.key.kind in OF_THE_CHAIR]
    looks = [n for n in of_chair if n.key.kind is NoticeKind.LOOK]
    mails = sorted({(n.key.slot, n.board) for n in looks})
    shown = [_look([n for n in looks if (n.key.slot, n.board) == mail], scene) for mail in mails]
    unled = [n for n in of_chair if n.key.kind is NoticeKind.NOBODY_LEADS]
    return (*shown, *([_unled(unled, scene)] if unled else []))


def _look(notices: list[Notice], scene: Scene) -> Note:
    board, slot = scene.orders.boards[notices[0].board], notices[0].key.slot
    planned = chair_day_of(slot, board, scene.view)
    named = f" --board {board.slug}" if len(scene.orders.boards) > 1 else ""
    is_note = planned is not None and planned.meeting is not None
    what = f"The exception note for {planned.meeting.title} goes" if planned and planned.meeting else "Goes"
    return Note(
        heading=f"{what} to the chair on {day_in_words(slot)}: {counted(len(notices), 'action')}",
        text=_what_to_do(is_note=is_note, named=named, scene=scene),
        url=desk_url(scene, "post"),
        lines=tuple(_line(notice, _reads(notice, planned, scene), scene) for notice in notices),
    )


def _what_to_do(*, is_note: bool, named: str, scene: Scene) -> str:
    if scene.orders.web_url:
        return ON_THE_DESK if is_note else f"{ON_THE_DESK} {OR_HOLD_IT}"
    return (OF_A_NOTE if is_note else COMMANDS).format(board=named)


def _reads(notice: Notice, planned: ChairDay | None, scene: Scene) -> str:
    """Why it goes to the chair, and to whom where that is somebody else."""
    commitment = scene.by_key[notice.key.commitment]
    chair = scene.view.board(commitment).chair
    heads = (
        [each for each in for_heads(planned, commitment, scene.view) if isinstance(each, ForHead)] if planned else []
    )
    return "; ".join(
        each.words if each.to.person == chair else f"{each.words}; to {scene.name(each.to.person)}" for each in heads
    )


def _unled(notices: list[Notice], scene: Scene) -> Note:
    lines = []
    for notice in notices:
        step = next_chair(scene.by_key[notice.key.commitment], scene.view, untouched=False)
        then = f"; {scene.name(step.people[0])} will be told on {day_in_words(step.on)}" if step else ""
        lines.append(_line(notice, f"{notice.reason}{then}", scene))
    return Note(
        heading=f"Nobody leads {counted(len(notices), 'action')}",
        text=UNLED_ON_PAGES if scene.orders.web_url else UNLED,
        lines=tuple(lines),
        urls=tuple(page_url(each, scene) for each in notices) if scene.orders.web_url else (),
    )


def _line(notice: Notice, said: str, scene: Scene) -> str:
    title = scene.by_key[notice.key.commitment].title
    return f"{notice.ref} {title.rstrip('.')}: {said}"
