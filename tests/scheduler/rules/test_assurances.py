"""Standing commitments: what is complete and comes round is asked about once a period, and never called late.

The plan says on Wednesday 13 November 2024 that the action is complete; that covers the quarter to 31 December.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.boards import Meeting
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Frequency, Person
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.answered import fold_answers
from scheduler.rules.assurances import about_assurances, asked_period, coming_period, how_often
from scheduler.rules.explain import explain
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import NINA, SAM, commitment, live, people, snapshot
from tests.scheduler.rules.test_undated import meeting

SINCE = date(2024, 11, 13)
DONE = commitment(
    None,
    status=Status.COMPLETE,
    recurrence=Recurrence.QUARTERLY,
    complete_since=SINCE,
    title="Managers come together quarterly",
)
PAPER = replace(DONE, title="COG to receive information on all cases")
QUESTION = "it is complete and comes round every quarter; one line is asked for the quarter to 31 March 2025"


def said(kind: AnswerKind, on: date, who: str = NINA, **words: Any) -> Answer:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    made = Answer(at=at, on=on, commitment="plan/1.1", kind=kind, who=who, recorded_by=SAM, road=Road.DESK)
    return replace(made, **words)


def after(promise: Commitment, *answers: Answer) -> Commitment:
    return replace(promise, answered=fold_answers(answers))


def told(
    promise: Commitment,
    start: date = date(2024, 11, 14),
    end: date = date(2025, 7, 31),
    *,
    meetings: tuple[Meeting, ...] = (),
    directory: dict[str, Person] | None = None,
) -> list[tuple[str, str, str]]:
    register = snapshot(promise, people=directory or people(), meetings=meetings, board_series={"cog": "cog"})
    return [
        (f"{day:%a %Y-%m-%d}", notice.key.kind.value, notice.key.person)
        for day, decisions in live(register, start, end).items()
        for notice in decisions.notices
    ]


def test_the_lead_is_asked_once_a_quarter_and_the_co_ordinator_hears_that_no_line_came() -> None:
    assert told(DONE) == [
        ("Mon 2025-03-17", "assurance", NINA),  # 14 days before Monday 31 March
        ("Mon 2025-04-07", "unassured", SAM),  # the fifth working day of April
        ("Mon 2025-06-16", "assurance", NINA),  # 14 days before Monday 30 June
        ("Mon 2025-07-07", "unassured", SAM),
    ]


def test_the_question_says_why_and_for_which_period() -> None:
    [notice] = live(snapshot(DONE), date(2025, 3, 17), date(2025, 3, 17))[date(2025, 3, 17)].notices

    assert (notice.reason, notice.key.slot) == (QUESTION, date(2025, 3, 31))


def test_a_line_that_came_ends_the_question_of_its_period_alone() -> None:
    assured = after(DONE, said(AnswerKind.ASSURANCE, date(2025, 3, 4), about_on=date(2025, 3, 31)))

    assert told(assured, end=date(2025, 6, 30)) == [("Mon 2025-06-16", "assurance", NINA)]


@pytest.mark.parametrize(
    ("every", "first"),
    [
        (Recurrence.MONTHLY, "Mon 2024-12-23"),  # 7 days before 31 December is Tuesday 24, a quiet day
        (Recurrence.QUARTERLY, "Mon 2025-03-17"),
        (Recurrence.ANNUAL, "Wed 2025-12-17"),  # 2024 holds the completion
        (Recurrence.FORTNIGHTLY, "Fri 2024-11-29"),  # the fortnight of Monday 11 November holds the completion
    ],
)
def test_the_period_of_the_completion_is_covered_and_the_next_is_the_first_asked(every: Recurrence, first: str) -> None:
    assert told(replace(DONE, recurrence=every), end=date(2025, 12, 31))[0] == (first, "assurance", NINA)


def test_a_person_who_reads_weekly_is_asked_on_the_weeks_first_working_day() -> None:
    weekly = replace(people()[NINA], digest=Frequency.WEEKLY)
    yearly = replace(DONE, recurrence=Recurrence.ANNUAL)

    assert told(yearly, end=date(2026, 1, 4), directory=people(weekly)) == [("Mon 2025-12-22", "assurance", NINA)]


def test_what_nobody_leads_is_asked_of_the_co_ordinator_alone() -> None:
    assert told(replace(DONE, leads=()), end=date(2025, 5, 1)) == [("Mon 2025-03-17", "assurance", SAM)]


def test_a_claim_that_waits_for_its_verification_is_asked_nothing() -> None:
    claimed = after(replace(DONE, unverified=True), said(AnswerKind.COMPLETE, SINCE, evidence="Minutes"))

    assert "assurance" not in {kind for _, kind, _ in told(claimed)}


def test_a_completion_that_the_plan_alone_reports_is_asked_about_though_nobody_verified_it() -> None:
    assert told(replace(DONE, unverified=True), end=date(2025, 4, 1)) == [
        ("Thu 2024-11-14", "to verify", SAM),
        ("Mon 2025-03-17", "assurance", NINA),
    ]


def test_neither_what_is_open_nor_what_does_not_recur_is_asked() -> None:
    assert told(replace(DONE, recurrence=None)) == []
    assert told(replace(DONE, status=Status.ONGOING, complete_since=None)) == []


def test_somebodys_word_makes_and_ends_a_standing_commitment() -> None:
    each_month = said(AnswerKind.STANDING, date(2025, 2, 10), SAM, every=Recurrence.MONTHLY)
    ended = said(AnswerKind.END_STANDING, date(2025, 2, 24), SAM)

    monthly = after(replace(DONE, recurrence=None), each_month)
    assert told(monthly, start=date(2025, 2, 11), end=date(2025, 3, 3)) == [("Fri 2025-02-21", "assurance", NINA)]
    assert told(after(DONE, ended)) == []


def test_an_unreleased_plan_asks_nobody() -> None:
    register = snapshot(DONE)
    held = replace(register, plans={"plan": replace(register.plans["plan"], released_on=None)})

    kinds = {n.key.kind.value for d in live(held, date(2025, 3, 14), date(2025, 3, 21)).values() for n in d.notices}
    assert kinds == {"first look", "held"}


# Quarterly with a board means each of its meetings: Thursday 20 March, papers Thursday 13 March; Thursday 19 June.
MARCH = meeting(date(2025, 3, 20), papers_on=date(2025, 3, 13))
JUNE = meeting(date(2025, 6, 19))


def test_quarterly_with_a_board_is_asked_before_each_meeting_and_once_after_it() -> None:
    assert told(PAPER, meetings=(MARCH, JUNE), end=date(2025, 6, 30)) == [
        ("Thu 2025-02-27", "assurance", NINA),  # 14 days before the papers
        ("Fri 2025-03-21", "presented", NINA),
        ("Thu 2025-03-27", "unassured", SAM),  # five working days after the meeting
        ("Thu 2025-06-05", "assurance", NINA),  # 14 days before a meeting without a paper day
        ("Fri 2025-06-20", "presented", NINA),
        ("Thu 2025-06-26", "unassured", SAM),
    ]


def test_what_a_meeting_heard_is_assured_for_it() -> None:
    heard = after(PAPER, said(AnswerKind.PRESENTED, date(2025, 3, 20), about_on=date(2025, 3, 20)))

    assert told(heard, meetings=(MARCH,), start=date(2025, 3, 3)) == []


def test_without_known_meetings_quarters_are_calendar_quarters() -> None:
    assert told(PAPER, end=date(2025, 4, 1)) == [("Mon 2025-03-17", "assurance", NINA)]


def test_explain_tells_what_was_asked_and_what_comes_next() -> None:
    story = explain(DONE, snapshot(DONE), Told(), Policy(), date(2025, 3, 18))

    chapters = {chapter.heading: chapter.sentences for chapter in story.chapters}
    assert chapters["What lasts"] == (
        "It is complete and comes round every quarter.",
        "One line was asked for the quarter to 31 March 2025 from Monday 17 March 2025 on: no line came yet.",
        "The next line is asked for on Monday 16 June 2025, for the quarter to 30 June 2025.",
    )
    assert chapters["Tuesday 18 March 2025"] == ("Nobody is told: it is complete.", f"Nina Marsh is told: {QUESTION}.")
    paper = explain(PAPER, snapshot(PAPER, meetings=(MARCH,), board_series={"cog": "cog"}), Told(), Policy(), SINCE)
    assert paper.chapters[3].sentences[0] == "It is complete and comes round at each meeting of Chief Officer Group."


def test_a_morning_after_silence_asks_late_and_once() -> None:
    register = snapshot(DONE)
    away = frozenset(date(2025, 3, day) for day in range(10, 27))
    lived = live(register, date(2025, 3, 3), date(2025, 3, 31), down=away)

    assert [f"{day:%a %d}" for day, d in lived.items() if d.notices] == ["Thu 27"]


def test_after_the_last_known_meeting_nothing_is_said_of_a_next_one() -> None:
    register = snapshot(PAPER, meetings=(MARCH,), board_series={"cog": "cog"})
    story = explain(PAPER, register, Told(), Policy(), date(2025, 3, 3))

    lasting = next(chapter.sentences for chapter in story.chapters if chapter.heading == "What lasts")
    assert lasting == (
        "It is complete and comes round at each meeting of Chief Officer Group.",
        "One line was asked for Chief Officer Group on Thursday 20 March 2025 from Thursday 27 February 2025 on: "
        "no line came yet.",
    )


def test_what_does_not_recur_has_no_period() -> None:
    once = replace(DONE, recurrence=None)

    assert coming_period(once, View(snapshot(once), Told(), Policy(), SINCE)) is None


def view_on(promise: Commitment, day: date, *meetings: Meeting, told: tuple[ToldNotice, ...] = ()) -> View:
    register = snapshot(promise, meetings=meetings, board_series={"cog": "cog"})
    return View(register, Told(told), Policy(), day)


def test_on_the_day_of_a_question_the_coming_period_is_the_one_after_it() -> None:
    view = view_on(DONE, date(2025, 3, 17))
    asked, coming = asked_period(DONE, view), coming_period(DONE, view)

    assert (asked and asked.ends_on, coming and coming.ends_on) == (date(2025, 3, 31), date(2025, 6, 30))


def test_what_does_not_recur_comes_round_in_no_words() -> None:
    once = replace(DONE, recurrence=None)

    assert how_often(once, view_on(once, SINCE)) == ""


def test_the_co_ordinator_hears_for_which_period_no_line_came() -> None:
    monday = date(2025, 4, 7)
    asked = NoticeKey(
        commitment="plan/1.1", target="undated", kind=NoticeKind.ASSURANCE, slot=date(2025, 3, 31), person=NINA
    )
    told_then = (ToldNotice(key=asked, accepted_on=date(2025, 3, 17)),)
    presented = (ToldNotice(key=replace(asked, kind=NoticeKind.PRESENTED), accepted_on=date(2025, 4, 1)),)
    by_desk = (ToldNotice(key=replace(asked, person=SAM), accepted_on=date(2025, 3, 17)),)

    [_, unassured] = about_assurances(DONE, view_on(DONE, monday, told=told_then))

    assert (unassured.reason, unassured.key.slot, unassured.key.person) == (
        "no line came for the quarter to 31 March 2025; the next question goes as usual",
        date(2025, 3, 31),
        SAM,
    )
    for others in (presented, by_desk):
        assert [n.key.kind for n in about_assurances(DONE, view_on(DONE, monday, told=others))] == [
            NoticeKind.ASSURANCE
        ]


@pytest.mark.parametrize(
    ("since", "asked"),
    [
        (date(2024, 12, 31), date(2025, 3, 31)),
        (date(2025, 1, 1), None),  # the quarter's first day: the whole quarter is covered
    ],
)
def test_a_completion_on_a_periods_first_day_covers_it(since: date, asked: date | None) -> None:
    done = replace(DONE, complete_since=since)
    period = asked_period(done, view_on(done, date(2025, 3, 31)))

    assert (period.ends_on if period else None) == asked


def test_a_completion_on_the_day_of_a_meetings_question_covers_that_meeting() -> None:
    thursday = date(2025, 2, 27)  # 14 days before the papers of Thursday 13 March
    for since, asked in ((date(2025, 2, 26), MARCH.on), (thursday, None)):
        done = replace(PAPER, complete_since=since)
        period = asked_period(done, view_on(done, thursday, MARCH))
        assert (period.ends_on if period else None) == asked


def test_somebodys_word_on_the_last_day_of_a_period_asks_for_that_period() -> None:
    each_month = said(AnswerKind.STANDING, date(2025, 3, 31), SAM, every=Recurrence.MONTHLY)
    promise = after(replace(DONE, recurrence=None), each_month)
    period = asked_period(promise, view_on(promise, date(2025, 3, 31)))

    assert (period.ends_on if period else None) == date(2025, 3, 31)
