"""What every format turns into."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from warehouse.sql import identifier

# How a rejected row is known: where it stood, which rule it broke, what stood there, and the row itself.
REJECT_SCHEMA = pl.Schema({"line": pl.Int64, "rule": pl.String, "value": pl.String, "raw": pl.String})


def _none_broken(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:  # noqa: ARG001 - as for all formats
    return REJECT_SCHEMA.to_frame()


@dataclass(frozen=True)
class Export:
    """An export file as rows of text.

    `rows` is a SQL relation with one VARCHAR column per column of the file, whose first row stands in
    `first_line`. `broken_records` gives the records that could not be split into columns, in REJECT_SCHEMA,
    once `rows` has been read to its end on the same connection; blank lines are among them without a rule.
    """

    columns: Sequence[str]
    rows: str
    first_line: int
    broken_records: Callable[[duckdb.DuckDBPyConnection], pl.DataFrame] = _none_broken

    def show(self, connection: duckdb.DuckDBPyConnection, *, numbered: bool) -> None:
        """Make the connection's view `export`: the file's columns, and `origin`, a struct of `line`, `raw`.

        Numbering keeps DuckDB on one core; without it `line` is null.
        """
        line = f"row_number() OVER () + {self.first_line - 1}" if numbered else "NULL::BIGINT"
        raw = ", ".join(f"{identifier(name)} := {identifier(name)}" for name in self.columns)
        connection.execute(
            "CREATE OR REPLACE TEMP VIEW export AS"
            f" SELECT *, struct_pack(line := {line}, raw := struct_pack({raw})) AS origin FROM {self.rows}"
        )
