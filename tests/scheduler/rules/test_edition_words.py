"""What becomes of history and reminders, said of each difference before it is recorded."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.amendments import Amendment, AmendmentKind
from scheduler.plans.plan import Action, Status
from scheduler.rules.edition_words import Change, follows
from tests.builders import in_month
from tests.scheduler.rules.editions import action, step

DEC = in_month(date(2026, 12, 31))
DATED = action("1.1", target=DEC)
DONE = replace(DATED, status=Status.COMPLETE)
AGAIN = "Reminders begin again, counted from the new date."
KIND = AmendmentKind


def change(
    kind: AmendmentKind,
    part: str = "",
    after: str = "",
    *,
    of: Action | None = DATED,
    answered: str = "",
    slips: int = 0,
    is_correction: bool = False,
    overrules: bool = False,
) -> Change:
    said = Amendment(kind=kind, ref="1.1", title="Train", part=part, after=after, answered=answered)
    return Change(amendment=said, action=of, slips=slips, is_correction=is_correction, overrules=overrules)


COMPUTED = action("1.1", milestones=(step("Audit", DEC, computed=True), step("Review", DEC)))


@pytest.mark.parametrize(
    ("changed", "sentences"),
    [
        (change(KIND.WITHDRAWN, of=None), "Reminders stop. Its history stays."),
        (change(KIND.ADDED), "A history of its own begins. Reminders count from its target date."),
        (change(KIND.ADDED, of=DONE), "A history of its own begins. Nobody is reminded: it is complete."),
        (
            change(KIND.ADDED, of=action("1.1")),
            "A history of its own begins. It has no date: it is asked about before each board meeting.",
        ),
        (change(KIND.ADDED, "milestone “Review”", of=COMPUTED), "Reminders begin for this step too."),
        (
            change(KIND.ADDED, "milestone “Audit”", of=COMPUTED),
            "It is worked out from another date: nobody is reminded before you confirm it.",
        ),
        (change(KIND.WITHDRAWN, "milestone “Review”"), "Reminders for this step stop. Its history stays."),
        (change(KIND.RENUMBERED), "Its history, answers and reminders go on under 1.1."),
        (change(KIND.DATE_SET, "target date"), "Reminders count from its target date."),
        (change(KIND.DATE_MOVED, "target date"), f"Its first slip. {AGAIN}"),
        (change(KIND.DATE_MOVED, "target date", slips=1), f"Slip number 2: the chair hears of it. {AGAIN}"),
        (
            change(KIND.DATE_MOVED, "target date", slips=1, is_correction=True),
            f"This counts as no slip. {AGAIN}",
        ),
        (change(KIND.DATE_MOVED, "milestone “Review”", slips=1), f"A slip of this step. {AGAIN}"),
        (
            change(KIND.DATE_MOVED, "target date", "no target date"),
            "Its first slip. It has no date then: it is asked about before each board meeting.",
        ),
        (change(KIND.DATE_MOVED, "target date", of=DONE), "Its first slip. Nobody is reminded: it is complete."),
        (
            change(KIND.DATE_MOVED, "earlier target date"),
            "The document says itself that it moved: that counts as a slip. Reminders go on as they are.",
        ),
        (
            change(KIND.DATE_MOVED, "target date", answered="“Mar 2027”"),
            "What was answered stays, and reminders go by it.",
        ),
        (
            change(KIND.DATE_MOVED, "target date", answered="“Mar 2027”", overrules=True),
            f"Its first slip. {AGAIN}",
        ),
        (
            change(KIND.LEAD_CHANGED, "lead", "OR"),
            "Reminders go to whom “OR” means, once that is known or you have confirmed it.",
        ),
        (
            change(KIND.LEAD_CHANGED, "lead", "nobody"),
            "Nobody leads it then: you are reminded in a lead’s place.",
        ),
        (
            change(KIND.LEAD_CHANGED, "lead", "OR", answered="Omar"),
            "Whoever was given it goes on leading it.",
        ),
        (change(KIND.COMPLETED, "status", of=DONE), "Reminders stop: it is complete."),
        (
            change(KIND.COMPLETED, "status", of=replace(DONE, unverified=True)),
            "Reminders stop. You are asked to verify it.",
        ),
        (change(KIND.REOPENED, "status"), "Reminders begin again. That it was complete stays in its history."),
        (change(KIND.REWORDED, "how often"), "It is asked about as often as the document says now."),
        (change(KIND.REWORDED, "action"), "Its history keeps both. Reminders go on as they are."),
        (change(KIND.REPORTED, "progress"), "Its history keeps both. Reminders go on as they are."),
    ],
)
def test_each_difference_says_what_follows(changed: Change, sentences: str) -> None:
    assert follows(changed) == sentences
