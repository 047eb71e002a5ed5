"""Reports without an action table: numbered recommendations, earlier ones, and reports that only ask for a decision."""

import pytest

from scheduler.plans.plan import Status
from scheduler.reading.read import NoActions, RemarkKind
from scheduler.reading.recommendations import numbered_recommendations
from tests.scheduler.reading.plan.documents import actions, reading, remarks, text, titles

_REPORT = (
    "An inspection of services in:",
    "Tarnshire",
    "",
    "Recommendations",
    "",
    "We made these after two weeks.",
    "",
    "The service should:",
    "",
    "1. record what children say",
    "2. check that managers read",
    "every plan",
    "",
    "The police should:",
    "",
    "3. answer within a day",
    "",
    "Background",
    "",
    "1. This is no recommendation",
)


def test_numbered_recommendations_are_recorded_as_unplanned() -> None:
    document = text(*_REPORT)
    assert titles(document) == {
        "R1": "record what children say",
        "R2": "check that managers read every plan",
        "R3": "answer within a day",
    }
    assert {(one.status, one.target, one.leads) for one in actions(document).values()} == {
        (Status.NOT_STARTED, None, ())
    }
    assert remarks(document, RemarkKind.NOTED)[:3] == [
        (ref, "It has no lead and no date: it is recorded as unplanned.") for ref in ("R1", "R2", "R3")
    ]
    assert reading(document).plan.title == "An inspection of services in Tarnshire"


def test_to_whom_a_recommendation_is_made_is_kept() -> None:
    found = numbered_recommendations(text(*_REPORT))
    assert [one.to_whom for one in found] == ["The service should", "The service should", "The police should"]


def test_earlier_recommendations_keep_their_category_and_read_as_progress() -> None:
    document = text(
        "Progress on previous recommendations",
        "Previous recommendation|Action taken and impact|Categorisation|Improvement still required?",
        "From 2022|What was done|Sufficient progress/Some progress/No progress|Yes/no",
        "Train staff|Half were trained|Some progress|Yes",
        "Write plans|All were written|Sufficient progress|No",
        "Visit homes|Nobody went|No progress|Yes",
    )
    read = actions(document)
    assert {ref: (one.status, one.rating, one.progress) for ref, one in read.items()} == {
        "P1": (Status.IN_PROGRESS, "Some progress", "Half were trained"),
        "P2": (Status.COMPLETE, "Sufficient progress", "All were written"),
        "P3": (Status.NOT_STARTED, "No progress", "Nobody went"),
    }
    assert [
        (ref, words) for ref, words in remarks(document, RemarkKind.NOTED) if words.startswith("Improvement still")
    ] == [
        (f"P{number}", f"Improvement still required: {answer}.")
        for number, answer in ((1, "Yes"), (2, "No"), (3, "Yes"))
    ]


def test_a_recommendation_that_repeats_an_earlier_one_is_pointed_out() -> None:
    document = text(
        "Recommendations",
        "The service should:",
        "1. make sure that all staff receive the training their roles need",
        "2. visit each home",
        "",
        "Progress on previous recommendations",
        "Previous recommendation|Action taken|Category|Improvement still required?",
        "Give all staff training for their new roles|Half were trained|Some progress|Yes",
        "Buy a fleet of vans|None was bought|No progress|Yes",
        "Visit every home each month|All were visited|Sufficient progress|No",
    )
    assert remarks(document, RemarkKind.REPEATS) == [
        ("P1", "R1 repeats it in other words."),
        ("P2", "No recommendation of this report repeats it."),
    ]


def test_a_plan_in_a_report_is_its_action_table_not_its_recommendations() -> None:
    document = text(*_REPORT, "", "Appendix B", "", "Action|Lead|By when", "Meet|PN|Sept 2026")
    assert titles(document) == {"1": "Meet"}


def test_a_report_that_asks_for_decisions_holds_no_actions() -> None:
    document = text(
        "Report to:",
        "Cabinet",
        "Date of meeting: 3 June 2026",
        "RECOMMENDATIONS:",
        "Cabinet is recommended to:",
        "1) welcome the findings; and",
        "2) note the plan",
        "Background",
        "The service should:",
        "1. record what children say",
        "Contact officer: Priya Nair",
    )
    with pytest.raises(NoActions) as raised:
        reading(document)
    assert raised.value.holds == (
        "It is addressed to Cabinet.",
        "It is dated 3 June 2026.",
        "It names as contact officer Priya Nair.",
        "Cabinet is recommended to (2 recommendations to decide): welcome the findings; and; note the plan.",
        "It quotes 1 recommendation without lead and date: record what children say.",
        "It has 11 paragraphs of text.",
    )


def test_the_table_of_earlier_recommendations_goes_on_over_a_page_break() -> None:
    document = text(
        "Previous recommendation|Action taken|Category|Improvement still required?",
        "Train staff|Half were trained|Some progress|Yes",
        "",
        "Visit homes|All were visited|Sufficient progress|No",
        "",
        "Another table",
        "Judgement|Key|Mark|Score",
    )
    assert titles(document) == {"P1": "Train staff", "P2": "Visit homes"}


def test_recommendations_keep_their_numbers_where_word_counts_on_from_a_list_above() -> None:
    document = text("Recommendations", "The service should:", "3. record what children say", "4. check the plans")
    assert titles(document) == {"R3": "record what children say", "R4": "check the plans"}
