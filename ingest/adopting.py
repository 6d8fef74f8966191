"""A staged file becomes part of the lake."""

from dataclasses import dataclass
from datetime import date

import duckdb

from ingest.repeats import day_of, settle_repeats
from ingest.staging import Staged
from warehouse.lake import LAKE
from warehouse.settings import Settings
from warehouse.sql import literal


@dataclass(frozen=True)
class KindLoad:
    """What became of the records of one kind that were not rejected, and the days they touched."""

    kind: str
    good: int
    unchanged: int
    corrected: int
    days: set[date]

    @property
    def accepted(self) -> int:
        """Records that were not known."""
        return self.good - self.unchanged - self.corrected


def adopt(connection: duckdb.DuckDBPyConnection, settings: Settings, staged: Staged) -> KindLoad:
    """Make the staged file part of the lake, without the rows that were rejected or say nothing new.

    The load is the connection's variable `load_id`.
    """
    add_file(connection, staged)
    repeats = settle_repeats(connection, settings, staged.kind)
    return KindLoad(
        kind=staged.kind,
        good=staged.read - staged.rejects.height,
        unchanged=repeats.unchanged,
        corrected=repeats.corrected,
        days=repeats.replaced_days | _days_of_load(connection, staged.kind),
    )


def add_file(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Add the staged file to its table as it is, and drop what was rejected."""
    connection.execute(
        f"CALL ducklake_add_data_files('{LAKE}', '{staged.kind}', {literal(str(staged.path))},"
        " ignore_extra_columns => true)"
    )
    if staged.rejects.height:
        _drop_rejects(connection, staged)


def _drop_rejects(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """The lake numbers the rows of an adopted file in its order."""
    # Read by DuckDB under its name.
    rejected = staged.rejects.select("position")  # noqa: F841
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE rejected_rowids AS SELECT position + ("
        f"SELECT min(rowid) FROM {staged.kind} WHERE load_id = getvariable('load_id')) AS row_id"
        " FROM rejected"
    )
    connection.execute(f"DELETE FROM {staged.kind} WHERE rowid IN (SELECT row_id FROM rejected_rowids)")


def _days_of_load(connection: duckdb.DuckDBPyConnection, kind: str) -> set[date]:
    rows = connection.sql(
        f"SELECT DISTINCT {day_of(kind)} FROM {kind} WHERE load_id = getvariable('load_id')"
    ).fetchall()
    return {day for (day,) in rows if day is not None}
