"""What an Excel cell shows: its number through its number format, dates in words that nobody can mistake."""

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import datetime, timedelta

# ECMA-376 part 1, 18.8.30: formats that files name by number alone. 14 shows as the reader's own country writes it.
_FORMATS = (
    ("0", (1,)),
    ("0.00", (2,)),
    ("#,##0", (3, 37, 38)),
    ("#,##0.00", (4, 39, 40)),
    ("0%", (9,)),
    ("0.00%", (10,)),
    ("dd/mm/yyyy", (14, *range(27, 32), 36, 50, 52, 53, 54, 57, 58)),
    ("d-mmm-yy", (15, 16)),
    ("mmm-yy", (17,)),
    ("h:mm:ss", (*range(18, 22), *range(32, 36), 45, 46, 47, 55, 56)),
    ("dd/mm/yyyy h:mm", (22,)),
)
BUILT_IN = {number: code for code, numbers in _FORMATS for number in numbers}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracketed>[^\]]*)\]?'
    r"|(?P<number>[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+)|am/pm|a/p|(?P<date>y+|m+|d+|h+|s+)|(?P<plain>.)",
    re.IGNORECASE,
)
_LAST_SERIAL = 2_958_466


@dataclass(frozen=True, kw_only=True)
class _Shape:
    """What a number format prints: parts of a date, or digits between other text."""

    year: bool = False
    month: bool = False
    day: bool = False
    time: bool = False
    digits: str = ""
    before: str = ""
    after: str = ""

    @property
    def is_date(self) -> bool:
        return self.year or self.month or self.day or self.time


def shown(number: float, code: str, *, from_1904: bool) -> str:
    """A number as its format shows it: 45730 as "dd/mm/yy" gives "14 March 2025", as "mmm-yy" "March 2025".

    `from_1904` says which day the workbook counts from. A day without a printed year keeps its year all the same.
    """
    shape = _shape(code, negative=number < 0)
    if shape.is_date:
        moment = _moment(number, from_1904=from_1904)
        return plain_number(number) if moment is None else in_words(moment, shape)
    if not shape.digits:
        return shape.before or plain_number(number)
    return f"{shape.before}{_in_digits(number, shape)}{shape.after}"


def date_words(moment: datetime) -> str:
    """A whole day, with its time of day unless that is midnight: "14 March 2025", "14 March 2025 10:30"."""
    return in_words(moment, _Shape(year=True, month=True, day=True, time=True))


def in_words(moment: datetime, shape: _Shape) -> str:
    """The parts of a moment that the format prints; a day is never left without its month and year."""
    month = month_name[moment.month]
    at = f"{moment:%H:%M}" if shape.time else ""
    if shape.day:
        date = f"{moment.day} {month} {moment.year}"
        return date if at in ("", "00:00") else f"{date} {at}"
    if shape.month:
        return f"{month} {moment.year}"
    return str(moment.year) if shape.year else at


def plain_number(number: float) -> str:
    """A number without a format: 3.0 gives "3", 1.1 gives "1.1"."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def _shape(code: str, *, negative: bool) -> _Shape:
    if code.strip().lower() in ("", "general", "@"):
        return _Shape()
    tokens = list(_TOKEN.finditer(_section(code, negative=negative)))
    dated = [part for token in tokens if (part := token["date"] or token["elapsed"])]
    kinds = [part[0].lower() for part in dated]
    if dated:
        months = [at for at, kind in enumerate(kinds) if kind == "m" and not _is_minutes(dated, kinds, at)]
        timed = any(kind in "hs" for kind in kinds) or len(months) < kinds.count("m")
        whole = "y" in kinds or bool(months) or "d" in kinds
        return _Shape(year="y" in kinds, month=bool(months), day="d" in kinds, time=timed or not whole)
    return _number_shape(tokens)


def _section(code: str, *, negative: bool) -> str:
    """The part of a format for positive or for negative numbers; quoted semicolons part nothing."""
    parts: list[str] = re.findall(r'(?:"[^"]*"?|\\.|[^;"\\])+', code)
    return parts[1] if negative and len(parts) > 1 else (parts or [code])[0]


def _is_minutes(dated: list[str], kinds: list[str], at: int) -> bool:
    """m or mm is minutes right after hours and right before seconds, else a month."""
    if len(dated[at]) > 2:
        return False
    return "h" in kinds[max(at - 1, 0) : at] or "s" in kinds[at + 1 : at + 2]


def _number_shape(tokens: list[re.Match[str]]) -> _Shape:
    at = next((number for number, token in enumerate(tokens) if token["number"]), len(tokens))
    if at == len(tokens):
        return _Shape(before="".join(map(_literal, tokens)))
    after = tokens[at + 1 :]
    if any(token["number"] or (token["plain"] or "").upper() == "E" for token in after):
        return _Shape()
    before = "".join(map(_literal, tokens[:at]))
    return _Shape(digits=tokens[at]["number"], before=before, after="".join(map(_literal, after)))


def _literal(token: re.Match[str]) -> str:
    currency = re.match(r"\$([^-\]]+)", token["bracketed"] or "")
    return token["quoted"] or token["escaped"] or token["plain"] or (currency[1] if currency else "")


def _moment(number: float, *, from_1904: bool) -> datetime | None:
    """The moment that a serial number means; None for numbers that no calendar in Excel reaches."""
    if not 1 <= number < _LAST_SERIAL and not (0 <= number < 1 and number):
        return None
    # Excel's 1900 had a 29 February: serials before it count from a day later.
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if number < 60 else 30)  # noqa: DTZ001 - a wall clock's reading, in no zone
    try:
        return first + timedelta(seconds=round(number * 86_400))
    except OverflowError:  # the last days of 9999, counted from 1904
        return None


def _in_digits(number: float, shape: _Shape) -> str:
    whole, _, fraction = shape.digits.partition(".")
    value = abs(number) * (100 if "%" in shape.after else 1)
    text = format(value, f"{',' * (',' in whole.strip(','))}.{len(fraction)}f")
    integer, _, decimals = text.partition(".")
    kept = decimals.rstrip("0").ljust(fraction.count("0"), "0")
    sign = "-" if number < 0 and "-" not in shape.before and "(" not in shape.before else ""
    padded = integer.zfill(whole.count("0")) if "," not in integer else integer
    return f"{sign}{padded}{'.' if kept else ''}{kept}"
