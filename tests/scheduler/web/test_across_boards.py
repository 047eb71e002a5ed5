"""One directory for all boards: nobody reaches into another board by what they say of people."""

import httpx
import pytest

from scheduler.plans.people import Person
from scheduler.register.people import list_people
from tests.builders import NINA, OMAR
from tests.scheduler.web.home import Home
from tests.scheduler.web.reading import page
from tests.scheduler.web.test_addresses import errors, two_boards
from tests.scheduler.web.visitor import Visitor

PAT = "pat@example.org"
NOT_YOURS = "They belong to a board that is not yours: ask its co-ordinator, or an administrator"
OPENS = "This would open a plan of Chief Officer Group to {}: ask that board’s co-ordinator, or an administrator"


@pytest.fixture
def omar(home: Home) -> Visitor:
    """Whoever keeps the other board; what the plan prints as NM means nobody yet."""
    send(home.visitor, "one/name", NINA, name="Nina Marsh", initials="XX")
    both = two_boards(home).signed_in_as(OMAR)
    added = send(both, "new", name="Pat Doe", email=PAT, confirmed="yes")
    assert added.status_code == 303
    return both


def send(browser: Visitor, path: str, of: str = "", **fields: str) -> httpx.Response:
    token = page(browser.get("/").text).xpath("//input[@name='token']/@value")[0]
    return browser.ask("POST", f"/desk/people/{path}" + (f"?of={of}" if of else ""), data={"token": token, **fields})


def people(home: Home) -> dict[str, Person]:
    with home.sessions() as session:
        return {each.email: each for each in list_people(session)}


def test_nobody_gets_the_initials_by_which_another_boards_plan_names_a_lead(home: Home, omar: Visitor) -> None:
    refused = send(omar, "one/name", PAT, name="Pat Doe", initials="NM")
    other = send(omar, "one/name", PAT, name="Pat Doe", initials="PD")
    own = send(home.visitor, "one/name", PAT, name="Pat Doe", initials="NM")

    assert errors(refused) == [("#name", OPENS.format("Pat Doe"))]
    assert (other.status_code, own.status_code, people(home)[PAT].initials) == (303, 303, "NM")


def test_nobody_is_put_beside_a_lead_of_another_board(home: Home, omar: Visitor) -> None:
    send(home.visitor, "one/name", NINA, name="Nina Marsh", initials="NM")
    refused = send(omar, "one/others", NINA, manager="", deputy="Pat Doe")
    by_file = send(omar, "file", rows=f"name,email,deputy\nNina Marsh,{NINA},{PAT}")

    assert errors(refused) == [("#manager", NOT_YOURS)]
    assert errors(by_file) == [("#rows", f"Nina Marsh: {NOT_YOURS}")]
    assert people(home)[NINA].deputy == ""


def test_a_pasted_row_opens_no_plan_of_another_board(home: Home, omar: Visitor) -> None:
    row = "name,initials,email\nNell Moss,NM,nell@example.org"
    refused = send(omar, "file", rows=row)
    taken = send(home.visitor, "file", rows=row)

    assert errors(refused) == [("#rows", OPENS.format("Nell Moss"))]
    assert (taken.status_code, people(home)["nell@example.org"].initials) == (303, "NM")


def test_that_another_boards_lead_is_gone_is_that_boards_to_say(home: Home, omar: Visitor) -> None:
    send(home.visitor, "one/name", NINA, name="Nina Marsh", initials="NM")
    refused = send(omar, "one/left", NINA, left_on="1 October 2026")

    assert errors(refused) == [("#left_on", NOT_YOURS)]
    assert people(home)[NINA].left_on is None


TAKES = (
    "This would take actions in “Improvement plan 2026” of Chief Officer Group from Nina Marsh, because “NM” could be "
    "{} or {}: ask that board’s co-ordinator, or an administrator"
)
ADA_IS, NINA_IS, PAT_IS = "Ada Moss (ada@example.org)", f"Nina Marsh ({NINA})", f"Pat Doe ({PAT})"


def test_nobody_takes_a_lead_from_another_boards_plan_by_giving_somebody_else_the_initials(
    home: Home, omar: Visitor
) -> None:
    send(home.visitor, "one/name", NINA, name="Nina Marsh", initials="NM")
    renamed = send(omar, "one/name", PAT, name="Pat Doe", initials="NM")
    by_alias = send(omar, "one/name", PAT, name="Pat Doe", initials="PD", aliases="NM; Paddy")
    pasted = send(omar, "file", rows="name,initials,email\nAda Moss,NM,ada@example.org")

    assert errors(renamed) == errors(by_alias) == [("#name", TAKES.format(NINA_IS, PAT_IS))]
    assert errors(pasted) == [("#rows", TAKES.format(ADA_IS, NINA_IS))]
    assert leads_of(home) == {(NINA,)}


def test_whoever_keeps_the_board_may_make_its_own_leads_ambiguous(home: Home, omar: Visitor) -> None:
    send(home.visitor, "one/name", NINA, name="Nina Marsh", initials="NM")
    own = send(home.visitor, "one/name", PAT, name="Pat Doe", initials="NM")

    assert (own.status_code, leads_of(home)) == (303, {()})


def test_nobody_signs_out_people_of_another_board_or_an_administrator(home: Home, omar: Visitor) -> None:
    send(home.visitor, "one/name", NINA, name="Nina Marsh", initials="NM")
    home.desk.administrators = frozenset({PAT})
    both = two_boards(home)
    both.desk.administrators = frozenset({PAT})
    browsers = {who: both.signed_in_as(who) for who in (NINA, PAT, OMAR)}
    statuses = [send(browsers[OMAR], "links", person=who).status_code for who in (NINA, PAT)]
    left = send(browsers[OMAR], "one/left", PAT, left_on="1 October 2026")
    page_of = [browsers[OMAR].get(f"/desk/people/one?of={who}").text for who in (NINA, PAT, OMAR)]

    assert statuses == [403, 403]
    assert errors(left) == [("#left_on", NOT_YOURS)]
    assert [browsers[who].get("/").status_code for who in (NINA, PAT)] == [200, 200]
    assert ["End their answer links" in each for each in page_of] == [False, False, True]


def leads_of(home: Home) -> set[tuple[str, ...]]:
    """Who leads the open actions for which the plan prints a lead."""
    with home.sessions() as session:
        scene = home.desk.looks.scene(session, home.orders, home.desk.today)
    return {each.leads for each in scene.snapshot.commitments if each.ref != "2.12"}
