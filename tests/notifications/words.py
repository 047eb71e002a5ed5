"""Words of mails for tests: Nina's digest of Monday, what goes to the chair, a first look; and their HTML read back."""

from datetime import date
from typing import Any

from lxml import html as lxml_html

from notifications.alarm import FirstLook, Recipient, RoadTest
from notifications.digest import Digest, Line, Tone
from notifications.escalation import Escalation, Matter, Told
from notifications.message import Rendered
from notifications.rendering import Words
from tests.notifications.mails import MONDAY, line

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
