"""GOV.UK Notify and the mailbox for bounces in chaser.toml: what is missing, wrong, or would be unwise."""

from pathlib import Path

import pytest

from tests.config.homes import problems_from, settings_from

TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
KEY = "chaser-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"


def test_notify_is_set_up_with_a_key_in_a_file_and_a_template(tmp_path: Path) -> None:
    (tmp_path / "notify-key").write_text(f"{KEY}\n", encoding="utf-8")
    settings = settings_from(
        tmp_path, f'transport = "notify"\n[notify]\nkey_file = "notify-key"\ntemplate = "{TEMPLATE}"\n'
    )

    assert settings.notify.key.get_secret_value() == KEY
    assert (settings.notify.template, settings.notify.reply_to) == (TEMPLATE, "")
    assert settings.notify.url == "https://api.notifications.service.gov.uk"
    assert KEY not in repr(settings)


def test_a_mailbox_is_set_up_with_its_server_and_a_password_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "bounces-password").write_text("hunter3\n", encoding="utf-8")
    written = (
        '[bounces]\naddress = "bounces@example.org"\nhost = "imap.example.org"\nusername = "bounces"\n'
        'password_file = "bounces-password"\n'
    )
    section = settings_from(tmp_path, written).bounces

    assert section.address is not None
    assert section.address.email == "bounces@example.org"
    assert (section.port, section.security, section.folder) == (993, "tls", "INBOX")
    assert (section.password.get_secret_value(), section.replies) == ("hunter3", "co-ordinator")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            'transport = "notify"\n',
            [
                '[notify] key_file: transport is "notify", but there is no API key. '
                "Write the key into a file and name it here, or set CHASER_NOTIFY__KEY.",
                '[notify] template: transport is "notify", but no template is named. '
                "Make a template with ((subject)) as its subject and ((body)) as its message, and copy its ID here.",
            ],
        ),
        (
            '[notify]\ntemplate = "my template"\n',
            [
                "line 2, [notify] template: “my template” is none of the long numbers that GOV.UK Notify gives. "
                "Copy it from GOV.UK Notify; it looks like f33517ff-2a88-4f6e-b855-c550268ce08a.",
            ],
        ),
        (
            '[notify]\nkey = "x"\n',
            [
                "line 2, [notify] key: A key stands in the file for all to read. "
                'Write it into a file of its own, such as notify-key, and say key_file = "notify-key".',
            ],
        ),
        (
            '[bounces]\nhost = "imap.example.org"\nsecurity = "none"\n',
            [
                "line 1, [bounces] address: A mailbox for bounces is named, but not its address. "
                "Write the mailbox's address, such as bounces@example.org.",
                "line 1, [bounces] password_file: There is no password for the mailbox. "
                "Write the password into a file and name it here, or set CHASER_BOUNCES__PASSWORD.",
                "line 1, [bounces] username: There is no name to sign in to the mailbox with. Write the name.",
                "line 3, [bounces] security: The mailbox's password would travel where others can read it. "
                'Set security to "tls" or "starttls".',
            ],
        ),
        (
            '[bounces]\naddress = "bounces@example.org"\nhost = "outlook.office365.com"\nusername = "bounces"\n'
            'tenant = "example.org"\n',
            [
                "line 1, [bounces] client_id: A tenant of Microsoft 365 is named, and this is missing. "
                "Write client_id and client_secret_file, or leave tenant empty.",
                "line 1, [bounces] client_secret_file: A tenant of Microsoft 365 is named, and this is missing. "
                "Write client_id and client_secret_file, or leave tenant empty.",
            ],
        ),
        (
            '[bounces]\nclient_secret = "x"\n',
            [
                "line 2, [bounces] client_secret: A client_secret stands in the file for all to read. "
                "Write it into a file of its own, such as bounces-client_secret, and say "
                'client_secret_file = "bounces-client_secret".',
            ],
        ),
        (
            '[bounces]\nreplies = "mailbox"\n',
            [
                "line 2, [bounces] replies: Replies are to come into a mailbox that has no address. "
                "Write the mailbox's address above it, or let replies go to the co-ordinator.",
            ],
        ),
        (
            '[bounces]\naddress = "sam@example.org"\n',
            [
                "line 2, [bounces] address: “sam@example.org” is a person's own address: their mail would be taken "
                "in. Take an address whose mailbox is for Chaser alone.",
            ],
        ),
        (
            '[bounces]\naddress = "a-mailbox-for-what-comes-back@example.org"\n',
            [
                "line 2, [bounces] address: “a-mailbox-for-what-comes-back” leaves no room for the mark that each "
                "mail's own return address gets. Take an address with at most 21 characters before the @, and no + "
                "among them.",
            ],
        ),
    ],
)
def test_what_is_missing_or_wrong_is_said_with_its_cure(tmp_path: Path, written: str, said: list[str]) -> None:
    found = [str(each).removeprefix("chaser.toml").lstrip(", ") for each in problems_from(tmp_path, written)]

    assert sorted(found) == sorted(said)


def test_half_a_key_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    environment = {"CHASER_NOTIFY__KEY": KEY[-36:], "CHASER_NOTIFY__TEMPLATE": TEMPLATE}
    found = problems_from(tmp_path, 'transport = "notify"\n', environment)

    assert [each.what for each in found] == ["The API key is not whole."]


def test_callbacks_need_pages_that_notify_can_reach(tmp_path: Path) -> None:
    environment = {
        "CHASER_NOTIFY__KEY": KEY,
        "CHASER_NOTIFY__TEMPLATE": TEMPLATE,
        "CHASER_NOTIFY__CALLBACK_TOKEN": "x",
    }
    found = problems_from(tmp_path, 'transport = "notify"\n', environment)

    assert [each.what for each in found] == ["Callbacks are expected, but the pages have no address."]
