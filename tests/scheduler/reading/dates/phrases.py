"""Every table of phrases, read by the tests and by the benchmark: what rules.md makes of the words that plans use.

The due days were worked out by hand from rules.md, "Reading a target date"; nothing here comes from the program.
"""

from tests.scheduler.reading.dates.expected import Expected
from tests.scheduler.reading.dates.phrases_of_days import DAYS, WEEKS
from tests.scheduler.reading.dates.phrases_of_months import MONTHS, MONTHS_WITHOUT_YEAR
from tests.scheduler.reading.dates.phrases_of_purpose import NONE, NOT_BEFORE, RECURRING, STARTS_ONLY
from tests.scheduler.reading.dates.phrases_of_seasons import FEASTS, QUARTERS, SEASONS, YEARS
from tests.scheduler.reading.dates.phrases_with_more_dates import COMPUTED, IMPOSSIBLE, MOVED, SEVERAL

PHRASES: tuple[Expected, ...] = (
    *DAYS,
    *WEEKS,
    *MONTHS,
    *MONTHS_WITHOUT_YEAR,
    *QUARTERS,
    *SEASONS,
    *FEASTS,
    *YEARS,
    *RECURRING,
    *STARTS_ONLY,
    *NOT_BEFORE,
    *NONE,
    *SEVERAL,
    *COMPUTED,
    *MOVED,
    *IMPOSSIBLE,
)
