"""Addresses of feeds: shown once, known by their hash, dead when they are revoked."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.register.lookups import NotInRegister
from scheduler.register.people import import_people
from scheduler.register.subscribers import Subscriber, count_fetch, find, grant, list_subscribers, revoke
from scheduler.register.tables import SubscriberRow
from tests.scheduler.register.samples import NEXT, NOW, import_directory

NINA = "nina@example.org"
OMAR = "omar@example.org"
SAM = "sam@example.org"


def granted(session: Session, feed: str = "cog", person: str = NINA) -> tuple[str, int]:
    token = grant(session, feed, person, now=NOW)
    found = find(session, token)
    assert found is not None
    return token, found.number


def test_a_granted_address_is_found_by_its_secret(session: Session) -> None:
    import_directory(session)
    token, number = granted(session, person="Nina@example.org")
    assert find(session, token) == Subscriber(
        number=number,
        feed="cog",
        person=NINA,
        granted_at=NOW,
        revoked_at=None,
        left_on=None,
        fetches=0,
        last_fetched_at=None,
    )


def test_a_secret_that_was_never_granted_is_nobodys(session: Session) -> None:
    import_directory(session)
    token, _ = granted(session)
    assert find(session, token[:-1]) is None
    assert find(session, "") is None


def test_only_the_hash_of_a_secret_is_kept(session: Session) -> None:
    import_directory(session)
    token, number = granted(session)
    row = session.get_one(SubscriberRow, number)
    assert row.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    columns = session.execute(select(SubscriberRow.__table__)).one()
    assert token not in {str(value) for value in columns}


def test_every_grant_is_another_secret_of_43_characters(session: Session) -> None:
    import_directory(session)
    tokens = [grant(session, "cog", NINA, now=NOW) for _ in range(3)]
    assert (len(set(tokens)), {len(token) for token in tokens}) == (3, {43})
    assert len(grant(session, "cog", NINA, token_bytes=16, now=NOW)) == 22


def test_a_revoked_address_is_found_with_the_instant_it_ended(session: Session) -> None:
    import_directory(session)
    token, number = granted(session)
    other, _ = granted(session)
    assert revoke(session, number, who=SAM, now=NEXT).revoked_at == NEXT
    later = datetime(2026, 12, 1, tzinfo=UTC)
    assert revoke(session, number, who=SAM, now=later).revoked_at == NEXT
    found = [find(session, each) for each in (token, other)]
    assert [each.revoked_at for each in found if each] == [NEXT, None]


def test_a_subscriber_says_when_its_person_left(session: Session) -> None:
    import_directory(session)
    token, _ = granted(session)
    import_people(session, "name,email,left_on\nNina Marsh,nina@example.org,2026-10-31\n", now=NOW)
    found = find(session, token)
    assert found is not None
    assert found.left_on == date(2026, 10, 31)


def test_fetches_are_counted_with_the_latest_instant(session: Session) -> None:
    import_directory(session)
    _, number = granted(session)
    count_fetch(session, number, now=NEXT)
    count_fetch(session, number, fetches=4, now=NOW)
    session.flush()
    assert [(each.fetches, each.last_fetched_at) for each in list_subscribers(session)] == [(5, NEXT)]


def test_subscribers_are_listed_by_feed_and_person(session: Session) -> None:
    import_directory(session)
    for feed, person in (("moderation", NINA), ("cog", OMAR), ("cog", NINA)):
        grant(session, feed, person, now=NOW)
    assert [(each.feed, each.person) for each in list_subscribers(session)] == [
        ("cog", NINA),
        ("cog", OMAR),
        ("moderation", NINA),
    ]
    assert [each.person for each in list_subscribers(session, "moderation")] == [NINA]


def test_a_stranger_gets_no_feed(session: Session) -> None:
    with pytest.raises(NotInRegister) as refused:
        grant(session, "cog", "who@example.org", now=NOW)
    assert str(refused.value) == (
        "no such person as 'who@example.org' in the directory: import them with chaser people import"
    )
    assert list_subscribers(session) == ()


def test_an_unknown_subscriber_is_named(session: Session) -> None:
    for act in (lambda: revoke(session, 7, who=SAM, now=NOW), lambda: count_fetch(session, 7, now=NOW)):
        with pytest.raises(NotInRegister) as refused:
            act()
        assert str(refused.value) == "no subscriber 7 in the register: list the subscribers of the feed"


@pytest.mark.parametrize(
    ("fetched_at", "revoked_at", "left_on", "unfetched"),
    [
        (None, None, None, True),
        (NOW, None, None, True),
        (NOW + timedelta(seconds=1), None, None, False),
        (None, NOW, None, False),
        (None, None, NOW.date(), False),
    ],
)
def test_a_living_address_that_nobody_fetched_for_30_days_is_noticed(
    fetched_at: datetime | None, revoked_at: datetime | None, left_on: date | None, unfetched: bool
) -> None:
    address = Subscriber(
        number=1,
        feed="cog",
        person=NINA,
        granted_at=NOW,
        revoked_at=revoked_at,
        left_on=left_on,
        fetches=0,
        last_fetched_at=fetched_at,
    )
    assert address.is_unfetched(NOW + timedelta(days=30)) is unfetched
    assert not address.is_unfetched(NOW + timedelta(days=29))
