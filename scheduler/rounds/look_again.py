"""A scene brought up to date where only some promises changed: those are looked at again, the others stay in hand."""

from dataclasses import replace

from sqlalchemy.orm import Session

from scheduler.register.leads import Meanings
from scheduler.rounds.look import promised_by, told_of
from scheduler.rounds.scene import Scene
from scheduler.rules.carrying import carry


def look_again(
    session: Session, scene: Scene, changed: frozenset[str], *, leads: Meanings | None = None
) -> Scene | None:
    """The scene of that day as the register stands, if nothing changed but what is stored or told of some keys.

    `leads` are what printed leads meant when the scene was looked at. What the rules worked out of all others stays
    worked out. None where other promises came or went: everything is to be looked at anew.
    """
    actions = {_action(key) for key in changed}
    steps = {each.key for each in scene.snapshot.commitments if _action(each.key) in actions}
    anew = {each.key: each for each in promised_by(session, scene, sorted(actions), leads=leads)}
    if anew.keys() != steps:
        return None
    keys = changed | actions | steps
    commitments = tuple(anew.get(each.key, each) for each in scene.snapshot.commitments)
    snapshot = replace(scene.snapshot, commitments=commitments)
    after = replace(scene, snapshot=snapshot, told=scene.told.instead(keys, told_of(session, scene, keys)))
    carry(scene.view, after.view)
    return after


def _action(key: str) -> str:
    """The key of the action that a milestone belongs to; an action's own."""
    return key.partition("#")[0]
