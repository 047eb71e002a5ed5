"""Running heads and page numbers: lines that stand at the same height of most pages, and are no part of the plan."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise, takewhile

from scheduler.reading.pdf_lines import Line, lines_of
from scheduler.reading.pdf_page import Page, Word
from scheduler.reading.pdf_rulings import Grid

_MARGIN = 0.14
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)
_Mark = tuple[str, int]


def without_running_heads(pages: Sequence[Page], ruled: Mapping[int, Sequence[Grid]]) -> Iterator[list[Word]]:
    """Each page's words less its running heads; words in ruled tables (`ruled`, by page number) always stay.

    What repeats at a page's head from a line in columns on may be a table's header: it stays.
    """
    margins = [_margins(page, ruled[page.number]) for page in pages]
    times = Counter(chain.from_iterable({_mark(line) for line in lines} for lines in margins))
    for page, lines in zip(pages, margins, strict=True):
        gone = {
            word
            for line in lines
            if times[_mark(line)] > max(len(pages) / 2, 1) or _PAGE_NUMBER.fullmatch(line.text)
            for word in line.words
        }
        yield [word for word in page.words if word not in gone]


def _mark(line: Line) -> _Mark:
    """What two running heads have in common: their words, whatever the page's number, and their height."""
    return re.sub(r"\d+", "0", line.text), round(line.top / 4)


def _margins(page: Page, ruled: Sequence[Grid]) -> list[Line]:
    """The lines at a page's head down to the first that stands in columns, and those at its foot."""
    lines = lines_of([word for word in page.words if not any(grid.holds(*word.middle) for grid in ruled)])
    head = takewhile(lambda line: line.top < page.height * _MARGIN and not _stands_in_columns(line), lines)
    return [*head, *(line for line in lines if line.bottom > page.height * (1 - _MARGIN))]


def _stands_in_columns(line: Line) -> bool:
    """As a table's header does, which repeats on each page too."""
    return any(right.left - left.right > line.height for left, right in pairwise(line.words))
