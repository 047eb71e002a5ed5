"""chaser run: the daemon, until it is told to stop."""

from pathlib import Path

from scheduler import clock
from scheduler.cli.opening import open_home
from scheduler.cli.terminal import Exit, HomeOption, stop


def run(home: HomeOption = Path()) -> None:
    """Hold the rounds at their hours, deliver the mail, and serve the pages and feeds, in one process.

    SIGTERM or Ctrl-C ends it within ten seconds, with what is in hand finished.
    """
    from scheduler import daemon  # the web's libraries take long to load, and no other command needs them

    house = open_home(home)
    try:
        code = daemon.run(house, clock.now)
    except (daemon.NotLoopback, daemon.PortTaken) as wrong:
        stop(Exit.WRONG_SETTINGS, str(wrong))
    stop(Exit(code))
