"""Importing the directory: good rows are taken, bad ones named, and nobody is deleted."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications.tables import SuspensionRow
from scheduler.plans.people import Frequency, Person, RoleHeld
from scheduler.register.frequency import set_frequency
from scheduler.register.people import PeopleImport, import_people, list_people
from scheduler.register.people_csv import RowProblem
from scheduler.register.tables import PersonRow

NOW = datetime(2026, 10, 1, 7, 0, tzinfo=UTC)
NEXT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
NINA = "nina@example.org"
OMAR = "omar@example.org"
COLUMNS = (
    "name, initials, email, organisation, roles, aliases, manager, deputy, away_from, away_to, digest, left_on, "
    "shared, members"
)


def problems(session: Session, csv_text: str) -> list[tuple[int, str, str, str]]:
    found = import_people(session, csv_text, now=NOW).problems
    return [(each.row, each.column, each.text, each.cure) for each in found]


def test_a_whole_row_becomes_a_person(session: Session) -> None:
    csv_text = (
        "name,initials,email,organisation,roles,aliases,manager,deputy,away_from,away_to,digest,left_on\n"
        "Nina Marsh,NM,Nina@Example.org,Tarnshire,Lead PM; Chair of QA (from 2026-01-01 to 30/06/2026),"
        "Nina M;N Marsh,omar@example.org,omar@example.org,2026-12-01,05/12/26,weekly,2027-03-31\n"
        "Omar Reid,,omar@example.org,,,,,,,,,\n"
    )
    assert import_people(session, csv_text, now=NOW) == PeopleImport(
        added=(NINA, OMAR), changed=(), unchanged=(), problems=()
    )
    assert list_people(session) == (
        Person(
            email=NINA,
            name="Nina Marsh",
            initials="NM",
            organisation="Tarnshire",
            roles=(
                RoleHeld(name="Lead PM"),
                RoleHeld(name="Chair of QA", from_on=date(2026, 1, 1), to_on=date(2026, 6, 30)),
            ),
            aliases=("Nina M", "N Marsh"),
            manager=OMAR,
            deputy=OMAR,
            away_from=date(2026, 12, 1),
            away_to=date(2026, 12, 5),
            digest=Frequency.WEEKLY,
            left_on=date(2027, 3, 31),
        ),
        Person(email=OMAR, name="Omar Reid"),
    )


@pytest.mark.parametrize(
    "csv_text",
    [
        "\ufeffname,email\r\nNina Marsh,nina@example.org\r\n",
        "name;email\nNina Marsh;nina@example.org\n",
        "Name\tE-mail\nNina Marsh\tnina@example.org",
        "EMAIL, Name ,\nnina@example.org, Nina  Marsh ,\n\n,,\n",
    ],
)
def test_files_as_spreadsheets_save_them_are_read_alike(session: Session, csv_text: str) -> None:
    assert import_people(session, csv_text, now=NOW).problems == ()
    assert list_people(session) == (Person(email=NINA, name="Nina Marsh"),)


def test_the_same_file_twice_changes_nothing(session: Session) -> None:
    csv_text = "name,email,roles,aliases,digest\nNina Marsh,nina@example.org,Lead PM;Chair,N;M,weekly\n"
    import_people(session, csv_text, now=NOW)
    assert import_people(session, csv_text, now=NEXT) == PeopleImport(
        added=(), changed=(), unchanged=(NINA,), problems=()
    )
    assert session.scalars(select(PersonRow.changed_at)).all() == [NOW]


def test_what_a_file_does_not_say_stays(session: Session) -> None:
    import_people(session, "name,initials,email,roles\nNina Marsh,NM,nina@example.org,Chair\n", now=NOW)
    changed = import_people(session, "name,email\nNina Marsh-Reid,nina@example.org\n", now=NEXT)
    assert (changed.added, changed.changed) == ((), (NINA,))
    assert list_people(session) == (
        Person(email=NINA, name="Nina Marsh-Reid", initials="NM", roles=(RoleHeld(name="Chair"),)),
    )
    assert session.scalars(select(PersonRow.changed_at)).all() == [NEXT]


def test_an_empty_cell_empties(session: Session) -> None:
    import_people(session, "name,initials,email,away_to\nNina Marsh,NM,nina@example.org,2026-10-09\n", now=NOW)
    import_people(session, "name,initials,email,away_to\nNina Marsh,,nina@example.org,\n", now=NEXT)
    assert list_people(session) == (Person(email=NINA, name="Nina Marsh"),)


def test_nobody_goes_because_a_file_does_not_name_them(session: Session) -> None:
    import_people(session, "name,email\nNina Marsh,nina@example.org\n", now=NOW)
    import_people(session, "name,email\nOmar Reid,omar@example.org\n", now=NEXT)
    assert [person.email for person in list_people(session)] == [NINA, OMAR]


def test_a_role_that_is_no_longer_listed_ended_the_day_before(session: Session) -> None:
    import_people(session, "name,email,roles\nNina Marsh,nina@example.org,Lead PM;Chair\n", now=NOW)
    import_people(session, "name,email,roles\nNina Marsh,nina@example.org,Chair\n", now=NEXT)
    ended = RoleHeld(name="Lead PM", to_on=date(2026, 11, 1))
    assert list_people(session)[0].roles == (RoleHeld(name="Chair"), ended)
    again = import_people(session, "name,email,roles\nNina Marsh,nina@example.org,Chair\n", now=NEXT)
    assert again.unchanged == (NINA,)


def test_a_role_that_never_began_goes_when_it_is_no_longer_listed(session: Session) -> None:
    import_people(session, "name,email,roles\nNina Marsh,nina@example.org,Chair (from 2027-01-01)\n", now=NOW)
    import_people(session, "name,email,roles\nNina Marsh,nina@example.org,\n", now=NEXT)
    assert list_people(session)[0].roles == ()


def test_a_frequency_that_somebody_chose_outlives_an_import(session: Session) -> None:
    csv_text = "name,email,digest\nNina Marsh,nina@example.org,daily\nOmar Reid,omar@example.org,daily\n"
    import_people(session, csv_text, now=NOW)
    set_frequency(session, NINA, Frequency.WEEKLY, who=NINA, road="link", now=NOW)
    import_people(session, csv_text.replace("omar@example.org,daily", "omar@example.org,weekly"), now=NEXT)
    assert [person.digest for person in list_people(session)] == [Frequency.WEEKLY, Frequency.WEEKLY]
    import_people(session, csv_text, now=NEXT)
    assert [person.digest for person in list_people(session)] == [Frequency.WEEKLY, Frequency.DAILY]


def test_a_suspended_address_says_why_until_it_is_lifted(session: Session) -> None:
    import_people(session, "name,email\nNina Marsh,nina@example.org\nOmar Reid,omar@example.org\n", now=NOW)
    session.add(SuspensionRow(address="Nina@example.org", since=NOW, why="bounced on 2026-10-01"))
    session.add(SuspensionRow(address=OMAR, since=NOW, why="bounced on 2026-10-01", lifted_at=NEXT))
    assert [person.suspended for person in list_people(session)] == ["bounced on 2026-10-01", ""]


AN_ADDRESS = "write one address, like nina.marsh@example.org"
A_DATE = "write a date like 2026-10-31 or 31/10/2026"
SOMEBODY_ELSE = "name somebody else, or leave it empty"
IN_ORDER = "write its first day, then its last"
KNOWN = "add a row for them, or mend theirs"
HOW_OFTEN = "write daily or weekly, or leave it empty"
AS_CSV = "save the file again as CSV from the spreadsheet"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("nina.example.org,Nina,,,,,", ("email", "nina.example.org is not an address", AN_ADDRESS)),
        (",Nina,,,,,", ("email", "is empty", AN_ADDRESS)),
        ("nina@example.org,,,,,,", ("name", "is empty", "write the person's name")),
        ("nina@example.org,Nina,tomorrow,,,,", ("away_from", "tomorrow is not a date", A_DATE)),
        ("nina@example.org,Nina,2026-02-30,,,,", ("away_from", "2026-02-30 is not a date", A_DATE)),
        (
            "nina@example.org,Nina,2026-12-05,2026-12-01,,,",
            ("away_to", "2026-12-01 is before 2026-12-05", "write the last day away, not before the first"),
        ),
        ("nina@example.org,Nina,,,hourly,,", ("digest", "hourly is not a frequency", HOW_OFTEN)),
        ("nina@example.org,Nina,,,,who@example.org,", ("manager", "who@example.org is not in the directory", KNOWN)),
        ("nina@example.org,Nina,,,,Mary Lane,", ("manager", "Mary Lane is not an address", AN_ADDRESS)),
        (
            "nina@example.org,Nina,,,,nina@example.org,",
            ("manager", "nina@example.org is their own manager", SOMEBODY_ELSE),
        ),
        (
            "nina@example.org,Nina,,,,,Chair (from 2026-06-30 to 2026-01-01)",
            ("roles", "Chair (from 2026-06-30 to 2026-01-01) ends before it begins", IN_ORDER),
        ),
        ("nina@example.org,Nina,,,,,Chair (until May)", ("roles", "May is not a date", A_DATE)),
        (
            "nina@example.org,Nina,,,,,Chair,,",
            ("", "has 9 cells under 7 columns", "put text that holds the separator between quotation marks"),
        ),
    ],
)
def test_a_bad_row_is_named_and_left_out_and_the_others_are_taken(
    session: Session, row: str, expected: tuple[str, str, str]
) -> None:
    header = "email,name,away_from,away_to,digest,manager,roles"
    csv_text = f"{header}\nomar@example.org,Omar Reid,,,,,\n{row}\nmary@example.org,Mary Lane,,,,,Chair (acting)\n"
    assert problems(session, csv_text) == [(3, *expected)]
    assert [person.email for person in list_people(session)] == ["mary@example.org", OMAR]


def test_every_bad_cell_of_a_row_is_named_at_once(session: Session) -> None:
    found = problems(session, "email,name,digest,away_to\nnina,,hourly,soon\n")
    assert [(row, column) for row, column, _, _ in found] == [(2, "email"), (2, "name"), (2, "digest"), (2, "away_to")]


def test_an_address_that_stands_twice_is_taken_once(session: Session) -> None:
    csv_text = "email,name\nnina@example.org,Nina Marsh\nNINA@example.org,Nora Mars\n"
    assert problems(session, csv_text) == [
        (3, "email", "nina@example.org stands in row 2 already", "keep one row for each address")
    ]
    assert list_people(session) == (Person(email=NINA, name="Nina Marsh"),)


def test_whoever_counts_on_a_row_that_is_left_out_is_left_out_too(session: Session) -> None:
    csv_text = (
        "email,name,manager\n"
        "nina@example.org,Nina Marsh,omar@example.org\n"
        "omar@example.org,Omar Reid,mary@example.org\n"
        "mary@example.org,,\n"
        "sam@example.org,Sam Ode,\n"
    )
    assert [(row, column, text) for row, column, text, _ in problems(session, csv_text)] == [
        (2, "manager", "omar@example.org is not in the directory"),
        (3, "manager", "mary@example.org is not in the directory"),
        (4, "name", "is empty"),
    ]
    assert [person.email for person in list_people(session)] == ["sam@example.org"]


def test_a_manager_may_be_in_the_register_and_not_in_the_file(session: Session) -> None:
    import_people(session, "name,email\nOmar Reid,omar@example.org\n", now=NOW)
    assert problems(session, "name,email,manager\nNina Marsh,nina@example.org,Omar@example.org\n") == []
    assert list_people(session)[0].manager == OMAR


def test_an_unknown_column_is_named_and_the_rest_is_taken(session: Session) -> None:
    assert problems(session, "name,email,shoe size\nNina Marsh,nina@example.org,39\n") == [
        (1, "shoe size", "is not a column of a people file", f"remove it, or name it one of {COLUMNS}")
    ]
    assert list_people(session) == (Person(email=NINA, name="Nina Marsh"),)


def test_a_column_that_stands_twice_is_named_and_its_first_place_is_read(session: Session) -> None:
    assert problems(session, "name,email,Name\nNina Marsh,nina@example.org,Nora\n") == [
        (1, "Name", "stands twice", "keep one of the two columns")
    ]
    assert list_people(session) == (Person(email=NINA, name="Nina Marsh"),)


@pytest.mark.parametrize(
    ("csv_text", "missing"),
    [("", ["email", "name"]), ("name\nNina Marsh\n", ["email"]), ("email\nnina@example.org\n", ["name"])],
)
def test_a_file_without_names_or_addresses_is_not_taken(session: Session, csv_text: str, missing: list[str]) -> None:
    assert problems(session, csv_text) == [
        (1, column, "is missing", f"add a column headed {column}") for column in missing
    ]
    assert list_people(session) == ()


def test_a_row_with_a_line_break_counts_as_one_as_in_a_spreadsheet(session: Session) -> None:
    csv_text = 'name,email,organisation\nNina Marsh,nina@example.org,"Tarnshire\nCouncil"\nOmar,omar,\n'
    assert import_people(session, csv_text, now=NOW).problems == (
        RowProblem(
            row=3,
            column="email",
            text="omar is not an address",
            cure=AN_ADDRESS,
        ),
    )
    assert list_people(session)[0].organisation == "Tarnshire Council"


def test_a_file_that_breaks_off_is_named_where_it_does(session: Session) -> None:
    oversized = "x" * 140_000
    assert problems(session, f"name,email\nNina Marsh,nina@example.org\n{oversized},omar@example.org\n") == [
        (3, "", "cannot be read: field larger than field limit (131072)", AS_CSV)
    ]
    assert [person.email for person in list_people(session)] == [NINA]
