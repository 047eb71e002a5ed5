"""Cells whose words say what a date is for: what recurs, what starts, what is bounded; and cells that name none."""

from tests.scheduler.reading.dates.expected import table

RECURRING = (
    *table(
        "days of each year",
        "2024-11-13",
        """
        31 August each year | 2025-08-31 | day | recurs annual
        April each year | 2025-04-30 | month | recurs annual
        """,
        asks=True,
    ),
    *table(
        "recurring targets",
        "2024-11-13",
        """
        Quarterly from now | 2024-12-31 | quarter | recurs quarterly
        Quarterly from now. | 2024-12-31 | quarter | recurs quarterly
        each quarter | 2024-12-31 | quarter | recurs quarterly
        every quarter | 2024-12-31 | quarter | recurs quarterly
        Quarterly | 2024-12-31 | quarter | recurs quarterly
        Quarterly audit | 2024-12-31 | quarter | recurs quarterly
        Quarterly audit – by two managers of partner agencies | 2024-12-31 | quarter | recurs quarterly
        Every 3 months | 2024-12-31 | quarter | recurs quarterly
        Audits to take place each quarter, of ten children at least | 2024-12-31 | quarter | recurs quarterly
        New review (look again each quarter with the heads) | 2024-12-31 | quarter | recurs quarterly
        At least quarterly | 2024-12-31 | quarter | recurs quarterly
        On a quarterly basis | 2024-12-31 | quarter | recurs quarterly
        Ongoing - quarterly | 2024-12-31 | quarter | recurs quarterly
        To take place quarterly | 2024-12-31 | quarter | recurs quarterly
        March 2025 and quarterly thereafter | 2025-03-31 | month | recurs quarterly
        December 2024, then quarterly | 2024-12-31 | month | recurs quarterly
        Report to the board on 5 December 2024 and then quarterly | 2024-12-05 | day | recurs quarterly
        Quarterly from January 2025 | 2025-03-31 | quarter | recurs quarterly; starts 2025-01-01
        Quarterly audits (start date April 2025) | 2025-06-30 | quarter | recurs quarterly; starts 2025-04-01
        Quarterly, first in January 2025 | 2025-01-31 | month | recurs quarterly
        """,
    ),
    *table(
        "recurring targets",
        "2024-12-31",
        """
        Quarterly from now | 2025-03-31 | quarter | recurs quarterly
        """,
    ),
    *table(
        "recurring targets",
        "2020-06-15",
        """
        each quarter | 2020-06-30 | quarter | recurs quarterly
        """,
    ),
    *table(
        "recurring targets",
        "2024-11-13",
        """
        Monthly | 2024-11-30 | month | recurs monthly
        Monthly from now | 2024-11-30 | month | recurs monthly
        each month | 2024-11-30 | month | recurs monthly
        Monthly meetings of the panel | 2024-11-30 | month | recurs monthly
        Annually | - | none | recurs annual
        Every year | - | none | recurs annual
        Annually by 31 March 2025 | 2025-03-31 | day | recurs annual
        Yearly – June 2025 | 2025-06-30 | month | recurs annual
        March 2025 and annually thereafter | 2025-03-31 | month | recurs annual
        Annual – March 2025 | 2025-03-31 | month | recurs annual
        Fortnightly | - | none | recurs fortnightly
        every two weeks | - | none | recurs fortnightly
        """,
    ),
    *table(
        "frequencies of something else",
        "2024-11-13",
        """
        Dec 2024 - new section in the report, with audits reported quarterly | 2024-12-31 | month
        Dec 2024 – impact to be reported to the board quarterly | 2024-12-31 | month
        Monthly panel to be established | - | none
        Results reported quarterly | - | none
        Outcomes to be presented to the board each quarter | - | none
        Jan 2025 – monthly risk panel to be set up | 2025-01-31 | month
        """,
    ),
)

STARTS_ONLY = (
    *table(
        "starts, never targets",
        "2020-06-15",
        """
        Pilot to be launched on 20th April 2020 | - | none | starts 2020-04-20
        Part of the locality plan 2020/2021 launched on 3rd June 2020 | - | none | starts 2020-06-03
        Part of the locality plan, to be launched on 3 rd June 2020. | - | none | starts 2020-06-03
        Launch date: 1 July 2020 | - | none | starts 2020-07-01
        Launch – September 2020 | - | none | starts 2020-09-01
        September 2020 launch | - | none | starts 2020-09-01
        From September 2020 | - | none | starts 2020-09-01
        from 1 July 2020 onwards | - | none | starts 2020-07-01
        from 1.4.21 | - | none | starts 2021-04-01
        Commencing September 2020 | - | none | starts 2020-09-01
        To commence in Dec 20 | - | none | starts 2020-12-01
        Commenced March 2020 | - | none | starts 2020-03-01
        Start date July 2020 | - | none | starts 2020-07-01
        Starts w/c 6 July 2020 | - | none | starts 2020-07-06
        Starting in September 2020 | - | none | starts 2020-09-01
        Started April 2020 | - | none | starts 2020-04-01
        July 2020 onwards | - | none | starts 2020-07-01
        Began in May 2020 | - | none | starts 2020-05-01
        Go live 1 October 2020 | - | none | starts 2020-10-01
        Effective from 1 October 2020 | - | none | starts 2020-10-01
        With effect from October 2020 | - | none | starts 2020-10-01
        Since January 2020 | - | none | starts 2020-01-01
        """,
    ),
)

NOT_BEFORE = (
    *table(
        "not before",
        "2020-06-15",
        """
        not before April 2021 | 2021-04-30 | month | earliest
        Not before 1 April 2021 | 2021-04-01 | day | earliest
        not until at least Autumn 2020 | 2020-11-30 | season | earliest
        not until at least Autumn / Winter of 2020 | 2021-02-28 | season | earliest
        Changes will not take effect until at least Autumn 2020 | 2020-11-30 | season | earliest
        no earlier than Q3 2020/21 | 2020-12-31 | quarter | earliest
        no sooner than January 2021 | 2021-01-31 | month | earliest
        January 2021 at the earliest | 2021-01-31 | month | earliest
        At the earliest January 2021 | 2021-01-31 | month | earliest
        Cannot be started before March 2021 | 2021-03-31 | month | earliest
        after March 2021 | 2021-03-31 | month | earliest
        """,
        asks=True,
    ),
)

NONE = (
    *table(
        "no date",
        "2024-11-13",
        """
         | - | none
        ASAP | - | none
        As soon as possible | - | none
        TBC | - | none
        TBA | - | none
        N/A | - | none
        - | - | none
        ongoing | - | none
        On-going | - | none
        Immediate | - | none
        Immediately and ongoing | - | none
        In progress | - | none
        Completed | - | none
        Done | - | none
        outcome awaited | - | none
        Proposal now with the force lead – outcome awaited. | - | none
        Waiting for guidance | - | none
        In progress, awaiting advice of the regulator in Feb 2024 | - | none
        Next available board | - | none
        Agreed by partners, with 3 of 5 teams trained | - | none
        Bear Covid-19 in mind | - | none
        24/7 access to assessment | - | none
        1:1 supervision, 10 point checklist, 60% more | - | none
        From 2x a year to 1x a year | - | none
        six months of funding | - | none
        Cases over 6 months | - | none
        Booked for 12 months in advance | - | none
        See 2.21 and 3.12 | - | none
        Version 2.1.24 of the form | - | none
        Tel 01273 555 010 | - | none
        Completed Sept 2024 | - | none
        Completed - October 2024 | - | none
        Completed. October 2024 | - | none
        Update Nov 2024: well received | - | none
        Complete (March 2024) | - | none
        In progress Feb 2024 | - | none
        Update March 2024: training has been well received | - | none
        Revisit the audit completed in February 2024 to show progress | - | none
        Learning from the June 2024 inspection findings | - | none
        Young people turned up in droves | - | none
        """,
    ),
)
