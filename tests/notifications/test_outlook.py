"""What Outlook for Windows makes of every mail, held by rule, for its engine (Word's) runs nowhere but there.

The rules are those of caniemail.com, measured in Outlook 2007 to 2019: padding "only supported on table cells"
(css-padding), margin "not supported on span and body", its `auto` nowhere (css-margin), no max-width
(css-max-width), no display but none (css-display), no flex, grid, position, float or background-image. Besides, Word
carries no font into a table within a table (it falls back to Times New Roman), where a style sheet for it alone says
the font of every cell; and stretches a low line to the height of its letters unless `mso-line-height-rule` says
exactly.
"""

import re
from collections.abc import Iterator

import pytest
from lxml.etree import _Comment
from lxml.html import HtmlElement, fragment_fromstring

from notifications.rendering import render
from tests.notifications.look.samples import EVERY_MAIL
from tests.notifications.words import document

HONOURED = {
    *("background-color", "border", "border-top", "color", "font-family", "font-size", "font-weight", "height"),
    *("line-height", "margin", "padding", "padding-bottom", "text-align", "text-decoration", "width"),
    *("mso-hide", "mso-line-height-rule", "mso-padding-alt"),
}
SPARED = {  # ignored without harm: each has something beside it that Word honours, as the tests below say
    "display",  # none of it beside mso-hide; inline-block within a cell of mso-padding-alt
    "max-height",  # beside mso-hide
    "overflow",  # beside mso-hide
    "max-width",  # within a table of 600 for Word alone
    "overflow-wrap",  # long words are broken by Word itself
    "word-break",
    "color-scheme",  # for programs that know dark colours
    "supported-color-schemes",
}
LOW = {"line-height": "10px", "mso-line-height-rule": "exactly"}
VALUES = re.compile(r"(#[0-9a-f]{6}|-?\d+(px|%)?|[a-z-]+|'[A-Za-z ]+'|,|\s)+", re.IGNORECASE)
CONDITION = re.compile(r"\[if mso\]>(.*)<!\[endif\]", re.DOTALL)


@pytest.fixture(scope="module", params=list(EVERY_MAIL))
def tree(request: pytest.FixtureRequest) -> HtmlElement:
    """One kind of mail after the other, its styles written into it."""
    return document(render(EVERY_MAIL[request.param]))


def styles(tree: HtmlElement) -> Iterator[tuple[HtmlElement, dict[str, str]]]:
    """Every element that has a style, and what it says by property."""
    for each in tree.iter():
        if isinstance(each.tag, str) and each.get("style"):
            parts = [part.partition(":") for part in each.get("style").split(";") if part.strip()]
            yield each, {name.strip(): value.strip() for name, _, value in parts}


def test_every_style_is_one_that_word_honours_or_may_ignore_without_harm(tree: HtmlElement) -> None:
    said = [(each.tag, name, value) for each, style in styles(tree) for name, value in style.items()]

    assert [each for each in said if each[1] not in HONOURED | SPARED] == []
    assert [each for each in said if not VALUES.fullmatch(each[2])] == []
    assert {value for _, name, value in said if name == "display"} <= {"none", "inline-block"}


def test_padding_is_on_cells_alone_and_margin_never_automatic_but_in_a_centred_cell(tree: HtmlElement) -> None:
    pads = [each for each, style in styles(tree) if "padding" in " ".join(style) and each.tag != "td"]
    automatic = [each for each, style in styles(tree) if "auto" in style.get("margin", "")]

    pressed = [each for each in pads if "mso-padding-alt" in each.getparent().get("style", "")]
    assert [each.tag for each in pads if each not in pressed] == ["body"]  # its own, of nothing
    assert [each.getparent().get("align") for each in automatic] == ["center"]


def test_what_is_hidden_is_hidden_from_word_too(tree: HtmlElement) -> None:
    hidden = [style for _, style in styles(tree) if style.get("display") == "none" or "max-height" in style]

    assert [style.get("mso-hide") for style in hidden] == ["all"]


def test_word_has_a_table_of_its_own_where_others_have_a_greatest_width(tree: HtmlElement) -> None:
    comments = [each for each in tree.find("body").iter() if isinstance(each, _Comment)]
    begins, ends = (CONDITION.fullmatch(each.text or "") for each in comments)
    assert begins
    assert ends
    [table] = fragment_fromstring(f"<div>{begins[1]}{ends[1]}</div>")

    assert begins[1] + ends[1] == (
        '<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td></td></tr></table>'
    )
    assert table.get("width") == "600"
    assert [each.getprevious().text for each, style in styles(tree) if "max-width" in style] == [comments[0].text]


def test_every_table_has_its_width_and_its_spaces_as_attributes(tree: HtmlElement) -> None:
    tables = [each for each in tree.iter("table") if each.find(".//td[@class='button']") is None]
    buttons = [each.getparent().getparent() for each in tree.iter("td") if each.get("class") == "button"]
    spaces = {tuple(each.get(name) for name in ("cellpadding", "cellspacing", "border")) for each in tree.iter("table")}
    wide = [each for each, style in styles(tree) if each.tag == "td" and "width" in style]

    assert {each.get("width") for each in tables} == {"100%"}
    assert {each.get("width") for each in buttons} <= {None}
    assert spaces == {("0", "0", "0")}
    assert [each for each in wide if f"{each.get('width')}px" not in each.get("style")] == []


def test_word_is_told_the_font_of_every_cell_as_all_others_inherit_it(tree: HtmlElement) -> None:
    [comment] = [each for each in tree.find("head").iter() if isinstance(each, _Comment)]
    for_word = CONDITION.fullmatch(comment.text or "")
    assert for_word
    rules = dict(re.findall(r"([a-z0-9,]+)\{([^}]*)\}", for_word[1]))
    [outermost] = tree.xpath("//td[div/@role='main']/@style")

    family, _, rest = outermost.partition(";")
    assert rules == {
        "td,h1,h2,h3": family.replace("Helvetica,", ""),
        "td": rest.removesuffix(";text-align:left"),
    }


def test_every_font_ends_with_one_that_every_computer_has(tree: HtmlElement) -> None:
    stacks = [style["font-family"] for _, style in styles(tree) if "font-family" in style]

    assert {each.rpartition(",")[2].strip() for each in stacks} <= {"sans-serif", "monospace"}
    assert len(stacks) >= 1


def test_low_lines_are_as_low_in_word(tree: HtmlElement) -> None:
    spacers = [style for each, style in styles(tree) if each.tag == "td" and each.text_content() == "\u00a0"]

    assert [style for style in spacers if {"font-size": "1px"} != style != LOW] == []
