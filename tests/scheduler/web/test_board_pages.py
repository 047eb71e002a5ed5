"""Boards at the desk: who sits where and when they meet, changed in the file of settings, with who did it."""

from datetime import date
from pathlib import Path

import httpx
import pytest

from scheduler.register.meetings import list_meetings
from scheduler.register.setting_changes import list_setting_changes
from tests.builders import CHAIR, OMAR, SAM
from tests.scheduler.web.book import WRITTEN, with_settings
from tests.scheduler.web.home import Home
from tests.scheduler.web.reading import facts, page, paragraphs, table, words

SERIES = """
[series.cog]
board = "cog"
name = "Group meeting" # the quarterly one
rule = "quarterly, second Tuesday, 14:00 to 16:00, from 2026-11"
"""


@pytest.fixture
def house(home: Home, tmp_path: Path) -> Home:
    return with_settings(home, tmp_path, WRITTEN + SERIES)


def send(house: Home, act: str, **fields: str) -> httpx.Response:
    browser = house.visitor
    form = page(browser.get(f"/desk/boards/cog/{act}").text)
    hidden = {each.get("name"): each.get("value") for each in form.xpath("//main//input[@type='hidden']")}
    return browser.ask("POST", f"/desk/boards/cog/{act}", data={**hidden, "sure": "yes", **fields})


HEAD = {"chair": "Robin Hale", "vice_chair": "Val Ames", "co_ordinator": "Sam Ode"}


def errors(answer: httpx.Response) -> list[tuple[str | None, str]]:
    found = page(answer.text).xpath("//div[@role='alert']//li")
    return [(next((a.get("href") for a in each.iter("a")), None), words(each)) for each in found]


def test_a_board_is_shown_with_its_people_its_meetings_and_where_it_is_set(house: Home) -> None:
    text = house.visitor.get("/desk/boards").text

    assert facts(text) == {
        "Chair": ["Robin Hale"],
        "Vice-chair": ["Val Ames"],
        "Co-ordinator": ["Sam Ode"],
        "Bank holidays of": ["England and Wales"],
        "Time zone": ["Europe/London"],
        "Group meeting": [
            "quarterly, second Tuesday, 14:00 to 16:00, from November 2026; attended by Robin Hale, Val Ames and "
            "Sam Ode"
        ],
    }
    assert "It is set in chaser.toml under [boards.cog], its meetings under [series.…]." in paragraphs(text)


def test_another_chair_is_kept_in_the_file_and_in_the_history(house: Home, tmp_path: Path) -> None:
    answer = send(house, "head", **(HEAD | {"chair": "OR"}))
    written = (tmp_path / "chaser.toml").read_text("utf-8")

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/boards")
    assert 'chair = "Omar Reid <omar@example.org>"' in written.splitlines()
    assert "# Our own settings." in written.splitlines()
    assert house.desk.orders.boards["cog"].chair == OMAR
    with house.sessions() as session:
        [said] = list_setting_changes(session)
    assert (said.path, said.before, said.after, said.who) == (
        "boards.cog.chair",
        f"Robin Hale <{CHAIR}>",
        f"Omar Reid <{OMAR}>",
        SAM,
    )


def test_no_vice_chair_is_a_choice(house: Home) -> None:
    send(house, "head", **(HEAD | {"vice_chair": ""}))

    assert house.desk.orders.boards["cog"].vice_chair == ""


def test_members_are_written_an_agency_a_line(house: Home) -> None:
    send(house, "members", members="Sussex Police: Omar Reid\n\nHealth: Mary Lane")
    shown = page(house.visitor.get("/desk/boards/cog/members").text).xpath("//textarea")[0].text

    assert dict(house.desk.orders.boards["cog"].members) == {"Sussex Police": OMAR, "Health": "mary@example.org"}
    assert shown.split("\n") == ["Sussex Police: Omar Reid", "Health: Mary Lane"]


def test_a_series_that_meets_otherwise_has_its_meetings_at_once(house: Home) -> None:
    answer = send(
        house, "series-cog", rule="monthly, second Tuesday, 10:00 to 12:00, from 2026-11", location="Room 4", papers="7"
    )
    with house.sessions() as session:
        first = list_meetings(session, "cog")[0]

    assert answer.status_code == 303
    assert (first.on, f"{first.starts:%H:%M}", first.location, first.paper_deadline_on) == (
        date(2026, 11, 10),
        "10:00",
        "Room 4",
        date(2026, 11, 3),
    )


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        (
            "head",
            HEAD | {"chair": "Zoe"},
            ("#chair", "“Zoe” is not in the directory: write the name as it stands there"),
        ),
        ("head", HEAD, (None, "Nothing differs from how it is: change something first")),
        (
            "members",
            {"members": "Omar Reid"},
            ("#members", "“Omar Reid” names no agency: write it like Sussex Police: Alex Moor"),
        ),
        ("series-cog", {"rule": "whenever", "papers": "soon"}, ("#papers", "Write a whole number, like 7")),
        ("series-cog", {"papers": "9" * 5000}, ("#papers", "Write a whole number, like 7")),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_nothing_is_saved(
    house: Home, tmp_path: Path, act: str, fields: dict[str, str], said: tuple[str | None, str]
) -> None:
    answer = send(house, act, **fields)

    assert (answer.status_code, errors(answer)) == (400, [said])
    assert (tmp_path / "chaser.toml").read_text("utf-8") == WRITTEN + SERIES


def test_a_rule_that_never_meets_is_refused_in_the_words_of_chaser_check(house: Home) -> None:
    [(field, said)] = errors(send(house, "series-cog", rule="whenever", papers=""))

    assert (field, said.partition(":")[0]) == ("#rule", "No meeting ever comes of this")


def test_what_the_environment_sets_is_not_changed_here(home: Home, tmp_path: Path) -> None:
    house = with_settings(home, tmp_path, WRITTEN, {"CHASER_BOARDS__COG__CHAIR": "Robin Hale <chair@example.org>"})
    answer = send(house, "head", **(HEAD | {"chair": "OR"}))

    assert errors(answer) == [
        ("#chair", "CHASER_BOARDS__COG__CHAIR on the server sets this: it cannot be changed here")
    ]


def test_settings_that_somebody_else_changed_meanwhile_are_not_written_over(house: Home, tmp_path: Path) -> None:
    answer = send(house, "head", **(HEAD | {"chair": "OR"}), version="of before")

    assert (answer.status_code, (tmp_path / "chaser.toml").read_text("utf-8")) == (400, WRITTEN + SERIES)


def test_without_a_file_boards_are_shown_and_say_where_they_are_set(home: Home) -> None:
    text = home.visitor.get("/desk/boards").text

    inset = "Boards are set in chaser.toml on the server, and there is no such file here to change."
    assert [words(each) for each in page(text).xpath("//p[@class='inset']")] == [inset]
    assert page(text).xpath("//ul[@class='offers']") == []
    assert home.visitor.get("/desk/boards/cog/head").status_code == 404


def test_another_chair_is_shown_with_the_mails_that_move_before_anything_is_saved(house: Home, tmp_path: Path) -> None:
    before = (tmp_path / "chaser.toml").read_text("utf-8")
    answer = send(house, "head", **(HEAD | {"chair": "OR", "sure": ""}))
    rows = table(answer.text, "Notices that would go to somebody else, the earliest first")
    kept = {each.get("name"): each.get("value") for each in page(answer.text).xpath("//main//input[@type='hidden']")}

    assert (answer.status_code, (tmp_path / "chaser.toml").read_text("utf-8")) == (200, before)
    assert {(each[3], each[4]) for each in rows[1:]} == {("Robin Hale", "Omar Reid")}
    assert (kept["chair"], kept["vice_chair"], kept["co_ordinator"]) == ("OR", "Val Ames", "Sam Ode")
    assert house.visitor.ask("POST", "/desk/boards/cog/head", data=kept | {"sure": "yes"}).status_code == 303
    assert house.desk.orders.boards["cog"].chair == OMAR


def test_a_form_that_is_to_be_changed_again_comes_back_as_it_was_filled_in(house: Home) -> None:
    answer = send(house, "head", **(HEAD | {"chair": "OR", "again": "yes"}))

    assert page(answer.text).xpath("//input[@name='chair']/@value") == ["OR"]
    assert house.desk.orders.boards["cog"].chair == CHAIR


def test_a_change_that_moves_no_mail_says_so(house: Home) -> None:
    answer = send(house, "head", **(HEAD | {"vice_chair": "", "sure": ""}))

    assert "No notice would go to somebody else in the 4 weeks from Tuesday 13 October 2026" in answer.text
