"""A strict reader of RFC 5545 content lines for tests: written from the RFC, sharing no code with what writes them."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

_LINE = re.compile(r'(?P<name>[A-Z0-9-]+)(?P<params>(?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(?P<value>.*)', re.DOTALL)
_PARAM = re.compile(r';([A-Z0-9-]+)=(?:"([^"]*)"|([^";:,]*))')
_ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}
_SUNDAY = 6


@dataclass(frozen=True)
class Property:
    """One content line: its name, parameters and value as written, still escaped."""

    name: str
    params: dict[str, str]
    raw: str

    @property
    def text(self) -> str:
        """The value as TEXT (3.3.11); ValueError for what should have been escaped, or escapes that are none."""
        if re.search(r"(?<!\\)(?:\\\\)*[;,]", self.raw):
            raise ValueError(f"{self.name} holds a bare comma or semicolon: {self.raw}")
        return _unescaped(self.raw)

    @property
    def texts(self) -> list[str]:
        """The value as a list of TEXTs, parted by bare commas."""
        return [_unescaped(part) for part in re.findall(r"(?:[^\\,]|\\.)+", self.raw)]


@dataclass(frozen=True)
class Component:
    """What stands between a BEGIN and its END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def __getitem__(self, name: str) -> Property:
        """The one property of that name; ValueError when there is none, or more than one."""
        found = [each for each in self.properties if each.name == name]
        if len(found) != 1:
            raise ValueError(f"{self.name} has {len(found)} properties called {name}")
        return found[0]

    def has(self, name: str) -> bool:
        """Whether there is a property of that name."""
        return any(each.name == name for each in self.properties)

    def all(self, name: str) -> list["Component"]:
        """The components of that name, in their order."""
        return [each for each in self.components if each.name == name]


def read(content: bytes) -> Component:
    """A whole calendar from its octets; ValueError for anything that RFC 5545, 3.1 and 3.4 do not allow."""
    if not content.endswith(b"\r\n"):
        raise ValueError("the last line has no end")
    lines = _unfolded(content)
    root = _component(lines)
    if lines:
        raise ValueError(f"{len(lines)} lines stand after the calendar's end")
    return root


def instants(calendar: Component, event: Component) -> tuple[datetime, datetime]:
    """Start and end in UTC, by nothing but the offsets of the calendar's own VTIMEZONE."""
    return _instant(calendar, event["DTSTART"]), _instant(calendar, event["DTEND"])


def days(event: Component) -> tuple[date, date]:
    """First day and the day after the last, of an entry of whole days."""
    start, end = event["DTSTART"], event["DTEND"]
    if start.params != {"VALUE": "DATE"} or end.params != {"VALUE": "DATE"}:
        raise ValueError(f"{start} and {end} are no whole days")
    return date.fromisoformat(start.raw), date.fromisoformat(end.raw)


def _unfolded(content: bytes) -> list[str]:
    lines: list[str] = []
    for octets in content[:-2].split(b"\r\n"):
        if len(octets) > 75:
            raise ValueError(f"{len(octets)} octets in one line: {octets!r}")
        line = octets.decode("utf-8")  # each line for itself: a fold inside a character is an error
        if re.search("[\x00-\x08\x0a-\x1f\x7f]", line):
            raise ValueError(f"a control character in {line!r}")
        if line.startswith((" ", "\t")) and lines:
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def _component(lines: list[str]) -> Component:
    component = Component(_property(lines.pop(0)).raw)
    while lines:
        if lines[0].startswith("BEGIN:"):
            component.components.append(_component(lines))
            continue
        line = _property(lines.pop(0))
        if line.name != "END":
            component.properties.append(line)
        elif line.raw == component.name:
            return component
        else:
            raise ValueError(f"{component.name} is ended by {line.raw}")
    raise ValueError(f"{component.name} has no end")


def _property(line: str) -> Property:
    matched = _LINE.fullmatch(line)
    if matched is None:
        raise ValueError(f"no content line: {line!r}")
    params = {name: quoted or plain for name, quoted, plain in _PARAM.findall(matched["params"])}
    return Property(matched["name"], params, matched["value"])


def _unescaped(raw: str) -> str:
    if re.sub(r"\\[\\;,nN]", "", raw).count("\\"):
        raise ValueError(f"an escape that is none in {raw!r}")
    return re.sub(r"\\.", lambda escape: _ESCAPES[escape[0]], raw)


def _instant(calendar: Component, written: Property) -> datetime:
    local = datetime.strptime(written.raw.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - made aware below
    if written.raw.endswith("Z"):
        return local.replace(tzinfo=UTC)
    [zone] = [each for each in calendar.all("VTIMEZONE") if each["TZID"].raw == written.params["TZID"]]
    return local.replace(tzinfo=timezone(_offset(zone, local))).astimezone(UTC)


def _offset(zone: Component, local: datetime) -> timedelta:
    """The offset of the observance whose onset was last (3.6.5), from yearly rules on a month's last Sunday."""
    onsets = [
        (onset, observance["TZOFFSETTO"].raw)
        for observance in zone.components
        for year in (local.year - 1, local.year)
        if (onset := _onset(observance, year)) <= local
    ]
    written = max(onsets)[1]
    hours, minutes = int(written[1:3]), int(written[3:5])
    return timedelta(hours=hours, minutes=minutes) * (-1 if written[0] == "-" else 1)


def _onset(observance: Component, year: int) -> datetime:
    rule = dict(part.split("=") for part in observance["RRULE"].raw.split(";"))
    first = datetime.strptime(observance["DTSTART"].raw, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - onsets are local
    if rule | {"BYMONTH": "any"} != {"FREQ": "YEARLY", "BYDAY": "-1SU", "BYMONTH": "any"} or year < first.year:
        raise ValueError(f"this reader knows no such rule: {rule} in {year}")
    day = datetime(year, int(rule["BYMONTH"]), 31, first.hour, first.minute)  # noqa: DTZ001 - onsets are local
    return day - timedelta(days=(day.weekday() - _SUNDAY) % 7)
