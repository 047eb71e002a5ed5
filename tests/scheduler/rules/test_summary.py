"""The co-ordinator's weekly summary: counted lines with their commands, once a week, and none without matter.

January 2025 as it was: Mondays 6, 13, 20, 27.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Frequency
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Capacity
from scheduler.rules.summary import FromThePost, summary_lines, weekly_summary
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import COG, NINA, OMAR, PLAN, commitment, in_month, people, snapshot

JANUARY = in_month(date(2025, 1, 31))
MONDAY, TUESDAY = date(2025, 1, 13), date(2025, 1, 14)
QUIET = FromThePost()


def view(register: Snapshot, today: date = MONDAY, told: Told | None = None) -> View:
    return View(register, told or Told(), Policy(), today)


def lines(register: Snapshot, post: FromThePost = QUIET) -> list[str]:
    return list(summary_lines(COG, post, view(register)))


def asked(on: date) -> Answer:
    return Answer(
        at=datetime(on.year, on.month, on.day, 10, tzinfo=UTC),
        on=on,
        commitment="plan/1.1",
        kind=AnswerKind.NEW_DATE,
        who=NINA,
        recorded_by=NINA,
        road=Road.WEB,
        target=in_month(date(2025, 2, 28)),
        words="Police away",
        is_request=True,
    )


def test_nothing_is_said_where_there_is_nothing() -> None:
    register = snapshot(commitment(JANUARY))

    assert lines(register) == []
    assert weekly_summary(COG, QUIET, view(register)) is None


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ({"unconfirmed_leads": ("NM",)}, "1 action prints a lead nobody confirmed: chaser people unconfirmed"),
        ({"target": None}, "1 action has no target date: chaser answer PLAN REF new-date"),
        (
            {"status": Status.COMPLETE, "unverified": True},
            "1 completion is to be verified: chaser answer PLAN REF verify",
        ),
        (
            {"answered": fold_answers([asked(date(2025, 1, 3))])},
            "1 request waits for an answer, the oldest for 6 working days: chaser answer PLAN REF grant, or decline",
        ),
    ],
)
def test_each_matter_has_its_count_and_its_command(words: dict[str, Any], line: str) -> None:
    assert lines(snapshot(commitment(words.pop("target", JANUARY), **words))) == [line]


def test_what_waits_for_somebody_is_not_without_a_date() -> None:
    assert lines(snapshot(commitment(None, waiting_for="guidance"))) == []


def test_leads_without_mail_and_weekly_readers_are_counted_and_not_named() -> None:
    nina, omar = people()[NINA], people()[OMAR]
    directory = people(replace(nina, suspended="bounced"), replace(omar, digest=Frequency.WEEKLY))
    register = snapshot(commitment(JANUARY, leads=(NINA, OMAR)), people=directory)

    assert lines(register) == [
        "1 lead gets no mail, because it came back: chaser bounces list",
        "1 lead has chosen weekly digests: chaser people import",
    ]


def test_the_post_and_the_feeds_are_counted() -> None:
    assert lines(snapshot(commitment(JANUARY)), FromThePost(failed=2, resent=1, unread_feeds=3)) == [
        "2 mails could not be delivered this week: chaser outbox list",
        "1 mail went a second time this week: chaser outbox list --all",
        "3 calendar feeds were not read for 30 days: chaser feed list",
    ]


def led(*leads: tuple[str, ...]) -> list[Commitment]:
    return [commitment(JANUARY, ref=f"1.{number}", leads=each) for number, each in enumerate(leads, 1)]


def test_whoever_leads_a_third_of_a_plan_is_named_at_the_desk() -> None:
    others = [(f"person{number}@example.org",) for number in range(4)]
    six = snapshot(*led((NINA,), (NINA,), *others))
    seven = snapshot(*led((NINA,), (NINA,), *others, (OMAR,)))
    five = snapshot(*led((NINA,), (NINA,), *others[:3]))

    assert lines(six) == ["Nina Marsh leads 2 of the 6 open actions of plan: chaser answer PLAN REF reassign"]
    assert (lines(seven), lines(five)) == ([], [])


def test_steps_closed_plans_of_others_and_unreleased_ones_are_not_counted() -> None:
    step = commitment(None, ref="1.1#1")
    over = commitment(None, status=Status.COMPLETE)
    held = snapshot(commitment(None), plan=replace(PLAN, released_on=None))
    elsewhere = replace(COG, slug="other")

    assert lines(snapshot(step, over)) == []
    assert lines(held) == []
    assert list(summary_lines(elsewhere, QUIET, view(snapshot(commitment(None))))) == []


def test_it_goes_on_the_weeks_first_working_day_once() -> None:
    register = snapshot(commitment(None))
    first = weekly_summary(COG, QUIET, view(register))
    assert first is not None
    told = Told((ToldNotice(key=first.key, accepted_on=MONDAY),))
    after_a_holiday = weekly_summary(COG, QUIET, view(register, date(2025, 4, 22)))  # Easter Monday was the 21st

    assert (first.key.slot, first.key.person) == (MONDAY, COG.co_ordinator)
    assert weekly_summary(COG, QUIET, view(register, MONDAY, told)) is None
    assert weekly_summary(COG, QUIET, view(register, TUESDAY)) is None
    assert after_a_holiday is not None
    assert weekly_summary(COG, QUIET, view(register, date(2025, 4, 21))) is None


def test_two_of_a_kind_are_said_in_the_plural() -> None:
    nina, omar = people()[NINA], people()[OMAR]
    directory = people(
        replace(nina, suspended="bounced", digest=Frequency.WEEKLY),
        replace(omar, suspended="bounced", digest=Frequency.WEEKLY),
    )
    register = snapshot(
        commitment(None, unconfirmed_leads=("NM",), leads=(NINA, OMAR)),
        commitment(None, ref="1.2", unconfirmed_leads=("SP",)),
        commitment(JANUARY, ref="1.3", status=Status.COMPLETE, unverified=True),
        commitment(JANUARY, ref="1.4", status=Status.COMPLETE, unverified=True),
        commitment(JANUARY, ref="1.5", answered=fold_answers([asked(date(2025, 1, 3))])),
        commitment(JANUARY, ref="1.6", answered=fold_answers([asked(date(2025, 1, 8))])),
        people=directory,
    )

    assert lines(register, FromThePost(failed=1, resent=2, unread_feeds=1)) == [
        "2 actions print a lead nobody confirmed: chaser people unconfirmed",
        "2 actions have no target date: chaser answer PLAN REF new-date",
        "2 completions are to be verified: chaser answer PLAN REF verify",
        "2 requests wait for an answer, the oldest for 6 working days: chaser answer PLAN REF grant, or decline",
        "2 leads get no mail, because it came back: chaser bounces list",
        "2 leads have chosen weekly digests: chaser people import",
        "1 mail could not be delivered this week: chaser outbox list",
        "2 mails went a second time this week: chaser outbox list --all",
        "1 calendar feed was not read for 30 days: chaser feed list",
    ]


def test_the_notice_holds_every_line_and_is_the_boards() -> None:
    register = snapshot(commitment(None, unconfirmed_leads=("NM",)))

    assert weekly_summary(COG, QUIET, view(register)) == Notice(
        key=NoticeKey(
            commitment="board:cog", target="undated", kind=NoticeKind.SUMMARY, slot=MONDAY, person=COG.co_ordinator
        ),
        plan="",
        board="cog",
        ref="",
        capacity=Capacity.CO_ORDINATOR,
        reason="1 action prints a lead nobody confirmed: chaser people unconfirmed; "
        "1 action has no target date: chaser answer PLAN REF new-date",
    )


def test_the_weeks_first_working_day_is_the_boards_own() -> None:
    shut = Policy(calendars={"cog": WorkingDays(closed=frozenset({MONDAY}))})
    on = [View(snapshot(commitment(None)), Told(), shut, day) for day in (MONDAY, TUESDAY)]

    assert [weekly_summary(COG, QUIET, each) is not None for each in on] == [False, True]


def test_a_wait_that_ended_leaves_an_action_without_a_date() -> None:
    waits = replace(asked(date(2025, 1, 3)), kind=AnswerKind.WAITING, whom="the region", is_request=False)
    register = [
        snapshot(commitment(None, waiting_for="the region", answered=fold_answers([replace(waits, ends_on=day)])))
        for day in (MONDAY, date(2025, 1, 12))
    ]

    assert [lines(each) for each in register] == [
        [],
        ["1 action has no target date: chaser answer PLAN REF new-date"],
    ]


def test_a_steps_completion_is_verified_with_its_action_and_a_request_for_what_is_over_waits_for_nobody() -> None:
    step = commitment(JANUARY, ref="1.1#1", status=Status.COMPLETE, unverified=True)
    over = commitment(JANUARY, ref="1.2", status=Status.COMPLETE, answered=fold_answers([asked(date(2025, 1, 3))]))

    assert lines(snapshot(step, over)) == []


def test_a_small_plan_hides_no_other() -> None:
    small = [commitment(JANUARY, ref="1.1", plan="a", key="a/1.1")]
    large = [replace(each, plan="b") for each in led(*[(NINA,)] * 6)]
    register = replace(snapshot(*small, *large), plans={"a": replace(PLAN, slug="a"), "b": replace(PLAN, slug="b")})

    assert lines(register) == ["Nina Marsh leads 6 of the 6 open actions of b: chaser answer PLAN REF reassign"]


@pytest.mark.parametrize(
    ("today", "lived_on", "goes"),
    [
        ("Tue 2025-01-14", "Fri 2025-01-10", True),  # nothing was lived on Monday
        ("Thu 2025-01-16", "Fri 2025-01-10", True),
        ("Tue 2025-01-14", "Mon 2025-01-13", False),  # it had its day
        ("Sat 2025-01-18", "Fri 2025-01-10", False),  # no working day
        ("Wed 2025-04-23", "Mon 2025-04-21", True),  # Easter Monday was lived, Tuesday, on which it goes, was not
        ("Wed 2025-04-23", "Tue 2025-04-22", False),
    ],
)
def test_where_its_day_was_missed_it_goes_on_the_next_working_day_that_is_lived(
    today: str, lived_on: str, goes: bool
) -> None:
    days = [date.fromisoformat(day[4:]) for day in (today, lived_on)]
    assert [f"{day:%a}" for day in days] == [today[:3], lived_on[:3]]

    found = weekly_summary(COG, QUIET, view(snapshot(commitment(None)), days[0]), lived_on=days[1])

    assert (found is not None) is goes


def test_caught_up_it_goes_once_a_week() -> None:
    register, friday = snapshot(commitment(None)), date(2025, 1, 10)
    caught_up = weekly_summary(COG, QUIET, view(register, TUESDAY), lived_on=friday)
    assert caught_up is not None
    told = Told((ToldNotice(key=caught_up.key, accepted_on=TUESDAY),))

    assert caught_up.key.slot == MONDAY
    assert weekly_summary(COG, QUIET, view(register, date(2025, 1, 15), told), lived_on=friday) is None
