"""The register as the rules see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from scheduler.plans.commitments import Commitment, PlanRecord, Snapshot
from scheduler.plans.people import Person, RoleHeld
from scheduler.plans.plan import Plan, Status
from scheduler.plans.target_dates import Recurrence
from scheduler.register.database import sessions
from scheduler.register.milestones import ProposedMilestone, confirm_milestone, proposed_milestones
from scheduler.register.plans import close_plan, release_plan
from scheduler.register.snapshot import load_snapshot
from tests.builders import COG as BOARD
from tests.builders import in_month
from tests.scheduler.register.samples import (
    COG,
    DAY,
    NEXT,
    NOW,
    import_directory,
    record_first,
    record_next,
)
from tests.scheduler.rules.editions import TITLES, action, plan, step

OCT, NOV, DEC, MAR = (
    in_month(day) for day in (date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31), date(2027, 3, 31))
)
SAM = "sam@example.org"


def commitments(session: Session) -> dict[str, Commitment]:
    session.flush()
    return {each.ref: each for each in load_snapshot(session, {}).commitments}


def test_an_empty_register_gives_an_empty_snapshot(session: Session) -> None:
    assert load_snapshot(session, {}) == Snapshot()


def test_a_plan_is_given_with_all_that_the_rules_look_at(session: Session) -> None:
    import_directory(session)
    record_first(
        session,
        plan(
            action(
                "1.1",
                leads=["NM", "SG"],
                target=NOV,
                moved_from=OCT,
                status=Status.IN_PROGRESS,
                recurrence=Recurrence.QUARTERLY,
                waiting_for="guidance",
                progress="Begun",
            )
        ),
    )
    release_plan(session, COG, DAY, who=SAM, now=NOW)
    snapshot = load_snapshot(session, {"cog": BOARD})
    assert snapshot.plans == {
        COG: PlanRecord(
            slug=COG, title="Improvement plan", board="cog", as_of=date(2026, 9, 1), recorded_on=DAY, released_on=DAY
        )
    }
    assert snapshot.commitments == (
        Commitment(
            key="cog-2026/1.1",
            plan=COG,
            ref="1.1",
            title=TITLES["1.1"],
            area="1 Assessment",
            status=Status.IN_PROGRESS,
            target=NOV,
            was=(OCT,),
            leads=("nina@example.org",),
            printed_leads=("NM", "SG"),
            unconfirmed_leads=("SG",),
            recurrence=Recurrence.QUARTERLY,
            waiting_for="guidance",
            progress="Begun",
            recorded_on=DAY,
            moved_on=DAY,
        ),
    )
    assert snapshot.people == {
        "nina@example.org": Person(
            email="nina@example.org", name="Nina Marsh", initials="NM", roles=(RoleHeld(name="Lead PM"),)
        ),
        "omar@example.org": Person(email="omar@example.org", name="Omar Reid", initials="OR"),
        "qa@example.org": Person(email="qa@example.org", name="QA Managers", aliases=("All QA Managers",)),
    }
    assert (snapshot.boards, snapshot.meetings) == ({"cog": BOARD}, ())


def test_a_milestone_is_a_commitment_under_its_actions_leads(session: Session) -> None:
    import_directory(session)
    record_first(
        session,
        plan(action("1.1", leads=["NM", "SG"], target=OCT, waiting_for="guidance", milestones=(step("Review", DEC),))),
    )
    assert commitments(session)["1.1#1"] == Commitment(
        key="cog-2026/1.1#1",
        plan=COG,
        ref="1.1#1",
        title=f"Review: {TITLES['1.1']}",
        area="1 Assessment",
        target=DEC,
        leads=("nina@example.org",),
        printed_leads=("NM", "SG"),
        waiting_for="guidance",
        recorded_on=DAY,
    )


def test_a_milestone_counts_its_own_slips(session: Session) -> None:
    record_first(session, plan(action("1.1", target=OCT, milestones=(step("Review", NOV),))))
    record_next(session, plan(action("1.1", target=OCT, milestones=(step("Review", DEC),))))
    found = commitments(session)
    assert (found["1.1"].was, found["1.1#1"].was, found["1.1#1"].target) == ((), (NOV,), DEC)


def test_a_milestone_of_a_complete_action_is_complete(session: Session) -> None:
    record_first(session, plan(action("1.1", status=Status.COMPLETE, milestones=(step("Review", DEC),))))
    assert commitments(session)["1.1#1"].status is Status.COMPLETE


def test_a_computed_milestone_counts_once_somebody_confirmed_it(session: Session) -> None:
    record_first(session, plan(action("1.1", milestones=(step("Audit", DEC, computed=True), step("Review", MAR)))))
    assert sorted(commitments(session)) == ["1.1", "1.1#2"]
    assert proposed_milestones(session) == (ProposedMilestone(plan=COG, ref="1.1#1", title="Audit", target=DEC),)
    confirm_milestone(session, COG, "1.1#1", who=SAM, now=NEXT)
    assert sorted(commitments(session)) == ["1.1", "1.1#1", "1.1#2"]
    assert proposed_milestones(session) == ()


def test_a_renumbered_actions_milestones_go_by_its_new_ref(session: Session) -> None:
    record_first(session, plan(action("1.1", milestones=(step("Review", DEC),))))
    moved = replace(action("1.1", milestones=(step("Review", DEC),)), ref="1.2")
    record_next(session, plan(moved), same={"1.2": "1.1"})
    assert {ref: each.key for ref, each in commitments(session).items()} == {
        "1.2": "cog-2026/1.1",
        "1.2#1": "cog-2026/1.1#1",
    }


def test_a_corrected_date_is_no_earlier_target_date(session: Session) -> None:
    record_first(session, plan(action("1.1", target=OCT)))
    record_next(session, plan(action("1.1", target=NOV)), corrections=["1.1"])
    record_next(session, plan(action("1.1", target=DEC)), sha256="third")
    found = commitments(session)["1.1"]
    assert (found.was, found.target) == ((NOV,), DEC)


def test_what_is_withdrawn_or_closed_is_not_seen(session: Session) -> None:
    five = [action(ref) for ref in ("1.1", "1.2", "1.3", "1.4", "2.1")]
    gone = action("2.2", milestones=(step("Review", DEC),))
    record_first(session, plan(*five, gone))
    record_first(session, plan(action("1.1", milestones=(step("Review", DEC),))), slug="jtai-2026")
    record_next(session, plan(*five))
    close_plan(session, "jtai-2026", DAY, who=SAM, now=NOW)
    assert sorted(commitments(session)) == ["1.1", "1.2", "1.3", "1.4", "2.1"]
    assert list(load_snapshot(session, {}).plans) == [COG]


@contextmanager
def counted_queries(engine: Engine) -> Iterator[list[str]]:
    queries: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            queries.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    yield queries
    event.remove(engine, "before_cursor_execute", count)


def some_plan(actions: int) -> Plan:
    return plan(*(action(f"1.{number}", f"Action {number}", leads=["NM"], target=DEC) for number in range(actions)))


def test_a_large_register_takes_as_many_queries_as_a_small_one(engine: Engine) -> None:
    counts = []
    for number in (1, 40):
        with sessions(engine)() as session:
            record_first(session, some_plan(number))
            session.expunge_all()
            with counted_queries(engine) as queries:
                assert len(load_snapshot(session, {}).commitments) == number
            counts.append(len(queries))
    assert counts == [11, 11]
