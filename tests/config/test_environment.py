"""Settings by environment: every one of them has a variable, and a wrong variable is a problem of its own."""

from datetime import date
from pathlib import Path

import pytest

from config.boards import BoardSection
from config.chasing import Step
from config.environment import variable_of
from config.reader import read_settings
from config.structure import values_below
from tests.config.homes import problems_from, settings_from, write_home

VALUES = {
    "CHASER_TRANSPORT": "smtp",
    "CHASER_REDIRECT": "me@example.org",
    "CHASER_SENDER": "Chaser <chaser@example.org>",
    "CHASER_BOARDS__COG__NAME": "Board",
    "CHASER_BOARDS__COG__CHAIR": "a@example.org",
    "CHASER_BOARDS__COG__VICE_CHAIR": "b@example.org",
    "CHASER_BOARDS__COG__CO_ORDINATOR": "c@example.org",
    "CHASER_BOARDS__COG__MEMBERS": '{"Sussex Police": "Alex Moor <alex.moor@example.com>"}',
    "CHASER_BOARDS__COG__ZONE": "Europe/Belfast",
    "CHASER_BOARDS__COG__DIVISION": "northern-ireland",
    "CHASER_SERIES__EAST_MODERATION__BOARD": "cog",
    "CHASER_SERIES__EAST_MODERATION__NAME": "Moderation",
    "CHASER_SERIES__EAST_MODERATION__RULE": "monthly",
    "CHASER_SERIES__EAST_MODERATION__DAYS": "2027-03-09, 2027-06-08",
    "CHASER_SERIES__EAST_MODERATION__STARTS": "09:00",
    "CHASER_SERIES__EAST_MODERATION__ENDS": "10:00",
    "CHASER_SERIES__EAST_MODERATION__LOCATION": "Room 4",
    "CHASER_SERIES__EAST_MODERATION__PAPER_DEADLINE_DAYS": "7",
    "CHASER_SERIES__EAST_MODERATION__ATTENDEES": "a@example.org, c@example.org",
    "CHASER_PLANS__COG_2026__BOARD": "cog",
    "CHASER_PLANS__COG_2026__COLUMNS": '{"By when": "target", "2": "lead"}',
    "CHASER_CALENDAR__DIVISION": "scotland",
    "CHASER_CALENDAR__CLOSED_DAYS": '["2027-03-26"]',
    "CHASER_CALENDAR__LAST_SCHOOL_DAYS": '["2026-12-18"]',
    "CHASER_CALENDAR__QUIET_FROM": "12-20",
    "CHASER_CALENDAR__QUIET_TO": "01-03",
    "CHASER_ROUNDS__MORNING": "07:15",
    "CHASER_REMINDERS__DAY_RUNGS": "30, 10,0",
    "CHASER_REMINDERS__PERIOD_RUNGS": "[30, 10]",
    "CHASER_REMINDERS__HORIZON_DAYS": "30",
    "CHASER_REMINDERS__SKIP_WITHIN_WORKING_DAYS": "2",
    "CHASER_REMINDERS__REST_DAYS_AFTER_PROGRESS": "7",
    "CHASER_ESCALATION__NO_LEAD_WORKING_DAYS": "15",
    "CHASER_ESCALATION__LOOK_WORKING_DAYS": "1",
    "CHASER_ESCALATION__NOTE_WORKING_DAYS_BEFORE_PAPERS": "4",
    "CHASER_ESCALATION__NOTE_WORKING_DAYS_BEFORE_MEETING": "8",
    "CHASER_REQUESTS__ANSWER_WITHIN_WORKING_DAYS": "6",
    "CHASER_REQUESTS__OWNER_MOVE_DAYS": "21",
    "CHASER_ESCALATION__STEPS": '[{"who": "lead", "after": 0}, {"who": "chair", "after": 8}]',
    "CHASER_BRAKE__TIMES_USUAL": "1.5",
    "CHASER_BRAKE__AT_LEAST": "10",
    "CHASER_SMTP__HOST": "relay.example.org",
    "CHASER_SMTP__SECURITY": "tls",
    "CHASER_SMTP__PORT": "4650",
    "CHASER_SMTP__USERNAME": "chaser",
    "CHASER_SMTP__PASSWORD": "hunter2",
    "CHASER_SMTP__TIMEOUT_SECONDS": "60",
    "CHASER_SMTP__TENANT": "example.org",
    "CHASER_SMTP__CLIENT_ID": "chaser",
    "CHASER_SMTP__CLIENT_SECRET": "hunter3",
    "CHASER_SMTP__TOKEN_URL": "https://tokens.example.org",
    "CHASER_SMTP__GREETS_AS": "chaser.example.org",
    "CHASER_SMTP__CONNECTIONS": "4",
    "CHASER_SMTP__PER_DOMAIN_A_MINUTE": "100",
    "CHASER_NOTIFY__KEY": "chaser-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0",
    "CHASER_NOTIFY__TEMPLATE": "f33517ff-2a88-4f6e-b855-c550268ce08a",
    "CHASER_NOTIFY__REPLY_TO": "8e222534-7f05-4972-86e3-17c5d9f894e2",
    "CHASER_NOTIFY__CALLBACK_TOKEN": "a long token",
    "CHASER_NOTIFY__URL": "https://notify.example.org",
    "CHASER_BOUNCES__ADDRESS": "bounces@example.org",
    "CHASER_BOUNCES__REPLIES": "mailbox",
    "CHASER_BOUNCES__HOST": "imap.example.org",
    "CHASER_BOUNCES__SECURITY": "starttls",
    "CHASER_BOUNCES__PORT": "1430",
    "CHASER_BOUNCES__USERNAME": "bounces",
    "CHASER_BOUNCES__PASSWORD": "hunter3",
    "CHASER_BOUNCES__TENANT": "example.org",
    "CHASER_BOUNCES__CLIENT_ID": "chaser",
    "CHASER_BOUNCES__CLIENT_SECRET": "hunter5",
    "CHASER_BOUNCES__TOKEN_URL": "https://tokens.example.org",
    "CHASER_BOUNCES__FOLDER": "Came back",
    "CHASER_WEB__HOST": "0.0.0.0",
    "CHASER_WEB__PORT": "80",
    "CHASER_WEB__URL": "https://chaser.example.org",
    "CHASER_WEB__ADMINISTRATORS": '["sam@example.org"]',
    "CHASER_OIDC__ISSUER": "https://login.microsoftonline.com/9f3a/v2.0",
    "CHASER_OIDC__CLIENT_ID": "chaser",
    "CHASER_OIDC__CLIENT_SECRET": "hunter4",
    "CHASER_OIDC__NAME": "a Tarnshire account",
    "CHASER_OIDC__DOMAINS": "example.org, example.net",
    "CHASER_OIDC__ADDRESS_FROM": "preferred_username",
    "CHASER_WEBHOOKS__INSIDE": '["reports.example.org"]',
    "CHASER_DATABASE__URL": "postgresql://chaser@db.example.org/chaser",
}
FILES = {
    "CHASER_SMTP__PASSWORD_FILE",
    "CHASER_SMTP__CLIENT_SECRET_FILE",
    "CHASER_SMTP__CA_FILE",
    "CHASER_NOTIFY__KEY_FILE",
    "CHASER_NOTIFY__CALLBACK_TOKEN_FILE",
    "CHASER_BOUNCES__PASSWORD_FILE",
    "CHASER_BOUNCES__CLIENT_SECRET_FILE",
    "CHASER_BOUNCES__CA_FILE",
    "CHASER_OIDC__CLIENT_SECRET_FILE",
    "CHASER_OIDC__CA_FILE",
    "CHASER_WEBHOOKS__CA_FILE",
    "CHASER_DATABASE__URL_FILE",
}
NAMES = {"boards": ("cog",), "series": ("east-moderation",), "plans": ("cog-2026",)}


def test_every_setting_has_a_variable() -> None:
    assert {variable_of(path) for path in values_below((), NAMES)} == set(VALUES) | FILES


def test_every_setting_can_come_from_its_variable_alone(tmp_path: Path) -> None:
    settings = read_settings(write_home(tmp_path, "[plans.cog-2026]"), VALUES)
    assert settings.transport == "smtp"
    assert str(settings.redirect) == "me@example.org"
    assert str(settings.sender_for("cog")) == "Chaser <chaser@example.org>"
    board, expected = (
        settings.boards["cog"],
        BoardSection(name="Board", zone="Europe/Belfast", division="northern-ireland"),
    )
    assert (board.name, board.zone, board.division) == (expected.name, expected.zone, expected.division)
    assert [str(each) for each in (board.chair, board.vice_chair, board.co_ordinator)] == [
        "a@example.org",
        "b@example.org",
        "c@example.org",
    ]
    assert {name: str(each) for name, each in board.members.items()} == {
        "Sussex Police": "Alex Moor <alex.moor@example.com>"
    }
    series = settings.series["east-moderation"]
    assert (series.board, series.rule, series.location, series.paper_deadline_days) == ("cog", "monthly", "Room 4", 7)
    assert series.days == (date(2027, 3, 9), date(2027, 6, 8))
    assert [str(each) for each in series.attendees] == ["a@example.org", "c@example.org"]
    assert dict(settings.plans["cog-2026"].columns) == {"By when": "target", "2": "lead"}
    assert settings.reminders.rest_days_after_progress == 7
    escalation, requests = settings.escalation, settings.requests
    assert (escalation.no_lead_working_days, escalation.look_working_days) == (15, 1)
    assert (escalation.note_working_days_before_papers, escalation.note_working_days_before_meeting) == (4, 8)
    assert (requests.answer_within_working_days, requests.owner_move_days) == (6, 21)
    assert settings.calendar.closed_days == (date(2027, 3, 26),)
    assert settings.calendar.last_school_days == (date(2026, 12, 18),)
    assert settings.reminders.day_rungs == (30, 10, 0)
    assert settings.reminders.period_rungs == (30, 10)
    assert settings.escalation.steps == (Step(who="lead", after=0), Step(who="chair", after=8))
    assert (settings.brake.times_usual, settings.brake.at_least) == (1.5, 10)
    assert (settings.smtp.security, settings.smtp.port, settings.smtp.timeout_seconds) == ("tls", 4650, 60)
    assert (settings.web.host, settings.web.port) == ("0.0.0.0", 80)
    assert [str(each) for each in settings.web.administrators] == ["sam@example.org"]
    assert settings.database.url == "postgresql://chaser@db.example.org/chaser"


def test_an_empty_redirect_lifts_the_files(tmp_path: Path) -> None:
    written = 'redirect = "me@example.org"'
    assert str(settings_from(tmp_path, written).redirect) == "me@example.org"
    assert settings_from(tmp_path, written, {"CHASER_REDIRECT": ""}).redirect is None


def test_the_home_and_the_variables_of_tests_are_no_settings(tmp_path: Path) -> None:
    environment = {"CHASER_HOME": "/srv/chaser", "CHASER_TEST_POSTGRES": "x", "PATH": "/bin", "CHASERX": "1"}
    assert problems_from(tmp_path, "", environment) == ()


@pytest.mark.parametrize(
    ("variable", "value", "what", "cure"),
    [
        (
            "CHASER_SMTP_HOST",
            "relay.example.org",
            "There is no such setting.",
            "Did you mean CHASER_SMTP__HOST?",
        ),
        (
            "CHASER_COLOUR",
            "red",
            "There is no such setting.",
            "Take the variable out of the environment.",
        ),
        (
            "CHASER_ESCALATION__STEPS__0__AFTER",
            "1",
            "There is no such setting.",
            "Did you mean CHASER_ESCALATION__STEPS?",
        ),
        (
            "CHASER_SMTP",
            "relay.example.org",
            "This names a whole table of settings, not one of them.",
            "Set CHASER_SMTP__HOST, CHASER_SMTP__SECURITY or CHASER_SMTP__PORT instead.",
        ),
        (
            "CHASER_SERIES",
            "x",
            "This names a whole table of settings, not one of them.",
            "Set CHASER_SERIES__NAME__KEY instead.",
        ),
        (
            "CHASER_SMTP__PORT",
            "70000",
            "“70000” is too high.",
            "Write 65535 or less.",
        ),
        (
            "CHASER_TRANSPORT",
            "",
            "“” is not one of the words that may stand here.",
            'Write "maildrop", "smtp" or "notify".',
        ),
        (
            "CHASER_REMINDERS__DAY_RUNGS",
            "[28, 14",
            "The list or table cannot be read.",
            'Write a list such as "28, 14, 7", or as JSON: [28, 14, 7].',
        ),
        (
            "CHASER_REMINDERS__DAY_RUNGS",
            "[" * 300 + "]" * 300,
            "The list or table cannot be read.",
            'Write a list such as "28, 14, 7", or as JSON: [28, 14, 7].',
        ),
        (
            "CHASER_SENDER",
            "\udcff",
            "Its value is not in UTF-8.",
            "Set it again in a terminal that uses UTF-8.",
        ),
    ],
)
def test_a_wrong_variable_is_named_with_its_cure(
    tmp_path: Path, variable: str, value: str, what: str, cure: str
) -> None:
    found = problems_from(tmp_path, "", {variable: value})
    assert [(each.place, each.what, each.cure) for each in found] == [(f"environment {variable}", what, cure)]


def test_an_entry_of_a_list_is_counted_as_a_reader_counts(tmp_path: Path) -> None:
    found = problems_from(tmp_path, "", {"CHASER_REMINDERS__DAY_RUNGS": "7, x"})
    assert [each.place for each in found] == ["environment CHASER_REMINDERS__DAY_RUNGS, entry 2"]
