"""Results kept for whoever asks again: the least recently used go when they take too much memory."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

from dashboard.lake.sizes import size_of

Answer = TypeVar("Answer")

# One answer that takes more of the room than this is not kept: it would drive out what many ask for.
_LARGEST_SHARE = 1 / 8


class CacheUse:
    """How often answers were kept already, and how often they had to be found; safe for threads.

    tell: is told of each, whether it was kept.
    """

    def __init__(self) -> None:
        self.hits = self.misses = 0
        self.tell: Callable[[bool], None] = _nobody
        self._lock = Lock()

    def note(self, *, is_hit: bool) -> None:
        with self._lock:
            self.hits += is_hit
            self.misses += not is_hit
        self.tell(is_hit)


def _nobody(_is_hit: bool) -> None:
    """Nobody wants to know."""


class CachedResults:
    """Results by key, which take at most `capacity` bytes; safe for threads.

    A second thread that asks for the same key waits for the first: the parts of a page ask the same at once.
    What failed is not kept.
    """

    def __init__(self, capacity: int, use: CacheUse | None = None) -> None:
        self._capacity = capacity
        self._use = use or CacheUse()
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._computing: dict[Hashable, Future[Any]] = {}
        self._lock = Lock()

    @property
    def kept_bytes(self) -> int:
        """What the kept answers take."""
        return self._bytes

    def get(self, key: Hashable, compute: Callable[[], Answer]) -> Answer:
        """The kept answer, else the computed one. Raises what `compute` raises."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: Answer = self._kept[key][0]
                self._use.note(is_hit=True)
                return kept
            is_first = key not in self._computing
            future: Future[Answer] = self._computing.setdefault(key, Future())
        self._use.note(is_hit=not is_first)
        if is_first:
            self._fulfil(key, future, compute)
        return future.result()

    def has(self, key: Hashable) -> bool:
        """Whether an answer is kept."""
        with self._lock:
            return key in self._kept

    def _fulfil(self, key: Hashable, future: Future[Answer], compute: Callable[[], Answer]) -> None:
        try:
            answer = compute()
            self._keep(key, answer)
            future.set_result(answer)
        except BaseException as error:
            future.set_exception(error)
        finally:
            with self._lock:
                del self._computing[key]

    def _keep(self, key: Hashable, answer: object) -> None:
        size = size_of(answer) + size_of(key)
        if size > self._capacity * _LARGEST_SHARE:
            return
        with self._lock:
            self._kept[key] = answer, size
            self._bytes += size
            while self._bytes > self._capacity:
                _, (_, gone) = self._kept.popitem(last=False)
                self._bytes -= gone
