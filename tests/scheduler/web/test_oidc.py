"""Signing in with an organisation's own account, against a provider on this machine: who gets in, and who does not."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from scheduler.register.accounts import end_accounts
from scheduler.register.sign_in_tables import WebSessionRow
from scheduler.register.tables import HistoryRow, PersonRow
from scheduler.web.app import create_app
from scheduler.web.oidc import Provider
from scheduler.web.oidc_claims import Registration
from tests.builders import NINA, SAM
from tests.scheduler.web.home import NOW, TODAY, Home
from tests.scheduler.web.provider import CLIENT, SECRET, StandIn, standing_in
from tests.scheduler.web.reading import headings, page, paragraphs
from tests.scheduler.web.visitor import Visitor

OUT = "You are not signed in"


@dataclass
class Door:
    """A home whose provider stands in on this machine, and one browser before it."""

    home: Home
    provider: StandIn
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", **words: Any) -> httpx.Response:
        """One request, with the cookies that were given before."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = Visitor(self.home.app).ask(method, path, headers={"Cookie": cookie}, **words)
        for name, value in answer.cookies.items():
            self.cookies[name] = value
        return answer

    def begin(self, after: str = "/") -> str:
        """Go to the provider and sign in there; gives the path to which it leads back."""
        begun = self.ask(f"/oidc/start?after={after}")
        # No TLS is spoken here: without verify=False httpx would read all certificates of the world each time.
        back = httpx.get(begun.headers["location"], trust_env=False, verify=False).headers["location"]
        return str(back).removeprefix("http://localhost:8024")

    def sign_in(self, after: str = "/") -> httpx.Response:
        """The whole way."""
        return self.ask(self.begin(after))


def registered(url: str, **words: Any) -> Registration:
    said = {"issuer": url, "client_id": CLIENT, "secret": SECRET, "name": "a Tarnshire account"}
    return Registration(**said | {"domains": frozenset({"example.org"})} | words)


def lead_to(home: Home, registration: Registration) -> None:
    home.desk.provider = Provider(registration=registration, return_url="http://localhost:8024/oidc/return")
    home.app = create_app(home.desk)


@pytest.fixture
def door(home: Home) -> Iterator[Door]:
    provider = StandIn(now=int(NOW.timestamp()))
    with standing_in(provider) as url:
        lead_to(home, registered(url))
        yield Door(home, provider)


def sessions_open(home: Home) -> int:
    with home.sessions() as session:
        return session.scalar(select(func.count()).select_from(WebSessionRow)) or 0


def test_the_sign_in_page_offers_the_account_and_the_link(door: Door) -> None:
    text = door.ask("/sign-in?after=/plans/cog-2026").text

    assert page(text).xpath("//a[@class='button']/@href") == ["/oidc/start?after=%2Fplans%2Fcog-2026"]
    assert page(text).xpath("//a[@class='button']/text()") == ["Sign in with a Tarnshire account"]
    assert page(text).xpath("//form/@action") == ["/sign-in"]


def test_without_a_provider_there_is_no_such_way(home: Home) -> None:
    assert page(home.stranger.get("/sign-in").text).xpath("//a[@class='button']") == []
    assert [home.stranger.get(f"/oidc/{each}").status_code for each in ("start", "return")] == [404, 404]


def test_whoever_the_provider_knows_and_the_directory_holds_comes_in(door: Door) -> None:
    answer = door.sign_in(after="/plans/cog-2026")
    seen = door.ask("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/plans/cog-2026")
    assert page(seen.text).xpath("//form[@action='/sign-out']/span/text()") == ["Nina Marsh"]


def test_its_session_is_the_same_cookie_as_a_links(door: Door) -> None:
    [session] = [each for each in door.sign_in().headers.get_list("set-cookie") if each.startswith("chaser=")]

    assert session.partition("; ")[2] == "HttpOnly; Max-Age=604800; Path=/; SameSite=lax"


def test_what_was_begun_is_kept_from_scripts_and_other_sites_for_ten_minutes(door: Door) -> None:
    [begun] = door.ask("/oidc/start").headers.get_list("set-cookie")

    assert begun.partition("=")[0] == "chaser-oidc"
    assert begun.partition("; ")[2] == "HttpOnly; Max-Age=600; Path=/; SameSite=lax"


def test_behind_tls_both_cookies_stay_on_this_host(door: Door) -> None:
    door.home.desk.orders = replace(door.home.desk.orders, web_url="https://localhost")
    begun = door.ask("/oidc/start").headers["set-cookie"]

    assert (begun.partition("=")[0], "Secure" in begun) == ("__Host-chaser-oidc", True)


def test_an_address_in_other_letters_is_the_same_person(door: Door) -> None:
    door.provider.address = "Nina@Example.org"

    assert door.sign_in().status_code == 303


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody else"},
        {"aud": None},
        {"aud": [CLIENT, "somebody else"], "azp": "somebody else"},
        {"iss": "https://login.example.net"},
        {"iss": None},
        {"exp": int(NOW.timestamp()) - 121},
        {"exp": None},
        {"nbf": int(NOW.timestamp()) + 121},
        {"iat": int(NOW.timestamp()) + 121},
        {"sub": None},
        {"at_hash": "AAAA"},
        {"email": None},
        {"email": "nina@example.org@example.net"},
        {"email": "@example.org"},
        {"email": "nina@example.net"},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "no"},
        {"idp": "https://sts.example.net/another-tenant/"},
        {"acct": 1},
    ],
    ids=lambda claims: ", ".join(f"{name} {str(value)[:20]}" for name, value in claims.items()),
)
def test_a_token_that_does_not_hold_lets_nobody_in(door: Door, claims: dict[str, Any]) -> None:
    door.provider.claims = claims
    answer = door.sign_in()

    assert (answer.status_code, headings(answer.text, 1)) == (403, [OUT])
    assert sessions_open(door.home) == 0


def test_a_token_just_within_two_minutes_of_our_clock_holds(door: Door) -> None:
    door.provider.claims = {"exp": int(NOW.timestamp()) - 119}

    assert door.sign_in().status_code == 303


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_the_providers_own_signature_lets_nobody_in(
    door: Door, monkeypatch: pytest.MonkeyPatch, algorithm: str
) -> None:
    if algorithm == "HS256":
        from joserfc.jwk import OctKey

        from tests.scheduler.web import provider

        public = provider.key("first").as_pem(private=False)
        monkeypatch.setattr(provider, "key", lambda name: OctKey.import_key(public.hex()))
    door.provider.algorithm = algorithm
    path = door.begin()
    monkeypatch.setattr(StandIn, "keys", lambda self: {"keys": []})

    assert (door.ask(path).status_code, sessions_open(door.home)) == (403, 0)


def test_a_key_that_the_provider_does_not_publish_is_not_believed(door: Door) -> None:
    door.provider.signs_with = "another"

    assert (door.sign_in().status_code, sessions_open(door.home)) == (403, 0)


def test_another_key_under_a_published_name_is_not_believed(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.scheduler.web import provider

    path, own, another = door.begin(), door.provider.keys(), provider.key("another")
    monkeypatch.setattr(StandIn, "keys", lambda self: own)
    monkeypatch.setattr(provider, "key", lambda name: another)

    assert (door.ask(path).status_code, sessions_open(door.home)) == (403, 0)


def test_a_new_key_is_fetched_once_the_provider_signs_with_it(door: Door) -> None:
    first = door.sign_in().status_code
    door.provider.signs_with, door.provider.publishes = "second", ("first", "second")
    door.home.now = NOW + timedelta(minutes=2)
    second = door.sign_in().status_code

    assert (first, second, door.provider.asked.count("/keys")) == (303, 303, 2)


def test_an_answer_to_another_request_lets_nobody_in(door: Door) -> None:
    door.provider.answer = {"state": "another"}

    assert (door.sign_in().status_code, door.provider.asked.count("/token")) == (403, 0)


def test_an_answer_in_another_browser_lets_nobody_in(door: Door) -> None:
    path = door.begin()
    door.cookies.clear()

    assert (door.ask(path).status_code, sessions_open(door.home)) == (403, 0)


def test_an_answer_works_once(door: Door) -> None:
    path = door.begin()
    begun = dict(door.cookies)
    first = door.ask(path).status_code
    door.cookies = begun

    assert (first, door.ask(path).status_code, sessions_open(door.home)) == (303, 403, 1)


def test_an_answer_that_comes_after_ten_minutes_lets_nobody_in(door: Door) -> None:
    path = door.begin()
    door.home.now = NOW + timedelta(minutes=10)

    assert (door.ask(path).status_code, door.provider.asked.count("/token")) == (403, 0)


def test_an_answer_that_another_provider_names_as_its_own_is_not_believed(door: Door) -> None:
    door.provider.answer = {"iss": "https://login.example.net"}

    assert door.sign_in().status_code == 403


def test_whoever_gives_up_at_the_provider_is_told_kindly(door: Door) -> None:
    door.provider.answer = {"code": "", "error": "access_denied"}
    answer = door.sign_in()

    assert (answer.status_code, headings(answer.text, 1)) == (403, [OUT])
    assert page(answer.text).xpath("//main//a/@href") == ["/sign-in"]


def test_a_code_with_a_wrong_verifier_is_refused_by_the_provider(door: Door) -> None:
    path = door.begin()
    for query in door.provider.codes.values():
        query["code_challenge"] = "another"

    assert (door.ask(path).status_code, sessions_open(door.home)) == (403, 0)


def test_a_provider_under_another_name_is_not_asked_to_sign_anybody_in(door: Door) -> None:
    door.provider.metadata = {"issuer": "https://login.microsoftonline.com/{tenantid}/v2.0"}
    answer = door.ask("/oidc/start")

    assert (answer.status_code, headings(answer.text, 1)) == (503, [OUT])


@pytest.mark.parametrize("metadata", [{"token_endpoint": "http://example.org/token"}, {"jwks_uri": None}])
def test_a_provider_with_an_open_or_missing_address_is_not_used(door: Door, metadata: dict[str, Any]) -> None:
    door.provider.metadata = metadata

    assert door.ask("/oidc/start").status_code == 503


def test_a_provider_that_is_down_is_said_with_the_other_way_in(door: Door) -> None:
    door.provider.is_down = True
    answer = door.ask("/oidc/start")

    assert (answer.status_code, paragraphs(answer.text)[0]) == (
        503,
        "Signing in with a Tarnshire account does not work just now. Try again in a few minutes, or let us mail you a "
        "link.",
    )


def test_nobody_outside_the_directory_comes_in(door: Door) -> None:
    door.provider.address = "evil@example.org"
    answer = door.sign_in()

    assert (answer.status_code, sessions_open(door.home)) == (403, 0)
    assert paragraphs(answer.text)[0].startswith("The directory does not hold evil@example.org.")


def test_whoever_left_comes_in_no_more(door: Door) -> None:
    with door.home.sessions.begin() as session:
        session.execute(update(PersonRow).where(PersonRow.email == NINA).values(left_on=TODAY))

    assert (door.sign_in().status_code, sessions_open(door.home)) == (403, 0)


def test_an_address_that_passed_to_another_account_does_not_pass_its_holders_place_on(door: Door) -> None:
    first = door.sign_in().status_code
    door.provider.claims = {"sub": "somebody who got the address later"}
    taken = door.sign_in()
    with door.home.sessions.begin() as session:
        end_accounts(session, NINA, who=SAM, now=NOW)
    anew = door.sign_in().status_code

    assert (first, taken.status_code, anew) == (303, 403, 303)
    assert paragraphs(taken.text)[0].startswith("nina@example.org signed in with another account before.")
    with door.home.sessions() as session:
        said = session.scalars(select(HistoryRow.what).where(HistoryRow.what.startswith("account")))
        assert list(said) == [
            "account first used of nina@example.org",
            "account ended of nina@example.org",
            "account first used of nina@example.org",
        ]


def test_entras_own_word_for_a_verified_domain_counts(door: Door) -> None:
    door.provider.claims = {"email_verified": None, "xms_edov": 1}

    assert door.sign_in().status_code == 303


def test_the_sign_in_name_counts_where_the_settings_say_so(door: Door) -> None:
    lead_to(door.home, registered(door.provider.url, address_from="preferred_username"))
    door.provider.claims = {"email": "evil@example.org", "email_verified": None, "preferred_username": NINA}

    assert door.sign_in().status_code == 303


def test_where_it_leads_afterwards_is_a_page_of_ours(door: Door) -> None:
    assert door.sign_in(after="https://evil.example.net").headers["location"] == "/"


def test_signing_out_ends_the_session_and_offers_to_end_the_providers_too(door: Door) -> None:
    door.sign_in()
    token = page(door.ask("/").text).xpath("//input[@name='token']/@value")[0]
    left = door.ask("/sign-out", "POST", data={"token": token})
    shown = Visitor(door.home.app).get(left.headers["location"])

    assert page(shown.text).xpath("//p[@class='inset']/a/@href") == [
        f"{door.provider.url}/leave?client_id=chaser-client&post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8024%2Fsign-in"
    ]
    assert door.ask("/").headers["location"] == "/sign-in"


def test_too_many_answers_that_are_none_are_refused_and_a_good_one_never(door: Door) -> None:
    statuses = [door.ask("/oidc/return?code=x&state=y").status_code for _ in range(31)]

    assert (statuses, door.sign_in().status_code) == ([403] * 30 + [429], 303)


def test_the_log_holds_nothing_that_could_open_a_session(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        path = door.begin()
        secrets = {SECRET, *door.cookies.values(), *(query["nonce"] for query in door.provider.codes.values())}
        door.ask(path)
        door.provider.claims = {"nonce": "another", "sub": "a subject"}
        door.sign_in()
    ours = [each for each in caplog.records if each.name.partition(".")[0] not in {"httpx", "httpcore"}]  # the test's
    written = "\n".join(each.getMessage() for each in ours)

    assert (
        "a sign-in with an account was refused: its identity token does not hold (InvalidClaimError: nonce)" in written
    )
    assert [each for each in (*secrets, "code-0", "code-1", "an access token", "eyJ") if each in written] == []


def test_nobody_sees_the_secret_by_printing_what_holds_it(door: Door) -> None:
    assert SECRET not in repr(door.home.desk)
