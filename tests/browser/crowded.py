"""A house whose words are as long and as foreign as words get: 80 actions, most of them of one lead, late, in words
that cannot be broken or run from right to left. Its home is left to tests.browser.house."""

from dataclasses import replace
from datetime import date, timedelta

from scheduler.plans.plan import Action, Area, LeadSource, Plan, PrintedLead
from scheduler.plans.target_dates import Precision, TargetDate
from scheduler.register.leads import re_resolve
from scheduler.register.people import import_people
from scheduler.register.plans import record
from tests.browser.house import LAST, READ_ON, BrowserHouse

ACTIONS, AREAS = 80, 8
SLUG = "crowded"
BUSY = "busy@example.org"
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 2
RIGHT_TO_LEFT = "إعداد خطة مشتركة مع الشرطة والصحة (COG 2026/27) – תוכנית משותפת עם המשטרה, 50 %"
LONG = "Agree with the police, the health trust, every school and both prisons how records are shared, " * 4
TITLES = (UNBROKEN, RIGHT_TO_LEFT, LONG.strip(), "Agree it.", f"{RIGHT_TO_LEFT} {UNBROKEN}")
PEOPLE = f"""\
name,initials,email,organisation
{UNBROKEN[:80]},BY,{BUSY},{RIGHT_TO_LEFT.replace(",", "")}
عبد الرحمن بن محمد الأندلسي,AR,{"a" * 60}@{"long-name-of-an-organisation." * 4}example.org,{UNBROKEN[:100]}
Robin Hale,RH,chair@example.org,Tarnshire County Council
"""


def crowd(made: BrowserHouse) -> None:
    """The plan recorded and released, and its leads, then its chair, told of it."""
    with made.house.sessions.begin() as session:
        assert import_people(session, PEOPLE, now=made.now).problems == ()
        record(
            session, SLUG, crowded_plan(), board="cog", file_name="crowded.docx", sha256="", now=made.now, day=READ_ON
        )
        re_resolve(session, READ_ON, now=made.now)
    for day in (READ_ON, LAST):
        made.morning(day, release=day == READ_ON)


def crowded_plan() -> Plan:
    """80 actions in eight areas: nobody leads every tenth, every fourth has no date, the others are due since 2025."""
    areas = tuple(Area(ref=str(number), title=TITLES[number % len(TITLES)]) for number in range(1, AREAS + 1))
    actions = tuple(_action(number) for number in range(ACTIONS))
    return Plan(title=f"{RIGHT_TO_LEFT} {UNBROKEN}", as_of=READ_ON, areas=areas, actions=actions)


def _action(number: int) -> Action:
    due = date(2025, 11, 28) + timedelta(days=6 * number)
    target = TargetDate(
        begins_on=due, due_on=due, precision=Precision.DAY, words=f"{UNBROKEN} {due:%d/%m/%Y}", rule="day"
    )
    lead = PrintedLead(words="AR" if number % 3 == 0 else "BY", source=LeadSource.COLUMN)
    made = Action(
        ref=f"{1 + number % AREAS}.{number}",
        area=str(1 + number % AREAS),
        title=TITLES[number % len(TITLES)],
        leads=(lead,) if number % 10 else (),
        target=target if number % 4 else None,
    )
    told = replace(made, success_measure=RIGHT_TO_LEFT, progress=UNBROKEN, rating=UNBROKEN, waiting_for=RIGHT_TO_LEFT)
    return told if number % 7 == 1 else made
