"""What the relay's and the mailbox's tables both say of Microsoft 365, which takes tokens in place of passwords."""

from typing import Annotated

from pydantic import Field, SecretStr

from config.kinds import OneLine, WebUrl

TOKENS = "https://login.microsoftonline.com"
Tenant = Annotated[
    OneLine,
    Field(
        description="For Microsoft 365, which takes no passwords: the tenant's ID or domain. Chaser then signs in to "
        "username's mailbox with tokens (XOAUTH2)."
    ),
]
ClientSecret = Annotated[SecretStr, Field(description="The application's secret; never written into chaser.toml.")]
ClientSecretFile = Annotated[
    OneLine, Field(description="For Microsoft 365: a file that holds the application's secret and nothing else.")
]
TokenUrl = Annotated[WebUrl, Field(description="For Microsoft 365: where tokens are given out.")]
