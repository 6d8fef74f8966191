"""Where customers are so many days after joining: the chance of each stage, and of having left."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.relationship.queries import ACQUIRED, STATES, observed_days, read_relations
from analytics.statistics.multi_state import SCHEMA, transition_probabilities
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

DAYS = (30.0, 90.0, 180.0, 365.0, 730.0)
_SPELLS = pl.Schema(
    {
        **dict.fromkeys(("state", "to"), pl.String()),
        **dict.fromkeys(("entry", "duration", "weight"), pl.Float64()),
    }
)


def since_joining(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
    start: str = ACQUIRED,
    from_day: float = 0.0,
) -> pl.DataFrame:
    """The chance of each stage at each number of days since joining, of those in `start` so many days after
    it.

    Returns days, at_risk (customers watched just before), state (a stage, or left), value, low and high (0-1,
    95 %; Aalen and Johansen 1978). Watched are customers in the days of the view, each from when their stage
    is known, up to settings.relationship.horizon_days after joining. How long customers stay is taken as the
    same for those who joined at different times.

    Raises QueryError for anything but a stage.
    """
    if start not in STATES[:-1]:
        raise QueryError(
            f"'{start}' is no stage of the relationship.", f"Name one of {', '.join(STATES[:-1])}."
        )
    observed = observed_days(connection, settings, view)
    if observed is None:
        return curve_of(pl.DataFrame(schema=_SPELLS), start, from_day)
    values = {
        "since": observed[0],
        "until": observed[1],
        "horizon_days": settings.relationship.horizon_days,
    }
    spells = read_relations(connection, settings, "spells", view, values, _SPELLS)
    return curve_of(spells, start, from_day)


def curve_of(spells: pl.DataFrame, start: str = ACQUIRED, from_day: float = 0.0) -> pl.DataFrame:
    """The columns of `since_joining` from spells."""
    found = transition_probabilities(spells, STATES, start, from_day)
    return found.rename({"time": "days"}).select(
        "days", "at_risk", *(name for name in SCHEMA if name not in ("time", "at_risk", "std_error"))
    )


def after_days(curve: pl.DataFrame, days: Sequence[float] = DAYS) -> pl.DataFrame:
    """A curve read after numbers of days, in rising order, as far as anything happened."""
    if curve.is_empty():
        return curve
    last = curve["days"].to_list()[-1]
    asked = pl.DataFrame({"asked": [float(day) for day in days if day <= last]}, {"asked": pl.Float64})
    each = asked.join(pl.DataFrame({"state": STATES}), how="cross")
    read = each.join_asof(
        curve.sort("days"), left_on="asked", right_on="days", by="state", check_sortedness=False
    )
    return read.drop_nulls("value").select(pl.col("asked").alias("days"), *curve.columns[1:])
