"""Answering by the link in a mail: what the page shows, what its forms do, and what a scanner cannot."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import func, select, update

from notifications.outbox import body, entries
from notifications.tables import Kind
from scheduler.links import ANSWER, AnswerPass, answer_path, answer_url, sign, sign_answer
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.register.answer_links import end_answer_links
from scheduler.register.plans import close_plan
from scheduler.register.snapshot import load_snapshot
from scheduler.register.tables import AnswerRow, HistoryRow, PersonRow
from scheduler.rounds.morning import hold_morning
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM
from tests.scheduler.web.home import NOW, ORDERS, SECRET, SLUG, Home
from tests.scheduler.web.reading import headings, page, paragraphs, words

SAYINGS: dict[str, dict[str, str]] = {
    "progress": {"words": "The first session was held."},
    "complete": {"evidence": "Minute 4 of the September meeting"},
    "new-date": {"target": "end of November 2026", "words": "The trainer is away."},
    "waiting": {"whom": "the region", "until": "1 December 2026"},
    "not-mine": {"whom": "Omar, I think"},
}


def token(person: str = NINA, plan: str = SLUG, issued_at: datetime = NOW) -> str:
    return sign_answer(SECRET, AnswerPass(person=person, plan=plan, issued_at=issued_at))


def say(home: Home, what: str, form: Mapping[str, str], *, ref: str = "1.12", by: str = NINA) -> httpx.Response:
    return home.stranger.ask("POST", answer_path(token(by), ref, what), data=dict(form))


def held(home: Home, ref: str = "1.12") -> Commitment:
    with home.sessions() as session:
        return next(each for each in load_snapshot(session, {}).commitments if each.ref == ref)


def answers(home: Home) -> int:
    with home.sessions() as session:
        return session.scalar(select(func.count()).select_from(AnswerRow)) or 0


def rows(home: Home) -> tuple[int, int]:
    with home.sessions() as session:
        return answers(home), session.scalar(select(func.count()).select_from(HistoryRow)) or 0


def errors(answer: httpx.Response) -> list[tuple[str, str]]:
    """The links of the error summary: where each leads, and what it says."""
    return [(each.get("href"), words(each)) for each in page(answer.text).xpath("//div[@role='alert']//a")]


def test_the_clicked_action_stands_on_top_with_what_can_be_said_and_the_others_below(home: Home) -> None:
    text = home.stranger.get(answer_path(token(), "1.12")).text
    tree = page(text)

    assert headings(text, 1) == ["1.12 Action 1.12"]
    assert [words(each) for each in tree.xpath("//ul[@class='choices']//a")] == [
        "Say how it is going",
        "It is complete",
        "Ask for a new date",
        "It waits for somebody",
        "It is not mine",
    ]
    assert [words(each) for each in tree.xpath("//ul[@class='actions']//a")] == [
        "2.11 Action 2.11",
        "2.13 Action 2.13",
        "1.13 Action 1.13",
        "1.13#1 Review: Action 1.13",
    ]


def test_a_link_without_an_action_lists_all_that_are_theirs(home: Home) -> None:
    text = home.stranger.get(answer_path(token())).text

    assert headings(text, 1) == ["Your actions"]
    assert len(page(text).xpath("//ul[@class='actions']//a")) == 5


@pytest.mark.parametrize("what", SAYINGS)
def test_each_thing_is_said_on_a_page_of_its_own_and_shown_back(home: Home, what: str) -> None:
    form = home.stranger.get(answer_path(token(), "1.12", what))
    sent = say(home, what, SAYINGS[what])
    shown = home.stranger.get(sent.headers["location"])

    assert (form.status_code, sent.status_code, shown.status_code) == (200, 303, 200)
    assert headings(shown.text, 1) == ["Thank you, it is recorded"]
    assert answers(home) == 1


def test_what_was_said_is_shown_with_what_follows(home: Home) -> None:
    shown = home.stranger.get(say(home, "new-date", SAYINGS["new-date"]).headers["location"])

    assert paragraphs(shown.text)[1:4] == [
        "Nina Marsh, on Monday 12 October 2026 on the web, asked for a new date, by the end of November 2026: "
        "The trainer is away.",
        "The co-ordinator cannot grant this alone: it is a move of 61 days, more than 28.",
        "Robin Hale, for Chief Officer Group, decides; unanswered, it goes on Monday 19 October 2026 to Chief Officer "
        "Group, at its next meeting. Until then its target date stands.",
    ]


@pytest.mark.parametrize(
    ("what", "form", "problems"),
    [
        ("progress", {}, [("#words", "Say how it is going")]),
        ("complete", {"words": "done"}, [("#evidence", "Say where the evidence is")]),
        ("new-date", {}, [("#target", "Enter the new date"), ("#words", "Say why")]),
        (
            "new-date",
            {"target": "soon", "words": "x"},
            [("#target", "“soon” names no date: write it like 31 January 2027")],
        ),
        (
            "new-date",
            {"target": "1 October 2026", "words": "x"},
            [("#target", "Thursday 1 October 2026 is past: name a date to come")],
        ),
        (
            "waiting",
            {"whom": "x", "until": "1 October 2026"},
            [("#until", "Thursday 1 October 2026 is past: name a day to come")],
        ),
        ("not-mine", {"whom": "  "}, [("#whom", "Say whose it may be")]),
        ("progress", {"words": "x" * 2001}, [("#words", "In a sentence or two: shorten it to 2000 characters")]),
    ],
)
def test_what_is_wrong_stands_on_top_with_links_to_the_fields(
    home: Home, what: str, form: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    answer = say(home, what, form)
    tree = page(answer.text)

    assert (answer.status_code, errors(answer), answers(home)) == (400, problems, 0)
    for field, _ in problems:
        [described] = tree.xpath(f"//*[@id='{field[1:]}']")
        assert described.get("aria-invalid") == "true"
        assert [tree.xpath(f"//*[@id='{each}']") != [] for each in described.get("aria-describedby").split()] != []


def test_what_was_written_stays_in_the_form_when_something_is_wrong(home: Home) -> None:
    answer = say(home, "new-date", {"target": "soon", "words": 'He said "no" & left <b>'})

    assert page(answer.text).xpath("//textarea")[0].text == 'He said "no" & left <b>'


def test_following_links_changes_nothing(home: Home) -> None:
    paths = [answer_path(token()), answer_path(token(), "1.12")]
    paths += [answer_path(token(), "1.12", each) for each in SAYINGS]
    before = rows(home)
    statuses = [home.stranger.ask(method, path).status_code for path in paths for method in ("GET", "HEAD")]

    assert (set(statuses), rows(home)) == ({200}, before)


def test_an_answer_is_undone_within_ten_minutes(home: Home) -> None:
    shown = home.stranger.get(say(home, "complete", SAYINGS["complete"]).headers["location"])
    [form] = page(shown.text).xpath("//main//form")
    between = held(home).status
    home.now = NOW + timedelta(minutes=9, seconds=59)
    undone = home.stranger.ask("POST", form.get("action"), data=dict(form.form_values()))
    back = home.stranger.get(undone.headers["location"])

    assert (between, held(home).status) == (Status.COMPLETE, Status.NOT_STARTED)
    assert paragraphs(back.text)[0] == "Taken back. All is as it was before."


def test_after_ten_minutes_the_way_back_is_closed(home: Home) -> None:
    location = say(home, "complete", SAYINGS["complete"]).headers["location"]
    [form] = page(home.stranger.get(location).text).xpath("//main//form")
    home.now = NOW + timedelta(minutes=10)
    undone = home.stranger.ask("POST", form.get("action"), data=dict(form.form_values()))

    assert page(home.stranger.get(location).text).xpath("//main//form") == []
    assert (undone.status_code, headings(undone.text, 1)) == (409, ["It was not taken back"])
    assert held(home).status is Status.COMPLETE


def test_nobody_undoes_what_another_said(home: Home) -> None:
    say(home, "progress", SAYINGS["progress"])
    number = held(home).answered.answers[0].number
    path = answer_path(token(MANAGER), "1.12", "undo")
    undone = home.stranger.ask("POST", path, data={"number": str(number)})

    assert (undone.status_code, len(held(home).answered.answers)) == (409, 1)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 18, "-1", "²", "٣", ""])
def test_a_number_of_no_answer_takes_nothing_back(home: Home, number: str) -> None:
    undone = home.stranger.ask("POST", answer_path(token(), "1.12", "undo"), data={"number": number})

    assert (undone.status_code, headings(undone.text, 1)) == (409, ["It was not taken back"])


@pytest.mark.parametrize("age", [timedelta(days=30), timedelta(days=400)])
def test_an_old_link_says_so_kindly_and_does_nothing(home: Home, age: timedelta) -> None:
    old = token(issued_at=NOW - age)
    shown = home.stranger.get(answer_path(old, "1.12"))
    sent = home.stranger.ask("POST", answer_path(old, "1.12", "progress"), data=SAYINGS["progress"])

    assert (shown.status_code, sent.status_code, answers(home)) == (410, 410, 0)
    assert headings(shown.text, 1) == ["This link has ended"]


def test_a_link_works_to_the_end_of_its_thirty_days(home: Home) -> None:
    old = token(issued_at=NOW - timedelta(days=30) + timedelta(seconds=1))

    assert home.stranger.get(answer_path(old, "1.12")).status_code == 200


def test_a_new_link_is_mailed_to_the_person_and_not_shown(home: Home) -> None:
    old = token(issued_at=NOW - timedelta(days=31))
    [form] = page(home.stranger.get(answer_path(old, "1.12")).text).xpath("//main//form")
    answer = home.stranger.ask("POST", form.get("action"))
    with home.sessions() as session:
        [mailed] = [each for each in entries(session) if each.kind is Kind.LINK]
        message = message_from_bytes(body(session, mailed.id), policy=policy.default)
    plain = message.get_body(("plain",))
    assert plain is not None
    [url] = [line for line in plain.get_content().splitlines() if line.startswith("http")]

    assert mailed.to_address == NINA
    assert (answer.status_code, NINA in answer.text, "/answer/" in answer.text) == (200, False, False)
    assert home.stranger.get(urlsplit(url).path).status_code == 200


def test_a_link_is_renewed_three_times_in_ten_minutes_at_the_most(home: Home) -> None:
    old = token(issued_at=NOW - timedelta(days=31))
    statuses = [home.stranger.ask("POST", f"/answer/{old}/renew").status_code for _ in range(4)]

    assert statuses == [200, 200, 200, 429]


def test_two_processes_together_mail_nobody_more_than_five_links_an_hour(home: Home) -> None:
    old, other = token(issued_at=NOW - timedelta(days=31)), Home(home.sessions)
    statuses = {each.stranger.ask("POST", f"/answer/{old}/renew").status_code for each in [home, other] * 3}
    with home.sessions() as session:
        mailed = [each.to_address for each in entries(session) if each.kind is Kind.LINK]

    assert (statuses, mailed) == ({200}, [NINA] * 5)


def test_links_that_somebody_ended_are_dead_and_later_ones_work(home: Home) -> None:
    with home.sessions.begin() as session:
        end_answer_links(session, NINA, plan=SLUG, who=SAM, now=NOW)
    later = token(issued_at=NOW + timedelta(seconds=1))

    assert home.stranger.get(answer_path(token(), "1.12")).status_code == 410
    assert home.stranger.get(answer_path(later, "1.12")).status_code == 200
    assert home.stranger.get(answer_path(token(OMAR))).status_code == 200


def test_a_link_ends_with_the_day_on_which_its_person_leaves(home: Home) -> None:
    with home.sessions.begin() as session:
        session.execute(update(PersonRow).where(PersonRow.email == NINA).values(left_on=date(2026, 10, 12)))

    assert home.stranger.get(answer_path(token(), "1.12")).status_code == 410


@pytest.mark.parametrize("forged", ["nonsense", sign(SECRET, "unsubscribe", NINA), sign(b"another", ANSWER, NINA)])
def test_a_forged_link_does_nothing_and_is_counted(home: Home, forged: str) -> None:
    statuses = [home.stranger.get(answer_path(forged)).status_code for _ in range(31)]

    assert statuses == [404] * 30 + [429]
    assert home.stranger.get(answer_path(token())).status_code == 200


@pytest.mark.parametrize(("person", "ref"), [(OMAR, "1.12"), (NINA, "2.12"), (CHAIR + ".uk", "1.12")])
def test_nobody_answers_for_what_is_not_theirs(home: Home, person: str, ref: str) -> None:
    answer = say(home, "progress", SAYINGS["progress"], ref=ref, by=person)

    assert (answer.status_code in {404, 410}, answers(home)) == (True, 0)


def test_a_manager_may_answer_for_what_comes_to_them(home: Home) -> None:
    assert say(home, "progress", SAYINGS["progress"], by=MANAGER).status_code == 303


def test_a_closed_plan_asks_nothing_more(home: Home) -> None:
    with home.sessions.begin() as session:
        close_plan(session, SLUG, date(2026, 10, 12), who=SAM, now=NOW)
    answer = home.stranger.get(answer_path(token(), "1.12"))

    assert (answer.status_code, paragraphs(answer.text)) == (
        410,
        ["This plan is closed: nothing more is asked of you."],
    )


def test_a_shared_mailbox_is_asked_who_speaks(home: Home) -> None:
    with home.sessions.begin() as session:
        session.execute(update(PersonRow).where(PersonRow.email == NINA).values(shared=True))
    without = say(home, "progress", SAYINGS["progress"])
    say(home, "progress", {**SAYINGS["progress"], "name": "Pat Doe"})

    assert errors(without) == [("#name", "Enter your own name")]
    assert [each.name for each in held(home).answered.answers] == ["Pat Doe"]


def test_every_text_box_says_what_must_not_stand_in_it(home: Home) -> None:
    for what in SAYINGS:
        tree = page(home.stranger.get(answer_path(token(), "1.12", what)).text)
        for box in tree.xpath("//textarea"):
            [hint] = tree.xpath(f"//*[@id='{box.get('aria-describedby').split()[0]}']")
            assert words(hint) == (
                "Do not write names, initials, ages or case details of children, or counts under five. This is not "
                "the place for safeguarding concerns: use your local procedure."
            )


def test_the_mail_of_the_morning_holds_the_link_that_answers(home: Home) -> None:
    def link(person: str, plan: str, ref: str, on: date) -> str:
        issued_at = datetime.combine(on, datetime.min.time(), UTC)
        allowed = AnswerPass(person=person, plan=plan, issued_at=issued_at)
        return answer_url("https://chaser.example.org", SECRET, allowed, ref)

    orders = replace(ORDERS, web_url="https://chaser.example.org", answer_link=link)
    with home.sessions.begin() as session:
        posted = hold_morning(session, orders, now=NOW).posted
    text = next(each for each in posted if each.person == NINA).rendered.text
    links = [urlsplit(line.split()[-1]) for line in text.splitlines() if "/answer/" in line]
    shown = [home.stranger.get(f"{link.path}?{link.query}").text for link in links]

    assert [headings(each, 1) for each in shown] == [
        ["1.12 Action 1.12"],
        ["2.13 Action 2.13"],
        ["1.13 Action 1.13"],
        ["2.11 Action 2.11"],  # mails group what waits for others after what is due
    ]
