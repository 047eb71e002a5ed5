"""Random worlds for tests of the rules: boards, people, promises, answers, outages, and what becomes of each mail."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind, Road
from scheduler.plans.boards import Board, Meeting
from scheduler.plans.commitments import Commitment, PlanRecord, Snapshot
from scheduler.plans.people import Frequency, Person
from scheduler.plans.target_dates import Precision, Recurrence, TargetDate
from scheduler.rules.policy import Policy
from scheduler.rules.working_days import SUBDIVISIONS, WorkingDays
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM, VICE

DAYS = 400
LEADS, HEADS = (NINA, OMAR), (CHAIR, VICE)
TEAM = "team@example.org"
EVERYBODY = (NINA, OMAR, MANAGER, CHAIR, VICE, SAM)
DAY_OF_LIFE = st.integers(0, DAYS - 1)
QUIET = ((12, 24), (1, 2))


@dataclass(frozen=True)
class Event:
    """Something that happens after the round of a day, to the commitment or person of that number."""

    day: int
    number: int


@dataclass(frozen=True)
class Says(Event):
    """Somebody answers; `ahead` is by how many days a new date or a wait lies ahead."""

    kind: AnswerKind
    who: str
    whom: str
    ahead: int

    def answer(self, about: Commitment, today: date) -> Answer:
        """The answer, with every word that any kind of answer needs."""
        until = today + timedelta(days=self.ahead)
        return Answer(
            at=datetime.combine(today, time(12), UTC),
            on=today,
            commitment=about.key,
            kind=self.kind,
            who=self.who,
            recorded_by=self.who,
            road=Road.WEB,
            words="Because",
            evidence="Minute 7",
            target=TargetDate(begins_on=until, due_on=until, precision=Precision.DAY, words=f"{until}", rule="day"),
            whom=self.whom,
            until=until,
            minute="Board, 4",
            every=Recurrence.QUARTERLY,
        )


@dataclass(frozen=True)
class Suspended(Event):
    """An address bounces, or is mailed again where it bounced before."""


@dataclass(frozen=True)
class Confirmed(Event):
    """The co-ordinator says who leads a commitment."""

    lead: str


@dataclass(frozen=True)
class Released(Event):
    """The co-ordinator lets the plans go."""


@dataclass(frozen=True)
class Closed(Event):
    """A day is found to be no working day, `ahead` days from now: behind us where that is below 0."""

    ahead: int


@dataclass(frozen=True)
class Holds(Event):
    """The co-ordinator holds the next weekly mail to the chairs."""


@dataclass(frozen=True)
class Renumbered(Event):
    """The board changes the rungs of its ladder."""

    rungs: tuple[int, ...]


@dataclass(frozen=True)
class World:
    """A register and policy at the start, what happens on which day, on which days nothing runs, fates of mails."""

    register: Snapshot
    policy: Policy
    start: date
    events: tuple[Event, ...]
    down: frozenset[date]
    fates: tuple[int, ...]


def _interval(due: date, precision: Precision, *, to_confirm: bool) -> TargetDate:
    begins = due if precision is Precision.DAY else due - timedelta(days=27)
    return TargetDate(
        begins_on=begins,
        due_on=due,
        precision=precision,
        words=f"by {due}",
        rule="words",
        question="is it a start?" if to_confirm else "",
        is_start=to_confirm,
    )


PRECISIONS = st.sampled_from([Precision.DAY, Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.SEASON])


@st.composite
def _targets(draw: st.DrawFn, start: date) -> TargetDate | None:
    if draw(st.integers(0, 7)) == 7:
        return None
    due = start + timedelta(days=draw(st.integers(-60, 360)))
    return _interval(due, draw(PRECISIONS), to_confirm=draw(st.integers(0, 9)) == 9)


@st.composite
def _commitments(draw: st.DrawFn, start: date, plan: str, number: int) -> list[Commitment]:
    """An action, and sometimes a step of it."""
    ref = f"1.{number}"
    action = Commitment(
        key=f"{plan}/{ref}",
        plan=plan,
        ref=ref,
        title=f"Action {ref}",
        target=draw(_targets(start)),
        leads=tuple(draw(st.lists(st.sampled_from([*LEADS, *LEADS, TEAM, CHAIR, SAM]), unique=True, max_size=2))),
        printed_leads=("NM",),
        recurrence=draw(st.sampled_from([None, None, None, *Recurrence])),
        waiting_for=draw(st.sampled_from(["", "", "", "guidance"])),
        recorded_on=start,
    )
    step = replace(action, key=f"{action.key}#1", ref=f"{ref}#1", target=draw(_targets(start)), recurrence=None)
    return [action, step] if draw(st.integers(0, 3)) == 3 and step.target else [action]


@st.composite
def _people(draw: st.DrawFn, start: date) -> dict[str, Person]:
    """Everybody of the directory; the co-ordinators can always be reached, or nobody would hear of anything."""
    found = {email: Person(email=email, name=email.partition("@")[0].title()) for email in EVERYBODY}
    for email in EVERYBODY:
        away = start + timedelta(days=draw(DAY_OF_LIFE)) if draw(st.booleans()) else None
        left = start + timedelta(days=draw(DAY_OF_LIFE)) if draw(st.integers(0, 3)) == 3 else None
        person = replace(
            found[email],
            manager=draw(st.sampled_from(["", MANAGER, MANAGER, OMAR])),
            deputy=draw(st.sampled_from(["", *EVERYBODY])),
            digest=draw(st.sampled_from(Frequency)),
            away_from=away,
            away_to=away + timedelta(days=draw(st.integers(0, 40))) if away else None,
            left_on=left,
        )
        found[email] = replace(person, left_on=None) if email == SAM else person
    return {**found, TEAM: Person(email=TEAM, name="QA Managers", members=LEADS)}


@st.composite
def _boards(draw: st.DrawFn) -> dict[str, Board]:
    divisions = st.sampled_from(sorted(SUBDIVISIONS))
    return {
        slug: Board(
            slug=slug,
            name=slug.upper(),
            co_ordinator=SAM,
            chair=draw(st.sampled_from([CHAIR, CHAIR, ""])),
            vice_chair=draw(st.sampled_from([VICE, ""])),
            division=draw(divisions),
        )
        for slug in ("cog", "lsp")[: draw(st.integers(1, 2))]
    }


def _policy(boards: dict[str, Board], closed: frozenset[date], quiet: bool) -> Policy:
    ends = QUIET if quiet else (None, None)
    calendars = {
        slug: WorkingDays(division=board.division, closed=closed, quiet_from=ends[0], quiet_to=ends[1])
        for slug, board in boards.items()
    }
    return Policy(calendars=calendars)


@st.composite
def _events(draw: st.DrawFn) -> Event:
    day, number = draw(DAY_OF_LIFE), draw(st.integers(0, 5))
    kind = draw(st.integers(0, 12))
    if kind == 12:
        return Renumbered(
            day=day, number=number, rungs=draw(st.sampled_from([(28, 14, 7, 2, 0), (21, 5, 0), (30, 28, 14, 1)]))
        )
    if kind == 11:
        return Holds(day=day, number=number)
    if kind == 10:
        return Released(day=day, number=number)
    if kind == 9:
        return Suspended(day=day, number=number)
    if kind == 8:
        return Confirmed(day=day, number=number, lead=draw(st.sampled_from([*LEADS, CHAIR])))
    return Says(
        day=day,
        number=number,
        kind=draw(st.sampled_from(AnswerKind)),
        who=draw(st.sampled_from([*EVERYBODY, THE_BOARD])),
        whom=draw(st.sampled_from(EVERYBODY)),
        ahead=draw(st.integers(1, 90)),
    )


def _closures() -> st.SearchStrategy[Closed]:
    return st.builds(Closed, day=DAY_OF_LIFE, number=st.just(0), ahead=st.integers(-7, 14))


def _meetings(boards: dict[str, Board], start: date) -> tuple[Meeting, ...]:
    """Each board meets every eleven weeks."""
    ons = [(slug, start + timedelta(days=77 * number + 20)) for slug in boards for number in range(6)]
    return tuple(
        Meeting(
            uid=f"{slug}-{on}",
            series=f"{slug}-meetings",
            slot=f"{on}",
            title=slug.upper(),
            on=on,
            starts=time(14),
            ends=time(16),
            changed_at=datetime(2024, 1, 1, tzinfo=UTC),
        )
        for slug, on in ons
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Any world of up to five actions, two boards and some forty events."""
    start = draw(st.dates(date(2023, 6, 1), date(2026, 6, 1)))
    boards = draw(_boards())
    plans = {
        f"plan-{slug}": PlanRecord(
            slug=f"plan-{slug}",
            title=f"Plan of {slug}",
            board=slug,
            as_of=start,
            recorded_on=start,
            released_on=draw(st.sampled_from([start, start, start, None])),
        )
        for slug in boards
    }
    numbers = range(1, draw(st.integers(1, 5)) + 1)
    found = [draw(_commitments(start, draw(st.sampled_from(sorted(plans))), number)) for number in numbers]
    register = Snapshot(
        plans=plans,
        commitments=tuple(each for together in found for each in together),
        people=draw(_people(start)),
        boards=boards,
        meetings=_meetings(boards, start),
        board_series={f"{slug}-meetings": slug for slug in boards},
    )
    closed = frozenset(start + timedelta(days=each) for each in draw(st.sets(DAY_OF_LIFE, max_size=5)))
    outages = draw(st.lists(st.tuples(DAY_OF_LIFE, st.sampled_from([1, 5, 30])), max_size=4))
    return World(
        register=register,
        policy=_policy(boards, closed, draw(st.booleans())),
        start=start,
        events=(*draw(st.lists(_events(), max_size=40)), *draw(st.lists(_closures(), max_size=12))),
        down=frozenset(start + timedelta(days=first + n) for first, length in outages for n in range(length)),
        fates=tuple(draw(st.lists(st.sampled_from([0, 0, 0, 1, 3, 9, -1]), min_size=1, max_size=9))),
    )
