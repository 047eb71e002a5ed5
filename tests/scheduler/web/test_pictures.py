"""A plan drawn on its page, the filters of what is shown there, and the size of the pages of a large plan."""

from datetime import date, timedelta

import pytest

from scheduler.links import AnswerPass, answer_path, sign_answer
from scheduler.plans.plan import Plan
from tests.builders import NINA, on_day
from tests.scheduler.web.home import NOW, SECRET, SLUG, Home, action, furnish, plan
from tests.scheduler.web.reading import page, paragraphs, table


def marks(home: Home, kind: str = "", asked: str = "") -> int:
    tree = page(home.visitor.get(f"/plans/{SLUG}{asked}").text)
    return len([each for each in tree.xpath("//svg[@role]//use") if kind in each.get("class").split() or not kind])


def test_every_target_date_is_drawn_once_in_the_colour_of_its_standing(home: Home) -> None:
    assert [marks(home, kind) for kind in ("", "red", "amber", "blue", "ring")] == [5, 2, 2, 1, 1]


def test_every_standing_has_a_shape_of_its_own_beside_its_colour(home: Home) -> None:
    tree = page(home.visitor.get(f"/plans/{SLUG}").text)
    shapes = {each.get("id"): (each.get("d"), each.get("r")) for each in tree.xpath("//svg/defs/*")}
    explained = {each.get("href"): each.getparent().tail for each in tree.xpath("//*[@class='key']//use")}
    drawn = {(each.get("class").split()[0], each.get("href")) for each in tree.xpath("//svg[@role]//use")}

    assert len(set(shapes.values())) == len(shapes)
    assert {f"#{each}" for each in shapes} == explained.keys()
    assert explained["#mark-red"] == "late"
    assert drawn == {(colour, f"#mark-{colour}") for colour in ("red", "amber", "blue")}


def test_what_the_pictures_show_is_said_in_words(home: Home) -> None:
    said = paragraphs(home.visitor.get(f"/plans/{SLUG}").text)

    assert [each for each in said if "target dates" in each or "planned to be" in each] == [
        "By Monday 12 October 2026, 3 of 5 were planned to be complete; 1 is. The broken line is what was planned, "
        "the whole line what is complete.",
        "5 target dates from 15 September 2026 to 31 January 2027; 2 late on Monday 12 October 2026. Hollow marks "
        "are milestones, upright lines meetings. The same stands in words in the table below.",
    ]


def test_no_picture_carries_a_style_or_a_script_of_its_own(home: Home) -> None:
    tree = page(home.visitor.get(f"/plans/{SLUG}").text)

    assert tree.xpath("//*[@style] | //script | //style | //*[@onclick]") == []


def test_a_plan_without_dates_says_so(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        furnish(session, plan(action("1.1", None)))

    assert "No action has a target date." in paragraphs(bare_home.visitor.get(f"/plans/{SLUG}").text)


@pytest.mark.parametrize(
    ("asked", "refs"),
    [
        ("standing=Overdue", ["1.12"]),
        ("area=2%20Oversight", ["2.11", "2.12", "2.13"]),
        ("standing=Waiting&area=2%20Oversight&lead=Nina+Marsh", ["2.11"]),
        ("lead=Omar+Reid", []),
        ("standing=Overdue&area=2%20Oversight", []),
        ("standing=nonsense", ["1.11", "1.12", "1.13", "1.13#1", "2.11", "2.12", "2.13"]),
    ],
)
def test_filters_live_in_the_address(home: Home, asked: str, refs: list[str]) -> None:
    text = home.visitor.get(f"/plans/{SLUG}?{asked}").text
    captions = ("1 Assessment", "2 Oversight")

    assert [row[0] for caption in captions for row in table(text, caption)] == refs


def test_a_long_table_has_pages_that_keep_the_filters(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        furnish(session, large(450))
    first = bare_home.visitor.get(f"/plans/{SLUG}?lead=Nina+Marsh").text
    links = [each.get("href") for each in page(first).xpath("//nav[@aria-label='Pages of the table']//a")]
    refs = [
        each.text
        for link in links
        for each in page(bare_home.visitor.get(link).text).xpath("//tbody//th[@scope='row']/a")
    ]

    assert links == [f"/plans/{SLUG}?lead=Nina+Marsh&page={number}" for number in (1, 2, 3)]
    assert (len(refs), len(set(refs))) == (450, 450)


def large(count: int) -> Plan:
    """A plan of so many actions, in ten areas' worth of text, a third of them late."""
    first = date(2026, 8, 1)
    title = "Agree with partners how the work is shared, and write down who does what by when. "
    return plan(
        *(
            action(f"{n // 50 + 1}.{n:03}", on_day(first + timedelta(days=n % 300)), title=title + str(n))
            for n in range(count)
        )
    )


def test_the_filters_hold_for_the_timeline_as_for_the_table(home: Home) -> None:
    assert marks(home, "", "?area=2%20Oversight") == 2
    assert marks(home, "", "?standing=Overdue") == 1
    assert marks(home, "", "?standing=Undated") == 0


def test_a_picture_has_a_title_and_a_description(home: Home) -> None:
    tree = page(home.visitor.get(f"/plans/{SLUG}").text)
    named = [(each.get("aria-labelledby"), each.get("aria-describedby")) for each in tree.xpath("//svg[@role='img']")]

    assert named == [("burn-up-title", "burn-up-desc"), ("timeline-title", "timeline-desc")]
    assert [bool(tree.get_element_by_id(one).text) for pair in named for one in pair] == [True] * 4


def test_where_a_plan_was_drawn_before_goes_on_to_its_page(home: Home) -> None:
    answer = home.visitor.get(f"/pictures/{SLUG}")

    assert (answer.status_code, answer.headers["location"]) == (308, f"/plans/{SLUG}")


LARGE = (
    "/",
    f"/plans/{SLUG}",
    f"/plans/{SLUG}?page=2",
    f"/plans/{SLUG}/1.000",
    "/boards/cog",
    "/desk",
    "/desk/post",
    "/desk/leads",
    "/desk/people",
    "/desk/meetings",
    f"/say/{SLUG}/progress?ref=1.000",
    answer_path(sign_answer(SECRET, AnswerPass(person=NINA, plan=SLUG, issued_at=NOW)), "1.000"),
)


def test_pages_of_a_plan_of_500_actions_stay_under_150_kilobytes(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        furnish(session, large(500))
    answers = {path: bare_home.visitor.get(path) for path in LARGE}
    [mail] = page(answers["/desk/post"].text).xpath("//a[starts-with(@href, '/desk/post/mails/')]/@href")[:1]
    answers[mail] = bare_home.visitor.get(mail)

    assert {path: each.status_code for path, each in answers.items()} == dict.fromkeys(answers, 200)
    assert {path: len(each.content) for path, each in answers.items() if len(each.content) > 150_000} == {}
