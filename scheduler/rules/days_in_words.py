"""Days and target dates as people say them: "Friday 31 January 2025", "by the end of January 2025"."""

from datetime import date
from functools import lru_cache

from scheduler.plans.target_dates import Precision, TargetDate


@lru_cache(maxsize=4096)
def day_in_words(day: date) -> str:
    """A day with its weekday: "Friday 31 January 2025"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """A day without its weekday: "31 January 2025"."""
    return f"{day.day} {day:%B %Y}"


def due_in_words(target: TargetDate) -> str:
    """When something falls due, no more exactly than the plan said (rules.md, "Reminders to leads")."""
    if target.names_a_day:
        return f"on {day_in_words(target.due_on)}"
    if target.precision is Precision.MONTH:
        return f"by the end of {target.due_on:%B %Y}"
    return f"by {short_day(target.due_on)}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 action", "3 actions"."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def is_near(day: date) -> bool:
    """Whether a day that somebody wrote can be meant: of this century, with room for days before and after it."""
    return 2000 <= day.year <= 2100


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Names as a sentence holds them: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
