"""Each notice of a mail to the chair in full, who reads which reason, and what a week's mail has gone without.

Nina's action was due on Friday 31 January 2025; Sam sees it on Thursday 13 February, Robin reads it on Monday 17.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import AnswerKind
from scheduler.plans.boards import Meeting
from scheduler.plans.chair_words import ChairWordKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.rules.answered import fold_answers
from scheduler.rules.chair_days import ChairDay, chair_day_of, note_day, note_matter
from scheduler.rules.chair_holds import ComingMatter, coming_mail
from scheduler.rules.chair_mail import ForHead, for_heads, hold_of, mail_day, notes_of, to_the_chair, why_silent
from scheduler.rules.chair_reasons import About, ChairReason
from scheduler.rules.decisions import Held, Notice, Silence, Verdict
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Capacity, Recipient
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import CHAIR, COG, MANAGER, NINA, PLAN, SAM, VICE, commitment, in_month, on_day, people, snapshot
from tests.scheduler.rules.answering import an_answer, new_date
from tests.scheduler.rules.chairs import meeting, said_of

LATE = commitment(in_month(date(2025, 1, 31)))
THURSDAY, FRIDAY, MONDAY, TUESDAY = (date(2025, 2, day) for day in (13, 14, 17, 18))
TEN_DAYS = "10 working days since the lead was told"


def told(kind: NoticeKind, slot: date, person: str, on: date | None = None, about: str = "plan/1.1") -> ToldNotice:
    key = NoticeKey(commitment=about, target="2025-01-31", kind=kind, slot=slot, person=person)
    return ToldNotice(key=key, accepted_on=on or slot)


HEARD = (
    told(NoticeKind.LATE, date(2025, 2, 3), NINA),
    told(NoticeKind.MANAGER, date(2025, 2, 10), MANAGER),
)
LOOKED = told(NoticeKind.LOOK, MONDAY, SAM, THURSDAY)


def view(
    day: date, *notices: ToldNotice, promise: Commitment = LATE, closed: tuple[date, ...] = (), **register: Any
) -> View:
    policy = Policy(calendars={"cog": WorkingDays(closed=frozenset(closed))})
    return View(snapshot(promise, **register), Told((*HEARD, *notices)), policy, day)


def verdicts(world: View) -> list[Verdict]:
    return list(to_the_chair(world.snapshot.commitments[0], world))


def key(kind: NoticeKind, person: str, slot: date = MONDAY) -> NoticeKey:
    return NoticeKey(commitment="plan/1.1", target="2025-01-31", kind=kind, slot=slot, person=person)


def notice(of: NoticeKey, capacity: Capacity, reason: str, **words: str) -> Notice:
    return Notice(key=of, plan="plan", board="cog", ref="1.1", capacity=capacity, reason=reason, **words)


def test_the_look_and_the_mail_are_each_a_whole_notice() -> None:
    reads = f"Robin Hale is to read on Monday 17 February 2025: {TEN_DAYS}"

    assert verdicts(view(THURSDAY)) == [notice(key(NoticeKind.LOOK, SAM), Capacity.CO_ORDINATOR, reads)]
    assert verdicts(view(MONDAY, LOOKED)) == [notice(key(NoticeKind.CHAIR, CHAIR), Capacity.CHAIR, TEN_DAYS)]


AWAY = people(Person(email=CHAIR, name="Robin Hale", away_from=date(2025, 2, 1)))


def test_a_vice_chair_reads_it_as_one_who_stands_in_and_the_look_is_the_co_ordinators_own() -> None:
    reads = f"Val Ames is to read on Monday 17 February 2025: {TEN_DAYS}"
    stands_in = {"why_them": "is away", "covers": "Robin Hale"}

    assert verdicts(view(THURSDAY, people=AWAY)) == [
        notice(key(NoticeKind.LOOK, SAM), Capacity.CO_ORDINATOR, reads, why_them="is away")
    ]
    assert verdicts(view(MONDAY, LOOKED, people=AWAY)) == [
        notice(key(NoticeKind.CHAIR, VICE), Capacity.VICE_CHAIR, TEN_DAYS, **stands_in)
    ]


def test_a_look_that_could_not_go_before_says_that_the_mail_goes_this_morning() -> None:
    reads = f"Robin Hale is to read this morning: {TEN_DAYS}"

    assert verdicts(view(TUESDAY)) == [
        notice(key(NoticeKind.LOOK, SAM), Capacity.CO_ORDINATOR, reads),
        notice(key(NoticeKind.CHAIR, CHAIR), Capacity.CHAIR, TEN_DAYS),
    ]


NOTED = replace(
    LATE, answered=fold_answers([replace(an_answer(AnswerKind.NOTED, CHAIR), ends_on=date(2025, 3, 20), meeting="m")])
)
NO_HEAD = replace(COG, chair="", vice_chair="")


def test_what_is_silent_or_cannot_go_is_said_on_the_mails_day_and_not_at_the_look() -> None:
    why = "noted on Monday 6 January 2025 until the meeting on Thursday 20 March 2025"
    held = Held(
        commitment="plan/1.1",
        board="cog",
        what="1.1 is due to go to the chair of Chief Officer Group and cannot: chair: none is set; "
        "vice-chair: none is set",
        cure="set a chair or vice-chair for [boards.cog] in chaser.toml who can be mailed",
    )

    assert verdicts(view(THURSDAY, promise=NOTED)) == []
    assert verdicts(view(MONDAY, promise=NOTED)) == [Silence(commitment="plan/1.1", reason=why, person=CHAIR)]
    assert verdicts(view(THURSDAY, board=NO_HEAD)) == []
    assert verdicts(view(MONDAY, board=NO_HEAD)) == [held]


def test_nothing_goes_of_a_plan_that_was_not_released() -> None:
    assert verdicts(view(MONDAY, LOOKED, plan=replace(PLAN, released_on=None))) == []


def test_a_look_accepted_on_the_day_itself_is_none_beforehand() -> None:
    on_the_day = told(NoticeKind.LOOK, MONDAY, SAM, MONDAY)

    assert verdicts(view(MONDAY, on_the_day)) == [
        Silence(
            commitment="plan/1.1",
            reason="the co-ordinator sees it first; it goes on Tuesday 18 February 2025",
            person=CHAIR,
        )
    ]


def planned(world: View) -> ChairDay:
    found = chair_day_of(world.today, COG, world)
    assert found is not None
    return found


def goes(world: View) -> date | str:
    promise = world.snapshot.commitments[0]
    [head] = for_heads(planned(world), promise, world)
    assert isinstance(head, ForHead)
    return mail_day(planned(world), head, promise, world)


WITHOUT = "this week's mail has gone without it: it goes with the next one"
AFTER_LOOK = "it came up after the co-ordinator's look: it goes with the next mail"


@pytest.mark.parametrize(
    ("notices", "day", "when"),
    [
        ((LOOKED,), MONDAY, MONDAY),
        ((LOOKED,), TUESDAY, TUESDAY),
        ((), MONDAY, TUESDAY),
        ((told(NoticeKind.CHAIR, MONDAY, CHAIR, about="plan/9.9"),), TUESDAY, WITHOUT),
        ((told(NoticeKind.CHAIR, date(2025, 2, 23), CHAIR, about="plan/9.9"),), TUESDAY, WITHOUT),  # that Sunday's
        ((LOOKED, told(NoticeKind.CHAIR, date(2025, 2, 24), CHAIR, about="plan/9.9")), TUESDAY, TUESDAY),  # next week's
        ((LOOKED, told(NoticeKind.CHAIR, date(2025, 2, 16), CHAIR, about="plan/9.9")), TUESDAY, TUESDAY),  # last week's
        ((LOOKED, told(NoticeKind.CHAIR, MONDAY, VICE, about="plan/9.9")), TUESDAY, TUESDAY),  # another head's
        ((LOOKED, told(NoticeKind.CHAIR, MONDAY, CHAIR, about="other/9.9")), TUESDAY, TUESDAY),  # another board's
        ((told(NoticeKind.CHAIR, MONDAY, CHAIR, about="plan/9/9"),), TUESDAY, WITHOUT),
        ((told(NoticeKind.LOOK, MONDAY, SAM, THURSDAY, about="plan/9.9"),), MONDAY, AFTER_LOOK),
        ((told(NoticeKind.REMINDER, MONDAY, SAM, THURSDAY),), MONDAY, TUESDAY),  # a reminder is no look
    ],
)
def test_a_mail_goes_on_its_day_after_a_look_or_says_why_not(
    notices: tuple[ToldNotice, ...], day: date, when: date | str
) -> None:
    assert goes(view(day, *notices)) == when


@pytest.mark.parametrize(
    ("sam", "when"),
    [
        (Person(email=SAM, name="Sam Ode", left_on=MONDAY), MONDAY),
        (Person(email=SAM, name="Sam Ode", left_on=TUESDAY), TUESDAY),
    ],
)
def test_a_co_ordinator_who_left_is_not_waited_for(sam: Person, when: date) -> None:
    assert goes(view(MONDAY, people=people(sam))) == when


JUNE = in_month(date(2025, 6, 30))
BEYOND = replace(new_date(on_day(date(2025, 7, 7)), on=date(2025, 2, 3)), is_request=True, beyond="far")
OF_VICE = replace(BEYOND, who=CHAIR)
MOVED = replace(commitment(JUNE), was=(in_month(date(2024, 11, 30)), in_month(date(2024, 12, 31))))
TWICE = "its target date has moved 2 times; at first it was due by the end of November 2024"
ASKS = "asks for a new date, on Monday 7 July 2025: Police away; far"


def heads(promise: Commitment, day: date = MONDAY, **register: Any) -> list[tuple[str, str, str]]:
    world = view(day, promise=promise, **register)
    return [
        (each.to.person, each.to.capacity.value, each.words) if isinstance(each, ForHead) else ("", "", each)
        for each in for_heads(planned(world), promise, world)
    ]


def test_reasons_of_one_head_are_one_sentence_and_a_request_goes_to_whoever_decides() -> None:
    asked = replace(MOVED, answered=fold_answers([BEYOND]))
    by_vice = replace(MOVED, answered=fold_answers([replace(BEYOND, who=VICE)]))
    waits = "Chief Officer Group, at its next meeting decides"

    assert heads(asked) == [(CHAIR, "chair", f"Nina Marsh {ASKS}; {waits}; {TWICE}")]
    # While Robin is away Val stands in; of Val's own request Robin decides all the same.
    assert heads(by_vice, people=AWAY) == [
        (CHAIR, "chair", f"Val Ames {ASKS}; {waits}"),
        (VICE, "vice-chair", TWICE),
    ]


@pytest.mark.parametrize(
    ("robin", "said"),
    [
        ({"away_from": date(2025, 2, 1), "left_on": MONDAY}, "chair: left on Monday 17 February 2025"),
        ({"away_from": date(2025, 2, 1), "suspended": "bounced"}, "chair: bounced"),
    ],
)
def test_where_whoever_decides_cannot_be_reached_it_says_so(robin: dict[str, Any], said: str) -> None:
    promise = replace(MOVED, answered=fold_answers([replace(BEYOND, who=VICE)]))
    chair = Person(email=CHAIR, name="Robin Hale", **robin)

    assert heads(promise, people=people(chair)) == [(VICE, "vice-chair", TWICE), ("", "", said)]


MARCH = meeting("2025-03-20", papers="2025-03-14")  # its note goes on Tuesday 11 March
NOTE = date(2025, 3, 11)


def with_note(*meetings: Meeting) -> dict[str, Any]:
    return {"meetings": meetings or (MARCH,), "board_series": {"cog": "cog"}}


def test_an_exception_note_carries_what_the_chair_heard_once() -> None:
    heard = replace(
        told(NoticeKind.CHAIR, MONDAY, CHAIR), key=replace(key(NoticeKind.CHAIR, CHAIR), target="2025-06-30")
    )
    on_note, on_monday = (view(day, heard, promise=MOVED, **with_note()) for day in (NOTE, date(2025, 3, 3)))

    assert [each.words for each in for_heads(planned(on_note), MOVED, on_note) if isinstance(each, ForHead)] == [TWICE]
    assert for_heads(planned(on_monday), MOVED, on_monday) == ()


def test_an_exception_note_is_not_held_and_a_weeks_mail_is() -> None:
    hold = said_of("2025-02-17", ChairWordKind.HOLD, "1.1", on="2025-02-13", words="Being answered")
    of_note = said_of("2025-03-11", ChairWordKind.HOLD, "1.1", on="2025-03-07")
    world = view(MONDAY, chair_words=(hold, of_note), **with_note())
    note = replace(world, today=NOTE)

    assert (hold_of(planned(world), COG, world), hold_of(planned(note), COG, note)) == (hold, None)
    assert why_silent(planned(world), LATE, world) == "Sam Ode holds this week's mail: Being answered"
    assert why_silent(planned(note), LATE, note) == ""


def test_whoever_gets_an_exception_note_is_told_so_once_a_meeting() -> None:
    decided = [
        notice(key(NoticeKind.CHAIR, VICE, NOTE), Capacity.VICE_CHAIR, TEN_DAYS, why_them="is away", covers="R"),
        notice(key(NoticeKind.LOOK, SAM, NOTE), Capacity.CO_ORDINATOR, "looks"),
    ]
    of_note = NoticeKey(
        commitment=note_matter(MARCH), target="undated", kind=NoticeKind.EXCEPTION_NOTE, slot=NOTE, person=VICE
    )

    assert list(notes_of(decided, view(NOTE, **with_note()))) == [
        Notice(
            key=of_note,
            plan="",
            board="cog",
            ref="",
            capacity=Capacity.VICE_CHAIR,
            reason="the exception note for Chief Officer Group on Thursday 20 March 2025",
            covers="R",
        )
    ]
    assert list(notes_of(decided, view(date(2025, 3, 3), **with_note()))) == []


def test_the_day_of_a_note_is_counted_and_looked_at_by_the_boards_own_days() -> None:
    world = view(NOTE, closed=(date(2025, 3, 11), date(2025, 3, 10)), **with_note())

    assert note_day(MARCH, COG, world) == date(2025, 3, 7)
    assert note_day(replace(MARCH, paper_deadline_on=None), COG, world) == date(2025, 3, 4)
    assert chair_day_of(date(2025, 3, 12), COG, world) == ChairDay(
        on=date(2025, 3, 12), look_on=date(2025, 3, 6), meeting=MARCH
    )


def test_another_word_about_a_meeting_is_no_note_of_it() -> None:
    key_of = NoticeKey(
        commitment=note_matter(MARCH), target="undated", kind=NoticeKind.COPY, slot=date(2025, 3, 3), person=CHAIR
    )

    assert note_day(MARCH, COG, view(NOTE, ToldNotice(key=key_of, accepted_on=NOTE), **with_note())) == NOTE


@pytest.mark.parametrize(
    ("today", "meets", "goes_with"),
    [
        (date(2025, 3, 17), "2025-03-20", "2025-03-20"),  # the note's week was missed: it goes with this week's mail
        (date(2025, 3, 17), "2025-03-17", "2025-03-17"),  # on the meeting's own day still
        (date(2025, 3, 18), "2025-03-17", ""),
        (date(2025, 3, 10), "2025-03-20", "2025-03-20"),
    ],
)
def test_a_note_whose_week_was_missed_goes_while_its_meeting_is_ahead(today: date, meets: str, goes_with: str) -> None:
    held = replace(MARCH, on=date.fromisoformat(meets), slot=meets)
    found = chair_day_of(today, COG, view(today, **with_note(held)))

    assert found is not None
    assert (found.meeting.slot if found.meeting else "") == goes_with


def test_of_two_notes_in_one_week_the_earlier_meetings_goes_first_whatever_its_name() -> None:
    earlier = replace(MARCH, uid="z", slot="z", on=date(2025, 3, 19))
    same_day = replace(MARCH, uid="a", slot="a")

    assert planned(view(NOTE, **with_note(MARCH, earlier))).meeting == earlier
    assert planned(view(NOTE, **with_note(MARCH, same_day))).meeting == same_day


def test_a_coming_mail_says_whose_it_is_for_whom_and_why_something_waits() -> None:
    went = told(NoticeKind.CHAIR, MONDAY, CHAIR, about="plan/9.9")
    friday, tuesday = (coming_mail(COG, view(day, *notices)) for day, *notices in ((FRIDAY,), (TUESDAY, went)))
    head = ForHead(
        to=Recipient(person=CHAIR, capacity=Capacity.CHAIR),
        reasons=(ChairReason(about=About.LATE, words=TEN_DAYS, from_on=MONDAY),),
    )

    assert friday is not None
    assert (friday.board, friday.goes_on) == (COG, MONDAY)
    assert friday.matters == (ComingMatter(commitment=LATE, head=head, goes_on=MONDAY),)
    assert tuesday is not None
    assert (tuesday.planned.on, tuesday.goes_on) == (date(2025, 2, 24), date(2025, 2, 24))


def test_a_mail_with_nothing_in_it_goes_on_its_planned_day() -> None:
    empty = coming_mail(COG, view(FRIDAY, promise=commitment(JUNE)))

    assert empty is not None
    assert (empty.matters, empty.goes_on) == ((), MONDAY)


def test_this_weeks_mail_goes_today_where_it_waited_for_the_look() -> None:
    mail = coming_mail(COG, view(TUESDAY))

    assert mail is not None
    assert (mail.planned.on, mail.goes_on) == (MONDAY, TUESDAY)


def test_what_came_up_after_the_look_is_in_the_mail_with_why_it_waits() -> None:
    new = commitment(JUNE, ref="2.1", was=MOVED.was, moved_on=date(2025, 2, 15))
    register = snapshot(LATE, new)
    world = replace(view(MONDAY, LOOKED), snapshot=register)
    mail = coming_mail(COG, world)

    assert mail is not None
    assert [(each.commitment.ref, each.why_not) for each in mail.matters] == [("1.1", ""), ("2.1", AFTER_LOOK)]
    assert mail.goes_on == MONDAY
