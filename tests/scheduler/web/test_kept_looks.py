"""What pages keep of the register: read once while nothing is written, and never older than the last change."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.register import history
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.look import look
from scheduler.rounds.morning import hold_morning
from scheduler.rounds.scene import Scene
from scheduler.rules.chair_holds import coming_mail
from scheduler.rules.next_step import next_step
from scheduler.rules.told import ToldNotice
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


def change(home: Home, statement: str, *parameters: str) -> None:
    with home.sessions.begin() as session:
        session.connection().exec_driver_sql(statement, parameters)


def looked_at(home: Home, day: date | None = None) -> Scene:
    with home.desk.reading() as session:
        return look(session, home.desk.orders, day or home.desk.today, leads_on=day)


def told_in(each: Scene) -> set[ToldNotice]:
    return set(each.told.notices)


def of_action(ref: str, of: Scene) -> list[Commitment]:
    return [each for each in of.snapshot.commitments if each.ref.partition("#")[0] == ref]


def worked_out(each: Scene) -> list[object]:
    """What rules find in a scene's own view, from what was told of one action and of its board's chair."""
    steps = [next_step(of, each.view) for of in each.snapshot.commitments if each.view.standing(of).is_late]
    return [coming_mail(each.orders.boards["cog"], each.view), *steps]


def answer(home: Home) -> None:
    said = Said(who=NINA, kind=AnswerKind.PROGRESS, road=Road.WEB, words="The draft is out.")
    with home.sessions.begin() as session:
        take_answer(session, home.orders, SLUG, "1.12", said, at=NOW, now=NOW)


def morning(home: Home) -> None:
    with home.sessions.begin() as session:
        hold_morning(session, home.orders, now=NOW, unbraked=True)


CHANGES = (
    "UPDATE actions SET title = 'Another title' WHERE ref = '1.12'",
    "UPDATE actions SET status = 'complete' WHERE ref = '1.13'",
    "UPDATE milestones SET title = 'Another step'",
    "UPDATE printed_leads SET person = NULL, confirmed_at = NULL WHERE action LIKE '%/1.12'",
    "UPDATE messages SET state = 'accepted', accepted_at = '2026-10-12 09:00:00.000000'",
    "UPDATE people SET name = 'Nina March' WHERE initials = 'NM'",
    "UPDATE people SET away_from = '2026-10-01', away_to = '2026-11-01' WHERE initials = 'NM'",
    "UPDATE actions SET withdrawn_on = '2026-10-01' WHERE ref = '1.11'",
    "UPDATE plans SET released_on = NULL",
)


def test_whatever_changes_what_is_kept_is_what_a_fresh_look_finds(home: Home) -> None:
    tomorrow = home.desk.today + timedelta(days=1)
    changes = [partial(change, home, statement) for statement in CHANGES]
    for happens in (partial(write, home), partial(morning, home), partial(answer, home), *changes):
        happens()
        for day in (None, tomorrow):
            with home.desk.reading() as session:
                kept = home.desk.looks.scene(session, home.desk.orders, home.desk.today, day=day)
            fresh = looked_at(home, day)

            assert (kept.snapshot, told_in(kept)) == (fresh.snapshot, told_in(fresh))
            assert worked_out(kept) == worked_out(fresh)


def test_the_register_is_looked_at_once_while_nothing_changes_that_a_look_sees(home: Home) -> None:
    first = scene(home)

    assert scene(home) is first
    write(home)
    assert scene(home) is first


def test_after_an_answer_only_its_action_is_looked_at_anew(home: Home) -> None:
    before = scene(home)
    change(home, "UPDATE actions SET title = 'Another title' WHERE ref = '1.12'")
    after = scene(home)
    pairs = zip(before.snapshot.commitments, after.snapshot.commitments, strict=True)

    assert {new.ref for old, new in pairs if new is not old} == {each.ref for each in of_action("1.12", before)}
    assert (after.snapshot, told_in(after)) == (looked_at(home).snapshot, told_in(looked_at(home)))


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
