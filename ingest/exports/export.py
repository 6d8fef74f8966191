"""What every format turns into."""

from dataclasses import dataclass
from typing import ClassVar

import duckdb
import polars as pl

from ingest.exports.names import LINE, ORIGIN, ORIGIN_ID, Names
from ingest.rejected.mended import says_what_it_mends, without_marks
from warehouse.sql import identifier, literal

# How a rejected row is known: where it stood, which rule it broke, what stood there, and the row itself.
REJECT_SCHEMA = pl.Schema({"line": pl.Int64, "rule": pl.String, "value": pl.String, "raw": pl.String})


@dataclass(frozen=True)
class Reading:
    """What a pass over an Export saw.

    rows: how many, None where the SELECT does not take each as it comes. broken: the records that could not
    be split, in REJECT_SCHEMA, blank lines without a rule. looks_at_lines: whether a SELECT makes something
    of the numbers of lines, so that they have to be right before it is asked.
    """

    connection: duckdb.DuckDBPyConnection
    rows: int | None
    broken: pl.DataFrame
    looks_at_lines: bool


@dataclass(frozen=True)
class Export:
    """An export file as rows of text.

    `numbered` is a SQL relation with one VARCHAR column per column of the file, and in LINE the line of the
    file that a row begins in; with `counts_rows` its place instead, counted from `first_line`. Where numbers
    cost, `rows` is the same without them, its first row in `first_line`. `file` is the file's name as the
    settings' folder sees it. `is_replayed`: its rows were rejected before. `takes_broken`: however many of
    its records are broken, the others are taken.
    """

    names: Names
    numbered: str
    file: str
    rows: str | None = None
    first_line: int = 1
    is_replayed: bool = False
    takes_broken: ClassVar[bool] = False
    counts_rows: ClassVar[bool] = False

    def show(self, connection: duckdb.DuckDBPyConnection, *, numbered: bool) -> None:
        """Make the connection's view `export`: the file's columns, `origin` and `origin_id`.

        `origin` is a struct of `file`, `line` and `raw`. Without numbers `line` and `origin_id` are null.
        """
        relation = self.numbered if numbered or self.rows is None else self.rows
        if says_what_it_mends(self.names.usable):
            relation = without_marks(relation, self.names.usable)
        line = identifier(LINE) if numbered else "NULL::BIGINT"
        names = [identifier(name) for name in self.names.usable]
        raw = ", ".join(f"{name} := {name}" for name in names)
        file = literal(self.file)
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW export AS SELECT {', '.join(names)},"
            f" struct_pack(file := {file}, line := {line}, raw := struct_pack({raw})) AS {ORIGIN},"
            f" {file} || ':' || {line} AS {ORIGIN_ID}"
            f" FROM {relation}"
        )

    def broken_records(self, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:  # noqa: ARG002 - for formats
        """The records that could not be split into columns, once the rows were read on this connection.

        In REJECT_SCHEMA; blank lines may be among them, without a rule.
        """
        return REJECT_SCHEMA.to_frame()

    def true_lines(self, positions: pl.Series, reading: Reading) -> pl.Series:
        """Lines of the file, of places among `rows` counted from `first_line`."""
        return lines_behind_broken(positions, reading.broken)

    def holds_all(self, reading: Reading) -> bool:  # noqa: ARG002 - for formats that can tell
        """Whether a Reading accounts for every line of the file, and its numbers are the lines."""
        return True

    def careful(self) -> "Export | None":
        """The same file read record by record: slower, and right where `holds_all` says no."""
        return None


def lines_behind_broken(positions: pl.Series, broken: pl.DataFrame) -> pl.Series:
    """Counting passes over broken records, so each one before a line moves it down by one."""
    first_line_behind = broken["line"].sort() - pl.int_range(broken.height, eager=True)
    return positions + first_line_behind.search_sorted(positions, side="right").cast(pl.Int64)
