"""Printed leads in the register: which count, which wait for a person's word, and that word."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.plan import Action, LeadSource, Place, PrintedLead, Status
from scheduler.plans.target_dates import Recurrence
from scheduler.register import history
from scheduler.register.leads import Unconfirmed, confirm, re_resolve, unconfirmed
from scheduler.register.lookups import NotInRegister, find_action
from scheduler.register.people import import_people
from scheduler.register.plans import close_plan
from scheduler.register.snapshot import load_snapshot
from scheduler.register.tables import ActionRow, PrintedLeadRow
from tests.assigned import give
from tests.scheduler.register.samples import (
    COG,
    DAY,
    NEXT,
    NEXT_DAY,
    NOW,
    import_directory,
    record_first,
    record_next,
)
from tests.scheduler.rules.editions import action, plan

NINA = "nina@example.org"
OMAR = "omar@example.org"
QA = "qa@example.org"
SAM = "sam@example.org"


def found(words: str, source: LeadSource, place: Place | None = None) -> PrintedLead:
    return PrintedLead(words=words, source=source, place=place or Place())


def led_by(ref: str, *leads: PrintedLead) -> Action:
    return replace(action(ref), leads=leads)


def leads(session: Session) -> dict[str, tuple[str, ...]]:
    """By ref, the addresses that count."""
    return {each.ref: each.leads for each in load_snapshot(session, {}).commitments}


def waiting(session: Session) -> list[tuple[str, str, str | None, str]]:
    return [(each.ref, each.words, each.proposal, each.why) for each in unconfirmed(session)]


def test_a_lead_of_a_column_that_fits_one_person_counts(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["NM", "All QA Managers"]), action("1.2", leads=["lead PM"])))
    assert leads(session) == {"1.1": (NINA, QA), "1.2": (NINA,)}
    assert unconfirmed(session) == ()


def test_two_printed_words_for_one_person_are_one_lead(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["Nina Marsh", "Lead PM"])))
    assert leads(session) == {"1.1": (NINA,)}


def test_what_does_not_fit_one_person_waits_with_its_place_and_reason(session: Session) -> None:
    import_directory(session)
    place = Place(part="body", table=2, row=7, column=3)
    lead = found("SG", LeadSource.COLUMN, place)
    record_first(session, plan(led_by("1.1", lead)))
    assert leads(session) == {"1.1": ()}
    assert unconfirmed(session) == (
        Unconfirmed(
            plan=COG,
            ref="1.1",
            words="SG",
            source=LeadSource.COLUMN,
            place=place,
            proposal=None,
            why="nobody in the directory is called “SG”",
        ),
    )


@pytest.mark.parametrize("source", [LeadSource.SENTENCE, LeadSource.CARRIED])
def test_a_name_in_a_sentence_or_carried_down_is_a_proposal_until_somebody_confirms_it(
    session: Session, source: LeadSource
) -> None:
    import_directory(session)
    record_first(session, plan(led_by("1.1", found("NM", source)), led_by("1.2", found("N.M.", source))))
    assert leads(session) == {"1.1": (), "1.2": ()}
    reason = "the initials of Nina Marsh"
    assert waiting(session) == [("1.1", "NM", NINA, reason), ("1.2", "N.M.", NINA, reason)]
    assert confirm(session, "NM", "Nina@example.org", plan=COG, who=SAM, now=NEXT) == 2
    assert leads(session) == {"1.1": (NINA,), "1.2": (NINA,)}
    assert unconfirmed(session) == ()


def test_somebody_who_looks_like_it_is_proposed_and_does_not_count(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["Omar"])))
    why = "nobody in the directory is called “Omar”; it may be Omar Reid (omar@example.org)"
    assert waiting(session) == [("1.1", "Omar", OMAR, why)]
    assert leads(session) == {"1.1": ()}


def test_a_meaning_confirmed_in_one_plan_says_nothing_about_another(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["SG"])))
    record_first(session, plan(action("2.1", leads=["SG"])), slug="jtai-2026")
    confirm(session, "SG", OMAR, plan=COG, who=SAM, now=NEXT)
    assert leads(session) == {"1.1": (OMAR,), "2.1": ()}
    confirm(session, "SG", NINA, plan=None, who=SAM, now=NEXT)
    assert leads(session) == {"1.1": (OMAR,), "2.1": (NINA,)}


def test_a_meaning_can_be_confirmed_anew(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["SG"])))
    confirm(session, "SG", OMAR, plan=COG, who=SAM, now=NOW)
    confirm(session, "SG", NINA, plan=COG, who=SAM, now=NEXT)
    assert leads(session) == {"1.1": (NINA,)}
    confirmed = [(each.before, each.after) for each in history.read(session, COG) if each.what == "lead confirmed"]
    assert confirmed == [
        (None, {"words": "SG", "address": OMAR}),
        ({"address": OMAR}, {"words": "SG", "address": NINA}),
    ]


def test_who_confirmed_a_lead_and_when_is_kept(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["NM"]), led_by("1.2", found("OR", LeadSource.SENTENCE))))
    confirm(session, "OR", OMAR, plan=COG, who=SAM, now=NEXT)
    rows = session.scalars(select(PrintedLeadRow).order_by(PrintedLeadRow.action))
    assert [(row.words, row.confirmed_by, row.confirmed_at) for row in rows] == [
        ("NM", "the directory", NOW),
        ("OR", SAM, NEXT),
    ]


def test_people_imported_later_are_found_when_leads_are_resolved_anew(session: Session) -> None:
    record_first(session, plan(action("1.1", leads=["NM"]), action("1.2")))
    assert leads(session) == {"1.1": (), "1.2": ()}
    import_directory(session)
    assert re_resolve(session, NEXT_DAY, now=NEXT) == 1
    assert leads(session) == {"1.1": (NINA,), "1.2": ()}
    changed = session.execute(select(ActionRow.ref, ActionRow.changed_at).order_by(ActionRow.ref)).all()
    assert [tuple(row) for row in changed] == [("1.1", NEXT), ("1.2", NOW)]


def test_resolving_anew_without_news_changes_nothing(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["NM", "SG"])))
    assert re_resolve(session, NEXT_DAY, now=NEXT) == 0
    assert session.scalars(select(ActionRow.changed_at)).all() == [NOW]
    assert session.scalars(select(PrintedLeadRow.confirmed_at).order_by(PrintedLeadRow.number)).all() == [NOW, None]


def test_a_second_person_of_the_same_initials_ends_what_counted_by_them(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["NM"]), action("1.2", leads=["Nina Marsh"])))
    import_people(session, "name,initials,email\nNeil Moss,NM,neil@example.org\n", now=NEXT)
    re_resolve(session, NEXT_DAY, now=NEXT)
    assert leads(session) == {"1.1": (), "1.2": (NINA,)}
    why = "“NM” could be Neil Moss (neil@example.org) or Nina Marsh (nina@example.org)"
    assert waiting(session) == [("1.1", "NM", None, why)]


def test_a_role_passes_to_whoever_holds_it_on_the_day(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["Lead PM"])))
    handover = (
        "name,email,roles\n"
        "Nina Marsh,nina@example.org,Lead PM (to 2026-11-15)\n"
        "Omar Reid,omar@example.org,Lead PM (from 2026-11-16)\n"
    )
    import_people(session, handover, now=NEXT)
    re_resolve(session, date(2026, 11, 15), now=NEXT)
    assert leads(session) == {"1.1": (NINA,)}
    re_resolve(session, date(2026, 11, 16), now=NEXT)
    assert leads(session) == {"1.1": (OMAR,)}


def test_an_assigned_lead_wins_over_printed_ones_until_it_is_lifted(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["NM", "SG"]), action("1.2", leads=["SG"])))
    give(session, COG, "1.1", OMAR)
    assert leads(session) == {"1.1": (OMAR,), "1.2": ()}
    assert [ref for ref, *_ in waiting(session)] == ["1.2"]
    give(session, COG, "1.1", None)
    assert leads(session) == {"1.1": (NINA,), "1.2": ()}


def test_what_is_complete_for_good_or_closed_waits_for_nobody(session: Session) -> None:
    done = replace(action("1.1", leads=["SG"]), status=Status.COMPLETE)
    again = replace(action("1.2", leads=["SG"]), status=Status.COMPLETE, recurrence=Recurrence.QUARTERLY)
    record_first(session, plan(done, again))
    record_first(session, plan(action("2.1", leads=["SG"])), slug="jtai-2026")
    assert [(each.plan, each.ref) for each in unconfirmed(session)] == [(COG, "1.2"), ("jtai-2026", "2.1")]
    close_plan(session, "jtai-2026", DAY, who=SAM, now=NOW)
    assert [(each.plan, each.ref) for each in unconfirmed(session)] == [(COG, "1.2")]


def test_a_new_edition_keeps_what_was_confirmed_and_drops_what_it_no_longer_prints(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(led_by("1.1", found("SG", LeadSource.SENTENCE), found("NM", LeadSource.COLUMN))))
    confirm(session, "SG", OMAR, plan=COG, who=SAM, now=NOW)
    record_next(session, plan(led_by("1.1", found("QA Managers", LeadSource.COLUMN), found("SG", LeadSource.CARRIED))))
    assert leads(session) == {"1.1": (QA, OMAR)}


def test_a_lead_moved_from_a_column_into_a_sentence_counts_no_longer(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(led_by("1.1", found("NM", LeadSource.COLUMN))))
    record_next(session, plan(led_by("1.1", found("NM", LeadSource.SENTENCE))))
    assert leads(session) == {"1.1": ()}


def test_words_about_things_that_are_not_there_name_the_cure(session: Session) -> None:
    import_directory(session)
    record_first(session, plan(action("1.1", leads=["SG"]), action("1.2", leads=["NM"]), action("2.1")))
    with pytest.raises(NotInRegister) as no_person:
        confirm(session, "SG", "who@example.org", plan=COG, who=SAM, now=NOW)
    with pytest.raises(NotInRegister) as no_words:
        confirm(session, "S.O.", OMAR, plan=COG, who=SAM, now=NOW)
    with pytest.raises(NotInRegister) as no_plan:
        confirm(session, "SG", OMAR, plan="cog", who=SAM, now=NOW)
    with pytest.raises(NotInRegister) as no_action:
        find_action(session, COG, "1.11")
    assert [str(each.value) for each in (no_person, no_words, no_plan, no_action)] == [
        "no such person as 'who@example.org' in the directory: import them with chaser people import",
        "no printed lead 'S.O.' in plan 'cog-2026': the nearest are NM, SG",
        "no plan 'cog' in the register: the nearest is cog-2026",
        "no action '1.11' in plan 'cog-2026': the nearest are 1.1, 2.1, 1.2",
    ]
