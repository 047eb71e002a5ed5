"""What the commands promise: exit codes, counts, sentences with a cure, and nothing done twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.cli import main
from tests.scheduler.cli.conftest import SAMPLE, Desk


def test_reading_shows_what_was_guessed_and_gives_json_for_programs(desk: Desk, tmp_path: Path) -> None:
    plan = tmp_path / "plan.docx"
    plan.write_bytes((SAMPLE / "plan.docx").read_bytes())

    read = desk.say("read", str(plan), "--as-of", "2026-09-01", "--format", "json", home=False)

    assert (read.code, len(read.json)) == (0, 25)
    assert [each["ref"] for each in read.json][:3] == ["1.11", "1.12", "1.13"]
    assert read.json[1]["due"] == "2026-09-30"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("letter.txt", b"Dear all,\n\nthank you for coming.\n", 3),
        ("plan.docx", b"PK\x03\x04 and then nothing", 4),
        ("plan.docx", b"", 4),
    ],
    ids=["no actions", "a broken file", "an empty file"],
)
def test_what_cannot_be_read_ends_with_a_sentence_and_its_own_code(
    desk: Desk, tmp_path: Path, name: str, content: bytes, code: int
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    read = desk.say("read", str(file), home=False)

    assert (read.code, read.out) == (code, "")
    assert file.name in read.err


def test_importing_the_same_plan_again_changes_nothing_and_writes_no_mail(sample: Desk) -> None:
    again = sample.say("import", str(sample.home / "plan.docx"), "--plan", "sample", "--as-of", "2026-09-01", "--yes")

    assert again.code == 0
    assert "Nothing differs from what the register holds." in again.out
    assert sample.mails == []


@pytest.mark.parametrize("name", ["", "a/b", "../x", "-x", "a b", "x" * 61, "plan\n"])
def test_a_plans_name_must_stand_in_addresses_and_commands(sample: Desk, name: str) -> None:
    refused = sample.say("import", str(sample.home / "plan.docx"), f"--plan={name}", "--as-of", "2026-09-01", "--yes")

    assert refused.code == 2
    assert [plan["slug"] for plan in sample.say("plan", "list", "--format", "json").json] == ["sample"]


def test_an_older_edition_is_said_to_be_older(sample: Desk) -> None:
    older = sample.say("import", str(sample.home / "plan.docx"), "--plan", "sample", "--as-of", "2026-08-01", "--yes")

    assert older.out.startswith("This edition is older, of 2026-08-01, than the one recorded, of 2026-09-01.\n")


def test_what_a_document_without_actions_holds_is_reported(desk: Desk, tmp_path: Path) -> None:
    letter, report = tmp_path / "letter.txt", tmp_path / "report.json"
    letter.write_text("Dear all,\n\nthank you for coming.\n")

    assert desk.say("read", str(letter), "--report", str(report), home=False).code == 3
    assert json.loads(report.read_text())["actions"] == []


def test_nothing_is_recorded_while_nobody_says_yes(begun: Desk, tmp_path: Path) -> None:
    plan = tmp_path / "plan.docx"
    plan.write_bytes((SAMPLE / "plan.docx").read_bytes())

    asked = begun.say("import", str(plan), "--plan", "sample", "--as-of", "2026-09-01")

    assert asked.code == 5
    assert begun.say("plan", "list", "--format", "json").json == []


def test_a_plan_that_suddenly_emptied_is_refused(sample: Desk, tmp_path: Path) -> None:
    small = tmp_path / "small.csv"
    small.write_text("Ref,Action,Lead,Target date\n1.11,Issue a one-page guide,DR,Sept 2026\n", "utf-8")

    refused = sample.say("import", str(small), "--plan", "sample", "--as-of", "2026-10-01", "--yes")

    assert refused.code == 5
    assert len(sample.say("explain", "sample", "7.21", "--format", "json").json["chapters"]) == 6


def test_a_milestone_that_was_worked_out_counts_once_it_is_confirmed(begun: Desk, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(
        "Ref,Action,Lead,Target date\n1.1,Train all staff in the new form,Sam Ode,Jan 2027 - audit 3 months post\n"
    )
    begun.say("import", str(file), "--plan", "p", "--as-of", "2026-09-01", "--yes")
    waiting = begun.say("plan", "proposals", "--format", "json").json

    confirmed = begun.say("plan", "confirm", "p", "1.1#1")

    assert [(each["ref"], each["target"]["due_on"]) for each in waiting] == [("1.1#1", "2027-04-30")]
    assert (confirmed.code, begun.say("plan", "proposals", "--format", "json").json) == (0, [])


def test_two_plans_are_made_one(sample: Desk) -> None:
    other = sample.home / "other.csv"
    other.write_text("Ref,Action,Lead,Target date\n1.11,Write a leaflet,Dev Rao,Jan 2027\n")
    sample.say("import", str(other), "--plan", "other", "--as-of", "2026-09-01", "--yes")

    merged = sample.say("plan", "merge", "other", "sample", "--format", "json")

    assert (merged.code, merged.json) == (0, {"refs": {"1.11": "1.11 (other)"}})
    assert sample.say("plan", "merge", "other", "sample").code == 5


def test_a_closed_plan_is_refused_before_its_edition_is_read(sample: Desk, tmp_path: Path) -> None:
    sample.say("plan", "close", "sample")

    refused = sample.say("import", str(tmp_path / "missing.docx"), "--plan", "sample", "--as-of", "2026-10-01", "--yes")

    assert refused.code == 5
    assert "was closed on" in refused.err


def test_a_people_file_that_is_no_text_is_refused_with_its_own_cure(begun: Desk, tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(b"PK\x03\x04\x00\x00")

    refused = begun.say("people", "import", str(file))

    assert refused.code == 4
    assert "In the spreadsheet save it as CSV, and give that file." in " ".join(refused.err.split())


def test_a_people_file_without_an_end_is_refused(begun: Desk) -> None:
    refused = begun.say("people", "import", "/dev/zero")

    words = "/dev/zero is larger than a directory is: save its people as CSV, and give that file.\n"
    assert (refused.code, refused.err) == (4, words)


def test_people_are_imported_with_every_bad_row_named(begun: Desk, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email\nNina Marsh,nina@example.org\nNobody,no address\n,late@example.org\n", "utf-8")

    done = begun.say("people", "import", str(file), "--format", "json")

    assert done.code == 2
    assert done.json["added"] == ["nina@example.org"]
    assert [each["row"] for each in done.json["problems"]] == [3, 4]


def test_importing_somebody_with_anothers_initials_names_the_leads_that_count_no_longer(
    sample: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,initials,email\nHugo Birch,HB,hugo@example.org\n", "utf-8")
    why = "“HB” could be Helen Brandt (helen.brandt@example.org) or Hugo Birch (hugo@example.org)"

    done = sample.say("people", "import", str(file))
    again = sample.say("people", "import", str(file), "--format", "json")

    assert (done.code, done.out) == (0, "1 added, 0 changed, 0 as before.\n")
    assert done.err == (
        f"sample: actions are no longer helen.brandt@example.org’s, because {why}; say which: "
        'chaser people confirm "HB" ADDRESS --plan sample\n'
    )
    assert again.json["lost"] == []


def test_a_command_with_bytes_that_are_no_letters_ends_with_a_sentence(
    sample: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["chaser", "plan", "close", "\udcff", "--home", str(sample.home)])

    with pytest.raises(SystemExit) as ended:
        main()

    words = "The command holds bytes that are no letters: type it again in UTF-8.\n"
    assert (ended.value.code, capsys.readouterr().err) == (2, words)


def test_the_directory_is_listed_with_or_without_the_word(sample: Desk) -> None:
    alone, with_the_word = (sample.say("people", *word, "--format", "json") for word in ((), ("list",)))

    assert len(alone.json) > 1
    assert with_the_word.json == alone.json


def test_a_printed_lead_is_confirmed_and_an_action_assigned(sample: Desk) -> None:
    waiting = sample.say("people", "unconfirmed", "--format", "json").json
    words = next(each["words"] for each in waiting if each["ref"] == "3.12")

    confirmed = sample.say("people", "confirm", words, "leila.farr@example.net", "--plan", "sample")
    assigned = sample.say("assign", "sample", "4.13", "dev.rao@example.org")

    assert (confirmed.code, assigned.code) == (0, 0)
    left = {each["ref"] for each in sample.say("people", "unconfirmed", "--format", "json").json}
    assert left & {"3.12", "4.13"} == set()
    who = sample.say("explain", "sample", "4.13", "--on", "2026-12-03", "--format", "json").json["chapters"][2]
    assert who == {"heading": "Who is told", "sentences": ["Dev Rao, lead."]}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("assign", "sample", "9.99", "dev.rao@example.org"), "no action '9.99' in plan 'sample'"),
        (("explain", "other", "1.11"), "no plan 'other' in the register"),
        (("people", "confirm", "QQ", "dev.rao@example.org"), "no printed lead 'QQ'"),
        (("feed", "write", "nobody", "-o", "x.ics"), "There is no feed 'nobody'"),
        (("round", "--on", "yesterday"), "--on 'yesterday' is no time"),
        (("round", "--on", "9999-12-31"), "--on '9999-12-31' is far from our time"),
        (("chair", "hold", "--reason", "x", "--on", "0001-01-01"), "--on '0001-01-01' is far from our time"),
    ],
)
def test_what_is_not_there_is_named_with_the_cure(sample: Desk, words: tuple[str, ...], sentence: str) -> None:
    said = sample.say(*words)

    assert said.code == 2
    assert said.err.startswith(sentence)


def test_the_first_round_mails_the_co_ordinator_alone_and_release_the_others(sample: Desk) -> None:
    first = sample.say("round", "--on", "2026-11-30T08:00", "--format", "json")
    released = sample.say("round", "--on", "2026-11-30T09:00", "--release", "--format", "json")

    assert [each["person"] for each in first.json["mails"]] == ["sam@example.org"]
    assert (first.code, released.code) == (0, 0)
    assert len(sample.mails) == 1 + len(released.json["mails"])
    assert "tom.keir@example.org" in {each["person"] for each in released.json["mails"]}


def test_the_same_round_again_mails_nobody(sample: Desk) -> None:
    sample.say("round", "--on", "2026-11-30T08:00", "--release")
    before = sample.mails

    again = sample.say("round", "--on", "2026-11-30T08:00", "--format", "json")

    assert (again.code, again.json["mails"], sample.mails) == (0, [], before)


def test_a_dry_run_and_a_preview_change_nothing(sample: Desk) -> None:
    dry = sample.say("round", "--on", "2026-11-30T08:00", "--release", "--dry-run", "--format", "json")
    shown = sample.say("preview", "--on", "2026-11-30", "--format", "json")

    assert sample.mails == []
    assert len(dry.json["mails"]) > 5
    assert [each["person"] for each in shown.json["mails"]] == ["sam@example.org"]  # it waits for release still
    assert sample.say("outbox", "list", "--all", "--format", "json").json == []


def test_a_round_far_from_today_is_refused_where_mail_leaves_the_machine(
    sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHASER_TRANSPORT", "smtp")
    monkeypatch.setenv("CHASER_SMTP__HOST", "127.0.0.1")
    monkeypatch.setenv("CHASER_SMTP__PORT", "9")
    monkeypatch.setenv("CHASER_SMTP__SECURITY", "none")

    refused = sample.say("round", "--on", "2024-11-25T08:00")
    simulated = sample.say("round", "--on", "2026-11-30T08:00", "--simulate", "--format", "json")

    assert refused.code == 5
    assert simulated.code == 0  # delivery waits: nobody listens on that port
    assert simulated.json["delivered"]["accepted"] == 0
    assert simulated.json["delivered"]["waiting"] == 1


def test_the_ledger_says_who_was_told_what(sample: Desk) -> None:
    sample.say("round", "--on", "2026-11-30T08:00", "--release")

    told = sample.say("ledger", "--plan", "sample", "--person", "marcus.tye@example.com", "--format", "json").json

    assert {each["ref"] for each in told} == {"4.11", "4.12"}
    assert {each["state"] for each in told} == {"accepted"}


def test_a_test_mail_says_what_each_step_answered(sample: Desk) -> None:
    went = sample.say("outbox", "test", "sam@example.org")
    refused = sample.say("outbox", "test", "no address")

    assert (went.code, len(sample.mails)) == (0, 1)
    assert went.out.endswith("It went to sam@example.org.\n")
    assert refused.code == 2


def test_a_feed_is_written_and_a_secret_address_granted(sample: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cog.ics"
    (sample.home / "chaser.toml").write_text(
        (sample.home / "chaser.toml").read_text()
        + '\n[series.cog]\nboard = "cog"\nname = "COG"\nrule = "quarterly, third Thursday, from 2026-03"\n'
    )

    written = sample.say("feed", "write", "cog", "-o", str(file))
    granted = sample.say("feed", "grant", "series:cog", "priya.lomas@example.org")

    assert (written.code, granted.code) == (0, 0)
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert file.read_bytes().count(b"BEGIN:VEVENT") >= 4
    assert granted.out.startswith("http://127.0.0.1:8024/feeds/")


def test_the_demo_does_the_main_job_and_leaves_it_to_be_looked_at(desk: Desk) -> None:
    shown = desk.say("demo", "--once")

    assert shown.code == 0
    assert "This morning, Monday 30 November 2026:" in shown.out
    assert len(desk.mails) > 50
    assert sorted(file.name for file in (desk.home / "feeds").iterdir()) == [
        "board.ics",
        "cog.ics",
        "moderation.ics",
        "priya-lomas.ics",
    ]


def test_the_demo_does_not_touch_a_folder_that_is_not_its_own(sample: Desk) -> None:
    refused = sample.say("demo", "--once")

    assert refused.code == 5
    assert (sample.home / "people.csv").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "chaser.example.org", "192.168.1.4"])
def test_the_daemon_refuses_to_listen_where_others_could_reach_it(
    sample: Desk, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("CHASER_WEB__HOST", host)

    refused = sample.say("run")

    assert refused.code == 2
    assert repr(host) in refused.err


def test_a_register_that_cannot_be_opened_is_a_sentence(sample: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in sample.home.glob("chaser.db*"):
        file.unlink()
    (sample.home / "chaser.db").write_text("this is no database, whatever its name says, and it is long enough")
    broken = sample.say("plan", "list")
    monkeypatch.setenv("CHASER_DATABASE__URL", "oracle://somewhere/else")
    unknown = sample.say("plan", "list")

    assert (broken.code, broken.err) == (
        1,
        "The register cannot be opened: file is not a database. Look at [database] url, the disk and the rights.\n",
    )
    assert unknown.code == 2


def test_every_command_explains_itself() -> None:
    environment = {**os.environ, "COLUMNS": "200", "TERM": "dumb"}
    shown = subprocess.run(
        [sys.executable, "-c", "from scheduler.cli import main; main()", "--help"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    for command in ("init", "check", "read", "import", "plan", "people", "assign", "meeting", "round", "preview"):
        assert f" {command} " in shown
    for command in ("explain", "run", "feed", "outbox", "ledger", "demo"):
        assert f" {command} " in shown
