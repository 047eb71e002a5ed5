"""The words of a board's page: what waits for a decision, by the meeting it belongs to; what slipped; who carries
what. Whose decision it is, and what follows, is the rules'."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.plans.boards import Board, Meeting
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rounds.scene import Scene
from scheduler.rules.answer_words import answer_in_words
from scheduler.rules.chair_days import meeting_after, own_meetings
from scheduler.rules.chair_reasons import chair_reasons
from scheduler.rules.days_in_words import counted, day_in_words, due_in_words, listed
from scheduler.rules.listing import worst_first
from scheduler.web.deciding import Offer, offers
from scheduler.web.rows import Row, row
from scheduler.web.seen import Seen
from scheduler.web.standings import listed as listed_today

NO_MEETING = "Without a meeting: none is planned"
NO_AGENCY = "Nobody leads it, or no agency is known"


@dataclass(frozen=True, kw_only=True)
class MatterWords:
    """One action before the chair: why it is here, and what can be decided of it."""

    row: Row
    reasons: tuple[str, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingMatters:
    """What belongs to one meeting; `noted` are references and titles that are silent until then."""

    heading: str
    papers: str
    matters: tuple[MatterWords, ...]
    noted: tuple[str, ...]


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
    meetings: tuple[MeetingMatters, ...]
    to_verify: tuple[MatterWords, ...]
    slipped: tuple[Slipped, ...]
    carried: tuple[Carried, ...]

    @property
    def waiting(self) -> int:
        """How many decisions wait."""
        return sum(len(each.matters) for each in self.meetings) + len(self.to_verify)


def board_words(board: Board, seen: Seen) -> BoardWords:
    """All of a board's page today."""
    scene = seen.scene
    ours = [c for c in scene.snapshot.commitments if scene.view.board(c).slug == board.slug and _is_released(c, scene)]
    claims = [c for c in ours if c.unverified and c.status is Status.COMPLETE and "#" not in c.ref]
    return BoardWords(
        name=board.name,
        meetings=_by_meeting(board, ours, seen),
        to_verify=tuple(_claim(each, seen) for each in _ordered(claims, scene)),
        slipped=_slipped(ours, scene),
        carried=_carried(ours, scene),
    )


def _is_released(commitment: Commitment, scene: Scene) -> bool:
    return scene.snapshot.plans[commitment.plan].released_on is not None


def _ordered(commitments: Iterable[Commitment], scene: Scene) -> list[Commitment]:
    return [each.commitment for each in worst_first([listed_today(c, scene) for c in commitments])]


def _by_meeting(board: Board, ours: list[Commitment], seen: Seen) -> tuple[MeetingMatters, ...]:
    """A matter belongs to the next meeting; what was noted, to the one until which it is silent."""
    view, today = seen.scene.view, seen.scene.today
    following = next((each for each in own_meetings(board, view) if each.on >= today), None)
    matters = [c for c in _ordered(ours, seen.scene) if chair_reasons(c, view, by=today, whole=True)]
    silent = [c for c in matters if _is_silent(c, seen.scene)]
    groups: dict[str, tuple[Meeting | None, list[Commitment], list[Commitment]]] = {}
    for each in matters:
        meeting = _silent_until(each, board, seen.scene) if each in silent else following
        _, asked, noted = groups.setdefault(meeting.uid if meeting else "", (meeting, [], []))
        (noted if each in silent else asked).append(each)
    return tuple(_meeting(*group, seen) for group in sorted(groups.values(), key=_when))


def _when(group: tuple[Meeting | None, list[Commitment], list[Commitment]]) -> str:
    return group[0].on.isoformat() if group[0] else "9999"


def _is_silent(commitment: Commitment, scene: Scene) -> bool:
    noted = commitment.answered.noted
    return noted is not None and noted.ends_on is not None and noted.ends_on > scene.today


def _silent_until(commitment: Commitment, board: Board, scene: Scene) -> Meeting | None:
    noted = commitment.answered.noted
    return meeting_after(noted.on, board, scene.view) if noted else None


def _meeting(meeting: Meeting | None, asked: list[Commitment], noted: list[Commitment], seen: Seen) -> MeetingMatters:
    papers = meeting.paper_deadline_on if meeting else None
    return MeetingMatters(
        heading=f"{meeting.title}, {day_in_words(meeting.on)}" if meeting else NO_MEETING,
        papers=day_in_words(papers) if papers else "",
        matters=tuple(_matter(each, seen) for each in asked),
        noted=tuple(f"{each.ref} {each.title}" for each in noted),
    )


def _matter(commitment: Commitment, seen: Seen) -> MatterWords:
    scene = seen.scene
    reasons = chair_reasons(commitment, scene.view, by=scene.today, whole=True)
    return MatterWords(
        row=row(listed_today(commitment, scene), scene),
        reasons=tuple(f"{each.words[:1].upper()}{each.words[1:].rstrip('.')}." for each in reasons),
        offers=offers(commitment, seen),
    )


def _claim(commitment: Commitment, seen: Seen) -> MatterWords:
    claim, scene = commitment.answered.claim, seen.scene
    said = (
        f"{answer_in_words(claim, scene.view).rstrip('.')}."
        if claim
        else "The plan itself says that it is complete, with words that leave a doubt."
    )
    return MatterWords(
        row=row(listed_today(commitment, scene), scene), reasons=(said,), offers=offers(commitment, seen)
    )


def _slipped(ours: list[Commitment], scene: Scene) -> tuple[Slipped, ...]:
    moved = sorted((c for c in ours if c.was and not c.is_over), key=lambda c: (-len(c.was), c.key))
    return tuple(
        Slipped(
            row=row(listed_today(each, scene), scene),
            times=counted(len(each.was), "time"),
            first=due_in_words(each.was[0]),
            now=due_in_words(each.target) if each.target else "",
        )
        for each in moved
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
