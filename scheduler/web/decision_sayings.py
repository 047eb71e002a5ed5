"""What chairs, boards and co-ordinators say: decisions, and how long something lasts. Whose each is, the rules know."""

from scheduler.plans.answers import AnswerKind
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.periods import EACH
from scheduler.web.sayings import HOLDS_UNTIL, NEW_DATE, NEW_LEAD, NOTE, REASON, Field, Holds, day, saying, text

MINUTE = Field(
    name="minute",
    label="The minute of the decision",
    hint="Like COG 12 March 2027, minute 4",
    missing="Name the minute of the decision",
)
IF_MINUTED = Field(
    name="minute",
    label="The minute of the decision (where the chair or the board decides)",
    hint="Like COG 12 March 2027, minute 4",
)
AT_MEETING = Field(name="meeting", label="The meeting", holds=Holds.CHOICE)
HOW_OFTEN = Field(
    name="every",
    label="How often",
    holds=Holds.CHOICE,
    choices=(("", "Choose"), *((each.value, EACH[each]) for each in Recurrence)),
    missing="Say how often it comes round",
)

GRANT = saying("grant", AnswerKind.GRANT, "Grant it | Grant what is asked? | Grant it", IF_MINUTED, NOTE)
DECLINE = saying(
    "decline",
    AnswerKind.DECLINE,
    "Decline it | Decline what is asked? | Decline it",
    REASON,
    IF_MINUTED,
    lead_in="Everything stays as it was.",
)
STAYS = saying(
    "stays",
    AnswerKind.DECLINE,
    "It stays with them | Who leads it after all? | It stays with them",
    REASON,
    lead_in="Somebody said that it is not theirs. They are chased for it again.",
)
VERIFY = saying(
    "verify", AnswerKind.VERIFY, "Accept | Does the evidence hold? | Accept: it is complete", HOLDS_UNTIL, NOTE
)
RETURN = saying(
    "return",
    AnswerKind.RETURN,
    "Return | What is still missing? | Return it",
    text("What is missing", "Say what is missing"),
    lead_in="It is open again, and is chased as before.",
)
SET_DATE = saying(
    "set-date",
    AnswerKind.NEW_DATE,
    "Set a new date | Which new date? | Set it",
    NEW_DATE,
    REASON,
    MINUTE,
    lead_in="The date before it is kept, and the move is counted and shown.",
)
REASSIGN = saying(
    "reassign",
    AnswerKind.REASSIGN,
    "Another lead | Who leads it from now on? | Name them",
    NEW_LEAD,
    NOTE,
    lead_in="Somebody of another agency agrees before they take it over.",
)
CLOSE = saying(
    "close",
    AnswerKind.CLOSE,
    "Close it unfinished | Close it unfinished? | Close it",
    REASON,
    MINUTE,
    lead_in="Nobody is chased for it any more, and it is counted as closed unfinished, not as complete.",
)
NOTED = saying(
    "note",
    AnswerKind.NOTED,
    "Note it until the next meeting | Note it until the next meeting? | Note it",
    NOTE,
    lead_in="The chair hears nothing more of it until that meeting, and no longer. All else goes on.",
)
RAISE = saying(
    "raise",
    AnswerKind.RAISE,
    "Raise it at the meeting | At which meeting? | Put it on the list",
    AT_MEETING,
    NOTE,
    lead_in="It stands on that meeting’s list and in its note. Until then the chair hears nothing more of it.",
)
LET_WAIT = saying(
    "let-wait",
    AnswerKind.APPROVE_WAITING,
    "Let it wait longer | Until when may it wait? | Approve the wait",
    day("until", "Until when", "Say until when"),
    MINUTE,
)
CORRECT = saying(
    "correct",
    AnswerKind.CORRECT,
    "Mend a misread date | Which date does the plan mean? | Mend it",
    day("target", "The date that the plan means", "Enter the date that the plan means"),
    text("What was misread", "Say what was misread"),
    lead_in="This mends a reading. It is no move, and is not counted as one.",
)
STANDING = saying(
    "standing",
    AnswerKind.STANDING,
    "It comes round | How often does it come round? | Send",
    HOW_OFTEN,
    NOTE,
    lead_in="Once it is complete, its lead is asked each time for one line that it is kept up.",
)
END_STANDING = saying(
    "end-standing",
    AnswerKind.END_STANDING,
    "It comes round no longer | Why does it come round no longer? | Send",
    REASON,
    lead_in="Nobody is asked about it again.",
)
RUNS_OUT = saying(
    "runs-out",
    AnswerKind.RUNS_OUT,
    "It runs out | Until when does it hold? | Send",
    day("until", "The last day for which it holds", "Say until when it holds"),
    NOTE,
    lead_in="It comes back in time before that day, with the day as its target date.",
)
LASTS = saying("lasts", AnswerKind.RUNS_OUT, "It lasts | Does it last? | It lasts, and does not run out", NOTE)
OF_A_CLAIM = (VERIFY, RETURN)
OF_A_REQUEST = (GRANT, DECLINE)
DECISIONS = (*OF_A_REQUEST, STAYS, *OF_A_CLAIM, SET_DATE, REASSIGN, CLOSE, RAISE, NOTED, LET_WAIT)
OF_WHAT_LASTS = (CORRECT, STANDING, END_STANDING, RUNS_OUT, LASTS)
