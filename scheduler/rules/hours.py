"""When a round is due by the clock on the wall: asked level by level, so that nothing hangs on one tick."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def morning_due(now: datetime, last: datetime | None, *, zone: ZoneInfo, morning: time) -> bool:
    """Whether the morning round of today's local day is due: its hour has come, and the last round was before today.

    `now` and `last` are aware instants. A missed hour is caught up later the same day; a skipped or doubled hour of
    a clock change makes no difference, because the answer hangs on the local day and not on the hour's passing.
    """
    local = now.astimezone(zone)
    if local.time() < morning:
        return False
    return last is None or last.astimezone(zone).date() < local.date()


def next_morning(now: datetime, last: datetime | None, *, zone: ZoneInfo, morning: time) -> datetime:
    """The instant of the next morning round: now when one is due, else the coming hour; aware, in the zone."""
    if morning_due(now, last, zone=zone, morning=morning):
        return now.astimezone(zone)
    local = now.astimezone(zone)
    done_today = last is not None and last.astimezone(zone).date() >= local.date()
    return datetime.combine(local.date() + timedelta(days=done_today), morning, tzinfo=zone)
