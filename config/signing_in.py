"""The table for signing in with an organisation's own account (OpenID Connect), and what is missing or unwise in it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr

from config.kinds import OneLine, OptionalPath, WebUrl, unfit
from config.problems import KeyPath
from config.section import Section
from config.words import shown

if TYPE_CHECKING:
    from config.settings import Settings

AddressFrom = Literal["email", "preferred_username"]
ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
OF_ANYBODY = frozenset({"common", "organizations", "consumers"})  # Entra's issuers for every tenant there is
_DOMAIN = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
Remark = tuple[KeyPath, str, str]


def _domain(text: str) -> str:
    if not re.fullmatch(_DOMAIN, text.lower()):
        raise unfit(f"{shown(text)} is not what stands after the @.", 'Write it like "example.org".')
    return text.lower()


Domain = Annotated[OneLine, AfterValidator(_domain)]


class OidcSection(Section):
    """An OpenID Connect provider, such as Entra ID; `client_secret` comes from the environment or a file alone."""

    issuer: WebUrl = Field(
        default="",
        description="The provider's address. For Entra ID: https://login.microsoftonline.com/TENANT/v2.0, with your "
        "tenant's ID. Empty: people sign in by a link in their mail alone.",
    )
    client_id: OneLine = Field(default="", description="The ID under which the provider knows Chaser.")
    client_secret: SecretStr = Field(
        default=SecretStr(""), description="Chaser's secret at the provider; never written into chaser.toml."
    )
    client_secret_file: OneLine = Field(
        default="",
        description="A file that holds Chaser's secret at the provider and nothing else, such as oidc-secret.",
    )
    name: OneLine = Field(
        default="your organisation", description='What the sign-in page calls the account: "Sign in with …".'
    )
    domains: tuple[Domain, ...] = Field(
        default=(),
        description='The ends of the addresses for which the provider is believed, such as ["example.org"]. Everybody '
        "else signs in by a link in their mail.",
    )
    address_from: AddressFrom = Field(
        default="email",
        description='Where a person\'s address is taken from: "email", believed where the provider says that it is '
        'verified; or "preferred_username", for Entra ID where the sign-in name is the mail address.',
    )
    ca_file: OptionalPath = Field(
        default=None,
        description="A file with the certificate (PEM) of the authority that signed the provider's, if it is your own. "
        "Empty: the authorities that this computer trusts.",
    )


def sign_in_remarks(settings: "Settings") -> Iterator[Remark]:
    """A path, what is wrong there, and the cure."""
    section, secret = settings.oidc, settings.oidc.client_secret.get_secret_value()
    if not section.issuer:
        if section.client_id or secret:
            cure = "Write the provider's address, or take the others out."
            yield ("oidc", "issuer"), "Chaser is known to a provider of accounts, and its address is missing.", cure
        return
    yield from _provider(section.issuer)
    if not section.client_id:
        yield ("oidc", "client_id"), "A provider of accounts is named, and this is missing.", "Copy it from there."
    if not secret:
        cure = "Write the secret into a file and name it here, or set CHASER_OIDC__CLIENT_SECRET."
        yield ("oidc", "client_secret_file"), "There is no secret for the provider of accounts.", cure
    if not section.domains:
        cure = 'Write the ends of your own addresses, such as domains = ["example.org"].'
        yield ("oidc", "domains"), "Nobody could sign in with an account: no addresses are named.", cure
    if not settings.web.url:
        cure = "Set url under [web]: the provider sends people back to /oidc/return under it."
        yield ("oidc", "issuer"), "The pages have no address to which the provider could send people back.", cure


def _provider(issuer: str) -> Iterator[Remark]:
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in ON_THIS_MACHINE:
        yield ("oidc", "issuer"), "The secret would travel where others can read it.", "Write https:// in front."
    if OF_ANYBODY & set(parts.path.split("/")):
        cure = "Write your own tenant's ID in its place."
        yield ("oidc", "issuer"), "This address lets accounts of every organisation in.", cure
