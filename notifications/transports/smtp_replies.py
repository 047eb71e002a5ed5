"""What a relay's reply means for a message, for its recipient and for the road. Pure: a code, its words, a phase."""

import re

from notifications.message import one_line
from notifications.transports.contract import Later, Outcome, Phase, Refused, Unknown, Unreachable

CLOSING = 421  # the relay closes the connection (RFC 5321 3.8)
NEEDS_LOGIN = 530  # RFC 4954 6
TOO_BIG = 552
OF_A_MAILBOX = frozenset({550, 551, 553})  # RFC 5321 4.2.2: what they say is about the mailbox
_ENHANCED = re.compile(r"\b5\.(\d{1,3})\.\d{1,3}\b")  # RFC 3463
_ADDRESSING, _MAILBOX = "1", "2"


def in_words(code: int, answer: bytes) -> str:
    """A reply as one line: "550 5.1.1 No such user"."""
    return one_line(f"{code} {answer.decode('utf-8', 'replace')}")


def meaning(phase: Phase, code: int, answer: bytes) -> Outcome:
    """What a reply other than the one hoped for means at that phase."""
    words = in_words(code, answer)
    if code in {CLOSING, NEEDS_LOGIN}:
        return Unreachable(phase=phase, answer=words)
    if 400 <= code < 500:
        return Later(phase=phase, answer=words)
    if not 500 <= code < 600:
        return Unknown(phase=phase, answer=words) if phase is Phase.DOT else Later(phase=phase, answer=words)
    if phase is Phase.SENDER and code != TOO_BIG:
        return Unreachable(phase=phase, answer=words)  # our own address is refused: so it would be for every message
    return Refused(phase=phase, answer=words, blames_address=phase is Phase.RECIPIENT and blames_address(code, words))


def blames_address(code: int, words: str) -> bool:
    """Whether a refusal is about the recipient's mailbox, and not about policy, the network or the relay itself.

    The enhanced code decides where there is one: "554 5.7.1 Relay access denied" would else suspend everybody.
    """
    enhanced = _ENHANCED.search(words)
    return enhanced.group(1) in {_ADDRESSING, _MAILBOX} if enhanced else code in OF_A_MAILBOX
