"""What differs between two editions, as rules.md says under "When a new edition of the plan is read"."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.amendments import Amendment, AmendmentKind
from scheduler.plans.plan import Action, Area, LeadSource, Place, Plan, PrintedLead, Quote, Status
from scheduler.plans.target_dates import Recurrence, TargetDate
from scheduler.rules.amendments import amendments, area_of, shrank, slips
from tests.builders import in_month, on_day
from tests.scheduler.rules.editions import TITLES, action, plan, step

OCT, NOV, DEC = (in_month(day) for day in (date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)))
FIRST = action("1.1", leads=["NM"], target=OCT)
TITLE = TITLES["1.1"]


def changed(old: Action, **words: Any) -> list[tuple[AmendmentKind, str, str, str]]:
    """What the comparison says when one action of two reads otherwise."""
    other = action("1.2")
    found = amendments(plan(old, other), plan(replace(old, **words), other))
    assert {each.ref for each in found} <= {old.ref}
    return [(each.kind, each.part, each.before, each.after) for each in found]


def test_the_same_edition_twice_differs_in_nothing() -> None:
    edition = plan(FIRST, action("1.2", milestones=(step("Review", DEC),)))
    assert amendments(edition, edition) == ()


def test_a_first_edition_adds_all_its_actions() -> None:
    assert amendments(None, plan(FIRST)) == (
        Amendment(kind=AmendmentKind.ADDED, ref="1.1", title=TITLE, after="“Oct 2026”, by the end of October 2026"),
    )


def test_added_and_withdrawn_actions_are_told_with_their_dates() -> None:
    found = amendments(plan(FIRST), plan(action("2.1")))
    assert found == (
        Amendment(kind=AmendmentKind.ADDED, ref="2.1", title=TITLES["2.1"], after="no target date"),
        Amendment(
            kind=AmendmentKind.WITHDRAWN, ref="1.1", title=TITLE, before="“Oct 2026”, by the end of October 2026"
        ),
    )


def test_a_renumbered_action_is_a_question() -> None:
    assert amendments(plan(FIRST), plan(replace(FIRST, ref="1.5"))) == (
        Amendment(
            kind=AmendmentKind.RENUMBERED,
            ref="1.5",
            title=TITLE,
            was_ref="1.1",
            before=TITLE,
            after=TITLE,
            question="Is action 1.5 the one that was 1.1?",
        ),
    )


def test_a_renumbering_that_a_person_confirmed_is_no_question() -> None:
    found = amendments(plan(FIRST), plan(replace(FIRST, ref="1.5")), same={"1.5": "1.1"})
    assert [(each.kind, each.question) for each in found] == [(AmendmentKind.RENUMBERED, "")]


def test_a_renumbering_that_a_person_denied_is_one_added_and_one_withdrawn() -> None:
    found = amendments(plan(FIRST), plan(replace(FIRST, ref="1.5")), same={})
    assert [(each.kind, each.ref) for each in found] == [
        (AmendmentKind.ADDED, "1.5"),
        (AmendmentKind.WITHDRAWN, "1.1"),
    ]


OCTOBER = "“Oct 2026”, by the end of October 2026"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (DEC, (AmendmentKind.DATE_MOVED, OCTOBER, "“Dec 2026”, by the end of December 2026")),
        (on_day(date(2026, 10, 1)), (AmendmentKind.DATE_MOVED, OCTOBER, "“01/10/2026”, on Thursday 1 October 2026")),
        (None, (AmendmentKind.DATE_MOVED, OCTOBER, "no target date")),
        (
            replace(OCT, words="by end of October 2026"),
            (AmendmentKind.REWORDED, OCTOBER, "“by end of October 2026”, by the end of October 2026"),
        ),
    ],
)
def test_another_target_date_is_moved_or_only_reworded(
    target: TargetDate | None, expected: tuple[AmendmentKind, str, str]
) -> None:
    kind, before, after = expected
    assert changed(FIRST, target=target) == [(kind, "target date", before, after)]


def test_a_first_target_date_is_set_not_moved() -> None:
    assert changed(action("1.1"), target=OCT) == [(AmendmentKind.DATE_SET, "target date", "no target date", OCTOBER)]


def test_an_edition_that_says_only_now_where_a_date_was_before_tells_of_a_move() -> None:
    assert changed(action("1.1", target=DEC), target=DEC, moved_from=OCT) == [
        (AmendmentKind.DATE_MOVED, "earlier target date", OCTOBER, "“Dec 2026”, by the end of December 2026")
    ]


def test_a_move_that_the_plan_explains_itself_is_told_once() -> None:
    assert changed(FIRST, target=DEC, moved_from=OCT) == [
        (AmendmentKind.DATE_MOVED, "target date", OCTOBER, "“Dec 2026”, by the end of December 2026")
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            {"status": Status.COMPLETE, "completed_on": date(2026, 8, 31)},
            (AmendmentKind.COMPLETED, "status", "not started", "complete on 31 August 2026"),
        ),
        (
            {"status": Status.COMPLETE, "unverified": True},
            (AmendmentKind.COMPLETED, "status", "not started", "complete, to be verified"),
        ),
        ({"status": Status.IN_PROGRESS}, (AmendmentKind.REPORTED, "status", "not started", "in progress")),
        ({"waiting_for": "guidance"}, (AmendmentKind.REPORTED, "waiting for", "nothing", "guidance")),
        ({"rating": "Amber"}, (AmendmentKind.REPORTED, "rating", "nothing", "Amber")),
        ({"progress": "Two teams trained"}, (AmendmentKind.REPORTED, "progress", "", "Two teams trained")),
        ({"success_measure": "All trained"}, (AmendmentKind.REWORDED, "success measure", "", "All trained")),
        ({"recurrence": Recurrence.QUARTERLY}, (AmendmentKind.REWORDED, "how often", "once", "quarterly")),
        ({"starts_on": date(2026, 9, 7)}, (AmendmentKind.REWORDED, "start", "not said", "7 September 2026")),
        ({"area": "2"}, (AmendmentKind.REWORDED, "area", "1 Assessment", "2 Victims")),
    ],
)
def test_each_part_of_an_action_is_told_apart(
    words: dict[str, object], expected: tuple[AmendmentKind, str, str, str]
) -> None:
    assert changed(FIRST, **words) == [expected]


def _in_a_status_column(words: str, status: Status) -> dict[str, Any]:
    return {"status": status, "progress": words, "quotes": {"status": Quote(words=words, place=Place(), rule="status")}}


def test_a_column_that_says_the_status_alone_is_told_once() -> None:
    old = replace(FIRST, **_in_a_status_column("Not started", Status.NOT_STARTED))
    assert changed(old, **_in_a_status_column("In progress", Status.IN_PROGRESS)) == [
        (AmendmentKind.REPORTED, "status", "not started", "in progress")
    ]


def test_a_column_that_says_more_than_the_status_is_told_in_its_words_too() -> None:
    old = replace(FIRST, **_in_a_status_column("Not started", Status.NOT_STARTED))
    begun = {**_in_a_status_column("In progress", Status.IN_PROGRESS), "progress": "In progress, two teams trained"}
    assert changed(old, **begun) == [
        (AmendmentKind.REPORTED, "status", "not started", "in progress"),
        (AmendmentKind.REPORTED, "progress", "Not started", "In progress, two teams trained"),
    ]


def test_other_words_for_the_same_status_are_told_as_progress() -> None:
    old = replace(FIRST, **_in_a_status_column("In progress", Status.IN_PROGRESS))
    assert changed(old, **_in_a_status_column("On track", Status.IN_PROGRESS)) == [
        (AmendmentKind.REPORTED, "progress", "In progress", "On track")
    ]


def test_an_action_that_was_complete_and_is_not_is_reopened() -> None:
    done = replace(FIRST, status=Status.COMPLETE)
    assert changed(done, status=Status.ONGOING) == [(AmendmentKind.REOPENED, "status", "complete", "ongoing")]


def test_another_lead_is_told_in_the_plans_words() -> None:
    leads = tuple(PrintedLead(words=words, source=LeadSource.COLUMN) for words in ("SG", "LG", "HE"))
    assert changed(FIRST, leads=leads) == [(AmendmentKind.LEAD_CHANGED, "lead", "NM", "SG, LG and HE")]
    assert changed(FIRST, leads=()) == [(AmendmentKind.LEAD_CHANGED, "lead", "NM", "nobody")]


def test_points_capitals_and_spaces_are_no_amendment() -> None:
    assert changed(FIRST, title=f"{TITLE.upper()} .") == []
    assert changed(FIRST, leads=(PrintedLead(words="N.M.", source=LeadSource.COLUMN),)) == []


def test_milestones_are_told_by_their_titles() -> None:
    old = replace(FIRST, milestones=(step("Review", NOV), step("Audit", NOV)))
    assert changed(old, milestones=(step("Review", DEC), step("Final report", DEC))) == [
        (
            AmendmentKind.DATE_MOVED,
            "milestone “Review”",
            "“Nov 2026”, by the end of November 2026",
            "“Dec 2026”, by the end of December 2026",
        ),
        (AmendmentKind.ADDED, "milestone “Final report”", "", "“Dec 2026”, by the end of December 2026"),
        (AmendmentKind.WITHDRAWN, "milestone “Audit”", "“Nov 2026”, by the end of November 2026", ""),
    ]


def test_the_gravest_change_of_an_action_comes_first() -> None:
    found = changed(FIRST, title="Train every member of staff", target=DEC, progress="Begun")
    assert [kind for kind, *_ in found] == [
        AmendmentKind.DATE_MOVED,
        AmendmentKind.REWORDED,
        AmendmentKind.REPORTED,
    ]


@pytest.mark.parametrize(
    ("before", "withdrawn", "refused"), [(10, 2, False), (10, 3, True), (4, 1, True), (0, 0, False)]
)
def test_more_than_a_fifth_lost_wants_a_word(before: int, withdrawn: int, refused: bool) -> None:
    assert shrank(before=before, withdrawn=withdrawn) is refused


@pytest.mark.parametrize(
    ("known", "before", "target", "moved_from", "expected"),
    [
        ((), OCT, DEC, None, (OCT,)),
        ((), OCT, OCT, None, ()),
        ((), OCT, None, None, (OCT,)),
        ((), None, OCT, None, ()),
        ((), None, DEC, OCT, (OCT,)),
        ((), OCT, DEC, OCT, (OCT,)),
        ((), OCT, DEC, NOV, (OCT, NOV)),
        ((OCT,), NOV, DEC, OCT, (NOV,)),
        ((), DEC, DEC, DEC, ()),
    ],
)
def test_each_earlier_target_date_is_kept_once(
    known: tuple[TargetDate, ...],
    before: TargetDate | None,
    target: TargetDate | None,
    moved_from: TargetDate | None,
    expected: tuple[TargetDate, ...],
) -> None:
    assert slips(known, before, action("1.1", target=target, moved_from=moved_from)) == expected


def test_an_area_is_found_by_its_reference_or_title() -> None:
    edition = plan(FIRST)
    assert area_of(edition, FIRST) == Area(ref="1", title="Assessment")
    assert area_of(edition, replace(FIRST, area="Assessment")) == Area(ref="1", title="Assessment")
    assert area_of(edition, replace(FIRST, area="Elsewhere")) == Area(ref="", title="Elsewhere")


TARGETS = st.sampled_from([None, OCT, NOV, DEC])


@st.composite
def editions(draw: st.DrawFn) -> Plan:
    refs = draw(st.lists(st.sampled_from(sorted(TITLES)), unique=True))
    return plan(
        *(
            action(
                ref,
                draw(st.sampled_from(sorted(TITLES.values()))),
                leads=draw(st.lists(st.sampled_from(["NM", "SG"]), unique=True)),
                target=draw(TARGETS),
                status=draw(st.sampled_from(Status)),
                milestones=tuple(step("Review", target) for target in [draw(TARGETS)] if target),
            )
            for ref in refs
        )
    )


@given(before=editions(), after=editions())
def test_the_way_back_tells_of_as_many_dates_leads_and_actions(before: Plan, after: Plan) -> None:
    there, back = amendments(before, after, same={}), amendments(after, before, same={})
    mirrored = {
        AmendmentKind.ADDED: AmendmentKind.WITHDRAWN,
        AmendmentKind.LEAD_CHANGED: AmendmentKind.LEAD_CHANGED,
        AmendmentKind.COMPLETED: AmendmentKind.REOPENED,
    }
    for kind, other in mirrored.items():
        assert sorted(each.ref for each in there if each.kind is kind) == sorted(
            each.ref for each in back if each.kind is other
        )


@given(before=editions(), after=editions())
def test_every_amendment_has_two_sides_that_differ(before: Plan, after: Plan) -> None:
    for each in amendments(before, after):
        assert each.before != each.after or each.kind is AmendmentKind.RENUMBERED


@given(edition=editions())
def test_an_edition_never_differs_from_itself(edition: Plan) -> None:
    assert amendments(edition, edition) == ()


def test_a_milestone_that_is_worded_anew_is_told_beside_one_that_is_added() -> None:
    november, december = in_month(date(2026, 11, 30)), in_month(date(2026, 12, 31))
    before = replace(FIRST, milestones=(step("Review the pilot", november),))

    assert changed(before, milestones=(step("Launch", december), step("Review the pilots", november))) == [
        (AmendmentKind.ADDED, "milestone “Launch”", "", "“Dec 2026”, by the end of December 2026"),
        (AmendmentKind.REWORDED, "milestone “Review the pilots”", "Review the pilot", "Review the pilots"),
    ]


def test_each_amendment_carries_the_title_that_the_action_has_now() -> None:
    other = action("1.2")
    [found] = amendments(plan(FIRST, other), plan(replace(FIRST, title="Train everybody", target=OCT), other))
    [moved] = amendments(plan(FIRST, other), plan(replace(FIRST, target=DEC), other))

    assert (found.title, found.kind) == ("Train everybody", AmendmentKind.REWORDED)
    assert (moved.title, moved.kind) == (TITLE, AmendmentKind.DATE_MOVED)


def test_a_move_that_the_plan_explains_in_other_words_is_told_once() -> None:
    assert changed(FIRST, target=DEC, moved_from=replace(OCT, words="end of October 2026")) == [
        (AmendmentKind.DATE_MOVED, "target date", OCTOBER, "“Dec 2026”, by the end of December 2026")
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Under way now", 1),  # three words stand for a status
        ("Under way from now", 2),
    ],
)
def test_up_to_three_words_of_a_status_column_are_the_status_itself(words: str, told: int) -> None:
    old = replace(FIRST, **_in_a_status_column("Not started", Status.NOT_STARTED))

    assert len(changed(old, **_in_a_status_column(words, Status.IN_PROGRESS))) == told


def test_a_status_quoted_from_elsewhere_leaves_what_progress_tells() -> None:
    old = replace(FIRST, **_in_a_status_column("Not started", Status.NOT_STARTED))
    begun = {**_in_a_status_column("In progress", Status.IN_PROGRESS), "progress": "Two teams"}

    assert changed(old, **begun) == [
        (AmendmentKind.REPORTED, "status", "not started", "in progress"),
        (AmendmentKind.REPORTED, "progress", "Not started", "Two teams"),
    ]


@pytest.mark.parametrize(
    ("progress", "parts"),
    [
        ("Dec 2026 - the schedule is drafted", ["target date"]),
        ("Dec 2026 - the schedule is agreed", ["target date", "progress"]),
    ],
)
def test_progress_that_differs_by_the_moved_date_alone_tells_nothing(progress: str, parts: list[str]) -> None:
    old = replace(FIRST, progress="Oct 2026 - the schedule is drafted")
    assert [part for _, part, _, _ in changed(old, target=DEC, progress=progress)] == parts
