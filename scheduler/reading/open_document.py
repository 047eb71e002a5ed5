"""Opens a plan's file by what it holds, not by its name, and refuses what cannot be read with a sentence.

Each format has its reader; whoever opens a file that somebody sent goes through guard.py, which bounds time and memory.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from scheduler.reading.decoding import decoded
from scheduler.reading.plain_text import one_line, printable
from scheduler.reading.rows import Cell, Document, UnreadableDocument
from scheduler.reading.sheets import MOST_CELLS, require_a_plans_size

_MOST_MEGABYTES = 100
_MOST_TEXT_MEGABYTES = 10
_MOST_LETTERS = 5_000_000
_HEAD = 4_096
_EMPTY_ROWS = re.compile(r"^ *+\t[ \t]*+\n", re.MULTILINE)
_TABULAR = (".csv", ".tsv", ".tab")
_NEITHER_TEXT = (".docx", ".xlsx", ".pdf", ".doc", ".xls", ".docm", ".xlsm")
_FORMATS = "Give the plan as .docx, .pdf, .xlsx, .csv or .txt."
_OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What the streams of such a file are called, in UTF-16: first what is locked, then what is old.
_STREAMS = (
    ("EncryptedPackage", "is locked with a password. Save a copy without one and give that."),
    ("WordDocument", "is in Word's old format (.doc). Open it in Word and save it as .docx."),
    ("Workbook", "is in Excel's old format (.xls). Open it in Excel and save it as .xlsx."),
    ("Book", "is in Excel's old format (.xls). Open it in Excel and save it as .xlsx."),
    ("PowerPoint Document", "is an old PowerPoint presentation. Give the plan itself, as .docx, .pdf or .xlsx."),
    ("__properties_version1.0", "is an Outlook message. Save the plan attached to it and give that."),
)
_PICTURE = "is a picture: it holds no text. Give the document it was taken from, or have its text recognised (OCR)."
_ARCHIVE = "is a compressed archive. Unpack it and give the plan."
_WEB_PAGE = "is a web page, whatever its name says. Open it and save it as .docx or .xlsx, or download the plan again."
_SIGNATURES = (
    (b"{\\rtf", f"is in rich text format. Open it in Word and save it as .docx. {_FORMATS}"),
    (b"<?xml", f"is an XML file. Open it in the program that made it and save it as .docx or .xlsx. {_FORMATS}"),
    (b"<!doctype html", _WEB_PAGE),
    (b"<html", _WEB_PAGE),
    (b"\x89png", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"gif8", _PICTURE),
    (b"ii*\0", _PICTURE),
    (b"mm\0*", _PICTURE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"rar!", _ARCHIVE),
    (b"pk\x05\x06", "is an empty zip archive. Give the plan itself."),
)


def open_document(path: Path) -> Document:
    """The tables and paragraphs of a .docx, .pdf, .xlsx, .csv or text file, told apart by content first.

    Raises UnreadableDocument, a sentence that names the file, the place and the cure, for everything else.
    """
    head = _head(path)
    document = _reader(path, head)(path)
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    letters = sum(len(text) for cell in (*cells, *document.paragraphs) for text in cell.paragraphs)
    if len(cells) > MOST_CELLS or letters > _MOST_LETTERS:
        raise UnreadableDocument(
            f"{path.name} holds {len(cells):,} cells and {letters / 1e6:,.1f} million letters, far more than a plan. "
            "Give the part that holds the plan."
        )
    return document


def _head(path: Path) -> bytes:
    """The first bytes of a file that exists, is a file, holds something, and is not too large."""
    if not path.exists():
        raise UnreadableDocument(f"There is no file {path}. Check its name and folder.")
    if not path.is_file():
        raise UnreadableDocument(f"{path} is a folder or device, no document. Give the plan's own file.")
    size = path.stat().st_size
    if not size:
        raise UnreadableDocument(f"{path.name} is empty (0 bytes). Copy or save it again.")
    if size > _MOST_MEGABYTES * 1_000_000:
        raise UnreadableDocument(
            f"{path.name} has {size / 1e6:,.0f} MB; plans of up to {_MOST_MEGABYTES} MB are read. "
            "Give it without its pictures, or only the part that holds the plan."
        )
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as fault:
        raise UnreadableDocument(f"{path} cannot be opened ({fault.strerror}). Check who may read it.") from fault


def _reader(path: Path, head: bytes) -> Callable[[Path], Document]:
    if b"%PDF-" in head[:1_024]:
        return _pdf
    if head.startswith(b"PK\x03\x04"):
        return _package
    if head.startswith(_OFFICE_97):
        raise UnreadableDocument(f"{path.name} {_office_97(path)}")
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, refusal in _SIGNATURES:
        if bare.startswith(signature):
            raise UnreadableDocument(f"{path.name} {refusal}")
    if path.suffix.lower() in _NEITHER_TEXT:
        raise UnreadableDocument(
            f"{path.name} is called {path.suffix} but does not begin like one: it is damaged or was renamed. {_FORMATS}"
        )
    if path.stat().st_size > _MOST_TEXT_MEGABYTES * 1_000_000:
        raise UnreadableDocument(
            f"{path.name} is {path.stat().st_size / 1e6:,.0f} MB of text; up to {_MOST_TEXT_MEGABYTES} MB are read. "
            "Give only the part that holds the plan."
        )
    return _csv if path.suffix.lower() in _TABULAR else _text


def _office_97(path: Path) -> str:
    content = path.read_bytes()
    for stream, refusal in _STREAMS:
        if stream.encode("utf-16-le") in content:
            return refusal
    return f"is an old Office file of an unknown kind. {_FORMATS}"


# The readers are imported when their format is met: a child that reads one plan starts in half the time.


def _pdf(path: Path) -> Document:
    from scheduler.reading.pdf import read_pdf

    return read_pdf(path)


def _package(path: Path) -> Document:
    from scheduler.reading.packages import PackageKind, kind_of_package

    if kind_of_package(path) is PackageKind.XLSX:
        from scheduler.reading.xlsx import read_xlsx

        return read_xlsx(path)
    from scheduler.reading.damage import damage_named
    from scheduler.reading.docx import read_docx

    with damage_named(path.name, "a Word document", "Open it in Word and save it again as .docx."):
        return _cleaned(read_docx(path))


def _csv(path: Path) -> Document:
    from scheduler.reading.csv import read_csv

    return read_csv(path)


def _text(path: Path) -> Document:
    from scheduler.reading.text import read_text

    text = _EMPTY_ROWS.sub("", printable(decoded(path.read_bytes(), path.name)))
    require_a_plans_size(path.name, cells=text.count("\t") + text.count("\n"))
    return read_text(text, name=path.name)


def _cleaned(document: Document) -> Document:
    """Without control characters and marks that turn the reading direction."""
    tables = tuple(
        replace(
            table,
            heading=one_line(table.heading),
            rows=tuple(replace(row, cells=tuple(map(_cleaned_cell, row.cells))) for row in table.rows),
        )
        for table in document.tables
    )
    return replace(document, tables=tables, paragraphs=tuple(map(_cleaned_cell, document.paragraphs)))


def _cleaned_cell(cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(filter(None, map(one_line, cell.paragraphs))))
