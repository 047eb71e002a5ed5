"""What a digest says of answers: what waits for the reader's word, and what was recorded of their actions."""

from collections.abc import Iterable

from notifications.digest import Note
from scheduler.rounds.desk_links import way_to_answer
from scheduler.rounds.scene import Scene
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Capacity

OF_ANSWERS = (
    NoticeKind.TO_VERIFY,
    NoticeKind.RUNS_OUT,
    NoticeKind.TO_GRANT,
    NoticeKind.NOT_MINE,
    NoticeKind.PRESENTED,
    NoticeKind.ASSURANCE,
    NoticeKind.UNASSURED,
    NoticeKind.COPY,
)
HEADINGS = {
    NoticeKind.TO_VERIFY: "Reported complete, to be verified",
    NoticeKind.TO_GRANT: "Asked, and not answered yet",
    NoticeKind.NOT_MINE: "Said not to be theirs",
    NoticeKind.COPY: "Recorded of what you lead",
    NoticeKind.RUNS_OUT: "Complete, and it may not last",
    NoticeKind.PRESENTED: "Was it presented?",
    NoticeKind.ASSURANCE: "Complete: is it kept up?",
    NoticeKind.UNASSURED: "No line of assurance came",
}
BY_REPLY = {
    NoticeKind.PRESENTED: "Reply yes or no, with the minute where you have it",
    NoticeKind.ASSURANCE: "Reply with one line on each, saying how it is kept up and where that can be seen",
}
AT_THE_DESK = {
    NoticeKind.TO_VERIFY: "Look at the evidence, then say: chaser answer PLAN REF verify, or return",
    NoticeKind.TO_GRANT: "Whoever decides, record it with: chaser answer PLAN REF grant, or decline",
    NoticeKind.NOT_MINE: "Say who leads it: chaser answer PLAN REF reassign, or decline where it stays with them",
    NoticeKind.RUNS_OUT: "Say until when, or that it lasts: chaser answer PLAN REF runs-out --until DAY, or --never",
    NoticeKind.PRESENTED: "Record it with: chaser answer PLAN REF presented --by ADDRESS, with --no where it was not",
    NoticeKind.ASSURANCE: "Record one line on each: chaser answer PLAN REF assurance --by ADDRESS --note WORDS",
    NoticeKind.UNASSURED: "This goes no further. Ask them, or end it: chaser answer PLAN REF end-standing",
}

ON_ITS_PAGE = {
    NoticeKind.TO_VERIFY: "Look at the evidence, then accept or return it on its page.",
    NoticeKind.TO_GRANT: "Grant or decline it on its page, or write down there who did.",
    NoticeKind.NOT_MINE: "Say on its page who leads it, or that it stays with them.",
    NoticeKind.RUNS_OUT: "Say on its page until when it holds, or that it lasts.",
    NoticeKind.PRESENTED: "Say on its page whether it was presented, and who told you.",
    NoticeKind.ASSURANCE: "Write one line on each page, and who told you.",
    NoticeKind.UNASSURED: "This goes no further. Ask them, or say on its page that it comes round no longer.",
}


def answer_notes(notices: Iterable[Notice], scene: Scene) -> tuple[Note, ...]:
    """The notes of a digest about answers, one a kind, each action on a line."""
    of_answers = [notice for notice in notices if notice.key.kind in OF_ANSWERS]
    kinds = [kind for kind in OF_ANSWERS if any(notice.key.kind is kind for notice in of_answers)]
    return tuple(_note(kind, [n for n in of_answers if n.key.kind is kind], scene) for kind in kinds)


def _note(kind: NoticeKind, notices: list[Notice], scene: Scene) -> Note:
    lines = (f"{n.ref} {scene.by_ref[n.plan, n.ref].title.rstrip('.')}: {n.reason}" for n in notices)
    urls = tuple(way_to_answer(each, scene) for each in notices)
    return Note(
        heading=HEADINGS[kind],
        text=_cure(kind, notices[0], scene),
        lines=tuple(lines),
        urls=urls if all(urls) else (),
    )


def _cure(kind: NoticeKind, notice: Notice, scene: Scene) -> str:
    owner = scene.name(scene.orders.boards[notice.board].co_ordinator)
    if kind is NoticeKind.COPY:
        return f"Tell {owner} where this is not what was said."
    if notice.capacity is not Capacity.CO_ORDINATOR:
        by_link = "Use the link below, or just reply" if way_to_answer(notice, scene) else ""
        return f"{by_link or BY_REPLY.get(kind, 'Just reply')}: your answer goes to {owner}, who records it."
    return ON_ITS_PAGE[kind] if scene.orders.web_url else AT_THE_DESK[kind]
