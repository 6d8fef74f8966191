"""The value that goes with those who leave, a year: of all of them, and by the causes they name."""

from datetime import date
from typing import Any

import duckdb
import numpy as np
import polars as pl

from analytics.leaving.causes import NAMED
from analytics.leaving.leavers import names_cause
from analytics.money.prospects import DRAWS, read_prospects
from analytics.money.values import Valued, read_valued
from analytics.money.yearly import DAYS_A_YEAR, FEWEST_DAYS, days_of
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Floats, Interval
from analytics.statistics.lifetime import interval_of_draws
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_SEED = 30
SCHEMA = {
    "cause": pl.String(),
    "leavers": pl.Int64(),
    "n": pl.Int64(),
    "annual": pl.Float64(),
    "value": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "note": pl.String(),
}


def value_lost(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The first row is of everybody who left in the view's days (cause null), those after it of each cause.

    leavers and n (of whom a yearly value is known) are those of the days; annual (what they brought a year)
    and value (what they would still have brought, discounted, within the horizon, had they stayed like others
    of their segment and tenure) with low and high (95 %) are of a year of days like these. The interval holds
    that others may have left as well (compound Poisson), and what is not known of the hazards. Who names
    several causes is in the rows of each. Withheld of fewer than settings.definitions.small_n leavers or 14
    days.

    Raises QueryError for a view that picks anything but dimensions of customers.
    """
    days = days_of(connection, settings, view)
    if days is None:
        return pl.DataFrame([{"leavers": 0, "n": 0, "note": NOT_IN_DATA}], schema=SCHEMA)
    valued = read_valued(connection, settings, _query(), view, {"since": days[0], "until": days[1]})
    prospects = read_prospects(connection, settings, days[1])
    worth = None if prospects is None or valued.basis is None else valued.worth(prospects)
    return pl.DataFrame(
        [_row(cause, valued, worth, days, settings) for cause in (None, *NAMED)], schema=SCHEMA
    )


def everybody(lost: pl.DataFrame) -> Interval | None:
    """The first row's value with its interval, if it has one."""
    if lost["value"][0] is None:
        return None
    return Interval(*lost.row(0)[lost.columns.index("value") : lost.columns.index("high") + 1])


def _query() -> str:
    named = ", ".join(f"CASE WHEN {names_cause(cause)} THEN '{cause}' END" for cause in NAMED)
    listed = f"list_filter([{named}], lambda name: name IS NOT NULL)"
    return read_sql("analytics.money", "left").replace("{causes}", listed)


def _row(
    cause: str | None, valued: Valued, worth: Floats | None, days: tuple[date, date], settings: Settings
) -> dict[str, Any]:
    is_of = valued.groups.select(pl.col("cause").eq_missing(pl.lit(cause, pl.String))).to_series().to_numpy()
    some = valued.groups.filter(is_of)
    n, length = int(some["valued"].sum()), (days[1] - days[0]).days + 1
    row: dict[str, Any] = {"cause": cause, "leavers": int(some["customers"].sum()), "n": n}
    if worth is None or n == 0:
        return row | {"note": NOT_IN_DATA}
    if n < settings.definitions.small_n or length < FEWEST_DAYS:
        return row | {"note": TOO_FEW}
    a_year = DAYS_A_YEAR / length
    total = worth[:, is_of].sum(axis=1)
    years = worth[0, is_of] / np.maximum(some["annual"].to_numpy(), 1e-9)
    chance = float(np.sqrt((some["annual_squares"].to_numpy() * years**2).sum()))
    drawn = total[1:] + np.random.default_rng(_SEED).normal(0, chance, DRAWS)
    value, low, high = (a_year * end for end in interval_of_draws(float(total[0]), drawn))
    return row | {
        "annual": a_year * float(some["annual"].sum()),
        "value": value,
        "low": max(low, 0.0),
        "high": high,
    }
