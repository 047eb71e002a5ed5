"""What was told, looked up: by matter and kind, by slot, and whether it was told in time."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.rules.ladder import NoticeKind
from scheduler.rules.told import NoticeKey, Told, ToldNotice, sunday_before, target_key
from tests.builders import NINA, OMAR, in_month

MONDAY, TUESDAY = date(2025, 1, 6), date(2025, 1, 7)
LATE = NoticeKey(commitment="plan/1.1", target="2024-12-31", kind=NoticeKind.LATE, slot=MONDAY, person=NINA)


def notice(accepted_on: date | None = MONDAY, **changed: object) -> ToldNotice:
    return ToldNotice(key=replace(LATE, **changed), accepted_on=accepted_on)  # type: ignore[arg-type]  # parts of a key


FIRST, OMARS = notice(), notice(person=OMAR)
NEXT = notice(slot=TUESDAY, accepted_on=TUESDAY)
MANAGER = notice(kind=NoticeKind.MANAGER)
OTHER = notice(commitment="plan/1.2")
ALL = (NEXT, OMARS, MANAGER, FIRST, OTHER)


def test_the_part_of_a_key_that_names_the_target_date_is_its_due_day() -> None:
    assert [target_key(in_month(date(2025, 1, 31))), target_key(None)] == ["2025-01-31", "undated"]


@pytest.mark.parametrize("day", [MONDAY, TUESDAY, date(2025, 1, 11), date(2025, 1, 12)])
def test_the_day_before_a_week_is_its_sunday(day: date) -> None:
    assert sunday_before(day) == date(2025, 1, 5)


def test_what_was_told_of_a_matter_comes_by_slot_kind_and_person() -> None:
    told = Told(ALL)

    assert told.about("plan/1.1", "2024-12-31") == (FIRST, OMARS, MANAGER, NEXT)
    assert told.about("plan/1.1", "2024-12-31", [NoticeKind.LATE]) == (FIRST, OMARS, NEXT)
    assert told.about("plan/1.1", "2024-12-31", [NoticeKind.MANAGER]) == (MANAGER,)
    assert told.about("plan/1.1", "undated") == ()


def test_what_was_told_of_one_commitment_is_put_in_place_of_what_was_known_of_it() -> None:
    before, anew = Told(ALL), (notice(target="2025-02-28"), notice(accepted_on=TUESDAY))
    after = before.instead({"plan/1.1", "plan/1.9"}, anew)

    assert set(after.notices) == {OTHER, *anew}
    assert [set(after.of(key)) for key in ("plan/1.1", "plan/1.2")] == [set(anew), {OTHER}]
    assert [after.about("plan/1.1", day) for day in ("2024-12-31", "2025-02-28")] == [anew[1:], anew[:1]]
    assert [each.key in after for each in (OMARS, NEXT, OTHER, *anew)] == [False, False, True, True, True]
    assert before.about("plan/1.1", "2024-12-31") == (FIRST, OMARS, MANAGER, NEXT)


def test_what_was_told_for_a_slot_is_found_whatever_it_is_about() -> None:
    told = Told(ALL)

    assert set(told.on_slot(NoticeKind.LATE, MONDAY)) == {FIRST, OMARS, OTHER}
    assert told.on_slot(NoticeKind.MANAGER, MONDAY) == (MANAGER,)
    assert told.on_slot(NoticeKind.CHAIR, MONDAY) == ()


@pytest.mark.parametrize(
    ("key", "after", "by", "told"),
    [
        (LATE, date(2025, 1, 5), MONDAY, True),
        (LATE, MONDAY, MONDAY, False),  # later than that day, not on it
        (LATE, MONDAY, TUESDAY, True),  # the one of Tuesday
        (replace(LATE, slot=TUESDAY), date(2025, 1, 5), MONDAY, True),  # whatever slot is asked about
        (replace(LATE, person=OMAR), MONDAY, TUESDAY, False),
        (replace(LATE, kind=NoticeKind.MANAGER), date(2025, 1, 5), MONDAY, False),
        (replace(LATE, target="undated"), date(2025, 1, 5), MONDAY, False),
    ],
)
def test_a_matter_was_told_for_a_day_in_between(key: NoticeKey, after: date, by: date, told: bool) -> None:
    assert Told((FIRST, OMARS, NEXT)).has_told(key, after=after, by=by) is told


def test_the_first_accepted_is_the_earliest_that_was_accepted_at_all() -> None:
    on_its_way, late = notice(None), notice(slot=TUESDAY, accepted_on=TUESDAY)

    assert Told((on_its_way, late)).first_accepted("plan/1.1", "2024-12-31", NoticeKind.LATE) == TUESDAY
    assert Told((on_its_way,)).first_accepted("plan/1.1", "2024-12-31", NoticeKind.LATE) is None
    assert (LATE in Told((FIRST,)), LATE in Told((NEXT,))) == (True, False)
