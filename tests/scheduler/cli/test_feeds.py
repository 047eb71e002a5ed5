"""chaser feed as a co-ordinator uses it: who may fetch what, and what is not fetched any more."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler import clock
from tests.scheduler.cli.conftest import Desk

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def test_an_address_is_shown_with_the_page_that_adds_it_and_noticed_when_nobody_fetches_it(
    begun: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    granted = begun.say("feed", "grant", "board:cog", "sam@example.org").out.splitlines()
    begun.say("feed", "grant", "board:cog", "chair@example.org")
    begun.say("feed", "revoke", "2")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    listed = begun.say("feed", "list", "--format", "json").json["subscribers"]
    table = begun.say("feed", "list").out

    address = granted[0].removesuffix(".ics")
    assert granted[1] == f"One click for each calendar, and what to expect: {address}/subscribe"
    assert [(each["person"], each["unfetched"]) for each in listed] == [
        ("chair@example.org", False),
        ("sam@example.org", True),
    ]
    assert (table.count("not fetched for 30 days"), table.count("revoked 2026-11-18")) == (1, 1)
