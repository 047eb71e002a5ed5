"""A mailbox folder's name as IMAP4rev1 wants it: modified UTF-7 (RFC 3501, 5.1.3), between quotation marks."""

import re
from binascii import a2b_base64, b2a_base64

_SHIFTED = re.compile("&([^-]*)-")
_NOT_PLAIN = re.compile("[^\x20-\x7e]+|&")
_PLAIN = re.compile("[\x20-\x7e]*")


def quoted_folder(name: str) -> str:
    """The name as a command takes it; one that is written as modified UTF-7 already stays so."""
    encoded = name if _PLAIN.fullmatch(name) and _is_encoded(name) else _encoded(name)
    escaped = re.sub(r'(["\\])', r"\\\1", encoded)
    return f'"{escaped}"'


def _encoded(name: str) -> str:
    return _NOT_PLAIN.sub(lambda found: _shifted(found[0]), name)


def _shifted(letters: str) -> str:
    if letters == "&":
        return "&-"
    base64 = b2a_base64(letters.encode("utf-16-be"), newline=False).decode("ascii")
    return f"&{base64.rstrip('=').replace('/', ',')}-"


def _is_encoded(name: str) -> bool:
    """Whether each "&" of a name begins what modified UTF-7 would write for some letters, and nothing else."""
    try:
        return _encoded(_SHIFTED.sub(lambda found: _letters(found[1]), name)) == name
    except ValueError:
        return False


def _letters(shifted: str) -> str:
    padded = shifted.replace(",", "/") + "=" * (-len(shifted) % 4)
    return a2b_base64(padded).decode("utf-16-be") if shifted else "&"
