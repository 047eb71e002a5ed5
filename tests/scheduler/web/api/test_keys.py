"""Who may ask the API: right keys, wrong ones, revoked ones, keys of other boards; and every address by every key."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.plans.boards import Board
from scheduler.register.api_keys import list_keys
from scheduler.register.tables import HistoryRow
from tests.builders import SAM
from tests.scheduler.web.api.programs import API, Program, program, revoke
from tests.scheduler.web.home import NOW, ORDERS, SLUG, Home, mail, plan, record_edition

OTHER = Board(slug="other", name="Other board", co_ordinator="kim@example.net")
THEIRS = replace(
    ORDERS, boards={**ORDERS.boards, "other": OTHER}, senders={**ORDERS.senders, "other": ORDERS.senders["cog"]}
)


@pytest.fixture
def house(home: Home) -> Home:
    """Two plans of one board, and another board beside it that has none."""
    with home.sessions.begin() as session:
        record_edition(session, plan(title="Second plan"), slug="second", sha256="second")
        mail(session, "a", "1 action needs you")
    return Home(home.sessions, orders=THEIRS)


def keys_of(house: Home) -> dict[str, Program]:
    """One program for each sort of key, and one without any."""
    revoked = program(house)
    revoke(revoked)
    return {
        "board": program(house),
        "names": program(house, with_names=True),
        "plan": program(house, plan=SLUG),
        "other": program(house, board="other", with_names=True),
        "revoked": revoked,
        "none": Program(house, 0, ""),
    }


# Every address of the API, and how each sort of key is answered there.
WRONG = {"revoked": 401, "none": 401}
OURS = {"board": 200, "names": 200, "plan": 200, "other": 404, **WRONG}
ALL = {"board": 200, "names": 200, "plan": 200, "other": 200, **WRONG}
TABLE: dict[str, tuple[str, dict[str, int]]] = {
    "/plans": ("/plans", ALL),
    "/plans/{slug}": (f"/plans/{SLUG}", OURS),
    "/plans/{slug}/actions": (f"/plans/{SLUG}/actions", OURS),
    "/plans/{slug}/actions/{ref}": (f"/plans/{SLUG}/actions/1.12", OURS),
    "/standings": ("/standings", ALL),
    "/meetings": ("/meetings", ALL),
    "/ledger": (f"/ledger?plan={SLUG}", {**OURS, "board": 403, "plan": 403}),
}


def test_the_table_names_every_address(house: Home) -> None:
    described = house.stranger.get(f"{API}/openapi.json").json()

    assert set(described["paths"]) == set(TABLE)
    assert {tuple(each) for each in described["paths"].values()} == {("get",)}


@pytest.mark.parametrize("route", TABLE)
def test_each_address_answers_the_keys_whose_it_is_and_no_other(house: Home, route: str) -> None:
    path, expected = TABLE[route]

    assert {name: each.status(path) for name, each in keys_of(house).items()} == expected


def test_a_key_reads_its_plans_and_nothing_of_another_board(house: Home) -> None:
    read = {name: each for name, each in keys_of(house).items() if name not in WRONG}

    assert {name: [p["slug"] for p in each.read("/plans")["plans"]] for name, each in read.items()} == {
        "board": [SLUG, "second"],
        "names": [SLUG, "second"],
        "plan": [SLUG],
        "other": [],
    }
    assert read["plan"].status("/plans/second") == 404
    assert read["other"].read("/ledger")["entries"] == []
    assert [each["plan"] for each in read["names"].read("/ledger")["entries"]] == [SLUG]


def test_another_boards_plan_is_not_told_from_one_that_does_not_exist(house: Home) -> None:
    theirs = program(house, board="other")

    assert theirs.get(f"/plans/{SLUG}").text == theirs.get("/plans/nothing").text


@pytest.mark.parametrize("words", ["", "Bearer", "Bearer ", "Basic c2FtOnNhbQ==", "Bearer chaser_1_short", "Bearer ∅"])
def test_without_a_key_nothing_is_read_and_the_way_is_said(house: Home, words: str) -> None:
    program(house)
    answer = house.stranger.get(f"{API}/plans", headers={"Authorization": words.encode()} if words else {})

    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert answer.headers["www-authenticate"].startswith('Bearer realm="chaser"')
    assert answer.json()["detail"].startswith("Send a key of this Chaser")


def test_a_secret_opens_no_other_key(house: Home) -> None:
    first, second = program(house), program(house, board="other")
    swapped = Program(house, 0, second.key.replace(f"_{second.number}_", f"_{first.number}_"))

    assert swapped.status("/plans") == 401


def test_wrong_keys_are_limited_and_right_ones_never(house: Home) -> None:
    right, wrong = program(house), Program(house, 0, f"chaser_1_{'x' * 43}")
    statuses = [wrong.status("/plans") for _ in range(31)]

    assert statuses == [401] * 30 + [429]
    assert wrong.get("/plans").headers["retry-after"] == "600"
    assert right.status("/plans") == 200
    house.now = NOW + timedelta(minutes=11)
    assert wrong.status("/plans") == 401


def test_a_key_remembers_the_day_on_which_it_was_used_last(house: Home) -> None:
    used, unused = program(house), program(house)
    used.read("/plans")

    with house.sessions() as session:
        days = {each.number: each.used_on for each in list_keys(session)}
    assert days == {used.number: house.desk.today, unused.number: None}


def test_making_and_revoking_stand_in_the_history_and_the_key_stands_nowhere(house: Home) -> None:
    made = program(house)
    revoke(made)
    revoke(made)  # the second time changes nothing

    with house.sessions() as session:
        rows = session.query(HistoryRow).filter(HistoryRow.what.like("key %")).order_by(HistoryRow.id).all()
        said = [(row.what, row.who, (row.after or {})["name"]) for row in rows]
        kept = " ".join(str(row) for row in session.connection().exec_driver_sql("SELECT * FROM api_keys"))
    assert said == [("key made", SAM, "Power BI"), ("key revoked", SAM, "Power BI")]
    assert made.key.rpartition("_")[2] not in kept


def test_the_api_only_reads(house: Home) -> None:
    reader = program(house)
    headers = {"Authorization": f"Bearer {reader.key}"}
    statuses = {
        method: house.stranger.ask(method, f"{API}/plans", headers=headers).status_code
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    }

    assert statuses == dict.fromkeys(("POST", "PUT", "PATCH", "DELETE", "OPTIONS"), 405)
