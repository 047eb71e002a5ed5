"""Words are taken out of mail that came to us, too, even where the mail cannot be taken apart."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from notifications.bounces.kept import kept_mail, kept_mails
from scheduler.register.redaction import Wanted
from scheduler.rounds.bounces import take_mail
from scheduler.rounds.redacting import redact
from scheduler.rules.redaction import words_of
from tests.builders import SAM
from tests.notifications.bounces.mails_in import RETURNS, reply
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at

NOW = at("2025-02-03T09:00")


@pytest.fixture
def house(tmp_path: Path) -> TestHouse:
    """A house with a plan."""
    house = TestHouse(tmp_path)
    house.orders = replace(house.orders, returns=RETURNS)
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "NM")))
    return house


@pytest.mark.parametrize("charset", [b"utf-8", b"x-klingon"])
def test_words_are_taken_out_of_a_reply_and_its_raw_mail(house: TestHouse, tmp_path: Path, charset: bytes) -> None:
    raw = reply("Done for Jordan, ask Omar.\n").replace(b"utf-8", charset)
    with house.sessions.begin() as session:
        take_mail(session, house.orders, raw, now=NOW, redirected=False)
    with house.sessions.begin() as session:
        redact(session, _wanted("Jordan"), commitment="plan/1.1", maildrop=tmp_path)

    with house.sessions() as session:
        (kept,) = kept_mails(session)
        found = kept_mail(session, kept.number)
    assert found is not None
    assert "Jordan" not in kept.words
    assert b"Jordan" not in found[1]


def _wanted(words: str) -> Wanted:
    return Wanted(
        words=words_of(words),
        who=SAM,
        name="Sam Ode",
        why="a child's name",
        plan="plan",
        place="1.1",
        now=NOW,
        day=NOW.date(),
    )
