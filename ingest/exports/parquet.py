"""Parquet: its columns are read as text, like those of any other export."""

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile
from ingest.exports.names import LINE, usable_names
from warehouse.errors import ExportError
from warehouse.mishaps import reason_of
from warehouse.sql import identifier, literal

_ROW_NUMBER = "file_row_number"


def read(file: ExportFile) -> Export:
    """Lines are row numbers, from 1."""
    rows = f"read_parquet({literal(str(file.path))})"
    try:
        # The database renames columns that are alike by a rule of its own.
        found = pq.read_schema(file.path).names
        with duckdb.connect() as connection:
            connection.sql(f"SELECT * FROM {rows} LIMIT 0")
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise ExportError(
            f"The file is not readable Parquet: {reason_of(error)}.", "Export it again."
        ) from error
    names = usable_names(found)
    line = "row_number() OVER ()" if _ROW_NUMBER in map(str.lower, found) else f"{_ROW_NUMBER} + 1"
    columns = [identifier(name) for name in names.usable]
    texts = ", ".join(f"{column}::VARCHAR AS {column}" for column in columns)
    placed = f"(SELECT {line}, * FROM {rows}) AS placed({identifier(LINE)}, {', '.join(columns)})"
    return Export(names, f"(SELECT {identifier(LINE)}, {texts} FROM {placed})", file.shown)
