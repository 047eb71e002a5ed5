"""What a co-ordinator says of the next mail to a board's chair, recorded: a line of theirs, or a hold of one week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from scheduler.plans.chair_words import ChairWord, ChairWordKind
from scheduler.register.chair_words import record_chair_word
from scheduler.rounds.escalating import remarks, why_kept_back
from scheduler.rounds.look import look
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.scene import Scene
from scheduler.rules.chair_holds import ComingMail, coming_mail, why_not_hold


@dataclass(frozen=True, kw_only=True)
class ShownMail:
    """The next mail to a chair as it stands: `lines` are the co-ordinator's own, `was_held` why last week's was held.

    `names` are what those who read it are called, by address.
    """

    mail: ComingMail
    lines: tuple[str, ...]
    was_held: str
    names: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class NotRecorded:
    """Why nothing was recorded, in a sentence with the cure."""

    why: str


def show_mail(session: Session, orders: StandingOrders, board: str, *, today: date) -> ShownMail | None:
    """The next mail to a board's chair as of a local day; None where the board has no working days ahead."""
    return shown_mail(look(session, orders, today), board)


def shown_mail(scene: Scene, board: str) -> ShownMail | None:
    """The same as of a scene."""
    mail = coming_mail(scene.orders.boards[board], scene.view)
    if mail is None:
        return None
    lines = remarks(mail.planned, mail.board, scene)
    names = {each.head.to.person: scene.name(each.head.to.person) for each in mail.matters}
    return ShownMail(mail=mail, lines=lines, was_held=why_kept_back(mail.planned, mail.board, scene), names=names)


def add_line(
    session: Session, orders: StandingOrders, board: str, words: str, *, now: datetime
) -> ChairWord | NotRecorded:
    """Add a line to the next mail to a board's chair, in the caller's transaction; `now` is aware."""
    shown = show_mail(session, orders, board, today=orders.local_day(now))
    if shown is None or not words.strip():
        return NotRecorded(why="A line holds a few words: say them in quotes.")
    return _recorded(session, orders, shown.mail, ChairWordKind.LINE, words, now)


def hold_mail(
    session: Session, orders: StandingOrders, board: str, reason: str, *, now: datetime
) -> ChairWord | NotRecorded:
    """Hold the next mail to a board's chair for one week, in the caller's transaction; `now` is aware."""
    shown = show_mail(session, orders, board, today=orders.local_day(now))
    why_not = why_not_hold(shown.mail if shown else None, reason)
    if why_not or shown is None:
        return NotRecorded(why=why_not)
    return _recorded(session, orders, shown.mail, ChairWordKind.HOLD, reason, now)


def _recorded(
    session: Session, orders: StandingOrders, mail: ComingMail, kind: ChairWordKind, words: str, now: datetime
) -> ChairWord:
    word = ChairWord(
        board=mail.board.slug,
        mail_on=mail.planned.on,
        kind=kind,
        at=now,
        on=orders.local_day(now),
        who=mail.board.co_ordinator,
        words=" ".join(words.split()),
        matters=mail.to_hold if kind is ChairWordKind.HOLD else (),
    )
    record_chair_word(session, word, now=now)
    return word
