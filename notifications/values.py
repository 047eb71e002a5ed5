"""How values are made of which a round makes thousands: frozen to the type checker, cheap to make at run time.

Python makes a frozen dataclass field by field through `object.__setattr__`, in three times the time of a plain one.
Whatever is made once a round, or once an answer, is better off as a frozen dataclass of the standard library.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

__all__ = ["value"]

Value = TypeVar("Value")

if TYPE_CHECKING:
    from dataclasses import dataclass as value  # so that assigning to a field is found before anything runs
else:

    def value(*, frozen: Literal[True], kw_only: bool = False) -> Callable[[type[Value]], type[Value]]:
        """A dataclass, equal and hashed by its fields; that nobody assigns to these is the type checker's to see."""
        return dataclass(kw_only=kw_only, unsafe_hash=True)
