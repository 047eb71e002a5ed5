"""chaser meeting: the meetings that the series give, and a person's word about one of them."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, time
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.opening import day_of, open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop
from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.register.meetings import MeetingChange, list_meetings
from scheduler.rounds.meeting_changes import Changed, RefusedChange, add_extra, change_meeting, series_of
from scheduler.rounds.meetings import renew_meetings
from scheduler.rules.days_in_words import day_in_words, listed
from scheduler.rules.meeting_changes import REFRESHED, hours_in_words, what_subscribers_see, when_in_words

meeting_app = typer.Typer(help="The meetings of each series, and what becomes of them.", no_args_is_help=True)

SeriesArgument = Annotated[str, typer.Argument(help="The series' short name, as in [series.NAME] of chaser.toml.")]
WhichArgument = Annotated[
    str,
    typer.Argument(metavar="MEETING", help="Its name as chaser meeting list shows it, or its day, like 2027-03-09."),
]
DayOption = Annotated[str, typer.Option("--day", help="The new day, like 2027-03-16.")]
StartsOption = Annotated[str, typer.Option(help="When it begins, like 14:00; it lasts as long as before.")]
EndsOption = Annotated[str, typer.Option(help="When it ends, like 16:00.")]
RoomOption = Annotated[str | None, typer.Option(help="Where it meets.")]
LinkOption = Annotated[str | None, typer.Option(help="Where it meets online: an address that begins with https://.")]
PapersOption = Annotated[str, typer.Option(help="By which day its papers are due, like 2027-03-02.")]
DeputyOption = Annotated[str, typer.Option(metavar="ADDRESS", help="Who stands in at this meeting.")]
WhomOption = Annotated[
    str, typer.Option("--for", metavar="ADDRESS", help="For whom the deputy stands in; the chair if not said.")
]
ReasonOption = Annotated[str, typer.Option(help="Why, in a few words that may be read out; no case details.")]
ByOption = Annotated[str, typer.Option("--by", metavar="ADDRESS", help="Who decided it; the co-ordinator if not said.")]
Act = Callable[[Session, str], Changed]
NO_SERIES = "No board meets yet: say in chaser.toml, under [series.…], when each does."
NO_MEETING = "No meeting comes within a year: see the days and rules under [series.…] in chaser.toml."


@meeting_app.command("list")
def list_(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List the meetings of every series from today on, a year ahead."""
    house, now = open_home(home), clock.now()
    today = house.orders.local_day(now)
    with working(house) as session:
        renew_meetings(session, house.orders, now=now)
        coming = [each for each in list_meetings(session) if each.on >= today]
    if form is Format.JSON:
        print_json([asdict(each) for each in coming])
        return
    if not coming:
        say(NO_MEETING if house.orders.series else NO_SERIES)
        return
    headings = ["Series", "Meeting", "What", "Day", "Time", "Where", "Papers by", "Note"]
    show_table(headings, map(_row, coming))


def _row(each: Meeting) -> tuple[str, ...]:
    notes = ["" if each.status is MeetingStatus.CONFIRMED else each.status.value, each.moved_because, each.note]
    return (
        each.series,
        each.slot,
        each.title,
        day_in_words(each.on),
        hours_in_words(each.starts, each.ends),
        "; ".join(filter(None, [each.location, each.url])),
        day_in_words(each.paper_deadline_on) if each.paper_deadline_on else "",
        "; ".join(filter(None, notes)),
    )


@meeting_app.command()
def move(
    series: SeriesArgument,
    which: WhichArgument,
    day: DayOption = "",
    starts: StartsOption = "",
    ends: EndsOption = "",
    room: RoomOption = None,
    link: LinkOption = None,
    papers: PapersOption = "",
    deputy: DeputyOption = "",
    whom: WhomOption = "",
    reason: ReasonOption = "",
    by: ByOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Give one meeting another day, time, room, link, paper deadline or a deputy; subscribers see it moved.

    Within 48 hours of its start, those who attend are mailed as well. Whatever is set here stays set.
    """
    wanted = _change(day, starts, ends, room, link, papers)

    def act(session: Session, who: str) -> Changed:
        stands_in = {(whom or _chair(house, series)).lower(): deputy.lower()} if deputy else None
        change = MeetingChange(**vars(wanted) | {"deputies": stands_in})
        return change_meeting(session, house.orders, series, which, change, reason=reason, who=who, now=clock.now())

    if not (deputy or any(value is not None for value in vars(wanted).values())):
        stop(Exit.WRONG_SETTINGS, "Say what changes: --day, --starts, --ends, --room, --link, --papers or --deputy.")
    house = open_home(home)
    _do(house, series, by, act, form)


@meeting_app.command()
def cancel(
    series: SeriesArgument,
    which: WhichArgument,
    reason: ReasonOption,
    by: ByOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Cancel one meeting; it stays in calendars, marked as cancelled, until its day is past."""
    _set(home, series, which, MeetingChange(status=MeetingStatus.CANCELLED), by, form, reason=reason)


@meeting_app.command()
def restore(
    series: SeriesArgument,
    which: WhichArgument,
    by: ByOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Let a cancelled meeting take place again."""
    _set(home, series, which, MeetingChange(status=MeetingStatus.CONFIRMED), by, form)


@meeting_app.command()
def note(
    series: SeriesArgument,
    which: WhichArgument,
    words: Annotated[str, typer.Argument(help="What subscribers read in the entry; no names or case details.")],
    by: ByOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Say something in one meeting's entry, instead of what was noted before."""
    _set(home, series, which, MeetingChange(note=words), by, form)


@meeting_app.command()
def add(
    series: SeriesArgument,
    day: Annotated[str, typer.Argument(help="The day of the extra meeting, like 2027-02-03.")],
    starts: StartsOption = "",
    ends: EndsOption = "",
    room: RoomOption = None,
    link: LinkOption = None,
    papers: PapersOption = "",
    reason: ReasonOption = "",
    by: ByOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Add an extra meeting to a series; what is not said is as in the series."""
    wanted = _change(day, starts, ends, room, link, papers)

    def act(session: Session, who: str) -> Changed:
        change = MeetingChange(**vars(wanted) | {"note": reason or None})
        return add_extra(session, house.orders, series, change, who=who, now=clock.now())

    house = open_home(home)
    _do(house, series, by, act, form)


def _set(
    home: Path, series: str, which: str, change: MeetingChange, by: str, form: Format, *, reason: str = ""
) -> None:
    def act(session: Session, who: str) -> Changed:
        return change_meeting(session, house.orders, series, which, change, reason=reason, who=who, now=clock.now())

    house = open_home(home)
    _do(house, series, by, act, form)


def _do(house: House, series: str, by: str, act: Act, form: Format) -> None:
    """Bring the meetings up to date, change one, and say what came of it; a refusal changes nothing."""
    with working(house) as session:
        co_ordinator = house.orders.boards[series_of(house.orders, series).board].co_ordinator
        renew_meetings(session, house.orders, now=clock.now())
        session.flush()
        try:
            changed = act(session, by or co_ordinator)
        except RefusedChange as refused:
            session.rollback()
            stop(Exit.REFUSED, f"Nothing was changed: {refused}.")
    if form is Format.JSON:
        print_json({"meeting": asdict(changed.after), "mailed": list(changed.mailed), "says": _sentences(changed)})
        return
    for sentence in _sentences(changed):
        say(sentence)


def _sentences(changed: Changed) -> list[str]:
    """How the meeting stands, what subscribers will see, and who was mailed."""
    after = changed.after
    place = "; ".join(filter(None, [after.location, after.url]))
    standing = f"{after.title}: {when_in_words(after)}{', ' if place else ''}{place}."
    if after.status is MeetingStatus.CANCELLED:
        standing = f"{after.title} of {when_in_words(after)} is cancelled."
    seen = what_subscribers_see(changed.before, after) if changed.before else f"{REFRESHED}, as an entry of its own."
    closed = f"{day_in_words(after.on)} is no working day ({changed.why_not}); it stays there, as you said."
    mailed = f"Mailed as well: {listed(changed.mailed)}."
    quiet = "Nobody was mailed: only what comes within 48 hours of a meeting is."
    return [standing, *([closed] if changed.why_not else []), seen, mailed if changed.mailed else quiet]


def _change(day: str, starts: str, ends: str, room: str | None, link: str | None, papers: str) -> MeetingChange:
    if link and not link.startswith(("https://", "http://")):
        stop(Exit.WRONG_SETTINGS, f"--link {link!r} is no web address: write it like https://meet.example.org/cog.")
    return MeetingChange(
        on_day=_day(day, what="the day"),
        starts=_hour(starts, what="--starts"),
        ends=_hour(ends, what="--ends"),
        location=room,
        url=link,
        paper_deadline_on=_day(papers, what="--papers"),
    )


def _day(text: str, *, what: str) -> date | None:
    return day_of(text, what=what) if text else None


def _hour(text: str, *, what: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        stop(Exit.WRONG_SETTINGS, f"{what} {text!r} is no time of day: write it like 14:00.")


def _chair(house: House, series: str) -> str:
    chair = house.orders.boards[series_of(house.orders, series).board].chair
    return chair or stop(Exit.WRONG_SETTINGS, "The board has no chair: say with --for whom the deputy stands in for.")
