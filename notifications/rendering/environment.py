"""Templates of mails by name: compiled once, strict about a missing value, HTML with its styles written into it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template, select_autoescape

from notifications.message import Rendered, in_ascii, one_line
from notifications.rendering.frames import once_known
from notifications.rendering.styles import with_styles
from notifications.rendering.wording import (
    bare,
    by_tone,
    by_when,
    day_in_words,
    mailto,
    wrapped,
)


def rendered_mail(name: str, words: object, *, limit: int) -> Rendered:
    """What the three templates of a mail make of its words; lists in it are cut after `limit`."""
    subject = subject_of(name, words)
    headline, _, summary = subject.partition(": ")
    given = {name: words, "subject": subject, "headline": headline, "summary": summary, "limit": limit}
    html = in_ascii(rendered(f"{name}/body.html", given))
    return Rendered(subject=subject, text=rendered(f"{name}/body.txt", given), html=html)


def subject_of(name: str, words: object) -> str:
    """A mail's subject alone."""
    return one_line(rendered(f"{name}/subject.txt", {name: words}))


def rendered(name: str, given: Mapping[str, object]) -> str:
    """What a template makes of the words given to it."""
    template, environment = _template(name), _environment()
    try:
        context = template.new_context({**_shared(), **given}, shared=True)
        return environment.concat(template.root_render_func(context))
    except Exception:
        environment.handle_exception()  # raises it again, naming the template's own line


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


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
        "mailto": once_known(mailto),
        "wrapped": once_known(wrapped),
    }
    return environment


@cache
def _shared() -> dict[str, object]:
    """The pieces that several templates share: an import in each of them would be looked up for each mail."""
    return {"words": _template("shared/words.txt").module, "parts": _template("shared/parts.html").module}


def _source(name: str) -> str:
    source = _read(name)
    if not name.endswith(".html"):
        return source
    return with_styles(source, _read("shared/mail.css"), name, kept=_read("shared/frame.html"))


def _read(name: str) -> str:
    return (files("templates") / "mail" / name).read_text(encoding="utf-8")
