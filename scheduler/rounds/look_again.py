"""A scene brought up to date where only some promises changed: those are looked at again, the others stay in hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from notifications.tables import NoticeRow
from scheduler.register.tables import ActionRow, AnswerRow, EarlierTargetRow, MilestoneRow, PrintedLeadRow
from scheduler.rounds.look import look
from scheduler.rounds.scene import Scene
from scheduler.rules.carrying import carry
from scheduler.rules.told import Told


def look_again(session: Session, scene: Scene, changed: frozenset[str], *, leads_on: date | None = None) -> Scene:
    """The scene of that day as the register stands, if nothing changed but what is stored or told of some keys.

    `leads_on` is what the scene was looked at with. What the rules worked out of all others stays worked out. Where
    other promises came or went, everything is looked at anew.
    """
    actions = {_action(key) for key in changed}
    steps = {each.key for each in scene.snapshot.commitments if _action(each.key) in actions}
    keys = changed | actions | steps
    with _narrowed(session, actions, keys):
        found = look(session, scene.orders, scene.today, leads_on=leads_on)
    anew = {each.key: each for each in found.snapshot.commitments}
    if anew.keys() != steps:
        return look(session, scene.orders, scene.today, leads_on=leads_on)
    commitments = tuple(anew.get(each.key, each) for each in scene.snapshot.commitments)
    others = (each for each in scene.told.notices if each.key.commitment not in keys)
    told = Told((*others, *found.told.notices))
    after = replace(scene, snapshot=replace(scene.snapshot, commitments=commitments), told=told)
    carry(scene.view, after.view)
    return after


def _action(key: str) -> str:
    """The key of the action that a milestone belongs to; an action's own."""
    return key.partition("#")[0]


@contextmanager
def _narrowed(session: Session, actions: set[str], keys: set[str] | frozenset[str]) -> Iterator[None]:
    """While this lasts, the session sees promises, answers and notices of some keys alone; all else it sees whole."""
    narrow = {
        ActionRow: ActionRow.key.in_(actions),
        MilestoneRow: MilestoneRow.action.in_(actions),
        PrintedLeadRow: PrintedLeadRow.action.in_(actions),
        EarlierTargetRow: EarlierTargetRow.commitment.in_(keys),
        AnswerRow: AnswerRow.commitment.in_(keys),
        NoticeRow: NoticeRow.commitment.in_(keys),
    }

    def ask(state: ORMExecuteState) -> None:
        rows = [mapper.class_ for mapper in state.all_mappers if mapper.class_ in narrow]
        state.statement = state.statement.options(*(with_loader_criteria(row, narrow[row]) for row in rows))

    event.listen(session, "do_orm_execute", ask)
    try:
        yield
    finally:
        event.remove(session, "do_orm_execute", ask)
