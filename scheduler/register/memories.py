"""How a commitment stood before an answer, kept beside the answer as JSON, and put back when it is taken back."""

from collections.abc import Mapping
from datetime import date

from scheduler.plans.plan import Status
from scheduler.register.tables import ActionRow, MilestoneRow


def remembered(row: ActionRow | MilestoneRow, action: ActionRow) -> dict[str, object]:
    """All that a lead's answer can change of an action or a step of it; a target date and a lead aside."""
    memory: dict[str, object] = {"status": row.status.value, "waiting_for": action.waiting_for}
    if isinstance(row, ActionRow):
        memory["unverified"] = row.unverified
        memory |= {name: day.isoformat() if day else None for name, day in _days(row).items()}
    return memory


def restore(row: ActionRow | MilestoneRow, action: ActionRow, memory: Mapping[str, object]) -> None:
    """Put back what was remembered."""
    if not memory:
        return
    row.status, action.waiting_for = Status(str(memory["status"])), str(memory["waiting_for"])
    if isinstance(row, ActionRow):
        row.unverified = bool(memory["unverified"])
        for name in _days(row):
            day = memory[name]
            setattr(row, name, date.fromisoformat(day) if isinstance(day, str) else None)


def _days(row: ActionRow) -> dict[str, date | None]:
    return {"completed_on": row.completed_on, "complete_since": row.complete_since}
