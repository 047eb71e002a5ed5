"""What GOV.UK Notify says when it is asked: page by page, until everything that was on the way is known."""

from collections.abc import Iterator

import pytest

from notifications.bounces.notify_word import words_about
from tests.notifications.transports.notify_standin import PAGE, StandIn, road_to, standing_in
from tests.notifications.transports.relays import envelope, free_port


@pytest.fixture
def service() -> StandIn:
    """What the stand-in keeps."""
    return StandIn()


@pytest.fixture
def url(service: StandIn) -> Iterator[str]:
    """Where the stand-in listens."""
    with standing_in(service) as address:
        yield address


def test_what_is_on_the_way_is_found_on_whatever_page(service: StandIn, url: str) -> None:
    road = road_to(url)
    with road.session() as carrier:
        carrier.send(envelope("oldest"))
    service.mails += [service.mails[0] | {"id": f"id-{n}", "reference": f"other-{n}"} for n in range(PAGE + 10)]
    service.statuses["oldest"] = "delivered"
    service.requests.clear()

    said = list(words_about(road, frozenset({"oldest", "other-1"})))

    assert [(each["reference"], each["status"]) for each in said] == [("other-1", "created"), ("oldest", "delivered")]
    assert len(service.requests) == 2


def test_asking_ends_with_the_last_page(service: StandIn, url: str) -> None:
    with road_to(url).session() as carrier:
        carrier.send(envelope("a1"))
    service.requests.clear()

    assert list(words_about(road_to(url), frozenset({"never sent"}))) == []
    assert len(service.requests) == 2


def test_where_notify_does_not_answer_nothing_is_known() -> None:
    assert list(words_about(road_to(f"http://127.0.0.1:{free_port()}"), frozenset({"a1"}))) == []
