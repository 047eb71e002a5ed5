"""What parsers raise for broken files, made one sentence that names the file and the cure."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import BadZipFile

from lxml import etree

from scheduler.reading.rows import UnreadableDocument

# zipfile raises RuntimeError for a locked part, and one of its kind for a packing that it does not know.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
    etree.LxmlError,
    zlib.error,
)


@contextmanager
def damage_named(name: str, kind: str, cure: str) -> Iterator[None]:
    """Turns what a parser raises for a broken file into UnreadableDocument; `kind` is like "an Excel workbook".

    Running out of memory becomes one too: the file is bigger than it looks.
    """
    try:
        yield
    except (MemoryError, *_BROKEN) as fault:
        if _ran_out_of_memory(fault):
            why = "needs more memory than a plan should: it is far bigger inside than it looks"
        else:
            why = f"is damaged and cannot be read as {kind}"
        raise UnreadableDocument(f"{name} {why}. {cure}") from fault


def _ran_out_of_memory(fault: BaseException) -> bool:
    """lxml says so in either of two ways, as it comes."""
    return isinstance(fault, MemoryError) or getattr(fault, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY
