"""Lines of fixed width: each column stands in the same place of every line."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import polars as pl

from ingest.exports.broken_share import refuse_mostly_broken
from ingest.exports.encoding import HEAD_BYTES, codec_of, is_text, refuse_other_content, wrong_encoding
from ingest.exports.export import REJECT_SCHEMA, Export
from ingest.exports.export_file import ExportFile
from ingest.exports.lines import FileLines
from ingest.exports.names import CELLS, LINE, usable_names
from ingest.exports.numbered import NumberedExport
from ingest.exports.plain_text import in_utf8
from ingest.exports.record_by_record import LONGEST_RAW, Broken, Record, plain_lines
from ingest.exports.written_rows import ROWS_OF_CELLS, write_rows
from warehouse.settings import Source
from warehouse.sql import identifier

# In it every byte is a character, so that positions are counted in bytes.
_BYTES = "latin-1"
_BYTE_ORDER_MARK = "ï»¿"
# Systems of old mark the end of a file with it.
_END_OF_FILE = "\x1a"
_LINE = identifier(LINE)


class _Column(NamedTuple):
    """The places of a line that a column takes."""

    name: str
    place: slice


def read(file: ExportFile) -> Export:
    """Blanks around values are cut; a line may end before its last columns do."""
    if file.source.positions == "bytes":
        _refuse_other_text(file)
    else:
        file = in_utf8(file)
    splitter = _Splitter(file)
    rows = write_rows(splitter.rows(), ROWS_OF_CELLS, file.scratch / "cells.parquet")
    names = usable_names([column.name for column in _columns(file.source)])
    cells = ", ".join(f"{CELLS}[{place}] AS {identifier(name)}" for place, name in enumerate(names.usable, 1))
    return NumberedExport(
        names,
        f"(SELECT {_LINE}, {cells} FROM {rows})",
        file.shown,
        records=splitter.records,
        broken=splitter.broken,
    )


def _columns(source: Source) -> list[_Column]:
    if source.columns is not None:
        return [_Column(name, slice(first - 1, last)) for name, (first, last) in source.columns.items()]
    widths = source.widths or {}
    ends = accumulate(widths.values())
    return [
        _Column(name, slice(end - width, end))
        for (name, width), end in zip(widths.items(), ends, strict=True)
    ]


def _refuse_other_text(file: ExportFile) -> None:
    for part in file.parts:
        with part.path.open("rb") as binary:
            refuse_other_content(binary.read(HEAD_BYTES), file.source.encoding)
        if not is_text(part.path, file.source.encoding):
            raise wrong_encoding(part.path, file.source.encoding)


class _Splitter:
    """Splits the lines of an export, and keeps those that cannot be."""

    def __init__(self, file: ExportFile) -> None:
        self._file = file
        self._columns = _columns(file.source)
        self._width = None if file.source.widths is None else self._columns[-1].place.stop
        by_bytes = file.source.positions == "bytes"
        self._codec = codec_of(file.source.encoding) if by_bytes else None
        self._lines = [FileLines(part.path).count.lines for part in file.parts]
        self._broken: list[Broken] = []
        self.records = 0

    @property
    def broken(self) -> pl.DataFrame:
        """In REJECT_SCHEMA."""
        rows = [(record.line, record.rule, None, record.raw) for record in self._broken]
        return pl.DataFrame(rows, schema=REJECT_SCHEMA, orient="row")

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line and texts of each record. Raises ExportError as soon as too many are broken."""
        before = 0
        for part, lines in zip(self._file.parts, self._lines, strict=True):
            for record in self._records(part.path):
                split = self._split(record) if isinstance(record, Record) else record
                if isinstance(split, Broken):
                    self._keep(replace(split, line=before + split.line))
                else:
                    self.records += 1
                    yield before + record.line, split
            before += lines

    def _records(self, path: Path) -> Iterator[Record | Broken]:
        with path.open(encoding=_BYTES if self._codec else "utf-8-sig", newline="") as text:
            if self._codec and text.read(len(_BYTE_ORDER_MARK)) != _BYTE_ORDER_MARK:
                text.seek(0)
            for record in plain_lines(text):
                is_end = isinstance(record, Record) and record.text == _END_OF_FILE
                if record.line > (self._file.source.header_row or 0) and not is_end:
                    yield record

    def _split(self, record: Record) -> list[str] | Broken:
        if self._width is not None and record.text[self._width :].strip():
            return self._unfit(record, "file.beyond_last_column")
        texts = [record.text[column.place] for column in self._columns]
        if self._codec is None:
            return [text.strip() for text in texts]
        try:
            return [text.encode(_BYTES).decode(self._codec).strip() for text in texts]
        except UnicodeDecodeError:
            return self._unfit(record, "file.cut_character")

    def _unfit(self, record: Record, rule: str) -> Broken:
        text = record.text if self._codec is None else record.text.encode(_BYTES).decode(self._codec)
        return Broken(record.line, rule, text[:LONGEST_RAW])

    def _keep(self, record: Broken) -> None:
        self._broken.append(record)
        first, share = self._broken[0], self._file.broken_share
        refuse_mostly_broken(len(self._broken), sum(self._lines), share, first.line, first.rule)
