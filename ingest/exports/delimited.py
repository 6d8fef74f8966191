"""CSV and TSV: one record per line, a header, fields that may be quoted."""

import csv
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from ingest.exports.export import REJECT_SCHEMA, Export
from warehouse.errors import ExportError
from warehouse.settings import Source
from warehouse.sql import identifier, literal

_DELIMITERS = {"csv": ",", "tsv": "\t"}
# DuckDB notes broken records in tables of these names, per connection.
_BROKEN = "broken_records"
_SCANS = "broken_record_scans"


def read(path: Path, source: Source) -> Export:
    """The dialect is declared, never guessed: a guess may change from one month's export to the next."""
    delimiter = source.delimiter or _DELIMITERS[source.format]
    columns = _header(path, delimiter, source.quote)
    rows = (
        f"read_csv({literal(str(path))}, header = true, auto_detect = false, delim = {literal(delimiter)},"
        f" quote = {literal(source.quote)}, escape = {literal(source.quote)}, columns = {{"
        + ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
        + f"}}, store_rejects = true, rejects_table = '{_BROKEN}', rejects_scan = '{_SCANS}')"
    )
    return Export(columns, rows, first_line=2, broken_records=partial(_broken_records, source=source))


def _header(path: Path, delimiter: str, quote: str) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            names = [
                name.strip() for name in next(csv.reader(file, delimiter=delimiter, quotechar=quote), [])
            ]
    except UnicodeDecodeError as error:
        raise wrong_encoding("utf-8") from error
    if not any(names):
        raise ExportError("The file is empty.", "Export it again; it needs a header and its rows.")
    doubtful = [name or "(blank)" for name in names if not name or names.count(name) > 1]
    if doubtful:
        raise ExportError(
            f"The header has the column '{doubtful[0]}' without a name of its own.",
            "Give every column a different name.",
        )
    return names


def wrong_encoding(encoding: str) -> ExportError:
    """The file's bytes are not text in the encoding that the source declares."""
    return ExportError(
        f"The file is not in {encoding}.",
        "Set the source's 'encoding' (utf-8, cp949, euc-kr or latin-1) to what the system writes.",
    )


def _broken_records(connection: duckdb.DuckDBPyConnection, source: Source) -> pl.DataFrame:
    found = connection.sql(
        f"SELECT DISTINCT ON (line) line::BIGINT AS line, error_type::VARCHAR AS error_type, csv_line"
        f" FROM {identifier(_BROKEN)} ORDER BY line"
    ).pl()
    if "INVALID ENCODING" in found["error_type"]:
        raise wrong_encoding(source.encoding)
    return found.select(
        "line",
        rule=pl.lit("file.") + pl.col("error_type").str.to_lowercase().str.replace_all(" ", "_"),
        value=pl.lit(None, pl.String),
        raw=pl.col("csv_line").str.strip_chars("\r\n"),
    ).match_to_schema(REJECT_SCHEMA)
