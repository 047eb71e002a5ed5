"""What every form does with what does not fit: it is said on top and beside the field, and keeps what was written."""

from datetime import date

from scheduler.plans.plan import LeadSource, PrintedLead
from tests.builders import on_day
from tests.scheduler.web.home import SLUG, Home, action, furnish, plan
from tests.scheduler.web.reading import page, words

PRINTED = "Speech and Language Adviser"
FIELD = f"whom-{SLUG}-Speech-and-Language-Adviser"


def refused(home: Home, path: str, **form: str) -> str:
    """The page that comes back for a form that does not fit."""
    [token] = set(page(home.visitor.get("/").text).xpath("//input[@name='token']/@value"))
    answer = home.visitor.ask("POST", path, data=form | {"token": token})
    assert answer.status_code == 400
    return answer.text


def test_what_is_wrong_has_the_focus_and_leads_to_its_field_where_no_script_runs(home: Home) -> None:
    [summary] = page(refused(home, "/desk/people/new", name="", email="nobody")).xpath("//*[@autofocus]")

    assert (summary.get("role"), summary.get("tabindex")) == ("alert", "-1")
    assert sorted(each.get("href") for each in summary.iter("a")) == ["#confirmed", "#email", "#name"]


def test_the_name_of_somebody_who_was_not_found_stays_in_its_field_and_is_marked(bare_home: Home) -> None:
    with bare_home.sessions.begin() as session:
        printed = PrintedLead(words=PRINTED, source=LeadSource.COLUMN)
        furnish(session, plan(action("1.1", on_day(date(2026, 12, 1)), leads=(printed,))))
    tree = page(refused(bare_home, "/desk/leads", plan=SLUG, words=PRINTED, whom="Nobody"))
    field = tree.get_element_by_id(FIELD)

    assert (field.get("value"), field.get("aria-invalid")) == ("Nobody", "true")
    assert "wrong" in field.getparent().get("class").split()
    assert words(tree.get_element_by_id(field.get("aria-describedby").strip())).startswith("Error: ")
    assert tree.xpath("//div[@role='alert']//a/@href") == [f"#{FIELD}"]


def test_nobody_but_the_person_who_answers_is_offered_their_own_name_for_a_field(home: Home) -> None:
    for path in ("/desk/people/new", "/desk/connections/keys/new"):
        assert page(home.visitor.get(path).text).xpath("//input[@name='name']/@autocomplete") == []
