"""How many leavers name something that they met with in the service."""

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.leaving.leavers import names_cause, of_leavers
from analytics.reading import WHOLE, read_counts
from analytics.view import View
from warehouse.settings import Settings

# What a service can do something about; of prices, competitors and moves it hears only.
OF_THE_SERVICE = ("inconvenience", "core_failure", "encounter_failure", "response_to_failure")
_NAMES_ANY = " OR ".join(names_cause(cause) for cause in OF_THE_SERVICE)
_COUNTS = of_leavers({"n": "count(*)::BIGINT", "named": f"count_if({_NAMES_ANY})::BIGINT"})


def of_the_service(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Who names at least one cause of OF_THE_SERVICE: a row of named, n, value, low, high (Wilson, 95 %)."""
    counts = read_counts(connection, settings, _COUNTS.split_by(settings, {}, view), {}, view).drop(WHOLE)
    told = counts.with_columns(pl.col("named", "n").fill_null(0).cast(pl.Int64))
    return told.with_columns(**proportion(pl.col("named"), pl.col("n"))._asdict())
