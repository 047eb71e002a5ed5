"""What health says, and when it asks for a person."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from notifications import outbox
from scheduler.register.rounds import begin_round, finish_round
from scheduler.rounds.morning import MORNING
from scheduler.web.health import Health
from scheduler.web.healthz import as_json
from tests.scheduler.web.home import NOW, PLENTY, TODAY, Home, mail

HELD_AT = datetime(2026, 10, 12, 7, 0, tzinfo=UTC)  # 08:00 in London, summer time


@dataclass(frozen=True)
class Beat:
    """What an engine says of a piece of work."""

    name: str
    last_at: datetime | None = None
    last_good_at: datetime | None = None
    fault: str = ""


def hold_round(home: Home, at: datetime, *, fault: str = "") -> None:
    with home.sessions.begin() as session:
        number = begin_round(session, MORNING, home.orders.local_day(at), now=at)
        finish_round(session, number, now=at + timedelta(seconds=2), fault=fault)


def test_all_is_well_after_this_mornings_round(home: Home) -> None:
    hold_round(home, HELD_AT)
    answer = home.visitor.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "problems": [],
        "at": "2026-10-12T09:30:00+00:00",
        "due_lag_seconds": 0,
        "last_rounds": {
            "morning": {
                "on_day": "2026-10-12",
                "at": "2026-10-12T07:00:00+00:00",
                "finished_at": "2026-10-12T07:00:02+00:00",
                "fault": "",
            }
        },
        "work": {},
        "messages_waiting": 0,
        "messages_in_doubt": 0,
        "oldest_message_at": None,
        "breakers": {},
        "free_disk_bytes": PLENTY,
    }


def test_a_home_that_has_held_no_round_yet_is_well(bare_home: Home) -> None:
    answer = bare_home.visitor.get("/healthz")

    assert (answer.status_code, answer.json()["due_lag_seconds"], answer.json()["last_rounds"]) == (200, 0, {})


@pytest.mark.parametrize(
    ("now", "seconds", "status"),
    [
        (datetime(2026, 10, 13, 6, 59, tzinfo=UTC), 0, 200),
        (datetime(2026, 10, 13, 7, 0, tzinfo=UTC), 0, 200),
        (datetime(2026, 10, 13, 7, 15, tzinfo=UTC), 900, 200),
        (datetime(2026, 10, 13, 7, 15, 1, tzinfo=UTC), 901, 503),
        (datetime(2026, 10, 15, 7, 0, tzinfo=UTC), 2 * 86400, 503),
    ],
)
def test_the_lag_counts_from_the_first_morning_that_was_missed(
    home: Home, now: datetime, seconds: int, status: int
) -> None:
    hold_round(home, HELD_AT)
    home.now = now
    answer = home.visitor.get("/healthz")

    assert (answer.json()["due_lag_seconds"], answer.status_code) == (seconds, status)


def test_a_missed_round_is_said_in_words(home: Home) -> None:
    hold_round(home, HELD_AT)
    home.now = datetime(2026, 10, 13, 9, 0, tzinfo=UTC)
    answer = home.visitor.get("/healthz")

    assert (answer.json()["status"], answer.json()["problems"]) == (
        "degraded",
        ["a round has been due for 120 minutes and was not held"],
    )


def test_a_round_that_broke_off_is_a_problem(home: Home) -> None:
    hold_round(home, HELD_AT, fault="the database went away")

    assert home.health().problems == ("the morning round of 2026-10-12 broke off: the database went away",)


def test_the_oldest_message_that_waits_is_told_and_is_no_problem_by_itself(home: Home) -> None:
    hold_round(home, HELD_AT)
    with home.sessions.begin() as session:
        mail(session, "a", "Older", at=NOW - timedelta(hours=1))
        mail(session, "b", "Newer", at=NOW)
    answer = home.visitor.get("/healthz")

    assert (answer.status_code, answer.json()["messages_waiting"]) == (200, 2)
    assert answer.json()["oldest_message_at"] == "2026-10-12T08:30:00+00:00"


def test_an_open_breaker_is_a_problem_until_it_closes(home: Home) -> None:
    hold_round(home, HELD_AT)
    with home.sessions.begin() as session:
        outbox.open_breaker(session, "smtp", why="connection refused", now=NOW)
    broken = home.visitor.get("/healthz")
    with home.sessions.begin() as session:
        outbox.close_breaker(session, "smtp")

    assert (broken.status_code, broken.json()["problems"]) == (
        503,
        ["mail is held back, smtp cannot be reached: connection refused"],
    )
    assert broken.json()["breakers"] == {
        "smtp": {"open_until": "2026-10-12T09:31:00+00:00", "why": "connection refused", "times": 1}
    }
    assert home.visitor.get("/healthz").status_code == 200


def test_a_breaker_of_a_road_that_is_not_used_is_left_out(home: Home) -> None:
    with home.sessions.begin() as session:
        outbox.open_breaker(session, "another", why="connection refused", now=NOW)

    assert home.health().problems == ()


def test_a_disk_that_is_nearly_full_is_a_problem(home: Home) -> None:
    home.free_disk_bytes = 199 * 1024**2

    assert home.health().problems == ("the disk of the home is nearly full: 199 MiB are free",)


def test_the_engines_work_is_shown_and_its_faults_are_problems(home: Home) -> None:
    beats = (
        Beat("morning", last_at=NOW, last_good_at=NOW),
        Beat("post", last_at=NOW, last_good_at=HELD_AT, fault="OSError: no route"),
        Beat("feeds"),
    )
    health: Health = replace(home.health(), beats=beats)

    assert health.problems == ("post: OSError: no route",)
    assert as_json(health)["work"] == {
        "morning": {"last_at": NOW.isoformat(), "last_good_at": NOW.isoformat(), "fault": ""},
        "post": {"last_at": NOW.isoformat(), "last_good_at": HELD_AT.isoformat(), "fault": "OSError: no route"},
        "feeds": {"last_at": None, "last_good_at": None, "fault": ""},
    }


def test_the_day_of_a_round_is_the_boards(home: Home) -> None:
    hold_round(home, datetime(2026, 10, 11, 23, 30, tzinfo=UTC))

    assert home.health().rounds[0].on_day == TODAY
