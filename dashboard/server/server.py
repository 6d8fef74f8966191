"""The server that the dashboard runs in."""

import logging
from collections.abc import Callable, Iterable
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


class Server:
    """Bound and ready to run."""

    def __init__(
        self, application: Callable[..., Iterable[bytes]], adjustments: Any, settings: Settings
    ) -> None:
        self._sockets: dict[int, Any] = {}
        self._workers = ThreadedTaskDispatcher()
        self.listeners = [
            Listener(
                application,
                self._sockets,
                dispatcher=self._workers,
                adj=adjustments,
                sockinfo=info,
                limits=settings.server,
            )
            for info in adjustments.listen
        ]
        self._workers.set_thread_count(_THREADS)

    @property
    def port(self) -> int:
        """The port it listens on, which the system chose if none was given."""
        return int(self.listeners[0].effective_port)

    def run(self) -> None:
        """Serve until `close`, or until an exception as that of Ctrl+C."""
        wasyncore.loop(timeout=1, use_poll=True, map=self._sockets)

    def close(self) -> None:
        """End what runs and give the port back."""
        self._workers.shutdown()
        wasyncore.close_all(self._sockets)


def listen(application: Any, settings: Settings, host: str, port: int) -> Server:
    """A server for a WSGI application. Raises TouchpointsError where it cannot listen."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    _allow_files(settings.server.connections + _OTHER_FILES)
    try:
        if not 0 <= port <= _HIGHEST_PORT:
            raise ValueError(f"a port is a number from 0 to {_HIGHEST_PORT}")
        return Server(application, _adjustments(settings, host, port), settings)
    except (OSError, OverflowError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).rstrip(".")
        raise TouchpointsError(
            f"The dashboard cannot listen on {host}:{port}: {reason}.",
            "Give another port or host, or end the program that uses this one.",
        ) from error


def _adjustments(settings: Settings, host: str, port: int) -> Any:
    limits = settings.server
    name = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return Adjustments(
        listen=f"{name}:{port}",
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
