"""What an entry of the history says of a change."""

import pytest

from scheduler.web.action_words import changes_in_words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"digest": "daily"}, {"digest": "weekly"}, ("digest: daily, now weekly",)),
        ({}, {"on": "2026-09-01"}, ("on: 2026-09-01",)),
        ({"address": None}, {"address": "omar@example.org"}, ("address: omar@example.org",)),
        ({"address": "omar@example.org"}, {"address": None}, ("address: omar@example.org, now nothing",)),
        ({"due_on": "2026-10-01"}, {}, ("due on: 2026-10-01, now nothing",)),
        ({"leads": ["NM"]}, {"leads": ["NM", "OR"]}, ("leads: NM, now NM, OR",)),
        ({"waits": False}, {"waits": True}, ("waits: yes",)),
        (
            {"part": "target date", "words": "Sept 2026", "ref": "1.12"},
            {"part": "target date", "words": "Oct 2026", "ref": "1.12", "kept": ""},
            ("target date: Sept 2026, now Oct 2026",),
        ),
        (
            {"part": "", "words": "Old title", "ref": "1.12"},
            {"part": "", "words": "New title", "ref": "1.13", "kept": ""},
            ("Old title, now New title", "ref: 1.12, now 1.13"),
        ),
        ({"ref": "1.12"}, {"ref": "1.12"}, ()),
    ],
)
def test_a_change_is_said_with_what_was_before(
    before: dict[str, object], after: dict[str, object], words: tuple[str, ...]
) -> None:
    assert changes_in_words(before, after) == words
