"""What a mail says: its subject, its text word for word, its HTML read back as a mail program would."""

from dataclasses import replace
from typing import Any

import pytest

from notifications.digest import Note, Tone
from notifications.rendering import Words, render
from tests.notifications.mails import line
from tests.notifications.words import LATE, SOON, TEST_MAIL, digest, document, escalation, first_look, seen


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        (digest(LATE), "1 action needs you: 1 overdue"),
        (digest(LATE, SOON), "2 actions need you: 1 overdue, 1 due by the end of March 2025"),
        (
            digest(
                LATE,
                line("2", Tone.SOON, due="on Friday 28 November 2025"),
                line("3", Tone.SOON, due="by 30 November 2025"),
            ),
            "3 actions need you: 1 overdue, 2 due by 30 November 2025",
        ),
        (
            digest(line("1", Tone.SOON, due="on Friday 28 November 2025")),
            "1 action needs you: 1 due by Friday 28 November 2025",
        ),
        (
            digest(line("1", Tone.TODAY), line("2", Tone.WAITING)),
            "2 actions need you: 1 due today, 1 waiting for others",
        ),
        (
            digest(line("1", Tone.LATER), line("2", Tone.UNDATED)),
            "2 actions need you: 1 due later, 1 without a target date",
        ),
        (digest(LATE, in_charge=(SOON, SOON)), "1 action needs you: 1 overdue; 2 that nobody leads"),
        (digest(in_charge=(LATE,)), "1 action that nobody leads: 1 overdue"),
        (digest(in_charge=(LATE, LATE)), "2 actions that nobody leads: 2 overdue"),
        (digest(notes=(Note(heading="Held: no chair", text="Set a chair."),)), "For you: Held: no chair"),
        (escalation(), "1 action needs you as chair: 1 overdue"),
        (first_look(), "A first look at Improvement plan: 1 person would be told, 1 action looks late"),
        (TEST_MAIL, "A test from Chaser: mail by smtp works"),
    ],
)
def test_a_subject_says_what_and_how_many(words: Words, subject: str) -> None:
    assert render(words).subject == subject


DIGEST_TEXT = """\
2 actions need you
1 overdue, 1 due by the end of March 2025

Chief Officer Group
Monday 3 March 2025

OVERDUE

1.12  Agree one threshold document
      1 working day late; new today
      Target date: Friday 28 February 2025. The plan says “28/02/25”.
      Before it moved it was due by the end of November 2024.
      Here because: the first working day after its target date
      Next: Mary Lane, line manager, will be told on Friday 7 March
      2025.
      Answer: reply, and name 1.12

DUE SOON

2.1  Action 2.1
      Due by the end of March 2025
      The plan says “Mar 25”.
      Here because: the first working day after its target date
      Answer: reply, and name 2.1

----
Just reply in your own words: done, and where the evidence is; how it is
going; a new date, and why; who you wait for; or that it is not yours.
Your reply goes to Sam Ode, who co-ordinates this for Chief Officer
Group.

Please write no names, initials, ages or case details of children.
"""


def test_the_text_of_a_digest_word_for_word() -> None:
    assert render(digest(LATE, SOON)).text == DIGEST_TEXT


def test_lines_that_differ_in_one_thing_alone_are_each_worded_as_they_are() -> None:
    kinds: dict[str, Any] = {
        "standing": "2 working days late",
        "is_new": False,
        "due": "by the end of May 2024",
        "plan_words": "May 24",
        "was": "",
        "lead": "Omar Reid",
        "reason": "told each week",
        "plan": "Another plan",
        "next_step": "",
    }
    alike = [
        replace(LATE, lead="Lea Hart"),
        *(replace(LATE, **{"lead": "Lea Hart", name: kinds[name]}) for name in kinds),
    ]
    rendered = render(digest(*alike))

    texts = rendered.text.split("1.12  Agree one threshold document\n")[1:]
    htmls = [" ".join(card.getparent().itertext()) for card in document(rendered).iter("h3")]
    assert len({text.split("\n\n----")[0].strip() for text in texts}) == len({*htmls}) == 1 + len(kinds)


def test_a_line_does_not_name_its_reader_as_its_lead() -> None:
    line_of_nina, of_two = replace(LATE, lead="Nina Marsh"), replace(LATE, lead="Nina Marsh and Omar Reid")
    leads = [text.count("Lead: ") for text in (render(digest(line_of_nina)).text, render(digest(of_two)).text)]

    assert leads == [0, 1]
    assert render(digest(line_of_nina, person="Omar Reid")).text.count("Lead: Nina Marsh\n") == 1


ESCALATION_TEXT = """\
1 action needs you as chair
1 overdue

Chief Officer Group
Monday 3 March 2025
Next meeting: Quarterly meeting, Tuesday 11 March 2025.

FOR YOU TO DECIDE

1.12  Agree one threshold document
      1 working day late
      Target date: Friday 28 February 2025. The plan says “28/02/25”.
      Before it moved it was due by the end of November 2024.
      Before you because: 10 working days late.
      Lead: nobody yet.
      Told on Monday 17 February 2025: Nina Marsh, lead
      Next: Mary Lane, line manager, will be told on Friday 7 March
      2025.
      What you can decide: a new date; another lead.
      Answer: reply, and name 1.12

----
Just reply with what you decide, or what you want to know first.
Your reply goes to Sam Ode, who co-ordinates this for Chief Officer
Group and records it.

Please write no names, initials, ages or case details of children.
"""


def test_the_text_of_an_escalation_word_for_word() -> None:
    assert render(escalation()).text == ESCALATION_TEXT


def test_the_html_of_a_digest_says_what_its_text_says() -> None:
    rendered = render(digest(LATE, SOON))

    assert seen(rendered) == (
        "1.12 Agree one threshold document: 1 working day late "
        "Chief Officer Group Monday 3 March 2025 "
        "2 actions need you 1 overdue, 1 due by the end of March 2025 "
        "Overdue 1.12 Agree one threshold document 1 working day late · new today "
        "Target date: Friday 28 February 2025. The plan says “28/02/25”. "
        "Before it moved it was due by the end of November 2024. "
        "Here because: the first working day after its target date "
        "Next: Mary Lane, line manager, will be told on Friday 7 March 2025. Reply about 1.12 "
        "Due soon 2.1 Action 2.1 Due by the end of March 2025 The plan says “Mar 25”. "
        "Here because: the first working day after its target date Reply about 2.1 "
        "Just reply in your own words: done, and where the evidence is; how it is going; a new date, and why; "
        "who you wait for; or that it is not yours. "
        "Your reply goes to Sam Ode, who co-ordinates this for Chief Officer Group. "
        "Please write no names, initials, ages or case details of children."
    )


def test_a_first_look_shows_who_would_hear_what_and_how_to_let_it_go() -> None:
    rendered = render(first_look())

    tree = document(rendered)
    assert [each.text_content() for each in tree.iter("h1", "h2")] == [
        "A first look at Improvement plan",
        "When it looks right",
        "To confirm first: who is meant?",
        "Looks late already",
        "Who would be told what",
        "Without a target date",
    ]
    for words in ("chaser round --release", "nina@example.org", "3.1: “NM & OR”", "4.1 Keep the terms of reference"):
        assert rendered.text.count(words) == 1
        assert seen(rendered).count(words) == 1


def test_without_a_page_a_line_is_answered_by_a_mail_to_the_co_ordinator_about_it() -> None:
    tree = document(render(digest(line("1.12", title="Agree & publish"))))

    links = [(each.text_content(), each.get("href")) for each in tree.iter("a")]
    assert links == [("Reply about 1.12", "mailto:sam@example.org?subject=Re%3A%201.12%20Agree%20%26%20publish")]


def test_with_a_page_a_line_is_answered_there() -> None:
    words = digest(line("1.12", answer_url="https://chaser.example.org/answer/abc"))
    rendered = render(words)

    links = [(each.text_content(), each.get("href")) for each in document(rendered).iter("a")]
    assert links == [("Answer for 1.12", "https://chaser.example.org/answer/abc")]
    assert "      Answer: https://chaser.example.org/answer/abc\n" in rendered.text


def test_the_co_ordinator_is_not_asked_to_write_to_themselves() -> None:
    rendered = render(digest(LATE, person="Sam Ode"))

    assert list(document(rendered).iter("a")) == []
    assert "Answer:" not in rendered.text
    assert "You co-ordinate this for Chief Officer Group: others’ replies come to you." in seen(rendered)


def test_what_nobody_leads_and_what_needs_the_co_ordinator_have_their_own_sections() -> None:
    note = Note(heading="Held: no chair", text="set a chair", lines=("2.1 cannot go",))
    tree = document(render(digest(LATE, person="Sam Ode", in_charge=(SOON,), notes=(note,))))

    headings = [each.text_content() for each in tree.iter("h2")]
    assert headings == ["Held: no chair", "Overdue", "Nobody leads these yet"]


def test_a_deputy_reads_that_they_cover_and_never_why() -> None:
    rendered = render(digest(LATE, covering=("Omar Reid",)))

    assert "You also have what is Omar Reid’s here: you are covering.\n" in rendered.text
    assert "You also have what is Omar Reid’s here: you are covering." in seen(rendered)


def test_a_weekly_digest_is_offered_where_the_page_is_reachable() -> None:
    rendered = render(digest(LATE, unsubscribe_url="https://chaser.example.org/weekly/abc"))

    assert "Too often? Once a week instead: https://chaser.example.org/weekly/abc\n" in rendered.text
    assert document(rendered).xpath("//a[text()='Once a week instead']/@href") == [
        "https://chaser.example.org/weekly/abc"
    ]


def test_plans_are_named_when_a_digest_speaks_of_several() -> None:
    one, other = line("1", plan="Improvement plan"), line("2", plan="Neglect strategy")

    assert render(digest(one, other)).text.count("      Plan: ") == 2
    assert render(digest(one, one)).text.count("      Plan: ") == 0
