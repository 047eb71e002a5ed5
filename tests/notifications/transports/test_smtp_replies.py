"""What replies mean, as a table."""

import pytest

from notifications.transports.contract import Later, Outcome, Phase, Refused, Unknown, Unreachable
from notifications.transports.smtp_replies import in_words, meaning

SENDER, RECIPIENT, CONTENT, DOT = Phase.SENDER, Phase.RECIPIENT, Phase.CONTENT, Phase.DOT


def refused(phase: Phase, answer: str, *, blames: bool) -> Refused:
    """A refusal for good."""
    return Refused(phase=phase, answer=answer, blames_address=blames)


@pytest.mark.parametrize(
    ("phase", "code", "answer", "outcome"),
    [
        (RECIPIENT, 450, "4.7.1 Greylisted", Later(phase=RECIPIENT, answer="450 4.7.1 Greylisted")),
        (RECIPIENT, 452, "4.2.2 Mailbox full", Later(phase=RECIPIENT, answer="452 4.2.2 Mailbox full")),
        (DOT, 451, "4.3.0 Try again", Later(phase=DOT, answer="451 4.3.0 Try again")),
        (SENDER, 421, "4.3.2 Closing", Unreachable(phase=SENDER, answer="421 4.3.2 Closing")),
        (DOT, 421, "4.3.2 Closing", Unreachable(phase=DOT, answer="421 4.3.2 Closing")),
        (RECIPIENT, 530, "5.7.0 Login first", Unreachable(phase=RECIPIENT, answer="530 5.7.0 Login first")),
        (SENDER, 550, "5.7.60 Not allowed", Unreachable(phase=SENDER, answer="550 5.7.60 Not allowed")),
        (SENDER, 552, "5.3.4 Too big", refused(SENDER, "552 5.3.4 Too big", blames=False)),
        (RECIPIENT, 550, "5.1.1 No such user", refused(RECIPIENT, "550 5.1.1 No such user", blames=True)),
        (RECIPIENT, 550, "5.1.10 Not found", refused(RECIPIENT, "550 5.1.10 Not found", blames=True)),
        (RECIPIENT, 552, "5.2.2 Mailbox full", refused(RECIPIENT, "552 5.2.2 Mailbox full", blames=True)),
        (RECIPIENT, 554, "5.7.1 Relay denied", refused(RECIPIENT, "554 5.7.1 Relay denied", blames=False)),
        (RECIPIENT, 550, "5.7.1 Not for you", refused(RECIPIENT, "550 5.7.1 Not for you", blames=False)),
        (RECIPIENT, 550, "5.4.1 No route", refused(RECIPIENT, "550 5.4.1 No route", blames=False)),
        (RECIPIENT, 550, "No such user", refused(RECIPIENT, "550 No such user", blames=True)),
        (RECIPIENT, 553, "Bad mailbox", refused(RECIPIENT, "553 Bad mailbox", blames=True)),
        (RECIPIENT, 554, "Relay denied", refused(RECIPIENT, "554 Relay denied", blames=False)),
        (CONTENT, 554, "No valid recipients", refused(CONTENT, "554 No valid recipients", blames=False)),
        (DOT, 554, "5.7.1 Looks like spam", refused(DOT, "554 5.7.1 Looks like spam", blames=False)),
        (DOT, 550, "5.1.1 No such user", refused(DOT, "550 5.1.1 No such user", blames=False)),
        (SENDER, -1, "garbage", Later(phase=SENDER, answer="-1 garbage")),
        (CONTENT, 250, "odd", Later(phase=CONTENT, answer="250 odd")),
        (DOT, -1, "garbage", Unknown(phase=DOT, answer="-1 garbage")),
        (DOT, 354, "odd", Unknown(phase=DOT, answer="354 odd")),
    ],
)
def test_a_reply_means_one_thing_at_each_phase(phase: Phase, code: int, answer: str, outcome: Outcome) -> None:
    assert meaning(phase, code, answer.encode()) == outcome


def test_a_reply_of_several_lines_in_any_encoding_is_one_line_of_words() -> None:
    assert in_words(550, b"5.1.1 one\n5.1.1 two\r\x00 \xff") == "550 5.1.1 one 5.1.1 two �"
