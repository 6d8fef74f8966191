"""What a replay leaves of the rejects that it judged anew."""

from collections.abc import Sequence

import duckdb
import polars as pl

from ingest.rejected.closing import close
from ingest.rejected.which import PACKAGE
from warehouse.sql import read_sql

_SAME = ("record_kind", "line", "rule", "value")


def settle(
    connection: duckdb.DuckDBPyConnection,
    judged: pl.DataFrame,
    rejects: pl.DataFrame,
    *,
    load_id: int,
    replay_id: int,
) -> tuple[bool, pl.DataFrame]:
    """Close what is no longer bad of the rejects of `load_id` that were judged; whether any changed at all.

    rejects: what is still bad. It stays as it is where it breaks the same rule; what breaks another one
    leaves its old row, and is given back to be kept anew.
    """
    # Both are read by DuckDB under their names.
    lines = judged.select("record_kind", "line").unique()  # noqa: F841
    still = rejects.select(_SAME).unique()  # noqa: F841
    connection.execute("SET VARIABLE judged_load = $load", {"load": load_id})
    connection.execute(read_sql(PACKAGE, "judged"))
    kept = _rows(connection, "SELECT record_kind, line, rule, value FROM judged WHERE is_same", _SAME)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE closing AS"
        f" SELECT reject_id, {replay_id}::BIGINT AS closed_in FROM judged WHERE NOT is_bad"
    )
    close(connection)
    connection.execute(
        "DELETE FROM rejected_rows WHERE rowid IN (SELECT reject_id FROM judged WHERE is_bad AND NOT is_same)"
    )
    fresh = rejects.join(kept, on=_SAME, how="anti", nulls_equal=True, maintain_order="left")
    changed = connection.sql("SELECT NOT coalesce(bool_and(is_same), true) FROM judged").fetchall()[0][0]
    return bool(changed) or not fresh.is_empty(), fresh


def _rows(connection: duckdb.DuckDBPyConnection, query: str, names: Sequence[str]) -> pl.DataFrame:
    return connection.sql(query).pl().select(names)
