"""Absence and deputies: who hears of what Nina leads, day by day. Friday 24 January 2025 is 7 days before its date."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.answers import Answered, AnswerKind
from scheduler.plans.people import Person
from scheduler.rules.recipients import lead_recipients
from tests.builders import NINA, OMAR, SAM, VICE, commitment, in_month, live, people, snapshot
from tests.scheduler.rules.test_running_out import said

DAY = date(2025, 1, 24)
AWAY = {"away_from": date(2025, 1, 20), "away_to": date(2025, 1, 31)}
NINA_AWAY = replace(people()[NINA], deputy=OMAR, away_from=AWAY["away_from"], away_to=AWAY["away_to"])
OMARS = people()[OMAR]
NO_DEPUTY = "Nina Marsh: away, with no deputy who can be reached"


@pytest.mark.parametrize(
    ("deputy", "heard"),
    [
        (OMARS, (OMAR, "deputy", "Nina Marsh", "")),
        # A deputy who is away hands nothing on to a deputy of their own: it is the co-ordinator's.
        (replace(OMARS, deputy=VICE, away_from=AWAY["away_from"]), (SAM, "co-ordinator", "", NO_DEPUTY)),
        (replace(OMARS, left_on=date(2025, 1, 2)), (SAM, "co-ordinator", "", NO_DEPUTY)),
        (replace(OMARS, suspended="bounced on 2025-01-02"), (SAM, "co-ordinator", "", NO_DEPUTY)),
        # A deputy who is back hears again.
        (replace(OMARS, away_to=date(2025, 1, 23)), (OMAR, "deputy", "Nina Marsh", "")),
    ],
    ids=["there", "away too", "left", "bounced", "back since Friday"],
)
def test_a_deputy_covers_and_without_one_it_is_the_co_ordinators(
    deputy: Person, heard: tuple[str, str, str, str]
) -> None:
    register = snapshot(commitment(in_month(date(2025, 1, 31))), people=people(NINA_AWAY, deputy))
    [to] = lead_recipients(register.commitments[0], register, DAY)

    assert (to.person, to.capacity.value, to.covers, to.why) == heard


def test_a_deputy_who_said_that_it_is_not_theirs_is_not_chased_for_it() -> None:
    refused = Answered(not_mine={OMAR: said(AnswerKind.NOT_MINE, who=OMAR, whom="Nina Marsh")})
    promise = commitment(in_month(date(2025, 1, 31)), answered=refused)
    [to] = lead_recipients(promise, snapshot(promise, people=people(NINA_AWAY)), DAY)

    assert (to.person, to.why) == (SAM, NO_DEPUTY)


def test_a_lead_who_is_back_hears_again_and_is_told_what_is_open() -> None:
    register = snapshot(commitment(in_month(date(2025, 1, 31))), people=people(NINA_AWAY))
    told = [
        (f"{day:%a %Y-%m-%d}", n.key.kind.value, n.key.person)
        for day, decisions in live(register, date(2025, 1, 13), date(2025, 2, 3)).items()
        for n in decisions.notices
    ]

    assert told == [
        ("Mon 2025-01-13", "reminder", NINA),  # the rung of Friday 3 January, 28 days before
        ("Fri 2025-01-17", "reminder", NINA),  # 14 days before
        ("Mon 2025-01-20", "reminder", OMAR),  # the same rung, to whom it is new
        ("Fri 2025-01-24", "reminder", OMAR),  # 7 days before
        ("Mon 2025-02-03", "late", NINA),  # back since Saturday 1 February
    ]


def test_why_somebody_is_away_is_told_to_nobody() -> None:
    register = snapshot(commitment(in_month(date(2025, 1, 31))), people=people(NINA_AWAY))
    [notice] = live(register, DAY, DAY)[DAY].notices

    assert (notice.covers, notice.reason) == ("Nina Marsh", "7 days before its due day")
