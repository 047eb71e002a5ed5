"""Any course of answers, driven through a real register beside a plain model of what rules.md says of them."""

import tempfile
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.plan import Status
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.look import look
from scheduler.rules.answers import Admitted
from scheduler.rules.decide import decide
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from tests.builders import CHAIR, NINA, OMAR, SAM, in_month, on_day
from tests.examples import tried
from tests.scheduler.rounds.houses import LONDON, TestHouse, a_plan, an_action

FIRST_DUE = date(2025, 1, 31)
PEOPLE = st.sampled_from([NINA, OMAR, SAM, CHAIR])
LEADS = st.sampled_from([NINA, OMAR])


@dataclass
class Model:
    """What must hold, in the plainest words: due days, who asked for what, whether it is done, who reported when."""

    due: list[date] = field(default_factory=lambda: [FIRST_DUE])
    asked: tuple[str, date] | None = None
    claimed_by: str = ""
    is_verified: bool = False
    reported: dict[str, date] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        return bool(self.claimed_by) or self.is_verified

    def is_owners(self, due: date) -> bool:
        """A first move of up to 28 days; the house knows of no meeting."""
        return len(self.due) == 1 and (due - FIRST_DUE).days <= 28


@lru_cache
def _new_register() -> bytes:
    """A register with one action, released: made once and copied for each course."""
    with tempfile.TemporaryDirectory() as folder:
        house = TestHouse(Path(folder))
        house.record(a_plan(an_action("1.1", FIRST_DUE, "NM", "OR")))
        house.morning("2025-01-02T08:00", release=True)
        house.sessions.kw["bind"].dispose()
        return (Path(folder) / "chaser.db").read_bytes()


class Answers(RuleBasedStateMachine):
    """One action that Nina and Omar lead; Sam co-ordinates, Robin chairs."""

    @initialize()
    def a_house(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        (Path(self.folder.name) / "chaser.db").write_bytes(_new_register())
        self.house = TestHouse(Path(self.folder.name))
        self.today, self.model = date(2025, 1, 6), Model()

    def teardown(self) -> None:
        if hasattr(self, "house"):
            self.house.sessions.kw["bind"].dispose()
            self.folder.cleanup()

    def says(self, kind: AnswerKind, who: str, **words: Any) -> bool:
        """Whether an answer was recorded."""
        at = datetime.combine(self.today, time(10), LONDON)
        said = Said(kind=kind, who=who, road=Road.WEB, **words)
        with self.house.sessions.begin() as session:
            return isinstance(take_answer(session, self.house.orders, "plan", "1.1", said, at=at, now=at), Admitted)

    @rule(days=st.integers(1, 9))
    def time_goes_by(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(who=LEADS)
    def progress(self, who: str) -> None:
        assert self.says(AnswerKind.PROGRESS, who, words="On its way") is not self.model.is_done
        if not self.model.is_done:
            self.model.reported[who] = self.today

    @rule(who=st.sampled_from([NINA, OMAR, SAM]), later=st.sampled_from([7, 21, 45]))
    def ask_for_a_date(self, who: str, later: int) -> None:
        due = max(self.model.due[-1], self.today) + timedelta(days=later)
        assert self.says(AnswerKind.NEW_DATE, who, target=on_day(due), words="Why") is not self.model.is_done
        if not self.model.is_done:
            self.model.asked = (who, due)

    @precondition(lambda self: self.model.asked)
    @rule(who=PEOPLE, with_minute=st.booleans())
    def grant(self, who: str, with_minute: bool) -> None:
        model = self.model
        may = False
        if model.asked:
            asker, due = model.asked
            as_chair = who == CHAIR and (with_minute or model.is_owners(due))
            may = who != asker and (as_chair or (who == SAM and model.is_owners(due)))
        assert self.says(AnswerKind.GRANT, who, minute="COG, 4" if with_minute else "") is may
        if may and model.asked:
            model.due.append(model.asked[1])
            model.asked = None

    @precondition(lambda self: self.model.asked)
    @rule()
    def the_chair_grants_with_the_minute(self) -> None:
        self.grant(CHAIR, with_minute=True)

    @precondition(lambda self: self.model.asked)
    @rule()
    def nobody_grants_their_own_request(self) -> None:
        assert self.model.asked is not None
        assert not self.says(AnswerKind.GRANT, self.model.asked[0], minute="COG, 4")

    @rule(who=LEADS)
    def complete(self, who: str) -> None:
        assert self.says(AnswerKind.COMPLETE, who, evidence="Minute 7") is not self.model.is_done
        if not self.model.is_done:
            self.model.claimed_by, self.model.asked = who, None

    @precondition(lambda self: self.model.is_done)
    @rule(who=PEOPLE)
    def verify(self, who: str) -> None:
        may = bool(self.model.claimed_by) and who in {SAM, CHAIR}
        assert self.says(AnswerKind.VERIFY, who) is may
        if may:
            self.model.claimed_by, self.model.is_verified = "", True

    @precondition(lambda self: self.model.is_done)
    @rule()
    def send_back(self) -> None:
        assert self.says(AnswerKind.RETURN, SAM, words="Not yet")
        self.model.claimed_by, self.model.is_verified = "", False

    def held(self) -> Commitment:
        with self.house.sessions() as session:
            [commitment] = look(session, self.house.orders, self.today).snapshot.commitments
        return commitment

    @invariant()
    def the_first_date_is_kept_and_every_slip_counted(self) -> None:
        if not hasattr(self, "house"):
            return
        found = self.held()
        assert found.target is not None
        assert [each.due_on for each in (*found.was, found.target)] == self.model.due
        assert (found.was or (found.target,))[0] == in_month(FIRST_DUE)

    @invariant()
    def a_claim_stops_the_ladder_and_progress_rests_reminders_of_one_person_alone(self) -> None:
        if not hasattr(self, "house"):
            return
        with self.house.sessions() as session:
            scene = look(session, self.house.orders, self.today)
        [found] = scene.snapshot.commitments
        assert (found.status is Status.COMPLETE, found.unverified) == (
            self.model.is_done,
            bool(self.model.claimed_by),
        )
        silent = replace(found, answered=replace(found.answered, reported={}))
        without_progress = _rungs(replace(scene.snapshot, commitments=(silent,)), self.today)
        assert not (self.model.is_done and without_progress)
        resting = {who for who, day in self.model.reported.items() if self.today < day + timedelta(days=14)}
        rests = {(who, NoticeKind.REMINDER) for who in resting}
        assert _rungs(scene.snapshot, self.today) == without_progress - rests


def _rungs(register: Snapshot, today: date) -> set[tuple[str, NoticeKind]]:
    """Who would hear of which rung, had nobody heard of anything: what is late, then, is always the first word."""
    notices = decide(register, Told(), Policy(), today).notices
    return {(n.key.person, n.key.kind) for n in notices if n.key.kind in {NoticeKind.REMINDER, NoticeKind.LATE}}


TestAnswers = Answers.TestCase
TestAnswers.settings = tried(0.2, stateful_step_count=14, suppress_health_check=[HealthCheck.too_slow])
