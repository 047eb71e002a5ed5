"""The co-ordinators' weekly summaries, joined from register, outbox and feeds, and as a note of a digest."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from notifications.digest import Note
from notifications.tables import MessageRow, State
from scheduler.register.subscribers import list_subscribers
from scheduler.rounds.desk_links import desk_url
from scheduler.rounds.scene import Scene
from scheduler.rules.board_counts import BoardCount
from scheduler.rules.decisions import Decisions, Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.summary import FromThePost, weekly_summary

A_WEEK = timedelta(days=7)
HEADING = "Your week"
COMMAND = ": chaser "
UNDELIVERED = (State.FAILED, State.BOUNCED, State.UNKNOWN)


def with_summaries(
    session: Session,
    decisions: Decisions,
    scene: Scene,
    *,
    lived_on: date | None,
    now: datetime,
    counts: Mapping[str, BoardCount] | None = None,
) -> Decisions:
    """What was decided, with the summary of each board whose day it is; `lived_on` is the last morning before.

    `counts` are of all that each board oversees, where the scene does not hold it.
    """
    post = from_the_post(session, now=now)
    boards = (board for _, board in sorted(scene.snapshot.boards.items()))
    of_all = counts or {}
    found = (
        weekly_summary(board, post, scene.view, lived_on=lived_on, count=of_all.get(board.slug)) for board in boards
    )
    return replace(decisions, notices=(*decisions.notices, *(each for each in found if each)))


def from_the_post(session: Session, *, now: datetime) -> FromThePost:
    """What became of the mails of the last seven days, and which living feeds nobody reads."""
    written = select(func.count()).select_from(MessageRow).where(MessageRow.created_at > now - A_WEEK)
    unread = sum(each.is_unfetched(now) for each in list_subscribers(session))
    return FromThePost(
        failed=session.scalar(written.where(MessageRow.state.in_(UNDELIVERED))) or 0,
        resent=session.scalar(written.where(MessageRow.resent)) or 0,
        unread_feeds=unread,
    )


def summary_notes(notices: Iterable[Notice], scene: Scene) -> tuple[Note, ...]:
    """One note for each board's summary; none where there is none. The desk settles it where it can be reached."""
    theirs = [each for each in notices if each.key.kind is NoticeKind.SUMMARY]
    return tuple(_summary_note(each.reason.split("; "), desk_url(scene)) for each in theirs)


def _summary_note(lines: list[str], desk: str) -> Note:
    if desk:
        without_commands = tuple(line.partition(COMMAND)[0] for line in lines)
        return Note(heading=HEADING, text="What waits for you at the desk:", lines=without_commands, url=desk)
    return Note(heading=HEADING, text="What waits for you, and what settles it:", lines=tuple(lines))
