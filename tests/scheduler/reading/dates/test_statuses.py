"""What a plan says of how far an action is, read as rules.md says: "Reading a status"."""

from datetime import date

import pytest

from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Certainty
from scheduler.reading.statuses import Heading, StatusReading, read_status

AUTUMN = date(2024, 11, 13)
SPRING = date(2024, 3, 28)

IN_ANY_COLUMN = """
not_started |
not_started | Oct 2024
not_started | Jan 2025 - audit to be complete 3 months post to show impact
not_started | To be completed
not_started | To be completed by Jan 2025
not_started | to be complete in April 2025
not_started | Will be completed in January 2025
not_started | Planned for April 2025
not_started | Scheduled for new year
not_started | when completed
not_started | When completed, forms will be shared with officers
not_started | Once complete, share with the board
not_started | Revisit the audit completed in February 2024 to show progress
not_started | Completed forms are sent to the panel
not_started | Complete the audit by March 2025
not_started | Complete by March 2025
not_started | Completed by March 2025
not_started | Review of the hub completed by September 2025
not_started | Completion by January 2025
not_started | Due for completion Jan 2025
not_started | Not started
not_started | Not yet started
not_started | Not completed
not_started | Incomplete
not_started | Yet to commence
not_started | To be commenced in Jan 2025
not_started | Work to start in Jan 2025
not_started | Not in progress
not_started | No progress
not_started | Once started, report monthly
not_started | Offer ongoing support to staff
not_started | Bear in mind the priorities of being open
not_started | Green
not_started | RAG: green
not_started | Amber
not_started | TBC
in_progress | In progress
in_progress | IN PROGRESS
in_progress | in-progress
in_progress | In progress, planned April 25
in_progress | In progress, with the regulator's awaited guidance of Feb 2024
in_progress | Commenced
in_progress | July 2025 – audit has commenced, to be completed by July
in_progress | Sept 2025 – already being developed with the clinical lead
in_progress | The proposal is currently being reviewed by the lead
in_progress | Policy is being drafted
in_progress | Currently recruiting
in_progress | Underway
in_progress | Work is under way
in_progress | Work has started
in_progress | On track
in_progress | Some progress
in_progress | Partially complete
in_progress | Nearly complete
in_progress | 70% complete
in_progress | Draft completed
in_progress | Phase 1 complete
in_progress | Phase 1 complete, phase 2 in progress
ongoing | Ongoing
ongoing | ONGOING
ongoing | On-going
ongoing | on going
ongoing | Completion in Jan - Ongoing
ongoing | Ongoing - reviewed in supervision
ongoing | Jan 2025 and ongoing
ongoing | Ongoing monitoring by two managers
ongoing | This is an ongoing piece of work
ongoing | Business as usual
complete | Completed
complete | Complete
complete | complete
complete | DONE
complete | Done.
complete | COMPLETE
complete | May 2020 - complete
complete | May 2020: Complete
complete | Completed.
complete | 1.11 Completed
complete | Completed - first sessions delivered September 2024. Reflection brought in for staff.
complete | Completed. Cases where this did not happen go back to the panel.
complete | Completed - meetings booked for 12 months in advance.
complete | Completed and shared with partners
complete | Completed by the two team managers
complete | Action completed.
complete | This action is complete
complete | This has now been completed
complete | Fully complete
complete | 100% complete
complete | Training for all staff – completed
complete | ✓
complete | Completed March 2024
complete | Closed
complete | Achieved
"""

UNVERIFIED = """
Completed - moderation meetings to be put first
Completed – but training still to follow
Action completed. The target needs to be looked at again.
Completed and ongoing
Completed, ongoing monitoring
Completed Sept 2024. Review March 2025
Audit completed
Policy is complete
Training has been completed
Completed Dec 2025
"""

VERIFIED = """
Completed
Completed. Cases go back to the panel.
Completed March 2024
Done
"""

WAITING = """
Waiting for guidance | guidance
Waiting on the police | the police
Outcome awaited | Outcome
Proposal now with the force lead – Outcome awaited. | Outcome
Awaiting funding decision | funding decision
Awaiting guidance from the regulator. Team briefed. | guidance from the regulator
In progress after awaited advice of the regulator | advice of the regulator
Pending approval by the board | approval by the board
Report sent, decision is awaited | decision
No longer awaiting guidance |
Waiting lists are managed |
In progress |
Completed |
"""


def _lines(text: str) -> list[tuple[str, str]]:
    rows = [line.partition("|") for line in text.strip().splitlines()]
    return [(first.strip(), second.strip()) for first, _, second in rows]


@pytest.mark.parametrize("heading", Heading)
@pytest.mark.parametrize(("status", "words"), _lines(IN_ANY_COLUMN))
def test_words_say_how_far_an_action_is(status: str, words: str, heading: Heading) -> None:
    if heading is Heading.COMPLETED and words == "Oct 2024":
        status = "complete"  # the one column in which a bare past month means completed

    assert read_status(words, as_of=AUTUMN, heading=heading).status == Status(status)


@pytest.mark.parametrize("words", UNVERIFIED.strip().splitlines())
def test_a_completion_that_names_work_to_do_or_only_its_subject_is_unverified(words: str) -> None:
    reading = read_status(words, as_of=AUTUMN, heading=Heading.PROGRESS)

    assert (reading.status, reading.unverified) == (Status.COMPLETE, True)


@pytest.mark.parametrize("words", VERIFIED.strip().splitlines())
def test_a_plain_verdict_is_not_doubted(words: str) -> None:
    reading = read_status(words, as_of=AUTUMN, heading=Heading.PROGRESS)

    assert (reading.status, reading.unverified) == (Status.COMPLETE, False)


@pytest.mark.parametrize(("words", "whom"), _lines(WAITING))
def test_what_is_waited_for_is_kept_in_the_plans_own_words(words: str, whom: str) -> None:
    assert read_status(words, as_of=AUTUMN, heading=Heading.PROGRESS).waiting_for == whom


@pytest.mark.parametrize(
    ("words", "completed_on", "unverified"),
    [
        ("Oct 2023", date(2023, 10, 31), True),
        ("Sept 2023", date(2023, 9, 30), True),
        ("Feb 24", date(2024, 2, 29), True),
        ("Nov", date(2023, 11, 30), True),
        ("Jan 24 – 6 months funding", date(2024, 1, 31), True),
        ("March 2024", SPRING, True),  # the plan's own month: completed by the plan's day
        ("Q3 23/24", date(2023, 12, 31), True),
        ("Summer 2023", date(2023, 8, 31), True),
        ("12/03/24", date(2024, 3, 12), False),  # a day is more than a bare month
        ("Completed Nov", date(2023, 11, 30), False),
        ("Completed - Nov 2023", date(2023, 11, 30), False),
        ("Completed (Oct 2023)", date(2023, 10, 31), False),
        ("Nov 2023 - Completed", date(2023, 11, 30), False),
        ("Y - Nov 2023", date(2023, 11, 30), False),
        ("Yes", None, False),
        ("Completed Nov 23, to be looked at again May 24", date(2023, 11, 30), True),
    ],
)
def test_in_a_completed_column_a_past_date_is_the_completion(
    words: str, completed_on: date | None, unverified: bool
) -> None:
    reading = read_status(words, as_of=SPRING, heading=Heading.COMPLETED)

    assert (reading.status, reading.completed_on, reading.unverified) == (Status.COMPLETE, completed_on, unverified)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Sept 2024", Status.NOT_STARTED),
        ("Planned for April", Status.NOT_STARTED),
        ("To be completed in April 2024", Status.NOT_STARTED),
        ("N", Status.NOT_STARTED),
        ("No - April 2024", Status.NOT_STARTED),
        ("N/A", Status.NOT_STARTED),
        ("Q4 23/24", Status.NOT_STARTED),
        ("Feb 24 first group, second group May 24", Status.NOT_STARTED),
        ("In progress Feb 24", Status.IN_PROGRESS),
        ("In progress planned April 24", Status.IN_PROGRESS),
        ("Sessions delivered by Feb 2024 – regional roll-out May 24", Status.IN_PROGRESS),
        ("Dec 23 and ongoing", Status.ONGOING),
    ],
)
def test_in_a_completed_column_what_is_to_come_is_no_completion(words: str, status: Status) -> None:
    reading = read_status(words, as_of=SPRING, heading=Heading.COMPLETED)

    assert (reading.status, reading.completed_on) == (status, None)


@pytest.mark.parametrize("heading", [Heading.PROGRESS, Heading.TARGET])
def test_a_bare_past_month_completes_nothing_outside_a_completed_column(heading: Heading) -> None:
    assert read_status("Oct 2023", as_of=SPRING, heading=heading) == StatusReading(rule="nothing says otherwise")


def test_a_status_quotes_the_words_that_decided_and_names_its_rule() -> None:
    reading = read_status("July 2025 – audit has commenced", as_of=AUTUMN, heading=Heading.TARGET)

    assert (reading.words, reading.rule, reading.certainty) == ("has commenced", "in progress", Certainty.PRINTED)


def test_a_verdict_about_its_subject_is_a_guess() -> None:
    reading = read_status("Audit completed", as_of=AUTUMN, heading=Heading.PROGRESS)

    assert (reading.words, reading.certainty) == ("Audit completed", Certainty.GUESSED)


def test_a_completion_after_the_plans_own_day_has_no_day() -> None:
    reading = read_status("Completed Dec 2025", as_of=AUTUMN, heading=Heading.COMPLETED)

    assert (reading.status, reading.completed_on, reading.unverified) == (Status.COMPLETE, None, True)
