"""The page for whoever connects another program: which addresses there are, from the API's own description."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from scheduler.web.api.app import PREFIX, description
from scheduler.web.desk import TheDesk
from scheduler.web.templating import page

router = APIRouter()


@dataclass(frozen=True, kw_only=True)
class AddressWords:
    """One address of the API, what it gives, and its parameters."""

    path: str
    summary: str
    parameters: str


@router.get("/api")
def show(desk: TheDesk) -> Response:
    """What the API offers; the same for everybody, and nothing of any plan."""
    said = description()["paths"].items()
    addresses = [
        AddressWords(
            path=f"{PREFIX}{path}",
            summary=ways["get"]["summary"],
            parameters=", ".join(each["name"] for each in ways["get"].get("parameters", ()) if each["in"] == "query"),
        )
        for path, ways in said
    ]
    return page("api.html", addresses=addresses, prefix=PREFIX, base=desk.base_url)
