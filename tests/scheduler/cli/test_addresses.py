"""chaser people change-address: tried first, done, refused; and addresses of before that go on meaning the person."""

import pytest

from tests.scheduler.cli.conftest import Desk

OLD = "sam@example.org"
NEW = "sam.ode@example.com"


@pytest.fixture
def moved(sample: Desk) -> Desk:
    """Sam, whom the settings name as co-ordinator, has another address."""
    assert sample.say("people", "change-address", "Sam@example.org", NEW).code == 0
    return sample


def listed(desk: Desk) -> set[tuple[str, str]]:
    return {(each["email"], each["mailbox"]) for each in desk.say("people", "--format", "json").json}


def test_it_is_tried_and_then_done(sample: Desk) -> None:
    words = f"Mail for Sam Ode goes to {NEW} from now on, and no longer to {OLD}."
    tried = sample.say("people", "change-address", OLD, NEW, "--dry-run")
    before = listed(sample)
    done = sample.say("people", "change-address", OLD, NEW)

    assert (tried.code, tried.out) == (0, f"Would be so: {words}\n")
    assert ((OLD, "") in before, (OLD, NEW) in listed(sample)) == (True, True)
    assert (done.code, done.out) == (0, f"{words}\n")


def test_settings_with_either_address_mean_the_same_co_ordinator(moved: Desk) -> None:
    settings = moved.home / "chaser.toml"
    settings.write_text(settings.read_text().replace(OLD, NEW))
    moved.say("round", "--on", "2026-09-02")
    first = moved.say("outbox", "list", "--all", "--format", "json").json
    settings.write_text(settings.read_text().replace(NEW, OLD))
    moved.say("round", "--on", "2026-09-02")

    assert [each["to_address"] for each in first] == [NEW]
    assert moved.say("outbox", "list", "--all", "--format", "json").json == first
    assert {each for each, _ in listed(moved) if each.startswith("sam")} == {OLD}


def test_commands_know_somebody_by_any_of_their_addresses(moved: Desk) -> None:
    link = moved.say("sign-in-link", NEW)
    feed = moved.say("feed", "grant", f"person:{NEW}", OLD)

    assert (link.code, feed.code) == (0, 0)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((OLD, OLD), 5, f"Sam Ode has that address already, {OLD}: write another one.\n"),
        ((OLD, "sam"), 5, "“sam” is no address: write one, like nina.marsh@example.org.\n"),
        (
            ("nobody@example.org", NEW),
            2,
            "no such person as 'nobody@example.org' in the directory: import them with chaser people import\n",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(sample: Desk, words: tuple[str, str], code: int, said: str) -> None:
    before = listed(sample)
    refused = sample.say("people", "change-address", *words)

    assert (refused.code, refused.err, listed(sample)) == (code, said, before)
