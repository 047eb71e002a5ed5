"""The road for mail that the settings name, with what it needs to sign in. Nothing is opened before it is used."""

from collections.abc import Callable
from pathlib import Path

from config.incoming import BouncesSection
from config.settings import Settings
from config.technical import SmtpSection
from notifications.transports.contract import Transport
from notifications.transports.m365 import Application
from notifications.transports.maildrop import Maildrop
from notifications.transports.notify import Account, Notify
from notifications.transports.smtp import Smtp
from notifications.transports.smtp_opening import Relay, Security, Waits

MAIL_FOLDER = "mail"


def transport_of(settings: Settings, home: Path) -> Transport:
    """The road that the settings name: the maildrop in the home, or the relay."""
    if settings.transport == "maildrop":
        return Maildrop(home / MAIL_FOLDER)
    if settings.transport == "notify":
        return notify_of(settings)
    smtp = settings.smtp
    relay = Relay(
        host=smtp.host,
        port=smtp.port,
        security=Security(smtp.security),
        user=smtp.username,
        password=smtp.password.get_secret_value(),
        token=tokens_of(smtp),
        ca_file=str(smtp.ca_file or ""),
        greets_as=smtp.greets_as,
        waits=Waits(greeting=smtp.timeout_seconds, command=smtp.timeout_seconds),
    )
    return Smtp(relay)


def tokens_of(section: SmtpSection | BouncesSection) -> Callable[[], str] | None:
    """Where tokens come from for the relay or the mailbox; None where a password signs in to it, or nothing does."""
    if not section.tenant:
        return None
    secret = section.client_secret.get_secret_value()
    return Application(tenant=section.tenant, client_id=section.client_id, secret=secret, url=section.token_url).token


def notify_of(settings: Settings) -> Notify:
    """GOV.UK Notify, as the settings describe it."""
    section = settings.notify
    key = section.key.get_secret_value()
    return Notify(account=Account(key=key, template=section.template, reply_to=section.reply_to, url=section.url))
