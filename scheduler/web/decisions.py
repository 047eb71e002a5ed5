"""The words of a board's page: what waits for a decision, by the meeting it belongs to; what slipped; who carries
what. Whose decision it is, and what follows, is the rules'."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from scheduler.plans.boards import Board, Meeting
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rounds.scene import Scene
from scheduler.rules.answer_words import answer_in_words
from scheduler.rules.board_meetings import own_meetings
from scheduler.rules.chair_reasons import chair_reasons
from scheduler.rules.days_in_words import counted, day_in_words, due_in_words, listed
from scheduler.rules.listing import worst_first
from scheduler.rules.raised import raised_at
from scheduler.web.decision_sayings import DECISIONS, OF_A_CLAIM
from scheduler.web.offers import Offer, offers
from scheduler.web.rows import Row, row
from scheduler.web.sayings import Saying
from scheduler.web.standings import listed as listed_today
from scheduler.web.ways import Ways

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
    """What belongs to one meeting: what waits for a decision, what is on its list, and what is noted until then."""

    heading: str
    papers: str
    matters: tuple[MatterWords, ...]
    raised: tuple[MatterWords, ...]
    noted: tuple[Row, ...]


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


def board_words(board: Board, scene: Scene, ways: Ways) -> BoardWords:
    """All of a board's page today, for one of its heads or its co-ordinator."""
    ours = [c for c in scene.snapshot.commitments if scene.view.board(c).slug == board.slug and _is_released(c, scene)]
    return BoardWords(
        name=board.name,
        meetings=by_meeting(board, ours, scene, ways),
        to_verify=to_verify(ours, scene, ways),
        slipped=_slipped(ours, scene),
        carried=_carried(ours, scene),
    )


def to_verify(ours: Iterable[Commitment], scene: Scene, ways: Ways) -> tuple[MatterWords, ...]:
    """Of some commitments, those reported complete and not verified yet."""
    claims = [c for c in ours if c.unverified and c.status is Status.COMPLETE and "#" not in c.ref]
    return tuple(_claim(each, scene, ways) for each in _ordered(claims, scene))


def _is_released(commitment: Commitment, scene: Scene) -> bool:
    return scene.snapshot.plans[commitment.plan].released_on is not None


def _ordered(commitments: Iterable[Commitment], scene: Scene) -> list[Commitment]:
    return [each.commitment for each in worst_first([listed_today(c, scene) for c in commitments])]


def by_meeting(board: Board, ours: Iterable[Commitment], scene: Scene, ways: Ways) -> tuple[MeetingMatters, ...]:
    """Of some commitments of a board, those that wait for a decision, by the meeting to which each belongs.

    A matter belongs to the next meeting; what was raised, to the one on whose list it stands; what was noted, to the
    one until which it is silent.
    """
    ahead = [each for each in own_meetings(board.slug, scene.snapshot) if each.on >= scene.today]
    groups: dict[str, _Gathered] = {}
    for each in _ordered([c for c in ours if not c.is_over], scene):
        meeting, place = _placed(each, ahead, scene)
        if place:
            getattr(groups.setdefault(meeting.uid if meeting else "", _Gathered(meeting)), place).append(each)
    return tuple(_meeting(each, scene, ways) for each in sorted(groups.values(), key=_when))


@dataclass
class _Gathered:
    """The commitments of one meeting; of none, where none is planned."""

    meeting: Meeting | None
    asked: list[Commitment] = field(default_factory=list)
    raised: list[Commitment] = field(default_factory=list)
    noted: list[Commitment] = field(default_factory=list)


def _placed(commitment: Commitment, ahead: list[Meeting], scene: Scene) -> tuple[Meeting | None, str]:
    """The meeting to which something belongs, and as what; nothing where it does not wait for the chair."""
    listed_for = [each for each in raised_at(commitment, scene.view) if each in ahead]
    if listed_for:
        return listed_for[0], "raised"
    if not chair_reasons(commitment, scene.view, by=scene.today, whole=True):
        return None, ""
    noted = commitment.answered.noted
    if noted is None or noted.ends_on is None or noted.ends_on <= scene.today:
        return (ahead[0] if ahead else None), "asked"
    until = noted.ends_on
    return next((each for each in ahead if noted.meeting == each.uid or each.on >= until), None), "noted"


def _when(gathered: _Gathered) -> str:
    return gathered.meeting.on.isoformat() if gathered.meeting else "9999"


def _meeting(gathered: _Gathered, scene: Scene, ways: Ways) -> MeetingMatters:
    meeting = gathered.meeting
    papers = meeting.paper_deadline_on if meeting else None
    return MeetingMatters(
        heading=f"{meeting.title}, {day_in_words(meeting.on)}" if meeting else NO_MEETING,
        papers=day_in_words(papers) if papers else "",
        matters=tuple(_matter(each, scene, ways) for each in gathered.asked),
        raised=tuple(_matter(each, scene, ways) for each in gathered.raised),
        noted=tuple(_row(each, scene, ways) for each in gathered.noted),
    )


def _matter(commitment: Commitment, scene: Scene, ways: Ways) -> MatterWords:
    return _words(commitment, reasons_in_words(commitment, scene), scene, ways, DECISIONS)


def _words(
    commitment: Commitment, reasons: tuple[str, ...], scene: Scene, ways: Ways, among: tuple[Saying, ...]
) -> MatterWords:
    return MatterWords(
        row=_row(commitment, scene, ways), reasons=reasons, offers=offers(commitment, scene.view, ways, among)
    )


def _row(commitment: Commitment, scene: Scene, ways: Ways) -> Row:
    return replace(row(listed_today(commitment, scene), scene), url=ways.page(commitment))


def reasons_in_words(commitment: Commitment, scene: Scene) -> tuple[str, ...]:
    """Why a commitment waits for the chair today, a sentence each; nothing where it does not."""
    reasons = chair_reasons(commitment, scene.view, by=scene.today, whole=True)
    return tuple(f"{each.words[:1].upper()}{each.words[1:].rstrip('.')}." for each in reasons)


def _claim(commitment: Commitment, scene: Scene, ways: Ways) -> MatterWords:
    claim = commitment.answered.claim
    said = (
        f"{answer_in_words(claim, scene.view).rstrip('.')}."
        if claim
        else "The plan itself says that it is complete, with words that leave a doubt."
    )
    return _words(commitment, (said,), scene, ways, OF_A_CLAIM)


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
