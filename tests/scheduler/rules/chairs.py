"""Lives of a register as a board secretary reads them: what was told of the chair's matters, weekday beside date."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.plans.chair_words import ChairWord, ChairWordKind
from scheduler.plans.commitments import Snapshot
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from tests.builders import SAM, live

OF_THE_CHAIR = (NoticeKind.LOOK, NoticeKind.CHAIR, NoticeKind.EXCEPTION_NOTE)
Row = tuple[str, str, str, str]


def meeting(
    on: str, *, papers: str = "", series: str = "cog", status: MeetingStatus = MeetingStatus.CONFIRMED
) -> Meeting:
    """A meeting of the board itself, with the day on which its papers are due."""
    return Meeting(
        uid=f"{series}-{on}",
        series=series,
        slot=on,
        title="Chief Officer Group",
        on=date.fromisoformat(on),
        starts=time(10),
        ends=time(12),
        status=status,
        paper_deadline_on=date.fromisoformat(papers) if papers else None,
        changed_at=datetime(2025, 1, 1, tzinfo=UTC),
    )


def said_of(
    mail_on: str, kind: ChairWordKind, *matters: str, on: str, words: str = "1.1 is being answered"
) -> ChairWord:
    """What Sam said of the mail planned for a day, in the afternoon of another."""
    day = date.fromisoformat(on)
    return ChairWord(
        board="cog",
        mail_on=date.fromisoformat(mail_on),
        kind=kind,
        at=datetime(day.year, day.month, day.day, 15, tzinfo=UTC),
        on=day,
        who=SAM,
        words=words,
        matters=tuple(f"plan/{ref}" for ref in matters),
    )


def rows(
    register: Snapshot,
    start: str,
    end: str,
    *,
    kinds: Iterable[NoticeKind] = OF_THE_CHAIR,
    policy: Policy | None = None,
    down: Iterable[str] = (),
) -> list[Row]:
    """Every notice of these kinds, as (day, kind, ref, person); every mail is accepted at once."""
    wanted = frozenset(kinds)
    away = frozenset(date.fromisoformat(day) for day in down)
    lived = live(register, date.fromisoformat(start), date.fromisoformat(end), policy=policy, down=away)
    return [
        (f"{day:%a %Y-%m-%d}", n.key.kind.value, n.ref, n.key.person)
        for day, decisions in lived.items()
        for n in decisions.notices
        if n.key.kind in wanted
    ]
