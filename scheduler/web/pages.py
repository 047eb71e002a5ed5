"""The pages that people read: all plans, one plan, one action. They show and never act."""

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException

from scheduler.plans.commitments import Commitment, PlanRecord
from scheduler.rounds.look import look
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import day_in_words
from scheduler.web.action_words import action_words
from scheduler.web.desk import TheDesk
from scheduler.web.mailed import mailed_lately
from scheduler.web.overview import co_ordinators, meetings_to_come, overviews, weekly_readers
from scheduler.web.plan_words import plan_words
from scheduler.web.standings import COLUMNS
from scheduler.web.templating import page, shipped

router = APIRouter()
HEADINGS = tuple(heading for heading, _ in COLUMNS)


@router.get("/")
def dashboard(desk: TheDesk) -> Response:
    """All open plans, the worst first."""
    with desk.reading() as session:
        scene = look(session, desk.orders, desk.today)
        mailed = mailed_lately(session, scene)
    return page(
        "dashboard.html",
        day=day_in_words(scene.today),
        plans=overviews(scene),
        meetings=meetings_to_come(scene),
        mailed=mailed,
        headings=HEADINGS,
        co_ordinators=co_ordinators(desk.orders, scene.snapshot.people),
        weekly=weekly_readers(scene),
        horizon=desk.orders.policy.horizon_days,
    )


@router.get("/plans/{slug}")
def plan(slug: str, desk: TheDesk) -> Response:
    """One plan with all its actions; 404 for one that is not open."""
    with desk.reading() as session:
        scene = look(session, desk.orders, desk.today)
    words = plan_words(_open_plan(slug, scene), scene)
    return page("plan.html", day=day_in_words(scene.today), words=words, headings=HEADINGS)


@router.get("/plans/{slug}/{ref:path}")
def action(slug: str, ref: str, desk: TheDesk) -> Response:
    """One action or milestone with its story; 404 for one that the plan does not hold today."""
    with desk.reading() as session:
        scene = look(session, desk.orders, desk.today)
        words = action_words(session, _commitment(_open_plan(slug, scene), ref, scene), scene)
    return page("action.html", day=day_in_words(scene.today), words=words)


@router.get("/style.css")
def style() -> Response:
    """The one style sheet."""
    headers = {"Cache-Control": "max-age=3600"}
    return Response(shipped("style.css"), media_type="text/css", headers=headers)


def _open_plan(slug: str, scene: Scene) -> PlanRecord:
    if slug not in scene.snapshot.plans:
        raise HTTPException(404, "There is no open plan of that name.")
    return scene.snapshot.plans[slug]


def _commitment(of: PlanRecord, ref: str, scene: Scene) -> Commitment:
    for each in scene.snapshot.commitments:
        if each.plan == of.slug and each.ref == ref:
            return each
    raise HTTPException(404, f"“{of.title}” has no action {ref} today.")
