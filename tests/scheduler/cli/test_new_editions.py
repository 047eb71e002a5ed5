"""A new edition of a plan, as `chaser import` shows what it changes: asked once, told once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.assembly import open_house
from scheduler.plans.mends import Mend
from scheduler.register.plan_readings import remember_reading
from tests.scheduler.cli.conftest import Desk, Said, copied

HEADER = "Ref\tAction\tLead\tTarget date\tStatus"
TRAIN = "Train every case manager in the tool.\tAB\tMarch 2027"
AUDIT = "Write the schedule of audits for the year.\tAB\tMarch 2027"
GUIDE = "1.3\tPublish the guide.\tAB\tMarch 2027\tNot started"
QUESTION = "To be asked: 1.5: Is action 1.5 the one that was 1.2?"


def write_edition(file: Path, rows: tuple[str, ...]) -> Path:
    """A plan of these rows, as text."""
    file.write_text("\n".join([HEADER, *rows, ""]))
    return file


def record(desk: Desk, file: Path, as_of: str, rows: tuple[str, ...], *words: str) -> Said:
    """Import an edition of these rows."""
    write_edition(file, rows)
    return desk.say("import", str(file), "--plan", "cog-2026", "--as-of", as_of, "--yes", *words)


@pytest.fixture(scope="module")
def recorded_home(begun_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a first edition of three actions: made once, to be copied."""
    folder = tmp_path_factory.mktemp("recorded")
    made = copied(begun_home, folder)
    rows = (f"1.1\t{TRAIN}\tNot started", f"1.2\t{AUDIT}\tNot started", GUIDE)
    assert record(made, folder / "plan.txt", "2026-09-01", rows).code == 0
    return made.home


@pytest.fixture
def recorded(desk: Desk, recorded_home: Path) -> Desk:
    """That home, with nothing said since."""
    return copied(recorded_home, desk.home.parent)


RENUMBERED = (f"1.1\t{TRAIN}\tNot started", f"1.5\t{AUDIT}\tNot started", GUIDE)


def test_a_renumbering_is_asked_for_while_nobody_has_answered(recorded: Desk, tmp_path: Path) -> None:
    said = record(recorded, tmp_path / "plan.txt", "2026-10-01", RENUMBERED)

    assert (said.code, said.out.splitlines()[-1]) == (5, QUESTION)
    assert said.err == (
        "Refused: the new edition of 'cog-2026' seems renumbered (1.2 is now 1.5): say whether it is. Say --renumbered "
        "or --not-renumbered for all of them, or --same and --new for each. Nothing was recorded.\n"
    )


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


def test_what_was_mended_at_the_desk_is_not_undone_by_the_next_import(recorded: Desk, tmp_path: Path) -> None:
    mend = Mend(ref="1.2", title=AUDIT.split("\t")[0], said={"target": "May 2027"}, was={"target": "March 2027"})
    house = open_house(recorded.home, {}, now=datetime(2026, 9, 2, 9, tzinfo=UTC))
    with house.sessions.begin() as session:
        columns = {"Status": "unread"}
        remember_reading(session, "cog-2026", columns=columns, mends=[mend], now=datetime(2026, 9, 2, 9, tzinfo=UTC))
    house.engine.dispose()
    rows = (f"1.1\t{TRAIN}\tDone", f"1.2\t{AUDIT}\tDone", GUIDE)
    said = record(recorded, tmp_path / "plan.txt", "2026-10-01", rows)
    due = recorded.say("explain", "cog-2026", "1.2", "--on", "2026-10-02").out

    assert (said.code, said.out.splitlines()[0]) == (0, "1 row mended as at the desk before.")
    assert "due by the end of May 2027" in " ".join(due.split())
    assert "completed" not in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--same", "1.2=1.5"), [("renumbered", "1.5")]),
        (("--new", "1.5"), [("added", "1.5"), ("withdrawn", "1.2")]),
        (("--same", "1.3=1.5", "--new", "1.3"), [("renumbered", "1.5"), ("reworded", "1.5"), ("added", "1.3")]),
    ],
)
def test_each_action_is_said_to_be_the_same_or_new(
    recorded: Desk, tmp_path: Path, words: tuple[str, ...], told: list[tuple[str, str]]
) -> None:
    said = record(
        recorded, tmp_path / "plan.txt", "2026-10-01", RENUMBERED, *words, "--accept-loss", "--format", "json"
    )

    assert (said.code, [(each["kind"], each["ref"]) for each in said.json["amendments"]][: len(told)]) == (0, told)


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (("--same", "1.2"), "--same '1.2' says no pair: write it like 3.2=4.1, the old reference first."),
        (
            ("--same", "9.9=1.5"),
            "--same and --new: the last edition has no action 9.9 that could be 1.5 now. Nothing was recorded.",
        ),
        (("--misread", "9.9"), "The document has no action 9.9: --misread and --overrule name one."),
    ],
)
def test_a_word_about_an_action_that_is_not_there_is_refused(
    recorded: Desk, tmp_path: Path, words: tuple[str, ...], cure: str
) -> None:
    said = record(recorded, tmp_path / "plan.txt", "2026-10-01", RENUMBERED, *words)

    assert (said.code, said.err.splitlines()[-1]) == (2, cure)


@pytest.mark.parametrize(
    ("words", "follows"),
    [
        ((), "Its first slip. Reminders begin again, counted from the new date."),
        (
            ("--misread", "1.1"),
            "This counts as no slip. Reminders begin again, counted from the new date.",
        ),
    ],
)
def test_what_follows_from_a_moved_date_is_said_before_it_is_recorded(
    recorded: Desk, tmp_path: Path, words: tuple[str, ...], follows: str
) -> None:
    rows = (f"1.1\t{TRAIN.replace('March', 'May')}\tNot started", f"1.2\t{AUDIT}\tNot started", GUIDE)
    said = record(recorded, tmp_path / "plan.txt", "2026-10-01", rows, *words, "--format", "json")

    assert [(each["kind"], each["follows"]) for each in said.json["amendments"]] == [("date moved", follows)]
