"""Frames: what a template makes of words, made once, with places for those words that differ from mail to mail.

A template may show a place, ask whether it is there, and pass it through a filter that waits (`once_known`). It cannot
look at what stands there, which is not known: to try fails. A frame is cut at its marks before any word is put in, so
that no word of a plan can be taken for one.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from markupsafe import escape

from notifications.message import in_ascii

_MARK = "\0"  # which clean words never hold
Words = Sequence[str]
Find = Callable[[Words], str]


class Place:
    """Where words come to stand in a frame. Without words there is no place: "if" may ask for it."""

    def __init__(self, places: "Places", find: Find) -> None:
        self.places, self.find = places, find

    def __str__(self) -> str:
        return self.places.mark(self)

    __html__ = __str__  # what comes there is escaped when it is known

    def __eq__(self, other: object) -> bool:
        raise TypeError("a template compares words that are not known yet")

    __hash__ = object.__hash__


class Frame:
    """What a template made, ready for the words that come into its places."""

    def __init__(self, pieces: list[str], numbers: list[int], waiting: Sequence[Find]) -> None:
        """`pieces` are what stands around the places, by turns with them; `numbers` say which word comes into each,
        those of `waiting` behind the words that are given."""
        self._pieces, self._in_order, self._waiting = pieces, _picking(numbers), waiting

    def completed(self, words: Words) -> Words:
        """Clean words, and behind them what the filters that waited make of them; not escaped yet."""
        return (*words, *[find(words) for find in self._waiting]) if self._waiting else words

    def filled(self, words: Words) -> str:
        """The frame with completed words in its places."""
        whole = self._pieces.copy()
        whole[1::2] = self._in_order(words)
        return "".join(whole)


class Places:
    """The places of the frames that are made together, for words that are given in the order of their names."""

    def __init__(self, *names: str) -> None:
        self._of = {name: Place(self, itemgetter(number)) for number, name in enumerate(names)}
        self._marked: dict[str, Place] = {}

    def of(self, name: str) -> Place:
        """The place of the word of that name."""
        return self._of[name]

    def mark(self, place: Place) -> str:
        """What stands for a place in what a template makes."""
        name = f"place {len(self._marked)}"
        self._marked[name] = place
        return f"{_MARK}{name}{_MARK}"

    def cut(self, made: str) -> Frame:
        """The frame in what a template made. Raises KeyError where the template did something to a mark."""
        pieces = made.split(_MARK)
        finds = [self._marked[name].find for name in pieces[1::2]]
        given = [place.find for place in self._of.values()]
        waiting = [each for each in dict.fromkeys(finds) if each not in given]
        return Frame(pieces, [[*given, *waiting].index(each) for each in finds], waiting)


def once_known(put_off: Callable[..., str]) -> Callable[..., str | Place]:
    """A filter that waits, where it is given a place, until it is known what stands there."""

    @wraps(put_off)
    def asked(*given: Any) -> str | Place:
        if any(isinstance(each, str) and _MARK in each for each in given):
            raise ValueError(f"{put_off.__name__} is given a place joined to other words: give it each by itself")
        place = next((each for each in given if isinstance(each, Place)), None)
        if place is None:
            return put_off(*given)

        def find(words: Words) -> str:
            return put_off(*[each.find(words) if isinstance(each, Place) else each for each in given])

        return Place(place.places, find)

    return asked


def in_html(of_each: Sequence[Words]) -> list[Words]:
    """The words of each frame as HTML, in a fifth of the time that one by one would take."""
    escaped = escape(_MARK.join(chain.from_iterable(of_each)))
    words = iter(str.split(in_ascii(escaped), _MARK))  # not as Markup, which would make one of each
    return [tuple(islice(words, len(each))) for each in of_each]


def _picking(numbers: list[int]) -> Callable[[Words], Iterable[str]]:
    """What picks from words by these numbers, some of which may come twice."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda words: [words[number] for number in numbers]
