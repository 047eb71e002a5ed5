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

The table itself is sample_mailings.txt. Not in it: the first look at the plan, which the co-ordinator gets on the day
it is read.
"""

from datetime import date
from pathlib import Path

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

MAILINGS = read_mailings(Path(__file__).with_name("sample_mailings.txt").read_text(encoding="utf-8"), PEOPLE)
