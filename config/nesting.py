"""How deep lists and tables may stand within each other before anybody walks through them by recursion."""

from typing import Any

DEEPEST = 12  # settings need four


def is_too_deep(value: Any) -> bool:
    """Whether lists and tables stand deeper within each other than any settings do; counts without recursion."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        level = [below for each in level for below in _below(each)]
        depth += 1
    return depth > DEEPEST


def _below(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
