"""The words of a board's page: the most urgent of what waits for a decision, what slipped, who carries what; and of the
pages that hold a whole list of it, part by part."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from scheduler.links import board_path
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment
from scheduler.rounds.scene import Scene
from scheduler.rules.chair_reasons import About
from scheduler.rules.days_in_words import counted, due_in_words, listed
from scheduler.web.decisions import (
    ASKED,
    CLAIMS,
    NOTED,
    RAISED,
    MatterWords,
    MeetingMatters,
    Shown,
    about_what,
    by_meeting,
    claim_in_words,
    claims,
    claims_in_words,
    gathered,
    matter_in_words,
)
from scheduler.web.page_links import Few, PageLink, page_links
from scheduler.web.rows import Row, row
from scheduler.web.standings import listed as listed_today
from scheduler.web.ways import Ways

FIRST = 3  # of each list: with the count above them a screenful, where a chair with five minutes begins
MOVED_FIRST = 10  # rows of a table
AT_ONCE = 25  # of a list on a page of its own: about 70 KB
SLIPPED = "slipped"
WAITS_AS = {
    About.RAISED: "raised at a meeting that is over",
    About.ASKED: "asked for",
    About.LATE: "late",
    About.WAITING: "waiting past the target date",
    About.MOVED: "moved more than once",
    About.NO_LEAD: "without a lead",
}
NO_AGENCY = "Nobody leads it, or no agency is known"


@dataclass(frozen=True, kw_only=True)
class Slipped:
    """One action whose target date moved."""

    row: Row
    times: str
    first: str
    now: str


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What an agency carries: no figures by person leave the desk (rules.md)."""

    agency: str
    open: int
    overdue: int
    moved: int


@dataclass(frozen=True, kw_only=True)
class BoardWords:
    """A board's page."""

    name: str
    waits: str
    meetings: tuple[MeetingMatters, ...]
    to_verify: Few[MatterWords]
    slipped: Few[Slipped]
    carried: tuple[Carried, ...]


@dataclass(frozen=True, kw_only=True)
class ListWords:
    """One list of a board's page, a part of it: matters to decide, or actions that slipped."""

    name: str
    heading: str
    url: str
    number: int
    matters: tuple[MatterWords, ...]
    slipped: tuple[Slipped, ...]
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, kw_only=True)
class _Whole:
    """A list with all that is in it, under its key."""

    key: str
    heading: str
    found: list[Commitment]


def board_words(board: Board, scene: Scene, ways: Ways) -> BoardWords:
    """All of a board's page today, for one of its heads or its co-ordinator."""
    ours = _ours(board, scene)
    groups, claimed = gathered(board, ours, scene), claims(ours, scene)
    shown, moved = Shown(most=FIRST, whole=partial(list_path, board)), _moved(ours)
    return BoardWords(
        name=board.name,
        waits=_waits([about_what(each, scene) for group in groups for each in group.asked], len(claimed)),
        meetings=by_meeting(groups, scene, ways, shown),
        to_verify=claims_in_words(claimed, scene, ways, shown),
        slipped=Few(
            shown=tuple(_slipped(each, scene) for each in moved[:MOVED_FIRST]),
            number=len(moved),
            url=list_path(board, SLIPPED),
        ),
        carried=_carried(ours, scene),
    )


def list_words(board: Board, scene: Scene, ways: Ways, key: str, number: int) -> ListWords | None:
    """A page of one list, numbered from 1; None where there is no such list today."""
    whole = next((each for each in _lists(board, scene) if each.key == key), None)
    if whole is None:
        return None
    part = whole.found[(number - 1) * AT_ONCE : number * AT_ONCE]
    in_words = claim_in_words if key == CLAIMS else matter_in_words
    return ListWords(
        name=board.name,
        heading=whole.heading,
        url=board_path(board.slug),
        number=len(whole.found),
        matters=() if key == SLIPPED else tuple(in_words(each, scene, ways) for each in part),
        slipped=tuple(_slipped(each, scene) for each in part) if key == SLIPPED else (),
        pages=page_links(len(whole.found), AT_ONCE, number, lambda page: list_path(board, key, page)),
    )


def list_path(board: Board, key: str, page: int = 1) -> str:
    """Where a whole list of a board stands."""
    asked = {"list": key, **({"page": page} if page > 1 else {})}
    return f"{board_path(board.slug)}?{urlencode(asked)}"


def _lists(board: Board, scene: Scene) -> Iterator[_Whole]:
    ours = _ours(board, scene)
    for each in gathered(board, ours, scene):
        yield _Whole(key=each.key(ASKED), heading=f"To decide: {each.heading}", found=each.asked)
        yield _Whole(key=each.key(RAISED), heading=f"On the list: {each.heading}", found=each.raised)
        yield _Whole(key=each.key(NOTED), heading=f"Noted until then: {each.heading}", found=each.noted)
    heading = "Reported complete, to be accepted or returned"
    yield _Whole(key=CLAIMS, heading=heading, found=claims(ours, scene))
    yield _Whole(key=SLIPPED, heading="What has slipped", found=_moved(ours))


def _ours(board: Board, scene: Scene) -> list[Commitment]:
    """What a board oversees in plans that were released."""
    plans = scene.snapshot.plans
    released = {slug for slug, plan in plans.items() if plan.board == board.slug and plan.released_on is not None}
    return [each for each in scene.snapshot.commitments if each.plan in released]


def _waits(asked: list[About], claimed: int) -> str:
    """How many decisions wait, and for what where they are more than the page shows at once."""
    number = len(asked) + claimed
    if number <= FIRST:
        return ("1 decision waits." if number == 1 else f"{number} decisions wait.") if number else "No decision waits."
    kinds = [f"{asked.count(about)} {WAITS_AS[about]}" for about in About if about in asked]
    return f"{number} decisions wait: {listed([*kinds, *([f'{claimed} reported complete'] if claimed else [])])}."


def _moved(ours: list[Commitment]) -> list[Commitment]:
    """What is open and moved, the most often first."""
    return sorted((c for c in ours if c.was and not c.is_over), key=lambda c: (-len(c.was), c.key))


def _slipped(commitment: Commitment, scene: Scene) -> Slipped:
    return Slipped(
        row=row(listed_today(commitment, scene), scene),
        times=counted(len(commitment.was), "time"),
        first=due_in_words(commitment.was[0]),
        now=due_in_words(commitment.target) if commitment.target else "",
    )


def _carried(ours: list[Commitment], scene: Scene) -> tuple[Carried, ...]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in ours:
        if each.is_over:
            continue
        standing = scene.view.standing(each)
        counts[_agency(each, scene)].update({"open": 1, "overdue": int(standing.is_late), "moved": int(bool(each.was))})
    order = sorted(counts.items(), key=lambda pair: (-pair[1]["overdue"], -pair[1]["open"], pair[0]))
    return tuple(Carried(agency=agency, open=n["open"], overdue=n["overdue"], moved=n["moved"]) for agency, n in order)


def _agency(commitment: Commitment, scene: Scene) -> str:
    people = scene.snapshot.people
    agencies = {people[each].organisation for each in commitment.leads if each in people} - {""}
    return listed(sorted(agencies)) or NO_AGENCY
