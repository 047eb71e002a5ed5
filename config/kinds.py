"""What one setting may hold, each kind with words for what is wrong and its cure; settings.py says which is which."""

import ipaddress
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from config.addresses import Address, NoAddress, read_address
from config.words import is_hidden, listed, meant, shown

DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
MonthDay = tuple[int, int]


def unfit(what: str, cure: str) -> PydanticCustomError:
    """The one error of every kind: what is wrong and its cure, both whole sentences."""
    return PydanticCustomError("unfit", "{what}", {"what": what, "cure": cure})


def _one_line(text: str) -> str:
    if any(is_hidden(character) for character in text):
        raise unfit(
            f"{shown(text)} holds a line break or a hidden character.", "Type it again by hand, all on one line."
        )
    return text.strip()


def _one_address(value: Any) -> Address:
    try:
        if isinstance(value, str):
            return read_address(value)
        problem = f"{shown(value)} is not a mail address."
    except NoAddress as error:
        problem = str(error)
    raise unfit(problem, 'Write one address, such as "Robin Hale <chair@example.org>".')


def _address_or_none(value: Any) -> Address | None:
    return None if value is None or value == "" else _one_address(value)


def _addresses_once(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    emails = [address.email for address in addresses]
    twice = sorted({email for email in emails if emails.count(email) > 1})
    if twice:
        raise unfit(f"{listed(twice)} stands here more than once.", "Name each address once.")
    return addresses


def _number(value: Any) -> Any:
    if isinstance(value, bool) or value == "":
        raise unfit(f"{shown(value)} is not a number.", "Write a number, without quotes.")
    return value


def _time_of_day(value: Any) -> time:
    if isinstance(value, time) and not value.second and not value.microsecond:
        return value
    hours_minutes = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", value) if isinstance(value, str) else None
    if not hours_minutes:
        raise unfit(f"{shown(value)} is not a time of day.", 'Write hours and minutes of 24 hours, such as "08:00".')
    return time(int(hours_minutes[1]), int(hours_minutes[2]))


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
        problem = f"{shown(value)} is not a day."
    except ValueError:
        problem = f"There is no day {shown(value)} in the calendar."
    raise unfit(problem, "Write year, month and day, such as 2027-03-09.")


def _days_once(days: tuple[date, ...]) -> tuple[date, ...]:
    twice = sorted({day.isoformat() for day in days if days.count(day) > 1})
    if twice:
        raise unfit(f"{listed(twice)} stands here more than once.", "List each day once.")
    return tuple(sorted(days))


def _month_and_day(value: Any) -> MonthDay | None:
    if value is None or value == "":
        return None
    if isinstance(value, tuple):
        return value  # a default; neither TOML nor JSON knows tuples
    if isinstance(value, str) and re.fullmatch(r"[0-9]{2}-[0-9]{2}", value):
        month, day = int(value[:2]), int(value[3:])
        if _comes_every_year(month, day):
            return month, day
    raise unfit(f"{shown(value)} is not a day of every year.", 'Write month and day, such as "12-24" for 24 December.')


def _comes_every_year(month: int, day: int) -> bool:
    try:
        date(2025, month, day)  # no leap year: 29 February does not come every year
    except ValueError:
        return False
    return True


def _division(name: str) -> str:
    if name not in DIVISIONS:
        known = listed((shown(each) for each in DIVISIONS), last="or")
        raise unfit(
            f"{shown(name)} is not a part of the United Kingdom with bank holidays of its own.",
            f"{meant(name, DIVISIONS)}Write {known}.",
        )
    return name


def _division_or_none(name: str) -> str:
    return name and _division(name)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a folder of zones, a path, an unknown name
        known = meant(name, available_timezones())
        raise unfit(f"{shown(name)} is not a time zone.", f'{known}Write one such as "Europe/London".') from None
    return name


def _host(name: str) -> str:
    if _is_internet_address(name) or not re.search(r"[\s/:@]", name):
        return name
    raise unfit(
        f"{shown(name)} is not the name of a computer.",
        "Write the name alone, such as relay.example.org: no http or smtp in front, and the port in a line of its own.",
    )


def _is_internet_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _web_url(text: str) -> str:
    if text and not _is_web_url(text):
        raise unfit(
            f"{shown(text)} is not the address of a web page that links could start with.",
            "Write it with https:// or http:// in front, such as https://chaser.example.org.",
        )
    return text.rstrip("/")


def _is_web_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname) and parts.port != 0  # reading the port raises when it is none
    except ValueError:
        return False
    extras = parts.query or parts.fragment or parts.username is not None or re.search(r"[\s<>\"\\]", text)
    return parts.scheme in {"http", "https"} and named and not extras


def _database_url(text: str) -> str:
    if text and not text.startswith(DATABASES):
        raise unfit(
            "This is not the address of a database that Chaser can use.",
            "Leave it empty for chaser.db in the home, or write "
            "postgresql://user@host/name for PostgreSQL or sqlite:////folder/name.db for a file elsewhere.",
        )
    return text


def _path_or_none(value: Any) -> Any:
    return None if value == "" else value


def agencies_once(members: Mapping[str, Address]) -> Mapping[str, Address]:
    """Members by organisation, where each organisation is named once, in whatever letters; else an error."""
    named = [name.casefold() for name in members]
    twice = sorted({name for name in members if named.count(name.casefold()) > 1})
    if "" in named:
        raise unfit("A member stands here for no organisation.", "Write its name, as the people file has it.")
    if twice:
        raise unfit(f"{listed(twice)} are one organisation.", "Name each organisation once.")
    return members


def is_slug(name: str) -> bool:
    """Whether a name may stand for a board, series or plan: small letters, digits and hyphens between them."""
    return bool(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name))


def _slug(name: str) -> str:
    if not is_slug(name):
        raise unfit(
            f"{shown(name)} cannot be a short name.",
            "Use small letters, digits and hyphens alone, such as cog or east-board.",
        )
    return name


def falling(days: tuple[int, ...]) -> tuple[int, ...]:
    """The rungs themselves when there are some and each is lower than the one before; else an error with its cure."""
    if not days:
        raise unfit("There is no rung, so that nobody would be reminded.", "List at least one number of days.")
    if any(later >= earlier for earlier, later in pairwise(days)):
        order = ", ".join(str(each) for each in sorted(set(days), reverse=True))
        raise unfit(
            f"The ladder is out of order: {', '.join(str(each) for each in days)}.",
            f"Count down, each number once: [{order}].",
        )
    return days


OneLine = Annotated[str, AfterValidator(_one_line)]
Slug = Annotated[str, AfterValidator(_slug)]
OneAddress = Annotated[Address, BeforeValidator(_one_address)]
OptionalAddress = Annotated[Address | None, BeforeValidator(_address_or_none)]
Members = Annotated[Mapping[OneLine, OneAddress], AfterValidator(agencies_once)]
Addresses = Annotated[tuple[OneAddress, ...], AfterValidator(_addresses_once)]
Whole = Annotated[int, BeforeValidator(_number)]
Number = Annotated[float, BeforeValidator(_number)]
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
Days = Annotated[tuple[Annotated[date, BeforeValidator(_day)], ...], AfterValidator(_days_once)]
OptionalMonthDay = Annotated[MonthDay | None, BeforeValidator(_month_and_day)]
Division = Annotated[str, AfterValidator(_division)]
OptionalDivision = Annotated[str, AfterValidator(_division_or_none)]
Zone = Annotated[str, AfterValidator(_zone)]
Host = Annotated[OneLine, AfterValidator(_host)]
WebUrl = Annotated[OneLine, AfterValidator(_web_url)]
DatabaseUrl = Annotated[OneLine, AfterValidator(_database_url)]
OptionalPath = Annotated[Path | None, BeforeValidator(_path_or_none)]
