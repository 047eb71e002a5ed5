"""A person's word on how often to hear, and what an imported file may not change after it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.people import Frequency
from scheduler.register.frequency import set_frequency
from scheduler.register.lookups import NotInRegister
from scheduler.register.people import import_people, list_people
from scheduler.register.tables import HistoryRow, PersonRow
from tests.scheduler.register.samples import NEXT, NOW, import_directory

NINA = "nina@example.org"


def digests(session: Session) -> dict[str, Frequency]:
    return {person.email: person.digest for person in list_people(session)}


def entries(session: Session) -> list[tuple[str, str, object, object]]:
    rows = session.scalars(select(HistoryRow).where(HistoryRow.what == f"digests of {NINA}").order_by(HistoryRow.id))
    return [(row.who, row.road, row.before, row.after) for row in rows]


def test_a_word_changes_one_persons_digests_and_is_recorded(session: Session) -> None:
    import_directory(session)

    assert set_frequency(session, " Nina@Example.org ", Frequency.WEEKLY, who=NINA, road="telephone", now=NEXT)
    assert digests(session) == {
        NINA: Frequency.WEEKLY,
        "omar@example.org": Frequency.DAILY,
        "qa@example.org": Frequency.DAILY,
    }
    assert entries(session) == [(NINA, "telephone", {"digest": "daily"}, {"digest": "weekly"})]
    assert session.get_one(PersonRow, NINA).changed_at == NEXT


def test_the_same_word_again_adds_nothing(session: Session) -> None:
    import_directory(session)
    set_frequency(session, NINA, Frequency.WEEKLY, who=NINA, now=NOW)

    assert not set_frequency(session, NINA, Frequency.WEEKLY, who=NINA, now=NEXT)
    assert len(entries(session)) == 1


def test_a_word_can_be_taken_back(session: Session) -> None:
    import_directory(session)
    set_frequency(session, NINA, Frequency.WEEKLY, who=NINA, now=NOW)

    assert set_frequency(session, NINA, Frequency.DAILY, who="sam@example.org", now=NEXT)
    assert digests(session)[NINA] is Frequency.DAILY
    assert entries(session)[1] == ("sam@example.org", "desk", {"digest": "weekly"}, {"digest": "daily"})


def test_a_word_that_agrees_with_the_file_still_stands_against_a_later_file(session: Session) -> None:
    import_directory(session, "name,email,digest\nNina Marsh,nina@example.org,weekly\n")

    assert set_frequency(session, NINA, Frequency.WEEKLY, who=NINA, now=NOW)
    import_people(session, "name,email,digest\nNina Marsh,nina@example.org,daily\n", now=NEXT)
    assert digests(session)[NINA] is Frequency.WEEKLY


def test_somebody_outside_the_directory_is_named_with_the_cure(session: Session) -> None:
    with pytest.raises(NotInRegister) as wrong:
        set_frequency(session, "stranger@example.org", Frequency.WEEKLY, who=NINA, now=NOW)

    assert str(wrong.value) == (
        "no such person as 'stranger@example.org' in the directory: import them with chaser people import"
    )
