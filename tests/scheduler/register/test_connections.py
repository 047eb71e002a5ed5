"""Keys, webhooks, events and pages of the ledger on both databases."""

from datetime import date

from sqlalchemy.orm import Session

from notifications.ledger import Mark, ledger_page
from notifications.outbox import NewMessage, Notice, entries, put
from notifications.tables import Kind
from scheduler.plans.events import Event, EventKind
from scheduler.register.api_keys import key_of, list_keys, make_key, note_use, revoke_key
from scheduler.register.events import tell_event
from scheduler.register.hooks import add_hook, end_hook, hook_secret, list_hooks
from scheduler.register.tables import PlanRow
from tests.builders import NINA, SAM
from tests.scheduler.rounds.houses import LONDON, at

NOW = at("2026-10-12T09:30")
TODAY = date(2026, 10, 12)
URL = "https://hooks.example.org/run?sig=secret"


def a_plan(session: Session, slug: str = "plan") -> None:
    """A plan's own row."""
    session.add(PlanRow(slug=slug, title="Plan", board="cog", as_of=TODAY, recorded_on=TODAY))
    session.flush()


def event(ref: str = "1.1", plan: str = "plan") -> Event:
    """A completion."""
    return Event(
        kind=EventKind.COMPLETED,
        fact=f"completed {plan}/{ref} answer 1",
        plan=plan,
        commitment=f"{plan}/{ref}",
        ref=ref,
        title="Action",
        at=NOW,
        on=TODAY,
        says={},
    )


def test_a_key_is_known_until_it_is_revoked_and_no_other_secret_opens_it(session: Session) -> None:
    key, bearer = make_key(session, name="Power BI", board="cog", who=SAM, now=NOW)
    note_use(session, key.number, TODAY)

    known = key_of(session, bearer)
    assert (known and known.number, known and known.board) == (key.number, "cog")
    assert [key_of(session, wrong) for wrong in ("", bearer[:-1], bearer[:-1] + "~", f"chaser_{10**8}_{'x' * 43}")] == [
        None
    ] * 4
    session.expire_all()
    assert [(each.number, each.used_on) for each in list_keys(session, ["cog"])] == [(key.number, TODAY)]
    assert list_keys(session, ["other"]) == ()
    revoke_key(session, key.number, who=SAM, now=NOW)
    assert key_of(session, bearer) is None


def test_an_event_is_kept_once_and_told_to_each_webhook_that_wants_it(session: Session) -> None:
    a_plan(session)
    for events in ([EventKind.COMPLETED], list(EventKind), [EventKind.ESCALATED]):
        add_hook(session, name="Flow", board="cog", url=URL, events=events, who=SAM, now=NOW)

    told = [tell_event(session, event()), tell_event(session, event()), tell_event(session, event("1.2"))]

    assert told == [True, False, True]
    sent = sorted((each.recipient, each.subject) for each in entries(session))
    first, second, _ = (each.address for each in reversed(list_hooks(session)))
    assert sent == sorted((hook, f"{ref} completed") for hook in (first, second) for ref in ("1.1", "1.2"))
    assert len({each.message_id for each in entries(session)}) == 4


def test_two_webhooks_of_one_address_share_no_secret_and_another_homes_key_makes_another(session: Session) -> None:
    given = {"name": "Flow", "board": "cog", "url": URL, "events": [EventKind.COMPLETED], "who": SAM, "now": NOW}
    hooks = [add_hook(session, **given), add_hook(session, **given)]  # type: ignore[arg-type]  # a test's words

    secrets = [hook_secret(home, each) for home in (b"one home", b"another") for each in hooks]
    assert (len(set(secrets)), {len(each) for each in secrets}) == (4, {32})
    assert hook_secret(b"one home", list_hooks(session)[1]) == secrets[0]


def test_an_ended_webhook_is_listed_no_more(session: Session) -> None:
    hook = add_hook(session, name="Flow", board="cog", url=URL, events=[EventKind.COMPLETED], who=SAM, now=NOW)
    end_hook(session, hook.number, who=SAM, now=NOW)
    end_hook(session, hook.number, who=SAM, now=NOW)

    assert list_hooks(session) == ()


def told_by_mail(session: Session, key: str, when: str, *refs: str, plans: tuple[str, ...] = ("plan",)) -> None:
    """One note to Nina with what it tells."""
    message = NewMessage(
        id=key,
        kind=Kind.NOTE,
        recipient=NINA,
        to_address=NINA,
        local_day=TODAY,
        board="cog",
        plans=plans,
        message_id=f"<{key}@example.org>",
        subject=key,
        body=b"Subject: a\r\n\r\n",
        envelope_from=SAM,
    )
    notices = [
        Notice(
            commitment=f"plan/{ref}",
            target="undated",
            kind="late",
            slot=TODAY,
            person=NINA,
            plan="plan",
            ref=ref,
            reason="late",
        )
        for ref in refs
    ]
    assert put(session, message, notices, now=at(when)) == key


def test_pages_of_the_ledger_hold_every_line_once_whatever_their_length(session: Session) -> None:
    told_by_mail(session, "b", "2026-10-12T08:00", "1.1", "1.2", "1.3")
    told_by_mail(session, "a", "2026-10-12T08:00", plans=("plan", "second"))
    told_by_mail(session, "c", "2026-10-11T08:00", plans=("second",))
    told_by_mail(session, "d", "2026-10-13T08:00", plans=("third",))

    for limit in (1, 2, 3, 10):
        found: list[tuple[str, str, str]] = []
        after: Mark | None = None
        while True:
            page = ledger_page(session, plans=["plan", "second"], zone=LONDON, after=after, limit=limit)
            found += [(mark.message, mark.plan, line.ref) for mark, line in page]
            if len(page) < limit:
                break
            after = page[-1][0]
        assert found == [
            ("c", "second", ""),
            ("a", "plan", ""),
            ("a", "second", ""),
            ("b", "plan", "1.1"),
            ("b", "plan", "1.2"),
            ("b", "plan", "1.3"),
        ]


def test_a_page_of_the_ledger_begins_and_ends_where_asked(session: Session) -> None:
    for key, when in (("a", "2026-10-11T23:59"), ("b", "2026-10-12T00:00"), ("c", "2026-10-13T00:00")):
        told_by_mail(session, key, when)
    day = {"from_at": at("2026-10-12T00:00"), "before_at": at("2026-10-13T00:00")}
    page = ledger_page(
        session, plans=["plan"], zone=LONDON, from_at=day["from_at"], before_at=day["before_at"], limit=9
    )

    assert [mark.message for mark, _ in page] == ["b"]
