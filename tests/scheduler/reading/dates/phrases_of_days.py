"""Phrases that name days and weeks."""

from tests.scheduler.reading.dates.expected import table

DAYS = (
    *table(
        "days",
        "2020-06-15",
        """
        20th April 2020 | Mon 2020-04-20 | day
        20 th April 2020 | Mon 2020-04-20 | day
        20ᵗʰ April 2020 | Mon 2020-04-20 | day
        20 April 2020 | Mon 2020-04-20 | day
        20th of April 2020 | Mon 2020-04-20 | day
        20 Apr 2020 | Mon 2020-04-20 | day
        20-Apr-2020 | Mon 2020-04-20 | day
        20-Apr-20 | Mon 2020-04-20 | day
        20Apr2020 | Mon 2020-04-20 | day
        20/Apr/2020 | Mon 2020-04-20 | day
        20.Apr.20 | Mon 2020-04-20 | day
        29/04/20 | Wed 2020-04-29 | day
        29/04/2020 | Wed 2020-04-29 | day
        29 / 04 / 2020 | Wed 2020-04-29 | day
        29.04.20 | Wed 2020-04-29 | day
        29.4.2020 | Wed 2020-04-29 | day
        29-04-2020 | Wed 2020-04-29 | day
        29⁄04⁄2020 | Wed 2020-04-29 | day
        2 nd July 2020 | Thu 2020-07-02 | day
        3 rd August 2020 | Mon 2020-08-03 | day
        1 st September 2020 | Tue 2020-09-01 | day
        """,
    ),
    *table(
        "days",
        "2024-11-13",
        """
        01/02/2025 | Sat 2025-02-01 | day
        03/04/25 | Thu 2025-04-03 | day
        12/11/24 | Tue 2024-11-12 | day
        31/3/25 | Mon 2025-03-31 | day
        1/4/25 | Tue 2025-04-01 | day
        1.4.25 | Tue 2025-04-01 | day
        31.03.25. | Mon 2025-03-31 | day
        2025-03-14 | Fri 2025-03-14 | day
        2025/03/14 | Fri 2025-03-14 | day
        2025-03-14 00:00:00 | Fri 2025-03-14 | day
        2025-03-14T09:30:00 | Fri 2025-03-14 | day
        Friday 14 March 2025 | Fri 2025-03-14 | day
        Fri 14th March 2025 | Fri 2025-03-14 | day
        Fri. 14 March 2025 | Fri 2025-03-14 | day
        Tuesday, 29 April 2025 | Tue 2025-04-29 | day
        Tues 29/04/2025 | Tue 2025-04-29 | day
        Weds 30 April 2025 | Wed 2025-04-30 | day
        Thurs 1 May 2025 | Thu 2025-05-01 | day
        March 14, 2025 | Fri 2025-03-14 | day
        March 14 2025 | Fri 2025-03-14 | day
        March 14th, 2025 | Fri 2025-03-14 | day
        14 March '25 | Fri 2025-03-14 | day
        14 March 25 | Fri 2025-03-14 | day
        14th March, 2025 | Fri 2025-03-14 | day
        the 3rd of March 2025 | Mon 2025-03-03 | day
        29 February 2028 | Tue 2028-02-29 | day
        """,
    ),
    *table(
        "days in a sentence",
        "2024-11-13",
        """
        by 1.4.25 | Tue 2025-04-01 | day
        14.03.2025 10am | Fri 2025-03-14 | day
        14 March 2025 at 10:00 | Fri 2025-03-14 | day
        30 June 2025 latest | Mon 2025-06-30 | day
        Next board - 12/02/25 | Wed 2025-02-12 | day
        by 31 March 2025 | Mon 2025-03-31 | day
        By 31st March 2025. | Mon 2025-03-31 | day
        no later than 31 March 2025 | Mon 2025-03-31 | day
        on or before 31 March 2025 | Mon 2025-03-31 | day
        Due 31 March 2025 | Mon 2025-03-31 | day
        Deadline: 31/03/2025 | Mon 2025-03-31 | day
        Target date: 31 March 2025 | Mon 2025-03-31 | day
        To be completed by 31 March 2025 | Mon 2025-03-31 | day
        Will be complete by 31.3.25 | Mon 2025-03-31 | day
        To be signed off at the board on 9 December 2024 | Mon 2024-12-09 | day
        20 December 2024 – revised pathway to be shared with both health trusts | Fri 2024-12-20 | day
        Report (31 January 2025) | Fri 2025-01-31 | day
        """,
    ),
    *table(
        "days without a year",
        "2024-11-13",
        """
        31 March | 2025-03-31 | day
        31/3 | 2025-03-31 | day
        by 1/12 | 2024-12-01 | day
        30th November | 2024-11-30 | day
        March 23rd | 2025-03-23 | day
        by 1 December | 2024-12-01 | day
        Monday 3 March | 2025-03-03 | day
        """,
        asks=True,
    ),
    *table(
        "ranges of days",
        "2024-11-13",
        """
        12-14 March 2025 | 2025-03-14 | day
        12 to 14 March 2025 | 2025-03-14 | day
        12th – 14th March 2025 | 2025-03-14 | day
        30 March to 2 April 2025 | 2025-04-02 | day
        1/4/25 - 30/6/25 | 2025-06-30 | day
        1 April 2025 to 31 March 2026 | 2026-03-31 | day
        between 3 March 2025 and 7 March 2025 | 2025-03-07 | day
        from 3 to 7 March 2025 | 2025-03-07 | day
        """,
    ),
    *table(
        "numbers that are no days",
        "2024-11-13",
        """
        6.21 Oct 2024 | 2024-10-31 | month
        Phase 2 March 2025 | 2025-03-31 | month
        Cohort 3 Sept 2025 | 2025-09-30 | month
        3.1.14 Feb 2025 | 2025-02-28 | month
        Tier 2 & 3, Jan 2025 | 2025-01-31 | month
        """,
    ),
)

WEEKS = (
    *table(
        "weeks",
        "2026-11-02",
        """
        w/c 11 January 2027 | Fri 2027-01-15 | day
        W/C 11/01/27 | Fri 2027-01-15 | day
        w/c: 11 January 2027 | Fri 2027-01-15 | day
        wc 11 January 2027 | Fri 2027-01-15 | day
        w/c Mon 11 Jan 27 | Fri 2027-01-15 | day
        week commencing 11 January 2027 | Fri 2027-01-15 | day
        Week commencing Monday 11th January 2027 | Fri 2027-01-15 | day
        week beginning 11 January 2027 | Fri 2027-01-15 | day
        week of 11 January 2027 | Fri 2027-01-15 | day
        w/c 13 January 2027 | Fri 2027-01-15 | day
        w/c Sunday 10 January 2027 | Fri 2027-01-15 | day
        w/c 28 December 2026 | Fri 2027-01-01 | day
        w/e 15 January 2027 | Fri 2027-01-15 | day
        week ending Friday 15 January 2027 | Fri 2027-01-15 | day
        Workshops w/c 11 January 2027 | Fri 2027-01-15 | day
        w/c 4th and 11th January 2027 | Fri 2027-01-08 | day | then 2027-01-15
        """,
    ),
)
