"""The settings in the rules' words: boards, series, the policy's numbers, who is who. It opens nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from config.addresses import Address
from config.boards import BoardSection, SeriesSection
from config.settings import Settings
from notifications.bounces.return_addresses import ReturnAddresses
from notifications.message import Mailbox
from scheduler.links import AnswerPass, answer_url, at_action, unsubscribe_url
from scheduler.plans.boards import Board, MeetingSeries
from scheduler.plans.people import Person
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.brake import Brake
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.working_days import WorkingDays


def orders_of(settings: Settings, secret: bytes) -> StandingOrders:
    """The settings in the rules' words; `secret` signs the links that mails carry."""
    return StandingOrders(
        boards={slug: board_of(slug, section, settings) for slug, section in settings.boards.items()},
        officers=officers_of(settings),
        series={slug: series_of(slug, section, settings) for slug, section in settings.series.items()},
        policy=policy_of(settings),
        senders={slug: mailbox_of(settings.sender_for(slug)) for slug in settings.boards},
        zone=zone_of(settings),
        morning=settings.rounds.morning,
        web_url=settings.web.url,
        unsubscribe_link=lambda person: unsubscribe_url(settings.web.url, secret, person),
        answer_link=answer_links(settings, secret),
        returns=ReturnAddresses(address=_email(settings.bounces.address), secret=secret),
        replies_to=_email(settings.bounces.address) if settings.bounces.replies == "mailbox" else "",
        last_school_days=settings.calendar.last_school_days,
        columns={slug: section.columns for slug, section in settings.plans.items()},
    )


def answer_links(settings: Settings, secret: bytes) -> Callable[[str, str, str, date], str]:
    """Where people answer, by links that count from the beginning of the mail's day in the boards' zone."""
    url, zone = settings.web.url, zone_of(settings)

    @lru_cache(maxsize=4096)  # each line of a digest leads there
    def page_of(person: str, plan: str, on: date) -> str:
        return answer_url(
            url, secret, AnswerPass(person=person, plan=plan, issued_at=datetime.combine(on, time(), zone))
        )

    def answer_link(person: str, plan: str, ref: str, on: date) -> str:
        return at_action(page_of(person, plan, on), ref) if url else ""

    return answer_link


def policy_of(settings: Settings) -> Policy:
    """The numbers of the rules, with the working days of each board."""
    reminders, escalation, requests = settings.reminders, settings.escalation, settings.requests
    return Policy(
        calendar=_working_days(settings, settings.calendar.division),
        calendars={slug: calendar_of(settings, slug) for slug in settings.boards},
        day_rungs=reminders.day_rungs,
        period_rungs=reminders.period_rungs,
        horizon_days=reminders.horizon_days,
        skip_within=reminders.skip_within_working_days,
        brake=Brake(times_usual=settings.brake.times_usual, at_least=settings.brake.at_least),
        progress_rest_days=reminders.rest_days_after_progress,
        request_days=requests.answer_within_working_days,
        owner_move_days=requests.owner_move_days,
        no_lead_days=escalation.no_lead_working_days,
        look_days=escalation.look_working_days,
        note_before_papers=escalation.note_working_days_before_papers,
        note_before_meeting=escalation.note_working_days_before_meeting,
        steps=tuple(Step(to=StepTo(step.who), after=step.after) for step in escalation.steps),
    )


def calendar_of(settings: Settings, board: str) -> WorkingDays:
    """The working days of a board."""
    return _working_days(settings, settings.division_of(board))


def _working_days(settings: Settings, division: str) -> WorkingDays:
    calendar = settings.calendar
    return WorkingDays(
        division=division,
        closed=frozenset(calendar.closed_days),
        quiet_from=calendar.quiet_from,
        quiet_to=calendar.quiet_to,
    )


def board_of(slug: str, section: BoardSection, settings: Settings) -> Board:
    """A board by the addresses of its people; an address that is not set is empty."""
    return Board(
        slug=slug,
        name=section.name,
        co_ordinator=_email(section.co_ordinator),
        chair=_email(section.chair),
        vice_chair=_email(section.vice_chair),
        zone=section.zone,
        division=settings.division_of(slug),
        members={organisation: member.email for organisation, member in section.members.items()},
    )


def series_of(slug: str, section: SeriesSection, settings: Settings) -> MeetingSeries:
    """A series of meetings; where nobody is named to attend, the people at the board's head do."""
    board = settings.boards.get(section.board)  # a wrong one is said by check, and its rule is looked at all the same
    head = [each for each in (board.chair, board.vice_chair, board.co_ordinator) if each] if board else []
    return MeetingSeries(
        slug=slug,
        board=section.board,
        name=section.name or slug,
        rule=section.rule,
        days=section.days,
        starts=section.starts,
        ends=section.ends,
        location=section.location,
        paper_deadline_days=section.paper_deadline_days,
        attendees=tuple(each.email for each in section.attendees or head),
    )


def officers_of(settings: Settings) -> dict[str, Person]:
    """The people whom the settings name at a board or a meeting, by address: a confirmed address (rules.md)."""
    named: list[Address] = [*settings.web.administrators]
    for board in settings.boards.values():
        named += [each for each in (board.chair, board.vice_chair, board.co_ordinator) if each]
    for series in settings.series.values():
        named += series.attendees
    members = [pair for board in settings.boards.values() for pair in board.members.items()]
    named += [member for _, member in members]
    found: dict[str, Person] = {}
    for address in named:
        known = found.get(address.email)
        if known is None or known.name == address.email:
            found[address.email] = Person(email=address.email, name=address.name or address.email)
    for organisation, member in members:
        found[member.email] = replace(found[member.email], organisation=organisation)
    return found


def zone_of(settings: Settings) -> ZoneInfo:
    """The zone of the boards, by which rounds know their hour and mails their day."""
    return next((ZoneInfo(board.zone) for board in settings.boards.values()), ZoneInfo("Europe/London"))


def mailbox_of(address: Address | None) -> Mailbox:
    """An address as it stands in From."""
    return Mailbox(address.email, address.name) if address else Mailbox("")


def _email(address: Address | None) -> str:
    return address.email if address else ""
