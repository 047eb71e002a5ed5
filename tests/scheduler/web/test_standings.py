"""Whatever a plan holds, its table of standings adds up."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rounds.scene import Scene
from scheduler.rules.standing import StandingKind
from scheduler.rules.told import Told
from scheduler.web.standings import COLUMNS, NO_AREA, by_area, count, in_plan_order
from tests.builders import commitment, on_day, snapshot
from tests.scheduler.web.home import ORDERS, TODAY

DAYS = st.one_of(st.none(), st.integers(-40, 60).map(lambda n: on_day(TODAY + timedelta(days=n))))


@st.composite
def plans(draw: st.DrawFn) -> tuple[Commitment, ...]:
    """Up to twenty actions in a few areas, standing in every way."""
    return tuple(
        commitment(
            draw(DAYS),
            ref=f"1.{number}",
            area=draw(st.sampled_from(["", "1 Assessment", "2 Oversight", "3 Health"])),
            status=draw(st.sampled_from(Status)),
            waiting_for=draw(st.sampled_from(["", "guidance"])),
        )
        for number in range(draw(st.integers(0, 20)))
    )


def scene(*commitments: Commitment) -> Scene:
    return Scene(snapshot=snapshot(*commitments), told=Told(), orders=ORDERS, today=TODAY)


def test_every_way_of_standing_is_counted_in_one_column() -> None:
    columns = Counter(kind for _, kinds in COLUMNS for kind in kinds)

    assert columns == dict.fromkeys(StandingKind, 1)


@given(plans())
def test_rows_and_columns_add_up_to_all_commitments(commitments: tuple[Commitment, ...]) -> None:
    counts = count(in_plan_order("plan", scene(*commitments)))

    assert counts.all.total == len(commitments) == sum(area.total for area in counts.areas)
    assert counts.all.numbers == tuple(
        sum(area.numbers[column] for area in counts.areas) for column in range(len(COLUMNS))
    )
    assert {area.area: area.total for area in counts.areas} == Counter(each.area or NO_AREA for each in commitments)


@given(plans())
def test_every_commitment_stands_in_its_area_once(commitments: tuple[Commitment, ...]) -> None:
    areas = by_area(in_plan_order("plan", scene(*commitments)))
    found = {area: [each.commitment.ref for each in inside] for area, inside in areas.items()}

    assert {area: [each.ref for each in commitments if (each.area or NO_AREA) == area] for area in found} == found
    assert sum(map(len, found.values())) == len(commitments)


def test_milestones_stand_after_their_action_although_the_register_lists_them_last() -> None:
    due = on_day(date(2026, 11, 2))
    listed = in_plan_order(
        "plan", scene(*(commitment(due, ref=ref) for ref in ("1.1", "1.2", "1.10", "1.2#1", "1.1#1", "1.1#2")))
    )

    assert [each.commitment.ref for each in listed] == ["1.1", "1.1#1", "1.1#2", "1.2", "1.2#1", "1.10"]


def test_another_plans_commitments_are_left_out() -> None:
    assert in_plan_order("other", scene(commitment(None))) == ()
