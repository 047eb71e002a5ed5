"""A local address that gives out tokens as Microsoft's does, over TLS, and a relay's judge of them."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

TENANT = "example.org"


@dataclass
class TokenDesk:
    """What the address was asked for, and whom it gives a token: the application with this secret alone."""

    client_id: str = "chaser"
    secret: str = "s3cret"
    asked: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://127.0.0.1:{self.port}"

    def discovery(self) -> dict[str, str]:
        """What OpenID Connect calls the configuration of the issuer."""
        at = f"{self.url}/{TENANT}/oauth2/v2.0"
        return {
            "issuer": f"{self.url}/{TENANT}/v2.0",
            "token_endpoint": f"{at}/token",
            "authorization_endpoint": f"{at}/authorize",
        }

    def answer(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """A token for who knows the secret."""
        self.asked.append(form)
        if (form.get("client_id"), form.get("client_secret")) != (self.client_id, self.secret):
            words = "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1"
            return 401, {"error": "invalid_client", "error_description": words}
        return 200, {"token_type": "Bearer", "expires_in": 3599, "access_token": f"token-{len(self.asked)}"}


@contextmanager
def giving_tokens(context: ssl.SSLContext) -> Iterator[TokenDesk]:
    """The address, on a port of its own."""
    desk = TokenDesk()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(200, desk.discovery())

        def do_POST(self) -> None:
            words = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._reply(*desk.answer({key: values[0] for key, values in parse_qs(words).items()}))

        def _reply(self, code: int, said: object) -> None:
            body = json.dumps(said).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing goes to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    desk.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
