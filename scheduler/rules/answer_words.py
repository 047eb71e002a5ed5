"""One answer as a sentence: who said what, when, by which road, and who wrote it down."""

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind, Road
from scheduler.rules.days_in_words import day_in_words, due_in_words
from scheduler.rules.periods import EACH
from scheduler.rules.view import View

DID = {
    AnswerKind.PROGRESS: "reported progress",
    AnswerKind.COMPLETE: "reported it complete",
    AnswerKind.VERIFY: "verified that it is complete",
    AnswerKind.RETURN: "returned it: not complete yet",
    AnswerKind.GRANT: "granted what was asked",
    AnswerKind.DECLINE: "declined what was asked",
    AnswerKind.APPROVE_WAITING: "approved the wait",
    AnswerKind.TAKE_BACK: "took the last answer back",
    AnswerKind.ASSURANCE: "gave its line of assurance",
    AnswerKind.END_STANDING: "said that it comes round no longer",
    AnswerKind.RUNS_OUT: "said that its completion does not run out",
}
DID_WITH = {
    (AnswerKind.NOT_MINE, False): "said that it is not theirs, perhaps {whom}'s",
    (AnswerKind.REASSIGN, True): "asked that {whom} takes it over",
    (AnswerKind.REASSIGN, False): "gave it to {whom}",
    (AnswerKind.CLOSE, True): "asked to close it unfinished",
    (AnswerKind.CLOSE, False): "closed it unfinished",
}
PUT_OFF = {AnswerKind.NOTED: "noted it until", AnswerKind.RAISE: "raised it for"}
HEARD = {
    AnswerKind.PRESENTED: "said that it was presented at the meeting",
    AnswerKind.NOT_PRESENTED: "said that it was not presented at the meeting",
}
HOLDS = {
    AnswerKind.COMPLETE: "reported it complete",
    AnswerKind.VERIFY: "verified that it is complete",
    AnswerKind.RUNS_OUT: "said that its completion holds",
}
BY_ROAD = {
    Road.MAIL: "by mail",
    Road.TELEPHONE: "by telephone",
    Road.MEETING: "in a meeting",
    Road.WEB: "on the web",
    Road.DESK: "at the desk",
}


def answer_in_words(answer: Answer, view: View) -> str:
    """The whole of an answer: "Nina Marsh, on Monday 3 March 2025 by telephone, asked for a new date …: reason"."""
    when = f"on {day_in_words(answer.on)} {BY_ROAD[answer.road]}"
    said = f"{said_by(answer, view)}, {when}, {_what(answer, view)}"
    if answer.evidence:
        said = f"{said}; evidence: {answer.evidence}"
    told = (f"; {answer.words}" if answer.evidence else f": {answer.words}") if answer.words else ""
    minute = f"minute {answer.minute}" if answer.minute else ""
    wrote = f"recorded by {view.name(answer.recorded_by)}" if answer.recorded_by != answer.who else ""
    behind = ", ".join(filter(None, [minute, wrote]))
    return said + told + (f" ({behind})" if behind else "")


def said_by(answer: Answer, view: View) -> str:
    """Who said it: a person's name, with the shared mailbox they wrote from; or the board."""
    who = "The board" if answer.who == THE_BOARD else view.name(answer.who)
    return f"{answer.name} ({who})" if answer.name else who


def _what(answer: Answer, view: View) -> str:
    if answer.kind is AnswerKind.CORRECT and answer.target:
        return f"corrected a misread date: it is due {due_in_words(answer.target)}"
    if answer.kind is AnswerKind.NEW_DATE and answer.target:
        did = "asked for a new date" if answer.is_request else "set a new date"
        return f"{did}, {due_in_words(answer.target)}"
    if answer.kind in PUT_OFF and answer.ends_on:
        return f"{PUT_OFF[answer.kind]} the meeting on {day_in_words(answer.ends_on)}"
    if answer.kind is AnswerKind.WAITING and answer.until:
        return f"said that it waits for {answer.whom} until {day_in_words(answer.until)}"
    did_with = DID_WITH.get((answer.kind, answer.is_request))
    if did_with:
        return did_with.format(whom=view.name(answer.whom))
    return _what_lasts(answer) or DID[answer.kind]


def _what_lasts(answer: Answer) -> str:
    """What was said of a period, a meeting, or the time for which a completion holds; empty for all else."""
    if answer.kind is AnswerKind.STANDING and answer.every:
        return f"said that it comes round {EACH[answer.every]}"
    if answer.kind in HEARD and answer.about_on:
        return f"{HEARD[answer.kind]} on {day_in_words(answer.about_on)}"
    if answer.kind in HOLDS and answer.until:
        return f"{HOLDS[answer.kind]} until {day_in_words(answer.until)}"
    return ""
