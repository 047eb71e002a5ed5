"""Measures a morning's mail beside Redmine's reminders and Request Tracker's digest, in one run on one machine.

Run as root: python -m benchmarks.mail_peers [--write] [--people 2000] [--others 400] [--runs 5]. Needs Debian's
packages redmine, redmine-sqlite, request-tracker5, rt5-db-sqlite and postfix. The peers are filled first, once (some
minutes): `--fill` does that with mail_redmine.rb and mail_rt.pl. Start-up is measured by the same command with nothing
to send (ours: with twenty mails), and subtracted. A process's CPU is its own and its children's: Request Tracker pipes
each mail to a program, which here is `cat`. All are run in turn, `--runs` times over.

The peers run by Debian's Ruby and Perl, built with every optimisation; `--debian PATH` measures Chaser by Debian's
Python as well (`/usr/bin/python3.11 -m venv PATH; PATH/bin/pip install -r requirements.lock`), beside the one that runs
this, which may be built plainly.
"""

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.mail_rounds import FEW, WHOLE, measured, sink

HERE = Path(__file__).parent
TABLE = HERE / "mail_peers_table.md"
REDMINE = Path("/usr/share/redmine")
REDMINE_MAIL = Path("/etc/redmine/default/configuration.yml")
TRACKER_LIBRARY = "/usr/share/request-tracker5/lib"
TRACKER_BASE = Path("/var/lib/dbconfig-common/sqlite3/request-tracker5/rtdb")
TRACKER_MAIL = Path("/etc/request-tracker5/RT_SiteConfig.d/90-bench.pm")

REDMINE_SENDS = """production:
  email_delivery:
    delivery_method: :smtp
    smtp_settings:
      address: 127.0.0.1
      port: {port}
      domain: example.org
"""
TRACKER_SENDS = """Set($MailCommand, 'sendmailpipe');
Set($SendmailPath, '{sink}');
Set($SendmailArguments, '');
Set($SendmailBounceArguments, '');
Set($LogToSyslog, 'critical');
1;
"""


Spend = Callable[[], float]  # CPU seconds that one run took


@dataclass(frozen=True)
class Peer:
    """A program that sends so many mails by `send`, and by `start` does all the same for none."""

    name: str
    mails: int
    send: Spend
    start: Spend


def _cpu_of(command: list[str], folder: Path, **environment: str) -> float:
    """CPU seconds, user and system, of a command and the children it waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _reminders(project: str) -> Spend:
    command = ["bundle", "exec", "rake", "redmine:send_reminders", "days=14", f"project={project}"]
    return lambda: _cpu_of(command, REDMINE, RAILS_ENV="production")


@contextmanager
def redmine(people: int) -> Iterator[Peer]:
    """`redmine:send_reminders` over SMTP to smtp-sink; its start-up is a project without issues."""
    with sink() as port:
        REDMINE_MAIL.write_text(REDMINE_SENDS.format(port=port), encoding="utf-8")
        try:
            yield Peer("Redmine, `redmine:send_reminders`", people, _reminders("bench"), _reminders("empty"))
        finally:
            REDMINE_MAIL.unlink()


def _digest_of_filled(filled: Path) -> Spend:
    """The daily digest marks what it sent, so that each run begins with the base as it was filled."""

    def send() -> float:
        shutil.copyfile(filled, TRACKER_BASE)
        return _cpu_of(["rt-email-digest", "-m", "daily"], HERE)

    return send


@contextmanager
def tracker(people: int) -> Iterator[Peer]:
    """`rt-email-digest -m daily`, each mail piped away; its start-up is a weekly digest that nobody wants."""
    filled, throwing = TRACKER_BASE.with_suffix(".filled"), TRACKER_BASE.with_name("throw-away")
    throwing.write_text("#!/bin/sh\nexec cat > /dev/null\n", encoding="utf-8")
    throwing.chmod(0o755)
    TRACKER_MAIL.write_text(TRACKER_SENDS.format(sink=throwing), encoding="utf-8")
    shutil.copyfile(TRACKER_BASE, filled)
    weekly = ["rt-email-digest", "-m", "weekly"]
    try:
        yield Peer(
            "Request Tracker, `rt-email-digest`", people, _digest_of_filled(filled), lambda: _cpu_of(weekly, HERE)
        )
    finally:
        shutil.move(filled, TRACKER_BASE)
        TRACKER_MAIL.unlink()


def ours(people: int, python: str, name: str) -> Peer:
    """Register to sink, every feature on, as mail_rounds.py measures it; its start-up is a round for twenty."""
    whole, few = measured(WHOLE, people, 1, python=python), measured(WHOLE, FEW, 1, python=python)  # warms the disk
    return Peer(
        name,
        whole.mails - few.mails,
        lambda: measured(WHOLE, people, 1, python=python).cpu,
        lambda: measured(WHOLE, FEW, 1, python=python).cpu,
    )


def in_turn(peers: list[Peer], runs: int) -> list[list[float]]:
    """CPU milliseconds a mail of every peer in every run, one after the other within each: the machine's own speed
    swings from minute to minute, so that only neighbours can be held against each other."""
    return [[(peer.send() - peer.start()) / peer.mails * 1000 for peer in peers] for _ in range(runs)]


def fill(people: int) -> None:
    """Give both peers so many people with five matters each, due within the week."""
    wanted = {**os.environ, "PEOPLE": str(people), "RAILS_ENV": "production"}
    subprocess.run(
        ["bundle", "exec", "rails", "runner", str(HERE / "mail_redmine.rb")], cwd=REDMINE, env=wanted, check=True
    )
    subprocess.run(["perl", f"-I{TRACKER_LIBRARY}", str(HERE / "mail_rt.pl")], env=wanted, check=True)


def table(peers: list[Peer], runs: list[list[float]], first: int) -> str:
    """The peers as a Markdown table: medians of the runs, also as multiples of the `first` ones, which are ours."""
    lines = ["| what | mails | CPU a mail |" + "".join(f" times {peer.name} |" for peer in peers[:first])]
    lines.append("| --- | ---: | ---: |" + " ---: |" * first)
    for number, peer in enumerate(peers):
        each = [f"{median(run[number] for run in runs):.2f} ms"]
        each += [_spread([run[number] / run[of] for run in runs]) for of in range(first)]
        lines.append(f"| {peer.name} | {peer.mails} | {' | '.join(each)} |")
    return "\n".join(lines) + "\n"


def _spread(times: list[float]) -> str:
    return f"{median(times):.1f} ({min(times):.1f} to {max(times):.1f})"


def main() -> None:
    """Fills where asked to, measures, prints, and writes where asked to."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help=f"write {TABLE.name} beside this file")
    arguments.add_argument("--fill", action="store_true", help="fill Redmine and Request Tracker first")
    arguments.add_argument("--people", type=int, default=2000, help="how many Chaser mails")
    arguments.add_argument("--others", type=int, default=400, help="how many the peers were filled with")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--debian", type=Path, help="an environment of Debian's Python, to measure ours by too")
    chosen = arguments.parse_args()
    if chosen.fill:
        fill(chosen.others)
    mine = [ours(chosen.people, sys.executable, f"Chaser (Python {platform.python_version()})")]
    if chosen.debian:
        mine.append(ours(chosen.people, str(chosen.debian / "bin" / "python"), "Chaser (Debian's Python)"))
    with redmine(chosen.others) as rails, tracker(chosen.others) as perl:
        peers = [*mine, rails, perl]
        report = table(peers, in_turn(peers, chosen.runs), len(mine))
    print(report)
    if chosen.write:
        head = f"All in turn, start-up subtracted; medians of {chosen.runs} runs, in brackets the least and the most."
        TABLE.write_text(f"{head}\n\n{report}", encoding="utf-8")


if __name__ == "__main__":
    main()
