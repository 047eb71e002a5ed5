"""A template's styles: each rule of the style sheet written where it applies, once, when the template is read."""

import re

from css_inline import CSSInliner

from notifications.message import in_ascii

_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_KEPT = re.compile(r"<!--kept-(\d+)-->|kept-(\d+)-kept")
_STYLE = re.compile(r' style="([^"]*)"')
_CLASS = re.compile(r' class="([^"]*)"')
_NAME = re.compile(r"\.([a-z][a-z-]*)")
_SHEET = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_SPACED = re.compile(r"\s*([:;,])\s*")
_SPACED_IN_SHEET = re.compile(r";? *(\}) *| *([;,{!]) *|(?<=[a-z])(:) +")
_OF_THE_PARSER = re.compile(r"</?tbody>")
NEXT_RULE = "\n "
_AROUND_ROWS = ("<table>", "</table>")  # within which a parser leaves rows as they are


def with_styles(source: str, rules: str, name: str, *, kept: str) -> str:
    """A template with the style sheet's rules in it; `name` is for whoever must mend it, `kept` the page whose own
    style sheet goes out too: only names of classes that stand in that one are of use to anybody.

    Jinja's own marks are put aside as comments and plain words meanwhile, because an HTML parser would move text
    that stands between the rows of a table; words that have a line to themselves are put aside as comments too.
    """
    marks: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        marks.append(found.group())
        number, is_word = len(marks) - 1, found.group().startswith("{{") and not _alone(found)
        return f"kept-{number}-kept" if is_word else f"<!--kept-{number}-->"

    def put_back(found: re.Match[str]) -> str:
        return marks[int(found.group(1) or found.group(2))]

    styled = _close_set(_inlined(_JINJA.sub(put_aside, source), rules), _names_in(kept))
    whole, number = _KEPT.subn(put_back, styled)
    if number != len(marks):
        raise ValueError(f"{name}: {len(marks) - number} marks of Jinja stand where HTML allows no comment")
    return whole


def _alone(found: re.Match[str]) -> bool:
    """Whether a mark has a line to itself."""
    return found.string[: found.start()].endswith("\n") and found.string.startswith("\n", found.end())


def _inlined(html: str, rules: str) -> str:
    inliner = CSSInliner(load_remote_stylesheets=False, extra_css=rules)
    if "<html" in html:
        return inliner.inline(html)
    before, behind = _AROUND_ROWS if html.startswith("<tr>") else ("", "")
    styled = _OF_THE_PARSER.sub("", inliner.inline_fragment(before + html + behind, ""))
    return styled.removeprefix(before).removesuffix(behind)


def _names_in(page: str) -> set[str]:
    sheet = _SHEET.search(page)
    return set(_NAME.findall(sheet.group(1))) if sheet else set()


def _close_set(html: str, names: set[str]) -> str:
    """In ASCII without what no mail program needs, each longer style on a line of its own: no relay breaks a line."""

    def classes(found: re.Match[str]) -> str:
        of_use = [each for each in found.group(1).split() if each in names or "kept" in each]
        return f' class="{" ".join(of_use)}"' if of_use else ""

    styled = _STYLE.sub(_style, _CLASS.sub(classes, _OF_THE_PARSER.sub("", html)))
    return in_ascii(_SHEET.sub(_sheet, styled, count=1))


def _style(found: re.Match[str]) -> str:
    rules = _SPACED.sub(r"\1", found.group(1)).strip().rstrip(";")
    return f'{" " if len(rules) < 15 else chr(10)}style="{rules}"'


def _sheet(found: re.Match[str]) -> str:
    """A style sheet close set, a rule a line; none begins with a dot, which SMTP would double."""
    lines = [line.strip() for line in found.group(1).strip().splitlines()]
    return f"<style>{_SPACED_IN_SHEET.sub(_close, NEXT_RULE.join(lines))}</style>"


def _close(found: re.Match[str]) -> str:
    return found.group(found.lastindex or 0)
