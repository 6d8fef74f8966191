"""A few seconds of a stream as files that are loaded like any other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingest.attempt import Attempt, Positions
from ingest.progress import Progress
from ingest.report import FileReport
from ingest.run import load_files
from warehouse.changes import Refresh
from warehouse.settings import Settings, Source


@dataclass(frozen=True)
class Part:
    """Messages of one part of a stream, as `ingest.exports.messages` reads them.

    name: what the ledger and the rejects call it.
    """

    source: Source
    path: Path
    name: str
    positions: Positions | None = None


class Parts:
    """Says of the files of parts whose they are."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = {part.path: part for part in parts}

    @property
    def paths(self) -> list[Path]:
        """The files in their order."""
        return [*self._parts]

    def source_of(self, path: Path) -> Source:
        """The stream's source."""
        return self._parts[path].source

    def attempt_of(self, path: Path) -> Attempt:
        """An attempt to load a part."""
        part = self._parts[path]
        return Attempt(0, None, part.name, is_of_stream=True, positions=part.positions)


def load_parts(
    connection: duckdb.DuckDBPyConnection, settings: Settings, parts: Sequence[Part], refresh: Refresh
) -> Iterator[FileReport]:
    """Load parts of streams in one commit; a report for each."""
    claims = Parts(parts)
    return load_files(connection, settings, claims, claims.paths, refresh, Progress())
