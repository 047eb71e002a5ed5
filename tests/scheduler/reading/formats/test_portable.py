"""A document survives the way between two processes."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.plan import Place
from scheduler.reading.portable import from_json, to_json
from scheduler.reading.rows import Cell, Document, Row, Table

_COUNTS = st.integers(min_value=0, max_value=10**9)
_PLACES = st.builds(Place, part=st.text(), page=_COUNTS, table=_COUNTS, row=_COUNTS, column=_COUNTS, paragraph=_COUNTS)
_CELLS = st.builds(
    Cell, paragraphs=st.lists(st.text(), max_size=3).map(tuple), place=_PLACES, continues=st.booleans(), spans=_COUNTS
)
_ROWS = st.builds(Row, cells=st.lists(_CELLS, max_size=3).map(tuple), place=_PLACES)
_TABLES = st.builds(Table, rows=st.lists(_ROWS, max_size=3).map(tuple), place=_PLACES, heading=st.text())


@given(
    document=st.builds(
        Document,
        name=st.text(),
        tables=st.lists(_TABLES, max_size=3).map(tuple),
        paragraphs=st.lists(_CELLS, max_size=3).map(tuple),
        says_merges=st.booleans(),
        fixes_columns=st.booleans(),
    )
)
def test_a_document_comes_back_as_it_went(document: Document) -> None:
    assert from_json(to_json(document)) == document
