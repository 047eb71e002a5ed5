"""chaser answer on what lasts, chaser assign and groups, as a co-ordinator says them at the desk."""

from pathlib import Path

import pytest

from tests.scheduler.cli.conftest import Desk

DEV, PRIYA, JESS = "dev.rao@example.org", "priya.lomas@example.org", "jess.onwu@example.org"
TOM, MARCUS = "tom.keir@example.org", "marcus.tye@example.com"
WEDNESDAY = ("--on", "2026-09-02T10:00")


def chapter(desk: Desk, ref: str, heading: str, *, on: str = "2026-09-03") -> list[str]:
    chapters = desk.say("explain", "sample", ref, "--on", on, "--format", "json").json["chapters"]
    return next((each["sentences"] for each in chapters if each["heading"] == heading), [])


def notices(desk: Desk, ref: str, on: str) -> set[tuple[str, str]]:
    mails = desk.say("preview", "--on", on, "--format", "json").json["mails"]
    return {(mail["person"], n["key"]["kind"]) for mail in mails for n in mail["notices"] if n["ref"] == ref}


def test_a_standing_commitment_is_made_assured_and_ended(sample: Desk) -> None:
    sample.say("round", "--on", "2026-09-01T08:00", "--release")
    said = ("answer", "sample", "7.12")  # complete, led by Priya: publish the dates of meetings

    made = sample.say(*said, "standing", "--every", "year", *WEDNESDAY)
    # 2026 holds the completion; 14 days before Friday 31 December 2027 is Friday 17 December
    assert (made.code, made.out.splitlines()[1]) == (
        0,
        "Once it is complete, its lead is asked for a line every year.",
    )
    assert chapter(sample, "7.12", "What lasts") == [
        "It is complete and comes round every year.",
        "The next line is asked for on Friday 17 December 2027, for 2027.",
    ]
    assert notices(sample, "7.12", "2027-12-17") == {(PRIYA, "assurance"), (PRIYA, "copy")}

    assured = sample.say(*said, "assurance", "--by", PRIYA, "--note", "Sent on 3 May", "--on", "2027-12-20T10:00")
    assert (assured.code, assured.out.splitlines()[1]) == (0, "Noted for Friday 31 December 2027.")
    ended = sample.say(*said, "end-standing", "--reason", "The board has its own calendar", "--on", "2027-12-21T10:00")
    assert (ended.code, ended.out.splitlines()[1]) == (0, "It is asked about no more.")
    assert chapter(sample, "7.12", "What lasts", on="2028-12-18") == []


def test_a_completion_that_runs_out_is_set_shown_and_comes_back(sample: Desk) -> None:
    done = ("answer", "sample", "4.11", "complete", "--by", MARCUS, "--evidence", "Form v3", "--until", "2027-03-31")
    claimed = sample.say(*done, *WEDNESDAY)
    verified = sample.say("answer", "sample", "4.11", "verify", "--until", "2027-04-30", *WEDNESDAY)

    assert (claimed.out.splitlines()[2], verified.out.splitlines()[2]) == (
        "That holds until Wednesday 31 March 2027; it comes back in time before that day.",
        "That holds until Friday 30 April 2027; it comes back in time before that day.",
    )
    # 28 days before Friday 30 April is Friday 2 April
    assert chapter(sample, "4.11", "What lasts", on="2027-04-01") == [
        "It is complete until Friday 30 April 2027, and comes back on Friday 2 April 2027."
    ]
    standing = chapter(sample, "4.11", "Standing", on="2027-04-02")
    assert standing[0] == "On Friday 2 April 2027: due on Friday 30 April 2027."

    never = sample.say("answer", "sample", "4.11", "runs-out", "--never", *WEDNESDAY)
    assert (never.code, never.out.splitlines()[1]) == (0, "It stays complete, and does not run out.")
    assert chapter(sample, "4.11", "What lasts", on="2027-04-02") == []


def test_what_a_meeting_heard_is_recorded(sample: Desk) -> None:
    with (sample.home / "chaser.toml").open("a") as settings:
        settings.write('\n[series.cog]\nboard = "cog"\nname = "Chief Officer Group"\ndays = [2026-09-17]\n')
    sample.say("round", "--on", "2026-09-18T08:00", "--release")  # the board met on Thursday 17 September
    friday = ("--on", "2026-09-18T10:00")

    no = sample.say("answer", "sample", "7.11", "presented", "--no", "--by", "chair@example.org", *friday)
    yes = sample.say("answer", "sample", "7.11", "presented", "--by", "board", "--minute", "COG, 3", *friday)

    assert (no.out.splitlines()[1], yes.out.splitlines()[1:]) == (
        "It stays open, and its target date stands.",
        ["Noted for Thursday 17 September 2026.", "Nobody is chased for it; the co-ordinator verifies or returns it."],
    )
    assert chapter(sample, "7.11", "Answers", on="2026-09-18") == [
        "Robin Hale, on Friday 18 September 2026 in a meeting, said that it was not presented at the meeting on "
        "Thursday 17 September 2026 (recorded by Sam Ode).",
        "The board, on Friday 18 September 2026 in a meeting, said that it was presented at the meeting on "
        "Thursday 17 September 2026 (minute COG, 3, recorded by Sam Ode).",
    ]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("7.12", "runs-out"), 2, "Say one of the two: --until DAY, like 2027-03-31, or --never."),
        (("7.12", "runs-out", "--never", "--until", "2027-03-31"), 2, "Say one of the two:"),
        (("7.12", "assurance", "--by", PRIYA, "--note", "x"), 5, "sample 7.12: 7.12 is no standing commitment."),
        (("1.12", "runs-out", "--until", "2027-03-31"), 5, "sample 1.12: 1.12 is not complete."),
    ],
)
def test_what_does_not_fit_is_a_sentence(sample: Desk, words: tuple[str, ...], code: int, sentence: str) -> None:
    said = sample.say("answer", "sample", *words)

    assert (said.code, said.err.startswith(sentence)) == (code, True)


def test_assign_asks_another_agency_first_and_gives_it_to_a_colleague_at_once(sample: Desk) -> None:
    police = sample.say("assign", "sample", "1.12", MARCUS)
    own = sample.say("assign", "sample", "1.13", JESS, "--reason", "Her field")

    assert (police.code, police.out.splitlines()[1].partition(";")[0]) == (0, "Marcus Tye, Tarnshire Police, decides")
    assert (own.code, own.out.splitlines()) == (
        0,
        ["Recorded: sample 1.13, reassign.", "Jess Onwu leads it from now on."],
    )
    assert chapter(sample, "1.12", "Who is told") == ["Tom Keir, lead."]
    assert chapter(sample, "1.13", "Who is told") == ["Jess Onwu, lead."]
    again = sample.say("assign", "sample", "1.13", JESS)
    assert (again.code, again.err.splitlines()[0]) == (5, "sample 1.13: Jess Onwu leads 1.13 already.")


def test_assign_clears_an_earlier_not_mine(sample: Desk) -> None:
    sample.say("answer", "sample", "1.12", "not-mine", "--by", TOM, "--perhaps", "Dev Rao", *WEDNESDAY)
    assert chapter(sample, "1.12", "Who is told")[0].startswith("Sam Ode, co-ordinator")

    assert sample.say("assign", "sample", "1.12", TOM).code == 0
    assert chapter(sample, "1.12", "Who is told", on="2027-06-01") == ["Tom Keir, lead."]


def test_people_shows_members_and_the_days_of_a_role(sample: Desk, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text(
        "name,email,roles,members\n"
        f"QA Managers,,,{DEV}; {TOM}\n"
        f"Jess Onwu,{JESS},Resettlement Manager (from 2026-01-01 to 2027-03-31),\n"
    )
    assert sample.say("people", "import", str(file)).code == 0

    [group] = [each for each in sample.say("people", "--format", "json").json if each["name"] == "QA Managers"]
    assert (group["email"], group["members"]) == ("group:qa-managers", [DEV, TOM])
    table = " ".join(sample.say("people").out.split())
    assert "2027-03-31" in table


def test_a_group_is_assigned_like_a_person_and_each_member_hears(sample: Desk, tmp_path: Path) -> None:
    file = tmp_path / "group.csv"
    file.write_text(f"name,email,organisation,members\nQA Managers,,Tarnshire County Council,{DEV}; {TOM}\n")
    sample.say("people", "import", str(file))

    assert sample.say("assign", "sample", "2.12", "group:qa-managers").code == 0
    assert chapter(sample, "2.12", "Who is told") == [
        "Dev Rao, lead, one of QA Managers.",
        "Tom Keir, lead, one of QA Managers.",
    ]
