"""Reading the register by columns: whole or by keys, the same on both databases."""

from datetime import date

import pytest
from sqlalchemy import String, select, type_coerce, update
from sqlalchemy.orm import Session

from scheduler.plans.plan import Status
from scheduler.register.plain_rows import all_or_some, rows_among, rows_at_once, rows_of
from scheduler.register.snapshot import load_frame, load_promised, load_snapshot
from scheduler.register.tables import ActionRow
from tests.builders import in_month
from tests.scheduler.register.samples import COG, import_directory, record_first
from tests.scheduler.rules.editions import action, plan, step

NOV, DEC = in_month(date(2026, 11, 30)), in_month(date(2026, 12, 31))
REFS = all_or_some(select(ActionRow.ref), ActionRow.key, ActionRow.ordinal)
ONE, TWO, THREE = (f"{COG}/{ref}" for ref in ("1.1", "1.2", "1.3"))


@pytest.fixture
def recorded(session: Session) -> Session:
    import_directory(session)
    first = action("1.1", leads=["OR", "All QA Managers", "NM", "SG"], target=NOV, milestones=(step("Review", DEC),))
    record_first(session, plan(first, action("1.2", leads=["NM"]), action("1.3", status=Status.COMPLETE)))
    return session


def test_rows_are_found_by_their_keys_or_all_in_order(recorded: Session) -> None:
    some = rows_among(recorded, REFS, [THREE, ONE, f"{COG}/9.9"])
    assert sorted(ref for (ref,) in some) == ["1.1", "1.3"]
    assert [ref for (ref,) in rows_among(recorded, REFS, None)] == ["1.1", "1.2", "1.3"]
    assert rows_among(recorded, REFS, []) == []


def test_rows_come_so_many_at_once(recorded: Session) -> None:
    assert [len(rows) for rows in rows_at_once(recorded, REFS.whole, 2)] == [2, 1]


def test_what_is_still_to_be_written_is_read(recorded: Session) -> None:
    recorded.get_one(ActionRow, TWO).ref = "7.7"
    assert sorted(ref for (ref,) in rows_of(recorded, select(ActionRow.ref))) == ["1.1", "1.3", "7.7"]


def test_a_portion_holds_what_the_whole_holds_of_its_actions(recorded: Session) -> None:
    whole = {each.key: each for each in load_snapshot(recorded, {}).commitments}
    portion = load_promised(recorded, load_frame(recorded, {}), [THREE, ONE])
    assert {each.key: each for each in portion} == {key: whole[key] for key in (ONE, f"{ONE}#1", THREE)}


def test_leads_stand_in_the_order_in_which_they_are_printed(recorded: Session) -> None:
    (found, _) = load_promised(recorded, load_frame(recorded, {}), [ONE])
    assert found.printed_leads == ("OR", "All QA Managers", "NM", "SG")
    assert found.leads == ("omar@example.org", "qa@example.org", "nina@example.org")
    assert found.unconfirmed_leads == ("SG",)


def test_a_column_that_holds_none_of_its_words_is_refused(recorded: Session) -> None:
    recorded.execute(update(ActionRow).values(status=type_coerce("abandoned", String())))
    with pytest.raises(LookupError, match="a column holds 'abandoned', which is none of the words not_started, "):
        load_snapshot(recorded, {})
