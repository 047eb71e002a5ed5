"""What comes to a house, fetched: the mailbox for bounces and replies, and GOV.UK Notify's word on its mails.

What is made of each is scheduler/rounds/bounces.py's and notifications/bounces'.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from notifications.bounces.mailbox import Account, Security, opened
from notifications.bounces.notify_word import on_the_way, take_word, words_about
from notifications.bounces.recording import Became
from notifications.delivery import never
from notifications.transports.notify import Notify
from scheduler.assembly import House
from scheduler.roads import tokens_of
from scheduler.rounds.bounces import empty_letterbox, take_mail

FETCH_EVERY = 300.0


def comes_in(house: House) -> bool:
    """Whether anything is fetched at all: a mailbox is named, or mails go by Notify and it is asked."""
    return bool(house.settings.bounces.host) or _asks_notify(house)


def fetch(house: House, now: Callable[[], datetime], *, stop: Callable[[], bool] = never) -> Mapping[Became, int]:
    """Take in what is new, and say what was made of it.

    Raises MailboxUnreachable; what was read before that is taken in, and the rest is new the next time.
    """
    counts: Counter[Became] = Counter()
    if _asks_notify(house):
        counts.update(_ask_notify(house, now))
    if house.settings.bounces.host:
        with opened(account_of(house)) as mailbox:
            counts.update(
                empty_letterbox(
                    house.sessions, house.orders, mailbox, now=now, redirected=is_redirected(house), stop=stop
                )
            )
    return counts


def take_in(house: House, raw: bytes, *, now: datetime) -> Became:
    """Take in one mail that was handed over; `raw` is the whole of it."""
    with house.sessions.begin() as session:
        return take_mail(session, house.orders, raw, now=now, redirected=is_redirected(house))


def is_redirected(house: House) -> bool:
    """Whether mails go to somebody else than the people they are for."""
    return house.settings.redirect is not None


def account_of(house: House) -> Account:
    """The mailbox that the settings name."""
    section = house.settings.bounces
    return Account(
        host=section.host,
        port=section.port,
        security=Security(section.security),
        user=section.username,
        password=section.password.get_secret_value(),
        token=tokens_of(section),
        folder=section.folder,
        ca_file=str(section.ca_file or ""),
    )


def _asks_notify(house: House) -> bool:
    has_callbacks = bool(house.settings.notify.callback_token.get_secret_value())
    return house.settings.transport == "notify" and not has_callbacks


def _ask_notify(house: House, now: Callable[[], datetime]) -> Counter[Became]:
    road = house.transport()
    with house.looking() as session:
        wanted = on_the_way(session, now=now())
    counts: Counter[Became] = Counter()
    for said in words_about(road, wanted) if wanted and isinstance(road, Notify) else ():
        with house.sessions.begin() as session:
            became = take_word(session, said, now=now(), redirected=is_redirected(house))
        if became is not None:
            counts[became] += 1
    return counts
