"""A reading as JSON: what the scoring script reads, and each value's own words, place, rule and certainty."""

import json

from scheduler.reading.reading_json import as_json, report_json
from tests.scheduler.reading.plan.documents import reading, text

_PLAN = text(
    "Our plan",
    "Ref|Area|Action|Lead|Start date|Target date|Progress|RAG|Impact",
    "1|1. Plans|Quarterly audit|PN & TM|May 2026|Feb 2027 (was Nov 2026), review Mar 2027|In progress|Amber|Better",
)


def test_an_action_is_an_object_with_dates_as_iso_text_and_leads_as_printed() -> None:
    (action,) = as_json(reading(_PLAN))
    plain = {name: value for name, value in action.items() if name not in {"quotes", "lead_sources", "target", "steps"}}
    assert plain == {
        "ref": "1",
        "area": "1",
        "area_title": "Plans",
        "action": "Quarterly audit",
        "leads": ["PN", "TM"],
        "due": "2027-02-28",
        "precision": "month",
        "moved_from": {
            "begins": "2026-11-01",
            "due": "2026-11-30",
            "precision": "month",
            "words": "Nov 2026",
            "rule": "month",
            "certainty": "printed",
            "question": "",
            "is_start": False,
        },
        "milestones": ["2027-03-31"],
        "status": "in_progress",
        "unverified": False,
        "completed_on": None,
        "recurrence": "quarterly",
        "starts_on": "2026-05-01",
        "waiting_for": "",
        "success_measure": "Better",
        "progress": "In progress",
        "rating": "Amber",
    }


def test_each_value_has_its_words_place_rule_and_certainty() -> None:
    (action,) = as_json(reading(_PLAN))
    quotes = action["quotes"]
    assert isinstance(quotes, dict)
    assert quotes["leads"] == {
        "words": "PN & TM",
        "place": {"table": 1, "row": 2, "column": 4},
        "rule": "lead from a column",
        "certainty": "printed",
    }
    assert {name: quote["place"]["column"] for name, quote in quotes.items()} == {
        "ref": 1,
        "title": 3,
        "leads": 4,
        "starts_on": 5,
        "target": 6,
        "milestones": 6,
        "recurrence": 3,
        "status": 7,
        "progress": 7,
        "rating": 8,
        "success_measure": 9,
    }


def test_the_report_holds_title_day_areas_and_remarks() -> None:
    report = report_json(reading(text("Our plan", "Action|Lead|By when|Cost", "Meet|PN|Sept 2026|£5")))
    remarks = report.pop("remarks")
    assert report == {"title": "Our plan", "as_of": "2026-06-01", "areas": [], "actions": 1, "holds": []}
    assert isinstance(remarks, list)
    assert [(one["kind"], one["place"]) for one in remarks] == [
        ("guessed", {"table": 1, "row": 2, "column": 1}),
        ("left_over", {"table": 1, "column": 4}),
        ("noted", {"table": 1, "row": 1}),
        ("noted", {"paragraph": 1}),
    ]


def test_both_are_plain_json() -> None:
    read = reading(_PLAN)
    assert json.loads(json.dumps([as_json(read), report_json(read)])) == [as_json(read), report_json(read)]
