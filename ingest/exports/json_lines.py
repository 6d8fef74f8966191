"""JSON lines: one JSON object per line; its top-level keys are the columns, nested values stay JSON text."""

import json
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from ingest.exports.delimited import wrong_encoding
from ingest.exports.export import REJECT_SCHEMA, Export
from warehouse.errors import ExportError
from warehouse.settings import Source
from warehouse.sql import literal

_IS_OBJECT = "CASE WHEN json_valid(text) THEN json_type(text) = 'OBJECT' END"


def read(path: Path, source: Source) -> Export:  # noqa: ARG001 - every format's reader is called alike
    """Columns are all keys that occur anywhere in the file."""
    # A control character that JSON text cannot hold makes every line one field.
    lines = (
        f"read_csv({literal(str(path))}, columns = {{'text': 'VARCHAR'}}, delim = chr(1), quote = '',"
        " escape = '', header = false, auto_detect = false)"
    )
    columns = _keys(lines)
    shape = literal(json.dumps(dict.fromkeys(columns, "VARCHAR"), ensure_ascii=False))
    return Export(
        columns,
        f"(SELECT unnest(from_json(text, {shape})) FROM {lines} WHERE {_IS_OBJECT})",
        first_line=1,
        broken_records=partial(_broken_records, lines=lines),
    )


def _keys(lines: str) -> list[str]:
    try:
        with duckdb.connect() as connection:
            found = connection.sql(
                f"SELECT DISTINCT unnest(json_keys(text)) AS key FROM {lines} WHERE {_IS_OBJECT} ORDER BY key"
            ).fetchall()
    except duckdb.InvalidInputException as error:
        raise wrong_encoding("utf-8") from error
    if not found:
        raise ExportError("The file has no JSON object in it.", "Export it again, one object per line.")
    return [key for (key,) in found]


def _broken_records(connection: duckdb.DuckDBPyConnection, lines: str) -> pl.DataFrame:
    return (
        connection.sql(
            "SELECT line, CASE WHEN trim(text) <> '' THEN 'file.not_a_json_object' END AS rule,"
            " NULL::VARCHAR AS value, text AS raw"
            f" FROM (SELECT text, row_number() OVER () AS line FROM {lines})"
            f" WHERE NOT coalesce({_IS_OBJECT}, false)"
        )
        .pl()
        .match_to_schema(REJECT_SCHEMA)
    )
