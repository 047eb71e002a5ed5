"""What somebody finds behind an answer link: their own open actions, what was escalated to them, what they decide."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.plans.commitments import Commitment
from scheduler.rounds.scene import Scene
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.listing import Listed, listed_for, worst_first
from scheduler.rules.powers import Part, heads, parts_of
from scheduler.rules.recipients import lead_recipients
from scheduler.rules.told import target_key
from scheduler.web.decisions import MatterWords, MeetingMatters, Shown, by_meeting, claims, claims_in_words, gathered
from scheduler.web.fitting import fits, is_asked
from scheduler.web.lead_sayings import ASSURANCE, PRESENTED
from scheduler.web.page_links import Few
from scheduler.web.rows import Row, row
from scheduler.web.standings import listed
from scheduler.web.ways import ByLink

QUESTIONS = (ASSURANCE, PRESENTED)


@dataclass(frozen=True, kw_only=True)
class Linked:
    """One action in a list, and where the link shows it on top."""

    row: Row
    url: str


SHOWN = 100  # rows of one group: those most pressing
DECIDED = Shown(most=10, whole=lambda _key: "")  # all of them stand on the board's page, behind a sign-in


@dataclass(frozen=True, kw_only=True)
class Group:
    """Actions for one reason; `number` counts those left out as well."""

    heading: str
    rows: tuple[Linked, ...]
    number: int


@dataclass(frozen=True, kw_only=True)
class Behind:
    """All that stands behind a link, but for the action on top."""

    groups: tuple[Group, ...]
    meetings: tuple[MeetingMatters, ...]
    claims: Few[MatterWords]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing else."""
        return not (self.groups or self.meetings or self.claims.number)


def behind(plan: str, scene: Scene, ways: ByLink, *, clicked: str) -> Behind:
    """What of a plan is the person's: worst first, each action once, the clicked one left out."""
    rest = [each for each in scene.snapshot.commitments if each.plan == plan and each.ref != clicked]
    own = worst_first([listed_one for each in rest for listed_one in _own(each, ways.person, scene)])
    taken = {each.commitment.key for each in own}
    others = [each for each in rest if each.key not in taken]
    above = worst_first([listed(each, scene) for each in others if _is_above(each, scene, ways)])
    decided = [each for each in rest if ways.person in heads(each, scene.view)]
    board = scene.snapshot.boards[scene.snapshot.plans[plan].board]
    groups = (
        _group("Your other open actions" if clicked else "Your open actions", own, scene, ways),
        _group("Escalated to you, or asked of you", above, scene, ways),
    )
    return Behind(
        groups=tuple(group for group in groups if group.rows),
        meetings=by_meeting(gathered(board, decided, scene), scene, ways, DECIDED),
        claims=claims_in_words(claims(decided, scene), scene, ways, DECIDED),
    )


def _own(commitment: Commitment, person: str, scene: Scene) -> Iterator[Listed]:
    """It is open and theirs, or complete with a question that waits for their line."""
    if not commitment.is_over:
        theirs = listed_for(commitment, scene.snapshot, scene.orders.policy, scene.today)
        yield from (each for each in theirs if each.to.person == person)
        return
    asked = {to.person for to in lead_recipients(commitment, scene.snapshot, scene.today)}
    if person in asked and any(fits(question, commitment, scene.view) for question in QUESTIONS):
        yield listed(commitment, scene)


def _is_above(commitment: Commitment, scene: Scene, ways: ByLink) -> bool:
    """Whether it was escalated to them as a manager or another agency's member, or they are asked to take it over."""
    if commitment.is_over:
        return False
    told = scene.told.about(commitment.key, target_key(commitment.target), [NoticeKind.MANAGER])
    was_told = any(each.key.person == ways.person for each in told)
    manages = Part.MANAGER in parts_of(ways.person, commitment, scene.view)
    return (was_told and manages) or is_asked(ways.person, commitment, scene.view)


def _group(heading: str, found: tuple[Listed, ...], scene: Scene, ways: ByLink) -> Group:
    rows = tuple(Linked(row=row(each, scene), url=ways.page(each.commitment)) for each in found[:SHOWN])
    return Group(heading=heading, rows=rows, number=len(found))
