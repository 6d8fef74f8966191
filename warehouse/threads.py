"""Threads beside the main one, which end when the block that has them does."""

import ctypes
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import get_ident
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """So many threads. Where the block ends by an exception, such as a signal raises, their work ends too.

    interrupt: ends what they wait for outside of Python.
    """

    def __init__(self, threads: int, interrupt: Callable[[], None] = lambda: None) -> None:
        self._pool = ThreadPoolExecutor(threads)
        self._interrupt = interrupt
        self._at_work: set[int] = set()

    def submit(self, work: Callable[P, T], *given: P.args, **options: P.kwargs) -> Future[T]:
        """Do the work in one of the threads."""
        return self._pool.submit(self._do, partial(work, *given, **options))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for thread in [*self._at_work]:
                _end(thread)
            self._interrupt()
        self._pool.shutdown(cancel_futures=True)

    def _do(self, work: Callable[[], T]) -> T:
        thread = get_ident()
        self._at_work.add(thread)
        try:
            return work()
        finally:
            self._at_work.discard(thread)


def _end(thread: int) -> None:
    """Raise SystemExit there, as a signal does in the main thread, as soon as it runs Python."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(SystemExit))
