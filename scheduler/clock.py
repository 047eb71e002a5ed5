"""The only place that asks what time it is. Everybody else is told."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that may ask
