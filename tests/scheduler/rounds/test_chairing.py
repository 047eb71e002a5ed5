"""The chair's mail through the real register: the co-ordinator's look, line and hold, the note, and who hears before.

1.1 is Nina's, due at the end of January 2025: late on Monday 3 February, the chair's on Monday 17. Nobody leads 1.2.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import select

from notifications.transports.memory import Memory
from scheduler.plans.answers import THE_BOARD, AnswerKind, Road
from scheduler.plans.boards import MeetingSeries
from scheduler.plans.chair_words import ChairWord
from scheduler.plans.people import Person
from scheduler.register.chair_words import list_chair_words
from scheduler.register.meetings import list_meetings
from scheduler.register.officers import welcome_officers
from scheduler.register.people import list_people
from scheduler.register.tables import HistoryRow
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.chairing import NotRecorded, add_line, hold_mail, show_mail
from scheduler.rules.answers import Admitted, Refused
from tests.builders import CHAIR, COG, NINA, SAM
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at, lived_in

JANUARY, JUNE = date(2025, 1, 31), date(2025, 6, 30)


def released(house: TestHouse) -> None:
    house.record(a_plan(an_action("1.1", JANUARY, "NM"), an_action("1.2", JUNE)), on="2025-02-03T07:00")
    house.morning("2025-02-03T08:00", release=True)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = lived_in(tmp_path, released)
    yield made
    made.sessions.kw["bind"].dispose()


def mornings(house: TestHouse, *days: str) -> None:
    for day in days:
        house.morning(f"{day}T08:00")


def mail_to(house: TestHouse, person: str) -> tuple[str, str]:
    """The last mail to a person: its subject and plain text."""
    assert isinstance(house.road, Memory)
    content = [each.content for each in house.road.accepted if each.recipient == person][-1]
    message = message_from_bytes(content, policy=policy.default)
    text = message.get_body(("plain",))
    assert text is not None
    return str(message["Subject"]), text.get_content()


def mails_to(house: TestHouse, person: str) -> int:
    assert isinstance(house.road, Memory)
    return len([each for each in house.road.accepted if each.recipient == person])


UP_TO_THE_LOOK = ("2025-02-04", "2025-02-10", "2025-02-13")


def line(house: TestHouse, words: str, when: str) -> ChairWord | NotRecorded:
    with house.sessions.begin() as session:
        return add_line(session, house.orders, "cog", words, now=at(when))


def hold(house: TestHouse, reason: str, when: str) -> ChairWord | NotRecorded:
    with house.sessions.begin() as session:
        return hold_mail(session, house.orders, "cog", reason, now=at(when))


def test_on_the_release_the_co_ordinator_reads_what_nobody_leads_and_when_the_chair_hears(house: TestHouse) -> None:
    subject, text = mail_to(house, SAM)

    assert subject == "For you: Nobody leads 1 action"
    assert "1.2 Action 1.2: nobody leads this yet; Robin Hale will be told on Monday 17 February 2025" in " ".join(
        text.split()
    )


def test_the_co_ordinator_reads_what_the_chair_will_and_how_to_say_a_word(house: TestHouse) -> None:
    mornings(house, *UP_TO_THE_LOOK)

    subject, text = mail_to(house, SAM)

    assert subject == "For you: Goes to the chair on Monday 17 February 2025: 2 actions"
    words = " ".join(text.split())
    assert "- 1.1 Action 1.1: 10 working days since the lead was told" in words
    assert "- 1.2 Action 1.2: no lead who can be reached since Monday 3 February 2025" in words
    assert "Hold it for a week, and say why: chaser chair hold --reason “…”." in words


def test_a_line_of_the_co_ordinators_stands_in_the_chairs_mail_once(house: TestHouse) -> None:
    mornings(house, *UP_TO_THE_LOOK)
    line(house, "Both wait for\nthe same guidance.", "2025-02-13T11:00")
    mornings(house, "2025-02-17")
    _, first = mail_to(house, CHAIR)
    mornings(house, "2025-02-20", "2025-02-24")
    _, second = mail_to(house, CHAIR)

    assert "FROM SAM ODE\n\nBoth wait for the same guidance.\n" in first.replace("\r\n", "\n")
    assert "FROM SAM ODE" not in second


def test_a_hold_keeps_the_mail_back_for_a_week_with_its_reason_and_its_lines(house: TestHouse) -> None:
    mornings(house, *UP_TO_THE_LOOK)
    line(house, "Guidance is out.", "2025-02-13T11:00")
    held = hold(house, "1.1 is being answered", "2025-02-14T09:00")
    mornings(house, "2025-02-17")
    on_monday = mails_to(house, CHAIR)
    mornings(house, "2025-02-20", "2025-02-24")
    _, text = mail_to(house, CHAIR)

    assert isinstance(held, ChairWord)
    assert (held.mail_on, held.who, held.matters) == (date(2025, 2, 17), SAM, ("plan/1.1", "plan/1.2"))
    assert on_monday == 0
    words = " ".join(text.split())
    assert "Last week's mail was held by Sam Ode: 1.1 is being answered" in words
    assert "FROM SAM ODE Guidance is out." in words


def test_a_hold_is_kept_for_good_with_who_when_and_why(house: TestHouse) -> None:
    mornings(house, *UP_TO_THE_LOOK)
    hold(house, "1.1 is being answered", "2025-02-14T09:00")

    with house.sessions() as session:
        [word] = list_chair_words(session)
        [entry] = session.scalars(select(HistoryRow).where(HistoryRow.what.startswith("chair's mail")))
    assert (word.at, word.on, word.who, word.words) == (
        at("2025-02-14T09:00"),
        date(2025, 2, 14),
        SAM,
        "1.1 is being answered",
    )
    assert (entry.who, entry.what, entry.after) == (
        SAM,
        "chair's mail of 2025-02-17, board cog: hold",
        {"words": "1.1 is being answered", "kept back": ["plan/1.1", "plan/1.2"]},
    )


@pytest.mark.parametrize(
    ("reason", "when", "why"),
    [
        (" ", "2025-02-14T09:00", "A hold is recorded with its reason: say --reason."),
        ("Away", "2025-02-04T09:00", "Nothing goes to the chair: there is nothing to hold."),
    ],
)
def test_a_hold_without_a_reason_or_a_mail_is_refused(house: TestHouse, reason: str, when: str, why: str) -> None:
    mornings(house, "2025-02-04", "2025-02-10")

    assert hold(house, reason, when) == NotRecorded(why=why)


def test_nothing_is_held_twice_and_what_was_held_goes(house: TestHouse) -> None:
    mornings(house, *UP_TO_THE_LOOK)
    hold(house, "1.1 is being answered", "2025-02-14T09:00")
    again = hold(house, "Still", "2025-02-14T10:00")
    mornings(house, "2025-02-17", "2025-02-20")
    next_week = hold(house, "Still", "2025-02-20T10:00")

    assert again == NotRecorded(why="It is held already, until next week.")
    assert next_week == NotRecorded(
        why="All of it was held last week, and nothing is held for two weeks: answer what is wrong, or add a line."
    )


def test_an_empty_line_is_refused(house: TestHouse) -> None:
    assert line(house, "  ", "2025-02-13T11:00") == NotRecorded(why="A line holds a few words: say them in quotes.")


def test_what_is_shown_is_what_goes(house: TestHouse) -> None:
    mornings(house, *UP_TO_THE_LOOK)
    with house.sessions() as session:
        shown = show_mail(session, house.orders, "cog", today=date(2025, 2, 14))
    mornings(house, "2025-02-17")
    with house.sessions() as session:
        after = show_mail(session, house.orders, "cog", today=date(2025, 2, 17))

    assert shown is not None
    assert after is not None
    assert (shown.mail.goes_on, [each.commitment.ref for each in shown.mail.matters], shown.names) == (
        date(2025, 2, 17),
        ["1.1", "1.2"],
        {CHAIR: "Robin Hale"},
    )
    assert mail_to(house, CHAIR)[0] == "2 actions need you as chair: 1 overdue, 1 due later"
    assert after.mail.goes_on == date(2025, 2, 24)


def with_meetings(house: TestHouse, *, papers: int | None = 6) -> None:
    """The board itself meets on Thursday 20 March 2025; papers six days before are due on Friday 14."""
    series = MeetingSeries(
        slug="cog", board="cog", name="Chief Officer Group", days=(date(2025, 3, 20),), paper_deadline_days=papers
    )
    house.orders = replace(house.orders, series={"cog": series})


def test_the_note_before_a_meeting_asks_for_decisions_and_is_not_held(house: TestHouse) -> None:
    with_meetings(house)
    mornings(house, *UP_TO_THE_LOOK, "2025-02-17", "2025-02-20", "2025-02-24", "2025-02-27", "2025-03-03", "2025-03-07")
    _, look = mail_to(house, SAM)
    refused = hold(house, "Away", "2025-03-07T10:00")
    mornings(house, "2025-03-10", "2025-03-11")
    subject, text = mail_to(house, CHAIR)

    assert "The exception note for Chief Officer Group goes to the chair on Tuesday 11 March 2025" in " ".join(
        look.split()
    )
    assert isinstance(refused, NotRecorded)
    assert subject == ("2 decisions before Chief Officer Group, Thursday 20 March 2025: 1 overdue, 1 due later")
    assert [row for row in text.splitlines() if row.isupper()] == [
        "SET A NEW DATE, OR CLOSE IT UNFINISHED",
        "NAME ANOTHER LEAD",
    ]
    assert "Papers are due on Friday 14 March 2025." in text


def note(
    house: TestHouse, ref: str, who: str, when: str, *, kind: AnswerKind = AnswerKind.NOTED, meeting: str = ""
) -> Admitted | Refused:
    said = Said(
        kind=kind, who=who, recorded_by=SAM, road=Road.MEETING, words="To the March meeting", meeting=f" {meeting} "
    )
    with house.sessions.begin() as session:
        return take_answer(session, house.orders, "plan", ref, said, at=at(when), now=at(when))


def test_what_the_board_noted_is_named_in_the_note_and_silent_until_the_meeting(house: TestHouse) -> None:
    with_meetings(house)
    mornings(house, *UP_TO_THE_LOOK, "2025-02-17")
    said = note(house, "1.1", THE_BOARD, "2025-02-18T10:00")
    mornings(house, "2025-03-07", "2025-03-11")
    _, text = mail_to(house, CHAIR)
    mornings(house, "2025-03-20", "2025-03-24")

    assert isinstance(said, Admitted)
    assert said.follows == (
        "Chief Officer Group's chair hears nothing more of it until Thursday 20 March 2025. All else goes on.",
    )
    words = " ".join(text.split())
    assert "NOTED, AND NOT BEFORE YOU NOW - 1.1 Action 1.1: noted on Tuesday 18 February 2025" in words
    assert "1.1 Action 1.1" in " ".join(mail_to(house, CHAIR)[1].split())


def test_what_is_raised_for_a_meeting_is_in_its_note_alone_under_its_own_heading(house: TestHouse) -> None:
    with_meetings(house)
    mornings(house, *UP_TO_THE_LOOK, "2025-02-17")
    said = note(house, "1.1", CHAIR, "2025-02-18T10:00", kind=AnswerKind.RAISE, meeting="2025-03-20")
    mornings(house, "2025-02-20", "2025-02-24")
    _, weekly = mail_to(house, CHAIR)
    mornings(house, "2025-03-07", "2025-03-11")
    subject, text = mail_to(house, CHAIR)

    assert isinstance(said, Admitted)
    with house.sessions() as session:
        assert said.answer.meeting == list_meetings(session, "cog")[0].uid
    assert "1.1" not in weekly
    assert subject == "2 decisions before Chief Officer Group, Thursday 20 March 2025: 1 overdue, 1 due later"
    assert [row for row in text.splitlines() if row.isupper()] == [
        "NAME ANOTHER LEAD",
        "ON THE LIST FOR THIS MEETING",
    ]


def test_who_may_note_it_is_the_chair_or_the_board_with_a_meeting_ahead(house: TestHouse) -> None:
    no_meeting = note(house, "1.1", CHAIR, "2025-02-18T10:00")
    with_meetings(house)
    mornings(house, "2025-02-18")
    by_the_lead = note(house, "1.1", NINA, "2025-02-18T10:00")
    by_the_chair = note(house, "1.1", CHAIR, "2025-02-18T10:00")

    assert isinstance(no_meeting, Refused)
    assert [each.what for each in no_meeting.problems] == ["no next meeting of Chief Officer Group is known"]
    assert isinstance(by_the_lead, Refused)
    assert [each.what for each in by_the_lead.problems] == [
        "Nina Marsh may not say “noted” of 1.1",
        "nobody notes what they lead themselves",
    ]
    assert isinstance(by_the_chair, Admitted)
    assert by_the_chair.answer.ends_on == date(2025, 3, 20)


def test_said_at_the_meeting_it_holds_until_the_one_after(house: TestHouse) -> None:
    series = MeetingSeries(slug="cog", board="cog", name="COG", days=(date(2025, 3, 20), date(2025, 6, 19)))
    house.orders = replace(house.orders, series={"cog": series})
    mornings(house, "2025-02-04")

    said = note(house, "1.1", CHAIR, "2025-03-20T11:00")

    assert isinstance(said, Admitted)
    assert said.answer.ends_on == date(2025, 6, 19)


def test_the_manager_and_the_lead_read_who_hears_next_and_when(house: TestHouse) -> None:
    people = "name,initials,email,manager\nNina Marsh,NM,nina@example.org,omar@example.org\n"
    house.record(a_plan(an_action("9.1", JUNE, "NM")), slug="other", on="2025-02-03T12:00", people=people)
    mornings(house, "2025-02-10")
    _, lead = mail_to(house, NINA)
    _, manager = mail_to(house, "omar@example.org")

    assert "Next: Omar Reid, line manager, is told today." in " ".join(lead.split())
    assert "Next: Robin Hale, for Chief Officer Group, will be told on Monday 17 February 2025." in " ".join(
        manager.split()
    )


def test_a_members_mail_says_in_what_capacity_they_hear(house: TestHouse) -> None:
    people = "name,initials,email,organisation\nNina Marsh,NM,nina@example.org,Sussex Police\n"
    house.record(a_plan(an_action("9.1", JUNE, "NM")), slug="other", on="2025-02-03T12:00", people=people)
    house.orders = replace(house.orders, boards={"cog": replace(COG, members={"Sussex Police": "omar@example.org"})})
    mornings(house, "2025-02-10", "2025-02-13", "2025-02-17")
    _, lead = mail_to(house, NINA)
    subject, _ = mail_to(house, "omar@example.org")
    _, chair = mail_to(house, CHAIR)

    assert subject == "1 action needs you as board member: 1 overdue"
    assert "Told on Monday 10 February 2025: Omar Reid, their agency's board member" in " ".join(chair.split())
    assert "Next: Robin Hale, for Chief Officer Group, is told today." in " ".join(lead.split())


def test_a_member_whom_the_settings_name_is_in_the_directory_with_their_organisation(house: TestHouse) -> None:
    member = Person(email="alex.moor@example.com", name="Alex Moor", organisation="Sussex Police")
    with house.sessions.begin() as session:
        added = welcome_officers(session, [member], now=at("2025-02-04T08:00"))
    with house.sessions() as session:
        known = {person.email: person for person in list_people(session)}

    assert added == ("alex.moor@example.com",)
    assert known["alex.moor@example.com"] == member
