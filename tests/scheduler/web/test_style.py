"""The style sheet: readable by WCAG 2.2 AA in light and in dark, and nothing from other hosts."""

import re
from importlib.resources import files

import pytest

from tests.scheduler.web.home import SLUG, Home
from tests.scheduler.web.reading import page

SHEET = (files("templates") / "web" / "style.css").read_text(encoding="utf-8")
TEXT = 4.5  # WCAG 2.2, 1.4.3
MARKS = 3.0  # 1.4.11: borders that mean something, the ring of focus
ON_THE_PAGE = ("text", "quiet", "link")
TAGS = ("red", "amber", "blue", "purple", "green", "grey")


def colours(scheme: str) -> dict[str, str]:
    """The sheet's colours by name, dark ones over light ones."""
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", each)) for each in SHEET.split("@media", 2)[:2])
    return {**light, **dark} if scheme == "dark" else light


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert [round(contrast("#000000", "#ffffff"), 2), round(contrast("#777777", "#ffffff"), 2)] == [21.0, 4.48]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(scheme: str) -> None:
    named = colours(scheme)
    pairs = [(ink, ground) for ink in ON_THE_PAGE for ground in ("page", "band")]
    pairs += [(tag, f"{tag}-band") for tag in TAGS]
    pairs += [("text", "amber-band"), ("red", "band"), ("button-text", "button"), ("focus-text", "focus")]

    assert [pair for pair in pairs if contrast(named[pair[0]], named[pair[1]]) < TEXT] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mark_can_be_told_from_its_ground(scheme: str) -> None:
    named = colours(scheme)

    assert [tag for tag in (*TAGS, "strong-line") if contrast(named[tag], named["band"]) < MARKS] == []


def test_dark_and_light_name_the_same_colours() -> None:
    _, dark, _ = SHEET.split("@media", 2)
    changed = set(re.findall(r"--([\w-]+): #", dark))

    assert changed - colours("light").keys() == set()
    assert colours("light").keys() - changed == {"focus", "focus-text"}


def test_the_sheet_fetches_nothing() -> None:
    assert re.findall(r"url\(|@import|@font-face|https?:", SHEET) == []


def test_every_class_that_the_sheet_names_stands_in_a_template() -> None:
    styled = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/|\d\.\d+", "", SHEET, flags=re.DOTALL)))
    texts = [(files("templates") / "web" / each.name).read_text() for each in (files("templates") / "web").iterdir()]
    used = set(re.findall(r"[a-z][\w-]*", " ".join(texts)))
    computed = {"red", "amber", "blue", "purple", "green", "overdue", "due-soon", "upcoming", "undated", "complete"}

    assert styled - used - computed == set()


def test_pages_load_the_sheet_and_nothing_else(home: Home) -> None:
    for path in ("/", f"/plans/{SLUG}", f"/plans/{SLUG}/1.12", "/nothing"):
        tree = page(home.visitor.get(path).text)

        assert tree.xpath("//link/@href | //script/@src | //img/@src") == ["/style.css"]


def test_the_sheet_is_served_as_one(home: Home) -> None:
    answer = home.visitor.get("/style.css")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert answer.text == SHEET
