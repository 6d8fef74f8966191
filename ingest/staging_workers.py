"""Export files hashed and staged by the workers of a pool, as threads of this process do it else.

A worker that died may have staged a file before another does: every attempt writes under a name of its own,
and only what a worker gave back is taken. Where the warehouse's data are in a bucket it is sent there.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter
from uuid import uuid4

import duckdb

from ingest.arrival import Arrival
from ingest.attempt import Attempt
from ingest.cursors import Cursors
from ingest.ledger import content_hash
from ingest.load import StagedFile
from ingest.staged_file import stage_file
from ingest.staging import Circumstances, Sent, Staged
from warehouse.data_files import data_files
from warehouse.lake import needed_files, open_apart, still_answers
from warehouse.settings import Settings, Source
from warehouse.work import work_folder
from warehouse.worker_pool.opening import WorkersOn
from warehouse.worker_pool.own import Own, this_worker
from warehouse.worker_pool.pool import WorkerPool


class StagingWorkers:
    """What hands the files of a run to workers. run: by which what they send to a bucket is known."""

    def __init__(self, pool: WorkerPool, run: str) -> None:
        self._pool, self._run = pool, run

    @property
    def count(self) -> int:
        """How many files can be staged at once."""
        return self._pool.size

    def interrupt(self) -> None:
        """End the workers, and with them what waits for them."""
        self._pool.stop()

    def content_hash(self, path: Path, day: date | None) -> str:
        """As of the ledger."""
        return self._pool.call(content_hash, path, day)

    def stage(self, given: Circumstances, arrival: Arrival) -> StagedFile:
        """As `stage_file`, by the next idle worker."""
        assert arrival.source is not None
        assert arrival.hashing is not None
        arrival.attempt.content_hash = arrival.hashing.result()
        asked = _Asked(arrival.path.resolve(), arrival.source, arrival.attempt, given.unused, given.now)
        file = self._pool.call(_stage, asked, given.folder, self._run)
        _follow(arrival.attempt, file.attempt)
        return replace(file, attempt=arrival.attempt)


@contextmanager
def staging_workers(
    connection: duckdb.DuckDBPyConnection, settings: Settings, on: WorkersOn, exports: Sequence[Path]
) -> Iterator[StagingWorkers]:
    """Workers for the block. `connection` can write, and is used at the end.

    Raises WarehouseError where a worker would not see the exports, their SELECTs or the folder they are
    staged into.
    """
    run = uuid4().hex[:12]
    try:
        with on.pool(settings, list(_to_be_seen(settings, exports))) as pool:
            yield StagingWorkers(pool, run)
    finally:
        if settings.warehouse.data:
            _sweep(connection, settings, run)


def _sweep(connection: duckdb.DuckDBPyConnection, settings: Settings, run: str) -> None:
    """Remove what was sent and did not become part of the lake. Where nobody can tell, upkeep does so."""
    if still_answers(connection):
        files = data_files(settings)
        sent = {name for name in files.sizes() if f"-{run}" in name}
        for name in sent - needed_files(connection):
            files.remove(name)


def _to_be_seen(settings: Settings, exports: Sequence[Path]) -> Iterator[Path]:
    if not settings.warehouse.data:
        yield work_folder(settings)
    selects = {settings.folder / path for source in settings.sources for path in source.mappings.values()}
    # One export stands for all of its folder. What is not here either is told of its file.
    for path in (*selects, *{path.parent: path for path in exports}.values()):
        if path.exists():
            yield path.resolve()


@dataclass(frozen=True)
class _Asked:
    path: Path
    source: Source
    attempt: Attempt
    unused: Mapping[str, Sequence[str]]
    now: datetime


def _follow(attempt: Attempt, staged: Attempt) -> None:
    """The clocks of two machines have nothing in common but how fast they go."""
    attempt.staging_seconds, attempt.checking_seconds = staged.staging_seconds, staged.checking_seconds
    attempt.began = perf_counter() - (staged.staging_seconds or 0) - (staged.checking_seconds or 0)


def _stage(asked: _Asked, shared: Path, run: str) -> StagedFile:
    """Done by a worker. shared: a folder of whoever commits, for what is not sent to a bucket."""
    own = this_worker()
    if not own.settings.warehouse.data:
        return _staged_in(Path(mkdtemp(dir=shared)), asked, own)
    with TemporaryDirectory(dir=work_folder(own.settings)) as folder:
        file = _staged_in(Path(folder), asked, own)
        return replace(file, kinds=[_sent(kind, own.settings, run) for kind in file.kinds])


def _staged_in(folder: Path, asked: _Asked, own: Own) -> StagedFile:
    connection = own.keep(_stage, lambda: open_apart(own.settings, own.threads))
    given = Circumstances(own.settings, asked.unused, asked.now, folder)
    hashing = Future[str]()
    hashing.set_result(asked.attempt.content_hash or "")
    try:
        return stage_file(
            Cursors(connection), given, Arrival(asked.path, asked.attempt, asked.source, hashing)
        )
    finally:
        # After a fault of its own the database refuses everything.
        if not still_answers(connection):
            connection.close()
            own.let_go(_stage)


def _sent(staged: Staged, settings: Settings, run: str) -> Staged:
    files = data_files(settings)
    name = f"main/{staged.kind}/load_{staged.load_id}-{run}{uuid4().hex}.parquet"
    files.put(staged.path, name)
    return replace(staged, sent=Sent(name, files.path(name)))
