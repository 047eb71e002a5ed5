"""What a co-ordinator writes down at the desk: their own word or another's, how it came, and what lasts how long."""

from datetime import date

import httpx
import pytest

from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.register.snapshot import load_snapshot
from scheduler.rounds.answering import Said, take_answer
from scheduler.rules.answers import Admitted
from tests.builders import MANAGER, NINA, SAM
from tests.scheduler.web.home import NOW, SLUG, Home
from tests.scheduler.web.reading import page, words


def said(home: Home, ref: str, kind: AnswerKind, who: str, **more: object) -> None:
    what = Said(kind=kind, who=who, road=Road.WEB, **more)  # type: ignore[arg-type] # each test gives what its kind has
    with home.sessions.begin() as session:
        assert isinstance(take_answer(session, home.orders, SLUG, ref, what, at=NOW, now=NOW), Admitted)


def write(home: Home, say: str, ref: str, **form: str) -> httpx.Response:
    sam = home.signed_in_as(SAM)
    token = page(sam.get("/").text).xpath("//input[@name='token']/@value")[0]
    return sam.ask("POST", f"/say/{SLUG}/{say}?ref={ref}", data={**form, "token": token})


def held(home: Home, ref: str) -> Commitment:
    with home.sessions() as session:
        return next(each for each in load_snapshot(session, {}).commitments if each.ref == ref)


def offered(home: Home, ref: str) -> list[list[str]]:
    """What can be said on an action's page, group by group."""
    tree = page(home.signed_in_as(SAM).get(f"/plans/{SLUG}/{ref}").text)
    return [[words(each) for each in group.iter("a")] for group in tree.xpath("//ul[@class='offers']")]


def choices(home: Home, say: str, ref: str, field: str = "by") -> list[str]:
    tree = page(home.signed_in_as(SAM).get(f"/say/{SLUG}/{say}?ref={ref}").text)
    return [words(each) for each in tree.xpath(f"//select[@id='{field}']/option")]


def test_an_open_action_is_reported_decided_and_mended_in_one_place(home: Home) -> None:
    assert offered(home, "1.12") == [
        [
            "Say how it is going",
            "It is complete",
            "Ask for a new date",
            "It waits for somebody",
            "It is not mine",
        ],
        ["Set a new date", "Another lead", "Close it unfinished"],  # no meeting is known to note it for
        ["Mend a misread date", "It comes round"],
    ]


def test_a_complete_action_asks_how_long_it_lasts(home: Home) -> None:
    assert offered(home, "1.11") == [["It comes round", "It runs out", "It lasts"]]


def test_a_leads_word_is_written_down_with_who_said_it_and_how_it_came(home: Home) -> None:
    answer = write(home, "progress", "1.12", by=NINA, road="telephone", words="The first session was held.")
    [written] = held(home, "1.12").answered.answers

    assert answer.status_code == 303
    assert (written.who, written.recorded_by, written.road) == (NINA, SAM, Road.TELEPHONE)


def test_whose_word_it_may_be_are_those_who_may_say_it(home: Home) -> None:
    assert choices(home, "progress", "1.12") == [
        "Mine, as co-ordinator",
        "Nina Marsh’s, a person without a role in the directory",
        "Mary Lane’s, a person without a role in the directory",
    ]
    assert choices(home, "not-mine", "1.12") == ["Nina Marsh’s, a person without a role in the directory"]
    assert choices(home, "close", "1.12") == ["Robin Hale’s, as chair", "Chief Officer Group’s, at its meeting"]


def test_whoever_is_not_among_them_said_nothing(home: Home) -> None:
    answer = write(home, "not-mine", "1.12", by="omar@example.org", whom="Somebody")

    assert (answer.status_code, held(home, "1.12").answered.answers) == (400, ())


def test_it_stays_with_whoever_said_that_it_is_not_theirs(home: Home) -> None:
    said(home, "1.12", AnswerKind.NOT_MINE, NINA, whom="Omar")
    before = offered(home, "1.12")[1]
    answer = write(home, "stays", "1.12", by="me", words="Agreed by telephone")

    assert (before[0], answer.status_code) == ("It stays with them", 303)
    assert dict(held(home, "1.12").answered.not_mine) == {}


def test_a_misread_date_is_mended_and_is_no_slip(home: Home) -> None:
    answer = write(home, "correct", "1.12", target="end of November 2026", words="The year was misread")
    now = held(home, "1.12")

    assert answer.status_code == 303
    assert (now.target and now.target.due_on, now.was) == (date(2026, 11, 30), ())


@pytest.mark.parametrize(
    ("say", "form", "last_on"),
    [("runs-out", {"until": "31 March 2027"}, date(2027, 3, 31)), ("lasts", {}, None)],
)
def test_how_long_a_completion_holds(home: Home, say: str, form: dict[str, str], last_on: date | None) -> None:
    answer = write(home, say, "1.11", by="me", **form)
    runs_out = held(home, "1.11").answered.runs_out

    assert (answer.status_code, runs_out and runs_out.until, runs_out is not None) == (303, last_on, True)


def test_a_claim_may_hold_until_a_day(home: Home) -> None:
    said(home, "1.12", AnswerKind.COMPLETE, NINA, evidence="Minute 4")
    answer = write(home, "verify", "1.12", by="me", until="31 March 2027")
    now = held(home, "1.12")

    assert (answer.status_code, now.unverified, now.answered.runs_out and now.answered.runs_out.until) == (
        303,
        False,
        date(2027, 3, 31),
    )


def test_what_comes_round_asks_its_lead_for_one_line(home: Home) -> None:
    stands = write(home, "standing", "1.11", by="me", every="quarterly")
    line = write(home, "assurance", "1.11", by=NINA, road="mail", words="Sampled each month")
    now = held(home, "1.11")
    ends = write(home, "end-standing", "1.11", by="me", words="The service has ended")

    assert [each.status_code for each in (stands, line, ends)] == [303, 303, 303]
    assert (now.status, now.recurs) == (Status.COMPLETE, Recurrence.QUARTERLY)
    assert [each.who for each in now.answered.assured.values()] == [NINA]
    assert held(home, "1.11").recurs is None


def test_what_is_missing_stands_on_top(home: Home) -> None:
    answer = write(home, "standing", "1.11", by="me")

    assert [words(each) for each in page(answer.text).xpath("//div[@role='alert']//a")] == [
        "Say how often it comes round"
    ]


def test_a_managers_word_is_theirs(home: Home) -> None:
    write(home, "new-date", "1.12", by=MANAGER, target="end of November 2026", words="The trainer is away")
    request = held(home, "1.12").answered.request

    assert request is not None
    assert (request.who, request.road) == (MANAGER, Road.DESK)
