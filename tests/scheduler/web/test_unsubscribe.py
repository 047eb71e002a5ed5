"""Fewer mails by one click, and what a click cannot do."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from scheduler.links import UNSUBSCRIBE, sign, unsubscribe_url
from scheduler.plans.people import Frequency
from scheduler.register.frequency import set_frequency
from scheduler.register.people import list_people
from scheduler.register.tables import HistoryRow, PersonRow
from tests.builders import NINA, OMAR, SAM
from tests.scheduler.web.home import NOW, ORDERS, SECRET, Home
from tests.scheduler.web.reading import headings, page, paragraphs

LINK = f"/unsubscribe/{sign(SECRET, UNSUBSCRIBE, NINA)}"
CLICK = {"List-Unsubscribe": "One-Click"}
STILL_COMES = (
    "You still hear on the day itself when something is due, and whenever something of yours is late: nothing "
    "silences that. What you lead stays yours."
)


def frequencies(home: Home) -> dict[str, Frequency]:
    with home.sessions() as session:
        return {person.email: person.digest for person in list_people(session) if person.email in {NINA, OMAR}}


def history(home: Home) -> list[tuple[str, str, str, Mapping[str, object] | None]]:
    with home.sessions() as session:
        rows = session.scalars(select(HistoryRow).where(HistoryRow.what.startswith("digests")).order_by(HistoryRow.id))
        return [(row.who, row.road, row.what, row.after) for row in rows]


DAILY = {NINA: Frequency.DAILY, OMAR: Frequency.DAILY}
NINA_WEEKLY = {NINA: Frequency.WEEKLY, OMAR: Frequency.DAILY}


def test_the_link_shows_a_page_with_one_button_and_changes_nothing(home: Home) -> None:
    answer = home.visitor.get(LINK)
    [form] = page(answer.text).xpath("//form")

    assert headings(answer.text, 1) == ["One mail a week instead of one a day"]
    assert (form.get("method"), form.get("action"), dict(form.form_values())) == ("post", None, CLICK)
    assert STILL_COMES in paragraphs(answer.text)
    assert (frequencies(home), history(home)) == (DAILY, [])


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_other_method_acts_whatever_it_carries(home: Home, method: str) -> None:
    home.visitor.ask(method, LINK, data=CLICK)

    assert (frequencies(home), history(home)) == (DAILY, [])


def test_one_click_turns_that_persons_digests_to_weekly_and_is_recorded(home: Home) -> None:
    answer = home.visitor.ask("POST", LINK, data=CLICK)

    assert answer.status_code == 200
    assert headings(answer.text, 1) == ["Your digests come weekly from now on"]
    assert STILL_COMES in paragraphs(answer.text)
    assert frequencies(home) == NINA_WEEKLY
    assert history(home) == [(NINA, "unsubscribe link", f"digests of {NINA}", {"digest": "weekly"})]


def test_a_mail_program_may_send_the_click_as_multipart(home: Home) -> None:
    answer = home.visitor.ask("POST", LINK, files={"List-Unsubscribe": (None, "One-Click")})

    assert (answer.status_code, frequencies(home)) == (200, NINA_WEEKLY)


def test_a_click_is_answered_without_a_redirect_or_a_cookie(home: Home) -> None:
    answer = home.visitor.ask("POST", LINK, data=CLICK)

    assert [name for name in ("location", "set-cookie") if name in answer.headers] == []


def test_a_second_click_changes_nothing_more(home: Home) -> None:
    answers = [home.visitor.ask("POST", LINK, data=CLICK) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len(history(home)) == 1


def test_whoever_has_weekly_digests_already_is_told_so_and_sees_no_button(home: Home) -> None:
    with home.sessions.begin() as session:
        set_frequency(session, NINA, Frequency.WEEKLY, who=SAM, now=NOW)
    answer = home.visitor.get(LINK)

    assert "They come weekly already: there is nothing more to change." in paragraphs(answer.text)
    assert page(answer.text).xpath("//form") == []


@pytest.mark.parametrize(
    "form",
    [{}, {"List-Unsubscribe": "one"}, {"list-unsubscribe": "One-Click"}, {"List-Unsubscribe": "x" * 5000}],
)
def test_a_post_that_is_no_click_changes_nothing_and_says_so(home: Home, form: dict[str, str]) -> None:
    answer = home.visitor.ask("POST", LINK, data=form)

    assert answer.status_code == 400
    assert paragraphs(answer.text) == ["Nothing was changed: the button on the page of this link was not used."]
    assert frequencies(home) == DAILY


def test_a_file_in_the_place_of_the_click_changes_nothing(home: Home) -> None:
    answer = home.visitor.ask("POST", LINK, files={"List-Unsubscribe": ("click.txt", b"One-Click")})

    assert answer.status_code == 400
    assert paragraphs(answer.text) == ["Nothing was changed: the form was not filled in as the page has it."]
    assert frequencies(home) == DAILY


@pytest.mark.parametrize(
    "token",
    [
        "forged",
        NINA,
        sign(b"another secret", UNSUBSCRIBE, NINA),
        sign(SECRET, "answer", NINA),
        sign(SECRET, UNSUBSCRIBE, OMAR).rpartition(".")[0] + "." + sign(SECRET, UNSUBSCRIBE, NINA).rpartition(".")[2],
    ],
)
def test_a_forged_link_does_nothing_and_names_nobody(home: Home, token: str) -> None:
    answers = [home.visitor.ask(method, f"/unsubscribe/{token}", data=CLICK) for method in ("GET", "POST")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert [paragraphs(answer.text) for answer in answers] == [
        ["This link is not complete, or not one of ours. Use the one in your mail, or write to the person who sent it."]
    ] * 2
    assert (frequencies(home), history(home)) == (DAILY, [])


def test_somebody_outside_the_directory_is_told_whom_to_ask(home: Home) -> None:
    link = f"/unsubscribe/{sign(SECRET, UNSUBSCRIBE, 'gone@example.org')}"
    answers = [home.visitor.ask(method, link, data=CLICK) for method in ("GET", "POST")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert [paragraphs(answer.text) for answer in answers] == [
        [f"gone@example.org is not in the directory, so nothing can be changed here. Write to Sam Ode ({SAM})."]
    ] * 2


def test_the_address_in_a_mail_is_the_one_that_the_pages_answer(home: Home) -> None:
    orders = replace(ORDERS, web_url="https://chaser.example.org")
    published = Home(home.sessions, orders=orders)
    url = unsubscribe_url(orders.web_url, SECRET, NINA)

    answer = published.visitor.ask("POST", url, data=CLICK)

    assert (answer.status_code, frequencies(home)) == (200, NINA_WEEKLY)


def test_a_hostile_name_stays_text(home: Home) -> None:
    with home.sessions.begin() as session:
        session.execute(update(PersonRow).where(PersonRow.email == SAM).values(name="<img src=x onerror=alert(1)>"))
    answer = home.stranger.get(LINK)

    assert page(answer.text).xpath("//img") == []
    assert paragraphs(answer.text)[-1] == (
        f"To change this again, or if an action is not yours, write to <img src=x onerror=alert(1)> ({SAM})."
    )
