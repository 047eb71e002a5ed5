"""Who gets what on which day of the sample plan's first five months, worked out by hand from the rules alone.

Read on Tue 1 September 2026 and released in that morning's round; nobody answers, nothing is edited. Due days:

    Fri 31 Jul 2026   2.11                        late at first reading; Mon 31 Aug is a bank holiday, so Tue is its day
    Mon 31 Aug 2026   6.12                        late for the first time on the day of reading
    Wed 30 Sep 2026   1.12  2.12  2.13            months, and a quarter that comes round
    Sat 31 Oct 2026   1.13  3.12  4.11  7.11
    Fri 13 Nov 2026   2.14                        a named day: two days before, and the day itself, as well
    Mon 30 Nov 2026   1.21  3.11  6.21
    Mon 14 Dec 2026   4.12                        a named day
    Thu 31 Dec 2026   4.13  5.11  6.11  7.21      a month, a quarter, a term
    Sun 31 Jan 2027   1.13#1  5.13                a milestone, a month
    Sun 28 Feb 2027   6.22                        moved once, from November
    Wed 31 Mar 2027   6.23                        nothing is due to be said before Wed 3 March

1.11, 5.12 and 7.12 are complete. 3.13 is undated: Helen is asked for a date 14 days before the board meets, on Thu
17 September and Thu 17 December. Nobody confirmed leads 2.12, 3.12, 4.13 and 5.13: their mail goes
to Sam, who co-ordinates. Nobody works on Mon 31 Aug, at weekends and from Thu 24 December to Sat 2 January, so the
week of Mon 28 December has no weekly mail, and lateness waits from Wed 23 December to Mon 4 January.

The clock of an escalation starts on the day of the first late notice: managers hear on the fifth working day after
it, the chair on the first weekly day from the tenth on, and weekly from then on. Robin, who chairs, leads 7.11, so
Owen hears of it instead. Robin, Sam and Leila have no manager, so that step is left out for them.

Nobody who can be told leads 2.12, 3.12, 4.13 and 5.13: Sam hears so on the day of the release, Tue 1 September. Ten
working days later is Tue 15 September; from the next weekly day on, Mon 21, each mail to the chair names them, late or
not. Sam sees each mail to the chair two working days before it goes: on a Thursday, and on Tue 22 December the one of
Mon 4 January. The board meets on Thu 17 September and Thu 17 December, with papers due on the Thursday before; three
working days before them is Mon 7 September, when nothing is the chair's yet, and Mon 7 December, when the exception
notes to Robin and Owen stand in for that week's mails.

Not in the table: the first look at the plan, which the co-ordinator gets on the day it is read.
"""

from datetime import date

from tests.journeys.mailings import read_mailings

FIRST_DAY = date(2026, 9, 1)
LAST_DAY = date(2027, 1, 31)

PEOPLE = {
    "Amara": "amara.pell@example.com",
    "Dev": "dev.rao@example.org",
    "Helen": "helen.brandt@example.org",
    "Jess": "jess.onwu@example.org",
    "Leila": "leila.farr@example.net",
    "Lewis": "lewis.arden@example.org",
    "Marcus": "marcus.tye@example.com",
    "Owen": "owen.sadler@example.net",
    "Priya": "priya.lomas@example.org",
    "Robin": "chair@example.org",
    "Sam": "sam@example.org",
    "Team": "team.managers@example.org",
    "Tom": "tom.keir@example.org",
}

MAILINGS = read_mailings(
    """
Tue 2026-09-01
  digest      Dev     weekly late: 2.11
  digest      Helen   first working day late: 6.12
  digest      Sam     nobody leads: 2.12 3.12 4.13 5.13

Wed 2026-09-02
  digest      Tom     28 days before: 1.12
  digest      Dev     28 days before: 2.13
  digest      Sam     28 days before: 2.12

Thu 2026-09-03
  digest      Helen   asked for a date: 3.13

Mon 2026-09-07
  digest      Dev     weekly late: 2.11
  digest      Helen   weekly late: 6.12

Tue 2026-09-08
  escalation  Priya   to the manager: 2.11
  escalation  Lewis   to the manager: 6.12

Mon 2026-09-14
  digest      Dev     weekly late: 2.11
  digest      Helen   weekly late: 6.12

Wed 2026-09-16
  digest      Tom     14 days before: 1.12
  digest      Dev     14 days before: 2.13
  digest      Sam     14 days before: 2.12

Thu 2026-09-17
  digest      Sam     chair's look of Mon 2026-09-21: cog

Mon 2026-09-21
  digest      Dev     weekly late: 2.11
  digest      Helen   weekly late: 6.12
  escalation  Robin   first to the chair: 2.11 6.12 | no lead, to the chair: 2.12 3.12 4.13 5.13

Wed 2026-09-23
  digest      Tom     7 days before: 1.12
  digest      Dev     7 days before: 2.13
  digest      Sam     7 days before: 2.12

Thu 2026-09-24
  digest      Sam     chair's look of Mon 2026-09-28: cog

Mon 2026-09-28
  digest      Dev     weekly late: 2.11
  digest      Helen   weekly late: 6.12
  escalation  Robin   again to the chair: 2.11 6.12 | no lead, to the chair: 2.12 3.12 4.13 5.13

Thu 2026-10-01
  digest      Tom     first working day late: 1.12
  digest      Dev     first working day late: 2.13
  digest      Sam     first working day late: 2.12 | chair's look of Mon 2026-10-05: cog

Fri 2026-10-02
  digest      Tom     28 days before: 1.13
  digest      Dev     28 days before: 1.13
  digest      Sam     28 days before: 3.12
  digest      Marcus  28 days before: 4.11
  digest      Robin   28 days before: 7.11

Mon 2026-10-05
  digest      Tom     weekly late: 1.12
  digest      Dev     weekly late: 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12
  escalation  Robin   again to the chair: 2.11 6.12 | no lead, to the chair: 2.12 3.12 4.13 5.13

Thu 2026-10-08
  escalation  Priya   to the manager: 1.12 2.13
  digest      Sam     chair's look of Mon 2026-10-12: cog

Mon 2026-10-12
  digest      Tom     weekly late: 1.12
  digest      Dev     weekly late: 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12
  escalation  Robin   again to the chair: 2.11 6.12 | no lead, to the chair: 2.12 3.12 4.13 5.13

Thu 2026-10-15
  digest      Sam     chair's look of Mon 2026-10-19: cog

Fri 2026-10-16
  digest      Tom     14 days before: 1.13 | 28 days before: 2.14
  digest      Dev     14 days before: 1.13
  digest      Sam     14 days before: 3.12
  digest      Marcus  14 days before: 4.11
  digest      Robin   14 days before: 7.11

Mon 2026-10-19
  digest      Tom     weekly late: 1.12
  digest      Dev     weekly late: 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12
  escalation  Robin   first to the chair: 1.12 2.13 | again to the chair: 2.11 6.12
                      | no lead, to the chair: 2.12 3.12 4.13 5.13

Thu 2026-10-22
  digest      Sam     chair's look of Mon 2026-10-26: cog

Fri 2026-10-23
  digest      Tom     7 days before: 1.13
  digest      Dev     7 days before: 1.13
  digest      Sam     7 days before: 3.12
  digest      Marcus  7 days before: 4.11
  digest      Robin   7 days before: 7.11

Mon 2026-10-26
  digest      Tom     weekly late: 1.12
  digest      Dev     weekly late: 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12
  escalation  Robin   again to the chair: 1.12 2.11 2.13 6.12 | no lead, to the chair: 2.12 3.12 4.13 5.13

Thu 2026-10-29
  digest      Sam     chair's look of Mon 2026-11-02: cog

Fri 2026-10-30
  digest      Tom     14 days before: 2.14

Mon 2026-11-02
  digest      Tom     weekly late: 1.12 | first working day late: 1.13 | 28 days before: 3.11
  digest      Dev     weekly late: 2.11 2.13 | first working day late: 1.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12 | first working day late: 3.12
  digest      Marcus  first working day late: 4.11
  digest      Robin   first working day late: 7.11
  digest      Team    28 days before: 1.21
  digest      Leila   28 days before: 6.21
  escalation  Robin   again to the chair: 1.12 2.11 2.13 6.12 | no lead, to the chair: 2.12 3.12 4.13 5.13

Thu 2026-11-05
  digest      Sam     chair's look of Mon 2026-11-09: cog

Fri 2026-11-06
  digest      Tom     7 days before: 2.14

Mon 2026-11-09
  digest      Tom     weekly late: 1.12 1.13
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12 3.12
  digest      Marcus  weekly late: 4.11
  digest      Robin   weekly late: 7.11
  escalation  Priya   to the manager: 1.13
  escalation  Amara   to the manager: 4.11
  escalation  Robin   again to the chair: 1.12 2.11 2.13 6.12 | no lead, to the chair: 2.12 3.12 4.13 5.13

Wed 2026-11-11
  digest      Tom     2 days before: 2.14

Thu 2026-11-12
  digest      Sam     chair's look of Mon 2026-11-16: cog

Fri 2026-11-13
  digest      Tom     the day itself: 2.14

Mon 2026-11-16
  digest      Tom     weekly late: 1.12 1.13 | first working day late: 2.14 | 14 days before: 3.11
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12 3.12
  digest      Marcus  weekly late: 4.11 | 28 days before: 4.12
  digest      Robin   weekly late: 7.11
  digest      Team    14 days before: 1.21
  digest      Leila   14 days before: 6.21
  escalation  Robin   first to the chair: 1.13 4.11 | again to the chair: 1.12 2.11 2.13 6.12
                      | no lead, to the chair: 2.12 3.12 4.13 5.13
  escalation  Owen    first to the chair: 7.11

Thu 2026-11-19
  digest      Sam     chair's look of Mon 2026-11-23: cog

Mon 2026-11-23
  digest      Tom     weekly late: 1.12 1.13 2.14 | 7 days before: 3.11
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12 3.12
  digest      Marcus  weekly late: 4.11
  digest      Robin   weekly late: 7.11
  digest      Team    7 days before: 1.21
  digest      Leila   7 days before: 6.21
  escalation  Priya   to the manager: 2.14
  escalation  Robin   again to the chair: 1.12 1.13 2.11 2.13 4.11 6.12
                      | no lead, to the chair: 2.12 3.12 4.13 5.13
  escalation  Owen    again to the chair: 7.11

Thu 2026-11-26
  digest      Sam     chair's look of Mon 2026-11-30: cog

Mon 2026-11-30
  digest      Tom     weekly late: 1.12 1.13 2.14
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12 3.12
  digest      Marcus  weekly late: 4.11 | 14 days before: 4.12
  digest      Robin   weekly late: 7.11
  escalation  Robin   first to the chair: 2.14 | again to the chair: 1.12 1.13 2.11 2.13 4.11 6.12
                      | no lead, to the chair: 2.12 3.12 4.13 5.13
  escalation  Owen    again to the chair: 7.11

Tue 2026-12-01
  digest      Tom     first working day late: 3.11
  digest      Team    first working day late: 1.21
  digest      Leila   first working day late: 6.21

Thu 2026-12-03
  digest      Sam     28 days before: 4.13 | chair's look of Mon 2026-12-07: cog
  digest      Jess    28 days before: 5.11
  digest      Helen   28 days before: 6.11 | asked for a date: 3.13
  digest      Priya   28 days before: 7.21

Mon 2026-12-07
  digest      Tom     weekly late: 1.12 1.13 2.14 3.11
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12 3.12
  digest      Marcus  weekly late: 4.11 | 7 days before: 4.12
  digest      Robin   weekly late: 7.11
  digest      Team    weekly late: 1.21
  digest      Leila   weekly late: 6.21
  escalation  Robin   again to the chair: 1.12 1.13 2.11 2.13 2.14 4.11 6.12
                      | no lead, to the chair: 2.12 3.12 4.13 5.13 | exception note: cog
  escalation  Owen    again to the chair: 7.11 | exception note: cog

Tue 2026-12-08
  escalation  Priya   to the manager: 1.21 3.11

Thu 2026-12-10
  digest      Sam     chair's look of Mon 2026-12-14: cog

Fri 2026-12-11
  digest      Marcus  2 days before: 4.12

Mon 2026-12-14
  digest      Tom     weekly late: 1.12 1.13 2.14 3.11
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12 3.12
  digest      Marcus  weekly late: 4.11 | the day itself: 4.12
  digest      Robin   weekly late: 7.11
  digest      Team    weekly late: 1.21
  digest      Leila   weekly late: 6.21
  escalation  Robin   again to the chair: 1.12 1.13 2.11 2.13 2.14 4.11 6.12
                      | no lead, to the chair: 2.12 3.12 4.13 5.13
  escalation  Owen    again to the chair: 7.11

Tue 2026-12-15
  digest      Marcus  first working day late: 4.12

Thu 2026-12-17
  digest      Sam     14 days before: 4.13 | chair's look of Mon 2026-12-21: cog
  digest      Jess    14 days before: 5.11
  digest      Helen   14 days before: 6.11
  digest      Priya   14 days before: 7.21

Mon 2026-12-21
  digest      Tom     weekly late: 1.12 1.13 2.14 3.11
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.12
  digest      Sam     weekly late: 2.12 3.12
  digest      Marcus  weekly late: 4.11 4.12
  digest      Robin   weekly late: 7.11
  digest      Team    weekly late: 1.21
  digest      Leila   weekly late: 6.21
  escalation  Robin   first to the chair: 1.21 3.11 6.21
                      | again to the chair: 1.12 1.13 2.11 2.13 2.14 4.11 6.12
                      | no lead, to the chair: 2.12 3.12 4.13 5.13
  escalation  Owen    again to the chair: 7.11

Tue 2026-12-22
  escalation  Amara   to the manager: 4.12
  digest      Sam     chair's look of Mon 2027-01-04: cog

Wed 2026-12-23
  digest      Tom     28 days before: 1.13#1
  digest      Dev     28 days before: 1.13#1
  digest      Sam     7 days before: 4.13 | 28 days before: 5.13
  digest      Jess    7 days before: 5.11
  digest      Helen   7 days before: 6.11
  digest      Priya   7 days before: 7.21

Mon 2027-01-04
  digest      Tom     weekly late: 1.12 1.13 2.14 3.11
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.12 | first working day late: 6.11
  digest      Sam     weekly late: 2.12 3.12 | first working day late: 4.13
  digest      Marcus  weekly late: 4.11 4.12
  digest      Robin   weekly late: 7.11
  digest      Team    weekly late: 1.21
  digest      Leila   weekly late: 6.21
  digest      Jess    first working day late: 5.11
  digest      Priya   first working day late: 7.21
  escalation  Robin   again to the chair: 1.12 1.13 1.21 2.11 2.13 2.14 3.11 4.11 6.12 6.21
                      | no lead, to the chair: 2.12 3.12 4.13 5.13
  escalation  Owen    again to the chair: 7.11

Thu 2027-01-07
  digest      Sam     chair's look of Mon 2027-01-11: cog

Mon 2027-01-11
  digest      Tom     weekly late: 1.12 1.13 2.14 3.11
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.11 6.12
  digest      Sam     weekly late: 2.12 3.12 4.13
  digest      Marcus  weekly late: 4.11 4.12
  digest      Robin   weekly late: 7.11
  digest      Team    weekly late: 1.21
  digest      Leila   weekly late: 6.21
  digest      Jess    weekly late: 5.11
  digest      Priya   weekly late: 7.21
  escalation  Priya   to the manager: 5.11
  escalation  Lewis   to the manager: 6.11 7.21
  escalation  Robin   first to the chair: 4.12
                      | again to the chair: 1.12 1.13 1.21 2.11 2.13 2.14 3.11 4.11 6.12 6.21
                      | no lead, to the chair: 2.12 3.12 4.13 5.13
  escalation  Owen    again to the chair: 7.11

Thu 2027-01-14
  digest      Sam     chair's look of Mon 2027-01-18: cog

Fri 2027-01-15
  digest      Tom     14 days before: 1.13#1
  digest      Dev     14 days before: 1.13#1
  digest      Sam     14 days before: 5.13

Mon 2027-01-18
  digest      Tom     weekly late: 1.12 1.13 2.14 3.11
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.11 6.12
  digest      Sam     weekly late: 2.12 3.12 4.13
  digest      Marcus  weekly late: 4.11 4.12
  digest      Robin   weekly late: 7.11
  digest      Team    weekly late: 1.21
  digest      Leila   weekly late: 6.21
  digest      Jess    weekly late: 5.11
  digest      Priya   weekly late: 7.21
  escalation  Robin   first to the chair: 5.11 6.11 7.21
                      | again to the chair: 1.12 1.13 1.21 2.11 2.13 2.14 3.11 4.11 4.12 6.12 6.21
                      | no lead, to the chair: 2.12 3.12 4.13 5.13
  escalation  Owen    again to the chair: 7.11

Thu 2027-01-21
  digest      Sam     chair's look of Mon 2027-01-25: cog

Fri 2027-01-22
  digest      Tom     7 days before: 1.13#1
  digest      Dev     7 days before: 1.13#1
  digest      Sam     7 days before: 5.13

Mon 2027-01-25
  digest      Tom     weekly late: 1.12 1.13 2.14 3.11
  digest      Dev     weekly late: 1.13 2.11 2.13
  digest      Helen   weekly late: 6.11 6.12
  digest      Sam     weekly late: 2.12 3.12 4.13
  digest      Marcus  weekly late: 4.11 4.12
  digest      Robin   weekly late: 7.11
  digest      Team    weekly late: 1.21
  digest      Leila   weekly late: 6.21
  digest      Jess    weekly late: 5.11
  digest      Priya   weekly late: 7.21
  escalation  Robin   again to the chair: 1.12 1.13 1.21 2.11 2.13 2.14 3.11
                      | again to the chair: 4.11 4.12 5.11 6.11 6.12 6.21 7.21
                      | no lead, to the chair: 2.12 3.12 4.13 5.13
  escalation  Owen    again to the chair: 7.11

Thu 2027-01-28
  digest      Sam     chair's look of Mon 2027-02-01: cog

Fri 2027-01-29
  digest      Jess    28 days before: 6.22
""",
    PEOPLE,
)
