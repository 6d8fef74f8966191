"""Rejected records that are done with: their file came again mended, or as a file of its own to mend them."""

from collections.abc import Sequence

import duckdb
import polars as pl

from ingest.attempt import Attempt
from ingest.cursors import Cursors
from ingest.exports.export import Export
from ingest.rejected.mended import LINE, LOAD, says_what_it_mends
from ingest.rejected.which import PACKAGE
from warehouse.sql import identifier, read_sql

_NONE_MENDED = pl.DataFrame(
    schema={"mended_load": pl.Int64, "line": pl.Int64, "source": pl.String, "load_id": pl.Int64}
)


def mended_rejects(cursors: Cursors, export: Export) -> pl.DataFrame | None:
    """The rejects that an export says it mends, by `mended_load` and `line`; None where it says nothing."""
    if not says_what_it_mends(export.names.usable):
        return None
    with cursors.open() as cursor:
        return cursor.sql(
            f"SELECT DISTINCT try_cast({identifier(LOAD)} AS DOUBLE)::BIGINT AS mended_load,"
            f" try_cast({identifier(LINE)} AS DOUBLE)::BIGINT AS line FROM {export.numbered}"
        ).pl()


def close_superseded(
    connection: duckdb.DuckDBPyConnection, loads: Sequence[tuple[Attempt, pl.DataFrame | None]]
) -> None:
    """Close what earlier loads of the same file left open, and the rejects that files say that they mend.

    Inside the loads' transaction, once their own rejects are kept. Stretches of a stream share a name, but
    none takes the place of another.
    """
    # Both are read by DuckDB under their names.
    loaded = pl.DataFrame(  # noqa: F841
        [(attempt.load_id, attempt.source, attempt.file) for attempt, _ in loads if not attempt.is_of_stream],
        schema={"load_id": pl.Int64, "source": pl.String, "file": pl.String},
        orient="row",
    )
    mended = pl.concat(  # noqa: F841
        [
            pl.DataFrame(
                schema={"mended_load": pl.Int64, "line": pl.Int64, "source": pl.String, "load_id": pl.Int64}
            ),
            *(
                rejects.with_columns(source=pl.lit(attempt.source), load_id=pl.lit(attempt.load_id, pl.Int64))
                for attempt, rejects in loads
                if rejects is not None
            ),
        ]
    )
    connection.execute(read_sql(PACKAGE, "superseded"))
    close(connection)


def close(connection: duckdb.DuckDBPyConnection) -> None:
    """Close what is in the table `closing`: `reject_id`, and in `closed_in` the load that settled it."""
    if connection.sql("SELECT EXISTS (FROM closing)").fetchall()[0][0]:
        connection.execute(read_sql(PACKAGE, "close"))
