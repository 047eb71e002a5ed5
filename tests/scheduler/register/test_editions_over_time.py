"""Any editions, one after the other: the register says what the last one says, and remembers every slip."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import Engine

from scheduler.plans.plan import Plan, Status
from scheduler.plans.target_dates import TargetDate
from scheduler.register.database import sessions
from scheduler.register.editions import list_editions
from scheduler.register.snapshot import load_snapshot
from tests.builders import in_month
from tests.examples import tried
from tests.scheduler.register.samples import COG, DAY, NOW, record_edition
from tests.scheduler.rules.editions import TITLES, action, plan

TARGETS = st.sampled_from([None, *(in_month(date(2026, month, 28)) for month in (9, 10, 11, 12))])
STATUSES = st.sampled_from(Status)
ACTIONS = st.dictionaries(st.sampled_from(sorted(TITLES)), st.tuples(TARGETS, STATUSES))
EDITIONS = st.lists(
    ACTIONS.map(lambda said: plan(*(action(ref, target=due, status=status) for ref, (due, status) in said.items()))),
    min_size=1,
    max_size=5,
)


def as_promised(editions: list[Plan]) -> list[Plan]:
    """The editions, where an action that is complete and names no date any more has the one that it had."""
    found: list[Plan] = []
    for edition in editions:
        dates = {each.ref: each.target for each in found[-1].actions} if found else {}
        actions = (
            replace(each, target=dates.get(each.ref)) if each.status is Status.COMPLETE and not each.target else each
            for each in edition.actions
        )
        found.append(replace(edition, actions=tuple(actions)))
    return found


def slipped(editions: list[Plan], ref: str) -> tuple[TargetDate, ...]:
    """The target dates that an action had and lost, by its own account of each edition that holds it."""
    said = [each.target for edition in editions for each in edition.actions if each.ref == ref]
    return tuple(
        before for before, after in pairwise(said) if before and (after is None or after.due_on != before.due_on)
    )


@tried(0.3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(editions=EDITIONS)
def test_the_register_says_what_the_last_edition_says_and_remembers_every_slip(
    engine: Engine, editions: list[Plan]
) -> None:
    with sessions(engine)() as session:  # rolled back at the end: every example begins with an empty register
        for number, edition in enumerate(editions):
            record_edition(
                session, edition, slug=COG, now=NOW, day=DAY, sha256=str(number), same={}, confirm_shrinking=True
            )
        found = [(each.ref, each.title, each.target, each.status) for each in load_snapshot(session, {}).commitments]
        was = {each.ref: each.was for each in load_snapshot(session, {}).commitments}
        kept = [each.plan for each in list_editions(session, COG)]
    promised = as_promised(editions)
    assert found == [(each.ref, each.title, each.target, each.status) for each in promised[-1].actions]
    assert was == {each.ref: slipped(promised, each.ref) for each in promised[-1].actions}
    assert kept == promised
