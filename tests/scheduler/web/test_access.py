"""Who reaches what: every route by every role, on the person's own board and on another one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from notifications.message import Mailbox
from scheduler.plans.boards import Board, MeetingSeries
from scheduler.plans.events import EventKind
from scheduler.plans.people import Person
from scheduler.register.api_keys import make_key
from scheduler.register.database import sessions
from scheduler.register.hooks import add_hook
from scheduler.register.meetings import MeetingChange, add_meeting
from scheduler.register.officers import welcome_officers
from scheduler.register.plans import record, release_plan
from scheduler.register.subscribers import grant
from tests.assigned import give
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM, VICE, on_day
from tests.scheduler.register.databases import furnished_copy, sqlite_copy
from tests.scheduler.web.book import with_settings
from tests.scheduler.web.home import (
    ADMIN,
    COG_SERIES,
    ORDERS,
    READ_AT,
    READ_ON,
    SLUG,
    TITLE,
    Home,
    action,
    furnish,
    mail,
    plan,
)
from tests.scheduler.web.reading import facts, page, table
from tests.scheduler.web.visitor import Visitor

MEMBER = "member@example.org"
THEIR_LEAD = "pat@example.net"
THEIR_SAM = "kim@example.net"
OTHER = Board(slug="other", name="Other board", co_ordinator=THEIR_SAM, chair="theirs@example.net")
OFFICERS = {each: Person(email=each, name=each.partition("@")[0].title()) for each in (MEMBER, THEIR_LEAD, THEIR_SAM)}
TWO_BOARDS = replace(
    ORDERS,
    boards={**ORDERS.boards, "other": OTHER},
    officers={**ORDERS.officers, **OFFICERS, ADMIN: Person(email=ADMIN, name="Ada Min")},
    series={
        "cog": replace(COG_SERIES, attendees=(MEMBER, CHAIR)),
        "moderation": MeetingSeries(slug="moderation", board="cog", name="Moderation", attendees=(THEIR_LEAD,)),
    },
    senders={**ORDERS.senders, "other": Mailbox("other@example.net")},
)
EVERYBODY = (NINA, MANAGER, OMAR, MEMBER, CHAIR, VICE, SAM, ADMIN, THEIR_LEAD, THEIR_SAM)


@dataclass(frozen=True, kw_only=True)
class Doors:
    """A home in which everybody has signed in: its register, and by person the cookie and the word of their forms."""

    register: bytes
    cookies: dict[str, str]
    tokens: dict[str, str]


@dataclass
class House(Home):
    """A copy of it."""

    doors: Doors = field(kw_only=True)

    def signed_in_as(self, person: str) -> Visitor:
        """Their browser."""
        return Visitor(self.app, self.doors.cookies[person])


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Doors:
    """The small plan of one board, and a plan of another board that Pat leads; made once, as it is left alone."""
    folder = tmp_path_factory.mktemp("doors")
    with furnished_copy(folder, two_boards) as engine:
        made = Home(sessions(engine), orders=TWO_BOARDS)
        browsers = {each: made.signed_in_as(each) for each in EVERYBODY}
        tokens = {
            each: page(its.get("/").text).xpath("//input[@name='token']/@value")[0] for each, its in browsers.items()
        }
    cookies = {each: its.cookie for each, its in browsers.items()}
    with closing(sqlite3.connect(folder / "chaser.db")) as connection:  # a page may still keep a journal beside it
        return Doors(register=connection.serialize(), cookies=cookies, tokens=tokens)


def two_boards(session: Session) -> None:
    """Record both plans, and one of each thing that a route names."""
    furnish(session)
    welcome_officers(session, TWO_BOARDS.officers.values(), now=READ_AT)
    theirs = plan(action("9.1", on_day(date(2026, 12, 1)), leads=()), title="Their plan")
    record(
        session,
        "theirs",
        theirs,
        board="other",
        file_name="theirs.docx",
        sha256="theirs",
        now=READ_AT,
        day=READ_ON,
        who=THEIR_SAM,
    )
    release_plan(session, "theirs", READ_ON, who=THEIR_SAM, now=READ_AT)
    session.flush()
    give(session, "theirs", "9.1", THEIR_LEAD)
    mail(session, "a", "1 action needs you")
    extra = MeetingChange(on_day=date(2026, 11, 10))
    add_meeting(session, TWO_BOARDS.series["cog"], extra, who=SAM, domain="example.org", now=READ_AT)
    grant(session, "board:cog", NINA, now=READ_AT)
    make_key(session, name="Power BI", board="cog", who=SAM, now=READ_AT)
    events = tuple(EventKind)
    add_hook(session, name="Flow", board="cog", url="https://example.org/", events=events, who=SAM, now=READ_AT)


@pytest.fixture
def house(doors: Doors, tmp_path: Path) -> Iterator[House]:
    """A copy of that home, with a chaser.toml that its pages may change."""
    (tmp_path / "chaser.db").write_bytes(doors.register)
    with sqlite_copy(tmp_path) as engine:
        made = House(sessions(engine), orders=TWO_BOARDS, doors=doors)
        made.desk.book = with_settings(made, tmp_path).desk.book
        yield made


def reached(house: House, path: str) -> list[str]:
    """Who sees a page."""
    return [each for each in EVERYBODY if house.signed_in_as(each).get(path).status_code == 200]


ANSWERS = {  # by a link of one person and plan, without a session: see test_answer_pages.py
    "/answer/{token}",
    "/answer/{token}/answered",
    "/answer/{token}/renew",
    "/answer/{token}/undo",
    "/answer/{token}/{say}",
}
OPEN = ANSWERS | {
    "/sign-in",
    "/sign-in/{token}",
    "/style.css",
    "/healthz",
    "/notify",  # for Notify alone, by a bearer word: see test_notify_callback.py
    "/unsubscribe/{token}",
    "/feeds/{token}.ics",
    "/feeds/{token}/subscribe",
    "/oidc/start",  # for a browser that signs in with an account: see test_oidc.py
    "/oidc/return",
    "/api",  # what programs may ask; what they are answered is by keys: api/test_keys.py
}
OURS = [NINA, MANAGER, MEMBER, CHAIR, VICE, SAM, ADMIN]
# Every route that wants a session, at an address of our board and at one of the other, and who sees each.
TABLE: dict[str, tuple[tuple[str, list[str]], ...]] = {
    "GET /": (("/", list(EVERYBODY)),),
    "GET /plans/{slug}": (
        (f"/plans/{SLUG}", OURS),
        ("/plans/theirs", [ADMIN, THEIR_LEAD, THEIR_SAM]),
    ),
    "GET /plans/{slug}/{ref}": (
        (f"/plans/{SLUG}/1.12", OURS),
        ("/plans/theirs/9.1", [ADMIN, THEIR_LEAD, THEIR_SAM]),
    ),
}
HEADS = [CHAIR, VICE, SAM]
PARTIES = [NINA, MANAGER, CHAIR, SAM]  # the vice-chair decides where the chair does not
TABLE |= {
    "GET /boards/{slug}": (("/boards/cog", HEADS), ("/boards/other", [THEIR_SAM])),
    "GET /say/{plan}/{say}": (
        (f"/say/{SLUG}/progress?ref=1.12", PARTIES),
        ("/say/theirs/progress?ref=9.1", [THEIR_LEAD, THEIR_SAM]),
    ),
    "GET /pictures/{slug}": (("/pictures/theirs", []),),  # goes on to the plan's own page, whatever it is
    "GET /say/{plan}/answered": ((f"/say/{SLUG}/answered?ref=1.12&number=1", []),),
}
DESKS = [SAM, THEIR_SAM]
TABLE |= {
    f"GET {path}": ((path, DESKS),)
    for path in ("/desk", "/desk/post", "/desk/leads", "/desk/people", "/desk/uploads/new")
}
TABLE |= {"GET /desk/post/mails/{key}": (("/desk/post/mails/none", []),)}  # whose a mail is: test_post.py
TABLE |= {"GET /desk/settings": (("/desk/settings", [SAM, ADMIN, THEIR_SAM]),)}
TABLE |= {  # whose an upload is: test_mending.py
    "GET /desk/uploads/{number}": (("/desk/uploads/1", []),),
    "GET /desk/uploads/{number}/columns": (("/desk/uploads/1/columns", []),),
    "GET /desk/uploads/{number}/rows/{at}": (("/desk/uploads/1/rows/1", []),),
}
ONE_MEETING = "/desk/meetings/cog/extra-2026-11-10"
TABLE |= {  # the directory is one for all boards; meetings, feeds and settings are each board's own
    f"GET /desk/{path}": ((f"/desk/{path}", DESKS),)
    for path in ("people/new", "people/file", "meetings", "feeds", "feeds/new", "boards")
}
TABLE |= {
    "GET /desk/people/one": ((f"/desk/people/one?of={NINA}", DESKS),),
    "GET /desk/people/one/{part}": ((f"/desk/people/one/roles?of={NINA}", DESKS),),
    "GET /desk/meetings/{series}": (("/desk/meetings/cog", [SAM]),),
    "GET /desk/meetings/{series}/{slot}": ((ONE_MEETING, [SAM]),),
    "GET /desk/meetings/{series}/{slot}/{act}": ((f"{ONE_MEETING}/cancel", [SAM]),),
    "GET /desk/boards/{slug}/{act}": (("/desk/boards/cog/head", [SAM]), ("/desk/boards/other/head", [THEIR_SAM])),
}
CONNECTIONS = ("/desk/connections", "/desk/connections/keys/new", "/desk/connections/webhooks/new")
TABLE |= {f"GET {path}": ((path, DESKS),) for path in CONNECTIONS}
OF_OUR_BOARD = {  # every act upon a meeting, a feed or the settings of our board, and what a form of it holds
    "meetings/{series}": ("meetings/cog", {"day": "1 December 2026"}),
    "meetings/{series}/{slot}/{act}": ("meetings/cog/extra-2026-11-10/cancel", {"reason": "No papers"}),
    "boards/{slug}/{act}": ("boards/cog/head", {"chair": ""}),
    "feeds/new": ("feeds/new", {"feed": "board:cog", "person": "Nina Marsh"}),
    "feeds/{number}/revoke": ("feeds/1/revoke", {}),
    "feeds/{number}/renew": ("feeds/1/renew", {}),
    "connections/keys/new": ("connections/keys/new", {"name": "Power BI", "scope": "cog"}),
    "connections/keys/{number}/revoke": ("connections/keys/1/revoke", {}),
    "connections/webhooks/new": ("connections/webhooks/new", {"name": "Flow", "scope": "cog"}),
    "connections/webhooks/{number}/end": ("connections/webhooks/1/end", {}),
    "connections/webhooks/{number}/resume": ("connections/webhooks/1/resume", {}),
}
AT_THE_DESK = (
    "release",
    "post/hold",
    "post/line",
    "post/go-on",
    "leads",
    "people/new",
    "people/file",
    "people/one/{part}",
    "meetings/renew",
    "people/links",
    "uploads",
    "uploads/{number}/record",
    "uploads/{number}/columns",
    "uploads/{number}/rows/{at}",
    "uploads/{number}/discard",
)
ACTS = {f"POST /desk/{each}" for each in (*AT_THE_DESK, *OF_OUR_BOARD)}
ACTS |= {"POST /desk/settings", "POST /desk/settings/preview"}  # by whom: test_settings.py
ACTS |= {"POST /sign-out", "POST /say/{plan}/undo", "POST /say/{plan}/{say}"}


def test_the_table_names_every_route(house: House) -> None:
    routes = {
        f"{method.upper()} {path}"
        for path, methods in house.app.openapi()["paths"].items()
        for method in methods
        if path not in OPEN and method != "head"
    }

    assert routes == {*TABLE, *ACTS}


@pytest.mark.parametrize("route", TABLE)
def test_each_page_is_seen_by_those_whose_it_is_and_by_nobody_else(house: House, route: str) -> None:
    assert {path: reached(house, path) for path, _ in TABLE[route]} == dict(TABLE[route])


@pytest.mark.parametrize("path", ["/", f"/plans/{SLUG}", f"/plans/{SLUG}/1.12", "/plans/nothing"])
def test_a_stranger_is_sent_to_sign_in_whatever_is_there(house: House, path: str) -> None:
    answer = house.stranger.get(path)

    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")


@pytest.mark.parametrize("person", EVERYBODY)
def test_nobody_acts_where_they_cannot_see(house: House, person: str) -> None:
    browser, form = (
        house.signed_in_as(person),
        {"words": "The first session was held.", "token": house.doors.tokens[person]},
    )
    statuses = {
        plan: browser.ask("POST", f"/say/{plan}/progress?ref={ref}", data=form).status_code
        for plan, ref in ((SLUG, "1.12"), ("theirs", "9.1"))
    }

    ours = 303 if person in {NINA, MANAGER, SAM} else 400 if person == CHAIR else 403 if person in OURS else 404
    theirs = 303 if person in {THEIR_LEAD, THEIR_SAM} else 403 if person == ADMIN else 404
    assert statuses == {SLUG: ours, "theirs": theirs}


@pytest.mark.parametrize("act", AT_THE_DESK)
def test_nobody_but_a_co_ordinator_acts_at_the_desk(house: House, act: str) -> None:
    statuses = {}
    for person in EVERYBODY:
        form = {
            "token": house.doors.tokens[person],
            "plan": SLUG,
            "words": "NM",
            "whom": "Omar Reid",
            "person": "nobody@example.org",
        }
        path = act.format(number=1, at=1, part="roles")
        statuses[person] = house.signed_in_as(person).ask("POST", f"/desk/{path}", data=form).status_code

    assert {person: status for person, status in statuses.items() if status != 404 and person not in DESKS} == {}


@pytest.mark.parametrize("act", OF_OUR_BOARD)
def test_nobody_but_our_co_ordinator_acts_upon_our_boards_meetings_feeds_and_settings(house: House, act: str) -> None:
    path, form = OF_OUR_BOARD[act]
    statuses = {}
    for person in EVERYBODY:
        asked = {"token": house.doors.tokens[person], **form}
        statuses[person] = house.signed_in_as(person).ask("POST", f"/desk/{path}", data=asked).status_code

    assert statuses.pop(SAM) in {200, 303, 400}
    assert set(statuses.values()) == {404}


def test_a_co_ordinator_of_one_of_two_boards_gives_out_nobodys_own_feed(house: House) -> None:
    browser = house.signed_in_as(SAM)
    choices = page(browser.get("/desk/feeds/new").text).xpath("//select[@id='feed']/option/@value")

    assert choices == ["board:cog", "series:cog", "series:moderation"]


def test_a_co_ordinator_releases_no_plan_of_another_board(house: House) -> None:
    form = {"token": house.doors.tokens[THEIR_SAM], "plan": SLUG}

    assert house.signed_in_as(THEIR_SAM).ask("POST", "/desk/release", data=form).status_code == 404


def plans_listed(house: House, person: str) -> list[str]:
    return [each.text for each in page(house.signed_in_as(person).get("/").text).xpath("//h2/a")]


def test_the_first_page_lists_the_plans_that_are_theirs(house: House) -> None:
    assert {each: plans_listed(house, each) for each in (NINA, OMAR, SAM, THEIR_LEAD, ADMIN)} == {
        NINA: [TITLE],
        OMAR: [],
        SAM: [TITLE],
        THEIR_LEAD: ["Their plan"],
        ADMIN: [TITLE, "Their plan"],
    }


def test_another_boards_plan_is_not_told_from_one_that_does_not_exist(house: House) -> None:
    nina = house.signed_in_as(NINA)
    theirs, none = nina.get("/plans/theirs"), nina.get("/plans/nothing")

    assert (theirs.status_code, theirs.text) == (none.status_code, none.text)


def test_only_the_co_ordinator_and_the_administrator_see_to_whom_mail_went(house: House) -> None:
    caption = "The latest mails, the newest first"
    seen = [each for each in EVERYBODY if table(house.signed_in_as(each).get("/").text, caption)]

    assert seen == [SAM, ADMIN]


def test_a_board_member_reads_roles_and_agencies_and_no_names(house: House) -> None:
    text = house.signed_in_as(MEMBER).get(f"/plans/{SLUG}/1.12").text

    assert facts(text)["Lead"] == ["A person without a role in the directory"]
    assert ("Nina" in text, "Mary" in text, "nina@example.org" in text) == (False, False, False)


def test_a_lead_sees_who_leads_and_what_happened(house: House) -> None:
    assert facts(house.signed_in_as(NINA).get(f"/plans/{SLUG}/1.12").text)["Lead"] == ["Nina Marsh"]


def test_no_page_shows_an_address_but_the_co_ordinators(house: House) -> None:
    for person in OURS:
        for path in ("/", f"/plans/{SLUG}", f"/plans/{SLUG}/1.12"):
            words = page(house.signed_in_as(person).get(path).text).text_content()
            addresses = {each.strip("();.,") for each in words.split() if "@" in each}
            assert addresses <= {SAM, THEIR_SAM if person == ADMIN else SAM}, (person, path)
