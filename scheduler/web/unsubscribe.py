"""Fewer mails by one click (RFC 8058): GET shows what would happen, POST does it, and nothing silences what is late."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Response
from starlette.exceptions import HTTPException

from scheduler.links import UNSUBSCRIBE, read
from scheduler.plans.people import Frequency, Person
from scheduler.register.frequency import set_frequency
from scheduler.register.people import list_people
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.overview import co_ordinators
from scheduler.web.templating import page

router = APIRouter()
ONE_CLICK = "One-Click"
ROAD = "unsubscribe link"
NO_SUCH_LINK = (
    "This link is not complete, or not one of ours. Use the one in your mail, or write to the person who sent it."
)
NO_CLICK = "Nothing was changed: the button on the page of this link was not used."


@router.get("/unsubscribe/{token}")
def ask(token: str, desk: TheDesk) -> Response:
    """The page with the button; a scanner that follows links changes nothing by it."""
    address = _address(token, desk)
    directory = _directory(desk)
    person = _person(address, directory, desk)
    return page(
        "unsubscribe.html",
        name=person.name,
        address=person.address,
        is_weekly=person.digest is Frequency.WEEKLY,
        co_ordinators=co_ordinators(desk.orders, directory),
    )


@router.post("/unsubscribe/{token}")
def act(token: str, desk: TheDesk, word: Annotated[str, Form(alias="List-Unsubscribe")] = "") -> Response:
    """Weekly digests from now on, answered at once without a redirect or a cookie (RFC 8058, 3.1)."""
    address = _address(token, desk)
    if word != ONE_CLICK:
        raise HTTPException(400, NO_CLICK)
    directory = _directory(desk)
    person = _person(address, directory, desk)
    with desk.sessions.begin() as session:
        set_frequency(session, address, Frequency.WEEKLY, who=address, road=ROAD, now=desk.now())
    asked = co_ordinators(desk.orders, directory)
    return page("unsubscribed.html", name=person.name, address=person.address, co_ordinators=asked)


def _address(token: str, desk: Desk) -> str:
    address = read(desk.secret, UNSUBSCRIBE, token)
    if address is None:
        raise HTTPException(404, NO_SUCH_LINK)
    return address


def _directory(desk: Desk) -> dict[str, Person]:
    with desk.reading() as session:
        return {person.email: person for person in list_people(session)}


def _person(address: str, directory: Mapping[str, Person], desk: Desk) -> Person:
    """Somebody in the directory; an officer whom the settings alone name has no entry there to change."""
    if address not in directory:
        asked = "; ".join(co_ordinators(desk.orders, directory))
        raise HTTPException(
            404, f"{address} is not in the directory, so nothing can be changed here. Write to {asked}."
        )
    return directory[address]
