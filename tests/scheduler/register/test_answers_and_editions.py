"""A next edition beside what people answered: the answer stands, unless a person says that the document counts."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from scheduler.plans.amendments import AmendmentKind
from scheduler.plans.plan import Status
from scheduler.register.target_columns import Why
from tests.assigned import give
from tests.builders import in_month
from tests.scheduler.register.samples import COG, earlier, import_directory, record_first, record_next, stored
from tests.scheduler.rules.editions import action, plan

OCT, NOV, DEC, MAR = (
    in_month(day) for day in (date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31), date(2027, 3, 31))
)
FIRST = action("1.1", leads=["NM"], target=OCT)


def test_a_granted_date_outlives_an_edition_that_still_prints_the_old_one(session: Session) -> None:
    record_first(session, plan(FIRST))
    stored(session, "1.1").target = DEC
    assert record_next(session, plan(replace(FIRST, progress="Begun"))).amendments[0].answered == ""
    assert stored(session, "1.1").target == DEC


def test_a_granted_date_is_shown_beside_another_one_and_kept(session: Session) -> None:
    record_first(session, plan(FIRST))
    stored(session, "1.1").target = DEC
    difference = record_next(session, plan(replace(FIRST, target=NOV)))
    assert [(each.kind, each.answered) for each in difference.amendments] == [
        (AmendmentKind.DATE_MOVED, "“Dec 2026”, by the end of December 2026")
    ]
    assert stored(session, "1.1").target == DEC
    assert earlier(session, "1.1") == []


def test_an_edition_wins_over_an_answer_where_a_person_says_so(session: Session) -> None:
    record_first(session, plan(FIRST))
    stored(session, "1.1").target = DEC
    record_next(session, plan(replace(FIRST, target=MAR)), over_answers={"1.1"})
    assert stored(session, "1.1").target == MAR
    assert earlier(session, "1.1") == [(1, "Dec 2026", Why.SLIP)]


def test_an_edition_that_says_what_was_answered_is_no_contradiction(session: Session) -> None:
    record_first(session, plan(FIRST))
    row = stored(session, "1.1")
    row.status, row.completed_on = Status.COMPLETE, date(2026, 10, 20)
    done = replace(FIRST, status=Status.COMPLETE, completed_on=date(2026, 10, 20))
    assert [each.answered for each in record_next(session, plan(done)).amendments] == [""]


def test_a_claimed_completion_outlives_an_edition_that_reports_progress(session: Session) -> None:
    record_first(session, plan(FIRST))
    row = stored(session, "1.1")
    row.status, row.completed_on, row.unverified = Status.COMPLETE, date(2026, 10, 20), True
    difference = record_next(session, plan(replace(FIRST, status=Status.IN_PROGRESS, rating="Green")))
    assert [(each.part, each.answered) for each in difference.amendments] == [
        ("status", "complete on 20 October 2026, to be verified"),
        ("rating", ""),
    ]
    row = stored(session, "1.1")
    assert (row.status, row.completed_on, row.unverified, row.rating) == (
        Status.COMPLETE,
        date(2026, 10, 20),
        True,
        "Green",
    )


def test_an_assigned_lead_is_shown_beside_another_printed_one(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(FIRST))
    give(session, COG, "1.1", "omar@example.org")
    difference = record_next(session, plan(action("1.1", leads=["QA Managers"], target=OCT)))
    assert [(each.kind, each.answered) for each in difference.amendments] == [(AmendmentKind.LEAD_CHANGED, "Omar Reid")]
    assert stored(session, "1.1").assigned_lead == "omar@example.org"


def test_the_documents_word_over_an_answer_takes_an_assigned_lead_away(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(FIRST))
    give(session, COG, "1.1", "omar@example.org")
    new = plan(action("1.1", leads=["QA Managers"], target=OCT))
    record_next(session, new, over_answers={"1.1"})
    assert stored(session, "1.1").assigned_lead is None
