"""What no single setting can tell of GOV.UK Notify and of the mailbox for bounces: what is missing beside another."""

from collections.abc import Iterator

from config.incoming import BouncesSection
from config.problems import KeyPath
from config.settings import Settings
from config.words import shown

ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
KEY_LENGTH = 73  # two long numbers of 36 characters with a hyphen between them, after the key's name
Remark = tuple[KeyPath, str, str]


def incoming_remarks(settings: Settings) -> Iterator[Remark]:
    """A path, what is wrong there, and the cure."""
    if settings.transport == "notify":
        yield from _notify(settings)
    yield from _mailbox(settings.bounces)
    yield from _returning(settings)


def _notify(settings: Settings) -> Iterator[Remark]:
    key = settings.notify.key.get_secret_value()
    if not key:
        cure = "Write the key into a file and name it here, or set CHASER_NOTIFY__KEY."
        yield ("notify", "key_file"), 'transport is "notify", but there is no API key.', cure
    elif len(key) < KEY_LENGTH or key[-37] != "-":
        cure = "Copy the whole key from GOV.UK Notify: its name, then two long numbers."
        yield ("notify", "key_file"), "The API key is not whole.", cure
    if not settings.notify.template:
        cure = "Make a template with ((subject)) as its subject and ((body)) as its message, and copy its ID here."
        yield ("notify", "template"), 'transport is "notify", but no template is named.', cure
    if settings.notify.callback_token.get_secret_value() and not settings.web.url:
        cure = "Set url under [web] to the address under which GOV.UK Notify reaches the pages, or take the token out."
        yield ("notify", "callback_token_file"), "Callbacks are expected, but the pages have no address.", cure


def _mailbox(section: BouncesSection) -> Iterator[Remark]:
    if not section.host:
        return
    if not section.address:
        cure = "Write the mailbox's address, such as bounces@example.org."
        yield ("bounces", "address"), "A mailbox for bounces is named, but not its address.", cure
    if not section.username:
        yield ("bounces", "username"), "There is no name to sign in to the mailbox with.", "Write the name."
    yield from _mailbox_secrets(section)
    if section.security == "none" and section.host not in ON_THIS_MACHINE:
        what = "The mailbox's password would travel where others can read it."
        yield ("bounces", "security"), what, 'Set security to "tls" or "starttls".'


def _mailbox_secrets(section: BouncesSection) -> Iterator[Remark]:
    if not section.tenant:
        if not section.password.get_secret_value():
            cure = "Write the password into a file and name it here, or set CHASER_BOUNCES__PASSWORD."
            yield ("bounces", "password_file"), "There is no password for the mailbox.", cure
        return
    needed = {"client_id": section.client_id, "client_secret_file": section.client_secret.get_secret_value()}
    for key, value in needed.items():
        if not value:
            cure = "Write client_id and client_secret_file, or leave tenant empty."
            yield ("bounces", key), "A tenant of Microsoft 365 is named, and this is missing.", cure


def _returning(settings: Settings) -> Iterator[Remark]:
    if settings.bounces.replies == "mailbox" and not settings.bounces.address:
        cure = "Write the mailbox's address above it, or let replies go to the co-ordinator."
        yield ("bounces", "replies"), "Replies are to come into a mailbox that has no address.", cure
    officers = {each.email for board in settings.boards.values() for each in (board.co_ordinator, board.chair) if each}
    if settings.bounces.address and settings.bounces.address.email in officers:
        what = f"{shown(settings.bounces.address.email)} is a person's own address: their mail would be taken in."
        yield ("bounces", "address"), what, "Take an address whose mailbox is for Chaser alone."
