"""Tomorrow's post at the desk: each mail as it would go, the chair's held or given a line, the brake let go.

1.1 is Nina's, due at the end of January 2025: late on Monday 3 February, the chair's on Monday 17. Nobody leads 1.2.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest

from notifications.transports.memory import Memory
from scheduler.register.chair_words import list_chair_words
from scheduler.register.history import read
from scheduler.register.plans import release_plan
from scheduler.rules.brake import Brake
from scheduler.rules.policy import Policy
from tests.builders import NINA, SAM
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at, lived_in
from tests.scheduler.web.home import Home
from tests.scheduler.web.reading import page, table, words
from tests.scheduler.web.uploads import problems

READ_BY_CHAIR = "What the chair of Chief Officer Group is to read"
LINK = "https://chaser.example.org/answer/secret-of-nina?ref=1.1"


def recorded(house: TestHouse) -> None:
    house.record(
        a_plan(an_action("1.1", date(2025, 1, 31), "NM"), an_action("1.2", date(2025, 6, 30))), on="2025-02-03T07:00"
    )


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = lived_in(tmp_path, recorded)
    yield made
    made.sessions.kw["bind"].dispose()


def looked_at(house: TestHouse) -> None:
    recorded(house)
    house.morning("2025-02-03T08:00", release=True)
    for day in ("04", "10", "13"):
        house.morning(f"2025-02-{day}T08:00")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """The morning of the co-ordinator's look: Thursday 13 February, two working days before the chair's mail."""
    made = lived_in(tmp_path, looked_at)
    yield Home(made.sessions, now=at("2025-02-13T09:00"), orders=made.orders)
    made.sessions.kw["bind"].dispose()


def send(home: Home, path: str, **form: str) -> httpx.Response:
    token = page(home.visitor.get("/desk/post").text).xpath("//input[@name='token']/@value")[0]
    return home.visitor.ask("POST", f"/desk/post/{path}", data={"token": token, "board": "cog", **form})


def shown(home: Home) -> list[str]:
    """What the section of the chair's mail says above its table, and below it."""
    [section] = page(home.visitor.get("/desk/post").text).xpath("//section[@aria-labelledby='chair-cog']")
    return [words(each) for each in section.xpath("p")]


def test_the_chairs_next_mail_is_shown_with_its_day_and_reasons(home: Home) -> None:
    assert shown(home) == ["It goes on Monday 17 February 2025."]
    assert table(home.visitor.get("/desk/post").text, READ_BY_CHAIR) == [
        ["1.1", "Action 1.1", "Robin Hale", "10 working days since the lead was told"],
        ["1.2", "Action 1.2", "Robin Hale", "No lead who can be reached since Monday 3 February 2025"],
    ]


def test_the_chairs_mail_is_held_for_a_week_with_its_reason_and_not_for_two(home: Home) -> None:
    answer = send(home, "hold", reason="Nina is asked first.")
    again = send(home, "hold", reason="And once more.")
    with home.sessions() as session:
        held = [(each.kind.value, each.words, each.who) for each in list_chair_words(session)]

    assert (answer.status_code, held) == (303, [("hold", "Nina is asked first.", SAM)])
    assert shown(home) == [
        "Held for a week since Thursday 13 February 2025: Nina is asked first.",
        "It is held already, until next week.",
    ]
    assert (again.status_code, problems(again)) == (400, [("It is held already, until next week.", "#chair-cog")])


def test_a_line_of_the_co_ordinators_own_is_added(home: Home) -> None:
    answer = send(home, "line", line="Nina starts on Monday.")

    assert answer.status_code == 303
    assert shown(home) == ["It goes on Monday 17 February 2025.", "Nina starts on Monday."]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("hold", ("Say why it is held: the reason is kept, and the chair reads it", "#reason-cog")),
        ("line", ("Write the line that the chair is to read", "#line-cog")),
    ],
)
def test_neither_is_said_without_words(home: Home, path: str, said: tuple[str, str]) -> None:
    answer = send(home, path, reason=" ", line=" ")

    assert (answer.status_code, problems(answer)) == (400, [said])


def test_another_boards_chair_is_not_theirs(home: Home) -> None:
    assert send(home, "hold", board="other", reason="No.").status_code == 404


def test_links_that_are_somebodys_own_are_not_shown_to_the_co_ordinator(house: TestHouse) -> None:
    house.orders = replace(
        house.orders, web_url="https://chaser.example.org", answer_link=lambda person, plan, ref, on: LINK
    )
    house.morning("2025-02-03T08:00", release=True)
    home = Home(house.sessions, now=at("2025-02-07T09:00"), orders=house.orders)
    post = home.visitor.get("/desk/post").text
    [link] = page(post).xpath("//a[starts-with(@href, '/desk/post/mails/')]/@href")
    text = home.visitor.get(link).text

    assert ["secret-of-nina" in each for each in (post, text)] == [False, False]
    assert "Answer: [a link of their own]" in text


def test_what_the_brake_holds_is_let_go_by_the_co_ordinators_word(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00", release=True)
    tight = replace(house.orders, policy=replace(Policy(), brake=Brake(times_usual=0.1, at_least=0)))
    house.orders = tight
    braked = house.morning("2025-02-10T08:00").braked
    home = Home(house.sessions, now=at("2025-02-10T09:00"), orders=tight)
    before = page(home.visitor.get("/desk/post").text).xpath("//form[@action='/desk/post/go-on']")
    let_go = send(home, "go-on")
    house.deliver("2025-02-10T09:00")
    again = send(home, "go-on")

    assert isinstance(house.road, Memory)
    mailed = [each.recipient for each in house.road.accepted]
    assert (braked, len(before), let_go.status_code, again.status_code) == (1, 1, 303, 400)
    assert mailed.count(NINA) == 2  # on the 3rd, and now
    with home.sessions() as session:
        assert [each.what for each in read(session, "") if each.who == SAM and "brake" in each.what] == [
            "let 1 mail go that the brake held"
        ]


def test_a_long_post_has_pages_and_each_mail_a_page_of_its_own(house: TestHouse) -> None:
    people = [f"person{n:02}@example.org" for n in range(45)]
    lines = "".join(f"Ada Bram{chr(97 + n // 26)}{chr(97 + n % 26)},{each}\n" for n, each in enumerate(people))
    leads = [line.partition(",")[0] for line in lines.splitlines()]
    actions = [an_action(f"3.{n}", date(2025, 1, 31), lead) for n, lead in enumerate(leads)]
    house.record(a_plan(*actions), on="2025-02-03T07:00", slug="long", people=f"name,email\n{lines}")
    home = Home(house.sessions, now=at("2025-02-03T07:30"), orders=house.orders)
    with house.sessions.begin() as session:
        for slug in ("plan", "long"):
            release_plan(session, slug, date(2025, 2, 3), who=SAM, now=at("2025-02-03T07:10"))
    first = page(home.visitor.get("/desk/post").text)
    pages = first.xpath("//nav[@aria-label='Pages of the post']//a/@href")
    links = [
        link
        for each in pages
        for link in page(home.visitor.get(each).text).xpath("//a[starts-with(@href, '/desk/post/mails/')]/@href")
    ]
    shown = [words(page(home.visitor.get(link).text).xpath("//h1")[0]) for link in links]

    assert pages == ["/desk/post?page=1", "/desk/post?page=2", "/desk/post?page=3"]
    assert [f"The mail to {lead}" for lead in leads] == [each for each in shown if "Ada" in each]
    assert len(links) == len(set(links))


def test_the_post_says_what_each_mail_is_and_of_which_actions_it_has_news(house: TestHouse) -> None:
    long = "Write down what was agreed with every school, and say by when each of them has to answer"
    action = replace(an_action("2.4", date(2025, 1, 31), "NM"), title=long)
    house.record(a_plan(action), on="2025-02-03T07:00", slug="long")
    house.morning("2025-02-03T08:00", release=True)
    home = Home(house.sessions, now=at("2025-02-07T09:00"), orders=house.orders)
    [section] = page(home.visitor.get("/desk/post").text).xpath("//section[h2 = 'Nina Marsh']")

    assert words(section.xpath("p")[0]) == "Digest with news of 2 actions"
    assert [words(each) for each in section.xpath("ul/li")] == [
        "2.4 Write down what was agreed with every school, and say by when each of them has…: late; told each week "
        "on its first working day",
        "1.1 Action 1.1: late; told each week on its first working day",
    ]


def test_a_mail_of_the_post_is_the_co_ordinators_alone_to_read(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00", release=True)
    home = Home(house.sessions, now=at("2025-02-07T09:00"), orders=house.orders)
    [link, *_] = page(home.visitor.get("/desk/post").text).xpath("//a[starts-with(@href, '/desk/post/mails/')]/@href")

    assert [home.visitor.get(link).status_code, home.signed_in_as(NINA).get(link).status_code] == [200, 404]
