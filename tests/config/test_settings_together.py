"""What can be wrong with the settings together: people, meetings, files and secrets, word for word."""

from pathlib import Path

from config.reader import examine_settings
from tests.config.homes import problems_from, write_home

FILE = "Check its name and that Chaser may read it. A name that does not begin with / is looked up in the home."


def test_a_home_without_a_board_mails_nobody(tmp_path: Path) -> None:
    found = examine_settings(write_home(tmp_path, ""), {}).problems
    assert [str(each) for each in found] == [
        "chaser.toml, [boards]: There is no board, so that nobody would be mailed. Take away the # before [boards.…] "
        "and the lines below it, and fill in name, chair and co_ordinator."
    ]


def test_a_board_without_its_people_says_what_comes_of_it(tmp_path: Path) -> None:
    found = examine_settings(write_home(tmp_path, '\n[boards.cog]\nchair = ""'), {}).problems
    assert [(each.place, each.what) for each in found] == [
        (
            "chaser.toml line 2, [boards.cog] co_ordinator",
            "The board has no co-ordinator: nobody gets the replies, and mails have no sender.",
        ),
        ("chaser.toml line 2, [boards.cog] name", "The board has no name."),
        (
            "chaser.toml line 3, [boards.cog] chair",
            "The board has no chair: nothing can be escalated, and what stays late is held.",
        ),
    ]


def test_a_wrong_chair_is_said_once(tmp_path: Path) -> None:
    written = '[boards.cog]\nname = "COG"\nchair = "Robin"\nco_ordinator = "sam@example.org"\nzone = "Europe"'
    found = examine_settings(write_home(tmp_path, written), {}).problems
    assert [(each.place, each.what) for each in found] == [
        ("chaser.toml line 3, [boards.cog] chair", "“Robin” is not a mail address."),
        ("chaser.toml line 5, [boards.cog] zone", "“Europe” is not a time zone."),
    ]


def test_a_series_that_could_never_meet_says_all_that_it_lacks(tmp_path: Path) -> None:
    found = problems_from(tmp_path, '[series.m]\nboard = "east"\nends = "13:00"\n')
    assert [(each.place, each.what, each.cure) for each in found] == [
        (
            "chaser.toml line 1, [series.m] name",
            "The series of meetings has no name.",
            'Write what calendars call it, such as name = "Quarterly moderation".',
        ),
        (
            "chaser.toml line 1, [series.m] rule",
            "The series has neither a rule nor days: it would never meet.",
            'Write a rule such as "quarterly, second Tuesday, 14:00 to 16:00, from 2027-01", or list its days.',
        ),
        (
            "chaser.toml line 2, [series.m] board",
            "There is no board “east”.",
            "Write the short name of one of your boards: cog.",
        ),
        (
            "chaser.toml line 3, [series.m] ends",
            "The meeting ends at 13:00, but begins at 14:00.",
            "Let it end after it begins, on the same day.",
        ),
    ]


def test_attendees_are_named_once(tmp_path: Path) -> None:
    written = '[series.m]\nboard = "cog"\nname = "M"\nrule = "x"\nattendees = ["a@example.org", "A <A@example.org>"]\n'
    found = problems_from(tmp_path, written)
    assert [str(each) for each in found] == [
        "chaser.toml line 5, [series.m] attendees: a@example.org stands here more than once. Name each address once."
    ]


def test_files_that_settings_name_must_be_there_and_hold_what_they_should(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    written = '[smtp]\nusername = "x"\npassword_file = "empty"\nca_file = "empty"\n[database]\nurl_file = "gone"\n'
    assert [str(each) for each in problems_from(tmp_path, written)] == [
        f"chaser.toml line 3, [smtp] password_file: The file {_cut(tmp_path / 'empty')} does not hold one secret and "
        "nothing else. Write the secret into it, on one line.",
        f"chaser.toml line 4, [smtp] ca_file: The file {_cut(tmp_path / 'empty')} holds no certificate. Ask whoever "
        "looks after the server for the certificate in the form PEM.",
        f"chaser.toml line 6, [database] url_file: The file {_cut(tmp_path / 'gone')} is not there or cannot be read. "
        f"{FILE}",
    ]


def test_a_file_without_an_end_is_said_to_be_unreadable(tmp_path: Path) -> None:
    assert [str(each) for each in problems_from(tmp_path, '[smtp]\nca_file = "/dev/zero"\n')] == [
        f"chaser.toml line 2, [smtp] ca_file: The file “/dev/zero” is not there or cannot be read. {FILE}"
    ]


def test_a_secret_is_given_once_in_one_source(tmp_path: Path) -> None:
    written = '[database]\nurl = "postgresql://a@b/c"\nurl_file = "x"\n'
    assert [str(each) for each in problems_from(tmp_path, written)] == [
        "chaser.toml line 3, [database] url_file: Both url and url_file are set. Leave one of the two empty: url_file "
        "keeps the secret out of sight."
    ]


def test_a_vice_chair_who_is_the_chair_is_a_warning(tmp_path: Path) -> None:
    people = 'chair = "a@example.org"\nvice_chair = "a@example.org"\nco_ordinator = "c@example.org"\n'
    found = problems_from(tmp_path, f'[boards.b]\nname = "B"\n{people}')
    assert [(str(each), each.is_warning) for each in found] == [
        (
            "chaser.toml line 4, [boards.b] vice_chair: a@example.org is both chair and vice-chair: nobody stands in "
            'for the chair. Name somebody else, or leave it "".',
            True,
        ),
    ]


def test_a_password_does_not_travel_unprotected(tmp_path: Path) -> None:
    environment = {"CHASER_SMTP__PASSWORD": "x", "CHASER_SMTP__USERNAME": "y", "CHASER_SMTP__SECURITY": "none"}
    assert [(str(each), each.is_warning) for each in problems_from(tmp_path, "", environment)] == [
        (
            "environment CHASER_SMTP__SECURITY: The password would travel where others can read it. "
            'Set security to "starttls" or "tls".',
            False,
        ),
    ]


def test_a_password_in_the_databases_address_is_a_warning_in_the_file_alone(tmp_path: Path) -> None:
    url = "postgresql://chaser:hunter2@db.example.org/chaser"
    assert problems_from(tmp_path, "", {"CHASER_DATABASE__URL": url}) == ()
    assert [(str(each), each.is_warning) for each in problems_from(tmp_path, f'[database]\nurl = "{url}"\n')] == [
        (
            "chaser.toml line 2, [database] url: The address of the database holds a password for all to read. "
            "Write the address into a file of its own and name that file as url_file.",
            True,
        ),
    ]


def test_a_password_without_a_name_is_a_problem(tmp_path: Path) -> None:
    assert [str(each) for each in problems_from(tmp_path, "", {"CHASER_SMTP__PASSWORD": "x"})] == [
        "chaser.toml, [smtp] username: There is a password for the relay, but no name to sign in with. "
        "Write the name, or take the password out."
    ]


def _cut(path: Path) -> str:
    words = str(path)
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”"
