"""A digest's words to its subject, text and HTML, by frames: most digests, and most lines of them, differ in few words.

References, titles and links have places; all else that the templates look at is the shape by which frames are kept.
A digest with notes, or with what nobody leads, is like no other: only its cards come from frames.
"""

from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from markupsafe import Markup

from notifications.digest import Digest, Tone
from notifications.message import Rendered, in_ascii
from notifications.rendering.environment import rendered, rendered_mail
from notifications.rendering.frames import Frame, Place, Places
from notifications.rendering.wording import of_several_plans

SAID = ("standing", "tone", "is_new", "due", "plan_words", "was", "reason", "next_step")
_what_it_says = attrgetter(*SAID)


class _DigestShape(NamedTuple):
    """What a digest says beside its places; `due_soon` is the due day of the last line that is due soon."""

    board: str
    day: date
    reply_to_name: str
    co_ordinates: bool
    covering: tuple[str, ...]
    dashboard_url: str
    can_unsubscribe: bool
    tones: tuple[Tone, ...]
    due_soon: str


class _Shown(NamedTuple):
    """A line as the templates of a digest see it; `html` and `text` are its cards."""

    tone: Tone
    due: str
    ref: str | Place
    title: str | Place
    standing: str | Place
    html: str | Place
    text: str | Place


class _Words(NamedTuple):
    """What comes into the places of a digest."""

    digest: Digest
    html: list[str]
    text: list[str]


class _Mail(NamedTuple):
    """A subject, and the frames of text and HTML."""

    subject: str
    text: Frame
    html: Frame


def rendered_digest(digest: Digest, *, limit: int) -> Rendered:
    """A digest's subject, text and HTML; its words are clean, and lists are cut after `limit`."""
    return plain(digest, limit=limit) if digest.notes or digest.in_charge else framed(digest, limit=limit)


def framed(digest: Digest, *, limit: int) -> Rendered:
    """A digest without notes, and without what nobody leads."""
    mail = _mail(_digest_shape(digest), limit)
    words = _Words(digest, *cards(digest, limit=limit))
    return Rendered(subject=mail.subject, text=mail.text.filled(words), html=mail.html.filled(words))


def plain(digest: Digest, *, limit: int) -> Rendered:
    """Any digest, with nothing kept but its cards."""
    html, text = cards(digest, limit=limit)
    left_out = [""] * (len(digest.lines) - len(html))
    lines = zip(digest.lines, map(Markup, [*html, *left_out]), [*text, *left_out], strict=True)
    shown = [_Shown(each.tone, each.due, each.ref, each.title, each.standing, *card) for each, *card in lines]
    words = vars(digest) | {"lines": shown, "co_ordinates": _co_ordinates(digest)}
    return rendered_mail("digest", words, limit=limit)


def cards(digest: Digest, *, limit: int) -> tuple[list[str], list[str]]:
    """The first lines of a digest, each as HTML and as text."""
    says_plan, by_reply = of_several_plans(digest.lines), not _co_ordinates(digest)
    html, text = [], []
    for line in digest.lines[:limit]:
        as_html, as_text = _card(
            _what_it_says(line),
            "" if line.lead == digest.person else line.lead,
            line.plan if says_plan else "",
            digest.reply_to if by_reply else None,
            bool(line.page_url),
            bool(line.answer_url),
        )
        html.append(as_html.filled(line))
        text.append(as_text.filled(line))
    return html, text


@lru_cache(maxsize=1024)
def _card(
    said: tuple[object, ...], lead: str, plan: str, reply_to: str | None, has_page: bool, has_answer: bool
) -> tuple[Frame, Frame]:
    """The frames of a line, for HTML and for text; `lead` and `plan` are empty where they need not be said."""
    places = Places()
    line: dict[str, Any] = dict(zip(SAID, said, strict=True)) | {
        "lead": lead,
        "plan": plan,
        "by_reply": reply_to is not None,
        "reply_to": reply_to,
        "ref": places.of("ref"),
        "title": places.of("title"),
        "page_url": places.of("page_url") if has_page else "",
        "answer_url": places.of("answer_url") if has_answer else "",
    }
    if line["due"] in line["standing"]:
        line["due"] = ""
    if line["reason"].lower() == line["standing"].lower():
        line["reason"] = ""
    html, text = (rendered(f"digest/card.{form}", {"line": line}) for form in ("html", "txt"))
    return places.cut(in_ascii(html), is_html=True), places.cut(text, is_html=False)


def _co_ordinates(digest: Digest) -> bool:
    """Whether its reader is who the others' replies go to."""
    return digest.person == digest.reply_to_name


def _digest_shape(digest: Digest) -> _DigestShape:
    return _DigestShape(
        digest.board,
        digest.day,
        digest.reply_to_name,
        _co_ordinates(digest),
        digest.covering,
        digest.dashboard_url,
        bool(digest.unsubscribe_url),
        tuple([line.tone for line in digest.lines]),
        next((line.due for line in reversed(digest.lines) if line.tone is Tone.SOON), ""),
    )


@lru_cache(maxsize=256)
def _mail(shape: _DigestShape, limit: int) -> _Mail:
    """The frames of a digest without notes and without what nobody leads."""
    places = Places()
    lines = [_place_of_line(number, tone, shape.due_soon, places) for number, tone in enumerate(shape.tones)]
    digest = shape._asdict() | {
        "lines": lines,
        "in_charge": (),
        "notes": (),
        "unsubscribe_url": places.of("digest.unsubscribe_url") if shape.can_unsubscribe else "",
    }
    made = rendered_mail("digest", digest, limit=limit)
    return _Mail(made.subject, places.cut(made.text, is_html=False), places.cut(made.html, is_html=True))


def _place_of_line(number: int, tone: Tone, due: str, places: Places) -> _Shown:
    def of_it(name: str) -> Place:
        return Place(places, lambda words: str(getattr(words.digest.lines[number], name)))

    return _Shown(
        tone=tone,
        due=due,
        ref=of_it("ref"),
        title=of_it("title"),
        standing=of_it("standing"),
        html=Place(places, lambda words: str(words.html[number]), is_markup=True),
        text=Place(places, lambda words: str(words.text[number])),
    )
