"""The words of the next post: each mail as it would go, the chair's next mail, and what the brake holds."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from notifications.rendering import render
from scheduler.links import action_path
from scheduler.register.rounds import recent_counts
from scheduler.rounds.addressing import Addressed
from scheduler.rounds.chairing import ShownMail, shown_mail
from scheduler.rounds.lines import sentence_case
from scheduler.rounds.morning import MAILS, MORNING, ComingPost, closed_on, post_of
from scheduler.rounds.scene import Scene
from scheduler.rules.chair_holds import why_not_hold
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.web.desk import Desk
from scheduler.web.page_links import PageLink, page_links
from scheduler.web.seen import Seen
from scheduler.web.standings import action_ref

AT_ONCE = 20  # mails on one page of the post
REASONS = 3  # of one mail there; the mail's own page has them all
MATTERS = 50  # of a chair's mail
OWN_LINK = re.compile(r"https?://\S+/(?:answer|unsubscribe|sign-in|feeds)/\S+")
THEIR_OWN = "[a link of their own]"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One matter that a mail tells of, and why; without a reference and a title where it is about no action.

    The title goes without its full stop: the reason follows it.
    """

    ref: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ComingMail:
    """One mail of the next round: to whom, what it is, and why; `more` counts the matters left out here.

    Its own words are found when somebody opens it: a list of mails to chairs of many actions is not to wait for them.
    """

    name: str
    what: str
    matters: tuple[Told, ...]
    more: int
    url: str


@dataclass(frozen=True, kw_only=True)
class MailWords:
    """One mail of the next round in full."""

    name: str
    subject: str
    matters: tuple[Told, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class PostWords:
    """The next round's post; `closed` says why none goes, `held` what waits for a plan's release.

    `mails` are those of one page, `number` counts all; `pages` lead to all pages where there are several.
    """

    day: str
    closed: str
    number: str
    mails: tuple[ComingMail, ...]
    pages: tuple[PageLink, ...]
    held: str


@dataclass(frozen=True, kw_only=True)
class ChairMailWords:
    """The next mail to a board's chair. `goes` says when, or that it is held; `why_no_hold` why it cannot be held.

    `matters` are (ref, its page, title, who reads it, why); `more` counts those left out.
    """

    board: str
    name: str
    goes: str
    lines: tuple[str, ...]
    matters: tuple[tuple[str, str, str, str, str], ...]
    more: int
    why_no_hold: str


def post_words(session: Session, desk: Desk, day: date, boards: tuple[str, ...], seen: Seen, number: int) -> PostWords:
    """The post of a day for the plans of these boards, page `number` of it."""
    closed = closed_on(day, seen.scene.orders)
    coming = None if closed else _coming(session, desk, day)
    ours = _ours(coming, boards, seen) if coming else []
    plans = _plans(boards, seen)
    waiting = len([n for n in coming.decisions.waiting_for_release if n.plan in plans]) if coming else 0
    return PostWords(
        day=day_in_words(day),
        closed=closed,
        number=counted(len(ours), "mail"),
        mails=tuple(_mail(each, seen.scene) for each in ours[(number - 1) * AT_ONCE : number * AT_ONCE]),
        pages=page_links(len(ours), AT_ONCE, number, lambda each: f"/desk/post?page={each}"),
        held=f"{counted(waiting, 'notice')} to others wait for the release of a plan." if waiting else "",
    )


def mail_words(
    session: Session, desk: Desk, day: date, boards: tuple[str, ...], seen: Seen, key: str
) -> MailWords | None:
    """One mail of that post in full; None where there is none of that key, or it is not theirs to see.

    Links by which somebody answers or ends their mails are nobody's but theirs, and left out.
    """
    if closed_on(day, seen.scene.orders):
        return None
    found = next((each for each in _ours(_coming(session, desk, day), boards, seen) if _key(each) == key), None)
    if found is None:
        return None
    rendered = render(found.worded())
    return MailWords(
        name=seen.scene.name(found.person),
        subject=rendered.subject,
        matters=tuple(_told(each, seen.scene) for each in found.notices),
        text=OWN_LINK.sub(THEIR_OWN, rendered.text),
    )


def _coming(session: Session, desk: Desk, day: date) -> ComingPost:
    """The post of a day, worked out once while nothing changes."""

    looks, orders, today = desk.looks, desk.orders, desk.today
    scene = looks.scene(session, orders, today, day=day)
    return looks.once(("post", day), session, orders, today, lambda: post_of(session, scene), of=scene)


def _plans(boards: tuple[str, ...], seen: Seen) -> set[str]:
    return {slug for slug, plan in seen.scene.snapshot.plans.items() if plan.board in boards}


def _ours(coming: ComingPost, boards: tuple[str, ...], seen: Seen) -> list[Addressed]:
    """The mails that speak of these boards' plans; one that speaks of no plan is its person's own."""
    plans, me = _plans(boards, seen), seen.reader.person
    return [each for each in coming.mails if {n.plan for n in each.notices} & plans or each.person == me]


def _mail(mail: Addressed, scene: Scene) -> ComingMail:
    return ComingMail(
        name=scene.name(mail.person),
        what=_what(mail),
        matters=tuple(_told(each, scene) for each in mail.notices[:REASONS]),
        more=len(mail.notices[REASONS:]),
        url=f"/desk/post/mails/{_key(mail)}",
    )


def _what(mail: Addressed) -> str:
    """What a mail is, and of how many actions it has news: "Digest with news of 3 actions"."""
    what = "Digest" if mail.is_digest else f"Escalation to the {mail.notices[0].capacity.value}"
    actions = {(n.plan, action_ref(n.ref)) for n in mail.notices if n.ref}
    return f"{what} with news of {counted(len(actions), 'action')}" if actions else what


def _told(notice: Notice, scene: Scene) -> Told:
    about = scene.by_ref.get((notice.plan, notice.ref))
    return Told(ref=notice.ref, title=about.title.rstrip(".") if about else "", reason=notice.reason)


def _key(mail: Addressed) -> str:
    """What a mail is found by again, without anybody's address: there is one of its sort a person."""
    kinds = sorted({n.key.kind is NoticeKind.MANAGER for n in mail.notices})
    return sha256(repr((mail.person, mail.board, mail.is_digest, kinds)).encode()).hexdigest()[:16]


def chair_mails(session: Session, desk: Desk, boards: tuple[str, ...], seen: Seen) -> tuple[ChairMailWords, ...]:
    """The next mail to the chair of each of these boards, where anything waits for one."""
    shown = [_shown(session, desk, board, seen.scene.today) for board in boards]
    return tuple(_chair_mail(each) for each in shown if each and each.mail.matters)


def _shown(session: Session, desk: Desk, board: str, today: date) -> ShownMail | None:
    looks, orders = desk.looks, desk.orders
    scene = looks.scene(session, orders, today)
    return looks.once(("chair", board), session, orders, today, lambda: shown_mail(scene, board), of=scene)


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
                action_path(each.commitment.plan, each.commitment.ref),
                each.commitment.title,
                shown.names[each.head.to.person],
                f"Not in it: {each.why_not}" if each.why_not else sentence_case(each.head.words),
            )
            for each in mail.matters[:MATTERS]
        ),
        more=len(mail.matters[MATTERS:]),
        why_no_hold=why_not_hold(mail, "a reason"),
    )


def braked(session: Session, desk: Desk, seen: Seen) -> int:
    """How many mails of this morning the brake still holds; 0 when it holds none."""
    scene = seen.scene
    if not any(each.key.kind is NoticeKind.HELD for each in scene.told.on_slot(NoticeKind.HELD, scene.today)):
        return 0
    waiting = 0 if closed_on(scene.today, scene.orders) else len(_coming(session, desk, scene.today).mails)
    return waiting if waiting > scene.orders.policy.brake.most(recent_counts(session, MORNING, MAILS)) else 0
