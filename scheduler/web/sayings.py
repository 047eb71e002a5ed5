"""What can be said of an action on a page, one thing a form: its words, its fields, and what each must hold.

Who may say it is the rules' to judge; what a form brings becomes an answer in saying.py.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.plans.answers import AnswerKind

PRIVACY = (
    "Do not write names, initials, ages or case details of children, or counts under five. This is not the place "
    "for safeguarding concerns: use your local procedure."
)
DATE_HINT = "Like 31 January 2027, or end of March 2027"


class Holds(StrEnum):
    """What a field holds."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    PERSON = "person"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question of a form. `name` is the answer's own field; `missing` is said where it must hold something.

    `choices` are values and their words.
    """

    name: str
    label: str
    holds: Holds = Holds.LINE
    hint: str = ""
    missing: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Saying:
    """One thing to say: under `slug`, offered as `link`, on a page headed `heading`, sent with `button`."""

    slug: str
    kind: AnswerKind
    link: str
    heading: str
    button: str
    fields: tuple[Field, ...]
    lead_in: str = ""

    def with_name(self) -> "Saying":
        """The same, asking first who speaks: several people read a shared mailbox."""
        return replace(self, fields=(YOUR_NAME, *self.fields))


YOUR_NAME = Field(
    name="name", label="Your name", hint="Several people read this mailbox.", missing="Enter your own name"
)
REASON = Field(name="words", label="Why?", holds=Holds.TEXT, hint=PRIVACY, missing="Say why")
NOTE = Field(name="words", label="Anything else? (optional)", holds=Holds.TEXT, hint=PRIVACY)
MINUTE = Field(
    name="minute",
    label="The minute of the decision",
    hint="Like COG 12 March 2027, minute 4",
    missing="Name the minute of the decision",
)
NEW_DATE = Field(name="target", label="The new date", holds=Holds.DATE, hint=DATE_HINT, missing="Enter the new date")

PROGRESS = Saying(
    slug="progress",
    kind=AnswerKind.PROGRESS,
    link="Say how it is going",
    heading="How is it going?",
    button="Send",
    lead_in="Your reminders about it rest for 14 days. Nothing else changes.",
    fields=(
        Field(
            name="words", label="In a sentence or two", holds=Holds.TEXT, hint=PRIVACY, missing="Say how it is going"
        ),
    ),
)
COMPLETE = Saying(
    slug="complete",
    kind=AnswerKind.COMPLETE,
    link="It is complete",
    heading="It is complete: where is the evidence?",
    button="Report it complete",
    lead_in="Chasing stops. The co-ordinator looks at the evidence, and says if something is missing.",
    fields=(
        Field(
            name="evidence",
            label="Where the evidence is",
            hint="A minute, the name of a file, a link. Do not paste the evidence itself.",
            missing="Say where the evidence is",
        ),
        NOTE,
    ),
)
ASK_NEW_DATE = Saying(
    slug="new-date",
    kind=AnswerKind.NEW_DATE,
    link="Ask for a new date",
    heading="Which new date do you ask for?",
    button="Ask for it",
    lead_in="Until it is granted, the present date stands. The first date is never overwritten.",
    fields=(NEW_DATE, REASON),
)
WAITING = Saying(
    slug="waiting",
    kind=AnswerKind.WAITING,
    link="It waits for somebody",
    heading="Whom or what does it wait for?",
    button="Send",
    lead_in="The wait ends by the next board meeting, unless the board approves it for longer.",
    fields=(
        Field(name="whom", label="Whom or what it waits for", missing="Say whom or what it waits for"),
        Field(name="until", label="Until when", holds=Holds.DATE, hint=DATE_HINT, missing="Say until when it waits"),
        NOTE,
    ),
)
NOT_MINE = Saying(
    slug="not-mine",
    kind=AnswerKind.NOT_MINE,
    link="It is not mine",
    heading="Whose may it be?",
    button="Send",
    lead_in="You are chased for it no more. The co-ordinator finds out who leads it.",
    fields=(
        Field(
            name="whom",
            label="A name, a role or a team",
            hint="If you do not know, say so.",
            missing="Say whose it may be",
        ),
        NOTE,
    ),
)
ASSURANCE = Saying(
    slug="assurance",
    kind=AnswerKind.ASSURANCE,
    link="Say that it is kept up",
    heading="How is it kept up?",
    button="Send",
    fields=(Field(name="words", label="In one line", holds=Holds.TEXT, hint=PRIVACY, missing="Say how it is kept up"),),
)
FOR_LEADS = (PROGRESS, COMPLETE, ASK_NEW_DATE, WAITING, NOT_MINE)
