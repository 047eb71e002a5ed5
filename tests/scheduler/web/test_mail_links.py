"""Every mail leads to where it is answered: leads, managers and chairs by links of their own, the desk to its pages."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

import httpx
import pytest

from notifications.delivery import drain
from notifications.retry import SendingDays
from notifications.transports.memory import Memory
from scheduler.links import AnswerPass, answer_path, answer_url, sign_answer
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.register.snapshot import load_snapshot
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.morning import hold_morning
from scheduler.rules.answers import Admitted
from tests.builders import CHAIR, MANAGER, NINA, SAM
from tests.scheduler.web.home import COG_SERIES, ORDERS, SECRET, SLUG, Home
from tests.scheduler.web.reading import headings, page, words

WEB = "https://chaser.example.org"
MEETS_ON = date(2026, 12, 17)
# The lead is told that 1.12 is late on a Monday, the manager 5 working days after, the chair 10; the co-ordinator sees
# the chair's mail two working days before.
MONDAY, TO_MANAGER, TO_LOOK_AT, TO_CHAIR = (
    date(2026, 10, 12),
    date(2026, 10, 19),
    date(2026, 10, 22),
    date(2026, 10, 26),
)


def link(person: str, plan: str, ref: str, on: date) -> str:
    allowed = AnswerPass(person=person, plan=plan, issued_at=datetime.combine(on, time(), UTC))
    return answer_url(WEB, SECRET, allowed, ref)


class Lived:
    """A home whose mornings were lived, and the mails of each."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.texts: dict[tuple[str, date], list[str]] = {}

    def morning(self, day: date) -> None:
        self.home.now = datetime.combine(day, time(8), UTC)
        with self.home.sessions.begin() as session:
            report = hold_morning(session, self.home.orders, now=self.home.now)
        for mail in report.posted:
            self.texts.setdefault((mail.person, day), []).append(mail.rendered.text)
        days = SendingDays(may_send_on=self.home.orders.may_send_on, zone=self.home.orders.zone, opens=time(7))
        drain(self.home.sessions, Memory(), now=lambda: self.home.now, node="test", days=days)

    def links(self, person: str, day: date) -> dict[str, str]:
        """The answer links of somebody's mails of a day, by the action that each is about."""
        found = [each for text in self.texts[person, day] for each in re.findall(rf"{WEB}(/answer/\S+)", text)]
        return {each.partition("ref=")[2]: each for each in found}

    def get(self, path: str) -> str:
        answer = self.home.stranger.get(path)
        assert answer.status_code == 200
        return answer.text

    def commitment(self, ref: str) -> Commitment:
        with self.home.sessions() as session:
            return next(each for each in load_snapshot(session, {}).commitments if each.ref == ref)

    def say(self, person: str, what: str, ref: str, **form: str) -> httpx.Response:
        token = sign_answer(SECRET, AnswerPass(person=person, plan=SLUG, issued_at=self.home.now))
        return self.home.stranger.ask("POST", answer_path(token, ref, what), data=form)


@pytest.fixture
def lived(home: Home) -> Lived:
    """The small plan, chased for two weeks; nobody answered."""
    series = {**ORDERS.series, "cog": replace(COG_SERIES, days=(MEETS_ON,))}
    house = Lived(Home(home.sessions, orders=replace(ORDERS, web_url=WEB, answer_link=link, series=series)))
    for day in (MONDAY, TO_MANAGER, TO_LOOK_AT, TO_CHAIR):
        house.morning(day)
    return house


def choices(text: str) -> list[str]:
    return [words(each) for each in page(text).xpath("//ul[@class='choices']//a")]


def listed(text: str) -> list[str]:
    return [words(each) for each in page(text).xpath("//ul[@class='actions']//a")]


def test_a_manager_answers_what_was_escalated_to_them_by_a_link_of_their_own(lived: Lived) -> None:
    links = lived.links(MANAGER, TO_MANAGER)
    text = lived.get(links["1.12"])

    assert sorted(links) == ["1.12", "2.11"]
    assert (headings(text, 1), headings(text, 2)) == (
        ["1.12 Action 1.12"],
        ["What do you want to say?", "Escalated to you, or asked of you 2"],
    )
    assert choices(text) == [
        "Say how it is going",
        "It is complete",
        "Ask for a new date",
        "It waits for somebody",
        "Another lead",
    ]
    assert listed(text) == ["2.11 Action 2.11", "2.13 Action 2.13"]


def test_a_manager_names_another_lead_by_the_link(lived: Lived) -> None:
    answer = lived.say(MANAGER, "reassign", "1.12", whom="Omar Reid")

    assert (answer.status_code, lived.commitment("1.12").leads) == (303, ("omar@example.org",))


def test_the_chair_decides_by_the_link_in_the_mail(lived: Lived) -> None:
    text = lived.get(lived.links(CHAIR, TO_CHAIR)["1.12"])
    decided = lived.say(
        CHAIR, "set-date", "1.12", target="end of January 2027", words="The trainer is away", minute="COG 4"
    )
    back = lived.get(decided.headers["location"])
    target = lived.commitment("1.12").target

    assert headings(text, 2)[:2] == ["What do you decide?", "Chief Officer Group, Thursday 17 December 2026 1"]
    assert choices(text) == [
        "Set a new date",
        "Another lead",
        "Close it unfinished",
        "Raise it at the meeting",
        "Note it until the next meeting",
    ]
    assert target is not None
    assert target.due_on == date(2027, 1, 31)
    assert [words(each) for each in page(back).xpath("//main//button")] == ["Undo this"]


def test_the_chairs_mail_asks_for_a_decision_and_the_managers_for_an_answer(lived: Lived) -> None:
    [to_chair], [to_manager] = lived.texts[CHAIR, TO_CHAIR], lived.texts[MANAGER, TO_MANAGER]

    assert re.findall(r"^ +(\w+): https", to_chair, re.MULTILINE) == ["Decide"] * len(lived.links(CHAIR, TO_CHAIR))
    assert re.findall(r"^ +(\w+): https", to_manager, re.MULTILINE) == ["Answer"] * 2


def test_the_co_ordinators_notes_lead_to_the_desk(lived: Lived) -> None:
    [text] = lived.texts[SAM, TO_LOOK_AT]
    with lived.home.sessions.begin() as session:
        claim = Said(kind=AnswerKind.COMPLETE, who=NINA, road=Road.WEB, evidence="Minute 4")
        taken = take_answer(session, lived.home.orders, SLUG, "2.13", claim, at=lived.home.now, now=lived.home.now)
    lived.morning(date(2026, 10, 27))
    [after] = lived.texts[SAM, date(2026, 10, 27)]

    assert isinstance(taken, Admitted)
    assert "See it whole on the desk, and add a line of your own." in text
    assert re.findall(rf"{WEB}(/desk\S*)", text) == ["/desk/post"]
    assert re.findall(r"Answer: (\S+)", after) == [f"{WEB}/plans/{SLUG}/2.13"]
    assert "chaser answer" not in text + after


def test_a_link_of_somebody_without_a_part_in_it_shows_nothing(lived: Lived) -> None:
    path = urlsplit(link("omar@example.org", SLUG, "1.12", TO_CHAIR))

    assert lived.home.stranger.get(f"{path.path}?{path.query}").status_code == 404


def test_links_of_heads_and_managers_end_like_all_others(lived: Lived) -> None:
    old = lived.links(CHAIR, TO_CHAIR)["1.12"]
    lived.home.now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    answer = lived.home.stranger.get(old)

    assert (answer.status_code, headings(answer.text, 1)) == (410, ["This link has ended"])
