"""A reading mended at the desk before it is recorded: columns, dates, leads, rows; remembered for the next edition."""

from datetime import date, timedelta

import pytest

from scheduler.plans.plan import Status
from scheduler.register.redaction import Wanted, redact_register
from tests.builders import NINA, OMAR, SAM
from tests.scheduler.web.home import Home
from tests.scheduler.web.reading import headings, page, table, words
from tests.scheduler.web.uploads import CSV, SLUG, fields, happened, held, problems, send, upload

ROWS = "Actions as they were read"
DIFFERENCES = "Differences to the edition recorded last"
SIX = (
    CSV.replace("Write the new form,NM,31 January 2027", "Write the form and print it,NM,Jan 2027")
    + """\
1.3,Audit case files,NM,Mar 2027
1.4,Tell the board,OR,May 2027
1.5,Visit custody suites,OR,June 2027
1.6,Publish results,NM,July 2027
"""
)
ODD = CSV.replace("Action", "Wat moet").replace("Target date", "Klaar")


def rows(home: Home, location: str) -> list[list[str]]:
    """The reading's rows: ref, action with its doubts, lead, due, the document's words, status."""
    return [row[:-1] for row in table(home.visitor.get(location).text, ROWS)]


def test_a_row_stands_beside_the_documents_own_words(home: Home) -> None:
    text = home.visitor.get(f"{upload(home)}/rows/2").text

    assert headings(text, 1) == ["Mend 1.2"]
    assert [words(each) for each in page(text).xpath("//dl/div")] == [
        "Reference“1.2” table 1, row 3, column 1",
        "Action“Train every team” table 1, row 3, column 2",
        "Lead“Team X” table 1, row 3, column 3",
        "Target date“Feb 2027” table 1, row 3, column 4",
        "Status“Feb 2027” table 1, row 3, column 4",
    ]


def test_what_is_mended_is_shown_and_nothing_is_recorded_before_the_word(home: Home) -> None:
    location = upload(home)
    answer = send(home, f"{location}/rows/2", target="end of March 2027", leads="NM; OR", status="in_progress")

    assert answer.headers["location"] == f"{location}#row-2"
    assert rows(home, location)[1] == [
        "1.2",
        "Train every team Mended: leads was “Team X”, target was “Feb 2027”, status was “not_started”",
        "NM, OR",
        "by the end of March 2027",
        "“Feb 2027”",
        "in progress",
    ]
    assert held(home) == {}


def test_what_is_mended_is_recorded_with_its_history(home: Home) -> None:
    location = upload(home)
    send(home, f"{location}/rows/2", target="end of March 2027", leads="NM; OR", status="in_progress")
    send(home, location, "/record")
    recorded = held(home)["1.2"]

    assert (recorded.target and recorded.target.due_on, recorded.leads) == (date(2027, 3, 31), (NINA, OMAR))
    assert recorded.status is Status.IN_PROGRESS
    [entry] = happened(home, "1.2")
    assert (entry.who, entry.what) == (SAM, "reading mended")
    assert entry.before == {"leads": "Team X", "target": "Feb 2027", "status": "not_started"}
    assert entry.after == {"leads": "NM; OR", "target": "end of March 2027", "status": "in_progress"}


def test_a_row_is_left_out_or_added_to_another_and_can_be_taken_back(home: Home) -> None:
    location = upload(home, CSV + "1.3,and print it,,\n1.4,A remark,,\n")
    send(home, f"{location}/rows/3", becomes="joined", into="1.1")
    send(home, f"{location}/rows/4", becomes="left out")
    gone = [
        words(each) for each in page(home.visitor.get(location).text).xpath("//section[@aria-labelledby='gone']//li")
    ]
    shown = [row[:2] for row in rows(home, location)]
    send(home, f"{location}/rows/4", becomes="kept")

    assert shown == [["1.1", "Write the new form and print it"], ["1.2", "Train every team"]]
    assert [each.partition(" Change")[0] for each in gone] == [
        "1.3 and print it: added to 1.1",
        "1.4 A remark: left out",
    ]
    assert [row[0] for row in rows(home, location)] == ["1.1", "1.2", "1.4"]
    send(home, location, "/record")
    assert sorted(held(home)) == ["1.1", "1.2", "1.4"]
    assert [(each.what, each.before) for each in happened(home)][:1] == [
        ("row added to 1.1", {"ref": "1.3", "title": "and print it"})
    ]


def test_a_mended_reference_that_the_next_edition_gives_to_another_is_asked_about(home: Home) -> None:
    location = upload(home)
    send(home, f"{location}/rows/2", ref="1.3")
    send(home, location, "/record")
    again = upload(home, CSV + "1.3,Tell everybody,NM,May 2027\n")
    shown = home.visitor.get(again)
    refused = send(home, again, "/record")
    send(home, f"{again}/rows/2", ref="1.4")
    taken = send(home, again, "/record", renumbered="yes")

    assert (shown.status_code, refused.status_code, taken.status_code) == (200, 409, 303)
    assert [each for each, _ in problems(shown)] == [
        "plan 'new-plan' has more than one action 1.3: number them apart in the document."
    ]
    assert {ref: each.title for ref, each in held(home).items()} == {
        "1.1": "Write the new form",
        "1.3": "Tell everybody",
        "1.4": "Train every team",
    }


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"target": "some day"}, ("“some day” names no date: write it like 31 January 2027", "#target")),
        ({"ref": "1.1"}, ("Another action of the plan is 1.1: choose another", "#ref")),
        ({"title": " "}, ("Action: enter it, as an action cannot be without", "#title")),
        ({"becomes": "joined", "into": "9.9"}, ("Choose the action that the row belongs to", "#into")),
        ({"becomes": "eaten"}, ("Say what becomes of the row", "#becomes-kept")),
        ({"status": "eaten"}, ("Choose a status", "#status")),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(home: Home, changed: dict[str, str], said: tuple[str, str]) -> None:
    location = upload(home)
    answer = send(home, f"{location}/rows/2", **changed)

    assert (answer.status_code, problems(answer)) == (400, [said])
    assert rows(home, location)[1][3] == "by the end of February 2027"


def test_columns_that_were_not_understood_are_named_and_the_document_is_read_again(home: Home) -> None:
    location = f"{upload(home, ODD)}/columns"
    before = fields(home, location)
    answer = send(home, location, **{"column-2": "action", "column-4": "target"})

    assert [name for name in before if name.startswith("column")] == ["column-1", "column-2", "column-3", "column-4"]
    shown = answer.headers["location"]
    assert [row[:4] for row in rows(home, shown)] == [
        ["1.1", "Write the new form", "NM", "on Sunday 31 January 2027"],
        ["1.2", "Train every team", "Team X", "by the end of February 2027"],
    ]
    send(home, shown, "/record")
    [entry] = happened(home)
    assert (entry.what, entry.after) == ("columns named", {"Klaar": "target", "Wat moet": "action"})


def test_columns_in_which_no_action_is_found_are_asked_for_again(home: Home) -> None:
    location = f"{upload(home, ODD)}/columns"
    answer = send(home, location, **{"column-4": "lead"})

    assert (answer.status_code, problems(answer)) == (
        400,
        [("No actions were found: say at least which column holds the actions.", "#column-1")],
    )


def test_a_column_read_as_something_else_is_read_again_and_mends_that_fit_stay(home: Home) -> None:
    location = upload(home)
    send(home, f"{location}/rows/1", title="Write the form")
    send(home, f"{location}/rows/2", target="May 2027")
    send(home, f"{location}/columns", **{"column-4": "unread"})

    assert [row[1:4:2] for row in rows(home, location)] == [
        ["Write the form Mended: title was “Write the new form”", "no date"],
        ["Train every team", "no date"],
    ]


def test_the_next_edition_remembers_columns_and_mends_of_words_that_stayed_the_same(home: Home) -> None:
    location = f"{upload(home, ODD)}/columns"
    shown = send(home, location, **{"column-2": "action", "column-4": "target"}).headers["location"]
    send(home, f"{shown}/rows/1", target="end of March 2027")
    send(home, f"{shown}/rows/2", target="June 2027")
    send(home, shown, "/record")
    again = upload(home, ODD.replace("Feb 2027", "Mar 2027") + "1.3,Tell everybody,NM,May 2027\n")

    assert [row[3:5] for row in rows(home, again)] == [
        ["by the end of March 2027", "“31 January 2027”"],
        ["by the end of March 2027", "“Mar 2027”"],
        ["by the end of May 2027", "“May 2027”"],
    ]
    assert [row[:2] for row in table(home.visitor.get(again).text, DIFFERENCES)][1:] == [["1.3", "added"]]


def test_a_form_that_was_overtaken_changes_nothing_and_says_so_kindly(home: Home) -> None:
    location = upload(home)
    old_row, old_record, old_columns = (fields(home, f"{location}{each}") for each in ("/rows/1", "", "/columns"))
    send(home, f"{location}/rows/2", becomes="left out")
    late = [
        home.visitor.ask("POST", f"{location}/rows/1", data={**old_row, "becomes": "left out"}),
        home.visitor.ask("POST", f"{location}/record", data=old_record),
        home.visitor.ask("POST", f"{location}/columns", data=old_columns),
    ]

    assert [(each.status_code, problems(each)[0][0][:21]) for each in late] == [(409, "Nothing was recorded:")] * 3
    assert (held(home), [row[0] for row in rows(home, location)]) == ({}, ["1.1"])


def test_of_two_people_who_upload_the_same_plan_the_earlier_one_records_nothing_unseen(home: Home) -> None:
    first = upload(home)
    seen = fields(home, first)
    home.now += timedelta(minutes=1)
    second = upload(home, by=NINA)
    late = home.visitor.ask("POST", f"{first}/record", data=seen)

    assert (late.status_code, held(home)) == (409 if first == second else 404, {})
    assert [row[0] for row in rows(home, second)] == ["1.1", "1.2"]


def test_an_upload_outlives_a_restart_with_its_mends(home: Home) -> None:
    location = upload(home)
    send(home, f"{location}/rows/2", becomes="left out")
    restarted = Home(home.sessions)

    assert [row[0] for row in rows(restarted, location)] == ["1.1"]


def test_a_moved_date_is_a_slip_unless_the_co_ordinator_says_that_it_was_misread(home: Home) -> None:
    send(home, upload(home), "/record")
    moved = upload(home, CSV.replace("Feb 2027", "Mar 2027").replace("31 January", "28 February"))
    send(home, moved, "/record", **{"correction-1.2": "yes"})

    assert [len(each.was) for each in held(home).values()] == [1, 0]


def test_a_redaction_reaches_an_upload_that_waits_and_what_is_remembered(home: Home) -> None:
    location = upload(home, CSV.replace("Team X", "Pat Quill"))
    send(home, f"{location}/rows/1", title="Write the form with Pat Quill")
    send(home, location, "/record")
    upload(home, CSV.replace("Team X", "Pat Quill"))
    wanted = Wanted(
        words=("pat", "quill"),
        plan=SLUG,
        place=f"{SLUG} 1.1",
        who=SAM,
        name="Sam Ode",
        why="names a child",
        now=home.now,
        day=home.now.date(),
    )
    with home.sessions.begin() as session:
        reached = {(each.table, each.column) for each in redact_register(session, wanted)}
        again = redact_register(session, wanted)

    assert {
        ("uploads", "document"),
        ("uploads", "reading"),
        ("uploads", "mends"),
        ("plan_readings", "mends"),
    } <= reached
    assert again == ()


def test_an_action_that_was_split_keeps_its_own_and_gains_one_and_merged_ones_lose_one(home: Home) -> None:
    send(home, upload(home, SIX), "/record")
    split = (
        SIX.replace("Write the form and print it,NM,Jan", "Write the form,NM,Jan") + "1.1a,Print the form,NM,May 2027\n"
    )
    second = upload(home, split)
    parted = [row[:2] for row in table(home.visitor.get(second).text, DIFFERENCES)]
    send(home, second, "/record")
    third = upload(home, split.replace("1.6,Publish results,NM,July 2027\n", "").replace("visit", "visit and publish"))
    merged = [row[:2] for row in table(home.visitor.get(third).text, DIFFERENCES)]

    assert parted == [["1.1", "reworded (action)"], ["1.1a", "added"]]
    assert merged == [["1.6", "withdrawn"]]
