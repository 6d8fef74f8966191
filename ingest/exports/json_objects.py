"""JSON objects that a SQL relation holds as text, one in a row, as columns."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from ingest.exports.export import REJECT_SCHEMA, Export
from ingest.exports.names import LINE, usable_names
from ingest.exports.record_by_record import LONGEST_RAW
from warehouse.errors import ExportError
from warehouse.sql import identifier, literal

IS_OBJECT = "CASE WHEN json_valid(text) THEN json_type(text) = 'OBJECT' END"
_LINE = identifier(LINE)
# Objects are taken apart outside of the database's memory limit. Where keys are ids, there is no end of them.
_MOST_KEYS = 2_000


class NoObjectsError(ExportError):
    """There is no object to make columns of."""

    def __init__(self) -> None:
        super().__init__(
            "The file has no JSON object in it.",
            "Export it again: one object per line, or one array of objects.",
        )


@dataclass(frozen=True)
class Objects(Export):
    """Objects among `texts`, which has LINE too. What is no object is a broken record."""

    texts: str = ""

    def broken_records(self, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
        """What is no object, with its place."""
        return no_objects(connection, self.texts)


def read_objects(texts: str, shown: str) -> Objects:
    """An Export of JSON objects that a SQL relation holds: their `text`, and LINE.

    shown: the file they came from. Raises duckdb.Error where the relation cannot be read.
    """
    columns = columns_of(texts)
    return Objects(columns.names, columns.of(texts, _LINE), shown, texts=texts)


class Columns:
    """The columns that the keys of objects make."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.names = usable_names(keys, _MOST_KEYS)
        self._keys = keys

    def of(self, texts: str, *more: str) -> str:
        """SQL for the objects among `texts` in columns, and `more` columns as they are."""
        plain = [key for key, name in zip(self._keys, self.names.usable, strict=True) if key == name]
        shape = json.dumps(dict.fromkeys(plain, "VARCHAR"), ensure_ascii=False)
        parts = [f"unnest(from_json(text, {literal(shape)}))"] if plain else []
        for key, name in zip(self._keys, self.names.usable, strict=True):
            if key != name:
                parts.append(f"json_extract_string(text, {_pointer(key)}) AS {identifier(name)}")
        return f"(SELECT {', '.join([*parts, *more])} FROM {texts} WHERE {IS_OBJECT})"


def _pointer(key: str) -> str:
    """SQL for the JSON pointer to a key of the object itself."""
    pointer = "/" + key.replace("~", "~0").replace("/", "~1")
    # SQL text ends at a zero character.
    return " || chr(0) || ".join(map(literal, pointer.split("\0")))


def columns_of(texts: str) -> Columns:
    """All keys of the objects among `texts`. Raises NoObjectsError where there is none."""
    with duckdb.connect() as connection:
        found = connection.sql(
            "SELECT key FROM (SELECT unnest(keys) AS key, generate_subscripts(keys, 1) AS place"
            f" FROM (SELECT json_keys(text) AS keys FROM {texts} WHERE {IS_OBJECT}))"
            " GROUP BY key ORDER BY min(place), key"
        ).fetchall()
    if not found:
        raise NoObjectsError
    return Columns([key for (key,) in found])


def no_objects(connection: duckdb.DuckDBPyConnection, texts: str) -> pl.DataFrame:
    """Those of the `texts` that are no objects, in REJECT_SCHEMA, blank ones without a rule."""
    return (
        connection.sql(
            f"SELECT {_LINE} AS line, CASE WHEN trim(text) <> '' THEN 'file.not_a_json_object' END AS rule,"
            f" NULL::VARCHAR AS value, text[:{LONGEST_RAW}] AS raw FROM {texts}"
            f" WHERE NOT coalesce({IS_OBJECT}, false) ORDER BY line"
        )
        .pl()
        .match_to_schema(REJECT_SCHEMA)
    )
