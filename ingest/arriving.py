"""Files in their order, hashed and staged ahead of their turn on all cores."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import duckdb

from ingest.arrival import Arrival
from ingest.cores import Cores
from ingest.cursors import Cursors
from ingest.history.state_days import day_in_name
from ingest.known_loads import KnownLoads
from ingest.ledger import content_hash
from ingest.load import StagedFile
from ingest.sources import Claimed
from ingest.staged_file import stage_file
from ingest.staging import Circumstances
from ingest.staging_workers import StagingWorkers
from warehouse.contract import RECORD_KINDS
from warehouse.errors import TouchpointsError
from warehouse.records import unused_columns
from warehouse.settings import Settings
from warehouse.threads import Workers
from warehouse.work import work_folder

# So many files may be hashed and staged before their turn. What is staged takes room on the disk.
_HASHED_AHEAD = 256
_STAGED_AHEAD = 64
_STAGED_AHEAD_BYTES = 256_000_000
# However large they are: no worker is to wait for a file.
_STAGED_AHEAD_BY_EACH = 2


class Arriving:
    """What hashes and stages the files of a run. What befalls a file is found in its Arrival.

    workers: those that do it instead of threads of this process.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        settings: Settings,
        claims: Claimed,
        known: KnownLoads,
        cores: Cores,
        workers: StagingWorkers | None = None,
    ) -> None:
        self._settings, self._claims, self._known, self._cores = settings, claims, known, cores
        self._workers = workers
        self._connection, self._cursors = connection, Cursors(connection)
        self._unused = {kind: unused_columns(connection, settings, kind) for kind in RECORD_KINDS}
        self._staged: deque[Arrival] = deque()
        self._by_size: defaultdict[tuple[str | None, int | None], list[Arrival]] = defaultdict(list)
        self._opened = ExitStack()
        self._folder = Path(self._opened.enter_context(TemporaryDirectory(dir=work_folder(settings))))
        # With workers a thread waits for each of them.
        self._at_once = workers.count if workers else cores.all
        self._hashers = self._opened.enter_context(Workers(self._at_once))
        self._stagers = self._opened.enter_context(Workers(self._at_once, self._interrupt))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.__exit__(kind, error, trace)

    def in_order(self, paths: Sequence[Path]) -> Iterator[Arrival]:
        """One after another; those behind are staged meanwhile."""
        to_come, hashed = iter(paths), deque[Arrival]()
        while True:
            hashed.extend(map(self._arrive, islice(to_come, _HASHED_AHEAD - len(hashed))))
            while hashed and self._has_room(hashed[0]):
                self._staged.append(self._decided(hashed.popleft()))
            if not self._staged:
                return
            yield self._staged.popleft()

    def look_into(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Stage with this database from now on."""
        self._connection, self._cursors = connection, Cursors(connection)

    def stage_again(self, arrival: Arrival) -> None:
        """Stage a file once more."""
        arrival.staging = self._submitted(arrival)

    def come_to_rest(self) -> None:
        """Wait until nothing is being staged: what is done now has the machine for itself."""
        for arrival in self._staged:
            if arrival.staging is not None:
                arrival.staging.exception()

    def _has_room(self, arrival: Arrival) -> bool:
        if self._workers and len(self._staged) < _STAGED_AHEAD_BY_EACH * self._workers.count:
            return True
        waiting = sum(each.attempt.file_bytes or 0 for each in self._staged)
        return not self._staged or (
            len(self._staged) < _STAGED_AHEAD
            and waiting + (arrival.attempt.file_bytes or 0) < _STAGED_AHEAD_BYTES
        )

    def _interrupt(self) -> None:
        if self._workers:
            self._workers.interrupt()
        self._cursors.interrupt()

    def _arrive(self, path: Path) -> Arrival:
        arrival = Arrival(path, self._claims.attempt_of(path))
        try:
            source = self._claims.source_of(path)
            arrival.source, arrival.attempt.source = source, source.name
            arrival.attempt.file_bytes = path.stat().st_size
            day = day_in_name(source, arrival.attempt.file)
        except (TouchpointsError, OSError) as fault:
            arrival.fault = fault
        else:
            hashed = self._workers.content_hash if self._workers else content_hash
            arrival.hashing = self._hashers.submit(hashed, path, day)
        return arrival

    def _decided(self, arrival: Arrival) -> Arrival:
        """Have it staged, unless its content is known, which is only asked where its size is."""
        same_size = self._by_size[arrival.attempt.source, arrival.attempt.file_bytes]
        if arrival.hashing is not None and (same_size or self._known.may_know(arrival.attempt)):
            try:
                arrival.attempt.content_hash = arrival.hashing.result()
            except OSError as fault:
                arrival.fault = fault
            else:
                arrival.earlier = self._known.earlier_load(arrival.attempt)
                arrival.twin = next((each for each in same_size if _is_twin(each, arrival)), None)
        if arrival.earlier is None and arrival.twin is None:
            arrival.attempt.load_id = self._known.next_load_id()
            if arrival.fault is None:
                same_size.append(arrival)
                arrival.staging = self._submitted(arrival)
        return arrival

    def _submitted(self, arrival: Arrival) -> Future[StagedFile]:
        largest = max(each.attempt.file_bytes or 0 for each in [arrival, *self._staged])
        self._cores.use_for_bytes(self._connection, largest)
        return self._stagers.submit(self._stage, arrival)

    def _stage(self, arrival: Arrival) -> StagedFile:
        given = Circumstances(self._settings, self._unused, self._known.now, self._folder)
        if self._workers:
            return self._workers.stage(given, arrival)
        return stage_file(self._cursors, given, arrival)


def _is_twin(one: Arrival, other: Arrival) -> bool:
    assert one.hashing is not None
    return one.hashing.exception() is None and one.hashing.result() == other.attempt.content_hash
