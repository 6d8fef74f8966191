"""Files that are committed together: as many as come within some seconds, but not too many rows.

What a commit costs grows with all that is there, so a batch grows with it too: a long run then costs what its
rows cost, not their number times that of its commits.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import wait
from dataclasses import dataclass, field
from time import monotonic

from ingest.arrival import Arrival
from ingest.known_loads import KnownLoads
from ingest.load import StagedFile
from ingest.progress import Progress

# Marts are made once for so many rows; a kill loses no more work than of so many seconds. Both grow where the
# rows are less than this share of what is loaded: a kill still loses a small part of the work done.
_ROWS = 2_000_000
_FILES = 2_000
_SECONDS = 20.0
_SHARE = 0.2


@dataclass
class Batch:
    """Arrivals in their order, each staged as far as it will be. loaded: the rows loaded before it."""

    loaded: int
    arrivals: list[Arrival] = field(default_factory=list)
    staged: list[StagedFile] = field(default_factory=list)
    rows: int = 0
    started: float = field(default_factory=monotonic)

    @property
    def is_full(self) -> bool:
        """Whether it should be committed before more is added."""
        return len(self.arrivals) >= _FILES or self.rows >= _ROWS * self._growth or monotonic() >= self.until

    @property
    def until(self) -> float:
        """The moment at which it is committed, however few its rows."""
        return self.started + _SECONDS * self._growth

    @property
    def _growth(self) -> float:
        return max(1.0, self.loaded * _SHARE / _ROWS)

    def add(self, arrival: Arrival) -> int:
        """Add one more; how many rows it has."""
        self.arrivals.append(arrival)
        if arrival.staging is None or arrival.staging.exception() is not None:
            return 0
        file = arrival.staging.result()
        self.staged.append(file)
        self.rows += file.read
        return file.read


def batches(arrivals: Iterable[Arrival], known: KnownLoads, progress: Progress) -> Iterator[Batch]:
    """All arrivals in their order; a batch is given early where the next file takes long.

    known: what is loaded, batch after batch.
    """
    batch = Batch(known.rows)
    for arrival in arrivals:
        progress.doing = f"reading {arrival.attempt.file}"
        if batch.arrivals and not _comes_before(batch.until, arrival):
            yield batch
            batch = Batch(known.rows)
        _comes_before(None, arrival)
        if not batch.arrivals:
            batch = Batch(known.rows)
        progress.add_staged(arrival.attempt.file_bytes, batch.add(arrival))
        if batch.is_full:
            yield batch
            batch = Batch(known.rows)
    if batch.arrivals:
        yield batch


def _comes_before(until: float | None, arrival: Arrival) -> bool:
    """Wait until it is staged, or the time has come."""
    if arrival.staging is None:
        return True
    return bool(wait([arrival.staging], None if until is None else max(0.0, until - monotonic())).done)
