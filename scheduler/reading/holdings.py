"""What a document without actions does hold, in sentences: its labels, recommendations, tables and text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scheduler.reading.left_over import short
from scheduler.reading.recommendations import Recommendation
from scheduler.reading.rows import Document

_LABELS = (
    ("is addressed to", re.compile(r"^(?:report to|to|meeting|committee)$", re.IGNORECASE)),
    ("is dated", re.compile(r"^(?:date(?: of (?:the )?(?:meeting|report))?|meeting date)$", re.IGNORECASE)),
    ("is by", re.compile(r"^(?:by|report (?:of|by)|report author|author|director)$", re.IGNORECASE)),
    ("is titled", re.compile(r"^(?:title|subject|subject of report)$", re.IGNORECASE)),
    ("names as contact officer", re.compile(r"^(?:contact(?: officer)?|officer contact|lead officer)$", re.IGNORECASE)),
)
_LABELLED = re.compile(r"^(?P<label>[A-Za-z][A-Za-z ]{1,30}?)\s*:\s*(?P<value>.*)$")


def holdings(document: Document, recommendations: Sequence[Recommendation]) -> tuple[str, ...]:
    """Sentences, one a thing: who it is for, its date, its contact, its recommendations, its tables and text."""
    return (*_labelled(document), *_recommended(recommendations), *_counted(document))


def _labelled(document: Document) -> Iterator[str]:
    """Values that stand beside their label, or in the paragraph below it."""
    texts = [cell.text for cell in document.paragraphs]
    seen: set[str] = set()
    for text, below in pairwise([*texts, ""]):
        found = _LABELLED.match(text)
        said = next((said for said, label in _LABELS if found and label.match(found["label"].strip())), None)
        value = (found["value"].strip() or below) if found else ""
        if said and value and said not in seen:
            seen.add(said)
            yield f"It {said} {short(value)}."


def _recommended(recommendations: Sequence[Recommendation]) -> Iterator[str]:
    to_decide = [one for one in recommendations if one.to_decide]
    others = [one for one in recommendations if not one.to_decide]
    if to_decide:
        asked = to_decide[0].to_whom or "Its readers are asked to"
        listed = "; ".join(short(one.words.rstrip(" ;.")) for one in to_decide)
        yield f"{asked} ({_count(len(to_decide), 'recommendation')} to decide): {listed}."
    if others:
        listed = "; ".join(short(one.words.rstrip(" ;.")) for one in others)
        yield f"It quotes {_count(len(others), 'recommendation')} without lead and date: {listed}."


def _counted(document: Document) -> Iterator[str]:
    if document.tables:
        yield f"It has {_count(len(document.tables), 'table')}, none of them with actions."
    if document.paragraphs:
        yield f"It has {_count(len(document.paragraphs), 'paragraph')} of text."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
