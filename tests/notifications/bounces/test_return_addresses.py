"""Signed return addresses: short, safe under a change of case, and forged by nobody."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.bounces.return_addresses import NO_RETURNS, Marked, ReturnAddresses
from tests.notifications.bounces.mails_in import MESSAGE, RETURNS, SIGNED

NOTHING = Marked(messages=(), forged=0)


def test_a_return_address_names_its_message() -> None:
    name, _, domain = SIGNED.partition("@")

    assert (name.partition("+")[0], domain) == ("bounces", "example.org")
    assert RETURNS.read([SIGNED]) == Marked(messages=(MESSAGE,), forged=0)


def test_a_return_address_survives_a_change_of_case_and_angle_brackets() -> None:
    assert RETURNS.read([f"<{SIGNED.upper()}>"]) == Marked(messages=(MESSAGE,), forged=0)


def test_a_local_part_is_never_longer_than_64_letters() -> None:
    longest = ReturnAddresses(address="twenty-one-characters@example.org", secret=b"x")

    assert len(longest.for_message(MESSAGE).partition("@")[0]) == 64


@given(st.uuids(), st.integers(0, 41), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_token_with_any_one_letter_changed_is_forged(key: UUID, at: int, letter: str) -> None:
    address = RETURNS.for_message(key.hex)
    start = len("bounces+")
    changed = address[: start + at] + letter + address[start + at + 1 :]

    read = RETURNS.read([changed])
    if changed != address and read.messages:  # the last letter of the id holds two bits that say nothing
        assert (at, read.messages) == (25, (key.hex,))
    elif changed != address:
        assert read == Marked(messages=(), forged=1)


def test_another_houses_signature_is_forged() -> None:
    other = ReturnAddresses(address="bounces@example.org", secret=b"the secret of another house")

    assert RETURNS.read([other.for_message(MESSAGE)]) == Marked(messages=(), forged=1)


@pytest.mark.parametrize("token", ["", "x", "a" * 42, "a" * 43, "é" * 42, "0" * 42, MESSAGE])
def test_what_is_no_token_is_forged(token: str) -> None:
    assert RETURNS.read([f"bounces+{token}@example.org"]) == Marked(messages=(), forged=1)


@pytest.mark.parametrize("address", ["bounces@example.org", "nina+x@example.org", "bounces+x@example.com", "", "@"])
def test_other_addresses_say_nothing(address: str) -> None:
    assert RETURNS.read([address]) == NOTHING


def test_where_there_is_no_address_for_bounces_nothing_is_signed() -> None:
    empty = ReturnAddresses(address="", secret=b"")

    assert NO_RETURNS.read([empty.for_message(MESSAGE)]) == NOTHING


def test_the_secret_shows_in_no_words_about_it() -> None:
    assert "secret of this house" not in repr(RETURNS)
