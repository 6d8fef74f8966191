"""One export file into the warehouse, in one transaction."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from ingest.exports import read_export
from ingest.exports.export import REJECT_SCHEMA, Export
from ingest.exports.plain_file import plain_file
from ingest.mapping import Mapping, mapping_failed, understand
from ingest.rejects import Verdict, judge
from ingest.repeats import day_of, settle_repeats
from ingest.sources import read_mapping
from warehouse.changes import Changes, Refresh
from warehouse.contract import LOCAL_TIMES, RECORD_KINDS
from warehouse.errors import ExportError
from warehouse.lake import open_cursor
from warehouse.settings import Settings, Source


@dataclass(frozen=True)
class KindLoad:
    """What became of the records of one kind in a file."""

    kind: str
    accepted: int
    unchanged: int
    corrected: int
    verdict: Verdict
    days: set[date]


@dataclass(frozen=True)
class FileLoad:
    """What became of a file's records: read = accepted + unchanged + corrected + rejected."""

    read: int
    accepted: int
    unchanged: int
    corrected: int
    rejects: pl.DataFrame

    @property
    def rejected(self) -> int:
        """Records that broke a rule or could not be split into columns."""
        return self.rejects.height


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
    with plain_file(path, source, settings.lake_folder / "unpacked") as plain:
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
    loads = [_load_kind(connection, settings, source, export, kind, load_id) for kind in source.mappings]
    refresh(connection, settings, Changes(load_id, {load.kind: load.days for load in loads}))
    broken = loads[0].verdict.broken
    rejects = [load.verdict.rejects.with_columns(record_kind=pl.lit(load.kind)) for load in loads]
    return FileLoad(
        read=sum(load.verdict.read for load in loads) + broken.height,
        accepted=sum(load.accepted for load in loads),
        unchanged=sum(load.unchanged for load in loads),
        corrected=sum(load.corrected for load in loads),
        rejects=pl.concat([broken.with_columns(record_kind=pl.lit(None, pl.String)), *rejects]),
    )


def _load_kind(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    source: Source,
    export: Export,
    kind: str,
    load_id: int,
) -> KindLoad:
    """Judging keeps one core busy and storing the rest, so both run side by side on the same file."""
    time_zone = source.time_zone or settings.business_time_zone
    with open_cursor(connection) as cursor, ThreadPoolExecutor(1) as judging:
        mapping = understand(cursor, export, source.name, kind, read_mapping(settings, source, kind))
        verdict = judging.submit(judge, cursor, export, mapping, time_zone)
        try:
            stored = _store_good_rows(connection, settings, export, mapping, time_zone, load_id)
            repeats = settle_repeats(connection, kind, load_id)
            judged = verdict.result()
        except duckdb.Error as error:
            raise mapping_failed(source.name, kind, export, error) from error
    _refuse_disagreement(stored, judged)
    return KindLoad(
        kind=kind,
        accepted=stored - repeats.unchanged - repeats.corrected,
        unchanged=repeats.unchanged,
        corrected=repeats.corrected,
        verdict=judged,
        days=repeats.replaced_days | _days_of_load(connection, kind, load_id),
    )


def _store_good_rows(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    export: Export,
    mapping: Mapping,
    time_zone: str,
    load_id: int,
) -> int:
    """Append every row that keeps the contract, whether known before or not; how many they were."""
    export.show_without_origin(connection)
    connection.execute("SET TimeZone = $zone", {"zone": time_zone})
    locals_ = LOCAL_TIMES[mapping.kind].items()
    columns = [*RECORD_KINDS[mapping.kind].columns()]
    columns += [f"timezone($business_zone, {instant}) AS {local}" for local, instant in locals_]
    query = (
        f"INSERT INTO {mapping.kind} BY NAME {mapping.typed_rows}"
        f" SELECT {', '.join(columns)}, $load_id AS load_id FROM typed WHERE {mapping.is_good}"
    )
    parameters = {"load_id": load_id} | ({"business_zone": settings.business_time_zone} if locals_ else {})
    stored = connection.execute(query, parameters).fetchone()
    connection.execute("SET TimeZone = 'UTC'")
    return int(stored[0]) if stored else 0


def _refuse_disagreement(stored: int, verdict: Verdict) -> None:
    good = verdict.read - verdict.rejects.height
    if stored != good:
        raise ExportError(
            f"The file reads differently each time ({stored} and {good} good rows).",
            "Look for a quote that is opened and never closed, and export it again.",
        )


def _days_of_load(connection: duckdb.DuckDBPyConnection, kind: str, load_id: int) -> set[date]:
    query = f"SELECT DISTINCT {day_of(kind)} AS day FROM {kind} WHERE load_id = $load_id"
    rows = connection.execute(query, {"load_id": load_id}).fetchall()
    return {day for (day,) in rows if day is not None}
