"""The provider of accounts as the settings describe it, and what keeps it from being used. It is not asked here."""

from collections.abc import Iterator
from importlib.util import find_spec

from config.problems import Problem
from config.reader import Examination
from config.settings import Settings
from scheduler.web.oidc import Provider
from scheduler.web.oidc_claims import Registration

NEEDED = ("authlib", "requests")


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


def account_problems(examination: Examination) -> Iterator[Problem]:
    """That a provider is named and what it takes is not installed."""
    if examination.settings.oidc.issuer and not all(find_spec(each) for each in NEEDED):
        what = "Signing in with accounts needs packages that are not installed."
        yield Problem(place=examination.place_of("oidc", "issuer"), what=what, cure="pip install 'chaser[oidc]'.")
