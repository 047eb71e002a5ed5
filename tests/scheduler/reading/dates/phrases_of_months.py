"""Phrases that name months, parts of months, and words that only look like months."""

from tests.scheduler.reading.dates.expected import table

MONTHS = (
    *table(
        "months",
        "2024-11-13",
        """
        Oct 2024 | 2024-10-31 | month
        October 2024 | 2024-10-31 | month
        OCTOBER 2024 | 2024-10-31 | month
        Dec 24 | 2024-12-31 | month
        Dec 23 | 2023-12-31 | month
        Jan 24 | 2024-01-31 | month
        May 24 | 2024-05-31 | month
        Nov 30 | 2030-11-30 | month
        Sept '26 | 2026-09-30 | month
        Sept ’26 | 2026-09-30 | month
        Sept'26 | 2026-09-30 | month
        Sept 26 | 2026-09-30 | month
        Sep-26 | 2026-09-30 | month
        Sep.26 | 2026-09-30 | month
        Sept. 2026 | 2026-09-30 | month
        Sept-2026 | 2026-09-30 | month
        Sep/2026 | 2026-09-30 | month
        Oct2024 | 2024-10-31 | month
        October, 2024 | 2024-10-31 | month
        October of 2024 | 2024-10-31 | month
        Oct 2024 | 2024-10-31 | month
        Feb 2025 | 2025-02-28 | month
        February 2028 | 2028-02-29 | month
        Apr 2025 | 2025-04-30 | month
        Jun 25 | 2025-06-30 | month
        Jul 25 | 2025-07-31 | month
        Aug 25 | 2025-08-31 | month
        March 2025. | 2025-03-31 | month
        by July 2025 | 2025-07-31 | month
        By the end of July 2025 | 2025-07-31 | month
        end of June 2025 | 2025-06-30 | month
        End June 2025 | 2025-06-30 | month
        end-June 2025 | 2025-06-30 | month
        End of Feb 25 | 2025-02-28 | month
        late May 2025 | 2025-05-31 | month
        during March 2025 | 2025-03-31 | month
        before April 2025 | 2025-04-30 | month
        (March 2025) | 2025-03-31 | month
        03/2025 | 2025-03-31 | month
        3/2025 | 2025-03-31 | month
        03/25 | 2025-03-31 | month
        2025-03 | 2025-03-31 | month
        [Nov 2024] | 2024-11-30 | month
        Nov 2024* | 2024-11-30 | month
        circa Mar 25 | 2025-03-31 | month
        March 2024/25 | 2025-03-31 | month
        Sept 2024/25 | 2024-09-30 | month
        may 2025 | 2025-05-31 | month
        by may 2025 | 2025-05-31 | month
        February half term 2025 | 2025-02-28 | month
        May 2025 | 2025-05-31 | month
        """,
    ),
    *table(
        "months in a sentence",
        "2024-11-13",
        """
        Target: March 2025 | 2025-03-31 | month
        Short term (by March 2025) | 2025-03-31 | month
        Immediate / by end of January 2025 | 2025-01-31 | month
        Ongoing until March 2025 | 2025-03-31 | month
        TBC – likely April 2025 | 2025-04-30 | month
        Subject to funding, April 2025 | 2025-04-30 | month
        Pending recruitment – April 2025 | 2025-04-30 | month
        Findings of the pilot to be received in June/July 2025 | 2025-07-31 | month
        Review of the hub completed by September 2025 | 2025-09-30 | month
        Pathway agreed and in place by April 2025 | 2025-04-30 | month
        Sept 24: complete | 2024-09-30 | month
        Nov 2024 – half-day course to be bought in | 2024-11-30 | month
        Jan 2025 - audit of supervision, with managers of other services | 2025-01-31 | month
        Feb 2025: on the agenda of the next county panel | 2025-02-28 | month
        To be introduced in July 2025 | 2025-07-31 | month
        Planned for April 2025 | 2025-04-30 | month
        planned April 25 | 2025-04-30 | month
        Scheduled for Jan 25 | 2025-01-31 | month
        Case for funding to go to leadership in Feb 2025 | 2025-02-28 | month
        In progress, planned April 25 | 2025-04-30 | month
        Work with schools continues. Next check June 2025. | 2025-06-30 | month
        1.12 Oct 2024 – sessions in team meetings | 2024-10-31 | month
        """,
    ),
    *table(
        "ranges of months",
        "2024-11-13",
        """
        January 2025 to June 2025 | 2025-06-30 | month
        Jan - June 2025 | 2025-06-30 | month
        Jan–Mar 25 | 2025-03-31 | month
        Nov 2024 – Jan 2025 | 2025-01-31 | month
        Nov-Jan 2025 | 2025-01-31 | month
        Sept 2024 to March | 2025-03-31 | month
        between December 2024 and February 2025 | 2025-02-28 | month
        from Sept to Dec 2024 | 2024-12-31 | month
        Jan/Feb 2025 | 2025-02-28 | month
        Dec 2024/Jan 2025 | 2025-01-31 | month
        March or April 2025 | 2025-04-30 | month
        """,
    ),
    *table(
        "parts of a month",
        "2024-11-13",
        """
        mid-March 2027 | 2027-03-15 | day
        mid March 2027 | 2027-03-15 | day
        Mid-March '27 | 2027-03-15 | day
        middle of March 2027 | 2027-03-15 | day
        by mid-January 2025 | 2025-01-15 | day
        early Feb 2025 | 2025-02-10 | day
        Early February 2025 | 2025-02-10 | day
        early in February 2025 | 2025-02-10 | day
        beginning of February 2025 | 2025-02-10 | day
        the start of February 2025 | 2025-02-10 | day
        first week of February 2025 | 2025-02-07 | day
        in the first week in Feb 2025 | 2025-02-07 | day
        """,
    ),
)

MONTHS_WITHOUT_YEAR = (
    *table(
        "months without a year",
        "2024-03-28",
        """
        Jan | 2024-01-31 | month
        Nov | 2023-11-30 | month
        April | 2024-04-30 | month
        Aug | 2024-08-31 | month
        Annual review – Jan | 2025-01-31 | month
        Sept | 2024-09-30 | month
        Planned for April | 2024-04-30 | month
        Planned for Jan | 2025-01-31 | month
        To be completed in Feb | 2025-02-28 | month
        by end of May | 2024-05-31 | month
        end of April | 2024-04-30 | month
        mid-April | 2024-04-15 | day
        early May | 2024-05-10 | day
        review in June | 2024-06-30 | month
        Completion in Jan - Ongoing | 2024-01-31 | month
        May/June | 2024-06-30 | month
        """,
        asks=True,
    ),
    *table(
        "words that are no months",
        "2024-03-28",
        """
        This may be extended | - | none
        May be brought to the board | - | none
        March on with the plan | - | none
        April Jones to lead | - | none
        led by April Jones and May Wong | - | none
        June to draft the terms of reference | - | none
        Jan and the team to agree a pathway | - | none
        with decorum and marching bands | - | none
        """,
    ),
)
