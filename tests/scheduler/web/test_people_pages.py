"""People at the desk: somebody added by form, and what the directory says of them changed, each in the history."""

from datetime import date

import httpx
import pytest

from scheduler.plans.people import Frequency, Person, RoleHeld
from scheduler.register.people import list_people
from scheduler.register.snapshot import load_snapshot
from tests.builders import NINA, OMAR
from tests.scheduler.web.home import ORDERS, Home
from tests.scheduler.web.reading import facts, page, table, words

ONE = f"/desk/people/one?of={NINA}"
NEW = {"name": "Pat  Doe", "email": "Pat.Doe@Example.org", "organisation": "Sussex Police", "confirmed": "yes"}


def send(home: Home, path: str, **fields: str) -> httpx.Response:
    browser = home.visitor
    token = page(browser.get("/").text).xpath("//input[@name='token']/@value")[0]
    return browser.ask("POST", path, data={"token": token, **fields})


def part(home: Home, which: str, /, of: str = NINA, **fields: str) -> httpx.Response:
    return send(home, f"/desk/people/one/{which}?of={of}", **fields)


def person(home: Home, email: str = NINA) -> Person:
    with home.sessions() as session:
        return next(each for each in list_people(session) if each.email == email)


def errors(answer: httpx.Response) -> list[tuple[str | None, str]]:
    return [(each.get("href"), words(each)) for each in page(answer.text).xpath("//div[@role='alert']//a")]


def happened(home: Home, email: str = NINA) -> list[list[str]]:
    rows = page(home.visitor.get(f"/desk/people/one?of={email}").text).xpath("//dl[contains(@class, 'story')]/div")
    return [[words(each) for each in row.iter("dd")] for row in rows]


def test_everybody_stands_in_the_list_with_the_way_to_their_page(home: Home) -> None:
    text = home.visitor.get("/desk/people").text
    rows = table(text, "Everybody in the directory, by name")

    assert ["Nina Marsh nina@example.org", "–", "Mary Lane", "–", "Daily digests", "–"] in rows
    assert "/desk/people/one?of=nina%40example.org" in page(text).xpath("//table//a/@href")


def test_somebody_new_is_taken_in_with_who_confirmed_their_address(home: Home) -> None:
    answer = send(home, "/desk/people/new", **NEW)
    pat = person(home, "pat.doe@example.org")

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/people/one?of=pat.doe%40example.org")
    assert (pat.name, pat.organisation, pat.digest) == ("Pat Doe", "Sussex Police", Frequency.DAILY)
    assert happened(home, pat.email) == [
        ["Sam Ode", "Name: nothing → Pat Doe", "Organisation: nothing → Sussex Police"]
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, ("#name", "Write their name")),
        ({"email": "pat"}, ("#email", "Write one address, like nina.marsh@example.org")),
        ({"email": "Nina@example.org"}, ("#email", "Nina Marsh is in the directory already")),
        (
            {"confirmed": ""},
            ("#confirmed", "Ask them first, or somebody who knows: say that the address is confirmed"),
        ),
        ({"organisation": "x" * 201}, ("#organisation", "Shorten it to 200 characters")),
    ],
)
def test_nobody_is_taken_in_on_a_form_that_does_not_hold(
    home: Home, fields: dict[str, str], said: tuple[str, str]
) -> None:
    with home.sessions() as session:
        before = len(list_people(session))
    answer = send(home, "/desk/people/new", **(NEW | fields))
    with home.sessions() as session:
        after = len(list_people(session))

    assert (answer.status_code, errors(answer), after - before) == (400, [said], 0)


def test_a_group_is_taken_in_with_its_members(home: Home) -> None:
    send(home, "/desk/people/new?kind=group", name="QA Managers", members="Nina Marsh\nOR\nnina marsh")

    assert person(home, "group:qa-managers").members == (NINA, OMAR)


def test_a_group_has_members_and_does_not_belong_to_itself(home: Home) -> None:
    empty = send(home, "/desk/people/new?kind=group", name="QA Managers", members="")
    send(home, "/desk/people/new?kind=group", name="QA Managers", members="Nina Marsh")
    itself = part(home, "members", of="group:qa-managers", members="QA Managers")

    assert errors(empty) == [("#members", "Name the people of the group")]
    assert errors(itself) == [("#members", "A group does not belong to itself: name its people")]


def test_a_name_that_a_plan_prints_leads_its_actions_once_it_is_in_the_directory(home: Home) -> None:
    part(home, "name", name="Nina Marsh", initials="XX", aliases="", organisation="")
    with home.sessions() as session:
        without = [each.ref for each in load_snapshot(session, ORDERS.boards).commitments if NINA in each.leads]
    part(home, "name", name="Nina Marsh", initials="NM", aliases="", organisation="")
    with home.sessions() as session:
        again = [each.ref for each in load_snapshot(session, ORDERS.boards).commitments if NINA in each.leads]

    assert (without, "1.12" in again) == ([], True)


def test_manager_and_deputy_are_named_and_shown(home: Home) -> None:
    part(home, "others", manager="Omar Reid", deputy="ML")

    assert (person(home).manager, person(home).deputy) == (OMAR, "mary@example.org")
    assert facts(home.visitor.get(ONE).text)["Deputy"] == ["Mary Lane"]
    assert happened(home)[0] == [
        "Sam Ode",
        "Manager: mary@example.org → omar@example.org",
        "Deputy: nothing → mary@example.org",
    ]


def test_roles_are_held_from_one_day_to_another(home: Home) -> None:
    fields = {"role_1": "Chair of the panel", "from_1": "1 January 2026", "to_1": "30 June 2026", "role_2": "Manager"}
    part(home, "roles", **fields)
    shown = page(home.visitor.get(f"/desk/people/one/roles?of={NINA}").text)

    assert person(home).roles == (
        RoleHeld(name="Chair of the panel", from_on=date(2026, 1, 1), to_on=date(2026, 6, 30)),
        RoleHeld(name="Manager"),
    )
    assert shown.xpath("//input[starts-with(@id, 'role_')]/@value") == ["Chair of the panel", "Manager", ""]
    assert facts(home.visitor.get(ONE).text)["Roles"] == [
        "Chair of the panel from 1 January 2026 to 30 June 2026; Manager"
    ]


def test_weekly_mail_is_chosen_and_stays(home: Home) -> None:
    part(home, "digest", digest="weekly")

    assert person(home).digest is Frequency.WEEKLY
    assert happened(home)[0] == ["Sam Ode", "Digest: daily → weekly"]


def test_an_absence_is_kept_and_taken_back(home: Home) -> None:
    part(home, "away", away_from="13 October 2026", away_to="2026-10-20")
    away = (person(home).away_from, person(home).away_to)
    part(home, "away", away_from="", away_to="")

    assert away == (date(2026, 10, 13), date(2026, 10, 20))
    assert (person(home).away_from, len(happened(home))) == (None, 2)


def test_saving_what_is_there_already_writes_nothing_into_the_history(home: Home) -> None:
    part(home, "away", away_from="", away_to="")
    part(home, "others", manager="Mary Lane", deputy="")
    part(home, "roles")

    assert happened(home) == []


def test_somebody_who_left_is_gone_from_that_day_on(home: Home) -> None:
    nina = home.signed_in_as(NINA)
    before = nina.get("/").status_code
    part(home, "left", left_on="12 October 2026")

    assert (before, nina.get("/").status_code, person(home).left_on) == (200, 303, date(2026, 10, 12))


@pytest.mark.parametrize(
    ("which", "fields", "said"),
    [
        ("name", {"name": ""}, ("#name", "Write their name")),
        (
            "others",
            {"deputy": "Zoe"},
            ("#deputy", "“Zoe” is not in the directory: write the name as it stands there"),
        ),
        ("others", {"manager": "Nina Marsh"}, ("#manager", "Name somebody else: nobody is their own manager")),
        (
            "roles",
            {"role_1": "Chair", "from_1": "2026-06-30", "to_1": "2026-01-01"},
            ("#to_1", "The role ends before it begins"),
        ),
        ("roles", {"from_1": "2026-06-30"}, ("#role_1", "Say which role it is")),
        ("digest", {"digest": "hourly"}, ("#digest", "Choose one of the two")),
        (
            "away",
            {"away_from": "2026-10-20", "away_to": "2026-10-13"},
            ("#away_to", "The last day away is before the first"),
        ),
        ("left", {"left_on": "soon"}, ("#left_on", "“soon” names no day: write it like 9 March 2027")),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(
    home: Home, which: str, fields: dict[str, str], said: tuple[str, str]
) -> None:
    before = person(home)
    answer = part(home, which, **fields)

    assert (answer.status_code, errors(answer), person(home)) == (400, [said], before)


def test_who_is_not_there_is_not_there(home: Home) -> None:
    paths = ("/desk/people/one", "/desk/people/one?of=evil@example.net", f"/desk/people/one/burn?of={NINA}")

    assert [home.visitor.get(each).status_code for each in paths] == [404, 404, 404]


SHEET = """\
name\temail\torganisation\tmanager
Pat Doe\tpat@example.org\tSussex Police\t
Nina Marsh\tnina@example.org\tHealth\tpat@example.org
"""


def test_rows_of_a_spreadsheet_are_taken_in_with_who_pasted_them(home: Home) -> None:
    answer = send(home, "/desk/people/file", rows=SHEET)

    assert (answer.status_code, person(home, "pat@example.org").organisation) == (303, "Sussex Police")
    assert (person(home).organisation, person(home).manager) == ("Health", "pat@example.org")
    assert happened(home) == [["Sam Ode", "person nina@example.org changed"]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "",
            [
                "Row 1, email: is missing; add a column headed email",
                "Row 1, name: is missing; add a column headed name",
            ],
        ),
        ("name,email", ["Paste at least one row below the columns’ names"]),
        (
            "name,email\nPat Doe,pat@example.org\nAl,al",
            ["Row 3, email: al is not an address; write one address, like nina.marsh@example.org"],
        ),
    ],
)
def test_one_bad_row_keeps_all_out_until_it_is_mended(home: Home, rows: str, said: list[str]) -> None:
    answer = send(home, "/desk/people/file", rows=rows)

    assert (answer.status_code, [words_of for _, words_of in errors(answer)]) == (400, said)
    assert page(answer.text).xpath("//textarea")[0].text_content().strip() == rows
    with home.sessions() as session:
        assert [each.email for each in list_people(session) if each.email == "pat@example.org"] == []
