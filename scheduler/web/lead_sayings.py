"""What those say who do the work, or answer for those who do: leads, their deputies, and their managers."""

from scheduler.plans.answers import AnswerKind
from scheduler.web.sayings import HOLDS_UNTIL, NEW_DATE, NOTE, REASON, Field, day, saying, text

EVIDENCE = Field(
    name="evidence",
    label="Where the evidence is",
    hint="A minute, the name of a file, a link. Do not paste the evidence itself.",
    missing="Say where the evidence is",
)
WHOM = Field(name="whom", label="Whom or what it waits for", missing="Say whom or what it waits for")
WHOSE = Field(
    name="whom",
    label="A name, a role or a team",
    hint="If you do not know, say so.",
    missing="Say whose it may be",
)
MINUTE_IF_ANY = Field(
    name="minute", label="The minute, where you have it (optional)", hint="Like COG 12 March 2027, minute 4"
)

PROGRESS = saying(
    "progress",
    AnswerKind.PROGRESS,
    "Say how it is going | How is it going? | Send",
    text("In a sentence or two", "Say how it is going"),
    lead_in="Your reminders about it rest for 14 days. Nothing else changes.",
)
COMPLETE = saying(
    "complete",
    AnswerKind.COMPLETE,
    "It is complete | It is complete: where is the evidence? | Report it complete",
    EVIDENCE,
    HOLDS_UNTIL,
    NOTE,
    lead_in="Chasing stops. The co-ordinator looks at the evidence, and says if something is missing.",
)
ASK_NEW_DATE = saying(
    "new-date",
    AnswerKind.NEW_DATE,
    "Ask for a new date | Which new date do you ask for? | Ask for it",
    NEW_DATE,
    REASON,
    lead_in="Until it is granted, the present date stands. The first date is never overwritten.",
)
WAITING = saying(
    "waiting",
    AnswerKind.WAITING,
    "It waits for somebody | Whom or what does it wait for? | Send",
    WHOM,
    day("until", "Until when", "Say until when it waits"),
    NOTE,
    lead_in="The wait ends by the next board meeting, unless the board approves it for longer.",
)
NOT_MINE = saying(
    "not-mine",
    AnswerKind.NOT_MINE,
    "It is not mine | Whose may it be? | Send",
    WHOSE,
    NOTE,
    lead_in="You are chased for it no more. The co-ordinator finds out who leads it.",
)
ASSURANCE = saying(
    "assurance",
    AnswerKind.ASSURANCE,
    "Say that it is kept up | How is it kept up? | Send",
    text("In one line", "Say how it is kept up"),
    lead_in="It is complete and comes round. One line for each time is all that is asked.",
)
PRESENTED = saying(
    "presented",
    AnswerKind.PRESENTED,
    "It was presented | It was presented at the meeting | Yes, it was presented",
    MINUTE_IF_ANY,
    NOTE,
)
NOT_PRESENTED = saying(
    "not-presented",
    AnswerKind.NOT_PRESENTED,
    "It was not presented | It was not presented at the meeting | No, it was not presented",
    NOTE,
    lead_in="It stays open, and its target date stands.",
)
FOR_LEADS = (PROGRESS, COMPLETE, ASK_NEW_DATE, WAITING, NOT_MINE, ASSURANCE, PRESENTED, NOT_PRESENTED)
