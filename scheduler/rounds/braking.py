"""A round beyond the brake: nobody is mailed but the co-ordinators, who are told how many would be, and the word."""

from collections.abc import Iterable

from notifications.digest import Digest, Note
from scheduler.rounds.addressing import Addressed
from scheduler.rounds.first_look import RELEASE
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import counted
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey


def word_of_the_brake(boards: Iterable[str], held: int, allowed: int, scene: Scene) -> tuple[Addressed, ...]:
    """One digest to the co-ordinator of each board whose mails wait; so many are `held` in all."""
    return tuple(_to_co_ordinator(slug, held, allowed, scene) for slug in sorted(boards))


def _to_co_ordinator(slug: str, held: int, allowed: int, scene: Scene) -> Addressed:
    board = scene.orders.boards[slug]
    reason = f"{counted(held, 'mail')} would go today, and the brake allows {allowed}"
    note = Note(
        heading=f"This morning's {counted(held, 'mail')} wait for your word",
        text=f"{reason}. Look first: chaser preview. Nobody is mailed before you say: {RELEASE}",
    )
    key = NoticeKey(
        commitment="round:morning", target="undated", kind=NoticeKind.HELD, slot=scene.today, person=board.co_ordinator
    )
    notice = Notice(key=key, plan="", board=slug, ref="", capacity=Capacity.CO_ORDINATOR, reason=reason)
    words = Digest(
        person=scene.name(board.co_ordinator),
        day=scene.today,
        board=board.name,
        reply_to_name=scene.name(board.co_ordinator),
        reply_to=scene.address(board.co_ordinator),
        notes=(note,),
        dashboard_url=scene.orders.web_url,
    )
    return Addressed(
        worded=lambda: words, is_digest=True, person=board.co_ordinator, board=slug, plans=(), notices=(notice,)
    )
