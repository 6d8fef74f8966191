"""JSON lines: one JSON object per line; its top-level keys are the columns, nested values stay JSON text.

What is written otherwise, json_documents.py reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import polars as pl

from ingest.exports.encoding import wrong_encoding
from ingest.exports.export import Export, Reading
from ingest.exports.export_file import ExportFile
from ingest.exports.json_objects import IS_OBJECT, columns_of, no_objects
from ingest.exports.lines import FileLines
from ingest.exports.names import LINE
from ingest.exports.numbered import NumberedExport
from ingest.exports.record_by_record import (
    LONGEST_RAW,
    WRITTEN_NEW_LINE,
    Broken,
    Record,
    plain_lines,
    write_numbered,
)
from ingest.exports.text_scan import count_rows, noted_records, scan
from warehouse.errors import ExportError
from warehouse.sql import identifier

# A control character that JSON text cannot hold makes every line one field.
_SEPARATOR = "\x01"
_LINE = identifier(LINE)


def read(file: ExportFile) -> Export:
    """Columns are all keys that occur anywhere in the file, which is in UTF-8."""
    lines = FileLines(file.path)
    rows, passed_over = (
        scan(file.path, ["text"], _SEPARATOR, "", has_header=False, noted=noted) for noted in (True, False)
    )
    try:
        columns = columns_of(passed_over)
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
        return no_objects(connection, f"(SELECT text, row_number() OVER () AS {_LINE} FROM {self.texts})")

    def holds_all(self, reading: Reading) -> bool:
        """Every line is an object, blank, or among those that are no objects."""
        rows = reading.rows
        if rows is None:
            rows = count_rows(reading.connection, f"(FROM {self.texts} WHERE {IS_OBJECT})")
        return rows + reading.broken.height == self.lines.count.lines

    def careful(self) -> Export:
        return _read_carefully(self.plain, self.lines)


@dataclass(frozen=True)
class _NumberedLines(NumberedExport):
    """Lines that were gone through one by one."""

    texts: str = ""

    def broken_records(self, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
        return pl.concat([self.broken, no_objects(connection, self.texts)]).sort("line")


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
    columns = columns_of(texts)
    return _NumberedLines(
        columns.names, columns.of(texts, _LINE), file.shown, records=count, broken=broken, texts=texts
    )


def _without_separators(records: Iterator[Record | Broken]) -> Iterator[Record | Broken]:
    for record in records:
        if isinstance(record, Record) and _SEPARATOR in record.text:
            yield Broken(record.line, "file.not_a_json_object", record.text[:LONGEST_RAW])
        else:
            yield record
