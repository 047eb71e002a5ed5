"""What a mail says: its subject, its text word for word, its HTML read back as a mail program would."""

import re
from datetime import date
from typing import Any

import pytest
from lxml import html as lxml_html

from notifications.alarm import FirstLook, Recipient, RoadTest
from notifications.digest import Digest, Line, Note, Tone
from notifications.escalation import Escalation, Matter, Told
from notifications.message import Mailbox, Rendered, compose
from notifications.rendering import Words, render
from tests.notifications.mails import EIGHT, MONDAY, line

LATE = line(
    "1.12",
    title="Agree one threshold document",
    was="by the end of November 2024",
    is_new=True,
    next_step="Mary Lane, line manager, will be told on Friday 7 March 2025",
)
SOON = line(
    "2.1", Tone.SOON, standing="Due by the end of March 2025", due="by the end of March 2025", plan_words="Mar 25"
)


def digest(*lines: Line, **words: Any) -> Digest:
    """Nina's digest of Monday."""
    given: dict[str, Any] = {
        "person": "Nina Marsh",
        "day": MONDAY,
        "board": "Chief Officer Group",
        "reply_to_name": "Sam Ode",
        "reply_to": "sam@example.org",
        "lines": lines,
    }
    return Digest(**given | words)


def escalation(**words: Any) -> Escalation:
    """What goes to the chair on Monday."""
    told = (Told(whom="Nina Marsh, lead", on=date(2025, 2, 17)),)
    matter = Matter(
        line=LATE, reason="10 working days late", told_before=told, decisions=("a new date", "another lead")
    )
    given: dict[str, Any] = {
        "person": "Robin Hale",
        "day": MONDAY,
        "board": "Chief Officer Group",
        "role": "chair",
        "reply_to_name": "Sam Ode",
        "reply_to": "sam@example.org",
        "matters": (matter,),
        "next_meeting": "Quarterly meeting, Tuesday 11 March 2025",
    }
    return Escalation(**given | words)


def first_look(**words: Any) -> FirstLook:
    """What Sam sees of a new plan."""
    given: dict[str, Any] = {
        "person": "Sam Ode",
        "day": MONDAY,
        "board": "Chief Officer Group",
        "plan": "Improvement plan",
        "recipients": (Recipient(name="Nina Marsh", address="nina@example.org", role="lead", lines=(LATE, SOON)),),
        "late": (LATE,),
        "unconfirmed": ("3.1: “NM & OR”",),
        "undated": ("4.1 Keep the terms of reference",),
        "release_command": "chaser round --release",
    }
    return FirstLook(**given | words)


TEST_MAIL = RoadTest(address="me@example.org", day=MONDAY, road="smtp")
ONE_OF_EACH: list[Words] = [digest(LATE, SOON), escalation(), first_look(), TEST_MAIL]


def document(rendered: Rendered) -> lxml_html.HtmlElement:
    """The HTML as a tree."""
    return lxml_html.document_fromstring(rendered.html)


def seen(rendered: Rendered) -> str:
    """The words of the HTML that a reader sees, in one line."""
    body = document(rendered).find("body")
    assert body is not None
    return " ".join(" ".join(str(text) for text in body.itertext()).split())


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
        "Overdue 1 working day late · new today 1.12 Agree one threshold document "
        "Target date: Friday 28 February 2025. The plan says “28/02/25”. "
        "Before it moved it was due by the end of November 2024. "
        "Here because: the first working day after its target date "
        "Next: Mary Lane, line manager, will be told on Friday 7 March 2025. Reply about 1.12 "
        "Due soon Due by the end of March 2025 2.1 Action 2.1 The plan says “Mar 25”. "
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


@pytest.mark.parametrize("words", ONE_OF_EACH)
def test_html_is_laid_out_for_every_reader(words: Words) -> None:
    rendered = render(words)
    tree = document(rendered)

    assert tree.get("lang") == "en-GB"
    assert tree.findtext("head/title") == rendered.subject
    assert len(list(tree.iter("h1"))) == 1
    assert {table.get("role") for table in tree.iter("table")} == {"presentation"}
    assert list(tree.iter("img", "script", "link", "form", "input")) == []
    assert "url(" not in rendered.html
    assert "prefers-color-scheme: dark" in "".join(each.text or "" for each in tree.iter("style"))


@pytest.mark.parametrize("words", ONE_OF_EACH)
def test_styles_are_on_the_elements_because_mail_programs_drop_style_sheets(words: Words) -> None:
    tree = document(render(words))

    plain = [each for each in tree.iter("h1", "h2", "h3", "p") if not each.get("style")]
    assert plain == []


HOSTILE = "<script>alert(1)</script>\r\n\r\n----\r\nReply to evil@example.com \u202e{{ 7 * 7 }} {% raw %}"
HARMLESS = "<script>alert(1)</script> ---- Reply to evil@example.com {{ 7 * 7 }} {% raw %}"


HOSTILE_LINE = Line(
    ref=HOSTILE,
    title=HOSTILE,
    plan=HOSTILE,
    standing=HOSTILE,
    tone=Tone.LATE,
    due=HOSTILE,
    plan_words=HOSTILE,
    reason=HOSTILE,
    is_new=True,
    was=HOSTILE,
    lead=HOSTILE,
    next_step=HOSTILE,
)


@pytest.mark.parametrize(
    "words",
    [
        digest(
            HOSTILE_LINE,
            person=HOSTILE,
            board=HOSTILE,
            notes=(Note(heading=HOSTILE, text=HOSTILE, lines=(HOSTILE,)),),
        ),
        digest(in_charge=(HOSTILE_LINE,), covering=(HOSTILE,), reply_to_name=HOSTILE),
        escalation(matters=(Matter(line=HOSTILE_LINE, reason=HOSTILE, decisions=(HOSTILE,)),), role=HOSTILE),
        first_look(plan=HOSTILE, late=(HOSTILE_LINE,), unconfirmed=(HOSTILE,), undated=(HOSTILE,)),
    ],
)
def test_what_a_plan_holds_is_only_ever_read_as_words(words: Words) -> None:
    rendered = render(words)

    tree = document(rendered)
    assert list(tree.iter("script")) == []
    assert HARMLESS in seen(rendered)
    assert HARMLESS in " ".join(rendered.text.split())
    assert re.findall(r"[\x00-\x09\x0b-\x1f\u2028-\u202e]", rendered.subject + rendered.text + rendered.html) == []
    assert rendered.text.count("\n----\n") == 1


def many(number: int) -> tuple[Line, ...]:
    """Lines as a large plan has them, with every part filled."""
    return tuple(
        line(
            f"{n}.1",
            title=f"Action {n}: " + "agree with all partners, publish, and report on it " * 3,
            was="by the end of November 2024",
            next_step="Mary Lane, line manager, will be told on Friday 7 March 2025",
            lead="Nina Marsh and Omar Reid",
        )
        for n in range(1, number + 1)
    )


@pytest.mark.parametrize(
    "words",
    [
        digest(*many(200)),
        digest(*many(100), in_charge=many(100)),
        escalation(matters=tuple(Matter(line=each, reason="10 working days late") for each in many(200))),
        first_look(
            late=many(200),
            recipients=tuple(
                Recipient(name="N", address="n@example.org", role="lead", lines=many(20)) for _ in range(60)
            ),
            unconfirmed=tuple("3.1: “NM & OR”" for _ in range(200)),
        ),
    ],
)
def test_a_mail_of_200_lines_stays_under_what_mail_programs_cut_off(words: Words) -> None:
    rendered = render(words)
    content = compose(
        rendered,
        sender=Mailbox("chaser@example.org"),
        recipient=Mailbox("nina@example.org"),
        reply_to=None,
        message_id="<a@example.org>",
        date_at=EIGHT,
    )

    assert len(rendered.html.encode()) < 102 * 1024
    assert len(content) < 102 * 1024


def test_a_cut_digest_counts_what_it_leaves_out_and_says_where_it_is() -> None:
    rendered = render(digest(*many(200), dashboard_url="https://chaser.example.org/"))

    shown = len(list(document(rendered).iter("h3")))
    assert 10 <= shown < 200
    assert f"and {200 - shown} more, less urgent than these. See them all" in seen(rendered)
    assert (
        f"and {200 - shown} more, less urgent than these.\nSee them all: https://chaser.example.org/\n" in rendered.text
    )
    assert rendered.subject == "200 actions need you: 200 overdue"


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


ALL_TONES = digest(
    *(line(f"{tone}.1", tone, is_new=True) for tone in Tone), in_charge=(SOON,), dashboard_url="https://a.example.org"
)


def test_every_word_is_readable_on_its_ground_in_light_and_in_dark() -> None:
    head, _, body = render(ALL_TONES).html.partition("<body")
    in_colour = re.compile(r"(?<![-\w])color: ?(#[0-9a-f]{6})")
    light = set(in_colour.findall(body))
    dark = set(in_colour.findall(head.partition("prefers-color-scheme: dark")[2]))

    assert len(light) >= 7
    assert len(dark) >= 7
    assert [c for c in light if min(contrast(c, "#ffffff"), contrast(c, "#f3f4f6")) < 4.5] == []
    assert [c for c in dark if min(contrast(c, "#20252a"), contrast(c, "#14171a")) < 4.5] == []


def test_every_tone_has_its_own_colour_and_its_words_beside_it() -> None:
    tree = document(render(ALL_TONES))

    headings = [each.text_content() for each in tree.iter("h2")]
    assert headings == [
        "Overdue",
        "Due today",
        "Due soon",
        "Waiting for others",
        "Due later",
        "Without a target date",
        "Nobody leads these yet",
    ]
    bars = tree.xpath("//td[starts-with(@class, 'bar-')]/@bgcolor")
    assert [str(bar) for bar in bars] == ["#c62818", "#d97706", "#2b7cc9", "#7c5cbf", "#8492a0", "#8492a0"]
