"""How far booking levels the load: arrivals over the hours of the day, booked against walk-in."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.reading import Counts, read_counts
from analytics.statistics.levelness import Levelness, levelness
from analytics.view import View
from warehouse.settings import Settings

_STRATA = ("department", "channel")
_ARRIVALS = Counts(
    "contact_facts",
    {"is_booked": "is_booked", "arrivals": "count(*)"},
    where="is_booked IS NOT NULL AND NOT is_no_show",
    instant="occurred_local",
)
# An hour with less than this share of the arrivals is not one in which the doors are open.
_LEAST_SHARE = 0.01


def arrivals_by_hour(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Arrivals of both sides: day, department, channel, hour, is_booked, arrivals.

    Only of departments and channels that have both sides, and of hours that are open: with a hundredth of
    the arrivals at least.
    """
    by = find_dimensions(settings, ("day", *_STRATA, "hour"))
    counts = read_counts(connection, settings, _ARRIVALS, by, view)
    both = counts.with_columns(sides=pl.col("is_booked").n_unique().over(_STRATA)).filter(
        pl.col("sides") == 2
    )
    of_hour, of_all = pl.col("arrivals").sum().over("hour"), pl.col("arrivals").sum()
    return (
        both.filter(of_hour >= _LEAST_SHARE * of_all).drop("sides").sort("day", *_STRATA, "hour", "is_booked")
    )


def levelled(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Levelness | None:
    """How evenly both sides come over the hours, walk-ins at the bookings' mix of departments and channels.

    None where either has fewer arrivals than settings.definitions.small_n, or there is only one hour.
    """
    arrivals = arrivals_by_hour(connection, settings, view)
    least = arrivals.group_by("is_booked").agg(pl.col("arrivals").sum())
    is_told = least.height == 2 and least["arrivals"].min() >= settings.definitions.small_n  # type: ignore[operator]
    if not is_told or arrivals["hour"].n_unique() < 2 or arrivals["day"].n_unique() < 2:
        return None
    return levelness(arrivals, by=_STRATA)
