"""The look that readers get: that of the newest version, made once for all of them.

Making one copies the marts. Loads that commit every second would have readers wait for that all the time, so
while versions come fast, readers get the look before until the next is made.
"""

import time
from collections import deque
from concurrent.futures import Future
from threading import Lock, Thread

from dashboard.look import Look
from dashboard.watch import Watch
from warehouse.lake import Snapshot
from warehouse.settings import Settings

# Nobody sees the version before when the new one can be had within so long.
_WORTH_WAITING_SECONDS = 1.0
# While versions come fast, a quarter of the time goes into making looks, and none is older than some seconds.
_REST_PER_WORK = 3
_LONGEST_REST_SECONDS = 5.0
# Versions come fast when two came within so long; else the next is waited for however long it takes to copy.
_FAST_SECONDS = 20.0


class Newest:
    """Makes looks, one at a time; safe for threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._watch = Watch(settings)
        self._lock = Lock()
        self._look: Look | None = None
        self._coming: Future[Look] | None = None
        self._seconds_to_make = 0.0
        # When the last two versions took the place of the one before.
        self._changes = deque([float("-inf")] * 2, maxlen=2)

    def look(self) -> Look:
        """A look at the newest version, or while versions come fast, at one a few seconds older.

        Never at a warehouse that is not there any more. Raises WarehouseError while none can be read.
        """
        version = self._watch.newest()
        with self._lock:
            before = self._look
            if before is not None and before.version == version:
                return before
            coming = self._come()
        if before is not None and not self._is_soon() and self._watch.holds(before.version):
            return before
        look = coming.result()
        # One that was begun before this version was there is not what was asked for.
        return look if self._is_from(version, look.version) else self.look()

    def _is_from(self, version: Snapshot, found: Snapshot) -> bool:
        return found == version or (found.number > version.number and self._watch.holds(found))

    def _is_soon(self) -> bool:
        return not self._is_fast() or self._rest() + self._seconds_to_make < _WORTH_WAITING_SECONDS

    def _is_fast(self) -> bool:
        return time.monotonic() < self._changes[0] + _FAST_SECONDS

    def _rest(self) -> float:
        """How long until the next look may be made."""
        if not self._is_fast():
            return 0.0
        rest = min(self._seconds_to_make * _REST_PER_WORK, _LONGEST_REST_SECONDS)
        return max(0.0, self._changes[1] + rest - time.monotonic())

    def _come(self) -> Future[Look]:
        """The look that is being made; with the lock held."""
        if self._coming is None:
            self._coming = Future()
            Thread(target=self._make, args=(self._coming,), daemon=True).start()
        return self._coming

    def _make(self, coming: Future[Look]) -> None:
        try:
            if self._look is not None and self._watch.holds(self._look.version):
                time.sleep(self._rest())
            began = time.monotonic()
            look = Look(self._settings, self._watch.newest())
            self._seconds_to_make = time.monotonic() - began
        except BaseException as error:
            with self._lock:
                self._coming = None
            coming.set_exception(error)
            return
        with self._lock:
            if self._look is not None:
                self._changes.append(time.monotonic())
            self._look, self._coming = look, None
        coming.set_result(look)
