"""What is believed of an identity token: its signature, who gave it, for whom, when, for which request and address.

The checks are OpenID Connect Core 3.1.3.7's. Its address counts where the provider vouches for it, and for the
registered domains alone: an organisation's provider says nothing of other agencies' people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from scheduler.register.accounts import Account

LEEWAY = timedelta(minutes=2)
SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")  # never "none" or HS…
TRUE = (True, "true", 1, "1")


class NotBelieved(ValueError):
    """A provider's answer that nobody is let in on; `str()` says why, and holds no secret."""


class UnknownKey(NotBelieved):
    """A token that is signed with a key which the provider had not published when its keys were fetched."""


@dataclass(frozen=True, kw_only=True)
class Registration:
    """Chaser as a provider knows it, and for which addresses (by their domains) the provider is believed.

    `address_from` names the claim: "email", which has to be verified, or "preferred_username".
    """

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    name: str
    domains: frozenset[str]
    address_from: str = "email"
    ca_file: str = ""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a token has to fit: `issuer` is the provider's name for itself, `nonce` the request's, `now` the present."""

    registration: Registration
    issuer: str
    nonce: str = field(repr=False)
    now: datetime


def believed(token: Mapping[str, Any], keys: Mapping[str, Any], expected: Expected) -> Account:
    """The account for which a token answer speaks, by the provider's published keys.

    Raises NotBelieved for anything that does not hold, and UnknownKey where other keys may help.
    """
    claims = _checked(token, keys, expected)
    address = _address(claims, expected.registration)
    return Account(issuer=expected.issuer, subject=str(claims["sub"]), address=address)


def _checked(token: Mapping[str, Any], keys: Mapping[str, Any], expected: Expected) -> Mapping[str, Any]:
    from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]  # Authlib carries no types
    from joserfc import jwt
    from joserfc.errors import InvalidKeyIdError, JoseError
    from joserfc.jwk import KeySet

    published: Any = dict(keys)
    try:
        read = jwt.decode(str(token.get("id_token", "")), KeySet.import_key_set(published), algorithms=SIGNED_BY)
        client = expected.registration.client_id
        options = {"iss": {"essential": True, "value": expected.issuer}, "aud": {"essential": True, "value": client}}
        params = {"nonce": expected.nonce, "client_id": client, "access_token": token.get("access_token")}
        claims = CodeIDToken(read.claims, read.header, options, params)
        claims.validate(now=int(expected.now.timestamp()), leeway=int(LEEWAY.total_seconds()))
    except InvalidKeyIdError as unknown:
        raise UnknownKey("its key is unknown") from unknown
    except (JoseError, ValueError, KeyError, TypeError) as wrong:
        raise NotBelieved(f"its identity token does not hold ({type(wrong).__name__}: {_claim(wrong)})") from wrong
    return dict(claims)


def _claim(wrong: Exception) -> str:
    """Which claim is wrong, where the fault says so; never what it holds."""
    return str(getattr(wrong, "claim", "") or getattr(wrong, "error", "") or "malformed")


def _address(claims: Mapping[str, Any], registration: Registration) -> str:
    if claims.get("idp", claims["iss"]) != claims["iss"] or claims.get("acct") == 1:
        raise NotBelieved("the account is a guest's, of another organisation")
    if registration.address_from == "email" and not _is_vouched_for(claims):
        raise NotBelieved("the provider does not say that the account's address is verified")
    address = str(claims.get(registration.address_from) or "").strip().lower()
    if address.rpartition("@")[2] not in registration.domains or not address.rpartition("@")[0]:
        raise NotBelieved("the account's address is of another domain than those in the settings")
    return address


def _is_vouched_for(claims: Mapping[str, Any]) -> bool:
    """`email_verified` is the standard's word, `xms_edov` Entra's (the domain's owner is verified)."""
    return claims.get("email_verified") in TRUE or claims.get("xms_edov") in TRUE
