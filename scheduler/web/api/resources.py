"""Every address of the API: what is asked, and what answers. Nothing here changes anything but when a key was used."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.exceptions import HTTPException

from notifications.ledger import UnknownMark, ledger_page
from scheduler.plans.boards import Meeting
from scheduler.rules.listing import Listed
from scheduler.web.api import contract
from scheduler.web.api.asking import NO_NAMES, TheKey, asked_by
from scheduler.web.api.pages import STALE, After, Limit, mark_read, mark_written, next_path, page_of
from scheduler.web.api.parameters import Day, Yes
from scheduler.web.api.saying import action_said, beside, entry_said, meeting_said, plan_said, standings_said
from scheduler.web.api.whole_action import whole_action
from scheduler.web.conditions import is_held_already
from scheduler.web.desk import TheDesk
from scheduler.web.standings import NO_AREA, in_plan_order, is_milestone

ANSWERS: dict[int | str, dict[str, Any]] = {
    304: {"description": "Not changed since the answer with that ETag."},
    401: {"model": contract.Problem, "description": "No key came, or one that is wrong or revoked."},
    404: {"model": contract.Problem, "description": "Not there, or not the key's to read."},
    422: {"model": contract.Problem, "description": "A parameter does not fit."},
    429: {"model": contract.Problem, "description": "Too many wrong keys came. Right ones are never counted."},
}
router = APIRouter(responses=ANSWERS)
Slug = Annotated[str, Path(description="A plan's short name.", max_length=200, examples=["cog-2026"])]
Ref = Annotated[str, Path(description="An action's ref; a milestone's # is written %23.", max_length=200)]
From = Annotated[Day | None, Query(alias="from", description="The first day, in the board's zone.")]
To = Annotated[Day | None, Query(description="The last day, included.")]
Standing = Annotated[list[contract.StandingWord], Query(description="Only what stands so; may be given repeatedly.")]
Area = Annotated[str, Query(max_length=300, description="Only of this area, as “area” says it.")]
DAYS = (date(1900, 1, 2), date(2999, 12, 30))


@router.get("/plans", response_model=contract.Plans, summary="All open plans")
def plans(request: Request, desk: TheDesk, key: TheKey) -> Response:
    """The open plans of the key, with how they stand."""
    with desk.reading() as session:
        asked = asked_by(key, session, desk)
    said = [plan_said(plan, in_plan_order(slug, asked.scene), asked) for slug, plan in sorted(asked.plans.items())]
    return _answer(request, contract.Plans(plans=said))


@router.get("/plans/{slug}", response_model=contract.Plan, summary="One plan")
def plan(slug: Slug, request: Request, desk: TheDesk, key: TheKey) -> Response:
    """One open plan, with how it stands."""
    with desk.reading() as session:
        asked = asked_by(key, session, desk)
    return _answer(request, plan_said(asked.plan(slug), in_plan_order(slug, asked.scene), asked))


@router.get("/plans/{slug}/actions", response_model=contract.Actions, summary="A plan's actions and milestones")
def actions(
    slug: Slug,
    request: Request,
    desk: TheDesk,
    key: TheKey,
    standing: Standing = [],  # noqa: B006 - FastAPI copies it
    area: Area = "",
    late: Annotated[Yes | None, Query(description="Only what is late, or only what is not.")] = None,
    milestones: Annotated[Yes, Query(description="Whether milestones are given too.")] = True,
    due_from: Annotated[Day | None, Query(description="Only what is due on this day or later.")] = None,
    due_to: Annotated[Day | None, Query(description="Only what is due on this day or earlier.")] = None,
    limit: Limit = 100,
    after: After = "",
) -> Response:
    """A plan's actions in its order, each followed by its milestones; all, or those that are asked for."""

    def wanted(each: Listed) -> bool:
        due_on = each.commitment.target.due_on if each.commitment.target else None
        return (
            (not standing or each.standing.kind.name.lower() in standing)
            and (not area or (each.commitment.area or NO_AREA) == area)
            and late in {None, each.standing.is_late}
            and (milestones or not is_milestone(each.commitment))
            and (due_from is None or (due_on is not None and due_on >= due_from))
            and (due_to is None or (due_on is not None and due_on <= due_to))
        )

    with desk.reading() as session:
        asked = asked_by(key, session, desk)
        asked.plan(slug)
        besides = beside(session, slug)
    found = [each for each in in_plan_order(slug, asked.scene) if wanted(each)]
    rows, following = page_of(found, lambda each: each.commitment.ref, after, limit)
    said = [action_said(each, asked, besides) for each in rows]
    return _answer(request, contract.Actions(actions=said, next=next_path(request, following)))


@router.get(
    "/plans/{slug}/actions/{ref:path}", response_model=contract.ActionWhole, summary="One action or milestone, whole"
)
def action(slug: Slug, ref: Ref, request: Request, desk: TheDesk, key: TheKey) -> Response:
    """One action or milestone with its milestones, its next rung, who hears next, and its history."""
    with desk.reading() as session:
        asked = asked_by(key, session, desk)
        said = whole_action(session, asked.commitment(slug, ref), asked)
    return _answer(request, said)


@router.get("/standings", response_model=contract.Standings, summary="How everything stands, by area")
def standings(request: Request, desk: TheDesk, key: TheKey) -> Response:
    """How many actions and milestones stand how today, by plan and area. Each row adds up."""
    with desk.reading() as session:
        asked = asked_by(key, session, desk)
    said = [standings_said(each, in_plan_order(slug, asked.scene)) for slug, each in sorted(asked.plans.items())]
    return _answer(request, contract.Standings(on=desk.today, plans=said))


@router.get("/meetings", response_model=contract.Meetings, summary="The board's meetings")
def meetings(
    request: Request,
    desk: TheDesk,
    key: TheKey,
    from_on: From = None,
    to: To = None,
    limit: Limit = 100,
    after: After = "",
) -> Response:
    """The meetings of the key's board, cancelled ones too, earliest first."""

    def wanted(each: Meeting) -> bool:
        series = desk.orders.series.get(each.series)
        within = (from_on is None or each.on >= from_on) and (to is None or each.on <= to)
        return within and series is not None and series.board == key.board

    with desk.reading() as session:
        asked = asked_by(key, session, desk)
    found = sorted(filter(wanted, asked.scene.snapshot.meetings), key=lambda m: (m.on, m.starts, m.uid))
    rows, following = page_of(found, lambda each: each.uid, after, limit)
    said = [meeting_said(each, key.board, desk.orders.zone) for each in rows]
    return _answer(request, contract.Meetings(meetings=said, next=next_path(request, following)))


FORBIDDEN: dict[int | str, dict[str, Any]] = {
    403: {"model": contract.Problem, "description": "The key does not read names."}
}


@router.get("/ledger", response_model=contract.Ledger, summary="What was told to whom", responses=FORBIDDEN)
def ledger(
    request: Request,
    desk: TheDesk,
    key: TheKey,
    plan: Annotated[str, Query(max_length=200, description="Only of this plan, by its short name.")] = "",
    from_on: From = None,
    to: To = None,
    limit: Limit = 100,
    after: After = "",
) -> Response:
    """What was told about the key's plans, to whom, why, and what became of it, earliest first.

    Only with a key that reads names.
    """
    if not key.with_names:
        raise HTTPException(403, NO_NAMES, headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'})
    with desk.reading() as session:
        asked = asked_by(key, session, desk)
        try:
            lines = ledger_page(
                session,
                plans=[asked.plan(plan).slug] if plan else asked.plans,
                zone=desk.orders.zone,
                from_at=_midnight(from_on, desk),
                before_at=_midnight(to, desk, days=1),
                after=mark_read(after),
                limit=limit + 1,
            )
        except UnknownMark as fault:
            raise HTTPException(404, STALE) from fault
    said = [entry_said(mark.plan, line, asked) for mark, line in lines[:limit]]
    following = mark_written(lines[limit - 1][0]) if len(lines) > limit else ""
    return _answer(request, contract.Ledger(entries=said, next=next_path(request, following)))


def _midnight(on: date | None, desk: TheDesk, *, days: int = 0) -> datetime | None:
    """The beginning of a local day in UTC; a day beyond what databases hold is the last that they do."""
    if on is None:
        return None
    within = min(max(on, DAYS[0]), DAYS[1]) + timedelta(days=days)
    return datetime.combine(within, time(), desk.orders.zone).astimezone(UTC)


def _answer(request: Request, said: contract.Said) -> Response:
    """What is said, or 304 where the asker holds just that (RFC 9110, 13.1.2)."""
    content = said.model_dump_json().encode()
    headers = {"ETag": f'"{sha256(content).hexdigest()[:32]}"', "Cache-Control": "private, no-cache"}
    headers["Vary"] = "Authorization"
    held = {name: request.headers[name] for name in ("if-none-match",) if name in request.headers}
    if is_held_already(held, headers["ETag"], datetime.max.replace(tzinfo=UTC)):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)
