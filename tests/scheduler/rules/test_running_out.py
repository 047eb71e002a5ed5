"""A completion that runs out comes back before its last day; the plan's own words of it are only proposed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.decide import decide
from scheduler.rules.explain import explain
from scheduler.rules.policy import Policy
from scheduler.rules.running_out import about_running_out, as_it_stands, comes_back_on, last_day, proposal_of
from scheduler.rules.told import Told
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import NINA, SAM, commitment, in_month, live, on_day, snapshot

CALENDAR, POLICY = WorkingDays(), Policy()
DONE_ON, LAST = date(2024, 1, 15), date(2024, 7, 15)  # a Monday, and a Monday six months later
TARGET = in_month(date(2024, 1, 31))
FUNDED = commitment(
    TARGET, title="Secure a worker", progress="Jan 24 – 6 months funding", status=Status.COMPLETE,
    completed_on=DONE_ON, complete_since=DONE_ON, recorded_on=date(2023, 9, 1),
)  # fmt: skip


def said(kind: AnswerKind, on: date = DONE_ON, who: str = NINA, **words: Any) -> Answer:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    made = Answer(at=at, on=on, commitment="plan/1.1", kind=kind, who=who, recorded_by=SAM, road=Road.DESK)
    return replace(made, **words)


def after(*answers: Answer) -> Commitment:
    return replace(FUNDED, answered=fold_answers(answers))


CLAIM = said(AnswerKind.COMPLETE, until=LAST)
VERIFIED = said(AnswerKind.VERIFY, who=SAM)


@pytest.mark.parametrize(
    ("answers", "last"),
    [
        ([CLAIM], LAST),
        ([CLAIM, VERIFIED], LAST),
        ([said(AnswerKind.COMPLETE), replace(VERIFIED, until=LAST)], LAST),
        ([said(AnswerKind.COMPLETE), VERIFIED, said(AnswerKind.RUNS_OUT, who=SAM, until=LAST)], LAST),
        ([CLAIM, said(AnswerKind.RUNS_OUT, who=SAM)], None),  # it lasts after all
        ([CLAIM, said(AnswerKind.RETURN, who=SAM)], None),
        ([CLAIM, VERIFIED, said(AnswerKind.COMPLETE)], None),  # complete anew, for good
        ([], None),
    ],
    ids=["claim", "claim verified", "at verify", "by itself", "never", "returned", "anew", "nobody"],
)
def test_the_last_day_is_the_latest_word_on_it(answers: list[Answer], last: date | None) -> None:
    assert last_day(after(*answers)) == last


def test_it_comes_back_28_days_before_its_last_day_with_that_day_as_its_target() -> None:
    promise = after(CLAIM, VERIFIED)

    assert f"{comes_back_on(promise, POLICY, CALENDAR):%a %Y-%m-%d}" == "Mon 2024-06-17"
    assert as_it_stands(promise, POLICY, CALENDAR, date(2024, 6, 16)) == promise
    back = as_it_stands(promise, POLICY, CALENDAR, date(2024, 6, 17))
    assert back.target is not None
    assert (back.status, back.target.due_on, back.target.words) == (
        Status.IN_PROGRESS,
        LAST,
        "complete until 15 July 2024",
    )
    assert back.came_back == "it was complete, and that runs out on Monday 15 July 2024"


def test_its_ladder_is_that_of_a_named_day_and_says_why_it_came_back() -> None:
    told = []
    notices: list[Any] = []
    for day in (date(2024, 6, 14), date(2024, 6, 17), date(2024, 7, 1), date(2024, 7, 8), date(2024, 7, 15)):
        register = snapshot(as_it_stands(after(CLAIM, VERIFIED), POLICY, CALENDAR, day))
        notices = list(decide(register, Told(), POLICY, day).notices)
        told += [(f"{day:%a %Y-%m-%d}", n.key.kind.value, n.reason) for n in notices]

    why = "it was complete, and that runs out on Monday 15 July 2024"
    assert told == [
        ("Mon 2024-06-17", "reminder", f"28 days before its due day; {why}"),
        ("Mon 2024-07-01", "reminder", f"14 days before its due day; {why}"),
        ("Mon 2024-07-08", "reminder", f"7 days before its due day; {why}"),
        ("Mon 2024-07-15", "reminder", f"due today; {why}"),
    ]


def test_without_rungs_it_comes_back_on_its_last_day() -> None:
    assert comes_back_on(after(CLAIM), replace(POLICY, day_rungs=()), CALENDAR) == LAST


def test_what_is_closed_or_open_does_not_come_back() -> None:
    closed = after(CLAIM, VERIFIED, said(AnswerKind.CLOSE, who="chair@example.org"))

    assert comes_back_on(closed, POLICY, CALENDAR) is None
    assert comes_back_on(replace(after(CLAIM), status=Status.IN_PROGRESS), POLICY, CALENDAR) is None


@pytest.mark.parametrize(
    ("words", "proposed", "last"),
    [
        ("Jan 24 – 6 months funding", "6 months funding", LAST),
        ("six months' funding", "six months' funding", LAST),
        ("a 12-month pilot", "12-month pilot", date(2025, 1, 15)),
        ("eighteen months of funding", "eighteen months of funding", date(2025, 7, 15)),
        ("The post is funded for two years", "funded for two years", date(2026, 1, 15)),
        ("Funding agreed until March 2025", "Funding agreed until March 2025", None),
        ("grant runs out in spring", "grant runs out in spring", None),
    ],
)
def test_what_the_plans_words_say_of_its_end_is_proposed(words: str, proposed: str, last: date | None) -> None:
    proposal = proposal_of(replace(FUNDED, progress=words))

    assert proposal is not None
    assert (proposal.words, proposal.last_on) == (proposed, last)


@pytest.mark.parametrize(
    "words", ["Review cases every 3 months", "audit 3 months post", "Funding secured", "for a year"]
)
def test_other_words_propose_nothing(words: str) -> None:
    assert proposal_of(replace(FUNDED, progress=words)) is None


def test_a_month_that_lacks_the_day_gives_its_last_one_and_an_unknown_completion_none() -> None:
    at_the_end = proposal_of(replace(FUNDED, completed_on=date(2024, 8, 31)))
    unknown = proposal_of(replace(FUNDED, completed_on=None))

    assert at_the_end is not None
    assert unknown is not None
    assert (at_the_end.last_on, unknown.last_on) == (date(2025, 2, 28), None)
    assert proposal_of(replace(FUNDED, ref="1.1#1")) is None


def told(promise: Commitment, end: date = date(2024, 2, 29)) -> list[tuple[str, str, str, str]]:
    return [
        (f"{day:%a %Y-%m-%d}", n.key.kind.value, n.key.person, n.reason)
        for day, decisions in live(snapshot(promise), date(2024, 1, 16), end).items()
        for n in decisions.notices
    ]


def test_the_co_ordinator_is_asked_once_and_nothing_moves_until_they_say() -> None:
    reason = "its words say “6 months funding”, counted from its completion to Monday 15 July 2024"

    assert told(FUNDED, date(2024, 9, 30)) == [("Tue 2024-01-16", "runs out", SAM, reason)]
    assert told(replace(FUNDED, completed_on=None))[0][3] == "its words say “6 months funding”"


def test_a_word_on_it_or_its_closing_ends_the_question() -> None:
    assert told(after(said(AnswerKind.RUNS_OUT, who=SAM))) == []
    assert told(after(said(AnswerKind.CLOSE, who="chair@example.org"))) == []
    assert [row for row in told(replace(FUNDED, status=Status.ONGOING)) if row[1] == "runs out"] == []


def test_explain_tells_how_long_it_holds_why_it_came_back_and_what_is_only_proposed() -> None:
    def lasting(promise: Commitment, day: date) -> tuple[str, ...]:
        story = explain(promise, snapshot(promise), Told(), POLICY, day)
        return next(chapter.sentences for chapter in story.chapters if chapter.heading == "What lasts")

    assert lasting(after(CLAIM, VERIFIED), date(2024, 2, 1)) == (
        "It is complete until Monday 15 July 2024, and comes back on Monday 17 June 2024.",
    )
    back = as_it_stands(after(CLAIM, VERIFIED), POLICY, CALENDAR, date(2024, 6, 17))
    assert lasting(back, date(2024, 6, 17)) == (
        "It is open again: it was complete, and that runs out on Monday 15 July 2024.",
    )
    assert lasting(FUNDED, date(2024, 2, 1)) == (
        "Its words say “6 months funding”: it may run out, perhaps on Monday 15 July 2024; nobody has said so yet.",
    )
    origin = explain(back, snapshot(back), Told(), POLICY, date(2024, 6, 17)).chapters[0].sentences[0]
    assert origin == "By the word of an answer it is “complete until 15 July 2024”: due on Monday 15 July 2024."


def test_what_comes_back_is_open_unclaimed_and_waits_for_nobody() -> None:
    promise = replace(after(CLAIM), unverified=True, waiting_for="the region")

    assert as_it_stands(promise, POLICY, CALENDAR, date(2024, 6, 17)) == replace(
        promise,
        status=Status.IN_PROGRESS,
        unverified=False,
        waiting_for="",
        target=replace(on_day(LAST), words="complete until 15 July 2024", rule=""),
        came_back="it was complete, and that runs out on Monday 15 July 2024",
    )


@pytest.mark.parametrize(("learnt_on", "slot"), [(DONE_ON, DONE_ON), (None, date(2023, 9, 1))])
def test_the_question_stands_under_the_day_on_which_the_completion_was_learnt(
    learnt_on: date | None, slot: date
) -> None:
    promise = replace(FUNDED, complete_since=learnt_on)
    [notice] = about_running_out(promise, View(snapshot(promise), Told(), POLICY, date(2024, 1, 16)))

    assert (notice.key.slot, notice.key.target, notice.key.person) == (slot, "undated", SAM)
