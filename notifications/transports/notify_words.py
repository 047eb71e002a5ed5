"""A frozen message in the words that GOV.UK Notify takes: a subject, and a body in its Markdown, without tables.

The HTML part is read, because its headings and links are marked as such; a message without one gives its text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS = {"h1": "# ", "h2": "# ", "h3": "## "}
BLOCKS = ("p", *HEADINGS)
REDIRECTED_FROM = "X-Chaser-Would-Have-Gone-To"
_SPEAKS_MARKDOWN = re.compile(r"([\\`\[\]])")
_STARTS_MARKDOWN = re.compile(r"^([#*+>-]|\d+(?=[.)](?:\s|$)))")


@dataclass(frozen=True, kw_only=True)
class NotifyWords:
    """What fills the template, and the one-click address where the message carries an https one, else empty."""

    subject: str
    body: str
    unsubscribe_url: str


def words_of(content: bytes) -> NotifyWords:
    """The words of a message's frozen bytes; under a redirect the body begins with whom it was for."""
    message = message_from_bytes(content, policy=policy.default)
    instead_of = message.get(REDIRECTED_FROM, "")
    blocks = [harmless(f"This would have gone to {instead_of}.")] if instead_of else []
    unsubscribe = str(message.get("List-Unsubscribe", "")).strip("<>")
    return NotifyWords(
        subject=str(message.get("Subject", "")),
        body="\n\n".join([*blocks, *_blocks(message)]),
        unsubscribe_url=unsubscribe if unsubscribe.startswith("https://") else "",
    )


def harmless(line: str) -> str:
    """A line of plain words in which Notify's Markdown finds nothing to act upon."""
    return _with_plain_start(_escaped(" ".join(line.split())))


def _with_plain_start(line: str) -> str:
    if line.startswith("^"):  # Notify's own mark for an inset text, which has no escape
        return f"\u00a0{line}"
    return _STARTS_MARKDOWN.sub(_escaped_start, line)


def _escaped_start(found: re.Match[str]) -> str:
    start = found.group()
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"


def _blocks(message: EmailMessage) -> Iterator[str]:
    rich = message.get_body(("html",))
    if rich is not None:
        yield from _blocks_of_html(rich.get_content())
        return
    plain = message.get_body(("plain",))
    text = str(plain.get_content()) if plain is not None else ""
    yield "\n".join(harmless(line) for line in text.strip().splitlines())


def _blocks_of_html(document: str) -> Iterator[str]:
    """Headings and paragraphs in their order; the paragraphs of one cell stay together, a button is its link."""
    from lxml import html  # four megabytes that a home with another road never wants

    body = html.document_fromstring(document).find("body")
    found = [] if body is None else [each for each in body.iter(*BLOCKS, "a") if _stands_alone(each)]
    for (_, is_heading), together in groupby(found, key=lambda each: (each.getparent(), each.tag in HEADINGS)):
        lines = [line for each in together if (line := _line(each))]
        if lines:
            yield ("\n\n" if is_heading else "\n").join(lines)


def _stands_alone(element: "_Element") -> bool:
    return element.tag != "a" or next(element.iterancestors(*BLOCKS), None) is None


def _line(element: "_Element") -> str:
    words = _link(element) if element.tag == "a" else "".join(_inline(element))
    line = " ".join(words.split())
    heading = HEADINGS.get(str(element.tag))
    return f"{heading}{line}" if heading and line else _with_plain_start(line)


def _inline(element: "_Element") -> Iterator[str]:
    yield _escaped(element.text)
    for child in element:
        yield _link(child) if child.tag == "a" else "".join(_inline(child))
        yield _escaped(child.tail)


def _link(element: "_Element") -> str:
    words = _escaped("".join(str(text) for text in element.itertext()))
    address = (element.get("href") or "").replace("(", "%28").replace(")", "%29")
    return f"[{words.strip()}]({address})"


def _escaped(words: str | None) -> str:
    return _SPEAKS_MARKDOWN.sub(r"\\\1", words or "")
