"""A real IMAP server (pymap) in a process of its own, with one mailbox; and what stands in it."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4
from pathlib import Path

from notifications.bounces.mailbox import Account, Security
from tests.notifications.transports.relays import HOST, free_port

USER, PASSWORD = "bounces", "correct horse é"
PYMAP = Path(sys.executable).with_name("pymap")


@contextmanager
def imap_server(*more: str) -> Iterator[int]:
    """A server with an empty mailbox; gives its port."""
    port = free_port()
    command = [str(PYMAP), "--host", HOST, "--port", str(port), "--no-service", "admin", *(more or ("--no-tls",))]
    who = ["dict", "--demo-user", USER, "--demo-password", PASSWORD]
    with subprocess.Popen([*command, *who], stderr=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        try:
            _wait_for(port, server)
            yield port
        finally:
            server.kill()


def account_at(port: int, **words: object) -> Account:
    """The mailbox on this machine, unencrypted unless a test says otherwise."""
    given = {"host": HOST, "port": port, "security": Security.NONE, "user": USER, "password": PASSWORD}
    return Account(**{**given, "wait_seconds": 10.0} | words)  # type: ignore[arg-type]  # words of a test


def put_in(port: int, *mails: bytes, folder: str = "INBOX") -> None:
    """Let mails arrive, in a folder as IMAP says its name; any but the inbox is made."""
    with signed_in(port) as imap:
        if folder != "INBOX":
            imap.create(folder)
        for mail in mails:
            imap.append(folder, "", "", mail)


def unseen(port: int) -> int:
    """How many mails nobody has seen."""
    with signed_in(port) as imap:
        imap.select("INBOX", readonly=True)
        _, found = imap.search(None, "UNSEEN")
    return len(found[0].split())


def signed_in(port: int) -> IMAP4:
    """A connection as the mailbox's owner, which logs out at its end."""
    imap = IMAP4(HOST, port, timeout=10)
    imap.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
    return imap


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(400):
        if server.poll() is not None:
            raise AssertionError(f"the IMAP server ended: {server.stderr.read() if server.stderr else b''!r}")
        with socket.socket() as probe:
            probe.settimeout(0.05)
            if probe.connect_ex((HOST, port)) == 0:
                return
        try:
            server.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("the IMAP server does not answer")
