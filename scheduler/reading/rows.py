"""What every format gives: tables of cells and loose paragraphs, each with its place. Format-blind after."""

from dataclasses import dataclass, field

from scheduler.plans.plan import Place


class UnreadableDocument(Exception):
    """A file that cannot be read as a plan; `str()` is a sentence that names the thing and the cure."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell's paragraphs, mark-up gone, white space kept only as breaks between paragraphs.

    `continues` marks a cell that Word or Excel itself merges with the one above (its text is the one above's).
    `spans` counts the columns that it covers; the cells of a row that it covers follow it, empty.
    """

    paragraphs: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)
    continues: bool = False
    spans: int = 1

    @property
    def text(self) -> str:
        """The whole cell in one line."""
        return " ".join(self.paragraphs)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of cells, in the document's columns; short rows are padded by whoever reads them, never shifted."""

    cells: tuple[Cell, ...]
    place: Place


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows as they stand, with the last loose line above the table as its heading."""

    rows: tuple[Row, ...]
    place: Place
    heading: str = ""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file as read: its tables and the paragraphs outside them, in the document's order; `name` is the file's.

    `says_merges` tells that the format itself says which cells are merged (Word, Excel): there an empty cell is empty,
    elsewhere it may have been merged with the one above. `fixes_columns` tells that the format itself says in which
    column a cell stands (Excel, CSV): there a cell beyond the header belongs to none of its columns.
    """

    name: str
    tables: tuple[Table, ...]
    paragraphs: tuple[Cell, ...] = ()
    says_merges: bool = False
    fixes_columns: bool = False
