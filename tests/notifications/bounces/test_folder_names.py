"""Names of mailbox folders as IMAP wants them; expected values from RFC 3501, 5.1.3, and from Dovecot's own list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.bounces.folder_names import quoted_folder


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("INBOX", '"INBOX"'),
        ("Came back/2026", '"Came back/2026"'),
        ("Rückläufer", '"R&APw-ckl&AOQ-ufer"'),
        ("日本語", '"&ZeVnLIqe-"'),
        ("👧x", '"&2D3cZw-x"'),
        ("A & B", '"A &- B"'),
        ("R&D-Team", '"R&-D-Team"'),
        ('in "q" \\ x', '"in \\"q\\" \\\\ x"'),
    ],
)
def test_a_name_is_said_in_modified_utf_7(name: str, said: str) -> None:
    assert quoted_folder(name) == said


@pytest.mark.parametrize("name", ["R&APw-ckl&AOQ-ufer", "A &- B", "&ZeVnLIqe-", "plain"])
def test_a_name_that_is_modified_utf_7_already_stays_so(name: str) -> None:
    assert quoted_folder(name) == f'"{name}"'


@given(st.text())
def test_whatever_a_name_holds_it_is_one_line_of_ascii_between_quotation_marks(name: str) -> None:
    said = quoted_folder(name)

    assert said.isascii()
    assert said.isprintable()
    assert '"' not in said[1:-1].replace("\\\\", "").replace('\\"', "")
    assert quoted_folder(said[1:-1].replace('\\"', '"').replace("\\\\", "\\")) == said


def test_a_half_pair_of_a_letter_is_no_name() -> None:
    with pytest.raises(ValueError, match="surrogates not allowed"):
        quoted_folder("\ud800")
