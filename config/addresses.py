"""One mail address with the name before it, as people write it: "Robin Hale <chair@example.org>"."""

import re
from dataclasses import dataclass

from config.words import is_hidden, shown

LONGEST_LOCAL_PART = 64  # RFC 5321, 4.5.3.1.1
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3: a path of 256 less its angle brackets
_WITH_NAME = re.compile(r'(?P<name>"(?:[^"\\]|\\.)*"|[^"<>@]*)\s*<(?P<spec>[^<>]*)>')
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SPEC = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")  # RFC 5322, 3.4.1
_PLAIN_NAME = re.compile(r"[^\x00-\x1f()<>\[\]:;@\\,.\"]*")


class NoAddress(ValueError):
    """Words that are not one mail address; `str()` is a sentence that says why."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """A name, empty when none is given, and the address itself in lower case, which is a person's identity."""

    name: str = ""
    email: str

    def __str__(self) -> str:
        if not self.name:
            return self.email
        if _PLAIN_NAME.fullmatch(self.name):
            return f"{self.name} <{self.email}>"
        escaped = re.sub(r'(["\\])', r"\\\1", self.name)
        return f'"{escaped}" <{self.email}>'


def read_address(text: str) -> Address:
    """One address, with or without a name; a comma in the name does no harm. Raises NoAddress."""
    if any(is_hidden(character) for character in text):
        raise NoAddress(f"{shown(text)} holds a line break or a hidden character.")
    stripped = text.strip()
    with_name = _WITH_NAME.fullmatch(stripped)
    name, spec = (with_name["name"].strip(), with_name["spec"].strip()) if with_name else ("", stripped)
    if spec.count("@") > 1 or (not with_name and "<" in stripped and stripped.count("@") > 1):
        raise NoAddress(f"{shown(text)} holds more than one address.")
    found = _SPEC.fullmatch(spec)
    if not found or not _can_be_mailed(found):
        raise NoAddress(f"{shown(text)} is not a mail address.")
    return Address(name=_unquoted(name), email=spec.lower())


def _can_be_mailed(spec: re.Match[str]) -> bool:
    has_place = "." in spec["domain"] or spec["domain"].lower() == "localhost"
    return has_place and len(spec["local"]) <= LONGEST_LOCAL_PART and len(spec[0]) <= LONGEST_ADDRESS


def _unquoted(name: str) -> str:
    return re.sub(r"\\(.)", r"\1", name[1:-1]).strip() if name.startswith('"') else name
