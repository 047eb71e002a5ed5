"""What one thing to say is made of: a form, in the words of whoever fills it in, and the fields that several share.

What a lead says stands in lead_sayings.py, what heads decide in decision_sayings.py; which of them fit is fitting.py's,
and what becomes of a filled form saying.py's.
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

    def asking_first(self, *fields: Field) -> "Saying":
        """The same, asking something else before."""
        return replace(self, fields=(*fields, *self.fields)) if fields else self


def saying(slug: str, kind: AnswerKind, words: str, *fields: Field, lead_in: str = "") -> Saying:
    """A saying whose link, heading and button stand in one line, parted by " | "."""
    link, heading, button = words.split(" | ")
    return Saying(slug=slug, kind=kind, link=link, heading=heading, button=button, fields=fields, lead_in=lead_in)


def text(label: str, missing: str) -> Field:
    """A question that wants a few sentences."""
    return Field(name="words", label=label, holds=Holds.TEXT, hint=PRIVACY, missing=missing)


def day(name: str, label: str, missing: str = "") -> Field:
    """A question that wants a date, in the words of a plan or as a day."""
    return Field(name=name, label=label, holds=Holds.DATE, hint=DATE_HINT, missing=missing)


YOUR_NAME = Field(
    name="name", label="Your name", hint="Several people read this mailbox.", missing="Enter your own name"
)
REASON = text("Why?", "Say why")
NOTE = text("Anything else? (optional)", "")
NEW_DATE = day("target", "The new date", "Enter the new date")
HOLDS_UNTIL = day("until", "The last day for which it holds, if it does not last (optional)")
NEW_LEAD = Field(
    name="whom",
    label="Their name, as the directory has it",
    holds=Holds.PERSON,
    missing="Name who leads it from now on",
)
