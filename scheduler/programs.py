"""Telling other programs what happened: the webhooks of the register, brought to their road from the outbox."""

from collections.abc import Callable
from datetime import UTC, datetime

from notifications.delivery import DrainResult, drain, never
from notifications.retry import SendingDays
from notifications.tables import Kind
from notifications.transports.webhook import Receiver, Webhooks
from scheduler.assembly import House, node_name
from scheduler.register.hooks import hook_secret, list_hooks

EVERY_DAY = SendingDays(may_send_on=lambda _: True, zone=UTC)


def tell_programs(house: House, now: Callable[[], datetime], *, stop: Callable[[], bool] = never) -> DrainResult:
    """Tell other programs what waits for them, on any day, and whatever address mails are redirected to."""
    road = webhooks_of(house, now)
    return drain(house.sessions, road, now=now, node=node_name(), days=EVERY_DAY, stop=stop, kinds=(Kind.WEBHOOK,))


def webhooks_of(house: House, now: Callable[[], datetime]) -> Webhooks:
    """The road to the programs that co-ordinators registered, as the register knows them now."""
    with house.looking() as session:
        hooks = list_hooks(session)
    receivers = {each.address: Receiver(url=each.url, secret=hook_secret(house.secret, each)) for each in hooks}
    section = house.settings.webhooks
    return Webhooks(receivers=receivers.get, now=now, inside=section.inside, ca_file=str(section.ca_file or ""))
