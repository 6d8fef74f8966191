"""How much a sender may send: so many records a second, and as many at once as come in some seconds."""

import math
import time
from collections.abc import Callable
from threading import Lock

# A sender that was held up may catch up for so long.
_BURST_SECONDS = 10.0


class Rate:
    """A bucket for each sender, filled as time goes by; safe for threads. now: seconds, never back."""

    def __init__(self, records_per_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self._per_second, self._now = records_per_second, now
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def seconds_to_wait(self, sender: str, records: int) -> int:
        """0 where so many may be taken, and then they count; else after how many whole seconds to try again.

        More than the bucket holds is taken when it is full.
        """
        most = self._per_second * _BURST_SECONDS
        with self._lock:
            now = self._now()
            left, then = self._left.get(sender, (most, now))
            left = min(most, left + (now - then) * self._per_second)
            missing = min(records, most) - left
            self._left[sender] = (left - records if missing <= 0 else left), now
        return max(0, math.ceil(missing / self._per_second))
