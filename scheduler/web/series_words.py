"""The rule of a meeting series as a page says it: "from January 2026", where the settings have "from 2026-01"."""

import re
from datetime import date

from scheduler.plans.boards import MeetingSeries
from scheduler.rules.days_in_words import short_day

DAY = re.compile(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b")


def rule_in_words(series: MeetingSeries) -> str:
    """The series' own rule, its months and days in words; empty where it lists its days instead."""
    return DAY.sub(_in_words, series.rule)


def _in_words(found: re.Match[str]) -> str:
    year, month, day = (int(each or 1) for each in found.groups())
    on = date(year, month, day)
    return short_day(on) if found[3] else f"{on:%B %Y}"
