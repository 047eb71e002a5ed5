"""Settings of a home: what counts above what, secrets from files, paths, and what follows from other settings."""

from datetime import date, time
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.addresses import Address
from config.chasing import Step
from config.problems import BadSettings, Problem
from config.reader import examine_settings, read_settings
from tests.config.homes import BOARD, problems_from, settings_from, write_home

SAM = Address(name="Sam Ode", email="sam@example.org")
ROBIN = Address(name="Robin Hale", email="chair@example.org")


def test_a_home_with_a_board_alone_has_the_rules_defaults(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, "")
    assert (settings.transport, settings.redirect, settings.sender) == ("maildrop", None, None)
    assert (settings.rounds.morning, settings.calendar.division) == (time(8), "england-and-wales")
    assert (settings.calendar.quiet_from, settings.calendar.quiet_to) == ((12, 24), (1, 2))
    assert settings.reminders.day_rungs == (28, 14, 7, 2, 0)
    assert settings.reminders.period_rungs == (28, 14, 7)
    assert (settings.reminders.horizon_days, settings.reminders.skip_within_working_days) == (28, 3)
    assert settings.escalation.steps == (
        Step(who="lead", after=0),
        Step(who="manager", after=5),
        Step(who="chair", after=10),
    )
    assert (settings.brake.times_usual, settings.brake.at_least) == (2, 50)
    assert (settings.web.host, settings.web.port, settings.web.url) == ("127.0.0.1", 8024, "")
    assert settings.database.url == f"sqlite:///{tmp_path}/chaser.db"
    assert settings.boards["cog"].chair == ROBIN
    assert settings.boards["cog"].zone == "Europe/London"


def test_the_environment_counts_above_the_file_and_the_file_above_the_default(tmp_path: Path) -> None:
    written = '[smtp]\nhost = "relay.example.org"\nport = 2525\n'
    settings = settings_from(tmp_path, written, {"CHASER_SMTP__PORT": "2626", "CHASER_WEB__PORT": "9000"})
    assert (settings.smtp.host, settings.smtp.port, settings.smtp.security) == ("relay.example.org", 2626, "starttls")
    assert (settings.web.host, settings.web.port) == ("127.0.0.1", 9000)


def test_a_fresh_home_mails_by_smtp_with_only_the_relay_set(tmp_path: Path) -> None:
    environment = {"CHASER_TRANSPORT": "smtp", "CHASER_SMTP__HOST": "relay.example.org"}
    settings = settings_from(tmp_path, "", environment)
    assert settings.sender_for("cog") == SAM


def test_a_sender_that_is_set_counts_for_every_board(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, 'sender = "Chaser <chaser@example.org>"')
    assert settings.sender_for("cog") == Address(name="Chaser", email="chaser@example.org")


@pytest.mark.parametrize(("security", "port"), [("none", 25), ("starttls", 587), ("tls", 465)])
def test_the_relays_port_is_the_usual_one_for_its_security(tmp_path: Path, security: str, port: int) -> None:
    assert settings_from(tmp_path, "", {"CHASER_SMTP__SECURITY": security}).smtp.port == port
    assert settings_from(tmp_path, f'[smtp]\nport = 2525\nsecurity = "{security}"').smtp.port == 2525


def test_security_from_the_environment_decides_the_port_of_a_relay_named_in_the_file(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, '[smtp]\nsecurity = "tls"\nport = 0', {"CHASER_SMTP__SECURITY": "none"})
    assert settings.smtp.port == 25


def test_a_board_has_the_calendars_division_unless_it_names_its_own(tmp_path: Path) -> None:
    written = '[calendar]\ndivision = "scotland"\n[boards.ni]\nname = "NI"\ndivision = "northern-ireland"\n'
    people = 'chair = "chair@example.org"\nco_ordinator = "sam@example.org"\n'
    settings = settings_from(tmp_path, written + people)
    assert [settings.division_of(board) for board in ("cog", "ni", "unknown")] == [
        "scotland",
        "northern-ireland",
        "scotland",
    ]


def test_a_plan_belongs_to_the_only_board_unless_it_names_one(tmp_path: Path) -> None:
    second = (
        '[boards.ni]\nname = "NI"\nchair = "a@example.org"\nco_ordinator = "b@example.org"\n[plans.x]\nboard="ni"\n'
    )
    assert settings_from(tmp_path, "").board_of_plan("cog-2026") == "cog"
    two_boards = settings_from(tmp_path, second)
    assert (two_boards.board_of_plan("x"), two_boards.board_of_plan("y")) == ("ni", "")


def test_days_times_and_meetings_are_read_as_toml_writes_them_or_as_words(tmp_path: Path) -> None:
    settings = settings_from(
        tmp_path,
        '[rounds]\nmorning = 07:30:00\n[calendar]\nclosed_days = [2027-03-26, "2026-12-24"]\n'
        '[series.m]\nboard = "cog"\nname = "M"\ndays = ["2027-06-08", 2027-03-09]\nstarts = "9:00"\nends = "10:30"\n'
        'attendees = ["Sam Ode <sam@example.org>", "chair@example.org"]\n',
    )
    assert settings.rounds.morning == time(7, 30)
    assert settings.calendar.closed_days == (date(2026, 12, 24), date(2027, 3, 26))
    series = settings.series["m"]
    assert series.days == (date(2027, 3, 9), date(2027, 6, 8))
    assert (series.starts, series.ends, series.paper_deadline_days) == (time(9), time(10, 30), None)
    assert series.attendees == (SAM, Address(email="chair@example.org"))


def test_no_quiet_days_are_two_empty_settings(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, '[calendar]\nquiet_from = ""\nquiet_to = ""')
    assert (settings.calendar.quiet_from, settings.calendar.quiet_to) == (None, None)


def test_a_password_comes_from_a_file_in_the_home_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "smtp-password").write_text(" correct horse \r\n", encoding="utf-8")
    settings = settings_from(tmp_path, '[smtp]\nusername = "chaser"\npassword_file = "smtp-password"')
    assert settings.smtp.password.get_secret_value() == " correct horse "


def test_a_password_of_the_environment_counts_above_the_files(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("from the first file", encoding="utf-8")
    (tmp_path / "two").write_text("from the second file", encoding="utf-8")
    written = '[smtp]\nusername = "chaser"\npassword_file = "one"'
    by_file = settings_from(tmp_path, written, {"CHASER_SMTP__PASSWORD_FILE": str(tmp_path / "two")})
    by_value = settings_from(tmp_path, written, {"CHASER_SMTP__PASSWORD": "from the environment"})
    assert by_file.smtp.password.get_secret_value() == "from the second file"
    assert by_value.smtp.password.get_secret_value() == "from the environment"


def test_secrets_are_not_shown_with_the_settings(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("postgresql://chaser:hunter2@db.example.org/chaser\n", encoding="utf-8")
    settings = settings_from(
        tmp_path,
        '[smtp]\nusername = "chaser"\n[database]\nurl_file = "db"',
        {"CHASER_SMTP__PASSWORD": "hunter2"},
    )
    assert settings.database.url == "postgresql://chaser:hunter2@db.example.org/chaser"
    assert settings.smtp.password.get_secret_value() == "hunter2"
    assert repr(settings).count("hunter2") == 0
    assert str(settings).count("hunter2") == 0


def test_secrets_are_not_shown_in_problems(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("mysql://chaser:hunter2@db.example.org/chaser", encoding="utf-8")
    problems = problems_from(
        tmp_path,
        '[smtp]\npassword = "hunter2"\n[database]\nurl_file = "db"',
        {"CHASER_DATABASE__URL": "mongodb://chaser:hunter2@db.example.org"},
    )
    assert [problem.place for problem in problems] == [
        "chaser.toml line 2, [smtp] password",
        "chaser.toml line 3, [database] url",
        "environment CHASER_DATABASE__URL",
    ]
    assert "\n".join(str(problem) for problem in problems).count("hunter2") == 0


def test_a_relative_database_file_lies_in_the_home(tmp_path: Path) -> None:
    assert (
        settings_from(tmp_path, '[database]\nurl = "sqlite:///a/b.db"').database.url == f"sqlite:///{tmp_path}/a/b.db"
    )
    assert settings_from(tmp_path, '[database]\nurl = "sqlite:////srv/b.db"').database.url == "sqlite:////srv/b.db"
    assert settings_from(tmp_path, '[database]\nurl = "postgresql://u@h/n"').database.url == "postgresql://u@h/n"


def test_certificates_of_ones_own_are_looked_up_in_the_home(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n", encoding="utf-8")
    assert settings_from(tmp_path, '[smtp]\nca_file = "ca.pem"').smtp.ca_file == tmp_path / "ca.pem"


def test_links_in_mails_start_with_the_address_of_the_pages_without_a_slash_at_its_end(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, "", {"CHASER_WEB__URL": "https://chaser.example.org/chaser/"})
    assert settings.web.url == "https://chaser.example.org/chaser"


def test_a_file_that_notepad_saved_is_read(tmp_path: Path) -> None:
    (tmp_path / "chaser.toml").write_bytes(b"\xef\xbb\xbf" + BOARD.replace("\n", "\r\n").encode())
    assert read_settings(tmp_path, {}).boards["cog"].chair == ROBIN


def test_settings_cannot_be_changed_once_read(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, "")
    with pytest.raises(ValidationError):
        settings.smtp.port = 25  # type: ignore[misc] # the very thing that must not be possible
    with pytest.raises(ValidationError):
        settings.transport = "smtp"  # type: ignore[misc] # the very thing that must not be possible


def test_nothing_is_read_from_the_process_behind_the_readers_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("transport", "smtp")
    monkeypatch.setenv("CHASER_TRANSPORT", "smtp")
    assert settings_from(tmp_path, "").transport == "maildrop"


def test_all_problems_come_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    written = 'transport = "post"\n[web]\nport = 0\nurl = "ftp://x"\n'
    with pytest.raises(BadSettings) as bad:
        settings_from(tmp_path, written, {"CHASER_WEB__PORT": "no", "CHASER_REDIRECT": "me"})
    assert [problem.place for problem in bad.value.problems] == [
        "chaser.toml line 1, transport",
        "chaser.toml line 3, [web] port",
        "chaser.toml line 4, [web] url",
        "environment CHASER_REDIRECT",
        "environment CHASER_WEB__PORT",
    ]
    assert str(bad.value).split("\n")[1] == "chaser.toml line 3, [web] port: “0” is too low. Write 1 or more."


def test_warnings_alone_do_not_stop_anything(tmp_path: Path) -> None:
    written = BOARD.replace("Sam Ode <sam@example.org>", "Robin Hale <CHAIR@example.org>")
    home = write_home(tmp_path, written)
    assert read_settings(home, {}).boards["cog"].co_ordinator == ROBIN
    assert examine_settings(home, {}).problems == (
        Problem(
            place="chaser.toml line 4, [boards.cog] chair",
            what="chair@example.org is both chair and co-ordinator: nobody sees the chair's mails beforehand.",
            cure="Name two people if you can.",
            is_warning=True,
        ),
    )


def test_an_examination_goes_on_with_defaults_and_can_name_further_places(tmp_path: Path) -> None:
    written = '[series.m]\nboard = "cog"\nname = "M"\nrule = "never"\n[web]\nport = "x"\n'
    examination = examine_settings(write_home(tmp_path, written + BOARD), {"CHASER_SERIES__M__NAME": "Meeting"})
    assert not examination.is_sound
    assert examination.left_out == {("web", "port")}
    assert (examination.settings.web.port, examination.settings.series["m"].rule) == (8024, "never")
    assert examination.place_of("series", "m", "rule") == "chaser.toml line 4, [series.m] rule"
    assert examination.place_of("series", "m", "name") == "environment CHASER_SERIES__M__NAME"
    assert examination.place_of("series", "m", "days") == "chaser.toml line 1, [series.m] days"
    assert examination.place_of("brake", "at_least") == "chaser.toml, [brake] at_least"


def test_a_missing_chair_is_wrong_but_lets_the_rounds_go_on(tmp_path: Path) -> None:
    (tmp_path / "chaser.toml").write_text(
        '[boards.cog]\nname = "Chief Officer Group"\nco_ordinator = "Sam Ode <sam@example.org>"\n', encoding="utf-8"
    )

    found = examine_settings(tmp_path, {})

    assert [(each.place, each.is_warning) for each in found.problems] == [
        ("chaser.toml line 1, [boards.cog] chair", False)
    ]
    assert found.is_sound
    assert read_settings(tmp_path, {}).boards["cog"].chair is None
