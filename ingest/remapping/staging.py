"""The files of earlier loads, staged as if their loads began again under today's SELECT."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import duckdb

from ingest.arrival import Arrival
from ingest.attempt import Attempt
from ingest.cursors import Cursors
from ingest.load import StagedFile
from ingest.remapping.loaded import Loaded
from ingest.staged_file import stage_file
from ingest.staging import Circumstances
from warehouse.errors import ExportError, TouchpointsError


def stage_again(
    connection: duckdb.DuckDBPyConnection,
    given: Circumstances,
    loads: Sequence[Loaded],
    paths: Sequence[Path],
) -> Iterator[StagedFile]:
    """Each file under the number, the name and the time of its load. Raises ExportError where one fails."""
    for load, path in zip(loads, paths, strict=True):
        hashing = Future[str]()
        hashing.set_result(load.content_hash)
        attempt = Attempt(
            load.load_id,
            load.source.name,
            load.file,
            load.content_hash,
            load.file_bytes,
            first_loaded_at=load.loaded_at,
        )
        began = replace(given, now=load.began_at)
        try:
            yield stage_file(Cursors(connection), began, Arrival(path, attempt, load.source, hashing))
        except TouchpointsError as error:
            raise ExportError(
                f"{load.file} failed: {error.title} Nothing was changed.", error.way_out
            ) from error
