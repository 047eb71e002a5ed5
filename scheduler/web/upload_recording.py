"""An upload recorded by the co-ordinator's word: the edition, who mended what of its reading, what is remembered."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from scheduler.plans.amendments import AmendmentKind, Difference
from scheduler.plans.mends import Becomes, Mend
from scheduler.register import history
from scheduler.register.leads import re_resolve
from scheduler.register.lookups import find_action
from scheduler.register.plan_readings import plan_reading, remember_reading
from scheduler.register.plans import PlanRefused, compare, record
from scheduler.register.uploads import Upload, discard_upload
from scheduler.rounds.orders import StandingOrders
from scheduler.web.upload_reading import as_mended

CORRECTION, DOCUMENT = "correction-", "document-"


class NothingToRecord(PlanRefused):
    """A reading without a single action."""

    def __init__(self) -> None:
        super().__init__("no action was read: say what the columns hold")


def difference_of(session: Session, upload: Upload, orders: StandingOrders) -> tuple[Difference | None, str]:
    """What recording an upload would change; or None, and why that cannot be told yet."""
    try:
        return compare(session, upload.plan, as_mended(upload, orders)), ""
    except PlanRefused as refused:
        return None, f"{refused}."


def record_upload(
    session: Session, upload: Upload, form: Mapping[str, str], orders: StandingOrders, *, who: str, now: datetime
) -> None:
    """Record an upload as it was mended, in the caller's transaction; `form` holds what was said of its differences.

    Raises PlanRefused.
    """
    plan, day = as_mended(upload, orders), orders.local_day(now)
    if not plan.actions:
        raise NothingToRecord
    difference = compare(session, upload.plan, plan)
    renumbered = {each.ref: each.was_ref for each in difference.of(AmendmentKind.RENUMBERED)}
    record(
        session,
        upload.plan,
        plan,
        board=upload.board,
        file_name=upload.file_name,
        sha256=upload.sha256,
        now=now,
        day=day,
        who=who,
        confirm_shrinking=form.get("accept_loss") == "yes",
        same={"yes": renumbered, "no": {}}.get(form.get("renumbered", "")),
        corrections=_refs(CORRECTION, form),
        over_answers=_refs(DOCUMENT, form),
    )
    session.flush()
    _write_history(session, upload, who=who, now=now)
    remember_reading(session, upload.plan, columns=upload.columns, mends=upload.mends, now=now)
    re_resolve(session, day, now=now)
    discard_upload(session, upload.number)


def _refs(begins: str, form: Mapping[str, str]) -> frozenset[str]:
    return frozenset(name.removeprefix(begins) for name in form if name.startswith(begins))


def _write_history(session: Session, upload: Upload, *, who: str, now: datetime) -> None:
    """A line for each thing that was mended since the last edition: it was told of the others then."""
    before = plan_reading(session, upload.plan)
    tell = partial(history.write, session, at=now, who=who, road="desk", plan=upload.plan)
    if upload.columns and upload.columns != before.columns:
        tell(what="columns named", before=dict(before.columns), after=dict(upload.columns))
    for mend in upload.mends:
        if mend in before.mends:
            continue
        if mend.becomes is Becomes.KEPT:
            key = find_action(session, upload.plan, mend.said.get("ref", mend.ref)).key
            tell(commitment=key, what=_what(mend), before=mend.was, after=mend.said)
        else:
            row = {"ref": mend.ref, "title": mend.title}
            tell(what=f"row {_where(mend)}", before=row)


def _what(mend: Mend) -> str:
    return "reading mended" if mend.said else "reading confirmed"


def _where(mend: Mend) -> str:
    return "left out of the reading" if mend.becomes is Becomes.LEFT_OUT else f"added to {mend.into}"
