"""decide: what is told on a day, what stays unsaid and why, whatever the order and however often it is asked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.answers import AnswerKind
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Frequency, Person
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.answered import fold_answers
from scheduler.rules.decide import decide
from scheduler.rules.decisions import Notice, Silence
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from tests.builders import (
    CHAIR,
    MANAGER,
    NINA,
    OMAR,
    PLAN,
    SAM,
    commitment,
    days,
    in_month,
    live,
    on_day,
    people,
    snapshot,
)
from tests.examples import tried
from tests.scheduler.rules.answering import an_answer
from tests.scheduler.rules.chairs import meeting

JANUARY = in_month(date(2025, 1, 31))


def told_on(
    register: Snapshot, start: date, end: date, *, down: frozenset[date] = frozenset()
) -> list[tuple[str, str, str, str]]:
    """Every notice of the days, as (day, kind, ref, person)."""
    return [
        (f"{day:%a %Y-%m-%d}", n.key.kind.value, n.ref, n.key.person)
        for day, decisions in live(register, start, end, down=down).items()
        for n in decisions.notices
    ]


def test_a_lead_hears_each_rung_once() -> None:
    assert told_on(snapshot(commitment(JANUARY)), date(2024, 12, 1), date(2025, 2, 3)) == [
        ("Fri 2025-01-03", "reminder", "1.1", NINA),
        ("Fri 2025-01-17", "reminder", "1.1", NINA),
        ("Fri 2025-01-24", "reminder", "1.1", NINA),
        ("Mon 2025-02-03", "late", "1.1", NINA),
    ]


def test_after_a_gap_only_the_latest_rung_goes() -> None:
    down = frozenset(days(date(2025, 1, 1), date(2025, 2, 11)))

    assert told_on(snapshot(commitment(JANUARY)), date(2024, 12, 1), date(2025, 2, 16), down=down) == [
        ("Wed 2025-02-12", "late", "1.1", NINA)
    ]


def test_a_moved_target_date_re_arms_the_ladder() -> None:
    before, after = snapshot(commitment(JANUARY)), snapshot(commitment(in_month(date(2025, 2, 28)), was=(JANUARY,)))
    first = live(before, date(2025, 1, 3), date(2025, 1, 30))
    told = Told(tuple(_accepted(n, day) for day, decisions in first.items() for n in decisions.notices))

    decided = decide(after, told, Policy(), date(2025, 1, 31))

    assert [(n.key.target, n.key.slot) for n in decided.notices] == [("2025-02-28", date(2025, 1, 31))]


def _accepted(notice: Notice, day: date) -> ToldNotice:
    return ToldNotice(key=notice.key, accepted_on=day)


@pytest.mark.parametrize(
    ("today", "reason"),
    [
        ("Sat 2025-02-01", "no mail goes today: Saturday"),
        ("Wed 2024-12-25", "no mail goes today: bank holiday: Christmas Day"),
        ("Fri 2024-12-27", "no mail goes today: quiet days"),
        ("Mon 2024-12-30", "no mail goes today: quiet days"),
    ],
)
def test_nothing_is_mailed_on_a_day_that_is_no_working_day(today: str, reason: str) -> None:
    register = snapshot(commitment(in_month(date(2024, 11, 30))))

    decided = decide(register, Told(), Policy(), date.fromisoformat(today[4:]))

    assert (decided.notices, decided.silences) == ((), (Silence(commitment="plan/1.1", reason=reason),))


@pytest.mark.parametrize(
    ("promise", "reason"),
    [
        (commitment(JANUARY, status=Status.COMPLETE), "it is complete"),
        (commitment(None), "it has no target date"),
        (commitment(in_month(date(2025, 12, 31))), "no rung of its ladder has come yet"),
        (
            commitment(replace(JANUARY, is_start=True, question="a start, not a target?")),
            "its date is a start to be confirmed: nobody is chased before that",
        ),
    ],
    ids=["complete", "undated", "far ahead", "a start"],
)
def test_silence_has_its_reason(promise: Commitment, reason: str) -> None:
    decided = decide(snapshot(promise), Told(), Policy(), date(2025, 1, 24))

    assert (decided.notices, decided.silences) == ((), (Silence(commitment="plan/1.1", reason=reason),))


def test_a_plans_first_round_tells_the_co_ordinator_alone() -> None:
    held = snapshot(commitment(JANUARY), plan=replace(PLAN, released_on=None))

    assert told_on(held, date(2025, 1, 24), date(2025, 2, 4)) == [
        ("Fri 2025-01-24", "first look", "", SAM),
        ("Mon 2025-01-27", "held", "", SAM),  # and a word each week until it is released
        ("Mon 2025-02-03", "held", "", SAM),
    ]


def test_what_waits_for_release_is_kept_to_be_shown() -> None:
    held = snapshot(commitment(JANUARY), plan=replace(PLAN, released_on=None))

    decided = decide(held, Told(), Policy(), date(2025, 1, 24))

    assert [(n.ref, n.key.person) for n in decided.waiting_for_release] == [("1.1", NINA)]


def test_weekly_digests_wait_for_monday_but_never_delay_the_day_itself_or_what_is_late() -> None:
    weekly = Person(email=NINA, name="Nina Marsh", digest=Frequency.WEEKLY)
    register = snapshot(commitment(on_day(date(2025, 3, 14))), people=people(weekly))

    assert told_on(register, date(2025, 2, 1), date(2025, 3, 18)) == [
        ("Mon 2025-02-17", "reminder", "1.1", NINA),  # the rung of Fri 14 February
        ("Mon 2025-03-03", "reminder", "1.1", NINA),  # of Fri 28 February
        ("Mon 2025-03-10", "reminder", "1.1", NINA),  # of Fri 7 March; Wed 12 would wait past the day
        ("Fri 2025-03-14", "reminder", "1.1", NINA),
        ("Mon 2025-03-17", "late", "1.1", NINA),
    ]


def test_a_lead_who_is_away_is_covered_by_the_deputy() -> None:
    away = Person(email=NINA, name="Nina Marsh", deputy=OMAR, away_from=date(2025, 1, 20), away_to=date(2025, 1, 31))
    register = snapshot(commitment(JANUARY), people=people(away))

    told = [
        (f"{day:%a %Y-%m-%d}", n.key.person, n.covers)
        for day, decisions in live(register, date(2025, 1, 3), date(2025, 1, 31)).items()
        for n in decisions.notices
    ]

    assert told == [
        ("Fri 2025-01-03", NINA, ""),
        ("Fri 2025-01-17", NINA, ""),
        ("Mon 2025-01-20", OMAR, "Nina Marsh"),  # told on the first day of what is covered
        ("Fri 2025-01-24", OMAR, "Nina Marsh"),
    ]


def test_a_lead_who_cannot_be_reached_is_the_co_ordinators_matter() -> None:
    bounced = Person(email=NINA, name="Nina Marsh", suspended="bounced", suspended_on=date(2025, 1, 20))
    register = snapshot(commitment(JANUARY), people=people(bounced))

    decided = decide(register, Told(), Policy(), date(2025, 1, 24))

    assert [(n.key.person, n.key.kind, n.reason) for n in decided.notices] == [
        (
            SAM,
            NoticeKind.LEFT_ALONE,
            "Nina Marsh (nina@example.org): bounced; 1 action of theirs now with their deputy or with you",
        ),
        (SAM, NoticeKind.NOBODY_LEADS, "Nina Marsh: bounced"),
        (SAM, NoticeKind.REMINDER, "7 days before its due day; Nina Marsh: bounced"),
    ]


def test_everyone_who_leads_an_action_hears_of_it() -> None:
    decided = decide(snapshot(commitment(JANUARY, leads=(NINA, OMAR))), Told(), Policy(), date(2025, 1, 24))

    assert [n.key.person for n in decided.notices] == [NINA, OMAR]


def told_of(kind: NoticeKind, slot: str, person: str = NINA) -> ToldNotice:
    on = date.fromisoformat(slot)
    key = NoticeKey(commitment="plan/1.1", target="2025-01-31", kind=kind, slot=on, person=person)
    return ToldNotice(key=key, accepted_on=on)


@pytest.mark.parametrize(
    ("today", "told", "goes"),
    [
        ("Mon 2025-02-03", told_of(NoticeKind.REMINDER, "2025-01-24"), True),  # the first word that it is late
        ("Mon 2025-02-10", told_of(NoticeKind.LATE, "2025-02-03"), False),
    ],
)
def test_after_a_line_of_progress_only_the_first_word_that_it_is_late_goes(
    today: str, told: ToldNotice, goes: bool
) -> None:
    said = replace(an_answer(AnswerKind.PROGRESS, NINA), on=date(2025, 1, 31))
    register = snapshot(commitment(JANUARY, answered=fold_answers([said])))

    decided = decide(register, Told((told,)), Policy(), date.fromisoformat(today[4:]))

    assert (NINA in [n.key.person for n in decided.notices]) is goes


@pytest.mark.parametrize(
    ("due", "today", "kind"),
    [
        ("Thu 2025-03-13", "Fri 2025-03-14", NoticeKind.LATE),  # at once, although the week has begun
        ("Mon 2025-03-17", "Mon 2025-03-03", NoticeKind.REMINDER),  # the rung falls on the week's first day
    ],
)
def test_a_weekly_reader_hears_on_the_day_itself(due: str, today: str, kind: NoticeKind) -> None:
    weekly = Person(email=NINA, name="Nina Marsh", digest=Frequency.WEEKLY)
    register = snapshot(commitment(on_day(date.fromisoformat(due[4:]))), people=people(weekly))

    decided = decide(register, Told(), Policy(), date.fromisoformat(today[4:]))

    assert [(n.key.person, n.key.kind) for n in decided.notices] == [(NINA, kind)]


def test_with_the_chairs_matter_goes_the_exception_note_of_the_meeting() -> None:
    held = meeting("2025-02-27", papers="2025-02-21")  # its note goes on Tuesday 18 February
    register = snapshot(commitment(JANUARY), meetings=(held,), board_series={"cog": "cog"})
    told = (
        told_of(NoticeKind.LATE, "2025-02-03"),
        told_of(NoticeKind.MANAGER, "2025-02-10", MANAGER),
        told_of(NoticeKind.LATE, "2025-02-17"),
        replace(told_of(NoticeKind.LOOK, "2025-02-18", SAM), accepted_on=date(2025, 2, 14)),
    )

    decided = decide(register, Told(told), Policy(), date(2025, 2, 18))

    assert [(n.key.person, n.key.kind, n.key.commitment) for n in decided.notices] == [
        (CHAIR, NoticeKind.CHAIR, "plan/1.1"),
        (CHAIR, NoticeKind.EXCEPTION_NOTE, "meeting:cog-2025-02-27"),
    ]


TARGETS = st.one_of(
    st.none(),
    st.dates(date(2024, 11, 1), date(2025, 3, 31)).map(on_day),
    st.sampled_from([in_month(date(2024, 11, 30)), in_month(date(2024, 12, 31)), in_month(date(2025, 2, 28))]),
)
Drawn = list[tuple[TargetDate | None, tuple[str, ...]]]
LEADS = st.sampled_from([(), (NINA,), (OMAR,), (NINA, OMAR)])


def plan_of(drawn: Drawn) -> Snapshot:
    return snapshot(*(commitment(target, ref=f"1.{n}", leads=leads) for n, (target, leads) in enumerate(drawn, 1)))


@tried(0.25)
@given(
    drawn=st.lists(st.tuples(TARGETS, LEADS), min_size=1, max_size=5),
    down=st.frozensets(st.dates(date(2024, 11, 1), date(2025, 4, 30)), max_size=40),
)
def test_over_half_a_year_nobody_hears_a_rung_twice_and_nothing_late_is_forgotten(
    drawn: Drawn, down: frozenset[date]
) -> None:
    register, calendar = plan_of(drawn), Policy().calendar
    lived = live(register, date(2024, 11, 1), date(2025, 4, 30), down=down)
    told = [(day, n) for day, decisions in lived.items() for n in decisions.notices]

    assert len({n.key for _, n in told}) == len(told)
    assert [day for day, _ in told if not calendar.is_working(day)] == []
    for promise in register.commitments:
        heard = {day for day, n in told if n.key.commitment == promise.key and n.key.kind is NoticeKind.LATE}
        chair = [day for day, n in told if n.key.commitment == promise.key and n.key.kind is NoticeKind.CHAIR]
        up = [
            day for day in sorted(lived) if promise.target and day > promise.target.due_on and calendar.is_working(day)
        ]
        assert not up or min(heard) == up[0]  # on the first morning we are up
        assert not chair or min(day for day, n in told if _below_the_chair(n, promise)) < min(chair)
        assert all(heard & set(days(d - timedelta(days=13), d)) for d in up if _all_up(d, lived))


def _below_the_chair(notice: Notice, promise: Commitment) -> bool:
    """The lead heard that it is late, or the co-ordinator that nobody leads it."""
    return notice.key.commitment == promise.key and notice.key.kind in {NoticeKind.LATE, NoticeKind.NOBODY_LEADS}


def _all_up(day: date, lived: Mapping[date, object]) -> bool:
    """A fortnight with no outage, so that silence would be ours."""
    return all(d in lived for d in days(day - timedelta(days=13), day))


@given(
    drawn=st.lists(st.tuples(TARGETS, LEADS), min_size=1, max_size=5),
    today=st.dates(date(2024, 11, 1), date(2025, 4, 30)),
    seed=st.randoms(use_true_random=False),
)
def test_decisions_do_not_depend_on_order(drawn: Drawn, today: date, seed: Random) -> None:
    register = plan_of(drawn)
    shuffled = list(register.commitments)
    seed.shuffle(shuffled)

    assert decide(replace(register, commitments=tuple(shuffled)), Told(), Policy(), today) == decide(
        register, Told(), Policy(), today
    )


@given(
    drawn=st.lists(st.tuples(TARGETS, LEADS), min_size=1, max_size=5),
    today=st.dates(date(2024, 11, 1), date(2025, 4, 30)),
)
def test_a_replayed_day_decides_nothing(drawn: Drawn, today: date) -> None:
    register = plan_of(drawn)
    first = decide(register, Told(), Policy(), today)
    told = Told(tuple(_accepted(n, today) for n in first.notices))

    assert decide(register, told, Policy(), today).notices == ()
