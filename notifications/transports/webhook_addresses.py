"""Which addresses a webhook may go to, and the one that is connected to: the very address that was looked at.

Whoever registers a webhook names a computer for ours to call. So only addresses of the public internet are called,
or hosts that the operator named; a name is looked up once for each call, and no second answer of the name service
counts (CWE-918; RFC 6890 lists the addresses that are not public).
"""

import re
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

LONGEST = 2000
TRANSLATED = IPv6Network("64:ff9b::/96")  # carries an IPv4 address within (RFC 6052)
GLOBAL_UNICAST = IPv6Network("2000::/3")
OF_SPECIAL_USE = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("168.63.129.16/32"),  # Azure's own, reached from its machines alone
    IPv6Network("2002::/16"),  # tunnels to any IPv4 address (RFC 3056)
)
_FITS = re.compile(r"[!-~]+")

Address = IPv4Address | IPv6Address
LookUp = Callable[[str, int], Collection[str]]


class UnusableUrl(ValueError):
    """An address that no webhook may have; `str()` says why, with the cure."""


class NotCalled(Exception):
    """A host that is not called: unknown, or not of the public internet; `str()` says which."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a webhook goes: `path` with its query. `is_secure` is False inside the organisation's network alone."""

    host: str
    port: int
    path: str
    is_secure: bool


def target_of(url: str, inside: Collection[str] = ()) -> Target:
    """The parts of a webhook's address; `inside` are hosts that may be private and spoken to without TLS.

    Raises UnusableUrl.
    """
    if len(url) > LONGEST or not _FITS.fullmatch(url):
        raise UnusableUrl(f"the address holds spaces or other signs, or more than {LONGEST} of them: copy it again")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as fault:
        raise UnusableUrl("the address cannot be read: copy it again from the other program") from fault
    if parts.scheme != "https" and not (parts.scheme == "http" and host in inside):
        raise UnusableUrl("the address does not begin with https:// – use the program's address with TLS")
    if not host or parts.username is not None or parts.password is not None or parts.fragment:
        raise UnusableUrl("the address names no host, or holds a user name or a part after “#”: leave these out")
    is_secure = parts.scheme == "https"
    _refuse_private(host, inside)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return Target(host=host, port=port or (443 if is_secure else 80), path=path, is_secure=is_secure)


def _refuse_private(host: str, inside: Collection[str]) -> None:
    try:
        address = ip_address(host)
    except ValueError:
        return  # a name: what it means is looked at when it is called
    if host not in inside and not is_public(address):
        raise UnusableUrl(f"{host} is no address of the public internet: use the program's public address")


def look_up(host: str, port: int) -> Collection[str]:
    """The addresses of a host, as this computer's name service gives them; raises OSError for none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def called_address(target: Target, inside: Collection[str] = (), looked_up: LookUp = look_up) -> str:
    """The one address that is called for a target. Raises NotCalled where any that its host has is not public."""
    try:
        found = [ip_address(each.partition("%")[0]) for each in looked_up(target.host, target.port)]
    except (OSError, UnicodeError) as fault:
        raise NotCalled(f"no computer of the name {target.host} is known") from fault
    if not found:
        raise NotCalled(f"no computer of the name {target.host} is known")
    if target.host not in inside and not all(is_public(each) for each in found):
        raise NotCalled(f"{target.host} is not called: its address is not of the public internet")
    return str(found[0])


def is_public(address: Address) -> bool:
    """Whether an address, or the one that it stands for, is of the public internet."""
    meant = _meant(address)
    if isinstance(meant, IPv6Address) and meant not in GLOBAL_UNICAST:
        return False
    return meant.is_global and not meant.is_multicast and not any(meant in each for each in OF_SPECIAL_USE)


def _meant(address: Address) -> Address:
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    if isinstance(address, IPv6Address) and address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
