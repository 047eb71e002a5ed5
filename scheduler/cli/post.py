"""chaser outbox: what waits and what became of it, what a person says of it, and one mail to try the road out."""

from dataclasses import asdict
from email import message_from_bytes, policy
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from notifications import outbox
from notifications.bounces.kept import kept_mails
from notifications.message import UnusableAddress, checked_address
from notifications.tables import State
from notifications.transports.contract import Accepted
from notifications.trial import Trial, try_road
from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.opening import open_home, working
from scheduler.cli.post_cures import cure_of
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop

outbox_app = typer.Typer(help="Messages that wait, and what became of them.", no_args_is_help=True)
WAITING = (State.READY, State.LEASED, State.HANDOFF, State.RETRY_WAIT, State.UNKNOWN, State.FAILED)
KeyArgument = Annotated[str, typer.Argument(metavar="ID", help="The message, as chaser outbox list names it.")]


@outbox_app.command("list")
def list_(
    home: HomeOption = Path(),
    everything: Annotated[bool, typer.Option("--all", help="Those that arrived, too.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """List messages that have not gone or went wrong, the latest first."""
    house = open_home(home)
    with working(house) as session:
        entries = outbox.entries(session, states=tuple(State) if everything else WAITING)
        breaker = outbox.the_breaker(session, house.settings.transport)
    if form is Format.JSON:
        print_json([asdict(each) for each in entries])
    elif not entries:
        say("Nothing waits, and nothing went wrong.")
    else:
        rows = [(e.id[:8], str(e.local_day), e.to_address, e.subject, e.state.value, _last(e)) for e in entries]
        show_table(["ID", "Day", "To", "Subject", "State", "What happened last"], rows)
    if form is Format.TABLE and breaker and breaker.open_until > clock.now():
        road, until = house.settings.transport, _local(breaker.open_until, house)
        say(f"The road {road} is closed, and is tried again from {until} on: {breaker.why}.")


@outbox_app.command()
def show(key: KeyArgument, home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """Show one message: its words as they were sent, and everything that happened to it."""
    house = open_home(home)
    with working(house) as session:
        entry = _find(session, key)
        content = outbox.body(session, entry.id)
        happened = outbox.happenings(session, entry.id)
        replies = kept_mails(session, message=entry.id)
    if form is Format.JSON:
        histories = {"happenings": map_dicts(happened), "replies": map_dicts(replies)}
        print_json({**asdict(entry), "content": content.decode("utf-8", "replace"), **histories})
        return
    say(f"To {entry.to_address}: {entry.subject}\n{entry.message_id}, {entry.state.value}\n")
    for each in happened:
        say(f"{_local(each.at, house)}  {each.sentence}")
    text = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    say(f"\n{text.get_content() if text else ''}")
    for reply in replies:
        whole = f"chaser replies show {reply.number}"
        say(f"{reply.writer} replied on {_local(reply.came_at, house)} ({whole}):\n{reply.words}\n")


@outbox_app.command()
def retry(key: KeyArgument, home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """Let a message that waits, or whose fate is unknown, go with the next delivery."""
    house = open_home(home)
    with working(house) as session:
        entry = _find(session, key)
        if not outbox.try_again(session, entry.id, now=clock.now()):
            stop(
                Exit.REFUSED,
                f"{entry.id[:8]} is {entry.state.value}: only what waits or is in doubt can be tried again.",
            )
    _say_done(house, entry.id, f"{entry.id[:8]} goes with the next delivery.", form)


@outbox_app.command()
def settle(
    key: KeyArgument,
    arrived: Annotated[bool, typer.Option("--arrived/--lost", help="Whether it arrived, as far as you found out.")],
    by: Annotated[str, typer.Option(help="Who found out; it stands in the message's history.")],
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Say what became of a message whose fate is unknown. One that is lost gives what it told back to the next mail."""
    house = open_home(home)
    with working(house) as session:
        entry = _find(session, key)
        if not outbox.settle_by_word(session, entry.id, arrived=arrived, by=by, now=clock.now()):
            stop(Exit.REFUSED, f"{entry.id[:8]} is {entry.state.value}: only what is unknown can be settled.")
    became = "it arrived" if arrived else "it did not arrive, and what it told is due again"
    _say_done(house, entry.id, f"{entry.id[:8]} to {entry.to_address} is settled: {became}.", form)


@outbox_app.command()
def suppress(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Whom to leave alone; none lists all such.")] = "",
    why: Annotated[str, typer.Option(help="Why nothing is to go there; it stands on the desk.")] = "",
    lift: Annotated[bool, typer.Option("--lift", help="Let mail go to the address again.")] = False,
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Send nothing to an address any more, and say why; or lift that; or list the addresses that nothing is sent to."""
    house, now = open_home(home), clock.now()
    if not address:
        _list_suppressed(house, form)
    elif lift:
        _lift(house, _usable(address), form)
    elif not why:
        stop(Exit.WRONG_SETTINGS, 'Say why: --why "left the authority on 3 March".')
    else:
        with working(house) as session:
            if not outbox.suspend(session, _usable(address), why=why, now=now):
                stop(Exit.REFUSED, f"Nothing is sent to {address} already: chaser outbox suppress says why.")
        undone_by = f"chaser outbox suppress {address} --lift undoes it."
        _say_address(address, f"Nothing is sent to {address} any more. {undone_by}", form, is_left_alone=True)


@outbox_app.command("test")
def try_out(
    to: Annotated[str, typer.Argument(metavar="ADDRESS", help="Who gets it; your own address, usually.")],
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Send one plain mail through the configured road, and say what each step answered."""
    house, now = open_home(home), clock.now()
    sender = next(iter(house.orders.senders.values()), None)
    if sender is None:
        stop(Exit.WRONG_SETTINGS, "There is no sender yet: name a board with its co-ordinator in chaser.toml.")
    day = house.orders.local_day(now)
    try:
        trial = try_road(house.transport(), key=uuid4().hex, sender=sender, to=to, day=day, at=now)
    except UnusableAddress as wrong:
        stop(Exit.WRONG_SETTINGS, f"{wrong}.")
    cure = cure_of(trial.outcome, house.settings.smtp)
    if form is Format.JSON:
        steps = [{"phase": phase.value, "answer": answer} for phase, answer in trial.steps]
        print_json({"to": to, "went": not cure, "answer": trial.outcome.answer, "steps": steps, "cure": cure})
    else:
        _say_steps(trial, to, house)
    if not isinstance(trial.outcome, Accepted):
        stop(Exit.FAILED, f"It did not go: {trial.outcome.answer}.\n{cure}")


def _say_steps(trial: Trial, to: str, house: House) -> None:
    if house.settings.redirect:
        say(f"The redirect to {house.settings.redirect.email} is left out: this one mail goes to {to} itself.")
    for phase, answer in trial.steps:
        say(f"{phase.value}: {answer}")
    if isinstance(trial.outcome, Accepted):
        say(f"It went to {to}.")


def _say_done(house: House, key: str, sentence: str, form: Format) -> None:
    """What was done with a message: a sentence, or the message as it stands now."""
    if form is Format.TABLE:
        say(sentence)
        return
    with working(house) as session:
        print_json(asdict(_find(session, key)))


def _say_address(address: str, sentence: str, form: Format, *, is_left_alone: bool) -> None:
    if form is Format.JSON:
        print_json({"address": address, "is_left_alone": is_left_alone})
    else:
        say(sentence)


def _last(entry: outbox.Entry) -> str:
    return entry.sentence or "Nothing yet: it waits for the next delivery"


def _list_suppressed(house: House, form: Format) -> None:
    with working(house) as session:
        suspended = outbox.suspensions(session)
    if form is Format.JSON:
        print_json(map_dicts(suspended))
    elif suspended:
        show_table(["Address", "Since", "Why"], [(s.address, _local(s.since, house), s.why) for s in suspended])
    else:
        say("Mail goes to every address.")


def _lift(house: House, address: str, form: Format) -> None:
    with working(house) as session:
        if not outbox.lift(session, address, now=clock.now()):
            stop(Exit.REFUSED, f"Mail goes to {address} already.")
    _say_address(address, f"Mail goes to {address} again.", form, is_left_alone=False)


def _usable(address: str) -> str:
    try:
        return checked_address(address)
    except UnusableAddress as wrong:
        stop(Exit.WRONG_SETTINGS, f"{wrong}.")


def _find(session: Any, key: str) -> outbox.Entry:
    entry = outbox.entry(session, key)
    if entry is None:
        stop(Exit.WRONG_SETTINGS, f"No one message begins with {key!r}: look at chaser outbox list --all.")
    return entry


def _local(at: Any, house: House) -> str:
    return f"{at.astimezone(house.orders.zone):%Y-%m-%d %H:%M}"


def map_dicts(rows: Any) -> list[dict[str, Any]]:
    """Dataclasses as plain dictionaries."""
    return [asdict(each) for each in rows]
