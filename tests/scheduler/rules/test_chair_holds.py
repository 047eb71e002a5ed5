"""The next mail to the chair as the co-ordinator looks at it, and whether it may be held for a week.

Nina's action is late from Monday 3 February 2025; Sam sees it on Thursday 13, Robin reads it on Monday 17.
"""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.chair_words import ChairWord, ChairWordKind
from scheduler.plans.commitments import Snapshot
from scheduler.rules.chair_holds import ComingMail, coming_mail, why_not_hold
from scheduler.rules.policy import Policy
from scheduler.rules.working_days import WorkingDays
from tests.builders import COG, OMAR, commitment, in_month, snapshot
from tests.scheduler.rules.chairs import meeting, said_of
from tests.scheduler.rules.test_next_step import LATE, on_day

HOLD = said_of("2025-02-17", ChairWordKind.HOLD, "1.1", on="2025-02-13")
NOTHING = "Nothing goes to the chair: there is nothing to hold."


def coming(day: str, register: Snapshot | None = None, *words: ChairWord) -> ComingMail:
    found = coming_mail(COG, on_day(day, replace(register or snapshot(LATE), chair_words=words)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("today", "planned", "goes"),
    [
        ("Fri 2025-02-14", "Mon 2025-02-17", "Mon 2025-02-17"),
        ("Mon 2025-02-17", "Mon 2025-02-17", "Mon 2025-02-17"),  # before that morning's round
        ("Tue 2025-02-18", "Mon 2025-02-24", "Mon 2025-02-24"),  # after it went
    ],
)
def test_the_next_mail_is_the_one_still_to_go(today: str, planned: str, goes: str) -> None:
    mail = coming(today[4:])

    assert (f"{mail.planned.on:%a %Y-%m-%d}", f"{mail.goes_on:%a %Y-%m-%d}") == (planned, goes)
    assert [(each.commitment.ref, each.why_not) for each in mail.matters] == [("1.1", "")]
    assert mail.to_hold == ("plan/1.1",)


def test_nothing_is_in_it_while_nothing_is_the_chairs() -> None:
    unreleased = snapshot(LATE, plan=replace(snapshot(LATE).plans["plan"], released_on=None))
    headless = snapshot(LATE, board=replace(COG, chair="", vice_chair=""))

    for register in (snapshot(commitment(in_month(date(2025, 6, 30)))), unreleased, headless):
        assert coming("2025-02-14", register).matters == ()
        assert why_not_hold(coming("2025-02-14", register), "Away") == NOTHING


def test_where_no_working_day_is_ahead_there_is_no_next_mail() -> None:
    shut = Policy(calendar=WorkingDays(quiet_from=None, quiet_to=None))
    closed = frozenset(
        date.fromordinal(day) for day in range(date(2025, 2, 1).toordinal(), date(2027, 6, 1).toordinal())
    )
    view = on_day("2025-02-03", snapshot(LATE), replace(shut, calendar=WorkingDays(closed=closed)))

    assert coming_mail(COG, view) is None
    assert why_not_hold(None, "Away") == NOTHING


def test_a_mail_may_be_held_once_with_its_reason() -> None:
    assert why_not_hold(coming("2025-02-14"), "Being answered") == ""
    assert why_not_hold(coming("2025-02-14"), "  ") == "A hold is recorded with its reason: say --reason."
    assert why_not_hold(coming("2025-02-14", None, HOLD), "Again") == "It is held already, until next week."


def test_what_was_held_goes_and_only_what_is_new_can_be_held() -> None:
    after = coming("2025-02-20", None, HOLD)
    with_more = coming("2025-02-20", snapshot(LATE, commitment(LATE.target, ref="1.2")), HOLD)

    assert (after.kept_back, after.to_hold) == (frozenset({"plan/1.1"}), ())
    assert why_not_hold(after, "Again") == (
        "All of it was held last week, and nothing is held for two weeks: answer what is wrong, or add a line."
    )
    assert (with_more.to_hold, why_not_hold(with_more, "New")) == (("plan/1.2",), "")


def test_on_its_own_day_a_held_mail_gives_way_to_the_next() -> None:
    assert coming("2025-02-17", None, HOLD).planned.on == date(2025, 2, 24)


def test_an_exception_note_is_not_held() -> None:
    held = meeting("2025-02-27", papers="2025-02-21")  # the note goes on Tuesday 18 February
    register = snapshot(LATE, meetings=(held,), board_series={"cog": "cog"})

    mail = coming("2025-02-14", register)

    assert (mail.planned.on, mail.planned.meeting) == (date(2025, 2, 18), held)
    assert why_not_hold(mail, "Away") == (
        "An exception note has its day before the papers: answer what is wrong in it, or add a line."
    )


def test_a_chair_who_is_new_in_the_week_has_the_mail_at_once() -> None:
    view = on_day("2025-02-18", snapshot(LATE))  # Robin had it on Monday 17
    boards = {"cog": replace(COG, chair=OMAR)}

    mail = coming_mail(boards["cog"], replace(view, snapshot=replace(view.snapshot, boards=boards)))

    assert mail is not None
    assert (mail.planned.on, mail.goes_on) == (date(2025, 2, 17), date(2025, 2, 18))
    assert [each.head.to.person for each in mail.matters] == [OMAR]


def test_another_boards_plan_is_not_in_it() -> None:
    other = replace(COG, slug="other", name="Another board")
    register = snapshot(LATE)
    both = replace(register, boards={**register.boards, "other": other})

    found = coming_mail(other, on_day("2025-02-14", both))

    assert found is not None
    assert found.matters == ()
