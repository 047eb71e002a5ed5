"""chaser demo: the main job on the sample plan, with a clock of its own, and the pages to look at."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from scheduler.assembly import House, open_house
from scheduler.cli.documents import reading_of, show_reading
from scheduler.cli.mornings import show_posted
from scheduler.cli.opening import working
from scheduler.cli.terminal import Exit, HomeOption, progress, say, stop
from scheduler.links import feed_path, sign_in_path
from scheduler.reading.read import Reading
from scheduler.register.leads import re_resolve
from scheduler.register.people import import_people
from scheduler.register.plans import record
from scheduler.register.sign_ins import make_link
from scheduler.register.subscribers import grant
from scheduler.rounds.feeds import feed_bytes
from scheduler.rounds.morning import MorningReport, hold_morning
from scheduler.rounds.posting import Posted
from scheduler.rules.days_in_words import counted, day_in_words

PLAN = "sample"
READ_ON = date(2026, 9, 1)
TODAY = date(2026, 11, 30)
EIGHT, LONDON = time(8, 0), ZoneInfo("Europe/London")
FEEDS = {
    "board.ics": "board:cog",
    "moderation.ics": "series:moderation",
    "cog.ics": "series:cog",
    "priya-lomas.ics": "person:priya.lomas@example.org",
}
SUBSCRIBER = "sam@example.org"
MARKER = ".chaser-demo"
HOST, PORT = "127.0.0.1", "8024"
SIGNED_IN = {"co-ordinator": "sam@example.org", "chair": "chair@example.org", "lead": "priya.lomas@example.org"}


def demo(
    home: HomeOption = Path("demo-home"),
    once: Annotated[bool, typer.Option("--once", help="Do everything, then end instead of serving.")] = False,
) -> None:
    """Do the main job on our sample plan: read it, live three months of mornings, show today's mail, serve the pages.

    It makes the home anew each time, writes mails as files, and sends nothing. Its clock says 30 November 2026.
    """
    _make_home(home)
    house = open_house(home, _environment(), now=_eight(READ_ON))
    reading = reading_of(home / "plans" / "plan.docx", READ_ON, {})
    show_reading(reading)
    _record(house, reading)
    with progress("living the mornings since the plan was read"):
        reports = [_morning(house, day) for day in _mornings(house)]
    _write_pages(home, [mail for report in reports for mail in report.posted])
    addresses = _write_feeds(house, home)
    _show(reports)
    _say_where(house, home, reports, addresses, once=once)
    if not once:
        _serve(house)


def _environment() -> dict[str, str]:
    """Where the pages are, from the environment; links in mails lead there."""
    given = {name: os.environ[name] for name in ("CHASER_WEB__PORT", "CHASER_WEB__HOST") if name in os.environ}
    host, port = given.get("CHASER_WEB__HOST", HOST), given.get("CHASER_WEB__PORT", PORT)
    return {"CHASER_WEB__URL": f"http://{host}:{port}", **given}


def _make_home(home: Path) -> None:
    if home.exists() and not (home / MARKER).exists() and any(home.iterdir()):
        stop(Exit.REFUSED, f"{home} is not a demo's: name another folder with --home.")
    shutil.rmtree(home, ignore_errors=True)
    sample = resources.files("config") / "sample"
    for folder in ("plans", "mail", "html", "feeds"):
        (home / folder).mkdir(parents=True)
    (home / MARKER).write_text("Made by chaser demo, which makes it anew each time.\n")
    (home / "chaser.toml").write_bytes((sample / "chaser.toml").read_bytes())
    (home / "people.csv").write_bytes((sample / "people.csv").read_bytes())
    (home / "plans" / "plan.docx").write_bytes((sample / "plan.docx").read_bytes())


def _record(house: House, reading: Reading) -> None:
    now, file = _eight(READ_ON), house.home / "plans" / "plan.docx"
    with working(house) as session:
        import_people(session, (house.home / "people.csv").read_text("utf-8"), now=now)
        digest = sha256(file.read_bytes()).hexdigest()
        record(session, PLAN, reading.plan, board="cog", file_name=file.name, sha256=digest, now=now, day=READ_ON)
        re_resolve(session, READ_ON, now=now)


def _mornings(house: House) -> Iterator[date]:
    """The days since the plan was read on which mail may go; on the others a round says nothing."""
    days = (READ_ON + timedelta(days=n) for n in range((TODAY - READ_ON).days + 1))
    return (day for day in days if house.orders.may_send_on(day))


def _eight(day: date) -> datetime:
    """Eight in the morning in London, in UTC."""
    return datetime.combine(day, EIGHT, LONDON).astimezone(UTC)


def _morning(house: House, day: date) -> MorningReport:
    now = _eight(day)
    with working(house) as session:
        report = hold_morning(session, house.orders, now=now, release=day == READ_ON)
    if report.posted:
        house.deliver(lambda: now)
    return report


def _write_pages(home: Path, mails: list[Posted]) -> None:
    for mail in mails:
        day = mail.day.isoformat()
        name = f"{day}-{mail.name.lower().replace(' ', '-')}-{mail.kind.value}.html"
        (home / "html" / name).write_text(mail.rendered.html, "utf-8")


def _write_feeds(house: House, home: Path) -> dict[str, str]:
    """The feeds as files, and secret addresses of the same for the one who looks on."""
    addresses = {}
    with working(house) as session:
        for file, name in FEEDS.items():
            content = feed_bytes(session, name, house.orders, today=TODAY).content
            (home / "feeds" / file).write_bytes(content)
            token = grant(session, name, SUBSCRIBER, now=_eight(TODAY))
            web = house.settings.web
            addresses[name] = f"http://{web.host}:{web.port}{feed_path(token)}"
    return addresses


def _show(reports: list[MorningReport]) -> None:
    before = [report for report in reports[:-1] if report.posted]
    mails = sum(len(report.posted) for report in before)
    since = f"{day_in_words(READ_ON)} and {day_in_words(before[-1].day)}"
    say(f"\nBetween {since}: {counted(mails, 'mail')} on {counted(len(before), 'morning')}.")
    say(f"\nThis morning, {day_in_words(TODAY)}:")
    show_posted(reports[-1])


def _say_where(
    house: House, home: Path, reports: list[MorningReport], addresses: dict[str, str], *, once: bool
) -> None:
    files = sum(1 for _ in (home / "mail").glob("*.eml"))
    shown = [
        ("Mails as they were sent", f"{home}/mail/*.eml ({files})"),
        ("The same to look at", f"{home}/html/{TODAY}-*.html ({len(reports[-1].posted)} of this morning)"),
        ("Calendar feeds", f"{home}/feeds/*.ics ({len(FEEDS)})"),
        ("Settings", f"{home}/chaser.toml"),
    ]
    if not once:
        shown += [(f"Sign in as {who}", address) for who, address in _sign_in_links(house).items()]
        shown += [(f"Feed {name}", address) for name, address in addresses.items()]
    say("\nWhere to look:")
    width = max(len(what) for what, _ in shown)
    for what, where in shown:
        say(f"  {what.ljust(width)}  {where}")
    say(f"\nAsk why: .venv/bin/chaser explain {PLAN} 4.12 --home {home} --on {TODAY}")


def _sign_in_links(house: House) -> dict[str, str]:
    """A link for each of three people; the demo's clock stands still, so that none grows old."""
    with working(house) as session:
        links = {who: make_link(session, email, road="server", now=_eight(TODAY)) for who, email in SIGNED_IN.items()}
    return {who: f"{house.settings.web.url}{sign_in_path(token)}" for who, token in links.items()}


def _serve(house: House) -> None:
    from scheduler import daemon  # the web's libraries take long to load, and --once needs none of them

    say("Each sign-in link works once; the page asks for another, which comes as a file among the mails.")
    say("Serving until Ctrl-C …")
    standing_still = _eight(TODAY) + timedelta(minutes=5)
    try:
        daemon.serve(house, lambda: standing_still)
    except daemon.PortTaken as taken:
        stop(Exit.WRONG_SETTINGS, str(taken))
