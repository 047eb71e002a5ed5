"""What goes to the chair and when: the co-ordinator's look, downtime, holds, notes until a meeting, exception notes.

Mondays of early 2025: 3, 10, 17, 24 February; 3, 10, 17, 24, 31 March. Of Nina's action, late from Monday 3 February,
Mary is told on Monday 10, Sam sees it on Thursday 13 and Robin, who chairs, reads it on Monday 17.
"""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.chair_words import ChairWord, ChairWordKind
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.rules.chair_days import chair_day_of
from scheduler.rules.chair_mail import mail_before
from scheduler.rules.decide import decide
from scheduler.rules.decisions import Held
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice, target_key
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import CHAIR, COG, MANAGER, NINA, OMAR, PLAN, SAM, VICE, commitment, in_month, people, snapshot
from tests.scheduler.rules.chairs import Row, rows, said_of

JANUARY, JUNE = in_month(date(2025, 1, 31)), in_month(date(2025, 6, 30))
DECEMBER, NOVEMBER = in_month(date(2024, 12, 31)), in_month(date(2024, 11, 30))
LATE = commitment(JANUARY)
MOVED = commitment(JUNE, ref="2.1", was=(NOVEMBER, DECEMBER), moved_on=date(2025, 2, 12))
TO_CHAIR = (NoticeKind.CHAIR,)


def told(person: str, kind: NoticeKind, slot: str, on: str | None, promise: Commitment = LATE) -> ToldNotice:
    key = NoticeKey(
        commitment=promise.key,
        target=target_key(promise.target),
        kind=kind,
        slot=date.fromisoformat(slot),
        person=person,
    )
    return ToldNotice(key=key, accepted_on=date.fromisoformat(on) if on else None)


HEARD = (
    told(NINA, NoticeKind.LATE, "2025-02-03", "2025-02-03"),
    told("mary@example.org", NoticeKind.MANAGER, "2025-02-10", "2025-02-10"),
)
LOOKED = told(SAM, NoticeKind.LOOK, "2025-02-17", "2025-02-13")


def to_chair_on(day: str, *notices: ToldNotice, register: Snapshot | None = None) -> list[tuple[str, str, str]]:
    """What is decided on a day of the chair's matters, silences too, as (kind or "silent", ref, reason)."""
    on = date.fromisoformat(day)
    decided = decide(register or snapshot(LATE), Told((*HEARD, *notices)), Policy(), on)
    kinds = {NoticeKind.LOOK, NoticeKind.CHAIR, NoticeKind.EXCEPTION_NOTE}
    said = [(n.key.kind.value, n.ref, n.reason) for n in decided.notices if n.key.kind in kinds]
    return [*said, *(("silent", s.commitment, s.reason) for s in decided.silences if s.person in {CHAIR, VICE})]


# The look beforehand, and days on which it could not go


def test_the_look_says_who_is_to_read_what_on_which_day() -> None:
    assert to_chair_on("2025-02-13") == [
        (
            "chair's look",
            "1.1",
            "Robin Hale is to read on Monday 17 February 2025: 10 working days since the lead was told",
        )
    ]
    assert to_chair_on("2025-02-12") == []
    assert to_chair_on("2025-02-14", LOOKED) == []


def test_a_look_that_was_missed_is_caught_up_on_the_day_before() -> None:
    assert [row[0] for row in to_chair_on("2025-02-14")] == ["chair's look"]


DOWN_BEFORE = ("2025-02-13", "2025-02-14")


@pytest.mark.parametrize(
    ("down", "expected"),
    [
        ((), [("Thu 2025-02-13", "chair's look"), ("Mon 2025-02-17", "chair")]),
        (("2025-02-13",), [("Fri 2025-02-14", "chair's look"), ("Mon 2025-02-17", "chair")]),
        (DOWN_BEFORE, [("Mon 2025-02-17", "chair's look"), ("Tue 2025-02-18", "chair")]),  # one working day more
        (("2025-02-17",), [("Thu 2025-02-13", "chair's look"), ("Tue 2025-02-18", "chair")]),  # seen, and told late
        ((*DOWN_BEFORE, "2025-02-17"), [("Tue 2025-02-18", "chair"), ("Tue 2025-02-18", "chair's look")]),
    ],
)
def test_the_chair_waits_one_working_day_at_most_for_a_look_that_could_not_go(
    down: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    found = rows(snapshot(LATE), "2025-02-03", "2025-02-19", down=down)

    assert [(day, kind) for day, kind, _, _ in found] == expected


def test_a_week_that_was_missed_whole_is_told_in_the_next() -> None:
    down = [f"2025-02-{day}" for day in range(13, 24)]

    assert rows(snapshot(LATE), "2025-02-03", "2025-02-26", down=down) == [
        ("Mon 2025-02-24", "chair's look", "1.1", SAM),
        ("Tue 2025-02-25", "chair", "1.1", CHAIR),
    ]


def test_a_look_that_was_not_accepted_does_not_count() -> None:
    waiting = told(SAM, NoticeKind.LOOK, "2025-02-17", None)

    assert to_chair_on("2025-02-17", waiting) == [
        ("silent", "plan/1.1", "the co-ordinator sees it first; it goes on Tuesday 18 February 2025")
    ]
    assert [row[0] for row in to_chair_on("2025-02-18", waiting)] == ["chair"]


def test_a_co_ordinator_who_cannot_be_mailed_is_not_waited_for() -> None:
    gone = Person(email=SAM, name="Sam Ode", suspended="bounced on 3 February 2025")

    found = rows(snapshot(LATE, people=people(gone)), "2025-02-03", "2025-02-18", kinds=TO_CHAIR, down=DOWN_BEFORE)

    assert found == [("Mon 2025-02-17", "chair", "1.1", CHAIR)]


def test_what_comes_up_after_the_look_is_shown_next_morning_and_goes_with_the_same_mail() -> None:
    on_thursday = replace(MOVED, moved_on=date(2025, 2, 13))

    assert rows(snapshot(LATE, on_thursday), "2025-02-03", "2025-02-17") == [
        ("Thu 2025-02-13", "chair's look", "1.1", SAM),
        ("Thu 2025-02-13", "chair's look", "2.1", SAM),
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-17", "chair", "2.1", CHAIR),
    ]


def test_what_comes_up_on_the_mails_own_day_waits_for_the_next_look() -> None:
    new = replace(MOVED, moved_on=date(2025, 2, 15))  # a Saturday, after Friday's round
    register = snapshot(LATE, new)

    assert to_chair_on("2025-02-17", LOOKED, register=register) == [
        ("chair", "1.1", "10 working days since the lead was told"),
        ("silent", "plan/2.1", "it came up after the co-ordinator's look: it goes with the next mail"),
    ]
    gone = told(CHAIR, NoticeKind.CHAIR, "2025-02-17", "2025-02-17")
    assert to_chair_on("2025-02-18", LOOKED, gone, register=register) == [
        ("silent", "plan/1.1", "told already (10 working days since the lead was told)"),
        ("silent", "plan/2.1", "this week's mail has gone without it: it goes with the next one"),
    ]


def test_the_chair_has_one_mail_a_week_at_the_most() -> None:
    found = rows(snapshot(LATE, MOVED, commitment(JANUARY, ref="3.1", leads=())), "2025-02-03", "2025-03-31")
    weeks = {date.fromisoformat(day[4:]).isocalendar()[:2] for day, kind, _, _ in found if kind == "chair"}
    days = {day for day, kind, _, _ in found if kind == "chair"}

    assert len(days) == len(weeks) == 8  # Mondays from 10 February to 31 March


def test_nothing_new_and_nothing_waiting_is_no_mail() -> None:
    assert rows(snapshot(MOVED), "2025-02-13", "2025-03-31") == [
        ("Thu 2025-02-13", "chair's look", "2.1", SAM),
        ("Mon 2025-02-17", "chair", "2.1", CHAIR),
    ]


# Who reads it


@pytest.mark.parametrize(
    ("chair", "vice", "expected"),
    [
        (Person(email=CHAIR, name="Robin Hale"), Person(email=VICE, name="Val Ames"), CHAIR),
        (Person(email=CHAIR, name="R", away_from=date(2025, 2, 1)), Person(email=VICE, name="V"), VICE),
        (Person(email=CHAIR, name="R", left_on=date(2025, 2, 1)), Person(email=VICE, name="V"), VICE),
        (Person(email=CHAIR, name="R", suspended="bounced"), Person(email=VICE, name="V"), VICE),
        (Person(email=CHAIR, name="R", suspended="bounced"), Person(email=VICE, name="V", suspended="bounced"), "held"),
        (
            Person(email=CHAIR, name="R", left_on=date(2025, 2, 1)),
            Person(email=VICE, name="V", away_from=date(2025, 1, 1)),
            "held",
        ),
    ],
)
def test_a_chair_who_cannot_read_it_gives_way_and_the_co_ordinator_hears(
    chair: Person, vice: Person, expected: str
) -> None:
    register = snapshot(LATE, people=people(chair, vice))
    decided = decide(register, Told((*HEARD, LOOKED)), Policy(), date(2025, 2, 17))
    own = {n.key.kind.value for n in decided.notices if n.key.person == SAM}

    assert [n.key.person for n in decided.notices if n.key.kind is NoticeKind.CHAIR] == (
        [] if expected == "held" else [expected]
    )
    assert own == {CHAIR: set(), VICE: {"stand-in"}, "held": {"held"}}[expected]


def test_a_chair_who_leads_it_gives_way_for_that_alone() -> None:
    theirs = replace(LATE, key="plan/5.1", ref="5.1", leads=(CHAIR,))
    leads = told(CHAIR, NoticeKind.LATE, "2025-02-03", "2025-02-03", theirs)
    look = told(SAM, NoticeKind.LOOK, "2025-02-17", "2025-02-13", theirs)
    decided = decide(snapshot(LATE, theirs), Told((*HEARD, LOOKED, leads, look)), Policy(), date(2025, 2, 17))

    assert [(n.ref, n.key.person) for n in decided.notices if n.key.kind is NoticeKind.CHAIR] == [
        ("1.1", CHAIR),
        ("5.1", VICE),
    ]


def test_without_anybody_at_the_head_it_is_held_each_week_with_the_cure_and_nobody_is_shown_it() -> None:
    nobody = replace(COG, chair="", vice_chair="")
    register = snapshot(LATE, board=nobody)
    decided = decide(register, Told(HEARD), Policy(), date(2025, 2, 17))

    assert decided.held == (
        Held(
            commitment="plan/1.1",
            board="cog",
            what="1.1 is due to go to the chair of Chief Officer Group and cannot: "
            "chair: none is set; vice-chair: none is set",
            cure="set a chair or vice-chair for [boards.cog] in chaser.toml who can be mailed",
        ),
    )
    assert to_chair_on("2025-02-13", register=register) == []


def test_an_unreleased_plan_has_nothing_for_the_chair() -> None:
    register = snapshot(LATE, MOVED, plan=replace(PLAN, released_on=None))

    assert rows(register, "2025-02-03", "2025-02-28") == []


# A hold of one week


def held_for(mail_on: str, *refs: str, on: str, words: str = "Being answered") -> Snapshot:
    return replace(snapshot(LATE), chair_words=(said_of(mail_on, ChairWordKind.HOLD, *refs, on=on, words=words),))


def test_a_held_mail_goes_the_week_after() -> None:
    register = held_for("2025-02-17", "1.1", on="2025-02-13")

    assert rows(register, "2025-02-03", "2025-02-24", kinds=TO_CHAIR) == [("Mon 2025-02-24", "chair", "1.1", CHAIR)]
    assert to_chair_on("2025-02-17", LOOKED, register=register) == [
        ("silent", "plan/1.1", "Sam Ode holds this week's mail: Being answered")
    ]


def test_what_was_held_goes_the_week_after_although_that_mail_is_held_too() -> None:
    first = said_of("2025-02-17", ChairWordKind.HOLD, "1.1", on="2025-02-13")
    second = said_of("2025-02-24", ChairWordKind.HOLD, "2.1", on="2025-02-20")
    moved = replace(MOVED, moved_on=date(2025, 2, 18))
    register = replace(snapshot(LATE, moved), chair_words=(first, second))

    assert rows(register, "2025-02-03", "2025-03-03", kinds=TO_CHAIR) == [
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),  # held last week
        ("Mon 2025-03-03", "chair", "1.1", CHAIR),
        ("Mon 2025-03-03", "chair", "2.1", CHAIR),  # held this week, for the first time
    ]


def test_what_was_held_is_not_held_a_second_week_in_another_plan_or_with_another_boards_mail() -> None:
    """A merged plan's actions keep their keys, under the plan and the board that they are now in."""
    merged = replace(LATE, key="north/1.1")
    first = replace(said_of("2025-02-17", ChairWordKind.HOLD, on="2025-02-13"), board="north", matters=("north/1.1",))
    second = said_of("2025-02-24", ChairWordKind.HOLD, "2.1", on="2025-02-20")
    heard_on = "2025-02-10"  # so that the first mail that may speak of it is that of Monday 24

    def mails(*words: ChairWord) -> list[Row]:
        return rows(replace(snapshot(merged), chair_words=words), heard_on, "2025-02-28", kinds=TO_CHAIR)

    assert mails(second) == []
    assert mails(first, second) == [("Mon 2025-02-24", "chair", "1.1", CHAIR)]


def test_a_merged_plans_mail_of_the_week_counts_as_the_boards() -> None:
    merged, new = replace(LATE, key="north/1.1"), replace(LATE, ref="1.2", key="plan/1.2")
    went = told(CHAIR, NoticeKind.CHAIR, "2025-02-17", "2025-02-17", merged)
    heard = [
        told(who, kind, day, day, promise)
        for promise in (merged, new)
        for who, kind, day in ((NINA, NoticeKind.LATE, "2025-02-03"), (MANAGER, NoticeKind.MANAGER, "2025-02-10"))
    ]

    assert to_chair_on("2025-02-18", went, *heard, register=snapshot(merged, new)) == [
        ("silent", "north/1.1", "told already (10 working days since the lead was told)"),
        ("silent", "plan/1.2", "this week's mail has gone without it: it goes with the next one"),
    ]


def test_a_hold_of_another_boards_mail_or_a_line_holds_nothing() -> None:
    elsewhere = replace(said_of("2025-02-17", ChairWordKind.HOLD, "1.1", on="2025-02-13"), board="other")
    line = said_of("2025-02-17", ChairWordKind.LINE, on="2025-02-13")
    register = replace(snapshot(LATE), chair_words=(elsewhere, line))

    assert rows(register, "2025-02-03", "2025-02-17", kinds=TO_CHAIR) == [("Mon 2025-02-17", "chair", "1.1", CHAIR)]


# What decides stays decided


def test_a_round_again_on_the_same_day_tells_the_chair_nothing_more() -> None:
    today, register = date(2025, 2, 17), snapshot(LATE, MOVED, commitment(JANUARY, ref="3.1", leads=(OMAR,)))
    first = decide(register, Told((*HEARD, LOOKED)), Policy(), today)
    after = Told((*HEARD, LOOKED, *(ToldNotice(key=n.key, accepted_on=today) for n in first.notices)))

    assert decide(register, after, Policy(), today).notices == ()


def test_what_is_over_is_no_longer_the_chairs() -> None:
    done = replace(LATE, status=Status.COMPLETE)

    assert to_chair_on("2025-02-17", LOOKED, register=snapshot(done)) == []


def test_the_last_mail_before_a_day_is_that_of_the_boards_own_plans() -> None:
    gone = told(CHAIR, NoticeKind.CHAIR, "2025-02-17", "2025-02-17")
    elsewhere = replace(gone, key=replace(gone.key, commitment="other/1.1", slot=date(2025, 2, 24)))
    view = View(snapshot(LATE), Told((gone, elsewhere)), Policy(), date(2025, 3, 3))

    assert mail_before(date(2025, 3, 3), COG, view) == date(2025, 2, 17)
    assert mail_before(date(2025, 2, 17), COG, view) == date.min
    assert chair_day_of(view.today, COG, view) is not None


def test_order_does_not_matter() -> None:
    promises = (LATE, MOVED, commitment(JANUARY, ref="3.1", leads=()))
    one: list[Row] = rows(snapshot(*promises), "2025-02-03", "2025-03-05")
    other = rows(snapshot(*reversed(promises)), "2025-02-03", "2025-03-05")

    assert one == other


def test_another_boards_mail_of_the_same_week_changes_nothing() -> None:
    elsewhere = commitment(JANUARY, key="gone/1.1")  # of a plan that is closed now
    gone = told(CHAIR, NoticeKind.CHAIR, "2025-02-17", "2025-02-17", elsewhere)

    assert [row[0] for row in to_chair_on("2025-02-18", LOOKED, gone)] == ["chair"]


def test_where_no_working_day_is_ahead_nothing_is_planned() -> None:
    first, last = date(2025, 2, 18).toordinal(), date(2027, 6, 1).toordinal()
    shut = Policy(calendar=WorkingDays(closed=frozenset(date.fromordinal(day) for day in range(first, last))))
    decided = decide(snapshot(LATE), Told((*HEARD, LOOKED)), shut, date(2025, 2, 17))

    assert [n.key.person for n in decided.notices if n.key.kind is NoticeKind.CHAIR] == [CHAIR]
