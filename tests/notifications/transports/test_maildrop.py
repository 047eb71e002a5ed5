"""A folder of .eml files: whole or not there, one a message, private names made harmless."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from notifications.transports.contract import Accepted, Phase, Unreachable
from notifications.transports.maildrop import Maildrop
from tests.notifications.transports.relays import CONTENT, envelope


def drop(folder: Path, **words: Any) -> object:
    """What becomes of one message."""
    with Maildrop(folder).session() as carrier:
        return carrier.send(envelope(**words))


def names(folder: Path) -> list[str]:
    """All that lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_message_is_a_file_named_by_day_recipient_and_id(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "mail"

    assert drop(folder) == Accepted(answer="written to 2025-03-03-nina-example.org-a1.eml")
    assert names(folder) == ["2025-03-03-nina-example.org-a1.eml"]
    assert (folder / "2025-03-03-nina-example.org-a1.eml").read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("recipient", "name"),
    [
        ("Nina.Marsh@Example.org", "nina.marsh-example.org"),
        ("../../etc/passwd@example.org", "etc-passwd-example.org"),
        ("zoë@example.org", "zo-example.org"),
        ("x" * 100 + "@example.org", "x" * 60),
        ("@", ""),
    ],
)
def test_a_recipient_makes_no_path(tmp_path: Path, recipient: str, name: str) -> None:
    drop(tmp_path, recipient=recipient)

    assert names(tmp_path) == [f"2025-03-03-{name}-a1.eml"]


def test_the_same_message_again_changes_nothing(tmp_path: Path) -> None:
    drop(tmp_path)
    before = (tmp_path / "2025-03-03-nina-example.org-a1.eml").stat().st_mtime_ns

    assert drop(tmp_path) == Accepted(answer="written to 2025-03-03-nina-example.org-a1.eml")
    assert (tmp_path / "2025-03-03-nina-example.org-a1.eml").stat().st_mtime_ns == before


def test_what_a_crash_left_half_written_is_no_message_and_is_written_over(tmp_path: Path) -> None:
    half = tmp_path / ".2025-03-03-nina-example.org-a1.eml.part"
    half.write_bytes(b"Subject: Hel")

    assert Maildrop(tmp_path).has(envelope()) is False
    drop(tmp_path)
    assert names(tmp_path) == ["2025-03-03-nina-example.org-a1.eml"]
    assert Maildrop(tmp_path).has(envelope()) is True


def test_two_days_of_one_person_are_two_files(tmp_path: Path) -> None:
    drop(tmp_path, key="a1")
    drop(tmp_path, key="a2", day=date(2025, 3, 4))

    assert names(tmp_path) == ["2025-03-03-nina-example.org-a1.eml", "2025-03-04-nina-example.org-a2.eml"]


def test_a_folder_that_cannot_be_written_closes_the_road_and_says_which(tmp_path: Path) -> None:
    blocked = tmp_path / "mail"
    blocked.write_text("a file in the folder's place")

    path = blocked / "2025-03-03-nina-example.org-a1.eml"
    assert drop(blocked) == Unreachable(phase=Phase.BODY, answer=f"{path} cannot be written: File exists")
