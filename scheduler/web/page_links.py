"""A list that is too long for one page: its first few and a link to the rest, or one page of it with links to all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Each = TypeVar("Each")


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """One page of a long list: its number, its address, and whether it is the one shown."""

    number: int
    url: str
    is_shown: bool


@dataclass(frozen=True, kw_only=True)
class Few(Generic[Each]):
    """The first of a list, how many it has in all, and where all of them stand, or no `url`."""

    shown: tuple[Each, ...]
    number: int
    url: str = ""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.shown)


def page_links(rows: int, at_once: int, shown: int, url: Callable[[int], str]) -> tuple[PageLink, ...]:
    """Links to all pages of so many rows, counted from 1; none where one page holds them."""
    last = -(-rows // at_once)
    numbers = range(1, last + 1) if last > 1 else ()
    return tuple(PageLink(number=each, url=url(each), is_shown=each == shown) for each in numbers)
