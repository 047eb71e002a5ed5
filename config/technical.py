"""The tables for whoever looks after the computer: database, pages, mail relay."""

from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from config.kinds import Addresses, DatabaseUrl, Host, OneLine, OptionalPath, WebUrl, Whole
from config.microsoft import TOKENS, ClientSecret, ClientSecretFile, Tenant, TokenUrl
from config.section import Section

Security = Literal["starttls", "tls", "none"]
USUAL_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


class DatabaseSection(Section):
    """Where the register is kept. An empty `url` means chaser.db in the home."""

    url: DatabaseUrl = Field(
        default="",
        repr=False,
        description="The address of the database. Empty: the file chaser.db in this home. "
        "For PostgreSQL: postgresql://user@host/name.",
    )
    url_file: OneLine = Field(
        default="",
        description="A file that holds the address instead, for an address with a password in it.",
    )


class WebSection(Section):
    """Where pages and calendar feeds are served; `url` has no slash at its end and is empty without pages to link."""

    host: Host = Field(
        default="127.0.0.1",
        description="The address on which the pages are served. 127.0.0.1 lets only this computer see them.",
    )
    port: Whole = Field(default=8024, ge=1, le=65535, description="The port on which the pages are served.")
    url: WebUrl = Field(
        default="",
        description="The address under which people reach the pages, such as https://chaser.example.org: "
        "links in mails start with it. Empty: mails hold no links.",
    )
    administrators: Addresses = Field(
        default=(),
        description="Who looks after this computer, and may read every board's pages for it: "
        '["Ada Min <ada@example.org>", …]. Empty: nobody but the people of the boards.',
    )


class SmtpSection(Section):
    """The mail relay; `port` is never 0 once read, and `password` comes from the environment or a file alone."""

    host: Host = Field(
        default="",
        description='The name of your organisation\'s mail relay. Needed once transport is "smtp".',
    )
    security: Security = Field(
        default="starttls",
        description='How the connection is protected: "starttls" (usual), "tls" from the first byte, or "none" '
        "inside a network that you trust.",
    )
    port: Whole = Field(
        default=0,
        ge=0,
        le=65535,
        description="The relay's port. 0 takes the usual one: 587 for starttls, 465 for tls, 25 for none.",
    )
    username: OneLine = Field(
        default="",
        description="The name to sign in to the relay with. Empty: no sign-in, as many relays inside have it.",
    )
    password: SecretStr = Field(
        default=SecretStr(""), description="The password to sign in with; never written into chaser.toml."
    )
    password_file: OneLine = Field(
        default="",
        description="A file that holds the password and nothing else, such as smtp-password. "
        "A password never stands in chaser.toml itself.",
    )
    tenant: Tenant = ""
    client_id: OneLine = Field(
        default="", description="For Microsoft 365: the ID of the application that may send (SMTP.SendAsApp)."
    )
    client_secret: ClientSecret = SecretStr("")
    client_secret_file: ClientSecretFile = ""
    token_url: TokenUrl = TOKENS
    ca_file: OptionalPath = Field(
        default=None,
        description="A file with the certificate (PEM) of the authority that signed the relay's, if it is your own. "
        "Empty: the authorities that this computer trusts.",
    )
    greets_as: Host = Field(
        default="",
        description="What this computer calls itself when it greets the relay, such as chaser.example.org. "
        "Empty: its own full name.",
    )
    connections: Whole = Field(
        default=2,
        ge=1,
        le=20,
        description="How many connections to the relay at once, at the most. A second one is opened when many mails "
        "wait.",
    )
    per_domain_a_minute: Whole = Field(
        default=0,
        ge=0,
        le=100_000,
        description="How many mails a minute go to addresses of one domain, at the most. 0: as many as there are.",
    )
    timeout_seconds: Whole = Field(
        default=300,
        ge=5,
        le=3600,
        description="How many seconds to wait for an answer of the relay. After a whole message Chaser waits "
        "ten minutes in any case, as a busy relay may need them.",
    )

    @field_validator("port")
    @classmethod
    def _usual_port(cls, port: int, info: ValidationInfo) -> int:
        return port or USUAL_PORTS[info.data.get("security", "starttls")]
