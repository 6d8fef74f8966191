"""How often the intervals of efforts of recovery hold the planted truths, one small world at a time."""

import polars as pl

from analytics.recovery.efforts import OUTCOMES, Efforts, efforts
from sample_data import DEFAULT, simulate
from tests.coverage.world_marts import SETTINGS, customer_marts, rate_contacts

# In smaller worlds hardly a kind has been done to as many who rated it as are told.
CUSTOMERS, DAYS = 12_000, 365
_MARTS = ("contact_hourly", "contact_daily")
_TRUE = DEFAULT.recovering

Row = dict[str, object]


def trial(seed: int, customers: int = CUSTOMERS) -> list[Row]:
    """Name, estimate, low, high and truth: of the kinds of each outcome the one furthest from its truth, as
    their intervals hold all of them together; and of speed."""
    world = simulate(customers, DAYS, seed)
    connection = customer_marts(world, marts=_MARTS)
    rate_contacts(connection, world)
    found = efforts(connection, SETTINGS)
    return [*_furthest(found), *_of_speed(found)]


def _furthest(found: Efforts) -> list[Row]:
    points = pl.col("kind").replace_strict(dict(_TRUE.kind_csat_points), return_dtype=pl.Float64)
    truth = pl.when(pl.col("outcome") == "csat").then(points).otherwise(0.0)
    told = found.kinds.filter(pl.col("note").is_null()).with_columns(truth=truth)
    reach = (pl.col("high") - pl.col("low")) / 2
    far = told.sort((pl.col("difference") - pl.col("truth")).abs() / reach, descending=True)
    return [
        _row(f"all kinds together, {outcome}", of_outcome.row(0, named=True))
        for outcome in OUTCOMES
        if (of_outcome := far.filter(outcome=outcome)).height
    ]


def _of_speed(found: Efforts) -> list[Row]:
    truths = {"csat": _TRUE.csat_per_hours_doubling, "left": 0.0}
    told = found.speed.filter(pl.col("note").is_null())
    return [
        _row(f"{row['outcome']} per doubling of the time", row | {"truth": truths[row["outcome"]]})
        for row in told.iter_rows(named=True)
    ]


def _row(name: str, row: Row) -> Row:
    return {"name": name, "estimate": row["difference"]} | {end: row[end] for end in ("low", "high", "truth")}
