"""What is the chair's to hear, from which day on, and how often: each reason as a table of mails.

Mondays of early 2025: 6, 13, 20, 27 January; 3, 10, 17, 24 February; 3, 10 March. The co-ordinator, Sam, sees each
mail on the Thursday before. Nina leads and Mary manages her; Robin chairs.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.commitments import Snapshot
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.chair_reasons import chair_reasons, without_lead_since
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import (
    CHAIR,
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
from tests.scheduler.rules.chairs import rows

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
