"""The options that every kind of answer takes on the command line: who said it, when, by which road, in which words."""

from typing import Annotated

import typer

from scheduler.plans.answers import Road

ByOption = Annotated[
    str, typer.Option("--by", metavar="ADDRESS", help="Who said it, by address; board for a decision of the meeting.")
]
OwnByOption = Annotated[
    str,
    typer.Option("--by", metavar="ADDRESS", help="Who said it; the co-ordinator if not said, board for the meeting."),
]
RoadOption = Annotated[Road, typer.Option(help="How it reached you.")]
NameOption = Annotated[str, typer.Option(help="Who spoke, by name, where the address is a shared mailbox.")]
OnOption = Annotated[str, typer.Option("--on", help="When it was said, like 2026-11-25T10:00; now if not said.")]
NoteOption = Annotated[
    str,
    typer.Option(
        help="In a few words. No names, initials, ages or case details of children, no counts under five; not for "
        "safeguarding concerns, use your local procedure."
    ),
]
ReasonOption = Annotated[str, typer.Option(help="Why, in a few words; no names or case details of children.")]
MinuteOption = Annotated[str, typer.Option(help="The minute of the decision, like “COG 12 March 2027, minute 4”.")]
UntilOption = Annotated[str, typer.Option(help="Until when, like 2027-01-31.")]
LastDayOption = Annotated[
    str, typer.Option("--until", help="The last day for which it holds, where it does not last, like 2027-03-31.")
]
DateOption = Annotated[str, typer.Option("--date", help="The date in words, like “end of March 2027” or 2027-03-31.")]
