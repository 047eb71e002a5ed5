"""A reading as a person mended it: what was said holds, the document's own words stay, and nothing gets lost."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.mends import Becomes, Mend
from scheduler.plans.plan import Action, Area, LeadSource, Milestone, Plan, PrintedLead, Status
from scheduler.plans.target_dates import Certainty, Precision, TargetDate
from scheduler.reading.mending import as_read, mended, still_fitting

FEBRUARY = TargetDate(
    begins_on=date(2027, 2, 1),
    due_on=date(2027, 2, 28),
    precision=Precision.MONTH,
    words="Feb 27",
    rule="month",
    certainty=Certainty.GUESSED,
    question="is it February?",
)


def action(ref: str, title: str = "", **words: object) -> Action:
    made = Action(ref=ref, area="1", title=title or f"Action {ref}")
    return replace(made, **words)  # type: ignore[arg-type]  # the fields of an action, by their names


def plan(*actions: Action) -> Plan:
    return Plan(title="Plan", as_of=date(2026, 10, 1), areas=(Area(ref="1", title="Area"),), actions=actions)


READ = plan(
    action("1.1", leads=(PrintedLead(words="NM", source=LeadSource.SENTENCE),), target=FEBRUARY),
    action("1.2", progress="Begun.", status=Status.IN_PROGRESS),
    action("1.2", "and train all staff", milestones=(Milestone(title="Review", target=FEBRUARY, computed=True),)),
)


def about(ref: str, title: str = "", **words: object) -> Mend:
    made = Mend(ref=ref, title=title or f"Action {ref}")
    return replace(made, **words)  # type: ignore[arg-type]  # the fields of a mend, by their names


def test_without_a_mend_a_reading_is_as_it_was() -> None:
    assert mended(READ, ()) == READ


def test_a_date_is_read_by_the_grammar_and_keeps_the_documents_words_beside_it() -> None:
    [first, *rest] = mended(READ, [about("1.1", said={"target": "end of March 2027"})]).actions

    assert first.target == TargetDate(
        begins_on=date(2027, 3, 1),
        due_on=date(2027, 3, 31),
        precision=Precision.MONTH,
        words="Feb 27",
        rule="mended by hand",
    )
    assert tuple(rest) == READ.actions[1:]


def test_a_date_where_none_was_read_has_the_persons_words_and_one_can_be_taken_out() -> None:
    said = [about("1.1", said={"target": ""}), about("1.2", said={"target": "Autumn term 2026"})]
    first, second, _ = mended(READ, said, terms_end_on=[date(2026, 12, 18)]).actions

    assert (first.target, second.target and (second.target.due_on, second.target.words)) == (
        None,
        (date(2026, 12, 18), "Autumn term 2026"),
    )


def test_leads_status_ref_and_title_are_what_the_person_said() -> None:
    said = {"ref": "1.3", "title": "Train", "leads": "OR; Matt Stone, Head of Service", "status": "complete"}
    *_, last = mended(READ, [about("1.2", "and train all staff", said=said)]).actions

    assert (last.ref, last.title, last.status) == ("1.3", "Train", Status.COMPLETE)
    assert [(each.words, each.source) for each in last.leads] == [
        ("OR", LeadSource.COLUMN),
        ("Matt Stone, Head of Service", LeadSource.COLUMN),
    ]


def test_a_row_left_out_is_gone_and_one_added_to_another_gives_it_its_words_and_dates() -> None:
    out = mended(READ, [about("1.1", becomes=Becomes.LEFT_OUT)])
    joined = mended(READ, [about("1.2", "and train all staff", becomes=Becomes.JOINED, into="1.2")])

    assert [each.title for each in out.actions] == ["Action 1.2", "and train all staff"]
    assert [each.title for each in joined.actions] == ["Action 1.1", "Action 1.2 and train all staff"]
    assert joined.actions[1].milestones == READ.actions[2].milestones


def test_a_row_of_an_action_that_is_not_there_stays() -> None:
    lost = [about("1.1", becomes=Becomes.LEFT_OUT), about("1.2", becomes=Becomes.JOINED, into="1.1")]

    assert [each.title for each in mended(READ, lost).actions] == ["Action 1.2", "and train all staff"]


def test_what_is_confirmed_is_no_guess_any_more() -> None:
    said = [about("1.1", is_confirmed=True), about("1.2", "and train all staff", is_confirmed=True)]
    first, _, last = mended(READ, said).actions

    assert first.target == replace(FEBRUARY, question="", certainty=Certainty.PRINTED)
    assert [each.computed for each in last.milestones] == [False]


@pytest.mark.parametrize(
    ("edition", "fits"),
    [
        (READ, True),
        (plan(*READ.actions, action("1.9")), True),
        (plan(replace(READ.actions[0], progress="Half done.")), True),
        (plan(replace(READ.actions[0], target=replace(FEBRUARY, words="Mar 27"))), False),
        (plan(replace(READ.actions[0], title="Another action")), False),
    ],
)
def test_a_mend_holds_for_the_next_edition_where_that_says_the_same(edition: Plan, fits: bool) -> None:
    mend = about("1.1", said={"target": "March 2027"}, was={"target": "Feb 27"})

    assert still_fitting(edition, [mend]) == ((mend,) if fits else ())


@given(
    becomes=st.lists(st.sampled_from(Becomes), min_size=3, max_size=3),
    into=st.lists(st.sampled_from(["1.1", "1.2", "9.9"]), min_size=3, max_size=3),
)
def test_every_row_that_is_not_left_out_is_still_there_somewhere(becomes: list[Becomes], into: list[str]) -> None:
    mends = [
        about(each.ref, each.title, becomes=what, into=where)
        for each, what, where in zip(READ.actions, becomes, into, strict=True)
    ]
    words = " ".join(each.title for each in mended(READ, mends).actions)

    for each, what in zip(READ.actions, becomes, strict=True):
        assert (each.title in words) is (what is not Becomes.LEFT_OUT)


def test_the_words_of_a_field_are_those_that_were_read() -> None:
    assert as_read(READ.actions[0]) == {
        "ref": "1.1",
        "title": "Action 1.1",
        "leads": "NM",
        "target": "Feb 27",
        "status": "not_started",
    }
