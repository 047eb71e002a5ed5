"""Frames: what a template makes of words, made once, with places for those words that differ from mail to mail.

A template may show a place, ask whether it is there, and pass it through a filter that waits (`once_known`). It cannot
look at what stands there, which is not known: to try fails. A frame is cut at its marks before any word is put in, so
that no word of a plan can be taken for one.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from operator import attrgetter, itemgetter
from typing import Any

from markupsafe import escape

from notifications.message import in_ascii

_MARK = "\0"  # which clean words never hold
Find = Callable[[Any], str]


class Place:
    """Where words come to stand in a frame. Without words there is no place: "if" may ask for it."""

    def __init__(self, places: "Places", find: Find, *, is_markup: bool = False) -> None:
        self.places, self.find, self.is_markup = places, find, is_markup

    def __str__(self) -> str:
        return self.places.mark(self)

    __html__ = __str__  # it is escaped when it is known

    def __eq__(self, other: object) -> bool:
        raise TypeError("a template compares words that are not known yet")

    __hash__ = object.__hash__


class Frame:
    """What a template made, ready for the words that come into its places. As HTML it escapes all but mark-up."""

    def __init__(self, pieces: list[str], places: list[Place], *, is_html: bool) -> None:
        """`pieces` are what stands around the places, by turns with them."""
        self._words = list(dict.fromkeys(each.find for each in places if not each.is_markup))
        self._markup = list(dict.fromkeys(each.find for each in places if each.is_markup))
        finds = [*self._words, *self._markup]
        self._in_order = _picking([finds.index(each.find) for each in places])
        self._pieces, self._is_html = pieces, is_html

    def filled(self, words: object) -> str:
        """The frame with what each of its places finds in `words`, which are clean."""
        found = [find(words) for find in self._words]
        if self._is_html and found:
            found = _in_html(found)
        if self._markup:
            found += [find(words) for find in self._markup]
        whole = self._pieces.copy()
        whole[1::2] = self._in_order(found)
        return "".join(whole)


class Places:
    """The places of the frames that are made together."""

    def __init__(self) -> None:
        self._marked: dict[str, Place] = {}

    def of(self, names: str) -> Place:
        """A place for an attribute of the words that fill a frame, or for one of theirs: "digest.board"."""
        return Place(self, attrgetter(names))

    def mark(self, place: Place) -> str:
        """What stands for a place in what a template makes."""
        name = f"place {len(self._marked)}"
        self._marked[name] = place
        return f"{_MARK}{name}{_MARK}"

    def cut(self, made: str, *, is_html: bool) -> Frame:
        """The frame in what a template made. Raises KeyError where the template did something to a mark."""
        pieces = made.split(_MARK)
        return Frame(pieces, [self._marked[name] for name in pieces[1::2]], is_html=is_html)


def once_known(put_off: Callable[..., str]) -> Callable[..., str | Place]:
    """A filter that waits, where it is given a place, until it is known what stands there."""

    @wraps(put_off)
    def asked(*given: Any) -> str | Place:
        if any(isinstance(each, str) and _MARK in each for each in given):
            raise ValueError(f"{put_off.__name__} is given a place joined to other words: give it each by itself")
        place = next((each for each in given if isinstance(each, Place)), None)
        if place is None:
            return put_off(*given)

        def find(words: object) -> str:
            return put_off(*[each.find(words) if isinstance(each, Place) else each for each in given])

        return Place(place.places, find)

    return asked


def _picking(numbers: list[int]) -> Callable[[list[str]], Iterable[str]]:
    """What picks from a list by these numbers, some of which may come twice."""
    return itemgetter(*numbers) if len(numbers) > 1 else tuple


def _in_html(words: list[str]) -> list[str]:
    """Each of these words as HTML, in a fifth of the time that one by one would take."""
    return in_ascii(escape(_MARK.join(words))).split(_MARK)
