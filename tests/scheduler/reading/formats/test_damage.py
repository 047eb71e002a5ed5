"""What a parser raises is told in one sentence: whether a file is damaged, or merely more than a plan should be."""

from typing import Any

import pytest
from lxml import etree

from scheduler.reading.damage import damage_named
from scheduler.reading.rows import UnreadableDocument

SYNTAX_ERROR: Any = etree.XMLSyntaxError  # whose stubs know nothing of a code
TOO_MUCH = "plan.xlsx needs more memory than a plan should: it is far bigger inside than it looks. Save it again."
DAMAGED = "plan.xlsx is damaged and cannot be read as an Excel workbook. Save it again."


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (MemoryError(), TOO_MUCH),
        (SYNTAX_ERROR("unknown error", etree.ErrorTypes.ERR_NO_MEMORY, 0, 0), TOO_MUCH),
        (
            SYNTAX_ERROR("Opening and ending tag mismatch", etree.ErrorTypes.ERR_TAG_NAME_MISMATCH, 1, 9),
            DAMAGED,
        ),
        (KeyError("xl/workbook.xml"), DAMAGED),
    ],
)
def test_a_file_that_needs_too_much_memory_is_not_called_damaged(raised: Exception, told: str) -> None:
    with pytest.raises(UnreadableDocument) as refused, damage_named("plan.xlsx", "an Excel workbook", "Save it again."):
        raise raised

    assert str(refused.value) == told
