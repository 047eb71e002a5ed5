"""A whole round through a real Postfix: mails arrive, one comes back and is read and told, one waits and arrives later.

Our commands write, send and read; what Postfix makes of the mails is what an organisation's relay would.
"""

from email.message import EmailMessage

import pytest
from freezegun import freeze_time
from typer.testing import CliRunner

from scheduler.cli import app
from tests.notifications.postfixes import BUSY_PERSON, GONE_PERSON, Postfix, needed, postfix
from tests.scheduler.cli.conftest import Desk

MONDAY, LATER, TUESDAY = "2026-11-30 08:00", "2026-11-30 10:00", "2026-12-01 08:00"
SAM = "sam@example.org"
TOLD = {
    *("chair@example.org", "dev.rao@example.org", "leila.farr@example.net", "team.managers@example.org"),
    *("tom.keir@example.org", SAM),
}


def going_through(relay: Postfix, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of a home whose mails go by that relay, and come back to an address of their own."""
    smtp = {"HOST": "127.0.0.1", "PORT": str(relay.port), "SECURITY": "none"}
    for name, value in smtp.items():
        monkeypatch.setenv(f"CHASER_SMTP__{name}", value)
    monkeypatch.setenv("CHASER_TRANSPORT", "smtp")
    monkeypatch.setenv("CHASER_BOUNCES__ADDRESS", "bounces@example.org")


def subjects_to(relay: Postfix, person: str) -> list[str]:
    """What reached somebody, by subject."""
    return [str(mail["Subject"]) for mail in relay.mails() if mail["To"].addresses[0].addr_spec == person]


def reports(relay: Postfix) -> list[EmailMessage]:
    """The delivery reports in the mailbox."""
    return [mail for mail in relay.mails() if mail.get_content_type() == "multipart/report"]


def held(desk: Desk, when: str, *more: str) -> dict[str, int]:
    """A round at that hour; what its delivery came to."""
    with freeze_time(when):
        said = desk.say("round", *more, "--format", "json")
    assert said.code == 0
    return {name: count for name, count in said.json["delivered"].items() if count}


def test_a_round_through_a_real_relay_arrives_comes_back_and_catches_up(
    sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed()
    with postfix() as relay:
        going_through(relay, monkeypatch)
        assert held(sample, MONDAY, "--release") == {"accepted": 8}

        relay.wait_for(lambda: {to for to in TOLD if subjects_to(relay, to)} == TOLD, "the mails of the round")
        relay.wait_for(lambda: "status=deferred" in relay.log(), "the first try at the busy mailbox")
        relay.wait_for(lambda: bool(reports(relay)), "the report")
        assert subjects_to(relay, BUSY_PERSON) == []

        comes_back(sample, relay)
        relay.open_the_door()
        relay.wait_for(lambda: bool(subjects_to(relay, BUSY_PERSON)), "the mail to the busy mailbox")
        assert len(subjects_to(relay, BUSY_PERSON)) == 1

        held(sample, TUESDAY)
        relay.wait_for(lambda: len(subjects_to(relay, SAM)) == 2, "the co-ordinator's mail of Tuesday")
        hears_of_it(relay)


def comes_back(desk: Desk, relay: Postfix) -> None:
    """The report is handed over as an alias would: the address is left alone, and that is shown."""
    [report] = reports(relay)
    with freeze_time(LATER):
        taken = CliRunner().invoke(app, ["bounces", "take", "--home", str(desk.home)], input=report.as_bytes())
    assert (taken.exit_code, taken.stdout) == (0, "Taken in: 1 came back for good.\n")

    shown = desk.say("bounces", "list", "--format", "json").json
    assert [each["address"] for each in shown["left_alone"]] == [GONE_PERSON]
    [message] = [each["message"] for each in shown["came_back"]]
    history = desk.say("outbox", "show", message, "--format", "json").json
    assert (history["to_address"], history["state"]) == (GONE_PERSON, "bounced")
    assert [each["sentence"] for each in history["happenings"]] == [
        "Accepted by smtp",
        f"It came back: nobody lives here; nothing more is sent to {GONE_PERSON}",
    ]


def hears_of_it(relay: Postfix) -> None:
    """The co-ordinator's next mail says who cannot be reached, and why."""
    [mail] = [mail for mail in relay.mails() if mail["To"].addresses[0].addr_spec == SAM and "Tue, 01" in mail["Date"]]
    text = mail.get_body(("plain",))
    assert text is not None
    words = " ".join(text.get_content().split())
    assert "MAIL CAME BACK: NOTHING MORE IS SENT TO THEM" in words
    assert f"Marcus Tye ({GONE_PERSON}): mail came back on 30 November 2026: nobody lives here" in words
