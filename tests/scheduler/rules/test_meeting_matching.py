"""Which published meeting is which planned one after a series changed."""

from datetime import date, time

from scheduler.rules.meeting_dates import PlannedMeeting
from scheduler.rules.meeting_matching import Published, matched


def planned(slot: str, on: date) -> PlannedMeeting:
    return PlannedMeeting(slot=slot, on=on, starts=time(14), ends=time(16))


def published(slot: str, on: date, *, may_move: bool = True) -> Published:
    return Published(slot=slot, on=on, may_move=may_move)


def days(*meetings: PlannedMeeting, among: tuple[Published, ...]) -> dict[str, date]:
    return {slot: each.on for slot, each in matched(meetings, among).items()}


def test_a_slot_that_both_know_stays_however_far_its_day_moved() -> None:
    old = published("2027Q1", date(2027, 1, 12))
    assert days(planned("2027Q1", date(2027, 3, 30)), among=(old,)) == {"2027Q1": date(2027, 3, 30)}


def test_a_monthly_rule_that_became_quarterly_keeps_the_entries_of_the_same_days() -> None:
    old = tuple(published(f"2027-{month:02}", date(2027, month, 9)) for month in (1, 2, 3, 4))
    new = (planned("2027Q1", date(2027, 1, 9)), planned("2027Q2", date(2027, 4, 9)))
    assert days(*new, among=old) == {"2027-01": date(2027, 1, 9), "2027-04": date(2027, 4, 9)}


def test_a_listed_day_that_was_put_off_by_a_week_is_the_same_meeting() -> None:
    old = (published("2027-03-09", date(2027, 3, 9)), published("2027-06-08", date(2027, 6, 8)))
    new = (planned("2027-03-16", date(2027, 3, 16)), planned("2027-06-08", date(2027, 6, 8)))
    assert days(*new, among=old) == {"2027-03-09": date(2027, 3, 16), "2027-06-08": date(2027, 6, 8)}


def test_a_listed_day_fifteen_days_on_is_another_meeting() -> None:
    new, old = planned("2027-03-24", date(2027, 3, 24)), published("2027-03-09", date(2027, 3, 9))
    assert days(new, among=(old,)) == {"2027-03-24": date(2027, 3, 24)}


def test_a_weekly_meeting_that_went_from_tuesday_to_wednesday_moves_each_week() -> None:
    tuesdays = (date(2027, 3, 2), date(2027, 3, 9), date(2027, 3, 16))
    wednesdays = (date(2027, 3, 3), date(2027, 3, 10), date(2027, 3, 17))
    found = days(
        *(planned(str(day), day) for day in wednesdays), among=tuple(published(str(day), day) for day in tuesdays)
    )
    assert found == {"2027-03-02": wednesdays[0], "2027-03-09": wednesdays[1], "2027-03-16": wednesdays[2]}


def test_what_may_not_move_is_matched_by_its_very_day_alone() -> None:
    extra = published("extra-2027-03-09", date(2027, 3, 9), may_move=False)
    assert days(planned("2027-03-10", date(2027, 3, 10)), among=(extra,)) == {"2027-03-10": date(2027, 3, 10)}
    assert days(planned("2027-03-09", date(2027, 3, 9)), among=(extra,)) == {"extra-2027-03-09": date(2027, 3, 9)}


def test_each_published_meeting_is_taken_once() -> None:
    old = published("2027-03-09", date(2027, 3, 9))
    new = (planned("2027-03-10", date(2027, 3, 10)), planned("2027-03-11", date(2027, 3, 11)))
    assert days(*new, among=(old,)) == {"2027-03-09": date(2027, 3, 10), "2027-03-11": date(2027, 3, 11)}


def test_a_listed_day_fourteen_days_on_is_the_same_meeting() -> None:
    new, old = planned("2027-03-23", date(2027, 3, 23)), published("2027-03-09", date(2027, 3, 9))
    assert days(new, among=(old,)) == {"2027-03-09": date(2027, 3, 23)}
