"""chaser outbox and chaser ledger as a co-ordinator uses them: settling doubts, leaving addresses alone, evidence."""

import csv
import io
import sqlite3
from pathlib import Path

import pytest
from freezegun import freeze_time

from tests.notifications.transports.relays import free_port
from tests.scheduler.cli.conftest import Desk, copied

DAY = "2026-11-30T08:00"
MARCUS = "marcus.tye@example.com"


def database(desk: Desk) -> sqlite3.Connection:
    """The register, as somebody with rights to the file could open it."""
    return sqlite3.connect(desk.home / "chaser.db", isolation_level=None)


@pytest.fixture(scope="module")
def posted_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a morning's mails went to the maildrop: made once, to be copied."""
    made = copied(sample_home, tmp_path_factory.mktemp("posted"))
    assert made.say("round", "--on", DAY, "--release").code == 0
    return made.home


@pytest.fixture
def posted(desk: Desk, posted_home: Path) -> Desk:
    """That home, with nothing said since."""
    return copied(posted_home, desk.home.parent)


def a_message(desk: Desk, person: str = MARCUS) -> str:
    """The id of what went to one person."""
    told = desk.say("ledger", "--plan", "sample", "--person", person, "--format", "json").json
    return str(told[0]["message"])


def in_doubt(desk: Desk) -> str:
    """The message to Marcus, as a crash at the wrong moment leaves it."""
    key = a_message(desk)
    with database(desk) as rows:
        rows.execute("UPDATE messages SET state = 'unknown', accepted_at = NULL, resent = 1 WHERE id = ?", (key,))
    return key


def test_what_is_in_doubt_is_settled_by_what_a_person_found_out(posted: Desk) -> None:
    key = in_doubt(posted)

    settled = posted.say("outbox", "settle", key[:8], "--arrived", "--by", "Sam Ode")
    again = posted.say("outbox", "settle", key[:8], "--arrived", "--by", "Sam Ode")

    assert (settled.code, settled.out) == (0, f"{key[:8]} to {MARCUS} is settled: it arrived.\n")
    assert (again.code, again.err) == (5, f"{key[:8]} is accepted: only what is unknown can be settled.\n")
    shown = posted.say("outbox", "show", key, "--format", "json").json
    assert shown["happenings"][-1]["sentence"] == "It arrived, says Sam Ode"


def test_what_is_lost_gives_back_what_it_told(posted: Desk) -> None:
    key = in_doubt(posted)

    lost = posted.say("outbox", "settle", key[:8], "--lost", "--by", "Sam Ode")

    assert lost.out == f"{key[:8]} to {MARCUS} is settled: it did not arrive, and what it told is due again.\n"
    with database(posted) as rows:
        held = rows.execute("SELECT count(*) FROM notices WHERE message = ? AND given_back_at IS NULL", (key,))
        assert held.fetchone() == (0,)


def test_what_is_done_with_a_message_or_an_address_can_be_read_by_a_program(posted: Desk) -> None:
    key = in_doubt(posted)
    retried = posted.say("outbox", "retry", key[:8], "--format", "json").json
    with database(posted) as rows:
        rows.execute("UPDATE messages SET state = 'unknown' WHERE id = ?", (key,))
    settled = posted.say("outbox", "settle", key, "--arrived", "--by", "Sam Ode", "--format", "json").json
    left_alone = posted.say("outbox", "suppress", MARCUS, "--why", "left on 3 March", "--format", "json").json
    lifted = posted.say("outbox", "suppress", MARCUS, "--lift", "--format", "json").json
    tried = posted.say("outbox", "test", "sam@example.org", "--format", "json").json

    assert [(each["id"], each["state"]) for each in (retried, settled)] == [(key, "ready"), (key, "accepted")]
    assert [each["is_left_alone"] for each in (left_alone, lifted)] == [True, False]
    assert (tried["to"], tried["went"], tried["cure"]) == ("sam@example.org", True, "")
    assert [each["phase"] for each in tried["steps"]] == ["dot"]


def test_an_address_is_left_alone_listed_and_let_go_again(posted: Desk) -> None:
    without_why = posted.say("outbox", "suppress", MARCUS)
    left_alone = posted.say("outbox", "suppress", MARCUS, "--why", "left on 3 March")
    twice = posted.say("outbox", "suppress", MARCUS, "--why", "again")
    listed = posted.say("outbox", "suppress", "--format", "json").json
    lifted = posted.say("outbox", "suppress", MARCUS, "--lift")
    nothing = posted.say("outbox", "suppress")

    assert [each.code for each in (without_why, left_alone, twice, lifted, nothing)] == [2, 0, 5, 0, 0]
    assert [(each["address"], each["why"]) for each in listed] == [(MARCUS, "left on 3 March")]
    assert nothing.out == "Mail goes to every address.\n"


def test_no_address_is_no_address_to_leave_alone(posted: Desk) -> None:
    wrong = posted.say("outbox", "suppress", "marcus", "--why", "left")

    assert (wrong.code, wrong.err) == (
        2,
        "'marcus' is no address that mail can be sent to: correct it in the directory.\n",
    )


def test_a_relay_that_is_not_there_is_said_with_the_cure(posted: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    for key, value in {"HOST": "127.0.0.1", "PORT": str(port), "SECURITY": "none"}.items():
        monkeypatch.setenv(f"CHASER_SMTP__{key}", value)
    monkeypatch.setenv("CHASER_TRANSPORT", "smtp")

    tried = posted.say("outbox", "test", "sam@example.org")

    assert tried.code == 1
    assert tried.err == (
        f"It did not go: 127.0.0.1, port {port}: nobody listens there.\n"
        "Look at [smtp] host, port and security, and ask whether a firewall lets this computer through.\n"
    )


def test_what_waits_behind_a_closed_road_is_listed_with_the_reason(
    sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    for key, value in {"HOST": "127.0.0.1", "PORT": str(port), "SECURITY": "none"}.items():
        monkeypatch.setenv(f"CHASER_SMTP__{key}", value)
    monkeypatch.setenv("CHASER_TRANSPORT", "smtp")
    with freeze_time("2026-11-30 08:00"):
        assert sample.say("round", "--release").code == 0
        shown = sample.say("outbox", "list").out

    assert shown.count("Nothing yet: it waits") == 8
    assert shown.splitlines()[-1] == (
        f"The road smtp is closed, and is tried again from 2026-11-30 08:01 on: 127.0.0.1, port {port}: "
        "nobody listens there."
    )


def test_the_ledger_shows_the_frozen_words_of_a_message(posted: Desk) -> None:
    key = a_message(posted)

    shown = posted.say("ledger", "show", key[:8])

    [file] = list((posted.home / "mail").glob(f"*{key}.eml"))
    assert shown.code == 0
    assert f"Message-ID: <{key}@" in shown.out
    assert f"To: Marcus Tye <{MARCUS}>" in shown.out
    assert "Accepted by maildrop." in shown.out
    as_json = posted.say("ledger", "show", key, "--format", "json").json
    assert as_json["content"].encode() == file.read_bytes()


def test_a_person_whom_nobody_knows_is_said_to_be_unknown(posted: Desk) -> None:
    unknown = posted.say("ledger", "--plan", "sample", "--person", "nobody@example.org")

    said = "Nobody is known as nobody@example.org, and nothing was ever sent there.\n"
    assert (unknown.code, unknown.err) == (2, said)


def test_the_ledger_as_a_spreadsheet_holds_no_formula(posted: Desk) -> None:
    key = a_message(posted)
    with database(posted) as rows:
        rows.execute("UPDATE notices SET reason = '=HYPERLINK(\"x\")' WHERE message = ?", (key,))
        rows.execute("UPDATE messages SET subject = '@SUM(A1)' WHERE id = ?", (key,))

    out = posted.say("ledger", "--plan", "sample", "--person", MARCUS, "--format", "csv").out

    lines = list(csv.DictReader(io.StringIO(out)))
    assert {line["reason"] for line in lines} == {'\'=HYPERLINK("x")'}
    assert {line["subject"] for line in lines} == {"'@SUM(A1)"}
    assert [cell for line in lines for cell in line.values() if cell[:1] in {"=", "+", "-", "@"}] == []


def test_a_ledger_that_nobody_touched_is_whole_and_a_kept_seal_is_in_it(posted: Desk) -> None:
    whole = posted.say("ledger", "verify")
    verdict = posted.say("ledger", "verify", "--format", "json").json
    kept = posted.say("ledger", "verify", "--seal", verdict["last"]["digest"])
    other = posted.say("ledger", "verify", "--seal", "0" * 64)

    assert (whole.code, kept.code, other.code) == (0, 0, 5)
    assert whole.out.startswith("The ledger is whole: ")
    assert (verdict["problems"], verdict["unsealed"]) == ([], 0)
    assert other.out.startswith(f"No seal has the digest {'0' * 64}")


def test_a_register_that_takes_no_more_while_mail_goes_ends_the_round_with_a_sentence_and_loses_nothing(
    sample: Desk,
) -> None:
    with database(sample) as rows:
        full = "SELECT RAISE(ABORT, 'database or disk is full')"
        rows.execute(f"CREATE TRIGGER full BEFORE UPDATE ON messages BEGIN {full}; END")
    broken = sample.say("round", "--on", DAY, "--release")
    with database(sample) as rows:
        rows.execute("DROP TRIGGER full")
    again = sample.say("round", "--on", DAY)

    assert (broken.code, broken.err) == (
        1,
        "The delivery broke off: database or disk is full. Nothing is lost: look at the disk and the rights, then say "
        "chaser round once more.\n",
    )
    assert again.code == 0
    assert len(sample.mails) > 5


def test_an_emptied_ledger_is_found_out_by_the_seal_that_the_home_knows(posted: Desk) -> None:
    number, *_ = (posted.home / "last-seal").read_text("ascii").split()
    with database(posted) as rows:
        for table in ("attempts", "notices", "message_plans", "message_bodies", "messages"):
            rows.execute(f"DELETE FROM {table}")
        rows.executescript("DELETE FROM ledger_entries; DELETE FROM ledger_seals")

    emptied = posted.say("ledger", "verify")
    posted.say("round", "--on", "2026-12-01T08:00")
    begun_anew = posted.say("ledger", "verify", "--format", "json")
    (posted.home / "last-seal").unlink()

    assert (emptied.code, begun_anew.code, posted.say("ledger", "verify").code) == (5, 5, 0)
    gone = "is gone: the ledger was emptied or cut short, or an older one was put in its place."
    [problem] = begun_anew.json["problems"]
    assert (problem.partition(" of ")[0], problem[-len(gone) :]) == (f"Seal {number}", gone)
    said = " ".join(emptied.out.split())
    assert said.startswith(problem)
    assert said.endswith(
        f"If you put a backup back yourself, remove {posted.home / 'last-seal'}: the next mail writes it anew."
    )


def test_a_file_that_holds_no_seal_keeps_no_mail_back_and_is_said_with_its_cure(posted: Desk) -> None:
    (posted.home / "last-seal").write_bytes(b"x 2026-01-01 1 \xff")
    sent = posted.say("outbox", "test", "sam@example.org")
    said = posted.say("ledger", "verify")

    assert (sent.code, said.code) == (0, 5)
    assert said.err == f"{posted.home / 'last-seal'} holds no seal: remove it, and the next mail writes it anew.\n"


def test_half_a_seal_is_said_to_be_none(posted: Desk) -> None:
    said = posted.say("ledger", "verify", "--seal", "06d7")

    assert (said.code, said.err) == (2, "'06d7' is no digest of a seal: copy all 64 letters and figures of it.\n")


def test_a_ledger_that_was_changed_is_found_out(posted: Desk) -> None:
    key = a_message(posted)
    with database(posted) as rows:
        rows.execute("UPDATE messages SET subject = 'Nothing was late' WHERE id = ?", (key,))

    changed = posted.say("ledger", "verify")

    assert changed.code == 5
    assert changed.out.splitlines()[0] == (
        f"Message {key[:8]} to {MARCUS} of 2026-11-30 is changed: its words are not those that were written."
    )
    assert changed.out.splitlines()[1].startswith("The ledger was changed: 1 thing found in ")


def test_a_plan_must_be_named(posted: Desk) -> None:
    asked = posted.say("ledger")

    assert (asked.code, asked.err) == (2, "Name the plan: chaser ledger --plan SLUG.\n")
    assert Path(posted.home).is_dir()
