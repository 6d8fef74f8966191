"""One export file into the warehouse, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from ingest.exports import read_export
from ingest.exports.export import Export
from ingest.exports.plain_file import plain_file
from ingest.mapping import mapping_failed, understand
from ingest.repeats import day_of, settle_repeats
from ingest.sources import read_mapping
from ingest.staging import Staged, stage, staged_file
from warehouse.changes import Changes, Refresh
from warehouse.lake import LAKE, open_cursor
from warehouse.settings import Settings, Source
from warehouse.sql import literal
from warehouse.work import work_folder


@dataclass(frozen=True)
class FileLoad:
    """What became of a file's records: read = accepted + unchanged + corrected + rejected.

    `rejects` is in REJECT_SCHEMA with `record_kind`, which is null for records that could not be split.
    """

    read: int
    accepted: int
    unchanged: int
    corrected: int
    rejects: pl.DataFrame

    @property
    def rejected(self) -> int:
        """Records that broke a rule or could not be split into columns."""
        return self.rejects.height


@dataclass(frozen=True)
class _KindLoad:
    staged: Staged
    accepted: int
    unchanged: int
    corrected: int
    days: set[date]


def load_file(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    source: Source,
    path: Path,
    load_id: int,
    refresh: Refresh,
) -> FileLoad:
    """Load every record kind of the file. The caller holds the transaction.

    Raises ExportError or SourceError when the file or its SELECT cannot be used.
    """
    with plain_file(path, source, work_folder(settings)) as plain:
        return load_export(connection, settings, source, read_export(plain, source), load_id, refresh)


def load_export(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    source: Source,
    export: Export,
    load_id: int,
    refresh: Refresh,
) -> FileLoad:
    """Load what an Export holds; the part of `load_file` that replaying rejected rows shares."""
    connection.execute("SET VARIABLE load_id = $load_id", {"load_id": load_id})
    with _staged(connection, settings, source, export, load_id) as staged:
        loads = [_adopt(connection, kind) for kind in staged]
        refresh(connection, settings, Changes({load.staged.kind: load.days for load in loads}))
    broken = staged[0].broken
    rejects = [kind.rejects.with_columns(record_kind=pl.lit(kind.kind)) for kind in staged]
    return FileLoad(
        read=sum(kind.read for kind in staged) + broken.height,
        accepted=sum(load.accepted for load in loads),
        unchanged=sum(load.unchanged for load in loads),
        corrected=sum(load.corrected for load in loads),
        rejects=pl.concat([broken.with_columns(record_kind=pl.lit(None, pl.String)), *rejects]),
    )


@contextmanager
def _staged(
    connection: duckdb.DuckDBPyConnection, settings: Settings, source: Source, export: Export, load_id: int
) -> Iterator[list[Staged]]:
    """The file's records as Parquet, one file per record kind; removed again if the block fails."""
    try:
        yield [_stage(connection, settings, source, export, kind, load_id) for kind in source.mappings]
    except BaseException:
        for kind in source.mappings:
            staged_file(settings, kind, load_id).unlink(missing_ok=True)
        raise


def _stage(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    source: Source,
    export: Export,
    kind: str,
    load_id: int,
) -> Staged:
    mapping = understand(source.name, kind, read_mapping(settings, source, kind), export.columns)
    time_zone = source.time_zone or settings.business_time_zone
    with open_cursor(connection) as cursor:
        try:
            return stage(cursor, settings, export, mapping, time_zone, load_id)
        except duckdb.Error as error:
            raise mapping_failed(source.name, kind, export.columns, error) from error


def _adopt(connection: duckdb.DuckDBPyConnection, staged: Staged) -> _KindLoad:
    """Make the staged file part of the lake, without the rows that were rejected or say nothing new."""
    connection.execute(
        f"CALL ducklake_add_data_files('{LAKE}', '{staged.kind}', {literal(str(staged.path))},"
        " ignore_extra_columns => true)"
    )
    if staged.rejects.height:
        _drop_rejects(connection, staged)
    repeats = settle_repeats(connection, staged.kind)
    good = staged.read - staged.rejects.height
    return _KindLoad(
        staged=staged,
        accepted=good - repeats.unchanged - repeats.corrected,
        unchanged=repeats.unchanged,
        corrected=repeats.corrected,
        days=repeats.replaced_days | _days_of_load(connection, staged.kind),
    )


def _drop_rejects(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """The lake numbers the rows of an adopted file in its order."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE rejected AS SELECT file_row_number + ("
        f"SELECT min(rowid) FROM {staged.kind} WHERE load_id = getvariable('load_id')) AS row_id"
        f" FROM read_parquet({literal(str(staged.path))}) WHERE reject_rule IS NOT NULL"
    )
    connection.execute(f"DELETE FROM {staged.kind} WHERE rowid IN (SELECT row_id FROM rejected)")


def _days_of_load(connection: duckdb.DuckDBPyConnection, kind: str) -> set[date]:
    rows = connection.sql(
        f"SELECT DISTINCT {day_of(kind)} FROM {kind} WHERE load_id = getvariable('load_id')"
    ).fetchall()
    return {day for (day,) in rows if day is not None}
