"""Each reason for the chair with its words and the first day on which a mail may carry it.

Nina's action was due on Friday 31 January 2025 and is late from Monday 3 February; Mary manages her; Robin chairs.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import Answered, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.rules.answered import fold_answers
from scheduler.rules.chair_reasons import (
    About,
    ChairReason,
    chair_reasons,
    holds_already,
    is_late_by,
    told_without_lead,
    without_lead_since,
)
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import CHAIR, MANAGER, NINA, OMAR, PLAN, SAM, commitment, in_month, on_day, people, snapshot
from tests.scheduler.rules.answering import an_answer, new_date
from tests.scheduler.rules.chairs import meeting

NOVEMBER, DECEMBER, JANUARY = in_month(date(2024, 11, 30)), in_month(date(2024, 12, 31)), in_month(date(2025, 1, 31))
JUNE = in_month(date(2025, 6, 30))
LATE, FAR = commitment(JANUARY), commitment(JUNE)
MONDAY = date(2025, 2, 3)
TEN_DAYS = "10 working days since the lead was told"
AT_ONCE = Policy(steps=(Step(to=StepTo.LEAD, after=0), Step(to=StepTo.CHAIR, after=0)))


def told(kind: NoticeKind, slot: date, on: date | None, person: str = NINA, target: str = "2025-01-31") -> ToldNotice:
    key = NoticeKey(commitment="plan/1.1", target=target, kind=kind, slot=slot, person=person)
    return ToldNotice(key=key, accepted_on=on)


HEARD = told(NoticeKind.LATE, MONDAY, MONDAY)


def view(promise: Commitment, today: date, *notices: ToldNotice, policy: Policy | None = None, **register: Any) -> View:
    return View(snapshot(promise, **register), Told(notices), policy or Policy(), today)


def reasons(
    promise: Commitment, today: date, *notices: ToldNotice, by: date | None = None, whole: bool = False, **world: Any
) -> list[ChairReason]:
    seen = view(promise, today, *notices, **world)
    return list(chair_reasons(promise, seen, by=by or today, whole=whole))


def late(from_on: date, words: str = TEN_DAYS) -> ChairReason:
    return ChairReason(about=About.LATE, words=words, from_on=from_on)


@pytest.mark.parametrize(
    ("notices", "from_on"),
    [
        ((HEARD, told(NoticeKind.MANAGER, date(2025, 2, 10), date(2025, 2, 10), MANAGER)), date(2025, 2, 17)),
        ((HEARD, told(NoticeKind.MANAGER, date(2025, 2, 10), date(2025, 2, 18), MANAGER)), date(2025, 2, 19)),
        ((HEARD,), date(2025, 3, 4)),  # the manager hears today at the earliest: Monday 3 March
    ],
)
def test_late_is_ripe_after_ten_working_days_and_after_the_manager(
    notices: tuple[ToldNotice, ...], from_on: date
) -> None:
    today = date(2025, 3, 3)

    assert reasons(LATE, today, *notices, by=date(2025, 3, 10)) == [late(from_on)]


def test_without_a_manager_late_is_ripe_after_ten_working_days_alone() -> None:
    omars = replace(LATE, leads=(OMAR,))

    assert reasons(omars, date(2025, 2, 17), replace(HEARD, key=replace(HEARD.key, person=OMAR))) == [
        late(date(2025, 2, 17))
    ]


def test_before_it_is_late_the_days_count_from_the_day_on_which_it_will_be() -> None:
    thursday, omars = date(2025, 1, 30), replace(LATE, leads=(OMAR,))

    assert reasons(omars, thursday, by=date(2025, 2, 17)) == [late(date(2025, 2, 17))]
    assert reasons(omars, thursday, by=date(2025, 2, 14)) == []


def test_what_has_no_target_date_is_never_late() -> None:
    assert reasons(commitment(None), MONDAY) == []


def test_a_step_without_days_is_ripe_on_the_day_after_the_lead_heard() -> None:
    friday = told(NoticeKind.LATE, MONDAY, date(2025, 2, 7))

    assert reasons(LATE, date(2025, 2, 10), friday, policy=AT_ONCE) == [
        late(date(2025, 2, 8), "0 working days since the lead was told")
    ]


def test_on_the_first_day_late_it_may_be_ripe_where_a_holiday_was_taken_back() -> None:
    before = told(NoticeKind.LATE, date(2025, 1, 31), date(2025, 1, 31))

    assert reasons(LATE, MONDAY, before, policy=AT_ONCE) == [
        late(date(2025, 2, 1), "0 working days since the lead was told")
    ]


def test_what_the_chair_has_heard_in_an_earlier_week_is_still_late() -> None:
    manager = told(NoticeKind.MANAGER, date(2025, 2, 10), date(2025, 2, 10), MANAGER)
    chair = told(NoticeKind.CHAIR, date(2025, 2, 17), date(2025, 2, 17), CHAIR)

    assert reasons(LATE, date(2025, 2, 21), HEARD, manager, chair) == [late(date(2025, 2, 17))]
    assert reasons(LATE, date(2025, 2, 24), HEARD, manager, chair) == [
        late(date(2025, 2, 17), "still late; a decision is waiting")
    ]


def test_a_lead_who_leaves_to_day_and_one_who_leaves_tomorrow() -> None:
    tomorrow = people(Person(email=NINA, name="Nina Marsh", left_on=date(2025, 2, 18)))

    assert reasons(LATE, date(2025, 2, 17), HEARD, people=tomorrow) == [late(date(2025, 2, 17))]


WAITS = replace(an_answer(AnswerKind.WAITING, NINA, whom="the region"), ends_on=date(2025, 2, 11))
WAITING = replace(LATE, waiting_for="the region", answered=fold_answers([WAITS]))


def test_waiting_past_its_date_is_ripe_the_day_after_the_lead_heard_that_it_is_late() -> None:
    reminded = told(NoticeKind.REMINDER, date(2025, 1, 24), date(2025, 1, 24))
    waiting = ChairReason(about=About.WAITING, words="it is waiting, past its target date", from_on=date(2025, 2, 4))

    assert reasons(WAITING, date(2025, 1, 30), by=date(2025, 2, 10)) == [waiting]  # where all goes on as it is
    assert reasons(WAITING, date(2025, 2, 10), reminded, HEARD) == [waiting]
    assert reasons(WAITING, date(2025, 2, 11), reminded, HEARD) == [waiting]
    assert reasons(WAITING, date(2025, 2, 12), HEARD) == []  # it waits no more, and ten days are not over


ASKED = replace(new_date(on_day(date(2025, 2, 7)), on=date(2025, 1, 6)), is_request=True)
BEYOND = replace(ASKED, beyond="it has moved 1 time already")


def asked(from_on: date, words: str) -> ChairReason:
    return ChairReason(about=About.ASKED, words=words, from_on=from_on, head=CHAIR)


SAID = "Nina Marsh asks for a new date, on Friday 7 February 2025: Police away"
DECIDES = "Robin Hale, for Chief Officer Group, decides; unanswered, it goes on"


def test_a_request_is_the_chairs_from_the_day_after_it_was_asked_or_from_when_it_went_up() -> None:
    theirs = replace(FAR, answered=fold_answers([BEYOND]))
    went_up = replace(FAR, answered=fold_answers([ASKED]))
    the_board = "Chief Officer Group, at its next meeting"

    assert reasons(theirs, date(2025, 1, 7)) == [
        asked(date(2025, 1, 7), f"{SAID}; it has moved 1 time already; {DECIDES} Monday 13 January 2025 to {the_board}")
    ]
    assert reasons(theirs, date(2025, 1, 6)) == []
    assert reasons(went_up, date(2025, 1, 9), by=date(2025, 1, 13)) == [
        asked(date(2025, 1, 13), f"{SAID}; {DECIDES} Monday 20 January 2025 to {the_board}")
    ]
    assert reasons(went_up, date(2025, 1, 9)) == []


def test_a_request_waits_for_the_day_after_the_plans_release() -> None:
    theirs = replace(FAR, answered=fold_answers([BEYOND]))
    released = replace(PLAN, released_on=date(2025, 1, 8))

    [found] = reasons(theirs, date(2025, 1, 10), plan=released)
    assert found.from_on == date(2025, 1, 9)


def test_a_request_without_its_day_is_nobodys_turn() -> None:
    assert reasons(replace(FAR, answered=Answered(request=BEYOND)), date(2025, 1, 10)) == []


def test_what_is_raised_is_in_the_note_of_its_meeting_up_to_that_day() -> None:
    march = meeting("2025-03-20", papers="2025-03-14")  # whose note goes on Tuesday 11 March
    raise_it = replace(an_answer(AnswerKind.RAISE, CHAIR), meeting=march.uid, ends_on=march.on)
    promise = replace(FAR, answered=fold_answers([raise_it]))
    world: dict[str, Any] = {"meetings": (march,), "board_series": {"cog": "cog"}}
    raised = ChairReason(
        about=About.RAISED,
        words="it is to be raised at Chief Officer Group on Thursday 20 March 2025",
        from_on=date(2025, 3, 11),
    )

    days = (date(2025, 3, 10), date(2025, 3, 11), date(2025, 3, 20), date(2025, 3, 21))
    assert [reasons(promise, day, whole=True, **world) for day in days] == [[], [raised], [raised], []]
    assert reasons(promise, date(2025, 3, 11), **world) == []


def test_a_second_move_is_told_from_the_day_after_it_and_once() -> None:
    moved = replace(FAR, was=(NOVEMBER, DECEMBER), moved_on=date(2025, 2, 10))
    mail = told(NoticeKind.CHAIR, date(2025, 2, 10), date(2025, 2, 10), CHAIR, "2025-06-30")
    reason = ChairReason(
        about=About.MOVED,
        words="its target date has moved 2 times; at first it was due by the end of November 2024",
        from_on=date(2025, 2, 11),
    )

    assert reasons(moved, date(2025, 2, 10)) == []
    assert reasons(moved, date(2025, 2, 11)) == [reason]
    assert reasons(moved, date(2025, 2, 17), mail) == []  # a mail of the day of the move spoke of it
    assert reasons(moved, date(2025, 2, 17), mail, whole=True) == [reason]


UNLED = replace(FAR, leads=(), recorded_on=MONDAY)
TOLD_THE_DESK = told(NoticeKind.NOBODY_LEADS, MONDAY, date(2025, 2, 5), SAM, "2025-06-30")
EARLIER = told(NoticeKind.NOBODY_LEADS, date(2025, 1, 6), date(2025, 1, 6), SAM, "2025-06-30")
REMINDED = told(NoticeKind.REMINDER, MONDAY, MONDAY, SAM, "2025-06-30")


def test_no_lead_is_ripe_after_ten_working_days_and_after_the_co_ordinator_heard() -> None:
    words = "no lead who can be reached since Monday 3 February 2025"

    assert reasons(UNLED, date(2025, 2, 17), TOLD_THE_DESK) == [
        ChairReason(about=About.NO_LEAD, words=words, from_on=date(2025, 2, 17))
    ]
    assert reasons(UNLED, date(2025, 2, 17)) == []  # the co-ordinator hears today
    assert reasons(UNLED, date(2025, 2, 14), TOLD_THE_DESK) == []


@pytest.mark.parametrize(
    ("notices", "on"),
    [
        ((), None),
        ((TOLD_THE_DESK,), date(2025, 2, 5)),
        ((REMINDED, TOLD_THE_DESK), date(2025, 2, 5)),  # a reminder does not say that nobody leads it
        (
            (told(NoticeKind.NOBODY_LEADS, date(2025, 1, 6), date(2025, 1, 6), SAM, "2025-06-30"),),
            None,
        ),  # an earlier gap
        ((told(NoticeKind.NOBODY_LEADS, MONDAY, None, SAM, "2025-06-30"),), None),
        ((told(NoticeKind.NOT_MINE, MONDAY, date(2025, 2, 4), SAM, "2025-06-30"), TOLD_THE_DESK), date(2025, 2, 4)),
    ],
)
def test_when_the_co_ordinator_was_told_that_nobody_leads_it(notices: tuple[ToldNotice, ...], on: date | None) -> None:
    assert told_without_lead(UNLED, view(UNLED, date(2025, 2, 17), *notices)) == on
    assert without_lead_since(UNLED, view(UNLED, date(2025, 2, 17), *notices)) == MONDAY


@pytest.mark.parametrize(
    ("promise", "holds"),
    [
        (LATE, False),
        (FAR, False),
        (replace(FAR, was=(NOVEMBER,)), False),
        (replace(FAR, was=(NOVEMBER, DECEMBER)), True),
        (UNLED, True),
        (replace(FAR, answered=fold_answers([BEYOND])), True),
        (replace(FAR, answered=fold_answers([replace(an_answer(AnswerKind.RAISE, CHAIR), meeting="m")])), True),
        (replace(FAR, answered=fold_answers([an_answer(AnswerKind.NOTED, CHAIR)])), False),
    ],
)
def test_anything_but_lateness_is_known_beforehand(promise: Commitment, holds: bool) -> None:
    assert holds_already(promise, view(promise, date(2025, 2, 17))) is holds


def test_it_is_late_by_its_first_working_day_and_not_the_day_before() -> None:
    world = view(LATE, date(2025, 1, 6))

    assert [is_late_by(day, LATE, world) for day in (date(2025, 2, 2), MONDAY, date(2025, 2, 4))] == [
        False,
        True,
        True,
    ]
    assert is_late_by(MONDAY, commitment(None), view(commitment(None), MONDAY)) is False
