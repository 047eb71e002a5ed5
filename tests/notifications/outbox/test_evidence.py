"""What is digested stays the same from version to version: else every ledger that was sealed before would look changed.

The texts are written out by hand, as the first version digested them.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import blake2b, sha256

from notifications.outbox.evidence import (
    Line,
    Notice,
    Said,
    Whole,
    line_facts,
    line_words,
    message_facts,
    message_words,
    new_entries,
)
from notifications.tables import Kind

EIGHT = datetime(2025, 3, 3, 8, tzinfo=UTC)
NOTICE = Notice("plan/1.1", "2025-02-28", "late", date(2025, 3, 3), "zoë@example.org", "plan", "1.1", "late")
MESSAGE = Whole(
    facts=(
        "a",
        Kind.DIGEST,
        "zoë@example.org",
        "Zoë@example.org",
        date(2025, 3, 3),
        "cog",
        "<a@example.org>",
        EIGHT.astimezone(timezone(timedelta(hours=1))),
    ),
    subject="1 action",
    body=b"Dear Zo\xc3\xab",
    plans=["plan", "other"],
    notices=[NOTICE],
)
LINE = Line("e", "a", EIGHT, Said("Accepted by smtp", "accepted", road="smtp", phase="dot", answer="250 ok"))


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def long_digest(text: str) -> str:
    """BLAKE2b of a text in UTF-8, as the ledger writes it."""
    return f"blake2b:{blake2b(text.encode(), digest_size=32).hexdigest()}"


def length(number: int) -> str:
    """A length as it stands before each text: eight bytes, the greatest first."""
    return "\0" * 7 + chr(number)


def test_a_message_is_sealed_with_whom_it_is_for_its_plans_and_what_it_tells() -> None:
    facts = (
        '[["a","digest","zoë@example.org","Zoë@example.org","2025-03-03","cog","<a@example.org>",'
        '"2025-03-03T08:00:00.000000+00:00"],["other","plan"],'
        '[["plan/1.1","2025-02-28","late","2025-03-03","zoë@example.org","plan","1.1"]]]'
    )
    assert message_facts(MESSAGE) == digest(facts)


def test_a_message_is_sealed_with_its_words_each_after_its_length() -> None:
    words = f"salt{length(8)}1 action{length(4)}late{length(9)}Dear Zoë"
    assert message_words(MESSAGE, "salt") == long_digest(words)
    assert message_words(MESSAGE, "salt", as_in=digest("as of old")) == digest(words)


def test_a_line_of_a_history_is_sealed_with_what_happened_and_what_was_said() -> None:
    words = f"salt{length(6)}250 ok{length(16)}Accepted by smtp"
    assert line_facts(LINE) == digest('["a","2025-03-03T08:00:00.000000+00:00","smtp","accepted","dot"]')
    assert line_words(LINE, "salt") == long_digest(words)
    assert line_words(LINE, "salt", as_in=digest("as of old")) == digest(words)


def test_lines_that_are_written_at_once_have_keys_of_their_own_and_lie_together() -> None:
    first, second = new_entries(300), new_entries(300)

    assert len({*first, *second}) == 600
    assert (sorted(first), sorted(second)) == (first, second)
    assert {len(key) for key in first} == {32}
