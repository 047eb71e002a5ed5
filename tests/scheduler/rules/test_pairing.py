"""Which action is which in two editions: by reference, and a renumbered plan by its texts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.plan import Action, Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.pairing import likeness, pair, pair_milestones, with_dates_that_stand
from tests.builders import in_month
from tests.scheduler.rules.editions import TITLES, action, plan, step

A, B, C, D = (action(ref) for ref in ("1.1", "1.2", "1.3", "1.4"))


def under(ref: str, other: Action, extra: str = "") -> Action:
    return action(ref, other.title + extra)


def test_actions_with_the_same_reference_are_the_same() -> None:
    found = pair(plan(A, B), plan(B, A), None)
    assert (found.pairs, found.added, found.withdrawn, found.renumbered) == (((B, B), (A, A)), (), (), {})


def test_a_reworded_action_keeps_its_reference() -> None:
    reworded = action("1.1", "Train all staff, and managers, in the new assessment tool")
    assert pair(plan(A, B), plan(reworded, B), None).pairs == ((A, reworded), (B, B))


def test_an_action_put_in_front_renumbers_those_after_it() -> None:
    new = (action("1.1", "Appoint a head of quality assurance"), under("1.2", A), under("1.3", B))
    found = pair(plan(A, B), plan(*new), None)
    assert found.renumbered == {"1.2": "1.1", "1.3": "1.2"}
    assert (found.pairs, found.added, found.withdrawn) == (((A, new[1]), (B, new[2])), (new[0],), ())


def test_two_actions_that_change_places_are_renumbered() -> None:
    assert pair(plan(A, B), plan(under("1.1", B), under("1.2", A)), None).renumbered == {"1.1": "1.2", "1.2": "1.1"}


def test_a_renumbered_action_may_be_reworded_a_little() -> None:
    moved = under("2.2", A, " by autumn")
    found = pair(plan(A, B), plan(B, moved), None)
    assert (found.renumbered, found.pairs) == ({"2.2": "1.1"}, ((B, B), (A, moved)))


def test_an_action_under_a_new_reference_and_other_words_is_another_one() -> None:
    new = action("2.1")
    found = pair(plan(A, B), plan(B, new), None)
    assert (found.renumbered, found.added, found.withdrawn) == ({}, (new,), (A,))


def test_a_text_that_stands_twice_moves_no_reference() -> None:
    one, two, three = (action(ref, "Review quarterly") for ref in ("1.1", "1.2", "1.3"))
    found = pair(plan(one, two), plan(three, two, one), None)
    assert (found.renumbered, found.pairs, found.added) == ({}, ((two, two), (one, one)), (three,))


def test_a_person_can_say_that_nothing_was_renumbered() -> None:
    new = (under("1.1", B), under("1.2", A))
    assert pair(plan(A, B), plan(*new), {}).pairs == ((A, new[0]), (B, new[1]))


def test_a_person_can_say_what_was_renumbered_whatever_the_texts() -> None:
    new = action("2.1")
    found = pair(plan(A, B), plan(B, new), {"2.1": "1.1"})
    assert (found.pairs, found.renumbered) == (((B, B), (A, new)), {"2.1": "1.1"})


@pytest.mark.parametrize(
    ("same", "said"),
    [
        ({"9.9": "1.1"}, "the new edition has no action 9.9 that could have been 1.1"),
        ({"1.3": "9.9"}, "the last edition has no action 9.9 that could be 1.3 now"),
        (
            {"1.3": "1.1", "1.4": "1.1"},
            "action 1.1 of the last edition can be only one action of the new edition",
        ),
    ],
)
def test_a_word_about_actions_that_are_not_there_is_refused(same: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError) as refused:
        pair(plan(A, B), plan(C, D), same)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Train all staff", "train ALL staff.", 1.0),
        ("Train all staff", "Train all managers", 0.5),
        ("Train all staff", "Publish a dashboard", 0.0),
        ("", "", 1.0),
    ],
)
def test_likeness_counts_the_words_that_both_texts_hold(one: str, other: str, share: float) -> None:
    assert likeness(one, other) == share


DAYS = (date(2026, 11, 30), date(2026, 12, 31), date(2027, 3, 31))
NOV, DEC, MAR = map(in_month, DAYS)


def test_milestones_are_matched_by_title_before_their_date() -> None:
    old = (step("Review", NOV), step("Report", DEC))
    new = (step("Report", NOV), step("Review", MAR))
    assert pair_milestones(old, new) == {0: 1, 1: 0}


def test_a_milestone_under_another_title_is_known_by_its_due_day() -> None:
    assert pair_milestones((step("Review", NOV),), (step("Second review", NOV),)) == {0: 0}


def test_milestones_of_one_title_are_matched_as_they_are_before_in_order() -> None:
    old = (step("Review", NOV), step("Review", DEC))
    assert pair_milestones(old, (step("Review", DEC), step("Review", MAR))) == {0: 1, 1: 0}


def test_a_milestone_that_fits_nothing_is_new() -> None:
    assert pair_milestones((step("Review", NOV),), (step("Report", DEC),)) == {}


@st.composite
def editions(draw: st.DrawFn) -> tuple[Action, ...]:
    refs = draw(st.lists(st.sampled_from(sorted(TITLES)), unique=True))
    return tuple(action(ref, draw(st.sampled_from(sorted(TITLES.values())))) for ref in refs)


@given(old=editions(), new=editions())
def test_every_action_of_both_editions_is_in_one_place(old: tuple[Action, ...], new: tuple[Action, ...]) -> None:
    found = pair(plan(*old), plan(*new), None)
    olds = [was.ref for was, _ in found.pairs] + [gone.ref for gone in found.withdrawn]
    news = [now.ref for _, now in found.pairs] + [added.ref for added in found.added]
    assert sorted(olds) == sorted(each.ref for each in old)
    assert sorted(news) == sorted(each.ref for each in new)


@given(old=editions(), data=st.data())
def test_the_order_of_actions_tells_nothing(old: tuple[Action, ...], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(old))
    found = pair(plan(*old), plan(*shuffled), None)
    assert found.pairs == tuple((each, each) for each in shuffled)


NORTH, SOUTH = "Train all staff in the north", "Train all staff in the south"


def test_the_same_text_under_another_reference_is_that_action_however_alike_its_neighbour_is() -> None:
    old = (action("1.1", NORTH), action("1.2", SOUTH))
    new = (action("1.1", SOUTH), action("1.2", NORTH))

    assert pair(plan(*old), plan(*new), None).renumbered == {"1.1": "1.2", "1.2": "1.1"}


def test_a_reference_that_explains_itself_goes_to_no_text_that_is_more_alike() -> None:
    old = (action("1.1", "Agree one protocol with police"), action("1.2", "Agree one protocol with courts today"))
    new = action("1.1", "Agree one protocol with courts")  # 4 words of 6 are those of 1.1, 5 of 6 those of 1.2

    found = pair(plan(*old), plan(new), None)

    assert (found.pairs, found.withdrawn, found.renumbered) == (((old[0], new),), (old[1],), {})


@pytest.mark.parametrize(
    ("title", "was"),
    [
        ("Agree one protocol with courts", {"2.1": "1.1"}),  # 4 words of the 5 in both: enough to ask
        ("Agree one protocol with new courts", {}),  # 4 of 6
    ],
)
def test_four_words_in_five_are_enough_to_ask(title: str, was: dict[str, str]) -> None:
    old = action("1.1", "Agree one protocol with")

    assert pair(plan(old), plan(action("2.1", title)), None).renumbered == was


def test_half_of_the_words_explain_a_reference() -> None:
    old = (action("1.1", "Agree protocol"), action("1.2", "Agree courts now"))
    half, less = action("1.1", "Agree courts protocol today"), action("1.1", "Agree courts today now soon")

    assert pair(plan(*old), plan(half), None).pairs == ((old[0], half),)
    assert pair(plan(*old), plan(less), None).pairs == ((old[0], less),)


def test_each_reference_that_two_actions_claim_is_named() -> None:
    with pytest.raises(ValueError) as refused:
        pair(
            plan(A, B),
            plan(C, D, action("2.1"), action("2.2")),
            {"1.3": "1.1", "1.4": "1.1", "2.1": "1.2", "2.2": "1.2"},
        )
    assert str(refused.value) == "action 1.1, 1.2 of the last edition can be only one action of the new edition"


def test_milestones_on_one_day_are_matched_in_their_order() -> None:
    old = (step("Review", NOV), step("Report", NOV))

    assert pair_milestones(old, (step("First", NOV), step("Second", NOV))) == {0: 0, 1: 1}


def test_a_date_said_in_the_same_words_stays_what_it_was_when_it_is_read_later() -> None:
    old, later, other = (replace(in_month(day), words="Quarterly") for day in (DAYS[1], DAYS[2], DAYS[2]))
    moved, mended = replace(other, words="March 2027"), replace(other, rule="mended by hand")
    new = [action("1.1", target=later), action("1.2", target=moved), action("1.3", target=mended)]
    before = plan(*(action(ref, target=old) for ref in ("1.1", "1.2", "1.3")))

    found = with_dates_that_stand(before, plan(*new), None)

    assert [each.target for each in found.actions] == [old, moved, mended]


def test_the_first_date_of_an_action_stands_as_it_is() -> None:
    before, after = plan(action("1.1")), plan(action("1.1", target=MAR), action("1.2", target=MAR))

    assert with_dates_that_stand(before, after, None) == after


@pytest.mark.parametrize(("status", "target"), [(Status.COMPLETE, MAR), (Status.ONGOING, None)])
def test_what_is_complete_keeps_the_date_that_its_words_name_no_more(status: Status, target: TargetDate | None) -> None:
    found = with_dates_that_stand(plan(action("1.1", target=MAR)), plan(action("1.1", status=status)), None)

    assert [each.target for each in found.actions] == [target]


def test_the_most_alike_of_several_texts_is_asked_about_whatever_its_reference() -> None:
    old = (action("1.1", "Agree one protocol with courts"), action("1.2", "Agree one protocol with police"))
    new = action("2.1", "Agree one protocol with courts soon")  # 5 words of 6 are those of 1.1, 4 of 7 those of 1.2

    assert pair(plan(*old), plan(new), None).renumbered == {"2.1": "1.1"}


def test_a_reference_that_half_of_the_words_explain_goes_to_no_other_text() -> None:
    old = (action("1.1", "agree one protocol fast"), action("1.2", "agree one protocol with"))
    new = action("1.1", "agree one protocol with courts")  # 3 words of 6 are those of 1.1, 4 of 5 those of 1.2

    assert pair(plan(*old), plan(new), None).pairs == ((old[0], new),)
