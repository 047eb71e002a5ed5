"""Opens a PDF and gives its pages, or says why that cannot be; what the pages mean is pdf.py's."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped] # ships no type hints; nothing of it leaves this module

from scheduler.reading.pdf_page import Page, read_page
from scheduler.reading.rows import UnreadableDocument

_MOST_PAGES = 1_000
_TAIL = 2_048
_ASK = "Ask for the file again, or for the original."


def read_pages(path: Path) -> list[Page]:
    """The pages of a PDF, in their order; at least one of them has text.

    Raises UnreadableDocument for a PDF that is damaged, cut short, locked, too long, a scan, or of unknown letters.
    """
    with _opened(path) as raw_document:
        count = pdfium.FPDF_GetPageCount(raw_document)
        if count < 1:
            raise UnreadableDocument(_damaged(path.name))
        if count > _MOST_PAGES:
            raise UnreadableDocument(
                f"{path.name} has {count:,} pages; plans of up to {_MOST_PAGES:,} pages are read. "
                "Give the pages that hold the plan as a PDF of their own."
            )
        try:
            pages = [read_page(raw_document, number) for number in range(1, count + 1)]
        except ValueError as fault:
            raise UnreadableDocument(f"{path.name}: {fault}. {_ASK}") from fault
    _require_text(path.name, pages)
    return pages


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    content = path.read_bytes()
    if b"%%EOF" not in content[-_TAIL:]:
        raise UnreadableDocument(
            f"{path.name} is cut short: the end of the PDF is missing. Download or copy it again, whole."
        )
    raw_document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not raw_document:
        raise UnreadableDocument(_refusal(path.name, pdfium.FPDF_GetLastError()))
    try:
        yield raw_document
    finally:
        pdfium.FPDF_CloseDocument(raw_document)


def _refusal(name: str, error: int) -> str:
    if error == pdfium.FPDF_ERR_PASSWORD:
        return f"{name} is locked with a password. Open it, print or export it without one, and give that copy."
    if error == pdfium.FPDF_ERR_SECURITY:
        return f"{name} is locked in a way that cannot be opened here. Ask for a copy without protection."
    return _damaged(name)


def _damaged(name: str) -> str:
    return f"{name} is damaged: it cannot be opened as a PDF. {_ASK}"


def _require_text(name: str, pages: Sequence[Page]) -> None:
    letters = "".join(word.text for page in pages for word in page.words)
    if all(page.is_picture for page in pages) or not any(letter.isalnum() for letter in letters):
        scanned = any(page.is_picture for page in pages)
        held = "a picture of text, as a scanner makes it" if scanned else "no text"
        raise UnreadableDocument(
            f"{name} has no text that can be read: its {_counted(len(pages))} {held}. "
            "Ask for the original (Word, Excel or a PDF made from them), or have the text recognised (OCR) first."
        )
    unknown = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    if unknown * 3 > len(letters):
        raise UnreadableDocument(
            f"{name} hides its text: {unknown:,} of {len(letters):,} letters have no meaning outside its own fonts. "
            "Ask for the original, or have the text recognised (OCR) first."
        )


def _counted(pages: int) -> str:
    return "one page holds" if pages == 1 else f"{pages:,} pages hold"
