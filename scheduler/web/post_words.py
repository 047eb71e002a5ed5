"""The words of the next post: each mail as it would go, the chair's next mail, and what the brake holds."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from scheduler.register.rounds import recent_counts
from scheduler.rounds.chairing import ShownMail, show_mail
from scheduler.rounds.morning import MAILS, MORNING, MorningReport, preview_morning
from scheduler.rules.chair_holds import why_not_hold
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.rules.ladder import NoticeKind
from scheduler.web.seen import Seen

OWN_LINK = re.compile(r"https?://\S+/(?:answer|unsubscribe|sign-in|feeds)/\S+")
THEIR_OWN = "[a link of their own]"


@dataclass(frozen=True, kw_only=True)
class ComingMail:
    """One mail of the next round: to whom, its subject, why, and its text."""

    name: str
    subject: str
    reasons: tuple[str, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class PostWords:
    """The next round's post; `closed` says why none goes, `held` what waits for a plan's release."""

    day: str
    closed: str
    mails: tuple[ComingMail, ...]
    held: str


@dataclass(frozen=True, kw_only=True)
class ChairMailWords:
    """The next mail to a board's chair. `goes` says when, or that it is held; `why_no_hold` why it cannot be held.

    `matters` are (ref, title, who reads it, why).
    """

    board: str
    name: str
    goes: str
    lines: tuple[str, ...]
    matters: tuple[tuple[str, str, str, str], ...]
    why_no_hold: str


def post_words(report: MorningReport, day: date, boards: tuple[str, ...], seen: Seen) -> PostWords:
    """The post of a day for the plans of these boards; a mail that speaks of no plan is its board's own.

    Links by which somebody answers or ends their mails are nobody's but theirs, and left out.
    """
    plans = {slug for slug, plan in seen.scene.snapshot.plans.items() if plan.board in boards}
    me = seen.reader.person
    ours = [each for each in report.posted if {n.plan for n in each.notices} & plans or each.person == me]
    waiting = len([n for n in report.decisions.waiting_for_release if n.plan in plans])
    return PostWords(
        day=day_in_words(day),
        closed=report.closed,
        mails=tuple(
            ComingMail(
                name=each.name,
                subject=each.subject,
                reasons=tuple(f"{n.ref}: {n.reason}" if n.ref else n.reason for n in each.notices),
                text=OWN_LINK.sub(THEIR_OWN, each.rendered.text),
            )
            for each in ours
        ),
        held=f"{counted(waiting, 'notice')} to others wait for the release of a plan." if waiting else "",
    )


def chair_mails(session: Session, boards: tuple[str, ...], seen: Seen) -> tuple[ChairMailWords, ...]:
    """The next mail to the chair of each of these boards, where anything waits for one."""
    scene = seen.scene
    shown = (show_mail(session, scene.orders, board, today=scene.today) for board in boards)
    return tuple(_chair_mail(each) for each in shown if each and each.mail.matters)


def _chair_mail(shown: ShownMail) -> ChairMailWords:
    mail = shown.mail
    what = f"The exception note for {mail.planned.meeting.title}" if mail.planned.meeting else "It"
    goes = f"{what} goes on {day_in_words(mail.goes_on)}."
    if mail.held:
        goes = f"Held for a week since {day_in_words(mail.held.on)}: {mail.held.words}"
    return ChairMailWords(
        board=mail.board.slug,
        name=mail.board.name,
        goes=goes,
        lines=(*([shown.was_held] if shown.was_held else []), *shown.lines),
        matters=tuple(
            (
                each.commitment.ref,
                each.commitment.title,
                shown.names[each.head.to.person],
                f"not in it: {each.why_not}" if each.why_not else each.head.words,
            )
            for each in mail.matters
        ),
        why_no_hold=why_not_hold(mail, "a reason"),
    )


def braked(session: Session, seen: Seen) -> int:
    """How many mails of this morning the brake still holds; 0 when it holds none."""
    scene = seen.scene
    if not any(each.key.kind is NoticeKind.HELD for each in scene.told.on_slot(NoticeKind.HELD, scene.today)):
        return 0
    waiting = len(preview_morning(session, scene.orders, today=scene.today).posted)
    return waiting if waiting > scene.orders.policy.brake.most(recent_counts(session, MORNING, MAILS)) else 0
