"""How much a sender may send: so many records a second, and as many at once as come in some seconds.

What is left to each stands in a file beside the journal, which all processes that take events share.
"""

import json
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

# A sender that was held up may catch up for so long.
_BURST_SECONDS = 10.0
_FILE, _LOCK = "rate.json", "rate.lock"

# What is left to a sender, and when that was.
Left = dict[str, tuple[float, float]]


class Rate:
    """A bucket for each sender, filled as time goes by; safe for threads and processes.

    folder: of the journal, where it is made if need be. now: seconds, by a clock that all processes share.
    """

    def __init__(
        self, records_per_second: float, folder: Callable[[], Path], now: Callable[[], float] = time.time
    ) -> None:
        self._per_second, self._folder, self._now = records_per_second, folder, now

    def seconds_to_wait(self, sender: str, records: int) -> int:
        """0 where so many may be taken, and then they count; else after how many whole seconds to try again.

        More than the bucket holds is taken when it is full. Raises OSError where it cannot be noted.
        """
        most = self._per_second * _BURST_SECONDS
        with self._noted() as buckets:
            now = self._now()
            left, then = buckets.get(sender, (most, now))
            # A clock may have gone back.
            left = min(most, left + max(0.0, now - then) * self._per_second)
            missing = min(records, most) - left
            buckets[sender] = (left - records if missing <= 0 else left), now
        return max(0, math.ceil(missing / self._per_second))

    @contextmanager
    def _noted(self) -> Iterator[Left]:
        folder = self._folder()
        with FileLock(folder / _LOCK, thread_local=False):
            path = folder / _FILE
            buckets = _read(path)
            yield buckets
            path.write_text(json.dumps(buckets), encoding="utf-8")


def _read(path: Path) -> Left:
    """Nothing where there is no file yet, or one whose writer was killed: everybody's bucket is full then."""
    try:
        return {
            sender: (float(left), float(then))
            for sender, (left, then) in json.loads(path.read_text()).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
