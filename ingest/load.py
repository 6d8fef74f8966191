"""One export file into the warehouse, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from ingest.adopting import KindLoad, adopt
from ingest.customers import adopt_customers
from ingest.exports import read_export
from ingest.exports.plain_file import plain_file
from ingest.instants import time_of_loading
from ingest.staged_export import stage_export
from ingest.staging import STAGED_SCHEMA, Staged, staged_file
from ingest.state_days import state_day
from warehouse.changes import Changes, Refresh
from warehouse.settings import Settings, Source
from warehouse.work import work_folder


@dataclass(frozen=True)
class FileLoad:
    """What became of a file's records: read = accepted + unchanged + corrected + rejected.

    `rejects` is in STAGED_SCHEMA with `record_kind`, which is null for records that could not be split.
    `barren`: the record kinds that had records and none that was good.
    """

    read: int
    accepted: int
    unchanged: int
    corrected: int
    rejects: pl.DataFrame
    barren: tuple[str, ...] = ()

    @property
    def rejected(self) -> int:
        """Records that broke a rule or could not be split into columns."""
        return self.rejects.height


def load_file(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    source: Source,
    path: Path,
    shown: str,
    load_id: int,
    refresh: Refresh,
) -> FileLoad:
    """Load every record kind of the file, called `shown` in origins. The caller holds the transaction.

    Raises ExportError or SourceError when the file or its SELECT cannot be used.
    """
    share = settings.loading.broken_share
    with (
        TemporaryDirectory(dir=work_folder(settings)) as folder,
        none_left_behind(settings, source, load_id),
    ):
        scratch = Path(folder)
        export = read_export(plain_file(path, shown, source, scratch, share))
        day = state_day(settings, source, shown, time_of_loading(connection))
        staged = stage_export(connection, settings, source, export, load_id, day)
        return adopt_all(connection, settings, staged, load_id, refresh)


def adopt_all(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    staged: list[Staged],
    load_id: int,
    refresh: Refresh,
) -> FileLoad:
    """Make staged records part of the lake, and bring what is derived from them up to date."""
    connection.execute("SET VARIABLE load_id = $load_id", {"load_id": load_id})
    ways = {"customers": adopt_customers}
    loads = [ways.get(kind.kind, adopt)(connection, settings, kind) for kind in staged]
    days = {load.kind: load.days for load in loads if load.accepted or load.corrected}
    refresh(connection, settings, Changes(days))
    broken = _with_kind(staged[0].broken.match_to_schema(STAGED_SCHEMA, missing_columns="insert"), None)
    rejects = [_with_kind(kind.rejects, kind.kind) for kind in staged]
    return FileLoad(
        read=sum(kind.read for kind in staged) + broken.height,
        accepted=sum(load.accepted for load in loads),
        unchanged=sum(load.unchanged for load in loads),
        corrected=sum(load.corrected for load in loads),
        rejects=pl.concat([broken, *rejects]),
        barren=tuple(_barren(staged, loads)),
    )


@contextmanager
def none_left_behind(settings: Settings, source: Source, load_id: int) -> Iterator[None]:
    """Remove the staged files of a load if the block fails."""
    try:
        yield
    except BaseException:
        for kind in source.mappings:
            staged_file(settings, kind, load_id).unlink(missing_ok=True)
        raise


def _with_kind(rejects: pl.DataFrame, kind: str | None) -> pl.DataFrame:
    return rejects.with_columns(record_kind=pl.lit(kind, pl.String))


def _barren(staged: list[Staged], loads: list[KindLoad]) -> Iterator[str]:
    nothing_split = staged[0].broken.height > 0
    for kind, load in zip(staged, loads, strict=True):
        if (kind.read or nothing_split) and not load.good:
            yield kind.kind
