"""Which day's post comes next."""

from datetime import date, timedelta

from scheduler.web.desk import Desk


def next_post_day(desk: Desk) -> date:
    """Today before its round, else the next day on which any board mails."""
    now = desk.now().astimezone(desk.orders.zone)
    day = desk.today if now.time() < desk.orders.morning else desk.today + timedelta(days=1)
    while not desk.orders.may_send_on(day):
        day += timedelta(days=1)
    return day
