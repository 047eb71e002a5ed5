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
from scheduler.rules.policy import Policy
from scheduler.rules.summary import FromThePost, summary_lines, weekly_summary
from scheduler.rules.told import Told, ToldNotice
from scheduler.rules.view import View
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
