"""The parts of an Excel workbook around its sheets: their names and order, shared strings, number formats."""

import posixpath
import re
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZipFile

from lxml import etree

from scheduler.reading.xlsx_values import BUILT_IN, date_words, shown

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """Visible worksheets as (name, part of the package), and what their cells refer to."""

    sheets: tuple[tuple[str, str], ...]
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    from_1904: bool

    def words(self, kind: str, value: str | None, style: str | None, inline: etree._Element | None) -> str:
        """What a cell shows, from its type, value, style and inline text. ValueError where these do not fit."""
        if inline is not None:
            return text_of(inline)
        if not value:
            return ""
        if kind == "s":
            return self.strings[_within(value, len(self.strings))]
        if kind == "n":
            code = self.formats[_within(style, len(self.formats))] if style and self.formats else ""
            return shown(float(value), code, from_1904=self.from_1904)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return _iso_date(value) if kind == "d" else _unescaped(value)


def workbook_of(package: ZipFile) -> Workbook:
    """Reads everything but the sheets. KeyError, ValueError or an XML error where a part is missing or damaged."""
    main = next(target for kind, target in _targets(package, "").values() if kind.endswith("/officeDocument"))
    root = _parsed(package, main)
    targets = _targets(package, main)
    by_kind = {kind.rpartition("/")[2]: target for kind, target in targets.values()}
    settings = root.find("{*}workbookPr")
    return Workbook(
        sheets=tuple(_visible_sheets(root, targets)),
        strings=_strings(package, by_kind.get("sharedStrings")),
        formats=_formats(package, by_kind.get("styles")),
        from_1904=settings is not None and settings.get("date1904") in ("1", "true"),
    )


def text_of(element: etree._Element) -> str:
    """The text of a string with its formatted runs joined; phonetic readings are left out."""
    runs = [run for run in element.iter("{*}t") if not _is_phonetic(run)]
    return _unescaped("".join(run.text or "" for run in runs))


def _is_phonetic(run: etree._Element) -> bool:
    parent = run.getparent()
    return parent is not None and parent.tag.endswith("}rPh")


def _unescaped(text: str) -> str:
    """Excel writes characters that XML has no place for as _x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _within(number: str, count: int) -> int:
    at = int(number)
    if not 0 <= at < count:
        raise ValueError(f"number {at} of {count} does not exist")
    return at


def _iso_date(value: str) -> str:
    return date_words(datetime.fromisoformat(value.rstrip("Z")))


def _parsed(package: ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(package.read(part), parser)


def _targets(package: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relationships of a part (of the whole package for ""): id to its kind and the part it leads to."""
    folder, name = posixpath.split(part)
    root = _parsed(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    return {
        one.get("Id", ""): (
            one.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:],
        )
        for one in root.iterfind("{*}Relationship")
        if one.get("TargetMode") != "External"
    }


def _visible_sheets(root: etree._Element, targets: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    sheets = []
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        reference = next((str(value) for name, value in sheet.items() if str(name).endswith("}id")), "")
        kind, part = targets[reference]
        if kind.endswith("/worksheet") and sheet.get("state", "visible") == "visible":
            sheets.append((sheet.get("name", ""), part))
    return sheets


def _strings(package: ZipFile, part: str | None) -> tuple[str, ...]:
    if part is None:
        return ()
    strings: list[str] = []
    with package.open(part) as stream:
        for _, element in etree.iterparse(stream, tag="{*}si", resolve_entities=False, remove_comments=True):
            strings.append(text_of(element))
            element.clear()
            while (before := element.getprevious()) is not None:
                before.getparent().remove(before)
    return tuple(strings)


def _formats(package: ZipFile, part: str | None) -> tuple[str, ...]:
    """The number format of each cell style, in the order by which cells name them."""
    if part is None:
        return ()
    root = _parsed(package, part)
    own = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in root.iterfind("{*}numFmts/{*}numFmt")}
    numbers = [int(style.get("numFmtId", "0")) for style in root.iterfind("{*}cellXfs/{*}xf")]
    return tuple(own.get(number, BUILT_IN.get(number, "")) for number in numbers)
