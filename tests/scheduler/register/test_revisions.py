"""How often target dates changed, and when anything did."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from scheduler.plans.plan import Action, Area, Milestone, Plan, Status
from scheduler.register.plans import release_plan
from scheduler.register.revisions import completed_days, last_change, revisions
from scheduler.rules.feed_entries import Revision
from tests.builders import on_day
from tests.scheduler.register.samples import NEXT, NEXT_DAY, NOW, import_directory, record_first, record_next

DUE = on_day(date(2026, 11, 30))
LATER = on_day(date(2026, 12, 15))
AUDIT = Action(
    ref="1.1", area="1", title="Agree the audit", target=DUE, milestones=(Milestone(title="Review", target=DUE),)
)
TRAINING = Action(ref="1.2", area="1", title="Train the staff", target=DUE)
PLAN = Plan(title="Plan", as_of=date(2026, 10, 1), areas=(Area(ref="1", title="All"),), actions=(AUDIT, TRAINING))


def test_what_never_moved_stands_at_nought_since_it_was_recorded(session: Session) -> None:
    record_first(session, PLAN)
    at_first = Revision(sequence=0, changed_at=NOW)

    assert revisions(session) == {"cog-2026/1.1": at_first, "cog-2026/1.1#1": at_first, "cog-2026/1.2": at_first}


def test_a_moved_date_counts_one_whether_slip_or_correction(session: Session) -> None:
    record_first(session, PLAN)
    moved = replace(PLAN, actions=(replace(AUDIT, target=LATER), replace(TRAINING, target=LATER)))
    record_next(session, moved, corrections={"1.2"})
    found = revisions(session)

    assert (found["cog-2026/1.1"], found["cog-2026/1.2"]) == (Revision(sequence=1, changed_at=NEXT),) * 2


def test_new_words_change_the_instant_and_not_the_count(session: Session) -> None:
    record_first(session, PLAN)
    record_next(session, replace(PLAN, actions=(AUDIT, replace(TRAINING, title="Train all the staff"))))

    assert revisions(session)["cog-2026/1.2"] == Revision(sequence=0, changed_at=NEXT)


def test_the_day_of_a_completion_is_known_by_key(session: Session) -> None:
    record_first(session, PLAN)
    done = replace(TRAINING, status=Status.COMPLETE, completed_on=NEXT_DAY)
    record_next(session, replace(PLAN, actions=(AUDIT, done)))

    assert completed_days(session) == {"cog-2026/1.2": NEXT_DAY}


def test_an_empty_register_never_changed(session: Session) -> None:
    assert last_change(session) is None


def test_the_last_change_is_anybodys(session: Session) -> None:
    import_directory(session)
    record_first(session, PLAN)
    before = last_change(session)
    release_plan(session, "cog-2026", NEXT_DAY, who="sam@example.org", now=NEXT)
    session.flush()

    assert (before, last_change(session)) == (NOW, NEXT)
