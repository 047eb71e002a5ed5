"""chaser sign-in-link: printed on the server, for people in the directory alone."""

import re

from tests.scheduler.cli.conftest import Desk


def test_a_link_is_printed_for_somebody_in_the_directory(begun: Desk) -> None:
    said = begun.say("sign-in-link", "Sam@example.org")

    assert said.code == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:8024/sign-in/[\w-]{43}", said.out.splitlines()[0])


def test_a_stranger_gets_no_link(begun: Desk) -> None:
    said = begun.say("sign-in-link", "nobody@example.org")

    assert (said.code, said.out) == (2, "")
