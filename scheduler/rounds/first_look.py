"""A plan's first week: what the co-ordinator sees before anybody else is told, and the word that lets it go."""

from notifications.alarm import FirstLook, Recipient
from notifications.digest import Line, Note
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rounds.desk_links import desk_url
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import counted
from scheduler.rules.decisions import Decisions, Notice
from scheduler.rules.lasting import is_to_be_verified
from scheduler.rules.listing import listed_for
from scheduler.rules.standing import standing

RELEASE = "chaser round --release"
NOBODY_YET = "Nobody but you is told anything of this plan"
UNTIL_RELEASED = f"{NOBODY_YET} until you release it at the desk."


def first_look(notice: Notice, decisions: Decisions, scene: Scene) -> FirstLook:
    """Who would be told what, what looks late already, what wants confirming (rules.md, "A plan's first week")."""
    board = scene.orders.boards[notice.board]
    recipients = _recipients(notice.plan, decisions, scene)
    commitments = _of_plan(notice.plan, scene)
    return FirstLook(
        person=scene.name(board.co_ordinator),
        day=scene.today,
        board=board.name,
        plan=scene.snapshot.plans[notice.plan].title,
        recipients=recipients,
        late=tuple(line for c in commitments if (line := _late_line(c, scene))),
        unconfirmed=tuple(f"{c.ref}: “{words}”" for c in commitments if not c.is_over for words in c.unconfirmed_leads),
        undated=tuple(
            f"{c.ref} {c.title}" for c in commitments if c.target is None and c.status is not Status.COMPLETE
        ),
        release_command=RELEASE,
        release_url=desk_url(scene),
        unverified=tuple(f"{c.ref} {c.title}" for c in commitments if is_to_be_verified(c)),
        reply_to_name=scene.name(board.co_ordinator),
        reply_to=scene.address(board.co_ordinator),
    )


def first_look_note(notice: Notice, decisions: Decisions, scene: Scene) -> Note:
    """The same in short, for a day on which the co-ordinator has a digest anyway."""
    recipients = _recipients(notice.plan, decisions, scene)
    title = scene.snapshot.plans[notice.plan].title
    return Note(
        heading=f"Waiting for you: {title}",
        text=UNTIL_RELEASED if scene.orders.web_url else f"{NOBODY_YET} until you say: {RELEASE}",
        url=desk_url(scene),
        lines=tuple(f"{r.name}, {r.role}: {counted(len(r.lines), 'action')}" for r in recipients),
    )


def _of_plan(plan: str, scene: Scene) -> list[Commitment]:
    return [c for c in scene.snapshot.commitments if c.plan == plan]


def _recipients(plan: str, decisions: Decisions, scene: Scene) -> tuple[Recipient, ...]:
    waiting: dict[tuple[str, str], list[Notice]] = {}
    for notice in decisions.waiting_for_release:
        if notice.plan == plan:
            waiting.setdefault((notice.key.person, notice.capacity.value), []).append(notice)
    return tuple(
        Recipient(
            name=scene.name(person),
            address=person,
            role=role,
            lines=tuple(_line(n, scene) for n in sorted_by_ref(notices)),
        )
        for (person, role), notices in sorted(waiting.items())
    )


def sorted_by_ref(notices: list[Notice]) -> list[Notice]:
    """Notices in the order of their commitments' keys."""
    return sorted(notices, key=lambda n: n.key.commitment)


def _line(notice: Notice, scene: Scene) -> Line:
    commitment = next(c for c in scene.snapshot.commitments if c.key == notice.key.commitment)
    listed = listed_for(commitment, scene.snapshot, scene.orders.policy, scene.today)
    return scene.line(listed[0], reason=notice.reason, is_new=True)


def _late_line(commitment: Commitment, scene: Scene) -> Line | None:
    policy = scene.orders.policy
    calendar = policy.working_days(scene.snapshot.plans[commitment.plan].board)
    if not standing(commitment, today=scene.today, policy=policy, calendar=calendar).is_late:
        return None
    listed = listed_for(commitment, scene.snapshot, policy, scene.today)
    return scene.line(listed[0], reason="late at first reading", is_new=True)
