"""The floor under any sender of mail: bytes put together by hand, one socket, each command with the next (RFC 2920).

It reads no register, keeps nothing, and could not say what became of a message: what the rest of the way costs is the
difference.
"""

import socket
from binascii import b2a_qp
from typing import BinaryIO


def floor(port: int, messages: int, text: str, html: str) -> None:
    """Send so many messages of these two texts over one connection; each waits for the answer to the last."""
    with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rb") as replies:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        replies.readline()
        connection.sendall(b"EHLO floor.example.org\r\n")
        while replies.readline()[3:4] == b"-":
            pass
        for number in range(messages):
            _send(connection, replies, number, text, html)
        connection.sendall(b"QUIT\r\n")
        replies.readline()


def _send(connection: socket.socket, replies: BinaryIO, number: int, text: str, html: str) -> None:
    envelope = f"MAIL FROM:<chaser@example.org>\r\nRCPT TO:<person{number}@example.org>\r\nDATA\r\n"
    connection.sendall(envelope.encode())
    for _ in range(3):
        _expect(replies)
    connection.sendall(by_hand(number, text, html))
    _expect(replies)


def _expect(replies: BinaryIO) -> None:
    line = replies.readline()
    if line[:1] not in {b"2", b"3"}:
        raise RuntimeError(f"the sink says {line!r}")


def by_hand(number: int, text: str, html: str) -> bytes:
    """One message, its final dot included."""
    head = (
        f"From: Chaser <chaser@example.org>\r\nTo: Person <person{number}@example.org>\r\n"
        f"Subject: 5 actions need you: 5 overdue\r\nDate: Mon, 03 Mar 2025 08:00:00 +0000\r\n"
        f"Message-ID: <{number:032x}@example.org>\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/alternative; boundary="=_{number:032x}"\r\n\r\n'
    )
    parts = "".join(_part(number, subtype, words) for subtype, words in (("plain", text), ("html", html)))
    return f"{head}{parts}--=_{number:032x}--\r\n.\r\n".encode()


def _part(number: int, subtype: str, words: str) -> str:
    """As the product sends it: what is ASCII as it is, the rest as quoted-printable."""
    encoding, encoded = "7bit", words
    if not words.isascii():
        encoding, encoded = "quoted-printable", b2a_qp(words.encode(), istext=True).decode("ascii")
    return (
        f'--=_{number:032x}\r\nContent-Type: text/{subtype}; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n" + encoded.replace("\n", "\r\n") + "\r\n"
    )
