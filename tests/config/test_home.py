"""A fresh home: what is made, that it is accepted as it stands, and what is refused with nothing written."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.addresses import Address
from config.example import FILL_IN, example_text
from config.home import Home, HomeProblem, create_home
from config.reader import examine_settings, read_settings

ROBIN = "Robin Hale <chair@example.org>"
SAM = "Sam Ode <sam@example.org>"
RELAY = {"CHASER_TRANSPORT": "smtp", "CHASER_SMTP__HOST": "127.0.0.1", "CHASER_SMTP__PORT": "2525"}


def test_a_home_has_its_settings_its_maildrop_and_its_plans(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "home"
    assert create_home(folder, board="cog", chair=ROBIN, co_ordinator=SAM) == folder / "chaser.toml"
    assert sorted(each.name for each in folder.iterdir()) == ["chaser.toml", "mail", "plans"]
    home = Home(folder=folder)
    assert (home.settings_file, home.maildrop, home.plans) == (
        folder / "chaser.toml",
        folder / "mail",
        folder / "plans",
    )
    assert home.database_url == f"sqlite:///{folder}/chaser.db"


def test_a_fresh_home_is_accepted_as_it_stands_and_mails_with_only_the_relay_set(tmp_path: Path) -> None:
    create_home(tmp_path, board="cog", chair=ROBIN, co_ordinator=SAM)
    assert examine_settings(tmp_path, {}).problems == ()
    assert examine_settings(tmp_path, RELAY).problems == ()
    settings = read_settings(tmp_path, RELAY)
    assert (settings.smtp.host, settings.smtp.port) == ("127.0.0.1", 2525)
    assert settings.sender_for("cog") == Address(name="Sam Ode", email="sam@example.org")
    assert (settings.boards["cog"].name, str(settings.boards["cog"].chair)) == ("COG", ROBIN)
    assert (dict(settings.series), dict(settings.plans)) == ({}, {})


def test_a_fresh_home_keeps_every_remark_of_the_example(tmp_path: Path) -> None:
    written = create_home(tmp_path, board="cog", chair=ROBIN, co_ordinator=SAM).read_text(encoding="utf-8")
    remarks = [line for line in example_text().splitlines() if line.startswith("# ")]
    assert [line for line in written.splitlines() if line in set(remarks)] == remarks


@pytest.mark.parametrize(
    ("slug", "name", "expected"),
    [("cog", None, "COG"), ("east-board", None, "East board"), ("cog", "Chief Officer Group", "Chief Officer Group")],
)
def test_a_board_is_called_by_its_short_name_until_somebody_says_more(
    tmp_path: Path, slug: str, name: str | None, expected: str
) -> None:
    create_home(tmp_path, board=slug, board_name=name, chair=ROBIN, co_ordinator=SAM)
    assert [(each, board.name) for each, board in read_settings(tmp_path, {}).boards.items()] == [(slug, expected)]


def test_without_its_people_a_board_says_what_is_missing_where_it_is_to_be_filled_in(tmp_path: Path) -> None:
    lines = create_home(tmp_path, board="cog").read_text(encoding="utf-8").splitlines()
    table = lines.index("[boards.cog]") + 1
    assert [(each.place, each.what) for each in examine_settings(tmp_path, {}).problems] == [
        (
            f"chaser.toml line {table}, [boards.cog] chair",
            "The board has no chair: nothing can be escalated, and what stays late is held.",
        ),
        (
            f"chaser.toml line {table}, [boards.cog] co_ordinator",
            "The board has no co-ordinator: nobody gets the replies, and mails have no sender.",
        ),
    ]
    assert [lines[at + 1] for at, line in enumerate(lines) if line == FILL_IN] == [
        '#chair = "Robin Hale <chair@example.org>"',
        '#co_ordinator = "Sam Ode <sam@example.org>"',
    ]


def test_without_a_board_a_home_asks_for_one(tmp_path: Path) -> None:
    create_home(tmp_path)
    assert [each.what for each in examine_settings(tmp_path, {}).problems] == [
        "There is no board, so that nobody would be mailed."
    ]


@pytest.mark.parametrize("board", [None, "east"])
def test_what_is_switched_off_is_accepted_once_the_marks_are_taken_away(tmp_path: Path, board: str | None) -> None:
    file = create_home(tmp_path, board=board)
    switched_on = [
        line.removeprefix("#") if line.startswith("#") and not line.startswith("# ") else line
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    file.write_text("\n".join(switched_on), encoding="utf-8")
    examination = examine_settings(tmp_path, {})
    assert examination.problems == ()
    assert [each.board for each in examination.settings.series.values()] == [board or "cog"]
    assert [each.board for each in examination.settings.plans.values()] == [board or "cog"]


def test_a_home_is_not_made_over_another(tmp_path: Path) -> None:
    (tmp_path / "chaser.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(HomeProblem) as refused:
        create_home(tmp_path, board="cog", chair=ROBIN, co_ordinator=SAM)
    assert [str(each) for each in refused.value.problems] == [
        f"{tmp_path}/chaser.toml: This folder is a home already. "
        "Change its chaser.toml, or make the home in another folder."
    ]
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("chaser.toml", "mine")]


def test_a_folder_with_other_files_may_become_a_home(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.docx").write_bytes(b"x")
    create_home(tmp_path, board="cog", chair=ROBIN, co_ordinator=SAM)
    assert [each.name for each in (tmp_path / "plans").iterdir()] == ["plan.docx"]
    assert examine_settings(tmp_path, {}).is_sound


def test_a_home_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(HomeProblem) as refused:
        create_home(tmp_path / "file" / "home")
    assert [str(each) for each in refused.value.problems] == [
        f"{tmp_path}/file/home: No home can be made here: Not a directory. Choose a folder that you may write to."
    ]


def test_all_that_does_not_fit_is_said_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(HomeProblem) as refused:
        create_home(tmp_path / "home", board="C O G", board_name="A\nB", chair="Robin", co_ordinator="sam@")
    assert [(each.place, each.what) for each in refused.value.problems] == [
        ("--board", "“C O G” cannot be a short name."),
        ("--board-name", "“A\\u000aB” holds a line break or a hidden character."),
        ("--chair", "“Robin” is not a mail address."),
        ("--co-ordinator", "“sam@” is not a mail address."),
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_the_terminal_garbled_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HomeProblem) as refused:
        create_home(tmp_path / "home", board="cog", board_name="B\udcff")
    assert [str(each) for each in refused.value.problems] == [
        "--board-name: “B\\udcff” holds a line break or a hidden character. Type it again by hand, all on one line."
    ]


def test_a_chair_needs_a_board(tmp_path: Path) -> None:
    with pytest.raises(HomeProblem) as refused:
        create_home(tmp_path, chair=ROBIN)
    assert [str(each) for each in refused.value.problems] == [
        "--board: --chair is given, but not the board. Give the board a short name, such as --board cog."
    ]
    assert list(tmp_path.iterdir()) == []


@given(name=st.text(min_size=1), person=st.text())
def test_a_home_of_any_names_is_refused_or_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, name: str, person: str
) -> None:
    home = tmp_path_factory.mktemp("home")
    chair = Address(name=person.strip(), email="chair@example.org")
    try:
        create_home(home, board="cog", board_name=name, chair=str(chair), co_ordinator=SAM)
    except HomeProblem:
        assert not (home / "chaser.toml").exists()
        return
    board = read_settings(home, {}).boards["cog"]
    assert (board.name, board.chair) == (name.strip() or "COG", chair)
    written = tomllib.loads((home / "chaser.toml").read_text(encoding="utf-8"))
    assert set(written["boards"]) == {"cog"}
