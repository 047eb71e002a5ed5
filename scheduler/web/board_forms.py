"""What a co-ordinator can change of a board in the file of settings, each as a form: its fields, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from scheduler.rounds.scene import Scene
from scheduler.web.desk_forms import Typed, Unfit, line_typed
from scheduler.web.naming import person_named
from scheduler.web.saying import FieldProblem
from scheduler.web.sayings import Field, Holds
from scheduler.web.settings_port import Path, SettingsBook

ABOUT = "This is kept in chaser.toml on the server; the history keeps who changed it."
BY_NAME = "Their name, as the directory has it"
LONGEST_NUMBER = 6


@dataclass(frozen=True, kw_only=True)
class BoardSetting:
    """One setting as a field; `kind` says how it is read: "person", "members", "days" or "line"."""

    path: Path
    field: Field
    kind: str = "line"


@dataclass(frozen=True, kw_only=True)
class BoardAct:
    """One matter about a board: under `slug`, offered as `link`; where it `moves_mail`, other people may hear then."""

    slug: str
    link: str
    heading: str
    settings: tuple[BoardSetting, ...]
    moves_mail: bool = False


def board_acts(slug: str, scene: Scene) -> tuple[BoardAct, ...]:
    """What can be changed of a board and of its series of meetings."""
    series = [each for each in scene.orders.series.values() if each.board == slug]
    return (
        BoardAct(
            slug="head",
            link="Chair, vice-chair, co-ordinator",
            heading="Who heads the board?",
            settings=_head(slug),
            moves_mail=True,
        ),
        BoardAct(
            slug="members",
            link="Members of other agencies",
            heading="Who sits for which agency?",
            settings=_members(slug),
            moves_mail=True,
        ),
        *(
            BoardAct(
                slug=f"series-{each.slug}",
                link=f"When it meets: {each.name}",
                heading=f"When does it meet: {each.name}?",
                settings=_series(each.slug),
            )
            for each in series
        ),
    )


def values_of(act: BoardAct, book: SettingsBook, scene: Scene) -> dict[str, str]:
    """The settings as the form shows them."""
    now = book.values(*(each.path for each in act.settings))
    return {each.field.name: _shown(each.kind, now[each.path], scene) for each in act.settings}


def edits_of(
    act: BoardAct, form: Mapping[str, str], book: SettingsBook, scene: Scene
) -> tuple[dict[Path, Any], tuple[FieldProblem, ...]]:
    """The edits that a filled form means, and what is wrong with it; what is as before is no edit."""
    typed, before = Typed(form=form), values_of(act, book, scene)
    edits: dict[Path, Any] = {}
    for each in act.settings:
        name = each.field.name
        if _lines(form.get(name, "")) == _lines(before[name]):
            continue
        if book.fixed_by(each.path):
            typed.say(name, f"{book.fixed_by(each.path)} on the server sets this: it cannot be changed here")
            continue
        edits[each.path] = typed.read(name, partial(_read, each.kind, scene=scene))
    return edits, tuple(typed.problems)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.strip().splitlines()]


def _head(slug: str) -> tuple[BoardSetting, ...]:
    table = ("boards", slug)
    return (
        BoardSetting(path=(*table, "chair"), kind="person", field=Field(name="chair", label="Chair", hint=BY_NAME)),
        BoardSetting(
            path=(*table, "vice_chair"),
            kind="person",
            field=Field(name="vice_chair", label="Vice-chair", hint=f"{BY_NAME}. Empty: nobody"),
        ),
        BoardSetting(
            path=(*table, "co_ordinator"),
            kind="person",
            field=Field(
                name="co_ordinator",
                label="Co-ordinator",
                hint=f"{BY_NAME}. With somebody else here, this desk is theirs",
            ),
        ),
    )


def _members(slug: str) -> tuple[BoardSetting, ...]:
    hint = "One agency a line, with its member after a colon, like Sussex Police: Alex Moor"
    field = Field(name="members", label="Members", holds=Holds.TEXT, hint=hint)
    return (BoardSetting(path=("boards", slug, "members"), kind="members", field=field),)


def _series(slug: str) -> tuple[BoardSetting, ...]:
    table = ("series", slug)
    rule = "Like quarterly, second Tuesday, 14:00 to 16:00, from 2027-01"
    return (
        BoardSetting(path=(*table, "rule"), field=Field(name="rule", label="When it meets", hint=rule)),
        BoardSetting(path=(*table, "location"), field=Field(name="location", label="Where it meets")),
        BoardSetting(
            path=(*table, "paper_deadline_days"),
            kind="days",
            field=Field(name="papers", label="Papers are due so many days before", hint="Empty: no day is set"),
        ),
    )


def _shown(kind: str, value: Any, scene: Scene) -> str:
    if kind == "members":
        return "\n".join(f"{agency}: {_name(str(address), scene)}" for agency, address in (value or {}).items())
    return _name(str(value or ""), scene) if kind == "person" else str(value if value is not None else "")


def _name(address: str, scene: Scene) -> str:
    """Somebody of the settings ("Robin Hale <chair@example.org>") as the directory calls them."""
    return scene.name(address.rpartition("<")[2].rstrip(">").lower()) if address else ""


def _read(kind: str, words: str, scene: Scene) -> Any:
    if kind == "person":
        return _address(words, scene) if words.strip() else ""
    if kind == "members":
        return dict(_member(line, scene) for line in words.splitlines() if line.strip())
    if kind == "days":
        return _number(words)
    return line_typed(words)


def _member(line: str, scene: Scene) -> tuple[str, str]:
    agency, colon, name = line.rpartition(":")
    if not colon or not agency.strip():
        raise Unfit(f"“{line.strip()[:60]}” names no agency: write it like Sussex Police: Alex Moor")
    return agency.strip(), _address(name, scene)


def _address(words: str, scene: Scene) -> str:
    named = person_named(words, scene)
    if not named.email:
        raise Unfit(named.why_not)
    return f"{_quoted(scene.name(named.email))} <{named.email}>"


def _quoted(name: str) -> str:
    """A name as a header holds it (RFC 5322, 3.2.4)."""
    plain = all(each.isalnum() or each in " -'’" for each in name)
    return name if plain else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _number(words: str) -> int | None:
    if not words.strip():
        return None
    if not words.strip().isdecimal() or len(words.strip()) > LONGEST_NUMBER:
        raise Unfit("Write a whole number, like 7")
    return int(words)
