"""An upload recorded by the co-ordinator's word: the edition, who mended what of its reading, what is remembered."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from scheduler.plans.mends import Becomes, Mend
from scheduler.register import history
from scheduler.register.leads import re_resolve
from scheduler.register.lookups import find_action
from scheduler.register.plan_readings import plan_reading, remember_reading
from scheduler.register.plans import PlanRefused, record
from scheduler.register.uploads import Upload, discard_upload
from scheduler.rounds.orders import StandingOrders
from scheduler.web.upload_choices import said_of
from scheduler.web.upload_reading import as_mended


class NothingToRecord(PlanRefused):
    """A reading without a single action."""

    def __init__(self) -> None:
        super().__init__("no action was read: say what the columns hold")


def record_upload(
    session: Session,
    upload: Upload,
    same: Mapping[str, str],
    orders: StandingOrders,
    *,
    is_loss_accepted: bool,
    who: str,
    now: datetime,
) -> None:
    """Record an upload as it was mended, with what was said of its differences, in the caller's transaction.

    `same` is which action is which, as in rules.pairing.pair. Raises PlanRefused.
    """
    plan, day, said = as_mended(upload, orders), orders.local_day(now), said_of(upload, orders)
    if not plan.actions:
        raise NothingToRecord
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
        confirm_shrinking=is_loss_accepted,
        same=same,
        corrections=said.corrections,
        over_answers=said.over_answers,
    )
    session.flush()
    mends = tuple(each.for_later for each in upload.mends if each.mends_reading)
    _write_history(session, upload, mends, who=who, now=now)
    remember_reading(session, upload.plan, columns=upload.columns, mends=mends, now=now)
    re_resolve(session, day, now=now)
    discard_upload(session, upload.number)


def _write_history(session: Session, upload: Upload, mends: tuple[Mend, ...], *, who: str, now: datetime) -> None:
    """A line for each thing that was mended since the last edition: it was told of the others then."""
    before = plan_reading(session, upload.plan)
    tell = partial(history.write, session, at=now, who=who, road="desk", plan=upload.plan)
    if upload.columns and upload.columns != before.columns:
        tell(what="columns named", before=dict(before.columns), after=dict(upload.columns))
    for mend in mends:
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
