"""Everything that is wrong with a home's settings, by the rules of meetings, pages and roads too. It starts nothing."""

import ipaddress
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from config.problems import Problem
from config.reader import Examination, examine_settings
from notifications.transports.notify import NOT_INSTALLED, is_installed
from scheduler.rules.meeting_dates import never_fires
from scheduler.settings_to_orders import calendar_of, series_of

FOR_ACCOUNTS = ("authlib", "requests")


def problems_of(home: Path, environment: Mapping[str, str], *, today: date) -> tuple[Problem, ...]:
    """Everything that is wrong with a home's settings, warnings too; nothing is started."""
    return problems_in(examine_settings(home, environment), today=today)


def problems_in(examination: Examination, *, today: date) -> tuple[Problem, ...]:
    """Everything that is wrong with settings that were looked at, by the rules of meetings, pages and roads too."""
    return (
        *examination.problems,
        *_series_problems(examination, today),
        *_web_problems(examination),
        *_road_problems(examination),
        *account_problems(examination),
    )


def _road_problems(examination: Examination) -> Iterator[Problem]:
    if examination.settings.transport == "notify" and not is_installed():
        what, _, cure = NOT_INSTALLED.partition(": ")
        yield Problem(place=examination.place_of("transport"), what=f"{what[:1].upper()}{what[1:]}.", cure=f"{cure}.")


def _web_problems(examination: Examination) -> Iterator[Problem]:
    host = examination.settings.web.host
    if not (is_loopback(host) or is_behind_tls(examination.settings.web.url)):
        what = f"{host} can be reached by others, and url does not say https: chaser run refuses it."
        cure = "Set it to 127.0.0.1, or let a web server in front speak TLS and set url to its https address."
        yield Problem(place=examination.place_of("web", "host"), what=what, cure=cure, lets_run=True)


def is_behind_tls(url: str) -> bool:
    """Whether people reach the pages over TLS alone, so that no link or session crosses a network in the open."""
    return url.startswith("https://")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address that is listened on."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _series_problems(examination: Examination, today: date) -> Iterator[Problem]:
    for slug, section in examination.settings.series.items():
        if not (section.rule or section.days):
            continue  # said already
        calendar = calendar_of(examination.settings, section.board)
        try:
            why = never_fires(series_of(slug, section, examination.settings), calendar=calendar, start=today)
        except ValueError as wrong:
            why = str(wrong)
        if why:
            place = examination.place_of("series", slug, "rule")
            cure = 'Write it like "quarterly, second Tuesday, 14:00 to 16:00, from 2027-01", or list the days.'
            yield Problem(place=place, what=f"No meeting ever comes of this: {why}.", cure=cure)


def account_problems(examination: Examination) -> Iterator[Problem]:
    """That a provider is named and what it takes is not installed."""
    if examination.settings.oidc.issuer and not all(find_spec(each) for each in FOR_ACCOUNTS):
        what = "Signing in with accounts needs packages that are not installed."
        yield Problem(place=examination.place_of("oidc", "issuer"), what=what, cure="pip install 'chaser[oidc]'.")
