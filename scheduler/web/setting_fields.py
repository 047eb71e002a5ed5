"""The settings of the ladder as fields of a form, and a form's words as edits, or what is wrong beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.web.saying import FieldProblem
from scheduler.web.settings_port import Path, SettingsBook

STEPS: Path = ("escalation", "steps")
DAYS_LIKE = "Write numbers of days with commas between, like 28, 14, 7"
NUMBER_LIKE = "Write a whole number, like 10"
LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class SettingField:
    """One field: `step` is whose step of escalation it is, empty for a setting that stands alone."""

    name: str
    path: Path
    label: str
    hint: str = ""
    is_list: bool = False
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """Fields of one kind under a heading."""

    heading: str
    fields: tuple[SettingField, ...]


def _field(table: str, key: str, label: str, hint: str = "", *, is_list: bool = False) -> SettingField:
    return SettingField(name=key, path=(table, key), label=label, hint=hint, is_list=is_list)


def _step(who: str, label: str, hint: str) -> SettingField:
    return SettingField(name=f"{who}_after", path=STEPS, label=label, hint=hint, step=who)


GROUPS = (
    FieldGroup(
        heading="Before the target date",
        fields=(
            _field(
                "reminders",
                "day_rungs",
                "Days before a target date that names a day",
                "The lead is reminded so many days before; 0 is the day itself. Like 28, 14, 7, 2, 0",
                is_list=True,
            ),
            _field(
                "reminders",
                "period_rungs",
                "Days before the end of a month, quarter, term or season",
                "The same for a target date that names no day. Like 28, 14, 7",
                is_list=True,
            ),
            _field(
                "reminders",
                "horizon_days",
                "How many days ahead something is due soon",
                "It is then listed in each mail that goes anyway",
            ),
            _field(
                "reminders",
                "skip_within_working_days",
                "Working days within which a late reminder gives way to the next one",
            ),
            _field(
                "reminders",
                "rest_days_after_progress",
                "Days for which reminders rest after a word on progress",
            ),
        ),
    ),
    FieldGroup(
        heading="When it is late",
        fields=(
            _step(
                "manager",
                "Working days until the line manager hears",
                "Counted from the day on which the lead first heard that it is late. Empty: no line manager hears",
            ),
            _step("chair", "Working days until the chair hears", "Counted the same. Empty: no chair hears of lateness"),
            _field("escalation", "no_lead_working_days", "Working days without a lead until the chair hears"),
            _field(
                "escalation",
                "look_working_days",
                "Working days for which you see the chair’s mail before it goes",
            ),
            _field(
                "escalation",
                "note_working_days_before_papers",
                "Working days from the exception note to the papers’ deadline",
            ),
            _field(
                "escalation",
                "note_working_days_before_meeting",
                "Working days from the exception note to the meeting, where no deadline is set",
            ),
        ),
    ),
    FieldGroup(
        heading="When somebody asks",
        fields=(
            _field("requests", "answer_within_working_days", "Working days to answer a request before it goes up"),
            _field(
                "requests",
                "owner_move_days",
                "Days by which you may grant a first new date",
                "Never past the next board meeting",
            ),
        ),
    ),
)
FIELDS = tuple(field for group in GROUPS for field in group.fields)
PATHS = tuple(dict.fromkeys(field.path for field in FIELDS))


def form_values(book: SettingsBook) -> dict[str, str]:
    """What each field shows of the settings that count now."""
    values = book.values(*PATHS)
    return {field.name: in_form(field, values[field.path]) for field in FIELDS}


def in_form(field: SettingField, value: Any) -> str:
    """A setting as its field shows it."""
    if field.step:
        return next((str(step["after"]) for step in value if step["who"] == field.step), "")
    return ", ".join(map(str, value)) if field.is_list else str(value)


def edits_of(
    form: Mapping[str, str], now: Mapping[Path, Any], fixed: Mapping[Path, str]
) -> tuple[dict[Path, Any], tuple[FieldProblem, ...]]:
    """What a form changes of the values `now`, and what in it cannot be read; what is `fixed` stays as it is."""
    edits: dict[Path, Any] = {}
    problems: list[FieldProblem] = []
    for field in FIELDS:
        words = form.get(field.name, "").strip()[:LONGEST]
        if fixed[field.path] or words == in_form(field, now[field.path]):
            continue
        value = _read(field, words)
        if value is None:
            problems.append(FieldProblem(field=field.name, words=f"{field.label}: {_like(field)}"))
        elif field.step:
            edits[field.path] = _with_step(field.step, value, edits.get(field.path, now[field.path]))
        else:
            edits[field.path] = value
    return {path: value for path, value in edits.items() if value != now[path]}, tuple(problems)


def _like(field: SettingField) -> str:
    return DAYS_LIKE if field.is_list else NUMBER_LIKE


def _read(field: SettingField, words: str) -> Any:
    """A field's words as a value; "" where a step is left empty, None for what cannot be read."""
    if field.step and not words:
        return ""
    parts = [each.strip() for each in words.split(",")] if field.is_list else [words]
    if not all(each.isascii() and each.isdecimal() and len(each) < 7 for each in parts):
        return None
    return [int(each) for each in parts] if field.is_list else int(words)


def _with_step(who: str, after: Any, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps with one of them at another day, put in or taken out, in the order in which people hear."""
    kept = {step["who"]: step["after"] for step in steps if step["who"] != who}
    all_of_them = kept if after == "" else {**kept, who: after}
    return [{"who": each, "after": all_of_them[each]} for each in ("lead", "manager", "chair") if each in all_of_them]


def field_at(path: Path, form: Mapping[str, str], now: Mapping[Path, Any]) -> str:
    """The name of the first field of a path that a form changes of the values `now`; empty for none."""
    own = (field for field in FIELDS if field.path == path)
    return next((each.name for each in own if form.get(each.name, "").strip() != in_form(each, now[path])), "")
