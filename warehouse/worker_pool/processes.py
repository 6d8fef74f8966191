"""Workers as processes of this machine."""

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, TypeVar

from warehouse.work import leave
from warehouse.worker_pool.own import Own, begin
from warehouse.worker_pool.worker import Outcome, WorkerDiedError, outcome_of

T = TypeVar("T")

# A fresh interpreter: threads of the database do not outlive a fork.
_CONTEXT = get_context("spawn")
_SECONDS_TO_END = 5.0


class ProcessWorker:
    """Started at once; it ends by itself when whoever started it is gone, however that came about."""

    def __init__(self, own: Own) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, own), daemon=True)
        self._process.start()
        theirs.close()

    def call(self, task: Callable[..., T], *given: Any) -> Outcome:
        """As every Worker."""
        try:
            self._pipe.send((task, given))
            outcome: Outcome = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.kill()
            raise WorkerDiedError from error
        return outcome

    def close(self) -> None:
        """Its folders go with it."""
        try:
            self._pipe.send(None)
            self._process.join(_SECONDS_TO_END)
        except OSError:
            pass
        self.kill()

    def kill(self) -> None:
        """What it leaves is swept with the folders of dead processes."""
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, own: Own) -> None:
    # Ctrl+C reaches every process of a terminal; the one that was asked to do the work ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    begin(own)
    while (asked := _next(pipe)) is not None:
        pipe.send(outcome_of(*asked))


def _next(pipe: Connection) -> tuple[Callable[..., Any], tuple[Any, ...]] | None:
    try:
        asked: tuple[Callable[..., Any], tuple[Any, ...]] | None = pipe.recv()
    except EOFError:
        return None
    return asked


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    leave()
    os._exit(1)
