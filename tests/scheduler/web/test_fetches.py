"""How fetches are gathered and written."""

from datetime import timedelta
from threading import Thread

import pytest

from scheduler.register.lookups import NotInRegister
from scheduler.register.subscribers import grant, list_subscribers
from scheduler.web.fetches import FetchCounter
from tests.builders import NINA, OMAR
from tests.scheduler.web.home import NOW, Home


def counted(home: Home) -> dict[str, int]:
    with home.sessions() as session:
        return {each.person: each.fetches for each in list_subscribers(session)}


def subscribe_both(home: Home) -> dict[str, int]:
    """The numbers of two subscribers, by person."""
    with home.sessions.begin() as session:
        for person in (NINA, OMAR):
            grant(session, "board:cog", person, now=NOW)
        session.flush()
        return {each.person: each.number for each in list_subscribers(session)}


def test_every_subscriber_has_their_own_count_and_it_grows_from_flush_to_flush(home: Home) -> None:
    numbers, counter = subscribe_both(home), FetchCounter()
    for person in (NINA, NINA, OMAR):
        counter.note(numbers[person], NOW)
    with home.sessions.begin() as session:
        counter.flush(session, NOW)
    counter.note(numbers[NINA], NOW)
    with home.sessions.begin() as session:
        counter.flush(session, NOW)

    assert counted(home) == {NINA: 3, OMAR: 1}


def test_a_flush_with_nothing_to_write_writes_nothing(home: Home) -> None:
    subscribe_both(home)
    with home.sessions.begin() as session:
        written = FetchCounter().flush(session, NOW)

    assert (written, counted(home)) == (0, {NINA: 0, OMAR: 0})


def test_what_the_register_refused_is_kept_for_the_next_flush(home: Home) -> None:
    numbers, counter = subscribe_both(home), FetchCounter()
    counter.note(numbers[NINA], NOW)
    counter.note(999, NOW + timedelta(minutes=1))
    with pytest.raises(NotInRegister), home.sessions.begin() as session:
        counter.flush(session, NOW)

    assert counted(home) == {NINA: 0, OMAR: 0}
    with pytest.raises(NotInRegister), home.sessions.begin() as session:
        counter.flush(session, NOW)


def test_many_threads_lose_no_fetch(home: Home) -> None:
    numbers, counter = subscribe_both(home), FetchCounter()

    def fetch_often() -> None:
        for _ in range(500):
            counter.note(numbers[NINA], NOW)

    threads = [Thread(target=fetch_often) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with home.sessions.begin() as session:
        assert counter.flush(session, NOW) == 4000
