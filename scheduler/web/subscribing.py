"""The page behind a subscriber's secret address that adds their calendar to their own client, with one click each."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from scheduler.links import feed_path
from scheduler.web.desk import TheDesk
from scheduler.web.feeds import kept_feeds
from scheduler.web.hosts import OWN, host_name
from scheduler.web.kept_feeds import GONE
from scheduler.web.templating import page

router = APIRouter()


@dataclass(frozen=True, kw_only=True)
class Way:
    """One client: the link that adds the calendar, what to do where one click is not all, and when it refreshes."""

    client: str
    url: str
    button: str
    then: str
    refreshes: str


@router.head("/feeds/{token}/subscribe", include_in_schema=False)
@router.get("/feeds/{token}/subscribe")
def subscribe(token: str, request: Request, desk: TheDesk) -> Response:
    """How to subscribe with the address that this token makes; 404 and 410 as for the feed itself."""
    kept = kept_feeds(request).fetch(token, desk.now())
    if kept.is_dead:
        raise HTTPException(410, GONE)
    address = f"{desk.base_url}{feed_path(token)}"
    is_public = host_name(urlsplit(address).netloc) not in OWN
    return page(
        "subscribe.html",
        name=kept.feed.name,
        holds=kept.feed.description,
        address=address,
        ways=ways(address, kept.feed.name),
        is_public=is_public,
    )


def ways(address: str, name: str) -> tuple[Way, ...]:
    """How each client takes an address, the commonest on a council's desks first."""
    webcal = "webcal" + address[address.index("://") :]
    by_address = urlencode({"url": address, "name": name}, quote_via=quote)
    return (
        Way(
            client="Outlook at work (Microsoft 365, new Outlook and on the web)",
            url=f"https://outlook.office.com/calendar/0/addfromweb/?{by_address}",
            button="Add to Outlook at work",
            then="Sign in if asked, then choose Import. It shows in every Outlook that you use with that account.",
            refreshes="about every 3 hours; it can take a day.",
        ),
        Way(
            client="Outlook.com (a private account)",
            url=f"https://outlook.live.com/calendar/0/addfromweb/?{by_address}",
            button="Add to Outlook.com",
            then="Sign in if asked, then choose Import.",
            refreshes="about every 3 hours; it can take a day.",
        ),
        Way(
            client="Google Calendar",
            url=f"https://calendar.google.com/calendar/r?{urlencode({'cid': webcal}, quote_via=quote)}",
            button="Add to Google Calendar",
            then="Choose Add on a computer. On a phone it appears once it was added on a computer.",
            refreshes="after 8 to 24 hours, as Google decides; it cannot be hurried.",
        ),
        Way(
            client="Apple Calendar, iPhone and iPad, classic Outlook for Windows",
            url=webcal,
            button="Open in your calendar program",
            then="Say yes when it asks whether to subscribe.",
            refreshes="as often as you set it; every 6 hours where you set nothing, and each hour at the most.",
        ),
        Way(
            client="Thunderbird and any other program",
            url="",
            button="",
            then="Copy the address below. In Thunderbird: New Calendar, On the Network, then paste it.",
            refreshes="every 30 minutes in Thunderbird, unless you set it otherwise.",
        ),
    )
