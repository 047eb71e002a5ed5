"""How fast mail may go to one domain: so many in any minute, counted in this process. Time is an argument."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

MINUTE = timedelta(minutes=1)


@dataclass
class Pace:
    """At most `a_minute` mails to a domain in any minute; 0 lets all go at once. Connections share one."""

    a_minute: int = 0
    _went: dict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque), init=False, repr=False)
    _one_at_a_time: Lock = field(default_factory=Lock, init=False, repr=False)

    def wait_until(self, address: str, now: datetime) -> datetime | None:
        """None when a mail to that address may go now, which counts it; else the instant to wait for."""
        if self.a_minute == 0:
            return None
        with self._one_at_a_time:
            went = self._went[address.rpartition("@")[2].lower()]
            while went and went[0] <= now - MINUTE:
                went.popleft()
            if len(went) >= self.a_minute:
                return went[0] + MINUTE
            went.append(now)
            return None
