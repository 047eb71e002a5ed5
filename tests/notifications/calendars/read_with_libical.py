"""Reads a feed with libical, the C library behind Evolution, KOrganizer and many servers; it shares no code with ours.

Debian: `apt-get install libical3`. Called through its C interface, because no binding of it comes by pip.
"""

import ctypes
from ctypes.util import find_library
from datetime import UTC, date, datetime
from functools import cache
from typing import Any


class _Time(ctypes.Structure):
    """struct icaltimetype (libical 3, icaltime.h)."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


@cache
def libical() -> Any | None:
    """The library, with its functions declared; None where it is not installed."""
    found = find_library("ical")
    if found is None:
        return None
    library = ctypes.CDLL(found)
    component, text = ctypes.c_void_p, ctypes.c_char_p
    declared: dict[str, tuple[Any, list[Any]]] = {
        "icalparser_parse_string": (component, [text]),
        "icalcomponent_string_to_kind": (ctypes.c_int, [text]),
        "icalcomponent_get_first_component": (component, [component, ctypes.c_int]),
        "icalcomponent_get_next_component": (component, [component, ctypes.c_int]),
        "icalcomponent_get_dtstart": (_Time, [component]),
        "icalcomponent_get_dtend": (_Time, [component]),
        "icaltime_as_timet_with_zone": (ctypes.c_long, [_Time, ctypes.c_void_p]),
        "icalcomponent_get_sequence": (ctypes.c_int, [component]),
        "icalcomponent_get_status": (ctypes.c_int, [component]),
        "icalproperty_status_to_string": (text, [ctypes.c_int]),
        **{f"icalcomponent_get_{name}": (text, [component]) for name in ("uid", "summary", "description", "location")},
        "icalcomponent_free": (None, [component]),
    }
    for name, (result, arguments) in declared.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def read_with_libical(content: bytes) -> list[dict[str, object]]:
    """Every entry, in the shape that read_with_javascript.mjs prints."""
    library = libical()
    assert library is not None
    root = library.icalparser_parse_string(content)
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    found = []
    event = library.icalcomponent_get_first_component(root, kind)
    while event:
        found.append(_entry(library, event))
        event = library.icalcomponent_get_next_component(root, kind)
    library.icalcomponent_free(root)
    return found


def _entry(library: Any, event: int) -> dict[str, object]:
    words = {
        name: (getattr(library, f"icalcomponent_get_{name}")(event) or b"").decode()
        for name in ("uid", "summary", "description", "location")
    }
    status = library.icalproperty_status_to_string(library.icalcomponent_get_status(event)) or b""
    return words | {
        "starts": _written(library, library.icalcomponent_get_dtstart(event)),
        "ends": _written(library, library.icalcomponent_get_dtend(event)),
        "sequence": library.icalcomponent_get_sequence(event),
        "cancelled": status == b"CANCELLED",
    }


def _written(library: Any, moment: _Time) -> str:
    """A day as it is, an instant in UTC as JavaScript prints it, by the feed's own VTIMEZONE."""
    if moment.is_date:
        return date(moment.year, moment.month, moment.day).isoformat()
    at = datetime.fromtimestamp(library.icaltime_as_timet_with_zone(moment, moment.zone), UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.000Z"
