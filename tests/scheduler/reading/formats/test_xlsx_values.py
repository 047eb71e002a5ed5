"""What an Excel cell shows for a number and its format."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reading.xlsx_values import BUILT_IN, plain_number, shown

_DAY = 45730.0  # 14 March 2025, a Friday


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("dd/mm/yyyy", "14 March 2025"),
        ("m/d/yy", "14 March 2025"),
        ("[$-809]dddd d mmmm yyyy;@", "14 March 2025"),
        ('d" of "mmmm', "14 March 2025"),
        ("d-mmm", "14 March 2025"),
        ("ddd", "14 March 2025"),
        ("mmm-yy", "March 2025"),
        ("mmmm\\ yyyy", "March 2025"),
        ("[$-F800]mmmm", "March 2025"),
        ("yyyy", "2025"),
        ("yyyy-mm-dd hh:mm", "14 March 2025"),
        ("hh:mm", "00:00"),
    ],
)
def test_a_day_is_told_as_far_as_its_format_shows_it(code: str, words: str) -> None:
    assert shown(_DAY, code, from_1904=False) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("dd/mm/yyyy hh:mm", "14 March 2025 10:30"),
        ("dd/mm/yyyy", "14 March 2025"),
        ("h:mm AM/PM", "10:30"),
        ("[h]:mm", "10:30"),
        ("mm:ss", "10:30"),
        ("mmm-yy", "March 2025"),
    ],
)
def test_a_time_of_day_is_told_where_its_format_shows_it(code: str, words: str) -> None:
    assert shown(_DAY + 10.5 / 24, code, from_1904=False) == words


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (3.0, "General", "3"),
        (1.1, "", "1.1"),
        (1.1, "0.00", "1.10"),
        (1.1, "@", "1.1"),
        (0.1 + 0.2, "General", "0.3"),
        (7.0, "000", "007"),
        (7.0, '"YJ-"000', "YJ-007"),
        (0.755, "0%", "76%"),
        (0.755, "0.0%", "75.5%"),
        (1234567.0, "#,##0", "1,234,567"),
        (1234.5, "£#,##0.00", "£1,234.50"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (-3.0, "0;(0)", "(3)"),
        (-3.0, "0", "-3"),
        (2.5, "0.##", "2.5"),
        (2.0, "0.##", "2"),
        (12.0, '0" weeks"', "12 weeks"),
        (1500.0, "0.00E+00", "1500"),
        (1.0, '"Yes";"No"', "Yes"),
        (1e20, "General", "1e+20"),
    ],
)
def test_a_number_is_told_through_its_format(number: float, code: str, words: str) -> None:
    assert shown(number, code, from_1904=False) == words


@pytest.mark.parametrize("number", [-1.0, 0.0, 2_958_466.0, 1e18])
def test_a_number_beyond_the_calendar_stays_a_number(number: float) -> None:
    assert shown(number, "dd/mm/yyyy", from_1904=False) == plain_number(number)


def test_excels_leap_day_of_1900_is_bridged() -> None:
    assert [shown(serial, "d mmm yyyy", from_1904=False) for serial in (1.0, 59.0, 61.0)] == [
        "1 January 1900",
        "28 February 1900",
        "1 March 1900",
    ]


def test_built_in_formats_show_days_months_and_times() -> None:
    assert [shown(_DAY, BUILT_IN[number], from_1904=False) for number in (14, 15, 17, 20, 22)] == [
        "14 March 2025",
        "14 March 2025",
        "March 2025",
        "00:00",
        "14 March 2025",
    ]


@given(day=st.dates(min_value=date(1900, 3, 1), max_value=date(9999, 12, 30)))
def test_every_day_reads_back(day: date) -> None:
    serial = float((day - date(1899, 12, 30)).days)
    assert shown(serial, "d mmmm yyyy", from_1904=False) == f"{day.day} {day:%B} {day.year}"


@given(number=st.floats(allow_nan=False, allow_infinity=False), code=st.text(max_size=20))
def test_any_number_in_any_format_shows_something_and_raises_nothing(number: float, code: str) -> None:
    assert isinstance(shown(number, code, from_1904=False), str)
