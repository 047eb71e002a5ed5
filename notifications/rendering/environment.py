"""Templates of mails by name: compiled once, strict about a missing value, HTML with its styles written into it."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup

from notifications.digest import Line, Tone
from notifications.message import in_ascii
from notifications.rendering.styles import with_styles
from notifications.rendering.wording import (
    bare,
    by_tone,
    by_when,
    day_in_words,
    mailto,
    of_several_plans,
    wrapped,
)


class Particulars(NamedTuple):
    """What a digest says of a line below its title. Many lines say the same, so that it is worded once for them."""

    standing: str
    tone: Tone
    is_new: bool
    due: str
    plan_words: str
    was: str
    lead: str
    why: str
    plan: str
    next_step: str


def rendered(name: str, given: Mapping[str, object]) -> str:
    """What a template makes of the words given to it."""
    template, environment = _template(name), _environment()
    try:
        context = template.new_context({**_shared(), **given}, shared=True)
        return environment.concat(template.root_render_func(context))
    except Exception:
        environment.handle_exception()  # raises it again, naming the template's own line


def particulars(line: Line, form: str, person: str, says_plan: bool) -> str:
    """What a person reads of a line below its title; `form` is how the template's name ends."""
    said = Particulars(
        standing=line.standing,
        tone=line.tone,
        is_new=line.is_new,
        due="" if line.due in line.standing else line.due,
        plan_words=line.plan_words,
        was=line.was,
        lead="" if line.lead == person else line.lead,
        why="" if line.reason.lower() == line.standing.lower() else line.reason,
        plan=line.plan if says_plan else "",
        next_step=line.next_step,
    )
    return _particulars(f"digest/particulars.{form}", said)


@lru_cache(maxsize=2048)
def _particulars(name: str, said: Particulars) -> str:
    worded = rendered(name, {"line": said})
    return Markup(in_ascii(worded)) if name.endswith(".html") else worded  # noqa: S704  # escaped by the template


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
        "mailto": mailto,
        "of_several_plans": of_several_plans,
        "particulars": particulars,
        "wrapped": wrapped,
    }
    return environment


@cache
def _shared() -> dict[str, object]:
    """The pieces that several templates share: an import in each of them would be looked up for each mail."""
    return {"words": _template("shared/words.txt").module, "parts": _template("shared/parts.html").module}


def _source(name: str) -> str:
    source = _read(name)
    return with_styles(source, _read("shared/mail.css"), name) if name.endswith(".html") else source


def _read(name: str) -> str:
    return (files("templates") / "mail" / name).read_text(encoding="utf-8")
