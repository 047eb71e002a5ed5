"""A template's styles: each rule of the style sheet written where it applies, once, when the template is read."""

import re

from css_inline import CSSInliner

from notifications.message import in_ascii

_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_KEPT = re.compile(r"<!--kept-(\d+)-->|kept-(\d+)-kept")
_STYLE = re.compile(r' style="([^"]*)"')
_SPACED = re.compile(r"\s*([:;,])\s*")
_OF_THE_PARSER = re.compile(r"</?tbody>")


def with_styles(source: str, rules: str, name: str) -> str:
    """A template with the style sheet's rules in it; `name` is for whoever must mend it.

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

    html = _JINJA.sub(put_aside, source)
    inliner = CSSInliner(load_remote_stylesheets=False, extra_css=rules)
    styled = inliner.inline(html) if "<html" in source else inliner.inline_fragment(html, "")
    whole, number = _KEPT.subn(put_back, _close_set(styled))
    if number != len(marks):
        raise ValueError(f"{name}: {len(marks) - number} marks of Jinja stand where HTML allows no comment")
    return whole


def _close_set(html: str) -> str:
    """In ASCII without what no mail program needs, each longer style on a line of its own: no relay breaks a line."""
    return in_ascii(_STYLE.sub(_style, _OF_THE_PARSER.sub("", html)))


def _style(found: re.Match[str]) -> str:
    rules = _SPACED.sub(r"\1", found.group(1)).strip().rstrip(";")
    return f'{" " if len(rules) < 20 else chr(10)}style="{rules}"'
