"""Phrases that end at a feast: "by Christmas", "before Easter 2027": the last working day before (rules.md).

Working days are those of England; the organisation's own closed days are no part of what a plan's words mean.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial

from holidays import country_holidays

from scheduler.plans.target_dates import Precision
from scheduler.reading.phrases.phrase import Family, Interval, NoSuchDay, Phrase, WithoutYear, window
from scheduler.reading.phrases.spelling import written, year_after

_FEAST = written(
    r"(?<![a-z])(?P<feast>christmas|xmas|easter)(?![a-z]|\s+(?:school\s+)?term)(?:\s+(?:break|holidays?))?"
)
_BEFORE = written(r"\b(?:by|before|prior\s+to|ahead\s+of|in\s+time\s+for|until)\s+(?:the\s+)?$|\bpre-$")
_ALONE = written(r"(?:^|[.,;:(\n]|\s-)\s*$")
_EDGE_AFTER = written(r"\s*(?:$|[.,;:)\n]|-\s)")


def feasts(text: str) -> Iterator[Phrase]:
    """Every phrase that means "before Christmas" or "before Easter"."""
    for found in _FEAST.finditer(text):
        year = year_after(text, found.end())
        end = year.end if year else found.end()
        alone = year and _ALONE.search(window(text, found.start())) and _EDGE_AFTER.match(text, end)
        if not alone and not _BEFORE.search(window(text, found.start())):
            continue
        easter = found["feast"].lower() == "easter"
        yield Phrase(
            start=found.start(),
            end=end,
            family=Family.FEAST,
            rule="Easter" if easter else "Christmas",
            precision=Precision.DAY,
            days_in=partial(_before, easter=easter),
            year=None if year is None else year.first + (1 if year.pair and easter else 0),
            without_year=WithoutYear.NEXT,
        )


def _before(year: int, *, easter: bool) -> Interval:
    """The last working day before the feast of that year."""
    closed = _bank_holidays(year)
    day = _good_friday(year) if easter else date(year, 12, 25)
    while day.weekday() > 4 or day in closed or day == date(year, 12, 25):
        day -= timedelta(days=1)
    return Interval(day, day)


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    """England's bank holidays by day."""
    return dict(country_holidays("GB", subdiv="ENG", years=year, language="en_GB"))


def _good_friday(year: int) -> date:
    for day, name in _bank_holidays(year).items():
        if name == "Good Friday":
            return day
    raise NoSuchDay("falls in a year whose holidays are not known")
