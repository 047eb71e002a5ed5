"""Answers taken in on a real register: refused ones change nothing, the mails of the next morning tell the rest."""

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from notifications.transports.memory import Memory
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.boards import MeetingSeries
from scheduler.plans.commitments import Commitment
from scheduler.register.lookups import NotInRegister
from scheduler.register.plans import close_plan
from scheduler.register.snapshot import load_snapshot
from scheduler.rounds.answering import Said, take_answer
from scheduler.rules.answers import Admitted, Refused
from tests.builders import CHAIR, NINA, SAM, in_month, on_day
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at, lived_in

JANUARY = date(2025, 1, 31)


def told_once(house: TestHouse) -> None:
    house.record(a_plan(an_action("1.1", JANUARY, "NM"), an_action("1.2", date(2025, 6, 30), "OR")))
    house.morning("2025-01-03T08:00", release=True)  # the first rung of 1.1 goes


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = lived_in(tmp_path, told_once)
    yield made
    made.sessions.kw["bind"].dispose()


def answer(
    house: TestHouse, kind: AnswerKind, who: str, when: str, *, ref: str = "1.1", **words: Any
) -> Admitted | Refused:
    said = Said(kind=kind, who=who, road=words.pop("road", Road.WEB), **words)
    with house.sessions.begin() as session:
        return take_answer(session, house.orders, "plan", ref, said, at=at(when), now=at(when))


def held(house: TestHouse, ref: str = "1.1") -> Commitment:
    with house.sessions() as session:
        return next(each for each in load_snapshot(session, {}).commitments if each.ref == ref)


def told(house: TestHouse, when: str) -> list[tuple[str, str, str]]:
    return [(n.key.kind.value, n.ref, mail.person) for mail in house.morning(when).posted for n in mail.notices]


def last_mail_to(house: TestHouse, person: str) -> tuple[str, str]:
    assert isinstance(house.road, Memory)
    content = [each.content for each in house.road.accepted if each.recipient == person][-1]
    parsed = message_from_bytes(content, policy=policy.default)
    body = parsed.get_body(("plain",))
    assert body is not None
    return str(parsed["Subject"]), " ".join(body.get_content().split())


def test_a_refused_answer_leaves_the_register_as_it_was(house: TestHouse) -> None:
    before = held(house)

    refused = answer(house, AnswerKind.COMPLETE, NINA, "2025-01-06T10:00")

    assert isinstance(refused, Refused)
    assert held(house) == before


def test_a_granted_date_re_arms_the_ladder(house: TestHouse) -> None:
    to_14_february = on_day(date(2025, 2, 14))
    answer(house, AnswerKind.NEW_DATE, NINA, "2025-01-16T10:00", target=to_14_february, words="Police away")
    assert ("reminder", "1.1", NINA) in told(house, "2025-01-17T08:00")  # a request changes nothing yet

    answer(house, AnswerKind.GRANT, SAM, "2025-01-17T10:00")

    assert held(house).was == (in_month(JANUARY),)
    assert told(house, "2025-01-20T08:00") == [
        ("copy", "1.1", NINA),
        ("reminder", "1.1", NINA),  # the rung of Friday 17, 28 days before 14 February
    ]


def test_the_next_board_meeting_bounds_what_the_owner_grants(house: TestHouse) -> None:
    days = (date(2025, 2, 11),)
    house.orders = type(house.orders)(
        **{**vars(house.orders), "series": {"cog": MeetingSeries(slug="cog", board="cog", name="COG", days=days)}}
    )
    house.morning("2025-01-06T08:00")  # the round keeps the meetings of the series

    asked = answer(
        house, AnswerKind.NEW_DATE, NINA, "2025-01-06T10:00", target=on_day(date(2025, 2, 14)), words="Police away"
    )

    assert isinstance(asked, Admitted)
    assert asked.answer.beyond == "it passes the next board meeting, on Tuesday 11 February 2025"


def test_a_claim_stops_the_ladder_and_a_return_resumes_it(house: TestHouse) -> None:
    answer(house, AnswerKind.COMPLETE, NINA, "2025-01-06T10:00", evidence="Minute 7")
    assert told(house, "2025-01-13T08:00") == [("to verify", "1.1", SAM), ("summary", "", SAM)]
    assert told(house, "2025-01-17T08:00") == []

    answer(house, AnswerKind.RETURN, SAM, "2025-01-17T10:00", words="No minute there")

    assert ("reminder", "1.1", NINA) in told(house, "2025-01-24T08:00")


def test_the_co_ordinator_reads_what_waits_for_a_word_and_how_to_say_it(house: TestHouse) -> None:
    answer(house, AnswerKind.COMPLETE, NINA, "2025-01-06T10:00", evidence="Minute 7")
    house.morning("2025-01-07T08:00")

    subject, text = last_mail_to(house, SAM)

    assert subject == "For you: Reported complete, to be verified"
    assert "Look at the evidence, then say: chaser answer PLAN REF verify, or return" in text
    assert (
        "1.1 Action 1.1: Nina Marsh, on Monday 6 January 2025 on the web, reported it complete; evidence: Minute 7"
    ) in text


def test_the_lead_reads_a_copy_of_what_the_co_ordinator_wrote_down(house: TestHouse) -> None:
    answer(
        house,
        AnswerKind.PROGRESS,
        NINA,
        "2025-01-06T10:00",
        words="Two of three held",
        recorded_by=SAM,
        road=Road.TELEPHONE,
    )

    assert told(house, "2025-01-07T08:00") == [("copy", "1.1", NINA)]
    subject, text = last_mail_to(house, NINA)
    assert subject == "1 action needs you: 1 due by the end of January 2025"
    assert "Tell Sam Ode where this is not what was said." in text
    assert (
        "1.1 Action 1.1: Nina Marsh, on Monday 6 January 2025 by telephone, reported progress: Two of three held "
        "(recorded by Sam Ode)"
    ) in text


def test_the_chair_reads_what_is_asked_and_what_can_be_decided(house: TestHouse) -> None:
    answer(
        house,
        AnswerKind.CLOSE,
        "omar@example.org",
        "2025-01-08T10:00",
        ref="1.2",
        words="The service ended",
    )
    house.morning("2025-01-09T08:00")  # the co-ordinator sees what is to go on Monday
    house.morning("2025-01-13T08:00")

    _, text = last_mail_to(house, CHAIR)

    assert "Omar Reid asks to close it unfinished: The service ended" in text
    assert "What you can decide: grant what is asked; decline it;" in text


def test_a_closed_plan_takes_no_answers(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        close_plan(session, "plan", JANUARY, who=SAM, now=at("2025-01-06T08:00"))

    with pytest.raises(NotInRegister, match="its plan is closed"):
        answer(house, AnswerKind.PROGRESS, NINA, "2025-01-06T10:00", words="Begun")
