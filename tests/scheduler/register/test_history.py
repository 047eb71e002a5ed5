"""What happened to plans and commitments, read back in order."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scheduler.register import history
from scheduler.register.history import HistoryEntry
from scheduler.register.lookups import NotInRegister
from scheduler.register.milestones import confirm_milestone
from scheduler.register.plans import release_plan
from tests.builders import in_month
from tests.scheduler.register.samples import COG, NEXT, NEXT_DAY, NOW, record_first, record_next
from tests.scheduler.rules.editions import TITLES, action, plan, step

OCT, DEC = in_month(date(2026, 10, 31)), in_month(date(2026, 12, 31))
SAM = "sam@example.org"


def test_a_first_edition_is_one_entry_of_its_plan(session: Session) -> None:
    record_first(session, plan(action("1.1"), action("1.2")))
    assert history.read(session, COG) == (
        HistoryEntry(
            at=NOW,
            who=SAM,
            road="edition",
            plan=COG,
            commitment="",
            what="recorded",
            before=None,
            after={"number": 1, "file": "plan.docx", "as_of": "2026-09-01", "actions": 2},
        ),
    )
    assert history.read(session, COG, "1.1") == ()


def test_each_amendment_of_a_later_edition_is_an_entry_of_its_action(session: Session) -> None:
    record_first(session, plan(action("1.1", target=OCT), action("1.2")))
    record_next(session, plan(action("1.1", target=DEC), action("1.2")))
    assert history.read(session, COG, "1.1") == (
        HistoryEntry(
            at=NEXT,
            who=SAM,
            road="edition",
            plan=COG,
            commitment="cog-2026/1.1",
            what="date moved",
            before={"part": "target date", "words": "“Oct 2026”, by the end of October 2026", "ref": "1.1"},
            after={
                "part": "target date",
                "words": "“Dec 2026”, by the end of December 2026",
                "ref": "1.1",
                "kept": "",
            },
        ),
    )
    assert history.read(session, COG, "1.2") == ()


def test_an_action_withdrawn_while_its_ref_passes_on_keeps_its_own_history(session: Session) -> None:
    six = [action(ref) for ref in TITLES]
    record_first(session, plan(*six))
    moved = action("1.2", TITLES["1.1"])
    record_next(session, plan(moved, *six[2:]), same={"1.2": "1.1"})
    entries = [(each.commitment, each.what) for each in history.read(session, COG) if each.at == NEXT]
    assert entries == [("", "recorded"), ("cog-2026/1.1", "renumbered"), ("cog-2026/1.2", "withdrawn")]


def test_an_actions_history_holds_its_milestones_and_no_others(session: Session) -> None:
    computed = (step("Audit", DEC, computed=True), step("Report", DEC, computed=True))
    record_first(session, plan(action("1.1", milestones=computed), action("1.2", milestones=computed)))
    for ref in ("1.1#1", "1.1#2", "1.2#1"):
        confirm_milestone(session, COG, ref, who=SAM, now=NEXT)
    confirm_milestone(session, COG, "1.1#1", who=SAM, now=NEXT)
    assert [each.commitment for each in history.read(session, COG, "1.1")] == ["cog-2026/1.1#1", "cog-2026/1.1#2"]
    assert [(each.commitment, each.after) for each in history.read(session, COG, "1.1#2")] == [
        ("cog-2026/1.1#2", {"title": "Report", "due_on": "2026-12-31"})
    ]


def test_a_release_says_who_gave_the_word(session: Session) -> None:
    record_first(session, plan(action("1.1")))
    release_plan(session, COG, NEXT_DAY, who=SAM, now=NEXT)
    last = history.read(session, COG)[-1]
    assert (last.at, last.who, last.road, last.what, last.after) == (
        NEXT,
        SAM,
        "desk",
        "released",
        {"on": "2026-11-02"},
    )


def test_entries_are_read_oldest_first_whatever_the_order_of_writing(session: Session) -> None:
    for at, what in ((NEXT, "second"), (NOW, "first"), (NEXT, "third")):
        history.write(session, at=at, who=SAM, road="desk", plan=COG, what=what)
    assert [each.what for each in history.read(session, COG)] == ["first", "second", "third"]


def test_an_unknown_milestone_is_named_with_the_nearest_ones(session: Session) -> None:
    record_first(session, plan(action("1.1", milestones=(step("Review", DEC),)), action("1.2")))
    with pytest.raises(NotInRegister) as other:
        history.read(session, COG, "1.1#2")
    with pytest.raises(NotInRegister) as none:
        history.read(session, COG, "1.2#1")
    assert str(other.value) == "no milestone '1.1#2' in plan 'cog-2026': the nearest is 1.1#1"
    assert str(none.value) == "no milestone '1.2#1' in plan 'cog-2026': action 1.2 has no milestones"
