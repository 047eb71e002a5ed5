"""The send ledger's seals: any change is found and named, and a redaction leaves the chain whole."""

from datetime import UTC, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from notifications import outbox
from notifications.message import Mailbox, Rendered, compose
from notifications.outbox import Said
from notifications.outbox.evidence import BLAKE2B, message_words
from notifications.outbox.written import kept_messages
from notifications.redaction import redact_message
from notifications.sealing import Seal, last_seal, seal
from notifications.tables import AttemptRow, EntryRow, MessageRow, NoticeRow, SealRow, State
from notifications.tables_bodies import BodyRow
from notifications.verifying import verify
from tests.notifications.mails import EIGHT, MINUTE, NINA, OMAR, new_message, notice

KEY, OTHER = "a" * 32, "b" * 32
ACCEPTED = Said(road="smtp", outcome="accepted", answer="250 2.0.0 queued", sentence="Accepted by smtp")
NAMED = "Message aaaaaaaa to nina@example.org of 2025-03-03"
CHILD = "Zebedee"


def a_morning(session: Session, *, as_in: str = BLAKE2B) -> None:
    """Nina's digest is accepted and Omar's waits; both are sealed, in two seals, with Nina's digest of that kind."""
    words = Rendered(subject=f"About {CHILD}", text=f"Ring {CHILD} & co\n", html=f"<p>Ring {CHILD} &amp; co</p>")
    nina = Mailbox(NINA, "Nina Marsh")
    mail = compose(
        words, sender=Mailbox("c@example.org"), recipient=nina, reply_to=None, message_id=f"<{KEY}@x>", date_at=EIGHT
    )
    reason = f"late, says {CHILD}"
    message = new_message(KEY, body=mail, subject=words.subject)
    outbox.put(session, message, [notice("1.1", reason=reason), notice("1.2")], now=EIGHT)
    outbox.put(session, new_message(OTHER, recipient=OMAR), [notice("1.3", person=OMAR)], now=EIGHT + MINUTE)
    entry, kept = session.get_one(EntryRow, KEY), kept_messages(session, [KEY])[KEY]
    entry.words = message_words(kept.whole, str(entry.salt), as_in=as_in)
    session.flush()
    seal(session, now=EIGHT)
    [leased] = outbox.lease_due(session, now=EIGHT, by="node", limit=1, lease_for=timedelta(hours=1))
    outbox.begin_handoff(session, leased, now=EIGHT)
    outbox.record_accepted(session, leased, at=EIGHT + 5 * MINUTE, said=ACCEPTED)
    seal(session, now=EIGHT + 5 * MINUTE)


def problems(session: Session) -> tuple[str, ...]:
    """What is found to be changed."""
    return verify(session, zone=UTC).problems


def change(session: Session, row: Any, where: Any, **values: Any) -> None:
    """What somebody with the database open could do."""
    session.execute(update(row).where(where).values(**values), execution_options={"synchronize_session": False})


def test_everything_written_since_the_last_seal_goes_under_the_next(session: Session) -> None:
    a_morning(session)

    verdict = verify(session, zone=UTC)
    assert (verdict.seals, verdict.entries, verdict.unsealed, verdict.redacted) == (2, 3, 0, 0)
    assert verdict.problems == ()
    assert seal(session, now=EIGHT) is None


def test_words_that_a_version_before_digested_by_sha_256_are_looked_at_as_it_did(session: Session) -> None:
    a_morning(session, as_in="")
    assert [len(row.words) for row in session.query(EntryRow).filter(EntryRow.key == KEY)] == [64]
    assert problems(session) == ()

    change(session, BodyRow, BodyRow.message == KEY, content=b"All is well")
    assert problems(session) == (f"{NAMED} is changed: its words are not those that were written.",)


def test_a_seal_is_bound_to_the_one_before(session: Session) -> None:
    a_morning(session)

    last = last_seal(session)
    assert last == Seal(number=2, sealed_at=EIGHT + 5 * MINUTE, entries=1, digest=last.digest if last else "")
    rows = session.query(SealRow).order_by(SealRow.number).all()
    assert rows[0].previous == "0" * 64
    assert rows[1].previous == rows[0].digest


@pytest.mark.parametrize(
    ("row", "values", "sentence"),
    [
        (MessageRow, {"subject": "All is well"}, f"{NAMED} is changed: its words are not those that were written."),
        (BodyRow, {"content": b"All is well"}, f"{NAMED} is changed: its words are not those that were written."),
        (
            MessageRow,
            {"board": "other"},
            f"{NAMED} is changed: whom it went to, when, or what it tells of is not as it was written.",
        ),
        (
            MessageRow,
            {"created_at": EIGHT - MINUTE},
            f"{NAMED} is changed: whom it went to, when, or what it tells of is not as it was written.",
        ),
        (NoticeRow, {"reason": "on time"}, f"{NAMED} is changed: its words are not those that were written."),
        (
            NoticeRow,
            {"plan": "another"},
            f"{NAMED} is changed: whom it went to, when, or what it tells of is not as it was written.",
        ),
        (
            AttemptRow,
            {"answer": "550 no"},
            "The line of 2025-03-03 08:05 in the history of message aaaaaaaa is changed: its words are not those that "
            "were written.",
        ),
        (
            AttemptRow,
            {"road": "notify"},
            "The line of 2025-03-03 08:05 in the history of message aaaaaaaa is changed: when, by what road or how it "
            "came out is not as it was written.",
        ),
        (
            MessageRow,
            {"state": State.FAILED, "accepted_at": None},
            f"{NAMED} stands as failed, and its history says otherwise.",
        ),
        (
            MessageRow,
            {"accepted_at": EIGHT},
            f"{NAMED} stands as accepted, and its history says otherwise.",
        ),
    ],
)
def test_any_change_is_found_and_named(session: Session, row: Any, values: dict[str, Any], sentence: str) -> None:
    a_morning(session)
    change(session, row, (row.id if row is MessageRow else row.message) == KEY, **values)

    assert problems(session) == (sentence,)


def test_a_message_that_hides_its_failure_is_found(session: Session) -> None:
    a_morning(session)
    change(session, MessageRow, MessageRow.id == OTHER, state=State.ACCEPTED, accepted_at=EIGHT)

    named = "Message bbbbbbbb to omar@example.org of 2025-03-03"
    assert problems(session) == (f"{named} stands as accepted, and its history says otherwise.",)


def test_what_is_taken_away_is_missed(session: Session) -> None:
    a_morning(session)
    session.execute(delete(AttemptRow).where(AttemptRow.message == KEY))
    change(session, MessageRow, MessageRow.id == KEY, state=State.READY, accepted_at=None)

    assert problems(session) == ("A line in the history of message aaaaaaaa is gone.",)


def test_what_is_slipped_in_is_found(session: Session) -> None:
    a_morning(session)
    line = {"message": KEY, "at": EIGHT, "outcome": "accepted", "sentence": "Read and signed", "entry": "e"}
    session.execute(insert(AttemptRow).values(**line))

    assert problems(session) == ("A line was slipped into the history of aaaaaaaa: “Read and signed”.",)


def test_an_entry_made_to_fit_what_was_changed_no_longer_fits_its_seal(session: Session) -> None:
    a_morning(session)
    change(session, EntryRow, EntryRow.key == OTHER, facts="0" * 64)

    assert problems(session)[-1] == (
        "Seal 1 of 2025-03-03 08:00 does not fit its entries: some were added, taken away or changed."
    )


def test_a_seal_made_anew_no_longer_fits_the_next(session: Session) -> None:
    a_morning(session)
    change(session, SealRow, SealRow.number == 1, digest="f" * 64)

    assert problems(session) == (
        "Seal 1 of 2025-03-03 08:00 does not fit its entries: some were added, taken away or changed.",
        "Seal 2 of 2025-03-03 08:05 does not follow on the seal before it: one was taken away or changed.",
    )


def test_a_seal_that_was_taken_away_is_missed(session: Session) -> None:
    a_morning(session)
    session.execute(delete(SealRow).where(SealRow.number == 1))

    assert problems(session) == (
        "Seal 2 of 2025-03-03 08:05 does not follow on the seal before it: one was taken away or changed.",
        "Seal 1 is gone, and its entries stand.",
    )


def blank(text: str) -> str:
    """Take the child's name out."""
    return text.replace(CHILD, "[taken out]")


def test_a_redaction_takes_the_words_out_everywhere_and_leaves_the_chain_whole(session: Session) -> None:
    a_morning(session)

    assert redact_message(session, KEY, blank=blank, by="sam@example.org", why="a child was named", now=EIGHT)
    seal(session, now=EIGHT + 6 * MINUTE)

    verdict = verify(session, zone=UTC)
    assert (verdict.problems, verdict.redacted, verdict.seals) == ((), 1, 3)
    texts = [str(each) for row in (MessageRow, NoticeRow, AttemptRow) for each in session.query(row.__table__).all()]
    assert CHILD not in " ".join(texts)
    assert "[taken out] &amp; co" in outbox.body(session, KEY).decode()
    assert [each.sentence for each in outbox.happenings(session, KEY)] == [
        "Accepted by smtp",
        "Words were taken out by sam@example.org: a child was named",
    ]


def test_a_redaction_keeps_no_salt_by_which_the_words_could_be_guessed(session: Session) -> None:
    a_morning(session)
    redact_message(session, KEY, blank=blank, by="sam@example.org", why="a child was named", now=EIGHT)

    assert [
        row.salt is None for row in session.query(EntryRow).order_by(EntryRow.key).filter(EntryRow.what == "message")
    ] == [True, False]


def test_a_redaction_of_what_is_not_there_changes_nothing(session: Session) -> None:
    a_morning(session)

    assert redact_message(session, OTHER, blank=blank, by="sam@example.org", why="a child", now=EIGHT) is False
    assert redact_message(session, "none", blank=blank, by="sam@example.org", why="a child", now=EIGHT) is False
    assert verify(session, zone=UTC).redacted == 0


def test_words_that_vanish_without_a_redaction_are_found(session: Session) -> None:
    a_morning(session)
    change(session, MessageRow, MessageRow.id == KEY, subject="nothing")
    change(session, EntryRow, EntryRow.key == KEY, salt=None)

    assert problems(session) == (
        f"{NAMED} has lost the salt of its seal, and nobody is written down who took words out.",
    )


def test_what_stood_before_there_were_seals_is_taken_in_by_the_first(session: Session) -> None:
    outbox.put(session, new_message(KEY), [notice()], now=EIGHT)
    [leased] = outbox.lease_due(session, now=EIGHT, by="node", limit=1, lease_for=MINUTE)
    outbox.begin_handoff(session, leased, now=EIGHT)
    outbox.record_accepted(session, leased, at=EIGHT, said=ACCEPTED)
    session.execute(delete(EntryRow))

    first = seal(session, now=EIGHT)

    assert first is not None
    assert (first.number, first.entries) == (1, 2)
    assert problems(session) == ()
