"""How often the intervals of repeats for the same reason hold what a large world has, one small world at a
time.
"""

from functools import cache

import polars as pl

from analytics.measuring import measure
from sample_data import simulate
from tests.analytics.recovery.warehouses import SETTINGS, make_warehouse

CUSTOMERS, DAYS = 3_000, 365
_TRUE_CUSTOMERS, _TRUE_SEED = 60_000, 1_000_000
_NAME = "repeat_same_reason"

Row = dict[str, object]


def trial(seed: int) -> list[Row]:
    """Name, estimate, low, high and truth, by channel."""
    truths = _truths()
    return [
        {"name": f"repeats, {row['channel']}", "estimate": row["value"], "truth": truths[row["channel"]]}
        | {end: row[end] for end in ("low", "high")}
        for row in _by_channel(seed, CUSTOMERS).iter_rows(named=True)
    ]


@cache
def _truths() -> dict[str, float]:
    return dict(_by_channel(_TRUE_SEED, _TRUE_CUSTOMERS).select("channel", "value").iter_rows())


def _by_channel(seed: int, customers: int) -> pl.DataFrame:
    world = simulate(customers, DAYS, seed)
    with make_warehouse({"contacts": world.contacts, "customers": world.customers}) as connection:
        return measure(connection, SETTINGS, _NAME, ("channel",)).drop_nulls("value").sort("channel")
