"""What a cell says about how far an action is: verdicts of completion, "ongoing", "in progress", what is awaited.

Gives places in plain text; which of them decides, and what dates beside them mean, is left to `statuses`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from scheduler.reading.phrases.clauses import clauses
from scheduler.reading.phrases.spelling import PREPOSITIONS, written

_SOFT = r"(?:(?:actions?|tasks?|this|all|now|fully|is|are|has|have|been|was|status|yes|y|already|100\s?%)[\s:,-]+)*"
_DONE = r"(?:completed?|done|achieved|finished|closed|actioned|fulfilled|implemented|delivered|100\s?%|[✓✔☑✅])"
_VERDICT = written(rf"[^\w(]*[\s\d.*]*(?P<said>{_SOFT}{_DONE})(?![a-z-])(?P<rest>.*)")
_SUBJECT = written(
    r"[\s\d.*]*(?P<said>(?:[\w'&/,-]+\s+){1,10}?(?:(?:is|are|was|were|has|have|been|now|fully|all)\s+)*completed?)(?![a-z-])"
    r"(?P<rest>.*)"
)
_GOES_ON = written(
    r"\s*(?:,|/|&|-|!|\band\b|\bas\b|\bbut\b|\bwith\b|\bby\b(?!\s*$)|\bvia\b|\bthrough\b|\bat\b|\bin\b|\bon\b|\bfor\b)"
)
_ONLY_FILLING = written(rf"[\s,!*)]*{PREPOSITIONS}(?:the\s+)?(?:end\s+of\s*)?[\s,!*)]*")
_NO_VERDICT = written(
    r"\b(?:drafts?|first|initial|interim|phase|stage|part|pilot)\b|"
    r"\b(?:to|be|being|will|when|once|until|if|for|not|yet|must|should|can|could|may|might|partially|partly|nearly|almost"
    r"|half|mostly|never|of|expected|due|planned|isn't|aren't|awaiting|only|\d+\s+of\s+\d+|some)\b|\d\s?%"
)
_YES = written(r"\s*(?P<said>y|yes)(?![a-z'/])\s*(?=$|[.,;:()-]|\d)")
_NO = written(
    r"\s*(?P<said>no?|not\s+(?:yet\s+)?(?:completed?|started|commenced|begun)|incomplete|yet\s+to\s+(?:start|commence|begin))"
    r"(?![a-z'/])\s*(?=$|[.,;:()-])"
)
_IN_PROGRESS = written(
    r"\bin[\s-]progress|\bunder\s?way|\bon\s+track|\bprogressing|\b(?:has|have)\s+(?:now\s+|already\s+)?(?:commenced|started|begun)"
    r"|\bcommenced|\bstarted|\bbegan|\bbegun|\b(?:is|are|currently|already|now|still)\s+being\s+\w+"
    r"|\bcurrently\s+(?!await|wait|pend)\w+ing|\b(?:partially|partly|nearly|almost|mostly)\s+(?:completed?|done|met|achieved|implemented)"
    r"|\b(?:some|good|sufficient|significant)\s+progress|\b(?:drafts?|(?:first|initial|interim|phase|stage|part)\s+\w+)\s+"
    r"(?:(?:is|are|has|have|been|now)\s+)*completed?\b|(?<!\d)\d{1,2}\s?%\s+complete"
)
_YET_TO_BE = written(
    r"(?:\b(?:to|be|not|yet|until|once|when|after|if|will|was|were)\s+(?:\w+ly\s+)?(?:have\s+|be\s+)?|\bno\s+)$"
)
_ONGOING = written(r"\bon[\s-]?going\b|\bcontinuous\b|\bcontinuing\b|\bcontinues\b|\bbusiness\s+as\s+usual\b|\bBAU\b")
_EDGE_BEFORE = written(r"(?:^|[.,;:()/&\n>-]|\b(?:and|is|are|now|or|status|remains|(?:is|are)\s+an))\s*$")
_EDGE_AFTER = written(r"\s*(?:$|[.,;:()/&\n-]|(?:and|from|as|with|until|through|via|to|by|in)\b|\d)")
_TO_DO = written(
    r"\bto\s+(?:be|follow|commence|start|continue|take|happen|complete|finish|deliver|agree|confirm|review|send|do|go|develop)\b"
    r"|\bwill\b|\bneeds?\s+to\b|\bstill\b|\boutstanding\b|\bremain(?:s|ing)\b|\bnext\s+steps?\b|\bplanned\b|\bon[\s-]?going\b"
    r"|\bawait\w*|\bnot\s+yet\b|\bin\s+progress\b|\bfurther\s+work\b|\bpending\b|\bscheduled\s+for\b(?!\s+\d+\s+months)"
)
_PLANNED = written(r"\b(?:planned|scheduled|booked|due|expected|aim(?:ed)?|target)\b")
_AWAITED = (
    written(
        r"\b(?:awaiting|awaits?|awaited|waiting\s+(?:for|on)|waits\s+for|pending)[\s:]+(?P<what>[^.;()\n]+?)(?=\s+-\s|\s*$|[.;()\n])"
    ),
    written(
        r"(?:^|[.;()\n,:]|\s-)\s*(?P<what>(?:(?!\s-\s)[^.;()\n,:]){2,60}?)\s+(?:(?:is|are|still|now|being)\s+)*awaited\b"
    ),
)
_BY = written(r"\s+by\b")
_NO_LONGER = written(r"\b(?:no\s+longer|not)\s+$")


class Saying(StrEnum):
    """How far a cell says that the action is."""

    VERDICT = "verdict"
    ABOUT_ITS_SUBJECT = "verdict about its subject"
    NOT_STARTED = "not started"
    ONGOING = "ongoing"
    IN_PROGRESS = "in progress"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said, and the places of the words that say it."""

    start: int
    end: int
    saying: Saying


def verdict(text: str, dates: str) -> Said | None:
    """The clause that is a verdict of completion. `dates` is the text with its dates blanked, place by place."""
    parts = [(begins, ends) for begins, ends in clauses(dates) if not _ONLY_FILLING.fullmatch(dates, begins, ends)]
    for number, (begins, ends) in enumerate(parts):
        found = _VERDICT.fullmatch(dates[begins:ends])
        if found is None or (found["said"].lower().endswith("complete") and _BY.match(found["rest"])):
            continue
        opens, alone = number == 0, _ONLY_FILLING.fullmatch(found["rest"]) is not None
        if (opens and (alone or _GOES_ON.match(found["rest"]))) or (alone and not any(says(text))):
            return _said(found, begins, Saying.VERDICT)
    return _about_its_subject(text, dates, parts)


def _about_its_subject(text: str, dates: str, parts: list[tuple[int, int]]) -> Said | None:
    """ "Audit completed", "Policy review is complete": a whole cell that says no more."""
    if len(parts) != 1 or names_work_to_do(text):
        return None
    begins, ends = parts[0]
    found = _SUBJECT.fullmatch(dates[begins:ends])
    if found is None or _NO_VERDICT.search(found["said"]) or not _ONLY_FILLING.fullmatch(found["rest"]):
        return None
    return _said(found, begins, Saying.ABOUT_ITS_SUBJECT)


def yes_or_no(text: str) -> Said | None:
    """The answer that opens a cell whose header asks "Completed?"."""
    if found := _YES.match(text):
        return _said(found, 0, Saying.VERDICT)
    return not_started(text)


def not_started(text: str) -> Said | None:
    """ "Not started", "Incomplete", "No" at the head of a cell."""
    found = _NO.match(text)
    return _said(found, 0, Saying.NOT_STARTED) if found else None


def says(text: str) -> Iterator[Said]:
    """Every "ongoing" and "in progress" of a plain text, in its order."""
    found = [*_all(_ONGOING, text, Saying.ONGOING), *_all(_IN_PROGRESS, text, Saying.IN_PROGRESS)]
    yield from sorted(found, key=lambda one: one.start)


def names_work_to_do(text: str) -> bool:
    """Whether the words name work that is still to do."""
    return _TO_DO.search(text) is not None


def names_a_plan(text: str) -> bool:
    """Whether the words speak of what is planned rather than of what was done."""
    return _PLANNED.search(text) is not None


def led_by_filling(gap: str) -> bool:
    """Whether nothing but "by the end of" and the like stands between two places."""
    return _ONLY_FILLING.fullmatch(gap) is not None


def awaited(words: str, text: str) -> str:
    """What is waited for, in the plan's own words; empty when nothing is."""
    for pattern in _AWAITED:
        for found in pattern.finditer(text):
            if not _NO_LONGER.search(text, 0, found.start()):
                return words[found.start("what") : found.end("what")].strip()
    return ""


def _all(pattern: re.Pattern[str], text: str, saying: Saying) -> Iterator[Said]:
    for found in pattern.finditer(text):
        before = text[: found.start()]
        if saying is Saying.ONGOING:
            counts = bool(_EDGE_BEFORE.search(before) or _EDGE_AFTER.match(text, found.end()))
        else:
            counts = not _YET_TO_BE.search(before)
        if counts:
            yield Said(start=found.start(), end=found.end(), saying=saying)


def _said(found: re.Match[str], offset: int, saying: Saying) -> Said:
    return Said(start=offset + found.start("said"), end=offset + found.end("said"), saying=saying)
