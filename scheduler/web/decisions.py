"""The words of what waits for a decision, by the meeting it belongs to, the most urgent first. Whose decision it is,
and what follows, is the rules'; where it is shown board_words.py's and answer_groups.py's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from scheduler.plans.boards import Board, Meeting
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rounds.scene import Scene
from scheduler.rules.answer_words import answer_in_words
from scheduler.rules.board_meetings import own_meetings
from scheduler.rules.chair_reasons import About, ChairReason, chair_reasons
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.listing import worst_first
from scheduler.rules.raised import raised_at
from scheduler.rules.view import View
from scheduler.web.decision_sayings import DECISIONS, OF_A_CLAIM
from scheduler.web.offers import Offer, offers
from scheduler.web.page_links import Few
from scheduler.web.rows import Row, row
from scheduler.web.sayings import Saying
from scheduler.web.standings import listed as listed_today
from scheduler.web.ways import Ways

Each = TypeVar("Each")
ASKED, RAISED, NOTED, CLAIMS = "waiting", "raised", "noted", "claims"  # the lists, as their keys begin
RANKS = tuple(About)
NO_MEETING = "Without a meeting: none is planned"


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
    matters: Few[MatterWords]
    raised: Few[MatterWords]
    noted: Few[Row]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How much of a list is shown at first, and the address of all of it by the list's key; empty for none."""

    most: int
    whole: Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The commitments that belong to one meeting; to none, where none is planned. The most urgent stand first."""

    meeting: Meeting | None
    asked: list[Commitment] = field(default_factory=list)
    raised: list[Commitment] = field(default_factory=list)
    noted: list[Commitment] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The meeting and its day."""
        return f"{self.meeting.title}, {day_in_words(self.meeting.on)}" if self.meeting else NO_MEETING

    def key(self, place: str) -> str:
        """What one of its lists is found by again."""
        return f"{place}:{self.meeting.uid if self.meeting else ''}"


def claims(ours: Iterable[Commitment], scene: Scene) -> list[Commitment]:
    """Of some commitments, those reported complete and not verified yet, worst first."""
    return _ordered([c for c in ours if c.unverified and c.status is Status.COMPLETE and "#" not in c.ref], scene)


def gathered(board: Board, ours: Iterable[Commitment], scene: Scene) -> tuple[Gathered, ...]:
    """Of some commitments of a board, those that wait for a decision, by the meeting to which each belongs.

    A matter belongs to the next meeting; what was raised, to the one on whose list it stands; what was noted, to the
    one until which it is silent. What was asked comes first, then the other reasons as the rules rank them.
    """
    ahead = [each for each in own_meetings(board.slug, scene.snapshot) if each.on >= scene.today]
    groups: dict[str, Gathered] = {}
    for each in _ordered([c for c in ours if not c.is_over], scene):
        meeting, place = _placed(each, ahead, scene)
        if place:
            group = groups.setdefault(meeting.uid if meeting else "", Gathered(meeting=meeting))
            {ASKED: group.asked, RAISED: group.raised, NOTED: group.noted}[place].append(each)
    for group in groups.values():
        group.asked.sort(key=lambda each: RANKS.index(about_what(each, scene)))
    return tuple(sorted(groups.values(), key=_when))


def by_meeting(groups: Iterable[Gathered], scene: Scene, ways: Ways, shown: Shown) -> tuple[MeetingMatters, ...]:
    """What belongs to each meeting, in words."""
    return tuple(_meeting(each, scene, ways, shown) for each in groups)


def claims_in_words(found: list[Commitment], scene: Scene, ways: Ways, shown: Shown) -> Few[MatterWords]:
    """Claims with what was said of each."""
    return few(found, lambda each: claim_in_words(each, scene, ways), CLAIMS, shown)


def few(found: list[Commitment], words: Callable[[Commitment], Each], key: str, shown: Shown) -> Few[Each]:
    """The first of a list in words."""
    return Few(shown=tuple(words(each) for each in found[: shown.most]), number=len(found), url=shown.whole(key))


def _ordered(commitments: Iterable[Commitment], scene: Scene) -> list[Commitment]:
    return [each.commitment for each in worst_first([listed_today(c, scene) for c in commitments])]


def _placed(commitment: Commitment, ahead: list[Meeting], scene: Scene) -> tuple[Meeting | None, str]:
    """The meeting to which something belongs, and as what; nothing where it does not wait for the chair."""
    listed_for = [each for each in raised_at(commitment, scene.view) if each in ahead]
    if listed_for:
        return listed_for[0], RAISED
    if not scene.view.once(_reasons, commitment):
        return None, ""
    noted = commitment.answered.noted
    if noted is None or noted.ends_on is None or noted.ends_on <= scene.today:
        return (ahead[0] if ahead else None), ASKED
    until = noted.ends_on
    return next((each for each in ahead if noted.meeting == each.uid or each.on >= until), None), NOTED


def _reasons(commitment: Commitment, view: View) -> tuple[ChairReason, ...]:
    return chair_reasons(commitment, view, by=view.today, whole=True)


def about_what(commitment: Commitment, scene: Scene) -> About:
    """The most pressing reason for which something waits."""
    return scene.view.once(_reasons, commitment)[0].about


def _when(gathered: Gathered) -> str:
    return gathered.meeting.on.isoformat() if gathered.meeting else "9999"


def _meeting(gathered: Gathered, scene: Scene, ways: Ways, shown: Shown) -> MeetingMatters:
    papers = gathered.meeting.paper_deadline_on if gathered.meeting else None

    def matter(each: Commitment) -> MatterWords:
        return matter_in_words(each, scene, ways)

    def noted(each: Commitment) -> Row:
        return _row(each, scene, ways)

    return MeetingMatters(
        heading=gathered.heading,
        papers=day_in_words(papers) if papers else "",
        matters=few(gathered.asked, matter, gathered.key(ASKED), shown),
        raised=few(gathered.raised, matter, gathered.key(RAISED), shown),
        noted=few(gathered.noted, noted, gathered.key(NOTED), shown),
    )


def matter_in_words(commitment: Commitment, scene: Scene, ways: Ways) -> MatterWords:
    """One commitment before the chair, with all that can be decided of it."""
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
    reasons = scene.view.once(_reasons, commitment)
    return tuple(f"{each.words[:1].upper()}{each.words[1:].rstrip('.')}." for each in reasons)


def claim_in_words(commitment: Commitment, scene: Scene, ways: Ways) -> MatterWords:
    """One completion that was reported, with the ways to accept or return it."""
    claim = commitment.answered.claim
    said = (
        f"{answer_in_words(claim, scene.view).rstrip('.')}."
        if claim
        else "The plan itself says that it is complete, with words that leave a doubt."
    )
    return _words(commitment, (said,), scene, ways, OF_A_CLAIM)
