"""The words of an uploaded plan: each action as it was read beside what the document says, what was guessed, and what
recording it would change."""

from collections import defaultdict
from dataclasses import dataclass

from scheduler.plans.amendments import AmendmentKind, Difference
from scheduler.plans.plan import Action
from scheduler.register.uploads import Upload
from scheduler.rules.days_in_words import counted, day_in_words, due_in_words

NEEDS_A_PERSON = frozenset({"contradicts", "same", "repeats", "guessed"})


@dataclass(frozen=True, kw_only=True)
class ReadAction:
    """One action: what was read, the document's own words, and where a person should look."""

    ref: str
    title: str
    leads: str
    due: str
    words: str
    status: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One amendment in words."""

    what: str
    ref: str
    title: str
    before: str
    after: str
    question: str


@dataclass(frozen=True, kw_only=True)
class UploadWords:
    """An upload's page. `loses_much` and `is_renumbered` are questions to answer before it is recorded."""

    size: str
    as_of: str
    actions: tuple[ReadAction, ...]
    remarks: tuple[tuple[str, str], ...]
    changes: tuple[Changed, ...]
    is_new: bool
    loses: int
    is_renumbered: bool


def upload_words(upload: Upload, difference: Difference) -> UploadWords:
    """All that a co-ordinator looks at before they record it."""
    doubts: dict[str, list[str]] = defaultdict(list)
    for kind, ref, text, _ in upload.remarks:
        if ref and kind in NEEDS_A_PERSON:
            doubts[ref].append(text)
    is_new = difference.as_of_before is None
    return UploadWords(
        size=counted(len(upload.reading.actions), "action"),
        as_of=day_in_words(upload.reading.as_of),
        actions=tuple(_action(each, tuple(doubts[each.ref])) for each in upload.reading.actions),
        remarks=tuple((text, place) for kind, ref, text, place in upload.remarks if not ref or kind == "left_over"),
        changes=() if is_new else tuple(_changed(difference)),
        is_new=is_new,
        loses=difference.withdrawn,
        is_renumbered=bool(difference.of(AmendmentKind.RENUMBERED)),
    )


def _action(action: Action, doubts: tuple[str, ...]) -> ReadAction:
    target = action.target
    return ReadAction(
        ref=action.ref,
        title=action.title,
        leads=", ".join(each.words for each in action.leads),
        due=due_in_words(target) if target else "no date",
        words=target.words if target else "",
        status=action.status.value.replace("_", " "),
        doubts=doubts,
    )


def _changed(difference: Difference) -> list[Changed]:
    return [
        Changed(
            what=f"{each.kind.value} ({each.part})" if each.part else each.kind.value,
            ref=each.ref,
            title=each.title,
            before=f"{each.before} (answered since: {each.answered})" if each.answered else each.before or each.was_ref,
            after=each.after,
            question=each.question,
        )
        for each in difference.amendments
    ]
