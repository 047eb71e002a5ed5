"""Bytes of a text file to text, whatever wrote them: byte order marks, UTF-8, UTF-16, then the older code pages."""

import codecs

from scheduler.reading.rows import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Excel on Windows, Excel on a Mac, DOS. What British plans hold beyond ASCII tells them apart.
_CODE_PAGES = ("cp1252", "mac_roman", "cp850")
_CURE = "Give the plan as .docx, .pdf, .xlsx, .csv or .txt."
_LIKELY = frozenset("’‘“”–—•…£€éèêëáàíóúüöäñçôâî°½¼¾ \u00a0")


def decoded(content: bytes, name: str, *, cure: str = _CURE) -> str:
    """The text of a file called `name`.

    Raises UnreadableDocument for bytes that are no text, which ends with `cure`, and for a text that ends in the middle
    of a character.
    """
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "") or _wide(content)
    if not encoding and b"\0" in content:
        raise UnreadableDocument(f"{name} is no text: it holds bytes that no letter has. {cure}")
    try:
        return content.decode(encoding or "utf-8")
    except UnicodeDecodeError as fault:
        if encoding or (fault.reason == "unexpected end of data" and not content[: fault.start].isascii()):
            raise UnreadableDocument(
                f"{name} is cut short or damaged: byte {fault.start + 1:,} of {len(content):,} belongs to no letter "
                f"({fault.encoding}). Copy or export the file again, whole."
            ) from fault
    return _by_code_page(content)


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of western text is zero."""
    sample = content[:2_000]
    if len(sample) < 4 or len(content) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.3 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) * 0.3 and not odd else ""


def _by_code_page(content: bytes) -> str:
    beyond_ascii = bytes(byte for byte in content if byte > 0x7F)
    readings = {page: beyond_ascii.decode(page, errors="replace") for page in _CODE_PAGES}
    likeliest = max(_CODE_PAGES, key=lambda page: sum(letter in _LIKELY for letter in readings[page]))
    return content.decode(likeliest, errors="replace")
