"""The published plans beside the project: every dated cell of two answer keys, and the facts of a third plan."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Precision, Recurrence
from scheduler.reading.progress import ProgressReading, read_progress
from scheduler.reading.statuses import Heading
from scheduler.reading.target_dates import read_target_date

SHARED = Path(__file__).resolve().parents[5] / "shared" / "plans"
EALING, EAST_SUSSEX = date(2024, 3, 28), date(2024, 11, 13)
JUNE = date(2020, 6, 15)

needs_the_plans = pytest.mark.skipif(
    not (SHARED / "keys").is_dir(), reason=f"the published plans are not here: {SHARED}/keys"
)


def _key(name: str) -> list[dict[str, Any]]:
    path = SHARED / "keys" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def _starts() -> list[date | None]:
    """The commencement column of the Ealing plan as days, in the plan's order."""
    with (SHARED / "ealing-2023.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    targets = [read_target_date(row["Commencement date"], as_of=EALING).target for row in rows]
    return [target.begins_on if target else None for target in targets]


def _read(action: dict[str, Any], heading: Heading, as_of: date, starts_on: date | None = None) -> ProgressReading:
    words = action["words"]
    return read_progress(
        title=action["action"],
        target_words=words,
        status_words=words,
        heading=heading,
        as_of=as_of,
        starts_on=starts_on,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _faults(action: dict[str, Any], reading: ProgressReading) -> list[tuple[str, Any, Any]]:
    """What differs from the key, by its own rules: any reading under "also" counts as well."""
    target, also = reading.dates.target, action["also"]
    read: dict[str, Any] = {
        "due": _iso(target.due_on if target else None),
        "status": str(reading.status.status),
        "recurrence": str(reading.recurrence) if reading.recurrence else None,
        "completed_on": _iso(reading.status.completed_on),
    }
    faults: list[tuple[str, Any, Any]] = [
        (name, action[name], got) for name, got in read.items() if got not in [action[name], *also.get(name, [])]
    ]
    if target and read["due"] == action["due"] and str(target.precision) != action["precision"]:
        faults.append(("precision", action["precision"], str(target.precision)))
    steps = sorted(one.target.due_on.isoformat() for one in reading.dates.milestones)
    if not action.get("milestones_optional") and steps != action["milestones"]:
        faults.append(("milestones", action["milestones"], steps))
    return faults


@needs_the_plans
@pytest.mark.parametrize("action", _key("east-sussex-2024"), ids=lambda one: one["ref"])
def test_every_action_of_the_east_sussex_plan_is_read_as_its_key_says(action: dict[str, Any]) -> None:
    assert _faults(action, _read(action, Heading.PROGRESS, EAST_SUSSEX)) == []


@needs_the_plans
def test_every_action_of_the_ealing_plan_is_read_as_its_key_says() -> None:
    key = _key("ealing-2023")
    readings = [
        (action, _read(action, Heading.COMPLETED, EALING, start)) for action, start in zip(key, _starts(), strict=True)
    ]

    assert {action["ref"]: faults for action, reading in readings if (faults := _faults(action, reading))} == {}


@needs_the_plans
def test_no_action_of_the_two_plans_is_remarked_upon() -> None:
    ealing = [_read(one, Heading.COMPLETED, EALING, at) for one, at in zip(_key("ealing-2023"), _starts(), strict=True)]
    east_sussex = [_read(one, Heading.PROGRESS, EAST_SUSSEX) for one in _key("east-sussex-2024")]

    assert [reading.remarks for reading in (*ealing, *east_sussex) if reading.remarks] == []


# The target cells of the 2020 multi-agency plan, reworded: what they date, not what they say.
FACTS_OF_2020 = [
    ("October 2020", "2020-10-31", Precision.MONTH, Status.NOT_STARTED),
    ("Part of the locality plan 2020/2021 launched on 3rd June 2020", None, Precision.NONE, Status.NOT_STARTED),
    ("Part of the locality plan 2020/2021, to be launched on 3rd June 2020.", None, Precision.NONE, Status.NOT_STARTED),
    ("Add to the exploitation action plan 2020/21 – audit of its actions", None, Precision.NONE, Status.NOT_STARTED),
    ("A formal review of cases over 6 months (look each quarter)", "2020-06-30", Precision.QUARTER, Status.NOT_STARTED),
    ("Pilot hub to be launched on 20th April 2020", None, Precision.NONE, Status.NOT_STARTED),
    ("September 2020 Review December 2020", "2020-09-30", Precision.MONTH, Status.NOT_STARTED),
    ("Q2 review as planned", "2020-09-30", Precision.QUARTER, Status.NOT_STARTED),
    ("End of June 2020 (be mindful of Covid-19)", "2020-06-30", Precision.MONTH, Status.NOT_STARTED),
    ("Built - end of December 2020 Run January 2021 to June 2021", "2020-12-31", Precision.MONTH, Status.NOT_STARTED),
    ("To be in use in July 2020", "2020-07-31", Precision.MONTH, Status.NOT_STARTED),
    ("Bid agreed Q1 and Q2 2020/21 new model; recruitment", "2020-09-30", Precision.QUARTER, Status.NOT_STARTED),
    ("Bid to be taken to leaders Q2 2020/21", "2020-09-30", Precision.QUARTER, Status.NOT_STARTED),
    ("May 2020 - complete", "2020-05-31", Precision.MONTH, Status.COMPLETE),
    ("May 2020: Complete", "2020-05-31", Precision.MONTH, Status.COMPLETE),
    ("July 2020 – the check has commenced, to be finished by July", "2020-07-31", Precision.MONTH, Status.IN_PROGRESS),
    ("August 2020 Divisions to see the findings", "2020-08-31", Precision.MONTH, Status.NOT_STARTED),
    ("September 2020 – already being developed with the lead", "2020-09-30", Precision.MONTH, Status.IN_PROGRESS),
    ("Plan launched on 3 rd June 2020, looked at by August 2020", "2020-08-31", Precision.MONTH, Status.NOT_STARTED),
    ("Check undertaken June 2020", "2020-06-30", Precision.MONTH, Status.NOT_STARTED),
    ("Terms agreed June 2020", "2020-06-30", Precision.MONTH, Status.NOT_STARTED),
    ("The proposal is currently being reviewed – Outcome awaited.", None, Precision.NONE, Status.IN_PROGRESS),
    ("Completed", None, Precision.NONE, Status.COMPLETE),
    ("Autumn/Winter 2020", "2021-02-28", Precision.SEASON, Status.NOT_STARTED),
    ("", None, Precision.NONE, Status.NOT_STARTED),
]


@pytest.mark.parametrize(("words", "due", "precision", "status"), FACTS_OF_2020)
def test_the_target_cells_of_the_multi_agency_plan_are_read(
    words: str, due: str | None, precision: Precision, status: Status
) -> None:
    reading = read_progress(title="", target_words=words, status_words=words, heading=Heading.TARGET, as_of=JUNE)

    target = reading.dates.target
    assert (_iso(target.due_on if target else None), target.precision if target else Precision.NONE) == (due, precision)
    assert (reading.status.status, reading.remarks) == (status, ())


def test_the_multi_agency_plan_has_launches_audits_and_a_later_run() -> None:
    cells = {
        "launch": "Part of the locality plan, to be launched on 3rd June 2020. Audits to take place each quarter",
        "run": "Built - end of December 2020 Run January 2021 to June 2021",
        "waiting": "The proposal is currently being reviewed – Outcome awaited.",
    }
    read = {
        name: read_progress(title="", target_words=words, status_words=words, heading=Heading.TARGET, as_of=JUNE)
        for name, words in cells.items()
    }

    assert (read["launch"].dates.starts_on, read["launch"].recurrence) == (date(2020, 6, 3), Recurrence.QUARTERLY)
    assert [one.target.due_on for one in read["run"].dates.milestones] == [date(2021, 6, 30)]
    assert read["waiting"].status.waiting_for == "Outcome"
