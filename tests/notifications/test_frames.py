"""Frames: made once of a template, filled for each mail, the same as if the template had been given the words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from notifications.digest import Digest, Line, Tone
from notifications.message import in_ascii
from notifications.rendering.cleaning import clean_words
from notifications.rendering.digests import cards, framed, plain
from notifications.rendering.environment import rendered
from notifications.rendering.frames import Places, in_html, once_known
from notifications.rendering.wording import mailto, wrapped
from tests.notifications.mails import MONDAY, line
from tests.notifications.words import digest

PLAIN = ("Agree", "multi-agency", "“so”", "to all partners, and publish what is agreed")
HOSTILE = ("%s", "%(ref)s %", "{{ 7 * 7 }}", "<b>", "a&b", "'q'", '"', "\0", "\0place 0\0", "place 0")
texts = st.lists(st.sampled_from([*PLAIN, *HOSTILE]), min_size=1, max_size=4).map(" ".join)
maybe = st.just("") | texts
LINES = st.builds(
    Line,
    ref=texts,
    title=texts,
    plan=st.sampled_from(["Improvement plan", "Neglect strategy"]),
    standing=st.just("due") | texts,
    tone=st.sampled_from(Tone),
    due=st.just("due") | maybe,
    plan_words=maybe,
    reason=st.just("Due") | texts,
    is_new=st.booleans(),
    was=maybe,
    lead=st.just("Nina Marsh") | maybe,
    next_step=maybe,
    answer_url=maybe,
    page_url=maybe,
)
DIGESTS = st.builds(
    Digest,
    person=st.sampled_from(["Nina Marsh", "Sam Ode"]),
    day=st.just(MONDAY),
    board=texts,
    reply_to_name=st.just("Sam Ode"),
    reply_to=st.just("sam@example.org"),
    lines=st.lists(LINES, min_size=1, max_size=3).map(tuple),
    covering=st.lists(texts, max_size=1).map(tuple),
    dashboard_url=maybe,
    unsubscribe_url=maybe,
).map(clean_words)


@given(DIGESTS, st.sampled_from([2, 1000]))
def test_a_framed_digest_is_what_its_templates_make_of_its_words(of_day: Digest, limit: int) -> None:
    html, text, _ = cards(of_day, limit=limit)

    shown = [{"line": as_shown(each, of_day)} for each in of_day.lines[:limit]]
    assert text == [rendered("digest/card.txt", each) for each in shown]
    assert html == [rendered("digest/card.html", each).encode("ascii", "xmlcharrefreplace").decode() for each in shown]
    assert framed(of_day, limit=limit) == plain(of_day, limit=limit)


def as_shown(shown: Line, of_day: Digest) -> dict[str, Any]:
    """A line in the words of its template: what is said twice, or known to the reader, is left out."""
    return vars(shown) | {
        "due": "" if shown.due in shown.standing else shown.due,
        "reason": "" if shown.reason.lower() == shown.standing.lower() else shown.reason,
        "lead": "" if shown.lead == of_day.person else shown.lead,
        "plan": shown.plan if len({each.plan for each in of_day.lines}) > 1 else "",
        "by_reply": of_day.person != "Sam Ode",
        "reply_to": of_day.reply_to,
    }


def test_words_of_one_mail_are_never_in_another_of_its_shape() -> None:
    ninas, omars = (digest(line(ref, title=title)) for ref, title in (("1.1", "Agree"), ("2.2", "Publish")))
    before = framed(ninas, limit=10)

    assert framed(omars, limit=10) == plain(omars, limit=10)
    assert framed(ninas, limit=10) == before


def test_what_comes_into_a_place_is_escaped_beforehand_and_mark_up_stays_as_it_is() -> None:
    places = Places("title", "card")
    html = places.cut(f"100% <b>{places.of('title')}</b>, {places.of('title')}{places.of('card')}")
    [[title]] = in_html([["<i>é</i>’"]])

    assert title == "&lt;i&gt;&#233;&lt;/i&gt;&#8217;"
    assert html.filled([title, "<p>"]) == f"100% <b>{title}</b>, {title}<p>"


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0")).map(clean_words), max_size=3), max_size=3))
def test_words_escaped_together_are_as_if_each_had_been_by_itself(of_each: list[list[str]]) -> None:
    by_itself = [tuple(in_ascii(str(escape(words))) for words in each) for each in of_each]

    assert in_html(of_each) == by_itself


def test_a_frame_without_places_is_what_was_made() -> None:
    assert Places().cut("100% sure").filled([]) == "100% sure"


def test_a_filter_waits_until_the_words_of_its_places_are_known() -> None:
    places = Places("title", "ref")
    link = once_known(mailto)("sam@example.org", "Re: ", places.of("ref"), " ", places.of("title"))
    made = places.cut(f"{places.of('ref')}: {link}")
    words = made.completed(("A & B", "1.2"))

    assert words == ("A & B", "1.2", "mailto:sam@example.org?subject=Re%3A%201.2%20A%20%26%20B")
    assert made.filled(words) == "1.2: mailto:sam@example.org?subject=Re%3A%201.2%20A%20%26%20B"


def test_a_template_that_looks_at_a_place_or_changes_its_mark_is_refused() -> None:
    places = Places("title")
    title: Any = places.of("title")

    for looked_at in (len, list, lambda place: place == "Agree", lambda place: place[:1], lambda place: "A" in place):
        with pytest.raises(TypeError):
            looked_at(title)
    with pytest.raises(ValueError, match="wrapped is given a place joined to other words"):
        once_known(wrapped)(f"Title: {title}", 66)
    with pytest.raises(KeyError):
        places.cut(f"{title}".upper())
