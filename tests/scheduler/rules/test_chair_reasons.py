"""What is the chair's to hear, from which day on, and how often: each reason as a table of mails.

Mondays of early 2025: 6, 13, 20, 27 January; 3, 10, 17, 24 February; 3, 10 March. The co-ordinator, Sam, sees each
mail on the Thursday before. Nina leads and Mary manages her; Robin chairs.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Snapshot
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.chair_reasons import chair_reasons, without_lead_since
from scheduler.rules.decide import decide
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.powers import Part, parts_of
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import (
    CHAIR,
    COG,
    MANAGER,
    NINA,
    OMAR,
    PLAN,
    SAM,
    VICE,
    commitment,
    in_month,
    on_day,
    people,
    snapshot,
)
from tests.scheduler.rules.chairs import Row, meeting, rows

NOVEMBER, DECEMBER, JANUARY = (in_month(date(2024, 11, 30)), in_month(date(2024, 12, 31)), in_month(date(2025, 1, 31)))
JUNE = in_month(date(2025, 6, 30))
CHAIRS = (NoticeKind.CHAIR,)
STEPS = (NoticeKind.LATE, NoticeKind.MANAGER, NoticeKind.NOBODY_LEADS, NoticeKind.LOOK, NoticeKind.CHAIR)
FRESH = replace(PLAN, recorded_on=date(2025, 1, 6), released_on=date(2025, 1, 6))


def an_answer(kind: AnswerKind, who: str, *, on: str, **words: Any) -> Answer:
    day = date.fromisoformat(on)
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    made = Answer(number=1, at=at, on=day, commitment="plan/1.1", kind=kind, who=who, recorded_by=who, road=Road.DESK)
    return replace(made, **words)


def reasons_on(day: str, register: Snapshot, told: Told | None = None, **words: Any) -> list[tuple[str, str]]:
    """Each reason that holds by a day, with its words."""
    view = View(register, told or Told(), Policy(), date.fromisoformat(day))
    found = chair_reasons(register.commitments[0], view, by=view.today, **words)
    return [(each.about.value, each.words) for each in found]


# Late: ten working days after the lead was told, after the manager, weekly


def test_what_is_late_comes_after_lead_manager_and_look_and_then_weekly() -> None:
    register = snapshot(commitment(JANUARY))

    assert rows(register, "2025-02-03", "2025-02-24", kinds=STEPS) == [
        ("Mon 2025-02-03", "late", "1.1", NINA),  # the first working day late
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),  # 5 working days after
        ("Mon 2025-02-10", "late", "1.1", NINA),
        ("Thu 2025-02-13", "chair's look", "1.1", SAM),  # 2 working days before the chair
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),  # 10 working days after, a Monday
        ("Mon 2025-02-17", "late", "1.1", NINA),
        ("Thu 2025-02-20", "chair's look", "1.1", SAM),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "late", "1.1", NINA),
    ]


def test_the_chair_waits_for_every_lead_to_have_heard_on_an_earlier_day() -> None:
    def heard(person: str, on: date | None) -> ToldNotice:
        key = NoticeKey(
            commitment="plan/1.1", target="2025-01-31", kind=NoticeKind.LATE, slot=date(2025, 2, 3), person=person
        )
        return ToldNotice(key=key, accepted_on=on)

    register = snapshot(commitment(JANUARY, leads=(OMAR, CHAIR)))
    nina_alone = Told((heard(OMAR, date(2025, 2, 3)), heard(CHAIR, None)))
    both = Told((heard(OMAR, date(2025, 2, 3)), heard(CHAIR, date(2025, 2, 14))))

    assert reasons_on("2025-02-17", register, nina_alone) == []
    assert reasons_on("2025-02-17", register, both) == [("late", "10 working days since the lead was told")]


def test_a_lead_who_is_new_hears_before_the_chair() -> None:
    key = NoticeKey(commitment="plan/1.1", target="2025-01-31", kind=NoticeKind.LATE, slot=date(2025, 2, 3), person=SAM)
    told = Told((ToldNotice(key=key, accepted_on=date(2025, 2, 3)),))
    confirmed_since = snapshot(commitment(JANUARY, leads=(OMAR,)))

    assert reasons_on("2025-02-24", confirmed_since, told) == []


# Waiting past its date: no ten days


def test_what_waits_past_its_date_is_in_the_chairs_next_mail_after_the_leads_own() -> None:
    register = snapshot(commitment(JANUARY, waiting_for="the police"))

    assert rows(register, "2025-02-03", "2025-02-17", kinds=STEPS) == [
        ("Mon 2025-02-03", "late", "1.1", NINA),
        ("Thu 2025-02-06", "chair's look", "1.1", SAM),
        ("Mon 2025-02-10", "chair", "1.1", CHAIR),
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Mon 2025-02-10", "late", "1.1", NINA),
        ("Thu 2025-02-13", "chair's look", "1.1", SAM),
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-17", "late", "1.1", NINA),
    ]
    assert reasons_on("2025-02-10", register, Told()) == []  # nobody was told that it is late


def test_what_fell_due_on_a_thursday_and_waits_is_the_chairs_on_monday() -> None:
    register = snapshot(commitment(on_day(date(2025, 2, 6)), waiting_for="the police"))

    assert rows(register, "2025-02-06", "2025-02-10", kinds=STEPS) == [
        ("Thu 2025-02-06", "chair's look", "1.1", SAM),  # foreseen: it is late from Friday on
        ("Fri 2025-02-07", "late", "1.1", NINA),
        ("Mon 2025-02-10", "chair", "1.1", CHAIR),
        ("Mon 2025-02-10", "late", "1.1", NINA),
    ]


# A target date moved a second time: once for each target date

ONCE = commitment(JUNE, was=(DECEMBER,), moved_on=date(2025, 1, 8))  # a Wednesday
TWICE = commitment(JUNE, was=(NOVEMBER, DECEMBER), moved_on=date(2025, 1, 8))


def test_a_first_move_is_not_the_chairs() -> None:
    assert rows(snapshot(ONCE), "2025-01-08", "2025-03-31") == []


def test_a_second_move_is_told_once_in_the_chairs_next_mail_with_the_count_and_the_first_date() -> None:
    register = snapshot(TWICE)

    assert rows(register, "2025-01-08", "2025-02-28") == [
        ("Thu 2025-01-09", "chair's look", "1.1", SAM),
        ("Mon 2025-01-13", "chair", "1.1", CHAIR),
    ]
    assert reasons_on("2025-01-13", register) == [
        ("moved", "its target date has moved 2 times; at first it was due by the end of November 2024")
    ]


def test_each_further_move_is_told_anew_even_back_to_a_date_that_was() -> None:
    third = replace(TWICE, was=(NOVEMBER, DECEMBER, JUNE), target=DECEMBER, moved_on=date(2025, 1, 22))
    told = Told((chair_heard("2025-06-30", "2025-01-13"), chair_heard("2024-12-31", "2024-12-16")))

    assert reasons_on("2025-01-27", snapshot(third), told)[0][1] == (
        "its target date has moved 3 times; at first it was due by the end of November 2024"
    )


def chair_heard(target: str, slot: str) -> ToldNotice:
    on = date.fromisoformat(slot)
    key = NoticeKey(commitment="plan/1.1", target=target, kind=NoticeKind.CHAIR, slot=on, person=CHAIR)
    return ToldNotice(key=key, accepted_on=on)


def test_an_exception_note_names_a_second_move_that_was_told_before() -> None:
    told = Told((chair_heard("2025-06-30", "2025-01-13"),))

    assert reasons_on("2025-02-10", snapshot(TWICE), told) == []
    assert [about for about, _ in reasons_on("2025-02-10", snapshot(TWICE), told, whole=True)] == ["moved"]


def test_a_move_that_the_plan_itself_tells_of_is_the_chairs_after_the_release() -> None:
    at_reading = replace(TWICE, recorded_on=date(2025, 1, 6), moved_on=date(2025, 1, 6))

    assert rows(
        snapshot(at_reading, plan=replace(FRESH, released_on=date(2025, 1, 15))), "2025-01-15", "2025-01-31"
    ) == [
        ("Thu 2025-01-16", "chair's look", "1.1", SAM),
        ("Mon 2025-01-20", "chair", "1.1", CHAIR),
    ]


# No lead in place: after ten working days


@pytest.mark.parametrize(
    ("changed", "since"),
    [
        ({"leads": ()}, "2025-01-06"),  # the plan was released
        ({"leads": (), "recorded_on": date(2025, 1, 15)}, "2025-01-15"),  # a later edition brought it
        ({"leads": (NINA,)}, "2025-01-20"),  # Nina left
        ({"leads": (OMAR,)}, "2025-01-22"),  # Omar's mail came back
        ({"leads": (NINA, OMAR)}, "2025-01-22"),  # the last of them
        ({"leads": ("gone@example.org",)}, "2025-01-06"),  # nobody knows since when
        ({"leads": (VICE,)}, None),  # merely away: in place
        ({"leads": (NINA, VICE)}, None),
        ({"leads": (), "ref": "1.1#1"}, None),  # a step's lead is its action's
        ({"leads": (), "target": None}, None),
        ({"leads": (), "status": Status.COMPLETE}, None),
    ],
)
def test_the_days_without_a_lead_count_from_what_is_traced(changed: dict[str, Any], since: str | None) -> None:
    directory = people(
        Person(email=NINA, name="Nina Marsh", left_on=date(2025, 1, 20)),
        Person(email=OMAR, name="Omar Reid", suspended="bounced", suspended_on=date(2025, 1, 22)),
        Person(email=VICE, name="Val Ames", away_from=date(2025, 1, 2), away_to=date(2025, 3, 28)),
    )
    promise = replace(commitment(JUNE, recorded_on=date(2025, 1, 6)), **changed)
    view = View(snapshot(promise, plan=FRESH, people=directory), Told(), Policy(), date(2025, 2, 3))

    found = without_lead_since(promise, view)

    assert found == (date.fromisoformat(since) if since else None)


def test_a_lead_who_said_that_it_is_not_theirs_leaves_it_without_one_from_that_day() -> None:
    said = an_answer(AnswerKind.NOT_MINE, NINA, on="2025-01-14", whom="somebody else")
    promise = commitment(JUNE, answered=fold_answers([said]), recorded_on=date(2025, 1, 6))
    view = View(snapshot(promise, plan=FRESH), Told(), Policy(), date(2025, 2, 3))

    assert without_lead_since(promise, view) == date(2025, 1, 14)


def test_a_lead_who_was_told_and_was_taken_off_later_counts_from_the_last_word_to_them() -> None:
    key = NoticeKey(
        commitment="plan/1.1", target="2025-06-30", kind=NoticeKind.REMINDER, slot=date(2025, 1, 17), person=NINA
    )
    told = Told((ToldNotice(key=key, accepted_on=date(2025, 1, 17)),))
    promise = commitment(JUNE, leads=(), recorded_on=date(2025, 1, 6))
    view = View(snapshot(promise, plan=FRESH), told, Policy(), date(2025, 2, 3))

    assert without_lead_since(promise, view) == date(2025, 1, 17)


def test_before_the_release_no_days_count() -> None:
    promise = commitment(JUNE, leads=())
    view = View(snapshot(promise, plan=replace(FRESH, released_on=None)), Told(), Policy(), date(2025, 2, 3))

    assert without_lead_since(promise, view) is None


def test_without_a_lead_the_co_ordinator_hears_at_once_and_the_chair_after_ten_working_days_and_weekly() -> None:
    register = snapshot(commitment(JUNE, leads=(), recorded_on=date(2025, 1, 6)), plan=FRESH)

    assert rows(register, "2025-01-06", "2025-01-31", kinds=STEPS) == [
        ("Mon 2025-01-06", "nobody leads", "1.1", SAM),
        ("Thu 2025-01-16", "chair's look", "1.1", SAM),
        ("Mon 2025-01-20", "chair", "1.1", CHAIR),  # 10 working days after Monday 6 January
        ("Thu 2025-01-23", "chair's look", "1.1", SAM),
        ("Mon 2025-01-27", "chair", "1.1", CHAIR),
        ("Thu 2025-01-30", "chair's look", "1.1", SAM),
    ]


def test_a_lead_who_bounced_is_the_co_ordinators_matter_for_ten_working_days() -> None:
    bounced = Person(email=OMAR, name="Omar Reid", suspended="bounced", suspended_on=date(2025, 1, 22))  # a Wednesday
    register = snapshot(commitment(JUNE, leads=(OMAR,)), people=people(bounced))

    assert rows(register, "2025-01-22", "2025-02-11", kinds=STEPS) == [
        ("Wed 2025-01-22", "nobody leads", "1.1", SAM),
        ("Thu 2025-02-06", "chair's look", "1.1", SAM),
        ("Mon 2025-02-10", "chair", "1.1", CHAIR),  # 10 working days are over on Wednesday 5 February
    ]


def test_the_chair_is_not_told_before_the_co_ordinator_that_nobody_leads_it() -> None:
    register = snapshot(commitment(JUNE, leads=(), recorded_on=date(2025, 1, 6)), plan=FRESH)

    assert rows(register, "2025-02-07", "2025-02-12", kinds=STEPS) == [  # Chaser was down for a month
        ("Fri 2025-02-07", "chair's look", "1.1", SAM),
        ("Fri 2025-02-07", "nobody leads", "1.1", SAM),
        ("Mon 2025-02-10", "chair", "1.1", CHAIR),
    ]


# Requests, and several reasons at once


def test_what_is_asked_is_first_and_the_rest_follows_in_one_notice() -> None:
    asked = an_answer(
        AnswerKind.NEW_DATE, NINA, on="2025-01-08", target=JUNE, is_request=True, beyond="it has moved 2 times already"
    )
    promise = replace(TWICE, target=DECEMBER, was=(NOVEMBER, NOVEMBER), answered=fold_answers([asked]))

    about = [each for each, _ in reasons_on("2025-01-13", snapshot(promise))]

    assert about == ["asked", "moved"]
    assert rows(snapshot(promise), "2025-01-09", "2025-01-13", kinds=CHAIRS) == [
        ("Mon 2025-01-13", "chair", "1.1", CHAIR)
    ]


def test_what_a_stand_in_asks_is_the_chairs_although_they_are_away() -> None:
    away = people(Person(email=CHAIR, name="Robin Hale", away_from=date(2025, 1, 1), away_to=date(2025, 1, 31)))
    asked = an_answer(AnswerKind.CLOSE, VICE, on="2025-01-08", words="Done", is_request=True, beyond="closing it")
    promise = replace(TWICE, answered=fold_answers([asked]))

    assert rows(snapshot(promise, people=away), "2025-01-09", "2025-01-13", kinds=CHAIRS) == [
        ("Mon 2025-01-13", "chair", "1.1", CHAIR),  # what the vice-chair asks
        ("Mon 2025-01-13", "chair", "1.1", VICE),  # that it moved
    ]


# Steps that are the board's own, and steps that change between two rounds


def after(**numbers: int) -> Policy:
    return Policy(steps=tuple(Step(to=StepTo(to), after=count) for to, count in {"lead": 0, **numbers}.items()))


def lived_with(first: Policy, then: Policy, register: Snapshot, *, changed_on: str) -> list[Row]:
    """A register through February, as one policy has it and, from a day on, as another does."""
    day, end, told, found = date(2025, 2, 3), date(2025, 2, 28), Told(), []
    while day <= end:
        policy = first if day < date.fromisoformat(changed_on) else then
        notices = [n for n in decide(register, told, policy, day).notices if n.key.kind in STEPS]
        told = Told((*told.notices, *(ToldNotice(key=n.key, accepted_on=day) for n in notices)))
        found += [(f"{day:%a %Y-%m-%d}", n.key.kind.value, n.ref, n.key.person) for n in notices]
        day += timedelta(days=1)
    return [row for row in found if row[1] in {"manager", "chair"}]


USUAL = after(manager=5, chair=10)
LATE = snapshot(commitment(JANUARY))  # Nina hears on Monday 3 February


def test_without_a_change_the_steps_are_these() -> None:
    assert lived_with(USUAL, USUAL, LATE, changed_on="2025-02-12") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


def test_shortened_steps_tell_nobody_twice_and_bring_forward_who_has_not_heard() -> None:
    assert lived_with(USUAL, after(manager=3, chair=5), LATE, changed_on="2025-02-12") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),  # by the old numbers, and not again by the new
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]
    assert lived_with(USUAL, after(manager=3, chair=4), LATE, changed_on="2025-02-06") == [
        ("Thu 2025-02-06", "manager", "1.1", MANAGER),  # 3 working days after Monday 3
        ("Mon 2025-02-10", "chair", "1.1", CHAIR),  # 4 are over on Friday 7
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


def test_lengthened_steps_keep_what_was_told_and_put_off_the_rest() -> None:
    assert lived_with(USUAL, after(manager=8, chair=14), LATE, changed_on="2025-02-11") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),  # 14 working days are over on Friday 21
    ]
    assert lived_with(USUAL, after(manager=12, chair=14), LATE, changed_on="2025-02-18") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


def test_a_step_taken_out_is_silent_and_put_back_goes_on_from_the_same_clock() -> None:
    assert lived_with(USUAL, after(manager=5), LATE, changed_on="2025-02-11") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER)
    ]
    assert lived_with(after(manager=5), USUAL, LATE, changed_on="2025-02-18") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Tue 2025-02-18", "chair", "1.1", CHAIR),  # Monday's mail is due again, and one working day over
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]
    assert lived_with(after(chair=10), USUAL, LATE, changed_on="2025-02-18") == [
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Tue 2025-02-18", "manager", "1.1", MANAGER),  # the step is there now, and its day is over
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


def test_without_a_step_for_the_chair_only_requests_go_there() -> None:
    asked = an_answer(
        AnswerKind.CLOSE, NINA, on="2025-01-31", words="Done elsewhere", is_request=True, beyond="closing it"
    )
    promise = replace(TWICE, target=JANUARY, answered=fold_answers([asked]))

    assert lived_with(after(manager=5), after(manager=5), snapshot(promise), changed_on="2025-02-11") == [
        ("Tue 2025-02-04", "chair", "1.1", CHAIR),  # the first look was on Monday
        ("Mon 2025-02-10", "chair", "1.1", CHAIR),
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


# Another agency's own board member


POLICE = replace(COG, members={"Sussex Police": VICE})


def led_by(organisation: str, *, manager: str = MANAGER, board: Board = POLICE, owner: str = "Council") -> Snapshot:
    """Something late that a person of an organisation leads, overseen by a board with a member from the police."""
    directory = people(
        Person(email=NINA, name="Nina Marsh", organisation=organisation, manager=manager),
        Person(email=SAM, name="Sam Ode", organisation=owner),
    )
    return snapshot(commitment(JANUARY), board=board, people=directory)


@pytest.mark.parametrize(
    ("register", "whom"),
    [
        (led_by("Sussex Police"), VICE),
        (led_by("SUSSEX POLICE", manager=""), VICE),
        (led_by("Sussex Police", owner=""), VICE),  # nobody said what Sam belongs to: another agency, as it is named
        (led_by("Council"), MANAGER),
        (led_by("Health"), MANAGER),  # no member of theirs is named
        (led_by(""), MANAGER),
        (led_by("Council", manager="", board=replace(COG, members={"Council": VICE})), VICE),  # no manager is set
        (led_by("Council", board=replace(COG, members={"Council": VICE})), MANAGER),
        (led_by("Health", manager=""), ""),
    ],
)
def test_another_agencys_lead_goes_to_its_own_board_member(register: Snapshot, whom: str) -> None:
    told = [
        (day, person) for day, _, _, person in rows(register, "2025-02-03", "2025-02-14", kinds=(NoticeKind.MANAGER,))
    ]

    assert told == ([("Mon 2025-02-10", whom)] if whom else [])


def test_a_member_who_has_left_or_leads_it_gives_way_to_the_line_manager() -> None:
    left = led_by("Sussex Police")
    left = replace(left, people={**left.people, VICE: Person(email=VICE, name="Val Ames", left_on=date(2025, 1, 1))})
    leading = replace(left, people=led_by("Sussex Police").people)
    leading = replace(leading, commitments=(replace(leading.commitments[0], leads=(NINA, VICE)),))

    for register in (left, leading):
        assert {row[3] for row in rows(register, "2025-02-03", "2025-02-14", kinds=(NoticeKind.MANAGER,))} == {MANAGER}


def test_the_next_board_meeting_does_not_change_what_the_chair_hears_between() -> None:
    register = replace(snapshot(commitment(JANUARY)), meetings=(meeting("2025-06-19"),), board_series={"cog": "cog"})

    assert rows(register, "2025-02-03", "2025-02-17", kinds=CHAIRS) == [("Mon 2025-02-17", "chair", "1.1", CHAIR)]


def test_another_agencys_board_member_is_asked_after_who_is_to_take_it_over() -> None:
    directory = people(Person(email=OMAR, name="Omar Reid", organisation="Sussex Police", manager=MANAGER))
    asked = an_answer(AnswerKind.REASSIGN, SAM, on="2025-01-06", whom=OMAR, is_request=True)
    promise = commitment(JUNE, answered=fold_answers([asked]))
    register = snapshot(promise, board=POLICE, people=directory)

    told = rows(register, "2025-01-07", "2025-01-17", kinds=(NoticeKind.TO_GRANT,))

    assert [row for row in told if row[3] != SAM] == [
        ("Tue 2025-01-07", "to grant", "1.1", OMAR),
        ("Mon 2025-01-13", "to grant", "1.1", VICE),  # the police's member, 5 working days after Monday 6
    ]


@pytest.mark.parametrize(("organisation", "parts"), [("Sussex Police", {Part.MANAGER}), ("Council", set())])
def test_a_board_member_may_answer_for_their_own_agencys_leads(organisation: str, parts: set[Part]) -> None:
    register = led_by(organisation)
    view = View(register, Told(), Policy(), date(2025, 2, 3))
    board = replace(POLICE, chair="", vice_chair="", members={"Sussex Police": OMAR})
    view = replace(view, snapshot=replace(register, boards={"cog": board}))

    assert parts_of(OMAR, register.commitments[0], view) == parts
