"""What a signed link lets pass, and what it does not."""

import string
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from scheduler.links import (
    SESSION,
    UNSUBSCRIBE,
    AnswerPass,
    action_path,
    answer_path,
    answer_url,
    feed_path,
    plan_path,
    read,
    read_answer,
    sign,
    sign_answer,
    sign_in_path,
    unsubscribe_url,
)

SECRET = b"a secret of this home, long enough"
NINA = "nina@example.org"


def test_a_link_is_read_back_as_the_person_it_was_signed_for() -> None:
    assert read(SECRET, UNSUBSCRIBE, sign(SECRET, UNSUBSCRIBE, NINA)) == NINA


def test_the_same_person_has_the_same_link_each_time() -> None:
    assert sign(SECRET, UNSUBSCRIBE, NINA) == sign(SECRET, UNSUBSCRIBE, NINA)


def test_a_link_for_one_purpose_serves_no_other() -> None:
    assert read(SECRET, "answer", sign(SECRET, UNSUBSCRIBE, NINA)) is None


def test_a_link_signed_with_another_secret_is_not_read() -> None:
    assert read(SECRET, UNSUBSCRIBE, sign(b"another", UNSUBSCRIBE, NINA)) is None


def test_a_link_for_somebody_else_cannot_be_made_from_ones_own() -> None:
    _, _, signature = sign(SECRET, UNSUBSCRIBE, NINA).rpartition(".")
    theirs, _, _ = sign(SECRET, UNSUBSCRIBE, "omar@example.org").rpartition(".")

    assert read(SECRET, UNSUBSCRIBE, f"{theirs}.{signature}") is None


def test_one_changed_letter_anywhere_makes_a_link_worthless() -> None:
    token = sign(SECRET, UNSUBSCRIBE, NINA)
    # The last letter of base64 holds spare bits that no reader looks at: every other letter counts.
    changed = [f"{token[:n]}{'A' if token[n] != 'A' else 'B'}{token[n + 1 :]}" for n in range(len(token) - 1)]

    assert [read(SECRET, UNSUBSCRIBE, each) for each in changed] == [None] * len(changed)


@given(st.text())
def test_no_text_that_was_not_signed_is_read(words: str) -> None:
    assert read(SECRET, UNSUBSCRIBE, words) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_person_makes_a_link_that_stands_in_a_header_and_is_read_back(person: str) -> None:
    token = sign(SECRET, UNSUBSCRIBE, person)

    assert set(token) <= set(string.ascii_letters + string.digits + "-_.")
    assert read(SECRET, UNSUBSCRIBE, token) == person


def test_links_in_mails_that_were_sent_long_ago_are_the_same_today() -> None:
    zoe = "Inpvw6tAZXhhbXBsZS5vcmci.pfdiOleugubFlOZNQNYTIsFz2TN4OZSyE-7v0YEeoZM"
    packed = ".eJxTShwFgwooAQCJ6ZfV.NRkbKMW1jdEJo5gwiPBq-xkx-YXgo0f5_OLtmlioAQE"
    answer = "WyJuaW5hQGV4YW1wbGUub3JnIiwiY29nLTIwMjYiLDE3OTE3ODg0MDBd.bRhtM0X6x2linrlud5PsYiCiGV1AKmmGE74Ts0yuF6s"
    allowed = AnswerPass(person=NINA, plan="cog-2026", issued_at=datetime(2026, 10, 12, 7, 0, tzinfo=UTC))

    assert sign(SECRET, UNSUBSCRIBE, "zoë@example.org") == zoe
    assert sign(SECRET, SESSION, "a" * 400) == packed
    assert sign_answer(SECRET, allowed) == answer
    assert [read(SECRET, UNSUBSCRIBE, zoe), read(SECRET, SESSION, packed)] == ["zoë@example.org", "a" * 400]
    assert read_answer(SECRET, answer) == allowed


def test_what_stands_in_a_path_is_quoted_and_what_needs_none_stays() -> None:
    assert action_path("cog-2026", "1.2_a~b") == "/plans/cog-2026/1.2_a~b"
    assert action_path("p q", "1/ü") == "/plans/p%20q/1%2F%C3%BC"
    assert answer_path("a-b", "1.2 a/b") == "/answer/a-b?ref=1.2+a%2Fb"


def test_an_answer_link_is_read_back_as_the_pass_it_was_signed_for() -> None:
    allowed = AnswerPass(person=NINA, plan="cog-2026", issued_at=datetime(2026, 10, 12, 7, 0, tzinfo=UTC))

    assert read_answer(SECRET, sign_answer(SECRET, allowed)) == allowed
    assert allowed.ends_at == datetime(2026, 11, 11, 7, 0, tzinfo=UTC)


def test_a_link_for_another_purpose_lets_nobody_answer() -> None:
    assert read_answer(SECRET, sign(SECRET, UNSUBSCRIBE, NINA)) is None


@given(st.text())
def test_no_text_that_was_not_signed_lets_anybody_answer(words: str) -> None:
    assert read_answer(SECRET, words) is None


def test_an_answer_link_opens_at_its_action() -> None:
    allowed = AnswerPass(person=NINA, plan="cog-2026", issued_at=datetime(2026, 10, 12, 7, 0, tzinfo=UTC))
    token = sign_answer(SECRET, allowed)

    assert answer_url("https://chaser.example.org", SECRET, allowed, "1.12#1") == (
        f"https://chaser.example.org/answer/{token}?ref=1.12%231"
    )
    assert answer_url("", SECRET, allowed, "1.12") == ""
    assert answer_path("a", "1.12", "new-date") == "/answer/a/new-date?ref=1.12"


def test_a_sign_in_link_leads_on_to_the_page_that_was_wanted() -> None:
    assert sign_in_path("a") == "/sign-in/a"
    assert sign_in_path("a", "/plans/x?area=1") == "/sign-in/a?after=%2Fplans%2Fx%3Farea%3D1"


def test_the_unsubscribe_address_lies_under_the_address_of_the_pages() -> None:
    url = unsubscribe_url("https://chaser.example.org", SECRET, NINA)

    assert url == f"https://chaser.example.org/unsubscribe/{sign(SECRET, UNSUBSCRIBE, NINA)}"


def test_there_is_no_unsubscribe_address_where_no_page_is_reachable() -> None:
    assert unsubscribe_url("", SECRET, NINA) == ""


def test_the_paths_of_pages_hold_any_name_as_one_part() -> None:
    assert [
        plan_path("cog-2026"),
        action_path("cog-2026", "1.12"),
        action_path("a/b", "1.13#1"),
        feed_path("x-_Y"),
    ] == [
        "/plans/cog-2026",
        "/plans/cog-2026/1.12",
        "/plans/a%2Fb/1.13%231",
        "/feeds/x-_Y.ics",
    ]
