"""A new edition of a plan, as `chaser import` shows what it changes: asked once, told once."""

from pathlib import Path

import pytest

from tests.scheduler.cli.conftest import PEOPLE, Desk, Said

HEADER = "Ref\tAction\tLead\tTarget date\tStatus"
TRAIN = "Train every case manager in the tool.\tAB\tMarch 2027"
AUDIT = "Write the schedule of audits for the year.\tAB\tMarch 2027"
GUIDE = "1.3\tPublish the guide.\tAB\tMarch 2027\tNot started"
QUESTION = "To be asked: 1.5: Is action 1.5 the one that was 1.2?"


def record(desk: Desk, file: Path, as_of: str, rows: tuple[str, ...], *words: str) -> Said:
    """Import an edition of these rows."""
    file.write_text("\n".join([HEADER, *rows, ""]))
    return desk.say("import", str(file), "--plan", "cog-2026", "--as-of", as_of, "--yes", *words)


@pytest.fixture
def recorded(desk: Desk, tmp_path: Path) -> Desk:
    assert desk.say("init", str(desk.home), *PEOPLE, home=False).code == 0
    rows = (f"1.1\t{TRAIN}\tNot started", f"1.2\t{AUDIT}\tNot started", GUIDE)
    assert record(desk, tmp_path / "plan.txt", "2026-09-01", rows).code == 0
    return desk


RENUMBERED = (f"1.1\t{TRAIN}\tNot started", f"1.5\t{AUDIT}\tNot started", GUIDE)


def test_a_renumbering_is_asked_for_while_nobody_has_answered(recorded: Desk, tmp_path: Path) -> None:
    said = record(recorded, tmp_path / "plan.txt", "2026-10-01", RENUMBERED)

    assert (said.code, said.out.splitlines()[-1]) == (5, QUESTION)
    assert "Say --renumbered or --not-renumbered." in said.err


def test_a_renumbering_that_was_answered_is_not_asked_for_again(recorded: Desk, tmp_path: Path) -> None:
    said = record(recorded, tmp_path / "plan.txt", "2026-10-01", RENUMBERED, "--renumbered")

    assert said.code == 0
    assert "To be asked" not in said.out


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("--renumbered", [("renumbered", "1.5")]),
        ("--not-renumbered", [("added", "1.5"), ("withdrawn", "1.2")]),
    ],
)
def test_the_difference_is_shown_as_it_was_answered(
    recorded: Desk, tmp_path: Path, answer: str, told: list[tuple[str, str]]
) -> None:
    # A third of three actions withdrawn is more than a fifth.
    words = (answer, "--accept-loss", "--format", "json")

    said = record(recorded, tmp_path / "plan.txt", "2026-10-01", RENUMBERED, *words)

    assert [(each["kind"], each["ref"]) for each in said.json["amendments"]] == told


def test_a_changed_status_column_is_told_once(recorded: Desk, tmp_path: Path) -> None:
    rows = (f"1.1\t{TRAIN}\tIn progress", f"1.2\t{AUDIT}\tCompleted", GUIDE)

    said = record(recorded, tmp_path / "plan.txt", "2026-10-01", rows, "--format", "json")

    assert [(each["ref"], each["part"], each["before"], each["after"]) for each in said.json["amendments"]] == [
        ("1.1", "status", "not started", "in progress"),
        ("1.2", "status", "not started", "complete"),
    ]
