"""A stand-in for GOV.UK Notify on this machine, after its published API: tokens, templates, mails, queries, errors."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid5

import jwt

from notifications.transports.notify import Account, Notify

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"chaser-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
REPLY_TO = "8e222534-7f05-4972-86e3-17c5d9f894e2"
PAGE = 250  # how many notifications one answer lists
DROP = 0


@dataclass
class StandIn:
    """What the service was asked and keeps. `answers` are statuses with errors, given once each before all is well.

    `template_body` is what somebody wrote into the one template; `statuses` by reference, "created" where not said.
    """

    answers: list[tuple[int, list[dict[str, str]]]] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)
    template_subject: str = "((subject))"
    template_body: str = "((body))"
    mails: list[dict[str, Any]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def listed(self, reference: str = "", older_than: str = "") -> list[dict[str, Any]]:
        """The notifications that a query finds, the latest first, after the one that it names."""
        found = [each for each in reversed(self.mails) if reference in {"", each["reference"]}]
        keys = [each["id"] for each in found]
        rest = found[keys.index(older_than) + 1 :] if older_than in keys else found
        return [each | {"status": self.statuses.get(each["reference"], "created")} for each in rest[:PAGE]]


@contextmanager
def standing_in(service: StandIn) -> Iterator[str]:
    """The service on a port of its own; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def road_to(url: str, **words: Any) -> Notify:
    """The road to a service at that address."""
    return Notify(account=Account(**{"key": KEY, "template": TEMPLATE, "url": url} | words))


def _handler(service: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One connection's requests."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """A template, one notification, or a query of them."""
            self._answer(None)

        def do_POST(self) -> None:
            """A mail to send."""
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, body: bytes | None) -> None:
            service.requests.append(f"{self.command} {self.path}")
            status, said = self._refused() or _route(service, self.path, body)
            if status == DROP:
                self.close_connection = True
                return
            written = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def _refused(self) -> tuple[int, Any] | None:
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                jwt.decode(token, SECRET, algorithms=["HS256"], issuer=SERVICE, options={"require": ["iat", "iss"]})
            except jwt.InvalidTokenError:
                return _error(403, "AuthError", "Invalid token: signature, api token not found")
            return None

        def log_message(self, *_: Any) -> None:
            """Say nothing on standard error."""

    return Handler


def _route(service: StandIn, target: str, body: bytes | None) -> tuple[int, Any]:
    path, asked = urlsplit(target).path, {key: values[0] for key, values in parse_qs(urlsplit(target).query).items()}
    if body is not None and path == "/v2/notifications/email":
        return _post(service, json.loads(body))
    if path == f"/v2/template/{TEMPLATE}":
        place = {"subject": service.template_subject, "body": service.template_body}
        return 200, {"id": TEMPLATE, "name": "Chaser", "type": "email", "version": 1, **place}
    if path == "/v2/notifications":
        listed = service.listed(asked.get("reference", ""), asked.get("older_than", ""))
        links = {"current": target} | ({"next": f"/v2/notifications?older_than={listed[-1]['id']}"} if listed else {})
        return 200, {"notifications": listed, "links": links}
    found = [each for each in service.listed() if path == f"/v2/notifications/{each['id']}"]
    return (200, found[0]) if found else _error(404, "NoResultFound", "No result found")


def _post(service: StandIn, given: dict[str, Any]) -> tuple[int, Any]:
    """A mail taken as usual, or answered as a test told; one whose answer is dropped is taken all the same."""
    status, errors = service.answers.pop(0) if service.answers else (201, [])
    if status not in {DROP, 201}:
        return status, {"status_code": status, "errors": errors}
    answer = _send(service, given)
    return (DROP, None) if status == DROP else answer


def _send(service: StandIn, given: dict[str, Any]) -> tuple[int, Any]:
    if given["template_id"] != TEMPLATE:
        return _error(400, "BadRequestError", "Template not found")
    missing = [place for place in ("subject", "body") if place not in given.get("personalisation", {})]
    if missing:
        return _error(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")
    if given.get("email_reply_to_id", REPLY_TO) != REPLY_TO:
        said = f"email_reply_to_id {given['email_reply_to_id']} does not exist in database for service id {SERVICE}"
        return _error(400, "BadRequestError", said)
    if not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", given["email_address"]):
        return _error(400, "ValidationError", "email_address Not a valid email address")
    key = str(uuid5(UUID(SERVICE), str(len(service.mails))))
    service.mails.append(given | {"id": key, "type": "email"})
    content = {"from_email": "chaser@notifications.service.gov.uk", **given["personalisation"]}
    return 201, {"id": key, "reference": given.get("reference"), "content": content, "uri": f"/v2/notifications/{key}"}


def _error(status: int, error: str, message: str) -> tuple[int, Any]:
    return status, {"status_code": status, "errors": [{"error": error, "message": message}]}
