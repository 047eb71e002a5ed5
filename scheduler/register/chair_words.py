"""What co-ordinators said of mails to the chair: rows that are only ever added. The rules are rules/chair_mail.py's."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.chair_words import ChairWord
from scheduler.register import history
from scheduler.register.chair_tables import ChairWordRow


def list_chair_words(session: Session) -> tuple[ChairWord, ...]:
    """Every line and hold, in the order in which they were recorded."""
    rows = session.scalars(select(ChairWordRow).order_by(ChairWordRow.id))
    return tuple(
        ChairWord(
            number=row.id,
            board=row.board,
            mail_on=row.mail_on,
            kind=row.kind,
            at=row.at,
            on=row.on_day,
            who=row.who,
            words=row.words,
            matters=tuple(row.matters),
        )
        for row in rows
    )


def record_chair_word(session: Session, word: ChairWord, *, now: datetime) -> None:
    """Keep a line or a hold and write it into the history, in the caller's transaction; `now` is aware."""
    session.add(
        ChairWordRow(
            board=word.board,
            mail_on=word.mail_on,
            kind=word.kind,
            at=word.at,
            on_day=word.on,
            who=word.who,
            words=word.words,
            matters=list(word.matters),
        )
    )
    history.write(
        session,
        at=now,
        who=word.who,
        road="desk",
        what=f"chair's mail of {word.mail_on.isoformat()}, board {word.board}: {word.kind}",
        after={"words": word.words, "kept back": list(word.matters)},
    )
