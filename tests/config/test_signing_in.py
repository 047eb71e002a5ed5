"""Signing in with an organisation's accounts, in chaser.toml: what is missing, wrong, or would be unwise."""

from pathlib import Path

import pytest

from tests.config.homes import problems_from, settings_from

WEB = '[web]\nurl = "https://chaser.example.org"\n'
ENTRA = "https://login.microsoftonline.com/9f3a/v2.0"
WHOLE = f'client_id = "chaser"\nclient_secret_file = "oidc-secret"\ndomains = ["Example.org"]\n{WEB}'


@pytest.fixture(autouse=True)
def secret(tmp_path: Path) -> None:
    (tmp_path / "oidc-secret").write_text("hunter4\n", encoding="utf-8")


def test_a_provider_is_set_up_with_its_issuer_a_secret_in_a_file_and_the_addresses_that_it_knows(
    tmp_path: Path,
) -> None:
    section = settings_from(tmp_path, f'[oidc]\nissuer = "{ENTRA}"\n{WHOLE}').oidc

    assert (section.issuer, section.client_id, section.domains) == (ENTRA, "chaser", ("example.org",))
    assert (section.address_from, section.name) == ("email", "your organisation")
    assert section.client_secret.get_secret_value() == "hunter4"
    assert "hunter4" not in repr(section)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (f'[oidc]\nissuer = "{ENTRA}"\n{WHOLE}', []),
        (f'[oidc]\nissuer = "http://127.0.0.1:9000"\n{WHOLE}', []),
        ("[oidc]\n", []),
        (
            f'[oidc]\nissuer = "http://login.example.org"\n{WHOLE}',
            ["[oidc] issuer: The secret would travel where others can read it. Write https:// in front."],
        ),
        (
            f'[oidc]\nissuer = "https://login.microsoftonline.com/common/v2.0"\n{WHOLE}',
            [
                "[oidc] issuer: This address lets accounts of every organisation in. "
                "Write your own tenant's ID in its place."
            ],
        ),
        (
            f'[oidc]\nissuer = "{ENTRA}"\n',
            [
                "[oidc] client_id: A provider of accounts is named, and this is missing. Copy it from there.",
                "[oidc] client_secret_file: There is no secret for the provider of accounts. "
                "Write the secret into a file and name it here, or set CHASER_OIDC__CLIENT_SECRET.",
                "[oidc] domains: Nobody could sign in with an account: no addresses are named. "
                'Write the ends of your own addresses, such as domains = ["example.org"].',
                "[oidc] issuer: The pages have no address to which the provider could send people back. "
                "Set url under [web]: the provider sends people back to /oidc/return under it.",
            ],
        ),
        (
            '[oidc]\nclient_id = "chaser"\n',
            [
                "[oidc] issuer: Chaser is known to a provider of accounts, and its address is missing. "
                "Write the provider's address, or take the others out."
            ],
        ),
        (
            f'[oidc]\nissuer = "{ENTRA}"\n{WHOLE.replace("Example.org", "@example.org")}',
            ['[oidc] domains, entry 1: “@example.org” is not what stands after the @. Write it like "example.org".'],
        ),
        (
            f'[oidc]\nissuer = "{ENTRA}"\n{WHOLE.replace("client_secret_file = ", "client_secret = ")}',
            [
                "[oidc] client_secret: A client_secret stands in the file for all to read. "
                "Write it into a file of its own, such as oidc-client_secret, and say "
                'client_secret_file = "oidc-client_secret".',
                "[oidc] client_secret_file: There is no secret for the provider of accounts. "
                "Write the secret into a file and name it here, or set CHASER_OIDC__CLIENT_SECRET.",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_provider_is_said_with_its_cure(tmp_path: Path, written: str, said: list[str]) -> None:
    found = [str(each).partition(", ")[2] for each in problems_from(tmp_path, written)]
    assert sorted(found) == sorted(said)
