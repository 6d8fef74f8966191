"""What the customers of each contact level are worth: a year, and as long as they are expected to stay."""

from typing import Any

import duckdb
import numpy as np
import polars as pl

from analytics.contact_level.groups import LEVELS, PACKAGE, days_of, levels
from analytics.intervals import mean
from analytics.money.prospects import read_prospects
from analytics.money.values import Valued, of_customers, read_valued
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Floats, Z
from analytics.statistics.lifetime import interval_of_draws
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_ENDS = ("", "_low", "_high")
FIGURES = ("annual", "lifetime", "years")
SCHEMA = pl.Schema(
    {
        "level": pl.String(),
        "customers": pl.Int64(),
        "n": pl.Int64(),
        **{f"{name}{end}": pl.Float64() for name in FIGURES for end in _ENDS},
        "note": pl.String(),
    }
)
_SEED = 46


def worth(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A row per group with customers: level, customers, n (of whom a yearly value is known), annual (mean of
    what one brings a year, after the margin), lifetime (mean of what one will bring within
    settings.money.horizon_years) and years (discounted, that they will stay), each with …_low and …_high
    (95 %), and note (not_in_data, too_few).

    How long they stay is told by segment and time since joining, as on the page Value: whether a group stays
    longer than others of the same segment and tenure is what movement tells. The interval of annual is
    Student's, that of lifetime holds both what the mean value and what the hazards may be.
    """
    days = days_of(connection, settings, view)
    if days is None:
        return pl.DataFrame(schema=SCHEMA)
    query = read_sql(PACKAGE, "valued").replace("{levels}", levels(settings))
    chosen = of_customers(view, settings)
    valued = read_valued(connection, settings, query, chosen, {"since": days[0], "until": days[1]})
    prospects = read_prospects(connection, settings, days[1])
    ahead = None if prospects is None or valued.basis is None else valued.worth(prospects)
    numbered = valued.groups.with_row_index("place").filter(pl.col("cause").is_in(LEVELS))
    parts = {key[0]: part for key, part in numbered.group_by("cause")}
    least = settings.definitions.small_n
    rows = [_row(level, parts[level], valued, ahead, least) for level in LEVELS if level in parts]
    return pl.DataFrame(rows, SCHEMA)


def _row(level: str, part: pl.DataFrame, valued: Valued, ahead: Floats | None, least: int) -> dict[str, Any]:
    n, annual = int(part["valued"].sum()), float(part["annual"].sum())
    row: dict[str, Any] = {"level": level, "customers": int(part["customers"].sum()), "n": n}
    if valued.basis is None or n < least:
        return row | {"note": TOO_FEW if n else NOT_IN_DATA}
    sums = part.select(total=pl.col("annual").sum(), squares=pl.col("annual_squares").sum(), n=pl.lit(n))
    figure = mean(pl.col("total"), pl.col("squares"), pl.col("n"), 0, float("inf"))
    ends = sums.select(**figure._asdict()).row(0)
    row |= dict(zip((f"annual{end}" for end in _ENDS), ends, strict=True))
    if ahead is not None and annual > 0:
        total = ahead[:, part["place"].to_numpy()].sum(axis=1)
        # The sum is one of customers who are there; another sample of such customers would have another mean.
        spread = (ends[2] - ends[1]) / 2 / Z / (annual / n)
        factors = np.concatenate([[1.0], np.random.default_rng(_SEED).normal(1, spread, len(total) - 1)])
        for name, draws in (("lifetime", total / n * factors), ("years", total / annual)):
            found = interval_of_draws(float(draws[0]), draws[1:])
            row |= {f"{name}{end}": value for end, value in zip(_ENDS, found, strict=True)}
    return row
