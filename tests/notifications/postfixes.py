"""A Postfix of a test's own: its folders, its port, its mailboxes; Debian's programs, nothing of the machine's mail."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.notifications.transports.relays import free_port

REQUIRED = "CHASER_TEST_POSTFIX"
GONE_PERSON, BUSY_PERSON = "marcus.tye@example.com", "helen.brandt@example.org"  # of the sample's people
POSTFIX = shutil.which("postfix", path="/usr/sbin:/usr/local/sbin")
PATIENCE = 60.0  # seconds for the queue manager, however busy the machine
LOOKS_EVERY = 0.1

MAIN = """
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.example.org
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
recipient_delimiter = +
maillog_file = {home}/log/mail.log
maillog_file_prefixes = {home}/log
virtual_mailbox_domains = example.org example.com example.net
virtual_mailbox_base = {home}/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
transport_maps = inline:{{ {gone}=gone:, {busy}=busy: }}
minimal_backoff_time = 1s
maximal_backoff_time = 1s
queue_run_delay = 1s
"""
MASTER = """
{port}    inet  n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 1 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
anvil     unix  - - n - 1 anvil
showq     unix  n - n - - showq
proxymap  unix  - - n - - proxymap
tlsmgr    unix  - - n 1000? 1 tlsmgr
error     unix  - - n - - error
retry     unix  - - n - - error
virtual   unix  - n n - - virtual
postlog   unix-dgram n - n - 1 postlogd
gone      unix  - n n - - pipe flags=R user=postfix-test argv=/bin/sh {home}/gone.sh
busy      unix  - n n - - pipe flags=R user=postfix-test argv=/bin/sh {home}/busy.sh {home}
"""
GONE = "echo nobody lives here; exit 67\n"
# Takes a message once the door is open, and asks for another try before.
BUSY = """[ -e "$1/open" ] || exit 75
mkdir -p "$1/mail/all/new" && cat > "$1/mail/all/new/busy.$$"
"""


@dataclass(frozen=True)
class Postfix:
    """A relay that listens on `port`, and everything that reached its one mailbox."""

    home: Path
    port: int

    def mails(self) -> list[EmailMessage]:
        """What reached the mailbox."""
        files = sorted((self.home / "mail" / "all" / "new").glob("*"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def wait_for(self, wanted: Callable[[], bool], what: str) -> None:
        """Look again and again until it is so."""
        until = monotonic() + PATIENCE
        while not wanted():
            if monotonic() > until:
                raise AssertionError(f"{what} never came; the log says:\n{self.log()}")
            sleep(LOOKS_EVERY)

    def open_the_door(self) -> None:
        """From now on the busy mailbox takes mail."""
        (self.home / "open").touch()

    def log(self) -> str:
        """What Postfix says it did."""
        file = self.home / "log" / "mail.log"
        return file.read_text() if file.exists() else ""


def needed() -> None:
    """Skip, loudly, where there is no Postfix, unless it must be there."""
    missing = "Postfix is not installed: apt-get install postfix" if POSTFIX is None else ""
    if not missing and os.geteuid() != 0:
        missing = "Postfix starts for root alone: run these tests as root, as CI does"
    if missing and os.environ.get(REQUIRED) == "required":
        pytest.fail(missing)
    if missing:
        pytest.skip(f"{missing} ({REQUIRED}=required makes this a failure)")


@contextmanager
def postfix() -> Iterator[Postfix]:
    """Postfix started with a configuration of its own, and stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="chaser-postfix-") as folder:
        home, port = Path(folder), free_port()
        home.chmod(0o755)
        _lay_out(home, port)
        _run(home, "start")
        try:
            yield Postfix(home, port)
        finally:
            _run(home, "stop")


def _lay_out(home: Path, port: int) -> None:
    user = "nobody"
    for name in ("etc", "queue", "data", "mail", "log"):
        (home / name).mkdir()
    shutil.chown(home / "data", "postfix", "postfix")
    shutil.chown(home / "mail", user, "nogroup")
    given = {"home": home, "port": port, "uid": 65534, "gid": 65534, "gone": GONE_PERSON, "busy": BUSY_PERSON}
    (home / "etc" / "main.cf").write_text(MAIN.format(**given))
    (home / "etc" / "master.cf").write_text(MASTER.format(**given).replace("postfix-test", user))
    (home / "gone.sh").write_text(GONE)
    (home / "busy.sh").write_text(BUSY)


def _run(home: Path, command: str) -> None:
    said = subprocess.run(
        [POSTFIX or "postfix", "-c", str(home / "etc"), command], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr + said.stdout
