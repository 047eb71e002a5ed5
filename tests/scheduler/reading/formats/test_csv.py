"""CSV files: delimiters, encodings, quotation marks, titles."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.plan import Place
from scheduler.reading.csv import read_csv
from scheduler.reading.rows import UnreadableDocument
from tests.scheduler.reading.formats.tables import all_texts, cell_at, outcome


def _written(folder: Path, content: str | bytes) -> Path:
    path = folder / "plan.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as refusal:
        read_csv(path)
    return str(refusal.value)


_ROWS = [["Ref", "Action", "Lead"], ["1.1", "Train, then ask; record | both", "AB"], ["1.2", 'Say "no"', ""]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = (delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in _ROWS)
    document = read_csv(_written(tmp_path, "\r\n".join(lines)))
    assert all_texts(document) == [_ROWS[0], _ROWS[1], ["1.2", 'Say "no"']]


def test_commas_in_sentences_do_not_hide_the_semicolons_that_part_cells(tmp_path: Path) -> None:
    content = "Ref;Action;Lead\n1.1;Train, ask, record;AB\n1.2;Publish, then tell;CD\n"
    assert all_texts(read_csv(_written(tmp_path, content)))[1] == ["1.1", "Train, ask, record", "AB"]


def test_excels_own_first_line_names_the_delimiter_and_is_no_row(tmp_path: Path) -> None:
    document = read_csv(_written(tmp_path, "sep=|\nRef|Action\n1.1|Train, ask\n"))
    assert all_texts(document) == [["Ref", "Action"], ["1.1", "Train, ask"]]
    assert cell_at(document, 1, 1, 1).place == Place(table=1, row=2, column=1)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_any_usual_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    rows = [["Ref", "Action"], ["1.1", "Zoë’s team – £500 for “champions”"]]
    content = "\n".join(",".join(row) for row in rows)
    assert all_texts(read_csv(_written(tmp_path, content.encode(encoding)))) == rows


def test_lines_inside_a_quoted_cell_are_paragraphs_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    document = read_csv(_written(tmp_path, 'Ref,Action\n1.1,"Train\n\nAsk"\n,\n1.2,Publish\n'))
    assert cell_at(document, 1, 2, 2).paragraphs == ("Train", "Ask")
    assert [row.place.row for row in document.tables[0].rows] == [1, 2, 4]


def test_title_lines_stand_above_the_table(tmp_path: Path) -> None:
    document = read_csv(
        _written(tmp_path, "Improvement plan,,\n,,\nAs of 3 March 2025,,\nRef,Action,Lead\n1.1,Ask,AB\n")
    )
    assert [cell.text for cell in document.paragraphs] == ["Improvement plan", "As of 3 March 2025"]
    assert document.tables[0].heading == "As of 3 March 2025"
    assert all_texts(document) == [["Ref", "Action", "Lead"], ["1.1", "Ask", "AB"]]


def test_a_cell_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    assert all_texts(read_csv(_written(tmp_path, "Action,Lead\n=cmd|' /C calc'!A0,+44\n")))[1] == [
        "=cmd|' /C calc'!A0",
        "+44",
    ]


def test_control_characters_and_turned_directions_are_left_out(tmp_path: Path) -> None:
    assert all_texts(read_csv(_written(tmp_path, "Ref,Action\n\u202e1.2\u202c,Tr\x07ain\u200b\u00a0all\n")))[1] == [
        "1.2",
        "Tr ain all",
    ]


def test_words_written_from_right_to_left_stay(tmp_path: Path) -> None:
    assert all_texts(read_csv(_written(tmp_path, "Ref,Action\n1.1,שלום\n")))[1] == ["1.1", "שלום"]


def test_a_quotation_mark_that_is_never_closed_is_named_with_its_line(tmp_path: Path) -> None:
    assert _refusal(_written(tmp_path, 'Ref,Action\n1.1,Train\n1.2,"Publish\n1.3,Ask\n')) == (
        "plan.csv, line 3: the quotation marks do not pair up (unexpected end of data). "
        'Inside a quoted cell each " is written twice; export the file again as CSV.'
    )


def test_a_quotation_mark_inside_a_quoted_cell_is_named_with_its_line(tmp_path: Path) -> None:
    assert _refusal(_written(tmp_path, 'Ref,Action\n1.1,"Say "no" to all"\n')) == (
        "plan.csv, line 2: the quotation marks do not pair up (',' expected after '\"'). "
        'Inside a quoted cell each " is written twice; export the file again as CSV.'
    )


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    assert _refusal(_written(tmp_path, 'Ref,Action\n1.1,"' + "a\n" * 200_000)) == (
        "plan.csv, line 2: a cell is longer than 131,072 characters, far longer than a plan's. A quotation mark that "
        "is never closed makes such a cell too. Shorten it, or export the file again as CSV."
    )


def test_a_cell_of_a_million_characters_is_refused_without_a_word_of_quotation_marks(tmp_path: Path) -> None:
    assert _refusal(_written(tmp_path, "Ref,Action\n1.1,Train\n1.2," + "a" * 1_000_000 + "\n")) == (
        "plan.csv, line 3: a cell is longer than 131,072 characters, far longer than a plan's. "
        "Shorten it, or export the file again as CSV."
    )


def test_a_million_empty_rows_are_passed_over(tmp_path: Path) -> None:
    document = read_csv(_written(tmp_path, "Ref,Action\n" + ",\n" * 1_000_000 + "1.1,Last\n"))
    assert [row.place.row for row in document.tables[0].rows] == [1, 1_000_002]


def test_more_cells_than_a_plan_has_are_refused(tmp_path: Path) -> None:
    assert _refusal(_written(tmp_path, "a,b\n" * 50_001)) == (
        "plan.csv holds more than 100,000 filled cells, far more than a plan. "
        "Save the plan's own sheet or rows as a file and give that."
    )


@given(content=st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    assert outcome(read_csv, path).startswith("any.csv")
