"""Connections to the server: how many, how long, and whose goes when there are too many.

Waitress stops accepting at its limit, so that whoever opens enough connections and says nothing silences it.
Here the connection goes that has waited longest without a request being worked on.
"""

import socket
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask

from dashboard.server.guard import with_headers
from dashboard.server.refusals import refusal
from warehouse.settings import Server as Limits

# How long what a refused sender still sends is thrown away: one whose sending fails does not read the answer.
_LINGER_SECONDS = 5.0
_SENTENCES = {
    413: "The request is larger than this server takes.",
    431: "The request has more headers than this server takes.",
}


class _Refusal(ErrorTask):  # type: ignore[misc]  # waitress ships no types
    """What cannot be read as a request is told so in a sentence, with the headers of every answer."""

    def execute(self) -> None:
        error = self.request.error
        # What cannot be read may have no address.
        path = getattr(self.request, "path", None) or ""
        text, content_type = refusal(path, _SENTENCES.get(error.code, "The request cannot be read."))
        self.status = f"{error.code} {error.reason}"
        headers = [("Content-Type", content_type)]
        self.response_headers.extend(with_headers(headers, self.status, {}))
        self.set_close_on_finish()
        self.channel.is_refused = True
        self.content_length = len(text)
        self.write(text)


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress ships no types
    """Reads a request; what waitress stumbles over, as a length of thousands of digits, is a bad one too."""

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError("A header cannot be read") from error


class Connection(HTTPChannel):  # type: ignore[misc]  # the same
    """One connection. waiting_since: when it was made, or its last request had been worked on."""

    parser_class = _Parser
    error_task_class = _Refusal
    is_refused = False
    _lingers_until: float | None = None

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.waiting_since = self._begun_at = time.time()
        super().__init__(*arguments, **named)

    def is_over(self, now: float, idle_seconds: float) -> bool:
        """Whether nothing was asked for too long, or a request does not come to its end, or an answer."""
        if self._lingers_until is not None:
            return now > self._lingers_until
        if self.requests:
            return False
        if self.total_outbufs_len:
            return bool(now > self.last_activity + idle_seconds)
        return now > (self.waiting_since if self.request is None else self._begun_at) + idle_seconds

    def let_go(self) -> None:
        """Have the loop close it, also if the other side takes nothing more."""
        self.will_close = True
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def received(self, data: bytes) -> Any:
        if self.request is None:
            self._begun_at = time.time()
        return super().received(data)

    def service(self) -> None:
        super().service()
        self.waiting_since = time.time()

    def readable(self) -> bool:
        return self._lingers_until is not None or bool(super().readable())

    def writable(self) -> bool:
        return bool(self.will_close if self._lingers_until is not None else super().writable())

    def handle_read(self) -> None:
        if self._lingers_until is None:
            super().handle_read()
        else:
            with suppress(OSError):
                self.recv(self.adj.recv_bytes)

    def handle_write(self) -> None:
        if not (self.is_refused and self.close_when_flushed) or self._lingers_until is not None:
            super().handle_write()
            return
        self._flush_exception(self._flush_some)
        if not self.total_outbufs_len:
            self._lingers_until = time.time() + _LINGER_SECONDS
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)


class Listener(TcpWSGIServer):  # type: ignore[misc]  # the same
    """Accepts connections at one address, within the limits of the settings."""

    channel_class = Connection
    next_channel_cleanup = 0.0

    def __init__(self, *arguments: Any, limits: Limits, **named: Any) -> None:
        self._limits = limits
        super().__init__(*arguments, **named)

    @property
    def is_answering(self) -> bool:
        """Whether somebody waits for an answer, or for the rest of one."""
        return any(connection.requests or connection.total_outbufs_len for connection in self._open())

    def readable(self) -> bool:
        """Always: there is room for another, as one goes for it."""
        now = time.time()
        if now >= self.next_channel_cleanup:
            self.next_channel_cleanup = now + self.adj.cleanup_interval
            self.maintenance(now)
        return bool(self.accepting)

    def maintenance(self, now: float) -> None:
        for connection in self._open():
            if connection.is_over(now, self._limits.idle_seconds):
                connection.let_go()

    def handle_accept(self) -> None:
        super().handle_accept()
        addresses = Counter(connection.addr[0] for connection in self._open())
        for address, count in addresses.most_common(1):
            is_crowded = addresses.total() > self._limits.connections
            if is_crowded or count > self._limits.connections_per_address:
                self._let_go_of_one(address)

    def _let_go_of_one(self, address: str) -> None:
        """The one that waited longest; the newest where all are worked on."""
        there = [connection for connection in self._open() if connection.addr[0] == address]
        waiting = [connection for connection in there if not connection.requests]
        min(waiting or there[-1:], key=lambda connection: connection.waiting_since).let_go()

    def _open(self) -> Iterable[Any]:
        return [connection for connection in [*self.active_channels.values()] if not connection.will_close]
