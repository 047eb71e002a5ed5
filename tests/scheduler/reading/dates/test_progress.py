"""The cells of one action read together: what neither the date nor the status could tell alone."""

from datetime import date

import pytest

from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Certainty, Precision, Recurrence
from scheduler.reading.progress import ProgressReading, read_progress
from scheduler.reading.statuses import Heading
from scheduler.reading.target_dates import read_target_date

AUTUMN = date(2024, 11, 13)
SPRING = date(2024, 3, 28)


def _one_cell(
    words: str, *, heading: Heading = Heading.PROGRESS, as_of: date = AUTUMN, title: str = "", start: date | None = None
) -> ProgressReading:
    return read_progress(
        title=title, target_words=words, status_words=words, heading=heading, as_of=as_of, starts_on=start
    )


def _due(reading: ProgressReading) -> date | None:
    return reading.dates.target.due_on if reading.dates.target else None


def _milestones(reading: ProgressReading) -> list[date]:
    return [one.target.due_on for one in reading.dates.milestones]


def test_a_bare_past_month_in_a_completed_column_is_the_completion_and_no_target() -> None:
    reading = _one_cell("Nov 2023", heading=Heading.COMPLETED, as_of=SPRING)

    assert (_due(reading), reading.status.status, reading.status.completed_on, reading.status.unverified) == (
        None,
        Status.COMPLETE,
        date(2023, 11, 30),
        True,
    )


def test_a_month_to_come_in_a_completed_column_is_the_target() -> None:
    reading = _one_cell("Sept 2024", heading=Heading.COMPLETED, as_of=SPRING)

    assert (_due(reading), reading.status.status) == (date(2024, 9, 30), Status.NOT_STARTED)


def test_a_month_to_come_is_the_target_although_the_plan_has_a_target_cell_without_a_date() -> None:
    reading = read_progress(
        title="", target_words="TBC", status_words="Sept 2024", heading=Heading.COMPLETED, as_of=SPRING
    )

    assert (_due(reading), reading.status.status) == (date(2024, 9, 30), Status.NOT_STARTED)


def test_a_month_without_a_year_fits_the_start_of_its_row() -> None:
    free = _one_cell("Planned for Feb", heading=Heading.COMPLETED, as_of=date(2024, 1, 15))
    started = _one_cell("Jan", heading=Heading.PROGRESS, as_of=SPRING, start=date(2024, 2, 1))

    assert (_due(free), _due(started)) == (date(2024, 2, 29), date(2025, 1, 31))


def test_a_target_and_its_status_in_two_cells_are_both_kept() -> None:
    reading = read_progress(
        title="", target_words="March 2025", status_words="Completed Oct 2024", heading=Heading.PROGRESS, as_of=AUTUMN
    )

    assert (_due(reading), reading.status.completed_on, reading.remarks) == (
        date(2025, 3, 31),
        date(2024, 10, 31),
        (),
    )


def test_dates_in_a_progress_cell_are_no_targets_where_the_target_has_its_own_cell() -> None:
    reading = read_progress(
        title="",
        target_words="March 2025",
        status_words="Meetings held. Next one in January 2025",
        heading=Heading.PROGRESS,
        as_of=AUTUMN,
    )

    assert (_due(reading), _milestones(reading)) == (date(2025, 3, 31), [])


def test_a_completed_column_that_names_another_date_than_the_target_is_remarked_upon() -> None:
    reading = read_progress(
        title="", target_words="March 2025", status_words="June 2025", heading=Heading.COMPLETED, as_of=AUTUMN
    )

    assert (_due(reading), reading.remarks) == (
        date(2025, 3, 31),
        ("The target date says “March 2025”, the completed column “June 2025”.",),
    )


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("Completed Sept 2024. Review March 2025", [date(2025, 3, 31)]),
        ("Sept 2024 – complete. Review March 2025", [date(2025, 3, 31)]),
        (
            "Completed - first sessions held. To be looked at in May 2025 and July 2025",
            [date(2025, 5, 31), date(2025, 7, 31)],
        ),
    ],
)
def test_complete_with_a_later_step_has_no_due_day_and_a_remark(words: str, steps: list[date]) -> None:
    reading = _one_cell(words)

    named = ", ".join(f"“{one.target.words}”" for one in reading.dates.milestones)
    assert (_due(reading), _milestones(reading), reading.status.unverified, reading.remarks) == (
        None,
        steps,
        True,
        (f"The action is given as complete, yet {named} is still to come: no due day is taken from the cell.",),
    )


def test_complete_in_a_month_to_come_contradicts_itself() -> None:
    reading = _one_cell("Dec 2025 - complete")

    assert (_due(reading), reading.status.unverified, len(reading.remarks)) == (None, True, 1)


def test_due_before_the_start_has_no_due_day_and_a_remark() -> None:
    reading = _one_cell("Planned for January 2024", as_of=SPRING, start=date(2024, 2, 1))

    assert (_due(reading), reading.remarks) == (None, ("“January 2024” lies before the start (1 February 2024).",))


def test_due_in_the_month_of_the_start_is_no_contradiction() -> None:
    reading = _one_cell("Planned for April 2024", as_of=SPRING, start=date(2024, 4, 1))

    assert (_due(reading), reading.remarks) == (date(2024, 4, 30), ())


def test_completed_before_the_start_is_remarked_upon_and_unverified() -> None:
    reading = _one_cell("Completed Nov 2023", heading=Heading.COMPLETED, as_of=SPRING, start=date(2024, 2, 1))

    assert (reading.status.completed_on, reading.status.unverified, reading.remarks) == (
        date(2023, 11, 30),
        True,
        ("“Completed Nov 2023” gives a completion before the start (1 February 2024).",),
    )


def test_an_impossible_date_is_no_target_and_its_later_step_takes_not_its_place() -> None:
    reading = _one_cell("31 June 2025, review September 2025")

    assert (_due(reading), _milestones(reading), reading.remarks) == (
        None,
        [date(2025, 9, 30)],
        ("“31 June 2025” is no day of the calendar.",),
    )


def test_what_comes_round_again_though_completed_keeps_its_rate_and_has_no_due_day() -> None:
    reading = _one_cell(
        "Completed - quarterly meetings booked for a year", title="Moderation meetings to take place quarterly"
    )

    assert (_due(reading), reading.status.status, reading.recurrence) == (
        None,
        Status.COMPLETE,
        Recurrence.QUARTERLY,
    )


def test_the_rate_of_the_target_goes_before_the_rate_of_the_title() -> None:
    reading = _one_cell("Quarterly from now.", title="Annual report to the board")

    assert (reading.recurrence, _due(reading)) == (Recurrence.QUARTERLY, date(2024, 12, 31))


def test_months_are_counted_from_the_start_that_the_title_names() -> None:
    reading = _one_cell(
        "Quarterly audit – by two managers. Further 6 & 18 month audits by the lead and partners.",
        title="Run the new process (started April 2020), with an audit at months 6 and 18.",
        as_of=date(2020, 6, 15),
    )

    computed = [(one.target.due_on, one.target.precision, one.computed) for one in reading.dates.milestones]
    assert (_due(reading), computed, reading.remarks) == (
        date(2020, 6, 30),
        [(date(2020, 10, 31), Precision.MONTH, True), (date(2021, 10, 31), Precision.MONTH, True)],
        (),
    )


def test_within_so_many_months_counts_from_the_start_of_the_row() -> None:
    reading = _one_cell("Within 6 months", start=date(2024, 9, 1))

    target = reading.dates.target
    assert target is not None
    assert (target.due_on, target.certainty, target.question) == (
        date(2025, 3, 31),
        Certainty.GUESSED,
        "Counted from 1 September 2024: is it due by 31 March 2025?",
    )


def test_a_step_is_called_by_the_words_around_its_date() -> None:
    reading = _one_cell(
        "Oct 2024 – talks with staff. Practice sessions to commence in Dec 24; Feb 2025 report to board"
    )

    assert [one.title for one in reading.dates.milestones] == ["Practice sessions to commence", "report to board"]


def test_a_computed_step_is_called_by_its_whole_clause() -> None:
    reading = _one_cell("Jan 2025 - audit to be complete 3 months post to show impact")

    assert [(one.title, one.target.words, one.computed) for one in reading.dates.milestones] == [
        ("audit to be complete 3 months post to show impact", "3 months post", True)
    ]


def test_a_term_ends_on_the_authoritys_last_school_day_where_it_is_given() -> None:
    given = [date(2026, 12, 18), date(2027, 3, 25), date(2027, 7, 21)]
    terms = ["Autumn term 2026", "Spring term 2027", "Summer term 2027", "Autumn term 2027", "Summer 2027"]
    read = [read_target_date(words, as_of=date(2026, 6, 1), terms_end_on=given).target for words in terms]
    assert [one and one.due_on for one in read] == [*given, date(2027, 12, 31), date(2027, 8, 31)]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("12/05/2024: met the provider. Draft due July 2025.", date(2025, 7, 31)),
        ("Jan 24 – draft written. Mar 24 - consulted. Sign-off by Sept 25", date(2025, 9, 30)),
        ("(12/5/24) Met the provider", None),
        ("Oct 2024: team briefed. November 2024: training booked", None),
        ("01/04/2024 NM: chased. 15/05/2024 NM: answered.", None),
        ("March 2025: launch", date(2025, 3, 31)),
        ("May 2024", date(2024, 5, 31)),
    ],
)
def test_the_dates_of_a_log_are_no_targets_where_the_column_is_of_progress_alone(words: str, due: date | None) -> None:
    read = read_progress(
        title="", target_words=words, status_words=words, heading=Heading.PROGRESS, as_of=AUTUMN, keeps_a_log=True
    )
    assert (_due(read), _milestones(read)) == (due, [])


def test_an_action_without_any_words_is_not_started_and_undated() -> None:
    reading = read_progress(title="", target_words="", status_words="", heading=Heading.TARGET, as_of=AUTUMN)

    assert (_due(reading), reading.status.status, reading.recurrence, reading.remarks) == (
        None,
        Status.NOT_STARTED,
        None,
        (),
    )
