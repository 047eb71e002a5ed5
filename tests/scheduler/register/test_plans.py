"""Recording editions: what differs, what is refused, and what people answered in between."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.plans.amendments import AmendmentKind
from scheduler.plans.commitments import PlanRecord
from scheduler.plans.plan import Place, Quote, Status
from scheduler.register.editions import list_editions
from scheduler.register.lookups import NotInRegister
from scheduler.register.plans import (
    DoubledRefs,
    PlanClosed,
    PlanRenumbered,
    PlanShrank,
    close_plan,
    compare,
    list_plans,
    release_plan,
)
from scheduler.register.tables import ActionRow, MilestoneRow, PlanRow
from scheduler.register.target_columns import Why
from tests.builders import in_month, on_day
from tests.scheduler.register.samples import (
    COG,
    DAY,
    NEXT,
    NEXT_DAY,
    NOW,
    earlier,
    import_directory,
    record_first,
    record_next,
    stored,
)
from tests.scheduler.rules.editions import action, plan, step

OCT, NOV, DEC, MAR = (
    in_month(day) for day in (date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31), date(2027, 3, 31))
)
SIX = tuple(action(ref) for ref in ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2"))
FIRST = action("1.1", leads=["NM"], target=OCT)


def rows_of_everything(session: Session) -> dict[str, list[tuple[object, ...]]]:
    session.flush()
    return {
        table.name: sorted((tuple(row) for row in session.execute(select(table))), key=str)
        for table in PlanRow.metadata.sorted_tables
    }


def test_a_first_edition_is_kept_as_it_was_read(session: Session) -> None:
    quote = Quote(words="Oct 2026", place=Place(part="body", table=2, row=3), rule="month")
    edition = plan(
        action("1.1", leads=["NM", "SG"], target=OCT, milestones=(step("Review", DEC),), quotes={"target": quote}),
        action("1.2", moved_from=OCT, target=DEC, status=Status.IN_PROGRESS, waiting_for="guidance", rating="Amber"),
    )
    difference = record_first(session, edition)
    assert [(each.kind, each.ref) for each in difference.amendments] == [
        (AmendmentKind.ADDED, "1.1"),
        (AmendmentKind.ADDED, "1.2"),
    ]
    kept = list_editions(session, COG)
    assert [(each.number, each.file_name, each.sha256, each.recorded_at) for each in kept] == [
        (1, "plan.docx", "first", NOW)
    ]
    assert kept[0].plan == edition
    assert list_plans(session) == (
        PlanRecord(
            slug=COG, title="Improvement plan", board="cog", as_of=date(2026, 9, 1), recorded_on=DAY, released_on=None
        ),
    )


def test_an_action_is_stored_with_all_that_the_plan_says_of_it(session: Session) -> None:
    record_first(session, plan(action("1.1"), action("2.1", target=OCT, rating="Amber", waiting_for="guidance")))
    row = stored(session, "2.1")
    assert (row.ref, row.ordinal, row.area_ref, row.area_title) == ("2.1", 2, "2", "Victims")
    assert (row.target, row.rating, row.waiting_for, row.status) == (OCT, "Amber", "guidance", Status.NOT_STARTED)
    assert (row.recorded_on, row.changed_at) == (DAY, NOW)


def test_recording_the_same_edition_again_changes_nothing(session: Session) -> None:
    import_directory(session)
    edition = plan(FIRST, action("1.2", milestones=(step("Review", DEC),), moved_from=OCT, target=DEC))
    record_first(session, edition)
    before = rows_of_everything(session)
    assert record_next(session, edition, sha256="first").amendments == ()
    assert rows_of_everything(session) == before


def test_the_same_words_in_another_file_are_an_edition_that_amends_nothing(session: Session) -> None:
    record_first(session, plan(FIRST))
    assert record_next(session, plan(FIRST), file_name="plan.csv").amendments == ()
    assert [(each.number, each.file_name) for each in list_editions(session, COG)] == [
        (1, "plan.docx"),
        (2, "plan.csv"),
    ]
    assert stored(session, "1.1").changed_at == NOW


def test_comparing_records_nothing(session: Session) -> None:
    record_first(session, plan(FIRST))
    before = rows_of_everything(session)
    difference = compare(session, COG, plan(replace(FIRST, target=DEC), as_of=date(2026, 10, 15)))
    assert [each.kind for each in difference.amendments] == [AmendmentKind.DATE_MOVED]
    assert (difference.as_of_before, difference.as_of) == (date(2026, 9, 1), date(2026, 10, 15))
    assert (difference.actions_before, difference.actions) == (1, 1)
    assert rows_of_everything(session) == before


def test_a_moved_target_date_is_a_slip_and_the_first_one_is_kept_for_good(session: Session) -> None:
    record_first(session, plan(FIRST))
    record_next(session, plan(replace(FIRST, target=NOV)))
    record_next(session, plan(replace(FIRST, target=DEC)), sha256="third")
    assert earlier(session, "1.1") == [(1, "Oct 2026", Why.SLIP), (2, "Nov 2026", Why.SLIP)]
    row = stored(session, "1.1")
    assert (row.target, row.changed_at) == (DEC, NEXT)


def test_a_date_that_goes_away_is_a_slip_and_comes_back_without_a_second_one(session: Session) -> None:
    record_first(session, plan(FIRST))
    record_next(session, plan(replace(FIRST, target=None)))
    record_next(session, plan(replace(FIRST, target=DEC)), sha256="third")
    assert earlier(session, "1.1") == [(1, "Oct 2026", Why.SLIP)]


def test_a_misread_date_that_a_person_corrects_is_no_slip(session: Session) -> None:
    record_first(session, plan(FIRST, action("1.2", target=OCT)))
    record_next(session, plan(replace(FIRST, target=DEC), action("1.2", target=DEC)), corrections={"1.1"})
    assert earlier(session, "1.1") == [(1, "Oct 2026", Why.CORRECTION)]
    assert earlier(session, "1.2") == [(1, "Oct 2026", Why.SLIP)]


def test_the_same_file_read_better_corrects_and_does_not_slip(session: Session) -> None:
    record_first(session, plan(FIRST))
    record_next(session, plan(replace(FIRST, target=DEC)), sha256="first")
    assert earlier(session, "1.1") == [(1, "Oct 2026", Why.CORRECTION)]


def test_a_plan_that_says_itself_where_a_date_was_counts_that_once(session: Session) -> None:
    record_first(session, plan(action("1.1", target=NOV, moved_from=OCT)))
    assert earlier(session, "1.1") == [(1, "Oct 2026", Why.SLIP)]
    record_next(session, plan(action("1.1", target=DEC, moved_from=OCT)))
    assert earlier(session, "1.1") == [(1, "Oct 2026", Why.SLIP), (2, "Nov 2026", Why.SLIP)]


def test_other_words_for_the_same_day_are_no_slip(session: Session) -> None:
    record_first(session, plan(FIRST))
    record_next(session, plan(replace(FIRST, target=replace(OCT, words="by end of October"))))
    assert earlier(session, "1.1") == []
    assert stored(session, "1.1").target_words == "by end of October"


def test_a_withdrawn_action_keeps_its_row_and_is_looked_at_no_more(session: Session) -> None:
    record_first(session, plan(*SIX))
    record_next(session, plan(*SIX[:5]))
    assert stored(session, "2.2").withdrawn_on == NEXT_DAY


def test_an_action_that_comes_back_takes_up_its_row_and_its_slips(session: Session) -> None:
    record_first(session, plan(*SIX, action("1.5", "Review all plans", target=OCT)))
    record_next(session, plan(*SIX))
    record_next(session, plan(*SIX, action("1.5", "Review all plans", target=DEC)), sha256="third")
    row = stored(session, "1.5")
    assert (row.withdrawn_on, row.target, row.recorded_on) == (None, DEC, DAY)
    assert earlier(session, "1.5") == [(1, "Oct 2026", Why.SLIP)]


def test_a_ref_that_passes_to_another_action_gives_it_a_key_of_its_own(session: Session) -> None:
    record_first(session, plan(*SIX, action("1.5", "Review all plans", target=OCT)))
    record_next(session, plan(*SIX))
    record_next(session, plan(*SIX, action("1.5", "Buy a minibus", target=DEC)), sha256="third")
    row = stored(session, "1.5~2")
    assert (row.ref, row.title, row.target, row.recorded_on) == ("1.5", "Buy a minibus", DEC, NEXT_DAY)
    assert stored(session, "1.5").withdrawn_on == NEXT_DAY


def test_a_plan_that_lost_more_than_a_fifth_is_refused_until_somebody_confirms(session: Session) -> None:
    record_first(session, plan(*SIX))
    with pytest.raises(PlanShrank) as refused:
        record_next(session, plan(*SIX[:4]))
    assert (refused.value.difference.withdrawn, refused.value.difference.actions_before) == (2, 6)
    assert str(refused.value) == (
        "the new edition of 'cog-2026' lacks 2 of 6 actions (2.1, 2.2): check the document, and confirm if they are"
        " withdrawn"
    )
    record_next(session, plan(*SIX[:4]), confirm_shrinking=True)
    assert stored(session, "2.1").withdrawn_on == NEXT_DAY


def test_a_plan_that_suddenly_emptied_is_refused(session: Session) -> None:
    record_first(session, plan(FIRST))
    with pytest.raises(PlanShrank):
        record_next(session, plan())


def test_a_renumbered_plan_is_refused_until_somebody_says_so(session: Session) -> None:
    record_first(session, plan(SIX[0], SIX[1]))
    new = plan(action("1.1", "Appoint a head of quality"), replace(SIX[0], ref="1.2"), replace(SIX[1], ref="1.3"))
    with pytest.raises(PlanRenumbered) as refused:
        record_next(session, new)
    assert refused.value.proposed == {"1.2": "1.1", "1.3": "1.2"}
    assert str(refused.value) == (
        "the new edition of 'cog-2026' seems renumbered (1.1 is now 1.2, 1.2 is now 1.3): say whether it is"
    )


def test_a_renumbered_action_keeps_its_key_and_its_slips(session: Session) -> None:
    record_first(session, plan(FIRST, SIX[1]))
    new = plan(
        action("1.1", "Appoint a head of quality"),
        replace(FIRST, ref="1.2", target=DEC),
        replace(SIX[1], ref="1.3"),
    )
    record_next(session, new, same={"1.2": "1.1", "1.3": "1.2"})
    found = session.execute(select(ActionRow.ref, ActionRow.key).order_by(ActionRow.ordinal)).all()
    assert [tuple(row) for row in found] == [
        ("1.1", "cog-2026/1.1~2"),
        ("1.2", "cog-2026/1.1"),
        ("1.3", "cog-2026/1.2"),
    ]
    assert earlier(session, "1.1") == [(1, "Oct 2026", Why.SLIP)]


def test_actions_that_change_places_change_refs_and_not_keys(session: Session) -> None:
    record_first(session, plan(SIX[0], SIX[1]))
    swapped = plan(replace(SIX[1], ref="1.1"), replace(SIX[0], ref="1.2"))
    record_next(session, swapped, same={"1.1": "1.2", "1.2": "1.1"})
    assert (stored(session, "1.1").ref, stored(session, "1.2").ref) == ("1.2", "1.1")


def test_refs_stay_the_identity_where_a_person_says_nothing_was_renumbered(session: Session) -> None:
    record_first(session, plan(SIX[0], SIX[1]))
    record_next(session, plan(replace(SIX[1], ref="1.1"), replace(SIX[0], ref="1.2")), same={})
    assert (stored(session, "1.1").ref, stored(session, "1.1").title) == ("1.1", SIX[1].title)


def test_a_doubled_ref_is_refused(session: Session) -> None:
    with pytest.raises(DoubledRefs) as refused:
        record_first(session, plan(FIRST, action("1.2"), action("1.1", "Another")))
    assert str(refused.value) == "plan 'cog-2026' has more than one action 1.1: number them apart in the document"


def test_a_reference_that_stands_before_a_new_action_begins_a_history_of_its_own(session: Session) -> None:
    record_first(session, plan(*SIX))
    record_next(session, plan(action("1.1", "Appoint a head of quality"), *SIX[1:]), same={"1.1": ""})
    found = session.execute(select(ActionRow.key, ActionRow.withdrawn_on).where(ActionRow.ref == "1.1"))
    assert sorted(tuple(row) for row in found) == [("cog-2026/1.1", NEXT_DAY), ("cog-2026/1.1~2", None)]


def test_a_second_slip_is_said_to_reach_the_chair(session: Session) -> None:
    record_first(session, plan(FIRST))
    record_next(session, plan(replace(FIRST, target=NOV)))
    [moved] = compare(session, COG, plan(replace(FIRST, target=DEC))).amendments
    [misread] = compare(session, COG, plan(replace(FIRST, target=DEC)), corrections={"1.1"}).amendments
    again = "Reminders begin again, counted from the new date."
    assert (moved.follows, misread.follows) == (
        f"Slip number 2: the chair hears of it. {again}",
        f"This counts as no slip. {again}",
    )


def milestones(session: Session) -> list[tuple[str, str, str, date | None]]:
    session.expire_all()
    rows = session.scalars(select(MilestoneRow).order_by(MilestoneRow.number))
    return [(row.key, row.title, row.target_words or "", row.withdrawn_on) for row in rows]


def test_milestones_keep_their_numbers_whatever_becomes_of_the_others(session: Session) -> None:
    record_first(session, plan(action("1.1", milestones=(step("Review", NOV), step("Audit", DEC)))))
    record_next(session, plan(action("1.1", milestones=(step("Audit", MAR), step("Report", MAR)))))
    assert milestones(session) == [
        ("cog-2026/1.1#1", "Review", "Nov 2026", NEXT_DAY),
        ("cog-2026/1.1#2", "Audit", "Mar 2027", None),
        ("cog-2026/1.1#3", "Report", "Mar 2027", None),
    ]
    assert earlier(session, "1.1#2") == [(1, "Dec 2026", Why.SLIP)]
    assert stored(session, "1.1").changed_at == NEXT


def test_milestones_that_change_places_stay_themselves(session: Session) -> None:
    review, audit = step("Review", NOV), step("Audit", DEC)
    record_first(session, plan(action("1.1", milestones=(review, audit))))
    record_next(session, plan(action("1.1", milestones=(audit, review))))
    record_next(session, plan(action("1.1", milestones=(audit, step("Review", MAR)))), sha256="third")
    assert milestones(session) == [
        ("cog-2026/1.1#1", "Review", "Mar 2027", None),
        ("cog-2026/1.1#2", "Audit", "Dec 2026", None),
    ]


def test_a_milestone_that_somebody_moved_stays_where_it_was_moved(session: Session) -> None:
    record_first(session, plan(action("1.1", milestones=(step("Review", NOV),))))
    session.get_one(MilestoneRow, f"{COG}/1.1#1").target = on_day(date(2026, 12, 7))
    record_next(session, plan(action("1.1", "Train all staff again", milestones=(step("Review", NOV),))))
    assert milestones(session) == [("cog-2026/1.1#1", "Review", "07/12/2026", None)]


def test_two_plans_with_the_same_refs_stay_apart(session: Session) -> None:
    record_first(session, plan(FIRST))
    record_first(session, plan(replace(FIRST, target=DEC)), slug="jtai-2026")
    assert stored(session, "1.1").target == OCT
    assert session.get_one(ActionRow, "jtai-2026/1.1").target == DEC


def test_a_released_plan_keeps_the_day_of_its_release(session: Session) -> None:
    record_first(session, plan(FIRST))
    assert release_plan(session, COG, NEXT_DAY, who="sam@example.org", now=NEXT).released_on == NEXT_DAY
    assert release_plan(session, COG, date(2026, 12, 1), who="sam@example.org", now=NEXT).released_on == NEXT_DAY
    assert [each.released_on for each in list_plans(session)] == [NEXT_DAY]


def test_a_closed_plan_takes_no_more_editions(session: Session) -> None:
    record_first(session, plan(FIRST))
    close_plan(session, COG, DAY, who="sam@example.org", now=NOW)
    assert [each.closed_on for each in list_plans(session)] == [DAY]
    with pytest.raises(PlanClosed) as refused:
        record_next(session, plan(replace(FIRST, target=DEC)))
    assert str(refused.value) == ("plan 'cog-2026' was closed on 2026-10-01: record its successor under another name")


def test_an_unknown_plan_is_named_with_the_nearest_one(session: Session) -> None:
    record_first(session, plan(FIRST))
    with pytest.raises(NotInRegister) as refused:
        release_plan(session, "cog-2025", DAY, who="sam@example.org", now=NOW)
    assert str(refused.value) == "no plan 'cog-2025' in the register: the nearest is cog-2026"


def test_a_refused_edition_leaves_nothing_behind(session: Session) -> None:
    record_first(session, plan(*SIX))
    before = rows_of_everything(session)
    with pytest.raises(PlanShrank):
        record_next(session, plan(SIX[0]))
    assert rows_of_everything(session) == before
    assert session.scalar(select(func.count()).select_from(ActionRow)) == 6
