"""Every form of every page, filled with hostile words field by field: each answer is a page with a sentence, never a
fault; nothing of another board changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote_from_bytes, urlsplit

import httpx
from sqlalchemy import select

from scheduler.links import AnswerPass, answer_path, sign_answer
from scheduler.register.tables import ActionRow, AnswerRow, HistoryRow, PersonRow, PlanRow, PrintedLeadRow
from tests.builders import NINA, SAM
from tests.notifications.test_hostile_text import HOSTILE
from tests.scheduler.web.home import NOW, SECRET, SLUG
from tests.scheduler.web.reading import page
from tests.scheduler.web.test_access import THEIR_LEAD, House, doors, house
from tests.scheduler.web.test_hostile_words import crawled, live
from tests.scheduler.web.visitor import Visitor

__all__ = ["doors", "house"]  # the fixtures of two boards
EVIL = " ".join(HOSTILE.values()).replace("A" * 10_000, "").replace("ä" * 10_000, "").encode("utf-8", "surrogatepass")
NINES = b"9" * 4_400  # more than Python takes for a number
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
KIND = {200, 303, 400, 403, 404, 409, 410, 413}


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form of a page: where it is sent, and its fields as they are filled in."""

    action: str
    fields: tuple[tuple[str, bytes], ...]

    @property
    def shape(self) -> tuple[str, tuple[str, ...]]:
        """What tells it from others: numbers and names in its address do not."""
        path = re.sub(r"/\d[\d.]*(?=/|$)", "/1", urlsplit(self.action).path)
        return path, tuple(name for name, _ in self.fields)


def forms_of(text: str) -> Iterator[Form]:
    """The forms of a page that act, one for each button that says something."""
    for each in page(text).xpath("//form[@method='post']"):
        fields = [(str(one.get("name")), _shown(one)) for one in each.xpath(".//*[@name][not(self::button)]")]
        for button in each.xpath(".//button[@name]") or [None]:
            pressed = [] if button is None else [(button.get("name"), button.get("value", "").encode())]
            yield Form(action=each.get("action"), fields=tuple(dict([*fields, *pressed]).items()))


def _shown(field: object) -> bytes:
    values = field.xpath("@value | ./option[@selected]/@value | ./option[1]/@value | ./text()")  # type: ignore[attr-defined]  # lxml
    return str(values[0]).encode() if values else b""


def every_form(browser: Visitor, *starts: str) -> list[Form]:
    """The forms of all pages that links lead to, one of each shape."""
    found = [form for _, text in crawled(browser, *starts) for form in forms_of(text)]
    return list({form.shape: form for form in found}.values())


def send(browser: Visitor, form: Form, **changed: bytes) -> httpx.Response:
    """Send a form, with some of its fields changed."""
    pairs = (dict(form.fields) | changed).items()
    content = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in pairs)
    return browser.ask("POST", form.action, content=content, headers=FORM)


def wrong_with(answer: httpx.Response) -> list[object]:
    """What is not as it should be with an answer to a hostile form."""
    if answer.status_code == 303:
        return [] if answer.headers["location"].startswith("/") else [answer.headers["location"]]
    said = page(answer.text or "<p>").xpath("//main//p[normalize-space()]")
    unkind = [] if answer.status_code in KIND and said else [answer.status_code, answer.text[:200]]
    return [*unkind, *live(answer.text)]


def refused_badly(browser: Visitor, forms: list[Form]) -> dict[str, list[object]]:
    """What was wrong with the answers to forms: each field hostile by itself, each an endless number, none filled in.

    A field that several forms of one place have ("words" of /say/…) is filled in the first of them.
    """
    found: dict[str, list[object]] = {}
    done: set[str] = set()
    for form in forms:
        for name in (name for name, _ in form.fields if name != "token"):
            field = "/".join([*form.action.split("/")[1:3], name])
            for what, word in () if field in done else (("hostile", EVIL), ("an endless number", NINES)):
                found[f"{form.action}: {name} is {what}"] = wrong_with(send(browser, form, **{name: word}))
            done.add(field)
        bare = replace(form, fields=tuple(each for each in form.fields if each[0] == "token"))
        found[f"{form.action} bare"] = wrong_with(send(browser, bare))
    return {what: wrong for what, wrong in found.items() if wrong}


def of_the_other_board(house: House) -> list[object]:
    """All that the register holds of the other board."""
    with house.sessions() as session:
        queries = (
            select(PlanRow.__table__).where(PlanRow.slug == "theirs"),
            select(ActionRow.__table__).where(ActionRow.plan == "theirs"),
            select(PrintedLeadRow.__table__).join(ActionRow).where(ActionRow.plan == "theirs"),
            select(AnswerRow.__table__).where(AnswerRow.plan == "theirs"),
            select(HistoryRow.__table__).where(HistoryRow.plan == "theirs"),
            select(PersonRow.__table__).where(PersonRow.email.in_([THEIR_LEAD])),
        )
        return [tuple(row) for query in queries for row in session.execute(query)]


def test_no_form_of_any_page_fails_or_lets_words_live(house: House) -> None:
    browser, before = house.signed_in_as(SAM), of_the_other_board(house)
    forms = [each for each in every_form(browser, "/", "/desk") if each.action != "/sign-out"]

    assert refused_badly(browser, forms) == {}
    assert len(forms) > 45
    assert of_the_other_board(house) == before


def test_no_form_behind_an_answer_link_fails_or_lets_words_live(house: House) -> None:
    link = answer_path(sign_answer(SECRET, AnswerPass(person=NINA, plan=SLUG, issued_at=NOW)), "1.12")
    forms = every_form(house.stranger, link)

    assert refused_badly(house.stranger, forms) == {}
    assert len(forms) > 4
