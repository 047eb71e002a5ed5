"""Our end of an HTTP connection: uvicorn's, but a feed that is at hand is written out as soon as it is asked for.

An application's answer takes a task and a dozen calls; with a thousand subscribers that is most of what a feed costs.
"""

from collections.abc import Iterable

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from scheduler.web.feed_front import FeedFront

BEGINS = (b"GET /feeds/", b"HEAD /feeds/")


class FeedProtocol(HttpToolsProtocol):
    """One connection. What `front` does not answer goes the usual way, as do requests that wait behind another."""

    front: FeedFront
    _is_reading = False
    _open_until = 0.0
    _usual: tuple[Iterable[tuple[bytes, bytes]], bytes] = ((), b"")

    def data_received(self, data: bytes) -> None:
        """Answer at once where one can; else let the parser have what came."""
        answer = self.front.answer(data) if data.startswith(BEGINS) and self._is_idle() else None
        if answer is None:
            super().data_received(data)
            return
        self.transport.writelines([b"".join([answer.head, self._usual_lines(), b"\r\n"]), answer.body])
        self.server_state.total_requests += 1
        self._stay_open()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that was silent for as long as uvicorn lets it be; one that spoke since stays open."""
        remaining = self._open_until - self.loop.time()
        if remaining > 0:
            self.timeout_keep_alive_task = self.loop.call_later(remaining, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()

    def on_message_begin(self) -> None:
        """A request begins that the parser reads."""
        self._is_reading = True
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """It was read whole."""
        self._is_reading = False
        super().on_message_complete()

    def _stay_open(self) -> None:
        """Wait for the next request; a timer that runs already is let run, for most connections ask again at once."""
        self._open_until = self.loop.time() + self.timeout_keep_alive
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def _is_idle(self) -> bool:
        """Whether nothing is half read, and no answer is on its way or waits for a slow reader."""
        cycle: RequestResponseCycle | None = self.cycle  # None before the first one, whatever its type says
        is_answering = cycle is not None and not cycle.response_complete
        return not (self._is_reading or is_answering or self.pipeline or self.flow.write_paused)

    def _usual_lines(self) -> bytes:
        """The headers that uvicorn gives to every answer, such as Date; it makes a new list each second."""
        headers = self.server_state.default_headers
        if self._usual[0] is not headers:
            self._usual = headers, b"".join(b"%s: %s\r\n" % header for header in headers)
        return self._usual[1]


def protocol_for(front: FeedFront) -> type[FeedProtocol]:
    """What uvicorn makes its connections with: it takes a class, and gives it nothing of ours."""
    return type("FeedProtocolOfThisHome", (FeedProtocol,), {"front": front})
