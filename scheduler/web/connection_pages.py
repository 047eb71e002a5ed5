"""Other programs at the desk: keys with which they read, webhooks by which they are told. Secrets are shown once."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from notifications.transports.webhook_addresses import UnusableUrl, target_of
from scheduler.plans.events import EventKind
from scheduler.register.api_keys import list_keys, make_key, revoke_key
from scheduler.register.hooks import (
    Hook,
    add_hook,
    end_hook,
    hook_secret,
    list_hooks,
    resume_hook,
    secret_in_words,
)
from scheduler.web.connection_words import EVENTS, HOOK_FORM, KEY_FORM, hook_words, key_words, scopes, with_scopes
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.desk_forms import Typed, desk_form, line_typed
from scheduler.web.readers import OwnForm, Reader, TheReader
from scheduler.web.seen import Seen, seen_by
from scheduler.web.templating import page
from scheduler.web.upload_desk import at_the_desk

router = APIRouter(prefix="/desk/connections")
PLACE = "/desk/connections"
NOT_THERE = "There is no such key or webhook at your desk."
LONGEST_ADDRESS = 2000


@router.get("")
def show(desk: TheDesk, reader: TheReader) -> Response:
    """All keys and webhooks of the reader's boards."""
    with desk.reading() as session:
        seen, boards = _seen(session, desk, reader)
        keys, hooks = list_keys(session, boards), list_hooks(session, boards)
    said = [key_words(each, seen) for each in keys]
    return page("connections.html", seen=seen, keys=said, hooks=[hook_words(each, seen) for each in hooks])


@router.get("/keys/new")
def ask_for_key(desk: TheDesk, reader: TheReader) -> Response:
    """The form of a new key."""
    with desk.reading() as session:
        seen, _ = _seen(session, desk, reader)
    return desk_form(seen, with_scopes(KEY_FORM, seen), {})


@router.post("/keys/new")
def make(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Make a key, and show it this once."""
    with desk.sessions.begin() as session:
        seen, _ = _seen(session, desk, reader)
        typed = Typed(form=form)
        name, (board, plan) = _name(typed), _scope(form, seen)
        if typed.problems:
            return desk_form(seen, with_scopes(KEY_FORM, seen), form, tuple(typed.problems))
        key, bearer = make_key(
            session,
            name=name,
            board=board,
            plan=plan,
            with_names=form.get("names") == "yes",
            who=reader.person,
            now=desk.now(),
        )
    return page("connection_made.html", seen=seen, name=key.name, secret=bearer, is_key=True)


@router.post("/keys/{number}/revoke")
def revoke(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """End a key."""
    with desk.sessions.begin() as session:
        _, boards = _seen(session, desk, reader)
        if number not in {each.number for each in list_keys(session, boards)}:
            raise HTTPException(404, NOT_THERE)
        revoke_key(session, number, who=reader.person, now=desk.now())
    return RedirectResponse(PLACE, status_code=303)


@router.get("/webhooks/new")
def ask_for_hook(desk: TheDesk, reader: TheReader) -> Response:
    """The form of a new webhook."""
    with desk.reading() as session:
        seen, _ = _seen(session, desk, reader)
    return desk_form(seen, with_scopes(HOOK_FORM, seen), {})


@router.post("/webhooks/new")
def add(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Add a webhook, and show its secret this once."""
    with desk.sessions.begin() as session:
        seen, _ = _seen(session, desk, reader)
        typed = Typed(form=form)
        given: dict[str, Any] = {"name": _name(typed), "url": _url(typed, desk), "events": _events(typed)}
        board, plan = _scope(form, seen)
        if typed.problems:
            return desk_form(seen, with_scopes(HOOK_FORM, seen), form, tuple(typed.problems))
        hook = add_hook(session, **given, board=board, plan=plan, who=reader.person, now=desk.now())
    secret = secret_in_words(hook_secret(desk.secret, hook))
    return page("connection_made.html", seen=seen, name=hook.name, secret=secret, is_key=False)


@router.post("/webhooks/{number}/end")
def end(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Tell a program nothing more."""
    with desk.sessions.begin() as session:
        end_hook(session, _hook(session, number, desk, reader).number, who=reader.person, now=desk.now())
    return RedirectResponse(PLACE, status_code=303)


@router.post("/webhooks/{number}/resume")
def resume(number: int, form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Tell a program again that said that it was gone."""
    with desk.sessions.begin() as session:
        resume_hook(session, _hook(session, number, desk, reader).number, who=reader.person, now=desk.now())
    return RedirectResponse(PLACE, status_code=303)


def _seen(session: Session, desk: Desk, reader: Reader) -> tuple[Seen, tuple[str, ...]]:
    seen = seen_by(reader, session, desk)
    return seen, at_the_desk(reader, seen)


def _hook(session: Session, number: int, desk: Desk, reader: Reader) -> Hook:
    """A webhook of the reader's boards; raises 404 for any other, there or not."""
    _, boards = _seen(session, desk, reader)
    for each in list_hooks(session, boards):
        if each.number == number:
            return each
    raise HTTPException(404, NOT_THERE)


def _scope(form: Mapping[str, str], seen: Seen) -> tuple[str, str]:
    """The board, and the plan or "" for all; raises 404 for what is not the reader's."""
    chosen = form.get("scope", "")
    if chosen not in {value for value, _ in scopes(seen)}:
        raise HTTPException(404, NOT_THERE)
    board, _, plan = chosen.partition("/")
    return board, plan


def _name(typed: Typed) -> str:
    name = typed.read("name", line_typed) or ""
    if not name and not typed.problems:
        typed.say("name", "Say what the program is called, so that you know it again")
    return str(name)


def _url(typed: Typed, desk: Desk) -> str:
    url = str(typed.read("url", lambda words: line_typed(words, LONGEST_ADDRESS)) or "")
    if not typed.form.get("url", "").strip():
        typed.say("url", "Enter the address that the program shows you")
        return ""
    try:
        target_of(url, desk.webhook_hosts)
    except UnusableUrl as wrong:
        typed.say("url", f"{str(wrong)[:1].upper()}{str(wrong)[1:]}")
    return url


def _events(typed: Typed) -> tuple[EventKind, ...]:
    events = tuple(kind for name, kind in EVENTS.items() if typed.form.get(name) == "yes")
    if not events:
        typed.say(next(iter(EVENTS)), "Say yes to at least one of these")
    return events
