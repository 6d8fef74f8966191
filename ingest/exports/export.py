"""What every format turns into."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from warehouse.sql import identifier

# How a rejected row is known: where it stood, which rule it broke, what stood there, and the row itself.
REJECT_SCHEMA = pl.Schema({"line": pl.Int64, "rule": pl.String, "value": pl.String, "raw": pl.String})


def no_broken_records(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:  # noqa: ARG001 - a BrokenRecords
    """For formats in which a record cannot be broken on its own."""
    return REJECT_SCHEMA.to_frame()


def lines_as_numbered(lines: pl.Series, broken: pl.DataFrame) -> pl.Series:  # noqa: ARG001 - a TrueLines
    """For formats whose numbering already counts broken records."""
    return lines


@dataclass(frozen=True)
class Export:
    """An export file as rows of text.

    `rows` and `numbered_rows` are SQL relations with one VARCHAR column per column of the file; the second
    also has `line`, and is slower: numbering keeps DuckDB on one core. `broken_records` gives the records
    that could not be split into columns, in REJECT_SCHEMA, once `numbered_rows` has been read to its end on
    the same connection; `true_lines` corrects `line` for them.
    """

    columns: Sequence[str]
    rows: str
    numbered_rows: str
    broken_records: Callable[[duckdb.DuckDBPyConnection], pl.DataFrame] = no_broken_records
    true_lines: Callable[[pl.Series, pl.DataFrame], pl.Series] = lines_as_numbered

    def show_without_origin(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make `export` a view whose `origin` is empty: what a load reads."""
        connection.execute(f"CREATE OR REPLACE TEMP VIEW export AS SELECT *, NULL AS origin FROM {self.rows}")

    def show_with_origin(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make `export` a view whose `origin` is a struct of `line` and the row's own columns, `raw`."""
        raw = ", ".join(f"{identifier(name)} := {identifier(name)}" for name in self.columns)
        connection.execute(
            "CREATE OR REPLACE TEMP VIEW export AS "
            "SELECT * EXCLUDE (line), struct_pack(line := line, raw := struct_pack("
            f"{raw})) AS origin FROM {self.numbered_rows}"
        )
