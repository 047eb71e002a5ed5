"""The words of the desk's pages about other programs: keys, webhooks and the forms that make them."""

from dataclasses import dataclass, replace

from scheduler.plans.events import IN_WORDS, EventKind
from scheduler.register.api_keys import ApiKey
from scheduler.register.hooks import Hook
from scheduler.rules.days_in_words import listed, short_day
from scheduler.web.desk_forms import FormWords
from scheduler.web.sayings import Field, Holds
from scheduler.web.seen import Seen
from scheduler.web.upload_desk import at_the_desk

PLACE = "/desk/connections"
YES_OR_NO = (("yes", "Yes"), ("no", "No"))
EVENTS = {
    "escalated": EventKind.ESCALATED,
    "completed": EventKind.COMPLETED,
    "date_moved": EventKind.DATE_MOVED,
}
NAME = Field(name="name", label="What is the program called?", hint="Like Power BI of the board")
SCOPE = Field(name="scope", label="Which plans?", holds=Holds.CHOICE)
NAMES = Field(
    name="names",
    label="May it read the names of people, the history and the ledger?",
    holds=Holds.CHOICE,
    hint="Without names it reads roles and agencies. E-mail addresses are never read.",
    choices=(("no", "No"), ("yes", "Yes")),
)
KEY_FORM = FormWords(
    heading="Give a program a key",
    back=PLACE,
    action=f"{PLACE}/keys/new",
    button="Make the key",
    fields=(NAME, SCOPE, NAMES),
    sentences=("Whoever has the key reads what it reads: give it to that program alone. It changes nothing here.",),
)
URL = Field(
    name="url",
    label="At which address is it told?",
    hint="The address that the program shows you. It begins with https://",
)
ASKED = tuple(
    Field(name=name, label=f"Tell it when something is {words}?", holds=Holds.CHOICE, hint=hint, choices=YES_OR_NO)
    for name, words, hint in (
        ("escalated", "escalated", "When it first comes before a manager, or before the chair."),
        ("completed", "completed", "When a completion is verified, or a new edition says so."),
        ("date_moved", "moved to another date", "When a new date is granted, or a new edition moves one."),
    )
)
HOOK_FORM = FormWords(
    heading="Tell a program what happens",
    back=PLACE,
    action=f"{PLACE}/webhooks/new",
    button="Add the webhook",
    fields=(NAME, URL, SCOPE, *ASKED),
    sentences=("It is told titles and dates of actions, and nobody's name.",),
)


@dataclass(frozen=True, kw_only=True)
class KeyWords:
    """A key in a list."""

    number: int
    name: str
    reads: str
    made: str
    used: str
    revoked: str


@dataclass(frozen=True, kw_only=True)
class HookWords:
    """A webhook in a list; `unwanted` says why its program is told nothing for now."""

    number: int
    name: str
    host: str
    told: str
    made: str
    unwanted: str


def key_words(key: ApiKey, seen: Seen) -> KeyWords:
    """A key, and what became of it."""
    zone = seen.scene.orders.local_day
    names = "names, history and ledger too" if key.with_names else "without names"
    return KeyWords(
        number=key.number,
        name=key.name,
        reads=f"{_plans(key.board, key.plan, seen)}, {names}",
        made=f"{short_day(zone(key.made_at))}, by {seen.scene.name(key.made_by)}",
        used=short_day(key.used_on) if key.used_on else "never",
        revoked=f"revoked on {short_day(zone(key.revoked_at))}" if key.revoked_at else "",
    )


def hook_words(hook: Hook, seen: Seen) -> HookWords:
    """A webhook, and how it stands."""
    return HookWords(
        number=hook.number,
        name=hook.name,
        host=hook.host,
        told=f"{listed([IN_WORDS[each] for each in hook.events])}: {_plans(hook.board, hook.plan, seen)}",
        made=f"{short_day(seen.scene.orders.local_day(hook.made_at))}, by {seen.scene.name(hook.made_by)}",
        unwanted=hook.unwanted,
    )


def scopes(seen: Seen) -> tuple[tuple[str, str], ...]:
    """What a key or webhook may be for: all plans of a board of the reader's, or one of them."""
    boards = at_the_desk(seen.reader, seen)
    whole = [(slug, _plans(slug, "", seen)) for slug in boards]
    single = [(f"{each.board}/{each.slug}", each.title) for each in seen.plans if each.board in boards]
    return (*whole, *single)


def with_scopes(words: FormWords, seen: Seen) -> FormWords:
    """A form with the reader's own boards and plans to choose from."""
    chosen = replace(SCOPE, choices=scopes(seen))
    return replace(words, fields=tuple(chosen if each.name == SCOPE.name else each for each in words.fields))


def _plans(board: str, plan: str, seen: Seen) -> str:
    if plan:
        known = seen.scene.snapshot.plans.get(plan)
        return known.title if known else plan
    return f"all plans of {seen.scene.snapshot.boards[board].name}"
