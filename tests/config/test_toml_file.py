"""A chaser.toml that cannot be read: line, column and cure in plain words."""

from pathlib import Path

import pytest

from config.reader import examine_settings
from config.toml_file import read_toml_text
from tests.config.homes import write_home

LINE = "Write name = value on each line."
QUOTES = 'Put words between double quotes, such as name = "Chief Officer Group".'
BACKSLASH = ("A backslash stands between double quotes.", "Put single quotes around the words instead.")
NO_VALUE = ("After the = stands nothing, or words without quotes.", QUOTES)
NO_START = ("The line does not begin as a setting does.", LINE)
TWICE = "A setting is given a second time."
FRESH = "Compare it with a fresh one: chaser init makes it in another folder."
NO_TOML = "The file is not written as a settings file is."


@pytest.mark.parametrize(
    ("written", "line", "column", "words"),
    [
        ("\nsender = Sam Ode", 2, 10, NO_VALUE),
        ("sender =", 1, 9, NO_VALUE),
        ('sender = "Sam', 1, 14, ("Words between quotes never end.", "Put the missing quote at the end.")),
        (
            'sender = "Sam\nx = 1',
            1,
            14,
            (
                "A quote is missing at the end of the line, or it holds a hidden character.",
                "Type the line again by hand.",
            ),
        ),
        ("sender", 1, 7, ("A = is missing after the name of a setting.", LINE)),
        ("[smtp]\n= 3", 2, 1, NO_START),
        ("? = 3", 1, 1, NO_START),
        (
            "[web]\nport = 80 or 81",
            2,
            11,
            ("Something stands after the end of the value.", f"{QUOTES} Begin a remark with #."),
        ),
        ("a = 1\na = 2\n", 2, 6, (TWICE, "Take one of the two lines out.")),
        ("a = {b = 1, b = 2}", 1, 18, (TWICE, "Take one of the two out.")),
        (
            "[smtp]\n[web]\n[smtp]",
            3,
            6,
            ("A table in square brackets stands here a second time.", "Put its lines under the first one."),
        ),
        ("a = [1", 1, 7, ("A list never ends.", "Put a ] after its last entry.")),
        ("a = {b = 1", 1, 11, ("A table in braces never ends.", "Put a } after its last entry.")),
        ("[smtp\n", 1, 6, ("A square bracket is missing at the end of a table's name.", "Write it such as [smtp].")),
        ("a = 2027-02-30", 1, 5, ("There is no such day or time.", "Write days such as 2027-03-09.")),
        ('a = "C:\\Users\\sam"', 1, 10, BACKSLASH),
        ('a = "C:\\Files"', 1, 10, BACKSLASH),
        ("a = 0x", 1, 6, None),
    ],
)
def test_a_broken_line_is_named_with_its_column(
    tmp_path: Path, written: str, line: int, column: int, words: tuple[str, str] | None
) -> None:
    found = examine_settings(write_home(tmp_path, written), {}).problems
    if words:
        assert [(each.place, each.what, each.cure) for each in found] == [
            (f"chaser.toml line {line}, column {column}", *words)
        ]
    else:
        assert [each.place for each in found] == [f"chaser.toml line {line}, column {column}"]


def test_a_home_without_settings_says_how_to_make_one(tmp_path: Path) -> None:
    found = examine_settings(tmp_path / "x", {}).problems
    folder = str(tmp_path / "x")
    cut = folder if len(folder) <= 60 else f"{folder[:59]}…"
    assert [str(each) for each in found] == [
        f"chaser.toml: There is no chaser.toml in “{cut}”. Make a home with: chaser init FOLDER."
    ]


def test_a_folder_in_its_place_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "chaser.toml").mkdir()
    found = examine_settings(tmp_path, {}).problems
    assert [(each.place, each.cure) for each in found] == [("chaser.toml", "See that Chaser may read the file.")]


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "chaser.toml").write_bytes('transport = "smtp"\nsender = "Séan"'.encode("latin-1"))
    found = examine_settings(tmp_path, {}).problems
    assert [str(each) for each in found] == [
        "chaser.toml line 2: A character is not in UTF-8. Save the file again in the encoding UTF-8."
    ]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("a = " + "9" * 5000, NO_TOML),
        ("a = " + "[" * 5000 + "]" * 5000, NO_TOML),
        ("a" + ".a" * 5000 + " = 1", "Tables or lists stand too deep within each other."),
        ("a = " + "[" * 100 + "]" * 100, "Tables or lists stand too deep within each other."),
    ],
)
def test_absurd_numbers_and_nesting_are_refused_as_a_whole(written: str, what: str) -> None:
    read = read_toml_text(written)
    assert not read.is_readable
    assert [(each.place.words, each.what, each.cure) for each in read.findings] == [("chaser.toml", what, FRESH)]


def test_a_broken_file_does_not_hide_what_is_wrong_with_the_environment(tmp_path: Path) -> None:
    found = examine_settings(write_home(tmp_path, "[smtp"), {"CHASER_WEB__PORT": "x"}).problems
    assert [each.place for each in found] == ["chaser.toml line 1, column 6", "environment CHASER_WEB__PORT"]
