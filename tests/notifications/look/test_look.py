"""Every mail in a real browser: axe finds nothing, light and dark, and nobody scrolls sideways on a telephone."""

import pytest

from notifications.rendering import NAMES
from tests.notifications.look.conftest import Findings
from tests.notifications.look.samples import EVERY_MAIL


def test_every_kind_of_mail_is_looked_at() -> None:
    assert {type(words) for words in EVERY_MAIL.values()} == set(NAMES)


@pytest.mark.browser
@pytest.mark.parametrize("name", list(EVERY_MAIL))
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(name: str, findings: Findings) -> None:
    looks = findings[name]

    assert [(each["colorScheme"], each["width"]) for each in looks] == [
        ("light", 320),
        ("light", 1280),
        ("dark", 320),
        ("dark", 1280),
    ]
    assert [each["faults"] for each in looks] == [[], [], [], []]
    assert [each["sideways"] for each in looks] == [0, 0, 0, 0]
    assert all(each["passes"] >= 10 for each in looks)
