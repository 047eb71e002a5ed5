"""chaser board preview: whose next mails would go to whom, without anything being changed."""

import pytest

from tests.scheduler.cli.conftest import Desk


def test_another_co_ordinator_would_get_the_first_look(sample: Desk) -> None:
    settings = (sample.home / "chaser.toml").read_text()
    whom = sample.say("people", "--format", "json").json[0]
    said = sample.say("board", "preview", "cog", "--co-ordinator", whom["email"])
    first, second = said.out.splitlines()[:2]

    assert (said.code, first.partition(" would")[0].rpartition(" ")[2]) == (0, "notices")
    assert second.endswith(f"goes to {whom['name']} instead of Sam Ode.")
    assert (sample.home / "chaser.toml").read_text() == settings


def test_the_same_people_change_nothing(sample: Desk) -> None:
    said = sample.say("board", "preview", "cog", "--chair", "chair@example.org", "--format", "json")

    assert (said.json["shown"], said.json["more"]) == ([], 0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kog",), "no board 'kog' in chaser.toml: the nearest is cog\n"),
        (("cog", "--co-ordinator", ""), "A board has a co-ordinator: name somebody.\n"),
        (
            ("cog", "--member", "alex@example.org"),
            "--member 'alex@example.org' names no agency: write it like “Sussex Police=alex@example.org”.\n",
        ),
        (
            ("cog", "--chair", "nobody@example.org"),
            "no such person as 'nobody@example.org' in the directory: import them with chaser people import\n",
        ),
    ],
)
def test_what_is_wrong_is_said_with_the_cure(sample: Desk, words: tuple[str, ...], said: str) -> None:
    answered = sample.say("board", "preview", *words)

    assert (answered.code, answered.err) == (2, said)
