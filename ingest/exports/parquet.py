"""Parquet: its columns are read as text, like those of any other export."""

from pathlib import Path

import duckdb

from ingest.exports.export import Export
from warehouse.errors import ExportError
from warehouse.settings import Source
from warehouse.sql import literal


def read(path: Path, source: Source) -> Export:  # noqa: ARG001 - every format's reader is called alike
    """Lines are row numbers, from 1."""
    file = f"read_parquet({literal(str(path))})"
    try:
        with duckdb.connect() as connection:
            columns = connection.sql(f"SELECT * FROM {file} LIMIT 0").columns
    except duckdb.Error as error:
        raise ExportError(f"The file is not readable Parquet: {error}.", "Export it again.") from error
    return Export(columns, f"(SELECT COLUMNS(*)::VARCHAR FROM {file})", first_line=1)
