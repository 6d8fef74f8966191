"""Parquet: its columns are read as text, like those of any other export."""

from pathlib import Path

import duckdb

from ingest.exports.export import Export
from warehouse.errors import ExportError
from warehouse.settings import Source
from warehouse.sql import literal


def read(path: Path, source: Source) -> Export:  # noqa: ARG001 - every format's reader is called alike
    """Row numbers come from the file itself."""
    file = f"read_parquet({literal(str(path))})"
    try:
        with duckdb.connect() as connection:
            columns = connection.sql(f"SELECT * FROM {file} LIMIT 0").columns
    except duckdb.Error as error:
        raise ExportError(f"The file is not readable Parquet: {error}.", "Export it again.") from error
    return Export(
        columns=columns,
        rows=f"(SELECT COLUMNS(*)::VARCHAR FROM {file})",
        numbered_rows=f"(SELECT COLUMNS(c -> c <> 'line')::VARCHAR, line FROM"
        f" (SELECT *, file_row_number + 1 AS line FROM {file}))",
    )
