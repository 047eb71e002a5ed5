"""What a plan's page and an action's page say."""

from datetime import date
from urllib.parse import quote

import pytest

from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.plan import LeadSource, PrintedLead
from scheduler.register.plans import close_plan
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.look import look
from scheduler.rules.explain import explain
from tests.builders import OMAR, SAM, on_day
from tests.scheduler.web.home import NOW, SLUG, TITLE, TODAY, Home, action, furnish, plan, record_edition
from tests.scheduler.web.reading import facts, headings, page, paragraphs, table, words

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">" onmouseover="alert(3)'


def test_a_plans_page_has_its_actions_by_area_with_milestones_after_their_action(home: Home) -> None:
    text = home.visitor.get(f"/plans/{SLUG}").text

    above = ["By area", "Completed against planned", "Target dates and meetings"]
    assert headings(text, 2) == [*above, "1 Assessment", "2 Oversight"]
    assert [row[0] for row in table(text, "1 Assessment")] == ["1.11", "1.12", "1.13", "1.13#1"]
    assert [row[0] for row in table(text, "2 Oversight")] == ["2.11", "2.12", "2.13"]


def test_every_action_says_how_it_stands_and_its_date_in_the_plans_words_and_as_a_day(home: Home) -> None:
    assert table(home.visitor.get(f"/plans/{SLUG}").text, "1 Assessment") == [
        ["1.11", "Action 1.11", "Nina Marsh", "complete", "none"],
        [
            "1.12",
            "Action 1.12",
            "Nina Marsh",
            "overdue 8 working days late",
            "Wednesday 30 September 2026 in the plan: “Sep 2026”",
        ],
        [
            "1.13",
            "Action 1.13",
            "Nina Marsh",
            "due soon Due by the end of October 2026",
            "Saturday 31 October 2026 in the plan: “Oct 2026”",
        ],
        [
            "1.13#1",
            "Review: Action 1.13",
            "Nina Marsh",
            "upcoming Due by the end of January 2027",
            "Sunday 31 January 2027 in the plan: “Jan 2027”",
        ],
    ]


def test_an_action_that_nobody_leads_says_so(home: Home) -> None:
    rows = {row[0]: row for row in table(home.visitor.get(f"/plans/{SLUG}").text, "2 Oversight")}

    assert rows["2.12"] == ["2.12", "Action 2.12", "Nobody yet", "undated No target date", "none"]


def test_only_what_is_past_its_date_is_red(home: Home) -> None:
    tree = page(home.visitor.get(f"/plans/{SLUG}").text)
    red = tree.xpath("//tr[.//strong[contains(@class, 'red')]]/th")

    assert [words(each) for each in red] == ["1.12", "2.11"]


def test_the_links_of_a_plans_page_lead_to_the_actions(home: Home) -> None:
    links = [str(each.get("href")) for each in page(home.visitor.get(f"/plans/{SLUG}").text).xpath("//tbody//a")]

    assert links[3] == f"/plans/{SLUG}/1.13%231"
    assert [home.visitor.get(each).status_code for each in links] == [200] * 7


def test_an_actions_page_states_the_facts(home: Home) -> None:
    said = facts(home.visitor.get(f"/plans/{SLUG}/1.12").text)

    assert {name: said[name] for name in ("Lead", "Next step", "Area", "Success measure", "Progress, in the plan")} == {
        "Lead": ["Nina Marsh"],
        "Next step": ["Mary Lane, line manager, will be told on Monday 19 October 2026"],
        "Area": ["1 Assessment"],
        "Success measure": ["All staff use it."],
        "Progress, in the plan": ["A draft is out."],
    }


def test_an_actions_page_tells_the_story_that_the_rules_tell(home: Home) -> None:
    with home.sessions() as session:
        scene = look(session, home.orders, TODAY)
    action = next(each for each in scene.snapshot.commitments if each.ref == "1.12")
    story = explain(action, scene.snapshot, scene.told, home.orders.policy, TODAY)
    said = facts(home.visitor.get(f"/plans/{SLUG}/1.12").text)

    assert said["Told so far"] == ["Nobody has been told of it."]
    assert {each.heading: said[each.heading] for each in story.chapters if each.heading not in said_twice()} == {
        each.heading: list(each.sentences) for each in story.chapters if each.heading not in said_twice()
    }


def said_twice() -> set[str]:
    """Names that stand both among the facts and in the story."""
    return {"Target date", "Standing"}


def test_an_actions_page_shows_its_milestones_and_a_milestones_page_its_action(home: Home) -> None:
    caption = "The action and its milestones"
    of_action = table(home.visitor.get(f"/plans/{SLUG}/1.13").text, caption)
    of_milestone = table(home.visitor.get(f"/plans/{SLUG}/{quote('1.13#1')}").text, caption)

    assert [row[0] for row in of_action] == ["1.13", "1.13#1"]
    assert of_action == of_milestone


def test_an_action_without_milestones_shows_no_table_of_them(home: Home) -> None:
    assert table(home.visitor.get(f"/plans/{SLUG}/1.12").text, "The action and its milestones") == []


def test_what_happened_to_an_action_is_listed_earliest_first(home: Home) -> None:
    said = Said(kind=AnswerKind.REASSIGN, who=SAM, road=Road.DESK, whom=OMAR)
    with home.sessions.begin() as session:
        take_answer(session, home.orders, SLUG, "2.12", said, at=NOW, now=NOW)

    rows = table(home.visitor.get(f"/plans/{SLUG}/2.12").text, "What happened, the earliest first")
    assert [(when, who, what.partition(" ")[0]) for when, who, what in rows] == [
        ("12 October 2026, 10:30", "Sam Ode desk", "answered:")
    ]
    assert "lead: Omar Reid" in rows[0][2]


def test_a_lead_that_nobody_confirmed_is_quoted_as_the_plan_prints_it(bare_home: Home) -> None:
    unknown = (PrintedLead(words="ZZ", source=LeadSource.COLUMN),)
    with bare_home.sessions.begin() as session:
        furnish(session, plan(action("1.1", on_day(date(2026, 12, 1)), leads=unknown)))

    assert facts(bare_home.visitor.get(f"/plans/{SLUG}/1.1").text)["Lead"] == [
        "“ZZ” (not confirmed) printed lead “ZZ” is not confirmed"
    ]


def test_an_action_that_was_withdrawn_has_no_page(home: Home) -> None:
    with home.sessions.begin() as session:
        furnish(session, plan(action("3.1", None), action("3.2", None)), slug="second")
        record_edition(session, plan(action("3.1", None)), slug="second", sha256="second", now=NOW)

    assert home.visitor.get("/plans/second/3.1").status_code == 200
    assert home.visitor.get("/plans/second/3.2").status_code == 404


def test_a_closed_plan_has_no_page(home: Home) -> None:
    with home.sessions.begin() as session:
        close_plan(session, SLUG, TODAY, who=SAM, now=NOW)

    assert home.visitor.get(f"/plans/{SLUG}").status_code == 404


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/plans/nothing", "There is no open plan of that name, or it is not yours to see."),
        (f"/plans/{SLUG}/9.99", f"“{TITLE}” has no action 9.99 today."),
        (
            "/nothing",
            "If you typed the address, check that it is right. If you followed a link, the page may have moved since.",
        ),
    ],
)
def test_what_does_not_exist_is_said_in_plain_words(home: Home, path: str, sentence: str) -> None:
    answer = home.visitor.get(path)

    assert answer.status_code == 404
    assert headings(answer.text, 1) == ["This page does not exist"]
    assert paragraphs(answer.text) == [sentence]


def test_hostile_text_in_a_plan_stays_text_on_every_page(bare_home: Home) -> None:
    led = (PrintedLead(words=HOSTILE, source=LeadSource.COLUMN),)
    hostile = action(
        "1.1", on_day(date(2026, 10, 1)), title=HOSTILE, leads=led, progress=HOSTILE, success_measure=HOSTILE
    )
    with bare_home.sessions.begin() as session:
        furnish(session, plan(hostile, title=HOSTILE))
    pages = [bare_home.visitor.get(path).text for path in ("/", f"/plans/{SLUG}", f"/plans/{SLUG}/1.1")]

    assert [[HOSTILE in words(page(each)), *active(each)] for each in pages] == [[True], [True], [True]]


def test_a_hostile_reference_stays_text_in_its_own_address(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        furnish(session, plan(action('1"/><script>', on_day(date(2026, 10, 1)))))
    [link] = page(bare_home.visitor.get(f"/plans/{SLUG}").text).xpath("//tbody//a/@href")
    answer = bare_home.visitor.get(str(link))

    assert link == f"/plans/{SLUG}/1%22%2F%3E%3Cscript%3E"
    assert (answer.status_code, active(answer.text)) == (200, [])


def test_a_hostile_address_is_not_repeated_as_markup(home: Home) -> None:
    answer = home.visitor.get(f"/plans/{SLUG}/{quote(HOSTILE, safe='')}")

    assert paragraphs(answer.text) == [f"“{TITLE}” has no action {HOSTILE} today."]
    assert active(answer.text) == []


def active(text: str) -> list[str]:
    """Whatever on a page could do something: scripts, images, frames, attributes that are code, other hosts."""
    tree = page(text)
    could = "//script | //img | //iframe | //object | //style | //svg//a | //foreignObject"
    found = [str(each.tag) for each in tree.xpath(could)]
    codes = [str(each) for each in tree.xpath("//@*[starts-with(name(), 'on') or name() = 'style']")]
    away = [str(each) for each in tree.xpath("//@href | //@src | //@action") if not str(each).startswith(("/", "#"))]
    return [*found, *codes, *away]
