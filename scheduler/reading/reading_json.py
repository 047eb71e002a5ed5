"""A reading as JSON: an array of actions with each value's own words and place, and the report beside it."""

from collections.abc import Mapping

from scheduler.plans.plan import Action, Place, PrintedLead, Quote
from scheduler.plans.target_dates import Precision, TargetDate
from scheduler.reading.read import Reading
from scheduler.reading.report import Remark


def as_json(reading: Reading) -> list[dict[str, object]]:
    """One object an action, in the plan's order: dates as "YYYY-MM-DD" or null, leads as printed, words behind all."""
    areas = {area.ref: area.title for area in reading.plan.areas}
    return [_action(action, areas) for action in reading.plan.actions]


def report_json(reading: Reading) -> dict[str, object]:
    """The plan's title, day and areas, and every remark with its kind, ref, text and place."""
    return {
        "title": reading.plan.title,
        "as_of": reading.plan.as_of.isoformat(),
        "areas": [{"ref": area.ref, "title": area.title} for area in reading.plan.areas],
        "actions": len(reading.plan.actions),
        "remarks": [_remark(remark) for remark in reading.remarks],
        "holds": list(reading.holds),
    }


def _action(action: Action, areas: Mapping[str, str]) -> dict[str, object]:
    return {
        "ref": action.ref,
        "area": action.area,
        "area_title": areas.get(action.area, ""),
        "action": action.title,
        "leads": [lead.words for lead in action.leads],
        "lead_sources": [_lead(lead) for lead in action.leads],
        **_when(action),
        "status": str(action.status),
        "unverified": action.unverified,
        "completed_on": action.completed_on.isoformat() if action.completed_on else None,
        "recurrence": str(action.recurrence) if action.recurrence else None,
        "starts_on": action.starts_on.isoformat() if action.starts_on else None,
        "waiting_for": action.waiting_for,
        "success_measure": action.success_measure,
        "progress": action.progress,
        "rating": action.rating,
        "quotes": {name: _quote(quote) for name, quote in sorted(action.quotes.items())},
    }


def _when(action: Action) -> dict[str, object]:
    target = action.target
    return {
        "due": target.due_on.isoformat() if target else None,
        "precision": str(target.precision if target else Precision.NONE),
        "target": _target(target),
        "moved_from": _target(action.moved_from),
        "milestones": [milestone.target.due_on.isoformat() for milestone in action.milestones],
        "steps": [
            {"title": milestone.title, "computed": milestone.computed, **(_target(milestone.target) or {})}
            for milestone in action.milestones
        ],
    }


def _target(target: TargetDate | None) -> dict[str, object] | None:
    if target is None:
        return None
    return {
        "begins": target.begins_on.isoformat(),
        "due": target.due_on.isoformat(),
        "precision": str(target.precision),
        "words": target.words,
        "rule": target.rule,
        "certainty": str(target.certainty),
        "question": target.question,
        "is_start": target.is_start,
    }


def _lead(lead: PrintedLead) -> dict[str, object]:
    return {"words": lead.words, "source": str(lead.source), "place": _place(lead.place)}


def _quote(quote: Quote) -> dict[str, object]:
    return {
        "words": quote.words,
        "place": _place(quote.place),
        "rule": quote.rule,
        "certainty": str(quote.certainty),
    }


def _remark(remark: Remark) -> dict[str, object]:
    return {"kind": str(remark.kind), "ref": remark.ref, "text": remark.text, "place": _place(remark.place)}


def _place(place: Place) -> dict[str, object]:
    """Only what the document has: a part, page, table, row, column or paragraph, counted from 1."""
    counted: dict[str, object] = {
        "part": place.part,
        "page": place.page,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "paragraph": place.paragraph,
    }
    return {name: value for name, value in counted.items() if value}
