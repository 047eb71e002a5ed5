"""What a named day is for, by the words around it: a target, a start, a move, a completion, or only a mention.

Which days are named is left to `joining`, what becomes of them to the readers of dates and statuses.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from scheduler.reading.phrases.phrase import window
from scheduler.reading.phrases.spelling import PREPOSITIONS, written

_TO = rf"[\s:,(-]*{PREPOSITIONS}(?:end\s+of\s+)?$"
_WAS = written(
    rf"(?:(?:^|[(,;\[\d-]|\bthis)\s*was|\bpreviously|\bformerly|\boriginal(?:ly)?|\binstead\s+of"
    r"|\b(?:moved|revised|changed|extended|deferred|slipped|delayed|postponed|rescheduled|put\s+back|brought\s+forward)"
    rf"\s+(?:\w+\s+)?from)(?:\s+target|\s+due|\s+set|\s+planned|\s+date)*{_TO}"
)
_NOW = written(
    r"(?:\bnow|(?:^|[.;,:(\n/-])\s*revised|\brevised(?=\s*:|\s+(?:target|due|completion|date))|\b(?:moved|revised|changed|extended|deferred|slipped|delayed|postponed|rescheduled|put\s+back|pushed\s+back"
    r"|brought\s+forward|slipping)(?:\s+back)?(?:\s+\w+)?\s+(?:to|until|till|for)|>|\bnew(?=\s+(?:target|due|completion|date))|\bextension\s+(?:agreed\s+)?to)"
    rf"(?:\s+target|\s+due|\s+completion|\s+date)*{_TO}"
)
_MOVED_ON = written(r"\s*(?:to|until)\s+(?:the\s+)?(?:end\s+of\s+)?")
_ORIGINAL_AFTER = written(r"\s*\(?\s*(?:original|initial|previous)(?:\s+(?:target|date|deadline))*\s*(?:$|[).,;:])")
_REVISED_AFTER = written(r"\s*\(?\s*(?:revised|new)(?:\s+(?:target|date|deadline))*\s*(?:$|[).,;:])")
_NOT_BEFORE = written(
    rf"(?:(?:\bnot?|cannot|n't)\b[^.;()]{{0,40}}\b(?:before|until|till|earlier\s+than|sooner\s+than)|\bat\s+the\s+earliest|\bearliest|\bafter)"
    rf"(?:\s+at\s+least|\s+at\s+the\s+earliest)?{_TO}"
)
_AT_THE_EARLIEST = written(r"\s*,?\s*at\s+the\s+earliest")
_START = written(
    r"\b(?:from|since|effective|commenc\w*|start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|launch(?:ed|es|ing)?"
    r"|(?:go(?:es|ing)?[\s-])?live|kick(?:s|ed)?[\s-]off|opens?|opened)(?:\s+(?:date|formally|officially|again|from))*"
    rf"{_TO}"
)
_FROM = written(rf"\bfrom{_TO}")
_START_AFTER = written(r"\s*(?:onwards?|launch|start|commencement|kick[\s-]off|go[\s-]live)\b")
_COMPLETED = written(
    rf"\b(?P<verdict>completed?|done|achieved|finished|closed|actioned|implemented|delivered)(?:\s+since)?(?P<stop>\.)?{_TO}"
)
_BY = written(r"\bby\s+(?:the\s+)?(?:end\s+of\s+)?$")
_TO_COME = written(
    r"(?:\b(?:to|be|being|will|when|once|until|if|for|not|yet|expected|due|planned|aim|aims|must|should|can|could|may"
    r"|is|get|partially|partly|nearly|almost)|\bhalf|%)\s*(?:fully\s+|all\s+)?$"
)
_ALONE = written(
    r"(?:^|[.;:,(\n]|\s-)[\s\d.]*(?:(?:action|task|this|all|now|fully|actions|is|are|has|have|been|was|and)\s+)*$"
)
_STATUS = written(
    r"(?:\bin[\s-]progress|\bunder\s?way|\bon[\s-]?going|\bon\s+track|\bas\s+(?:at|of)"
    rf"|(?:^|[.;:(\n]|\s-)\s*(?:position|progress|(?:progress\s+)?updated?))[\s:(]*(?:since\s+|from\s+)?{PREPOSITIONS}$"
)
_UPDATE_AFTER = written(r"\s*:?\s*(?:progress\s+)?update\b")
_AWAITED = written(r"\b(?:await\w*|waiting\s+(?:for|on)|pending)\b(?:(?!\s-\s)[^.;()\n])*$")
_DONE = written(
    r"\b(?:delivered|held|agreed|approved|undertaken|issued|published|presented|circulated|signed\s+off|implemented"
    r"|recruited|appointed|established|reviewed|updated|submitted|carried\s+out|conducted|took\s+place|shared|sent|trained"
    r"|introduced|created|developed|produced|completed?|met|attended|adopted|commissioned|finalised|drafted|achieved"
    rf"|inspected|audited|received|piloted|closed|provided)(?:\s+out)?(?:\s+(?!to\b|be\b|will\b|for\b)[\w'&]+){{0,4}}?[\s,]*{PREPOSITIONS}$"
)
_STILL_TO_DO = written(r"\b(?:to|be|being|will|must|should)\s+(?:\w+ly\s+|be\s+|have\s+been\s+)*$")
_TOLD_OF = written(r"\b(?:dated|following|inspection|inspected|published)\b[^.;()\n-]{0,25}$")
_NOUN_AFTER = written(
    r"\s*(?:inspections?|cohorts?|figures?|data|baseline|guidance|edition|version|audit\s+findings|findings|results)\b"
)
_END_AFTER = written(r"\s*(?:$|[.)])")
_EDGE_AFTER = written(r"\s*(?:$|[.;:)\n]|-\s)")


class Role(StrEnum):
    """What a named day is for."""

    TARGET = "target"
    MOVED_TO = "moved to"
    MOVED_FROM = "moved from"
    NOT_BEFORE = "not before"
    START = "start"
    COMPLETED = "completed"
    DONE = "done"
    REPORTED = "reported"
    MENTIONED = "mentioned"


@dataclass(frozen=True, kw_only=True)
class Around:
    """A phrase in its text: its places, whether it is a range, has begun, or is over by the plan's own date.

    `previous_end` is where the date before it ends; `after_a_move` says that this one follows "from Nov 26 to",
    `moved` that the one before it is already where a date was moved to.
    """

    text: str
    start: int
    end: int
    spans: bool
    begun: bool
    past: bool
    previous_end: int = 0
    after_a_move: bool = False
    moved: bool = False


def role_of(at: Around) -> Role:
    """The role of a phrase; in doubt it is a target."""
    return _moved(at) or _bounded(at) or _finished(at) or _told(at) or Role.TARGET


def _moved(at: Around) -> Role | None:
    before = window(at.text, at.start)
    if _WAS.search(before) or _ORIGINAL_AFTER.match(at.text, at.end) or (at.moved and _FROM.search(before)):
        return Role.MOVED_FROM
    if at.after_a_move or _NOW.search(before) or _REVISED_AFTER.match(at.text, at.end):
        return Role.MOVED_TO
    return None


def _bounded(at: Around) -> Role | None:
    before = window(at.text, at.start)
    if _NOT_BEFORE.search(before) or _AT_THE_EARLIEST.match(at.text, at.end):
        return Role.NOT_BEFORE
    if at.spans and _FROM.search(before):
        return None  # "from Sept to Dec 2024" ends in December
    if at.past and _NOUN_AFTER.match(at.text, at.end):
        return Role.MENTIONED
    used_up = _START_AFTER.match(at.text, at.previous_end) if at.previous_end else None
    if _START.search(at.text[used_up.end() : at.start] if used_up else before) or _START_AFTER.match(at.text, at.end):
        return Role.START  # but in "Jan 2025 start - March 2025" the start is January's
    return None


def _finished(at: Around) -> Role | None:
    before = window(at.text, at.start)
    completed = _COMPLETED.search(before)
    if completed is not None:
        said = before[: completed.start()]
        if _is_to_come(at, before, said, completed):
            return None
        if _ALONE.search(said):
            return Role.COMPLETED
    done = _DONE.search(before) if at.past else None
    if done is None or _STILL_TO_DO.search(before[: done.start()]):
        return None
    return Role.DONE if _EDGE_AFTER.match(at.text, at.end) else Role.MENTIONED


def _is_to_come(at: Around, before: str, said: str, completed: re.Match[str]) -> bool:
    """Whether "completed" is no verdict here: "to be completed in", "complete by", or "completed by" a later day."""
    if completed["stop"] and not (at.begun and _END_AFTER.match(at.text, at.end)):
        return True  # "Completed. July 2024" says when; "Completed. July 2024: review" begins another matter
    imperative = completed["verdict"].lower() == "complete"
    by_then = _BY.search(before) is not None and (imperative or not at.past)
    return by_then or _TO_COME.search(said) is not None


def _told(at: Around) -> Role | None:
    before = window(at.text, at.start)
    if _AWAITED.search(before):
        return Role.MENTIONED
    if at.begun and (_STATUS.search(before) or _UPDATE_AFTER.match(at.text, at.end)):
        return Role.REPORTED
    if at.past and _TOLD_OF.search(before):
        return Role.MENTIONED
    return None


def follows_a_move(gap: str) -> bool:
    """Whether the words between two dates say that the first was moved to the second ("from Nov 26 to Feb 27")."""
    return _MOVED_ON.fullmatch(gap) is not None
