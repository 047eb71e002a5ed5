"""What a view works out once, it gives again; and it never takes one commitment for another."""

from dataclasses import replace
from datetime import date

from scheduler.plans.commitments import Commitment
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import commitment, on_day, snapshot

DUE = commitment(on_day(date(2025, 1, 17)))


def test_a_rule_is_asked_once_of_each_commitment_as_it_stands() -> None:
    asked: list[tuple[str, str]] = []

    def title(of: Commitment, view: View) -> str:
        asked.append((of.title, f"{view.today:%d %B}"))
        return of.title

    view = View(snapshot(DUE), Told(), Policy(), date(2025, 1, 6))
    reworded = replace(DUE, title="Another")

    assert [view.once(title, each) for each in (DUE, reworded, DUE)] == ["Action 1.1", "Another", "Action 1.1"]
    assert asked == [("Action 1.1", "06 January"), ("Another", "06 January")]
    assert replace(view, today=date(2025, 1, 7)).once(title, DUE) == "Action 1.1"
    assert asked[2:] == [("Action 1.1", "07 January")]
