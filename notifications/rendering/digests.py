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
from notifications.rendering.frames import Frame, Place, Places, Words, in_html
from notifications.rendering.wording import of_several_plans

SAID = ("standing", "tone", "is_new", "due", "plan_words", "was", "reason", "next_step")
OF_A_LINE = ("ref", "title", "page_url", "answer_url")
OF_A_MAIL = ("ref", "title", "standing", "unsubscribe_url")  # of its first line, and its own
_what_it_says, _words_of_line = attrgetter(*SAID), attrgetter(*OF_A_LINE)


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


class _Frames(NamedTuple):
    """What a line, or a whole digest, is filled into."""

    html: Frame
    text: Frame


class _Cards(NamedTuple):
    """The first lines of a digest as HTML and as text, and what else of it was to become HTML."""

    html: list[str]
    text: list[str]
    further: Words


def rendered_digest(digest: Digest, *, limit: int) -> Rendered:
    """A digest's subject, text and HTML; its words are clean, and lists are cut after `limit`."""
    return plain(digest, limit=limit) if digest.notes or digest.in_charge else framed(digest, limit=limit)


def framed(digest: Digest, *, limit: int) -> Rendered:
    """A digest without notes, and without what nobody leads."""
    subject, mail = _mail(_digest_shape(digest), limit)
    first = digest.lines[0]
    words = (first.ref, first.title, first.standing, digest.unsubscribe_url)
    made = cards(digest, limit=limit, further=words)
    text, html = mail.text.filled((*words, *made.text)), mail.html.filled((*made.further, *made.html))
    return Rendered(subject=subject, text=text, html=html)


def plain(digest: Digest, *, limit: int) -> Rendered:
    """Any digest, with nothing kept but its cards."""
    html, text, _ = cards(digest, limit=limit)
    left_out = [""] * (len(digest.lines) - len(html))
    lines = zip(digest.lines, map(Markup, [*html, *left_out]), [*text, *left_out], strict=True)
    shown = [_Shown(each.tone, each.due, each.ref, each.title, each.standing, *card) for each, *card in lines]
    words = vars(digest) | {"lines": shown, "co_ordinates": _co_ordinates(digest)}
    return rendered_mail("digest", words, limit=limit)


def cards(digest: Digest, *, limit: int, further: Words = ()) -> _Cards:
    """The first lines of a digest; all that is to be HTML is escaped in one go, and `further` words with it."""
    frames = _frames_of_cards(digest, limit)
    words = [_words_of_line(line) for line in digest.lines[:limit]]
    *escaped, of_mail = in_html(
        [*[each.html.completed(of_line) for each, of_line in zip(frames, words, strict=True)], further]
    )
    return _Cards(
        [each.html.filled(of_line) for each, of_line in zip(frames, escaped, strict=True)],
        [each.text.filled(each.text.completed(of_line)) for each, of_line in zip(frames, words, strict=True)],
        of_mail,
    )


def _frames_of_cards(digest: Digest, limit: int) -> list[_Frames]:
    says_plan, reply_to = of_several_plans(digest.lines), None if _co_ordinates(digest) else digest.reply_to
    return [
        _card(
            _what_it_says(line),
            "" if line.lead == digest.person else line.lead,
            line.plan if says_plan else "",
            reply_to,
            line.page_url != "",
            line.answer_url != "",
        )
        for line in digest.lines[:limit]
    ]


@lru_cache(maxsize=1024)
def _card(
    said: tuple[object, ...], lead: str, plan: str, reply_to: str | None, has_page: bool, has_answer: bool
) -> _Frames:
    """The frames of a line; `lead` and `plan` are empty where they need not be said."""
    places = Places(*OF_A_LINE)
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
    return _Frames(places.cut(in_ascii(html)), places.cut(text))


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
def _mail(shape: _DigestShape, limit: int) -> tuple[str, _Frames]:
    """The subject and the frames of a digest without notes and without what nobody leads."""
    places = Places(*OF_A_MAIL, *[_name_of_card(number) for number in range(len(shape.tones))])
    lines = [_place_of_line(number, tone, shape.due_soon, places) for number, tone in enumerate(shape.tones)]
    digest = shape._asdict() | {
        "lines": lines,
        "in_charge": (),
        "notes": (),
        "unsubscribe_url": places.of("unsubscribe_url") if shape.can_unsubscribe else "",
    }
    made = rendered_mail("digest", digest, limit=limit)
    return made.subject, _Frames(places.cut(made.html), places.cut(made.text))


def _place_of_line(number: int, tone: Tone, due: str, places: Places) -> _Shown:
    """Only of the first line the templates may show more than its card."""
    ref, title, standing = [places.of(name) for name in OF_A_MAIL[:3]] if number == 0 else ("", "", "")
    card = places.of(_name_of_card(number))
    return _Shown(tone=tone, due=due, ref=ref, title=title, standing=standing, html=card, text=card)


def _name_of_card(number: int) -> str:
    return f"card {number}"
