"""Parquet: its columns are read as text, like those of any other export."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile, Part
from ingest.exports.names import LINE, usable_names
from ingest.exports.packed_together import refuse_other_columns
from warehouse.errors import ExportError, reason_of
from warehouse.sql import identifier, literal

_ROW_NUMBER = "file_row_number"


def read(file: ExportFile) -> Export:
    """Lines are row numbers, from 1, and count on from file to file of an archive."""
    first, *others = file.parts
    found = _columns(first)
    for other in others:
        refuse_other_columns(first.name, found, other.name, _columns(other))
    names = usable_names(found)
    columns = [identifier(name) for name in names.usable]
    texts = ", ".join(f"{column}::VARCHAR AS {column}" for column in columns)
    placed = f"(SELECT {_line(file, found)}, * FROM {_rows(file.parts)})"
    named = f"{placed} AS placed({identifier(LINE)}, {', '.join(columns)})"
    return Export(names, f"(SELECT {identifier(LINE)}, {texts} FROM {named})", file.shown)


def _rows(parts: Sequence[Part]) -> str:
    return f"read_parquet([{', '.join(literal(str(part.path)) for part in parts)}])"


def _line(file: ExportFile, columns: Sequence[str]) -> str:
    """The number that the database gives a row is that in its file, and a column may be called so."""
    if len(file.parts) > 1 or _ROW_NUMBER in map(str.lower, columns):
        return "row_number() OVER ()"
    return f"{_ROW_NUMBER} + 1"


def _columns(part: Part) -> list[str]:
    try:
        # The database renames columns that are alike by a rule of its own.
        found = list(pq.read_schema(part.path).names)
        with duckdb.connect() as connection:
            connection.sql(f"SELECT * FROM {_rows([part])} LIMIT 0")
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise ExportError(
            f"The file is not readable Parquet: {reason_of(error)}.", "Export it again."
        ) from error
    return found
