"""The co-ordinator's desk: a plan uploaded and recorded, leads confirmed, a plan released, absences, the next post."""

from dataclasses import replace
from datetime import date, timedelta

import httpx
import pytest

from scheduler.links import AnswerPass, sign_answer
from scheduler.plans.commitments import Commitment, PlanRecord
from scheduler.plans.plan import LeadSource, PrintedLead
from scheduler.register.plans import list_plans
from scheduler.register.snapshot import load_snapshot
from scheduler.web.bodies import FILE_TOO_LARGE
from tests.builders import NINA, on_day
from tests.scheduler.web.home import NOW, SECRET, SLUG, Home, action, furnish, plan
from tests.scheduler.web.reading import headings, page, paragraphs, table, words

CSV = """\
Ref,Action,Lead,Target date
1.1,Write the new form,NM,31 January 2027
1.2,Train every team,Team X,Feb 2027
"""
NEXT = CSV.replace("Feb 2027", "Mar 2027").replace("Train every team", "Train every team twice")


def token(home: Home) -> str:
    return str(page(home.visitor.get("/desk").text).xpath("//input[@name='token']/@value")[0])


def send(home: Home, path: str, **form: str) -> httpx.Response:
    return home.visitor.ask("POST", path, data={"token": token(home), **form})


def recorded(home: Home, location: str, **form: str) -> httpx.Response:
    """Record an upload as its page stands now."""
    stamp = page(home.visitor.get(location).text).xpath("//input[@name='stamp']/@value")[0]
    return send(home, f"{location}/record", stamp=stamp, **form)


def upload(home: Home, content: str | bytes = CSV, *, slug: str = "new-plan", name: str = "plan.csv") -> httpx.Response:
    form = {"token": token(home), "plan": slug, "board": "cog", "as_of": "2026-10-01"}
    return home.visitor.ask("POST", "/desk/uploads", data=form, files={"file": (name, content)})


def plans(home: Home) -> dict[str, PlanRecord]:
    with home.sessions() as session:
        return {each.slug: each for each in list_plans(session)}


def held(home: Home, slug: str) -> dict[str, Commitment]:
    with home.sessions() as session:
        return {each.ref: each for each in load_snapshot(session, {}).commitments if each.plan == slug}


def test_an_upload_is_shown_beside_the_documents_words_and_records_nothing(home: Home) -> None:
    location = upload(home).headers["location"]
    text = home.visitor.get(location).text

    assert headings(text, 1) == ["What was read from plan.csv"]
    assert [row[:-1] for row in table(text, "Actions as they were read")] == [
        ["1.1", "Write the new form", "NM", "on Sunday 31 January 2027", "“31 January 2027”", "not started"],
        ["1.2", "Train every team", "Team X", "by the end of February 2027", "“Feb 2027”", "not started"],
    ]
    assert list(plans(home)) == [SLUG]


def test_an_upload_ends_terms_on_the_authoritys_last_school_day(home: Home) -> None:
    own = replace(home.orders, last_school_days=(date(2026, 12, 18),))  # a Friday
    with_terms = Home(home.sessions, orders=own)
    terms = CSV.replace("31 January 2027", "Autumn term 2026").replace("Feb 2027", "Spring term 2027")
    text = with_terms.visitor.get(upload(with_terms, terms).headers["location"]).text

    assert [row[3] for row in table(text, "Actions as they were read")] == [
        "by 18 December 2026",
        "by 30 April 2027",
    ]


def test_recording_leads_to_the_leads_that_want_confirming_and_then_to_the_release(home: Home) -> None:
    location = upload(home).headers["location"]
    answer = recorded(home, location)
    before = headings(home.visitor.get("/desk/leads").text, 2)
    confirmed = send(home, "/desk/leads", plan="new-plan", words="Team X", whom="Omar Reid")
    released = send(home, "/desk/release", plan="new-plan")

    assert (answer.headers["location"], before) == ("/desk/leads", ["“Team X”"])
    assert (confirmed.status_code, held(home, "new-plan")["1.2"].leads) == (303, ("omar@example.org",))
    assert (released.status_code, plans(home)["new-plan"].released_on) == (303, date(2026, 10, 12))
    assert home.visitor.get(location).status_code == 404


def test_the_next_edition_is_a_difference_to_accept(home: Home) -> None:
    recorded(home, upload(home).headers["location"])
    location = upload(home, NEXT).headers["location"]
    changes = table(home.visitor.get(location).text, "Differences to the edition recorded last")
    recorded(home, location)

    assert [[row[0], *row[2:5]] for row in changes] == [
        [
            "1.2",
            "Train every team twice",
            "“Feb 2027”, by the end of February 2027",
            "“Mar 2027”, by the end of March 2027",
        ],
        ["1.2", "Train every team twice", "Train every team", "Train every team twice"],
    ]
    moved = held(home, "new-plan")["1.2"]
    assert (moved.target and moved.target.due_on, len(moved.was)) == (date(2027, 3, 31), 1)


def test_a_plan_that_lost_much_is_refused_until_a_person_says_that_it_is_right(home: Home) -> None:
    recorded(home, upload(home).headers["location"])
    location = upload(home, "\n".join(CSV.splitlines()[:2])).headers["location"]
    refused = recorded(home, location)
    kept = len(held(home, "new-plan"))
    accepted = recorded(home, location, accept_loss="yes")

    assert (refused.status_code, kept) == (400, 2)
    assert (accepted.status_code, len(held(home, "new-plan"))) == (303, 1)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "", "Choose a file: .docx, .pdf, .xlsx, .csv or .txt"),
        (b"%PDF-1.4 broken", "plan.pdf", "plan.pdf"),
        ("A letter. Nothing more.", "plan.txt", "plan.txt: no actions here."),
    ],
)
def test_a_file_that_holds_no_plan_is_said_beside_the_field(home: Home, content: bytes, name: str, said: str) -> None:
    answer = upload(home, content, name=name)
    problems = [words(each) for each in page(answer.text).xpath("//div[@role='alert']//a[@href='#file']")]

    assert (answer.status_code, [each[: len(said)] for each in problems]) == (400, [said])


@pytest.mark.parametrize(
    ("field", "value"), [("plan", "Not A Name"), ("board", "other"), ("as_of", "yesterday"), ("plan", "../etc")]
)
def test_what_is_wrong_with_the_form_is_said_beside_the_field(home: Home, field: str, value: str) -> None:
    form = {"token": token(home), "plan": "new-plan", "board": "cog", "as_of": "2026-10-01", field: value}
    answer = home.visitor.ask("POST", "/desk/uploads", data=form, files={"file": ("plan.csv", CSV)})

    assert answer.status_code == 400
    assert [each.get("href") for each in page(answer.text).xpath("//div[@role='alert']//a")] == [f"#{field}"]


def test_a_file_larger_than_a_plan_is_refused(home: Home) -> None:
    refused = upload(home, b"x" * (20 * 1024 * 1024 + 1))

    assert (refused.status_code, paragraphs(refused.text)) == (413, [FILE_TOO_LARGE])


def test_a_file_without_the_sessions_token_is_not_read(home: Home) -> None:
    form = {"token": "forged", "plan": "new-plan", "board": "cog", "as_of": "2026-10-01"}

    assert home.visitor.ask("POST", "/desk/uploads", data=form, files={"file": ("plan.csv", CSV)}).status_code == 403


def test_an_upload_can_be_discarded(home: Home) -> None:
    location = upload(home).headers["location"]
    send(home, f"{location}/discard")

    assert (home.visitor.get(location).status_code, list(plans(home))) == (404, [SLUG])


def test_a_lead_that_the_directory_does_not_hold_is_refused(bare_home: Home) -> None:
    unknown = (PrintedLead(words="ZZ", source=LeadSource.COLUMN),)
    with bare_home.sessions.begin() as session:
        furnish(session, plan(action("1.1", on_day(date(2026, 12, 1)), leads=unknown)))
    answer = send(bare_home, "/desk/leads", plan=SLUG, words="ZZ", whom="Nobody")

    assert answer.status_code == 400
    assert held(bare_home, SLUG)["1.1"].leads == ()


def test_a_lead_that_the_plan_no_longer_prints_is_not_confirmed(home: Home) -> None:
    answer = send(home, "/desk/leads", plan=SLUG, words="ZZ", whom="Omar Reid")

    assert answer.status_code == 404
    assert "the plan no longer prints these words as a lead" in page(answer.text).text_content()


def test_somebodys_links_and_sessions_are_ended_at_the_desk(home: Home) -> None:
    nina = home.signed_in_as(NINA)
    link = f"/answer/{sign_answer(SECRET, AnswerPass(person=NINA, plan=SLUG, issued_at=NOW))}"
    before = (nina.get("/").status_code, home.stranger.get(link).status_code)
    send(home, "/desk/people/links", person=NINA)

    assert before == (200, 200)
    assert (nina.get("/").status_code, home.stranger.get(link).status_code) == (303, 410)


def test_the_next_post_is_shown_person_by_person(home: Home) -> None:
    text = home.visitor.get("/desk/post").text

    assert headings(text, 1) == ["The post of Tuesday 13 October 2026"]
    assert headings(text, 2) == ["Nina Marsh", "The next mail to the chair of Chief Officer Group"]


def test_the_post_before_the_round_is_todays(home: Home) -> None:
    home.now = NOW - timedelta(hours=3)  # 07:30 in London

    assert headings(home.visitor.get("/desk/post").text, 1) == ["The post of Monday 12 October 2026"]


def test_the_desk_says_what_waits(home: Home) -> None:
    assert "Nothing: all mail that went arrived, or is on its way." in paragraphs(home.visitor.get("/desk").text)
