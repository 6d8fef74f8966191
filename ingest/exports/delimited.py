"""CSV and TSV: one record per line, a header, fields that may be quoted."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, ClassVar

import duckdb
import polars as pl

from ingest.exports.encoding import wrong_encoding
from ingest.exports.export import Export, Reading, lines_behind_broken
from ingest.exports.export_file import ExportFile
from ingest.exports.header import no_header
from ingest.exports.lines import FileLines
from ingest.exports.names import LINE, Names, usable_names
from ingest.exports.numbered import NumberedExport
from ingest.exports.packed_together import joined, refuse_other_columns
from ingest.exports.plain_text import in_utf8
from ingest.exports.record_by_record import WRITTEN_NEW_LINE, Dialect, delimited_records, write_numbered
from ingest.exports.text_scan import LARGEST_RECORD_BYTES, count_rows, noted_records, scan
from warehouse.errors import ExportError
from warehouse.sql import identifier

_DELIMITERS = {"csv": ",", "tsv": "\t"}


def read(file: ExportFile) -> Export:
    """The dialect is declared, never guessed: a guess may change from one month's export to the next."""
    if not file.source.quote.isascii():
        raise ExportError(f"The quote '{file.source.quote}' is not read.", "Mend the source's 'quote'.")
    dialect = Dialect(file.source.delimiter or _DELIMITERS[file.source.format], file.source.quote)
    file = _in_one(in_utf8(file), dialect)
    header = _header(file, file.path, dialect)
    lines = FileLines(file.path, dialect.quote)
    if header.lines_above:
        return _read_carefully(file, dialect, header, lines)
    rows, passed_over = (
        scan(file.path, header.names.usable, *dialect, has_header=True, noted=noted)
        for noted in (True, False)
    )
    first_line = header.lines + 1
    return _AsItIs(
        header.names,
        f"(SELECT *, row_number() OVER () + {first_line - 1} AS {identifier(LINE)} FROM {rows})",
        file.shown,
        rows,
        first_line,
        plain=file,
        dialect=dialect,
        header=header,
        lines=lines,
        passed_over=passed_over,
    )


@dataclass(frozen=True)
class _Header:
    """The header: the names in it, how many lines it takes, and how many stand above it."""

    names: Names
    lines: int
    lines_above: int


@dataclass(frozen=True, kw_only=True)
class _AsItIs(Export):
    """The file as the database reads it, while its lines are counted.

    Rows are numbered as they come; which lines those are is only known once all were read.
    """

    counts_rows: ClassVar[bool] = True
    plain: ExportFile
    dialect: Dialect
    header: _Header
    lines: FileLines
    passed_over: str

    def broken_records(self, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
        return noted_records(connection, self.plain.path, self.plain.source.encoding)

    def true_lines(self, positions: pl.Series, reading: Reading) -> pl.Series:
        # With broken records nothing else would have been taken for whole.
        if reading.broken.height or (
            reading.rows is not None and self._is_a_line_each(reading.rows, reading.broken)
        ):
            return lines_behind_broken(positions, reading.broken)
        return pl.Series(self.lines.record_starts).gather(positions - self.first_line + 1)

    def holds_all(self, reading: Reading) -> bool:
        """Either every record is a line, or there are as many as the quotes set apart."""
        rows = count_rows(reading.connection, self.passed_over) if reading.rows is None else reading.rows
        if self._is_a_line_each(rows, reading.broken):
            return not (reading.looks_at_lines and reading.broken.height)
        if reading.looks_at_lines or reading.broken.height:
            return False
        return self.lines.record_starts.size == rows + 1

    def careful(self) -> Export:
        return _read_carefully(self.plain, self.dialect, self.header, self.lines)

    def _is_a_line_each(self, rows: int, broken: pl.DataFrame) -> bool:
        count = self.lines.count
        return self.header.lines + rows + broken.height in (count.lines, count.lines - count.trailing)


def _in_one(file: ExportFile, dialect: Dialect) -> ExportFile:
    """Files that were packed together as one, with the header of the first."""
    if len(file.parts) == 1:
        return file
    headers = [_header(file, part.path, dialect) for part in file.parts]
    for part, header in zip(file.parts, headers, strict=True):
        refuse_other_columns(file.parts[0].name, headers[0].names.usable, part.name, header.names.usable)
    skipped = [0, *(header.lines_above + header.lines for header in headers[1:])]
    return joined(file, skipped)


def _header(file: ExportFile, path: Path, dialect: Dialect) -> _Header:
    with path.open(encoding="utf-8-sig", newline="") as text:
        titles = (file.source.header_row or 1) - 1
        names: list[str] = []
        above = found = 0
        try:
            lines = islice(_bounded_lines(text), titles, None)
            reader = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote)
            while not names and (names := next(reader, [""])) == []:
                above = reader.line_num
            found = reader.line_num
        except UnicodeDecodeError as error:
            raise wrong_encoding(path, file.source.encoding) from error
        except csv.Error as error:
            raise ExportError(
                f"The header cannot be split into columns: {error}.",
                "Look for a quote that is not closed, or mend the source's 'delimiter', 'quote' and"
                " 'header_row'.",
            ) from error
    if not any(name.strip() for name in names):
        raise no_header(file.source)
    return _Header(usable_names(names), found - above, titles + above)


def _bounded_lines(text: IO[str]) -> Iterator[str]:
    """A file without line ends is not read into memory."""
    while line := text.readline(LARGEST_RECORD_BYTES):
        yield line


def _read_carefully(file: ExportFile, dialect: Dialect, header: _Header, lines: FileLines) -> Export:
    copy = file.scratch / "numbered"
    above = header.lines_above + header.lines
    try:
        with file.path.open(encoding="utf-8-sig", newline="") as text:
            for _ in islice(_bounded_lines(text), above):
                pass
            records = delimited_records(text, dialect, len(header.names.usable), above + 1)
            count, broken = write_numbered(
                records, copy, dialect.delimiter, lines.count.lines, file.broken_share
            )
    except UnicodeDecodeError as error:
        raise wrong_encoding(file.path, file.source.encoding) from error
    rows = scan(copy, [LINE, *header.names.usable], *dialect, has_header=False, new_line=WRITTEN_NEW_LINE)
    line = identifier(LINE)
    return NumberedExport(
        header.names,
        f"(SELECT * REPLACE ({line}::BIGINT AS {line}) FROM {rows})",
        file.shown,
        records=count,
        broken=broken,
    )
