"""Words to a message's subject, text and HTML, by the templates of templates/mail. Whom it goes to is not known here.

Templates are found by the name of their words' class, compiled once, and strict: a missing value is an error. The
style sheet is written into the HTML templates once, when they are read, never into each message.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from textwrap import wrap
from typing import TypeVar, cast
from urllib.parse import quote

from css_inline import CSSInliner
from jinja2 import Environment, FunctionLoader, StrictUndefined, Template, select_autoescape

from notifications.alarm import AnswerLink, FirstLook, RoadTest, SignInLink
from notifications.digest import Digest, Line, Tone
from notifications.escalation import Escalation
from notifications.invitation import Invitation
from notifications.message import Rendered, one_line
from notifications.replies import ForwardedReply

Words = Digest | Escalation | FirstLook | RoadTest | Invitation | SignInLink | AnswerLink | ForwardedReply
W = TypeVar("W")

NAMES: dict[type[Words], str] = {
    Digest: "digest",
    Escalation: "escalation",
    FirstLook: "first_look",
    RoadTest: "test",
    SignInLink: "signin",
    AnswerLink: "answer_link",
    Invitation: "invitation",
    ForwardedReply: "reply",
}
# Gmail cuts a message off after 102 KB: the longest lists are cut before, with a count.
LARGEST = 92_000
LIMITS = (1000, 80, 60, 50, 40, 30, 20, 10, 5, 2)
LONGEST_REPLY_SUBJECT = 90
WORST_FIRST = tuple(Tone)
_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_KEPT = re.compile(r"<!--kept-(\d+)-->|kept-(\d+)-kept")


@dataclass(frozen=True)
class ToneGroup:
    """The lines of one tone, in their order."""

    tone: Tone
    lines: Sequence[Line]


def render(words: Words) -> Rendered:
    """A message's words; lists that would make it larger than mail programs show are cut, with a count."""
    clean = _clean(words)
    name = NAMES[type(words)]
    subject = _subject(name, clean)
    headline, _, summary = subject.partition(": ")
    given = {name: clean, "subject": subject, "headline": headline, "summary": summary}
    rendered = Rendered(subject=subject, text="", html="")
    for limit in LIMITS:
        shown = given | {"limit": limit}
        text, html = _rendered(f"{name}/body.txt", shown), _rendered(f"{name}/body.html", shown)
        rendered = Rendered(subject=subject, text=text, html=html)
        if len(text.encode()) + len(html.encode()) <= LARGEST:
            break
    return rendered


def subject_of(words: Words) -> str:
    """A message's subject alone, as `render` would have it."""
    return _subject(NAMES[type(words)], _clean(words))


def _subject(name: str, clean: Words) -> str:
    return one_line(_rendered(f"{name}/subject.txt", {name: clean}))


def _rendered(name: str, given: Mapping[str, object]) -> str:
    return _template(name).render(given)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def _clean(words: W) -> W:
    """The same words, each text of them in one line: what a plan holds can make no line or section of its own."""
    together = "".join(_texts(words))  # nearly always as they should be: one look at all is enough
    return words if one_line(together) is together else _in_one_line_each(words)


def _texts(words: object) -> Iterator[str]:
    """Every text in words, however deep."""
    if isinstance(words, str):
        yield words
    elif isinstance(words, tuple):
        for each in words:
            yield from _texts(each)
    elif is_dataclass(words):
        for value in vars(words).values():
            yield from _texts(value)


def _in_one_line_each(words: W) -> W:
    if isinstance(words, str):
        return cast(W, one_line(words))
    if isinstance(words, tuple):
        return cast(W, tuple(_in_one_line_each(each) for each in words))
    if is_dataclass(words) and not isinstance(words, type):
        return replace(words, **{each.name: _in_one_line_each(getattr(words, each.name)) for each in fields(words)})
    return words


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "bare": bare,
        "by_tone": by_tone,
        "by_when": by_when,
        "day_in_words": day_in_words,
        "mailto": mailto,
        "of_several_plans": of_several_plans,
        "why_here": why_here,
        "wrapped": wrapped,
    }
    return environment


def by_tone(lines: Sequence[Line]) -> list[ToneGroup]:
    """Lines by their tone, worst first; tones without lines are left out."""
    groups: dict[Tone, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.tone, []).append(line)
    return [ToneGroup(tone, groups[tone]) for tone in WORST_FIRST if tone in groups]


def of_several_plans(lines: Sequence[Line]) -> bool:
    """Whether lines are of more plans than one, so that each must name its own."""
    return len({line.plan for line in lines}) > 1


def why_here(line: Line) -> str:
    """The reason of a line, empty where it only says again how the line stands."""
    return "" if line.reason.lower() == line.standing.lower() else line.reason


def bare(due: str) -> str:
    """A due day without its preposition: "on Friday 28 November 2025" is "Friday 28 November 2025"."""
    return due.removeprefix("on ")


def by_when(due: str) -> str:
    """A due day as a limit: "on Friday 28 November 2025" is "by Friday 28 November 2025"."""
    return due if due.startswith("by ") else f"by {due.removeprefix('on ')}"


@lru_cache(maxsize=512)
def day_in_words(day: date) -> str:
    """A day with its weekday: "Monday 3 March 2025"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def wrapped(words: str, width: int, indent: int = 0) -> str:
    """Words in lines of at most that width, the second and later ones indented; most words fit into one.

    Where a hyphen or a long word allows a break elsewhere than at a space, textwrap knows better.
    """
    if len(words) <= width:
        return words
    lines = wrap(words, width) if "-" in words else _at_spaces(words, width) or wrap(words, width)
    return ("\n" + " " * indent).join(lines)


def _at_spaces(words: str, width: int) -> list[str]:
    """Words broken at single spaces, in a twentieth of textwrap's time; none where a word is longer than a line."""
    lines, start = [], 0
    while len(words) - start > width:
        end = words.rfind(" ", start, start + width + 1)
        if end <= start:
            return []
        lines.append(words[start:end])
        start = end + 1
    return [*lines, words[start:]]


def mailto(address: str, subject: str) -> str:
    """A link that opens a reply to that address."""
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject[:LONGEST_REPLY_SUBJECT], safe='')}"


def _source(name: str) -> str:
    source = _read(name)
    return _with_styles(source, name) if name.endswith(".html") else source


def _read(name: str) -> str:
    return (files("templates") / "mail" / name).read_text(encoding="utf-8")


def _with_styles(source: str, name: str) -> str:
    """A template with each rule of the style sheet written where it applies.

    Jinja's own marks are put aside as comments and plain words meanwhile, because an HTML parser would move text
    that stands between the rows of a table.
    """
    marks: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        marks.append(found.group())
        number = len(marks) - 1
        return f"kept-{number}-kept" if found.group().startswith("{{") else f"<!--kept-{number}-->"

    def put_back(found: re.Match[str]) -> str:
        return marks[int(found.group(1) or found.group(2))]

    html, rules = _JINJA.sub(put_aside, source), _read("shared/mail.css")
    inliner = CSSInliner(load_remote_stylesheets=False, extra_css=rules)
    styled = inliner.inline(html) if "<html" in source else inliner.inline_fragment(html, "")
    whole, number = _KEPT.subn(put_back, styled)
    if number != len(marks):
        raise ValueError(f"{name}: {len(marks) - number} marks of Jinja stand where HTML allows no comment")
    return whole
