"""Phrases that name quarters, seasons, terms, feasts and years."""

from tests.scheduler.reading.dates.expected import table

QUARTERS = (
    *table(
        "quarters",
        "2020-06-15",
        """
        Q2 2020/21 | 2020-09-30 | quarter
        Q1 2020/21 | 2020-06-30 | quarter
        Q3 2020/21 | 2020-12-31 | quarter
        Q4 2020/21 | 2021-03-31 | quarter
        Q1 and Q2 2020/21 | 2020-09-30 | quarter
        Q1 & Q2 2020/21 | 2020-09-30 | quarter
        Q1-Q2 2020/21 | 2020-09-30 | quarter
        Q1/Q2 2020/21 | 2020-09-30 | quarter
        Q1 to Q3 2020/21 | 2020-12-31 | quarter
        Q4 2020/21 to Q1 2021/22 | 2021-06-30 | quarter
        Q2 2020-21 | 2020-09-30 | quarter
        Q2 2020–21 | 2020-09-30 | quarter
        Q2 2020/2021 | 2020-09-30 | quarter
        Q2 20/21 | 2020-09-30 | quarter
        Q2 (2020/21) | 2020-09-30 | quarter
        Q2, 2020/21 | 2020-09-30 | quarter
        Q2 FY20/21 | 2020-09-30 | quarter
        Q2 of 2020/21 | 2020-09-30 | quarter
        q2 2020/21 | 2020-09-30 | quarter
        2020/21 Q2 | 2020-09-30 | quarter
        FY2020/21 Q2 | 2020-09-30 | quarter
        Quarter 2 2020/21 | 2020-09-30 | quarter
        Quarter two of 2020/21 | 2020-09-30 | quarter
        2nd quarter 2020/21 | 2020-09-30 | quarter
        second quarter of 2020/21 | 2020-09-30 | quarter
        Third quarter of the financial year 2020/21 | 2020-12-31 | quarter
        By end of Q2 2020/21 | 2020-09-30 | quarter
        Proposal to go to the leadership team Q2 2020/21 | 2020-09-30 | quarter
        Bid agreed Q1 and Q2 2020/21, new model, staff recruited | 2020-09-30 | quarter
        Q3 (Oct to Dec 2020) | 2020-12-31 | quarter
        Q4 (Oct–Dec 2020) | 2020-12-31 | quarter
        Quarter 3 (October - December) 2020/21 | 2020-12-31 | quarter
        """,
    ),
    *table(
        "quarters",
        "2026-06-01",
        """
        Q3 26/27 | 2026-12-31 | quarter
        Q4 26/27 | 2027-03-31 | quarter
        """,
    ),
    *table(
        "quarters without a year",
        "2020-06-15",
        """
        Q2 review as planned | 2020-09-30 | quarter
        Q1 | 2020-06-30 | quarter
        by Q4 | 2021-03-31 | quarter
        Quarter 3 | 2020-12-31 | quarter
        last quarter | 2021-03-31 | quarter
        Q2 and Q3 | 2020-12-31 | quarter
        """,
        asks=True,
    ),
    *table(
        "quarters without a year",
        "2021-02-10",
        """
        Q2 review as planned | 2020-09-30 | quarter
        Q4 | 2021-03-31 | quarter
        """,
        asks=True,
    ),
    *table(
        "quarters of one year",
        "2024-11-13",
        """
        Q4 2024 | 2025-03-31 | quarter
        Q1 2025 | 2025-06-30 | quarter
        2024 Q4 | 2025-03-31 | quarter
        Q4 24 | 2025-03-31 | quarter
        Q2 '25 | 2025-09-30 | quarter
        first quarter of 2025 | 2025-06-30 | quarter
        """,
        asks=True,
    ),
)

SEASONS = (
    *table(
        "seasons",
        "2020-06-15",
        """
        Spring 2020 | 2020-05-31 | season
        Summer 2020 | 2020-08-31 | season
        Autumn 2020 | 2020-11-30 | season
        Winter 2020 | 2021-02-28 | season
        Winter 2023 | 2024-02-29 | season
        Autumn/Winter 2020 | 2021-02-28 | season
        Autumn / Winter of 2020 | 2021-02-28 | season
        Autumn and Winter 2020 | 2021-02-28 | season
        Autumn to Winter 2020 | 2021-02-28 | season
        Spring/Summer 2021 | 2021-08-31 | season
        Spring-Summer 2021 | 2021-08-31 | season
        Winter 2020/21 | 2021-02-28 | season
        Spring 2020/21 | 2021-05-31 | season
        Summer '21 | 2021-08-31 | season
        Summer 21 | 2021-08-31 | season
        by Autumn 2020 | 2020-11-30 | season
        in the summer of 2021 | 2021-08-31 | season
        End of Summer 2021 | 2021-08-31 | season
        late Autumn 2020 | 2020-11-30 | season
        AUTUMN 2020 | 2020-11-30 | season
        """,
    ),
    *table(
        "seasons without a year",
        "2024-11-13",
        """
        Spring | 2025-05-31 | season
        by the summer | 2024-08-31 | season
        Autumn | 2024-11-30 | season
        in the new year, by spring | 2025-05-31 | season
        """,
        asks=True,
    ),
    *table(
        "words that are no seasons",
        "2024-11-13",
        """
        summer school to be offered | - | none
        Spring forward | - | none
        young people in the summer programme | - | none
        """,
    ),
    *table(
        "terms",
        "2026-05-01",
        """
        Autumn term 2026 | 2026-12-31 | season
        Spring term 2027 | 2027-04-30 | season
        Summer term 2027 | 2027-07-31 | season
        autumn term of 2026 | 2026-12-31 | season
        by the end of the Spring term 2027 | 2027-04-30 | season
        end of summer term 2027 | 2027-07-31 | season
        Autumn 2026 term | 2026-12-31 | season
        Easter term 2027 | 2027-04-30 | season
        Autumn term 2026/27 | 2026-12-31 | season
        Spring term 2026/27 | 2027-04-30 | season
        Summer Term 26/27 | 2027-07-31 | season
        Autumn and Spring terms 2027 | 2027-04-30 | season
        """,
    ),
    *table(
        "school years",
        "2026-05-01",
        """
        academic year 2026/27 | 2027-07-31 | season
        by the end of the academic year 2026/27 | 2027-07-31 | season
        2026/27 academic year | 2027-07-31 | season
        end of the 2026-27 school year | 2027-07-31 | season
        """,
    ),
    *table(
        "terms without a year",
        "2026-05-01",
        """
        end of the summer term | 2026-07-31 | season
        end of the school year | 2026-07-31 | season
        """,
        asks=True,
    ),
)

FEASTS = (
    *table(
        "feasts",
        "2024-11-13",
        """
        by Christmas 2024 | Tue 2024-12-24 | day
        by Christmas 2025 | Wed 2025-12-24 | day
        Before Christmas 2026 | Thu 2026-12-24 | day
        by Christmas 2027 | Fri 2027-12-24 | day
        by Christmas 2028 | Fri 2028-12-22 | day
        by Xmas 2028 | Fri 2028-12-22 | day
        Christmas 2026 | Thu 2026-12-24 | day
        pre-Christmas 2026 | Thu 2026-12-24 | day
        by Easter 2025 | Thu 2025-04-17 | day
        before Easter 2026 | Thu 2026-04-02 | day
        by Easter 2027 | Thu 2027-03-25 | day
        ahead of the Easter break 2027 | Thu 2027-03-25 | day
        Workshop to be held before Easter 2028 | Thu 2028-04-13 | day
        """,
    ),
    *table(
        "feasts without a year",
        "2024-11-13",
        """
        by Christmas | Tue 2024-12-24 | day
        before Easter | Thu 2025-04-17 | day
        """,
        asks=True,
    ),
    *table(
        "words that are no feasts",
        "2024-11-13",
        """
        Christmas closure covered | - | none
        after Christmas | - | none
        """,
    ),
)

YEARS = (
    *table(
        "financial years",
        "2026-05-01",
        """
        2026/27 | 2027-03-31 | quarter
        26/27 | 2027-03-31 | quarter
        2026-27 | 2027-03-31 | quarter
        2026–27 | 2027-03-31 | quarter
        2026/2027 | 2027-03-31 | quarter
        FY26/27 | 2027-03-31 | quarter
        FY 2026/27 | 2027-03-31 | quarter
        by the end of the financial year 2026/27 | 2027-03-31 | quarter
        By end of 2026/27 | 2027-03-31 | quarter
        during 2026/27 | 2027-03-31 | quarter
        2026/27 financial year | 2027-03-31 | quarter
        financial year 2026-27 | 2027-03-31 | quarter
        in 2026/27 | 2027-03-31 | quarter
        Review of contracts - 2026/27 | 2027-03-31 | quarter
        Programme to run across financial year 2026/27 | 2027-03-31 | quarter
        Year 1 (2026/27) | 2027-03-31 | quarter
        2025/26 to 2027/28 | 2028-03-31 | quarter
        """,
    ),
    *table(
        "financial years",
        "2026-05-01",
        """
        end of the financial year | 2027-03-31 | quarter
        """,
        asks=True,
    ),
    *table(
        "financial years",
        "2026-02-01",
        """
        by financial year end | 2026-03-31 | quarter
        by year end | 2026-03-31 | quarter
        """,
        asks=True,
    ),
    *table(
        "years that are part of a name",
        "2020-06-15",
        """
        Within the locality plan 2020/2021 | - | none
        Add to the exploitation action plan 2020/21 | - | none
        For young people of 16/17 | - | none
        Offer for 18-19 year olds | - | none
        the 2020/21 training programme | - | none
        """,
    ),
    *table(
        "calendar years",
        "2026-05-01",
        """
        by the end of 2026 | 2026-12-31 | quarter
        end 2027 | 2027-12-31 | quarter
        """,
    ),
    *table(
        "calendar years",
        "2026-05-01",
        """
        2027 | 2027-12-31 | quarter
        by 2028 | 2028-12-31 | quarter
        mid-2027 | 2027-06-30 | quarter
        early 2027 | 2027-03-31 | quarter
        late 2027 | 2027-12-31 | quarter
        early summer 2027 | 2027-08-31 | season
        by the autumn half term 2026 | 2026-10-31 | month
        mid-Q2 2026/27 | 2026-09-30 | quarter
        start of the autumn term 2026 | 2026-09-01 | day
        """,
        asks=True,
    ),
)
