"""Tokens of Microsoft 365 for a program that sends by itself (client credentials), got and kept by msal."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from notifications.transports.smtp_login import NoLogin

PUBLIC = "https://login.microsoftonline.com"
SECONDS = 30
SCOPE = "https://outlook.office365.com/.default"


@dataclass(frozen=True, kw_only=True)
class Application:
    """The application that may send: its tenant, ID and secret. `ca_file` is for a token address of your own."""

    tenant: str
    client_id: str
    secret: str = field(repr=False)
    url: str = PUBLIC
    ca_file: str = ""

    def token(self) -> str:
        """A token that is valid now, asked for again only when the last one is over. Raises NoLogin with the reason."""
        try:
            given = _client(self).acquire_token_for_client(scopes=[SCOPE])
        except OSError as fault:  # what requests raises
            raise NoLogin(f"no token from {self.url}: it cannot be reached ({type(fault).__name__})") from fault
        except ValueError as wrong:  # what msal raises for a tenant that there is not
            raise NoLogin(f"no token from {self.url}: {_first_line(wrong)}") from wrong
        if "access_token" not in given:
            said = given.get("error_description") or given.get("error") or "no reason given"
            raise NoLogin(f"no token from {self.url}: {_first_line(said)}")
        return str(given["access_token"])


@cache
def _client(application: Application) -> Any:
    try:
        from msal import ConfidentialClientApplication  # type: ignore[import-untyped]  # msal carries no types
    except ImportError as missing:
        raise NoLogin("tokens need a package that is not installed: pip install 'chaser[m365]'") from missing
    public = application.url == PUBLIC
    return ConfidentialClientApplication(
        application.client_id,
        client_credential=application.secret,
        authority=f"{application.url}/{application.tenant}",
        validate_authority=public,
        instance_discovery=public,
        timeout=SECONDS,
        http_client=_trusting(application.ca_file) if application.ca_file else None,
    )


def _trusting(ca_file: str) -> Any:
    """A client that trusts these certificates alone: requests would let the environment's override them."""
    from requests import Session

    client = Session()
    client.verify, client.trust_env = ca_file, False
    return client


def _first_line(said: object) -> str:
    lines = str(said).strip().splitlines()
    return lines[0] if lines else "no reason given"
