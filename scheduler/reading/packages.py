"""Looks into a zip file before anybody reads it: is it a Word or an Excel document, and safe to unpack."""

import posixpath
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from scheduler.reading.damage import damage_named
from scheduler.reading.rows import UnreadableDocument

_MOST_PARTS = 5_000
_MOST_BYTES = 300_000_000
_CHUNK = 1 << 20
# Office never writes document type declarations (ECMA-376 part 2, 8.1.4 forbids them): they serve attacks alone.
_DECLARATIONS = tuple(
    mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_LONGEST_DECLARATION = max(map(len, _DECLARATIONS))
_TYPES = "[Content_Types].xml"
_SAVE_AS = "Open it and save it as {} first."


class PackageKind(StrEnum):
    """Which reader a package is for."""

    DOCX = "docx"
    XLSX = "xlsx"


_READABLE = {
    "wordprocessingml.document.main+xml": PackageKind.DOCX,
    "spreadsheetml.sheet.main+xml": PackageKind.XLSX,
}
_OTHERS = (
    ("wordprocessingml.template", "a Word template", _SAVE_AS.format(".docx")),
    ("spreadsheetml.template", "an Excel template", _SAVE_AS.format(".xlsx")),
    ("sheet.binary", "a binary Excel workbook (.xlsb)", _SAVE_AS.format(".xlsx")),
    ("presentationml", "a PowerPoint presentation", "Give the plan itself, as .docx, .pdf or .xlsx."),
    ("ms-powerpoint", "a PowerPoint presentation", "Give the plan itself, as .docx, .pdf or .xlsx."),
)


def kind_of_package(path: Path) -> PackageKind:
    """Which document a zip file holds. Nothing is unpacked to disk, and no more than 300 MB in passing.

    Raises UnreadableDocument for macros, passwords, zip bombs, document type declarations, files cut short, and
    every kind of package that is neither a Word nor an Excel document.
    """
    with damage_named(path.name, "a Word or Excel file", "Copy or save it again, whole."):
        try:
            package = ZipFile(path)
        except BadZipFile as fault:
            raise UnreadableDocument(
                f"{path.name} is cut short or damaged: the end of the file, which says what is in it, is missing. "
                "Copy or download it again, whole."
            ) from fault
        with package:
            parts = package.infolist()
            _require_bounds(path, parts)
            _require_no_declarations(package, parts, path.name)
            return _kind(package, path.name)


def _require_bounds(path: Path, parts: Sequence[ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise UnreadableDocument(
            f"{path.name} would unpack to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts from "
            f"{path.stat().st_size / 1e6:,.1f} MB; a plan does not. Do not open it, and ask who sent it; "
            "a real plan of that size can be given without its pictures."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument(f"{path.name} is locked with a password. Save a copy without one and give that.")


def _require_no_declarations(package: ZipFile, parts: Sequence[ZipInfo], name: str) -> None:
    for part in parts:
        with package.open(part) as stream:
            before = b""
            while chunk := stream.read(_CHUNK):
                if not before and not _looks_like_xml(chunk):
                    break
                text = before + chunk
                if any(mark in text for mark in _DECLARATIONS):
                    raise UnreadableDocument(
                        f"{name} declares entities of its own in {part.filename}, which no Word or Excel writes and "
                        "which attacks use. Do not open it, and ask who sent it."
                    )
                before = text[-_LONGEST_DECLARATION:]


def _looks_like_xml(chunk: bytes) -> bool:
    return chunk.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n")[:1] == b"<"


def _kind(package: ZipFile, name: str) -> PackageKind:
    names = package.namelist()
    if _TYPES not in names:
        raise UnreadableDocument(_stranger(package, names, name))
    root = etree.fromstring(package.read(_TYPES), etree.XMLParser(resolve_entities=False, no_network=True))
    types = [str(one.get("ContentType", "")) for one in root.iterfind("{*}Override")]
    types += [str(one.get("ContentType", "")) for one in root.iterfind("{*}Default")]
    for mark, what, cure in _OTHERS:
        if any(mark in kind for kind in types):
            raise UnreadableDocument(f"{name} is {what}. {cure}")
    if any(posixpath.basename(part).lower() == "vbaproject.bin" for part in names) or any(
        "macro" in kind.lower() or "vbaProject" in kind for kind in types
    ):
        raise UnreadableDocument(
            f"{name} holds macros, which are never run or kept here. Save it without them, as .docx or .xlsx."
        )
    readable = [kind for mark, kind in _READABLE.items() if any(mark in one for one in types)]
    if len(readable) != 1:
        raise UnreadableDocument(_stranger(package, names, name))
    return readable[0]


def _stranger(package: ZipFile, names: Sequence[str], name: str) -> str:
    if "mimetype" in names and b"opendocument" in package.read("mimetype")[:100]:
        return f"{name} is an OpenDocument file. Open it and save it as .docx or .xlsx."
    if any(part.endswith(".iwa") for part in names):
        return f"{name} was made by Apple's Pages or Numbers. Export it as Word, Excel or PDF."
    if not names:
        return f"{name} is an empty zip archive. Give the plan itself."
    return f"{name} is a zip archive of {len(names):,} files, no Word or Excel document. Unpack it and give the plan."
