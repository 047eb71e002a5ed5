"""Words to pages: the templates of templates/web, strict about missing words, with every cell of a plan made inert."""

from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from scheduler.links import board_path
from scheduler.reading.plain_text import printable
from scheduler.web.rows import Row
from scheduler.web.seen import Seen


def page(template: str, *, status: int = 200, seen: Seen | None = None, **words: object) -> HTMLResponse:
    """An answer from a template; raises UndefinedError when the template asks for words that nobody gave.

    `seen` gives the top of the page: who is signed in, and where they may go.
    """
    return HTMLResponse(_environment().get_template(template).render(seen=seen, **words), status_code=status)


def shipped(name: str) -> str:
    """The text of a file that ships beside the templates."""
    return (files("templates") / "web" / name).read_text(encoding="utf-8")


def inert(shown: object) -> object:
    """What a template shows, without characters that do not show and could turn the words beside them about."""
    if not isinstance(shown, str) or isinstance(shown, Markup) or shown.isprintable():
        return shown
    return printable(shown)


@lru_cache(maxsize=2000)  # rows of half a kilobyte: those of a large plan, or of some
def as_cells(row: Row, next_step: bool) -> Markup:
    """A commitment's row of a table; what is the same as in an earlier page is not made again."""
    parts: Any = _environment().get_template("parts.html").module
    made: Markup = parts.commitment(row, next_step)
    return made


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=inert,
    )
    environment.filters["board_path"] = board_path
    environment.filters["as_cells"] = as_cells
    return environment


def _source(name: str) -> tuple[str, None, Callable[[], bool]]:
    """A template as jinja2 wants it: text, no file name, and always up to date while the process runs."""
    return shipped(name), None, lambda: True
