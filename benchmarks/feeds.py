"""What a fetch of a feed costs, beside a CalDAV server with the same entries and a static file of the same bytes.

A board with 100 meetings and the days of their papers, 200 entries, is served by the daemon as it runs anywhere, by
nginx as a file, and by Radicale. `wrk` asks each of them in turn on this machine, one after the other in one run; the
figure is the processor time that the server used, user and system, for each request.

    python -m benchmarks.feeds            prints the table
    python -m benchmarks.feeds --write    writes it to benchmarks/feeds.md as well
"""

import argparse
import gzip
import platform
import re
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.feeds_servers import Server, chaser, free_port, needed, nginx, radicale
from scheduler import clock
from scheduler.assembly import open_house
from scheduler.links import feed_path
from scheduler.register.subscribers import grant
from scheduler.rounds.meetings import renew_meetings

WARM_UP, SECONDS, CONNECTIONS = 2, 6, 4
MEETINGS = 100
REPORT = Path(__file__).with_suffix(".md")
SAM = "sam@example.org"
SETTINGS = """
[boards.cog]
name = "Chief Officer Group"
chair = "Robin Hale <chair@example.org>"
co_ordinator = "Sam Ode <sam@example.org>"

[series.cog]
board = "cog"
name = "Chief Officer Group: joint meeting of all partners"
days = [{days}]
location = "Committee Room 1, Alder House"
paper_deadline_days = 1
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one sort of request cost a server: processor time in µs, and how many a second it answered."""

    server: str
    request: str
    micros: float
    a_second: float


def measure(server: Server, request: str, *headers: str) -> Cost:
    """Ask a server for some seconds; the processor time is its own, not wrk's."""
    given = [word for header in (*server.headers, *headers) for word in ("-H", header)]
    wrk = [needed("wrk"), "-t1", f"-c{CONNECTIONS}", *given, server.url]
    subprocess.run([*wrk, f"-d{WARM_UP}s"], check=True, capture_output=True)
    before = server.cpu_seconds()
    said = subprocess.run([*wrk, f"-d{SECONDS}s"], check=True, capture_output=True, text=True).stdout
    used = server.cpu_seconds() - before
    asked = re.search(r"(\d+) requests in ([\d.]+)s", said)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    if asked is None or refused is not None or not int(asked[1]):
        sys.exit(f"{server.name} did not answer: {said}")
    return Cost(
        server=server.name,
        request=request,
        micros=used / int(asked[1]) * 1_000_000,
        a_second=int(asked[1]) / float(asked[2]),
    )


def furnish(home: Path) -> str:
    """A home with 200 entries in its board's feed; gives the path of a subscriber's address."""
    (home / "chaser.toml").write_text(SETTINGS.format(days=", ".join(map(str, _days(clock.now().date())))))
    house = open_house(home, {}, now=clock.now())
    with house.sessions.begin() as session:
        renew_meetings(session, house.orders, now=clock.now())
        path = feed_path(grant(session, "board:cog", SAM, now=clock.now()))
    house.engine.dispose()
    return path


def _days(today: date) -> list[date]:
    """Days ahead, every third, so that they fit into the year that a series is kept for."""
    return [today + timedelta(days=3 * number) for number in range(1, MEETINGS + 1)]


def run() -> list[Cost]:
    """All servers, one after the other."""
    with TemporaryDirectory(prefix="chaser-bench-") as name, ExitStack() as stack:
        folders = [Path(name, each) for each in ("home", "nginx", "radicale")]
        Path(name).chmod(0o755)
        for folder in folders:
            folder.mkdir()
        ours = stack.enter_context(chaser(folders[0], furnish(folders[0]), free_port()))
        content, etag = _fetched(ours)
        zipped = gzip.compress(content, 9, mtime=0)
        costs = [
            measure(ours, "the whole feed"),
            measure(ours, "the whole feed, gzip", "Accept-Encoding: gzip"),
            measure(ours, "held already (304)", f"If-None-Match: {etag}"),
        ]
        file = stack.enter_context(nginx(folders[1], content, zipped, free_port()))
        _, file_etag = _fetched(file)
        costs += [
            measure(file, "the whole feed"),
            measure(file, "the whole feed, gzip", "Accept-Encoding: gzip"),
            measure(file, "held already (304)", f"If-None-Match: {file_etag}"),
        ]
        dav = stack.enter_context(radicale(folders[2], content, free_port()))
        _, dav_etag = _fetched(dav)
        costs += [
            measure(dav, "the whole feed"),
            measure(dav, "held already (304)", f"If-None-Match: {dav_etag}"),
        ]
    return costs


def _fetched(server: Server) -> tuple[bytes, str]:
    headers = dict(header.split(": ", 1) for header in server.headers)
    with urllib.request.urlopen(urllib.request.Request(server.url, headers=headers)) as answer:
        content, etag = answer.read(), answer.headers["ETag"] or ""
    if content.count(b"BEGIN:VEVENT") != 2 * MEETINGS:
        sys.exit(f"{server.name} gives {content.count(b'BEGIN:VEVENT')} entries, not {2 * MEETINGS}")
    return content, etag


def table(costs: list[Cost]) -> str:
    """The costs, each beside ours."""
    ours = {each.request: each.micros for each in costs if each.server == "Chaser"}
    lines = [
        "| server | request | processor time | beside ours | requests a second |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for each in costs:
        times = each.micros / ours[each.request]
        lines.append(
            f"| {each.server} | {each.request} | {each.micros:,.0f} µs | × {times:,.2f} | {each.a_second:,.0f} |"
        )
    return "\n".join(lines)


def report(costs: list[Cost], on: date) -> str:
    """The file of results."""
    tools = f"Python {platform.python_version()}, uvicorn {version('uvicorn')}, Radicale {version('radicale')}"
    entries = 2 * MEETINGS
    return f"""# Feeds, beside a static file and a CalDAV server

Written by `python -m benchmarks.feeds --write` on {on}. {MEETINGS} meetings and the days of
their papers, so {entries} entries; nginx serves the very bytes as a file, Radicale the same entries. Asked by `wrk`
over {CONNECTIONS} connections for {SECONDS} seconds each, after a warm-up, on one machine; the time is the server's
own, user and system. The wish: no more than 3 times nginx for a whole feed, at least 200 times less than Radicale,
under 150 µs for a feed that is held already.

{tools}

{table(costs)}

Radicale answers a condition with the whole calendar. Ours looks at the register's mark for each request: a feed that
changed is never given as unchanged.
"""


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write benchmarks/feeds.md")
    write = parser.parse_args().write
    written = report(run(), clock.now().date())
    print(written)
    if write:
        REPORT.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
