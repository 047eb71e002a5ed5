"""explain tells why an action was or was not chased, in sentences that a co-ordinator can read out."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from scheduler.plans.boards import Meeting
from scheduler.plans.commitments import Snapshot
from scheduler.plans.plan import Status
from scheduler.rules.explain import explain
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.told import Told, ToldNotice
from tests.builders import COG, PLAN, commitment, in_month, live, snapshot

JANUARY = in_month(date(2025, 1, 31))
NOVEMBER = in_month(date(2024, 11, 30))
MARCH = Meeting(
    uid="m",
    series="cog-meetings",
    slot="2025-03",
    title="Chief Officer Group",
    on=date(2025, 3, 17),
    starts=time(14),
    ends=time(16),
    changed_at=datetime(2024, 9, 2, tzinfo=UTC),
)


def chapters(register: Snapshot, told: Told, today: date) -> dict[str, tuple[str, ...]]:
    story = explain(register.commitments[0], register, told, Policy(), today)
    return {chapter.heading: chapter.sentences for chapter in story.chapters}


def told_until(register: Snapshot, start: date, end: date) -> Told:
    lived = live(register, start, end)
    return Told(tuple(ToldNotice(key=n.key, accepted_on=day) for day, d in lived.items() for n in d.notices))


def test_before_its_due_day_the_story_names_rung_and_escalation() -> None:
    register = snapshot(commitment(JANUARY))

    assert chapters(register, Told(), date(2025, 1, 17)) == {
        "Target date": ("The plan says “Jan 2025”: due by the end of January 2025.",),
        "Standing": ("On Friday 17 January 2025: due by the end of January 2025.",),
        "Who is told": ("Nina Marsh, lead.",),
        "Told so far": ("Nobody has been told of it.",),
        "Friday 17 January 2025": ("Nina Marsh is told: 14 days before its due day.",),
        "Next": (
            "The next rung is on Friday 24 January 2025: 7 days before its due day.",
            "Untouched, Chief Officer Group's chair would hear on Monday 17 February 2025 at the earliest.",
            "Sam Ode sees that mail on Thursday 13 February 2025, and may add a line or hold it for a week.",
        ),
        "Reasons for the chair": ("10 working days since the lead was told: from Monday 17 February 2025 on.",),
    }


def test_what_is_late_names_everybody_who_heard_and_who_hears_next() -> None:
    register = snapshot(commitment(NOVEMBER))
    told = told_until(register, date(2024, 12, 2), date(2024, 12, 9))

    story = chapters(register, told, date(2024, 12, 11))

    assert story["Told so far"] == (
        "Nina Marsh: told that it is late, for Monday 2 December 2024, accepted on Monday 2 December 2024.",
        "Nina Marsh: told that it is late, for Monday 9 December 2024, accepted on Monday 9 December 2024.",
        "Mary Lane: told as line manager, for Monday 9 December 2024, accepted on Monday 9 December 2024.",
    )
    assert story["Wednesday 11 December 2024"] == (
        "Nina Marsh is not told: told already (late; told each week on its first working day).",
        "Mary Lane is not told: told already (5 working days since the lead was told).",
    )
    assert story["Next"][1] == "Next to hear: Robin Hale, for the board, on Monday 16 December 2024."


def test_a_moved_date_keeps_what_it_was() -> None:
    register = snapshot(commitment(JANUARY, was=(NOVEMBER,)))

    assert chapters(register, Told(), date(2025, 1, 2))["Target date"][1] == (
        "Before that it was “Nov 2024”: due by the end of November 2024."
    )


def test_a_lead_that_nobody_confirmed_is_said_to_be_so() -> None:
    register = snapshot(commitment(JANUARY, leads=(), printed_leads=("NM",)))

    assert chapters(register, Told(), date(2025, 1, 17))["Who is told"] == (
        "Sam Ode, co-ordinator, because printed lead “NM” is not confirmed.",
    )


def test_what_is_complete_has_nothing_planned() -> None:
    register = snapshot(commitment(JANUARY, status=Status.COMPLETE))

    assert chapters(register, Told(), date(2025, 1, 17))["Next"] == ("Nothing more is planned.",)


def test_what_is_undated_names_the_question_before_the_next_meeting() -> None:
    register = snapshot(commitment(None))
    meets = replace(register, meetings=(MARCH,), board_series={"cog-meetings": "cog"})

    assert chapters(register, Told(), date(2025, 1, 17))["Next"] == (
        "It has no target date, and no board meeting is known before which it could be asked about.",
    )
    assert chapters(meets, Told(), date(2025, 1, 17))["Next"] == (
        "It is asked about on Monday 3 March 2025: it has no target date; "
        "Chief Officer Group on Monday 17 March 2025 is offered.",
    )


def test_a_plan_that_waits_for_release_says_who_would_be_told() -> None:
    register = snapshot(commitment(JANUARY), plan=replace(PLAN, released_on=None))

    assert chapters(register, Told(), date(2025, 1, 17))["Friday 17 January 2025"] == (
        "Nina Marsh would be told if the plan were released: 14 days before its due day.",
    )


def test_once_the_chair_has_heard_this_week_the_next_time_is_next_week() -> None:
    register = snapshot(commitment(NOVEMBER))
    before = told_until(register, date(2024, 12, 2), date(2024, 12, 13))
    after = told_until(register, date(2024, 12, 2), date(2024, 12, 16))

    assert chapters(register, before, date(2024, 12, 16))["Next"][1] == (
        "Next to hear: Robin Hale, for the board, on Monday 16 December 2024."
    )
    assert chapters(register, after, date(2024, 12, 16))["Next"][1] == (
        "Next to hear: Robin Hale, for the board, on Monday 23 December 2024. "
        "The chair first heard on Monday 16 December 2024."
    )


NO_CHAIR = replace(COG, chair="", vice_chair="")


def test_without_anybody_at_the_head_the_story_says_what_is_held_and_how_to_cure_it() -> None:
    before = snapshot(commitment(JANUARY), board=NO_CHAIR)
    late = snapshot(commitment(NOVEMBER), board=NO_CHAIR)
    told = told_until(late, date(2024, 12, 2), date(2024, 12, 16))

    assert chapters(before, Told(), date(2025, 1, 17))["Next"][1:] == (
        "Nobody further can be told: no chair or vice-chair can be reached.",
    )
    story = chapters(late, told, date(2024, 12, 16))
    assert story["Monday 16 December 2024"][-1] == (
        "Held: 1.1 is due to go to the chair of Chief Officer Group and cannot: chair: none is set; vice-chair: none "
        "is set. Cure: set a chair or vice-chair for [boards.cog] in chaser.toml who can be mailed."
    )
    assert story["Next"][1:] == ("Nobody further can be told: no chair or vice-chair can be reached.",)


def test_steps_that_name_no_chair_are_said_to() -> None:
    register = snapshot(commitment(JANUARY))
    policy = Policy(steps=(Step(to=StepTo.LEAD, after=0),))

    story = explain(register.commitments[0], register, Told(), policy, date(2025, 1, 17))

    assert story.chapters[-1].sentences[1:] == ("The chair is not told: the steps of escalation name none.",)
