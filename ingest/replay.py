"""Rejected rows judged anew, after a SELECT or a rule was mended."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb
import polars as pl

from ingest.exports import json_lines
from ingest.ledger import Attempt, next_load_id, record_failure, record_load
from ingest.load import FileLoad, load_export
from ingest.report import FileReport, report_of
from warehouse.changes import Refresh
from warehouse.errors import SourceError, TouchpointsError
from warehouse.lake import transaction, writing
from warehouse.settings import Settings, Source
from warehouse.sql import read_sql


def replay(settings: Settings, source_name: str | None, refresh: Refresh) -> Iterator[FileReport]:
    """Load again what was rejected, of one source or of all; a report per file the rows came from.

    Rows that could not be split into columns have nothing to map: mend the file and load it again.
    """
    if source_name is not None:
        _find_source(settings, source_name)
    with writing(settings, "touchpoints replay") as connection:
        query = read_sql("ingest", "open_rejects")
        rejects = connection.execute(query, {"source": source_name}).pl()
        for (_, source, file), rows in rejects.group_by("load_id", "source", "file", maintain_order=True):
            yield _replay_file(connection, settings, str(source), str(file), rows, refresh)


def _replay_file(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    source_name: str,
    file: str,
    rows: pl.DataFrame,
    refresh: Refresh,
) -> FileReport:
    started = perf_counter()
    attempt = Attempt(next_load_id(connection), source_name, file, None, None)
    try:
        source = _find_source(settings, source_name)
        with transaction(connection):
            loaded = _load_again(connection, settings, source, rows, attempt.load_id, refresh)
            record_load(connection, attempt, loaded, perf_counter() - started)
            connection.execute(
                "UPDATE rejected_rows SET replayed_in = $replay"
                " WHERE load_id = $load_id AND record_kind IS NOT NULL AND replayed_in IS NULL",
                {"replay": attempt.load_id, "load_id": rows.item(0, "load_id")},
            )
    except (TouchpointsError, OSError) as error:
        record_failure(connection, attempt, str(error), perf_counter() - started)
        return FileReport(file, source_name, "failed", str(error), seconds=perf_counter() - started)
    return report_of(attempt, loaded, perf_counter() - started)


def _load_again(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    source: Source,
    rows: pl.DataFrame,
    load_id: int,
    refresh: Refresh,
) -> FileLoad:
    """The rows' own JSON is an export like any other; only its line numbers are not those of the file."""
    raw = rows.select("line", raw=pl.col("raw").str.split("\n")).explode("raw").unique(maintain_order=True)
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "rejected.jsonl"
        plain.write_text("\n".join(raw["raw"]), encoding="utf-8")
        export = json_lines.read(plain, source)
        loaded = load_export(connection, settings, source, export, load_id, refresh)
    lines = raw["line"].gather(loaded.rejects["line"] - 1)
    return replace(loaded, rejects=loaded.rejects.with_columns(line=lines))


def _find_source(settings: Settings, name: str) -> Source:
    found = [source for source in settings.sources if source.name == name]
    if not found:
        known = ", ".join(source.name for source in settings.sources)
        raise SourceError(f"There is no source '{name}' in touchpoints.toml.", f"Known are: {known}.")
    return found[0]
