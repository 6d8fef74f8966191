"""Loading many files: each on its own, so that a bad one stops no other."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import duckdb

from ingest.ledger import Attempt, content_hash, earlier_load, next_load_id, record_failure, record_load
from ingest.load import FileLoad, load_file
from ingest.report import FileReport, report_of
from ingest.sources import find_exports, source_of
from warehouse.changes import Refresh
from warehouse.errors import ExportError, TouchpointsError
from warehouse.lake import transaction, writing
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
    with writing(settings, "touchpoints ingest", make=True) as connection:
        for path in exports:
            yield _ingest_file(connection, settings, path, refresh)


def _ingest_file(
    connection: duckdb.DuckDBPyConnection, settings: Settings, path: Path, refresh: Refresh
) -> FileReport:
    started = perf_counter()
    attempt = Attempt(next_load_id(connection), None, _shown(settings, path), None, None)
    try:
        source = source_of(settings, path)
        attempt = replace(attempt, source=source.name, file_bytes=path.stat().st_size)
        # Hashing keeps one core busy for a while, mostly while the file is read anyway.
        with ThreadPoolExecutor(1) as pool:
            hashing = pool.submit(content_hash, path)
            earlier = earlier_load(connection, attempt, hashing)
            if earlier is not None:
                return FileReport(attempt.file, source.name, "known", f"Loaded before, as load {earlier}.")
            loaded = _load(connection, settings, source, path, attempt, hashing, refresh)
    except (TouchpointsError, OSError) as error:
        record_failure(connection, attempt, str(error), perf_counter() - started)
        return FileReport(
            attempt.file, attempt.source, "failed", str(error), seconds=perf_counter() - started
        )
    return report_of(attempt, loaded, perf_counter() - started)


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
        loaded = load_file(connection, settings, source, path, attempt.load_id, refresh)
        attempt = replace(attempt, content_hash=hashing.result())
        record_load(connection, attempt, loaded, perf_counter() - started)
    return loaded


def _shown(settings: Settings, path: Path) -> str:
    """The file's name as the settings' folder sees it, so that it means the same on every machine."""
    resolved = path.resolve()
    if resolved.is_relative_to(settings.folder):
        return str(resolved.relative_to(settings.folder))
    return str(resolved)
