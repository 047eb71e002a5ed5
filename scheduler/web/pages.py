"""The pages that people read: all plans, one plan, one action. They show and never act, and show what is theirs."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from starlette.responses import RedirectResponse

from scheduler.links import plan_path
from scheduler.rules.days_in_words import day_in_words
from scheduler.web.action_words import action_words
from scheduler.web.desk import TheDesk
from scheduler.web.filters import Filters, Word
from scheduler.web.mailed import mailed_lately
from scheduler.web.overview import co_ordinators, left_alone, meetings_to_come, overviews, weekly_readers
from scheduler.web.plan_words import plan_words
from scheduler.web.readers import TheReader
from scheduler.web.seen import seen_by
from scheduler.web.standings import COLUMNS
from scheduler.web.templating import page, shipped

router = APIRouter()
HEADINGS = tuple(heading for heading, _ in COLUMNS)


@router.get("/")
def dashboard(desk: TheDesk, reader: TheReader) -> Response:
    """All open plans that somebody may see, the worst first."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        mailed = mailed_lately(session, seen)
    people = seen.scene.snapshot.people
    return page(
        "dashboard.html",
        seen=seen,
        day=day_in_words(desk.today),
        plans=overviews(seen),
        meetings=meetings_to_come(seen),
        mailed=mailed,
        shows_mail=bool(seen.mail_of),
        headings=HEADINGS,
        co_ordinators=co_ordinators(desk.orders, people, seen.boards or None),
        weekly=weekly_readers(seen),
        left_alone=left_alone(seen),
        horizon=desk.orders.policy.horizon_days,
    )


@router.get("/plans/{slug}")
def plan(
    slug: str,
    desk: TheDesk,
    reader: TheReader,
    standing: Word = "",
    area: Word = "",
    lead: Word = "",
    number: Annotated[int, Query(alias="page", ge=1, le=1000)] = 1,
) -> Response:
    """One plan with its actions, all or those asked for; 404 for one that is not open, or not theirs to see."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    filters = Filters(standing=standing, area=area, lead=lead, page=number)
    words = plan_words(seen.plan(slug), seen, filters)
    day = day_in_words(desk.today)
    return page("plan.html", seen=seen, day=day, words=words, headings=HEADINGS, filters=filters)


@router.get("/pictures/{slug}")
def pictures(slug: str, _reader: TheReader) -> Response:
    """Where a plan was drawn before its own page had the pictures: bookmarks go on."""
    return RedirectResponse(plan_path(slug), status_code=308)


@router.get("/plans/{slug}/{ref:path}")
def action(slug: str, ref: str, desk: TheDesk, reader: TheReader, undone: Word = "") -> Response:
    """One action or milestone with its story; 404 for one that the plan does not hold today."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        words = action_words(session, seen.commitment(slug, ref), seen)
    return page("action.html", seen=seen, day=day_in_words(desk.today), words=words, undone=bool(undone))


@router.get("/style.css")
def style() -> Response:
    """The one style sheet."""
    headers = {"Cache-Control": "max-age=3600"}
    return Response(shipped("style.css"), media_type="text/css", headers=headers)
