"""A text file gone through record by record, where the database's own reading does not account for all of it.

Each record that can be split is written again behind the number of its line; the others become rejects. A
record that cannot be split takes only its first line with it: the lines behind it are tried for themselves,
so that a stray quote does not swallow the rest of a file.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

import polars as pl

from ingest.exports.broken_share import refuse_mostly_broken
from ingest.exports.export import REJECT_SCHEMA
from ingest.exports.text_scan import LARGEST_RECORD_BYTES

# A reject tells what the record was like, not all of it.
LONGEST_RAW = 10_000
# As the database wants it told.
WRITTEN_NEW_LINE = "\\n"
csv.field_size_limit(LARGEST_RECORD_BYTES)


class Dialect(NamedTuple):
    """How fields are set apart."""

    delimiter: str
    quote: str


@dataclass(frozen=True)
class Broken:
    """A record that cannot be split into columns: where it stands, why, and how it begins."""

    line: int
    rule: str
    raw: str


@dataclass(frozen=True)
class Record:
    """A record as it stands in the file, without its line end."""

    line: int
    text: str


class _TooLargeError(Exception):
    """A line, or a record of several, is longer than any that is read."""


class _Lines:
    """The lines of a file one after another, with those of the record at hand, which can be put back."""

    def __init__(self, file: IO[str], first_line: int) -> None:
        self._file = file
        self._put_back: deque[str] = deque()
        self._bytes = 0
        self.line = first_line
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._put_back.popleft() if self._put_back else self._file.readline(LARGEST_RECORD_BYTES)
        if not line:
            raise StopIteration
        self.taken.append(line)
        self._bytes += len(line) if line.isascii() else len(line.encode())
        if self._bytes >= LARGEST_RECORD_BYTES:
            raise _TooLargeError
        return line

    def begin(self) -> None:
        """What comes next is another record."""
        self.line += len(self.taken)
        self.taken.clear()
        self._bytes = 0

    def keep_first(self) -> str:
        """Of the lines of the record only the first is done with; what was cut of it is passed over."""
        first, *others = self.taken
        if not others and not first.endswith(("\n", "\r")):
            self._pass_over_rest()
        self._put_back.extendleft(reversed(others))
        self.taken = [first]
        return first.rstrip("\r\n")

    def _pass_over_rest(self) -> None:
        while (rest := self._file.readline(LARGEST_RECORD_BYTES)) and not rest.endswith(("\n", "\r")):
            pass


def delimited_records(
    file: IO[str], dialect: Dialect, width: int, first_line: int
) -> Iterator[Record | Broken]:
    """The records of CSV from where the file stands, which is in `first_line`; blank lines are left out.

    width: how many columns the header has.
    """
    lines = _Lines(file, first_line)
    fields = _fields(lines, dialect)
    while True:
        lines.begin()
        try:
            found = next(fields, None)
            rule = _wrong_width(found or [], width)
        except csv.Error:
            rule, found = "file.unquoted_value", []
            fields = _fields(lines, dialect)
        except _TooLargeError:
            is_one_line = len(lines.taken) == 1
            rule, found = "file.line_size_over_maximum" if is_one_line else "file.unquoted_value", []
            fields = _fields(lines, dialect)
        if found is None:
            return
        if rule is None:
            yield Record(lines.line, "".join(lines.taken).rstrip("\r\n"))
        elif found or lines.taken[0].strip("\r\n"):
            yield Broken(lines.line, rule, lines.keep_first()[:LONGEST_RAW])
            fields = _fields(lines, dialect)


def plain_lines(file: IO[str]) -> Iterator[Record | Broken]:
    """Every line for itself, blank ones left out."""
    lines = _Lines(file, first_line=1)
    while True:
        lines.begin()
        try:
            text = next(lines, None)
        except _TooLargeError:
            yield Broken(lines.line, "file.line_size_over_maximum", lines.keep_first()[:LONGEST_RAW])
            continue
        if text is None:
            return
        if text.strip():
            yield Record(lines.line, text.rstrip("\r\n"))


def write_numbered(
    records: Iterator[Record | Broken], target: Path, delimiter: str, lines: int, broken_share: float
) -> tuple[int, pl.DataFrame]:
    """Write each record behind its line and the delimiter; how many there were, and the broken ones.

    Raises ExportError as soon as more of the file's lines are broken than `broken_share`.
    """
    broken: list[Broken] = []
    count = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        for record in records:
            if isinstance(record, Broken):
                broken.append(record)
                refuse_mostly_broken(len(broken), lines, broken_share, broken[0].line, broken[0].rule)
            else:
                file.write(f"{record.line}{delimiter}{record.text}\n")
                count += 1
    rows = [(record.line, record.rule, None, record.raw) for record in broken]
    return count, pl.DataFrame(rows, schema=REJECT_SCHEMA, orient="row")


def _fields(lines: _Lines, dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True)


def _wrong_width(found: list[str], width: int) -> str | None:
    # Some systems end rows with a delimiter too many, and the database takes that.
    if len(found) >= width and not any(found[width:]):
        return None
    return "file.missing_columns" if len(found) < width else "file.too_many_columns"
