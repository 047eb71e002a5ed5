"""chaser bounces and chaser replies: mail handed over, a mailbox read, and what is kept shown."""

import re
from email import message_from_bytes
from pathlib import Path

import pytest
from freezegun import freeze_time
from typer.testing import CliRunner

from notifications.bounces.return_addresses import ReturnAddresses
from scheduler.assembly import secret_of
from scheduler.cli import app
from tests.notifications.bounces.imap_servers import PASSWORD, USER, imap_server, put_in
from tests.notifications.bounces.mails_in import bounce, reply
from tests.notifications.bounces.token_imap import token_imap
from tests.notifications.transports.relays import free_port
from tests.scheduler.cli.conftest import Desk, Said, copied

SECTION = """
[bounces]
address = "bounces@example.org"
replies = "mailbox"
"""


TUESDAY = "2026-09-01 08:00"


@pytest.fixture(scope="module")
def told_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's home with an address for bounces; on Tuesday the co-ordinator has had the first look; made once."""
    made = copied(sample_home, tmp_path_factory.mktemp("told"))
    settings = (made.home / "chaser.toml").read_text(encoding="utf-8")
    without = re.sub(r"\n\[bounces\]\n.*?(?=\n# Pages)", "", settings, flags=re.DOTALL)
    (made.home / "chaser.toml").write_text(without + SECTION, encoding="utf-8")
    with freeze_time(TUESDAY):
        assert made.say("round").code == 0
    return made.home


@pytest.fixture
def told(desk: Desk, told_home: Path) -> Desk:
    """That home, with nothing said since."""
    return copied(told_home, desk.home.parent)


def handed_over(desk: Desk, raw: bytes) -> Said:
    """chaser bounces take < MAIL, on the same Tuesday."""
    with freeze_time(TUESDAY):
        result = CliRunner().invoke(app, ["bounces", "take", "--home", str(desk.home)], input=raw)
    return Said(result.exit_code, result.stdout, result.stderr)


def last_mail(desk: Desk) -> tuple[str, str]:
    """The id and the Message-ID of the mail in the maildrop."""
    (path,) = (desk.home / "mail").glob("*.eml")
    message_id = message_from_bytes(path.read_bytes())["Message-ID"]
    return message_id.strip("<>").partition("@")[0], message_id


def test_a_mail_handed_over_is_kept_shown_and_passed_over_the_second_time(told: Desk) -> None:
    key, message_id = last_mail(told)
    raw = reply("Done.\n", In_Reply_To=message_id)

    assert handed_over(told, raw) == Said(0, "Taken in: 1 replied.\n", "")
    assert handed_over(told, raw) == Said(0, "Taken in: 1 seen before.\n", "")

    (kept,) = told.say("replies", "list", "--format", "json").json
    assert (kept["writer"], kept["words"], kept["message"]) == ("nina@example.org", "Done.", key)
    shown = told.say("replies", "show", str(kept["number"]))
    assert shown.out.splitlines()[1:] == [f"Answers “{kept['answers']}” ({key[:8]})", "", "Done."]
    assert told.say("replies", "show", str(kept["number"]), "--raw").out.replace("\r\n", "\n") == raw.decode().replace(
        "\r\n", "\n"
    )


def test_a_message_is_shown_with_what_was_replied_to_it(told: Desk) -> None:
    key, message_id = last_mail(told)
    handed_over(told, reply("Done.\n", In_Reply_To=message_id))

    shown = told.say("outbox", "show", key[:8])

    assert shown.out.splitlines()[-3:] == [
        "nina@example.org replied on 2026-09-01 09:00 (chaser replies show 1):",
        "Done.",
        "",
    ]
    (kept,) = told.say("outbox", "show", key[:8], "--format", "json").json["replies"]
    assert kept["words"] == "Done."


def test_a_mail_that_cannot_be_taken_in_now_is_left_to_the_mail_server(told: Desk) -> None:
    good = (told.home / "chaser.toml").read_text(encoding="utf-8")
    (told.home / "chaser.toml").write_text(good.replace('replies = "mailbox"', 'replies = "nowhere"'), encoding="utf-8")

    said = handed_over(told, reply())

    assert said.code == 75
    assert "“nowhere” is not one of the words that may stand here." in said.err


def test_no_mail_at_all_is_taken_for_a_mistake(told: Desk) -> None:
    said = handed_over(told, b"\n")

    words = "Nothing came in: hand the mail over on standard input, chaser bounces take < MAIL.\n"
    assert (said.code, said.err) == (2, words)


def test_a_reply_that_is_not_there_is_named(told: Desk) -> None:
    said = told.say("replies", "show", "7")

    assert (said.code, said.err) == (2, "There is no reply 7: look at chaser replies list.\n")


def test_a_bounce_handed_over_suspends_until_somebody_lifts_it(told: Desk) -> None:
    key, _ = last_mail(told)
    signed = ReturnAddresses(address="bounces@example.org", secret=secret_of(told.home)).for_message(key)

    assert handed_over(told, bounce(to=signed)).out == "Taken in: 1 came back for good.\n"

    listed = told.say("bounces", "list", "--format", "json").json
    assert [each["address"] for each in listed["left_alone"]] == ["sam@example.org"]
    assert [(each["writer"], each["permanent"]) for each in listed["came_back"]] == [("sam@example.org", True)]
    assert told.say("bounces", "lift", "sam@example.org").out == (
        "Mail goes to sam@example.org again, from the next round on.\n"
    )
    assert told.say("bounces", "lift", "sam@example.org").code == 5


def test_the_mailbox_is_read_by_command(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _, message_id = last_mail(told)
    with imap_server() as port:
        put_in(port, reply(In_Reply_To=message_id), reply(Auto_Submitted="auto-replied"))
        words = {"HOST": "127.0.0.1", "PORT": str(port), "SECURITY": "none", "USERNAME": USER, "PASSWORD": PASSWORD}
        for name, value in words.items():
            monkeypatch.setenv(f"CHASER_BOUNCES__{name}", value)

        assert told.say("bounces", "read").out == "Taken in: 1 automatic, passed over, 1 replied.\n"
        assert told.say("bounces", "read").out == "Nothing new.\n"


def test_a_mailbox_of_microsoft_365_is_signed_in_to_with_a_token(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"https://127.0.0.1:{free_port()}"
    with token_imap(reply()) as served:
        words = {"HOST": "127.0.0.1", "PORT": str(served.port), "SECURITY": "none", "USERNAME": USER}
        tokens = {"TENANT": "example.org", "CLIENT_ID": "chaser", "CLIENT_SECRET": "s3cret", "TOKEN_URL": url}
        for name, value in {**words, **tokens}.items():
            monkeypatch.setenv(f"CHASER_BOUNCES__{name}", value)

        said = told.say("bounces", "read")

    assert (said.code, served.brought) == (1, [])
    assert said.err == (
        f"reading the mailbox of {USER} on 127.0.0.1, port {served.port}, failed: no token from {url}: "
        "it cannot be reached (ConnectionError). Look at [bounces] in chaser.toml.\n"
    )


def test_without_a_mailbox_reading_says_what_to_set(told: Desk) -> None:
    said = told.say("bounces", "read")

    assert (said.code, said.err) == (2, "No mailbox is named: set host under [bounces] in chaser.toml.\n")


def test_nothing_kept_is_said_in_words(told: Desk) -> None:
    assert told.say("replies", "list").out == "Nobody has replied.\n"
    assert told.say("bounces", "list").out == "No mail came back.\n"
