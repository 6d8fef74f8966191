"""The look that readers get: that of the newest version, made once for all of them.

Making one copies the marts, and of what pages ask nothing is answered in it yet. While a load commits one
file after another, readers would wait for that all the time. So they keep the look before until the next can
answer what they asked of it; once the load has ended they get the newest. Who has seen a newer one elsewhere
does not wait for that: the next is made at once.
"""

import time
from concurrent.futures import Future
from threading import Lock, Thread

from dashboard.lake.cached_results import CacheUse
from dashboard.lake.look import Look
from dashboard.lake.made_parts import MadeParts
from dashboard.lake.seen import seen_version
from dashboard.lake.watch import Watch
from warehouse.lake import Snapshot
from warehouse.lock import is_being_written
from warehouse.settings import Settings

# A question that is slow must not keep readers from newer answers to all others.
_LONGEST_FILLING_SECONDS = 20.0
# While a load runs, half of the time goes into looks, and none comes later than some seconds for resting.
_LONGEST_REST_SECONDS = 10.0
# How soon readers who wait have the look when the load ends while it rests.
_NAP_SECONDS = 0.05


class Newest:
    """Makes looks, one at a time; safe for threads."""

    def __init__(
        self, settings: Settings, use: CacheUse | None = None, made: MadeParts | None = None
    ) -> None:
        self._settings = settings
        self._use = use
        self._made = made
        self._watch = Watch(settings)
        self._lock = Lock()
        self._look: Look | None = None
        self._coming: Future[Look] | None = None
        self._is_awaited = False
        self._made_at = self._seconds_to_make = 0.0

    def look(self) -> Look:
        """A look at the newest version, or while a load runs, at one some seconds older.

        Never at one older than the reader has seen, nor at a warehouse that is not there any more. Raises
        WarehouseError while none can be read.
        """
        version = self._watch.newest()
        with self._lock:
            before = self._look
            if before is not None and before.version == version:
                return before
            coming = self._come()
        if before is not None and self._is_good_enough(before):
            if not self._is_behind(before):
                return before
            self._is_awaited = True
        look = coming.result()
        # One that was begun before this version was there is not what was asked for.
        return look if self._is_from(version, look.version) else self.look()

    def ready(self) -> Snapshot:
        """The version of the look that is there, while one at the newest is made; without one, the newest.
        What the reader has seen, where the look is behind that.

        Raises WarehouseError while none can be read.
        """
        version = self._watch.newest()
        with self._lock:
            look = self._look
            if look is not None and look.version != version:
                self._come()
        if look is None or not self._watch.holds(look.version):
            return version
        return self._seen_after(look) or look.version

    def newest(self) -> Snapshot:
        """The newest version, whether or not there is a look at it. Raises WarehouseError as `look`."""
        return self._watch.newest()

    def _is_behind(self, look: Look) -> bool:
        return self._seen_after(look) is not None

    def _seen_after(self, look: Look) -> Snapshot | None:
        """What the reader has seen, if it is a later version of this warehouse."""
        seen = seen_version()
        is_later = seen is not None and seen.number > look.version.number
        return seen if is_later and seen is not None and self._watch.holds(seen) else None

    def _is_good_enough(self, look: Look) -> bool:
        return is_being_written(self._settings) and self._watch.holds(look.version)

    def _is_from(self, version: Snapshot, found: Snapshot) -> bool:
        return found == version or (found.number > version.number and self._watch.holds(found))

    def _come(self) -> Future[Look]:
        """The look that is being made; with the lock held."""
        if self._coming is None:
            self._coming = Future()
            Thread(target=self._make, args=(self._coming, self._look), daemon=True).start()
        return self._coming

    def _make(self, coming: Future[Look], before: Look | None) -> None:
        try:
            if before is not None:
                self._rest(before)
            began = time.monotonic()
            look = self._whole_look()
            if before is not None:
                self._fill(look, before)
        except BaseException as error:
            with self._lock:
                self._coming, self._is_awaited = None, False
            coming.set_exception(error)
            return
        with self._lock:
            self._is_awaited = False
            self._made_at = time.monotonic()
            self._seconds_to_make = self._made_at - began
            self._look, self._coming = look, None
        coming.set_result(look)

    def _whole_look(self) -> Look:
        """What upkeep rearranged while it was made is a newer version, at which another is made."""
        while True:
            look = Look(self._settings, self._watch.newest(), self._use, self._made)
            if look.is_whole:
                return look

    def _rest(self, before: Look) -> None:
        until = self._made_at + min(self._seconds_to_make, _LONGEST_REST_SECONDS)
        while time.monotonic() < until and self._may_wait(before):
            time.sleep(_NAP_SECONDS)

    def _fill(self, look: Look, before: Look) -> None:
        until = time.monotonic() + _LONGEST_FILLING_SECONDS
        for _ in look.answer_as(before):
            if time.monotonic() > until or not self._may_wait(before):
                return

    def _may_wait(self, before: Look) -> bool:
        return not self._is_awaited and self._is_good_enough(before)
