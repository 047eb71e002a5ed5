"""An imported people file: good rows as values, and every bad cell named. The register itself is people.py's."""

import csv
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import StringIO

from scheduler.plans.people import Frequency, RoleHeld
from scheduler.rules.groups import NO_MAILBOX

REQUIRED = ("email", "name")
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y")

_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_GROUP = re.compile(rf"{NO_MAILBOX}[a-z0-9]+(-[a-z0-9]+)*")
_ROLE_DAYS = re.compile(r"(.+?)\s*\(\s*(?:from\s+(\S+?))?\s*(?:(?:until|to)\s+(\S+?))?\s*\)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class RowProblem:
    """One thing wrong with a file. `row` counts as a spreadsheet does: the header is row 1. `cure` says what to do."""

    row: int
    column: str
    text: str
    cure: str


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """A good row: what the file says of a person, by column; a column that the file lacks is not in it."""

    row: int
    email: str
    says: Mapping[str, object]


class _BadCell(ValueError):
    """What is wrong with a cell, and the cure."""

    def __init__(self, text: str, cure: str) -> None:
        super().__init__(text)
        self.text, self.cure = text, cure


@dataclass
class _Found:
    """What a reading gathers on its way through the file."""

    lines: dict[str, PersonLine] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)

    def say(self, row: int, column: str, text: str, cure: str) -> None:
        self.problems.append(RowProblem(row=row, column=column, text=text, cure=cure))


def read_people(csv_text: str, *, known: Collection[str]) -> tuple[tuple[PersonLine, ...], tuple[RowProblem, ...]]:
    """The good rows of a people file, and all that is wrong with the others.

    Cells are parted by commas, semicolons or tabs; a byte order mark, the order and the case of columns do not
    matter. `known` are the addresses in the register: managers and deputies must be among them or in a good row.
    Where an address stands twice, its first row is taken.
    """
    found = _Found()
    rows = _rows(csv_text.removeprefix("\ufeff"), found)
    header = _header(rows[0] if rows else [], found)
    if set(REQUIRED) <= set(header):
        for number, cells in enumerate(rows[1:], 2):
            if any(cell.strip() for cell in cells):
                _read_row(number, header, cells, found)
        _leave_out_strangers(found, known)
    return tuple(found.lines.values()), tuple(sorted(found.problems, key=lambda problem: problem.row))


def by_keys(
    lines: Sequence[PersonLine], problems: Sequence[RowProblem], keys: Mapping[str, str]
) -> tuple[tuple[PersonLine, ...], tuple[RowProblem, ...]]:
    """The good rows with everybody by their key, which `keys` gives for addresses that changed; and what is wrong.

    Of two rows for one person, by an address of before and by that of now, the first is taken.
    """
    found: dict[str, PersonLine] = {}
    more: list[RowProblem] = []
    for line in lines:
        key = keys.get(line.email, line.email)
        if key in found:
            text = f"{line.email} is the person of row {found[key].row}, whose address changed"
            more.append(RowProblem(row=line.row, column="email", text=text, cure="keep one row for each person"))
        else:
            says = {name: _by_key(name, value, keys) for name, value in line.says.items()}
            found[key] = replace(line, email=key, says=says)
    return tuple(found.values()), tuple(sorted([*problems, *more], key=lambda problem: problem.row))


def _by_key(name: str, value: object, keys: Mapping[str, str]) -> object:
    if name == "members" and isinstance(value, tuple):
        return tuple(dict.fromkeys(keys.get(each, each) for each in value))
    return keys.get(str(value), value) if name in {"email", "manager", "deputy"} else value


def _rows(text: str, found: _Found) -> list[list[str]]:
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as fault:
        found.say(len(rows) + 1, "", f"cannot be read: {fault}", "save the file again as CSV from the spreadsheet")
    return rows


def _header(cells: Sequence[str], found: _Found) -> list[str]:
    """The columns' names as we know them; a column that is not known keeps its place under an empty name."""
    names = ["_".join(cell.replace("-", " ").split()).lower() for cell in cells]
    names = ["email" if name in {"e_mail", "email_address", "e_mail_address"} else name for name in names]
    for position, name in enumerate(names):
        if name and name not in _READERS:
            cure = f"remove it, or name it one of {', '.join(_READERS)}"
            found.say(1, cells[position], "is not a column of a people file", cure)
        elif name and name in names[:position]:
            found.say(1, cells[position], "stands twice", "keep one of the two columns")
    for name in REQUIRED:
        if name not in names:
            found.say(1, name, "is missing", f"add a column headed {name}")
    return [name if name in _READERS and name not in names[:at] else "" for at, name in enumerate(names)]


def _read_row(number: int, header: Sequence[str], cells: Sequence[str], found: _Found) -> None:
    before = len(found.problems)
    if len(cells) > len(header):
        text = f"has {len(cells)} cells under {len(header)} columns"
        found.say(number, "", text, "put text that holds the separator between quotation marks")
    padded = [*cells, *[""] * (len(header) - len(cells))]
    padded = _with_a_name_for_the_group(header, padded)
    says: dict[str, object] = {}
    for name, cell in zip(header, padded, strict=False):
        try:
            says |= {name: _READERS[name](" ".join(cell.split()))} if name else {}
        except _BadCell as bad:
            found.say(number, name, bad.text, bad.cure)
    if len(found.problems) == before:
        _check_row(number, says, found)
    if len(found.problems) == before:
        email = str(says["email"])
        found.lines[email] = PersonLine(row=number, email=email, says=says)


def _with_a_name_for_the_group(header: Sequence[str], cells: Sequence[str]) -> list[str]:
    """The cells; a group of which each member is mailed needs no address, and goes by "group:" and its name."""
    given = dict(zip(header, cells, strict=False))
    if given.get("email", "").strip() or not given.get("members", "").strip():
        return list(cells)
    address = group_address(given.get("name", ""))
    return [address if column == "email" else cell for column, cell in zip(header, cells, strict=False)]


def _check_row(number: int, says: Mapping[str, object], found: _Found) -> None:
    """What is wrong with cells that are each right by themselves."""
    email = str(says["email"])
    if email in found.lines:
        text = f"{email} stands in row {found.lines[email].row} already"
        found.say(number, "email", text, "keep one row for each address")
    for name in ("manager", "deputy"):
        if says.get(name) == email:
            found.say(number, name, f"{email} is their own {name}", "name somebody else, or leave it empty")
    if email in _addresses(says.get("members")):
        found.say(number, "members", f"{email} is a member of itself", "name the people of the group")
    if email.startswith(NO_MAILBOX) and says.get("members") == ():
        found.say(number, "members", "a group without an address has no members", "name its members, or an address")
    from_on, to_on = says.get("away_from"), says.get("away_to")
    if isinstance(from_on, date) and isinstance(to_on, date) and to_on < from_on:
        found.say(number, "away_to", f"{to_on} is before {from_on}", "write the last day away, not before the first")


def _leave_out_strangers(found: _Found, known: Collection[str]) -> None:
    """Rows whose manager, deputy or member nobody knows go, and then the rows that counted on those."""
    while True:
        everybody = {"", *known, *found.lines}
        strangers = [
            (line, name, address)
            for line in found.lines.values()
            for name in ("manager", "deputy", "members")
            for address in _addresses(line.says.get(name))
            if address not in everybody
        ]
        if not strangers:
            return
        for line, name, address in strangers:
            cure = "add a row for them, or mend theirs"
            found.say(line.row, name, f"{address} is not in the directory", cure)
            found.lines.pop(line.email, None)


def _addresses(said: object) -> tuple[str, ...]:
    """The addresses that a cell names: one, several, or none."""
    if isinstance(said, tuple):
        return said
    return (str(said),) if said else ()


def _text(cell: str) -> str:
    return cell


def _name(cell: str) -> str:
    if not cell:
        raise _BadCell("is empty", "write the person's name")
    return cell


def _address(cell: str) -> str:
    if not is_address(cell):
        wrong = f"{cell} is not an address" if cell else "is empty"
        raise _BadCell(wrong, "write one address, like nina.marsh@example.org")
    return cell.lower()


def is_address(words: str) -> bool:
    """Whether words are one mail address."""
    return len(words) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(words.lower()) is not None


def group_address(name: str) -> str:
    """What stands for the address of a group of which each member is mailed."""
    return f"{NO_MAILBOX}{'-'.join(re.findall(r'[a-z0-9]+', name.lower()))}"


def _identity(cell: str) -> str:
    """An address, or what stands for one where a group has no mailbox."""
    return cell.lower() if _GROUP.fullmatch(cell.lower()) else _address(cell)


def _members(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_identity(part) for part in _several(cell)))


def _address_or_nobody(cell: str) -> str:
    return _address(cell) if cell else ""


def _day(cell: str) -> date | None:
    if not cell:
        return None
    for shape in DATE_FORMATS:
        try:
            return datetime.strptime(cell, shape).date()  # noqa: DTZ007 - a day, in no zone
        except ValueError:
            continue
    raise _BadCell(f"{cell} is not a date", "write a date like 2026-10-31 or 31/10/2026")


def _frequency(cell: str) -> Frequency | None:
    try:
        return Frequency(cell.lower()) if cell else None
    except ValueError:
        raise _BadCell(f"{cell} is not a frequency", "write daily or weekly, or leave it empty") from None


def _yes(cell: str) -> bool:
    if cell.lower() not in {"", "yes", "no"}:
        raise _BadCell(f"{cell} is neither yes nor no", "write yes where several people read the mailbox, else no")
    return cell.lower() == "yes"


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _roles(cell: str) -> tuple[RoleHeld, ...]:
    return tuple(_role(part) for part in _several(cell))


def _role(words: str) -> RoleHeld:
    """A role, with its days where they are given: "Chair (from 2026-01-01 to 2026-06-30)"."""
    dated = _ROLE_DAYS.fullmatch(words)
    if not dated or not (dated[2] or dated[3]):
        return RoleHeld(name=words)
    from_on, to_on = _day(dated[2] or ""), _day(dated[3] or "")
    if from_on and to_on and to_on < from_on:
        raise _BadCell(f"{words} ends before it begins", "write its first day, then its last")
    return RoleHeld(name=dated[1], from_on=from_on, to_on=to_on)


_READERS: dict[str, Callable[[str], object]] = {
    "name": _name,
    "initials": _text,
    "email": _identity,
    "organisation": _text,
    "roles": _roles,
    "aliases": _several,
    "manager": _address_or_nobody,
    "deputy": _address_or_nobody,
    "away_from": _day,
    "away_to": _day,
    "digest": _frequency,
    "left_on": _day,
    "shared": _yes,
    "members": _members,
}
