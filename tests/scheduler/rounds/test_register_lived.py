"""Any course of editions, answers, confirmations, merges and releases, driven through a real register beside a plain
model: nothing is lost, first dates are kept, slips are counted, and the history only grows."""

import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from scheduler.plans.answers import THE_BOARD, AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Plan, Status
from scheduler.plans.target_dates import TargetDate
from scheduler.register.leads import confirm
from scheduler.register.merging import merge_plans
from scheduler.register.plans import list_plans, record, release_plan
from scheduler.register.tables import AnswerRow, HistoryRow
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.look import look
from scheduler.rules.answers import Admitted
from tests.builders import NINA, OMAR, SAM, on_day
from tests.examples import tried
from tests.scheduler.rounds.houses import LONDON, TestHouse
from tests.scheduler.rules.editions import action, plan

REFS, OTHERS = ("1.1", "1.2", "1.3"), ("2.1", "2.2")
START = date(2025, 1, 6)
DUE = st.integers(30, 300).map(lambda ahead: START + timedelta(days=ahead))


@dataclass
class Promise:
    """One action in plain words: what the last edition said, each due day that held, and what was answered."""

    printed: date
    due: list[date]
    done: bool = False
    answers: int = 0
    is_gone: bool = False

    def move(self, due: date) -> None:
        if due != self.due[-1]:
            self.due.append(due)


@dataclass
class Model:
    """Everything promised, by its key; who "NM" was said to be; what was released; whether the plans are one."""

    promises: dict[str, Promise] = field(default_factory=dict)
    lead: str = ""
    released: bool = False
    merged: bool = False

    def standing(self) -> list[str]:
        return [key for key, promise in self.promises.items() if not promise.is_gone]


class Register(RuleBasedStateMachine):
    """Two plans of one board: north, of which editions come, and south, which is merged into it at most once."""

    @initialize(first=DUE, second=DUE)
    def a_house(self, first: date, second: date) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.house = TestHouse(Path(self.folder.name))
        self.today, self.model, self.editions = START, Model(), 0
        self.history: list[tuple[Any, ...]] = []
        self.house.record(_edition({"2.1": second}), slug="south")
        self.record_edition({"1.1": first})
        self.model.promises["south/2.1"] = Promise(printed=second, due=[second])

    def teardown(self) -> None:
        if hasattr(self, "house"):
            self.house.sessions.kw["bind"].dispose()
            self.folder.cleanup()

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(10), LONDON)

    def record_edition(self, said: dict[str, date]) -> None:
        self.editions += 1
        with self.house.sessions.begin() as session:
            record(
                session,
                "north",
                _edition(said),
                board="cog",
                file_name="plan.docx",
                sha256=str(self.editions),
                now=self.now,
                day=self.today,
                who="Sam",
                confirm_shrinking=True,
                same={},
            )
        self.expect_edition({self.key_of(ref): due for ref, due in said.items()})

    def key_of(self, ref: str) -> str:
        return f"south/{ref}" if ref in OTHERS else f"north/{ref}"

    def expect_edition(self, said: dict[str, date]) -> None:
        """An answered date or completion stays; any other date that differs is a slip.

        An action that was withdrawn and comes again goes by the new edition's word.
        """
        ours = {key for key in self.model.promises if key.startswith("north/") or self.model.merged}
        for key in ours - set(said):
            self.model.promises[key].is_gone = True
        for key, due in said.items():
            promise = self.model.promises.setdefault(key, Promise(printed=due, due=[due]))
            if promise.is_gone or promise.due[-1] == promise.printed:
                promise.move(due)
            promise.done = promise.done and not promise.is_gone
            promise.printed, promise.is_gone = due, False

    @rule(days=st.integers(1, 9))
    def time_goes_by(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(said=st.dictionaries(st.sampled_from(REFS), DUE, min_size=1))
    def an_edition_comes(self, said: dict[str, date]) -> None:
        kept = {"2.1": self.model.promises["south/2.1"].printed} if self.model.merged else {}
        self.record_edition({**said, **kept})

    def answer(self, key: str, kind: AnswerKind, who: str, **words: Any) -> bool:
        slug = "north" if self.model.merged else key.partition("/")[0]
        said = Said(kind=kind, who=who, road=Road.MEETING, recorded_by=SAM, words="Because", **words)
        with self.house.sessions.begin() as session:
            taken = take_answer(
                session, self.house.orders, slug, key.partition("/")[2], said, at=self.now, now=self.now
            )
        self.model.promises[key].answers += isinstance(taken, Admitted)
        return isinstance(taken, Admitted)

    @rule(data=st.data(), ahead=st.integers(1, 90))
    def the_board_sets_a_date(self, data: st.DataObject, ahead: int) -> None:
        key = data.draw(st.sampled_from(self.model.standing()))
        promise, due = self.model.promises[key], self.today + timedelta(days=ahead)
        may = not promise.done and due != promise.due[-1]
        assert self.answer(key, AnswerKind.NEW_DATE, THE_BOARD, target=on_day(due), minute="4") is may
        if may:
            promise.move(due)

    @rule(data=st.data())
    def the_co_ordinator_reports_it_complete(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.model.standing()))
        promise = self.model.promises[key]
        assert self.answer(key, AnswerKind.COMPLETE, SAM, evidence="Minute 7") is not promise.done
        promise.done = True

    @rule(who=st.sampled_from([NINA, OMAR]))
    def somebody_says_who_the_printed_lead_is(self, who: str) -> None:
        with self.house.sessions.begin() as session:
            confirm(session, "PQ", who, plan="north", who="Sam", now=self.now)
        self.model.lead = who

    @rule()
    def the_plans_are_released(self) -> None:
        with self.house.sessions.begin() as session:
            for slug in ("north", "south"):
                release_plan(session, slug, self.today, who="Sam", now=self.now)
        self.model.released = True

    @precondition(lambda self: not self.model.merged)
    @rule()
    def the_plans_are_made_one(self) -> None:
        with self.house.sessions.begin() as session:
            merge_plans(session, "south", "north", who="Sam", day=self.today, now=self.now)
        self.model.merged = True

    def held(self) -> dict[str, Commitment]:
        with self.house.sessions() as session:
            return {each.key: each for each in look(session, self.house.orders, self.today).snapshot.commitments}

    @invariant()
    def nothing_is_lost_first_dates_are_kept_and_slips_are_counted(self) -> None:
        if not hasattr(self, "house"):
            return
        found = self.held()
        assert sorted(found) == sorted(self.model.standing())
        for key, commitment in found.items():
            promise = self.model.promises[key]
            assert [_due(each) for each in (*commitment.was, commitment.target)] == promise.due
            assert (commitment.status is Status.COMPLETE) is promise.done
            assert len(commitment.answered.answers) == promise.answers
            if self.model.lead and key.startswith("north/"):
                assert commitment.leads == (self.model.lead,)

    @invariant()
    def history_and_answers_only_grow_and_a_release_stays(self) -> None:
        if not hasattr(self, "house"):
            return
        columns = (HistoryRow.at, HistoryRow.who, HistoryRow.plan, HistoryRow.commitment, HistoryRow.what)
        with self.house.sessions() as session:
            rows = [tuple(row) for row in session.execute(select(*columns).order_by(HistoryRow.id))]
            answers = len(session.scalars(select(AnswerRow.id)).all())
            released = [each.released_on is not None for each in list_plans(session)]
        assert rows[: len(self.history)] == self.history
        assert answers == sum(promise.answers for promise in self.model.promises.values())
        assert released == [self.model.released, self.model.released]
        self.history = rows


def _edition(said: dict[str, date]) -> Plan:
    return plan(*(action(ref, target=on_day(due), leads=("PQ",)) for ref, due in sorted(said.items())))


def _due(target: TargetDate | None) -> date | None:
    return target.due_on if target else None


TestRegister = Register.TestCase
TestRegister.settings = tried(0.15, stateful_step_count=12, suppress_health_check=[HealthCheck.too_slow])
