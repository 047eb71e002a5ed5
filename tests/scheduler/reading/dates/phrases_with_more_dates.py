"""Cells with several dates, with dates counted from others, with moved dates, and with dates that cannot be."""

from tests.scheduler.reading.dates.expected import table

SEVERAL = (
    *table(
        "several dates in one cell",
        "2020-06-15",
        """
        September 2020, Review December 2020 | 2020-09-30 | month | then 2020-12-31
        September 2020 Review December 2020 | 2020-09-30 | month | then 2020-12-31
        September 2020; December 2020 | 2020-09-30 | month | then 2020-12-31
        Draft end of December 2020 Run January 2021 to June 2021 | 2020-12-31 | month | then 2021-06-30
        July 2020 – begun, to be completed by July | 2020-07-31 | month
        """,
    ),
    *table(
        "several dates in one cell",
        "2024-11-13",
        """
        Nov 2024 – pathway updated to match – November 2024. | 2024-11-30 | month
        Oct 2024 – talks with staff. Sessions to commence in Dec 24. | 2024-10-31 | month | then 2024-12-31
        Oct 2024 - meetings in place from October 2024 | 2024-10-31 | month | starts 2024-10-01
        Dec 2024 - present on 12 December 2024 | 2024-12-31 | month | then 2024-12-12
        January, March and June 2025 | 2025-01-31 | month | then 2025-03-31 2025-06-30
        Nov, Dec and Jan 2025 | 2024-11-30 | month | then 2024-12-31 2025-01-31
        Jan and March 2025 | 2025-01-31 | month | then 2025-03-31
        20 & 21 May 2025 | 2025-05-20 | day | then 2025-05-21
        3 March 2025 and 7 April 2025 | 2025-03-03 | day | then 2025-04-07
        Jan 2025, review in April | 2025-01-31 | month | then 2025-04-30
        """,
    ),
    *table(
        "several dates in one cell",
        "2024-03-28",
        """
        Sessions delivered by Feb 2024 – regional roll-out May 24 | 2024-05-31 | month
        """,
    ),
    *table(
        "several dates in one cell",
        "2024-11-13",
        """
        Policy: March 2025. Training: June 2025. Audit: Q3 2025/26 | 2025-03-31 | month | then 2025-06-30 2025-12-31
        March 2025 (draft by January 2025) | 2025-03-31 | month | then 2025-01-31
        2 December 2024 draft, 20 January 2025 final | 2024-12-02 | day | then 2025-01-20
        Start: Jan 2025 End: March 2025 | 2025-03-31 | month | starts 2025-01-01
        Jan 2025 start - March 2025 completion | 2025-03-31 | month | starts 2025-01-01
        Launch in January 2025, evaluated by June 2025 | 2025-06-30 | month | starts 2025-01-01
        Plan launched on 3 June 2024, then reviewed by August 2025 | 2025-08-31 | month | starts 2024-06-03
        Nov 24/Mar 25 | 2024-11-30 | month | then 2025-03-31
        1. Nov 2024 2. Jan 2025 | 2024-11-30 | month | then 2025-01-31
        a) Nov 2024 b) Jan 2025 | 2024-11-30 | month | then 2025-01-31
        Phase 1: Nov 2024 Phase 2: Feb 2025 | 2024-11-30 | month | then 2025-02-28
        Police: Nov 2024; Health: Jan 2025 | 2024-11-30 | month | then 2025-01-31
        Policy signed off Oct 2024. To be in use by Jan 2025 | 2025-01-31 | month
        """,
    ),
)

COMPUTED = (
    *table(
        "several dates in one cell",
        "2024-11-13",
        """
        Jan 2025 - audit to be complete 3 months post to show impact | 2025-01-31 | month | then 2025-04-30
        Jan 2025, audit three months after | 2025-01-31 | month | then 2025-04-30
        Jan 2025 with a 6 month review | 2025-01-31 | month | then 2025-07-31
        30 November 2024 - check 3 months later | 2024-11-30 | day | then 2025-02-28
        3 March 2025, check six weeks later | 2025-03-03 | day | then 2025-04-14
        Dec 2024 - audit at months 6 and 18 | 2024-12-31 | month | then 2025-06-30 2026-06-30
        Dec 2024; 6 & 18 month audits | 2024-12-31 | month | then 2025-06-30 2026-06-30
        Dec 2024 - all plans within 20 days of referral | 2024-12-31 | month
        Jan 2025 – 6 months funding | 2025-01-31 | month
        """,
    ),
)

MOVED = (
    *table(
        "moved dates",
        "2026-10-01",
        """
        Feb 27 (was Nov 26) | 2027-02-28 | month | was 2026-11-30
        Feb 2027 (was November 2026) | 2027-02-28 | month | was 2026-11-30
        Feb 27, was Nov 26 | 2027-02-28 | month | was 2026-11-30
        Feb 27 (previously Nov 26) | 2027-02-28 | month | was 2026-11-30
        Feb 27 (originally Nov 26) | 2027-02-28 | month | was 2026-11-30
        Feb 27 (original date Nov 26) | 2027-02-28 | month | was 2026-11-30
        Nov 26, now Feb 27 | 2027-02-28 | month | was 2026-11-30
        Nov 26 - moved to Feb 27 | 2027-02-28 | month | was 2026-11-30
        moved from Nov 26 to Feb 27 | 2027-02-28 | month | was 2026-11-30
        Nov 26 extended to Feb 27 | 2027-02-28 | month | was 2026-11-30
        Nov 26. Revised date: Feb 27 | 2027-02-28 | month | was 2026-11-30
        Nov 26 → Feb 27 | 2027-02-28 | month | was 2026-11-30
        Nov 26 (original), Feb 27 (revised) | 2027-02-28 | month | was 2026-11-30
        Deferred from Nov 26 until Feb 27 | 2027-02-28 | month | was 2026-11-30
        Postponed to Feb 27 (from Nov 26) | 2027-02-28 | month | was 2026-11-30
        Overdue - was due Nov 26, now expected Feb 27 | 2027-02-28 | month | was 2026-11-30
        Original target: Nov 26; new target: Feb 27 | 2027-02-28 | month | was 2026-11-30
        Nov 26 – new target date Feb 27 | 2027-02-28 | month | was 2026-11-30
        """,
    ),
)

IMPOSSIBLE = (
    *table(
        "dates that cannot be",
        "2024-11-13",
        """
        31 June 2025 | - | none | says “31 June 2025” is no day of the calendar.
        by 31st June 2025 | - | none | says “31st June 2025” is no day of the calendar.
        31 June | - | none | says “31 June” is no day of the calendar.
        30 February 2025 | - | none | says “30 February 2025” is no day of the calendar.
        29 Feb 2025 | - | none | says “29 Feb 2025” is no day of the calendar.
        31/06/25 | - | none | says “31/06/25” is no day of the calendar.
        03/14/2025 | - | none | says “03/14/2025” is no day of the calendar.
        2025-02-30 | - | none | says “2025-02-30” is no day of the calendar.
        0 March 2025 | - | none | says “0 March 2025” is no day of the calendar.
        39 March 2025 | - | none | says “39 March 2025” is no day of the calendar.
        Monday 5 March 2025 | - | none | says “Monday 5 March 2025” contradicts itself: 5 March 2025 is a Wednesday.
        June 2025 to January 2025 | - | none | says “June 2025 to January 2025” ends before it begins.
        14-12 March 2025 | - | none | says “14-12 March 2025” ends before it begins.
        Dec 2042 | - | none | says “Dec 2042” is far from the plan's own date (13 November 2024).
        March 2204 | - | none | says “March 2204” is far from the plan's own date (13 November 2024).
        Dec 2014 | - | none | says “Dec 2014” is far from the plan's own date (13 November 2024).
        March 1925 | - | none | says “March 1925” is far from the plan's own date (13 November 2024).
        March 20255 | - | none | says “March 20255” has a year that cannot be read.
        March 202 | - | none | says “March 202” has a year that cannot be read.
        """,
    ),
    *table(
        "dates that cannot be",
        "2024-03-28",
        """
        Jan 2024 | - | none | row starts 2024-02-01; says “Jan 2024” lies before the start (1 February 2024).
        31/01/24 | - | none | row starts 2024-02-01; says “31/01/24” lies before the start (1 February 2024).
        """,
    ),
    *table(
        "dates that cannot be",
        "2024-11-13",
        """
        Every term | - | none | says “Every term” is no rate that is kept here: name the next date.
        Six-monthly | - | none | says “Six-monthly” is no rate that is kept here: name the next date.
        Within 6 months | - | none | says “Within 6 months” counts from a day that the plan does not name.
        Review in 6 months | - | none | says “Review in 6 months” counts from a day that the plan does not name.
        6 months from the date of the report | - | none | says “6 months” counts from a day that the plan does not name.
        """,
    ),
    *table(
        "dates that cannot be",
        "2024-05-01",
        """
        Completed Dec 24 | - | none | says “Dec 24” is given as completed, after the plan's own date (1 May 2024).
        """,
    ),
)
