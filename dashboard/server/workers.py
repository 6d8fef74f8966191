"""Several processes that answer at one address: started, replaced when one dies, and ended together.

The sockets are bound here and handed on, so whoever connects is kept waiting until some worker accepts, also
while one is being replaced.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from socket import socket
from threading import Event, Thread

from dashboard.server.server import bind
from dashboard.server.together import FIGURES_VARIABLE, make_shared_folder
from warehouse.errors import TouchpointsError
from warehouse.settings import Settings
from warehouse.visible import tell

# One that worked for so long is replaced at once; before, each time after twice as long as the time before.
_STEADY_SECONDS = 60.0
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 1.0, 60.0
_LOOK_SECONDS = 0.2


def run_workers(
    settings: Settings,
    place: tuple[str, int],
    count: int,
    options: Sequence[str],
    on_listening: Callable[[int], None],
) -> None:
    """Serve at the host and port of `place` by so many processes, until a signal comes; then end them.

    options: of `touchpoints serve` for each. on_listening is called with the port once the first answers.
    Raises TouchpointsError where nobody can listen there, or a worker ends before any answered.
    """
    if os.name == "nt":
        raise TouchpointsError(
            "Several workers need sockets that processes share, which Windows has not.",
            "Leave out --workers.",
        )
    sockets = bind(*place)
    workers = [_Worker(sockets, options, make_shared_folder(settings)) for _ in range(count)]
    answered = Event()

    def announce() -> None:
        _wait_for_answer(sockets[0])
        answered.set()
        on_listening(int(sockets[0].getsockname()[1]))

    try:
        for worker in workers:
            worker.start()
        Thread(target=announce, daemon=True).start()
        while True:
            for worker in workers:
                worker.look(is_tried=answered.is_set())
            time.sleep(_LOOK_SECONDS)
    finally:
        _end(workers)


class _Worker:
    """One of them, whichever process it is just now."""

    def __init__(self, sockets: Sequence[socket], options: Sequence[str], metrics: str) -> None:
        self._descriptors = [one.fileno() for one in sockets]
        self._command = [sys.executable, "-m", "warehouse.ends_with_starter", "serve", *options]
        for number in self._descriptors:
            self._command += ["--shared-socket", str(number)]
        self._environment: Mapping[str, str] = {**os.environ, FIGURES_VARIABLE: metrics}
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = self._pause = self._due_at = 0.0

    def start(self) -> None:
        self._started_at = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            self._command,
            env=self._environment,
            stdin=subprocess.PIPE,
            pass_fds=self._descriptors,
            # Ctrl+C comes to all processes of a terminal: these are to hear of it from their starter alone.
            start_new_session=True,
        )

    def look(self, *, is_tried: bool) -> None:
        """Replace it if it ended. is_tried: whether any worker has answered yet; else none is replaced."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._due_at:
                self.start()
            return
        status = self._process.poll()
        if status is None:
            return
        if not is_tried:
            raise TouchpointsError(
                f"The dashboard ended by itself with status {status} before it answered.",
                "What it said above tells why; mend that and start again.",
            )
        is_steady = now > self._started_at + _STEADY_SECONDS
        self._pause = 0.0 if is_steady else _longer(self._pause)
        self._process, self._due_at = None, now + self._pause
        when = "at once" if is_steady else f"in {self._pause:g} s"
        tell(
            f"A worker of the dashboard ended by itself with status {status}; another takes its place {when}."
        )

    def ask_to_end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait(self) -> None:
        if self._process is not None:
            self._process.wait()


def _longer(pause: float) -> float:
    return min(max(_FIRST_PAUSE_SECONDS, 2 * pause), _LONGEST_PAUSE_SECONDS)


def _end(workers: Sequence[_Worker]) -> None:
    """All at the same time: each has something to bring to its end."""
    for worker in workers:
        worker.ask_to_end()
    for worker in workers:
        worker.wait()


def _wait_for_answer(listening: socket) -> None:
    """Ask, and wait among those who connect until a worker answers."""
    host, port = listening.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = "::1" if ":" in host else "127.0.0.1"
    while True:
        # The one that accepted may have died of something.
        with suppress(OSError, HTTPException):
            connection = HTTPConnection(host, port)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        time.sleep(_LOOK_SECONDS)
