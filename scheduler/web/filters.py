"""Which rows of a plan a page shows: filters that live in the address, so that what is seen can be sent on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from scheduler.rules.listing import Listed
from scheduler.web.standings import COLUMNS, NO_AREA

Word = Annotated[str, Query(max_length=200)]
STANDINGS = tuple(heading for heading, _ in COLUMNS)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is asked for: a standing by its heading, an area by its title, a lead by name; empty asks for all.

    `page` counts from 1.
    """

    standing: str = ""
    area: str = ""
    lead: str = ""
    page: int = 1

    def query(self, page: int) -> str:
        """The same filters at a page of the table, as an address has them."""
        asked = {"standing": self.standing, "area": self.area, "lead": self.lead}
        return urlencode({**{name: word for name, word in asked.items() if word}, "page": page})

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return bool(self.standing or self.area or self.lead)

    def let(self, listed: Iterable[Listed], names: dict[str, str]) -> tuple[Listed, ...]:
        """The rows asked for; `names` are people's, by address."""
        return tuple(each for each in listed if self._lets(each, names))

    def _lets(self, each: Listed, names: dict[str, str]) -> bool:
        kinds = dict(COLUMNS).get(self.standing)
        commitment = each.commitment
        return (
            (kinds is None or each.standing.kind in kinds)
            and (not self.area or (commitment.area or NO_AREA) == self.area)
            and (not self.lead or self.lead in {names.get(lead, "") for lead in commitment.leads})
        )
