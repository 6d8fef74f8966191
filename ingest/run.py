"""Loading many files in few commits: a bad one stops no other."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from ingest.arriving import Arriving
from ingest.batch import batches
from ingest.committing import Committing
from ingest.cores import Cores
from ingest.fetching import fetch
from ingest.known_loads import KnownLoads
from ingest.progress import Progress
from ingest.report import FileReport
from ingest.sources import Claimed, Claims
from ingest.staging_workers import StagingWorkers, staging_workers
from warehouse.changes import Changes, Refresh
from warehouse.errors import ExportError
from warehouse.lake import transaction, writing
from warehouse.settings import Settings
from warehouse.worker_pool.opening import WorkersOn


def ingest(
    settings: Settings,
    paths: Sequence[Path],
    refresh: Refresh,
    progress: Progress | None = None,
    on: WorkersOn | None = None,
) -> Iterator[FileReport]:
    """Load the files, or all that the sources' patterns match; a report per file, in their order, once those
    that are committed with it are done.

    Without paths, what lies on other machines is fetched first. progress: kept up to date. on: where workers
    stage the files, if not this process. Waits for another writer. Raises WarehouseError when that takes too
    long or workers cannot be had, ExportError for a wrong path.
    """
    not_reached = [] if paths else list(fetch(settings, settings.sources))
    yield from not_reached
    claims = Claims(settings)
    exports = claims.find_exports(paths)
    if not exports and not_reached:
        return
    if not exports:
        patterns = ", ".join(source.files for source in settings.sources if source.files) or "no source"
        raise ExportError(
            f"There is no file to load: nothing matches {patterns}.",
            "Put exports there, or mend 'files' of the sources in touchpoints.toml.",
        )
    progress = progress or Progress()
    progress.expect(exports)
    with writing(settings, "touchpoints ingest", make=True, threads=1) as connection:
        if on is None:
            yield from load_files(connection, settings, claims, exports, refresh, progress)
            return
        with staging_workers(connection, settings, on, exports) as workers:
            yield from load_files(connection, settings, claims, exports, refresh, progress, workers)


def load_files(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    claims: Claimed,
    paths: Sequence[Path],
    refresh: Refresh,
    progress: Progress,
    workers: StagingWorkers | None = None,
) -> Iterator[FileReport]:
    """Load files in few commits; a report for each, in their order. `connection` can write."""
    known, cores = KnownLoads(connection), Cores(settings)
    if known.rows:
        # Figures made under other settings, or by another version, do not wait for a new file.
        progress.doing = "bringing figures up to date"
        cores.use_for_rows(connection, known.rows)
        with transaction(connection):
            refresh(connection, settings, Changes({}))
    with (
        Arriving(connection, settings, claims, known, cores, workers) as arriving,
        Committing(connection, settings, refresh, known, cores, arriving, progress) as committing,
    ):
        for batch in batches(arriving.in_order(paths), known, progress):
            for outcome in committing.commit(batch):
                yield from outcome.reports()
