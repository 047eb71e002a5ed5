"""The provider of accounts as the settings describe it; it is not asked here. home_check.py says if it can be used."""

from config.settings import Settings
from scheduler.web.oidc import Provider
from scheduler.web.oidc_claims import Registration


def provider_of(settings: Settings) -> Provider | None:
    """Where people sign in with an account of their organisation; None where no provider is named."""
    section = settings.oidc
    if not section.issuer:
        return None
    registration = Registration(
        issuer=section.issuer,
        client_id=section.client_id,
        secret=section.client_secret.get_secret_value(),
        name=section.name,
        domains=frozenset(section.domains),
        address_from=section.address_from,
        ca_file=str(section.ca_file or ""),
    )
    return Provider(registration=registration, return_url=f"{settings.web.url}/oidc/return")
