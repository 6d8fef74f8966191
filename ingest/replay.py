"""Rejected rows judged anew, after a SELECT or a rule was mended."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from ingest.attempt import Attempt
from ingest.cursors import Cursors
from ingest.exports.json_objects import read_objects
from ingest.exports.names import LINE
from ingest.failures import attempting
from ingest.history.state_days import state_day
from ingest.ledger import began_at, last_load, note_loads, record_rejects
from ingest.load import FileLoad, StagedFile, load_all, put_files_back
from ingest.rejected.reading import rejected
from ingest.rejected.settling import settle
from ingest.rejected.which import Which
from ingest.report import FileReport, report_of
from ingest.sources import source_named
from ingest.staged_export import stage_export
from ingest.staging import Circumstances, Staged, rejects
from ingest.streams.journal import events_source
from warehouse.changes import Refresh
from warehouse.contract import RECORD_KINDS, identity_columns, key_column, states_table
from warehouse.errors import SourceError
from warehouse.lake import transaction, writing
from warehouse.records import content_columns, unused_columns
from warehouse.settings import Settings, Source
from warehouse.sql import literal, read_sql
from warehouse.work import work_folder


@dataclass(frozen=True)
class _Rejected:
    """The open rejects that one load of a file left."""

    load_id: int
    source: str
    file: str
    rows: pl.DataFrame


def replay(settings: Settings, which: Which, refresh: Refresh) -> Iterator[FileReport]:
    """Load again what was rejected and is meant; a report per file the rows came from.

    Rows that could not be split into columns have nothing to map: mend the file and load it again.
    """
    if which.source is not None:
        _source_named(settings, which.source)
    with writing(settings, "touchpoints replay") as connection:
        found = rejected(connection, settings, replace(which, closed=False)).drop_nulls(
            ["record_kind", "raw"]
        )
        for (load_id, source, file), rows in found.group_by("load_id", "source", "file", maintain_order=True):
            of_load = _Rejected(int(str(load_id)), str(source), str(file), rows)
            yield from _replay_file(connection, settings, of_load, refresh)


def _replay_file(
    connection: duckdb.DuckDBPyConnection, settings: Settings, of_load: _Rejected, refresh: Refresh
) -> Iterator[FileReport]:
    last = last_load(connection)
    attempt = Attempt(last.load_id + 1, of_load.source, of_load.file)
    with attempting(attempt) as outcome, TemporaryDirectory(dir=work_folder(settings)) as folder:
        source = _source_named(settings, of_load.source)
        given = Circumstances(
            settings,
            {kind: unused_columns(connection, settings, kind) for kind in RECORD_KINDS},
            max(datetime.now(UTC), last.loaded_at),
            Path(folder),
        )
        file = StagedFile(attempt, _stage_again(connection, given, source, of_load, attempt.load_id))
        loaded = _load(connection, settings, file, of_load, refresh)
        outcome.report = report_of(loaded)
    outcome.note(connection)
    yield from outcome.reports()


def _load(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    file: StagedFile,
    of_load: _Rejected,
    refresh: Refresh,
) -> FileLoad:
    try:
        with transaction(connection):
            (loaded,) = load_all(connection, settings, [file], refresh)
            is_change, still = settle(
                connection,
                of_load.rows,
                loaded.rejects,
                load_id=of_load.load_id,
                replay_id=file.attempt.load_id,
            )
            if is_change:
                note_loads(connection, [loaded])
                record_rejects(connection, [(file.attempt, of_load.load_id, still)])
    except BaseException:
        put_files_back(connection, settings, [file])
        raise
    return loaded


def _stage_again(
    connection: duckdb.DuckDBPyConnection,
    given: Circumstances,
    source: Source,
    of_load: _Rejected,
    load_id: int,
) -> list[Staged]:
    """Each kind's rejected rows are an export like any other, in the lines where they stood at first."""
    staged = []
    settings = given.settings
    for (kind,), rows in of_load.rows.group_by("record_kind", maintain_order=True):
        rows_file = given.folder / f"{kind}.parquet"
        _rows_again(rows).write_parquet(rows_file)
        export = replace(
            read_objects(f"read_parquet({literal(str(rows_file))})", of_load.file), is_replayed=True
        )
        only = _only_kind(source, str(kind))
        day = state_day(settings, source, of_load.file, began_at(connection, source.name, of_load.load_id))
        (mapped,) = stage_export(Cursors(connection), given, only, export, load_id, day)
        staged.append(_without_taken(connection, settings, mapped, of_load.load_id, source.name))
    return staged


def _rows_again(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per row of the file, however many rejects it was in: `text`, its own JSON, and its line."""
    each = rows.select(
        pl.col("lines").fill_null(pl.col("line").cast(pl.String)).str.split(","),
        pl.col("raw").str.split("\n"),
    )
    return (
        each.explode("lines", "raw")
        .select(pl.col("lines").cast(pl.Int64).alias(LINE), pl.col("raw").alias("text"))
        .unique(maintain_order=True)
        .sort(LINE)
    )


def _without_taken(
    connection: duckdb.DuckDBPyConnection, settings: Settings, staged: Staged, since: int, source: str
) -> Staged:
    """A rejected row changes no record that came from another line, of its own load or of a later one."""
    key = key_column(staged.kind)
    if staged.mapping.has_ids_by_place:
        raise SourceError(
            f"The SELECT for {staged.kind} of source '{source}' makes {key} by a window function: a rejected"
            " row would get the id of another one.",
            "Use origin_id for rows without an id, and load the file again under another name.",
        )
    content = content_columns(settings, staged.kind)
    which = read_sql("ingest", "taken").format(
        known=states_table(staged.kind),
        is_same=" AND ".join(f"known.{name} = staged.{name}" for name in identity_columns(staged.kind)),
        since=since,
        known_content=", ".join(f"known.{column}" for column in content),
        staged_content=", ".join(f"staged.{column}" for column in content),
    )
    taken = rejects(connection, staged.path, which, literal(f"{key}.taken"), f"staged.{key}")
    return replace(staged, rejects=pl.concat([staged.rejects, taken]))


def _only_kind(source: Source, kind: str) -> Source:
    if kind not in source.mappings:
        raise SourceError(
            f"Source '{source.name}' has no SELECT for {kind} any more.",
            "Name it in touchpoints.toml, so that its rejected rows can be judged.",
        )
    return source.model_copy(update={other: None for other in RECORD_KINDS if other != kind})


def _source_named(settings: Settings, name: str) -> Source:
    """A source of the settings, or what stands for the events that are sent."""
    events = (events_source(settings, kind) for kind in RECORD_KINDS)
    return next((source for source in events if source.name == name), None) or source_named(settings, name)
