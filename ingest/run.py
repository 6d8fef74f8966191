"""Loading many files: each on its own, so that a bad one stops no other."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

import duckdb

from ingest.failures import Outcome, attempting, still_answers
from ingest.ledger import (
    Attempt,
    content_hash,
    earlier_load,
    next_load_id,
    open_rejects_of,
    record_load,
    record_rejects,
)
from ingest.load import FileLoad, load_file
from ingest.report import FileReport, report_of
from ingest.sources import find_exports, shown, source_of
from ingest.state_days import day_in_name
from warehouse.changes import Refresh
from warehouse.errors import ExportError
from warehouse.lake import open_writer, transaction, writing
from warehouse.settings import Settings, Source


def ingest(settings: Settings, paths: Sequence[Path], refresh: Refresh) -> Iterator[FileReport]:
    """Load the files, or all that the sources' patterns match; a report per file as it is done.

    Waits for another writer. Raises WarehouseError when that takes too long, ExportError for a wrong path.
    """
    exports = find_exports(settings, paths)
    if not exports:
        patterns = ", ".join(source.files for source in settings.sources) or "no source"
        raise ExportError(
            f"There is no file to load: nothing matches {patterns}.",
            "Put exports there, or mend 'files' of the sources in touchpoints.toml.",
        )
    with writing(settings, "touchpoints ingest", make=True) as first, ExitStack() as opened:
        connection = first
        for path in exports:
            outcome = _ingest_file(connection, settings, path, refresh)
            if not still_answers(connection):
                connection.close()
                connection = opened.enter_context(open_writer(settings))
            outcome.note(connection)
            yield from outcome.reports()


def _ingest_file(
    connection: duckdb.DuckDBPyConnection, settings: Settings, path: Path, refresh: Refresh
) -> Outcome:
    started = perf_counter()
    attempt = Attempt(next_load_id(connection), None, shown(settings, path), None, None)
    with attempting(attempt) as outcome:
        source = source_of(settings, path)
        attempt.source, attempt.file_bytes = source.name, path.stat().st_size
        # Hashing keeps one core busy for a while, mostly while the file is read anyway.
        with ThreadPoolExecutor(1) as pool:
            hashing = pool.submit(content_hash, path, day_in_name(source, attempt.file))
            earlier = earlier_load(connection, attempt, hashing)
            if earlier is not None:
                outcome.report = _known(connection, attempt, earlier)
            else:
                loaded = _load(connection, settings, source, path, attempt, hashing, refresh)
                outcome.report = report_of(attempt, loaded, perf_counter() - started)
    return outcome


def _known(connection: duckdb.DuckDBPyConnection, attempt: Attempt, earlier: int) -> FileReport:
    reason = f"Loaded before, as load {earlier}."
    rejected = open_rejects_of(connection, earlier)
    if rejected:
        reason += f" {rejected:,} rows of it stand rejected: mend the SELECT and run touchpoints replay."
    return FileReport(attempt.file, attempt.source, "known", reason, open_rejects=rejected)


def _load(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    source: Source,
    path: Path,
    attempt: Attempt,
    hashing: Future[str],
    refresh: Refresh,
) -> FileLoad:
    started = perf_counter()
    with transaction(connection):
        loaded = load_file(connection, settings, source, path, attempt.file, attempt.load_id, refresh)
        attempt.content_hash = hashing.result()
        record_load(connection, attempt, loaded, perf_counter() - started)
        record_rejects(connection, attempt, attempt.load_id, loaded.rejects)
    return loaded
