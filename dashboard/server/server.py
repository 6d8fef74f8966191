"""The server that the dashboard runs in."""

import logging
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from dashboard.server.connections import Listener
from warehouse.errors import TouchpointsError
from warehouse.settings import Settings

# Python works on one request at a time, the database beside it: more threads make all of them wait longer.
_THREADS = 4
_HIGHEST_PORT = 65_535
# An address with hundreds of departments fits.
_HEADER_BYTES = 65_536
# Beside connections: data files, the catalogue, requests and answers that are kept on disk.
_OTHER_FILES = 500
# How many connections wait to be accepted, as waitress has it.
_BACKLOG = 1024
_NAP_SECONDS = 0.05


class Server:
    """Bound and ready to run."""

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        settings: Settings,
        sockets: Sequence[socket.socket],
    ) -> None:
        adjustments = _adjustments(settings)
        self._sockets: dict[int, Any] = {}
        self._workers = ThreadedTaskDispatcher()
        self.listeners = [
            Listener(
                application,
                self._sockets,
                dispatcher=self._workers,
                adj=adjustments,
                _sock=bound,
                bind_socket=False,
                sockinfo=(bound.family, bound.type, bound.proto, bound.getsockname()),
                limits=settings.server,
            )
            for bound in sockets
        ]
        self._workers.set_thread_count(_THREADS)

    @property
    def port(self) -> int:
        """The port it listens on, which the system chose if none was given."""
        return int(self.listeners[0].effective_port)

    def run(self) -> None:
        """Serve until `close`, or until an exception as that of Ctrl+C."""
        wasyncore.loop(timeout=1, use_poll=True, map=self._sockets)

    def finish(self, seconds: float) -> None:
        """Take no connection any more, and let what is asked already be answered, for so long at most.

        To be called while it runs, from another thread.
        """
        for listener in self.listeners:
            listener.accepting = False
        until = time.monotonic() + seconds
        while time.monotonic() < until and any(listener.is_answering for listener in self.listeners):
            time.sleep(_NAP_SECONDS)

    def close(self) -> None:
        """End what runs and give the port back."""
        self._workers.shutdown()
        wasyncore.close_all(self._sockets)


def listen(
    application: Any, settings: Settings, host: str, port: int, shared: Sequence[int] | None = None
) -> Server:
    """A server for a WSGI application. Raises TouchpointsError where it cannot listen.

    shared: descriptors of the sockets, where another process bound them for several.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    _allow_files(settings.server.connections + _OTHER_FILES)
    sockets = bind(host, port) if shared is None else [socket.socket(fileno=number) for number in shared]
    return Server(application, settings, sockets)


def bind(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen there, one for each address that a name stands for.

    Who connects is kept waiting until somebody accepts. Raises TouchpointsError where it cannot be done.
    """
    bound: list[socket.socket] = []
    try:
        if not 0 <= port <= _HIGHEST_PORT:
            raise ValueError(f"a port is a number from 0 to {_HIGHEST_PORT}")
        name = f"[{host}]" if ":" in host and not host.startswith("[") else host
        for family, kind, protocol, address in Adjustments(listen=f"{name}:{port}").listen:
            bound.append(socket.socket(family, kind, protocol))
            _bind_one(bound[-1], address)
    except (OSError, OverflowError, ValueError) as error:
        for one in bound:
            one.close()
        reason = str(getattr(error, "strerror", None) or error).rstrip(".")
        raise TouchpointsError(
            f"The dashboard cannot listen on {host}:{port}: {reason}.",
            "Give another port or host, or end the program that uses this one.",
        ) from error
    return bound


def _bind_one(one: socket.socket, address: Any) -> None:
    if one.family == socket.AF_INET6:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    # As waitress does: not every system knows it.
    with suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(address)
    one.listen(_BACKLOG)


def _adjustments(settings: Settings) -> Any:
    limits = settings.server
    return Adjustments(
        backlog=_BACKLOG,
        ident=None,
        # Waitress refuses what reaches its limit.
        max_request_body_size=limits.body + 1,
        max_request_header_size=_HEADER_BYTES,
        # It knows whole seconds only.
        cleanup_interval=max(1, min(5, int(limits.idle_seconds / 4))),
        # What a client does to its connection is nobody's fault here.
        log_socket_errors=False,
    )


def _allow_files(count: int) -> None:
    """Let the process open so many files, as far as the system lets it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
