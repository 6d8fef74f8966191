"""How long nobody has asked for anything: what can wait is done meanwhile."""

import time
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from dashboard.server.request_kinds import kind_of

# Not what open pages ask by themselves, who watches the server, and what streams send.
_OF_READERS = ("page", "part")


class Quiet:
    """A WSGI application before another, which knows how long no reader has asked; safe for threads."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application
        self._lock = Lock()
        self._running = 0
        self._ended = time.monotonic()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if kind_of(environ.get("PATH_INFO", "")) not in _OF_READERS:
            return self._application(environ, start_response)
        with self._lock:
            self._running += 1
        try:
            return self._application(environ, start_response)
        finally:
            with self._lock:
                self._running -= 1
                self._ended = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the last answer, or since the beginning; 0 while one is being made."""
        with self._lock:
            return 0.0 if self._running else time.monotonic() - self._ended
