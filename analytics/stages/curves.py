"""What became of customers after they entered a stage: moved on, left, or still there, as time goes on."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.stages.queries import EVENTS, LEFT, MOVED, read_ways, stage_number
from analytics.statistics.aalen_johansen import cumulative_incidence
from analytics.statistics.kaplan_meier import survival_curve
from analytics.statistics.life_table import count_spells, life_table
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

STILL_THERE = "still_there"
STATES = (MOVED, LEFT, STILL_THERE)
DAYS = (1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 90.0)
_ENDS = ("low", "high")


def steps_ahead(settings: Settings, start: str, to: str) -> int:
    """How many stages lie between. Raises QueryError for unknown stages, and for one that is not later."""
    ahead = stage_number(settings, to) - stage_number(settings, start)
    if ahead < 1:
        raise QueryError(f"'{to}' does not come after '{start}'.", "Name the earlier stage first.")
    return ahead


def transition(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    start: str,
    to: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Shares of those in stage `start` who have come to `to`, or beyond, have left, and are still there.

    Returns days (since entering the stage), at_risk (customers watched just before), and of moved, left and
    still_there the share, <name>_low and <name>_high (0-1, 95 %; Aalen and Johansen 1978, for still_there
    Kaplan and Meier 1958). Leaving competes with moving on; who has done neither by the last finished
    day is cut short there.
    """
    spells = read_ways(connection, settings, None, view, steps_ahead(settings, start, to)).spells
    return curve_of(spells.filter(stage_number=stage_number(settings, start)))


def curve_of(spells: pl.DataFrame) -> pl.DataFrame:
    """The columns of `transition` from the spells of one stage."""
    shares = cumulative_incidence(spells, EVENTS)
    counts = count_spells(spells.with_columns(has_event=pl.col("event").is_not_null()))
    there = survival_curve(life_table(counts)).select(
        "time", **{STILL_THERE: "survival"}, **{f"{STILL_THERE}_{end}": pl.col(end) for end in _ENDS}
    )
    figures = [column for state in STATES for column in (state, *(f"{state}_{end}" for end in _ENDS))]
    return shares.join(there, on="time", maintain_order="left").select(
        pl.col("time").alias("days"), "at_risk", *figures
    )


def after_days(curve: pl.DataFrame, days: Sequence[float] = DAYS) -> pl.DataFrame:
    """A curve read after numbers of days, in rising order, as far as anybody was watched."""
    if curve.is_empty():
        return curve
    is_over = curve[STILL_THERE][-1] <= 0
    asked = pl.DataFrame({"days": [day for day in days if is_over or day <= curve["days"][-1]]})
    # How many are watched at a day are those at risk at the next time of the curve.
    watched = asked.cast(pl.Float64).join_asof(
        curve.select("days", watched="at_risk"), on="days", strategy="forward"
    )
    read = watched.join_asof(curve, on="days")
    return read.with_columns(at_risk=pl.col("watched").fill_null(0.0)).select(curve.columns)
