"""How many mails a round may send: twice the usual, and at least fifty."""

import pytest

from scheduler.rules.brake import Brake


@pytest.mark.parametrize(
    ("before", "most"),
    [((), 50), ((8, 9, 200), 50), ((25,), 50), ((26,), 52), ((30, 40, 50), 80), ((30, 41), 71)],
)
def test_the_brake_allows_twice_the_usual_and_at_least_fifty(before: tuple[int, ...], most: int) -> None:
    assert Brake().most(before) == most


def test_the_numbers_are_settings() -> None:
    assert Brake(times_usual=1.5, at_least=3).most((4,)) == 6


def test_where_nobody_was_mailed_before_nothing_is_usual() -> None:
    assert Brake(at_least=0).most(()) == 0
