"""Where an authority's terms end: said once in the settings, and counted when a plan is read or recorded."""

from pathlib import Path

import pytest

from tests.scheduler.cli.conftest import Desk

PLAN = "Ref\tAction\tLead\tTarget date\n1.1\tTrain every case manager.\tAB\tAutumn term 2026\n"
LAST_DAYS = "last_school_days = [2026-12-18, 2027-03-25]"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN)
    return file


@pytest.fixture
def with_last_days(begun: Desk) -> Desk:
    settings = begun.home / "chaser.toml"
    written = settings.read_text()
    assert written.count("last_school_days = []") == 1
    settings.write_text(written.replace("last_school_days = []", LAST_DAYS))
    return begun


def test_a_term_is_due_on_the_last_school_day_that_the_settings_name(with_last_days: Desk, plan: Path) -> None:
    read = with_last_days.say("read", str(plan), "--as-of", "2026-09-01", "--format", "json")

    assert (read.code, [each["due"] for each in read.json]) == (0, ["2026-12-18"])


def test_a_term_is_due_by_the_end_of_december_where_no_home_is_named(desk: Desk, plan: Path) -> None:
    read = desk.say("read", str(plan), "--as-of", "2026-09-01", "--format", "json", home=False)

    assert (read.code, [each["due"] for each in read.json]) == (0, ["2026-12-31"])


def test_reading_with_a_home_makes_no_register_in_it(with_last_days: Desk, plan: Path) -> None:
    before = sorted(with_last_days.home.iterdir())

    assert with_last_days.say("read", str(plan)).code == 0

    assert sorted(with_last_days.home.iterdir()) == before


def test_reading_with_wrong_settings_names_the_line(with_last_days: Desk, plan: Path) -> None:
    settings = with_last_days.home / "chaser.toml"
    settings.write_text(settings.read_text().replace("2026-12-18", '"the last Friday"'))

    read = with_last_days.say("read", str(plan))

    assert (read.code, read.out) == (2, "")
    assert "[calendar] last_school_days, entry 1" in read.err


def test_an_imported_plan_keeps_the_last_school_day_as_its_target_date(with_last_days: Desk, plan: Path) -> None:
    said = ("import", str(plan), "--plan", "cog-2026", "--as-of", "2026-09-01", "--yes", "--format", "json")

    imported = with_last_days.say(*said)

    assert imported.code == 0
    assert [each["after"] for each in imported.json["amendments"]] == ["“Autumn term 2026”, by 18 December 2026"]
