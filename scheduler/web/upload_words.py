"""The words of an uploaded plan: each action as it was read beside what the document says, what was guessed and what
was mended, and what recording it would change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.plans.mends import Becomes, Mend
from scheduler.plans.plan import Action
from scheduler.reading.mending import Identity, identities, identity_of, mended_actions
from scheduler.register.uploads import Upload
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.days_in_words import counted, day_in_words, due_in_words
from scheduler.web.upload_changes import Changed, changes, summary
from scheduler.web.upload_choices import Standing

NEEDS_A_PERSON = frozenset({"contradicts", "same", "repeats", "guessed"})


@dataclass(frozen=True, kw_only=True)
class ReadAction:
    """One action: what was read, the document's own words, and where a person should look; `at` is its row's page."""

    at: int
    ref: str
    title: str
    leads: str
    due: str
    words: str
    status: str
    doubts: tuple[str, ...]
    mended: str


@dataclass(frozen=True, kw_only=True)
class UploadWords:
    """An upload's page. `summary` counts what it would change; `was_recorded` is the day on which this very file was.

    Of `loses` actions that are gone somebody must say that it is right. `gone` are the rows that were left out or added
    to another, each with its page.
    """

    size: str
    as_of: str
    actions: tuple[ReadAction, ...]
    gone: tuple[tuple[int, str], ...]
    remarks: tuple[tuple[str, str], ...]
    changes: tuple[Changed, ...]
    is_new: bool
    summary: str
    was_recorded: str
    loses: int
    asks: bool


def upload_words(upload: Upload, standing: Standing, orders: StandingOrders, form: Mapping[str, str]) -> UploadWords:
    """All that a co-ordinator looks at before they record it; `form` is what they sent and was not taken."""
    kept = mended_actions(upload.reading, upload.mends, terms_end_on=orders.last_school_days)
    mends = {identity_of(each): each for each in upload.mends}
    doubts = _doubts(upload)
    rows = list(enumerate(identities(upload.reading.actions), 1))
    difference = standing.difference
    is_new = difference is None or difference.as_of_before is None
    return UploadWords(
        size=counted(len(kept), "action"),
        as_of=day_in_words(upload.reading.as_of),
        actions=tuple(_action(at, kept[each], doubts[each[0]], mends.get(each)) for at, each in rows if each in kept),
        gone=tuple((at, _gone(each, mends[each])) for at, each in rows if each not in kept),
        remarks=tuple((text, place) for kind, ref, text, place in upload.remarks if not ref or kind == "left_over"),
        changes=tuple(changes(standing, form)),
        is_new=is_new,
        summary=summary(difference.amendments) if difference else "",
        was_recorded=day_in_words(orders.local_day(standing.recorded_at)) if standing.recorded_at else "",
        loses=standing.loses,
        asks=bool(standing.questions),
    )


def _doubts(upload: Upload) -> dict[str, list[str]]:
    doubts: dict[str, list[str]] = defaultdict(list)
    for kind, ref, text, _ in upload.remarks:
        if ref and kind in NEEDS_A_PERSON:
            doubts[ref].append(text)
    return doubts


def _action(at: int, action: Action, doubts: Iterable[str], mend: Mend | None) -> ReadAction:
    target = action.target
    return ReadAction(
        at=at,
        ref=action.ref,
        title=action.title,
        leads=", ".join(each.words for each in action.leads),
        due=due_in_words(target) if target else "no date",
        words=target.words if target else "",
        status=action.status.value.replace("_", " "),
        doubts=() if mend and mend.mends_reading else tuple(doubts),
        mended=_mended(mend) if mend else "",
    )


def _mended(mend: Mend) -> str:
    if not mend.said:
        return "Confirmed" if mend.is_confirmed else ""
    changes = (f"{name} was “{mend.was[name]}”" if mend.was.get(name) else f"{name} was empty" for name in mend.said)
    return f"Mended: {', '.join(changes)}"


def _gone(each: Identity, mend: Mend) -> str:
    ref, title, _ = each
    where = "left out" if mend.becomes is Becomes.LEFT_OUT else f"added to {mend.into}"
    return f"{ref} {title[:80]}: {where}"
