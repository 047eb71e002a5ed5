"""Which day's post comes next."""

from datetime import date

from scheduler.rounds.handovers import next_post_day as next_post_day_of
from scheduler.web.desk import Desk


def next_post_day(desk: Desk) -> date:
    """Today before its round, else the next day on which any board mails."""
    now = desk.now().astimezone(desk.orders.zone)
    return next_post_day_of(desk.orders, desk.today, is_over=now.time() >= desk.orders.morning)
