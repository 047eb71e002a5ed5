"""Tables without drawn lines: columns by the white between them. Their rows are pdf_rows.py's to part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from scheduler.reading.pdf_lines import Line, is_mark
from scheduler.reading.pdf_page import Word

_WIDE = 1.0
_WIDER_THAN_A_BLANK = 0.4
_FARTHEST = 6.0
_MOST_CROSSED = 0.25
_MOST_LINES_ACROSS = 3


@dataclass(frozen=True, kw_only=True)
class River:
    """A stretch, from left to right, that stays white from line to line."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Where one column ends for the reader, and the next begins."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A line and its parts by column, from 0; one that runs `across` the rivers is whole, in the first column."""

    line: Line
    parts: Mapping[int, Line]
    across: bool


@dataclass(frozen=True, kw_only=True)
class Aligned:
    """Consecutive lines that stand in columns, and the rivers between these."""

    lines: tuple[Line, ...]
    rivers: tuple[River, ...]

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """The lines with what stands in which column."""
        return tuple(
            Placed(line=line, parts={0: line} if across else self.parts(line), across=across)
            for line in self.lines
            for across in [self.is_across(line)]
        )

    def parts(self, line: Line) -> dict[int, Line]:
        """The line's words by column, from 0; words that run on across a river stay with the column on its left."""
        words: dict[int, list[Word]] = {}
        at = 0
        for before, word in zip([None, *line.words], line.words, strict=False):
            while at < len(self.rivers) and word.left >= self.rivers[at].middle:
                at += 1
            if before is not None and _beside(before, word) and words:
                at = max(words)
            words.setdefault(at, []).append(word)
        return {column: Line(tuple(held)) for column, held in words.items()}

    def is_across(self, line: Line) -> bool:
        """Whether the line runs on over a river, as headings between rows do."""
        return any(_narrowed(river, line) is None for river in self.rivers)


def parted(lines: Sequence[Line]) -> list[Line | Aligned]:
    """The lines in their order, those that stand in columns put together."""
    found: list[Line | Aligned] = []
    at = 0
    while at < len(lines):
        table = _table(lines, at)
        if table is None:
            found.append(lines[at])
            at += 1
            continue
        heads = _head_lines_above(table, found)
        del found[len(found) - len(heads) :]
        found.append(Aligned(lines=(*heads, *table.lines), rivers=table.rivers))
        at += len(table.lines)
    return found


def continued(lines: Sequence[Line], rivers: Sequence[River]) -> Aligned | None:
    """The lines at the head of a page that keep to the columns which the page before ended with, if most do."""
    if not rivers:
        return None
    table = Aligned(lines=tuple(lines), rivers=tuple(rivers))
    end = across = beside = 0
    for number, line in enumerate(lines):
        far = end and line.top - lines[number - 1].bottom > _FARTHEST * line.height
        if far or number - end >= _MOST_LINES_ACROSS:
            break
        if table.is_across(line):
            across += 1
            continue
        end = number + 1
        beside += set(table.parts(line)) != {0}
    end = _without_remark(lines, 0, end, rivers)
    if not beside or end <= 2 * across:
        return None
    return Aligned(lines=tuple(lines[: _with_heading(lines, end)]), rivers=tuple(rivers))


def _beside(before: Word, word: Word) -> bool:
    """Whether only a blank parts two words of a line."""
    return word.left - before.right < _WIDER_THAN_A_BLANK * min(before.height, word.height)


def _gaps(line: Line) -> list[River]:
    return [
        River(left=before.right, right=word.left) for before, word in pairwise(line.words) if not _beside(before, word)
    ]


def _table(lines: Sequence[Line], at: int) -> Aligned | None:
    """A table whose first line is number `at`, when enough of the lines below keep to that line's columns."""
    first = lines[at]
    rivers = _gaps(first)
    if not any(river.width >= _WIDE * first.height for river in rivers):
        return None
    crossed = [0] * len(rivers)
    kept, end = 1, at + 1
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if number - end >= _MOST_LINES_ACROSS or line.top - lines[number - 1].bottom > _FARTHEST * first.height:
            break
        narrowed = [_narrowed(river, line) for river in rivers]
        if not any(narrowed):
            continue
        for column, river in enumerate(narrowed):
            crossed[column] += river is None
        rivers = [river or rivers[column] for column, river in enumerate(narrowed)]
        kept, end = kept + 1, number + 1
    end = _without_remark(lines, at, end, rivers)
    true = [river for river, times in zip(rivers, crossed, strict=True) if times <= _MOST_CROSSED * kept]
    table = Aligned(lines=tuple(lines[at : at + _with_heading(lines[at:], end - at)]), rivers=tuple(true))
    return table if true and _is_convincing(table) else None


def _without_remark(lines: Sequence[Line], begin: int, end: int, rivers: Sequence[River]) -> int:
    """Where a table ends before a short line that stands farther below it than its rows from each other: a remark."""
    whites = [below.top - above.bottom for above, below in pairwise(lines[begin:end])]
    alone = end - begin > 1 and all(word.right <= rivers[0].middle for word in lines[end - 1].words)
    return end - 1 if alone and whites[-1] > max(whites[:-1], default=0.0) else end


def _with_heading(lines: Sequence[Line], end: int) -> int:
    """Where a table ends when what is left is a line or two no farther below it than its rows are from each other."""
    whites = [below.top - above.bottom for above, below in pairwise(lines)]
    farthest = max(whites[: end - 1], default=0.0)
    close = all(white <= farthest for white in whites[end - 1 :])
    return len(lines) if len(lines) - end <= 2 and close else end


def _narrowed(river: River, line: Line) -> River | None:
    """What a line leaves white of a river; None where words stand in it or run on across it."""
    left, right = river.left, river.right
    for word in line.words:
        if word.right <= left or word.left >= right:
            continue
        middle = (left + right) / 2
        if (word.left + word.right) / 2 < middle:
            left = max(left, word.right)
        else:
            right = min(right, word.left)
    if right - left < _WIDER_THAN_A_BLANK * line.height:
        return None
    return River(left=left, right=right)


def _is_convincing(table: Aligned) -> bool:
    """At least three lines in columns, or two in four; of two columns the first holds no marks, no "To:", "Date:"."""
    rows = [placed.parts for placed in table.placed if len(placed.parts) > 1]
    if len(rows) < (2 if len(table.rivers) > 2 else 3):
        return False
    if len(table.rivers) > 1:
        return True
    firsts = [parts[0].text for parts in rows if 0 in parts]
    marks = sum(is_mark(text) or text.endswith(":") for text in firsts)
    return marks * 2 < len(firsts)


def _head_lines_above(table: Aligned, found: Sequence[Line | Aligned]) -> list[Line]:
    """Lines just above that belong to the head row: in its columns, not in the first one alone."""
    heads: list[Line] = []
    for line in reversed(found):
        below = heads[0] if heads else table.lines[0]
        if isinstance(line, Aligned) or table.is_across(line) or below.top - line.bottom > below.height * 0.3:
            break
        if set(table.parts(line)) == {0}:
            break
        heads.insert(0, line)
    return heads
