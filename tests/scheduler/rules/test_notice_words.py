"""Whoever looks at the post that comes reads what each notice is."""

from scheduler.rules.ladder import NoticeKind
from scheduler.rules.notice_words import SAID_AS


def test_every_kind_of_notice_is_called_something_of_its_own() -> None:
    assert set(SAID_AS) == set(NoticeKind)
    assert len(set(SAID_AS.values())) == len(SAID_AS)
