"""Values of which thousands are made: equal and hashed by what they hold, as frozen dataclasses are."""

from dataclasses import dataclass, field, replace

import pytest

from notifications.values import value


@value(frozen=True, kw_only=True)
class Rung:
    days: int
    words: str = "due"
    said: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class FrozenRung:
    days: int
    words: str = "due"


@value(frozen=True)
class Pair:
    first: int
    second: int


def test_values_of_the_same_fields_are_the_same() -> None:
    assert {Rung(days=28), Rung(days=28, words="due"), Rung(days=14)} == {Rung(days=14), Rung(days=28)}


def test_a_value_hashes_as_a_frozen_dataclass_does() -> None:
    assert hash(Rung(days=2)) == hash(FrozenRung(days=2))


def test_a_value_is_replaced_and_not_changed() -> None:
    first = Rung(days=7)

    assert (replace(first, days=2), first) == (Rung(days=2), Rung(days=7))


def test_a_value_takes_its_fields_by_name_or_by_place_as_it_was_declared() -> None:
    assert Pair(1, 2) == Pair(first=1, second=2)
    with pytest.raises(TypeError, match="takes 1 positional argument"):
        Rung(7)  # type: ignore[call-arg]  # the wrong call is what is tested


def test_what_makes_values_says_that_they_are_frozen() -> None:
    with pytest.raises(TypeError, match="frozen"):
        value(kw_only=True)(type("Rung", (), {}))
