"""What each address of the API answers, from the small plan of home.py, on Monday 12 October 2026."""

from dataclasses import replace
from datetime import date, datetime
from urllib.parse import quote

import pytest

from scheduler.register.history import write
from scheduler.register.plans import close_plan
from scheduler.rounds.meetings import renew_meetings
from tests.builders import NINA, OMAR, SAM
from tests.scheduler.web.api.programs import API, program
from tests.scheduler.web.home import COG_SERIES, MODERATION, NOW, ORDERS, SLUG, TITLE, Home, mail

COUNTS = {
    "overdue": 1,
    "due_soon": 2,
    "upcoming": 1,
    "waiting": 1,
    "undated": 1,
    "complete": 1,
    "closed_unfinished": 0,
    "total": 7,
    "late": 2,
}


def refs(home: Home, query: str = "") -> list[str]:
    """The refs that a list of actions gives."""
    return [each["ref"] for each in program(home).read(f"/plans/{SLUG}/actions{query}")["actions"]]


def test_plans_say_what_they_are_and_how_they_stand(home: Home) -> None:
    said = {
        "slug": SLUG,
        "title": TITLE,
        "board": "cog",
        "board_name": "Chief Officer Group",
        "as_of": "2026-09-01",
        "recorded_on": "2026-09-01",
        "released_on": "2026-09-01",
        "actions": 6,
        "milestones": 1,
        "counts": COUNTS,
    }
    reader = program(home)

    assert (reader.read("/plans"), reader.read(f"/plans/{SLUG}")) == ({"plans": [said]}, said)


def test_standings_add_up_by_area(home: Home) -> None:
    standings = program(home).read("/standings")
    [plan] = standings["plans"]

    assert (standings["on"], plan["counts"]) == ("2026-10-12", COUNTS)
    assert [each["area"] for each in plan["areas"]] == ["1 Assessment", "2 Oversight"]
    assert {name: sum(each["counts"][name] for each in plan["areas"]) for name in COUNTS} == COUNTS


def test_an_action_says_how_it_stands_in_days_and_words(home: Home) -> None:
    [late] = program(home).read(f"/plans/{SLUG}/actions?standing=overdue")["actions"]

    september = {
        "begins_on": "2026-09-01",
        "due_on": "2026-09-30",
        "precision": "month",
        "words": "Sep 2026",
        "is_guessed": False,
    }
    assert late == {
        "plan": SLUG,
        "ref": "1.12",
        "kind": "action",
        "area": "1 Assessment",
        "title": "Action 1.12",
        "standing": "overdue",
        "standing_in_words": "8 working days late",
        "is_late": True,
        "working_days_late": 8,
        "target": september,
        "first_target": september,
        "times_moved": 0,
        "leads": ["a person without a role in the directory"],
        "waiting_for": "",
        "progress": "A draft is out.",
        "success_measure": "All staff use it.",
        "rating": "",
        "completed_on": None,
        "is_verified": False,
        "comes_round": None,
        "changed_at": "2026-09-01T07:00:00Z",
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["1.11", "1.12", "1.13", "1.13#1", "2.11", "2.12", "2.13"]),
        ("?standing=overdue&standing=undated", ["1.12", "2.12"]),
        ("?standing=due_today", ["2.13"]),
        ("?late=true", ["1.12", "2.11"]),
        ("?late=false&area=2%20Oversight", ["2.12", "2.13"]),
        ("?milestones=false", ["1.11", "1.12", "1.13", "2.11", "2.12", "2.13"]),
        ("?due_from=2026-10-12&due_to=2026-10-31", ["1.13", "2.13"]),
        ("?due_from=2027-01-01", ["1.13#1"]),
        ("?due_to=2026-09-15", ["2.11"]),
        ("?area=nothing", []),
    ],
)
def test_actions_are_filtered_as_asked_and_stay_in_the_plans_order(home: Home, query: str, found: list[str]) -> None:
    assert refs(home, query) == found


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 500])
def test_pages_give_everything_once_in_order(home: Home, limit: int) -> None:
    reader, path, found = program(home), f"/plans/{SLUG}/actions?limit={limit}&milestones=true", []
    while path:
        page = reader.read(path)
        assert 0 < len(page["actions"]) <= limit
        found += [each["ref"] for each in page["actions"]]
        path = (page["next"] or "").removeprefix(API)

    assert found == ["1.11", "1.12", "1.13", "1.13#1", "2.11", "2.12", "2.13"]


def test_a_page_that_can_be_found_no_more_is_not_there(home: Home) -> None:
    assert program(home).status(f"/plans/{SLUG}/actions?after=9.99") == 404
    assert program(home, with_names=True).status("/ledger?after=bm90aGluZw") == 404


def test_one_action_says_what_comes_next_and_has_its_milestones(home: Home) -> None:
    reader = program(home)
    late, soon = reader.read(f"/plans/{SLUG}/actions/1.12"), reader.read(f"/plans/{SLUG}/actions/1.13")

    assert late["next_to_hear"] == {"to": "manager", "on": "2026-10-19"}
    assert soon["next_rung"]["on"] == "2026-10-16"  # 14 days before the 31st, moved from Saturday 17 to Friday
    assert [each["ref"] for each in soon["milestones"]] == ["1.13#1"]
    assert reader.read(f"/plans/{SLUG}/actions/1.11")["next_rung"] is None


def test_a_milestone_is_asked_for_with_its_sign_encoded(home: Home) -> None:
    said = program(home).read(f"/plans/{SLUG}/actions/{quote('1.13#1', safe='')}")

    assert (said["ref"], said["kind"], said["milestones"]) == ("1.13#1", "milestone", [])


def happened(home: Home) -> None:
    """One entry of 1.12's history that names people by their addresses."""
    with home.sessions.begin() as session:
        write(
            session,
            at=NOW,
            who=SAM,
            road="desk",
            plan=SLUG,
            commitment=f"{SLUG}/1.12",
            what="lead changed",
            before={"lead": NINA},
            after={"lead": OMAR, "words": f"Asked {OMAR}, who agreed"},
        )


def test_a_history_is_for_keys_that_read_names_and_holds_no_address(home: Home) -> None:
    happened(home)
    path = f"/plans/{SLUG}/actions/1.12"

    assert program(home).read(path)["history"] is None
    assert program(home, with_names=True).read(path)["history"] == [
        {
            "at": "2026-10-12T09:30:00Z",
            "who": "Sam Ode",
            "road": "desk",
            "what": "lead changed",
            "changes": ["lead: Nina Marsh, now Omar Reid", "Asked Omar Reid, who agreed"],
        }
    ]


def test_leads_are_named_for_keys_that_read_names(home: Home) -> None:
    assert program(home, with_names=True).read(f"/plans/{SLUG}/actions/1.12")["leads"] == ["Nina Marsh"]


@pytest.fixture
def meeting_home(bare_home: Home) -> Home:
    """A board that meets at two in the afternoon on the second Tuesday of each quarter, and another board."""
    quarterly = replace(COG_SERIES, rule="quarterly, second Tuesday, 14:00 to 16:00, from 2026-10")
    elsewhere = replace(MODERATION, board="other", rule="monthly, first Monday, 10:00 to 11:00, from 2026-10")
    orders = replace(
        ORDERS,
        boards={**ORDERS.boards, "other": replace(ORDERS.boards["cog"], slug="other")},
        senders={**ORDERS.senders, "other": ORDERS.senders["cog"]},
        series={"cog": quarterly, "moderation": elsewhere},
    )
    with bare_home.sessions.begin() as session:
        renew_meetings(session, orders, now=NOW)
    return Home(bare_home.sessions, orders=orders)


def test_meetings_are_the_boards_own_at_instants(meeting_home: Home) -> None:
    first, *_ = program(meeting_home).read("/meetings?from=2026-10-01&to=2026-12-31")["meetings"]
    winter, *_ = program(meeting_home).read("/meetings?from=2027-01-01")["meetings"]

    assert (first["on"], first["starts_at"], first["ends_at"]) == (
        "2026-10-13",
        "2026-10-13T13:00:00Z",  # summer time
        "2026-10-13T15:00:00Z",
    )
    assert (winter["on"], winter["starts_at"], winter["board"]) == ("2027-01-12", "2027-01-12T14:00:00Z", "cog")
    assert {each["series"] for each in program(meeting_home).read("/meetings")["meetings"]} == {"cog"}


def test_the_ledger_names_people_and_never_an_address(home: Home) -> None:
    with home.sessions.begin() as session:
        mail(session, "a", f"Ask {OMAR}", at=NOW)
        mail(session, "b", "Another day", at=datetime.fromisoformat("2026-10-13T00:30:00+01:00"))
        mail(session, "c", "To a stranger", at=NOW, to="gone@example.org")
    reader = program(home, with_names=True)

    said = reader.read("/ledger?to=2026-10-12")["entries"]
    assert [(each["message"], each["whom"], each["subject"], each["state"]) for each in said] == [
        ("a", "Nina Marsh", "Ask Omar Reid", "ready"),
        ("c", "somebody who is not in the directory", "To a stranger", "ready"),
    ]
    assert [each["message"] for each in reader.read("/ledger?from=2026-10-13")["entries"]] == ["b"]
    assert "@" not in reader.get("/ledger").text


def test_the_ledger_comes_in_pages(home: Home) -> None:
    with home.sessions.begin() as session:
        for number in range(5):
            mail(session, f"m{number}", f"Mail {number}", at=NOW)
    reader, path, found = program(home, with_names=True), f"/ledger?limit=2&plan={SLUG}", []
    while path:
        page = reader.read(path)
        found += [each["message"] for each in page["entries"]]
        path = (page["next"] or "").removeprefix(API)

    assert found == ["m0", "m1", "m2", "m3", "m4"]


def test_the_ledger_is_not_for_keys_without_names(home: Home) -> None:
    answer = program(home).get("/ledger")

    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")


def test_what_has_not_changed_is_not_sent_again(home: Home) -> None:
    reader = program(home)
    first = reader.get("/plans")
    again = reader.get("/plans", **{"If-None-Match": first.headers["etag"]})
    home.now = NOW.replace(day=13)  # 2.13 is late now
    tomorrow = reader.get("/plans", **{"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content, tomorrow.status_code) == (304, b"", 200)
    assert first.headers["cache-control"] == "private, no-cache"


def test_a_closed_plan_is_not_there(home: Home) -> None:
    with home.sessions.begin() as session:
        close_plan(session, SLUG, date(2026, 10, 12), who=SAM, now=NOW)

    reader = program(home)
    assert (reader.read("/plans"), reader.status(f"/plans/{SLUG}")) == ({"plans": []}, 404)


def test_no_answer_without_names_holds_an_address_or_a_name(home: Home) -> None:
    happened(home)
    reader = program(home)
    said = " ".join(
        reader.get(path).text
        for path in ("/plans", f"/plans/{SLUG}/actions", f"/plans/{SLUG}/actions/1.12", "/standings", "/meetings")
    )

    assert ("@" in said, "Nina" in said, "Omar" in said, "Sam" in said) == (False, False, False, False)
