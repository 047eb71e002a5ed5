"""A word of an enum kept as text in a column, so that a new word needs no change of the database."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Generic, NoReturn, TypeVar

from sqlalchemy import Dialect
from sqlalchemy.types import UserDefinedType

Word = TypeVar("Word", bound=StrEnum)


class KeptWord(UserDefinedType[Word], Generic[Word]):
    """The words of one enum. Thousands are read at once, so what the database keeps is looked up and nothing more.

    Raises LookupError for a text that is none of them.
    """

    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        self.words = words

    def get_col_spec(self, **_kept: Any) -> str:
        """What the column is to the database."""
        return "VARCHAR(16)"

    def bind_processor(self, dialect: Dialect) -> Callable[[Word | str | None], str | None]:
        """Word to text."""
        return lambda word: None if word is None else str(self.words(word))

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Text to word."""
        return _Known({None: None} | {str(word): word for word in self.words}).__getitem__


class _Known(dict[str | None, Word | None], Generic[Word]):
    """The words by their texts."""

    def __missing__(self, text: str | None) -> NoReturn:
        raise LookupError(f"a column holds {text!r}, which is none of the words {', '.join(filter(None, self))}")
