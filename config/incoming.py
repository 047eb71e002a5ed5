"""The tables for GOV.UK Notify as a road, and for the mailbox into which undeliverable mail and replies come."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator

from config.addresses import Address
from config.kinds import Host, OneLine, OptionalAddress, OptionalPath, WebUrl, Whole, unfit
from config.microsoft import TOKENS, ClientSecret, ClientSecretFile, Tenant, TokenUrl
from config.section import Section
from config.words import shown

Security = Literal["tls", "starttls", "none"]
Replies = Literal["co-ordinator", "mailbox"]
USUAL_PORTS: dict[Security, int] = {"tls": 993, "starttls": 143, "none": 143}
NOTIFY = "https://api.notifications.service.gov.uk"
LONGEST_NAME = 21  # letters before the @ that leave room for a signed mark: 64 are the most (RFC 5321, 4.5.3.1.1)
_UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"


def _identity(text: str) -> str:
    if text and not re.fullmatch(_UUID, text):
        raise unfit(
            f"{shown(text)} is none of the long numbers that GOV.UK Notify gives.",
            "Copy it from GOV.UK Notify; it looks like f33517ff-2a88-4f6e-b855-c550268ce08a.",
        )
    return text


def _return_address(address: Address | None) -> Address | None:
    name = address.email.rpartition("@")[0] if address else ""
    if len(name) > LONGEST_NAME or "+" in name:
        raise unfit(
            f"{shown(name)} leaves no room for the mark that each mail's own return address gets.",
            f"Take an address with at most {LONGEST_NAME} characters before the @, and no + among them.",
        )
    return address


Identity = Annotated[OneLine, AfterValidator(_identity)]
ReturnAddress = Annotated[OptionalAddress, AfterValidator(_return_address)]


class NotifySection(Section):
    """GOV.UK Notify; `key` and `callback_token` come from the environment or a file alone."""

    key: SecretStr = Field(default=SecretStr(""), description="The API key; never written into chaser.toml.")
    key_file: OneLine = Field(
        default="",
        description="A file that holds the API key of your service at GOV.UK Notify and nothing else, such as "
        "notify-key.",
    )
    template: Identity = Field(
        default="",
        description="The template's ID. Its subject is ((subject)) and its message ((body)), and nothing else.",
    )
    reply_to: Identity = Field(
        default="",
        description="The ID of the reply-to address, from the settings of your service. Empty: the one that is "
        "its default there.",
    )
    callback_token: SecretStr = Field(
        default=SecretStr(""), description="The bearer token of callbacks; never written into chaser.toml."
    )
    callback_token_file: OneLine = Field(
        default="",
        description="A file that holds the bearer token with which GOV.UK Notify reports deliveries to /notify "
        "under the address of the pages. Empty: Chaser asks Notify instead, every five minutes.",
    )
    url: WebUrl = Field(default=NOTIFY, description="Where GOV.UK Notify is reached.")


class BouncesSection(Section):
    """The mailbox for bounces and replies; `port` is never 0 once read, secrets as the relay's."""

    address: ReturnAddress = Field(
        default=None,
        description="The address to which undeliverable mail comes back, such as bounces@example.org. Each mail gets "
        "its own form of it (bounces+…@example.org), so its mailbox must take those. Empty: it comes back to the "
        "sender, and nobody notices.",
    )
    replies: Replies = Field(
        default="co-ordinator",
        description='Where replies go: "co-ordinator", straight to them; "mailbox", to the address above: then each '
        "is kept with the mail that it answers, and forwarded to the co-ordinator.",
    )
    host: Host = Field(
        default="",
        description="The IMAP server with that address's mailbox, read every five minutes. Empty: mail is handed "
        'over one by one to "chaser bounces take".',
    )
    security: Security = Field(
        default="tls",
        description='How the connection is protected: "tls" from the first byte (usual), "starttls", or "none" '
        "inside a network that you trust.",
    )
    port: Whole = Field(
        default=0,
        ge=0,
        le=65535,
        description="The server's port. 0 takes the usual one: 993 for tls, 143 for starttls and none.",
    )
    username: OneLine = Field(default="", description="The name to sign in to the mailbox with.")
    password: SecretStr = Field(
        default=SecretStr(""), description="The password to sign in with; never written into chaser.toml."
    )
    password_file: OneLine = Field(
        default="", description="A file that holds the password and nothing else, such as bounces-password."
    )
    tenant: Tenant = ""
    client_id: OneLine = Field(
        default="", description="For Microsoft 365: the ID of the application that may read (IMAP.AccessAsApp)."
    )
    client_secret: ClientSecret = SecretStr("")
    client_secret_file: ClientSecretFile = ""
    token_url: TokenUrl = TOKENS
    ca_file: OptionalPath = Field(
        default=None,
        description="A file with the certificate (PEM) of the authority that signed the server's, if it is your own. "
        "Empty: the authorities that this computer trusts.",
    )
    folder: OneLine = Field(default="INBOX", description="The folder of the mailbox that is read.")

    @field_validator("port")
    @classmethod
    def _usual_port(cls, port: int, info: ValidationInfo) -> int:
        return port or USUAL_PORTS[info.data.get("security", "tls")]
