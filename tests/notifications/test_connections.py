"""Several connections to one relay: no more than the limit, one where few mails wait, and each mail once."""

from collections import Counter

from sqlalchemy.orm import Session, sessionmaker

from notifications.delivery import DrainResult
from notifications.transports.contract import Phase
from notifications.transports.smtp import Smtp
from tests.notifications.test_delivery import Desk
from tests.notifications.transports.relays import ALWAYS, FaultyRelay, Mailbox, relay_at, running


def test_many_mails_go_over_several_connections_each_once(sessions: sessionmaker[Session]) -> None:
    people = [f"person{n}@example.org" for n in range(40)]
    mailbox = Mailbox()
    with running(mailbox) as port:
        desk = Desk(sessions, Smtp(relay_at(port)))
        desk.put(*people)

        assert desk.drain(connections=3, batch=10) == DrainResult(accepted=40)

    assert Counter(each.rcpt_tos[0] for each in mailbox.received) == dict.fromkeys(people, 1)
    assert sorted(desk.told()) == sorted(people)


def test_few_mails_need_one_connection(sessions: sessionmaker[Session]) -> None:
    with FaultyRelay() as relay:
        desk = Desk(sessions, Smtp(relay_at(relay.port)))
        desk.put("a@example.org", "b@example.org")

        assert desk.drain(connections=5) == DrainResult(accepted=2)
        assert relay.connections == 1


def test_a_road_that_one_connection_finds_closed_loses_nothing_of_the_others(sessions: sessionmaker[Session]) -> None:
    people = [f"person{n}@example.org" for n in range(30)]
    with FaultyRelay({(Phase.CONNECT, ALWAYS): "421 4.3.2 closing"}) as relay:
        desk = Desk(sessions, Smtp(relay_at(relay.port)))
        desk.put(*people)
        result = desk.drain(connections=3, batch=10)

    assert (result.accepted, result.waiting) == (0, 30)
    assert result.closed == f"127.0.0.1, port {relay.port}: 421 4.3.2 closing"
