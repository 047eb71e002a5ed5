"""What lasts, on a real register: assurances asked and given, completions that come back, groups and hand-overs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from notifications.transports.memory import Memory
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.boards import MeetingSeries
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Action, Status
from scheduler.plans.target_dates import Recurrence
from scheduler.register import history
from scheduler.register.leads import confirm
from scheduler.register.people import import_people
from scheduler.register.plans import record
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.look import look
from scheduler.rounds.morning import preview_morning
from scheduler.rules.answers import Admitted
from tests.builders import NINA, OMAR, SAM, on_day
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at, led_by

MEETS = MeetingSeries(
    slug="cog", board="cog", name="Chief Officer Group", days=(date(2024, 12, 12),), paper_deadline_days=7
)
STANDING = Action(
    ref="2.1", area="1", title="Managers meet quarterly", leads=led_by("NM"), status=Status.COMPLETE,
    unverified=True, recurrence=Recurrence.QUARTERLY,
)  # fmt: skip
FUNDED = replace(an_action("3.1", date(2024, 9, 30), "OR"), title="Secure a worker", progress="6 months funding")
REPORT = replace(an_action("4.1", date(2024, 12, 31), "OR"), title="Audits, reported to COG")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = TestHouse(tmp_path)
    made.orders = replace(made.orders, series={"cog": MEETS})
    yield made
    made.sessions.kw["bind"].dispose()


def answer(house: TestHouse, kind: AnswerKind, who: str, when: str, ref: str, **words: Any) -> Admitted:
    said = Said(kind=kind, who=who, road=Road.WEB, **words)
    with house.sessions.begin() as session:
        done = take_answer(session, house.orders, "plan", ref, said, at=at(when), now=at(when))
    assert isinstance(done, Admitted), done
    return done


def told(house: TestHouse, when: str, *, release: bool = False) -> list[tuple[str, str, str]]:
    posted = house.morning(when, release=release).posted
    return sorted((n.key.kind.value, n.ref, mail.person) for mail in posted for n in mail.notices if n.ref)


def held(house: TestHouse, ref: str, day: date) -> Commitment:
    with house.sessions() as session:
        return next(each for each in look(session, house.orders, day).snapshot.commitments if each.ref == ref)


def last_mail_to(house: TestHouse, person: str) -> str:
    assert isinstance(house.road, Memory)
    content = [each.content for each in house.road.accepted if each.recipient == person][-1]
    body = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def test_a_line_of_assurance_is_asked_given_and_not_asked_again(house: TestHouse) -> None:
    house.record(a_plan(STANDING))
    assert told(house, "2024-12-16T08:00", release=True) == []  # the plan's own word covers the year's third quarter
    assert told(house, "2024-12-17T08:00") == [("assurance", "2.1", NINA)]
    assert "COMPLETE: IS IT KEPT UP?" in last_mail_to(house, NINA)
    assert "Reply with one line on each, saying how it is kept up" in last_mail_to(house, NINA)

    done = answer(house, AnswerKind.ASSURANCE, NINA, "2024-12-18T10:00", "2.1", words="Met on 10 December")

    assert done.answer.about_on == date(2024, 12, 31)
    assert [told(house, f"2025-01-{day:02}T08:00") for day in (6, 13)] == [[], []]
    assert told(house, "2025-03-17T08:00") == [("assurance", "2.1", NINA)]


def test_silence_is_told_to_the_co_ordinator_once_and_is_not_late(house: TestHouse) -> None:
    house.record(a_plan(STANDING))
    told(house, "2024-12-17T08:00", release=True)

    assert [told(house, f"2025-01-{day}T08:00") for day in ("03", "08")] == [[], []]
    assert told(house, "2025-01-09T08:00") == [("unassured", "2.1", SAM)]
    assert "This goes no further." in last_mail_to(house, SAM)
    assert told(house, "2025-01-10T08:00") == []
    assert [row for row in told(house, "2025-01-13T08:00") if row[0] != "summary"] == []


def test_a_completion_comes_back_before_it_runs_out_and_is_open_from_the_first_answer_on(house: TestHouse) -> None:
    house.record(a_plan(FUNDED))
    told(house, "2024-09-30T08:00", release=True)
    answer(house, AnswerKind.COMPLETE, OMAR, "2024-09-30T10:00", "3.1", evidence="Letter", until=date(2025, 3, 31))
    answer(house, AnswerKind.VERIFY, SAM, "2024-09-30T11:00", "3.1")
    told(house, "2024-10-01T08:00")  # Omar's copies

    assert [told(house, f"{day}T08:00") for day in ("2025-01-31", "2025-02-28")] == [[], []]
    assert told(house, "2025-03-03T08:00") == [("reminder", "3.1", OMAR)]  # 28 days before Monday 31 March
    assert "it was complete, and that runs out on Monday 31 March 2025" in last_mail_to(house, OMAR)

    asked = answer(
        house, AnswerKind.NEW_DATE, OMAR, "2025-03-04T10:00", "3.1", target=on_day(date(2025, 4, 4)), words="Renewal"
    )
    answer(house, AnswerKind.GRANT, SAM, "2025-03-05T10:00", "3.1")

    open_again = held(house, "3.1", date(2025, 3, 6))
    assert (asked.answer.beyond, open_again.status, open_again.target, open_again.came_back) == (
        "",
        Status.IN_PROGRESS,
        on_day(date(2025, 4, 4)),
        "",
    )
    assert [was.words for was in open_again.was] == ["complete until 31 March 2025"]  # the date that was met is no slip
    with house.sessions() as session:
        entries = [entry for entry in history.read(session, "plan", "3.1") if entry.what == "came back"]
    assert [(entry.who, entry.after) for entry in entries] == [
        (
            "the rules",
            {
                "status": "in_progress",
                "target date": "“complete until 31 March 2025”, on Monday 31 March 2025",
                "why": "it was complete, and that runs out on Monday 31 March 2025",
            },
        )
    ]


def test_complete_once_more_ends_what_came_back(house: TestHouse) -> None:
    house.record(a_plan(FUNDED))
    told(house, "2024-09-30T08:00", release=True)
    answer(house, AnswerKind.COMPLETE, OMAR, "2024-09-30T10:00", "3.1", evidence="Letter", until=date(2025, 3, 31))
    answer(house, AnswerKind.VERIFY, SAM, "2024-09-30T11:00", "3.1")

    answer(house, AnswerKind.COMPLETE, OMAR, "2025-03-04T10:00", "3.1", evidence="Post made permanent")

    now = held(house, "3.1", date(2025, 4, 1))
    assert (now.status, now.unverified, now.complete_since) == (Status.COMPLETE, True, date(2025, 3, 4))


def test_the_plans_words_that_it_will_not_last_are_put_to_the_co_ordinator(house: TestHouse) -> None:
    house.record(a_plan(FUNDED))
    told(house, "2024-09-30T08:00", release=True)
    answer(house, AnswerKind.COMPLETE, OMAR, "2024-09-30T10:00", "3.1", evidence="Letter")

    assert ("runs out", "3.1", SAM) in told(house, "2024-10-01T08:00")
    words = last_mail_to(house, SAM)
    assert "its words say “6 months funding”, counted from its completion to Sunday 30 March 2025" in words
    assert "chaser answer PLAN REF runs-out --until DAY, or --never" in words


def test_after_a_meeting_its_lead_is_asked_and_yes_is_a_claim(house: TestHouse) -> None:
    house.record(a_plan(REPORT))
    assert told(house, "2024-11-07T08:00", release=True) == [("reminder", "4.1", OMAR)]  # papers: Thursday 5 December
    assert told(house, "2024-12-13T08:00")[0] == ("presented", "4.1", OMAR)
    assert "WAS IT PRESENTED?" in last_mail_to(house, OMAR)

    answer(house, AnswerKind.PRESENTED, OMAR, "2024-12-13T10:00", "4.1", minute="COG, 4")

    assert told(house, "2024-12-16T08:00") == [("to verify", "4.1", SAM)]
    assert held(house, "4.1", date(2024, 12, 16)).unverified


def test_the_first_look_names_what_the_plan_reports_in_doubt_and_a_later_edition_is_told(house: TestHouse) -> None:
    house.record(a_plan(STANDING, an_action("1.1", date(2025, 6, 30), "NM")))
    house.morning("2024-09-02T08:00")
    assert "REPORTED COMPLETE, TO BE VERIFIED" in last_mail_to(house, SAM)
    assert "2.1 Managers meet quarterly" in last_mail_to(house, SAM)
    assert told(house, "2024-09-03T08:00", release=True) == []

    done = replace(an_action("1.1", date(2025, 6, 30), "NM"), status=Status.COMPLETE, unverified=True)
    now = at("2024-10-07T10:00")
    with house.sessions.begin() as session:
        record(session, "plan", a_plan(STANDING, done), board="cog", file_name="b", sha256="b", now=now, day=now.date())

    assert told(house, "2024-10-08T08:00") == [("to verify", "1.1", SAM)]
    assert told(house, "2024-10-14T08:00") == []


GROUP = (
    "name,email,members\n"
    "Nina Marsh,nina@example.org,\n"
    "Omar Reid,omar@example.org,\n"
    "QA Managers,,nina@example.org; omar@example.org\n"
)


def test_each_member_of_a_group_has_one_digest_and_one_answer_serves_them_all(house: TestHouse) -> None:
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "QA Managers")), people=GROUP)
    assert told(house, "2025-01-03T08:00", release=True) == [("reminder", "1.1", NINA), ("reminder", "1.1", OMAR)]
    assert "one of QA Managers" in last_mail_to(house, OMAR)

    answer(house, AnswerKind.PROGRESS, OMAR, "2025-01-06T10:00", "1.1", words="Half done")
    assert told(house, "2025-01-17T08:00") == []

    answer(house, AnswerKind.COMPLETE, NINA, "2025-01-20T10:00", "1.1", evidence="Minutes")
    assert told(house, "2025-01-21T08:00") == [("to verify", "1.1", SAM)]


ROLES = """name,initials,email,roles
Nina Marsh,NM,nina@example.org,Practice Manager (to 2025-01-19)
Omar Reid,OR,omar@example.org,Practice Manager (from 2025-01-20)
Sam Ode,,sam@example.org,
"""


def test_a_role_goes_to_its_next_holder_who_is_told_what_is_open_and_the_last_one_nothing_more(
    house: TestHouse,
) -> None:
    plan = a_plan(
        an_action("1.1", date(2025, 1, 31), "Practice Manager"), an_action("1.2", date(2025, 6, 30), "Practice Manager")
    )
    house.record(plan, people=ROLES)

    days = ("2025-01-03", "2025-01-17", "2025-01-20", "2025-01-21", "2025-01-24", "2025-02-03")
    assert [told(house, f"{day}T08:00", release=day == days[0]) for day in days] == [
        [("reminder", "1.1", NINA)],
        [("reminder", "1.1", NINA)],
        [("reminder", "1.1", OMAR)],  # Monday 20 January: the rung of Friday 17, new to him; 1.2 has none yet
        [],
        [("reminder", "1.1", OMAR)],
        [("late", "1.1", OMAR)],
    ]


def test_a_morning_to_come_and_a_day_that_is_over_are_told_with_who_holds_a_role_on_them(house: TestHouse) -> None:
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "Practice Manager")), people=ROLES)
    house.morning("2025-01-03T08:00", release=True)
    house.morning("2025-01-17T08:00")

    def foretold(day: str) -> list[str]:
        with house.sessions() as session:
            report = preview_morning(session, house.orders, today=date.fromisoformat(day))
            return [mail.person for mail in report.posted if mail.person != SAM]

    def led_on(day: str) -> tuple[str, ...]:
        on = date.fromisoformat(day)
        with house.sessions() as session:
            return look(session, house.orders, on, leads_on=on).snapshot.commitments[0].leads

    assert foretold("2025-01-20") == [OMAR]  # who holds it from that Monday on
    assert (led_on("2025-01-19"), led_on("2025-01-20")) == ((NINA,), (OMAR,))
    house.morning("2025-01-20T08:00")
    assert (led_on("2025-01-19"), led_on("2025-01-20")) == ((NINA,), (OMAR,))


def test_a_meaning_that_was_confirmed_later_did_not_count_before(house: TestHouse) -> None:
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "PM")), people=ROLES)
    with house.sessions.begin() as session:
        confirm(session, "PM", NINA, plan="plan", who=SAM, now=at("2025-01-08T09:00"))

    def led_on(day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        with house.sessions() as session:
            [found] = look(session, house.orders, day, leads_on=day).snapshot.commitments
        return found.leads, found.unconfirmed_leads

    assert led_on(date(2025, 1, 7)) == ((), ("PM",))
    assert led_on(date(2025, 1, 8)) == ((NINA,), ())


def test_a_member_who_left_drops_out_at_the_next_import(house: TestHouse) -> None:
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "QA Managers")), people=GROUP)
    with house.sessions.begin() as session:
        import_people(
            session, "name,email,left_on\nNina Marsh,nina@example.org,2025-01-02\n", now=at("2025-01-02T09:00")
        )

    assert told(house, "2025-01-03T08:00", release=True) == [("reminder", "1.1", OMAR)]
