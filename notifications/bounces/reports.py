"""What a bounce says: a delivery report by RFC 3464 with the standard library, any other shape by flufl.bounce."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from flufl.bounce import all_failures

from notifications.bounces.headers import addresses, header
from notifications.bounces.incoming import Fate
from notifications.message import one_line

LONGEST_WHY = 300
FULL = "5.2.2"  # a full mailbox is emptied one day
NO_ROUTE = "5.4.4"
OF_AN_ADDRESS = ("5.1.", "5.2.")  # RFC 3463: what they say is about the mailbox or its domain
DAEMONS = ("mailer-daemon@", "postmaster@", "mail-daemon@")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_SMTP_CODE = re.compile(r"\b(55[013])\b")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a bounce says of the message: its fate, about which address, and why in the other side's words."""

    fate: Fate
    address: str
    why: str


def report_of(message: "Message[str, str]") -> Report | None:
    """What a mail reports; None when it is no bounce, or one that nobody understands."""
    standard = _delivery_report(message)
    if standard is not None or not comes_from_a_daemon(message):
        return standard
    return _other_shape(message)


def comes_from_a_daemon(message: "Message[str, str]") -> bool:
    """Whether no person wrote it: the null sender (RFC 5321, 4.5.5), or a mail system's own name."""
    if str(message.get("Return-Path", "")).strip() == "<>":
        return True
    return any(address.startswith(DAEMONS) for address in addresses(message, "From"))


def _delivery_report(message: "Message[str, str]") -> Report | None:
    """The worst of what is reported of each recipient; ours has one."""
    reports = [_of_a_recipient(fields) for part in message.walk() for fields in _recipients(part)]
    worst = (Fate.GONE, Fate.UNDELIVERED, Fate.DELAYED, Fate.DELIVERED)
    return min((each for each in reports if each), key=lambda each: worst.index(each.fate), default=None)


def _recipients(part: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """The fields of each recipient (RFC 3464, 2.3); the first block is about the message as a whole."""
    if part.get_content_type() != "message/delivery-status":
        return
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, Message) and block.get("Action"):
            yield block


def _of_a_recipient(fields: "Message[str, str]") -> Report | None:
    action = header(fields, "Action").lower()
    diagnostic = header(fields, "Diagnostic-Code").partition(";")[2].strip()
    status = _status(header(fields, "Status"), diagnostic)
    address = _address(header(fields, "Original-Recipient") or header(fields, "Final-Recipient"))
    why = one_line(diagnostic or status or action)[:LONGEST_WHY]
    fates = {"delivered": Fate.DELIVERED, "delayed": Fate.DELAYED}
    if action == "failed":
        return Report(fate=_blame(status, diagnostic), address=address, why=why)
    return Report(fate=fates[action], address=address, why=why) if action in fates else None


def _status(said: str, diagnostic: str) -> str:
    """The enhanced status (RFC 3463); a bare class is made exact by the diagnosis, where that is."""
    own, inside = _STATUS.search(said), _STATUS.search(diagnostic)
    if own and not own[1].endswith(".0.0"):
        return own[1]
    found = inside or own
    return found[1] if found else ""


def _blame(status: str, diagnostic: str) -> Fate:
    """Whether nothing should go to the address any more: policy, size and a full mailbox are no fault of it."""
    if status == FULL or status.startswith("4."):
        return Fate.UNDELIVERED
    if status.startswith(OF_AN_ADDRESS) or status == NO_ROUTE:
        return Fate.GONE
    blames = status in {"", "5.0.0"} and bool(_SMTP_CODE.search(diagnostic))
    return Fate.GONE if blames else Fate.UNDELIVERED


def _address(field: str) -> str:
    """The address in "rfc822; nina@example.org"."""
    return field.partition(";")[2].strip().strip("<>").lower() or field.lower()


def _other_shape(message: "Message[str, str]") -> Report | None:
    temporary, permanent = all_failures(message)
    found = sorted(permanent) or sorted(temporary)
    if not found:
        return None
    address = found[0].decode("utf-8", "replace").lower()
    fate = Fate.GONE if permanent else Fate.DELAYED
    return Report(fate=fate, address=address, why=header(message, "Subject")[:LONGEST_WHY])
