"""Addressed mails to frozen messages in the outbox, in the transaction that decided them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from datetime import date, datetime
from itertools import islice
from uuid import uuid4

from sqlalchemy.orm import Session

from notifications.message import Mailbox, Rendered, compose, message_id_for
from notifications.outbox import NewMessage, Telling, put_all, thread_start
from notifications.outbox import Notice as OutboxNotice
from notifications.rendering import render
from notifications.tables import Kind
from notifications.values import value
from scheduler.rounds.addressing import Addressed, Words
from scheduler.rounds.scene import Scene
from scheduler.rules.decisions import Notice

AT_ONCE = 100  # mails in hand, so that a round of any size writes them in flat memory


@value(frozen=True, kw_only=True)
class Posted:
    """One mail that a round wrote, or would write: to whom, why, and its words. `id` is empty in a preview."""

    id: str
    day: date
    kind: Kind
    person: str
    name: str
    subject: str
    notices: tuple[Notice, ...]
    worded: Callable[[], Words] = field(compare=False, repr=False)

    @property
    def rendered(self) -> Rendered:
        """Its words in full, rendered anew each time: a round of thousands keeps none of them."""
        return render(self.worded())


def preview_of(mail: Addressed, scene: Scene) -> Posted:
    """A mail as it would be written, without writing it."""
    return _posted("", mail, render(mail.worded()).subject, scene)


def post(session: Session, mails: Iterable[Addressed], scene: Scene, *, now: datetime) -> Iterator[Posted]:
    """Write mails, many at once; without an id where the person has had their one digest of the day, or all of it was
    told before: such a mail waits."""
    waiting = iter(mails)
    while some := list(islice(waiting, AT_ONCE)):
        written = [_write(session, mail, scene, now) for mail in some]
        new = put_all(session, [telling for telling, _ in written], now=now)
        yield from (posted if posted.id in new else replace(posted, id="") for _, posted in written)


def _write(session: Session, mail: Addressed, scene: Scene, now: datetime) -> tuple[Telling, Posted]:
    key = uuid4().hex
    rendered, message_id = render(mail.worded()), message_id_for(key, scene.orders.domain(mail.board))
    thread = "" if mail.is_digest else f"escalation:{mail.board}:{mail.person}"
    message = NewMessage(
        id=key,
        kind=_kind(mail),
        recipient=mail.person,
        to_address=scene.address(mail.person),
        local_day=scene.today,
        board=mail.board,
        plans=mail.plans,
        message_id=message_id,
        subject=rendered.subject,
        body=_composed(mail, rendered, message_id, thread_start(session, thread) if thread else "", scene, now),
        envelope_from=scene.orders.envelope_from(mail.board, key),
        thread=thread,
    )
    telling = Telling(message=message, notices=[_told(notice) for notice in mail.notices])
    return telling, _posted(key, mail, rendered.subject, scene)


def _composed(mail: Addressed, rendered: Rendered, message_id: str, answers: str, scene: Scene, now: datetime) -> bytes:
    orders, board = scene.orders, scene.orders.boards[mail.board]
    return compose(
        rendered,
        sender=orders.senders[mail.board],
        recipient=Mailbox(scene.address(mail.person), scene.name(mail.person)),
        reply_to=Mailbox(scene.reply_to(mail.board), scene.name(board.co_ordinator)),
        message_id=message_id,
        date_at=now,
        answers=answers,
        unsubscribe_url=orders.unsubscribe_link(mail.person) if mail.is_digest else "",
    )


def _kind(mail: Addressed) -> Kind:
    """A first look is the co-ordinator's one mail of the day: a digest (rules.md, "Reminders to leads")."""
    return Kind.DIGEST if mail.is_digest else Kind.ESCALATION


def _told(notice: Notice) -> OutboxNotice:
    key = notice.key
    kind = str(key.kind)
    return OutboxNotice(key.commitment, key.target, kind, key.slot, key.person, notice.plan, notice.ref, notice.reason)


def _posted(key: str, mail: Addressed, subject: str, scene: Scene) -> Posted:
    return Posted(
        id=key,
        day=scene.today,
        kind=_kind(mail),
        person=mail.person,
        name=scene.name(mail.person),
        subject=subject,
        notices=mail.notices,
        worded=mail.worded,
    )
