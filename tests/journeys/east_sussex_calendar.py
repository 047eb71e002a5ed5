"""Who gets what on which day of East Sussex's plan of 2024, worked out by hand from the rules; facts alone, no wording.

Read on Wed 13 November 2024 and released in that morning's round; nobody answers, nothing is edited. The plan prints
no lead in a column, so nobody's lead is confirmed: the co-ordinator is chased for all of it, no manager hears, and
the chair does. All target dates are months, but for 6.31, which comes round each quarter. Due days:

    Thu 31 Oct 2024   1.12  5.13  6.21                  late at first reading
    Sat 30 Nov 2024   2.11  2.12  3.11  3.12  6.22
    Tue 31 Dec 2024   1.12#1  1.13  2.21  6.11  6.31
    Fri 31 Jan 2025   2.13  2.15  5.11  6.23
    Fri 28 Feb 2025   2.22  3.13  4.11  5.12
    Mon 31 Mar 2025   6.32

1.11, 2.14, 2.23, 4.12, 7.11 and 7.21 are complete. The audit three months after 5.11 was computed from its date and
stays silent until somebody confirms it.

Of what is complete, 2.14 and 2.23 come round quarterly and 7.21 annually. The completion covers the quarter and the
year in which the plan was read; the quarter to Mon 31 March is asked about 14 days before it ends, on Mon 17 March,
and 2025 only in December.

On the first day the weekly notice of Mon 11 November is told late; its clock starts on the day it is told. The
28 days before 30 November were over on Fri 1 November; they are skipped, because the 14 days (Sat 16 November, so
Fri 15 November) fall within three working days. Nothing is mailed from Tue 24 December to Thu 2 January: the 7 days
before 31 December become Mon 23 December, and Fri 3 January is its week's first working day.

Nobody leads what is neither complete nor undated, 1.12#1 aside, whose lead is its action's: the co-ordinator hears so
on the day of the release. Ten working days later is Wed 27 November; from the next weekly day on, Mon 2 December, each
mail to the chair names all of it, late or not. The co-ordinator sees each of these mails two working days before: on a
Thursday, but on Fri 20 December that of Fri 3 January, and on Mon 23 December that of Mon 6 January.

Not in the table: the first look at the plan, which the co-ordinator gets on the day it is read.
"""

from datetime import date

from tests.journeys.mailings import read_mailings

FIRST_DAY = date(2024, 11, 13)
LAST_DAY = date(2025, 3, 31)

PEOPLE = {"Co-ordinator": "sam@example.org", "Chair": "chair@example.org"}

MAILINGS = read_mailings(
    """
Wed 2024-11-13
  digest      Co-ordinator  weekly late of Mon 2024-11-11: 1.12 5.13 6.21
                            | nobody leads: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13 4.11 5.11
                            | nobody leads: 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Fri 2024-11-15
  digest      Co-ordinator  14 days before: 2.11 2.12 3.11 3.12 6.22

Mon 2024-11-18
  digest      Co-ordinator  weekly late: 1.12 5.13 6.21

Fri 2024-11-22
  digest      Co-ordinator  7 days before: 2.11 2.12 3.11 3.12 6.22

Mon 2024-11-25
  digest      Co-ordinator  weekly late: 1.12 5.13 6.21

Thu 2024-11-28
  digest      Co-ordinator  chair's look of Mon 2024-12-02: cog

Mon 2024-12-02
  digest      Co-ordinator  weekly late: 1.12 5.13 6.21 | first working day late: 2.11 2.12 3.11 3.12 6.22
  escalation  Chair         no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Tue 2024-12-03
  digest      Co-ordinator  28 days before: 1.12#1 1.13 2.21 6.11 6.31

Thu 2024-12-05
  digest      Co-ordinator  chair's look of Mon 2024-12-09: cog

Mon 2024-12-09
  digest      Co-ordinator  weekly late: 1.12 2.11 2.12 3.11 3.12 5.13 6.21 6.22
  escalation  Chair         no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2024-12-12
  digest      Co-ordinator  chair's look of Mon 2024-12-16: cog

Mon 2024-12-16
  digest      Co-ordinator  weekly late: 1.12 2.11 2.12 3.11 3.12 5.13 6.21 6.22
  escalation  Chair         no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Tue 2024-12-17
  digest      Co-ordinator  14 days before: 1.12#1 1.13 2.21 6.11 6.31

Thu 2024-12-19
  digest      Co-ordinator  chair's look of Mon 2024-12-23: cog

Fri 2024-12-20
  digest      Co-ordinator  chair's look of Fri 2025-01-03: cog

Mon 2024-12-23
  digest      Co-ordinator  weekly late: 1.12 2.11 2.12 3.11 3.12 5.13 6.21 6.22
                            | 7 days before: 1.12#1 1.13 2.21 6.11 6.31 | chair's look of Mon 2025-01-06: cog
  escalation  Chair         no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Fri 2025-01-03
  digest      Co-ordinator  weekly late: 1.12 2.11 2.12 3.11 3.12 5.13 6.21 6.22
                            | first working day late: 1.12#1 1.13 2.21 6.11 6.31
                            | 28 days before: 2.13 2.15 5.11 6.23
  escalation  Chair         no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Mon 2025-01-06
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.21 3.11 3.12 5.13 6.11 6.21 6.22
                            | weekly late: 6.31
  escalation  Chair         no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-01-09
  digest      Co-ordinator  chair's look of Mon 2025-01-13: cog

Mon 2025-01-13
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.21 3.11 3.12 5.13 6.11 6.21 6.22
                            | weekly late: 6.31
  escalation  Chair         no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-01-16
  digest      Co-ordinator  chair's look of Mon 2025-01-20: cog

Fri 2025-01-17
  digest      Co-ordinator  14 days before: 2.13 2.15 5.11 6.23

Mon 2025-01-20
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.21 3.11 3.12 5.13 6.11 6.21 6.22
                            | weekly late: 6.31
  escalation  Chair         first to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-01-23
  digest      Co-ordinator  chair's look of Mon 2025-01-27: cog

Fri 2025-01-24
  digest      Co-ordinator  7 days before: 2.13 2.15 5.11 6.23

Mon 2025-01-27
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.21 3.11 3.12 5.13 6.11 6.21 6.22
                            | weekly late: 6.31
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-01-30
  digest      Co-ordinator  chair's look of Mon 2025-02-03: cog

Fri 2025-01-31
  digest      Co-ordinator  28 days before: 2.22 3.13 4.11 5.12

Mon 2025-02-03
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.21 3.11 3.12 5.13 6.11 6.21 6.22
                            | weekly late: 6.31 | first working day late: 2.13 2.15 5.11 6.23
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-02-06
  digest      Co-ordinator  chair's look of Mon 2025-02-10: cog

Mon 2025-02-10
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.13 2.15 2.21 3.11 3.12
                            | weekly late: 5.11 5.13 6.11 6.21 6.22 6.23 6.31
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-02-13
  digest      Co-ordinator  chair's look of Mon 2025-02-17: cog

Fri 2025-02-14
  digest      Co-ordinator  14 days before: 2.22 3.13 4.11 5.12

Mon 2025-02-17
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.13 2.15 2.21 3.11 3.12
                            | weekly late: 5.11 5.13 6.11 6.21 6.22 6.23 6.31
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-02-20
  digest      Co-ordinator  chair's look of Mon 2025-02-24: cog

Fri 2025-02-21
  digest      Co-ordinator  7 days before: 2.22 3.13 4.11 5.12

Mon 2025-02-24
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.13 2.15 2.21 3.11 3.12
                            | weekly late: 5.11 5.13 6.11 6.21 6.22 6.23 6.31
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-02-27
  digest      Co-ordinator  chair's look of Mon 2025-03-03: cog

Mon 2025-03-03
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.13 2.15 2.21 3.11 3.12
                            | weekly late: 5.11 5.13 6.11 6.21 6.22 6.23 6.31
                            | first working day late: 2.22 3.13 4.11 5.12 | 28 days before: 6.32
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-03-06
  digest      Co-ordinator  chair's look of Mon 2025-03-10: cog

Mon 2025-03-10
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | weekly late: 4.11 | weekly late: 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-03-13
  digest      Co-ordinator  chair's look of Mon 2025-03-17: cog

Mon 2025-03-17
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | weekly late: 4.11 | weekly late: 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31
                            | 14 days before: 6.32 | asked for a line of Mon 2025-03-31: 2.14 2.23
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-03-20
  digest      Co-ordinator  chair's look of Mon 2025-03-24: cog

Mon 2025-03-24
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | weekly late: 4.11 | weekly late: 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31
                            | 7 days before: 6.32
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32

Thu 2025-03-27
  digest      Co-ordinator  chair's look of Mon 2025-03-31: cog

Mon 2025-03-31
  digest      Co-ordinator  weekly late: 1.12 1.12#1 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | weekly late: 4.11 | weekly late: 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31
  escalation  Chair         again to the chair: 1.12#1
                            | no lead, to the chair: 1.12 1.13 2.11 2.12 2.13 2.15 2.21 2.22 3.11 3.12 3.13
                            | no lead, to the chair: 4.11 5.11 5.12 5.13 6.11 6.21 6.22 6.23 6.31 6.32
""",
    PEOPLE,
)
