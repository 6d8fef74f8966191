"""Text files as the database reads them, with nothing guessed and every record it drops noted."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from ingest.exports.encoding import wrong_encoding
from ingest.exports.export import REJECT_SCHEMA
from warehouse.sql import identifier, literal

# Far above any real record. The database keeps a buffer or two of twice the size for each core.
LARGEST_RECORD_BYTES = 1 << 24
_LEAST_BYTES = 1 << 16
# DuckDB notes broken records in tables of these names, per connection.
_BROKEN = "broken_records"
_SCANS = "broken_record_scans"
_NOTED = f"store_rejects = true, rejects_table = '{_BROKEN}', rejects_scan = '{_SCANS}'"


def scan(
    path: Path,
    columns: Sequence[str],
    delimiter: str,
    quote: str,
    *,
    has_header: bool,
    noted: bool = True,
    new_line: str | None = None,
) -> str:
    """SQL for the file's rows, all columns VARCHAR. noted: whether broken records are, else passed over.

    new_line: what ends a record; else that is told by the first of them.
    """
    # No record is larger than its file, and making room for more takes longer than reading a small one.
    longest = min(LARGEST_RECORD_BYTES, path.stat().st_size + _LEAST_BYTES)
    types = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, compression = 'none', header = {has_header},"
        f" delim = {literal(delimiter)}, quote = {literal(quote)}, escape = {literal(quote)},"
        f" max_line_size = {longest}, buffer_size = {2 * longest},"
        f"{f' new_line = {literal(new_line)},' if new_line else ''}"
        f" columns = {{{types}}}, {_NOTED if noted else 'ignore_errors = true'})"
    )


def noted_records(connection: duckdb.DuckDBPyConnection, path: Path, encoding: str) -> pl.DataFrame:
    """The broken records of the scan that was read on this connection, in REJECT_SCHEMA.

    Raises ExportError when some of them are no text.
    """
    try:
        # Under its full name: to ask whether there is such a table reads the lake's list of tables.
        noted = connection.sql(
            f"SELECT DISTINCT ON (line) line::BIGINT AS line, error_type::VARCHAR AS error_type, csv_line"
            f" FROM temp.{identifier(_BROKEN)} ORDER BY line"
        )
    except duckdb.CatalogException:
        # A SELECT of nothing, as with WHERE false, does not even open the file.
        return REJECT_SCHEMA.to_frame()
    found = noted.pl()
    if "INVALID ENCODING" in found["error_type"]:
        raise wrong_encoding(path, encoding)
    return found.select(
        "line",
        rule=pl.lit("file.") + pl.col("error_type").str.to_lowercase().str.replace_all(" ", "_"),
        value=pl.lit(None, pl.String),
        raw=pl.col("csv_line").str.strip_chars("\r\n"),
    ).match_to_schema(REJECT_SCHEMA)


def count_rows(connection: duckdb.DuckDBPyConnection, rows: str) -> int:
    """How many rows there are when every column of each is looked at."""
    # Columns that nobody asks for are not checked, so that more rows would be found than are read.
    ((count,),) = connection.sql(f"SELECT count(each) FROM {rows} AS each").fetchall()
    return int(count)
