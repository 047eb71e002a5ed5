"""chaser sign-in-link: a way in for the first time, and for whoever cannot get mail, by whoever runs the server."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler import clock
from scheduler.cli.opening import open_home, working
from scheduler.cli.terminal import HomeOption, say
from scheduler.links import sign_in_path
from scheduler.register.sign_ins import make_link


def sign_in_link(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Who signs in; somebody in the directory.")],
    home: HomeOption = Path(),
) -> None:
    """Print a link that signs somebody in, once, within ten minutes.

    Whoever opens it is that person to the pages: hand it to nobody else.
    """
    house, now = open_home(home), clock.now()
    with working(house) as session:
        token = make_link(session, email, road="server", now=now)
    web = house.settings.web
    say(f"{web.url or f'http://{web.host}:{web.port}'}{sign_in_path(token)}")
    say("It works once, within ten minutes, while chaser run serves the pages.")
