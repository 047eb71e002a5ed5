"""The numbers of the ladder and a board's members, from chaser.toml to the rules' words."""

from pathlib import Path

from config.settings import Settings
from scheduler.plans.people import Person
from scheduler.rules.policy import Policy
from scheduler.settings_to_orders import board_of, officers_of, policy_of
from tests.config.homes import settings_from

WRITTEN = """
[reminders]
rest_days_after_progress = 7

[escalation]
no_lead_working_days = 15
look_working_days = 1
note_working_days_before_papers = 4
note_working_days_before_meeting = 8

[requests]
answer_within_working_days = 6
owner_move_days = 21

[boards.east]
name = "East"
chair = "Robin Hale <chair@example.org>"
co_ordinator = "Sam Ode <sam@example.org>"
members = { "Sussex Police" = "Alex Moor <alex.moor@example.com>", Council = "chair@example.org" }
"""


def test_the_numbers_that_are_written_are_those_of_the_rules(tmp_path: Path) -> None:
    policy = policy_of(settings_from(tmp_path, WRITTEN))

    assert (policy.progress_rest_days, policy.request_days, policy.owner_move_days) == (7, 6, 21)
    assert (policy.no_lead_days, policy.look_days) == (15, 1)
    assert (policy.note_before_papers, policy.note_before_meeting) == (4, 8)


def test_without_a_word_the_numbers_are_those_of_the_rules_themselves() -> None:
    written, default = policy_of(Settings()), Policy()

    assert [getattr(written, name) for name in NUMBERS] == [getattr(default, name) for name in NUMBERS]


NUMBERS = (
    "progress_rest_days",
    "request_days",
    "owner_move_days",
    "no_lead_days",
    "look_days",
    "note_before_papers",
    "note_before_meeting",
    "steps",
)


def test_a_boards_members_are_known_by_their_organisation_and_may_be_mailed(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, WRITTEN)

    assert board_of("east", settings.boards["east"], settings).members == {
        "Sussex Police": "alex.moor@example.com",
        "Council": "chair@example.org",
    }
    officers = officers_of(settings)
    assert officers["alex.moor@example.com"] == Person(
        email="alex.moor@example.com", name="Alex Moor", organisation="Sussex Police"
    )
    assert officers["chair@example.org"] == Person(email="chair@example.org", name="Robin Hale", organisation="Council")
