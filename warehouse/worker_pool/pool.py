"""Workers that take tasks in turn; one that dies costs time only."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from warehouse.errors import WarehouseError
from warehouse.worker_pool.worker import Outcome, Worker, WorkerDiedError, WorkerGoneError

P = ParamSpec("P")
T = TypeVar("T")

# A task that ends so many workers would end all others too: it needs more memory than there is, say.
_MOST_DEATHS = 3


class _Place:
    """Where one worker is at work; another is started there when it dies."""

    def __init__(self, start: Callable[[], Worker]) -> None:
        self._start = start
        self.worker: Worker | None = None

    def start(self) -> Worker:
        if self.worker is None:
            self.worker = self._start()
        return self.worker

    def call(self, task: Callable[..., Any], given: tuple[Any, ...]) -> Outcome:
        try:
            return self.start().call(task, *given)
        except WorkerDiedError:
            self.worker = None
            raise


class WorkerPool:
    """As many workers as `starts` has functions that start one.

    They are started with the block that has the pool; where it ends by an exception they are ended at once.
    What starting one raises, the block raises.
    """

    def __init__(self, starts: Sequence[Callable[[], Worker]]) -> None:
        self.size = len(starts)
        self._places = [_Place(start) for start in starts]
        self._left, self._counting = len(starts), Lock()
        self._idle: SimpleQueue[_Place | None] = SimpleQueue()
        self._is_open = True

    def __enter__(self) -> Self:
        threads = ThreadPoolExecutor(self.size)
        try:
            for each in [threads.submit(self._start, place) for place in self._places]:
                each.result()
        except BaseException:
            # One that waits for room on a cluster is not waited for.
            threads.shutdown(wait=False, cancel_futures=True)
            self.stop()
            raise
        threads.shutdown()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.stop()
        self._is_open = False
        for worker in self._workers():
            worker.close()

    def call(self, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """What the task gives back, which the next idle worker does; to be called by several threads at once.

        A worker that dies at it is replaced, and the task done again: it may have been done in part before.
        Raises what the task raises, and WarehouseError where workers keep dying or none is left.
        """
        assert not named, "tasks are given what they need in order"
        for _ in range(_MOST_DEATHS):
            try:
                result: T = self._done(task, given).result()
            except WorkerDiedError:
                if not self._is_open:
                    raise _stopped() from None
            else:
                return result
        raise WarehouseError(
            f"{_MOST_DEATHS} workers ended in the middle of the same task.",
            "Mostly there is not enough memory: lower memory_limit, or loading.threads for fewer workers.",
        )

    def stop(self) -> None:
        """End all workers now, and with them what waits for them."""
        self._is_open = False
        for worker in self._workers():
            worker.kill()

    def _done(self, task: Callable[..., Any], given: tuple[Any, ...]) -> Outcome:
        while True:
            place = self._idle.get()
            if place is None or not self._is_open:
                self._idle.put(place)
                raise _stopped() if self._left else _none_left()
            try:
                outcome = place.call(task, given)
            except WorkerGoneError:
                self._lose_place()
                continue
            except BaseException:
                self._idle.put(place)
                raise
            self._idle.put(place)
            return outcome

    def _start(self, place: _Place) -> None:
        try:
            place.start()
        except WorkerGoneError:
            self._lose_place()
            return
        except WorkerDiedError:
            # Whoever gets the place starts another.
            pass
        self._idle.put(place)

    def _lose_place(self) -> None:
        with self._counting:
            self._left -= 1
            if not self._left:
                # Whoever waits for a worker, or will, is told that there is none.
                self._idle.put(None)

    def _workers(self) -> list[Worker]:
        return [place.worker for place in self._places if place.worker is not None]


def _none_left() -> WarehouseError:
    return WarehouseError(
        "No worker is left: every machine that had one is gone.", "Start them, and run this again."
    )


def _stopped() -> WarehouseError:
    return WarehouseError("The workers were stopped.", "Run this again.")
