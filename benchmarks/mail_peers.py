"""Measures a morning's mail beside Redmine's reminders and Request Tracker's digest, in one run on one machine.

Run as root: python -m benchmarks.mail_peers [--write] [--people 2000] [--others 400] [--runs 5]. Needs Debian's
packages redmine, redmine-sqlite, request-tracker5, rt5-db-sqlite and postfix. The peers are filled first, once (some
minutes): `--fill` does that with mail_redmine.rb and mail_rt.pl. Start-up is measured by the same command with nothing
to send (ours: with twenty mails), and subtracted. A process's CPU is its own and its children's: Request Tracker pipes
each mail to a program, which here is `cat`.
"""

import argparse
import os
import resource
import shutil
import subprocess
from collections.abc import Callable
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


@dataclass(frozen=True)
class Peer:
    """What a program took for so many mails, its start-up subtracted: CPU milliseconds a mail."""

    name: str
    mails: int
    each: float


def _cpu_of(command: list[str], folder: Path, **environment: str) -> float:
    """CPU seconds, user and system, of a command and the children it waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _beyond_start(send: Callable[[], float], start: Callable[[], float], runs: int) -> float:
    return median(send() for _ in range(runs)) - median(start() for _ in range(runs))


def _reminders(project: str) -> Callable[[], float]:
    command = ["bundle", "exec", "rake", "redmine:send_reminders", "days=14", f"project={project}"]
    return lambda: _cpu_of(command, REDMINE, RAILS_ENV="production")


def redmine(people: int, runs: int) -> Peer:
    """`redmine:send_reminders` over SMTP to smtp-sink."""
    with sink() as port:
        REDMINE_MAIL.write_text(REDMINE_SENDS.format(port=port), encoding="utf-8")
        try:
            spent = _beyond_start(_reminders("bench"), _reminders("empty"), runs)
        finally:
            REDMINE_MAIL.unlink()
    return Peer("Redmine, `redmine:send_reminders`", people, spent / people * 1000)


def _digest_of_filled(filled: Path) -> Callable[[], float]:
    """The daily digest marks what it sent, so that each run begins with the base as it was filled."""

    def send() -> float:
        shutil.copyfile(filled, TRACKER_BASE)
        return _cpu_of(["rt-email-digest", "-m", "daily"], HERE)

    return send


def tracker(people: int, runs: int) -> Peer:
    """`rt-email-digest -m daily`, each mail piped away; its start-up is a weekly digest that nobody wants."""
    filled, throwing = TRACKER_BASE.with_suffix(".filled"), TRACKER_BASE.with_name("throw-away")
    throwing.write_text("#!/bin/sh\nexec cat > /dev/null\n", encoding="utf-8")
    throwing.chmod(0o755)
    TRACKER_MAIL.write_text(TRACKER_SENDS.format(sink=throwing), encoding="utf-8")
    shutil.copyfile(TRACKER_BASE, filled)
    try:
        weekly = ["rt-email-digest", "-m", "weekly"]
        spent = _beyond_start(_digest_of_filled(filled), lambda: _cpu_of(weekly, HERE), runs)
    finally:
        shutil.move(filled, TRACKER_BASE)
        TRACKER_MAIL.unlink()
    return Peer("Request Tracker, `rt-email-digest`", people, spent / people * 1000)


def ours(people: int, runs: int) -> Peer:
    """Register to sink, every feature on, as mail_rounds.py measures it."""
    cost, start = measured(WHOLE, people, runs), measured(WHOLE, FEW, runs)
    return Peer("Chaser, register to sink", cost.mails, (cost.cpu - start.cpu) / (cost.mails - start.mails) * 1000)


def fill(people: int) -> None:
    """Give both peers so many people with five matters each, due within the week."""
    wanted = {**os.environ, "PEOPLE": str(people), "RAILS_ENV": "production"}
    subprocess.run(
        ["bundle", "exec", "rails", "runner", str(HERE / "mail_redmine.rb")], cwd=REDMINE, env=wanted, check=True
    )
    subprocess.run(["perl", f"-I{TRACKER_LIBRARY}", str(HERE / "mail_rt.pl")], env=wanted, check=True)


def table(peers: list[Peer]) -> str:
    """The peers as a Markdown table, each as a multiple of ours."""
    lines = ["| what | mails | CPU a mail | as a multiple of ours |", "| --- | ---: | ---: | ---: |"]
    for peer in peers:
        lines.append(f"| {peer.name} | {peer.mails} | {peer.each:.2f} ms | {peer.each / peers[0].each:.1f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fills where asked to, measures, prints, and writes where asked to."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help=f"write {TABLE.name} beside this file")
    arguments.add_argument("--fill", action="store_true", help="fill Redmine and Request Tracker first")
    arguments.add_argument("--people", type=int, default=2000, help="how many Chaser mails")
    arguments.add_argument("--others", type=int, default=400, help="how many the peers were filled with")
    arguments.add_argument("--runs", type=int, default=5)
    chosen = arguments.parse_args()
    if chosen.fill:
        fill(chosen.others)
    peers = [measure(chosen.others, chosen.runs) for measure in (redmine, tracker)]
    report = table([ours(chosen.people, chosen.runs), *peers])
    print(report)
    if chosen.write:
        TABLE.write_text(f"Medians of {chosen.runs} runs, start-up subtracted.\n\n{report}", encoding="utf-8")


if __name__ == "__main__":
    main()
