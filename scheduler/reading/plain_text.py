"""Text fit to be kept: control, invisible and direction-changing characters gone, white space collapsed."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Zero-width characters, soft hyphens, and marks that turn the reading direction (they can make 12.1 look like 1.21).
_GONE = dict.fromkeys(
    [0xAD, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)], " ")
_BREAKS = dict.fromkeys([0x0A, 0x0B, 0x0D, 0x85, 0x2028], "\n") | dict.fromkeys([0x0C, 0x2029], "\n\n")
_PRINTABLE = str.maketrans(_CONTROLS | {0x09: "\t"} | _BREAKS | _GONE | _LIGATURES)


def printable(text: str) -> str:
    """The text with its tabs and line ends, all of them "\\n", and nothing else that does not show."""
    return text.replace("\r\n", "\n").translate(_PRINTABLE)


def one_line(text: str) -> str:
    """The text in one line: "  a\\u202e\\tb\\n" gives "a b"."""
    return " ".join(printable(text).split())


def lines(text: str) -> tuple[str, ...]:
    """The text's lines, each clean, empty ones left out: breaks that a person typed into a cell part paragraphs."""
    return tuple(line for part in printable(text).split("\n") if (line := " ".join(part.split())))
