"""Parameters as the description has them and no other way: a number is no day, and "on" is no yes."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(words: object) -> object:
    if isinstance(words, str) and not _DAY.fullmatch(words):
        raise ValueError("write a day like 2026-10-12")
    return words


def _yes(words: object) -> object:
    if words not in {True, False, "true", "false"}:
        raise ValueError("write true or false")
    return words


Day = Annotated[date, BeforeValidator(_day)]
Yes = Annotated[bool, BeforeValidator(_yes)]
