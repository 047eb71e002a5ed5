"""Redaction in the register, on both databases: every text, JSON and kept document; and nothing of it half done."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Session

from notifications.tables import Base
from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.plan import Plan
from scheduler.register.redaction import Wanted, keep_redaction, redact_register, without_redacted
from scheduler.register.redaction_tables import RedactionRow
from scheduler.register.tables import AnswerRow, EditionRow, HistoryRow
from scheduler.register.uploads import Upload, document_of, find_upload, keep_upload
from scheduler.rules.redaction import words_of
from tests.scheduler.register.samples import COG, DAY, NOW, import_directory, record_first
from tests.scheduler.register.test_answers import an_answer, keep
from tests.scheduler.rules.editions import action, plan

SLIP = "Agree with Pat Quill's school"
SAM = "sam@example.org"
MARK = "[redacted on 1 October 2026 by Sam Ode: names a child]"


def slipped() -> Plan:
    return plan(action("1.1", title=SLIP, leads=["NM"]), action("1.2"))


def wanted() -> Wanted:
    return Wanted(
        words=words_of("pat quill"),
        plan=COG,
        place="1.1",
        who=SAM,
        name="Sam Ode",
        why="names a child",
        now=NOW,
        day=DAY,
    )


def uploaded(session: Session) -> int:
    upload = Upload(
        plan="next", board="cog", file_name="next.docx", sha256="3", who=SAM, at=NOW, reading=slipped(), remarks=()
    )
    return keep_upload(session, upload, document=b'{"tables": [[["1.1", "Agree with Pat Quill\'s school"]]]}')


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.items() for text in texts(each))
    elif isinstance(value, (list, tuple)):
        yield from (text for each in value for text in texts(each))


def held(session: Session, words: str) -> list[str]:
    """The columns of all tables in which words stand."""
    session.flush()
    return sorted(
        f"{table.name}.{name}"
        for table in Base.metadata.sorted_tables
        for row in session.execute(select(table)).mappings()
        for name, value in row.items()
        if any(words in text for text in texts(value))
    )


def furnished(session: Session) -> int:
    import_directory(session, "name,initials,email\nNina Marsh,NM,nina@example.org\nSam Ode,SO,sam@example.org\n")
    record_first(session, slipped())
    answer: Answer = an_answer(AnswerKind.PROGRESS, words="Pat Quill was met", road=Road.DESK)
    keep(session, answer)
    return uploaded(session)


def test_the_words_go_from_every_table_and_who_when_and_why_stay(session: Session) -> None:
    number = furnished(session)
    assert held(session, "Pat Quill") == [
        "actions.title",
        "answers.words",
        "editions.reading",
        "history.after",
        "uploads.document",
        "uploads.reading",
    ]

    found = redact_register(session, wanted())
    keep_redaction(session, wanted(), commitment=f"{COG}/1.1", reached=len(found))

    assert held(session, "Pat Quill") == []
    assert sorted({f"{each.table}.{each.column}" for each in found}) == sorted(
        set(held(session, MARK)) - {"redactions.mark"}
    )
    kept = session.scalars(select(RedactionRow)).one()
    assert (kept.who, kept.why, kept.reached, kept.mark) == (SAM, "names a child", len(found), MARK)
    assert session.scalars(select(AnswerRow.words)).one() == f"{MARK} was met"
    upload = find_upload(session, number)
    assert upload is not None
    assert (upload.reading.actions[0].title, document_of(session, number)) == (
        f"Agree with {MARK}'s school",
        f'{{"tables": [[["1.1", "Agree with {MARK}\'s school"]]]}}'.encode(),
    )


def test_what_is_not_committed_changes_nothing(session: Session) -> None:
    furnished(session)
    session.commit()
    before = held(session, "Pat Quill")

    redact_register(session, wanted())
    session.rollback()

    assert held(session, "Pat Quill") == before
    assert session.scalars(select(HistoryRow).where(HistoryRow.what == "redacted")).all() == []
    assert "Pat Quill" in str(session.scalars(select(EditionRow.reading)).one())


def test_a_document_that_brings_the_words_back_is_read_without_them(session: Session) -> None:
    furnished(session)
    found = redact_register(session, wanted())
    keep_redaction(session, wanted(), commitment=f"{COG}/1.1", reached=len(found))

    assert without_redacted(session, slipped()).actions[0].title == f"Agree with {MARK}'s school"


def test_no_table_keeps_bytes_that_a_redaction_does_not_look_into() -> None:
    """Mails have a redaction of their own; whatever else is kept, is kept as text or JSON."""
    kept = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }

    assert {name.partition(".")[0] for name in kept} <= {"messages", "message_bodies", "incoming", "ledger_seals"}
