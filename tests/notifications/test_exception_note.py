"""The exception note before a meeting: what its subject and text say, and that nothing in it is more than words."""

from dataclasses import replace
from datetime import date

from notifications.digest import Tone
from notifications.escalation import Asked, Escalation, Matter, Occasion, Told
from notifications.message import Mailbox, compose
from notifications.rendering import render
from tests.notifications.mails import EIGHT, MONDAY, line
from tests.notifications.words import document, seen

DATE = "Set a new date, or close it unfinished"
LEAD = "Name another lead"
LATE = Matter(
    line=line("1.12", title="Agree one threshold document"),
    reason="still late; a decision is waiting",
    told_before=(Told(whom="Nina Marsh, lead", on=date(2025, 2, 17)),),
    ask=DATE,
)
MOVED = Matter(
    line=line("2.1", Tone.LATER, standing="Due by the end of June 2025", due="by the end of June 2025", plan_words=""),
    reason="its target date has moved 2 times; at first it was due by the end of November 2024",
    ask=DATE,
)
UNLED = Matter(
    line=line("3.4", Tone.LATER, standing="Due by the end of June 2025", due="by the end of June 2025", plan_words=""),
    reason="no lead who can be reached since Monday 3 February 2025",
    ask=LEAD,
)
NOTE = Escalation(
    person="Robin Hale",
    day=MONDAY,
    board="Chief Officer Group",
    role="chair",
    reply_to_name="Sam Ode",
    reply_to="sam@example.org",
    matters=(LATE, MOVED, UNLED),
    meeting=Occasion(title="Quarterly meeting", on=date(2025, 3, 13), papers_due_on=date(2025, 3, 6)),
    remarks=("2.1 waits for the same guidance as 3.4.",),
    noted=("4.2 Share the audit: noted on Thursday 13 February 2025 until the meeting on Thursday 13 March 2025",),
)
TEXT = """\
3 decisions before Quarterly meeting, Thursday 13 March 2025
1 overdue, 2 due later

Chief Officer Group
Monday 3 March 2025
Papers are due on Thursday 6 March 2025.

This is all that waits for you, in place of this week’s mail. For each
you can decide on a new date, another lead, to close it unfinished, or
to raise it at the meeting.

FROM SAM ODE

2.1 waits for the same guidance as 3.4.

SET A NEW DATE, OR CLOSE IT UNFINISHED

1.12  Agree one threshold document
      1 working day late
      Target date: Friday 28 February 2025. The plan says “28/02/25”.
      Before you because: still late; a decision is waiting.
      Lead: nobody yet.
      Told on Monday 17 February 2025: Nina Marsh, lead
      Answer: reply, and name 1.12

2.1  Action 2.1
      Due by the end of June 2025
      Before you because: its target date has moved 2 times; at first it
      was due by the end of November 2024.
      Lead: nobody yet.
      Answer: reply, and name 2.1

NAME ANOTHER LEAD

3.4  Action 3.4
      Due by the end of June 2025
      Before you because: no lead who can be reached since Monday 3
      February 2025.
      Lead: nobody yet.
      Answer: reply, and name 3.4

NOTED, AND NOT BEFORE YOU NOW
  - 4.2 Share the audit: noted on Thursday 13 February 2025 until the
    meeting on Thursday 13 March 2025

----
Just reply with what you decide, or what you want to know first.
Your reply goes to Sam Ode, who co-ordinates this for Chief Officer
Group and records it.

Please write no names, initials, ages or case details of children.
"""


def test_its_subject_names_the_meeting_and_counts_the_decisions() -> None:
    one = replace(NOTE, matters=(LATE,))

    assert render(NOTE).subject == (
        "3 decisions before Quarterly meeting, Thursday 13 March 2025: 1 overdue, 2 due later"
    )
    assert render(one).subject == "1 decision before Quarterly meeting, Thursday 13 March 2025: 1 overdue"


def test_the_text_of_an_exception_note_word_for_word() -> None:
    assert render(NOTE).text == TEXT


def test_its_headings_are_the_decisions_that_it_asks_for() -> None:
    tree = document(render(NOTE))

    assert [each.text_content() for each in tree.iter("h2")] == [
        "From Sam Ode",
        DATE,
        LEAD,
        "Noted, and not before you now",
    ]
    assert [each.text_content().split()[0] for each in tree.iter("h3")] == ["1.12", "2.1", "3.4"]


def test_matters_are_parted_by_what_is_asked_up_to_a_limit() -> None:
    assert NOTE.asked(2) == (Asked(ask=DATE, matters=(LATE, MOVED)),)
    assert NOTE.asked(9) == (Asked(ask=DATE, matters=(LATE, MOVED)), Asked(ask=LEAD, matters=(UNLED,)))


def test_a_line_of_the_co_ordinators_and_a_hold_are_only_ever_words() -> None:
    hostile = "<script>alert(1)</script> {{ 7 * 7 }}"
    words = replace(NOTE, remarks=(hostile,), kept_back=hostile, noted=(hostile,), meeting=None)

    rendered = render(words)

    assert list(document(rendered).iter("script")) == []
    assert seen(rendered).count(hostile) == 3


def test_a_note_of_200_matters_stays_under_what_mail_programs_cut_off() -> None:
    large = replace(NOTE, matters=(LATE,) * 100 + (UNLED,) * 100, noted=NOTE.noted * 200)

    rendered = render(large)
    content = compose(
        rendered,
        sender=Mailbox("chaser@example.org"),
        recipient=Mailbox("chair@example.org"),
        reply_to=None,
        message_id="<a@example.org>",
        date_at=EIGHT,
    )

    assert len(content) < 102 * 1024
