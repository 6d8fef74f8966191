"""JSON lines: one JSON object per line; its top-level keys are the columns, nested values stay JSON text.

An array of objects is read too, and so are objects written over several lines.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import duckdb
import polars as pl

from ingest.exports.encoding import wrong_encoding
from ingest.exports.export import REJECT_SCHEMA, Export, Reading
from ingest.exports.export_file import ExportFile
from ingest.exports.lines import FileLines
from ingest.exports.names import LINE, usable_names
from ingest.exports.numbered import NumberedExport
from ingest.exports.record_by_record import (
    LONGEST_RAW,
    WRITTEN_NEW_LINE,
    Broken,
    Record,
    plain_lines,
    write_numbered,
)
from ingest.exports.text_scan import LARGEST_RECORD_BYTES, count_rows, noted_records, scan
from warehouse.errors import ExportError
from warehouse.mishaps import reason_of
from warehouse.sql import identifier, literal

_IS_OBJECT = "CASE WHEN json_valid(text) THEN json_type(text) = 'OBJECT' END"
# A control character that JSON text cannot hold makes every line one field.
_SEPARATOR = "\x01"
_LINE = identifier(LINE)
_HEAD_BYTES = 1 << 16
# Objects are taken apart outside of the database's memory limit. Where keys are ids, there is no end of them.
_MOST_KEYS = 2_000


def read(file: ExportFile) -> Export:
    """Columns are all keys that occur anywhere in the file."""
    layout = _layout(file)
    if layout is not None:
        return _read_values(file, layout)
    lines = FileLines(file.path)
    rows, passed_over = (
        scan(file.path, ["text"], _SEPARATOR, "", has_header=False, noted=noted) for noted in (True, False)
    )
    try:
        columns = _columns(passed_over)
    except (duckdb.Error, ExportError):
        return _read_carefully(file, lines)
    return _AsItIs(
        columns.names,
        columns.of(f"(SELECT text, row_number() OVER () AS {_LINE} FROM {rows})", _LINE),
        file.shown,
        columns.of(rows),
        plain=file,
        lines=lines,
        texts=passed_over,
    )


@dataclass(frozen=True, kw_only=True)
class _AsItIs(Export):
    """The file as the database reads it, while its lines are counted."""

    plain: ExportFile
    lines: FileLines
    texts: str

    def broken_records(self, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
        # Refuses bytes that are no text. What else is noted leaves lines that nothing accounts for.
        noted_records(connection, self.plain.path, self.plain.source.encoding)
        return _no_objects(connection, f"(SELECT text, row_number() OVER () AS {_LINE} FROM {self.texts})")

    def holds_all(self, reading: Reading) -> bool:
        """Every line is an object, blank, or among those that are no objects."""
        rows = reading.rows
        if rows is None:
            rows = count_rows(reading.connection, f"(FROM {self.texts} WHERE {_IS_OBJECT})")
        return rows + reading.broken.height == self.lines.count.lines

    def careful(self) -> Export:
        return _read_carefully(self.plain, self.lines)


@dataclass(frozen=True)
class _Values(Export):
    """Objects that are not a line each. What stands for a line is the place among them."""

    texts: str = ""

    def broken_records(self, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
        return _no_objects(connection, self.texts)


@dataclass(frozen=True)
class _NumberedLines(NumberedExport):
    """Lines that were gone through one by one."""

    texts: str = ""

    def broken_records(self, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
        return pl.concat([self.broken, _no_objects(connection, self.texts)]).sort("line")


class _Columns:
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
        return f"(SELECT {', '.join([*parts, *more])} FROM {texts} WHERE {_IS_OBJECT})"


def _pointer(key: str) -> str:
    """SQL for the JSON pointer to a key of the object itself."""
    pointer = "/" + key.replace("~", "~0").replace("/", "~1")
    # SQL text ends at a zero character.
    return " || chr(0) || ".join(map(literal, pointer.split("\0")))


def _columns(texts: str) -> _Columns:
    with duckdb.connect() as connection:
        found = connection.sql(
            "SELECT key FROM (SELECT unnest(keys) AS key, generate_subscripts(keys, 1) AS place"
            f" FROM (SELECT json_keys(text) AS keys FROM {texts} WHERE {_IS_OBJECT}))"
            " GROUP BY key ORDER BY min(place), key"
        ).fetchall()
    if not found:
        raise ExportError(
            "The file has no JSON object in it.",
            "Export it again: one object per line, or one array of objects.",
        )
    return _Columns([key for (key,) in found])


def _no_objects(connection: duckdb.DuckDBPyConnection, texts: str) -> pl.DataFrame:
    return (
        connection.sql(
            f"SELECT {_LINE} AS line, CASE WHEN trim(text) <> '' THEN 'file.not_a_json_object' END AS rule,"
            f" NULL::VARCHAR AS value, text[:{LONGEST_RAW}] AS raw FROM {texts}"
            f" WHERE NOT coalesce({_IS_OBJECT}, false) ORDER BY line"
        )
        .pl()
        .match_to_schema(REJECT_SCHEMA)
    )


def _read_carefully(file: ExportFile, lines: FileLines) -> Export:
    copy = file.scratch / "numbered"
    try:
        with file.path.open(encoding="utf-8-sig", newline="") as text:
            count, broken = write_numbered(
                _without_separators(plain_lines(text)),
                copy,
                _SEPARATOR,
                lines.count.lines,
                file.broken_share,
            )
    except UnicodeDecodeError as error:
        raise wrong_encoding(file.path, file.source.encoding) from error
    written = scan(copy, [LINE, "text"], _SEPARATOR, "", has_header=False, new_line=WRITTEN_NEW_LINE)
    texts = f"(SELECT {_LINE}::BIGINT AS {_LINE}, text FROM {written})"
    columns = _columns(texts)
    return _NumberedLines(
        columns.names, columns.of(texts, _LINE), file.shown, records=count, broken=broken, texts=texts
    )


def _without_separators(records: Iterator[Record | Broken]) -> Iterator[Record | Broken]:
    for record in records:
        if isinstance(record, Record) and _SEPARATOR in record.text:
            yield Broken(record.line, "file.not_a_json_object", record.text[:LONGEST_RAW])
        else:
            yield record


def _layout(file: ExportFile) -> Literal["array", "unstructured"] | None:
    """How objects are written that are not a line each; None where they are."""
    with file.path.open("rb") as binary:
        head = binary.read(_HEAD_BYTES).decode("utf-8-sig", "ignore").lstrip()
    first, _, others = head.partition("\n")
    if first.strip() == "{":
        return "unstructured"
    if not first.startswith("["):
        return None
    return None if others.strip() and _is_json(first) else "array"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _read_values(file: ExportFile, layout: Literal["array", "unstructured"]) -> Export:
    texts = (
        f"(SELECT json AS text, row_number() OVER () AS {_LINE} FROM read_json_objects("
        f"{literal(str(file.path))}, format = '{layout}', maximum_object_size = {LARGEST_RECORD_BYTES},"
        " compression = 'uncompressed'))"
    )
    try:
        columns = _columns(texts)
    except duckdb.Error as error:
        complaint = reason_of(error)
        raise ExportError(
            f"The file is not readable JSON: {complaint}.",
            "Export it again: one object per line, or one array of objects.",
        ) from error
    return _Values(columns.names, columns.of(texts, _LINE), file.shown, texts=texts)


def read_objects(texts: str, shown: str) -> Export:
    """An Export of JSON objects that a SQL relation holds: their `text`, and LINE.

    shown: the file they came from.
    """
    columns = _columns(texts)
    return Export(columns.names, columns.of(texts, _LINE), shown)
