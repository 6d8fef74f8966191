"""Answers kept for the next asker: the least recently used is forgotten."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Answers:
    """Results by key, at most `capacity` of them; safe for threads.

    Who asks what another thread is computing waits for that: the parts of a page ask the same at once.
    What failed is not kept.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, compute: Callable[[], Answer]) -> Answer:
        """The kept answer, else the computed one. Raises what `compute` raises."""
        with self._lock:
            is_first = key not in self._kept
            future: Future[Answer] = self._kept.setdefault(key, Future())
            self._kept.move_to_end(key)
        if is_first:
            self._fulfil(key, future, compute)
        return future.result()

    def _fulfil(self, key: Hashable, future: Future[Answer], compute: Callable[[], Answer]) -> None:
        try:
            future.set_result(compute())
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            future.set_exception(error)
        with self._lock:
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
