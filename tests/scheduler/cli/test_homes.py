"""A home is made and checked: what `init` writes, and what `check` says of it, all at once, with place and cure."""

from csv import DictReader

import pytest

from tests.scheduler.cli.conftest import PEOPLE, SAMPLE, Desk


def test_a_home_made_with_its_people_named_is_in_order(desk: Desk) -> None:
    made = desk.say("init", str(desk.home), *PEOPLE, home=False)

    assert (made.code, desk.say("check").code) == (0, 0)
    assert sorted(each.name for each in desk.home.iterdir()) == ["chaser.toml", "mail", "plans"]


def test_a_home_without_a_chair_says_what_is_missing(desk: Desk) -> None:
    desk.say("init", str(desk.home), home=False)

    checked = desk.say("check", "--format", "json")

    assert checked.code == 2
    assert checked.json[0]["what"] == "There is no board, so that nobody would be mailed."


def test_check_says_everything_at_once_with_place_and_cure(desk: Desk) -> None:
    desk.say("init", str(desk.home), *PEOPLE, home=False)
    file = desk.home / "chaser.toml"
    wrong = file.read_text().replace('chair = "Robin Hale <chair@example.org>"', 'chair = ""')
    wrong = wrong.replace("day_rungs = [28, 14, 7, 2, 0]", "day_rungs = [7, 14]")
    file.write_text(
        'colour = "blue"\n' + wrong + '\n[series.never]\nboard = "cog"\nname = "N"\nrule = "monthly, fifth Tuesday"\n'
    )

    problems = desk.say("check", "--format", "json")

    assert problems.code == 2
    assert len(problems.json) == 4
    assert all(each["place"] and each["what"] and each["cure"] for each in problems.json)


def test_a_board_without_a_chair_is_wrong_but_silences_nobody_else(sample: Desk) -> None:
    file = sample.home / "chaser.toml"
    file.write_text(file.read_text().replace('chair = "Robin Hale <chair@example.org>"', 'chair = ""'))

    checked = sample.say("check")
    held = sample.say("round", "--on", "2026-11-30T08:00", "--release", "--format", "json")

    assert (checked.code, held.code) == (2, 0)
    assert "tom.keir@example.org" in {each["person"] for each in held.json["mails"]}


def test_a_second_home_in_the_same_folder_is_refused(desk: Desk) -> None:
    desk.say("init", str(desk.home), *PEOPLE, home=False)
    before = (desk.home / "chaser.toml").read_text()

    again = desk.say("init", str(desk.home), home=False)

    assert (again.code, (desk.home / "chaser.toml").read_text()) == (2, before)


def test_check_says_whose_organisation_nobody_in_the_directory_has(sample: Desk) -> None:
    file, members = sample.home / "chaser.toml", "members = {{ {} = {} }}"
    alex = '"Alex Moor <alex.moor@example.com>"'
    settings = file.read_text("utf-8")
    assert settings.count("members = {}") == 1
    rows = DictReader((SAMPLE / "people.csv").read_text("utf-8").splitlines())
    organisation = next(row["organisation"] for row in rows if row["organisation"])
    said = []
    for name in (organisation.upper(), "Nowhere Police"):
        file.write_text(settings.replace("members = {}", members.format(f'"{name}"', alex)), "utf-8")
        said.append(sample.say("check", "--format", "json"))

    assert [each.code for each in said] == [0, 0]
    assert said[0].json == []
    [warning] = said[1].json
    assert (warning["what"], warning["is_warning"]) == (
        "Nobody else in the directory is of 'Nowhere Police': alex.moor@example.com would hear of no lead.",
        True,
    )


def test_check_without_a_register_says_nothing_of_members(desk: Desk) -> None:
    desk.say("init", str(desk.home), *PEOPLE, home=False)
    file = desk.home / "chaser.toml"
    file.write_text(
        file.read_text("utf-8").replace("members = {}", 'members = { "Police" = "Alex <alex@example.com>" }'), "utf-8"
    )

    assert (desk.say("check", "--format", "json").json, (desk.home / "chaser.db").exists()) == ([], False)
    (desk.home / "chaser.db").touch()  # a file of another version, or of none
    assert desk.say("check", "--format", "json").json == []


def test_check_foresees_what_run_refuses(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.say("init", str(desk.home), *PEOPLE, home=False)
    monkeypatch.setenv("CHASER_WEB__HOST", "0.0.0.0")

    checked = desk.say("check", "--format", "json")

    assert (checked.code, [each["place"] for each in checked.json]) == (2, ["environment CHASER_WEB__HOST"])


@pytest.mark.parametrize("content", ["", "\n", "a key that is short"])
def test_a_key_that_somebody_could_guess_is_refused(begun: Desk, content: str) -> None:
    (begun.home / "links.key").write_text(content, "ascii")
    refused = begun.say("plan", "list")

    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        f"{begun.home / 'links.key'} holds no key: put it back from a backup, or remove it, and a new one is made. "
        "Links that were mailed, sessions and the secrets of webhooks end with the old one.\n"
    )


def test_a_series_with_two_faults_says_both(desk: Desk) -> None:
    desk.say("init", str(desk.home), *PEOPLE, home=False)
    file = desk.home / "chaser.toml"
    file.write_text(file.read_text() + '\n[series.s]\nboard = "ghost"\nname = "S"\nrule = "whenever"\n')

    assert len(desk.say("check", "--format", "json").json) == 2
