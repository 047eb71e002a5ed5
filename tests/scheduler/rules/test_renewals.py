"""When the co-ordinator hears that a series of meetings comes to its end.

Tuesday 9 March 2027 less 60 days is Friday 8 January 2027.
"""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.boards import MeetingSeries
from scheduler.plans.commitments import Snapshot
from scheduler.rules.decide import decide
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Capacity
from scheduler.rules.renewals import about_series, last_meeting_on
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import SAM, snapshot

LISTED = MeetingSeries(slug="cog", board="cog", name="COG", days=(date(2026, 12, 8), date(2027, 3, 9)))
QUARTERLY = "quarterly, second Tuesday, from 2026-01"
CALENDAR = WorkingDays()
NOTHING = Told()


def a_register(*series: MeetingSeries) -> Snapshot:
    return snapshot(series={each.slug: each for each in series})


def told(register: Snapshot, today: date, before: Told = NOTHING) -> list[tuple[str, str, date, str]]:
    """Who hears of which series, under which slot and why."""
    decided = decide(register, before, Policy(), today).notices
    return [(n.key.person, n.key.commitment, n.key.slot, n.reason) for n in decided if n.key.kind is NoticeKind.RENEWAL]


@pytest.mark.parametrize(
    ("rule", "days", "last"),
    [
        ("", (date(2026, 12, 8), date(2027, 3, 9)), date(2027, 3, 9)),
        (QUARTERLY, (), None),
        (QUARTERLY, (date(2027, 3, 9),), None),
        (f"{QUARTERLY} until 2026-12", (), date(2026, 10, 13)),
        (f"{QUARTERLY} until 2026-12", (date(2027, 3, 9),), date(2027, 3, 9)),
        ("annually, 25th, in December, until 2026-12", (), date(2027, 1, 4)),  # Christmas, then quiet days
        ("", (), None),
    ],
)
def test_the_last_meeting_of_a_series_is_known_where_it_ends(
    rule: str, days: tuple[date, ...], last: date | None
) -> None:
    assert last_meeting_on(replace(LISTED, rule=rule, days=days), CALENDAR) == last


@pytest.mark.parametrize(
    ("today", "heard"),
    [(date(2027, 1, 7), False), (date(2027, 1, 8), True), (date(2027, 1, 11), True), (date(2027, 1, 9), False)],
)
def test_the_co_ordinator_hears_sixty_days_before_on_a_working_day(today: date, heard: bool) -> None:
    expected = [(SAM, "series:cog", date(2027, 1, 8), "the last meeting of COG is on Tuesday 9 March 2027")]
    assert told(a_register(LISTED), today) == (expected if heard else [])


def test_a_day_sixty_days_before_that_is_no_working_day_moves_back() -> None:
    ends_on_wednesday = replace(LISTED, days=(date(2027, 3, 10),))  # less 60 days: Saturday 9 January
    assert [slot for _, _, slot, _ in told(a_register(ends_on_wednesday), date(2027, 1, 8))] == [date(2027, 1, 8)]


def test_it_is_told_once_and_again_where_the_end_changed() -> None:
    register, today = a_register(LISTED), date(2027, 1, 8)
    [notice] = [n for n in decide(register, Told(), Policy(), today).notices if n.key.kind is NoticeKind.RENEWAL]
    heard = Told((ToldNotice(key=notice.key, accepted_on=today),))

    assert told(register, date(2027, 2, 1), heard) == []
    extended = a_register(replace(LISTED, days=(*LISTED.days, date(2027, 6, 8))))
    assert told(extended, date(2027, 2, 1), heard) == []
    assert [reason for *_, reason in told(extended, date(2027, 4, 9), heard)] == [
        "the last meeting of COG is on Tuesday 8 June 2027"
    ]


def test_a_series_that_is_over_already_is_said_to_be() -> None:
    assert [reason for *_, reason in told(a_register(LISTED), date(2027, 3, 10))] == [
        "the last meeting of COG was on Tuesday 9 March 2027"
    ]


def test_a_series_that_goes_on_is_no_matter_for_anybody() -> None:
    assert told(a_register(replace(LISTED, rule=QUARTERLY)), date(2027, 3, 1)) == []


def test_a_rule_that_never_meets_has_no_last_meeting() -> None:
    never = replace(LISTED, rule="annually, 15th in June, from 2026-01 until 2026-03", days=())

    assert last_meeting_on(never, CALENDAR) is None


def test_the_notice_names_the_series_its_end_and_its_board_and_no_plan() -> None:
    world = View(a_register(LISTED), NOTHING, Policy(), date(2027, 1, 8))

    assert list(about_series(world)) == [
        Notice(
            key=NoticeKey(
                commitment="series:cog",
                target="2027-03-09",
                kind=NoticeKind.RENEWAL,
                slot=date(2027, 1, 8),
                person=SAM,
            ),
            plan="",
            board="cog",
            ref="",
            capacity=Capacity.CO_ORDINATOR,
            reason="the last meeting of COG is on Tuesday 9 March 2027",
        )
    ]


def test_a_series_that_goes_on_hides_no_other_and_the_last_day_itself_is_not_past() -> None:
    goes_on, ends = replace(LISTED, slug="a", rule=QUARTERLY), replace(LISTED, slug="b")

    assert [(about, reason) for _, about, _, reason in told(a_register(goes_on, ends), date(2027, 3, 9))] == [
        ("series:b", "the last meeting of COG is on Tuesday 9 March 2027")
    ]


def test_the_day_is_told_and_moved_by_the_boards_own_calendar() -> None:
    shut = WorkingDays(closed=frozenset({date(2027, 1, 8), date(2027, 3, 9)}))
    by_rule = replace(LISTED, rule="annually, second Tuesday in March, from 2027-01 until 2027-03", days=())
    world = View(a_register(by_rule), NOTHING, Policy(calendars={"cog": shut}), date(2027, 1, 11))

    # Tuesday 9 March is closed: Wednesday 10; less 60 days is Saturday 9 January; Friday 8 is closed, too
    assert [(each.key.slot, each.key.target) for each in about_series(world)] == [(date(2027, 1, 7), "2027-03-10")]
    assert list(about_series(replace(world, today=date(2027, 1, 8)))) == []
