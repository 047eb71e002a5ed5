"""Reads whether an action's own text says that it comes round again ("Annual scrutiny panel to review cases").

A frequency that describes something else in the sentence ("reported quarterly", "monthly panel to be established")
makes no recurrence (rules.md, "Reading a target date"). What the target-date cell says is left to `target_dates`.
"""

from scheduler.plans.target_dates import Recurrence
from scheduler.reading.phrases.frequencies import Form, Frequency, frequencies
from scheduler.reading.phrases.joining import phrases_in
from scheduler.reading.phrases.recurring import recurs_beside
from scheduler.reading.phrases.spelling import one_spaced, plain, written

_SENTENCE_END = written(r"[.;:](?=\s|$)|\n")
_WHO = (
    r"[\s\d.)]*(?:(?:(?!(?:to|will|should|must)\b)[\w'&/,-]+\s+){0,8}?"
    r"(?:to|will|should|must)\s+(?:continue\s+to\s+|be\s+)?)?"
)
_REPEATED = (
    r"(?:conduct|undertake|hold|carry\s+out|complete|run|deliver|produce|publish|convene|arrange|host|provide|repeat)"
)
_ONE_OFF = written(
    _WHO
    + r"(?:creat|develop|design|draft|establish|introduc|set\s+up|implement|build|appoint|agree|re-?issu|revis|updat"
    r"|includ|add|recruit|commission(?!er)|launch|writ|explor|consider|scop|identif|strengthen|increas|improv|enhanc|re-?visit)"
)
_TO_BE_SET_UP = written(
    r"\bto\s+be\s+(?:established|set\s+up|developed|created|introduced|agreed|designed|scheduled|arranged|implemented"
    r"|put\s+in\s+place|formed|commissioned|finalised|reinstated|included|considered|explored)\b"
)
_OPENS = written(r"[\s\d.)]*(?:(?:an?|the|all|at\s+least|to)\s+)*")
_LED_BY_A_VERB = written(rf"{_WHO}{_REPEATED}\s+(?:(?:an?|the|our|its|their|at\s+least)\s+)*")
_TAKES_PLACE = written(r"\b(?:tak(?:e|es|ing)\s+place|meets?|come\s+together|convened?|be\s+held|be\s+repeated)\b")
_RELATIVE = written(r"\b(?:who|whom|which|where)\b")
_REPORTS_ITSELF = written(rf"{_WHO}report\b")
_ABOUT_ANOTHER = written(
    r"\b(?:report(?:s|ed|ing)?|present(?:ed|ing)|shared|updated|recorded|monitored|include|including|attend(?:s|ed|ing)?"
    r"|who|whom|which|that|where|received?|as\s+well\s+as|based\s+on|at\s+the|in\s+the|from\s+the|with)\b"
)


def read_recurrence(title: str, progress: str) -> Recurrence | None:
    """The rate at which the action itself comes round again: by its title's first sentence, else by its progress."""
    text = plain(one_spaced(title))
    end = _SENTENCE_END.search(text)
    sentence = text[: end.start()] if end else text
    for one in frequencies(sentence):
        if _is_the_action(sentence, one):
            return one.rate
    words = plain(one_spaced(progress))
    return recurs_beside(words, [(phrase.start, phrase.end) for phrase in phrases_in(words)])


def _is_the_action(sentence: str, one: Frequency) -> bool:
    """Whether the frequency is that of the sentence's own verb or of the thing that opens it."""
    before, behind = sentence[: one.start], sentence[one.end :]
    if one.form is Form.ADJECTIVE:
        opens = _OPENS.fullmatch(before) is not None and not _TO_BE_SET_UP.search(behind)
        return opens or _LED_BY_A_VERB.fullmatch(before) is not None
    if _TAKES_PLACE.search(before):
        return not _RELATIVE.search(before)
    if _ONE_OFF.match(before) or (_ABOUT_ANOTHER.search(before) and not _REPORTS_ITSELF.match(before)):
        return False
    return not _TO_BE_SET_UP.search(sentence)
