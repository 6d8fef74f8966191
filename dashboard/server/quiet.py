"""How long nobody has asked for anything: what can wait is done meanwhile."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from dashboard.server.request_kinds import kind_of

# Not what open pages ask by themselves, who watches the server, and what streams send.
_OF_READERS = ("page", "part")
# How often the other processes are told that readers ask.
_TELL_SECONDS = 1.0


class Quiet:
    """A WSGI application before another, which knows how long no reader has asked; safe for threads.

    shared: a file whose time of change says when readers asked any of the processes that answer together.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]], shared: Path | None = None) -> None:
        self._application = application
        self._shared = shared
        self._lock = Lock()
        self._running = 0
        self._ended = self._told = time.monotonic()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if kind_of(environ.get("PATH_INFO", "")) not in _OF_READERS:
            return self._application(environ, start_response)
        with self._lock:
            self._running += 1
        self._tell()
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
            here = 0.0 if self._running else time.monotonic() - self._ended
        return min(here, self._seconds_elsewhere())

    def _tell(self) -> None:
        now = time.monotonic()
        if self._shared is not None and now > self._told + _TELL_SECONDS:
            self._told = now
            with suppress(OSError):
                self._shared.touch()

    def _seconds_elsewhere(self) -> float:
        if self._shared is not None:
            with suppress(OSError):
                return max(0.0, time.time() - self._shared.stat().st_mtime)
        return float("inf")
