"""The servers that benchmarks/feeds.py measures, each started on a port of its own with the same 200 entries."""

import base64
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time as clock
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30.0
TICKS = os.sysconf("SC_CLK_TCK")
NGINX = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  gzip_static on;
  types {{ text/calendar ics; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""
RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[rights]
type = authenticated
[storage]
filesystem_folder = {folder}/collections
[logging]
level = error
"""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server at work: where it gives the feed, and the process whose children count as well."""

    name: str
    url: str
    process: int
    headers: tuple[str, ...] = ()

    def cpu_seconds(self) -> float:
        """What the process and its children have used so far, user and system."""
        return sum(_used(each) for each in _family(self.process))


@contextmanager
def chaser(home: Path, path: str, port: int) -> Iterator[Server]:
    """The daemon of a home; `path` is that of a subscriber's feed."""
    command = [str(Path(sys.executable).with_name("chaser")), "run", "--home", str(home)]
    with _running(command, port, env={"CHASER_WEB__PORT": str(port)}) as process:
        yield Server(name="Chaser", url=f"http://127.0.0.1:{port}{path}", process=process)


@contextmanager
def nginx(folder: Path, content: bytes, zipped: bytes, port: int) -> Iterator[Server]:
    """The same bytes as static files, zipped beforehand as well."""
    (folder / "feed.ics").write_bytes(content)
    (folder / "feed.ics.gz").write_bytes(zipped)
    folder.chmod(0o755)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    with _running(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], port) as process:
        yield Server(name="nginx", url=f"http://127.0.0.1:{port}/feed.ics", process=process)


@contextmanager
def radicale(folder: Path, content: bytes, port: int) -> Iterator[Server]:
    """The same entries in a CalDAV server, fetched by GET as a subscriber would."""
    (folder / "config").write_text(RADICALE.format(folder=folder, port=port))
    whoever = f"Authorization: Basic {base64.b64encode(b'bench:bench').decode()}"
    with _running([sys.executable, "-m", "radicale", "--config", str(folder / "config")], port) as process:
        _put(port, content, whoever.partition(": ")[2])
        yield Server(name="Radicale", url=f"http://127.0.0.1:{port}/bench/feed/", process=process, headers=(whoever,))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def needed(command: str) -> str:
    """A program's path; ends the run with a plain sentence where it is not installed."""
    found = shutil.which(command) or shutil.which(command, path="/usr/sbin")
    if found is None:
        sys.exit(f"{command} is not installed: apt-get install wrk nginx-light, and pip install radicale")
    return found


def _put(port: int, content: bytes, whoever: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Content-Type": "text/calendar", "Authorization": whoever}
    connection.request("PUT", "/bench/feed/", content, headers)
    answer = connection.getresponse()
    if answer.status != 201:
        sys.exit(f"Radicale did not take the calendar: {answer.status} {answer.read().decode(errors='replace')}")


@contextmanager
def _running(command: list[str], port: int, env: dict[str, str] | None = None) -> Iterator[int]:
    with subprocess.Popen(command, env=os.environ | (env or {}), stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process)
            yield process.pid
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = clock.monotonic() + PATIENCE
    while clock.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        clock.sleep(0.1)
    sys.exit(f"{process.args!r} does not listen on port {port}")


def _family(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [process, *(each for child in children for each in _family(child))]


def _used(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
