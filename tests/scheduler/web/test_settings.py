"""The settings of the ladder, changed at the desk: tried on the next weeks first, saved into chaser.toml, kept."""

import tomllib
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from scheduler.register.officers import welcome_officers
from scheduler.rules.policy import StepTo
from tests.builders import NINA
from tests.scheduler.web.book import WRITTEN, with_settings
from tests.scheduler.web.home import ADMIN, NOW, Home
from tests.scheduler.web.reading import headings, page, paragraphs, table, words
from tests.scheduler.web.visitor import Visitor

TWO_BOARDS = WRITTEN + '[boards.other]\nname = "Other"\nco_ordinator = "Kim Orr <kim@example.net>"\n'


@pytest.fixture
def house(home: Home, tmp_path: Path) -> Home:
    return with_settings(home, tmp_path)


def fields(visitor: Visitor) -> dict[str, str]:
    """The form as it stands."""
    inputs = page(visitor.get("/desk/settings").text).xpath("//form[contains(@action, 'preview')]//input")
    return {each.get("name"): each.get("value") for each in inputs}


def send(house: Home, path: str, **changed: str) -> httpx.Response:
    return house.visitor.ask("POST", f"/desk/settings{path}", data={**fields(house.visitor), **changed})


def problems(answer: httpx.Response) -> list[tuple[str, str]]:
    """The error summary: each problem with its link."""
    rows = page(answer.text).xpath("//div[@role='alert']//li")
    return [(words(each), each.find("a").get("href") if each.find("a") is not None else "") for each in rows]


def test_the_form_shows_the_numbers_that_count_now(house: Home) -> None:
    shown = fields(house.visitor)

    assert (shown["day_rungs"], shown["manager_after"], shown["chair_after"]) == ("28, 14, 7, 2, 0", "5", "10")
    assert (shown["answer_within_working_days"], shown["owner_move_days"]) == ("5", "28")


def test_a_preview_says_what_would_come_go_or_move_and_saves_nothing(house: Home, tmp_path: Path) -> None:
    answer = send(house, "/preview", period_rungs="28, 10", manager_after="8")
    [rows] = [table(answer.text, words(each)) for each in page(answer.text).iter("caption")]

    # 1.13 is due by the end of October. Its rung of 2 October was missed: now it gives way to that of 14 days before,
    # Friday the 16th; with 10 days, Wednesday the 21st, it is far enough away to go on the next morning. 7 days
    # before is Friday the 23rd. Of 1.12 Nina hears tomorrow, Tuesday the 13th, and Mary 5 working days after, on the
    # 20th, or 8, on Friday the 23rd. 1.13 would be late on Monday 2 November, and 8 working days after lie beyond.
    assert [row for row in rows if row[0] in {"1.12", "1.13"} and row[1] != "Word to the chair"] == [
        ["1.13", "Reminder", "Nina Marsh", "Friday 16 October 2026", "Tuesday 13 October 2026"],
        ["1.12", "Word to the line manager", "Mary Lane", "Tuesday 20 October 2026", "Friday 23 October 2026"],
        ["1.13", "Reminder", "Nina Marsh", "Friday 23 October 2026", "Wednesday 21 October 2026"],
        ["1.13", "Word to the line manager", "Mary Lane", "Monday 9 November 2026", "not in these weeks"],
    ]
    assert (tmp_path / "chaser.toml").read_text() == WRITTEN
    assert house.desk.orders.policy.period_rungs == (28, 14, 7)


def test_what_is_saved_stands_in_the_file_with_its_remarks_and_counts_at_once(house: Home, tmp_path: Path) -> None:
    saved = send(house, "", day_rungs="21, 7, 1", chair_after="8")
    text = (tmp_path / "chaser.toml").read_text()

    assert saved.headers["location"] == "/desk/settings"
    assert "day_rungs = [21, 7, 1] # as agreed in March" in text
    assert tomllib.loads(text)["escalation"]["steps"][2] == {"who": "chair", "after": 8}
    assert (tmp_path / "chaser.toml.old").read_text() == WRITTEN
    policy = house.desk.orders.policy
    assert (policy.day_rungs, policy.after(StepTo.CHAIR)) == ((21, 7, 1), 8)


def test_who_changed_what_from_what_to_what_is_kept_and_shown(house: Home) -> None:
    send(house, "", day_rungs="21, 7, 1")
    house.now = NOW + timedelta(hours=1)
    send(house, "", manager_after="", chair_after="6")

    assert table(house.visitor.get("/desk/settings").text, "Changes of the settings, the latest first") == [
        ["Working days until the line manager hears", "5", "nothing", "Sam Ode", "12 October 2026, 11:30"],
        ["Working days until the chair hears", "10", "6", "Sam Ode", "12 October 2026, 11:30"],
        [
            "Days before a target date that names a day",
            "28, 14, 7, 2, 0",
            "21, 7, 1",
            "Sam Ode",
            "12 October 2026, 10:30",
        ],
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"day_rungs": "7, 14, x"},
            (
                "Days before a target date that names a day: Write numbers of days with commas between, like 28, 14, 7",
                "#day_rungs",
            ),
        ),
        (
            {"period_rungs": "7, 14"},
            ("The ladder is out of order: 7, 14. Count down, each number once: [14, 7].", "#period_rungs"),
        ),
        (
            {"chair_after": "3"},
            (
                "The steps are out of order: lead after 0, manager after 5, chair after 3. Put the lead first, after "
                "0, then the manager, then the chair, each with a higher number.",
                "#chair_after",
            ),
        ),
        (
            {"horizon_days": "-1"},
            ("How many days ahead something is due soon: Write a whole number, like 10", "#horizon_days"),
        ),
        ({}, ("Nothing differs from the settings as they are: change a number first", "")),
    ],
)
@pytest.mark.parametrize("path", ["/preview", ""])
def test_what_does_not_fit_is_said_with_its_field_and_not_saved(
    house: Home, tmp_path: Path, path: str, changed: dict[str, str], said: tuple[str, str]
) -> None:
    answer = send(house, path, **changed)

    assert (answer.status_code, problems(answer)) == (400, [said])
    assert (tmp_path / "chaser.toml").read_text() == WRITTEN


def test_what_was_filled_in_is_not_lost_on_the_way_back_from_the_preview(house: Home) -> None:
    answer = send(house, "/preview", day_rungs="21, 7, 1", again="yes")

    assert page(answer.text).xpath("//input[@id='day_rungs']/@value") == ["21, 7, 1"]


def test_a_form_that_was_overtaken_is_answered_kindly(house: Home) -> None:
    old = fields(house.visitor)
    send(house, "", day_rungs="21, 7, 1")
    late = house.visitor.ask("POST", "/desk/settings", data={**old, "day_rungs": "14, 7"})

    assert (late.status_code, house.desk.orders.policy.day_rungs) == (409, (21, 7, 1))
    assert problems(late)[0][0].startswith("Somebody changed the settings meanwhile.")
    assert page(late.text).xpath("//input[@id='day_rungs']/@value") == ["21, 7, 1"]


def test_a_value_of_the_environment_is_shown_and_cannot_be_changed_here(home: Home, tmp_path: Path) -> None:
    fixed = with_settings(home, tmp_path, environment={"CHASER_REMINDERS__DAY_RUNGS": "10, 5"})
    answer = send(fixed, "", day_rungs="21", period_rungs="21")

    assert answer.status_code == 303
    assert (fixed.desk.orders.policy.day_rungs, fixed.desk.orders.policy.period_rungs) == ((10, 5), (21,))
    shown = page(fixed.visitor.get("/desk/settings").text)
    assert words(shown.get_element_by_id("day_rungs-hint")) == (
        "Set on the server by CHASER_REMINDERS__DAY_RUNGS: it cannot be changed here."
    )


def test_a_file_that_may_not_be_written_says_so_instead(house: Home, tmp_path: Path) -> None:
    form = fields(house.visitor)
    (tmp_path / "chaser.toml").unlink()
    shown = house.visitor.get("/desk/settings")
    refused = house.visitor.ask("POST", "/desk/settings", data={**form, "day_rungs": "21"})

    cure = "change it by hand, or let Chaser write it and its folder"
    why = f"{tmp_path}/chaser.toml may not be written by Chaser: {cure}."
    assert [each for each in paragraphs(shown.text) if "chaser.toml" in each] == [why]
    assert (refused.status_code, problems(refused)) == (400, [(why, "")])


def test_numbers_for_every_board_are_changed_by_an_administrator_where_each_board_has_its_own_keeper(
    home: Home, tmp_path: Path
) -> None:
    house = with_settings(home, tmp_path, TWO_BOARDS + f'[web]\nadministrators = ["Ada Min <{ADMIN}>"]\n')
    refused = send(house, "", day_rungs="21")
    with house.sessions.begin() as session:
        welcome_officers(session, house.orders.officers.values(), now=NOW)
    ada = house.signed_in_as(ADMIN)
    saved = ada.ask("POST", "/desk/settings", data={**fields(ada), "day_rungs": "21"})

    assert (refused.status_code, saved.status_code) == (400, 303)
    assert problems(refused)[0][0].startswith("These numbers count for every board.")
    assert headings(ada.get("/desk/settings").text, 1) == ["Settings of the ladder"]
    assert house.signed_in_as(NINA).get("/desk/settings").status_code == 404


def test_an_administrator_finds_the_settings_from_every_page_and_a_way_back(home: Home, tmp_path: Path) -> None:
    house = with_settings(home, tmp_path, TWO_BOARDS + f'[web]\nadministrators = ["Ada Min <{ADMIN}>"]\n')
    with house.sessions.begin() as session:
        welcome_officers(session, house.orders.officers.values(), now=NOW)
    ada = house.signed_in_as(ADMIN)
    links = [each.text for each in page(ada.get("/").text).xpath("//nav//a")]
    way = page(ada.get("/desk/settings").text)

    assert links == ["Plans", "Settings"]
    assert way.xpath("//p[@class='back']/a/@href") == ["/"]
    assert "Settings" not in [each.text for each in page(house.visitor.get("/").text).xpath("//nav//a")]


@pytest.mark.parametrize(
    ("administrators", "ask"),
    [
        ({ADMIN}, "Ask Ada Min."),
        (
            set(),
            "There is no administrator yet: whoever looks after the server names one in chaser.toml, under [web] "
            "administrators.",
        ),
    ],
)
def test_a_co_ordinator_who_may_only_look_reads_whom_to_ask(
    home: Home, tmp_path: Path, administrators: set[str], ask: str
) -> None:
    house = with_settings(home, tmp_path, TWO_BOARDS + f'[web]\nadministrators = ["Ada Min <{ADMIN}>"]\n')
    house.desk.administrators = frozenset(administrators)
    text = house.visitor.get("/desk/settings").text

    assert [each for each in paragraphs(text) if each.startswith("These numbers")] == [
        "These numbers count for every board. Whoever keeps all of them, or an administrator, changes them: you can "
        f"only look at them. {ask}"
    ]
    assert ADMIN not in text
