"""How a mail is laid out for every reader: structure, styles, size, contrast, and hostile words kept words."""

import re

import pytest

from notifications.alarm import Recipient
from notifications.digest import Line, Note, Tone
from notifications.escalation import Matter
from notifications.message import Mailbox, compose
from notifications.rendering import Words, render
from tests.notifications.mails import EIGHT, line
from tests.notifications.words import ONE_OF_EACH, SOON, digest, document, escalation, first_look, seen


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
    assert "prefers-color-scheme:dark" in "".join(each.text or "" for each in tree.iter("style"))


@pytest.mark.parametrize("words", ONE_OF_EACH)
def test_styles_are_on_the_elements_because_mail_programs_drop_style_sheets(words: Words) -> None:
    tree = document(render(words))

    plain = [each for each in tree.iter("h1", "h2", "h3", "p") if not each.get("style")]
    assert plain == []


@pytest.mark.parametrize("words", ONE_OF_EACH)
def test_html_is_in_lines_that_every_relay_carries_as_they_are(words: Words) -> None:
    lines = render(words).html.split("\n")

    assert [line for line in lines if len(line) > 300 or not line.isascii()] == []
    assert [line for line in lines if line.startswith((".", "From "))] == []


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


def test_a_mail_is_cut_by_the_size_that_it_has_on_the_way() -> None:
    rendered = render(digest(*(line(f"1.{n}", title="Ωμέγα " * 12) for n in range(200))))

    assert len(rendered.html.encode("ascii")) < 102 * 1024
    assert seen(rendered).count("Ωμέγα " * 11) == len(list(document(rendered).iter("h3"))) + 1  # and the preview


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
    dark = set(in_colour.findall(head.partition("prefers-color-scheme:dark")[2].partition("</style>")[0]))

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
