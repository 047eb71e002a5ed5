"""chaser.toml saved: whole, with its rights, the one before kept, and through a link where it is one."""

import os
import stat
from pathlib import Path

import pytest

from config.saving import save_text, text_of, why_not_saved

BEFORE = 'transport = "maildrop"\n'
AFTER = 'transport = "smtp"\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "chaser.toml").write_text(BEFORE)
    return tmp_path


def test_the_new_text_stands_and_the_old_one_is_kept_beside_it(home: Path) -> None:
    (home / "chaser.toml").chmod(0o640)
    save_text(home, AFTER)

    assert (text_of(home), (home / "chaser.toml.old").read_text()) == (AFTER, BEFORE)
    assert {stat.S_IMODE(each.stat().st_mode) for each in home.iterdir()} == {0o640}
    assert sorted(each.name for each in home.iterdir()) == ["chaser.toml", "chaser.toml.old"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "etc"
    elsewhere.mkdir()
    (elsewhere / "chaser.toml").write_text(BEFORE)
    home = tmp_path / "home"
    home.mkdir()
    (home / "chaser.toml").symlink_to(elsewhere / "chaser.toml")
    save_text(home, AFTER)

    assert ((home / "chaser.toml").is_symlink(), (elsewhere / "chaser.toml").read_text()) == (True, AFTER)


def test_nothing_is_lost_where_the_disk_refuses(home: Path) -> None:
    (home / f".chaser.toml.{os.getpid()}").mkdir()  # what would be written aside cannot be
    with pytest.raises(IsADirectoryError):
        save_text(home, AFTER)

    assert text_of(home) == BEFORE


def test_a_file_that_is_not_there_says_why_it_cannot_be_saved(tmp_path: Path, home: Path) -> None:
    none = tmp_path / "nowhere"

    assert why_not_saved(home) == ""
    assert why_not_saved(none) == (
        f"{none}/chaser.toml may not be written by Chaser: change it by hand, or let Chaser write it and its folder."
    )
