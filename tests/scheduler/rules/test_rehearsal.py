"""What another policy would change of the next weeks: notices that come, go or move, and nothing else."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given

from scheduler.plans.commitments import Snapshot
from scheduler.rules.decide import decide
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.rehearsal import Shift, rehearse, shifts
from scheduler.rules.told import Told, ToldNotice
from tests.builders import CHAIR, MANAGER, NINA, commitment, in_month, live, on_day, snapshot
from tests.examples import tried
from tests.scheduler.rules.worlds import World, worlds

MONDAY = date(2024, 11, 4)
WEEKS = 28
NOW = Policy()


def shifted(register: Snapshot, policy: Policy) -> list[tuple[str, NoticeKind, str, date | None, date | None]]:
    before, after = (rehearse(register, Told(), each, since=MONDAY, days=WEEKS) for each in (NOW, policy))
    return [(each.ref, each.kind, each.person, each.before, each.after) for each in shifts(before, after)]


def test_a_rehearsal_is_what_the_mornings_would_bring() -> None:
    register = snapshot(commitment(on_day(date(2024, 11, 20))), commitment(in_month(date(2024, 10, 31)), ref="1.2"))
    lived = live(register, MONDAY, date(2024, 12, 1))
    rehearsed = rehearse(register, Told(), NOW, since=MONDAY, days=WEEKS)

    assert rehearsed == tuple((day, each) for day, decisions in lived.items() for each in decisions.notices)


@tried(0.3)
@given(world=worlds())
def test_what_is_rehearsed_once_for_all_that_are_alike_is_what_each_would_bring(world: World) -> None:
    twins = [replace(each, key=f"{each.key}-2", ref=f"{each.ref}-2") for each in world.register.commitments]
    register = replace(world.register, commitments=(*world.register.commitments, *twins))
    told, expected = Told(), []
    for morning in (world.start + timedelta(days=ahead) for ahead in range(WEEKS)):
        notices = decide(register, told, world.policy, morning).notices
        expected += [(morning, each.key) for each in notices]
        told = Told((*told.notices, *(ToldNotice(key=each.key, accepted_on=morning) for each in notices)))
    rehearsed = rehearse(register, Told(), world.policy, since=world.start, days=WEEKS)

    assert [(day, each.key) for day, each in rehearsed] == expected


def test_the_same_policy_changes_nothing() -> None:
    assert shifted(snapshot(commitment(on_day(date(2024, 11, 20)))), NOW) == []


def test_a_rung_that_is_moved_moves_its_reminder_and_one_taken_out_goes() -> None:
    register = snapshot(commitment(on_day(date(2024, 12, 2))))  # a Monday: rungs on 4, 18 and 25 November
    policy = replace(NOW, day_rungs=(28, 12, 2, 0))  # 12 days before it is Wednesday 20 November

    assert shifted(register, policy) == [
        ("1.1", NoticeKind.REMINDER, NINA, date(2024, 11, 18), date(2024, 11, 20)),
        ("1.1", NoticeKind.REMINDER, NINA, date(2024, 11, 25), None),
    ]


def test_an_earlier_step_of_escalation_moves_who_hears() -> None:
    register = snapshot(commitment(in_month(date(2024, 10, 31))))  # first late on Friday 1 November, heard on the 4th
    policy = replace(NOW, steps=(*NOW.steps[:1], Step(to=StepTo.MANAGER, after=3), *NOW.steps[2:]))

    assert shifted(register, policy) == [
        ("1.1", NoticeKind.MANAGER, MANAGER, date(2024, 11, 11), date(2024, 11, 7)),
    ]


def test_without_the_chairs_step_the_chair_hears_nothing_of_lateness() -> None:
    register = snapshot(commitment(in_month(date(2024, 10, 31))))
    found = shifted(register, replace(NOW, steps=NOW.steps[:2]))

    assert [each for each in found if each[2] == CHAIR] == [
        ("1.1", NoticeKind.CHAIR, CHAIR, date(2024, 11, 18), None),
        ("1.1", NoticeKind.CHAIR, CHAIR, date(2024, 11, 25), None),
    ]


def test_a_shift_names_plan_board_and_commitment() -> None:
    register = snapshot(commitment(on_day(date(2024, 12, 2))))
    before = rehearse(register, Told(), NOW, since=MONDAY, days=WEEKS)
    [one] = shifts(before[:1], ())

    assert one == Shift(
        plan="plan",
        board="cog",
        commitment="plan/1.1",
        ref="1.1",
        kind=NoticeKind.REMINDER,
        person=NINA,
        before=MONDAY,
        after=None,
    )


def test_what_only_one_policy_tells_comes_or_goes() -> None:
    register = snapshot(commitment(on_day(date(2024, 12, 2))))
    told_more = replace(NOW, day_rungs=(28, 14, 10, 7, 2, 0))  # 10 days before Monday 2 December is Friday 22

    assert shifted(register, told_more) == [("1.1", NoticeKind.REMINDER, NINA, None, date(2024, 11, 22))]
