"""Measures a morning's mail from the register to a sink, beside a floor and Postfix's own smtp-source.

Run: python -m benchmarks.mail_rounds [--write] [--people 2000] [--runs 5] [--many 20000]. With --write the table goes
into mail_rounds.md. Needs Debian's postfix package for smtp-sink and smtp-source; each measure is a process of its own.
`--only "round and delivery"` takes one measure, `--many 0` leaves out the one of memory.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree, rmtree
from statistics import median
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter

from benchmarks import mail_parts
from benchmarks.mail_floor import floor
from benchmarks.mail_house import ACTIONS_EACH, ROUND_AT, opened
from benchmarks.mail_words import by_email_message, by_mime_text, by_ours, words_of_a_digest
from notifications.transports.contract import Accepted, Envelope
from notifications.transports.smtp import Smtp
from notifications.transports.smtp_opening import Relay, Security
from scheduler.rounds.morning import hold_morning

REPORT = Path(__file__).with_suffix(".md")
SBIN = "/usr/sbin:/usr/local/sbin:/usr/bin"
HOST = "127.0.0.1"
WHOLE = "round and delivery"
BEYOND_START = f"{WHOLE}, start-up subtracted"
FEW = 20  # people of a round whose cost is taken for start-up


@dataclass(frozen=True)
class Cost:
    """What a process used for so many mails: CPU and wall in seconds, and its greatest memory in MB."""

    mails: int
    cpu: float
    wall: float
    memory: float


def cpu_used() -> float:
    """CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def round_and_delivery(port: int, people: int) -> Cost:
    """A round that tells everybody, and the delivery of it; the home is made beforehand, in a process of its own."""
    with TemporaryDirectory() as folder:
        copytree(_home_with(people), folder, dirs_exist_ok=True)
        house = opened(Path(folder), port=port)
        cpu, began = cpu_used(), perf_counter()
        with house.sessions.begin() as session:
            mails = hold_morning(session, house.orders, now=ROUND_AT, whole=False).mailed
        delivered = house.deliver(lambda: ROUND_AT)
        cost = _since(mails, cpu, began)
        house.engine.dispose()
    if delivered.accepted != mails:
        raise RuntimeError(f"{mails} mails were written and {delivered.accepted} accepted: {delivered.closed}")
    return cost


def sending_alone(port: int, messages: int) -> Cost:
    """The same bytes again and again through the road, with nothing written down."""
    content = by_ours(words_of_a_digest())
    relay = Relay(host=HOST, port=port, security=Security.NONE, greets_as="bench")
    with Smtp(relay).session() as carrier:
        carrier.ready()
        cpu, began = cpu_used(), perf_counter()
        for number in range(messages):
            envelope = Envelope(
                id=f"{number:032x}",
                message_id=f"<{number:032x}@example.org>",
                sender="chaser@example.org",
                recipient=f"person{number}@example.org",
                day=date(2025, 3, 3),
                content=content,
            )
            if not isinstance(carrier.send(envelope), Accepted):
                raise RuntimeError("the sink took it not")
        return _since(messages, cpu, began)


def the_floor(port: int, messages: int) -> Cost:
    """mail_floor.py, with the words of one digest."""
    words = words_of_a_digest()
    cpu, began = cpu_used(), perf_counter()
    floor(port, messages, words.text, words.html)
    return _since(messages, cpu, began)


def smtp_source(port: int, messages: int) -> Cost:
    """Postfix's own load generator, over one connection, with messages of the size of ours."""
    size = len(by_ours(words_of_a_digest()))
    command = [_tool("smtp-source"), "-d", "-m", str(messages), "-s", "1", "-l", str(size), f"{HOST}:{port}"]
    began = perf_counter()
    subprocess.run(command, check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(messages, used.ru_utime + used.ru_stime, perf_counter() - began, used.ru_maxrss / 1024)


def composing(make: Callable[..., bytes]) -> Callable[[int, int], Cost]:
    """How long one way to build a message takes, without any sending."""

    def measure(_port: int, messages: int) -> Cost:
        words = words_of_a_digest()
        cpu, began = cpu_used(), perf_counter()
        for _ in range(messages):
            make(words)
        return _since(messages, cpu, began)

    return measure


def part(made: Callable[[Path, int], mail_parts.Spend]) -> Callable[[int, int], Cost]:
    """What one demanded part costs alone, once all is made ready for it."""

    def measure(_port: int, mails: int) -> Cost:
        with TemporaryDirectory() as folder:
            spend = made(Path(folder), mails)
            cpu, began = cpu_used(), perf_counter()
            spend(mails)
            return _since(mails, cpu, began)

    return measure


MEASURES: dict[str, Callable[[int, int], Cost]] = {
    WHOLE: round_and_delivery,
    "sending alone": sending_alone,
    "floor": the_floor,
    "smtp-source": smtp_source,
    "composed by email.mime, as we do": composing(by_ours),
    "composed by MIMEText": composing(by_mime_text),
    "composed by EmailMessage": composing(by_email_message),
} | {name: part(made) for name, made in mail_parts.PARTS.items()}


def _home_with(people: int) -> Path:
    """A home for so many people, made once and kept for the next run."""
    home = Path(gettempdir()) / f"chaser-mail-bench-{people}"
    if not (home / "made").exists():
        rmtree(home, ignore_errors=True)
        home.mkdir()
        subprocess.run([sys.executable, "-m", "benchmarks.mail_house", str(people), str(home)], check=True)
        (home / "made").touch()
    return home


def _since(mails: int, cpu: float, began: float) -> Cost:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(mails, cpu_used() - cpu, perf_counter() - began, memory)


def _tool(name: str) -> str:
    found = shutil.which(name, path=SBIN)
    if found is None:
        raise SystemExit(f"{name} is missing: apt-get install postfix")
    return found


@contextmanager
def sink() -> Iterator[int]:
    """smtp-sink on a port of its own, throwing all away."""
    from tests.notifications.transports.relays import free_port  # keeps the tests' servers out of what is measured

    port = free_port()
    process = subprocess.Popen([_tool("smtp-sink"), "-u", "nobody", f"{HOST}:{port}", "200"])
    try:
        yield port
    finally:
        process.kill()
        process.wait()


def measured(name: str, mails: int, runs: int, *, python: str = sys.executable) -> Cost:
    """The median of several runs, each in a process of `python` and with a sink of its own; memory is the greatest."""
    costs = []
    for _ in range(runs):
        with sink() as port:
            given = [python, "-m", "benchmarks.mail_rounds", "--part", name, "--port", str(port)]
            said = subprocess.run([*given, "--people", str(mails)], check=True, capture_output=True, text=True)
        costs.append(Cost(**json.loads(said.stdout.splitlines()[-1])))
    return Cost(
        costs[0].mails,
        median(each.cpu for each in costs),
        median(each.wall for each in costs),
        max(each.memory for each in costs),
    )


def _less(all_of_it: Cost, first: Cost) -> Cost:
    """What the mails after the first few cost, each."""
    mails, cpu = all_of_it.mails - first.mails, all_of_it.cpu - first.cpu
    return Cost(mails, cpu, all_of_it.wall - first.wall, all_of_it.memory)


def table(costs: dict[str, Cost]) -> str:
    """The measures as a Markdown table."""
    per_mail = {name: cost.cpu / cost.mails for name, cost in costs.items()}
    lines = [
        "| what | mails | CPU a mail | wall a mail | mails a second | CPU as a multiple of the floor | memory |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, cost in costs.items():
        each, wall = per_mail[name] * 1000, cost.wall / cost.mails * 1000
        times = per_mail[name] / per_mail["floor"]
        rate, memory = cost.mails / cost.wall, f"{cost.memory:.0f} MB"
        lines.append(f"| {name} | {cost.mails} | {each:.2f} ms | {wall:.2f} ms | {rate:.0f} | {times:.1f} | {memory} |")
    return "\n".join(lines)


def parts(costs: dict[str, Cost]) -> str:
    """What the demanded parts cost alone, beside the floor and the whole way."""
    each = {name: cost.cpu / cost.mails * 1000 for name, cost in costs.items()}
    return PARTS_HEADING + mail_parts.table(each, floor=each["floor"], whole=each[BEYOND_START])


def main() -> None:
    """Measures, prints, and writes where asked to."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help=f"write {REPORT.name} beside this file")
    arguments.add_argument("--people", type=int, default=2000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--part", choices=list(MEASURES), help="one measure, for the process of its own")
    arguments.add_argument("--port", type=int)
    arguments.add_argument("--only", choices=list(MEASURES), help="one measure and the floor, instead of all")
    arguments.add_argument("--many", type=int, default=20_000, help="people for the measure of memory; 0 leaves it out")
    chosen = arguments.parse_args()
    if chosen.part:
        print(json.dumps(vars(MEASURES[chosen.part](chosen.port, chosen.people))))
        return
    load = os.getloadavg()[0]
    names = [each for each in MEASURES if not chosen.only or each in {chosen.only, "floor"}]
    costs = {name: measured(name, chosen.people, chosen.runs) for name in names}
    if WHOLE in costs:
        first = measured(WHOLE, FEW, chosen.runs)
        costs = {WHOLE: costs[WHOLE], BEYOND_START: _less(costs[WHOLE], first)} | costs
    if chosen.many:
        costs[f"{WHOLE}, once, for many"] = measured(WHOLE, chosen.many, 1)
    shown = {name: cost for name, cost in costs.items() if chosen.only or name not in mail_parts.PARTS}
    report = table(shown) + ("" if chosen.only else parts(costs))
    print(report)
    if chosen.write:
        said = f"{load:.1f} at the beginning, {os.getloadavg()[0]:.1f} at the end, on {os.cpu_count()} cores"
        heading = HEADING.format(people=chosen.people, each=ACTIONS_EACH, runs=chosen.runs, load=said)
        REPORT.write_text(heading + report + "\n" + FOOT, encoding="utf-8")


HEADING = """# What a morning's mail costs

Written by `python -m benchmarks.mail_rounds --write`: {people} people with {each} actions each (two newly late,
one due that day, one in 14 days and one in 28).
The first line is the whole way, every feature on: the round decides, renders, composes, writes messages, notices,
histories and the ledger's digests into SQLite, hands each message over phase by phase, has each acceptance on the disk
before the next message begins (a journal, synced; committed fifty at a time), and seals the ledger. The floor puts the
same bytes together by hand and keeps nothing. Medians of {runs} runs (memory: the greatest), each in a process of its
own, against `smtp-sink` on the same machine; the home is made beforehand by another. The second leaves out what a round
for twenty costs (templates are compiled, modules loaded), as was done for Redmine. Load of the machine: {load}.

"""
PARTS_HEADING = """

## The least that each demanded part costs

Each alone, by the plainest means that Python has, in the same run; mail_parts.py says how. The templates give no more
than refs, titles and links; the tables have no indices but their keys; nothing asks whether it was told before.

"""
FOOT = """
What the rest of the way costs, and Redmine beside it: mail_peers.md.
"""


if __name__ == "__main__":
    main()
