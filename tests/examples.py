"""How many examples a property is tried with: the profile's number times what one example is worth its time."""

from typing import Any

from hypothesis import settings


def tried(times: float, **words: Any) -> settings:
    """So many times the profile's number of examples, at least one: below 1 where each takes long.

    A fixed number would stay what it is under `make torture`. `words` are further settings, by hypothesis' own names.
    """
    return settings(max_examples=max(1, round(settings().max_examples * times)), **words)
