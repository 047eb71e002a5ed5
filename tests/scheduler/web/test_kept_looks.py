"""What pages keep of the register: read once while nothing is written, and never older than the last change."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

from scheduler.register import history
from scheduler.rounds.scene import Scene
from tests.builders import NINA, SAM
from tests.scheduler.web.home import NOW, SLUG, TITLE, Home

RENAMES = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as register:
    register.execute("UPDATE plans SET title = 'Another title'")
"""


def scene(home: Home) -> Scene:
    with home.desk.reading() as session:
        return home.desk.looks.scene(session, home.desk.orders, home.desk.today)


def write(home: Home) -> None:
    with home.sessions.begin() as session:
        history.write(session, at=NOW, who=SAM, road="desk", what="something")


def test_the_register_is_read_once_while_nobody_writes(home: Home) -> None:
    first = scene(home)

    assert scene(home) is first
    write(home)
    assert scene(home) is not first


def test_another_day_and_other_orders_are_looked_at_anew(home: Home) -> None:
    first = scene(home)
    home.now = NOW + timedelta(days=1)
    tomorrow = scene(home)
    home.desk.orders = replace(home.orders, web_url="https://chaser.example.org")
    elsewhere = scene(home)

    assert [each.today - first.today for each in (tomorrow, elsewhere)] == [timedelta(days=1)] * 2
    assert [each.orders.web_url for each in (tomorrow, elsewhere)] == ["", "https://chaser.example.org"]


def test_what_another_process_writes_is_shown_at_once(home: Home) -> None:
    paths = ("/", f"/plans/{SLUG}")
    before = [TITLE in home.visitor.get(path).text for path in paths]
    file = home.sessions.kw["bind"].url.database
    subprocess.run([sys.executable, "-c", RENAMES, file], check=True)
    texts = [home.visitor.get(path).text for path in paths]

    assert before == [True, True]
    assert [(TITLE in text, "Another title" in text) for text in texts] == [(False, True)] * 2


def test_a_session_that_began_before_a_change_keeps_nothing_for_those_after_it(home: Home) -> None:
    desk = home.desk
    with desk.reading() as early:
        history.read(early, "")  # from here on SQLite shows it the register of this moment
        with home.sessions.begin() as session:
            session.connection().exec_driver_sql("UPDATE plans SET title = 'Another title'")
        old = desk.looks.scene(early, desk.orders, desk.today)

    assert [each.snapshot.plans[SLUG].title for each in (old, scene(home))] == [TITLE, "Another title"]


def test_a_session_that_writes_sees_what_it_wrote_and_keeps_nothing(home: Home) -> None:
    desk, before = home.desk, scene(home)
    with home.sessions() as session:
        session.connection().exec_driver_sql("UPDATE plans SET title = 'Another title'")
        within = desk.looks.scene(session, desk.orders, desk.today)
        session.rollback()

    assert within.snapshot.plans[SLUG].title == "Another title"
    assert scene(home) is before


def test_what_is_kept_does_not_grow_with_the_pages_asked_for(home: Home) -> None:
    paths = ["/", f"/plans/{SLUG}", f"/plans/{SLUG}/1.12", "/boards/cog", "/desk", "/desk/post", "/desk/meetings"]
    sizes = []
    for _ in range(2):
        assert [home.visitor.get(path).status_code for path in paths] == [200] * len(paths)
        sizes.append(len(scene(home).view.worked_out))

    assert sizes[0] == sizes[1] > 0


def test_what_is_kept_for_one_reader_is_not_shown_to_another(home: Home) -> None:
    shown = home.visitor.get("/boards/cog").status_code
    lead = home.signed_in_as(NINA)

    assert (shown, lead.get("/boards/cog").status_code, lead.get("/desk").status_code) == (200, 404, 404)
