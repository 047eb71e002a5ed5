"""Leads as printed: one person, role, initials or group each; inside a sentence, proposals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.plan import LeadSource, Place
from scheduler.reading.leads import looks_like_leads, read_leads
from scheduler.reading.sentence_leads import leads_in, organisations_in
from tests.scheduler.reading.plan.documents import actions, text


def _leads(*paragraphs: str) -> list[str]:
    return [lead.words for lead in read_leads(paragraphs, source=LeadSource.COLUMN, place=Place())]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("PN, TM & JO", ["PN", "TM", "JO"]),
        ("PN / TM", ["PN", "TM"]),
        ("PN/TM", ["PN", "TM"]),
        ("PN and TM", ["PN", "TM"]),
        ("Lead: PN; Support: TM", ["PN", "TM"]),
        ("PN (Head of Service)", ["PN"]),
        ("All Managers", ["All Managers"]),
        ("QA Managers", ["QA Managers"]),
        ("lead PM", ["lead PM"]),
        ("Everyone", ["Everyone"]),
        ("Police, Health, Education", ["Police", "Health", "Education"]),
        ("YOS and Police", ["YOS", "Police"]),
        ("Team managers and practice supervisors", ["Team managers", "practice supervisors"]),
        ("Head of Safeguarding and Quality Assurance", ["Head of Safeguarding and Quality Assurance"]),
        ("Assistant Director, Education", ["Assistant Director, Education"]),
        ("Director of Children's Services", ["Director of Children's Services"]),
        ("Chair of the Board", ["Chair of the Board"]),
        ("Head of MASH & Police DI", ["Head of MASH", "Police DI"]),
        ("AD Early Help/Head of QA", ["AD Early Help", "Head of QA"]),
        ("ICB Director of Children & DCS", ["ICB Director of Children", "DCS"]),
        ("Head of IT & HR", ["Head of IT & HR"]),
    ],
)
def test_initials_groups_and_roles_are_leads_one_each(words: str, expected: list[str]) -> None:
    assert _leads(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Priya Nair", ["Priya Nair"]),
        ("Priya Nair, Head of Early Help Services 0 – 19", ["Priya Nair"]),
        ("Priya Nair (PN)", ["Priya Nair"]),
        ("Tarn Council – Priya Nair, Head of Service", ["Priya Nair"]),
        ("TCC Priya Nair, Head of Locality Social Work Tom Marsh, Head of Early Help", ["Priya Nair", "Tom Marsh"]),
        (
            "Health – Priya Nair, Head of Service, TCC – Tom Marsh, Head of Specialist Services",
            ["Priya Nair", "Tom Marsh"],
        ),
        ("Named GP - Dr Jo Orme Designated Nurse - Ruth Hale", ["Dr Jo Orme", "Ruth Hale"]),
        ("Tarn Police Insp Xanthe Quill", ["Insp Xanthe Quill"]),
        ("D/Supt Quentin Yates – Child Protection Lead", ["D/Supt Quentin Yates"]),
        ("DCI – Quentin Yates", ["DCI Quentin Yates"]),
        ("Xanthe Quill & Yorick Vane", ["Xanthe Quill", "Yorick Vane"]),
        ("Priya Nair, Tom Marsh and Xanthe Quill", ["Priya Nair", "Tom Marsh", "Xanthe Quill"]),
        ("Priya Nair / Police", ["Priya Nair", "Police"]),
        ("DCI Xanthe Quill & Hub Manager", ["DCI Xanthe Quill", "Hub Manager"]),
        ("Priya Nair, Head of Care and Education", ["Priya Nair"]),
        ("Teresa Lang-Hill, Head of Care", ["Teresa Lang-Hill"]),
        ("Tom O’Brien", ["Tom O’Brien"]),
        ("Strategic Lead for SEND (Priya Nair)", ["Priya Nair"]),
        ("Yvonne Vane, Interim Director of Commissioning, NHS East Tarn CCG", ["Yvonne Vane"]),
    ],
)
def test_people_are_told_from_their_roles_and_organisations(words: str, expected: list[str]) -> None:
    assert _leads(words) == expected


def test_a_job_title_below_a_name_belongs_to_it_and_a_group_does_not() -> None:
    assert _leads("Priya Nair", "Head of Service") == ["Priya Nair"]
    assert _leads("Priya Nair", "All managers") == ["Priya Nair", "All managers"]


@pytest.mark.parametrize("words", ["", "TBC", "tba", "n/a", "-", "To be confirmed", "Vacant"])
def test_nobody_is_no_lead(words: str) -> None:
    assert _leads(words) == []


def test_a_lead_is_named_once() -> None:
    assert _leads("PN, TM", "PN") == ["PN", "TM"]


@given(st.text(max_size=80))
def test_any_words_at_all_can_be_asked_for_leads(words: str) -> None:
    assert all(lead for lead in _leads(words))


@pytest.mark.parametrize("words", ["PN / TM", "Priya Nair", "Head of Service", "Police"])
def test_a_cell_of_leads_looks_like_one(words: str) -> None:
    assert looks_like_leads(words)


@pytest.mark.parametrize(
    "words", ["Sept 2026", "", "Review the form with the police and tell all of the parents", "Green"]
)
def test_a_cell_of_something_else_does_not_look_like_leads(words: str) -> None:
    assert not looks_like_leads(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("NM to liaise with the team", ["NM"]),
        ("Nov 2026 - NM to liaise with the team", ["NM"]),
        ("Drafted. JE & NM to share it", ["JE", "NM"]),
        ("Jan 2027 - JE will develop terms", ["JE"]),
        ("Service lead to work with the police", ["Service lead"]),
        ("Head of Service to write", ["Head of Service"]),
        ("Lead PM to meet the adviser and YES to agree", ["Lead PM"]),
        ("a workshop delivered by lead PM and SP's for all", ["lead PM", "SP's"]),
        ("Priya Nair to draft it", ["Priya Nair"]),
        ("TOR to be agreed", []),
        ("QA to include audits", []),
        ("Training for a manager to support it", []),
        ("Managers to come together", []),
        ("Report to the COG", []),
        ("Workshop delivered to all staff", []),
    ],
)
def test_who_is_to_do_it_according_to_a_sentence(words: str, expected: list[str]) -> None:
    found = leads_in(words, organisations={"QA"}, place=Place())
    assert [lead.words for lead in found] == expected
    assert {lead.source for lead in found} <= {LeadSource.SENTENCE}


def test_capitals_used_as_a_term_are_no_initials() -> None:
    words = "QA schedule for the COG\nNM to present to COG\nLNA\nPN"
    assert organisations_in(words) == {"QA", "COG"}


def test_a_lead_in_a_sentence_is_taken_only_where_the_lead_cell_is_empty() -> None:
    read = actions(
        text("Action|Lead|Progress", "Write it|PN|TM to draft it", "", "Action|Progress", "Share it|TM to draft it")
    )
    found = {ref: [(lead.words, lead.source.value) for lead in one.leads] for ref, one in read.items()}
    assert found == {"1": [("PN", "column")], "2": [("TM", "sentence")]}
