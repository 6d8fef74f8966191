"""The parent's end of a query's process: started, asked once, ended."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from threading import Timer
from typing import IO, Any

from analytics.sandbox.job import Job
from warehouse.errors import QueryError, WarehouseError

# Ample for the start and the opening of a warehouse on a machine that is busy; it guards against hanging.
_OPENING_SECONDS = 120
# What an Arrow stream has around the rows.
_FRAME_BYTES = 20_000_000
_COMMAND = [sys.executable, "-P", "-m", "analytics.sandbox"]
# The arrow library's own thread would be outside the walls, and each arena takes room in the address space.
_ENVIRONMENT = {"JE_ARROW_MALLOC_CONF": "background_thread:false", "MALLOC_ARENA_MAX": "2"}


class QueryProcess:
    """A process that gets ready at once and answers one job. End it always.

    extensions: those that the warehouse takes which it will be asked about.
    """

    def __init__(self, extensions: Sequence[str]) -> None:
        # In a session of its own a Ctrl+C reaches the parent alone, which ends it.
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [*_COMMAND, *extensions],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
            start_new_session=True,
        )
        self._is_late = False

    @property
    def id(self) -> int:
        """The system's number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def ask(self, job: Job, seconds: float) -> tuple[bytes, bool]:
        """The rows as an Arrow stream, and whether they were cut.

        Raises QueryError and WarehouseError as the process says, and QueryError when it was ended by force:
        `seconds` after the warehouse was open, or by a crash.
        """
        with self._ended_after(_OPENING_SECONDS):
            self._tell(job)
            self._hear(seconds)
        with self._ended_after(seconds):
            is_cut = bool(self._hear(seconds)["is_cut"])
            rows = self._output.read(job.size + _FRAME_BYTES)
            if self._process.wait() != 0:
                raise self._death(seconds)
        return rows, is_cut

    def end(self) -> None:
        """End it by force, whatever it does."""
        self._process.kill()
        self._process.wait()
        with suppress(BrokenPipeError):
            self._input.close()
        self._output.close()

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _tell(self, job: Job) -> None:
        # One that died before it was asked says so when it is heard.
        with suppress(BrokenPipeError):
            self._input.write(json.dumps(asdict(job)).encode() + b"\n")
            self._input.flush()

    def _hear(self, seconds: float) -> dict[str, Any]:
        """The next thing it says. Raises what it complains of, or that it died."""
        line = self._output.readline()
        if not line.endswith(b"\n"):
            self._process.wait()
            raise self._death(seconds)
        said = dict(json.loads(line))
        if "error" in said:
            kind = QueryError if said["is_of_query"] else WarehouseError
            raise kind(said["error"], said["way_out"])
        if "fault" in said:
            raise RuntimeError(said["fault"])
        return said

    @contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        timer = Timer(seconds, self._stop)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _stop(self) -> None:
        self._is_late = True
        self._process.kill()

    def _death(self, seconds: float) -> QueryError:
        if self._is_late:
            return QueryError(
                f"The query was stopped after {seconds:g} s.",
                "Ask for less, or raise query.seconds in touchpoints.toml.",
            )
        code = self._process.returncode
        how = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        return QueryError(
            f"The query ended the database's process ({how}).",
            "Ask it another way: with smaller values, less at once, or in steps using WITH.",
        )
